package paper

import (
	"slices"
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
	if len(in.Office.Logo) > 0 {
		data, w, h, err := readLogo(in.Office.Logo)
		if err != nil {
			return nil, err
		}
		out.Logo.PNG = data
		out.Logo.Width, out.Logo.Height = logoSize(w, h)
	}
	writeTitle(out, d.title)
	for i, b := range d.blocks {
		out.Keep = d.together[i]
		b.write(out)
	}
	data, err := out.Bytes()
	if err != nil {
		return nil, fail(err)
	}
	return data, nil
}

func writeTitle(d *docx.Doc, text string) {
	d.Para(docx.Para{Runs: []docx.Run{{Text: clean(text), Title: true, Bold: true, Size: 19}}, Align: docx.Center, Before: 2, After: 5, Keep: true})
}

func plain(text string) docx.Para { return docx.Text(clean(text)) }

func muteds(text string, size float64) docx.Para {
	return docx.Para{Runs: []docx.Run{{Text: clean(text), Muted: true, Size: size}}}
}

func (t subtitle) write(d *docx.Doc) {
	d.Para(docx.Para{Runs: []docx.Run{{Text: clean(string(t)), Title: true, Bold: true, Size: 11.5}}, Before: 7, After: 1, Keep: true})
}

func (t subhead) write(d *docx.Doc) {
	d.Para(docx.Para{Runs: []docx.Run{{Text: clean(string(t)), Bold: true}}, Before: 5, Keep: true})
}

func (p para) write(d *docx.Doc) {
	x := plain(string(p))
	x.Before, x.After = 4, 2
	d.Para(x)
}

func (p lead) write(d *docx.Doc) { d.Para(muteds(string(p), 9)) }

func (list entries) write(d *docx.Doc) {
	const label = 44.0
	t := docx.Table{Widths: []float64{label, docx.TextWidth - label}}
	for _, e := range list {
		t.Rows = append(t.Rows, docx.Row{Height: 6.1, Cells: []docx.Cell{
			{Paras: []docx.Para{muteds(e.label, 0)}, Top: true}, {Paras: []docx.Para{plain(e.value)}, Under: true, Top: true}}})
	}
	d.Table(t)
}

func (c clauses) write(d *docx.Doc) {
	keep := d.Keep
	for i, text := range c.texts {
		d.Keep = keep && (c.whole || i == len(c.texts)-1) // the others may stand on the page before
		d.Para(docx.Para{Runs: []docx.Run{{Text: c.number(i) + "\t" + clean(text)}}, Indent: 8, After: 1})
	}
}

func (list ticks) write(d *docx.Doc) {
	for _, t := range list {
		box := "☐"
		if t.on {
			box = "☑"
		}
		d.Para(docx.Para{Runs: []docx.Run{{Text: box + "\t" + clean(t.text)}}, Indent: 7, After: 1})
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
		d.Gap(1.5)
	}
}

// write puts the seals in dashed boxes at the left and the signatures at the
// right, each beside its seal if there are as many.
func (g signing) write(d *docx.Doc) {
	const seal, between = 48.0, 18.0
	from := seal + between
	if len(g.seals) == 0 {
		from = 44
	}
	wide := docx.TextWidth - from
	var sign [][]docx.Para
	for _, label := range g.signers {
		sign = append(sign, []docx.Para{{Runs: []docx.Run{{Text: clean(label) + "\t"}}, Before: 8, After: 8, Line: wide - 1},
			{Runs: []docx.Run{{Text: "日期：__________年______月______日"}}, After: 8}})
	}
	d.Keep = true
	d.Gap(1)
	t := docx.Table{Widths: []float64{from, wide}}
	row := func(label string, paras []docx.Para) {
		r := docx.Row{Cells: []docx.Cell{{}, {Paras: paras, Top: true}}}
		if len(g.seals) > 0 {
			p := muteds(label, 9)
			p.Align = docx.Center
			box := docx.Cell{Paras: []docx.Para{p}, Box: true}
			if label == "" {
				box = docx.Cell{}
			}
			r.Height = 44
			r.Cells = []docx.Cell{box, {}, r.Cells[1]}
			t.Widths = []float64{seal, between, wide}
		}
		t.Rows = append(t.Rows, r)
	}
	if g.beside() {
		for i, label := range g.seals {
			row(label, sign[i])
		}
	} else {
		row(firstOf(append(g.seals, "")...), slices.Concat(sign...))
		for _, label := range g.seals[min(1, len(g.seals)):] {
			row(label, nil)
		}
	}
	d.Table(t)
	d.Keep = false
}

func (notes advice) write(d *docx.Doc) {
	rule := docx.Para{Runs: []docx.Run{{Size: 3}}, Rule: true, After: 2}
	d.Para(rule)
	for _, n := range notes {
		x := muteds("·\t"+n, 8)
		x.Indent = adviceIndent
		d.Para(x)
	}
}

func (t title) write(d *docx.Doc) { writeTitle(d, string(t)) }

// write does nothing: Word keeps rows and headings together by itself.
func (roomFor) write(*docx.Doc) {}

func (newPage) write(d *docx.Doc) { d.NewPage() }

func (b banner) write(d *docx.Doc) {
	x := muteds(b.small, 12)
	x.Align, x.Before = docx.Center, 10
	d.Para(x)
	d.Para(docx.Para{Runs: []docx.Run{{Text: clean(b.large), Title: true, Bold: true, Size: 24}}, Align: docx.Center, After: 14})
}
