package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// CopyItem is one value to carry over into another program.
type CopyItem struct {
	ID    string // of its tick; unique in the list
	Label string // what it is called there
	Under string // what it is called here, where that differs; may be empty
	Note  string // may be empty
	Value string
	// Masked shows a person's value; copying it asks as a look does.
	Masked *MaskedText
}

// CopyGroup is a heading with its items.
type CopyGroup struct {
	Title string
	Items []CopyItem
}

// CopyList shows values to be copied one by one, with ticks for what has been.
// It is one stop for the keyboard: the arrow keys move, Space or Enter copies
// and goes on, Backspace takes a tick away.
type CopyList struct {
	widget.BaseWidget
	rows    []*copyRow
	body    *fyne.Container
	at      int
	focused bool
	done    map[string]bool
	copied  func(i CopyItem, value string)
	changed func()
}

// NewCopyList takes the ticks of before, which it goes on to change. copied
// puts a value on the clipboard; changed is told of every tick, and may be nil.
func NewCopyList(groups []CopyGroup, done map[string]bool, copied func(i CopyItem, value string), changed func()) *CopyList {
	l := &CopyList{body: Column(theme.S1), done: done, copied: copied, changed: changed}
	for n, g := range groups {
		top := theme.S3
		if n == 0 {
			top = 0
		}
		l.body.Add(Pad(top, 0, theme.S1, 0, Strong(g.Title)))
		for _, it := range g.Items {
			at := len(l.rows)
			r := newCopyRow(it, func() { l.move(at, true); FocusIn(l, l) }, func() { l.copy(at) }, func() { l.tick(at, !l.done[it.ID]) })
			l.rows = append(l.rows, r)
			l.body.Add(r)
		}
	}
	l.at = max(l.next(0), 0)
	l.ExtendBaseWidget(l)
	l.paint()
	return l
}

// Done counts the ticks and the items.
func (l *CopyList) Done() (done, total int) {
	for _, r := range l.rows {
		if l.done[r.item.ID] {
			done++
		}
	}
	return done, len(l.rows)
}

// Next is the item that CopyNext copies; ok is false if all are ticked.
func (l *CopyList) Next() (i CopyItem, ok bool) {
	if n := l.next(l.at); n >= 0 {
		return l.rows[n].item, true
	}
	return CopyItem{}, false
}

// CopyNext copies the first item without a tick from the marked one on.
func (l *CopyList) CopyNext() {
	if n := l.next(l.at); n >= 0 {
		l.move(n, true)
		l.copy(n)
	}
}

// next is the first item without a tick from i on, then from the top; -1 if
// there is none.
func (l *CopyList) next(i int) int {
	for k := range l.rows {
		if n := (i + k) % len(l.rows); !l.done[l.rows[n].item.ID] {
			return n
		}
	}
	return -1
}

// copy puts a value on the clipboard once it may be had, ticks it and marks
// the next one.
func (l *CopyList) copy(i int) {
	r := l.rows[i]
	take := func() {
		value := r.item.Value
		if r.item.Masked != nil {
			value = r.item.Masked.full
		}
		l.copied(r.item, value)
		l.tick(i, true)
		if n := l.next(i); n >= 0 {
			l.move(n, l.focused)
		}
	}
	if r.item.Masked != nil {
		r.item.Masked.asked(take)
		return
	}
	take()
}

func (l *CopyList) tick(i int, on bool) {
	if on {
		l.done[l.rows[i].item.ID] = true
	} else {
		delete(l.done, l.rows[i].item.ID)
	}
	l.paint()
	if l.changed != nil {
		l.changed()
	}
}

func (l *CopyList) move(i int, show bool) {
	if len(l.rows) == 0 {
		return
	}
	l.at = min(max(i, 0), len(l.rows)-1)
	l.paint()
	if show {
		if s := around(l.rows[l.at]); s != nil {
			s.follow(l.rows[l.at])
		}
	}
}

func (l *CopyList) paint() {
	for i, r := range l.rows {
		r.set(l.done[r.item.ID], i == l.at, l.focused)
	}
}

// FocusGained implements fyne.Focusable.
func (l *CopyList) FocusGained() { l.focused = true; l.move(l.at, true) }

// FocusLost implements fyne.Focusable.
func (l *CopyList) FocusLost() { l.focused = false; l.paint() }

// TypedRune implements fyne.Focusable.
func (l *CopyList) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (l *CopyList) TypedKey(k *fyne.KeyEvent) {
	if len(l.rows) == 0 {
		windowKey(k)
		return
	}
	switch k.Name {
	case fyne.KeyDown:
		l.move(l.at+1, true)
	case fyne.KeyUp:
		l.move(l.at-1, true)
	case fyne.KeyHome:
		l.move(0, true)
	case fyne.KeyEnd:
		l.move(len(l.rows)-1, true)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.copy(l.at)
	case fyne.KeyBackspace, fyne.KeyDelete:
		l.tick(l.at, false)
	default:
		windowKey(k)
	}
}

// CreateRenderer implements fyne.Widget.
func (l *CopyList) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	return widget.NewSimpleRenderer(l.body)
}

// copyRow is one line of a CopyList.
type copyRow struct {
	widget.BaseWidget
	item    CopyItem
	back    *fill
	bar     *fill
	mark    *fyne.Container
	content *fyne.Container
	tapped  func()
	ticked  bool
}

func newCopyRow(it CopyItem, tapped, copied, tick func()) *copyRow {
	r := &copyRow{item: it, back: newFill("", theme.RadiusField), bar: newFill("", 1.5), tapped: tapped}
	label := Column(0, Muted(it.Label))
	if it.Under != "" {
		label.Add(Hint(it.Under))
	}
	value := Column(0, Body(it.Value))
	if it.Masked != nil {
		value = Column(0, it.Masked.Filling())
	}
	if it.Note != "" {
		value.Add(Hint(it.Note))
	}
	mark := &copyTick{tapped: tick, icon: Mark(Todo, 16)}
	mark.ExtendBaseWidget(mark)
	r.mark = Column(0, mark)
	r.content = Pad(theme.S1, theme.S1, theme.S1, theme.S2, TopRow(theme.S3, Pad(7, 0, 0, 0, r.mark), Wide(theme.Px(168), Pad(4, 0, 0, 0, label)), Stretch(Pad(4, 0, 0, 0, value)),
		Quiet(text.Copy, copied).With(GlyphCopy).Small()))
	r.ExtendBaseWidget(r)
	return r
}

func (r *copyRow) set(done, on, focused bool) {
	if done != r.ticked {
		r.ticked = done
		state := Todo
		if done {
			state = Done
		}
		if t, ok := r.mark.Objects[0].(*copyTick); ok {
			t.icon = Mark(state, 16)
			t.Refresh()
		}
		r.mark.Refresh()
	}
	bar, back := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	if on {
		back = theme.AccentSoft
		if focused {
			bar = theme.Accent
		}
	}
	r.bar.set(bar, "")
	r.back.set(back, "")
}

// Tapped implements fyne.Tappable.
func (r *copyRow) Tapped(*fyne.PointEvent) { r.tapped() }

// CreateRenderer implements fyne.Widget.
func (r *copyRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return &copyRowRenderer{r}
}

type copyRowRenderer struct{ r *copyRow }

func (x *copyRowRenderer) Layout(size fyne.Size) {
	x.r.back.Resize(size)
	x.r.bar.Move(fyne.NewPos(0, size.Height*0.25))
	x.r.bar.Resize(fyne.NewSize(3, size.Height*0.5))
	x.r.content.Resize(size)
}
func (x *copyRowRenderer) MinSize() fyne.Size { return x.r.content.MinSize() }
func (x *copyRowRenderer) Refresh() {
	x.r.back.Refresh()
	x.r.bar.Refresh()
	x.r.content.Refresh()
}
func (x *copyRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.r.back, x.r.bar, x.r.content}
}
func (x *copyRowRenderer) Destroy() {}

// copyTick is the mark of a row; a tap ticks it or takes the tick away. It is
// no stop for the keyboard: the list is.
type copyTick struct {
	widget.BaseWidget
	icon   fyne.CanvasObject
	tapped func()
}

// Tapped implements fyne.Tappable.
func (t *copyTick) Tapped(*fyne.PointEvent) { t.tapped() }

// CreateRenderer implements fyne.Widget.
func (t *copyTick) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return &copyTickRenderer{t}
}

type copyTickRenderer struct{ t *copyTick }

func (x *copyTickRenderer) Layout(size fyne.Size)        { x.t.icon.Resize(size) }
func (x *copyTickRenderer) MinSize() fyne.Size           { return x.t.icon.MinSize() }
func (x *copyTickRenderer) Refresh()                     { x.t.icon.Resize(x.t.Size()); x.t.icon.Refresh() }
func (x *copyTickRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{x.t.icon} }
func (x *copyTickRenderer) Destroy()                     {}
