package paper

import (
	"beiandesk/app"
	"beiandesk/app/filing"
)

// Kind of a paper that Letter draws.
type Kind string

const (
	LetterAgent     Kind = "letter-agent"     // 授权委托书 for the site's responsible person
	LetterPrincipal Kind = "letter-principal" // 授权委托书 for a principal who is not the legal representative
	Commitment      Kind = "commitment"       // 承诺书, where the province wants one
	SMSCard         Kind = "sms-card"         // 短信核验提示单 for the customer
)

// Kinds in the order in which they are put into a package.
var Kinds = []Kind{LetterAgent, LetterPrincipal, Commitment, SMSCard}

// Title of the paper; with ".pdf" it is its file name, and names nobody.
func (k Kind) Title() string {
	switch k {
	case LetterAgent:
		return "授权委托书"
	case LetterPrincipal:
		return "主体负责人授权委托书"
	case Commitment:
		return "承诺书"
	case SMSCard:
		return "短信核验提示单"
	}
	return ""
}

// FileName of the paper.
func (k Kind) FileName() string { return k.Title() + ".pdf" }

// OfSlot returns the letter that is signed, scanned and put into a slot.
func OfSlot(s filing.Slot) (Kind, bool) {
	switch s {
	case filing.SlotLetterAgent:
		return LetterAgent, true
	case filing.SlotLetterLegal:
		return LetterPrincipal, true
	case filing.SlotCommitment:
		return Commitment, true
	}
	return "", false
}

// Letter draws a paper as PDF, filled from the filing. Fields that are still
// empty become lines to write on. Errors are *app.Error: paper.kind for an
// unknown kind, paper.logo for an unusable logo, paper.make.
func Letter(k Kind, in Input) ([]byte, error) {
	if k.Title() == "" {
		return nil, app.Fail("paper.kind", "程序里没有这种文件，请从列表中选择。")
	}
	s, err := newSheet(k.Title(), in)
	if err != nil {
		return nil, err
	}
	switch k {
	case LetterAgent:
		err = s.authorisation(in, filing.RoleManager)
	case LetterPrincipal:
		err = s.authorisation(in, filing.RolePrincipal)
	case Commitment:
		err = s.commitment(in)
	case SMSCard:
		err = s.smsCard(in)
	}
	if err != nil {
		return nil, err
	}
	return s.render(in.Now)
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
	s.gap(1)
	s.lines(title, letterTitle, marginSide, textWidth, center)
	s.gap(3)
	return nil
}

// entry draws "label　value" with a hairline under the value, which is the
// place to write when the value is empty. Long values take several lines.
func (s *sheet) entry(label, value string) {
	const labelWidth = 44.0
	st := letterBody
	h := st.leading() + 0.6
	x := marginSide + labelWidth
	lines := []string{""}
	if value != "" {
		lines = s.faces.wrap(value, st, textWidth-labelWidth-1)
	}
	for i, l := range lines {
		s.room(h)
		if i == 0 {
			s.putIn(label, st.in(muted), marginSide, labelWidth, s.y, left)
		}
		s.putIn(l, st, x+0.5, textWidth-labelWidth, s.y, left)
		s.stroke(x, s.y+h-0.5, marginSide+textWidth, s.y+h-0.5, 0.2, muted)
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
	s.gap(1)
}

// signer is one who signs at the foot of a letter.
type signer struct {
	label string
	note  string
}

// signatures draws the places for signatures and dates at the right and the
// ring for the seal at the left, together on one page. sealLabel "" is no seal.
func (s *sheet) signatures(sealLabel string, signers []signer) {
	const each = 22.0
	h := max(46, float64(len(signers))*each) + 2
	s.gap(4)
	s.room(h)
	top := s.y
	if sealLabel != "" {
		// A unit's seal is at most 45 mm across (国发〔1999〕25号, general knowledge);
		// the ring leaves it room and hides nothing, since it is only dashed.
		s.add(op{ring: &ringOp{x: marginSide + 26, y: top + 23, r: 22, ink: muted}})
		s.putIn(sealLabel, small, marginSide+4, 44, top+20.5, center)
	}
	x := marginSide + 66
	w := textWidth - 66
	for i, g := range signers {
		y := top + float64(i)*each
		lw := s.put(x, y+8, g.label, letterBody)
		s.stroke(x+lw+1, y+9, x+w, y+9, 0.25, ink)
		if g.note != "" {
			s.put(x+lw+1, y+12.6, g.note, style{size: 7.5, ink: muted})
		}
		s.put(x, y+19, "日期：", letterBody)
		dx := x + 14
		for _, unit := range []string{"年", "月", "日"} {
			s.stroke(dx, y+20, dx+15, y+20, 0.25, ink)
			s.put(dx+16.5, y+19, unit, letterBody)
			dx += 24
		}
	}
	s.y = top + h
}

// advice draws the small notes at the end of a letter.
func (s *sheet) advice(notes ...string) {
	st := style{size: 8, ink: muted}
	s.gap(2)
	s.room(float64(len(notes)+1) * st.leading())
	s.stroke(marginSide, s.y, marginSide+textWidth, s.y, 0.2, hairline)
	s.gap(2)
	for _, n := range notes {
		s.lines("· "+n, st, marginSide, textWidth, left)
	}
}
