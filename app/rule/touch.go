package rule

import (
	"cmp"
	"slices"

	"beiandesk/app/filing"
)

// Touch is a prior approval at which the words of a filing point although it
// was not chosen.
type Touch struct {
	Item  int // prior_approval_items.json
	Name  string
	Field filing.Field // where the words stand
	Words []string
}

// Touches lists what a statement that the filing needs no prior approval must
// deny, in the order of the items. A statement that is there already hides
// nothing: it may have to be written again.
func Touches(f *filing.Filing, env Env) []Touch {
	bare := *f
	bare.Materials = nil
	s, err := newScan(&bare, env)
	if err != nil {
		return nil
	}
	var out []Touch
	for _, r := range s.regulated() {
		if r.Item == 0 || r.Chosen {
			continue
		}
		for _, p := range lookIn {
			var found []string
			for _, at := range r.Places {
				if at.Field == p && at.Settled == "" && !slices.Contains(found, at.Word) {
					found = append(found, at.Word)
				}
			}
			if len(found) > 0 {
				out = append(out, Touch{r.Item, r.Name, p, found})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Touch) int { return cmp.Compare(a.Item, b.Item) })
	return out
}
