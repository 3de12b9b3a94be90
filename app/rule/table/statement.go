package table

import (
	"slices"
	"strings"
)

// Statement is what an administration takes when words point at a prior
// approval that the business does not need, or what it wants besides. Where it
// holds, who says so and how sure that is stand in its row of province_rules.
type Statement struct {
	ID       string   `json:"id"`                 // the row's, and behind a dot what tells several of one row apart
	Items    []int    `json:"items,omitempty"`    // of prior_approval_items; none = all
	Words    []string `json:"words,omitempty"`    // words of this province only
	Fields   []string `json:"fields,omitempty"`   // where the words count; none = name, scope, site name and content
	Title    string   `json:"title,omitempty"`    // what the words are about, where they belong to no item
	Name     string   `json:"name,omitempty"`     // of the statement, "" = none is taken
	Document string   `json:"document,omitempty"` // what is wanted where the business does it
	Text     string   `json:"text,omitempty"`     // one clause more, without 。
	row      *BureauRule
}

// Row is the row of province_rules that says so.
func (s Statement) Row() BureauRule { return *s.row }

// Demand tells whether its words are looked for by themselves, not as a sign of
// an item.
func (s Statement) Demand() bool { return len(s.Words) > 0 && len(s.Items) == 0 }

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
		case x.row.Province == province && province != "":
			n = 3
		case x.row.Province == AllProvinces:
			n = 1
		default:
			continue
		}
		if len(x.Items) > 0 {
			n++
		}
		// Of a province's two for the same item the better founded one counts.
		if n > rank || n == rank && x.row.Confidence < best.row.Confidence {
			best, rank = x, n
		}
	}
	return best, rank > 0
}

// Demands lists the words that only this province looks for.
func (s *Set) Demands(province string) []Statement {
	var out []Statement
	for _, x := range s.Statements {
		if x.row.Province == province && x.Demand() {
			out = append(out, x)
		}
	}
	return out
}

// TriggersFor lists the words that point at an item in a province.
func (s *Set) TriggersFor(a Approval, province string) []string {
	out := append(slices.Clip(a.Triggers), a.TriggersIn[province]...)
	for _, x := range s.Statements {
		if x.row.Province == province && slices.Contains(x.Items, a.Code) {
			out = append(out, x.Words...)
		}
	}
	return out
}

// linkStatements checks the statements and ties them to their rows.
func (s *Set) linkStatements(fail func(string, ...any)) {
	seen := map[string]bool{}
	none := &BureauRule{}
	for i := range s.Statements {
		r := &s.Statements[i]
		if r.ID == "" || seen[r.ID] {
			fail("approval_statements: id %q is missing or there twice", r.ID)
		}
		seen[r.ID] = true
		id, _, _ := strings.Cut(r.ID, ".")
		if r.row = s.bureau[id]; r.row == nil {
			fail("approval_statements: %s: no row %s in province_rules", r.ID, id)
			r.row = none
		}
		for _, n := range r.Items {
			if s.approval[n] == nil {
				fail("approval_statements: %s: unknown item %d", r.ID, n)
			}
		}
		if r.Name == "" && r.Document == "" || r.Demand() && r.Title == "" {
			fail("approval_statements: %s says nothing to hand in, or not what its words are about", r.ID)
		}
	}
	for i := range s.Bureau {
		r := &s.Bureau[i]
		if r.Predicate == "words" && (r.Params != nil) == slices.ContainsFunc(s.Statements, func(x Statement) bool { return x.row == r && x.Demand() }) {
			fail("province_rules: %s: its words must stand in its parameters or in approval_statements", r.ID)
		}
	}
}
