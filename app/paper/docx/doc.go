// Package docx writes the few parts of a Word document (ISO/IEC 29500,
// transitional) that a letter needs, and fills placeholders into a document
// that somebody else made.
//
// It is our own because no library serves both: the writers of other people
// rebuild a foreign document from the parts that they know, so that text boxes,
// numbering or seals of an office's own letter would be lost, and they give
// other bytes from one time to the next. Here a new document is a handful of
// parts in a fixed order, and a foreign one is changed only where a placeholder
// stands: every other byte of every part stays as it was.
//
// Nothing of a foreign document is trusted: see Open.
package docx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// Fonts named in a document. Word, WPS and LibreOffice replace one that is not
// installed by one of its other names, see fontTable.
// Letters and digits take the same font: with one of their own, marks such as
// “”, · and … would be drawn as narrow as in English.
const (
	fontBody  = "宋体"
	fontTitle = "黑体"
)

// A4 and its margins in millimetres.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	Margin     = 20.0
	marginTop  = 22.0
	// TextWidth is what is left for text.
	TextWidth = pageWidth - 2*Margin
)

// Doc is a document that grows from top to bottom. The zero value is an empty
// one.
type Doc struct {
	Title   string
	Head    []string // lines at the top of the first page, the first one bold
	Logo    Picture  // at the left of Head
	Mark    string   // red, at the top of every page; "" = none
	Created time.Time
	Keep    bool // what is added now stays on one page with what follows

	body bytes.Buffer
	last bool // the last thing written was a table
	turn bool // what is added next begins a page
}

// Picture is a PNG with its size on paper in millimetres. The zero Picture is
// none.
type Picture struct {
	PNG           []byte
	Width, Height float64
}

// Align of a paragraph.
type Align string

// Alignments.
const (
	Left   Align = ""
	Center Align = "center"
	Right  Align = "right"
)

// Run is a piece of text in one style. "\n" begins a new line.
type Run struct {
	Text  string
	Bold  bool
	Title bool    // in the font of titles
	Size  float64 // points, 0 = 10.5
	Muted bool    // grey
	Red   bool
}

// Para is a paragraph. Before and After are points, Indent and Line millimetres.
// Its lines are half as high again as its letters whatever the font: fonts for
// Chinese differ by a third in the height that they ask for, and a letter of
// one page must not become two on another machine.
type Para struct {
	Runs   []Run
	Align  Align
	Before float64
	After  float64
	Indent float64 // of all lines but the first, which hangs
	Line   float64 // a tab draws a line to this place
	Keep   bool    // on one page with what follows
	Rule   bool    // a line under it

	picture string // drawing before the runs
	newPage bool
}

// Text is a plain paragraph.
func Text(s string) Para { return Para{Runs: []Run{{Text: s}}} }

// Cell of a table.
type Cell struct {
	Paras []Para
	Under bool // a line under the cell, in tables without a grid
	Fill  bool // grey ground
	Box   bool // a dashed line all round
	Top   bool // the text stands at the top, else in the middle
}

// Row of a table; Height is the least, in millimetres.
type Row struct {
	Cells  []Cell
	Height float64
	Head   bool // again at the top of each page
}

// Table has widths in millimetres that should add up to TextWidth.
type Table struct {
	Widths []float64
	Rows   []Row
	Grid   bool // lines around all cells, and room beside the text
}

// NewPage lets what is added next begin a page.
func (d *Doc) NewPage() { d.turn = true }

// Para adds a paragraph.
func (d *Doc) Para(p Para) {
	p.Keep, p.newPage = p.Keep || d.Keep, d.turn
	d.last, d.turn = false, false
	writePara(&d.body, p)
}

// Gap adds empty room of so many millimetres.
func (d *Doc) Gap(mm float64) { d.Para(gap(mm)) }

// gap is a paragraph without text.
func gap(mm float64) Para { return Para{Runs: []Run{{Size: mm / 25.4 * 72 / leading}}} }

// Table adds a table.
func (d *Doc) Table(t Table) {
	if d.last || d.turn { // two tables without anything between would become one
		d.Gap(0.5)
	}
	d.last = true
	writeTable(&d.body, t, d.Keep)
}

func writeTable(b *bytes.Buffer, t Table, keep bool) {
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="`)
	sum := 0.0
	for _, w := range t.Widths {
		sum += w
	}
	fmt.Fprintf(b, `%d" w:type="dxa"/>`, twips(sum))
	if t.Grid {
		b.WriteString(`<w:tblBorders>`)
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="808080"/>`, side)
		}
		b.WriteString(`</w:tblBorders>`)
	}
	b.WriteString(`<w:tblLayout w:type="fixed"/>`)
	over, left, right := 0, 0, 57 // twips between the edge of a cell and its text
	if t.Grid {
		over, left, right = 57, 85, 85
	}
	fmt.Fprintf(b, `<w:tblCellMar><w:top w:w="%[1]d" w:type="dxa"/><w:left w:w="%[2]d" w:type="dxa"/><w:bottom w:w="%[1]d" w:type="dxa"/><w:right w:w="%[3]d" w:type="dxa"/></w:tblCellMar>`, over, left, right)
	b.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, w := range t.Widths {
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, twips(w))
	}
	b.WriteString(`</w:tblGrid>`)
	for _, r := range t.Rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if r.Height > 0 {
			fmt.Fprintf(b, `<w:trHeight w:val="%d" w:hRule="atLeast"/>`, twips(r.Height))
		}
		if r.Head {
			b.WriteString(`<w:tblHeader/>`)
		}
		b.WriteString(`</w:trPr>`)
		for i, c := range r.Cells {
			writeCell(b, c, t.Widths[i], keep)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

func writeCell(b *bytes.Buffer, c Cell, width float64, keep bool) {
	fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, twips(width))
	switch {
	case c.Box:
		b.WriteString(`<w:tcBorders>`)
		for _, side := range []string{"top", "left", "bottom", "right"} {
			fmt.Fprintf(b, `<w:%s w:val="dashed" w:sz="6" w:space="0" w:color="808080"/>`, side)
		}
		b.WriteString(`</w:tcBorders>`)
	case c.Under:
		b.WriteString(`<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="606060"/></w:tcBorders>`)
	}
	if c.Fill {
		b.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="F2F4F7"/>`)
	}
	if !c.Top {
		b.WriteString(`<w:vAlign w:val="center"/>`)
	}
	b.WriteString(`</w:tcPr>`)
	if len(c.Paras) == 0 {
		c.Paras = []Para{{}} // a cell must have one
	}
	for _, p := range c.Paras {
		p.Keep = p.Keep || keep
		writePara(b, p)
	}
	b.WriteString(`</w:tc>`)
}

func writePara(b *bytes.Buffer, p Para) {
	b.WriteString(`<w:p><w:pPr>`)
	if p.Keep {
		b.WriteString(`<w:keepNext/>`)
	}
	if p.newPage {
		b.WriteString(`<w:pageBreakBefore/>`)
	}
	if p.Rule {
		b.WriteString(`<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="D9DDE3"/></w:pBdr>`)
	}
	if p.Line > 0 {
		fmt.Fprintf(b, `<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="%d"/></w:tabs>`, twips(p.Line))
	}
	size := p.size()
	fmt.Fprintf(b, `<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="atLeast"/>`, int(p.Before*20), int(p.After*20), int(size*leading*20+0.5))
	if p.Indent > 0 {
		fmt.Fprintf(b, `<w:ind w:left="%d" w:hanging="%d"/>`, twips(p.Indent), twips(p.Indent))
	}
	if p.Align != Left {
		fmt.Fprintf(b, `<w:jc w:val="%s"/>`, p.Align)
	}
	if size != sizeBody { // the mark at the end has a height, too
		fmt.Fprintf(b, `<w:rPr><w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/></w:rPr>`, halfPoints(size))
	}
	b.WriteString(`</w:pPr>` + p.picture)
	for _, r := range p.Runs {
		if r.Text != "" {
			writeRun(b, r)
		}
	}
	b.WriteString(`</w:p>`)
}

// Letters of the text in points, and the height of a line for each of theirs.
const (
	sizeBody = 10.5
	leading  = 1.55
)

// size of the largest letters.
func (p Para) size() float64 {
	most := 0.0
	for _, r := range p.Runs {
		if r.Size == 0 {
			r.Size = sizeBody
		}
		most = max(most, r.Size)
	}
	if most == 0 {
		return sizeBody
	}
	return most
}

func halfPoints(size float64) int { return max(2, int(size*2)) }

func writeRun(b *bytes.Buffer, r Run) {
	b.WriteString(`<w:r><w:rPr>`)
	if r.Title {
		fmt.Fprintf(b, `<w:rFonts w:ascii="%[1]s" w:eastAsia="%[1]s" w:hAnsi="%[1]s"/>`, fontTitle)
	}
	if r.Bold {
		b.WriteString(`<w:b/>`)
	}
	switch {
	case r.Red:
		b.WriteString(`<w:color w:val="B3263E"/>`)
	case r.Muted:
		b.WriteString(`<w:color w:val="5A6372"/>`)
	}
	if r.Size > 0 {
		fmt.Fprintf(b, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, halfPoints(r.Size))
	}
	b.WriteString(`</w:rPr>`)
	for i, part := range strings.Split(r.Text, "\n") {
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		for k, s := range strings.Split(part, "\t") {
			if k > 0 {
				b.WriteString(`<w:tab/>`)
			}
			if s != "" {
				b.WriteString(`<w:t xml:space="preserve">` + escape(s) + `</w:t>`)
			}
		}
	}
	b.WriteString(`</w:r>`)
}

// escape makes text of XML; characters that XML does not know become U+FFFD.
func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		return "" // a Builder never fails
	}
	return b.String()
}

// twips are twentieths of a point.
func twips(mm float64) int { return int(mm/25.4*1440 + 0.5) }
