package rule

import (
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
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
	s.triggered(func(a table.Approval, p filing.Field, found []string) {
		out = append(out, Touch{a.Code, a.Name, p, found})
	})
	return out
}
