package steps

import (
	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// more is the menu of the head: what is wanted less often.
func (p *Page) more(open func(screens.Page) func()) *part.Button {
	return part.MenuButton(text.More,
		part.MenuItem{Label: text.ChecklistTitle, Act: open(screens.PageChecklist)},
		part.MenuItem{Label: text.ToPapers, Act: open(screens.PagePapers)},
		part.MenuItem{Label: text.CompareTitle, Act: open(screens.PageCompare)},
		part.MenuItem{Label: text.ConsentsOpen, Act: func() {
			p.s.Flush()
			p.host.Navigate(screens.Route{Page: screens.PageRecords, Filing: p.s.ID(), Arg: "consent"})
		}})
}

// openChecklist leads to what is to be prepared, and there to a question, if a
// row is given.
func (p *Page) openChecklist(row string) {
	p.s.Flush()
	p.host.Navigate(screens.Route{Page: screens.PageChecklist, Filing: p.s.ID(), Arg: row})
}

// toChecklist is the link under the findings; it counts what nobody has
// answered.
func (p *Page) toChecklist() fyne.CanvasObject {
	open := 0
	for _, q := range p.s.View().Questions {
		if q.Answer == "" {
			open++
		}
	}
	words := text.ChecklistOpen
	if open > 0 {
		words = text.About(words, text.OpenQuestions(open))
	}
	return part.Row(0, part.Link(words, func() { p.openChecklist("") }).Then(part.GlyphRight))
}

// provinceWants counts the rows of the filing's own province that are to be
// prepared or confirmed; what the program checks by itself is not among them.
func provinceWants(v *desk.View, t *table.Set) int {
	n := 0
	for _, i := range v.Checklist {
		if r, ok := t.BureauRule(i.ID); ok && r.Province == v.Filing.Region.Province {
			n++
		}
	}
	return n
}

// showWants is the quiet line under the region.
func (v *regionView) showWants() {
	p := v.p
	t := p.desk.Tables()
	province, known := t.Province(p.s.Filing().Region.Province)
	n := provinceWants(p.s.View(), t)
	v.wants.Objects = nil
	if known && n > 0 {
		v.wants.Add(part.Flow(6, part.Muted(text.ProvinceWants(province.Name, n)).One(), part.Link(text.ChecklistOpen, func() { p.openChecklist("") }).Then(part.GlyphRight)))
	}
	v.wants.Refresh()
}
