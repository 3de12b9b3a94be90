package part

import (
	"image"
	"image/color"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// QRView shows a QR code black on white, 280 square, in light and in dark:
// scanners refuse an inverted code. The white ground is the quiet zone, at
// least four modules wide when img has none of its own.
type QRView struct {
	widget.BaseWidget
	img   *canvas.Image
	white *canvas.Rectangle
	veil  *canvas.Rectangle
	words *Text
	quiet float32 // around img
}

// NewQRView shows a code. img may be nil until there is one.
func NewQRView(img image.Image) *QRView {
	q := &QRView{quiet: qrQuiet, white: canvas.NewRectangle(color.White), veil: canvas.NewRectangle(color.NRGBA{255, 255, 255, 0xEE})}
	q.white.CornerRadius, q.veil.CornerRadius = theme.RadiusCard, theme.RadiusCard
	q.img = canvas.NewImageFromImage(nil)
	q.img.FillMode, q.img.ScaleMode = canvas.ImageFillContain, canvas.ImageScalePixels
	q.words = newText("", theme.SizeGroup, theme.OnWhite, true).Align(fyne.TextAlignCenter)
	q.veil.Hide()
	q.words.Hide()
	q.ExtendBaseWidget(q)
	q.SetImage(img)
	return q
}

// Whole lets the code fill the ground, for an image with a quiet zone of its
// own: the larger a code, the farther away it is read.
func (q *QRView) Whole() *QRView { q.quiet = 0; return q }

// SetImage changes the code and takes a veil away.
func (q *QRView) SetImage(img image.Image) {
	q.img.Image = img
	q.img.Hidden = img == nil
	q.Veil("")
	q.img.Refresh()
}

// Veil covers the code with words, such as 已过期; empty uncovers it.
func (q *QRView) Veil(words string) {
	q.words.text = words
	q.veil.Hidden, q.words.Hidden = words == "", words == ""
	q.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (q *QRView) CreateRenderer() fyne.WidgetRenderer {
	q.ExtendBaseWidget(q)
	return &qrRenderer{q}
}

type qrRenderer struct{ q *QRView }

const qrSize, qrQuiet = 280, 20

func (r *qrRenderer) Layout(size fyne.Size) {
	at := fyne.NewPos((size.Width-qrSize)/2, (size.Height-qrSize)/2)
	r.q.white.Move(at)
	r.q.white.Resize(fyne.NewSize(qrSize, qrSize))
	r.q.veil.Move(at)
	r.q.veil.Resize(fyne.NewSize(qrSize, qrSize))
	r.q.img.Move(at.AddXY(r.q.quiet, r.q.quiet))
	r.q.img.Resize(fyne.NewSize(qrSize-2*r.q.quiet, qrSize-2*r.q.quiet))
	r.q.words.Resize(fyne.NewSize(qrSize-32, 0))
	h := r.q.words.MinSize().Height
	r.q.words.Move(at.AddXY(16, (qrSize-h)/2))
	r.q.words.Resize(fyne.NewSize(qrSize-32, h))
}
func (r *qrRenderer) MinSize() fyne.Size { return fyne.NewSize(qrSize, qrSize) }
func (r *qrRenderer) Refresh() {
	r.Layout(r.q.Size())
	r.q.words.Refresh()
	r.q.veil.Refresh()
	r.q.img.Refresh()
}
func (r *qrRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.q.white, r.q.img, r.q.veil, r.q.words}
}
func (r *qrRenderer) Destroy() {}
