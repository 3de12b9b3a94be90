package home

import (
	"slices"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// Column names what the list can be ordered by.
type Column string

// The columns.
const (
	NoColumn    Column = ""
	ColDomain   Column = "domain"
	ColKind     Column = "kind"
	ColState    Column = "state"
	ColPortrait Column = "portrait"
	ColNext     Column = "next"
	ColDue      Column = "due"
)

// nexts in the order of the way through.
var nexts = []desk.Next{desk.NextType, desk.NextRegion, desk.NextInfo, desk.NextMaterial, desk.NextPortrait,
	desk.NextCheck, desk.NextSubmit, desk.NextAmend, desk.NextForward, desk.NextSMS, desk.NextWait, desk.NextDuties, desk.NextErase, desk.NextNone}

var (
	kindRank  = ranks(filing.Kinds)
	stateRank = ranks(filing.States)
	nextRank  = ranks(nexts)
)

func ranks[T comparable](list []T) map[T]int {
	m := make(map[T]int, len(list))
	for i, x := range list {
		m[x] = i
	}
	return m
}

// order returns the positions of the items by a column, ascending, and those
// with nothing in it. It is made once per set of rows, so that a keystroke
// only filters.
func (m *Model) order(c Column) (full, empty []int32) {
	all, ok := m.orders[c]
	if !ok {
		all = make([]int32, len(m.items))
		for i := range all {
			all[i] = int32(i)
		}
		slices.SortStableFunc(all, func(a, b int32) int { return m.compare(c, &m.items[a].row, &m.items[b].row) })
		if m.orders == nil {
			m.orders = map[Column][]int32{}
		}
		m.orders[c] = all
	}
	n := len(all)
	for n > 0 && blank(c, &m.items[all[n-1]].row) {
		n--
	}
	return all[:n], all[n:]
}

func blank(c Column, r *desk.Row) bool {
	switch c {
	case ColDomain:
		return r.Domain == ""
	case ColKind:
		return r.Kind == filing.KindUnknown
	case ColDue:
		return r.Due.IsZero()
	}
	return false
}

func (m *Model) compare(c Column, a, b *desk.Row) int {
	if x, y := blank(c, a), blank(c, b); x || y {
		switch {
		case x && y:
			return 0
		case x:
			return 1
		}
		return -1
	}
	switch c {
	case ColDomain:
		return strings.Compare(a.Domain, b.Domain)
	case ColKind:
		return kindRank[a.Kind] - kindRank[b.Kind]
	case ColState:
		return stateRank[a.State] - stateRank[b.State]
	case ColPortrait:
		return strings.Compare(string(a.Portrait), string(b.Portrait))
	case ColNext:
		return nextRank[a.Next] - nextRank[b.Next]
	case ColDue:
		return a.Due.Compare(b.Due)
	}
	return 0
}
