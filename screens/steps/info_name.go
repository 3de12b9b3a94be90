package steps

import (
	"strconv"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens/part"
	"beiandesk/screens/said"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// siteName asks for the site's name, judges it while it is typed, before
// anything is saved, and offers names that pass.
func (v *infoView) siteName() fyne.CanvasObject {
	p := v.p
	name := v.words("site.name", true)
	more := part.Column(theme.S2)
	offer := part.Column(theme.S2)
	name.OnEdited = func(_, words string) {
		p.s.Type("site.name", words)
		v.judgeName(name, more, words)
	}
	offered, shown := "", ""
	v.also(func(force bool) {
		if words := p.s.Value("site.name"); words != shown || force {
			shown = words
			v.nameRest(more, words)
		}
		if key := v.nameKey(); key != offered || force {
			offered = key
			v.offerNames(name, offer)
		}
	})
	return part.Column(theme.S2, name, more, offer)
}

// env is what the rules need for judgements before anything is saved.
func (p *Page) env() rule.Env {
	e := p.s.View().Env
	if e.Tables == nil {
		e.Tables = p.desk.Tables()
	}
	e.Now = p.host.Now()
	return e
}

// judgeName says the gravest thing in the field's own line and the rest under it.
func (v *infoView) judgeName(name *part.Field, more *fyne.Container, words string) {
	list := rule.SiteName(words, v.p.s.Filing(), v.p.env())
	switch {
	case len(list) > 0:
		name.SetError(SeverityMark(list[0]), list[0].Text)
	case words != "":
		name.SetError(part.Done, text.NameFine)
	}
	v.nameRest(more, words)
}

// nameRest lists all that was found about the name, with remedy and source.
func (v *infoView) nameRest(more *fyne.Container, words string) {
	more.Objects = nil
	for i, f := range rule.SiteName(words, v.p.s.Filing(), v.p.env()) {
		w := FindingWords(v.p.desk, f)
		if w.Where = ""; i == 0 { // its sentence and mark stand in the field's line
			more.Add(part.Column(2, part.Body(w.Remedy), part.Hint(w.Source)))
			continue
		}
		more.Add(part.FindingRow(w, nil))
	}
	more.Hidden = len(more.Objects) == 0
	v.grown(more)
}

// nameKey changes when other names may have to be offered.
func (v *infoView) nameKey() string {
	f := v.p.s.Filing()
	key := []string{f.Organiser.Name, strconv.Itoa(f.Organiser.Nature), f.Region.Province, f.Region.City, f.Provider, string(f.Kind), f.Site.FiledName, f.Site.Remark, f.Site.Name, string(f.State)}
	for _, o := range v.p.env().Others {
		key = append(key, o.SiteName)
	}
	if _, ok := f.Material(rule.SlotNoApproval); ok {
		key = append(key, "stated")
	}
	return strings.Join(key, "\n")
}

// offerNames shows up to three names that pass, and why there are not three.
func (v *infoView) offerNames(name *part.Field, offer *fyne.Container) {
	p, f := v.p, v.p.s.Filing()
	offer.Objects = nil
	list := rule.ProposeNames(f, p.env())
	if offer.Hidden = !f.State.Editable(); offer.Hidden {
		return
	}
	if len(list) > 0 {
		offer.Add(part.Hint(text.ProposedNames))
	}
	for _, x := range list {
		use := part.Plain(x.Name, func() {
			p.s.Flush() // what is half typed can come back by undo
			name.ForceValue(x.Name)
			p.s.Set(editAll("site.name", x.Name)...)
		}).Small()
		use.SetEnabled(x.Name != f.Site.Name)
		offer.Add(part.Flow(theme.S3, use, part.Pad(theme.Px(4), 0, 0, 0, part.Hint(x.Why).One())))
	}
	if why := rule.NamesMissing(f, p.env()); why != "" {
		offer.Add(part.Hint(why))
	}
	v.grown(offer)
}

// fillAddress takes the certificate's address over into the parts; undo brings
// the old ones back at once.
func (v *infoView) fillAddress(notes *fyne.Container) {
	p := v.p
	p.s.Flush()
	printed := p.s.Value("organiser.cert_address")
	if strings.TrimSpace(printed) == "" {
		v.showNotes(notes, []string{text.NoCertAddress})
		return
	}
	found := rule.ParseAddress(printed, p.s.Filing().Region, p.desk.Tables().Regions)
	a := found.Address
	none := ""
	if a.NoFloor {
		none = "true"
	}
	district := a.District
	if district == "" {
		district = p.s.Value("organiser.address.district")
	}
	edits := []filing.Edit{{Field: "organiser.address.district", Value: district}}
	p.s.Set(append(edits, editAll("organiser.address.street", a.Street, "organiser.address.door", a.Door, "organiser.address.floor", a.Floor, "organiser.address.no_floor", none)...)...)
	v.showNotes(notes, found.Notes)
	p.host.Toast(text.AddressFilled, p.Undo)
}

func (v *infoView) showNotes(box *fyne.Container, list []string) {
	box.Objects = nil
	for _, n := range list {
		box.Add(part.FindingRow(part.Finding{State: part.Info, Text: n}, nil))
	}
	box.Hidden = len(list) == 0
	v.grown(box)
}

// grown lays the page out anew around what has become longer or shorter.
func (v *infoView) grown(box fyne.CanvasObject) {
	box.Refresh()
	v.body.Refresh()
	if v.p.middle != nil {
		v.p.middle.Refresh()
	}
}

// addressHelp is the link that fills the parts from the certificate, and what
// the province wants.
func (v *infoView) addressHelp() (link, notes, hints *fyne.Container) {
	p := v.p
	notes, hints = part.Column(theme.S2), part.Column(theme.S1)
	notes.Hide()
	fill := part.Link(text.FillAddress, func() { v.fillAddress(notes) }).With(part.GlyphMend)
	link = part.Row(0, fill)
	province := "-"
	v.also(func(bool) {
		f := p.s.Filing()
		fill.SetEnabled(f.State.Editable())
		if f.Region.Province == province {
			return
		}
		province = f.Region.Province
		hints.Objects = []fyne.CanvasObject{part.Hint(text.AddressRules)}
		for _, h := range rule.AddressHints(f, p.env()) {
			hints.Add(part.Hint(text.HintLine(h.Text, said.Source(p.desk.Tables(), h.Source, h.Date, h.Confidence))))
		}
		v.grown(hints)
	})
	return link, notes, hints
}
