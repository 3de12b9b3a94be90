package part

import (
	"image/color"
	"math"
	"unicode/utf8"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
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
	onCopy  func(words string) // takes what is copied, nil: Fyne's own way
	rows    int
	pressed bool              // the pointer brings the focus: nothing may move under it
	lines   *container.Scroll // scrolls the lines of a field of several; nil before it is drawn
}

// typed are the fields whose cursor blinks.
var typed = map[*entry]bool{}

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

// CreateRenderer implements fyne.Widget.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	r := e.Entry.CreateRenderer()
	for _, o := range r.Objects() {
		if s, ok := o.(*container.Scroll); ok && e.MultiLine {
			e.lines = s
		}
	}
	return r
}

// Words returns what stands in the field.
func (e *entry) Words() string { return e.Text }

// AcceptsTab implements fyne.Tabbable: Tab leaves the field.
func (e *entry) AcceptsTab() bool { return false }

// FocusGained implements fyne.Focusable.
func (e *entry) FocusGained() {
	typed[e] = true
	e.Entry.FocusGained()
	reveal(e, e.pressed)
	if e.onFocus != nil {
		e.onFocus(true)
	}
}

// MouseDown implements desktop.Mouseable.
func (e *entry) MouseDown(m *desktop.MouseEvent) {
	e.pressed = true
	e.Entry.MouseDown(m)
	e.pressed = false
}

// FocusLost implements fyne.Focusable.
func (e *entry) FocusLost() {
	delete(typed, e)
	e.Entry.FocusLost()
	if e.onFocus != nil {
		e.onFocus(false)
	}
}

// TypedRune implements fyne.Focusable.
func (e *entry) TypedRune(r rune) {
	touched()
	e.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (e *entry) TypedKey(k *fyne.KeyEvent) {
	touched()
	if e.onKey != nil && e.onKey(k) || windowKey(k) {
		return
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut implements fyne.Shortcutable: what is copied or cut out of a
// field for personal data leaves the clipboard again.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	words := ""
	switch s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut:
		words = e.SelectedText()
	}
	e.Entry.TypedShortcut(s)
	if words != "" && e.onCopy != nil {
		e.onCopy(words)
	}
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
	faint *canvas.Rectangle // over Fyne's line, which is dark when disabled
	wheel *wheelPane        // over text fields only
	cover *cover            // over fields for personal data
	eye   *Eye              // of the cover, inside the field
	on    bool
}

func newFramed(inner fyne.CanvasObject) *framed {
	f := &framed{inner: inner, ring: newRing(theme.RadiusField + 1), faint: canvas.NewRectangle(color.Transparent)}
	f.faint.StrokeWidth, f.faint.CornerRadius = 1, theme.RadiusField
	if e, ok := inner.(*entry); ok {
		f.wheel = newWheelPane(e)
	}
	f.ExtendBaseWidget(f)
	return f
}

func (f *framed) show(on bool) { f.on = on; showRing(f.ring, on) }

func (f *framed) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	r := &framedRenderer{f}
	r.paint()
	return r
}

type framedRenderer struct{ f *framed }

func (r *framedRenderer) Layout(size fyne.Size) {
	r.f.inner.Resize(size)
	if r.f.wheel != nil {
		r.f.wheel.Resize(size)
	}
	if r.f.cover != nil {
		r.f.cover.layout(size, r.f.eye.MinSize().Width)
	}
	r.f.faint.Move(fyne.NewPos(0.5, 0.5)) // as Fyne places its own
	r.f.faint.Resize(size.SubtractWidthHeight(1.5, 1.5))
	r.f.ring.Move(fyne.NewPos(-1, -1))
	r.f.ring.Resize(size.AddWidthHeight(2, 2))
}

func (r *framedRenderer) paint() {
	d, ok := r.f.inner.(fyne.Disableable)
	r.f.faint.Hidden = !ok || !d.Disabled()
	r.f.faint.StrokeColor = theme.Color(theme.Line)
	showRing(r.f.ring, r.f.on)
}
func (r *framedRenderer) MinSize() fyne.Size {
	m := r.f.inner.MinSize()
	return fyne.NewSize(m.Width, float32(math.Ceil(float64(m.Height)))) // lines below stay on whole pixels
}
func (r *framedRenderer) Refresh() {
	r.paint()
	r.f.inner.Refresh()
	if c := r.f.cover; c != nil {
		c.show(c.words.text, r.f.inner.(*entry).Disabled()) // in the colours of the theme
	}
}
func (r *framedRenderer) Objects() []fyne.CanvasObject {
	objs := []fyne.CanvasObject{r.f.inner}
	if r.f.cover != nil {
		objs = append(objs, r.f.cover.back, r.f.cover.words)
	}
	objs = append(objs, r.f.faint, r.f.ring)
	if r.f.wheel != nil {
		objs = append(objs, r.f.wheel)
	}
	return objs
}
func (r *framedRenderer) Destroy() {}
