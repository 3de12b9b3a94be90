package rule_test

import (
	"regexp"
	"slices"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
)

// twoMatters are pairs that quote the same words and yet say different things.
var twoMatters = map[string]bool{
	"CN-APPROVAL-WORD JX-SVC-01":         true, // needs an approval; not what companies choose there
	"JX-SVC-01 CN-CONTENT-APPROVAL":      true,
	"CN-DOMAIN-REFUSED CN-DOMAIN-SUFFIX": true, // not in this province; not in the list at all
}

// quoteTheSame tells whether two findings quote one word of the filing.
func quoteTheSame(a, b rule.Finding) bool {
	return slices.ContainsFunc(quotes(a), func(w string) bool { return slices.Contains(quotes(b), w) })
}

// twice lists findings of which two say the same matter: one field and one row,
// or one field, a row, and a rule of the registry that the row names.
func twice(list []rule.Finding) []string {
	tables := ruletest.Tables()
	var out []string
	for i, x := range list {
		for _, y := range list[i+1:] {
			if x.Field != y.Field {
				continue
			}
			if x.Row != "" && x.Row == y.Row && sameWords(x, y) {
				out = append(out, x.ID+" "+y.ID+" at "+string(x.Field))
				continue
			}
			if pair := x.ID + " " + y.ID; quoteTheSame(x, y) && !twoMatters[pair] {
				out = append(out, pair+" at "+string(x.Field)+" about the same words")
			}
			names := func(a, b rule.Finding) bool {
				r, ok := tables.BureauRule(a.Row)
				return ok && a.ID == r.ID && (slices.Contains(r.Instead, b.ID) && sameWords(a, b) || r.Params != nil && slices.Contains(r.Params.Rules, b.ID))
			}
			if x.ID == y.ID && x.Text == y.Text || names(x, y) || names(y, x) {
				out = append(out, x.ID+" "+y.ID+" at "+string(x.Field))
			}
		}
	}
	return out
}

var inQuotes = regexp.MustCompile(`“([^”]*)”`)

func quotes(x rule.Finding) (out []string) {
	for _, m := range inQuotes.FindAllStringSubmatch(x.Text, -1) {
		if m[1] != rule.FieldName(x.Field) {
			out = append(out, m[1])
		}
	}
	return out
}

// sameWords tells whether two findings speak of the same words of the filing;
// those that quote none speak of the field itself.
func sameWords(a, b rule.Finding) bool {
	x, y := quotes(a), quotes(b)
	return len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(w string) bool { return slices.Contains(y, w) })
}

// No filing is told the same matter twice: neither one that breaks a row, nor
// one that breaks a rule of the registry, in no province, by no nature.
func TestNothingIsToldTwice(t *testing.T) {
	seen := map[string]bool{}
	look := func(what string, f *filing.Filing, env rule.Env) {
		list := rule.Check(f, env)
		for _, x := range list {
			seen[x.ID] = true
		}
		for _, pair := range twice(list) {
			t.Errorf("%s in %s, nature %d: %s", what, f.Region.Province, f.Organiser.Nature, pair)
		}
	}
	for _, r := range ruletest.Tables().Bureau {
		if f, env, ok := ruletest.Bad(r); ok {
			look(r.ID, f, env)
		}
		if r.Predicate == "registry" {
			for _, id := range r.Params.Rules {
				if f, env, ok := ruletest.Covered(r, id); ok {
					look(r.ID+" by "+id, f, env)
				}
			}
		}
	}
	for _, c := range bad {
		for _, p := range ruletest.Tables().Provinces {
			for _, nature := range []int{4, 5} {
				f := good()
				f.Organiser.Nature = nature
				in(ruletest.Good(p.Code, 4).Region.District)(f)
				if c.change != nil {
					c.change(f)
				}
				look(c.id, f, rule.Env{Now: now, Others: c.others})
			}
		}
	}
	for _, r := range rule.Rules() {
		if !seen[r.ID] && r.ID != "OFFICE-REFUSED" {
			t.Errorf("%s never found anything", r.ID)
		}
	}
}
