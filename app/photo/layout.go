package photo

import "math"

// layout is what tells how a document lies, measured on its sheet.
type layout struct {
	across, down float64 // how clearly ink falls into rows (lines of text lie) and into columns (they stand)
	ink          float64 // share of the sheet that is written on
	red          float64 // share of stamp-red, 0…1
	redX, redY   float64 // its middle, 0…1 of the sheet
}

func measureLayout(s *sheet) layout {
	var l layout
	w, h := s.y.w, s.y.h
	r := s.inner(0.05)
	if r.Empty() {
		return l
	}
	ink := make([]bool, w*h)
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if s.written(y*w + x) {
				ink[y*w+x] = true
				n++
			}
		}
	}
	l.ink = float64(n) / float64(r.Dx()*r.Dy())
	l.across = banding(r.Dy(), r.Dx(), func(line, i int) bool { return ink[(r.Min.Y+line)*w+r.Min.X+i] })
	l.down = banding(r.Dx(), r.Dy(), func(line, i int) bool { return ink[(r.Min.Y+i)*w+r.Min.X+line] })
	l.red, l.redX, l.redY = s.stamp()
	return l
}

// banding is how clearly ink falls into lines: in strips across the lines, the
// variance of the ink per line against its mean. Lines of text alternate with
// white; along them the ink is spread evenly.
func banding(lines, length int, at func(line, i int) bool) float64 {
	const strips = 8
	var sum, weight float64
	for k := range strips {
		from, to := k*length/strips, (k+1)*length/strips
		profile := make([]float64, lines)
		var total float64
		for line := range lines {
			n := 0
			for i := from; i < to; i++ {
				if at(line, i) {
					n++
				}
			}
			profile[line] = float64(n) / float64(to-from)
			total += profile[line]
		}
		if total < 3 { // hardly anything written here
			continue
		}
		// Only what changes from line to line: against a mean over 40 pixels.
		var change float64
		for line := range lines {
			a, b := max(0, line-20), min(lines, line+21)
			var m float64
			for i := a; i < b; i++ {
				m += profile[i]
			}
			m /= float64(b - a)
			change += (profile[line] - m) * (profile[line] - m)
		}
		sum += change
		weight += total * total / float64(lines)
	}
	if weight == 0 {
		return 0
	}
	return math.Sqrt(sum / weight)
}

// reds marks the pixels in the red of seals and emblems, judged against the
// colour of the paper so that warm light makes nothing red. Bars across much
// of the sheet are headings or borders, no seals, and are left out.
func (s *sheet) reds() []bool {
	w, h := s.y.w, s.y.h
	b, r := s.paperColour()
	step := redStep * min(1, max(0.4, float64(s.level)/goodLight))
	out := make([]bool, w*h)
	rows, columns := make([]int, h), make([]int, w)
	for y := range h {
		for x := range w {
			i := y*w + x
			cr, cb := float64(s.cr.pix[i])-r, float64(s.cb.pix[i])-b
			if cr > step && cb < 0.35*cr {
				out[i] = true
				rows[y]++
				columns[x]++
			}
		}
	}
	for y := range h {
		for x := range w {
			if rows[y] > w*2/5 || columns[x] > h*2/5 {
				out[y*w+x] = false
			}
		}
	}
	return out
}

// stamp is the share of the sheet that is stamp-red and the middle of it.
func (s *sheet) stamp() (share, x, y float64) {
	w, h := s.y.w, s.y.h
	n, sx, sy := 0, 0, 0
	for i, red := range s.reds() {
		if red {
			n++
			sx += i % w
			sy += i / w
		}
	}
	if n == 0 {
		return 0, 0.5, 0.5
	}
	return float64(n) / float64(w*h), float64(sx) / float64(n) / float64(w), float64(sy) / float64(n) / float64(h)
}

const redStep = 22 // levels of Cr above the paper, in good light

// paperColour is the median of both colour differences.
func (s *sheet) paperColour() (cb, cr float64) {
	return float64(percentile(s.cb.pix, 0.5)), float64(percentile(s.cr.pix, 0.5))
}
