package paper

import (
	"beiandesk/app"
)

// Letter draws a paper as PDF, filled from the filing. Fields that are still
// empty become lines to write on. Errors are *app.Error: paper.kind for an
// unknown kind, paper.logo for an unusable logo, paper.make.
func Letter(k Kind, in Input) ([]byte, error) {
	s, err := layOut(k, in)
	if err != nil {
		return nil, err
	}
	return render(s.title, in.Now, s)
}

// Letters draws several papers as one PDF, each with its own page numbers.
// Errors as for Letter; none is paper.kind.
func Letters(title string, kinds []Kind, in Input) ([]byte, error) {
	var all []*sheet
	for _, k := range kinds {
		s, err := layOut(k, in)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	if len(all) == 0 {
		return nil, unknownKind()
	}
	return render(title, in.Now, all...)
}

// Word makes a paper as DOCX, for an office that changes it. Errors are
// *app.Error: paper.kind for a kind that is not Editable, paper.make.
func Word(k Kind, in Input) ([]byte, error) {
	if !k.Editable() {
		return nil, unknownKind()
	}
	d := build(k, in)
	return d.word(in)
}

func unknownKind() error {
	return app.Fail("paper.kind", "程序里没有这种文件，请从列表中选择。")
}

// layOut draws a paper with as much air between its parts as does not cost a
// page: a last page with nothing but the small print helps nobody.
func layOut(k Kind, in Input) (*sheet, error) {
	if k.Title() == "" {
		return nil, unknownKind()
	}
	dense, err := layOutWith(k, in, closest)
	if err != nil {
		return nil, err
	}
	for _, air := range []float64{2, 1, 0, closest / 2} {
		if s, err := layOutWith(k, in, air); err != nil || len(s.pages) == len(dense.pages) {
			return s, err
		}
	}
	return dense, nil
}

// closest is the least air: lines then stand nearer to each other, too.
const closest = -1.0

// layOutWith draws a paper with so many millimetres of air before a group.
func layOutWith(k Kind, in Input, air float64) (*sheet, error) {
	s, err := newSheet(k.Title(), in)
	if err != nil {
		return nil, err
	}
	s.air = air
	if k == SMSCard {
		return s, s.smsCard(in)
	}
	d := build(k, in)
	if err := s.letterHead(in, d.title); err != nil {
		return nil, err
	}
	for i, b := range d.blocks {
		if d.together[i] && (i == 0 || !d.together[i-1]) {
			var rest block
			if rest, b = last(b); rest != nil {
				rest.draw(s)
			}
			if h := s.height(append([]block{b}, d.blocks[i+1:d.through(i)+1]...)); h < bottom-marginTop {
				s.room(h)
			}
		}
		b.draw(s)
	}
	return s, nil
}

// through is the block to which those from i on are bound.
func (d *document) through(i int) int {
	for d.together[i] {
		i++
	}
	return i
}

// height measures blocks, in millimetres.
func (s *sheet) height(blocks []block) float64 {
	scratch := &sheet{faces: s.faces, names: s.names, pages: []*page{{}}, endless: true, air: s.air}
	for _, b := range blocks {
		b.draw(scratch)
	}
	return scratch.y
}

// build makes the blocks of an editable paper.
func build(k Kind, in Input) document {
	d := blocksOf(k, in)
	d.bind()
	return d
}

func blocksOf(k Kind, in Input) document {
	n := names{in.Names}
	switch k {
	case LetterAgent:
		return authorisation(in, n, false)
	case LetterPrincipal:
		return authorisation(in, n, true)
	case Commitment:
		return commitment(in, n)
	case TruthNotice:
		return truthNotice(in, n)
	case NoApproval:
		return noApproval(in, n)
	case SitePlan:
		return sitePlan(in, n)
	case Guarantee:
		return guarantee(in, n)
	case Verification:
		return verification(in, n)
	case ChangeRequest:
		return changeRequest(in, n)
	case CancelRequest:
		return cancelRequest(in, n)
	case Consent:
		return consent(in, n)
	case CustomerSheet:
		return customerSheet(in, n)
	}
	return cover(in, n)
}

var (
	letterTitle = style{size: 19, bold: true, ink: ink}
	letterBody  = style{size: 10.5, ink: ink}
)

// letterHead draws office and title.
func (s *sheet) letterHead(in Input, title string) error {
	if err := s.officeHead(in.Office); err != nil {
		return err
	}
	s.gap(1 + s.squeeze())
	s.lines(title, letterTitle, marginSide, textWidth, center)
	s.gap(2 + 2*s.squeeze())
	return nil
}

// entry draws "label　value" with a hairline under the value, which is the
// place to write when the value is empty. Long values take several lines, and
// so does a long label.
func (s *sheet) entry(label, value string) {
	const labelWidth = 44.0
	st := letterBody
	h := st.leading() + 0.6 + s.squeeze()
	x := marginSide + labelWidth
	lines := []string{""}
	if value != "" {
		lines = s.faces.wrap(value, st, textWidth-labelWidth-1)
	}
	labels := s.faces.wrap(label, st, labelWidth-1)
	for i := range max(len(lines), len(labels)) {
		s.room(h)
		if i < len(labels) {
			s.putIn(labels[i], st.in(muted), marginSide, labelWidth, s.y, left)
		}
		if i < len(lines) {
			s.putIn(lines[i], st, x+0.5, textWidth-labelWidth, s.y, left)
			s.stroke(x, s.y+h-0.5, marginSide+textWidth, s.y+h-0.5, 0.2, muted)
		}
		s.y += h
	}
}

// clause draws "1. text" with a hanging indent.
func (s *sheet) clause(number, text string) {
	const indent = 8.0
	st := letterBody
	h := st.leading()
	for i, l := range s.faces.wrap(text, st, textWidth-indent) {
		s.room(h)
		if i == 0 {
			s.putIn(number, st, marginSide, indent, s.y, left)
		}
		s.putIn(l, st, marginSide+indent, textWidth, s.y, left)
		s.y += h
	}
	s.gap(0.6 + s.squeeze())
}

// subtitle draws a title over a group, on a paper that is no document.
func (s *sheet) subtitle(text string) { subtitle(text).draw(s) }
