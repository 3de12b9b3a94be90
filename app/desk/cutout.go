package desk

import (
	"image"
	"image/draw"
)

// CutOut copies w×h pixels of a place, given in shares of img, without
// scaling; less where img is smaller. The middle of the place is taken unless
// there is clearly more to see elsewhere in it: empty paper or the white of a
// reflection tells nothing, the writing beside it does. What counts is the
// middle third of the piece, since a screen may show no more of it; so that a
// place at the edge can lie there, the piece may reach beyond the picture, where
// it is transparent.
func CutOut(img *image.NRGBA, place [4]float64, w, h int) *image.NRGBA {
	b := img.Bounds()
	w, h = min(w, b.Dx()), min(h, b.Dy())
	mw, mh := (w+2)/3, (h+2)/3
	over := image.Pt((w-mw)/2, (h-mh)/2)       // of the piece, on each side of its middle third
	corner := func(x, y float64) image.Point { // of the piece around a point; its middle third stays inside
		left, top := int(x*float64(b.Dx()))-w/2, int(y*float64(b.Dy()))-h/2
		return b.Min.Add(image.Pt(min(max(left, -over.X), b.Dx()-mw-over.X), min(max(top, -over.Y), b.Dy()-mh-over.Y)))
	}
	best := corner((place[0]+place[2])/2, (place[1]+place[3])/2)
	middle := func(at image.Point) int { return texture(img, at.Add(over), mw, mh) }
	most := middle(best) * 5 / 4
	// By thirds of that middle, so that nothing falls between two of them.
	across, down := thirds((place[2]-place[0])*float64(b.Dx()), mw), thirds((place[3]-place[1])*float64(b.Dy()), mh)
	for i := range down + 1 {
		for k := range across + 1 {
			at := corner(place[0]+(place[2]-place[0])*float64(k)/float64(across), place[1]+(place[3]-place[1])*float64(i)/float64(down))
			if t := middle(at); t > most {
				best, most = at, t
			}
		}
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), img, best, draw.Src)
	return out
}

// thirds is how many steps of a third of the window lead through a length.
func thirds(length float64, window int) int {
	return max(1, int(min(3*length/float64(max(window, 1)), 1e4)))
}

// texture sums the differences of brightness over a window on a grid of some
// pixels, which is enough to tell writing from paper, even where it is blurred.
func texture(img *image.NRGBA, at image.Point, w, h int) (sum int) {
	const grid = 6
	for y := 0; y+grid < h; y += grid {
		for x := 0; x+grid < w; x += grid {
			i := img.PixOffset(at.X+x, at.Y+y) + 1 // green
			here := int(img.Pix[i])
			sum += abs(here-int(img.Pix[i+4*grid])) + abs(here-int(img.Pix[i+grid*img.Stride]))
		}
	}
	return sum
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
