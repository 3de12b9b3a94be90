package ruletest_test

import (
	"slices"
	"testing"

	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
)

func cases(tb testing.TB) []ruletest.Case {
	tb.Helper()
	list, err := ruletest.Cases()
	if err != nil {
		tb.Fatal(err)
	}
	return list
}

// Every made-up filing has exactly the findings written down for it. Whoever
// changes a rule mends the line by hand, after looking at the source.
func TestEveryMadeUpFilingHasItsFindings(t *testing.T) {
	for _, c := range cases(t) {
		f, env, err := c.Make()
		if err != nil {
			t.Error(err)
			continue
		}
		found := rule.Check(f, env)
		for _, x := range ruletest.Found(found) {
			if !slices.Contains(c.Want, x) {
				t.Errorf("%s: %s: not expected: %s (%s)", c.At, c.Name, x, text(found, x))
			}
		}
		for _, w := range c.Want {
			if !slices.Contains(ruletest.Found(found), w) {
				t.Errorf("%s: %s: not found: %s", c.At, c.Name, w)
			}
		}
	}
}

func text(list []rule.Finding, w ruletest.Wanted) string {
	for _, f := range list {
		if f.ID == w.ID && f.Field == w.Field {
			return f.Text
		}
	}
	return ""
}
