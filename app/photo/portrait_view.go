package photo

import (
	"image"
	"math"
)

// portraitView is the upright and edited picture, small, in the three forms
// that the measures of a portrait need.
type portraitView struct {
	w, h   int
	y      []uint8 // luma
	cb, cr []int8  // colour, 0 for grey
	lowest []uint8 // least of red, green and blue: the last to burn out
	back   func(Point) Point
}

// newPortraitView shrinks a picture so that its edited copy has a long side of
// faceSide.
func newPortraitView(p *Picture, edit Edit) *portraitView {
	b := p.pixels.Bounds()
	_, ew, eh := edit.Onto(p.Width, p.Height)
	scale := min(1, float64(faceSide)/float64(max(ew, eh, 1)))
	// A small part of a large picture would need nearly all of it.
	scale = min(scale, float64(sharpnessSide)/float64(max(b.Dx(), b.Dy())))
	small := func(n int) int { return max(1, int(math.Round(float64(n)*scale))) }
	img := turn(shrinkColour(p.pixels, small(b.Dx()), small(b.Dy())), p.Orientation)
	uw, uh := img.Rect.Dx(), img.Rect.Dy()
	undo := edit.undo(uw, uh)
	fx, fy := float64(p.Width)/float64(uw), float64(p.Height)/float64(uh)
	img = edit.Apply(img)
	v := &portraitView{w: img.Rect.Dx(), h: img.Rect.Dy(), back: func(q Point) Point {
		q = undo(q)
		return Point{q.X * fx, q.Y * fy}
	}}
	n := v.w * v.h
	v.y, v.lowest, v.cb, v.cr = make([]uint8, n), make([]uint8, n), make([]int8, n), make([]int8, n)
	for row := range v.h {
		pix := img.Pix[row*img.Stride:][:4*v.w]
		for x := range v.w {
			r, g, b := int32(pix[4*x]), int32(pix[4*x+1]), int32(pix[4*x+2])
			i := row*v.w + x
			// Rec. 601, 16-bit fixed point, as JPEG stores it.
			v.y[i] = uint8((19595*r + 38470*g + 7471*b + 1<<15) >> 16)
			v.cb[i] = int8(max(min((-11059*r-21709*g+32768*b)>>16, 127), -127))
			v.cr[i] = int8(max(min((32768*r-27439*g-5329*b)>>16, 127), -127))
			v.lowest[i] = uint8(min(r, g, b))
		}
	}
	return v
}

// upright is a rectangle of the view in upright pixels of the picture.
func (v *portraitView) upright(r image.Rectangle, p *Picture) image.Rectangle {
	x0, y0, x1, y1 := float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)
	q := Quad{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}
	for i := range q {
		q[i] = v.back(q[i])
	}
	return q.Bounds().Intersect(image.Rect(0, 0, p.Width, p.Height))
}

// chroma is how far a pixel's colour lies from that of the light.
func (v *portraitView) chroma(i int, light [2]float64) float64 {
	return math.Hypot(float64(v.cb[i])-light[0], float64(v.cr[i])-light[1])
}

// undo is the reverse of Onto: from pixels of the edited copy to those of the
// upright w×h picture.
func (e Edit) undo(w, h int) func(Point) Point {
	cw, ch := w, h
	straight := func(p Point) Point { return p }
	if e.Corners != nil {
		q := e.Corners.Scale(float64(w), float64(h))
		sw, sh := straightSize(q)
		if m, ok := project(frameQuad(sw, sh), q); ok && q.Convex() {
			straight, cw, ch = m.at, sw, sh
		}
	}
	turns := ((e.Turn % 4) + 4) % 4
	return func(p Point) Point {
		tw, th := cw, ch
		if turns%2 == 1 {
			tw, th = th, tw
		}
		for range turns { // one quarter back: anticlockwise
			p = Point{p.Y, float64(tw) - p.X}
			tw, th = th, tw
		}
		return straight(p)
	}
}

// shrinkColour averages whole pixels into a w×h picture, not larger than img.
func shrinkColour(img image.Image, w, h int) *image.NRGBA {
	b := img.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	switch m := img.(type) {
	case *image.YCbCr:
		luma := averaged(m.Y, m.YStride, 1, b.Dx(), b.Dy(), w, h)
		cw, ch := chromaSize(m)
		cb, cr := averaged(m.Cb, m.CStride, 1, cw, ch, w, h), averaged(m.Cr, m.CStride, 1, cw, ch, w, h)
		for i := range luma {
			r, g, b := ycbcrToRGB(luma[i], cb[i], cr[i])
			out.Pix[4*i], out.Pix[4*i+1], out.Pix[4*i+2], out.Pix[4*i+3] = r, g, b, 255
		}
	case *image.Gray:
		for i, v := range averaged(m.Pix, m.Stride, 1, b.Dx(), b.Dy(), w, h) {
			out.Pix[4*i], out.Pix[4*i+1], out.Pix[4*i+2], out.Pix[4*i+3] = v, v, v, 255
		}
	default:
		n, ok := img.(*image.NRGBA)
		if !ok {
			n = opaque(img)
		}
		for k := range 3 {
			for i, v := range averaged(n.Pix[k:], n.Stride, 4, b.Dx(), b.Dy(), w, h) {
				out.Pix[4*i+k], out.Pix[4*i+3] = v, 255
			}
		}
	}
	return out
}

func ycbcrToRGB(y, cb, cr uint8) (r, g, b uint8) {
	fy, fb, fr := float32(y), float32(cb)-128, float32(cr)-128
	level := func(v float32) uint8 { return uint8(min(max(v+0.5, 0), 255)) }
	return level(fy + 1.402*fr), level(fy - 0.344136*fb - 0.714136*fr), level(fy + 1.772*fb)
}

// averaged shrinks one channel, whose values lie step apart, to w×h; a channel
// smaller than that is repeated.
func averaged(pix []uint8, stride, step, sw, sh, w, h int) []uint8 {
	out := make([]uint8, w*h)
	ends := make([]int, w+1)
	for x := range ends {
		ends[x] = x * sw / w
	}
	sum := make([]uint32, w)
	for y := range h {
		y0 := y * sh / h
		y1 := max((y+1)*sh/h, y0+1)
		clear(sum)
		for sy := y0; sy < y1; sy++ {
			row := pix[sy*stride:]
			for x := range sum {
				from, to := ends[x], max(ends[x+1], ends[x]+1)
				var s uint32
				for sx := from; sx < to; sx++ {
					s += uint32(row[sx*step])
				}
				sum[x] += s
			}
		}
		for x, s := range sum {
			n := uint32(max(ends[x+1]-ends[x], 1) * (y1 - y0))
			out[y*w+x] = uint8((s + n/2) / n)
		}
	}
	return out
}
