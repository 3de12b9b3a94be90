package photo

import (
	"image"
	"math"
)

// Point is a place in a picture: pixels from its left and upper edge, 0,0
// being the outer corner of the first pixel.
type Point struct{ X, Y float64 }

// Quad is a document's outline: four corners, clockwise, beginning with the
// one that lies at the upper left in the picture as shown.
type Quad [4]Point

// frameQuad is the outline of a picture that is all document.
func frameQuad(w, h int) Quad {
	x, y := float64(w), float64(h)
	return Quad{{0, 0}, {x, 0}, {x, y}, {0, y}}
}

// Sides are the lengths of the upper, right, lower and left side.
func (q Quad) Sides() [4]float64 {
	var s [4]float64
	for i := range q {
		n := q[(i+1)%4]
		s[i] = math.Hypot(n.X-q[i].X, n.Y-q[i].Y)
	}
	return s
}

// Size is the mean length of the upper and lower, and of the left and right side.
func (q Quad) Size() (w, h float64) {
	s := q.Sides()
	return (s[0] + s[2]) / 2, (s[1] + s[3]) / 2
}

// Area in square pixels, 0 for a degenerate outline.
func (q Quad) Area() float64 {
	var sum float64
	for i := range q {
		n := q[(i+1)%4]
		sum += q[i].X*n.Y - n.X*q[i].Y
	}
	return math.Abs(sum) / 2
}

// Convex reports whether the corners go round clockwise without a dent and no
// side is shorter than a thousandth of the longest.
func (q Quad) Convex() bool {
	longest := 0.0
	for _, s := range q.Sides() {
		longest = max(longest, s)
	}
	for i := range q {
		a, b, c := q[i], q[(i+1)%4], q[(i+2)%4]
		cross := (b.X-a.X)*(c.Y-b.Y) - (b.Y-a.Y)*(c.X-b.X)
		if !(cross > 1e-6*longest*longest) {
			return false
		}
	}
	return true
}

// Contains reports whether p lies inside.
func (q Quad) Contains(p Point) bool {
	for i := range q {
		a, b := q[i], q[(i+1)%4]
		if (b.X-a.X)*(p.Y-a.Y)-(b.Y-a.Y)*(p.X-a.X) < 0 {
			return false
		}
	}
	return true
}

// Scale multiplies all coordinates.
func (q Quad) Scale(x, y float64) Quad {
	for i := range q {
		q[i] = Point{q[i].X * x, q[i].Y * y}
	}
	return q
}

// shrink moves the corners towards the middle: 1 keeps them, 0.9 leaves out a
// twentieth at each side.
func (q Quad) shrink(f float64) Quad {
	var c Point
	for _, p := range q {
		c.X += p.X / 4
		c.Y += p.Y / 4
	}
	for i, p := range q {
		q[i] = Point{c.X + (p.X-c.X)*f, c.Y + (p.Y-c.Y)*f}
	}
	return q
}

// Bounds is the smallest rectangle of whole pixels around the outline.
func (q Quad) Bounds() image.Rectangle {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range q {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	return image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
}

// ordered puts four corners in the order that Quad promises. They must be the
// corners of a convex figure, in any order.
func ordered(p [4]Point) Quad {
	var c Point
	for _, q := range p {
		c.X += q.X / 4
		c.Y += q.Y / 4
	}
	// Clockwise on a screen, where y grows downwards, is by rising angle.
	angle := func(q Point) float64 { return math.Atan2(q.Y-c.Y, q.X-c.X) }
	for i := 1; i < 4; i++ {
		for j := i; j > 0 && angle(p[j]) < angle(p[j-1]); j-- {
			p[j], p[j-1] = p[j-1], p[j]
		}
	}
	first := 0
	for i, q := range p {
		if q.X+q.Y < p[first].X+p[first].Y {
			first = i
		}
	}
	var out Quad
	for i := range out {
		out[i] = p[(first+i)%4]
	}
	return out
}
