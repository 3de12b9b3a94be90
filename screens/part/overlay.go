package part

import (
	"image/color"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Overlay is what was found in a picture, to be drawn over it. All numbers are
// shares 0…1 of the picture's width and height. It is made of lines, so it is
// crisp at any size and costs nothing to turn on and off.
type Overlay struct {
	Outline []float64 // x and y of the document's four corners; none: not drawn
	Spots   []Spot
}

// Spot is one place in a picture: left, top, right, bottom. Its shape says what
// it is, its state how bad; nothing rests on colour alone.
type Spot struct {
	Box   [4]float64
	Shape Shape
	State State
}

// Shape of a Spot.
type Shape int

// The shapes.
const (
	Frame Shape = iota // a frame: any place
	Hatch              // slanting lines: blurred
	Ring               // an ellipse: a reflection
	Bar                // a thick bar at the edge: cut off there
	Tint               // a ground without a frame: one part of a map
)

// overlayView draws an Overlay in its own size, which is that of the picture.
type overlayView struct {
	widget.BaseWidget
	what Overlay
}

func newOverlayView() *overlayView {
	o := &overlayView{}
	o.ExtendBaseWidget(o)
	return o
}

func (o *overlayView) set(what Overlay) {
	o.what = what
	o.Refresh()
}

func (o *overlayView) CreateRenderer() fyne.WidgetRenderer {
	o.ExtendBaseWidget(o)
	return &overlayRenderer{o: o}
}

type overlayRenderer struct {
	o    *overlayView
	size fyne.Size // that objs are made for
	objs []fyne.CanvasObject
}

func (r *overlayRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.make()
	}
}

func (r *overlayRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

func (r *overlayRenderer) Refresh() {
	r.size = r.o.Size()
	r.make()
	canvas.Refresh(r.o)
}

func (r *overlayRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *overlayRenderer) Destroy()                     {}

func (r *overlayRenderer) make() {
	r.objs = nil
	if r.size.Width < 1 || r.size.Height < 1 {
		return
	}
	for _, s := range r.o.what.Spots {
		r.spot(s)
	}
	if c := r.o.what.Outline; len(c) == 8 {
		accent := theme.Color(theme.Accent)
		var p [4]fyne.Position
		for i := range p {
			p[i] = r.at(c[2*i], c[2*i+1])
		}
		for i := range p {
			r.line(p[i], p[(i+1)%4], accent, 2)
		}
	}
}

func (r *overlayRenderer) at(x, y float64) fyne.Position {
	return fyne.NewPos(float32(x)*r.size.Width, float32(y)*r.size.Height)
}

// halo lies under every stroke, so that it shows on a picture of any colour.
func halo() color.Color { return faint(theme.Surface, 0xB0) }

func faint(c fyne.ThemeColorName, alpha uint8) color.Color {
	n := color.NRGBAModel.Convert(theme.Color(c)).(color.NRGBA)
	n.A = alpha
	return n
}

func (r *overlayRenderer) line(a, b fyne.Position, c color.Color, width float32) {
	under, over := canvas.NewLine(halo()), canvas.NewLine(c)
	under.StrokeWidth, over.StrokeWidth = width+2, width
	for _, l := range []*canvas.Line{under, over} {
		l.Position1, l.Position2 = a, b
		r.objs = append(r.objs, l)
	}
}

// least is the smallest side of a spot that can be seen, pixels.
const least = 9

func (r *overlayRenderer) spot(s Spot) {
	from, to := r.at(s.Box[0], s.Box[1]), r.at(s.Box[2], s.Box[3])
	size := fyne.NewSize(to.X-from.X, to.Y-from.Y)
	if s.Shape != Tint {
		if d := least - size.Width; d > 0 {
			from.X, size.Width = min(max(from.X-d/2, 0), r.size.Width-least), least
		}
		if d := least - size.Height; d > 0 {
			from.Y, size.Height = min(max(from.Y-d/2, 0), r.size.Height-least), least
		}
	}
	ink := theme.Color(s.State.Colour())
	switch s.Shape {
	case Hatch:
		r.ground(from, size, faint(s.State.Colour(), 0x20))
		r.hatch(from, size, faint(s.State.Colour(), 0x90))
		r.frame(from, size, ink, 1.5)
	case Ring:
		for _, c := range []struct {
			ink   color.Color
			width float32
		}{{halo(), 4.5}, {ink, 2.5}} {
			e := canvas.NewEllipse(color.Transparent)
			e.StrokeColor, e.StrokeWidth = c.ink, c.width
			e.Move(from)
			e.Resize(size)
			r.objs = append(r.objs, e)
		}
	case Bar:
		r.bar(from, size, ink)
	case Tint:
		r.ground(from, size, faint(s.State.Colour(), 0x48))
		if s.State == Refused {
			r.hatch(from, size, faint(s.State.Colour(), 0x90))
		}
	default:
		r.frame(from, size, ink, 2)
	}
}

func (r *overlayRenderer) ground(from fyne.Position, size fyne.Size, c color.Color) {
	b := canvas.NewRectangle(c)
	b.Move(from)
	b.Resize(size)
	r.objs = append(r.objs, b)
}

func (r *overlayRenderer) frame(from fyne.Position, size fyne.Size, c color.Color, width float32) {
	for _, x := range []struct {
		ink   color.Color
		width float32
	}{{halo(), width + 2}, {c, width}} {
		b := canvas.NewRectangle(color.Transparent)
		b.StrokeColor, b.StrokeWidth, b.CornerRadius = x.ink, x.width, 2
		b.Move(from)
		b.Resize(size)
		r.objs = append(r.objs, b)
	}
}

// hatch fills a place with slanting lines, at most some two dozen however large.
func (r *overlayRenderer) hatch(from fyne.Position, size fyne.Size, c color.Color) {
	w, h := size.Width, size.Height
	gap := max(7, (w+h)/24)
	for d := gap; d < w+h; d += gap {
		// From the upper or right side down to the left or lower side.
		x1, y1 := min(d, w), max(0, d-w)
		x2, y2 := max(0, d-h), min(d, h)
		l := canvas.NewLine(c)
		l.StrokeWidth = 1
		l.Position1, l.Position2 = from.AddXY(x1, y1), from.AddXY(x2, y2)
		r.objs = append(r.objs, l)
	}
}

// bar draws at the edge of the picture that a place lies nearest to.
func (r *overlayRenderer) bar(from fyne.Position, size fyne.Size, c color.Color) {
	const thick = 5
	edge := map[bool]float32{true: 0}
	if size.Width >= size.Height {
		edge[false] = r.size.Height - thick
		from.Y, size.Height = edge[from.Y+size.Height/2 < r.size.Height/2], thick
	} else {
		edge[false] = r.size.Width - thick
		from.X, size.Width = edge[from.X+size.Width/2 < r.size.Width/2], thick
	}
	r.ground(from.SubtractXY(1, 1), size.AddWidthHeight(2, 2), halo())
	r.ground(from, size, c)
}

// Swatch is a small sample of a Tint with its meaning, for a legend.
func Swatch(s State, words string) fyne.CanvasObject {
	o := newOverlayView()
	o.set(Overlay{Spots: []Spot{{Box: [4]float64{0, 0, 1, 1}, Shape: Tint, State: s}}})
	return Row(theme.S2, AtLeast(theme.Px(24), theme.Px(14), o), Hint(words).One())
}
