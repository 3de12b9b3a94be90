package part

import (
	"image/color"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// touch makes a widget that embeds it tappable, hoverable and reachable with
// Tab; Space and Enter activate it. The owner sets tapped and changed.
type touch struct {
	hovered, focused, disabled bool
	name                       string // what it does, where no word says it

	tapped  func() // what a tap does
	changed func() // redraw after hover, focus or disabling
}

var (
	_ fyne.Tappable      = (*touch)(nil)
	_ fyne.Focusable     = (*touch)(nil)
	_ desktop.Hoverable  = (*touch)(nil)
	_ desktop.Cursorable = (*touch)(nil)
	_ fyne.Disableable   = (*touch)(nil) // Tab passes over what is disabled
)

// Enable implements fyne.Disableable.
func (t *touch) Enable() { t.disabled = false; t.redraw() }

// Disable implements fyne.Disableable.
func (t *touch) Disable() { t.disabled = true; t.redraw() }

// Disabled implements fyne.Disableable.
func (t *touch) Disabled() bool { return t.disabled }

func (t *touch) redraw() {
	if t.changed != nil {
		t.changed()
	}
}

// Tapped implements fyne.Tappable.
func (t *touch) Tapped(*fyne.PointEvent) { t.activate() }

func (t *touch) activate() {
	touched()
	if !t.disabled && t.tapped != nil {
		guarded(t.tapped)
	}
}

// FocusGained implements fyne.Focusable.
func (t *touch) FocusGained() { t.focused = true; t.redraw(); revealFocused(t.hovered) }

// FocusLost implements fyne.Focusable.
func (t *touch) FocusLost() { t.focused = false; t.redraw() }

// TypedRune implements fyne.Focusable.
func (t *touch) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Space and Enter activate.
func (t *touch) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.activate()
	default:
		windowKey(e)
	}
}

// MouseIn implements desktop.Hoverable.
func (t *touch) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.redraw() }

// MouseMoved implements desktop.Hoverable.
func (t *touch) MouseMoved(*desktop.MouseEvent) { touched() }

// MouseOut implements desktop.Hoverable.
func (t *touch) MouseOut() { t.hovered = false; t.redraw() }

// Cursor implements desktop.Cursorable.
func (t *touch) Cursor() desktop.Cursor {
	if t.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// newRing returns the accent frame that shows where the keyboard is.
func newRing(radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeWidth = 2
	r.CornerRadius = radius
	r.Hide()
	return r
}

// showRing shows or hides a ring in the accent colour.
func showRing(r *canvas.Rectangle, on bool) {
	r.StrokeColor = theme.Color(theme.Accent)
	if on == r.Visible() {
		if on {
			r.Refresh()
		}
		return
	}
	if on {
		r.Show()
	} else {
		r.Hide()
	}
}

// placeRing lays a ring around an area, two pixels outside it.
func placeRing(r *canvas.Rectangle, pos fyne.Position, size fyne.Size) {
	const out = 2
	r.Move(pos.SubtractXY(out, out))
	r.Resize(size.AddWidthHeight(2*out, 2*out))
}
