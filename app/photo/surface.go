package photo

import (
	"math"
	"sort"
)

// surface is a brightness that changes smoothly: a polynomial of the second
// degree in x and y, both in shares of the picture.
type surface struct {
	c    [6]float64
	w, h float64
}

func (s surface) terms(x, y int) [6]float64 {
	u, v := float64(x)/s.w-0.5, float64(y)/s.h-0.5
	return [6]float64{1, u, v, u * u, u * v, v * v}
}

func (s surface) at(x, y int) float64 {
	sum := 0.0
	for k, t := range s.terms(x, y) {
		sum += s.c[k] * t
	}
	return sum
}

// laySurface fits the brightness of the wall by least squares, again and again
// without the places that lie far from it, so that things before it do not
// bend it. It starts from the median.
func laySurface(v *portraitView, area []uint8, floor int) surface {
	s := surface{w: float64(v.w), h: float64(v.h)}
	var levels []int
	for i := 0; i < floor*v.w; i += 3 {
		if area[i] == seen {
			levels = append(levels, int(v.y[i]))
		}
	}
	if len(levels) == 0 {
		return s
	}
	sort.Ints(levels)
	s.c[0] = float64(levels[len(levels)*3/5])
	for _, far := range []float64{60, 45, 32, 24, 18} {
		var a [6][7]float64
		n := 0
		for y := 0; y < floor; y += 2 {
			for x := y / 2 % 2; x < v.w; x += 2 {
				i := y*v.w + x
				if area[i] != seen || math.Abs(float64(v.y[i])-s.at(x, y)) > far {
					continue
				}
				n++
				t := s.terms(x, y)
				for r := range t {
					for c := range t {
						a[r][c] += t[r] * t[c]
					}
					a[r][6] += t[r] * float64(v.y[i])
				}
			}
		}
		if n < 60 {
			break
		}
		for k := 1; k < 6; k++ {
			a[k][k] += 0.002 * float64(n) // keeps flat what few places show
		}
		c, ok := solve(a)
		if !ok {
			break
		}
		s.c = c
	}
	return s
}

// solve is Gauss with pivots.
func solve(a [6][7]float64) (c [6]float64, ok bool) {
	for k := range 6 {
		pivot := k
		for r := k + 1; r < 6; r++ {
			if math.Abs(a[r][k]) > math.Abs(a[pivot][k]) {
				pivot = r
			}
		}
		if math.Abs(a[pivot][k]) < 1e-9 {
			return c, false
		}
		a[k], a[pivot] = a[pivot], a[k]
		for r := range 6 {
			if r == k {
				continue
			}
			f := a[r][k] / a[k][k]
			for m := k; m < 7; m++ {
				a[r][m] -= f * a[k][m]
			}
		}
	}
	for k := range c {
		c[k] = a[k][6] / a[k][k]
	}
	return c, true
}
