package paper

import (
	"fmt"
	"slices"
)

// A4 and the margins that every office printer can print, in millimetres.
const (
	pageWidth    = 210.0
	pageHeight   = 297.0
	marginSide   = 20.0
	marginTop    = 22.0
	marginBottom = 32.0 // holds the note on missing characters and the page number
	printable    = 15.0 // nothing stands nearer to an edge
	textWidth    = pageWidth - 2*marginSide
	bottom       = pageHeight - marginBottom
)

type rgb struct{ r, g, b int }

var (
	ink      = rgb{0x1B, 0x1F, 0x27}
	muted    = rgb{0x5A, 0x63, 0x72}
	hairline = rgb{0xD9, 0xDD, 0xE3}
	ground   = rgb{0xF2, 0xF4, 0xF7}
	accent   = rgb{0x1F, 0x5F, 0xBF}
	done     = rgb{0x1B, 0x7A, 0x46}
	look     = rgb{0x8A, 0x5A, 0x00}
	refused  = rgb{0xB3, 0x26, 0x3E}
	pale     = rgb{0xF9, 0xEC, 0xEE} // the large word behind a draft's text
)

// style of a text: size in points.
type style struct {
	size float64
	bold bool
	ink  rgb
}

func (st style) in(c rgb) style { st.ink = c; return st }
func (st style) strong() style  { st.bold = true; return st }

var (
	body  = style{size: 10.5, ink: ink}
	small = style{size: 9, ink: muted}
)

// leading is the distance of two lines in millimetres; Chinese wants room.
func (st style) leading() float64 { return st.size * mm * 1.55 }

// op is one drawing step; exactly one of its parts is set.
type op struct {
	text  *textOp
	line  *lineOp
	box   *boxOp
	ring  *ringOp
	image *imageOp
}

type textOp struct {
	x, y    float64 // of the baseline's begin
	text    string
	size    float64
	bold    bool
	ink     rgb
	stroked bool // bold was wanted, only the regular font has the character
}

type lineOp struct {
	x1, y1, x2, y2, width float64
	ink                   rgb
	dashed                bool
}

type boxOp struct {
	x, y, w, h float64
	fill       *rgb
	line       *rgb
}

type ringOp struct {
	x, y, r float64
	ink     rgb
}

type imageOp struct {
	name       string
	x, y, w, h float64
}

// lack is a character that could not be drawn.
type lack struct {
	r       rune
	context string // as printed, with its neighbours
}

type page struct {
	ops   []op
	lacks []lack
}

// sheet is a paper being laid out.
type sheet struct {
	faces  faces
	names  names
	pages  []*page
	y      float64
	title  string // for the document's properties and the footer
	draft  bool
	images map[string][]byte // PNG or JPEG by name
	footer string

	air     float64 // mm before a group, more than what must be
	endless bool    // only measured: pages have no end
}

func newSheet(title string, in Input) (*sheet, error) {
	f, err := loadFaces()
	if err != nil {
		return nil, fail(err)
	}
	s := &sheet{faces: f, names: names{in.Names}, title: title, draft: in.Draft, images: map[string][]byte{}}
	s.turn()
	return s, nil
}

// turn begins a new page.
func (s *sheet) turn() {
	s.pages = append(s.pages, &page{})
	s.y = marginTop
}

func (s *sheet) page() *page { return s.pages[len(s.pages)-1] }

// room makes sure that h millimetres fit on the page, else begins a new one.
func (s *sheet) room(h float64) {
	if s.y+h > bottom && s.y > marginTop && !s.endless {
		s.turn()
	}
}

// squeeze is what lines come nearer when a page must be saved, in millimetres.
func (s *sheet) squeeze() float64 { return min(s.air, 0) * 0.6 }

func (s *sheet) gap(h float64) { s.y += h }

func (s *sheet) add(o op) { p := s.page(); p.ops = append(p.ops, o) }

// put draws one line of text with its baseline at y and returns its width.
func (s *sheet) put(x, y float64, text string, st style) float64 {
	runes := []rune(clean(text))
	start := x
	var run []rune
	var runBold, runStroked bool
	runX := x
	flush := func() {
		if len(run) > 0 {
			s.add(op{text: &textOp{runX, y, string(run), st.size, runBold, st.ink, runStroked}})
			run = nil
		}
	}
	for i, r := range runes {
		drawn, bold, ems, lacking := s.faces.glyph(r, st.bold)
		if lacking {
			s.lacking(runes, i)
		}
		stroked := st.bold && !bold
		if len(run) > 0 && (bold != runBold || stroked != runStroked) {
			flush()
		}
		if len(run) == 0 {
			runX, runBold, runStroked = x, bold, stroked
		}
		run = append(run, drawn)
		x += ems * st.size * mm
	}
	flush()
	return x - start
}

// lacking notes that runes[i] could not be drawn on this page.
func (s *sheet) lacking(runes []rune, i int) {
	p := s.page()
	context := string(missing)
	if i > 0 {
		context = string(runes[i-1]) + context
	}
	if i+1 < len(runes) {
		context += string(runes[i+1])
	}
	// Neighbours may be lacking as well.
	shown := ""
	for _, r := range context {
		d, _, _, _ := s.faces.glyph(r, false)
		shown += string(d)
	}
	l := lack{runes[i], shown}
	if !slices.Contains(p.lacks, l) {
		p.lacks = append(p.lacks, l)
	}
}

func (l lack) String() string { return fmt.Sprintf("%s（U+%04X）", l.context, l.r) }

// align of text within a width.
type align int

const (
	left align = iota
	center
	right
)

// lines draws wrapped text from s.y on within x and width, over as many pages
// as it takes.
func (s *sheet) lines(text string, st style, x, width float64, al align) {
	h := st.leading()
	for _, l := range s.faces.wrap(text, st, width) {
		s.room(h)
		s.putIn(l, st, x, width, s.y, al)
		s.y += h
	}
}

// putIn draws one line in a box of one line's height whose top is y.
func (s *sheet) putIn(line string, st style, x, width, y float64, al align) {
	switch al {
	case center:
		x += (width - s.faces.width(line, st)) / 2
	case right:
		x += width - s.faces.width(line, st)
	}
	s.put(x, y+st.leading()*0.5+st.size*mm*0.37, line, st)
}

// para draws a paragraph over the whole width and a gap after it.
func (s *sheet) para(text string, st style, after float64) {
	s.lines(text, st, marginSide, textWidth, left)
	s.gap(after)
}

func (s *sheet) stroke(x1, y1, x2, y2, width float64, c rgb) {
	s.add(op{line: &lineOp{x1: x1, y1: y1, x2: x2, y2: y2, width: width, ink: c}})
}

func (s *sheet) fill(x, y, w, h float64, c rgb) {
	s.add(op{box: &boxOp{x: x, y: y, w: w, h: h, fill: &c}})
}

// heading draws the title of a section and keeps it with what follows it.
func (s *sheet) heading(text string) {
	st := style{size: 13, bold: true, ink: ink}
	s.gap(3)
	s.room(st.leading() + 30)
	s.fill(marginSide, s.y+1.4, 1.2, st.leading()-2.6, accent)
	s.putIn(text, st, marginSide+3.6, textWidth, s.y, left)
	s.y += st.leading() + 1.6
}
