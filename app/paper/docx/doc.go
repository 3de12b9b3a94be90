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
const (
	fontBody  = "宋体"
	fontTitle = "黑体"
)

// A4 and its margins in millimetres.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	Margin     = 20.0
	// TextWidth is what is left for text.
	TextWidth = pageWidth - 2*Margin
)

// Doc is a document that grows from top to bottom. The zero value is an empty
// one.
type Doc struct {
	Title   string
	Head    []string // lines at the top of every page, the first one bold
	Mark    string   // red, at the top of every page; "" = none
	Created time.Time

	body bytes.Buffer
	last bool // the last thing written was a table
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

// Para is a paragraph. Lengths are points but Indent, which is millimetres.
type Para struct {
	Runs    []Run
	Align   Align
	Before  float64
	After   float64
	Indent  float64 // of all lines but the first, which hangs
	Keep    bool    // on one page with what follows
	Rule    bool    // a line under it
	NewPage bool    // begins a page
}

// Text is a plain paragraph.
func Text(s string) Para { return Para{Runs: []Run{{Text: s}}} }

// Cell of a table.
type Cell struct {
	Paras []Para
	Under bool // a line under the cell, in tables without a grid
	Fill  bool // grey ground
	Box   bool // a dashed line all round
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
	Grid   bool // lines around all cells
}

// Para adds a paragraph.
func (d *Doc) Para(p Para) {
	d.last = false
	writePara(&d.body, p)
}

// Table adds a table.
func (d *Doc) Table(t Table) {
	if d.last { // two tables without anything between would become one
		writePara(&d.body, Para{Runs: []Run{{Size: 2}}})
	}
	d.last = true
	b := &d.body
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
	b.WriteString(`<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
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
			writeCell(b, c, t.Widths[i])
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

func writeCell(b *bytes.Buffer, c Cell, width float64) {
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
	b.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	if len(c.Paras) == 0 {
		c.Paras = []Para{{}} // a cell must have one
	}
	for _, p := range c.Paras {
		writePara(b, p)
	}
	b.WriteString(`</w:tc>`)
}

func writePara(b *bytes.Buffer, p Para) {
	b.WriteString(`<w:p><w:pPr>`)
	if p.Keep {
		b.WriteString(`<w:keepNext/>`)
	}
	if p.NewPage {
		b.WriteString(`<w:pageBreakBefore/>`)
	}
	if p.Rule {
		b.WriteString(`<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="D9DDE3"/></w:pBdr>`)
	}
	fmt.Fprintf(b, `<w:spacing w:before="%d" w:after="%d"/>`, int(p.Before*20), int(p.After*20))
	if p.Indent > 0 {
		fmt.Fprintf(b, `<w:ind w:left="%d" w:hanging="%d"/>`, twips(p.Indent), twips(p.Indent))
	}
	if p.Align != Left {
		fmt.Fprintf(b, `<w:jc w:val="%s"/>`, p.Align)
	}
	b.WriteString(`</w:pPr>`)
	for _, r := range p.Runs {
		writeRun(b, r)
	}
	b.WriteString(`</w:p>`)
}

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
		fmt.Fprintf(b, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, int(r.Size*2))
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
