package photo

import "image"

// scene is a small copy of the picture in which the document is looked for:
// brightness and the two colour differences of JPEG, 128 being colourless.
type scene struct {
	y, cb, cr plane
}

// sceneSide is the long side of the small copy. Text of a document that fills
// the picture is 3 to 6 pixels high there: gone after a closing, while the
// edges of the paper stay.
const sceneSide = 480

// newScene takes brightness from luma, which is smaller than img already.
func newScene(img image.Image, luma plane) scene {
	w, h := shrunkSize(luma.w, luma.h, sceneSide)
	s := scene{y: shrinkPlane(luma, w, h)}
	switch m := img.(type) {
	case *image.YCbCr:
		cw, ch := chromaSize(m)
		if cw < w || ch < h {
			break // a picture so small that the slow way is quick
		}
		channel := func(pix []uint8) plane {
			return shrinkFast(func() func(int) []uint8 {
				return func(y int) []uint8 { return pix[y*m.CStride:][:cw] }
			}, cw, ch, w, h)
		}
		s.cb, s.cr = channel(m.Cb), channel(m.Cr)
		return s
	case *image.Gray:
		s.cb, s.cr = newPlane(w, h), newPlane(w, h)
		for i := range s.cb.pix {
			s.cb.pix[i], s.cr.pix[i] = 128, 128
		}
		return s
	}
	b := img.Bounds()
	n, ok := img.(*image.NRGBA)
	if !ok {
		n = opaque(img)
	}
	channel := func(r, g, bl int32) plane {
		return shrinkFast(func() func(int) []uint8 {
			row := make([]uint8, b.Dx())
			return func(y int) []uint8 {
				pix := n.Pix[y*n.Stride:][:4*len(row)]
				for x := range row {
					p := pix[4*x : 4*x+3 : 4*x+3]
					v := (r*int32(p[0]) + g*int32(p[1]) + bl*int32(p[2]) + 257<<15) >> 16
					row[x] = uint8(min(max(v, 0), 255))
				}
				return row
			}
		}, b.Dx(), b.Dy(), w, h)
	}
	// JFIF's matrix in 16-bit fixed point
	s.cb, s.cr = channel(-11056, -21712, 32768), channel(32768, -27440, -5328)
	return s
}

// chromaSize is the number of columns and rows of the colour planes.
func chromaSize(m *image.YCbCr) (w, h int) {
	w, h = m.Rect.Dx(), m.Rect.Dy()
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio422:
		w = (w + 1) / 2
	case image.YCbCrSubsampleRatio420:
		w, h = (w+1)/2, (h+1)/2
	case image.YCbCrSubsampleRatio440:
		h = (h + 1) / 2
	case image.YCbCrSubsampleRatio411:
		w = (w + 3) / 4
	case image.YCbCrSubsampleRatio410:
		w, h = (w+3)/4, (h+1)/2
	}
	return w, h
}
