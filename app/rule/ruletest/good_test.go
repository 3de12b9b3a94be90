package ruletest_test

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
)

func TestGoodFilingsPassEverywhere(t *testing.T) {
	env := ruletest.Env()
	for _, p := range ruletest.Tables().Provinces {
		for _, n := range ruletest.Natures {
			f := ruletest.Good(p.Code, n)
			for _, x := range rule.Check(f, env) {
				if x.Severity == rule.Block || x.Severity == rule.Warn && x.ID != "CN-PORTRAIT-MISSING" {
					t.Errorf("%s, nature %d: %s %s at %s: %s", p.Name, n, x.Severity, x.ID, x.Field, x.Text)
				}
			}
			for _, q := range rule.Questions(f, env) {
				if q.Answer == "" {
					t.Errorf("%s, nature %d: %s is not answered", p.Name, n, q.Row)
				}
			}
		}
	}
}

func TestGoodFilingsOfOtherKindsAndPeoplePass(t *testing.T) {
	env := ruletest.Env()
	for _, p := range ruletest.Tables().Provinces {
		for _, k := range []filing.Kind{filing.KindNewSite, filing.KindNewSiteElsewhere, filing.KindAccess} {
			f := ruletest.Good(p.Code, 4)
			ruletest.Kind(f, k)
			ruletest.Agent(f)
			f.Site.Remark += "，样本丁。"
			ruletest.Complete(f, env)
			for _, x := range rule.Check(f, env) {
				if x.Severity == rule.Block {
					t.Errorf("%s, %s: %s at %s: %s", p.Name, k, x.ID, x.Field, x.Text)
				}
			}
		}
	}
}
