package photo

import (
	"image"
	"image/color"
	"math"

	"github.com/disintegration/imaging"
)

// Colours of the marks: they must be seen on paper and on dark ground alike.
var (
	markOutline = color.NRGBA{0x1F, 0x5F, 0xBF, 255}
	markLook    = color.NRGBA{0xE0, 0x8A, 0x00, 255}
	markRefused = color.NRGBA{0xD0, 0x20, 0x3A, 255}
	markCasing  = color.NRGBA{255, 255, 255, 255}
)

// Marked is a small copy of an upright picture, no side longer than long, with
// the outline and the bad places of its verdict drawn in: blue where the
// document was found, amber and red where something is wrong.
func Marked(img *image.NRGBA, v Verdict, long int) *image.NRGBA {
	out := imaging.Fit(img, max(1, long), max(1, long), imaging.Box)
	if max(img.Rect.Dx(), img.Rect.Dy()) <= long {
		out = imaging.Clone(img)
	}
	sx, sy := float64(out.Rect.Dx())/float64(img.Rect.Dx()), float64(out.Rect.Dy())/float64(img.Rect.Dy())
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
			line(img, q[i], q[(i+1)%4], stroke.pen, stroke.ink)
		}
	}
}

// line draws a line as a row of squares of 2·pen−1 pixels. Ends outside the
// picture are moved to its edge, so that a cut document shows its frame too.
func line(img *image.NRGBA, a, b Point, pen int, ink color.NRGBA) {
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
