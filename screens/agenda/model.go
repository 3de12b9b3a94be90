package agenda

import (
	"slices"
	"time"

	"beiandesk/app/desk"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
)

// Group of the agenda.
type Group int

// The groups, earliest first.
const (
	Over Group = iota
	Today
	Week
	Later
)

// Name says a group.
func (g Group) Name() string {
	return [...]string{text.AgendaOver, text.AgendaToday, text.AgendaWeek, text.AgendaLater}[g]
}

// Day is a group with its filings, the nearest deadline first.
type Day struct {
	Group Group
	Rows  []desk.Row
}

// Plan sorts the filings that have a deadline into groups; a group with
// nothing in it is left out. Weeks end on Sunday night in China.
func Plan(rows []desk.Row, now time.Time) []Day {
	var due []desk.Row
	for _, r := range rows {
		if !r.Due.IsZero() {
			due = append(due, r)
		}
	}
	slices.SortStableFunc(due, func(a, b desk.Row) int { return a.Due.Compare(b.Due) })
	var out []Day
	for _, r := range due {
		g := GroupOf(r.Due, now)
		if n := len(out); n == 0 || out[n-1].Group != g {
			out = append(out, Day{Group: g})
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, r)
	}
	return out
}

// GroupOf tells where a deadline stands at now. A deadline at the midnight
// that ends today still belongs to today.
func GroupOf(due, now time.Time) Group {
	switch {
	case !due.After(now):
		return Over
	case !due.After(row.EndOfDay(now)):
		return Today
	case !due.After(row.EndOfWeek(now)):
		return Week
	}
	return Later
}
