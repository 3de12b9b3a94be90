package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// pickBox is the closed state of a pick field: a framed line with an arrow.
type pickBox struct {
	widget.BaseWidget
	touch
	words *Text
	arrow *icon
	back  *canvas.Rectangle
	ring  *canvas.Rectangle
	body  *fyne.Container
}

func newPickBox(placeholder string) *pickBox {
	b := &pickBox{words: Body(placeholder).Clip(), arrow: newIcon(GlyphDown, theme.Muted, 16)}
	b.back, b.ring = canvas.NewRectangle(nil), newRing(theme.RadiusField+1)
	b.body = Pad(0, theme.S2, 0, theme.S2, Row(theme.S2, Stretch(b.words), b.arrow))
	b.touch = touch{changed: b.Refresh}
	b.ExtendBaseWidget(b)
	return b
}

func (b *pickBox) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &pickBoxRenderer{b}
	r.paint()
	return r
}

type pickBoxRenderer struct{ b *pickBox }

func (r *pickBoxRenderer) paint() {
	b := r.b
	b.back.FillColor, b.back.CornerRadius, b.back.StrokeWidth = theme.Color(theme.Surface), theme.RadiusField, 1
	b.back.StrokeColor = theme.Color(theme.FieldLine)
	switch {
	case b.disabled:
		b.back.FillColor, b.back.StrokeColor = theme.Color(theme.Ground), theme.Color(theme.Line)
	case b.hovered:
		b.back.StrokeColor = theme.Color(theme.Muted)
	}
	showRing(b.ring, b.focused)
}

func (r *pickBoxRenderer) Layout(size fyne.Size) {
	r.b.back.Resize(size)
	r.b.body.Resize(size)
	r.b.ring.Move(fyne.NewPos(-1, -1))
	r.b.ring.Resize(size.AddWidthHeight(2, 2))
}
func (r *pickBoxRenderer) MinSize() fyne.Size {
	return fyne.NewSize(theme.Px(80), entryHeight())
}
func (r *pickBoxRenderer) Refresh() { r.paint(); r.b.back.Refresh(); r.b.body.Refresh() }
func (r *pickBoxRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.b.back, r.b.body, r.b.ring}
}
func (r *pickBoxRenderer) Destroy() {}

// entryHeight is the height of a one-line text field in the theme in use, so
// that fields beside each other line up.
func entryHeight() float32 { return widget.NewEntry().MinSize().Height }

type pickControl struct {
	f     *Field
	opts  []Option
	box   *pickBox
	at    string
	popup *widget.PopUp
}

// NewPick asks to choose one option from a list that opens under the field;
// with more than eight options the list has a line to search with. The value
// is the option's Value, "" for none.
func NewPick(spec Spec, opts []Option) *Field {
	if spec.Placeholder == "" {
		spec.Placeholder = text.PickPlaceholder
	}
	f := newField(nil, spec)
	c := &pickControl{f: f, opts: opts, box: newPickBox(spec.Placeholder)}
	c.box.tapped = c.open
	was := false
	c.box.changed = func() {
		c.box.Refresh()
		if c.box.focused != was {
			was = c.box.focused
			f.focusChanged(was)
		}
	}
	f.with(c)
	c.show()
	return f
}

// SetOptions gives a pick field other options, for instance the cities of the
// province chosen. A value that is no longer among them is kept and shown.
func (f *Field) SetOptions(opts []Option) {
	if c, ok := f.control.(*pickControl); ok {
		c.opts = opts
		c.show()
	}
}

// Choose takes the option with this value as if a person had chosen it.
func (f *Field) Choose(value string) {
	f.control.setValue(value)
	f.chosen()
}

// Type puts words in as if a person had typed them; for tests and samples.
func (f *Field) Type(words string) {
	f.control.setValue(words)
	f.edited()
}

func (c *pickControl) show() {
	label, color := c.f.spec.Placeholder, theme.Muted
	if c.at != "" {
		label, color = c.at, theme.Text
	}
	for _, o := range c.opts {
		if o.Value == c.at && c.at != "" {
			label = o.Label
		}
	}
	c.box.words.color = color
	c.box.words.SetText(label)
	c.box.words.Refresh()
}

func (c *pickControl) open() {
	cv := fyne.CurrentApp().Driver().CanvasForObject(c.box)
	if cv == nil {
		return
	}
	c.f.focusChanged(true)
	shut := func() {
		if c.popup != nil {
			c.popup.Hide()
			c.popup = nil
			cv.Focus(c.box)
		}
	}
	list := newPickList(c.opts, c.at, func(o Option) {
		shut()
		if o.Value != c.at {
			c.setValue(o.Value)
			c.f.chosen()
		}
	}, shut)
	c.popup = widget.NewPopUp(Inset(theme.S1, list), cv)
	size := fyne.NewSize(max(c.box.Size().Width, theme.Px(240)), list.height()+2*theme.S1)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.box).AddXY(0, c.box.Size().Height+theme.S1)
	if at.Y+size.Height > cv.Size().Height {
		at.Y = max(theme.S2, cv.Size().Height-size.Height-theme.S4)
	}
	if at.X+size.Width > cv.Size().Width {
		at.X = max(0, cv.Size().Width-size.Width-theme.S2)
	}
	c.popup.ShowAtPosition(at)
	c.popup.Resize(size)
	list.list.ScrollTo(list.at)
	if len(c.opts) >= filterFrom {
		cv.Focus(list.filter)
	} else {
		cv.Focus(list)
	}
}

func (c *pickControl) object() fyne.CanvasObject { return c.box }
func (c *pickControl) value() string             { return c.at }
func (c *pickControl) setValue(v string)         { c.at = v; c.show() }
func (c *pickControl) focus() fyne.Focusable     { return c.box }
func (c *pickControl) enable(on bool)            { c.box.disabled = !on; c.box.Refresh() }
