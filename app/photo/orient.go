package photo

import "image"

// stored maps between pixels as stored in the file and upright ones, for
// points that need not be whole pixels.
type stored struct {
	w, h        int // as stored
	orientation int
}

func (p *Picture) asStored() stored {
	b := p.pixels.Bounds()
	return stored{b.Dx(), b.Dy(), p.Orientation}
}

// upright is where a stored point lies in the upright picture.
func (s stored) upright(p Point) Point { return orient(p, float64(s.w), float64(s.h), s.orientation) }

// back is the reverse of upright.
func (s stored) back(p Point) Point {
	w, h := float64(s.w), float64(s.h)
	if swapsSides(s.orientation) {
		w, h = h, w
	}
	o := s.orientation
	switch o {
	case 6:
		o = 8
	case 8:
		o = 6
	}
	return orient(p, w, h, o)
}

// orient is uprightPoint for the continuous plane.
func orient(p Point, w, h float64, orientation int) Point {
	switch orientation {
	case 2:
		return Point{w - p.X, p.Y}
	case 3:
		return Point{w - p.X, h - p.Y}
	case 4:
		return Point{p.X, h - p.Y}
	case 5:
		return Point{p.Y, p.X}
	case 6:
		return Point{h - p.Y, p.X}
	case 7:
		return Point{h - p.Y, w - p.X}
	case 8:
		return Point{p.Y, w - p.X}
	}
	return p
}

// quad turns an outline upright; its corners are put in order again.
func (s stored) quad(q Quad) Quad {
	for i := range q {
		q[i] = s.upright(q[i])
	}
	return ordered(q)
}

// rect turns a rectangle upright.
func (s stored) rect(r image.Rectangle) image.Rectangle {
	return uprightRect(r.Intersect(image.Rect(0, 0, s.w, s.h)), s.w, s.h, s.orientation)
}
