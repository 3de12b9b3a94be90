package photo

import "math"

// edges are the strength and direction of brightness and colour steps in a
// scene from which text has been removed.
type edges struct {
	w, h int
	mag  []float32 // levels per pixel; 0 where the step is not a crest
	ang  []float32 // direction across the edge, radians in [0, π)
	weak float32   // steps below are noise
}

const (
	colourWeight = 1.6 // colour steps count more: paper and desk often are equally bright
	// levels per pixel from which on a step counts: at least, at most
	fewLevels, manyLevels = 0.5, 2.0
)

// findEdges closes dark details up to a 44th of the long side (text, lines) and
// takes small colours away, smooths, and takes for each pixel the strongest gradient of the three planes.
func findEdges(s scene) *edges {
	w, h := s.y.w, s.y.h
	e := &edges{w: w, h: h, mag: make([]float32, w*h), ang: make([]float32, w*h)}
	k := max(5, max(w, h)/44) | 1
	closed := smooth(closing(s.y, k))
	// Colour is freed of small things of any hue: ornaments, stamps, headings.
	cb, cr := smooth(calmed(s.cb, k)), smooth(calmed(s.cr, k))
	raw := make([]float32, w*h)
	type vector struct{ x, y float32 }
	dir := make([]vector, w*h)
	inRows(h-2, func(from, to int) {
		for y := from + 1; y < to+1; y++ {
			for x := 1; x < w-1; x++ {
				i := y*w + x
				best, at := float32(0), vector{}
				for k, p := range [3][]float32{closed, cb, cr} {
					gx := p[i-w+1] - p[i-w-1] + 2*(p[i+1]-p[i-1]) + p[i+w+1] - p[i+w-1]
					gy := p[i+w-1] - p[i-w-1] + 2*(p[i+w]-p[i-w]) + p[i+w+1] - p[i-w+1]
					m := gx*gx + gy*gy
					if k > 0 {
						m *= colourWeight * colourWeight
					}
					if m > best {
						best, at = m, vector{gx, gy}
					}
				}
				raw[i], dir[i] = float32(math.Sqrt(float64(best)))/8, at
			}
		}
	})
	e.weak = weakest(raw)
	// Only crests vote: a soft edge is several pixels wide.
	inRows(h-4, func(from, to int) {
		for y := from + 2; y < to+2; y++ {
			for x := 2; x < w-2; x++ {
				i := y*w + x
				m := raw[i]
				if m < e.weak {
					continue
				}
				d := dir[i]
				ax, ay := d.x, d.y
				if ax < 0 {
					ax = -ax
				}
				if ay < 0 {
					ay = -ay
				}
				step := w
				switch {
				case ay < 0.414*ax:
					step = 1
				case ax < 0.414*ay:
				case d.x*d.y > 0:
					step = w + 1
				default:
					step = w - 1
				}
				if m < raw[i-step] || m < raw[i+step] {
					continue
				}
				a := math.Atan2(float64(d.y), float64(d.x))
				if a < 0 {
					a += math.Pi
				}
				if a >= math.Pi {
					a -= math.Pi
				}
				e.mag[i], e.ang[i] = m, float32(a)
			}
		}
	})
	return e
}

// weakest is the step that stands out from what is usual in the picture: in
// the calm light of a plain desk a pale card is seen by a single level, on
// cloth or stone it takes more.
func weakest(raw []float32) float32 {
	const bins, perLevel = 256, 64
	var count [bins]int
	for _, m := range raw {
		count[min(int(m*perLevel), bins-1)]++
	}
	usual := float32(percentileOf(&count, len(raw), 0.5)) / perLevel
	return min(max(3*usual, fewLevels), manyLevels)
}

// percentile of levels, q in 0…1.
func percentile(pix []uint8, q float64) int {
	var count [256]int
	for _, v := range pix {
		count[v]++
	}
	return percentileOf(&count, len(pix), q)
}

func percentileOf(count *[256]int, n int, q float64) int {
	rest := int(q * float64(n))
	for v, c := range count {
		rest -= c
		if rest < 0 {
			return v
		}
	}
	return 255
}

// closing takes the greatest and then the least value in a k×k square, k odd:
// dark details narrower than k vanish, edges stay where they are.
func closing(p plane, k int) plane {
	return extreme(extreme(p, k, false), k, true)
}

// calmed takes away details narrower than k, darker or lighter.
func calmed(p plane, k int) plane {
	closed := closing(p, k)
	return extreme(extreme(closed, k, true), k, false)
}

// extreme is the greatest (or least) of a k×k square at every pixel, k odd.
// Windows are doubled until they are k wide, so that the time grows with the
// logarithm of k only.
func extreme(p plane, k int, least bool) plane {
	flip := uint8(0)
	if least {
		flip = 255 // the least is the greatest of the complement
	}
	w, h, r := p.w, p.h, k/2
	padded := newPlane(w, h+2*r) // rows of zeros above and below
	inRows(h, func(from, to int) {
		row := make([]uint8, w+2*r)
		for y := from; y < to; y++ {
			clear(row)
			for x, v := range p.pix[y*w:][:w] {
				row[r+x] = v ^ flip
			}
			doubled(k, func(step int) { greater(row[:len(row)-step], row[step:]) })
			copy(padded.pix[(y+r)*w:][:w], row)
		}
	})
	inRows(w, func(from, to int) { // stripes of columns
		doubled(k, func(step int) {
			for y := 0; y+step < padded.h; y++ {
				greater(padded.pix[y*w+from:y*w+to], padded.pix[(y+step)*w+from:])
			}
		})
	})
	out := plane{padded.pix[:w*h], w, h}
	if least {
		for i := range out.pix {
			out.pix[i] ^= flip
		}
	}
	return out
}

// doubled calls join with the steps at which windows of 1 grow to k.
func doubled(k int, join func(step int)) {
	have := 1
	for ; 2*have <= k; have *= 2 {
		join(have)
	}
	if have < k {
		join(k - have)
	}
}

// greater puts the greater of both into a, from left to right.
func greater(a, b []uint8) {
	b = b[:len(a)]
	for i, v := range b {
		a[i] = max(a[i], v)
	}
}

// smooth is a binomial filter of five pixels each way.
func smooth(p plane) []float32 {
	w, h := p.w, p.h
	across, out := make([]float32, w*h), make([]float32, w*h)
	inRows(h, func(from, to int) {
		for y := from; y < to; y++ {
			row, o := p.pix[y*w:][:w], across[y*w:][:w]
			at := func(x int) int { return int(row[min(max(x, 0), w-1)]) }
			for x := range o {
				if x >= 2 && x < w-2 {
					o[x] = float32(int(row[x-2])+int(row[x+2])+4*(int(row[x-1])+int(row[x+1]))+6*int(row[x])) / 16
					continue
				}
				o[x] = float32(at(x-2)+at(x+2)+4*(at(x-1)+at(x+1))+6*at(x)) / 16
			}
		}
	})
	inRows(h, func(from, to int) {
		for y := from; y < to; y++ {
			line := func(y int) []float32 { return across[min(max(y, 0), h-1)*w:][:w] }
			a, b, c, d, e, o := line(y-2), line(y-1), line(y), line(y+1), line(y+2), out[y*w:][:w]
			for x := range o {
				o[x] = (a[x] + e[x] + 4*(b[x]+d[x]) + 6*c[x]) / 16
			}
		}
	})
	return out
}
