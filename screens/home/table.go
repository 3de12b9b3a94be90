package home

import (
	"beiandesk/app/desk"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// newTable makes the table. The model sorts, so that the order survives a
// search.
func (p *Page) newTable() *part.DataTable[*desk.Row] {
	t := part.NewDataTable(p.host, []part.Col[*desk.Row]{
		{ID: string(ColDomain), Label: text.ColDomain, Width: 220, Stretch: true, Sorted: true, Update: func(r *desk.Row, o fyne.CanvasObject) {
			under := row.Organiser(*r)
			if r.Sample {
				under = text.SampleTag + " · " + under
			}
			if r.Note != "" {
				under += "　" + text.ColNote + "：" + oneLine(r.Note)
			}
			o.(*part.Cell).SetTwo(row.Domain(*r), under)
		}},
		{ID: string(ColKind), Label: text.ColKind, Width: 92, Sorted: true, Update: func(r *desk.Row, o fyne.CanvasObject) {
			o.(*part.Cell).Set(r.Kind.Name(), theme.Text)
		}},
		{ID: string(ColState), Label: text.ColState, Width: 116, Sorted: true, Create: tagCell, Update: func(r *desk.Row, o fyne.CanvasObject) {
			part.SetTagCell(o, row.Mark(r.State), r.State.Name())
		}},
		{ID: string(ColPortrait), Label: text.ColPortrait, Width: 68, Sorted: true, Update: func(r *desk.Row, o fyne.CanvasObject) {
			words, s := row.Portrait(r.Portrait)
			o.(*part.Cell).Set(words, s.Colour())
		}},
		{ID: string(ColNext), Label: text.ColNext, Width: 132, Sorted: true, Create: newNextCell, Update: func(r *desk.Row, o fyne.CanvasObject) {
			to := row.NextRoute(*r)
			setNextCell(o, *r, func() { p.host.Navigate(to) })
		}},
		{ID: string(ColDue), Label: text.ColDue, Width: 92, Sorted: true, Update: func(r *desk.Row, o fyne.CanvasObject) {
			c := theme.Text
			if u := row.Urgency(r.Due, p.host.Now()); u != part.Todo {
				c = u.Colour()
			}
			o.(*part.Cell).Set(text.Due(r.Due, p.host.Now()), c)
		}},
		{ID: "more", Width: 32, Create: newMoreCell, Update: func(r *desk.Row, o fyne.CanvasObject) {
			b := o.(*fyne.Container).Objects[0].(*part.Button)
			b.SetTapped(func() { p.menu(*r, b) })
		}},
	})
	t.OnOpen = func(r *desk.Row) { p.host.Navigate(row.OpenRoute(*r)) }
	t.OnSort = func(col string, desc bool) {
		p.model.Sort(Column(col), desc)
		p.show()
	}
	t.SetEmpty(part.Empty(part.DrawSearch, text.HomeNoMatchTitle, text.HomeNoMatchHint, part.Plain(text.ClearFilter, p.clear)))
	return t
}

func tagCell() fyne.CanvasObject { return part.TagCell() }

// newNextCell is a link for what the person does and plain words for what
// others do.
func newNextCell() fyne.CanvasObject {
	return part.Row(0, part.Link("", nil), part.Pad(0, 0, 0, theme.S1, part.Muted("").One()))
}

func setNextCell(o fyne.CanvasObject, r desk.Row, tapped func()) {
	c := o.(*fyne.Container)
	link, words := c.Objects[0].(*part.Button), c.Objects[1].(*fyne.Container)
	link.Hidden, words.Hidden = !row.Action(r.Next), row.Action(r.Next)
	link.SetLabel(text.NextAction(string(r.Next)))
	link.SetTapped(tapped)
	words.Objects[0].(*part.Text).SetText(text.NextAction(string(r.Next)))
	c.Refresh()
}

func newMoreCell() fyne.CanvasObject {
	return part.Row(0, part.IconButton(part.GlyphMore, text.More, nil).Small())
}

func oneLine(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\n' || r == '\r' || r == '\t' {
			out[i] = ' '
		}
	}
	return string(out)
}

// chipRow names the chips that have anything to show; 全部, 本周到期 and the
// chip in force always.
func (p *Page) chipRow() []part.Chip {
	names := map[Chip]string{All: text.ChipAll, ThisWeek: text.ChipThisWeek, Drafts: text.ChipDraft, Amend: text.ChipAmend,
		Review: text.ChipReview, SMS: text.ChipSMS, Filed: text.ChipFiled, Abandoned: text.ChipAbandoned}
	var out []part.Chip
	for _, c := range Chips {
		if c == Abandoned && p.model.Count(c) == 0 && p.model.Chip() != c {
			continue
		}
		out = append(out, part.Chip{ID: string(c), Label: names[c], Count: p.model.Count(c)})
	}
	return out
}

// menu opens what may be done with a filing under the button of its row.
func (p *Page) menu(r desk.Row, at fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(at)
	if c == nil {
		return
	}
	m := widget.NewPopUpMenu(fyne.NewMenu("", p.menuItems(r)...), c)
	size := m.MinSize()
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(at).AddXY(at.Size().Width-size.Width, at.Size().Height+theme.S1)
	if pos.Y+size.Height > c.Size().Height {
		pos.Y = max(0, c.Size().Height-size.Height-theme.S2)
	}
	m.ShowAtPosition(pos)
}

func (p *Page) menuItems(r desk.Row) []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(text.MenuOpen, func() { p.host.Navigate(row.OpenRoute(r)) }),
		fyne.NewMenuItem(text.MenuNote, func() { p.ShowNote(r) }),
		fyne.NewMenuItem(text.MenuClone, func() { p.ShowClone(r) }),
		fyne.NewMenuItem(text.MenuCopyName, func() { p.host.Copy(r.Domain) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(text.MenuTrash, func() { p.trash(r) }),
	}
}
