package paper

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

func (t subtitle) draw(s *sheet) {
	st := style{size: 11.5, bold: true, ink: ink}
	s.gap(1.2 + s.air)
	s.room(st.leading() + 14)
	s.lines(string(t), st, marginSide, textWidth, left)
	s.gap(0.5)
}

func (t subhead) draw(s *sheet) {
	st := letterBody.strong()
	s.gap(1.5)
	s.room(2 * st.leading())
	s.lines(string(t), st, marginSide, textWidth, left)
}

func (p para) draw(s *sheet) {
	s.gap(0.6 + s.air/2)
	s.para(string(p), letterBody, 0.6)
}

func (p lead) draw(s *sheet) { s.para(string(p), small, 1) }

func (list entries) draw(s *sheet) {
	for _, e := range list {
		s.entry(e.label, e.value)
	}
}

func (c clauses) draw(s *sheet) {
	for i, t := range c.texts {
		s.clause(c.number(i), t)
	}
}

// draw puts each choice on a line of its own with a box that is ticked or left.
func (list ticks) draw(s *sheet) {
	const indent, side = 7.0, 3.2
	st := letterBody
	h := st.leading()
	for _, t := range list {
		for i, l := range s.faces.wrap(t.text, st, textWidth-indent) {
			s.room(h)
			if i == 0 {
				s.box(marginSide+0.6, s.y+(h-side)/2, side, t.on)
			}
			s.putIn(l, st, marginSide+indent, textWidth, s.y, left)
			s.y += h
		}
		s.gap(0.4)
	}
}

// box is a square to tick.
func (s *sheet) box(x, y, side float64, on bool) {
	c := muted
	s.add(op{box: &boxOp{x: x, y: y, w: side, h: side, line: &c}})
	if on {
		s.stroke(x+0.6, y+side*0.55, x+side*0.42, y+side-0.6, 0.5, ink)
		s.stroke(x+side*0.42, y+side-0.6, x+side-0.4, y+0.5, 0.5, ink)
	}
}

// draw draws the lines of the grid as well as the texts. A row stays on one
// page unless it is longer than one.
func (g grid) draw(s *sheet) {
	s.gap(0.5)
	st, head := style{size: 9.5, ink: ink}, small.strong()
	line := muted
	var row func(cells []string, st style, least float64, shaded bool)
	turn := func() {
		s.turn()
		if len(g.titles) > 0 {
			row(g.titles, head, 0, true)
		}
	}
	row = func(cells []string, st style, least float64, shaded bool) {
		lines := make([][]string, len(cells))
		most := 1
		for i, c := range cells {
			lines[i] = s.faces.wrap(c, st, g.widths[i]-2*cellPad)
			most = max(most, len(lines[i]))
		}
		for from := 0; from < most; {
			fit := most - from
			if rest := int((bottom - s.y - 2*cellPad) / st.leading()); fit > rest {
				full := int((bottom - marginTop - 2*cellPad) / st.leading())
				if rest < 1 || fit <= full {
					turn()
				}
				fit = min(fit, int((bottom-s.y-2*cellPad)/st.leading()))
			}
			h := float64(fit)*st.leading() + 2*cellPad
			if from == 0 {
				h = max(h, least)
			}
			if s.y+h > bottom && s.y > marginTop {
				turn()
			}
			x := marginSide
			if shaded {
				s.fill(x, s.y, textWidth, h, ground)
			}
			for i := range cells {
				s.add(op{box: &boxOp{x: x, y: s.y, w: g.widths[i], h: h, line: &line}})
				part := lines[i][min(from, len(lines[i])):min(from+fit, len(lines[i]))]
				y := s.y + (h-float64(len(part))*st.leading())/2
				for _, l := range part {
					s.putIn(l, st, x+cellPad, g.widths[i], y, left)
					y += st.leading()
				}
				x += g.widths[i]
			}
			s.y += h
			from += fit
		}
	}
	if len(g.titles) > 0 {
		s.room(head.leading() + 2*cellPad + max(g.height, st.leading()+2*cellPad))
		row(g.titles, head, 0, true)
	}
	for _, cells := range g.rows {
		row(cells, st, g.height, false)
	}
	s.gap(1.5)
}

func (p space) draw(s *sheet) {
	st := style{size: 10.5, bold: true, ink: ink}
	const each = 8.0
	s.gap(1.5)
	s.room(st.leading() + 2*each + small.leading())
	s.lines(p.label, st, marginSide, textWidth, left)
	if p.hint != "" {
		s.lines(p.hint, small, marginSide, textWidth, left)
	}
	if p.text != "" {
		s.lines(p.text, letterBody, marginSide, textWidth, left)
	}
	for range p.lines {
		s.room(each)
		s.stroke(marginSide, s.y+each-0.5, marginSide+textWidth, s.y+each-0.5, 0.2, muted)
		s.y += each
	}
	s.gap(1.5)
}

// draw puts the rings for seals at the left, the signatures with their dates at
// the right. Two seals stand above each other.
func (g signing) draw(s *sheet) {
	const each, ring = 22.0, 48.0
	x := marginSide + 66
	w := textWidth - 66
	if len(g.seals) == 0 {
		x, w = marginSide+44, textWidth-44
	}
	st := letterBody
	heights := make([]float64, len(g.signers))
	signers := 0.0
	for i, label := range g.signers {
		// A label too long for its line takes one of its own.
		heights[i] = each
		if s.faces.width(label, st) > w-40 {
			heights[i] += float64(len(s.faces.wrap(label, st, w))) * st.leading()
		}
		if g.beside() {
			heights[i] = max(heights[i], ring)
		}
		signers += heights[i]
	}
	h := max(ring*float64(len(g.seals))-2, signers) + 0.5
	s.gap(2 + 2*s.squeeze())
	s.room(h)
	top := s.y
	for i, label := range g.seals {
		// A unit's seal is at most 45 mm across (国发〔1999〕25号, general knowledge);
		// the ring leaves it room and hides nothing, since it is only dashed.
		y := top + float64(i)*ring
		s.add(op{ring: &ringOp{x: marginSide + 26, y: y + 23, r: 22, ink: muted}})
		s.putIn(label, small, marginSide+4, 44, y+20.5, center)
	}
	y := top
	for i, label := range g.signers {
		from := x
		low := y
		if s.faces.width(label, st) > w-40 {
			for _, l := range s.faces.wrap(label, st, w) {
				s.putIn(l, st, x, w, low, left)
				low += st.leading()
			}
		} else {
			from += s.put(x, y+8, label, st) + 1
		}
		s.stroke(from, low+9, x+w, low+9, 0.25, ink)
		s.put(x, low+19, "日期：", st)
		dx := x + 14
		for _, unit := range []string{"年", "月", "日"} {
			s.stroke(dx, low+20, dx+15, low+20, 0.25, ink)
			s.put(dx+16.5, low+19, unit, st)
			dx += 24
		}
		y += heights[i]
	}
	s.y = top + h
}

// adviceIndent is how far the lines of a note stand in, in millimetres.
const adviceIndent = 3.4

func (notes advice) draw(s *sheet) {
	st := style{size: 8, ink: muted}
	s.gap(1 + s.air/2)
	h := 4.0
	for _, n := range notes {
		h += float64(len(s.faces.wrap(n, st, textWidth-adviceIndent))) * st.leading()
	}
	s.room(min(h, 60))
	s.stroke(marginSide, s.y, marginSide+textWidth, s.y, 0.2, hairline)
	s.gap(1)
	for _, n := range notes {
		s.room(st.leading())
		s.putIn("·", st, marginSide, adviceIndent, s.y, left)
		s.lines(n, st, marginSide+adviceIndent, textWidth-adviceIndent, left)
	}
}

func (newPage) draw(s *sheet) { s.turn() }

func (t title) draw(s *sheet) {
	s.lines(string(t), letterTitle, marginSide, textWidth, center)
	s.gap(2)
}

func (r roomFor) draw(s *sheet) { s.room(float64(r)) }

func (b banner) draw(s *sheet) {
	st := style{size: 24, bold: true, ink: ink}
	s.gap(5)
	s.lines(b.small, style{size: 12, ink: muted}, marginSide, textWidth, center)
	s.gap(2)
	s.lines(b.large, st, marginSide, textWidth, center)
	s.gap(5)
}
