package part

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// fill is a rectangle whose colours follow the theme.
type fill struct {
	widget.BaseWidget
	color, stroke fyne.ThemeColorName
	radius        float32
	min           fyne.Size
}

func newFill(color fyne.ThemeColorName, radius float32) *fill {
	f := &fill{color: color, radius: radius}
	f.ExtendBaseWidget(f)
	return f
}

func (f *fill) minSize(w, h float32) *fill { f.min = fyne.NewSize(w, h); return f }

func (f *fill) framed(stroke fyne.ThemeColorName) *fill { f.stroke = stroke; return f }

func (f *fill) set(color, stroke fyne.ThemeColorName) {
	if f.color != color || f.stroke != stroke {
		f.color, f.stroke = color, stroke
		f.Refresh()
	}
}

func (f *fill) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	r := &fillRenderer{f: f, rect: canvas.NewRectangle(nil)}
	r.paint()
	return r
}

type fillRenderer struct {
	f    *fill
	rect *canvas.Rectangle
}

func (r *fillRenderer) paint() {
	r.rect.FillColor, r.rect.StrokeColor, r.rect.StrokeWidth = nil, nil, 0
	if r.f.color != "" {
		r.rect.FillColor = theme.Color(r.f.color)
	}
	if r.f.stroke != "" {
		r.rect.StrokeColor, r.rect.StrokeWidth = theme.Color(r.f.stroke), 1
	}
	r.rect.CornerRadius = r.f.radius
}
func (r *fillRenderer) Layout(size fyne.Size)        { r.rect.Resize(size) }
func (r *fillRenderer) MinSize() fyne.Size           { return r.f.min }
func (r *fillRenderer) Refresh()                     { r.paint(); r.rect.Refresh() }
func (r *fillRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *fillRenderer) Destroy()                     {}
