package photo

import "math"

// How a document lies is told by three kinds of evidence, the strongest first:
// the direction in which its text runs (or, for cards, its proportion), a code
// or a face whose upright is known, and where its kind carries seal, emblem,
// picture and the ragged end of its lines.

const (
	runs     = 0.22 // natural logarithm of across over down from which on the direction of text is believed
	runsSure = 0.30
	voted    = 0.45 // share of votes for upside down from which on it is believed
)

// lying finds the quarter turns clockwise that make a document upright which is
// shown turned by so many already; the sheet is as stored.
func lying(kind Kind, s *sheet, l layout, code *QR, shown int) Turned {
	left := func(quarters int) int { return ((quarters-shown)%4 + 4) % 4 }
	if code != nil { // its finders know
		return Turned{Quarters: left(code.Turn), Sure: true}
	}
	standing, sure := false, true
	ratio := math.Log((l.across + 1e-9) / (l.down + 1e-9))
	switch kind {
	case IDFront, IDBack:
		w, h := float64(s.y.w), float64(s.y.h)
		standing = h > 1.15*w
		sure = standing || w > 1.15*h
	case Other: // anything: nobody knows how it should lie
		return Turned{}
	default:
		if l.ink < 0.004 || math.Abs(ratio) < runs {
			return Turned{}
		}
		standing, sure = ratio < 0, math.Abs(ratio) > runsSure
	}
	// Of the two positions left, which? Votes as if the sheet were turned
	// clockwise by 0 (lines lie) or by 1 (lines stand).
	quarters := 0
	if standing {
		quarters = 1
	}
	vote, cues := votes(kind, s, quarters)
	if vote < 0 {
		quarters += 2
	}
	switch left(quarters) {
	case 1, 3: // it lies on its side, whichever is up
		return Turned{Quarters: left(quarters), Sure: sure}
	case 2: // layout alone never proves it: a person decides
		if math.Abs(vote) > voted && cues >= 2 {
			return Turned{Quarters: 2}
		}
	}
	return Turned{}
}

// votes is −1…1: whether the sheet, turned clockwise by quarters, is upright
// (more than 0) or upside down, judged by the usual layout of its kind, and how
// many cues clearly say so.
func votes(kind Kind, s *sheet, quarters int) (vote float64, cues int) {
	var sum, weight float64
	cue := func(v, w float64) {
		sum += w * v
		weight += w
	}
	up := func(m mark) float64 { _, y := m.turnedBy(quarters); return clearly(-y) }
	seals, emblems := s.redMarks()
	var all []float64
	say := func(v float64, ok bool, w float64) {
		if ok {
			cue(v, w)
			all = append(all, v)
		}
	}
	switch kind {
	case IDFront:
		v, ok := s.picture(quarters)
		say(v, ok, 2)
	case IDBack: // emblem above at the left
		v, ok := weigh(emblems, func(m mark) float64 { x, y := m.turnedBy(quarters); return clearly(-(x + y) / 2) })
		say(v, ok, 2)
		v, ok = weigh(s.headings(), up)
		say(v, ok, 1)
	default:
		v, ok := weigh(s.headings(), up)
		say(v, ok, 1.5)
		v, ok = weigh(seals, func(m mark) float64 { return -up(m) })
		say(v, ok, 1)
		if kind == Licence {
			v, ok = weigh(emblems, up)
			say(v, ok, 1)
		}
	}
	if kind != IDFront && kind != IDBack { // too few lines there
		if v := alignment(s, quarters); math.Abs(v) > 0.15 {
			say(clearly(v), true, 0.7)
		}
	}
	if weight == 0 {
		return 0, 0
	}
	vote = sum / weight
	for _, v := range all {
		if v*vote > 0.3*math.Abs(vote) {
			cues++
		}
	}
	if kind == IDFront || kind == IDBack {
		cues++ // one is enough: these cards have one layout
	}
	return vote, cues
}

// picture is −1…1: where the portrait of a card's front lies, at the right
// being upright: what is neither paper nor print.
func (s *sheet) picture(quarters int) (float64, bool) {
	w, h := s.y.w, s.y.h
	b, r := s.paperColour()
	var sum, n float64
	inner := s.inner(0.04)
	for y := inner.Min.Y; y < inner.Max.Y; y++ {
		for x := inner.Min.X; x < inner.Max.X; x++ {
			i := y*w + x
			colour := math.Hypot(float64(s.cb.pix[i])-b, float64(s.cr.pix[i])-r)
			if colour < 14 && int(s.paper.pix[i])*100 > 70*s.level {
				continue
			}
			m := mark{x: 2*(float64(x)+0.5)/float64(w) - 1, y: 2*(float64(y)+0.5)/float64(h) - 1}
			px, _ := m.turnedBy(quarters)
			sum += px
			n++
		}
	}
	if n < 0.01*float64(w*h) {
		return 0, false
	}
	return clearly(sum / n), true
}

// alignment is −1…1: lines of text begin at a common edge and end where they
// will, so the side with the more even ends is the left one.
func alignment(s *sheet, quarters int) float64 {
	w := s.y.w
	r := s.inner(0.07)
	lines, length := r.Dy(), r.Dx()
	at := func(line, i int) int { return (r.Min.Y+line)*w + r.Min.X + i }
	switch quarters {
	case 1: // clockwise by one: the upper edge is what was the left one
		lines, length = r.Dx(), r.Dy()
		at = func(line, i int) int { return (r.Max.Y-1-i)*w + r.Min.X + line }
	case 2:
		at = func(line, i int) int { return (r.Max.Y-1-line)*w + r.Max.X - 1 - i }
	case 3:
		lines, length = r.Dx(), r.Dy()
		at = func(line, i int) int { return (r.Min.Y+i)*w + r.Max.X - 1 - line }
	}
	var first, last []int
	row := 0
	for line := 0; line < lines; line++ {
		begin, end, n := -1, -1, 0
		for i := range length {
			if s.written(at(line, i)) {
				if begin < 0 {
					begin = i
				}
				end = i
				n++
			}
		}
		// Rows of one line of text count once: where it is most written.
		if n < length/60 {
			row = 0
			continue
		}
		if row++; row == 3 {
			first, last = append(first, begin), append(last, end)
		}
	}
	if len(first) < 5 {
		return 0
	}
	return even(first, length) - even(last, length)
}

// even is the greatest share of values within a fiftieth of the length.
func even(v []int, length int) float64 {
	best := 0
	for _, a := range v {
		n := 0
		for _, b := range v {
			if d := a - b; d >= -length/50 && d <= length/50 {
				n++
			}
		}
		best = max(best, n)
	}
	return float64(best) / float64(len(v))
}

// leaning is by how many degrees the outline is turned from level, 0…45.
func leaning(q Quad) float64 {
	var sum float64
	for i := range q {
		n := q[(i+1)%4]
		a := math.Atan2(n.Y-q[i].Y, n.X-q[i].X) * 180 / math.Pi
		a -= 90 * float64(i)
		for a > 180 {
			a -= 360
		}
		for a <= -180 {
			a += 360
		}
		sum += a
	}
	lean := math.Abs(sum / 4)
	for lean > 45 {
		lean = math.Abs(lean - 90)
	}
	return lean
}
