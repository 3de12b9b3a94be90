package ruletest_test

import (
	"testing"

	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
	"beiandesk/app/rule/table"
)

// Every row that is checked or asked can be hit, and what is left to the
// registry is really refused by it in that province.
func TestEveryExecutableRowIsReachable(t *testing.T) {
	for _, r := range ruletest.Tables().Bureau {
		if r.Place == table.PlaceList {
			continue
		}
		if r.Predicate == "registry" {
			for _, id := range r.Params.Rules {
				if _, _, ok := ruletest.Covered(r, id); !ok {
					t.Errorf("%s: %s finds nothing", r.ID, id)
				}
			}
			if r.Severity != "block" {
				continue
			}
		}
		f, env, ok := ruletest.Bad(r)
		if !ok {
			t.Errorf("%s (%s, %s): nothing hits it", r.ID, r.Place, r.Predicate)
			continue
		}
		for _, x := range rule.Check(f, env) {
			if x.Row == r.ID && string(x.Severity) != r.Severity {
				t.Errorf("%s: severity %s, the row says %s", r.ID, x.Severity, r.Severity)
			}
		}
	}
}
