package photo

import (
	"image"
)

// A lens that stands askew, or a page that bends, leaves a part of a document
// out of focus while the rest is sharp. The sharpness of the whole does not
// tell, and the texture of the lost part is gone with its focus. So the page is
// looked at once more so coarsely that blurred lines of writing look like
// sharp ones: what stands out there is written on, sharp or not.

const (
	coarser = 4 // by which the coarse plane is shrunk

	// writtenEnergy is the mean squared Sobel gradient of that plane from
	// which on a tile counts as written on.
	writtenEnergy = 600

	// writtenEvenness is how much a tile's gradients must run in both
	// directions: rims of the paper and ruled lines run in one and say nothing
	// about focus across it.
	writtenEvenness = 0.08

	// leastWritten is how many tiles a share needs to mean something.
	leastWritten = 16
)

// writtenOn tells the tiles that carry writing, from the plane blurred by
// coarseSigma. spare is overwritten; it is as large as coarse.
func writtenOn(coarse, spare []float32, w, h int) (written [tiles * tiles]bool) {
	sw, sh := w/coarser, h/coarser
	if sw < 2*tiles || sh < 2*tiles {
		return written
	}
	small := spare[:sw*sh]
	inRows(sh, func(from, to int) {
		for y := from; y < to; y++ {
			for x := range sw {
				var s float32
				for dy := range coarser {
					row := coarse[(y*coarser+dy)*w+x*coarser:][:coarser]
					s += row[0] + row[1] + row[2] + row[3]
				}
				small[y*sw+x] = s / (coarser * coarser)
			}
		}
	})
	gauss(small, spare[sw*sh:2*sw*sh], small, sw, sh, 1.1)
	for ty := range tiles {
		for tx := range tiles {
			r := image.Rect(tx*w/tiles/coarser, ty*h/tiles/coarser, (tx+1)*w/tiles/coarser, (ty+1)*h/tiles/coarser)
			if r = r.Intersect(image.Rect(1, 1, sw-1, sh-1)); r.Empty() {
				continue
			}
			t := squares(small, sw, r)
			written[ty*tiles+tx] = t[0]+t[2] > writtenEnergy*float64(r.Dx()*r.Dy()) && t.evenness() > writtenEvenness
		}
	}
	return written
}

// softPart is the share of the writing that a table calls lost, and the largest
// connected part of it, in upright pixels. Without enough writing, or without
// the height of the text, it is 0.
func softPart(tiles []Tile, lost func(Tile) bool) (share float64, place image.Rectangle) {
	written, bad := 0, []image.Rectangle{}
	for _, t := range tiles {
		if !t.Written || t.Blur == 0 {
			continue
		}
		if written++; lost(t) {
			bad = append(bad, t.Rect)
		}
	}
	if written < leastWritten {
		return 0, image.Rectangle{}
	}
	most := 0
	known := make([]bool, len(bad))
	for start := range bad {
		if known[start] {
			continue
		}
		known[start] = true
		group, around := []int{start}, bad[start]
		for i := 0; i < len(group); i++ {
			for k, r := range bad {
				if !known[k] && touches(bad[group[i]], r) {
					known[k] = true
					group = append(group, k)
					around = around.Union(r)
				}
			}
		}
		if len(group) > most {
			most, place = len(group), around
		}
	}
	return float64(len(bad)) / float64(written), place
}

// touches reports whether two tiles share a side or a corner, give or take a
// pixel of rounding.
func touches(a, b image.Rectangle) bool { return a.Inset(-2).Overlaps(b) }
