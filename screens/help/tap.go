package help

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// tap makes a widget that embeds it tappable and shows that it is.
type tap struct {
	hovered bool
	tapped  func()
	changed func() // redraw
}

var (
	_ fyne.Tappable      = (*tap)(nil)
	_ desktop.Hoverable  = (*tap)(nil)
	_ desktop.Cursorable = (*tap)(nil)
)

// Tapped implements fyne.Tappable.
func (t *tap) Tapped(*fyne.PointEvent) { t.tapped() }

// MouseIn implements desktop.Hoverable.
func (t *tap) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.changed() }

// MouseMoved implements desktop.Hoverable.
func (t *tap) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *tap) MouseOut() { t.hovered = false; t.changed() }

// Cursor implements desktop.Cursorable.
func (t *tap) Cursor() desktop.Cursor { return desktop.PointerCursor }

// ring frames what the keyboard stands on.
func ring(on bool, radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.CornerRadius = radius
	paintRing(r, on)
	return r
}

func paintRing(r *canvas.Rectangle, on bool) {
	r.StrokeWidth = 2
	r.StrokeColor = theme.Color(theme.Accent)
	r.Hidden = !on
}
