package photo

import (
	"math"
	"sort"
)

// A QR code is found by its three finder patterns: squares that any straight
// line through the middle crosses as dark, light, dark, light, dark in the
// proportion 1:1:3:1:1 (ISO/IEC 18004, 6.3.3). gozxing can look for them
// itself, but compares every three candidates with each other, which a picture
// full of fine texture turns into minutes; here their number is bounded.

const (
	finderSpan   = 7  // modules across a finder pattern
	maxCentres   = 40 // candidates compared with each other
	maxTriangles = 4  // handed to the decoder, best first
	blockSide    = 8  // pixels: the grid of mean brightness
)

// ink is a picture of dark (1) and light (0) pixels.
type ink struct {
	pix  []uint8
	w, h int
}

// inkOf calls a pixel dark when it is darker than the mean of the blocks
// around it; reach is how many blocks to each side. Nearly even places are
// light, so that noise on paper is no ink.
func inkOf(g plane, reach int) ink {
	out := ink{make([]uint8, len(g.pix)), g.w, g.h}
	bw, bh := (g.w+blockSide-1)/blockSide, (g.h+blockSide-1)/blockSide
	// sum[y][x] holds the sum of all blocks above and left of it.
	sum := make([]uint32, (bw+1)*(bh+1))
	row := make([]uint32, bw)
	for by := range bh {
		clear(row)
		y1 := min((by+1)*blockSide, g.h)
		for y := by * blockSide; y < y1; y++ {
			line := g.pix[y*g.w:][:g.w]
			for bx := range row {
				var s uint32
				for _, v := range line[bx*blockSide : min((bx+1)*blockSide, g.w)] {
					s += uint32(v)
				}
				row[bx] += s
			}
		}
		var left uint32
		for bx, s := range row {
			n := uint32((min((bx+1)*blockSide, g.w) - bx*blockSide) * (y1 - by*blockSide))
			left += s / n
			sum[(by+1)*(bw+1)+bx+1] = sum[by*(bw+1)+bx+1] + left
		}
	}
	limits := make([]uint8, bw)
	for by := range bh {
		y0, y1 := max(by-reach, 0), min(by+reach+1, bh)
		for bx := range limits {
			x0, x1 := max(bx-reach, 0), min(bx+reach+1, bw)
			s := sum[y1*(bw+1)+x1] - sum[y0*(bw+1)+x1] - sum[y1*(bw+1)+x0] + sum[y0*(bw+1)+x0]
			mean := s / uint32((y1-y0)*(x1-x0))
			limits[bx] = uint8(max(int(mean)-4-int(mean)/32, 0))
		}
		for y := by * blockSide; y < min((by+1)*blockSide, g.h); y++ {
			line, o := g.pix[y*g.w:][:g.w], out.pix[y*g.w:][:g.w]
			for bx, limit := range limits {
				to := min((bx+1)*blockSide, g.w)
				for x := bx * blockSide; x < to; x++ {
					if line[x] < limit {
						o[x] = 1
					}
				}
			}
		}
	}
	return out
}

// centre is the middle of something that looks like a finder pattern.
type centre struct {
	x, y, module float64
	hits         int
}

// isFinder checks the five runs of a line through a finder pattern and returns
// the length of a module.
func isFinder(runs *[5]int) (float64, bool) {
	total := 0
	for _, n := range runs {
		if n == 0 {
			return 0, false
		}
		total += n
	}
	if total < finderSpan {
		return 0, false
	}
	module := float64(total) / finderSpan
	for i, n := range runs {
		want, slack := module, module/2
		if i == 2 {
			want, slack = 3*module, 3*module/2
		}
		if math.Abs(float64(n)-want) >= slack+0.5 {
			return 0, false
		}
	}
	return module, true
}

// across measures the five runs through x,y in the direction dx,dy and returns
// how far their middle lies from x,y, in steps, and the module in steps.
func (p ink) across(x, y, dx, dy int, most float64) (shift, module float64, ok bool) {
	if x < 0 || y < 0 || x >= p.w || y >= p.h || p.pix[y*p.w+x] == 0 {
		return 0, 0, false
	}
	var runs [5]int
	limit := int(most) + 1
	walk := func(dx, dy int, order [3]int) bool {
		cx, cy, want := x+dx, y+dy, uint8(1)
		for _, at := range order {
			for cx >= 0 && cy >= 0 && cx < p.w && cy < p.h && p.pix[cy*p.w+cx] == want {
				if runs[at]++; runs[at] > limit {
					return false
				}
				cx, cy = cx+dx, cy+dy
			}
			want ^= 1
		}
		return true
	}
	if !walk(-dx, -dy, [3]int{2, 1, 0}) {
		return 0, 0, false
	}
	back := runs[2]
	if !walk(dx, dy, [3]int{2, 3, 4}) {
		return 0, 0, false
	}
	ahead := runs[2] - back
	runs[2]++
	module, ok = isFinder(&runs)
	return float64(ahead-back) / 2, module, ok
}

// centres finds what looks like finder patterns, most certain first.
func (p ink) centres(step int) []centre {
	var found []centre
	for y := step / 2; y < p.h; y += step {
		line := p.pix[y*p.w:][:p.w]
		var runs [5]int
		at := 0 // the run being counted; even ones are dark
		for x := 0; x <= p.w; x++ {
			dark := x < p.w && line[x] == 1
			if dark == (at%2 == 0) && x < p.w {
				runs[at]++
				continue
			}
			if at < 4 {
				if at == 0 && runs[0] == 0 {
					continue
				}
				at++
				runs[at] = 1
				continue
			}
			if module, ok := isFinder(&runs); ok {
				middle := float64(x) - float64(runs[4]+runs[3]) - float64(runs[2])/2
				found = p.confirm(found, middle, y, module)
			}
			// The last dark run may be the first of the next pattern.
			runs = [5]int{runs[2], runs[3], runs[4], 1, 0}
			at = 3
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].hits > found[j].hits })
	return found[:min(len(found), maxCentres)]
}

// confirm checks a candidate of row y downwards, across and along one
// diagonal, and adds it to those found.
func (p ink) confirm(found []centre, x float64, y int, module float64) []centre {
	down, tall, ok := p.across(int(x), y, 0, 1, 5*module)
	if !ok || tall > 1.7*module || module > 1.7*tall {
		return found
	}
	cy := float64(y) + 0.5 + down
	over, wide, ok := p.across(int(x), int(cy), 1, 0, 5*module)
	if !ok {
		return found
	}
	cx := float64(int(x)) + 0.5 + over
	_, _, one := p.across(int(cx), int(cy), 1, 1, 5*module)
	_, _, other := p.across(int(cx), int(cy), 1, -1, 5*module)
	if !one && !other {
		return found
	}
	module = (tall + wide) / 2
	for i := range found {
		c := &found[i]
		if math.Abs(c.x-cx) < 2*c.module && math.Abs(c.y-cy) < 2*c.module && module < 1.6*c.module && c.module < 1.6*module {
			n := float64(c.hits)
			c.x, c.y, c.module = (c.x*n+cx)/(n+1), (c.y*n+cy)/(n+1), (c.module*n+module)/(n+1)
			c.hits++
			return found
		}
	}
	if len(found) >= 20*maxCentres {
		return found // fine texture everywhere: no code will come out of it
	}
	return append(found, centre{cx, cy, module, 1})
}

// triangle is three finder patterns that may belong to one code. corner is the
// one at the right angle; right and below follow clockwise.
type triangle struct {
	corner, right, below centre
	fault                float64 // 0 for a perfect square
}

// triangles puts candidates together, best first. A code of 21 to 177 modules
// has its patterns 14 to 170 modules apart.
func triangles(found []centre) []triangle {
	var out []triangle
	for i, a := range found {
		for j, b := range found {
			for k := j + 1; k < len(found); k++ {
				c := found[k]
				if i == j || i == k {
					continue
				}
				if t, ok := rightAngled(a, b, c); ok {
					out = append(out, t)
				}
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].fault < out[j].fault })
	return out[:min(len(out), maxTriangles)]
}

func rightAngled(a, b, c centre) (triangle, bool) {
	least, most := min(a.module, b.module, c.module), max(a.module, b.module, c.module)
	if most > 1.7*least {
		return triangle{}, false
	}
	bx, by, cx, cy := b.x-a.x, b.y-a.y, c.x-a.x, c.y-a.y
	lb, lc := math.Hypot(bx, by), math.Hypot(cx, cy)
	// Runs along the axes of a leaning pattern are longer than its modules, by
	// up to √2.
	module := (a.module + b.module + c.module) / 3
	if short, long := min(lb, lc), max(lb, lc); short < 9*module || long > 180*module || long > 1.5*short {
		return triangle{}, false
	}
	cosine := (bx*cx + by*cy) / (lb * lc)
	if math.Abs(cosine) > 0.4 {
		return triangle{}, false
	}
	t := triangle{a, b, c, math.Abs(cosine) + math.Abs(lb-lc)/max(lb, lc) + (most-least)/most}
	// Patterns that were hit by one line only are often chance.
	t.fault += 0.2 / float64(min(a.hits, b.hits, c.hits))
	if bx*cy-by*cx < 0 {
		t.right, t.below = c, b
	}
	return t, true
}
