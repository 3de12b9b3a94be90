package part

import (
	"image"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Still shows a whole picture on a quiet ground, as large as its room allows.
type Still struct {
	widget.BaseWidget
	img  *canvas.Image
	back *fill
	w, h float32
}

// NewStill keeps room of at least w×h.
func NewStill(w, h float32) *Still {
	s := &Still{img: canvas.NewImageFromImage(nil), back: newFill(theme.MutedSoft, theme.RadiusField), w: w, h: h}
	s.img.FillMode = canvas.ImageFillContain
	s.ExtendBaseWidget(s)
	return s
}

// SetImage changes the picture; nil lets go of the pixels.
func (s *Still) SetImage(img image.Image) {
	s.img.Image, s.img.Hidden = img, img == nil
	s.img.Refresh()
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *Still) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return &stillRenderer{s}
}

type stillRenderer struct{ s *Still }

func (r *stillRenderer) Layout(size fyne.Size) {
	r.s.back.Resize(size)
	r.s.img.Move(fyne.NewPos(theme.S2, theme.S2))
	r.s.img.Resize(size.SubtractWidthHeight(2*theme.S2, 2*theme.S2))
}
func (r *stillRenderer) MinSize() fyne.Size { return fyne.NewSize(r.s.w, r.s.h) }
func (r *stillRenderer) Refresh()           { r.Layout(r.s.Size()); r.s.back.Refresh() }
func (r *stillRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.back, r.s.img}
}
func (r *stillRenderer) Destroy() {}
