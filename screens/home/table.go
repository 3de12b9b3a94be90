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

// The columns of the list. In a narrow window, or with large letters, kind and
// portrait share a column, and so do next action and deadline.
func (p *Page) wideColumns() []part.Col[*desk.Row] {
	return []part.Col[*desk.Row]{
		p.domainColumn(),
		{ID: string(ColKind), Label: text.ColKind, Width: 126, Sorted: true, Update: func(r *desk.Row, o fyne.CanvasObject) {
			o.(*part.Cell).Set(r.Kind.Name(), theme.Text)
		}},
		p.stateColumn(),
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
		p.moreColumn(),
	}
}

func (p *Page) narrowColumns() []part.Col[*desk.Row] {
	return []part.Col[*desk.Row]{
		p.domainColumn(),
		p.stateColumn(),
		{ID: string(ColKind), Label: text.ColKindPortrait, Width: 128, Sorted: true, Create: newTwoLines, Update: func(r *desk.Row, o fyne.CanvasObject) {
			words, s := row.Portrait(r.Portrait)
			setTwoLines(o, r.Kind.Name(), text.ColPortrait+words, s.Colour())
		}},
		{ID: string(ColDue), Label: text.ColNextDue, Width: 132, Sorted: true, Create: newNextDue, Update: func(r *desk.Row, o fyne.CanvasObject) {
			c := o.(*fyne.Container)
			to := row.NextRoute(*r)
			setNextCell(c.Objects[0], *r, func() { p.host.Navigate(to) })
			due := c.Objects[1].(*part.Text)
			due.SetText(text.Due(r.Due, p.host.Now()))
			due.SetColor(row.Urgency(r.Due, p.host.Now()).Colour())
			due.Hidden = r.Due.IsZero()
			c.Refresh()
		}},
		p.moreColumn(),
	}
}

func (p *Page) domainColumn() part.Col[*desk.Row] {
	return part.Col[*desk.Row]{ID: string(ColDomain), Label: text.ColDomain, Width: 220, Stretch: true, Sorted: true, Update: func(r *desk.Row, o fyne.CanvasObject) {
		under := row.Organiser(*r)
		if r.Sample {
			under = text.SampleTag + " · " + under
		}
		if r.Note != "" {
			under += "　" + text.ColNote + "：" + oneLine(r.Note)
		}
		o.(*part.Cell).SetTwo(row.Domain(*r), under)
	}}
}

func (p *Page) stateColumn() part.Col[*desk.Row] {
	return part.Col[*desk.Row]{ID: string(ColState), Label: text.ColState, Width: 116, Sorted: true, Create: tagCell, Update: func(r *desk.Row, o fyne.CanvasObject) {
		part.SetTagCell(o, row.Mark(r.State), r.State.Name())
	}}
}

func (p *Page) moreColumn() part.Col[*desk.Row] {
	return part.Col[*desk.Row]{ID: "more", Width: 32, Create: newMoreCell, Update: func(r *desk.Row, o fyne.CanvasObject) {
		b := o.(*fyne.Container).Objects[0].(*part.Button)
		b.SetTapped(func() { p.menu(*r, b) })
	}}
}

// newTable makes one of the two tables. The model sorts, so that the order
// survives a search.
func (p *Page) newTable(cols []part.Col[*desk.Row]) *part.DataTable[*desk.Row] {
	t := part.NewDataTable(p.host, cols)
	t.OnOpen = func(r *desk.Row) { p.host.Navigate(row.OpenRoute(*r)) }
	t.OnSort = func(col string, desc bool) {
		p.model.Sort(Column(col), desc)
		p.show()
	}
	t.SetEmpty(part.Empty(part.DrawSearch, text.HomeNoMatchTitle, text.HomeNoMatchHint, part.Plain(text.ClearFilter, p.clear)))
	return t
}

func newTwoLines() fyne.CanvasObject {
	return part.Column(0, part.Body("").Clip(), part.Hint("").Clip())
}

func setTwoLines(o fyne.CanvasObject, first, second string, c fyne.ThemeColorName) {
	lines := o.(*fyne.Container).Objects
	lines[0].(*part.Text).SetText(first)
	lines[1].(*part.Text).SetText(second)
	lines[1].(*part.Text).SetColor(c)
}

func newNextDue() fyne.CanvasObject { return part.Column(0, newNextCell(), part.Hint("").One()) }

// fitLayout shows the wide table where it fits and the narrow one elsewhere.
type fitLayout struct{}

// narrowBelow is the width of the table, at letters of 100 %, under which
// columns are joined.
const narrowBelow float32 = 900

func (fitLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	narrow := size.Width < theme.Px(narrowBelow)
	for i, t := range o {
		if show := (i == 1) == narrow; show {
			t.Show()
			t.Move(fyne.NewPos(0, 0))
			t.Resize(size)
		} else {
			t.Hide()
		}
	}
}
func (fitLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[1].MinSize() }

func tagCell() fyne.CanvasObject { return part.TagCell() }

// newNextCell is a link for what the person does and plain words for what
// others do.
func newNextCell() fyne.CanvasObject {
	return part.Row(0, part.Link("", nil), part.Muted("").One())
}

func setNextCell(o fyne.CanvasObject, r desk.Row, tapped func()) {
	c := o.(*fyne.Container)
	link, words := c.Objects[0].(*part.Button), c.Objects[1].(*part.Text)
	link.Hidden, words.Hidden = !row.Action(r.Next), row.Action(r.Next)
	link.SetLabel(text.NextAction(string(r.Next)))
	link.SetTapped(tapped)
	words.SetText(text.NextAction(string(r.Next)))
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
