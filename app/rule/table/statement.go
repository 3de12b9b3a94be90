package table

import (
	"slices"
	"strings"
)

// Statement is what an administration takes when words point at a prior
// approval that the business does not need, or what it wants besides. ID up to
// the dot is the row of province_rules.json that says so.
type Statement struct {
	ID         string   `json:"id"`
	Province   string   `json:"province"`           // 000000 = everywhere
	Items      []int    `json:"items,omitempty"`    // of prior_approval_items; none = all
	Words      []string `json:"words,omitempty"`    // words of this province only
	Fields     []string `json:"fields,omitempty"`   // where the words count; none = name, scope, site name and content
	Title      string   `json:"title,omitempty"`    // what the words are about, where they belong to no item
	Name       string   `json:"name,omitempty"`     // of the statement, "" = none is taken
	Document   string   `json:"document,omitempty"` // what is wanted where the business does it
	Text       string   `json:"text,omitempty"`     // one clause more, without 。
	Conflict   string   `json:"conflict,omitempty"` // where sources disagree
	Confidence string   `json:"confidence"`         // A to D; C and D only warn
	Origin
}

// Row is the id of the row of province_rules.json.
func (s Statement) Row() string { id, _, _ := strings.Cut(s.ID, "."); return id }

// StatementFor is the statement of a province for an item: the province's own
// for that item, its own for all, then the nation's in the same order.
func (s *Set) StatementFor(province string, item int) (Statement, bool) {
	best, rank := Statement{}, 0
	for _, x := range s.Statements {
		own := x.Title == "" && x.Name != "" // not for words of their own
		n := 0
		switch {
		case !own || len(x.Items) > 0 && !slices.Contains(x.Items, item):
			continue
		case x.Province == province && province != "":
			n = 3
		case x.Province == "000000":
			n = 1
		default:
			continue
		}
		if len(x.Items) > 0 {
			n++
		}
		// Of a province's two for the same item the better founded one counts.
		if n > rank || n == rank && x.Confidence < best.Confidence {
			best, rank = x, n
		}
	}
	return best, rank > 0
}

// Demands lists the words that only this province looks for.
func (s *Set) Demands(province string) []Statement {
	var out []Statement
	for _, x := range s.Statements {
		if x.Province == province && len(x.Words) > 0 && len(x.Items) == 0 {
			out = append(out, x)
		}
	}
	return out
}

// TriggersFor lists the words that point at an item in a province.
func (s *Set) TriggersFor(a Approval, province string) []string {
	out := append(slices.Clip(a.Triggers), a.TriggersIn[province]...)
	for _, x := range s.Statements {
		if x.Province == province && slices.Contains(x.Items, a.Code) {
			out = append(out, x.Words...)
		}
	}
	return out
}

// linkStatements checks the rows.
func (s *Set) linkStatements(h head, fail func(string, ...any)) {
	seen := map[string]bool{}
	for i := range s.Statements {
		r := &s.Statements[i]
		s.origin("approval_statements", r.ID, &r.Origin, h, fail)
		if r.ID == "" || seen[r.ID] {
			fail("approval_statements: id %q is missing or there twice", r.ID)
		}
		seen[r.ID] = true
		if r.Province != "000000" && s.province[r.Province] == nil {
			fail("approval_statements: %s: unknown province %s", r.ID, r.Province)
		}
		for _, n := range r.Items {
			if s.approval[n] == nil {
				fail("approval_statements: %s: unknown item %d", r.ID, n)
			}
		}
		if len(r.Confidence) != 1 || !strings.Contains("ABCD", r.Confidence) {
			fail("approval_statements: %s: confidence %q", r.ID, r.Confidence)
		}
		if r.Name == "" && r.Document == "" || len(r.Words) > 0 && len(r.Items) == 0 && r.Title == "" {
			fail("approval_statements: %s says nothing to hand in, or not what its words are about", r.ID)
		}
	}
}
