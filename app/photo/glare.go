package photo

import (
	"image"
	"sort"
)

// glareBlob is a reflection on the sheet.
type glareBlob struct {
	rect  image.Rectangle
	share float64 // of the sheet
}

const (
	// median level of paper from which on a reflection cannot be told from it;
	// lower on cards, whose portrait has a white ground of its own
	whitePaper, whiteCard = 246, 235
	leastBlob             = 0.002 // share of the sheet
)

// findGlare looks for connected parts that are burnt out while the paper
// around is not, and in which nothing is written any more. Paper that lies
// brightly lit but legible is not one.
func findGlare(kind Kind, s *sheet, inkShare float64) []glareBlob {
	p50, most := s.level, whitePaper
	if kind == IDFront || kind == IDBack {
		most = whiteCard
	}
	if p50 >= most {
		return nil
	}
	level := uint8(min(max(248, p50+18), 254))
	w, h := s.y.w, s.y.h
	r := s.inner(0.015)
	seen := make([]bool, w*h)
	var blobs []glareBlob
	var stack, own []int32
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			start := y*w + x
			if seen[start] || s.y.pix[start] < level {
				continue
			}
			seen[start] = true
			stack, own = append(stack[:0], int32(start)), own[:0]
			box := image.Rect(x, y, x+1, y+1)
			for len(stack) > 0 {
				i := int(stack[len(stack)-1])
				stack = stack[:len(stack)-1]
				own = append(own, int32(i))
				px, py := i%w, i/w
				box = box.Union(image.Rect(px, py, px+1, py+1))
				for _, n := range [4]image.Point{{px + 1, py}, {px - 1, py}, {px, py + 1}, {px, py - 1}} {
					if !n.In(r) {
						continue
					}
					if j := n.Y*w + n.X; !seen[j] && s.y.pix[j] >= level {
						seen[j] = true
						stack = append(stack, int32(j))
					}
				}
			}
			share := float64(len(own)) / float64(w*h)
			if share < leastBlob || legible(s, own, box, inkShare) {
				continue
			}
			blobs = append(blobs, glareBlob{box, share})
		}
	}
	sort.SliceStable(blobs, func(i, j int) bool { return blobs[i].share > blobs[j].share })
	return blobs
}

// legible reports whether writing shows in the middle of a bright part: in the
// half of its box around the middle there is at least half as much ink as in
// the document on the whole. Around a lamp's reflection writing still shows, in
// the middle it is lost.
func legible(s *sheet, own []int32, box image.Rectangle, inkShare float64) bool {
	w := s.y.w
	core := image.Rect((3*box.Min.X+box.Max.X)/4, (3*box.Min.Y+box.Max.Y)/4, (box.Min.X+3*box.Max.X+3)/4, (box.Min.Y+3*box.Max.Y+3)/4)
	bright := 0
	for _, i := range own {
		if image.Pt(int(i)%w, int(i)/w).In(core) {
			bright++
		}
	}
	ink := 0
	for y := core.Min.Y; y < core.Max.Y; y++ {
		for x := core.Min.X; x < core.Max.X; x++ {
			if s.written(y*w + x) {
				ink++
			}
		}
	}
	all := core.Dx() * core.Dy()
	// A part that is no patch but winds around something says nothing here.
	return bright*3 > all && float64(ink) > 0.5*inkShare*float64(all)
}
