package tables

import (
	"slices"
	"strings"

	"beiandesk/app/rule/table"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// offer is a file that may be adopted, with what it would change.
type offer struct {
	offer  table.Offer
	was    string // version in force
	what   string // of the chip: "" or one of table.Added …
	chips  *part.FilterChips
	search *part.Search
	list   *part.DataTable[table.Change]
	detail *fyne.Container
}

// detailHeight is the least that the two sides of a change have under the list.
const detailHeight = 48

func newOffer(p *Page, o table.Offer) *offer {
	o.Changes = slices.Clone(o.Changes)
	for i := range o.Changes {
		o.Changes[i].Fields = matterFirst(o.Changes[i].Fields)
	}
	x := &offer{offer: o, detail: container.NewStack()}
	for _, s := range p.states {
		if s.Name == o.Table {
			x.was = s.Version
		}
	}
	n := map[string]int{}
	for _, c := range o.Changes {
		n[c.What]++
	}
	x.chips = part.NewFilterChips([]part.Chip{{ID: "", Label: text.ChangeAll, Count: len(o.Changes)}, {ID: table.Added, Label: text.ChangeAdded, Count: n[table.Added]},
		{ID: table.Removed, Label: text.ChangeRemoved, Count: n[table.Removed]}, {ID: table.Altered, Label: text.ChangeAltered, Count: n[table.Altered]}},
		func(id string) { x.what = id; x.filter() })
	x.search = part.NewSearch(text.ChangeSearch, func(string) { x.filter() })
	x.list = part.NewDataTable(p.host, columns())
	x.list.OnSelected = x.pick
	x.pick(table.Change{})
	x.filter()
	return x
}

// matterFirst puts what a row says before where it is from.
func matterFirst(fields []string) []string {
	origin := []string{"source", "date", "confidence", "note"}
	out := slices.Clone(fields)
	slices.SortStableFunc(out, func(a, b string) int { return slices.Index(origin, a) - slices.Index(origin, b) })
	return out
}

func columns() []part.Col[table.Change] {
	side := func(id, label string, of func(table.Change) string) part.Col[table.Change] {
		return part.Col[table.Change]{ID: id, Label: label, Width: 160, Stretch: true, Update: func(c table.Change, o fyne.CanvasObject) {
			o.(*part.Cell).Set(oneLine(c, of(c)), "")
		}}
	}
	return []part.Col[table.Change]{
		{ID: "what", Label: text.ColChange, Width: 84, Create: func() fyne.CanvasObject { return part.TagCell() }, Update: func(c table.Change, o fyne.CanvasObject) {
			part.SetTagCell(o, changeState(c.What), text.ChangeWord(c.What))
		}},
		{ID: "id", Label: text.ColRowID, Width: 120, Update: func(c table.Change, o fyne.CanvasObject) { o.(*part.Cell).Set(c.ID, "") }},
		{ID: "fields", Label: text.ColFields, Width: 120, Update: func(c table.Change, o fyne.CanvasObject) {
			o.(*part.Cell).Set(text.TableFields(c.Fields), theme.Muted)
		}},
		side("before", text.ColBefore, func(c table.Change) string { return c.Before }),
		side("after", text.ColAfter, func(c table.Change) string { return c.After }),
	}
}

func changeState(what string) part.State {
	switch what {
	case table.Added:
		return part.Done
	case table.Removed:
		return part.Refused
	}
	return part.LookHere
}

// filter shows what the chip and the words let through.
func (x *offer) filter() {
	words := strings.Fields(strings.ToLower(x.search.Words()))
	var out []table.Change
	for _, c := range x.offer.Changes {
		hay := strings.ToLower(c.ID + "\n" + c.Before + "\n" + c.After + "\n" + text.TableFields(c.Fields))
		if x.what != "" && c.What != x.what || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(hay, w) }) {
			continue
		}
		out = append(out, c)
	}
	x.list.SetRows(out, nil)
	x.pick(table.Change{})
}

// pick shows both sides of a change in full.
func (x *offer) pick(c table.Change) {
	if c.ID == "" {
		x.detail.Objects = []fyne.CanvasObject{part.Column(0, part.Muted(text.ChangePick))}
		x.detail.Refresh()
		return
	}
	side := func(title, json string) fyne.CanvasObject {
		col := part.Column(theme.S1, part.Strong(title))
		lines := plain(c, json)
		if len(lines) == 0 {
			col.Add(part.Muted(text.ChangeNotThere))
		}
		for _, l := range lines {
			col.Add(part.Body(l))
		}
		return col
	}
	x.detail.Objects = []fyne.CanvasObject{part.Scroll(part.Column(theme.S2, part.Columns(2, 240, theme.S5, side(text.ColBefore, c.Before), side(text.ColAfter, c.After)),
		part.Muted(text.TableValue("id", c.ID))))} // its column may be too narrow for it
	x.detail.Refresh()
}

func (x *offer) content(p *Page) (head, below fyne.CanvasObject) {
	n := map[string]int{}
	for _, c := range x.offer.Changes {
		n[c.What]++
	}
	under := text.ChangeCount(n[table.Added], n[table.Removed], n[table.Altered])
	if len(x.offer.Changes) == 0 {
		under = text.ChangeNone
	}
	under += text.TableAdoptWhen
	adopt := part.Primary(text.TableAdopt, p.adopt).With(part.GlyphTick)
	adopt.SetEnabled(p.busy == "" && p.denied() == nil)
	cancel := part.Plain(text.Cancel, func() {
		p.offer = nil
		p.show()
	})
	cancel.SetEnabled(p.busy == "")
	head = part.PageHead(text.TableVersionLine(x.offer.Table, x.was, x.offer.Version), under, cancel, adopt)
	var top []fyne.CanvasObject
	if len(p.notices.Objects) > 0 {
		top = append(top, p.notices)
	}
	if len(x.offer.Changes) == 0 {
		return head, part.Column(theme.S4, top...)
	}
	return head, part.Column(theme.S3, append(top,
		part.Row(theme.S4, part.Stretch(x.chips), part.Wide(theme.Px(260), x.search)),
		part.Stretch(part.Card(x.list)), part.Stretch(part.Card(part.AtLeast(0, theme.Px(detailHeight), x.detail))))...)
}
