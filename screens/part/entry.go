package part

import (
	"unicode/utf8"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// entry is Fyne's text field with three differences: it tells when it gains
// and loses the focus, Tab always moves on (a multi-line field would swallow
// it), and Enter never submits, since an input method on macOS passes Enter
// through while a person is still composing.
type entry struct {
	widget.Entry
	limit   int // runes, 0 = no limit
	onFocus func(gained bool)
	onKey   func(*fyne.KeyEvent) bool
	rows    int
}

func newEntry(lines, limit int) *entry {
	e := &entry{limit: limit, rows: lines}
	e.MultiLine = lines > 1
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	if e.MultiLine {
		e.Wrapping = fyne.TextWrapBreak
		e.Scroll = fyne.ScrollVerticalOnly
	}
	e.ExtendBaseWidget(e)
	if e.MultiLine {
		e.SetMinRowsVisible(lines)
	}
	return e
}

// AcceptsTab implements fyne.Tabbable: Tab leaves the field.
func (e *entry) AcceptsTab() bool { return false }

// FocusGained implements fyne.Focusable.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	if e.onFocus != nil {
		e.onFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *entry) FocusLost() {
	e.Entry.FocusLost()
	if e.onFocus != nil {
		e.onFocus(false)
	}
}

// TypedKey implements fyne.Focusable.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if e.onKey != nil && e.onKey(k) || windowKey(k) {
		return
	}
	e.Entry.TypedKey(k)
}

// keep cuts s at the limit and reports whether it had to.
func (e *entry) keep(s string) (string, bool) {
	if e.limit <= 0 || utf8.RuneCountInString(s) <= e.limit {
		return s, false
	}
	return string([]rune(s)[:e.limit]), true
}

// framed draws the accent ring around a field that has the focus.
type framed struct {
	widget.BaseWidget
	inner fyne.CanvasObject
	ring  *canvas.Rectangle
	on    bool
}

func newFramed(inner fyne.CanvasObject) *framed {
	f := &framed{inner: inner, ring: newRing(theme.RadiusField + 1)}
	f.ExtendBaseWidget(f)
	return f
}

func (f *framed) show(on bool) { f.on = on; showRing(f.ring, on) }

func (f *framed) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	return &framedRenderer{f}
}

type framedRenderer struct{ f *framed }

func (r *framedRenderer) Layout(size fyne.Size) {
	r.f.inner.Resize(size)
	r.f.ring.Move(fyne.NewPos(-1, -1))
	r.f.ring.Resize(size.AddWidthHeight(2, 2))
}
func (r *framedRenderer) MinSize() fyne.Size { return r.f.inner.MinSize() }
func (r *framedRenderer) Refresh()           { showRing(r.f.ring, r.f.on); r.f.inner.Refresh() }
func (r *framedRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.f.inner, r.f.ring}
}
func (r *framedRenderer) Destroy() {}
