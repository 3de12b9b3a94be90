package part

import (
	"image/color"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// handle is one corner of a Cropper.
type handle struct {
	widget.BaseWidget
	touch
	c      *Cropper
	corner int
	shift  bool // is held down
	drags  bool
	halo   *canvas.Circle
	dot    *canvas.Circle
	core   *canvas.Circle
}

const handleSize float32 = 28

var (
	_ fyne.Draggable  = (*handle)(nil)
	_ desktop.Keyable = (*handle)(nil)
)

func newHandle(c *Cropper, corner int, name string) *handle {
	h := &handle{c: c, corner: corner, halo: canvas.NewCircle(color.Transparent), dot: canvas.NewCircle(color.Transparent), core: canvas.NewCircle(color.Transparent)}
	h.touch = touch{name: name, changed: h.Refresh}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped implements fyne.Tappable: the handle gets the keyboard.
func (h *handle) Tapped(*fyne.PointEvent) { FocusIn(h, h) }

// FocusGained implements fyne.Focusable.
func (h *handle) FocusGained() {
	h.touch.FocusGained()
	h.c.use(h.corner, true)
}

// FocusLost implements fyne.Focusable.
func (h *handle) FocusLost() {
	h.shift = false
	h.touch.FocusLost()
	if !h.drags {
		h.c.use(h.corner, false)
	}
}

// Dragged implements fyne.Draggable.
func (h *handle) Dragged(e *fyne.DragEvent) {
	if h.c.size.Width < 1 {
		return
	}
	if !h.drags {
		h.drags = true
		h.c.use(h.corner, true)
	}
	h.c.move(h.corner, float64(e.Dragged.DX/h.c.size.Width)*h.c.w, float64(e.Dragged.DY/h.c.size.Height)*h.c.h, false)
}

// DragEnd implements fyne.Draggable.
func (h *handle) DragEnd() {
	h.drags = false
	h.c.move(h.corner, 0, 0, true)
	if !h.focused {
		h.c.use(h.corner, false)
	}
}

// KeyDown implements desktop.Keyable.
func (h *handle) KeyDown(e *fyne.KeyEvent) { h.holds(e, true) }

// KeyUp implements desktop.Keyable.
func (h *handle) KeyUp(e *fyne.KeyEvent) { h.holds(e, false) }

func (h *handle) holds(e *fyne.KeyEvent, down bool) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		h.shift = down
	}
}

// TypedKey implements fyne.Focusable: the arrows move by a pixel of the
// original, with Shift by ten.
func (h *handle) TypedKey(e *fyne.KeyEvent) {
	by := 1.0
	if h.shift {
		by = 10
	}
	switch e.Name {
	case fyne.KeyLeft:
		h.c.move(h.corner, -by, 0, true)
	case fyne.KeyRight:
		h.c.move(h.corner, by, 0, true)
	case fyne.KeyUp:
		h.c.move(h.corner, 0, -by, true)
	case fyne.KeyDown:
		h.c.move(h.corner, 0, by, true)
	default:
		windowKey(e)
	}
}

// Cursor implements desktop.Cursorable.
func (h *handle) Cursor() desktop.Cursor { return desktop.CrosshairCursor }

func (h *handle) CreateRenderer() fyne.WidgetRenderer {
	h.ExtendBaseWidget(h)
	r := &handleRenderer{h}
	r.paint()
	return r
}

type handleRenderer struct{ h *handle }

// paint leaves the middle of the ring free: the corner itself must be seen.
func (r *handleRenderer) paint() {
	h := r.h
	ink := theme.Accent
	if h.c.bad {
		ink = theme.Refused
	}
	h.halo.StrokeColor, h.halo.StrokeWidth = theme.Color(theme.Surface), 5.5
	h.dot.StrokeColor, h.dot.StrokeWidth = theme.Color(ink), 2.5
	h.dot.FillColor = color.Transparent
	if h.focused || h.hovered || h.drags {
		h.dot.FillColor = faint(ink, 0x50)
	}
	h.core.FillColor = color.Transparent
	if h.focused {
		h.dot.StrokeWidth = 4
		h.core.FillColor = theme.Color(ink)
	}
}

func (r *handleRenderer) Layout(size fyne.Size) {
	for _, x := range []struct {
		o    *canvas.Circle
		side float32
	}{{r.h.halo, 23}, {r.h.dot, 20}, {r.h.core, 5}} {
		x.o.Move(fyne.NewPos((size.Width-x.side)/2, (size.Height-x.side)/2))
		x.o.Resize(fyne.NewSize(x.side, x.side))
	}
}
func (r *handleRenderer) MinSize() fyne.Size { return fyne.NewSize(handleSize, handleSize) }
func (r *handleRenderer) Refresh() {
	r.paint()
	r.Layout(r.h.Size())
	r.h.halo.Refresh()
	r.h.dot.Refresh()
	r.h.core.Refresh()
}
func (r *handleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.halo, r.h.dot, r.h.core}
}
func (r *handleRenderer) Destroy() {}

// loupe is the magnifier of a Cropper: the same picture, magnified, with
// crossed lines at the corner.
type loupe struct {
	widget.BaseWidget
	img   *canvas.Image
	clip  *clipBox
	back  *fill
	frame *canvas.Rectangle
	cross [4]*canvas.Line
	at    fyne.Position // in the picture as it is on the screen
	size  fyne.Size     // of that
}

// magnified is how much larger the loupe shows than the picture beside it.
const magnified = 3

func newLoupe() *loupe {
	l := &loupe{img: canvas.NewImageFromImage(nil), back: newFill(theme.MutedSoft, 0), frame: canvas.NewRectangle(color.Transparent)}
	l.img.FillMode = canvas.ImageFillStretch
	l.clip = newClipBox(l.img)
	for i := range l.cross {
		l.cross[i] = canvas.NewLine(color.Transparent)
	}
	l.ExtendBaseWidget(l)
	l.Hide()
	return l
}

// look moves the magnifier over a point of the picture of that size.
func (l *loupe) look(at fyne.Position, size fyne.Size) {
	l.at, l.size = at, size
	l.Refresh()
}

func (l *loupe) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	r := &loupeRenderer{l}
	r.Layout(l.Size())
	return r
}

type loupeRenderer struct{ l *loupe }

func (r *loupeRenderer) Layout(size fyne.Size) {
	l := r.l
	l.back.Resize(size)
	l.clip.Resize(size)
	l.frame.Resize(size)
	l.frame.StrokeColor, l.frame.StrokeWidth = theme.Color(theme.Accent), 2
	l.img.Resize(fyne.NewSize(l.size.Width*magnified, l.size.Height*magnified))
	l.img.Move(fyne.NewPos(size.Width/2-l.at.X*magnified, size.Height/2-l.at.Y*magnified))
	x, y := size.Width/2, size.Height/2
	const gap = 5 // the point itself stays free
	for i, e := range [4][4]float32{{0, y, x - gap, y}, {x + gap, y, size.Width, y}, {x, 0, x, y - gap}, {x, y + gap, x, size.Height}} {
		l.cross[i].StrokeColor, l.cross[i].StrokeWidth = theme.Color(theme.Accent), 1.5
		l.cross[i].Position1, l.cross[i].Position2 = fyne.NewPos(e[0], e[1]), fyne.NewPos(e[2], e[3])
	}
}
func (r *loupeRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }
func (r *loupeRenderer) Refresh() {
	r.Layout(r.l.Size())
	r.l.back.Refresh()
	r.l.img.Refresh()
	r.l.frame.Refresh()
	for _, c := range r.l.cross {
		c.Refresh()
	}
}
func (r *loupeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.back, r.l.clip, r.l.cross[0], r.l.cross[1], r.l.cross[2], r.l.cross[3], r.l.frame}
}
func (r *loupeRenderer) Destroy() {}

// Focus puts the keyboard on a corner.
func (c *Cropper) Focus(corner int) { c.handles[corner].Tapped(nil) }
