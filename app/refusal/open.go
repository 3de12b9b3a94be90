package refusal

import (
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// Next is where a filing that was returned is mended first: the field of the
// first open task that has one. A refusal that was noted without tasks, by an
// older program or in a file, is read here. "" if nothing is known.
func Next(f *filing.Filing, needs []rule.Need, t *table.Set) filing.Field {
	if r := f.OpenRefusal(); r != nil {
		for _, task := range r.Tasks {
			if task.Done.IsZero() && task.Field != "" {
				return task.Field
			}
		}
		return ""
	}
	why := f.LastRefusal()
	if why == "" {
		return ""
	}
	for _, it := range Read(why, f, needs, New(t, nil)) {
		if !it.Aside && it.Field != "" {
			return it.Field
		}
	}
	return ""
}
