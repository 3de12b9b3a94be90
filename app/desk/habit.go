package desk

import (
	"cmp"
	"slices"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/app/rule"
)

// habits are the reasons for which this office is often refused where f is
// filed, as far as they concern a field of f.
func (d *Desk) habits(r Reader, f *filing.Filing) ([]rule.Habit, error) {
	if f.Region.Province == "" || !f.State.Editable() {
		return nil, nil
	}
	counts, err := r.RefusedCounts(&Place{f.Region.Province, f.Provider})
	if err != nil {
		return nil, err
	}
	from := d.now().In(filing.China).AddDate(0, -rule.HabitMonths, 0).Format("2006-01")
	n, last := map[string]int{}, map[string]string{}
	for _, c := range counts {
		if c.Reason != "" && c.Month > from {
			n[c.Reason] += c.N
			last[c.Reason] = max(last[c.Reason], c.Month)
		}
	}
	var out []rule.Habit
	for id, times := range n {
		row, ok := d.Tables().Refusal(id)
		if !ok || times < rule.HabitLeast {
			continue
		}
		field := refusal.Where(d.Tables(), id, "", f, nil)
		if _, known := f.Get(field); !known {
			if _, material := field.Slot(); !material {
				continue
			}
		}
		out = append(out, rule.Habit{Field: field, Text: row.Text, Remedy: row.Remedy, N: times, Last: last[id]})
	}
	slices.SortFunc(out, func(a, b rule.Habit) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Text, b.Text)) })
	return out[:min(len(out), rule.HabitMost)], nil
}
