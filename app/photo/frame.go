package photo

import (
	"image"
	"math"
	"slices"
)

// A picture without edges of paper in it is either all document (a scan, a
// screenshot) or one from so near that the paper runs out of it. Paper along
// all four sides speaks for the first, along one to three for the second.

const (
	paperSame  = 22.0 // levels of brightness within which a pixel counts as the paper
	colourSame = 9.0  // levels of colour
	paperOn    = 9.0  // the same two for paper that goes on beyond a line, where neighbours are compared
	colourOn   = 4.0
	paperLeast = 0.22 // share of a side from which on the paper is said to run out there
	paperMost  = 0.60 // share of a side that is all paper
)

// frameOutline judges a picture in which no outline was found, or one that is
// the picture itself.
func frameOutline(s scene, found Outline) Outline {
	w, h := s.y.w, s.y.h
	out := Outline{Quad: frameQuad(w, h), Score: found.Score}
	if w < 16 || h < 16 {
		return out // nothing can be told
	}
	closed := closing(s.y, max(5, max(w, h)/44)|1)
	mid := image.Rect(w/8, h/8, w-w/8, h-h/8)
	var y, b, r []uint8
	for yy := mid.Min.Y; yy < mid.Max.Y; yy++ {
		at := yy * w
		y = append(y, closed.pix[at+mid.Min.X:at+mid.Max.X]...)
		b = append(b, s.cb.pix[at+mid.Min.X:at+mid.Max.X]...)
		r = append(r, s.cr.pix[at+mid.Min.X:at+mid.Max.X]...)
	}
	if len(y) == 0 {
		return out
	}
	py, pb, pr := float64(percentile(y, 0.5)), float64(percentile(b, 0.5)), float64(percentile(r, 0.5))
	strips := [4]image.Rectangle{image.Rect(0, 0, w, 3), image.Rect(w-3, 0, w, h), image.Rect(0, h-3, w, h), image.Rect(0, 0, 3, h)}
	all := 0
	for _, strip := range strips {
		n, same := 0, 0
		for yy := max(0, strip.Min.Y); yy < strip.Max.Y; yy++ {
			for xx := max(0, strip.Min.X); xx < strip.Max.X; xx++ {
				i := yy*w + xx
				n++
				if math.Abs(float64(closed.pix[i])-py) < paperSame && math.Hypot(float64(s.cb.pix[i])-pb, float64(s.cr.pix[i])-pr) < colourSame {
					same++
				}
			}
		}
		share := float64(same) / float64(max(1, n))
		if share > paperMost {
			all++
		}
		if share > paperLeast {
			out.Cut = append(out.Cut, strip)
		}
	}
	if all >= 3 || found.Frames == 4 {
		out.Full, out.Cut = true, nil
	}
	return out
}

// scanned reports whether an outline was seen in what is a scan: its sides lie
// along those of the picture as no hand can hold a camera, or it is a doubtful
// one that needs the picture's own sides while there is paper all around.
func scanned(s scene, o Outline) bool {
	w, h := float64(s.y.w), float64(s.y.h)
	if o.Frames >= 2 && o.Score < 0.8 {
		return frameOutline(s, Outline{}).Full
	}
	if o.Quad.Area() < 0.75*w*h {
		return false
	}
	for i, p := range o.Quad {
		n := o.Quad[(i+1)%4]
		dx, dy := math.Abs(n.X-p.X), math.Abs(n.Y-p.Y)
		if min(dx, dy) > 0.006*max(dx, dy) {
			return false
		}
	}
	return true
}

// framed reports whether a found outline is only a part of a document that
// fills the picture: a printed border with the same paper on both sides of it,
// or the portrait on a card, outside of which most is written.
func framed(s scene, o Outline, aspects []float64) bool {
	if o.Frames > 0 {
		return false
	}
	beyond := 0
	for i := range o.Quad {
		if paperBeyond(s, o.Quad[i], o.Quad[(i+1)%4]) {
			beyond++
		}
	}
	if beyond >= 3 {
		return true
	}
	w, h := s.y.w, s.y.h
	if o.Quad.Area() > 0.35*float64(w*h) || len(aspects) > 0 && offAspect(o.Quad, aspects) < 0.1 || !frameOutline(s, Outline{}).Full {
		return false
	}
	closed := closing(s.y, max(5, max(w, h)/44)|1)
	in, out := 0, 0
	for y := range h {
		for x := range w {
			i := y*w + x
			if int(closed.pix[i]-s.y.pix[i])*100 < 25*int(closed.pix[i]) {
				continue
			}
			if o.Quad.Contains(Point{float64(x) + 0.5, float64(y) + 0.5}) {
				in++
			} else {
				out++
			}
		}
	}
	return out > in
}

// cutSides are the strips of the picture at which the found document runs out
// of the frame, in pixels of the scene: where its side lies on the edge, and
// where its paper or its edges go on beyond a line that was taken for its side.
//
// The others are weaker evidence: a desk may look like the paper, its grain
// like the paper's edge. sure reports whether the first was seen.
func cutSides(s scene, e *edges, o Outline) (cut []image.Rectangle, sure bool) {
	w, h := s.y.w, s.y.h
	strips := [4]image.Rectangle{image.Rect(0, 0, w, 3), image.Rect(w-3, 0, w, h), image.Rect(0, h-3, w, h), image.Rect(0, 0, 3, h)}
	for i, strip := range strips {
		a, b := o.Quad[i], o.Quad[(i+1)%4]
		// distances of both ends from that edge of the picture, negative outside
		ends := [4][2]float64{{a.Y, b.Y}, {float64(w) - a.X, float64(w) - b.X}, {float64(h) - a.Y, float64(h) - b.Y}, {a.X, b.X}}[i]
		near, far := min(ends[0], ends[1]), max(ends[0], ends[1])
		out := far < 2 || near < -0.012*float64(max(w, h))
		if out || near < 0.04*float64(max(w, h)) && goesOn(e, o.Quad, i) || paperBeyond(s, a, b) {
			cut, sure = append(cut, strip), sure || out
		}
	}
	return cut, sure
}

// goesOn reports whether both neighbours of a side run on beyond it to the
// picture's edge: then the side is a printed line and the paper's own lies
// outside.
func goesOn(e *edges, q Quad, side int) bool {
	if e == nil {
		return false
	}
	beyond := func(from, corner Point) bool {
		length := math.Hypot(corner.X-from.X, corner.Y-from.Y)
		dx, dy := (corner.X-from.X)/length, (corner.Y-from.Y)/length
		dir := math.Atan2(dy, dx) + math.Pi/2 // of the normal
		for dir >= math.Pi {
			dir -= math.Pi
		}
		for dir < 0 {
			dir += math.Pi
		}
		on, all := 0, 0
		for d := 2.0; ; d++ {
			x, y := corner.X-0.5+dx*d, corner.Y-0.5+dy*d
			// crests are not looked for in the outermost pixels
			if x < 2 || y < 2 || x > float64(e.w)-3 || y > float64(e.h)-3 {
				break
			}
			all++
			if e.crest(x, y, dir) {
				on++
			}
		}
		return all >= 2 && on*10 >= all*8
	}
	return beyond(q[(side+3)%4], q[side]) && beyond(q[(side+2)%4], q[(side+1)%4])
}

// paperBeyond reports whether the paper inside the side from a to b goes on
// outside of it all the way to the picture's edge.
func paperBeyond(s scene, a, b Point) bool {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	if length < 8 {
		return false
	}
	nx, ny := -(b.Y-a.Y)/length, (b.X-a.X)/length // inwards
	on, all := 0, 0
	for k := 1; k < 24; k++ {
		f := float64(k) / 24
		x, y := a.X+(b.X-a.X)*f, a.Y+(b.Y-a.Y)*f
		in, ok := s.at(x+6*nx, y+6*ny)
		if !ok {
			continue
		}
		all++
		same := 0
		d := 3.0
		for ; ; d += 2 {
			out, ok := s.at(x-d*nx, y-d*ny)
			if !ok {
				break
			}
			if math.Abs(in[0]-out[0]) > paperOn || math.Hypot(in[1]-out[1], in[2]-out[2]) > colourOn {
				same = -1
				break
			}
			same++
		}
		if same >= 1 {
			on++
		}
	}
	return all > 0 && float64(on) > 0.6*float64(all)
}

// drawn reports whether a picture was drawn by a computer, such as a
// screenshot: four levels or fewer make up four fifths of it, which no camera's
// light and noise allow, not even in a photo that is burnt out.
func drawn(p *Picture) bool {
	b := p.pixels.Bounds()
	row := lumaRow(p.pixels)
	var count [256]int
	n := 0
	step := max(1, b.Dy()/400)
	for y := 0; y < b.Dy(); y += step {
		for _, v := range row(y) {
			count[v]++
			n++
		}
	}
	slices.SortFunc(count[:], func(a, b int) int { return b - a })
	return (count[0]+count[1]+count[2]+count[3])*5 > 4*n
}
