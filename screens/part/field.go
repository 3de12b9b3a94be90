package part

import (
	"time"

	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Pause is how long typing must rest before a field reports its value.
const Pause = 600 * time.Millisecond

// Clock is the part of a screens.Host that fields and countdowns need.
type Clock interface {
	Now() time.Time
	After(d time.Duration, fn func()) (cancel func())
	Tick(every time.Duration, fn func(now time.Time)) (cancel func())
}

// Spec says what a field asks for.
type Spec struct {
	Path        string // handed to the callbacks; the field's path in the filing
	Label       string
	Hint        string // one line under the field
	Placeholder string
	Required    bool  // a small mark behind the label
	Limit       int   // runes, 0 = none
	Lines       int   // more than 1: a field of so many lines
	Bare        bool  // no room is kept for a hint or an error that is not there
	Mask        *Mask // for personal data, in a field of one line; nil shows the value
}

// Option is one choice of a pick list or a row of radio buttons.
type Option struct {
	Value  string
	Label  string
	Detail string // a second, muted line
	Words  string // more words to find it by, not shown
}

// control is what stands between label and hint.
type control interface {
	object() fyne.CanvasObject
	value() string
	setValue(string) // without a callback
	focus() fyne.Focusable
	enable(bool)
}

// Field is a question: label above, control, and under it one line that shows
// the hint, or an error in its place so that nothing moves. Make one with
// NewText, NewPick, NewDate, NewCheck or NewRadio.
//
// OnChanged comes after a pause of typing (and at once when the focus leaves
// or something is chosen); save there. OnFocus comes when the field gets the
// focus; let the help panel follow.
type Field struct {
	widget.BaseWidget
	spec    Spec
	clock   Clock
	control control

	// OnChanged reports the value after a pause. It is not called by SetValue.
	OnChanged func(path, value string)
	// OnEdited reports every keystroke; for judgements that cost nothing.
	OnEdited func(path, value string)
	// OnFocus reports that the field got the focus.
	OnFocus func(path string)

	state  State
	note   string
	noted  bool
	cancel func() // of the running pause

	label, star, line *Text
	mark              *icon
	body              *fyne.Container
}

func newField(clock Clock, spec Spec) *Field {
	f := &Field{spec: spec, clock: clock}
	f.label = Body(spec.Label).Clip()
	f.star = Hint(text.Required).One()
	f.line = Hint(spec.Hint).AtMost(3)
	f.mark = newIcon(GlyphInfo, theme.Muted, 14)
	f.mark.Hide()
	return f
}

func (f *Field) with(c control) *Field {
	f.control = c
	head := Row(theme.S2, f.label.One())
	if f.spec.Required {
		head.Add(f.star)
	}
	foot := TopRow(6, Pad(2, 0, 0, 0, f.mark), Stretch(f.line))
	foot.Objects[0].Hide()
	foot.Hidden = f.spec.Bare && f.spec.Hint == ""
	f.body = Column(theme.S1, head, c.object(), foot)
	if f.spec.Label == "" {
		head.Hide()
	}
	f.ExtendBaseWidget(f)
	return f
}

// Path returns the field's path.
func (f *Field) Path() string { return f.spec.Path }

// Value returns what stands in the field now.
func (f *Field) Value() string { return f.control.value() }

// SetValue puts a value in without a callback, unless a person is just typing
// into the field: what is typed is never overwritten.
func (f *Field) SetValue(v string) {
	if f.cancel == nil && v != f.control.value() {
		f.control.setValue(v)
	}
}

// ForceValue puts a value in even while a pause is running; for undo.
func (f *Field) ForceValue(v string) { f.stopPause(); f.control.setValue(v) }

// SetError shows a judgement in place of the hint: Refused, LookHere, Done or
// Info. Keep it to one line; the panel at the right has room for the rest.
func (f *Field) SetError(s State, sentence string) {
	if f.noted && f.state == s && f.note == sentence {
		return
	}
	f.state, f.note, f.noted = s, sentence, sentence != ""
	f.showLine()
}

// ClearError brings the hint back.
func (f *Field) ClearError() { f.SetError(Todo, "") }

// Error returns the sentence that stands in place of the hint.
func (f *Field) Error() string { return f.note }

// SetHint changes the hint.
func (f *Field) SetHint(h string) { f.spec.Hint = h; f.showLine() }

// SetLabel changes the label.
func (f *Field) SetLabel(l string) { f.spec.Label = l; f.label.SetText(l) }

// SetEnabled enables or disables the control.
func (f *Field) SetEnabled(on bool) { f.control.enable(on) }

// Required tells whether the question must be answered.
func (f *Field) Required() bool { return f.spec.Required }

// Enabled tells whether the control takes anything.
func (f *Field) Enabled() bool {
	d, ok := f.control.focus().(fyne.Disableable)
	return !ok || !d.Disabled()
}

// Focusable is what to give the focus to.
func (f *Field) Focusable() fyne.Focusable { return f.control.focus() }

// Focus puts the keyboard into the field.
func (f *Field) Focus() { FocusIn(f, f.control.focus()) }

// FocusIn puts the keyboard on what lies in o, also before o was painted for
// the first time.
func FocusIn(o fyne.CanvasObject, what fyne.Focusable) {
	d := fyne.CurrentApp().Driver()
	if c := d.CanvasForObject(o); c != nil {
		c.Focus(what)
		return
	}
	// Before it is painted for the first time an object knows no window.
	for _, w := range d.AllWindows() {
		w.Canvas().Focus(what)
	}
}

// Flush reports a value that still waits for the pause to end; call it before
// the page closes.
func (f *Field) Flush() {
	if f.cancel == nil {
		return
	}
	f.stopPause()
	f.report()
}

func (f *Field) showLine() {
	foot := f.body.Objects[2].(*fyne.Container)
	foot.Hidden = f.spec.Bare && f.spec.Hint == "" && !f.noted
	slot := foot.Objects[0]
	if f.noted {
		f.line.text, f.line.color = f.note, f.state.Colour()
		f.mark.set(f.state.Mark(), f.state.Colour())
		f.mark.Show()
		slot.Show()
	} else {
		f.line.text, f.line.color = f.spec.Hint, theme.Muted
		slot.Hide()
	}
	f.line.Refresh()
	f.body.Refresh()
}

// edited starts the pause anew; called by controls for each change.
func (f *Field) edited() {
	if f.OnEdited != nil {
		guarded(func() { f.OnEdited(f.spec.Path, f.control.value()) })
	}
	f.stopPause()
	if f.clock == nil {
		f.report()
		return
	}
	f.cancel = f.clock.After(Pause, func() { f.cancel = nil; f.report() })
}

// chosen reports at once; called by controls where nothing is typed.
func (f *Field) chosen() {
	if f.OnEdited != nil {
		guarded(func() { f.OnEdited(f.spec.Path, f.control.value()) })
	}
	f.stopPause()
	f.report()
}

func (f *Field) stopPause() {
	if f.cancel != nil {
		f.cancel()
		f.cancel = nil
	}
}

func (f *Field) report() {
	if f.OnChanged != nil {
		guarded(func() { f.OnChanged(f.spec.Path, f.control.value()) })
	}
}

func (f *Field) focusChanged(gained bool) {
	if !gained {
		f.Flush()
		return
	}
	if f.OnFocus != nil {
		guarded(func() { f.OnFocus(f.spec.Path) })
	}
}

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	return widget.NewSimpleRenderer(f.body)
}
