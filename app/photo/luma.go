package photo

import (
	"image"
	"math"
)

// plane is a picture of one value per pixel, 0..255, rows without gaps.
type plane struct {
	pix  []uint8
	w, h int
}

// rows makes a reader of rows, as shrink wants it.
func (p plane) rows() func(y int) []uint8 {
	return func(y int) []uint8 { return p.pix[y*p.w:][:p.w] }
}

func newPlane(w, h int) plane { return plane{make([]uint8, w*h), w, h} }

// lumaRow returns a function that gives a row of Rec. 601 luma, the luma that
// JPEG stores, so that a PNG and a JPEG of the same picture measure alike. The
// row is good until the next call. One function serves one goroutine.
func lumaRow(img image.Image) func(y int) []uint8 {
	switch m := img.(type) {
	case *image.YCbCr:
		w := m.Rect.Dx()
		return func(y int) []uint8 { return m.Y[y*m.YStride:][:w] }
	case *image.Gray:
		w := m.Rect.Dx()
		return func(y int) []uint8 { return m.Pix[y*m.Stride:][:w] }
	case *image.NRGBA:
		return nrgbaLuma(m)
	}
	return nrgbaLuma(opaque(img))
}

func nrgbaLuma(m *image.NRGBA) func(y int) []uint8 {
	row := make([]uint8, m.Rect.Dx())
	return func(y int) []uint8 {
		pix := m.Pix[y*m.Stride:][:4*len(row)]
		for x := range row {
			p := pix[4*x : 4*x+3 : 4*x+3]
			// 0.299, 0.587, 0.114 in 16-bit fixed point
			row[x] = uint8((19595*uint32(p[0]) + 38470*uint32(p[1]) + 7471*uint32(p[2]) + 1<<15) >> 16)
		}
		return row
	}
}

// shrunkSize is w×h brought down to a long side; it never grows: an enlarged
// picture has no more detail than its source and would only look soft.
func shrunkSize(w, h, long int) (int, int) {
	if m := max(w, h); m > long {
		scale := float64(long) / float64(m)
		return max(1, int(math.Round(float64(w)*scale))), max(1, int(math.Round(float64(h)*scale)))
	}
	return w, h
}

// shrinkLuma averages areas down to the given long side.
func shrinkLuma(img image.Image, long int) plane {
	b := img.Bounds()
	w, h := shrunkSize(b.Dx(), b.Dy(), long)
	return shrinkFast(func() func(int) []uint8 { return lumaRow(img) }, b.Dx(), b.Dy(), w, h)
}

// shrinkFast is shrink for what need not be exact: it halves the source first
// as often as that leaves enough, which takes half the time.
func shrinkFast(source func() func(y int) []uint8, sw, sh, w, h int) plane {
	for sw >= 2*w && sh >= 2*h && (sw > w || sh > h) {
		p := halved(source, sw, sh)
		source, sw, sh = p.rows, p.w, p.h
	}
	return shrink(source, sw, sh, w, h)
}

// halved averages squares of 2×2; an odd last row or column is left out.
func halved(source func() func(y int) []uint8, sw, sh int) plane {
	out := newPlane(sw/2, sh/2)
	inRows(out.h, func(from, to int) {
		row := source()
		above := make([]uint16, out.w)
		for y := from; y < to; y++ {
			a := row(2 * y)[:2*out.w]
			for x := range above {
				above[x] = uint16(a[2*x]) + uint16(a[2*x+1])
			}
			b, o := row(2*y + 1)[:2*out.w], out.pix[y*out.w:][:out.w]
			for x, v := range above {
				o[x] = uint8((v + uint16(b[2*x]) + uint16(b[2*x+1]) + 2) >> 2)
			}
		}
	})
	return out
}

// shrinkPart averages areas of a part of the picture by a factor, at most 1.
func shrinkPart(img image.Image, r image.Rectangle, scale float64) plane {
	w := max(1, int(math.Round(float64(r.Dx())*scale)))
	h := max(1, int(math.Round(float64(r.Dy())*scale)))
	return shrink(func() func(int) []uint8 {
		row := lumaRow(img)
		return func(y int) []uint8 { return row(r.Min.Y + y)[r.Min.X:r.Max.X] }
	}, r.Dx(), r.Dy(), w, h)
}

// shrinkPlane averages areas of a plane down to w×h.
func shrinkPlane(p plane, w, h int) plane {
	return shrink(p.rows, p.w, p.h, w, h)
}

// shrink averages areas of a sw×sh source down to w×h, which is not larger.
// source makes a reader of rows for each goroutine.
func shrink(source func() func(y int) []uint8, sw, sh, w, h int) plane {
	out := newPlane(w, h)
	if w == sw && h == sh {
		row := source()
		for y := range h {
			copy(out.pix[y*w:(y+1)*w], row(y))
		}
		return out
	}
	// Across: differences of a running sum, taken at fractional places.
	type cut struct {
		at   int
		part float32
	}
	cuts := make([]cut, w+1)
	for x := range cuts {
		place := float64(x) * float64(sw) / float64(w)
		at := min(int(place), sw)
		cuts[x] = cut{at, float32(place - float64(at))}
	}
	cuts[w] = cut{sw, 0}
	perX, perY := float64(sw)/float64(w), float64(sh)/float64(h)
	norm := float32(1 / (perX * perY))
	inRows(h, func(from, to int) {
		row := source()
		sums := make([]uint32, sw+1)
		across, sum := make([]float32, w), make([]float32, w)
		done := -1 // the source row that across holds
		for y := from; y < to; y++ {
			clear(sum)
			start, end := float64(y)*perY, float64(y+1)*perY
			for sy := int(start); sy < sh && float64(sy) < end-1e-9; sy++ {
				if sy != done {
					src := row(sy)
					var s uint32
					for x, v := range src {
						s += uint32(v)
						sums[x+1] = s
					}
					before, frac := sums[0], float32(0)
					for x, c := range cuts[1:] {
						next := float32(0)
						if c.part > 0 {
							next = c.part * float32(src[c.at])
						}
						across[x] = float32(sums[c.at]-before) + next - frac
						before, frac = sums[c.at], next
					}
					done = sy
				}
				share := float32(min(end, float64(sy+1)) - max(start, float64(sy)))
				if share > 0.999999 {
					for x, v := range across {
						sum[x] += v
					}
					continue
				}
				for x, v := range across {
					sum[x] += share * v
				}
			}
			o := out.pix[y*w : (y+1)*w]
			for x, v := range sum {
				o[x] = uint8(min(v*norm+0.5, 255))
			}
		}
	})
	return out
}
