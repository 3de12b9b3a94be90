package part

import (
	"image/color"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// tableList is Fyne's virtual list with our keys.
type tableList struct {
	widget.List
	at      int
	focused bool
	opened  func(i int)
}

func newTableList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *tableList {
	l := &tableList{at: -1}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *tableList) selectQuietly(i int) {
	f := l.OnSelected
	l.OnSelected = nil
	l.Select(i)
	l.OnSelected = f
	l.at = i
}

// FocusGained implements fyne.Focusable.
func (l *tableList) FocusGained() {
	l.focused = true
	if l.at < 0 && l.Length() > 0 {
		l.Select(0)
	}
	l.Refresh()
}

// FocusLost implements fyne.Focusable.
func (l *tableList) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *tableList) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (l *tableList) TypedKey(k *fyne.KeyEvent) {
	page := max(1, int(l.Size().Height/theme.Px(44))-1)
	switch k.Name {
	case fyne.KeyDown:
		l.move(l.at + 1)
	case fyne.KeyUp:
		l.move(l.at - 1)
	case fyne.KeyPageDown:
		l.move(l.at + page)
	case fyne.KeyPageUp:
		l.move(l.at - page)
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(l.Length() - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.opened(l.at)
	default:
		windowKey(k)
	}
}

func (l *tableList) move(i int) {
	if n := l.Length(); n > 0 {
		l.Select(min(max(i, 0), n-1))
	}
}

// tableRow is one line: ground, cells, thin line under it.
type tableRow struct {
	widget.BaseWidget
	cells   *fyne.Container
	back    *fill
	line    *fill
	bar     *fill
	on      bool
	hovered bool
	tapped  func()
	wheel   *rowWheel
	list    *tableList // scrolled by the wheel over a row
}

func newTableRow(cells *fyne.Container) *tableRow {
	r := &tableRow{cells: cells, back: newFill("", theme.RadiusField), line: newFill(theme.Line, 0), bar: newFill("", 1.5)}
	r.wheel = newRowWheel(r)
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) set(on, focused bool) {
	r.on = on
	if on && focused {
		r.bar.set(theme.Accent, "")
	} else {
		r.bar.set("", "")
	}
	r.paint()
}

func (r *tableRow) paint() {
	switch {
	case r.on:
		r.back.set(theme.AccentSoft, "")
	case r.hovered:
		r.back.set(theme.HoverFill, "")
	default:
		r.back.set("", "")
	}
}

// Tapped implements fyne.Tappable.
func (r *tableRow) Tapped(*fyne.PointEvent) {
	if r.tapped != nil {
		r.tapped()
	}
}

// rowWheel lies over a row and makes a step of the wheel go as far as in other
// programs. It is no part of the row itself, since Fyne cuts what can scroll to
// its bounds, and the line under a row stands outside.
type rowWheel struct {
	widget.BaseWidget
	row *tableRow
}

func newRowWheel(r *tableRow) *rowWheel {
	w := &rowWheel{row: r}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *rowWheel) Scrolled(ev *fyne.ScrollEvent) {
	if l := w.row.list; l != nil {
		l.ScrollToOffset(l.GetScrollOffset() - wheelStep(ev.Scrolled.DY))
	}
}

// CreateRenderer implements fyne.Widget.
func (w *rowWheel) CreateRenderer() fyne.WidgetRenderer {
	w.ExtendBaseWidget(w)
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// MouseIn implements desktop.Hoverable.
func (r *tableRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.paint() }

// MouseMoved implements desktop.Hoverable.
func (r *tableRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *tableRow) MouseOut() { r.hovered = false; r.paint() }

func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return &tableRowRenderer{r}
}

type tableRowRenderer struct{ r *tableRow }

func (x *tableRowRenderer) Layout(size fyne.Size) {
	x.r.back.Resize(size)
	x.r.bar.Move(fyne.NewPos(0, size.Height*0.25))
	x.r.bar.Resize(fyne.NewSize(3, size.Height*0.5))
	x.r.line.Move(fyne.NewPos(0, size.Height+1.5))
	x.r.line.Resize(fyne.NewSize(size.Width, 1))
	x.r.cells.Resize(size)
	x.r.wheel.Resize(size)
}
func (x *tableRowRenderer) MinSize() fyne.Size { return x.r.cells.MinSize() }
func (x *tableRowRenderer) Refresh()           { x.r.paint(); x.r.cells.Refresh(); x.r.line.Refresh() }
func (x *tableRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.r.back, x.r.line, x.r.bar, x.r.cells, x.r.wheel}
}
func (x *tableRowRenderer) Destroy() {}

// Cell is the usual content of a table cell: one line, or a bold line with a
// muted one under it. Words that do not fit end in an ellipsis.
type Cell struct {
	widget.BaseWidget
	first, second *Text
	body          *fyne.Container
}

// NewCell returns an empty cell.
func NewCell() *Cell {
	c := &Cell{first: Body("").Clip(), second: Hint("").Clip()}
	c.second.Hide()
	c.body = Column(0, c.first, c.second)
	c.ExtendBaseWidget(c)
	return c
}

// Set shows one line in a colour of the theme, "" for the usual one.
func (c *Cell) Set(words string, color fyne.ThemeColorName) {
	if color == "" {
		color = theme.Text
	}
	c.second.Hide()
	c.first.text, c.first.color, c.first.bold = words, color, false
	c.first.Refresh()
}

// SetTwo shows a bold line and a muted one under it.
func (c *Cell) SetTwo(bold, muted string) {
	c.first.text, c.first.color, c.first.bold = bold, theme.Text, true
	c.second.Hidden = muted == ""
	c.second.text = muted
	c.first.Refresh()
	c.second.Refresh()
	c.body.Refresh()
}

// First and Second return the words shown.
func (c *Cell) First() string { return c.first.text }

// Second returns the muted line.
func (c *Cell) Second() string { return c.second.text }

// CreateRenderer implements fyne.Widget.
func (c *Cell) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return widget.NewSimpleRenderer(c.body)
}

// TagCell holds a Tag at its own width inside a table cell.
func TagCell() *fyne.Container { return Row(0, NewTag(Todo, "")) }

// SetTagCell changes what a TagCell shows.
func SetTagCell(o fyne.CanvasObject, s State, word string) {
	o.(*fyne.Container).Objects[0].(*Tag).Set(s, word)
	o.Refresh() // a row is used again for another word: its tag gets another width
}

// LinkCell holds a link inside a table cell.
func LinkCell() *fyne.Container { return Row(0, Link("", nil)) }

// SetLinkCell changes words and act of a LinkCell.
func SetLinkCell(o fyne.CanvasObject, words string, tapped func()) {
	b := o.(*fyne.Container).Objects[0].(*Button)
	b.SetTapped(tapped)
	b.SetLabel(words)
	o.Refresh()
}
