package docx

import (
	"bytes"
	"fmt"
)

// Where the head begins, in millimetres from the edge of the paper: on a
// marked document the mark stands before it.
const (
	headMarked = 15.0
	headPlain  = 18.0
)

func (d *Doc) headAt() float64 {
	if d.Mark != "" {
		return headMarked
	}
	return headPlain
}

const (
	nsDrawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsMain    = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsPicture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
)

const headerRels = xmlHead + `<Relationships xmlns="` + nsPackage + `"><Relationship Id="rId1" Type="` + nsR + `/image" Target="media/logo.png"/></Relationships>`

// header is the top of the first page, or of the others: there only the mark
// stands.
func (d *Doc) header(first bool) string {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<w:hdr xmlns:w="` + nsW + `" xmlns:r="` + nsR + `">`)
	if d.Mark != "" {
		writePara(&b, Para{Runs: []Run{{Text: d.Mark, Bold: true, Red: true, Size: 9}}, Align: Right})
	}
	switch {
	case first && len(d.Head)+len(d.Logo.PNG) > 0:
		d.writeHead(&b)
	case d.Mark == "":
		writePara(&b, gap(0.5)) // a header must have a paragraph
	}
	b.WriteString(`</w:hdr>`)
	return b.String()
}

// writeHead puts the logo at the left, the lines at its right and a rule under
// both.
func (d *Doc) writeHead(b *bytes.Buffer) {
	lines := Cell{Top: true}
	for i, line := range d.Head {
		r := Run{Text: line, Size: 9, Muted: true}
		if i == 0 {
			r = Run{Text: line, Size: 11, Bold: true}
		}
		lines.Paras = append(lines.Paras, Para{Runs: []Run{r}})
	}
	t := Table{Widths: []float64{TextWidth}, Rows: []Row{{Cells: []Cell{lines}}}}
	if len(d.Logo.PNG) > 0 {
		const between = 4.0
		w := d.Logo.Width + between
		t.Widths = []float64{w, TextWidth - w}
		// The line is as high as the picture; a smaller one is only a beginning.
		logo := Cell{Paras: []Para{{Runs: []Run{{Size: 1}}, picture: d.Logo.drawing()}}}
		t.Rows[0].Cells = []Cell{logo, lines}
	}
	writeTable(b, t, false)
	rule := gap(2)
	rule.Rule, rule.After = true, 8
	writePara(b, rule)
}

// emus are the units of drawings, 36 000 to a millimetre.
func emus(mm float64) int { return int(mm*36000 + 0.5) }

func (p Picture) drawing() string {
	return fmt.Sprintf(`<w:r><w:drawing><wp:inline xmlns:wp="`+nsDrawing+`" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="1" name="logo"/>`+
		`<a:graphic xmlns:a="`+nsMain+`"><a:graphicData uri="`+nsPicture+`"><pic:pic xmlns:pic="`+nsPicture+`"><pic:nvPicPr><pic:cNvPr id="1" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		emus(p.Width), emus(p.Height))
}
