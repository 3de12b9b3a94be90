package help

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// link is a piece of a link in running text. A link that is broken over two
// lines has two pieces; only the first, a linkHead, takes the keyboard.
type link struct {
	widget.BaseWidget
	tap
	text    string
	size    float32 // pixels
	bold    bool
	focused bool
}

type linkHead struct{ link }

var _ fyne.Focusable = (*linkHead)(nil)

func (l *link) init(tapped func()) {
	l.tap = tap{tapped: tapped, changed: l.Refresh}
}

func newLink(tapped func()) *link {
	l := &link{}
	l.ExtendBaseWidget(l)
	l.init(tapped)
	return l
}

func newLinkHead(tapped func()) *linkHead {
	l := &linkHead{}
	l.ExtendBaseWidget(l)
	l.init(tapped)
	return l
}

func (l *link) set(text string, size float32, bold bool) {
	l.text, l.size, l.bold = text, size, bold
	l.Refresh()
}

// FocusGained implements fyne.Focusable.
func (l *linkHead) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *linkHead) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *linkHead) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Space and Enter follow the link.
func (l *linkHead) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.tapped()
	}
}

// CreateRenderer implements fyne.Widget.
func (l *link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{l: l, word: canvas.NewText("", nil), under: canvas.NewRectangle(nil), ring: ring(false, 4)}
	r.paint()
	return r
}

type linkRenderer struct {
	l     *link
	word  *canvas.Text
	under *canvas.Rectangle
	ring  *canvas.Rectangle
}

func (r *linkRenderer) paint() {
	c := theme.Color(theme.Accent)
	r.word.Text, r.word.TextSize, r.word.Color = r.l.text, r.l.size, c
	r.word.TextStyle = fyne.TextStyle{Bold: r.l.bold}
	r.under.FillColor = c
	paintRing(r.ring, r.l.focused)
}

func (r *linkRenderer) Layout(size fyne.Size) {
	r.word.Move(fyne.NewPos(0, 0))
	r.word.Resize(size)
	h := float32(1)
	if r.l.hovered {
		h = 2
	}
	r.under.Move(fyne.NewPos(0, size.Height-2))
	r.under.Resize(fyne.NewSize(size.Width, h))
	r.ring.Move(fyne.NewPos(-3, -1))
	r.ring.Resize(size.AddWidthHeight(6, 3))
}

func (r *linkRenderer) MinSize() fyne.Size { return r.word.MinSize() }
func (r *linkRenderer) Refresh() {
	r.paint()
	r.Layout(r.l.Size())
	canvas.Refresh(r.word)
	canvas.Refresh(r.under)
	canvas.Refresh(r.ring)
}
func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.word, r.under, r.ring}
}
func (r *linkRenderer) Destroy() {}
