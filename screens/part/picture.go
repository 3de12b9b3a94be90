package part

import (
	"image"

	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// PictureView shows a picture large with what was found drawn over it: wheel
// or buttons zoom, dragging moves, two buttons turn it by a quarter. Give it a
// picture already scaled down to what a screen can show (at most some 2,400
// pixels a side).
type PictureView struct {
	widget.BaseWidget
	img   *canvas.Image
	found *overlayView
	pic   image.Image
	back  *fill
	zoom  float32 // 1 = fits
	off   fyne.Position
	aim   *[4]float64 // a place to bring into sight once the size is known
	tools *fyne.Container
	turnL *Button
	turnR *Button
	clip  *clipBox
	turns int

	// OnTurned asks for the picture given, turned to the right by quarters,
	// 0…3. Turning takes too long to be done here: make it elsewhere and call
	// ShowTurned. Until then the one before stays in sight.
	OnTurned func(quarters int)
}

// NewPictureView shows img, which may be nil until it is decoded.
func NewPictureView(img image.Image) *PictureView {
	p := &PictureView{zoom: 1, pic: img, back: newFill(theme.MutedSoft, theme.RadiusCard), found: newOverlayView()}
	p.img = canvas.NewImageFromImage(img)
	p.img.FillMode = canvas.ImageFillStretch
	p.clip = newClipBox(p.img, p.found)
	p.turnL = IconButton(GlyphRotateL, text.RotateLeft, func() { p.turn(3) })
	p.turnR = IconButton(GlyphRotateR, text.RotateRight, func() { p.turn(1) })
	p.tools = Row(theme.S1,
		IconButton(GlyphMinus, text.ZoomOut, func() { p.zoomBy(1/1.4, p.middle()) }),
		IconButton(GlyphPlus, text.ZoomIn, func() { p.zoomBy(1.4, p.middle()) }),
		IconButton(GlyphFit, text.ZoomFit, p.Fit), p.turnL, p.turnR)
	p.ExtendBaseWidget(p)
	return p
}

// SetImage changes the picture and fits it; what was drawn over the one before
// goes. nil lets go of the pixels; do that when the page closes.
func (p *PictureView) SetImage(img image.Image) {
	p.pic, p.img.Image, p.turns, p.aim = img, img, 0, nil
	p.found.set(Overlay{})
	p.Fit()
}

// SetFound changes what is drawn over the picture.
func (p *PictureView) SetFound(o Overlay) { p.found.set(o) }

// SetTurning shows or hides the buttons that turn the picture.
func (p *PictureView) SetTurning(on bool) {
	p.turnL.Hidden, p.turnR.Hidden = !on, !on
	p.Refresh()
}

// Fit shows the whole picture.
func (p *PictureView) Fit() { p.zoom, p.off, p.aim = 1, fyne.Position{}, nil; p.Refresh() }

// Zoom returns the factor over fitting, 1…8.
func (p *PictureView) Zoom() float32 { return p.zoom }

// ShowPlace brings a place (left, top, right, bottom in shares of the picture)
// into the middle, large enough to look at with some of what is around it.
func (p *PictureView) ShowPlace(box [4]float64) {
	p.aim = &box
	p.Refresh()
}

// aimAt turns the place into zoom and offset for a picture that fits as size.
func (p *PictureView) aimAt(room, fits fyne.Size) {
	if p.aim == nil {
		return
	}
	b := *p.aim
	p.aim = nil
	w, h := max(float32(b[2]-b[0])*fits.Width, 1), max(float32(b[3]-b[1])*fits.Height, 1)
	p.zoom = min(max(min(room.Width/w, room.Height/h)/1.6, 1), 6) // a large place must be seen to come nearer, too
	p.off = fyne.NewPos((0.5-float32(b[0]+b[2])/2)*fits.Width*p.zoom, (0.5-float32(b[1]+b[3])/2)*fits.Height*p.zoom)
}

func (p *PictureView) middle() fyne.Position {
	return fyne.NewPos(p.clip.Size().Width/2, p.clip.Size().Height/2)
}

// zoomBy keeps the point under the pointer where it is.
func (p *PictureView) zoomBy(f float32, at fyne.Position) {
	z := min(max(p.zoom*f, 1), 8)
	f = z / p.zoom
	mid := p.middle()
	p.off = fyne.NewPos((p.off.X-(at.X-mid.X))*f+(at.X-mid.X), (p.off.Y-(at.Y-mid.Y))*f+(at.Y-mid.Y))
	p.zoom = z
	p.Refresh()
}

func (p *PictureView) turn(quarters int) {
	if p.pic == nil {
		return
	}
	p.turns = (p.turns + quarters) % 4
	p.found.set(Overlay{}) // until it is judged anew
	if p.OnTurned != nil {
		p.OnTurned(p.turns)
	}
}

// Shown is the picture in sight, nil for none.
func (p *PictureView) Shown() image.Image { return p.img.Image }

// Turns is the turn that was asked for since SetImage, in quarters to the right.
func (p *PictureView) Turns() int { return p.turns }

// ShowTurned shows the picture given as it was turned; see OnTurned.
func (p *PictureView) ShowTurned(img image.Image) {
	if p.pic == nil {
		return
	}
	p.img.Image = img
	p.Fit()
}

// Dragged implements fyne.Draggable.
func (p *PictureView) Dragged(e *fyne.DragEvent) {
	p.off = p.off.AddXY(e.Dragged.DX, e.Dragged.DY)
	p.Refresh()
}

// DragEnd implements fyne.Draggable.
func (p *PictureView) DragEnd() {}

// Scrolled implements fyne.Scrollable: the wheel zooms.
func (p *PictureView) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DY > 0 {
		p.zoomBy(1.15, e.Position)
	} else if e.Scrolled.DY < 0 {
		p.zoomBy(1/1.15, e.Position)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *PictureView) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return &pictureRenderer{p}
}

type pictureRenderer struct{ p *PictureView }

func (r *pictureRenderer) Layout(size fyne.Size) {
	p := r.p
	m := p.tools.MinSize()
	view := fyne.NewSize(size.Width, max(0, size.Height-m.Height-theme.S2))
	p.back.Resize(view)
	p.clip.Resize(view)
	p.tools.Move(fyne.NewPos((size.Width-m.Width)/2, size.Height-m.Height))
	p.tools.Resize(m)
	p.img.Hidden = p.img.Image == nil
	p.found.Hidden = p.img.Hidden
	if p.img.Hidden {
		return
	}
	b := p.img.Image.Bounds()
	if b.Dx() == 0 || b.Dy() == 0 {
		return
	}
	room := view.SubtractWidthHeight(2*theme.S2, 2*theme.S2)
	_, fits := contained(p.img.Image, fyne.Position{}, room)
	p.aimAt(room, fits)
	s := fyne.NewSize(fits.Width*p.zoom, fits.Height*p.zoom)
	lim := fyne.NewPos(max(0, (s.Width-room.Width)/2), max(0, (s.Height-room.Height)/2))
	p.off = fyne.NewPos(min(max(p.off.X, -lim.X), lim.X), min(max(p.off.Y, -lim.Y), lim.Y))
	p.img.Resize(s)
	p.img.Move(fyne.NewPos((view.Width-s.Width)/2+p.off.X, (view.Height-s.Height)/2+p.off.Y))
	p.found.Resize(s)
	p.found.Move(p.img.Position())
}
func (r *pictureRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(240, r.p.tools.MinSize().Width), 240)
}
func (r *pictureRenderer) Refresh() {
	r.Layout(r.p.Size())
	r.p.img.Refresh()
	r.p.back.Refresh()
}
func (r *pictureRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.back, r.p.clip, r.p.tools}
}
func (r *pictureRenderer) Destroy() {}

// clipBox cuts what sticks out of its area.
type clipBox struct {
	widget.BaseWidget
	inner []fyne.CanvasObject
}

func newClipBox(inner ...fyne.CanvasObject) *clipBox {
	c := &clipBox{inner: inner}
	c.ExtendBaseWidget(c)
	return c
}

func (c *clipBox) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return &clipRenderer{c}
}

type clipRenderer struct{ c *clipBox }

// IsClip makes Fyne's painters cut here; they ask the renderer.
func (r *clipRenderer) IsClip() {}

func (r *clipRenderer) Layout(fyne.Size)   {}
func (r *clipRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }
func (r *clipRenderer) Refresh() {
	for _, o := range r.c.inner {
		o.Refresh()
	}
}
func (r *clipRenderer) Objects() []fyne.CanvasObject { return r.c.inner }
func (r *clipRenderer) Destroy()                     {}
