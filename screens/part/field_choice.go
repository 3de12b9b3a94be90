package part

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Check is one check box or radio button with its words; make one with
// NewCheckBox, or a whole field with NewCheck or NewRadio.
type Check struct {
	widget.BaseWidget
	touch
	on    bool
	round bool
	words *Text
	extra *Text // second, muted line
	dot   *canvas.Rectangle
	inner *canvas.Rectangle
	hook  *icon
	ring  *canvas.Rectangle
}

func newTick(words, extra string, round bool, tapped func()) *Check {
	t := &Check{round: round, words: Body(words), extra: Hint(extra)}
	t.dot, t.inner = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	t.hook = newIcon(GlyphTick, theme.OnAccent, 14)
	t.ring = newRing(theme.RadiusField)
	t.touch = touch{tapped: tapped, changed: t.Refresh}
	if extra == "" {
		t.extra.Hide()
	}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable; the keyboard goes on from where the mouse
// was.
func (t *Check) Tapped(e *fyne.PointEvent) {
	if !t.disabled {
		FocusIn(t, t)
	}
	t.touch.Tapped(e)
}

func (t *Check) set(on bool) {
	if t.on != on {
		t.on = on
		t.Refresh()
	}
}

func (t *Check) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &tickRenderer{t}
	r.paint()
	return r
}

type tickRenderer struct{ t *Check }

const tickGap = theme.S2

func (r *tickRenderer) box() float32 { return theme.Px(18) }

func (r *tickRenderer) paint() {
	t := r.t
	t.dot.CornerRadius, t.dot.StrokeWidth = 4, 1.5
	t.dot.FillColor, t.dot.StrokeColor = theme.Color(theme.Surface), theme.Color(theme.FieldLine)
	t.inner.FillColor = theme.Color(theme.OnAccent)
	if t.round {
		t.dot.CornerRadius, t.inner.CornerRadius = r.box()/2, r.box()/2
	}
	if t.hovered && !t.disabled {
		t.dot.StrokeColor = theme.Color(theme.Accent)
	}
	if t.on {
		t.dot.FillColor, t.dot.StrokeColor = theme.Color(theme.Accent), theme.Color(theme.Accent)
	}
	if t.disabled {
		t.dot.StrokeColor = theme.Color(theme.Line)
		t.words.color = theme.Muted
		if t.on {
			t.dot.FillColor = theme.Color(theme.FieldLine)
		}
	} else {
		t.words.color = theme.Text
	}
	t.inner.Hidden = !t.on || !t.round
	t.hook.Hidden = !t.on || t.round
	showRing(t.ring, t.focused)
}

func (r *tickRenderer) Layout(size fyne.Size) {
	t, b := r.t, r.box()
	y := float32(2)
	t.dot.Move(fyne.NewPos(0, y))
	t.dot.Resize(fyne.NewSize(b, b))
	t.inner.Move(fyne.NewPos(b*0.3, y+b*0.3))
	t.inner.Resize(fyne.NewSize(b*0.4, b*0.4))
	t.hook.Move(fyne.NewPos(b*0.1, y+b*0.1))
	t.hook.Resize(fyne.NewSize(b*0.8, b*0.8))
	w := size.Width - b - tickGap
	t.words.Resize(fyne.NewSize(w, t.words.Size().Height))
	h := t.words.MinSize().Height
	t.words.Move(fyne.NewPos(b+tickGap, 0))
	t.words.Resize(fyne.NewSize(w, h))
	t.extra.Move(fyne.NewPos(b+tickGap, h))
	t.extra.Resize(fyne.NewSize(w, t.extra.MinSize().Height))
	placeRing(t.ring, fyne.NewPos(-2, -2), size.AddWidthHeight(4, 4))
}

func (r *tickRenderer) MinSize() fyne.Size {
	t := r.t
	w := textWidth(t.words.text, theme.Letters(t.words.size), false) + 1
	if t.words.mode == wrapped && w > theme.Px(420) {
		w = theme.Px(120)
	}
	h := t.words.MinSize().Height
	if t.extra.Visible() {
		h += t.extra.MinSize().Height
	}
	return fyne.NewSize(r.box()+tickGap+w, max(h, r.box()+4))
}

func (r *tickRenderer) Refresh() {
	r.paint()
	r.t.words.Refresh()
	r.t.hook.Refresh()
	r.t.dot.Refresh()
	r.t.inner.Refresh()
	r.Layout(r.t.Size())
}

func (r *tickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.dot, r.t.inner, r.t.hook, r.t.words, r.t.extra, r.t.ring}
}
func (r *tickRenderer) Destroy() {}

// NewCheckBox returns a check box outside a form; changed gets the new state.
func NewCheckBox(words string, changed func(on bool)) *Check {
	var c *Check
	c = newTick(words, "", false, func() {
		c.set(!c.on)
		if changed != nil {
			changed(c.on)
		}
	})
	return c
}

// Checked reports the state.
func (t *Check) Checked() bool { return t.on }

// SetChecked changes the state without a callback.
func (t *Check) SetChecked(on bool) { t.set(on) }

// Yes and No are the values of a NewCheck field.
const (
	Yes = "true"
	No  = ""
)

type checkControl struct {
	f *Field
	t *Check
}

// NewCheck asks a yes-or-no question; words stand beside the box, spec.Label
// above it. The value is Yes or No.
func NewCheck(spec Spec, words string) *Field {
	spec.Bare = true
	f := newField(nil, spec)
	c := &checkControl{f: f}
	c.t = newTick(words, "", false, func() { c.t.set(!c.t.on); f.chosen() })
	c.t.changed = focusFollows(c.t, f)
	return f.with(c)
}

// focusFollows redraws and tells the field when the focus comes or goes.
func focusFollows(t *Check, f *Field) func() {
	was := false
	return func() {
		t.Refresh()
		if t.focused != was {
			was = t.focused
			f.focusChanged(was)
		}
	}
}

func (c *checkControl) object() fyne.CanvasObject { return Pad(4, 0, 4, 0, c.t) }
func (c *checkControl) focus() fyne.Focusable     { return c.t }
func (c *checkControl) setValue(v string)         { c.t.set(v == Yes) }
func (c *checkControl) enable(on bool)            { c.t.disabled = !on; c.t.Refresh() }
func (c *checkControl) value() string {
	if c.t.on {
		return Yes
	}
	return No
}

type radioControl struct {
	f     *Field
	opts  []Option
	ticks []*Check
	box   *fyne.Container
	at    string
}

// NewRadio asks to choose one of a few; they stand in a row and wrap. Options
// with a Detail stand one under the other.
func NewRadio(spec Spec, opts []Option) *Field {
	spec.Bare = true
	f := newField(nil, spec)
	c := &radioControl{f: f, opts: opts}
	detailed := false
	objs := make([]fyne.CanvasObject, len(opts))
	for i, o := range opts {
		t := newTick(o.Label, o.Detail, true, nil)
		t.tapped = func() { c.setValue(o.Value); f.chosen() }
		t.changed = focusFollows(t, f)
		c.ticks = append(c.ticks, t)
		objs[i] = t
		detailed = detailed || o.Detail != ""
	}
	if detailed {
		c.box = Column(theme.S3, objs...)
	} else {
		c.box = Flow(theme.S5, objs...)
	}
	c.setValue("") // an option may stand for the empty value
	return f.with(c)
}

func (c *radioControl) object() fyne.CanvasObject { return Pad(6, 0, 6, 2, c.box) }
func (c *radioControl) value() string             { return c.at }
func (c *radioControl) setValue(v string) {
	c.at = v
	for i, t := range c.ticks {
		t.set(c.opts[i].Value == v)
	}
}
func (c *radioControl) focus() fyne.Focusable {
	for i, o := range c.opts {
		if o.Value == c.at {
			return c.ticks[i]
		}
	}
	return c.ticks[0]
}
func (c *radioControl) enable(on bool) {
	for _, t := range c.ticks {
		t.disabled = !on
		t.Refresh()
	}
}
