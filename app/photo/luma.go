package photo

import (
	"image"
	"math"
)

// plane is a brightness picture, 0..255, rows without gaps.
type plane struct {
	pix  []uint8
	w, h int
}

// lumaRow returns a function that fills a row of Rec. 601 luma, the luma that
// JPEG stores, so that a PNG and a JPEG of the same picture measure alike.
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

// shrinkLuma averages areas down to the given long side. It never enlarges: an
// enlarged picture has no more detail than its source and would only look soft.
func shrinkLuma(img image.Image, long int) plane {
	b := img.Bounds()
	sw, sh := b.Dx(), b.Dy()
	row := lumaRow(img)
	w, h := sw, sh
	if m := max(sw, sh); m > long {
		scale := float64(long) / float64(m)
		w = max(1, int(math.Round(float64(sw)*scale)))
		h = max(1, int(math.Round(float64(sh)*scale)))
	}
	out := plane{make([]uint8, w*h), w, h}
	if w == sw && h == sh {
		for y := 0; y < h; y++ {
			copy(out.pix[y*w:(y+1)*w], row(y))
		}
		return out
	}
	// Across: differences of a running sum, taken at fractional places. Down:
	// each source row is shared between the result rows that it touches.
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
	sums := make([]uint32, sw+1)
	across := make([]float32, w)
	sum := make([]float32, w)
	perX, perY := float64(sw)/float64(w), float64(sh)/float64(h)
	y := 0      // result row being filled
	end := perY // where it ends in the source
	norm := 1 / (perX * perY)
	for sy := 0; sy < sh; sy++ {
		src := row(sy)
		var s uint32
		for x, v := range src {
			s += uint32(v)
			sums[x+1] = s
		}
		from, frac := sums[0], float32(0)
		for x := 0; x < w; x++ {
			c := cuts[x+1]
			next := float32(0)
			if c.part > 0 {
				next = c.part * float32(src[c.at])
			}
			across[x] = float32(sums[c.at]-from) + next - frac
			from, frac = sums[c.at], next
		}
		share := float32(1)
		last := sy == sh-1
		if float64(sy+1) >= end || last {
			if !last {
				share = float32(end - float64(sy))
			}
			o := out.pix[y*w : (y+1)*w]
			for x, v := range across {
				o[x] = uint8(min((sum[x]+share*v)*float32(norm)+0.5, 255))
				sum[x] = (1 - share) * v
			}
			y++
			end = float64(y+1) * perY
			continue
		}
		for x, v := range across {
			sum[x] += v
		}
	}
	return out
}
