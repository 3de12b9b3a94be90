package paper

// column of a table; widths are in millimetres and add up to textWidth.
type column struct {
	title string
	width float64
	bold  bool
	ink   rgb
}

// cell is text with, if wanted, a smaller second text under it and a colour.
type cell struct {
	text string
	note string
	ink  *rgb
	bold bool
}

const cellPad = 1.5

type cellLine struct {
	text   string
	st     style
	height float64
}

// table draws rows. A row that does not fit on the rest of the page begins a
// new one; only a row longer than a page is divided. The titles stand again
// at the top of each page; columns without any title have no title row.
func (s *sheet) table(columns []column, rows [][]cell) {
	titled := false
	for _, c := range columns {
		titled = titled || c.title != ""
	}
	titles := func() {
		if !titled {
			s.stroke(marginSide, s.y, marginSide+textWidth, s.y, 0.2, hairline)
			return
		}
		st := small.strong()
		h := st.leading() + 2*cellPad - 0.8
		s.fill(marginSide, s.y, textWidth, h, ground)
		x := marginSide
		for _, c := range columns {
			s.putIn(c.title, st, x+cellPad, c.width, s.y+cellPad-0.4, left)
			x += c.width
		}
		s.y += h
	}
	s.room(26)
	titles()
	for _, row := range rows {
		s.row(columns, row, titles)
	}
	s.gap(2)
}

func (s *sheet) row(columns []column, row []cell, titles func()) {
	laid := make([][]cellLine, len(columns))
	for i, c := range columns {
		if i < len(row) {
			laid[i] = s.lay(c, row[i])
		}
	}
	full := bottom - marginTop - 14
	if h := height(laid); s.y+h > bottom && (h <= full || s.y > bottom-30) {
		s.turn()
		titles()
	}
	for {
		rest := s.rowPart(columns, laid)
		if rest == nil {
			return
		}
		laid = rest
		s.turn()
		titles()
	}
}

// rowPart draws as many lines of each cell as fit and returns the others, nil
// when all is drawn.
func (s *sheet) rowPart(columns []column, laid [][]cellLine) [][]cellLine {
	top := s.y
	low := top
	rest := make([][]cellLine, len(laid))
	more := false
	x := marginSide
	for i, c := range columns {
		y := top + cellPad
		for n, l := range laid[i] {
			if y+l.height+cellPad > bottom && n > 0 {
				rest[i], more = laid[i][n:], true
				break
			}
			s.putIn(l.text, l.st, x+cellPad, c.width, y+(l.height-l.st.leading())*0.8, left)
			y += l.height
		}
		low = max(low, y+cellPad)
		x += c.width
	}
	s.y = low
	s.stroke(marginSide, low, marginSide+textWidth, low, 0.2, hairline)
	if !more {
		return nil
	}
	return rest
}

func (s *sheet) lay(c column, ce cell) []cellLine {
	st := style{size: 9.5, ink: ink, bold: c.bold || ce.bold}
	if c.ink != (rgb{}) {
		st.ink = c.ink
	}
	if ce.ink != nil {
		st.ink = *ce.ink
	}
	var out []cellLine
	width := c.width - 2*cellPad
	if ce.text != "" || ce.note == "" {
		for _, l := range s.faces.wrap(ce.text, st, width) {
			out = append(out, cellLine{l, st, st.leading()})
		}
	}
	if ce.note != "" {
		first := st.leading()
		st := style{size: 8, ink: muted}
		for i, l := range s.faces.wrap(ce.note, st, width) {
			h := st.leading()
			if i == 0 && ce.text == "" {
				h = first // stands on the same line as the text of the other cells
			}
			out = append(out, cellLine{l, st, h})
		}
	}
	return out
}

func height(laid [][]cellLine) float64 {
	most := 0.0
	for _, ls := range laid {
		h := 2 * cellPad
		for _, l := range ls {
			h += l.height
		}
		most = max(most, h)
	}
	return most
}
