package refused

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// Choice narrows the counts down. All stands for no choice in a field, because
// "" is a place of its own: filings without a province or provider.
type Choice struct {
	Province, Provider string
	Year               bool // only the last twelve months
}

// All is every province or provider.
const All = "*"

// Months is how many months the trend shows.
const Months = 12

// Row is one reason of a choice.
type Row struct {
	Reason string
	N      int
}

// Month is one month of a choice.
type Month struct {
	Name string // 2026-11
	N    int
}

// Spot is a provider in a province, with the reason that is given there most.
type Spot struct {
	Province, Provider string
	N                  int
	Top                Row
}

// Sum is what a choice comes to.
type Sum struct {
	N       int
	Reasons []Row   // most often first
	Spots   []Spot  // most often first
	Months  []Month // the last twelve, oldest first
}

// Sums adds the counts of a choice up. now tells which months are the last.
func Sums(list []desk.RefusedCount, c Choice, now time.Time) Sum {
	var s Sum
	at := map[string]int{}
	first := now.In(filing.China)
	first = time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, filing.China)
	for i := range Months {
		name := first.AddDate(0, i-Months+1, 0).Format("2006-01")
		at[name] = i
		s.Months = append(s.Months, Month{Name: name})
	}
	n := map[string]int{}
	spots := map[[2]string]map[string]int{}
	for _, x := range list {
		if c.Province != All && x.Province != c.Province || c.Provider != All && x.Provider != c.Provider {
			continue
		}
		i, recent := at[x.Month]
		if recent {
			s.Months[i].N += x.N
		} else if c.Year {
			continue
		}
		n[x.Reason] += x.N
		s.N += x.N
		at := [2]string{x.Province, x.Provider}
		if spots[at] == nil {
			spots[at] = map[string]int{}
		}
		spots[at][x.Reason] += x.N
	}
	s.Reasons = ranked(n)
	for at, n := range spots {
		x := Spot{Province: at[0], Provider: at[1], Top: ranked(n)[0]}
		for _, count := range n {
			x.N += count
		}
		s.Spots = append(s.Spots, x)
	}
	slices.SortFunc(s.Spots, func(a, b Spot) int {
		return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Province, b.Province), strings.Compare(a.Provider, b.Provider))
	})
	return s
}

// ranked lists reasons, most often first.
func ranked(n map[string]int) (rows []Row) {
	for reason, count := range n {
		rows = append(rows, Row{reason, count})
	}
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Reason, b.Reason)) })
	return rows
}

// Places are the provinces and providers that occur, in the order of their
// codes.
func Places(list []desk.RefusedCount) (provinces, providers []string) {
	for _, x := range list {
		provinces, providers = append(provinces, x.Province), append(providers, x.Provider)
	}
	slices.Sort(provinces)
	slices.Sort(providers)
	return slices.Compact(provinces), slices.Compact(providers)
}
