package part

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

type buttonKind int

const (
	kindPrimary buttonKind = iota
	kindPlain
	kindQuiet
	kindLink
	kindDanger
	kindChip // one of FilterChips
	kindHead // of a table column
)

// Button is a tappable word, with or without a glyph before it. Text, glyph
// and disabling can change at any time.
type Button struct {
	widget.BaseWidget
	touch
	kind   buttonKind
	label  string
	glyph  Glyph
	after  bool
	small  bool
	tight  bool                // no space beside the word, for days of a calendar
	faint  bool                // muted word
	chosen bool                // of FilterChips
	inert  bool                // a table head that does not sort
	fg     fyne.ThemeColorName // of the words, instead of the kind's
	dot    fyne.ThemeColorName // a small dot under the word
}

func newButton(kind buttonKind, label string, tapped func()) *Button {
	b := &Button{kind: kind, label: label}
	b.touch = touch{tapped: tapped, changed: b.Refresh}
	b.ExtendBaseWidget(b)
	return b
}

// Primary is the one accent button of a screen: the next thing to do.
func Primary(label string, tapped func()) *Button { return newButton(kindPrimary, label, tapped) }

// Plain is a framed button for everything else.
func Plain(label string, tapped func()) *Button { return newButton(kindPlain, label, tapped) }

// Quiet is a button without a frame, for bars and cards.
func Quiet(label string, tapped func()) *Button { return newButton(kindQuiet, label, tapped) }

// Danger is a framed button in the colour of a refusal, for what cannot be
// undone; only in dialogs.
func Danger(label string, tapped func()) *Button { return newButton(kindDanger, label, tapped) }

// Link is a button that looks like a link and sits in a line of text.
func Link(label string, tapped func()) *Button { return newButton(kindLink, label, tapped) }

// IconButton is a quiet square button with a glyph alone. name is what it does
// (shown on the status line of tests and to assistive tools).
func IconButton(g Glyph, name string, tapped func()) *Button {
	b := newButton(kindQuiet, "", tapped)
	b.glyph, b.name = g, name
	return b
}

// With puts a glyph before the word.
func (b *Button) With(g Glyph) *Button { b.glyph = g; return b }

// Then puts a glyph behind the word.
func (b *Button) Then(g Glyph) *Button { b.glyph, b.after = g, true; return b }

// Small makes the button 28 high with hint-sized words, for cards and rows.
func (b *Button) Small() *Button { b.small = true; return b }

// SetPrimary makes a plain button the accent button of the screen, or back.
func (b *Button) SetPrimary(on bool) {
	kind := kindPlain
	if on {
		kind = kindPrimary
	}
	if b.kind != kind {
		b.kind = kind
		b.Refresh()
	}
}

// Label returns the word, or the name of an icon button.
func (b *Button) Label() string {
	if b.label == "" {
		return b.name
	}
	return b.label
}

// SetLabel changes the word.
func (b *Button) SetLabel(s string) {
	if s != b.label {
		b.label = s
		b.Refresh()
	}
}

// SetGlyph changes the glyph.
func (b *Button) SetGlyph(g Glyph) {
	if g != b.glyph {
		b.glyph = g
		b.Refresh()
	}
}

// SetTapped changes what a tap does.
func (b *Button) SetTapped(f func()) { b.tapped = f }

// Enable makes the button work, Disable makes it grey.
func (b *Button) Enable() { b.SetEnabled(true) }

// Disable makes the button grey; taps do nothing.
func (b *Button) Disable() { b.SetEnabled(false) }

// SetEnabled enables or disables.
func (b *Button) SetEnabled(on bool) {
	if b.disabled == on {
		b.disabled = !on
		b.Refresh()
	}
}

// Disabled implements fyne.Disableable.
func (b *Button) Disabled() bool { return b.disabled }

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &buttonRenderer{
		b: b, back: canvas.NewRectangle(nil), veil: canvas.NewRectangle(nil),
		word: newText(b.label, theme.SizeText, theme.Text, false).One(), icon: newIcon(b.glyph, theme.Text, 16),
		ring: newRing(theme.RadiusField + 2), dot: canvas.NewCircle(nil),
	}
	r.paint()
	return r
}

type buttonRenderer struct {
	b    *Button
	back *canvas.Rectangle
	veil *canvas.Rectangle // hover
	word *Text
	icon *icon
	ring *canvas.Rectangle
	dot  *canvas.Circle
}

func (r *buttonRenderer) paint() {
	b := r.b
	fg := theme.Text
	r.back.FillColor, r.back.StrokeWidth, r.back.CornerRadius = nil, 0, theme.RadiusField
	switch b.kind {
	case kindPrimary:
		fg = theme.OnAccent
		r.back.FillColor = theme.Color(theme.Accent)
	case kindPlain, kindDanger:
		r.back.FillColor = theme.Color(theme.Surface)
		r.back.StrokeColor, r.back.StrokeWidth = theme.Color(theme.FieldLine), 1
		if b.kind == kindDanger {
			fg = theme.Refused
			r.back.StrokeColor = theme.Color(theme.Refused)
		}
	case kindLink:
		fg = theme.Accent
	case kindHead:
		fg = theme.Muted
		if b.glyph != "" {
			fg = theme.Text
		}
	case kindChip:
		r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = theme.Color(theme.Surface), theme.Color(theme.Line), 1
		if b.chosen {
			fg = theme.Accent
			r.back.FillColor, r.back.StrokeColor = theme.Color(theme.AccentSoft), theme.Color(theme.Accent)
		}
		r.back.CornerRadius = r.height() / 2
	}
	if b.disabled {
		fg = fynetheme.ColorNameDisabled
		if b.kind == kindPrimary {
			r.back.FillColor = theme.Color(fynetheme.ColorNameDisabledButton)
		}
		r.back.StrokeColor = theme.Color(theme.Line)
	}
	if b.fg != "" {
		fg = b.fg
	}
	if b.faint {
		fg = theme.Muted
	}
	r.dot.Hidden = b.dot == ""
	if b.dot != "" {
		r.dot.FillColor = theme.Color(b.dot)
		if b.kind == kindPrimary {
			r.dot.FillColor = theme.Color(theme.OnAccent)
		}
	}
	r.veil.CornerRadius = r.back.CornerRadius
	r.ring.CornerRadius = r.back.CornerRadius + 2
	r.veil.FillColor = nil
	if b.hovered && !b.disabled && !b.inert {
		r.veil.FillColor = theme.Color(fynetheme.ColorNameHover)
	}
	r.word.text, r.word.color, r.word.bold = b.label, fg, b.kind == kindPrimary
	r.word.size = theme.SizeText
	r.icon.size = 16
	if b.kind == kindHead {
		r.word.size, r.icon.size = theme.SizeHint, 14
	}
	if b.small {
		r.word.size, r.icon.size = 13, 14
	}
	if b.label == "" {
		r.icon.size = 18
	}
	r.icon.glyph, r.icon.color = b.glyph, fg
	showRing(r.ring, b.focused)
}

func (r *buttonRenderer) padding() float32 {
	switch {
	case r.b.tight:
		return 0
	case r.b.kind == kindLink:
		return 0 // its word lines up with the words above it
	case r.b.kind == kindHead:
		return theme.S1
	case r.b.label == "":
		return theme.S2
	case r.b.small && r.b.kind == kindQuiet:
		return theme.S2
	case r.b.small:
		return 10
	case r.b.kind == kindChip:
		return theme.S3
	}
	return theme.S4
}

func (r *buttonRenderer) height() float32 {
	switch {
	case r.b.kind == kindLink, r.b.kind == kindHead:
		return theme.Px(26)
	case r.b.small, r.b.kind == kindChip:
		return theme.Px(30)
	}
	return theme.Px(36)
}

func (r *buttonRenderer) inner() (w float32, icon, word fyne.Size) {
	if r.b.label != "" {
		word = r.word.MinSize()
		w += word.Width
	}
	if r.b.glyph != "" {
		icon = r.icon.MinSize()
		w += icon.Width
		if r.b.label != "" {
			w += 6
		}
	}
	return w, icon, word
}

func (r *buttonRenderer) MinSize() fyne.Size {
	w, _, _ := r.inner()
	return fyne.NewSize(max(w+2*r.padding(), r.height()*b2f(r.b.kind != kindLink && r.b.kind != kindHead)), r.height())
}

func b2f(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	around, at := size, fyne.NewPos(0, 0)
	if r.b.kind == kindLink {
		around, at = size.AddWidthHeight(2*theme.S1, 0), fyne.NewPos(-theme.S1, 0)
	}
	r.veil.Resize(around)
	r.veil.Move(at)
	placeRing(r.ring, at, around)
	r.dot.Resize(fyne.NewSize(5, 5))
	r.dot.Move(fyne.NewPos(size.Width/2-2.5, size.Height-7))
	w, icon, word := r.inner()
	x := (size.Width - w) / 2
	put := func(o fyne.CanvasObject, s fyne.Size) {
		o.Move(fyne.NewPos(x, (size.Height-s.Height)/2))
		o.Resize(s)
		if s.Width > 0 {
			x += s.Width + 6
		}
	}
	if r.b.after {
		put(r.word, word)
		put(r.icon, icon)
	} else {
		put(r.icon, icon)
		put(r.word, word)
	}
}

func (r *buttonRenderer) Refresh() {
	r.paint()
	r.word.Refresh()
	r.icon.Refresh()
	r.Layout(r.b.Size())
	r.back.Refresh()
	r.veil.Refresh()
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{r.back, r.veil, r.ring, r.dot}
	if r.b.glyph != "" {
		o = append(o, r.icon)
	}
	if r.b.label != "" {
		o = append(o, r.word)
	}
	return o
}
func (r *buttonRenderer) Destroy() {}
