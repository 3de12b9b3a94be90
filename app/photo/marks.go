package photo

import (
	"image"
	"math"
)

// mark is a connected thing on the sheet: a glyph, a seal, an emblem.
type mark struct {
	box  image.Rectangle
	n    int     // pixels
	x, y float64 // middle, −1…1 of the sheet
}

func (m mark) fill() float64 { return float64(m.n) / float64(m.box.Dx()*m.box.Dy()) }

// round reports whether a mark is about as wide as high.
func (m mark) round() bool {
	w, h := float64(m.box.Dx()), float64(m.box.Dy())
	return w < 1.45*h && h < 1.45*w
}

// marksOf finds the connected parts of a mask, in eight directions.
func marksOf(on []bool, w, h int) []mark {
	seen := make([]bool, len(on))
	var out []mark
	var stack []int32
	for start := range on {
		if !on[start] || seen[start] {
			continue
		}
		seen[start] = true
		stack = append(stack[:0], int32(start))
		m := mark{box: image.Rect(start%w, start/w, start%w+1, start/w+1)}
		var sx, sy int
		for len(stack) > 0 {
			i := int(stack[len(stack)-1])
			stack = stack[:len(stack)-1]
			x, y := i%w, i/w
			m.n++
			sx += x
			sy += y
			m.box.Min.X, m.box.Max.X = min(m.box.Min.X, x), max(m.box.Max.X, x+1)
			m.box.Min.Y, m.box.Max.Y = min(m.box.Min.Y, y), max(m.box.Max.Y, y+1)
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					nx, ny := x+dx, y+dy
					if nx < 0 || ny < 0 || nx >= w || ny >= h {
						continue
					}
					if j := ny*w + nx; on[j] && !seen[j] {
						seen[j] = true
						stack = append(stack, int32(j))
					}
				}
			}
		}
		m.x = 2*(float64(sx)/float64(m.n)+0.5)/float64(w) - 1
		m.y = 2*(float64(sy)/float64(m.n)+0.5)/float64(h) - 1
		out = append(out, m)
	}
	return out
}

// redMarks are the seals and emblems: on a third of the sheet's resolution,
// so that a seal whose ink is broken stays one.
func (s *sheet) redMarks() (seals, emblems []mark) {
	const step = 3
	w, h := s.y.w/step, s.y.h/step
	small := make([]bool, w*h)
	for i, red := range s.reds() {
		if x, y := i%s.y.w/step, i/s.y.w/step; red && x < w && y < h {
			small[y*w+x] = true
		}
	}
	long := float64(max(w, h))
	for _, m := range marksOf(small, w, h) {
		size := float64(max(m.box.Dx(), m.box.Dy()))
		if !m.round() || size < 0.05*long || size > 0.45*long {
			continue
		}
		// A seal is a ring with a star, an emblem is full.
		if m.fill() < 0.5 {
			seals = append(seals, m)
		} else {
			emblems = append(emblems, m)
		}
	}
	return seals, emblems
}

// headings are glyphs at least twice as high as is usual on the sheet, but no
// pictures: dark, not red, neither long lines nor frames.
func (s *sheet) headings() []mark {
	w, h := s.y.w, s.y.h
	r := s.inner(0.05)
	red := s.reds()
	ink := make([]bool, w*h)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			i := y*w + x
			ink[i] = !red[i] && int(s.ink.pix[i])*100 > 30*int(s.paper.pix[i])
		}
	}
	all := marksOf(ink, w, h)
	var sizes [256]int
	n := 0
	size := func(m mark) int { return max(m.box.Dx(), m.box.Dy()) }
	glyph := func(m mark) bool {
		return size(m) >= 4 && size(m) < max(w, h)/8 && min(m.box.Dx(), m.box.Dy())*5 > 2*size(m)
	}
	for _, m := range all {
		if glyph(m) {
			sizes[min(size(m), 255)]++
			n++
		}
	}
	if n < 12 {
		return nil
	}
	usual := percentileOf(&sizes, n, 0.5)
	var out []mark
	for _, m := range all {
		if glyph(m) && size(m) >= 2*usual && size(m) >= 9 {
			out = append(out, m)
		}
	}
	return out
}

// weigh is the mean of v over marks, each counting by its pixels; ok is false
// without marks.
func weigh(marks []mark, v func(m mark) float64) (mean float64, ok bool) {
	var sum, n float64
	for _, m := range marks {
		sum += v(m) * float64(m.n)
		n += float64(m.n)
	}
	if n == 0 {
		return 0, false
	}
	return max(-1, min(1, sum/n)), true
}

// turnedBy turns the middle of a mark clockwise by quarters.
func (m mark) turnedBy(quarters int) (x, y float64) {
	x, y = m.x, m.y
	for range ((quarters % 4) + 4) % 4 {
		x, y = -y, x
	}
	return x, y
}

// clearly brings a place of −1…1 to −1…1 such that a third of the way from the
// middle is clear enough.
func clearly(v float64) float64 { return math.Max(-1, math.Min(1, 3*v)) }
