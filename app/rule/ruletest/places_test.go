package ruletest_test

import (
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
	"beiandesk/app/rule/table"
)

// TestEveryListedRowComesIntoAChecklist of some filing, over all provinces,
// kinds, providers, natures and people. Rows that are checked or asked have
// TestEveryExecutableRowIsReachable.
func TestEveryListedRowComesIntoAChecklist(t *testing.T) {
	tables, env := ruletest.Tables(), ruletest.Env()
	listed := map[string]bool{}
	see := func(f *filing.Filing) {
		for _, i := range rule.Checklist(f, env) {
			listed[i.ID] = true
		}
	}
	var natures []int
	for _, s := range tables.Subjects {
		natures = append(natures, s.Code)
	}
	for _, p := range tables.Provinces {
		for _, nature := range natures {
			for _, kind := range filing.Kinds {
				f := ruletest.Good(p.Code, nature)
				ruletest.Kind(f, kind)
				see(f)
				ruletest.Agent(f)
				see(f)
			}
		}
		// What a few rows wait for.
		f := ruletest.Good(p.Code, natures[0])
		for _, s := range tables.Subjects {
			if s.Name == "企业" {
				f = ruletest.Good(p.Code, s.Code)
			}
		}
		ruletest.Foreign(f)
		see(f)
		f.Organiser.CertNumber = ruletest.Credit("92", p.Code, "MA5EXAMP")
		f.Organiser.Scope = "旅行社业务；医院、门诊服务；游戏、网络游戏"
		see(f)
		for _, v := range tables.Providers {
			for _, nature := range natures {
				f := ruletest.Good(p.Code, nature)
				f.Provider = v.ID
				see(f)
			}
		}
	}
	for _, r := range tables.Bureau {
		if r.Place == table.PlaceList && !listed[r.ID] {
			t.Errorf("%s is in no checklist: %s", r.ID, r.Text)
		}
	}
}
