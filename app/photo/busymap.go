package photo

import (
	"image"
	"math"
	"slices"

	"github.com/disintegration/imaging"
)

// busyMap tells how much is written or drawn in any rectangle of a picture.
// It holds running sums over a small copy, so that a question costs four
// additions.
type busyMap struct {
	w, h     int // of the small copy
	full     image.Rectangle
	scale    float64 // small pixels per full pixel
	gradient []float64
	peaks    []float64
	light    []float64
	colour   []float64
	calm     float64 // greatest mean gradient of a calm place in this picture
}

const (
	calmSide = 640 // long side of the small copy

	// Bounds of the mean gradient of a place without writing, in grey levels
	// over two pixels of the small copy, and of what counts as an edge there.
	leastCalm, mostCalm = 7.0, 18.0
	leastPeak, mostPeak = 24.0, 50.0

	// calmPeaks is the share of edge pixels that a calm place may have: one
	// thin line or one character is enough to rule it out.
	calmPeaks = 0.004
)

func newBusyMap(img *image.NRGBA) *busyMap {
	small := imaging.Fit(img, calmSide, calmSide, imaging.Box)
	w, h := small.Rect.Dx(), small.Rect.Dy()
	g := shrinkLuma(small, calmSide)
	sums := func() []float64 { return make([]float64, (w+1)*(h+1)) }
	b := &busyMap{
		w: w, h: h, full: img.Rect, scale: float64(w) / float64(img.Rect.Dx()),
		gradient: sums(), peaks: sums(), light: sums(), colour: sums(),
	}
	at := func(x, y int) float64 { return float64(g.pix[min(max(y, 0), h-1)*w+min(max(x, 0), w-1)]) }
	slopes := make([]float64, w*h)
	for y := range h {
		for x := range w {
			slopes[y*w+x] = math.Hypot(at(x+1, y)-at(x-1, y), at(x, y+1)-at(x, y-1))
		}
	}
	// Paper with a printed pattern is uneven everywhere: what is usual in this
	// picture is no writing, up to a bound that only ink exceeds.
	sorted := slices.Clone(slopes)
	slices.Sort(sorted)
	usual := sorted[len(sorted)/2]
	b.calm = math.Min(math.Max(1.5*usual, leastCalm), mostCalm)
	peak := math.Min(math.Max(2.5*usual, leastPeak), mostPeak)
	for y := range h {
		var gradient, peaks, light, colour float64
		for x := range w {
			slope := slopes[y*w+x]
			gradient += slope
			if slope > peak {
				peaks++
			}
			light += at(x, y)
			p := small.Pix[y*small.Stride+4*x:][:3]
			colour += float64(max(p[0], p[1], p[2]) - min(p[0], p[1], p[2]))
			i := (y+1)*(w+1) + x + 1
			above := i - w - 1
			b.gradient[i] = b.gradient[above] + gradient
			b.peaks[i] = b.peaks[above] + peaks
			b.light[i] = b.light[above] + light
			b.colour[i] = b.colour[above] + colour
		}
	}
	return b
}

// mean is the mean of a running sum over a rectangle of the small copy.
func (b *busyMap) mean(sums []float64, r image.Rectangle) float64 {
	row := b.w + 1
	total := sums[r.Max.Y*row+r.Max.X] - sums[r.Min.Y*row+r.Max.X] - sums[r.Max.Y*row+r.Min.X] + sums[r.Min.Y*row+r.Min.X]
	return total / float64(max(1, r.Dx()*r.Dy()))
}

// luma is the mean brightness, 0..255, of a rectangle in full pixels.
func (b *busyMap) luma(r image.Rectangle) float64 { return b.mean(b.light, b.small(r)) }

func (b *busyMap) small(r image.Rectangle) image.Rectangle {
	s := func(v int) int { return int(float64(v) * b.scale) }
	return image.Rect(s(r.Min.X), s(r.Min.Y), max(s(r.Max.X), s(r.Min.X)+1), max(s(r.Max.Y), s(r.Min.Y)+1)).
		Intersect(image.Rect(0, 0, b.w, b.h))
}
