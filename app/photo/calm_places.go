package photo

import (
	"image"
	"math"
	"slices"
	"sort"
)

// candidate is a calm place in small pixels, with its margin.
type candidate struct {
	r      image.Rectangle
	rank   float64 // lower is better
	colour float64
}

// places finds where a mark of a size and of text px high, in full pixels, can stand: nothing is
// written there, no rectangle of keep is touched, and places lie apart. Those
// near the middle and on pale paper come first, since what is at the edge is
// cut away most easily. With everywhere they may also lie on coloured ground: a
// face, a stamp and most desks are coloured, paper is pale. lasting tells that
// one of them outlives every cut.
func (b *busyMap) places(size image.Point, px float64, keep []image.Rectangle, everywhere bool) (places []image.Rectangle, lasting bool) {
	// A margin around the text keeps it away from writing next to it: more
	// before and behind, where it would read as part of the line.
	margin := image.Pt(max(3, int(px*b.scale*1.2)), max(2, int(px*b.scale*0.45)))
	found := b.calmPlaces(size, margin, keep)
	if !everywhere {
		palest := math.Inf(1)
		for _, c := range found {
			palest = math.Min(palest, c.colour)
		}
		found = slices.DeleteFunc(found, func(c candidate) bool { return c.colour > palest+20 })
	}
	return b.spread(found, size, margin)
}

// calmPlaces are all candidates, the best first.
func (b *busyMap) calmPlaces(size image.Point, margin image.Point, keep []image.Rectangle) []candidate {
	w := int(math.Ceil(float64(size.X)*b.scale)) + 2*margin.X
	h := int(math.Ceil(float64(size.Y)*b.scale)) + 2*margin.Y
	if w > b.w || h > b.h {
		return nil
	}
	var off []image.Rectangle
	for _, k := range keep {
		off = append(off, b.small(k))
	}
	var found []candidate
	for y := 0; y+h <= b.h; y += max(2, h/4) {
		for x := 0; x+w <= b.w; x += max(2, h/3) {
			r := image.Rect(x, y, x+w, y+h)
			busy, peaks := b.mean(b.gradient, r), b.mean(b.peaks, r)
			if busy > b.calm || peaks > calmPeaks || slices.ContainsFunc(off, r.Overlaps) {
				continue
			}
			dx, dy := float64(x+w/2)/float64(b.w)-0.5, float64(y+h/2)/float64(b.h)-0.5
			colour := b.mean(b.colour, r)
			found = append(found, candidate{r, math.Hypot(dx, dy) + busy/b.calm/5 + colour/60, colour})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].rank < found[j].rank })
	return found
}

// spread takes candidates that lie apart: the best one, then for each cut that
// would remove all marks the best one that it leaves alone, then the best of
// the rest. It gives the places of the text in full pixels.
func (b *busyMap) spread(found []candidate, size, margin image.Point) (places []image.Rectangle, lasting bool) {
	var taken []image.Rectangle
	take := func(fits func(image.Rectangle) bool) bool {
		for _, c := range found {
			apart := c.r.Inset(-c.r.Dy())
			if slices.ContainsFunc(taken, apart.Overlaps) {
				continue
			}
			text := b.text(c.r, size, margin)
			if fits(text) {
				taken = append(taken, c.r)
				places = append(places, text)
				return true
			}
		}
		return false
	}
	every := func(image.Rectangle) bool { return true }
	if !take(every) {
		return nil, false
	}
	for _, cut := range Cuts(b.full) {
		left := func(r image.Rectangle) bool { return !r.Overlaps(cut) }
		if !slices.ContainsFunc(places, left) {
			take(left)
		}
	}
	for len(places) < watermarkPlaces && take(every) {
	}
	return places, outlives(b.full, places)
}

// text is the place of the words, in full pixels, of a candidate.
func (b *busyMap) text(r image.Rectangle, size, margin image.Point) image.Rectangle {
	corner := image.Pt(int(float64(r.Min.X+margin.X)/b.scale), int(float64(r.Min.Y+margin.Y)/b.scale)).Add(b.full.Min)
	return image.Rectangle{Min: corner, Max: corner.Add(size)}
}

// Cuts are the parts of a picture that somebody may cut away to be rid of a
// mark: each quarter at a corner, and each edge strip of EdgeShare.
func Cuts(r image.Rectangle) []image.Rectangle {
	x, y := (r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2
	dx, dy := int(math.Ceil(float64(r.Dx())*EdgeShare)), int(math.Ceil(float64(r.Dy())*EdgeShare))
	return []image.Rectangle{
		image.Rect(r.Min.X, r.Min.Y, x, y), image.Rect(x, r.Min.Y, r.Max.X, y),
		image.Rect(r.Min.X, y, x, r.Max.Y), image.Rect(x, y, r.Max.X, r.Max.Y),
		image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+dy), image.Rect(r.Min.X, r.Max.Y-dy, r.Max.X, r.Max.Y),
		image.Rect(r.Min.X, r.Min.Y, r.Min.X+dx, r.Max.Y), image.Rect(r.Max.X-dx, r.Min.Y, r.Max.X, r.Max.Y),
	}
}

// outlives tells whether each cut leaves a whole mark.
func outlives(r image.Rectangle, places []image.Rectangle) bool {
	for _, cut := range Cuts(r) {
		if !slices.ContainsFunc(places, func(p image.Rectangle) bool { return !p.Overlaps(cut) }) {
			return false
		}
	}
	return true
}
