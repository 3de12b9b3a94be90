package rule_test

import (
	"testing"

	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
)

// Nor are the made-up filings told the same matter twice.
func TestMadeUpFilingsAreToldNothingTwice(t *testing.T) {
	list, err := ruletest.Cases()
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		f, env, err := list[i].Make()
		if err != nil {
			t.Fatal(err)
		}
		for _, pair := range twice(rule.Check(f, env)) {
			t.Errorf("%s: %s: %s", list[i].At, list[i].Name, pair)
		}
	}
}
