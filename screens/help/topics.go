package help

import (
	"beiandesk/app/help"
	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// topics is the list at the left: all topics under their groups, or what a
// search found. It is one stop for the keyboard; Up and Down choose.
type topics struct {
	widget.BaseWidget
	rows    []*row
	body    *fyne.Container
	chosen  int // index into rows, -1 for none
	focused bool
	choose  func(a *help.Article)
	shown   func(o fyne.CanvasObject) // brings a row into sight
}

func newTopics(choose func(*help.Article)) *topics {
	t := &topics{body: part.Column(2), chosen: -1, choose: choose}
	t.ExtendBaseWidget(t)
	return t
}

// all shows every topic under its group.
func (t *topics) all(b *help.Book, now *help.Article) {
	t.clear()
	for i, g := range help.Groups {
		top := theme.S3
		if i == 0 {
			top = 0
		}
		t.body.Add(part.Pad(top, 0, theme.S1, theme.S3, part.Hint(g).Bold(true)))
		for _, a := range b.In(g) {
			t.add(a, part.Body(a.Title).Clip())
		}
	}
	t.mark(now)
}

// hits shows what a search found, with the place in the text.
func (t *topics) hits(found []help.Hit, now *help.Article) {
	t.clear()
	for _, h := range found {
		p := newProse(marked(h), nil).at(theme.SizeHint, 1.5).in(theme.Muted)
		t.add(h.Article, part.Column(0, part.Strong(h.Article.Title).Clip(), p))
	}
	t.mark(now)
}

// marked makes the matches in a snippet bold.
func marked(h help.Hit) []help.Span {
	var out []help.Span
	r, at := []rune(h.Snippet), 0
	put := func(to int, bold bool) {
		if to > at {
			out = append(out, help.Span{Text: string(r[at:to]), Bold: bold})
			at = to
		}
	}
	for _, m := range h.Marks {
		put(m[0], false)
		put(m[1], true)
	}
	put(len(r), false)
	return out
}

func (t *topics) clear() {
	t.rows, t.body.Objects, t.chosen = nil, nil, -1
}

func (t *topics) add(a *help.Article, content fyne.CanvasObject) {
	r := &row{article: a, content: part.Pad(6, theme.S2, 6, theme.S3, content)}
	i := len(t.rows)
	r.tap = tap{tapped: func() { t.pick(i) }, changed: r.Refresh}
	r.ExtendBaseWidget(r)
	t.rows = append(t.rows, r)
	t.body.Add(r)
}

// mark shows which topic is open, without opening anything.
func (t *topics) mark(a *help.Article) {
	t.chosen = -1
	for i, r := range t.rows {
		if r.article == a {
			t.chosen = i
		}
	}
	t.repaint()
}

func (t *topics) pick(i int) {
	if i < 0 || i >= len(t.rows) {
		return
	}
	t.chosen = i
	t.repaint()
	t.reveal()
	t.choose(t.rows[i].article)
}

// reveal brings the open topic into sight.
func (t *topics) reveal() {
	if t.chosen >= 0 && t.shown != nil {
		t.shown(t.rows[t.chosen])
	}
}

func (t *topics) repaint() {
	for i, r := range t.rows {
		r.set(i == t.chosen, t.focused && (i == t.chosen || t.chosen < 0 && i == 0))
	}
	t.body.Refresh()
}

// FocusGained implements fyne.Focusable.
func (t *topics) FocusGained() { t.focused = true; t.repaint() }

// FocusLost implements fyne.Focusable.
func (t *topics) FocusLost() { t.focused = false; t.repaint() }

// TypedRune implements fyne.Focusable.
func (t *topics) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (t *topics) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		t.pick(t.chosen + 1)
	case fyne.KeyUp:
		t.pick(max(t.chosen-1, 0))
	case fyne.KeyHome:
		t.pick(0)
	case fyne.KeyEnd:
		t.pick(len(t.rows) - 1)
	}
}

// CreateRenderer implements fyne.Widget.
func (t *topics) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return widget.NewSimpleRenderer(t.body)
}

// row is one topic of the list.
type row struct {
	widget.BaseWidget
	tap
	article     *help.Article
	content     fyne.CanvasObject
	open, stood bool
}

func (r *row) set(open, stood bool) {
	if r.open != open || r.stood != stood {
		r.open, r.stood = open, stood
		r.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	x := &rowRenderer{r: r, ground: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), ring: ring(false, theme.RadiusField)}
	x.paint()
	return x
}

type rowRenderer struct {
	r                 *row
	ground, bar, ring *canvas.Rectangle
}

func (x *rowRenderer) paint() {
	x.ground.CornerRadius = theme.RadiusField
	x.ground.FillColor = nil
	switch {
	case x.r.open:
		x.ground.FillColor = theme.Color(theme.AccentSoft)
	case x.r.hovered:
		x.ground.FillColor = theme.Color(theme.HoverFill)
	}
	x.bar.FillColor, x.bar.CornerRadius, x.bar.Hidden = theme.Color(theme.Accent), 1.5, !x.r.open
	paintRing(x.ring, x.r.stood)
}

func (x *rowRenderer) Layout(size fyne.Size) {
	x.ground.Resize(size)
	x.bar.Move(fyne.NewPos(0, 6))
	x.bar.Resize(fyne.NewSize(3, size.Height-12))
	x.ring.Move(fyne.NewPos(1, 1))
	x.ring.Resize(size.SubtractWidthHeight(2, 2))
	x.r.content.Resize(size)
}
func (x *rowRenderer) MinSize() fyne.Size { return x.r.content.MinSize() }
func (x *rowRenderer) Refresh() {
	x.paint()
	x.Layout(x.r.Size())
	x.r.content.Refresh()
	canvas.Refresh(x.ground)
	canvas.Refresh(x.bar)
	canvas.Refresh(x.ring)
}
func (x *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.ground, x.bar, x.r.content, x.ring}
}
func (x *rowRenderer) Destroy() {}
