package part

import (
	"image"
	"image/color"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Cropper sets the four corners of a document on its picture: handles to drag,
// or to move with the arrow keys by one pixel of the picture as it was added,
// with Shift by ten; a magnifier shows what lies under the handle in use.
type Cropper struct {
	widget.BaseWidget
	img     *canvas.Image
	back    *fill
	w, h    float64 // pixels of the whole picture, in the direction shown
	quad    [4][2]float64
	bad     bool
	sides   [8]*canvas.Line // each with the halo under it first
	handles [4]*handle
	loupe   *loupe
	at      int // handle in use, −1: none
	place   fyne.Position
	size    fyne.Size // of the picture on the screen

	// OnChanged reports that corners moved; end is false while dragging.
	OnChanged func(end bool)
	// OnHandle reports which corner is in use, 0…3 clockwise from the upper
	// left, −1 for none.
	OnHandle func(corner int)
}

// NewCropper shows nothing until it has a picture; names are those of the
// corners, clockwise from the upper left.
func NewCropper(names [4]string) *Cropper {
	c := &Cropper{back: newFill(theme.MutedSoft, theme.RadiusCard), img: canvas.NewImageFromImage(nil), loupe: newLoupe(), at: -1, w: 1, h: 1}
	c.img.FillMode = canvas.ImageFillStretch
	for i := range c.sides {
		c.sides[i] = canvas.NewLine(color.Transparent)
		c.sides[i].StrokeWidth = []float32{4, 2}[i%2]
	}
	for i := range c.handles {
		c.handles[i] = newHandle(c, i, names[i])
	}
	c.ExtendBaseWidget(c)
	return c
}

// SetPicture shows a picture, scaled down to what a screen can show, and says
// how large the original is in pixels. nil lets go of it.
func (c *Cropper) SetPicture(img image.Image, w, h int) {
	c.img.Image, c.w, c.h = img, float64(max(w, 1)), float64(max(h, 1))
	c.loupe.img.Image = img
	c.Refresh()
}

// SetCorners moves all handles: x and y of four corners in shares of the
// picture, clockwise from the upper left. It does not report.
func (c *Cropper) SetCorners(shares []float64) {
	if len(shares) != 8 {
		return
	}
	for i := range c.quad {
		c.quad[i] = [2]float64{shares[2*i] * c.w, shares[2*i+1] * c.h}
	}
	c.Refresh()
}

// Corners are where the handles stand now, as in SetCorners.
func (c *Cropper) Corners() []float64 {
	var out []float64
	for _, p := range c.quad {
		out = append(out, p[0]/c.w, p[1]/c.h)
	}
	return out
}

// SetBad draws the outline in the colour of a refusal.
func (c *Cropper) SetBad(bad bool) {
	if c.bad != bad {
		c.bad = bad
		c.Refresh()
	}
}

// InUse is the corner that is dragged or has the keyboard, −1 for none.
func (c *Cropper) InUse() int { return c.at }

// Handle returns the handle of a corner, for the keyboard focus.
func (c *Cropper) Handle(corner int) fyne.Focusable { return c.handles[corner] }

// Pixel is where a corner stands, in pixels of the original.
func (c *Cropper) Pixel(corner int) (x, y int) {
	return int(c.quad[corner][0] + 0.5), int(c.quad[corner][1] + 0.5)
}

// move shifts a corner by pixels of the original and keeps it inside.
func (c *Cropper) move(corner int, dx, dy float64, end bool) {
	p := &c.quad[corner]
	p[0], p[1] = min(max(p[0]+dx, 0), c.w), min(max(p[1]+dy, 0), c.h)
	c.Refresh()
	if c.OnChanged != nil {
		guarded(func() { c.OnChanged(end) })
	}
}

// use makes a handle the one in use; off ends it.
func (c *Cropper) use(corner int, on bool) {
	switch {
	case on:
		c.at = corner
	case c.at == corner:
		c.at = -1
	default:
		return
	}
	c.Refresh()
	if c.OnHandle != nil {
		guarded(func() { c.OnHandle(c.at) })
	}
}

// onScreen is where a corner is drawn.
func (c *Cropper) onScreen(corner int) fyne.Position {
	q := c.quad[corner]
	return c.place.AddXY(float32(q[0]/c.w)*c.size.Width, float32(q[1]/c.h)*c.size.Height)
}

// CreateRenderer implements fyne.Widget.
func (c *Cropper) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &cropperRenderer{c}
	r.paint()
	return r
}

type cropperRenderer struct{ c *Cropper }

func (r *cropperRenderer) paint() {
	ink := theme.Color(theme.Accent)
	if r.c.bad {
		ink = theme.Color(theme.Refused)
	}
	for i, l := range r.c.sides {
		l.StrokeColor = []color.Color{halo(), ink}[i%2]
	}
}

func (r *cropperRenderer) Layout(size fyne.Size) {
	c := r.c
	c.back.Resize(size)
	shown := c.img.Image != nil
	c.img.Hidden = !shown
	for i := range c.sides {
		c.sides[i].Hidden = !shown
	}
	for i := range c.handles {
		c.handles[i].Hidden = !shown
	}
	c.loupe.Hidden = !shown || c.at < 0
	if !shown {
		return
	}
	const around = handleSize/2 + 2 // a handle at the edge stays whole
	c.place, c.size = contained(c.img.Image, fyne.NewPos(around, around), size.SubtractWidthHeight(2*around, 2*around))
	c.img.Move(c.place)
	c.img.Resize(c.size)
	for i := range c.quad {
		a, b := c.onScreen(i), c.onScreen((i+1)%4)
		for _, l := range c.sides[2*i : 2*i+2] {
			l.Position1, l.Position2 = a, b
		}
		c.handles[i].Move(a.SubtractXY(handleSize/2, handleSize/2))
		c.handles[i].Resize(fyne.NewSize(handleSize, handleSize))
	}
	if c.at >= 0 {
		r.layLoupe()
	}
}

// layLoupe puts the magnifier into the corner of the picture that is farthest
// from the handle, so that neither pointer nor finger covers it.
func (r *cropperRenderer) layLoupe() {
	c := r.c
	side := min(theme.Px(132), c.size.Width*0.45, c.size.Height*0.45)
	p := c.onScreen(c.at)
	to := c.place
	if p.X < c.place.X+c.size.Width/2 {
		to.X += c.size.Width - side
	}
	if p.Y < c.place.Y+c.size.Height/2 {
		to.Y += c.size.Height - side
	}
	c.loupe.Move(to)
	c.loupe.Resize(fyne.NewSize(side, side))
	c.loupe.look(p.Subtract(c.place), c.size)
}

func (r *cropperRenderer) MinSize() fyne.Size { return fyne.NewSize(240, 240) }
func (r *cropperRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	r.c.img.Refresh()
	for _, l := range r.c.sides {
		l.Refresh()
	}
	for _, h := range r.c.handles {
		h.Refresh()
	}
	r.c.back.Refresh()
	r.c.loupe.Refresh()
}
func (r *cropperRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{r.c.back, r.c.img}
	for _, l := range r.c.sides {
		o = append(o, l)
	}
	for _, h := range r.c.handles {
		o = append(o, h)
	}
	return append(o, r.c.loupe)
}
func (r *cropperRenderer) Destroy() {}
