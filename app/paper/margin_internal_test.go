package paper

import (
	"strings"
	"testing"
	"time"

	"beiandesk/app/filing"
)

// crowded is a filing with the longest and the oddest that a person may type.
func crowded() Input {
	long := strings.Repeat("样本科技发展集团", 25)
	f := &filing.Filing{Kind: filing.KindFirst, ByAgent: true, PrincipalElse: true}
	f.Region.Province = "340000" // asks for most of a statement
	f.Organiser = filing.Organiser{Name: long, CertNumber: strings.Repeat("9", 60), CertAddress: long + "𠮷䶮", Nature: 4}
	f.Site = filing.Site{Name: long, HomeURL: strings.Repeat("a", 200), Remark: strings.Repeat(long, 3), Contents: []int{1, 12}}
	f.Domain.Name = strings.Repeat("b", 63) + ".example.com"
	for _, p := range []*filing.Person{&f.Legal, &f.Principal, &f.Agent} {
		*p = filing.Person{Name: long[:120], CertType: 7, CertNumber: strings.Repeat("8", 40), Email: strings.Repeat("x", 120) + "@example.com"}
	}
	return Input{Filing: f, Now: time.Unix(0, 0), Draft: true, Provider: long, Office: Office{Name: long, Phones: []string{strings.Repeat("1", 90)}}}
}

// TestNothingStandsNearerToAnEdgeThanPrintersPrint measures every drawing step
// of every page, the lower edge and the mark of a draft included.
func TestNothingStandsNearerToAnEdgeThanPrintersPrint(t *testing.T) {
	for _, in := range []Input{crowded(), {Filing: &filing.Filing{}, Now: time.Unix(0, 0)}} {
		for _, k := range Kinds {
			s, err := layOut(k, in)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range s.pages {
				for _, o := range append(p.ops, s.foot(i)...) {
					x0, y0, x1, y1 := o.bounds(s.faces)
					if x0 < printable || x1 > pageWidth-printable || y0 < printable || y1 > pageHeight-printable {
						t.Errorf("%s page %d: %.1f, %.1f – %.1f, %.1f mm stands outside of what prints: %+v", k, i+1, x0, y0, x1, y1, o.text)
					}
				}
			}
		}
	}
	if top := draftLine - 9*mm; top < printable {
		t.Errorf("the mark of a draft begins %.1f mm from the edge", top)
	}
}

// bounds of a drawing step on paper, in millimetres.
func (o op) bounds(f faces) (x0, y0, x1, y1 float64) {
	switch {
	case o.text != nil:
		t := o.text
		return t.x, t.y - t.size*mm*0.9, t.x + f.width(t.text, style{size: t.size, bold: t.bold}), t.y + t.size*mm*0.25
	case o.line != nil:
		l := o.line
		return min(l.x1, l.x2), min(l.y1, l.y2), max(l.x1, l.x2), max(l.y1, l.y2)
	case o.box != nil:
		b := o.box
		return b.x, b.y, b.x + b.w, b.y + b.h
	case o.ring != nil:
		r := o.ring
		return r.x - r.r, r.y - r.r, r.x + r.r, r.y + r.r
	}
	m := o.image
	return m.x, m.y, m.x + m.w, m.y + m.h
}

// TestNoTwoLinesOfTextStandOnEachOther finds text that is drawn over other text.
func TestNoTwoLinesOfTextStandOnEachOther(t *testing.T) {
	for _, in := range []Input{crowded(), {Filing: &filing.Filing{}, Now: time.Unix(0, 0)}} {
		for _, k := range Kinds {
			s, err := layOut(k, in)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range s.pages {
				all := append(p.ops, s.foot(i)...)
				for a := range all {
					for b := range a {
						if all[a].text == nil || all[b].text == nil {
							continue
						}
						ax0, ay0, ax1, ay1 := all[a].bounds(s.faces)
						bx0, by0, bx1, by1 := all[b].bounds(s.faces)
						const touch = 0.3 // runs in bold and regular meet
						if ax0 < bx1-touch && bx0 < ax1-touch && ay0 < by1-touch && by0 < ay1-touch {
							t.Errorf("%s page %d: %q lies on %q", k, i+1, all[a].text.text, all[b].text.text)
						}
					}
				}
			}
		}
	}
}
