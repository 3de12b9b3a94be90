package rule

import (
	"slices"

	"beiandesk/app/rule/table"
)

// Placed tells what becomes of one row of province_rules.
type Placed struct {
	table.BureauRule
	By []string // rules of the registry that judge it, if those do
}

// Coverage lists every row with its place: judged from the data (check), put
// to the user (ask) or an item of the checklist (list).
func Coverage(t *table.Set) []Placed {
	out := make([]Placed, 0, len(t.Bureau))
	for _, r := range t.Bureau {
		p := Placed{BureauRule: r}
		if r.Predicate == "registry" {
			p.By = slices.Clone(r.Params.Rules)
		}
		out = append(out, p)
	}
	return out
}
