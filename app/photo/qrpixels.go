package photo

import (
	"image"
	"math"
)

// cut copies the luma of a part of a picture as stored.
func cut(img image.Image, r image.Rectangle) plane {
	r = r.Intersect(img.Bounds())
	out := plane{make([]uint8, r.Dx()*r.Dy()), r.Dx(), r.Dy()}
	row := lumaRow(img)
	for y := range out.h {
		copy(out.pix[y*out.w:][:out.w], row(r.Min.Y + y)[r.Min.X:r.Max.X])
	}
	return out
}

// half is the plane at half the size, each pixel the mean of four.
func half(g plane) plane { return halved(g.rows, g.w, g.h) }

// resized scales a plane, by areas downwards and between pixels upwards.
func resized(g plane, scale float64) plane {
	w, h := max(1, int(math.Round(float64(g.w)*scale))), max(1, int(math.Round(float64(g.h)*scale)))
	if w == g.w && h == g.h {
		return g
	}
	if scale < 1 {
		return shrinkLuma(&image.Gray{Pix: g.pix, Stride: g.w, Rect: image.Rect(0, 0, g.w, g.h)}, max(w, h))
	}
	out := newPlane(w, h)
	for y := range h {
		for x := range w {
			out.pix[y*w+x] = g.between((float64(x)+0.5)/scale, (float64(y)+0.5)/scale)
		}
	}
	return out
}

// softened is a copy blurred over three pixels, against noise and moiré.
func softened(g plane) plane {
	src, spare, soft := make([]float32, len(g.pix)), make([]float32, len(g.pix)), make([]float32, len(g.pix))
	for i, v := range g.pix {
		src[i] = float32(v)
	}
	gauss(soft, spare, src, g.w, g.h, 1.1)
	out := plane{make([]uint8, len(g.pix)), g.w, g.h}
	for i, v := range soft {
		out.pix[i] = uint8(min(max(v+0.5, 0), 255))
	}
	return out
}

// plainInk calls dark what lies below the middle between the 2nd and the 98th
// percentile: right for an evenly lit code whose dark parts are larger than
// any window.
func plainInk(g plane) ink {
	var counts [256]int
	for _, v := range g.pix {
		counts[v]++
	}
	level := func(share float64) int {
		n := 0
		for v, c := range counts {
			if n += c; float64(n) >= share*float64(len(g.pix)) {
				return v
			}
		}
		return 255
	}
	limit := uint8((level(0.02) + level(0.98)) / 2)
	out := ink{make([]uint8, len(g.pix)), g.w, g.h}
	for i, v := range g.pix {
		if v < limit {
			out.pix[i] = 1
		}
	}
	return out
}

// storedRect is the reverse of uprightRect: r lies in the upright picture, w×h
// is the picture as stored.
func storedRect(r image.Rectangle, w, h, orientation int) image.Rectangle {
	if swapsSides(orientation) {
		w, h = h, w
	}
	back := orientation
	switch orientation {
	case 6:
		back = 8
	case 8:
		back = 6
	}
	return uprightRect(r, w, h, back)
}
