package paper

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"beiandesk/app"
	"beiandesk/assets"
)

// DraftMark stands on every page, and in every file, of a package that still
// has blocking findings.
const DraftMark = "草稿（有未解决的问题）"

// fail is the error of a paper that could not be made.
func fail(err error) error {
	return app.Wrap(err, "paper.make", "这份文件没能生成。您填写的内容没有变化，请再试一次；仍不行时请重新安装程序。")
}

// render writes the pages out as PDF.
func (s *sheet) render(now time.Time) ([]byte, error) { return render(s.title, now, s) }

// render writes several papers out as one PDF.
func render(title string, now time.Time, sheets ...*sheet) ([]byte, error) {
	p := fpdf.New("P", "mm", "A4", "")
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCompression(true)
	p.SetCatalogSort(true) // the same input gives the same bytes
	p.SetCreationDate(now.UTC())
	p.SetModificationDate(now.UTC())
	p.SetTitle(title, true)
	p.SetCreator("Beiandesk", true)
	p.SetProducer("Beiandesk", true)
	p.AddUTF8FontFromBytes(fontRegular, "", assets.FontRegular())
	p.AddUTF8FontFromBytes(fontBold, "", assets.FontBold())
	for _, s := range sheets {
		s.listLacks()
		for _, name := range slices.Sorted(maps.Keys(s.images)) {
			data := s.images[name]
			kind := "PNG"
			if bytes.HasPrefix(data, []byte("\xff\xd8")) {
				kind = "JPG"
			}
			p.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(data))
		}
		for i, pg := range s.pages {
			p.AddPage()
			if s.draft {
				drawDraft(p, s.faces)
			}
			for _, o := range pg.ops {
				draw(p, o)
			}
			for _, o := range s.foot(i) {
				draw(p, o)
			}
		}
	}
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		return nil, fail(err)
	}
	return out.Bytes(), nil
}

const (
	fontRegular = "regular"
	fontBold    = "bold"
)

func draw(p *fpdf.Fpdf, o op) {
	switch {
	case o.text != nil:
		drawText(p, *o.text)
	case o.line != nil:
		l := o.line
		p.SetDrawColor(l.ink.r, l.ink.g, l.ink.b)
		p.SetLineWidth(l.width)
		if l.dashed {
			p.SetDashPattern([]float64{1.2, 1.2}, 0)
		}
		p.Line(l.x1, l.y1, l.x2, l.y2)
		if l.dashed {
			p.SetDashPattern(nil, 0)
		}
	case o.box != nil:
		b := o.box
		kind := ""
		if b.line != nil {
			p.SetDrawColor(b.line.r, b.line.g, b.line.b)
			p.SetLineWidth(0.25)
			kind = "D"
		}
		if b.fill != nil {
			p.SetFillColor(b.fill.r, b.fill.g, b.fill.b)
			kind = "F" + kind
		}
		p.Rect(b.x, b.y, b.w, b.h, kind)
	case o.ring != nil:
		p.SetDrawColor(o.ring.ink.r, o.ring.ink.g, o.ring.ink.b)
		p.SetLineWidth(0.3)
		p.SetDashPattern([]float64{1.2, 1.2}, 0)
		p.Circle(o.ring.x, o.ring.y, o.ring.r, "D")
		p.SetDashPattern(nil, 0)
	case o.image != nil:
		m := o.image
		p.ImageOptions(m.name, m.x, m.y, m.w, m.h, false, fpdf.ImageOptions{}, 0, "") // registered by render
	}
}

func drawText(p *fpdf.Fpdf, t textOp) {
	name := fontRegular
	if t.bold {
		name = fontBold
	}
	p.SetFont(name, "", t.size)
	p.SetTextColor(t.ink.r, t.ink.g, t.ink.b)
	if t.stroked { // thicken what the bold font lacks
		p.SetDrawColor(t.ink.r, t.ink.g, t.ink.b)
		p.SetLineWidth(t.size * mm * 0.03)
		p.SetTextRenderingMode(2)
	}
	p.Text(t.x, t.y, t.text)
	if t.stroked {
		p.SetTextRenderingMode(0)
	}
}

// draftLine is the baseline of the mark of a draft.
const draftLine = 18.5

// drawDraft lays the large pale word under the text and the mark at the top.
func drawDraft(p *fpdf.Fpdf, f faces) {
	big := style{size: 150, bold: true}
	word := "草稿"
	w := f.width(word, big)
	p.TransformBegin()
	p.TransformRotate(38, pageWidth/2, pageHeight/2)
	drawText(p, textOp{x: (pageWidth - w) / 2, y: pageHeight/2 + 18, text: word, size: big.size, bold: true, ink: pale})
	p.TransformEnd()
	drawText(p, draftMark(f))
}

// draftMark is the mark at the top of each page of a draft.
func draftMark(f faces) textOp {
	st := style{size: 9, bold: true}
	return textOp{x: pageWidth - marginSide - f.width(DraftMark, st), y: draftLine, text: DraftMark, size: st.size, bold: true, ink: refused}
}

const notePrefix = "本页有字库外的字，以 □ 代替，请手写补正："

// foot is the lower edge of page i: what could not be drawn, and the number.
func (s *sheet) foot(i int) []op {
	body := s.pages[i]
	scratch := &sheet{faces: s.faces, pages: []*page{{}}}
	if len(body.lacks) > 0 {
		st := style{size: 8, ink: refused}
		lines := s.note(body.lacks, st)
		for n, l := range lines {
			scratch.putIn(l, st, marginSide, textWidth, bottom+1.2+float64(n)*st.leading(), left)
		}
	}
	st := style{size: 8, ink: muted}
	y := pageHeight - 20.5
	scratch.stroke(marginSide, y-1, marginSide+textWidth, y-1, 0.2, hairline)
	scratch.putIn(s.footer, st, marginSide, textWidth, y, left)
	scratch.putIn(fmt.Sprintf("第 %d 页，共 %d 页", i+1, len(s.pages)), st, marginSide, textWidth, y, right)
	return scratch.pages[0].ops
}

// note fits the lacking characters of a page into two lines; listLacks has
// all of them where two lines are too few.
func (s *sheet) note(lacks []lack, st style) []string {
	for n := len(lacks); n > 0; n-- {
		names := make([]string, n)
		for i := range names {
			names[i] = lacks[i].String()
		}
		text := notePrefix + strings.Join(names, "、")
		if n < len(lacks) {
			text += fmt.Sprintf(" 等 %d 处，全部列在末页", len(lacks))
		}
		if lines := s.faces.wrap(text, st, textWidth); len(lines) <= 2 {
			return lines
		}
	}
	return s.faces.wrap(fmt.Sprintf("%s%d 处，全部列在末页", notePrefix, len(lacks)), st, textWidth)[:1]
}

// listLacks adds a list of all lacking characters behind the last page if a
// page has more of them than its lower edge holds.
func (s *sheet) listLacks() {
	st := style{size: 8, ink: refused}
	long := false
	for _, p := range s.pages {
		if len(p.lacks) > 0 {
			lines := s.note(p.lacks, st)
			long = long || strings.HasSuffix(lines[len(lines)-1], "末页")
		}
	}
	if !long {
		return
	}
	listed := s.pages
	s.turn()
	s.heading("字库外的字")
	s.para("下列各处以 □ 代替，请按证件手写补正。括号里是这个字的统一码编号。", small, 2)
	for i, p := range listed {
		if len(p.lacks) == 0 {
			continue
		}
		names := make([]string, len(p.lacks))
		for n, l := range p.lacks {
			names[n] = l.String()
		}
		s.para(fmt.Sprintf("第 %d 页：%s", i+1, strings.Join(names, "、")), body, 1)
	}
}
