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
				if in.Draft {
					mark := draftMark(s.faces)
					all = append(all, op{text: &mark})
				}
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

// TestNobodySignsAnEmptyPage lets a letter grow line by line over the end of its
// page: where the signature stands, a part of what is signed stands before it.
func TestNobodySignsAnEmptyPage(t *testing.T) {
	alone := 0
	for lines := range 30 {
		in := crowded()
		in.Filing.Organiser.Name, in.Office, in.Draft = "样本科技有限公司", Office{}, false
		in.Filing.Site.Name, in.Filing.Site.Remark = "样本", ""
		in.Filing.Organiser.CertAddress = strings.Repeat("某某某某某某某某某某某某某某某某某某某某某某某某某某某某某某", lines+1)
		for _, k := range Kinds {
			s, err := layOut(k, in)
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range s.pages {
				first, signed := -1, false
				for n, o := range p.ops {
					if o.text != nil && first < 0 {
						first = n
					}
					signed = signed || o.ring != nil || o.text != nil && strings.HasSuffix(o.text.text, "签字：")
				}
				if signed && i > 0 {
					alone++
				}
				if signed && (p.ops[0].ring != nil || strings.HasSuffix(p.ops[first].text.text, "签字：")) {
					t.Errorf("%s with an address of %d lines: page %d begins with the signature", k, lines+1, i+1)
				}
			}
		}
	}
	if alone < 10 {
		t.Errorf("only %d signatures came onto a further page: the letters do not grow", alone)
	}
}

// TestATableNamesItsColumnsOnEachPage divides a table.
func TestATableNamesItsColumnsOnEachPage(t *testing.T) {
	s, err := layOut(ChangeRequest, crowded())
	if err != nil {
		t.Fatal(err)
	}
	titled, rows := 0, 0
	for _, p := range s.pages {
		title, grid := false, false
		for _, o := range p.ops {
			title = title || o.text != nil && o.text.text == "变更后的内容"
			grid = grid || o.box != nil && o.box.w == 65
		}
		if title {
			titled++
		}
		if grid {
			rows++
		}
	}
	if rows < 2 || titled != rows {
		t.Errorf("of %d pages with rows %d have titles", rows, titled)
	}
}

// TestAUsualLetterIsOnePageInEveryProvince, with an address of two lines and
// all that a province's own form adds.
func TestAUsualLetterIsOnePageInEveryProvince(t *testing.T) {
	rows, err := FormRows()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		f := &filing.Filing{Kind: filing.KindFirst, ByAgent: true, PrincipalElse: true}
		f.Region.Province = r.Province
		f.Organiser = filing.Organiser{Name: "样本科技（上海）有限责任公司", Nature: 4, CertType: 1, CertNumber: strings.Repeat("9", 18), CertAddress: strings.Repeat("某某路一号", 8)}
		f.Site.Name, f.Domain.Name = "样本科技", "example.com"
		for _, p := range []*filing.Person{&f.Legal, &f.Principal, &f.Agent} {
			*p = filing.Person{Name: "样本甲", CertType: 2, CertNumber: strings.Repeat("8", 18), Mobile: strings.Repeat("1", 11), Email: "a@example.com"}
		}
		for _, k := range []Kind{LetterAgent, LetterPrincipal, Commitment, TruthNotice, CancelRequest} {
			s, err := layOut(k, Input{Filing: f, Now: time.Unix(0, 0), Office: Office{Name: "样本备案服务部", Phones: []string{"400-000-0000"}}})
			if err != nil {
				t.Fatal(err)
			}
			if len(s.pages) != 1 {
				t.Errorf("%s in %s (%s) takes %d pages", k, r.Province, r.Name, len(s.pages))
			}
		}
	}
}
