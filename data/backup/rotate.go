package backup

import (
	"fmt"
	"slices"
	"time"
)

// How many backups are kept: the last of each of so many days, weeks, months.
const (
	KeepDays   = 7
	KeepWeeks  = 4
	KeepMonths = 12
)

// Kept is what Rotate looks at: a number that grows with each backup, and the
// time of its making by the clock of then.
type Kept struct {
	N  int64
	At time.Time
}

// Rotate tells which backups may go. The order is that of their making, so that
// a clock set back or forward makes no backup look old; the clock only says
// which day, week (Monday to Sunday) and month one belongs to. The newest one
// always stays.
func Rotate(list []Kept) (drop []int64) {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b Kept) int { return int(b.N - a.N) })
	rules := []struct {
		most int
		of   func(time.Time) string
		seen map[string]bool
	}{
		{KeepDays, func(t time.Time) string { return t.Format("2006-01-02") }, map[string]bool{}},
		{KeepWeeks, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprintf("%d-W%d", y, w) }, map[string]bool{}},
		{KeepMonths, func(t time.Time) string { return t.Format("2006-01") }, map[string]bool{}},
	}
	for i, k := range sorted {
		stay := i == 0
		for _, r := range rules {
			if name := r.of(k.At); !r.seen[name] && len(r.seen) < r.most {
				r.seen[name] = true
				stay = true
			}
		}
		if !stay {
			drop = append(drop, k.N)
		}
	}
	return drop
}
