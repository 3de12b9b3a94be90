package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"
)

// Eye is a button that shows something masked only while it is held: with the
// mouse, a finger, or Space on the keyboard. Letting go, leaving it or losing
// the focus hides it again.
type Eye struct {
	Button
	held bool
	hold func(on bool)
}

var (
	_ desktop.Mouseable = (*Eye)(nil)
	_ desktop.Keyable   = (*Eye)(nil)
	_ mobile.Touchable  = (*Eye)(nil)
)

// newEye makes an eye; name says what it shows, for assistive tools.
func newEye(name string, hold func(on bool)) *Eye {
	e := &Eye{hold: hold}
	e.kind, e.glyph, e.name, e.small = kindQuiet, GlyphEye, name, true
	e.touch = touch{changed: e.Refresh, name: name}
	e.ExtendBaseWidget(e)
	return e
}

// Held tells whether it is held now.
func (e *Eye) Held() bool { return e.held }

func (e *Eye) set(on bool) {
	if e.held == on || on && e.disabled {
		return
	}
	e.held = on
	if on {
		e.SetGlyph(GlyphEyeOff)
	} else {
		e.SetGlyph(GlyphEye)
	}
	guarded(func() { e.hold(on) })
}

// MouseDown implements desktop.Mouseable.
func (e *Eye) MouseDown(m *desktop.MouseEvent) {
	if m == nil || m.Button == desktop.MouseButtonPrimary {
		e.set(true)
	}
}

// MouseUp implements desktop.Mouseable.
func (e *Eye) MouseUp(*desktop.MouseEvent) { e.set(false) }

// MouseOut implements desktop.Hoverable: Fyne tells a button that is let go
// elsewhere to nobody.
func (e *Eye) MouseOut() { e.Button.MouseOut(); e.set(false) }

// TouchDown implements mobile.Touchable.
func (e *Eye) TouchDown(*mobile.TouchEvent) { e.set(true) }

// TouchUp implements mobile.Touchable.
func (e *Eye) TouchUp(*mobile.TouchEvent) { e.set(false) }

// TouchCancel implements mobile.Touchable.
func (e *Eye) TouchCancel(*mobile.TouchEvent) { e.set(false) }

// KeyDown implements desktop.Keyable.
func (e *Eye) KeyDown(k *fyne.KeyEvent) {
	if k.Name == fyne.KeySpace {
		e.set(true)
	}
}

// KeyUp implements desktop.Keyable.
func (e *Eye) KeyUp(k *fyne.KeyEvent) {
	if k.Name == fyne.KeySpace {
		e.set(false)
	}
}

// TypedKey implements fyne.Focusable: holding is all that the keys do.
func (e *Eye) TypedKey(k *fyne.KeyEvent) { windowKey(k) }

// Tapped implements fyne.Tappable: a tap was a short hold.
func (e *Eye) Tapped(*fyne.PointEvent) {}

// FocusLost implements fyne.Focusable.
func (e *Eye) FocusLost() { e.Button.FocusLost(); e.set(false) }

// Disable implements fyne.Disableable.
func (e *Eye) Disable() { e.set(false); e.Button.Disable() }
