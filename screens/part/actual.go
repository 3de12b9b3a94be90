package part

import (
	"image"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Actual shows a picture at 100 %: one pixel of it on one pixel of the screen,
// whatever the scale of the window. What does not fit is cut off around the
// middle, so give it a piece some three times as large as its room.
type Actual struct {
	widget.BaseWidget
	img  *canvas.Image
	back *fill
	clip *clipBox
	w, h float32
}

// NewActual keeps room of w×h.
func NewActual(w, h float32) *Actual {
	a := &Actual{img: canvas.NewImageFromImage(nil), back: newFill(theme.MutedSoft, 0).framed(theme.Line), w: w, h: h}
	a.img.FillMode, a.img.ScaleMode = canvas.ImageFillStretch, canvas.ImageScalePixels
	a.clip = newClipBox(a.img)
	a.ExtendBaseWidget(a)
	return a
}

// SetImage changes the picture; nil lets go of the pixels.
func (a *Actual) SetImage(img image.Image) {
	a.img.Image = img
	a.Refresh()
}

// scale is how many pixels of the screen a unit of Fyne has.
func (a *Actual) scale() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(a); c != nil && c.Scale() > 0 {
		return c.Scale()
	}
	return 1
}

// CreateRenderer implements fyne.Widget.
func (a *Actual) CreateRenderer() fyne.WidgetRenderer {
	a.ExtendBaseWidget(a)
	return &actualRenderer{a}
}

type actualRenderer struct{ a *Actual }

func (r *actualRenderer) Layout(size fyne.Size) {
	a := r.a
	a.back.Resize(size)
	a.img.Hidden = a.img.Image == nil
	room := size.SubtractWidthHeight(2, 2) // inside the frame
	a.clip.Move(fyne.NewPos(1, 1))
	a.clip.Resize(room)
	if a.img.Hidden {
		return
	}
	b, k := a.img.Image.Bounds(), a.scale()
	s := fyne.NewSize(float32(b.Dx())/k, float32(b.Dy())/k)
	a.img.Resize(s)
	// On a whole pixel of the screen, or every pixel would be smeared over two.
	grid := func(v float32) float32 { return whole(v*k) / k }
	a.img.Move(fyne.NewPos(grid((room.Width-s.Width)/2), grid((room.Height-s.Height)/2)))
}
func (r *actualRenderer) MinSize() fyne.Size { return fyne.NewSize(r.a.w, r.a.h) }
func (r *actualRenderer) Refresh() {
	r.Layout(r.a.Size())
	r.a.img.Refresh()
	r.a.back.Refresh()
}
func (r *actualRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.a.back, r.a.clip}
}
func (r *actualRenderer) Destroy() {}
