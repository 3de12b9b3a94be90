package paper

import (
	"slices"

	"beiandesk/app/filing"
	"beiandesk/app/paper/docx"
)

// document is a paper before it is drawn: the same blocks become PDF (draw) and
// DOCX (write), so that both always say the same.
type document struct {
	title    string
	blocks   []block
	together map[int]bool // blocks that stay on one page with the next
}

// block is one part of a document, from top to bottom.
type block interface {
	draw(s *sheet)
	write(d *docx.Doc)
}

// add appends blocks; entries after entries go on with them.
func (d *document) add(blocks ...block) {
	for _, b := range blocks {
		if more, ok := b.(entries); ok && len(d.blocks) > 0 {
			if list, ok := d.blocks[len(d.blocks)-1].(entries); ok {
				d.blocks[len(d.blocks)-1] = append(slices.Clip(list), more...)
				continue
			}
		}
		d.blocks = append(d.blocks, b)
	}
}

// bind finds the blocks that must not be parted from a signing: what is signed
// begins on the page of the signature, so that nobody signs an empty one.
func (d *document) bind() {
	d.together = map[int]bool{}
	for i, b := range d.blocks {
		if _, ok := b.(signing); !ok {
			continue
		}
		for i--; i >= 0; i-- {
			d.together[i] = true
			if _, remark := d.blocks[i].(lead); !remark { // which alone is not enough
				break
			}
		}
		if i < 1 {
			continue
		}
		if _, ok := d.blocks[i-1].(subtitle); ok {
			d.together[i-1] = true
			if c, ok := d.blocks[i].(clauses); ok {
				c.whole = true
				d.blocks[i] = c
			}
		}
	}
}

// last is what of a block must stay with a signing, and what may stand before.
func last(b block) (rest, tail block) {
	if c, ok := b.(clauses); ok && len(c.texts) > 1 && !c.whole {
		n := len(c.texts) - 1
		return clauses{mark: c.mark, texts: c.texts[:n]}, clauses{mark: c.number(n), texts: c.texts[n:]}
	}
	return nil, b
}

// The blocks.
type (
	// subtitle stands over a group.
	subtitle string
	// subhead stands over a part of what a subtitle stands over.
	subhead string
	// para is a paragraph.
	para string
	// lead is a small grey paragraph.
	lead string
	// entries are "label　value" rows; an empty value is a line to write on.
	entries []entry
	// clauses are numbered 1. 2. 3. unless mark is given.
	clauses struct {
		mark  string
		texts []string
		whole bool // all on one page with the signing after them
	}
	// ticks are choices, each with a box to tick.
	ticks []tick
	// grid is a table with lines; empty cells are room to write.
	grid struct {
		titles []string
		widths []float64 // mm, together textWidth
		rows   [][]string
		height float64 // least height of a row in mm
	}
	// space is room to write under a label, with what is known already.
	space struct {
		label, hint, text string
		lines             int
	}
	// signing is the place for seals and signatures, on one page.
	signing struct {
		seals   []string
		signers []string
	}
	// advice is the small print at the end.
	advice []string
	// newPage begins a page.
	newPage struct{}
	// title stands at the head of a further page.
	title string
	// roomFor keeps what follows within so many millimetres on one page.
	roomFor float64
	// banner is large and centred, on the cover.
	banner struct{ small, large string }
)

// beside tells that each signer has a seal of his side.
func (g signing) beside() bool { return len(g.seals) > 1 && len(g.seals) == len(g.signers) }

type entry struct {
	label, value string
	fields       []filing.Field // that fill it
}

// of is an entry filled by one field.
func of(p filing.Field, label, value string) entry { return entry{label, value, []filing.Field{p}} }

// both is an entry filled by two.
func both(p, q filing.Field, label, value string) entry {
	return entry{label, value, []filing.Field{p, q}}
}

// blank is an entry that only a pen fills.
func blank(label string) entry { return entry{label: label} }

type tick struct {
	text string
	on   bool
}

func numbered(texts ...string) clauses { return clauses{texts: texts} }
func dotted(texts ...string) clauses   { return clauses{mark: "·", texts: texts} }

func (c clauses) number(i int) string {
	if c.mark != "" {
		return c.mark
	}
	return itoa(i+1) + "."
}

// missing lists the fields that the document would be filled from and that are
// empty, each once, in its order.
func (d *document) missing(f *filing.Filing) []filing.Field {
	var out []filing.Field
	seen := map[filing.Field]bool{}
	for _, b := range d.blocks {
		list, ok := b.(entries)
		if !ok {
			continue
		}
		for _, e := range list {
			for _, p := range e.fields {
				if v, known := f.Get(p); known && v == "" && !seen[p] {
					seen[p] = true
					out = append(out, p)
				}
			}
		}
	}
	return out
}
