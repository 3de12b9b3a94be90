package home

import (
	"slices"
	"strings"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/row"

	"golang.org/x/text/width"
)

// Chip names a filter of the list.
type Chip string

// The chips.
const (
	All       Chip = ""
	ThisWeek  Chip = "week" // due by Sunday night, or over already
	Drafts    Chip = "draft"
	Amend     Chip = "amend"
	Review    Chip = "review"
	SMS       Chip = "sms"
	Filed     Chip = "filed"
	Abandoned Chip = "abandoned"
)

// Chips in the order in which they are shown.
var Chips = []Chip{All, ThisWeek, Drafts, Amend, Review, SMS, Filed, Abandoned}

func chipOf(s filing.State) Chip {
	switch s {
	case filing.Draft:
		return Drafts
	case filing.Returned, filing.FirstRefuse, filing.Refused:
		return Amend
	case filing.FirstReview, filing.ReReview, filing.Forwarding, filing.AdminReview:
		return Review
	case filing.SMSWaiting:
		return SMS
	case filing.Filed:
		return Filed
	}
	return Abandoned
}

// item is a row with what searching it needs.
type item struct {
	row  desk.Row
	hay  string // normalised domain, organiser, number and note
	chip Chip
	week bool
}

// Model is the list without its widgets: rows, search, filter and order. It
// works in memory, so that a keystroke never waits for the disk.
type Model struct {
	items  []item
	orders map[Column][]int32 // positions of items by column, ascending, made when needed
	shown  []int32
	counts map[Chip]int
	words  []string
	query  string
	chip   Chip
	sort   Column
	desc   bool
}

// SetRows takes the rows as the desk lists them, newest change first. Search,
// filter and order stay as they are. now decides what is due this week.
func (m *Model) SetRows(rows []desk.Row, now time.Time) { m.take(prepare(rows, now)) }

// prepare makes the index of rows; it may run on any goroutine.
func prepare(rows []desk.Row, now time.Time) []item {
	week := row.EndOfWeek(now)
	items := make([]item, len(rows))
	for i, r := range rows {
		items[i] = item{row: r, hay: haystack(r), chip: chipOf(r.State),
			week: !r.Due.IsZero() && !r.Due.After(week)}
	}
	return items
}

func (m *Model) take(items []item) {
	m.items, m.orders = items, nil
	m.apply()
}

func haystack(r desk.Row) string {
	name := row.Domain(r)
	if name == r.Domain {
		name = ""
	}
	return Fold(strings.Join([]string{r.Domain, name, r.Organiser, r.Number, r.Note}, "\n"))
}

// Fold brings words to the form in which they are compared: half-width, lower
// case, and the Chinese brackets and stops that people mix with Latin ones.
func Fold(s string) string {
	return strings.ToLower(folded.Replace(width.Fold.String(s)))
}

var folded = strings.NewReplacer("。", ".", "｡", ".", "〔", "(", "〕", ")", "【", "(", "】", ")", "\u3000", " ")

// Search keeps the filings in which every word of the query occurs.
func (m *Model) Search(query string) {
	if query == m.query {
		return
	}
	m.query = query
	m.words = strings.Fields(Fold(query))
	m.apply()
}

// Filter keeps the filings of a chip.
func (m *Model) Filter(c Chip) {
	m.chip = c
	m.apply()
}

// Chip returns the filter in force, Query the search.
func (m *Model) Chip() Chip { return m.chip }

// Query returns the words searched for.
func (m *Model) Query() string { return m.query }

// Sort orders the list by a column; desc turns it round. Rows with nothing in
// the column stay last either way. NoColumn brings back the newest change
// first.
func (m *Model) Sort(c Column, desc bool) {
	m.sort, m.desc = c, desc
	m.apply()
}

// Len is the number of filings shown, Total of all.
func (m *Model) Len() int { return len(m.shown) }

// Total is the number of filings in the list, filtered or not.
func (m *Model) Total() int { return len(m.items) }

// Row returns the i-th filing shown.
func (m *Model) Row(i int) desk.Row { return m.items[m.shown[i]].row }

// Count is how many filings a chip would show with the present search.
func (m *Model) Count(c Chip) int { return m.counts[c] }

// Find returns the place of a filing among those shown, -1 if it is not.
func (m *Model) Find(id string) int {
	return slices.IndexFunc(m.shown, func(i int32) bool { return m.items[i].row.ID == id })
}

// Know returns a filing of the list whether it is shown or not.
func (m *Model) Know(id string) (desk.Row, bool) {
	for i := range m.items {
		if m.items[i].row.ID == id {
			return m.items[i].row, true
		}
	}
	return desk.Row{}, false
}

func (m *Model) apply() {
	m.counts = make(map[Chip]int, len(Chips))
	m.shown = m.shown[:0]
	put := func(i int32) {
		it := &m.items[i]
		if !it.matches(m.words) {
			return
		}
		m.counts[All]++
		m.counts[it.chip]++
		if it.week {
			m.counts[ThisWeek]++
		}
		if m.chip == All || m.chip == it.chip || m.chip == ThisWeek && it.week {
			m.shown = append(m.shown, i)
		}
	}
	if m.sort == NoColumn {
		for i := range m.items {
			put(int32(i))
		}
		return
	}
	full, empty := m.order(m.sort)
	if m.desc {
		for _, i := range slices.Backward(full) {
			put(i)
		}
	} else {
		for _, i := range full {
			put(i)
		}
	}
	for _, i := range empty {
		put(i)
	}
}

func (it *item) matches(words []string) bool {
	for _, w := range words {
		if !strings.Contains(it.hay, w) {
			return false
		}
	}
	return true
}

// Shown returns the filings in the order shown. They belong to the model.
func (m *Model) Shown() []*desk.Row {
	out := make([]*desk.Row, len(m.shown))
	for k, i := range m.shown {
		out[k] = &m.items[i].row
	}
	return out
}
