package photo

import (
	"image"
	"math"
)

// sheet is the document as if it lay straight under the camera: a small copy
// on which layout, ink and light are looked at. Its left upper corner is that
// of the outline, so a lying document still lies.
type sheet struct {
	y, cb, cr plane
	paper     plane // y without dark details: the light on the paper
	ink       plane // paper less y: how much darker than the paper around it
	level     int   // median of paper
}

// sheetSide is the long side of a sheet, pixels: small print of a licence is
// about 8 pixels high.
const sheetSide = 720

// newSheet cuts the quad, in pixels of the scene, out of luma and scene.
func newSheet(luma plane, s scene, q Quad) (sheet, bool) {
	fw, fh := q.Size()
	scale := sheetSide / max(fw, fh)
	w, h := int(math.Round(fw*scale)), int(math.Round(fh*scale))
	if w < 32 || h < 32 {
		return sheet{}, false
	}
	out := sheet{y: newPlane(w, h), cb: newPlane(w, h), cr: newPlane(w, h)}
	back, ok := project(frameQuad(w, h), q)
	if !ok {
		return sheet{}, false
	}
	toLuma := float64(luma.w) / float64(s.y.w)
	inRows(h, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range w {
				p := back.at(Point{float64(x) + 0.5, float64(y) + 0.5})
				i := y*w + x
				out.y.pix[i] = luma.between(p.X*toLuma, p.Y*toLuma)
				j := min(max(int(p.Y), 0), s.y.h-1)*s.y.w + min(max(int(p.X), 0), s.y.w-1)
				out.cb.pix[i], out.cr.pix[i] = s.cb.pix[j], s.cr.pix[j]
			}
		}
	})
	// Strokes of a heading are about a hundredth of the long side thick.
	out.paper = closing(out.y, 17)
	out.ink = newPlane(w, h)
	for i, v := range out.y.pix {
		out.ink.pix[i] = out.paper.pix[i] - v
	}
	out.level = percentile(out.paper.pix, 0.5)
	return out, true
}

// between is the level at a place, from the four pixels around it.
func (p plane) between(x, y float64) uint8 {
	x, y = min(max(x-0.5, 0), float64(p.w-1)), min(max(y-0.5, 0), float64(p.h-1))
	x0, y0 := int(x), int(y)
	x1, y1 := min(x0+1, p.w-1), min(y0+1, p.h-1)
	ax, ay := int(256*(x-float64(x0))), int(256*(y-float64(y0)))
	up := int(p.pix[y0*p.w+x0])*(256-ax) + int(p.pix[y0*p.w+x1])*ax
	down := int(p.pix[y1*p.w+x0])*(256-ax) + int(p.pix[y1*p.w+x1])*ax
	return uint8((up*(256-ay) + down*ay + 1<<15) >> 16)
}

// inner is the sheet without its outermost part, where borders and the desk's
// rest lie; of a strip at least half of its short side stays.
func (s *sheet) inner(margin float64) image.Rectangle {
	m := min(int(margin*float64(max(s.y.w, s.y.h))), min(s.y.w, s.y.h)/4)
	return image.Rect(m, m, s.y.w-m, s.y.h-m)
}

// written reports whether a pixel of the sheet is darker than the paper around
// it by a share of that paper's light, as ink is.
func (s *sheet) written(i int) bool {
	return int(s.ink.pix[i])*100 > inkShare*int(s.paper.pix[i])
}

const inkShare = 16 // per cent of the paper's light
