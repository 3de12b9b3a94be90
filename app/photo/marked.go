package photo

import (
	"image"
	"image/color"
	"math"

	"github.com/disintegration/imaging"
	xdraw "golang.org/x/image/draw"
)

// Colours of the marks: they must be seen on paper and on dark ground alike.
var (
	markOutline = color.NRGBA{0x1F, 0x5F, 0xBF, 255}
	markLook    = color.NRGBA{0xE0, 0x8A, 0x00, 255}
	markRefused = color.NRGBA{0xD0, 0x20, 0x3A, 255}
	markCasing  = color.NRGBA{255, 255, 255, 255}
)

// Small is the upright picture with no side longer than long, for looking at.
// It takes far less memory than Upright, since the full copy is never made.
func (p *Picture) Small(long int) *image.NRGBA {
	long = max(1, long)
	b := p.pixels.Bounds()
	most := max(b.Dx(), b.Dy())
	if most <= long {
		return p.Upright()
	}
	// First without all pixels to twice the size, then their means.
	twice := min(2*long, most)
	rough := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()*twice/most), max(1, b.Dy()*twice/most)))
	xdraw.ApproxBiLinear.Scale(rough, rough.Rect, p.pixels, b, xdraw.Src, nil)
	fine := imaging.Fit(&image.NRGBA{Pix: rough.Pix, Stride: rough.Stride, Rect: rough.Rect}, long, long, imaging.Box)
	return turn(fine, p.Orientation)
}

// Marked is a small upright copy of a picture, no side longer than long, with
// the outline and the bad places of its verdict drawn in: blue where the
// document was found, amber and red where something is wrong.
func Marked(p *Picture, v Verdict, long int) *image.NRGBA {
	out := p.Small(long)
	sx, sy := float64(out.Rect.Dx())/float64(p.Width), float64(out.Rect.Dy())/float64(p.Height)
	pen := max(1, max(out.Rect.Dx(), out.Rect.Dy())/360)
	if o := v.Facts.Outline; o.Found && !o.Full {
		frame(out, o.Quad.Scale(sx, sy), pen, markOutline)
	}
	for i := len(v.Issues) - 1; i >= 0; i-- { // the most serious on top
		ink := markLook
		switch v.Issues[i].Outcome {
		case Pass:
			continue
		case Reject:
			ink = markRefused
		}
		for _, r := range v.Issues[i].Places {
			q := Quad{{float64(r.Min.X), float64(r.Min.Y)}, {float64(r.Max.X), float64(r.Min.Y)}, {float64(r.Max.X), float64(r.Max.Y)}, {float64(r.Min.X), float64(r.Max.Y)}}
			frame(out, q.Scale(sx, sy), pen, ink)
		}
	}
	return out
}

// frame draws the four sides of q with a light casing, so that they stand out
// on any ground.
func frame(img *image.NRGBA, q Quad, pen int, ink color.NRGBA) {
	for _, stroke := range []struct {
		pen int
		ink color.NRGBA
	}{{pen + 1, markCasing}, {pen, ink}} {
		for i := range q {
			drawLine(img, q[i], q[(i+1)%4], stroke.pen, stroke.ink)
		}
	}
}

// drawLine draws a line as a row of squares of 2·pen−1 pixels. Ends outside the
// picture are moved to its edge, so that a cut document shows its frame too.
func drawLine(img *image.NRGBA, a, b Point, pen int, ink color.NRGBA) {
	w, h := float64(img.Rect.Dx()-1), float64(img.Rect.Dy()-1)
	inside := func(p Point) Point { return Point{min(max(p.X, 0), w), min(max(p.Y, 0), h)} }
	a, b = inside(a), inside(b)
	if math.IsNaN(a.X + a.Y + b.X + b.Y) {
		return
	}
	steps := max(1, int(math.Ceil(max(math.Abs(b.X-a.X), math.Abs(b.Y-a.Y)))))
	for i := range steps + 1 {
		t := float64(i) / float64(steps)
		x, y := int(a.X+(b.X-a.X)*t+0.5), int(a.Y+(b.Y-a.Y)*t+0.5)
		for dy := 1 - pen; dy < pen; dy++ {
			for dx := 1 - pen; dx < pen; dx++ {
				if p := image.Pt(x+dx, y+dy); p.In(img.Rect) {
					img.SetNRGBA(p.X, p.Y, ink)
				}
			}
		}
	}
}
