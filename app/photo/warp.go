package photo

import (
	"image"
	"math"
	"runtime"
	"sync"
)

// projection maps points of one plane to another as a camera does: eight
// numbers, the ninth being 1.
type projection [8]float64

func (m projection) at(p Point) Point {
	d := m[6]*p.X + m[7]*p.Y + 1
	return Point{(m[0]*p.X + m[1]*p.Y + m[2]) / d, (m[3]*p.X + m[4]*p.Y + m[5]) / d}
}

// project finds the projection that takes each corner of from to that of to.
// ok is false when the corners allow none, such as three on one line.
func project(from, to Quad) (m projection, ok bool) {
	// Two equations for each corner, solved by Gauss with pivots.
	var a [8][9]float64
	for i := range from {
		x, y, u, v := from[i].X, from[i].Y, to[i].X, to[i].Y
		a[2*i] = [9]float64{x, y, 1, 0, 0, 0, -u * x, -u * y, u}
		a[2*i+1] = [9]float64{0, 0, 0, x, y, 1, -v * x, -v * y, v}
	}
	for c := range 8 {
		pivot := c
		for r := c + 1; r < 8; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[pivot][c]) {
				pivot = r
			}
		}
		if math.Abs(a[pivot][c]) < 1e-9 {
			return m, false
		}
		a[c], a[pivot] = a[pivot], a[c]
		for r := range 8 {
			if r == c {
				continue
			}
			f := a[r][c] / a[c][c]
			for k := c; k < 9; k++ {
				a[r][k] -= f * a[c][k]
			}
		}
	}
	for i := range m {
		m[i] = a[i][8] / a[i][i]
	}
	return m, true
}

// straightSize is the size of the straightened document: as many pixels as its
// longest sides have in the picture, so that nothing is lost, and the whole not
// above MaxPixels.
func straightSize(q Quad) (w, h int) {
	s := q.Sides()
	fw, fh := max(s[0], s[2]), max(s[1], s[3])
	if f := math.Sqrt(MaxPixels / max(fw*fh, 1)); f < 1 {
		fw, fh = fw*f, fh*f
	}
	return max(1, int(math.Round(fw))), max(1, int(math.Round(fh)))
}

// Straighten cuts the document out along its outline and takes the perspective
// back: the corners of q become those of the result. img is upright and opaque
// and is not changed. An outline that is not convex gives a copy of img.
func Straighten(img *image.NRGBA, q Quad) *image.NRGBA {
	w, h := straightSize(q)
	back, ok := project(frameQuad(w, h), q)
	if !ok || !q.Convex() {
		return opaque(img)
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	sw, sh := img.Rect.Dx(), img.Rect.Dy()
	rows := func(from, to int) {
		for y := from; y < to; y++ {
			o := out.Pix[y*out.Stride:][:4*w]
			for x := range w {
				p := back.at(Point{float64(x) + 0.5, float64(y) + 0.5})
				// Pixel centres lie at halves; places outside take the edge.
				fx := min(max(p.X-0.5, 0), float64(sw-1))
				fy := min(max(p.Y-0.5, 0), float64(sh-1))
				x0, y0 := int(fx), int(fy)
				x1, y1 := min(x0+1, sw-1), min(y0+1, sh-1)
				ax, ay := int32((fx-float64(x0))*256), int32((fy-float64(y0))*256)
				a, b := img.Pix[y0*img.Stride+4*x0:][:3:3], img.Pix[y0*img.Stride+4*x1:][:3:3]
				c, d := img.Pix[y1*img.Stride+4*x0:][:3:3], img.Pix[y1*img.Stride+4*x1:][:3:3]
				for k := range 3 {
					up := int32(a[k])*(256-ax) + int32(b[k])*ax
					down := int32(c[k])*(256-ax) + int32(d[k])*ax
					o[4*x+k] = uint8((up*(256-ay) + down*ay + 1<<15) >> 16)
				}
				o[4*x+3] = 255
			}
		}
	}
	inRows(h, rows)
	return out
}

// inRows divides rows 0…n among the processors and waits for all.
func inRows(n int, work func(from, to int)) {
	parts := min(runtime.GOMAXPROCS(0), max(1, n))
	var wait sync.WaitGroup
	for i := range parts {
		wait.Go(func() { work(i*n/parts, (i+1)*n/parts) })
	}
	wait.Wait()
}

// Edit is what a person did to a picture: cut it out along four corners, then
// turned it. The zero Edit changes nothing. The picture that was added stays
// as it is; the edited copy is made again whenever it is needed.
type Edit struct {
	// Corners of the document in shares of the upright picture's width and
	// height, 0…1, clockwise from the upper left; nil keeps the whole picture.
	Corners *Quad
	Turn    int // quarter turns clockwise, after cutting out
}

// None reports whether the edit changes nothing.
func (e Edit) None() bool { return e.Corners == nil && e.Turn%4 == 0 }

// EditFrom makes an Edit of numbers that were stored: x and y of four corners
// as Edit.Corners has them, and quarter turns. Anything but four corners of a
// convex figure keeps the whole picture.
func EditFrom(corners []float64, turn int) Edit {
	e := Edit{Turn: ((turn % 4) + 4) % 4}
	if len(corners) != 8 {
		return e
	}
	var q Quad
	for i, v := range corners {
		if math.IsNaN(v) || v < 0 || v > 1 {
			return e
		}
		if i%2 == 0 {
			q[i/2].X = v
		} else {
			q[i/2].Y = v
		}
	}
	if q.Convex() {
		e.Corners = &q
	}
	return e
}

// Apply is a Transform.
func (e Edit) Apply(img *image.NRGBA) *image.NRGBA {
	if e.Corners != nil {
		img = Straighten(img, e.Corners.Scale(float64(img.Rect.Dx()), float64(img.Rect.Dy())))
	}
	if e.Turn%4 != 0 {
		img = Rotate(e.Turn)(img)
	}
	return img
}

// Onto returns the map from pixels of the upright w×h picture to pixels of the
// edited copy, and the size of that copy: for showing findings on it.
func (e Edit) Onto(w, h int) (onto func(Point) Point, ew, eh int) {
	onto, ew, eh = func(p Point) Point { return p }, w, h
	if e.Corners != nil {
		q := e.Corners.Scale(float64(w), float64(h))
		cw, ch := straightSize(q)
		if m, ok := project(q, frameQuad(cw, ch)); ok && q.Convex() {
			onto, ew, eh = m.at, cw, ch
		}
	}
	for range ((e.Turn % 4) + 4) % 4 {
		before, height := onto, float64(eh)
		onto = func(p Point) Point {
			p = before(p)
			return Point{height - p.Y, p.X}
		}
		ew, eh = eh, ew
	}
	return onto, ew, eh
}
