package photo

import (
	"math"
	"sort"
)

// The outline is found as an engineer would draw it: edges of the text-free
// scene vote for straight lines (Hough, each edge only near its own
// direction), the strongest lines of two crossing families are paired to
// quadrilaterals, and the best one wins: edges along all four sides, a
// different colour outside than inside, the sides in the document's
// proportion, large. A side of the picture may stand in for one of the
// document where it runs out of the frame.

const (
	angles       = 180 // steps of direction in the vote, π/180 each
	linesEach    = 12  // strongest lines kept of each family
	sideOfFrame  = 0.42
	leastScore   = 0.55
	leastArea    = 0.10
	straightness = 0.3 // radians by which an edge may differ from its line
)

// line is the set of points with x·cos(dir)+y·sin(dir) = rho.
type line struct {
	dir, rho float64
	cos, sin float64
	frame    bool    // a side of the picture
	support  []int32 // running count of edge points along the line, see along
	offset   int
}

func newLine(dir, rho float64) line {
	sin, cos := math.Sincos(dir)
	return line{dir: dir, rho: rho, cos: cos, sin: sin}
}

// cross is where two lines meet; ok is false for nearly parallel ones.
func (l *line) cross(m *line) (Point, bool) {
	d := l.cos*m.sin - l.sin*m.cos
	if math.Abs(d) < 0.3 {
		return Point{}, false
	}
	return Point{(l.rho*m.sin - m.rho*l.sin) / d, (l.cos*m.rho - m.cos*l.rho) / d}, true
}

// along counts, for every whole step of a line, whether an edge of the line's
// direction lies within two pixels, so that the support of any part of the
// line is a difference of two numbers.
func (l *line) along(e *edges) {
	reach := int(math.Hypot(float64(e.w), float64(e.h))) + 2
	l.offset = reach
	l.support = make([]int32, 2*reach+1)
	var s int32
	for t := -reach; t < reach; t++ {
		x, y := l.rho*l.cos-float64(t)*l.sin, l.rho*l.sin+float64(t)*l.cos
		if x >= 0 && y >= 0 && x < float64(e.w) && y < float64(e.h) {
			if e.crest(x, y, l.dir) {
				s++
			}
		}
		l.support[t+reach+1] = s
	}
}

// crest reports whether an edge across direction dir lies within two pixels.
func (e *edges) crest(x, y, dir float64) bool {
	sin, cos := math.Sincos(dir)
	for o := -2.0; o <= 2; o++ {
		xi, yi := int(x+cos*o+0.5), int(y+sin*o+0.5)
		if xi < 0 || yi < 0 || xi >= e.w || yi >= e.h {
			continue
		}
		i := yi*e.w + xi
		if e.mag[i] == 0 {
			continue
		}
		turn := math.Abs(float64(e.ang[i]) - dir)
		if min(turn, math.Pi-turn) < straightness {
			return true
		}
	}
	return false
}

// supported is the share of the way from a to b, both on the line, that has
// edges; what lies outside the picture has none.
func (l *line) supported(a, b Point) float64 {
	if l.frame {
		return sideOfFrame
	}
	t := func(p Point) int {
		return min(max(int(math.Round(p.Y*l.cos-p.X*l.sin))+l.offset, 0), len(l.support)-1)
	}
	i, j := t(a), t(b)
	if i > j {
		i, j = j, i
	}
	if j-i < 4 {
		return 0
	}
	return float64(l.support[j]-l.support[i]) / float64(j-i)
}

// vote is the Hough space.
type vote struct {
	reach int
	acc   []float32
	peak  []float32 // of each direction
	at    []int
}

func (v *vote) row(t int) []float32 { return v.acc[t*2*v.reach:][:2*v.reach] }

func (v *vote) refresh(t int) {
	v.peak[t], v.at[t] = 0, 0
	for r, n := range v.row(t) {
		if n > v.peak[t] {
			v.peak[t], v.at[t] = n, r
		}
	}
}

func newVote(e *edges) *vote {
	reach := int(math.Hypot(float64(e.w), float64(e.h))) + 2
	v := &vote{reach, make([]float32, angles*2*reach), make([]float32, angles), make([]int, angles)}
	var cos, sin [angles]float32
	for t := range angles {
		s, c := math.Sincos(float64(t) * math.Pi / angles)
		cos[t], sin[t] = float32(c), float32(s)
	}
	half := float32(reach) + 0.5
	for y := range e.h {
		for x := range e.w {
			m := e.mag[y*e.w+x]
			if m == 0 {
				continue
			}
			m = min(m, 6*e.weak)
			own := int(e.ang[y*e.w+x] * angles / math.Pi)
			for d := -2; d <= 2; d++ {
				t := (own + d + angles) % angles
				v.acc[t*2*reach+int(float32(x)*cos[t]+float32(y)*sin[t]+half)] += m
			}
		}
	}
	for t := range angles {
		v.refresh(t)
	}
	return v
}

// strongest takes the strongest lines out of the directions first…last,
// counted round, each with its neighbourhood.
func (v *vote) strongest(first, last int, least float32) []line {
	var out []line
	for len(out) < linesEach {
		best := -1
		for t := first; t <= last; t++ {
			if k := (t + angles) % angles; best < 0 || v.peak[k] > v.peak[best] {
				best = k
			}
		}
		if v.peak[best] < least {
			break
		}
		rho := v.at[best] - v.reach
		out = append(out, newLine(float64(best)*math.Pi/angles, float64(rho)))
		for d := -4; d <= 4; d++ {
			t, r := best+d, rho
			if t < 0 {
				t, r = t+angles, -rho
			} else if t >= angles {
				t, r = t-angles, -rho
			}
			row := v.row(t)
			clear(row[min(max(r-5+v.reach, 0), len(row)):min(max(r+6+v.reach, 0), len(row))])
			v.refresh(t)
		}
	}
	return out
}

// candidateQuad is one way to put four lines together.
type candidateQuad struct {
	quad  Quad
	sides [4]*line // upper, right, lower, left
	by    [4]float64
	score float64
	area  float64
}

func (c *candidateQuad) frames() int {
	n := 0
	for _, s := range c.sides {
		if s.frame {
			n++
		}
	}
	return n
}

// findQuad looks for the document in a scene. aspects are its proportions
// (longer side over shorter), none if any will do. The outline is in pixels of
// the scene; Found is false when nothing good enough is there.
func findQuad(s scene, aspects []float64) (Outline, *edges) {
	e := findEdges(s)
	if e.w < 24 || e.h < 24 {
		return Outline{}, e
	}
	best, ok := bestQuad(s, e, aspects, 0)
	if !ok || best.score < 0.75 {
		// Perhaps it lies cornerwise: families split at the diagonals' other side.
		if other, found := bestQuad(s, e, aspects, angles/4); found && (!ok || other.score > best.score+0.05) && other.frames() == 0 {
			best, ok = other, true
		}
	}
	if !ok || best.score < leastScore {
		return Outline{Score: max(best.score, 0)}, e
	}
	out := Outline{Found: true, Quad: best.quad, Score: min(best.score, 1), Frames: best.frames()}
	if best.frames() < 4 {
		out.Quad = refine(best, e)
	}
	for i := range out.Quad { // lines run through the middle of pixels
		out.Quad[i].X += 0.5
		out.Quad[i].Y += 0.5
	}
	return out, e
}

func bestQuad(s scene, e *edges, aspects []float64, turn int) (candidateQuad, bool) {
	v := newVote(e)
	least := float32(min(e.w, e.h)) * 0.25 * e.weak
	// A line's dir is that of its normal: near 0 for upright lines.
	upright := v.strongest(turn-42, turn+42, least)
	level := v.strongest(turn+48, turn+132, least)
	for _, family := range [][]line{upright, level} {
		for i := range family {
			family[i].along(e)
		}
	}
	if turn == 0 {
		side := func(dir, rho float64) line { l := newLine(dir, rho); l.frame = true; return l }
		upright = append(upright, side(0, -0.5), side(0, float64(e.w)-0.5))
		level = append(level, side(math.Pi/2, -0.5), side(math.Pi/2, float64(e.h)-0.5))
	}
	var found []candidateQuad
	for i := range level {
		for j := i + 1; j < len(level); j++ {
			for k := range upright {
				for l := k + 1; l < len(upright); l++ {
					if c, ok := join(e, [4]*line{&level[i], &upright[k], &level[j], &upright[l]}, aspects); ok {
						found = append(found, c)
					}
				}
			}
		}
	}
	if len(found) == 0 {
		return candidateQuad{score: -1}, false
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
	// The best few are looked at more closely.
	best := candidateQuad{score: -1}
	for _, c := range found[:min(len(found), 40)] {
		c.score += contrast(s, &c)
		if c.score > best.score {
			best = c
		}
	}
	return best, true
}

// join makes a quadrilateral of two pairs of opposite lines and scores it.
func join(e *edges, l [4]*line, aspects []float64) (candidateQuad, bool) {
	var p [4]Point
	for i := range p {
		q, ok := l[i].cross(l[(i+1)%4])
		if !ok {
			return candidateQuad{}, false
		}
		const out = 0.06 // a corner may lie so far outside the picture
		if q.X < -out*float64(e.w) || q.Y < -out*float64(e.h) || q.X > (1+out)*float64(e.w) || q.Y > (1+out)*float64(e.h) {
			return candidateQuad{}, false
		}
		p[i] = q // corner between side i and i+1
	}
	c := candidateQuad{quad: ordered(p)}
	if !c.quad.Convex() {
		return c, false
	}
	c.area = c.quad.Area() / float64(e.w*e.h)
	if c.area < leastArea {
		return c, false
	}
	// Which line is which side: the one that holds both ends.
	for i := range c.quad {
		a, b := c.quad[i], c.quad[(i+1)%4]
		for _, x := range l {
			on := func(p Point) bool { return math.Abs(p.X*x.cos+p.Y*x.sin-x.rho) < 1e-6*float64(e.w+e.h) }
			if on(a) && on(b) {
				c.sides[i] = x
			}
		}
		if c.sides[i] == nil {
			return c, false
		}
		c.by[i] = c.sides[i].supported(a, b)
	}
	sides := c.quad.Sides()
	for i := range 2 { // opposite sides of a sheet seen from above
		if r := sides[i] / sides[i+2]; r < 0.55 || r > 1/0.55 {
			return c, false
		}
	}
	mean := (c.by[0] + c.by[1] + c.by[2] + c.by[3]) / 4
	worst := min(c.by[0], c.by[1], c.by[2], c.by[3])
	c.score = 0.5*mean + 0.35*worst + 0.25*c.area
	if frames := c.frames(); frames == 4 {
		c.score = min(c.score, leastScore)
	} else if frames == 0 {
		c.score -= 0.8 * offAspect(c.quad, aspects)
	}
	return c, true
}

// offAspect is how far the proportion lies from the nearest allowed one,
// beyond what perspective does; 0 is right, 0.7 a factor of two.
func offAspect(q Quad, aspects []float64) float64 {
	if len(aspects) == 0 {
		return 0
	}
	w, h := q.Size()
	off := math.Inf(1)
	for _, a := range aspects {
		off = min(off, math.Abs(math.Log(w/h/a)), math.Abs(math.Log(h/w/a)))
	}
	return max(0, off-0.08)
}

// contrast looks at both sides of each edge: where paper ends, something else
// begins; the inner border of a certificate has paper on both sides.
func contrast(s scene, c *candidateQuad) float64 {
	const apart = 5 // pixels of the scene from the edge
	sum, n := 0.0, 0
	for i := range c.quad {
		if c.sides[i].frame {
			continue
		}
		a, b := c.quad[i], c.quad[(i+1)%4]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		nx, ny := -(b.Y-a.Y)/length, (b.X-a.X)/length // inwards
		differ, seen := 0.0, 0
		for k := 1; k < 24; k++ {
			f := float64(k) / 24
			x, y := a.X+(b.X-a.X)*f, a.Y+(b.Y-a.Y)*f
			in, ok1 := s.at(x+nx*apart, y+ny*apart)
			out, ok2 := s.at(x-nx*apart, y-ny*apart)
			if !ok1 || !ok2 {
				continue
			}
			seen++
			d := math.Abs(in[0]-out[0]) + 1.5*math.Hypot(in[1]-out[1], in[2]-out[2])
			differ += d / (d + 6)
		}
		if seen > 0 {
			sum += differ / float64(seen)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return 0.3 * (sum/float64(n) - 0.7)
}

// at are brightness and colour of a pixel.
func (s scene) at(x, y float64) ([3]float64, bool) {
	xi, yi := int(x+0.5), int(y+0.5)
	if x < -0.5 || y < -0.5 || xi >= s.y.w || yi >= s.y.h {
		return [3]float64{}, false
	}
	i := yi*s.y.w + xi
	return [3]float64{float64(s.y.pix[i]), float64(s.cb.pix[i]), float64(s.cr.pix[i])}, true
}

// refine fits each side anew to the crests of its edges, which the vote knows
// to a degree and a pixel only.
func refine(c candidateQuad, e *edges) Quad {
	var sides [4]line
	for i := range c.quad {
		sides[i] = *c.sides[i]
		if sides[i].frame {
			continue
		}
		a, b := c.quad[i], c.quad[(i+1)%4]
		for range 3 {
			l, ok := fitLine(e, a, b, &sides[i])
			if !ok {
				break
			}
			sides[i] = l
		}
	}
	out := c.quad
	for i := range out { // corner i lies between side i-1 and i
		p, ok := sides[(i+3)%4].cross(&sides[i])
		if !ok || math.Hypot(p.X-out[i].X, p.Y-out[i].Y) > 8 {
			return c.quad
		}
		out[i] = p
	}
	if !out.Convex() {
		return c.quad
	}
	return out
}

// fitLine is the least-squares line through the crests near the part of l
// between a and b.
func fitLine(e *edges, a, b Point, l *line) (line, bool) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	var n, sx, sy, sxx, sxy, syy float64
	for t := 0.04 * length; t < 0.96*length; t++ {
		f := t / length
		x, y := a.X+(b.X-a.X)*f, a.Y+(b.Y-a.Y)*f
		// from the present line, not from the first one
		d := x*l.cos + y*l.sin - l.rho
		x, y = x-d*l.cos, y-d*l.sin
		for o := -2.0; o <= 2; o++ {
			xi, yi := int(math.Round(x+l.cos*o)), int(math.Round(y+l.sin*o))
			if xi < 0 || yi < 0 || xi >= e.w || yi >= e.h || e.mag[yi*e.w+xi] == 0 {
				continue
			}
			turn := math.Abs(float64(e.ang[yi*e.w+xi]) - l.dir)
			if min(turn, math.Pi-turn) > 0.2 {
				continue
			}
			px, py := float64(xi), float64(yi)
			n++
			sx, sy, sxx, sxy, syy = sx+px, sy+py, sxx+px*px, sxy+px*py, syy+py*py
		}
	}
	if n < 12 {
		return line{}, false
	}
	mx, my := sx/n, sy/n
	cxx, cxy, cyy := sxx/n-mx*mx, sxy/n-mx*my, syy/n-my*my
	// The normal is the direction of least spread.
	dir := 0.5*math.Atan2(2*cxy, cxx-cyy) + math.Pi/2
	for dir < 0 {
		dir += math.Pi
	}
	for dir >= math.Pi {
		dir -= math.Pi
	}
	turn := math.Abs(dir - l.dir)
	if min(turn, math.Pi-turn) > 0.06 {
		return line{}, false
	}
	fit := newLine(dir, 0)
	fit.rho = mx*fit.cos + my*fit.sin
	fit.support, fit.offset = l.support, l.offset
	return fit, true
}
