package photo

import (
	"image"
	"math"
)

// measureLight takes the levels of the document without its outermost part.
func measureLight(s *sheet) Light {
	var count [256]int
	r := s.inner(0.03)
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for _, v := range s.y.pix[y*s.y.w+r.Min.X : y*s.y.w+r.Max.X] {
			count[v]++
			n++
		}
	}
	if n == 0 {
		return Light{}
	}
	clipped := 0
	for _, c := range count[250:] {
		clipped += c
	}
	at := func(q float64) float64 { return float64(percentileOf(&count, n, q)) }
	return Light{P5: at(0.05), P50: at(0.5), P95: at(0.95), Clipped: float64(clipped) / float64(n), Ink: inkContrast(s, r)}
}

// inkContrast is how dark the darkest writing is against its paper: the level
// that only a two-hundredth of the document exceeds, 0…1.
func inkContrast(s *sheet, r image.Rectangle) float64 {
	var count [256]int
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			i := y*s.y.w + x
			count[255*int(s.ink.pix[i])/max(1, int(s.paper.pix[i]))]++
			n++
		}
	}
	return float64(percentileOf(&count, n, 0.995)) / 255
}

// Colourfulness is looked at in a smaller copy of the sheet, since JPEG keeps
// colour at half the resolution and noise must not count.
const (
	colourSide = 320
	paperPatch = 61 // pixels of that copy over which the light's own colour is taken away
)

// chroma is the 99.9th percentile of the distance from the colour of the paper
// nearby, levels of Cb and Cr. Stamps, emblems and printing inks are small and
// strongly coloured; what colours the whole paper is the lamp.
func (s *sheet) chroma() float64 {
	w, h := shrunkSize(s.y.w, s.y.h, colourSide)
	cb, cr := shrinkPlane(s.cb, w, h), shrinkPlane(s.cr, w, h)
	b, r := boxMean(cb, paperPatch), boxMean(cr, paperPatch)
	m := int(0.05 * float64(max(w, h)))
	var count [256]int
	n := 0
	for y := m; y < h-m; y++ {
		for x := m; x < w-m; x++ {
			i := y*w + x
			d := math.Hypot(float64(cb.pix[i])-float64(b[i]), float64(cr.pix[i])-float64(r[i]))
			count[min(int(d+0.5), 255)]++
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(percentileOf(&count, n, 0.999))
}

// boxMean is the mean of a k×k square around each pixel, cut at the edge.
func boxMean(p plane, k int) []float32 {
	w, h := p.w, p.h
	sums := make([]int, (w+1)*(h+1))
	for y := range h {
		row := 0
		for x := range w {
			row += int(p.pix[y*w+x])
			sums[(y+1)*(w+1)+x+1] = sums[y*(w+1)+x+1] + row
		}
	}
	out := make([]float32, w*h)
	for y := range h {
		y0, y1 := max(0, y-k/2), min(h, y+k/2+1)
		for x := range w {
			x0, x1 := max(0, x-k/2), min(w, x+k/2+1)
			s := sums[y1*(w+1)+x1] - sums[y0*(w+1)+x1] - sums[y1*(w+1)+x0] + sums[y0*(w+1)+x0]
			out[y*w+x] = float32(s) / float32((y1-y0)*(x1-x0))
		}
	}
	return out
}
