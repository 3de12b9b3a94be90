package steps

import (
	"slices"
	"strconv"

	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/printing"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// materialView is step 4: one card for each material that this filing needs.
type materialView struct {
	*form
	*pictures
	cards *fyne.Container
	shoot *part.Button // all that is missing, by phone
	order string       // slots as the cards stand

	unplaced []*unplaced // files that the person is asked about
}

func newMaterialView(p *Page) *materialView {
	v := &materialView{form: newForm(p), pictures: newPictures(p), cards: part.Column(theme.S4)}
	v.pictures.needs, v.pictures.drop = v.allNeeds, v.Dropped
	v.shoot = part.Plain(text.PhoneShootAll, func() { v.byPhone("") }).With(part.GlyphPhone)
	v.main = part.Column(theme.S4, part.Body(text.MaterialIntro),
		part.Row(theme.S4, v.shoot, part.Link(text.ToPapers, v.papers).Then(part.GlyphRight), part.Spring()), v.notice, v.progress, v.cards, v.domainFacts(),
		sheet(text.MaterialRemark, "", v.lines("remark", 500, 2)))
	v.body.Objects = []fyne.CanvasObject{v.main}
	v.also(v.layCards)
	v.Show(false)
	return v
}

func (v *materialView) Content() fyne.CanvasObject { return v.body }

// Close saves what was typed, drops the decoded pictures and cancels what is
// under way.
func (v *materialView) Close() {
	v.pictures.close()
	v.form.Close()
}

// FocusField brings a card or a field into sight.
func (v *materialView) FocusField(path filing.Field) bool {
	if slot, ok := path.Slot(); ok {
		if d := v.slots[slot]; d != nil {
			if v.room != nil {
				v.leave()
			}
			v.page.scroll.ShowObject(d)
			return true
		}
	}
	if v.room != nil {
		v.leave()
	}
	return v.form.FocusField(path)
}

// allNeeds are the materials that the filing needs, and what the person added
// besides.
func (v *materialView) allNeeds() []rule.Need {
	list := slices.Clone(v.page.s.View().Needs)
	for _, m := range v.page.s.Filing().Materials {
		if m.Slot.IsOther() && m.Picture != "" && !slices.ContainsFunc(list, func(n rule.Need) bool { return n.Slot == m.Slot }) {
			list = append(list, rule.Need{Slot: m.Slot, Title: paper.SlotName(m.Slot, v.page.s.Filing()), Why: text.OtherMaterialWhy})
		}
	}
	return list
}

// layCards makes the cards anew when others are needed.
func (v *materialView) layCards(bool) {
	v.shoot.Hidden = !v.shoots()
	needs := v.allNeeds()
	order := ""
	for _, n := range needs {
		order += string(n.Slot) + ","
	}
	if order != v.order {
		v.order = order
		v.slots = map[filing.Slot]*part.DropSlot{}
		var cards []fyne.CanvasObject
		for _, n := range needs {
			if n.Slot == filing.SlotPortrait {
				continue // it has a step of its own
			}
			d := part.NewDropSlot(part.Slot{}, func() { v.tapped(n.Slot) })
			v.slots[n.Slot] = d
			cards = append(cards, d)
		}
		v.cards.Objects = []fyne.CanvasObject{part.Columns(2, theme.Px(380), theme.S4, cards...)}
	}
	v.showCards()
	v.cards.Refresh()
}

func (v *pictures) tapped(slot filing.Slot) {
	switch _, has := v.page.s.Filing().Material(slot); {
	case has && v.thumbs[slot].broken == "":
		v.view(slot)
	case v.editable(slot) && v.busy[slot] == "":
		v.choose(slot)
	}
}

// papers leads to all papers of the filing.
func (v *materialView) papers() {
	v.page.s.Flush()
	v.page.host.Navigate(screens.Route{Page: screens.PagePapers, Filing: v.page.s.ID()})
}

// letter writes the filled-in letter where the person wants it and opens it for
// printing.
func (v *pictures) letter(n rule.Need) {
	p := v.page
	kind, ok := paper.OfSlot(n.Slot)
	if !ok {
		return
	}
	p.s.Flush()
	printing.Print(p.host, p.desk, p.s.ID(), kind, text.LetterSaved)
}

// domainFacts asks for what the domain certificate says; the rules compare it
// with the organiser.
func (v *materialView) domainFacts() fyne.CanvasObject {
	p := v.page
	var certs []part.Option
	seen := map[string]bool{}
	for _, c := range p.desk.Tables().Certificates {
		if !seen[c.Name] {
			seen[c.Name] = true
			certs = append(certs, part.Option{Value: strconv.Itoa(c.Code), Label: c.Name})
		}
	}
	same := part.Link(text.SameAsOrganiser, func() {
		f := p.s.Filing()
		p.s.Set(editAll("domain.holder", f.Organiser.Name, "domain.holder_type", strconv.Itoa(f.Organiser.CertType),
			"domain.holder_number", f.Organiser.CertNumber)...)
	})
	return sheet(text.DomainFacts, text.DomainFactsWhy,
		part.Row(theme.S3, same, part.Link(text.HowDomainCertificate, func() { p.host.ShowHelp("material.domain") })),
		v.form.words("domain.holder", true),
		pair(v.pick("domain.holder_type", true, certs), v.form.words("domain.holder_number", true)),
		pair(v.form.words("domain.registrar", false), v.date("domain.registered", false, false)),
		pair(v.date("domain.expires", true, false), v.date("domain.real_name_on", true, false)))
}
