package paper

import (
	"strings"
	"time"

	"beiandesk/app/paper/docx"
)

// word writes a document as DOCX. Nothing in it is cut: Word lays it out, and
// characters that the program's own fonts lack stay what they are.
func (d *document) word(in Input) ([]byte, error) {
	out := &docx.Doc{Title: d.title, Created: in.Now.UTC().Truncate(time.Second)}
	if in.Draft {
		out.Mark = DraftMark
	}
	if name := clean(strings.TrimSpace(in.Office.Name)); name != "" {
		out.Head = append(out.Head, name)
	}
	if p := in.Office.phones(); len(p) > 0 {
		out.Head = append(out.Head, clean("电话 "+strings.Join(p, "　")))
	}
	writeTitle(out, d.title)
	for _, b := range d.blocks {
		b.write(out)
	}
	data, err := out.Bytes()
	if err != nil {
		return nil, fail(err)
	}
	return data, nil
}

func writeTitle(d *docx.Doc, text string) {
	d.Para(docx.Para{Runs: []docx.Run{{Text: clean(text), Title: true, Bold: true, Size: 19}}, Align: docx.Center, Before: 4, After: 10, Keep: true})
}

func plain(text string) docx.Para { return docx.Text(clean(text)) }

func muteds(text string, size float64) docx.Para {
	return docx.Para{Runs: []docx.Run{{Text: clean(text), Muted: true, Size: size}}}
}

func (t subtitle) write(d *docx.Doc) {
	d.Para(docx.Para{Runs: []docx.Run{{Text: clean(string(t)), Title: true, Bold: true, Size: 11.5}}, Before: 8, After: 2, Keep: true})
}

func (p para) write(d *docx.Doc) {
	x := plain(string(p))
	x.Before, x.After = 3, 3
	d.Para(x)
}

func (p lead) write(d *docx.Doc) { d.Para(muteds(string(p), 9)) }

func (list entries) write(d *docx.Doc) {
	const label = 44.0
	t := docx.Table{Widths: []float64{label, docx.TextWidth - label}}
	for _, e := range list {
		t.Rows = append(t.Rows, docx.Row{Height: 7, Cells: []docx.Cell{{Paras: []docx.Para{muteds(e.label, 0)}}, {Paras: []docx.Para{plain(e.value)}, Under: true}}})
	}
	d.Table(t)
}

func (c clauses) write(d *docx.Doc) {
	for i, text := range c.texts {
		d.Para(docx.Para{Runs: []docx.Run{{Text: c.number(i) + "\t" + clean(text)}}, Indent: 8, After: 3})
	}
}

func (list ticks) write(d *docx.Doc) {
	for _, t := range list {
		box := "□"
		if t.on {
			box = "☑"
		}
		d.Para(docx.Para{Runs: []docx.Run{{Text: box + "\t" + clean(t.text)}}, Indent: 8, After: 2})
	}
}

func (g grid) write(d *docx.Doc) {
	t := docx.Table{Widths: g.widths, Grid: true}
	row := func(cells []string, head bool) {
		r := docx.Row{Head: head, Height: g.height}
		for _, c := range cells {
			r.Cells = append(r.Cells, docx.Cell{Paras: []docx.Para{{Runs: []docx.Run{{Text: clean(c), Bold: head, Size: 9.5}}}}, Fill: head})
		}
		t.Rows = append(t.Rows, r)
	}
	if len(g.titles) > 0 {
		row(g.titles, true)
		t.Rows[0].Height = 0
	}
	for _, cells := range g.rows {
		row(cells, false)
	}
	d.Table(t)
}

func (p space) write(d *docx.Doc) {
	d.Para(docx.Para{Runs: []docx.Run{{Text: clean(p.label), Bold: true}}, Before: 6, Keep: true})
	if p.hint != "" {
		x := muteds(p.hint, 9)
		x.Keep = true
		d.Para(x)
	}
	if p.text != "" {
		d.Para(plain(p.text))
	}
	t := docx.Table{Widths: []float64{docx.TextWidth}}
	for range p.lines {
		t.Rows = append(t.Rows, docx.Row{Height: 8, Cells: []docx.Cell{{Under: true}}})
	}
	if p.lines > 0 {
		d.Table(t)
	}
}

// write puts the seals in dashed boxes at the left and the signatures at the
// right. The blanks are underscores: they can be typed over.
func (g signing) write(d *docx.Doc) {
	var sign []docx.Para
	for _, label := range g.signers {
		sign = append(sign, docx.Para{Runs: []docx.Run{{Text: clean(label) + strings.Repeat("_", 18)}}, Before: 10, After: 8},
			docx.Para{Runs: []docx.Run{{Text: "日期：______年____月____日"}}, After: 8})
	}
	const seal = 62.0
	d.Para(docx.Para{Before: 4})
	if len(g.seals) == 0 {
		d.Table(docx.Table{Widths: []float64{44, docx.TextWidth - 44}, Rows: []docx.Row{{Cells: []docx.Cell{{}, {Paras: sign}}}}})
		return
	}
	t := docx.Table{Widths: []float64{seal, docx.TextWidth - seal}}
	for i, label := range g.seals {
		p := muteds(label, 9)
		p.Align = docx.Center
		r := docx.Row{Height: 46, Cells: []docx.Cell{{Paras: []docx.Para{p}, Box: true}, {}}}
		if i == 0 {
			r.Cells[1].Paras = sign
		}
		t.Rows = append(t.Rows, r)
	}
	d.Table(t)
}

func (notes advice) write(d *docx.Doc) {
	d.Para(docx.Para{Rule: true, Before: 4, After: 2})
	for _, n := range notes {
		d.Para(muteds("· "+n, 8))
	}
}

func (t title) write(d *docx.Doc) { writeTitle(d, string(t)) }

// write does nothing: Word keeps rows and headings together by itself.
func (roomFor) write(*docx.Doc) {}

func (newPage) write(d *docx.Doc) { d.Para(docx.Para{NewPage: true}) }

func (b banner) write(d *docx.Doc) {
	x := muteds(b.small, 12)
	x.Align, x.Before = docx.Center, 20
	d.Para(x)
	d.Para(docx.Para{Runs: []docx.Run{{Text: clean(b.large), Title: true, Bold: true, Size: 24}}, Align: docx.Center, After: 24})
}
