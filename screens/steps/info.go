package steps

import (
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/seal"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// infoView is one group of step 3.
type infoView struct {
	*form
	group filing.Group
	body  *fyne.Container
	tabs  *part.FilterChips
}

func newInfoView(p *Page, g filing.Group) stepView {
	v := &infoView{form: newForm(p), group: g, body: part.Column(theme.S4)}
	v.tabs = part.NewFilterChips(v.chips(), func(id string) { p.Go(filing.StepInfo, filing.Group(id)) })
	v.tabs.Choose(string(g))
	v.body.Add(v.tabs)
	switch g {
	case filing.GroupSite:
		v.site()
	case filing.GroupPeople:
		v.people()
	case filing.GroupEmergency:
		v.emergency()
	default:
		v.organiser()
	}
	v.also(func(bool) {
		v.tabs.SetChips(v.chips())
		v.tabs.Choose(string(v.group))
		v.body.Refresh()
	})
	v.Show(false)
	return v
}

func (v *infoView) Content() fyne.CanvasObject { return v.body }

// chips are the groups with their marks.
func (v *infoView) chips() []part.Chip {
	var out []part.Chip
	for _, g := range filing.Groups {
		mark := ""
		switch v.p.s.View().Groups[g] {
		case rule.Done:
			mark = " ✓"
		case rule.Problem:
			mark = " !"
		}
		out = append(out, part.Chip{ID: string(g), Label: g.Name() + mark, Count: -1})
	}
	return out
}

func (v *infoView) organiser() {
	p := v.p
	// In the order they stand on the page: FocusFirst goes by it.
	name, kind := v.words("organiser.name", true), v.pick("organiser.nature", true, natures(p))
	cert := v.pick("organiser.cert_type", true, certificates(p, p.s.Value("organiser.nature")))
	nature := p.s.Value("organiser.nature")
	v.body.Add(sheet(text.OrganiserTitle, text.GroupWhy(v.group),
		templates(v.form, "organiser"),
		name,
		pair(kind, cert),
		pair(v.words("organiser.cert_number", true), v.date("organiser.cert_valid_to", true, true)),
		v.words("organiser.cert_address", true)))

	line := p.eyes.Text(text.AddressWhole, "organiser.address", seal.Address, "").Filling()
	remark := part.Hint("")
	district := v.pick("organiser.address.district", true, nil)
	floor := v.words("organiser.address.floor", false)
	fill, notes, hints := v.addressHelp()
	v.body.Add(sheet(text.AddressTitle, text.AddressWhy, fill, notes,
		pair(district, v.words("organiser.address.street", true)),
		pair(v.words("organiser.address.door", true), floor),
		v.check("organiser.address.no_floor"), part.Rule(),
		part.Column(theme.S1, part.Hint(text.AddressLine), line, remark), part.Rule(), hints))
	province := ""
	v.also(func(bool) {
		if n := p.s.Value("organiser.nature"); n != nature {
			nature = n
			cert.SetOptions(certificates(p, n))
		}
		f, regions := p.s.Filing(), p.desk.Tables().Regions
		if f.Region.Province != province {
			province = f.Region.Province
			var opts []part.Option
			for _, c := range regions.Cities(province) {
				for _, d := range regions.Districts(c.Code) {
					opts = append(opts, part.Option{Value: d.Code, Label: d.Name, Detail: c.Name})
				}
			}
			district.SetOptions(opts)
		}
		code := orElse(f.Organiser.Address.District, f.Region.District)
		if whole := f.Organiser.Address.Line(regions.AreaOf(code)); f.Organiser.Address.Detail() != "" {
			line.Set(seal.Address.Mask(whole), whole)
		} else {
			line.Set(orElse(whole, text.AddressOpen), orElse(whole, text.AddressOpen))
		}
		remark.SetText("")
		if f.Organiser.Address.NeedsRemark() {
			remark.SetText(text.AddressRemark)
		}
		floor.SetEnabled(!f.Organiser.Address.NoFloor && f.State.Editable())
	})
	v.body.Add(sheet(text.OtherTitle, text.OtherWhy, v.words("organiser.investor", true),
		v.lines("organiser.scope", 2000, 3), v.regulated("organiser.scope"), v.lines("organiser.remark", 200, 2)))
}

func (v *infoView) site() {
	p := v.p
	url := v.words("site.home_url", true)
	suggest := part.Flow(theme.S3)
	filed := part.Column(theme.S4, v.words("site.filed_name", true), v.words("site.filed_number", true))
	v.body.Add(sheet(text.SiteTitle, text.GroupWhy(v.group), v.siteName(), filed, part.Column(theme.S1, url, suggest), v.check("site.sub_domain")))
	v.also(func(bool) {
		f := p.s.Filing()
		if f.Kind == filing.KindAccess {
			filed.Show()
		} else {
			filed.Hide()
		}
		suggest.Objects = nil
		if d := f.Domain.Name; d != "" && f.State.Editable() {
			for _, u := range []string{"www." + d, d} {
				if f.Site.HomeURL != u {
					suggest.Add(part.Link(text.UseURL(u), func() { p.s.Set(editAll("site.home_url", u)...) }))
				}
			}
		}
		suggest.Refresh()
	})
	v.body.Add(sheet(text.ContentTitle, text.ContentWhy,
		newChoices(v.form, "site.contents", contentGroups(p)).box,
		newChoices(v.form, "site.languages", languageGroups(p)).box))
	v.body.Add(sheet(text.RegulatedTitle, text.RegulatedWhy, v.regulated()))
	v.body.Add(sheet(text.ApprovalTitle, text.ApprovalWhy, newChoices(v.form, "site.approvals", approvalGroups(p)).box, v.approvals()))
	v.body.Add(sheet(text.RemarkTitle, text.RemarkWhy, v.lines("site.remark", 200, 3)))
}

func contentGroups(p *Page) []choiceGroup {
	var out []choiceGroup
	for _, c := range p.desk.Tables().WebsiteContents() {
		i := choiceItem{code: c.Code, name: c.Name}
		if c.MayNeedApproval {
			i.mark = text.MayNeedApproval
		}
		if n := len(out); n == 0 || out[n-1].name != c.Group {
			out = append(out, choiceGroup{name: c.Group})
		}
		out[len(out)-1].items = append(out[len(out)-1].items, i)
	}
	return out
}

func languageGroups(p *Page) []choiceGroup {
	var g choiceGroup
	for _, l := range p.desk.Tables().Languages {
		g.items = append(g.items, choiceItem{code: l.Code, name: l.Name})
	}
	return []choiceGroup{g}
}

func approvalGroups(p *Page) []choiceGroup {
	var g choiceGroup
	for _, a := range p.desk.Tables().Approvals {
		if a.Status != "abolished" {
			g.items = append(g.items, choiceItem{code: a.Code, name: a.Name})
		}
	}
	return []choiceGroup{g}
}
