package steps

import (
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// regionView is step 2: where the certificate was issued.
type regionView struct {
	*form
	body           *fyne.Container
	proposal       *fyne.Container
	result         *part.Text
	wants          *fyne.Container // what the province asks for besides
	city, district *part.Field
	at             filing.Region
	ready          bool
}

func newRegionView(p *Page) *regionView {
	v := &regionView{form: newForm(p), proposal: part.Column(theme.S3), result: part.Strong(""), wants: part.Column(0)}
	province := v.pick("region.province", true, areas(p.desk.Tables().Regions.Provinces()))
	v.city = v.pick("region.city", true, nil)
	v.district = v.pick("region.district", true, nil)
	// A new province empties what lies below it.
	province.OnChanged = func(_, code string) {
		if code != p.s.Value("region.province") {
			city := "" // a municipality is its own only city
			if below := p.desk.Tables().Regions.Cities(code); len(below) == 1 {
				city = below[0].Code
			}
			p.s.Set(editAll("region.province", code, "region.city", city, "region.district", "")...)
		}
	}
	province.OnEdited = nil
	v.city.OnChanged = func(_, code string) {
		if code != p.s.Value("region.city") {
			p.s.Set(editAll("region.city", code, "region.district", "")...)
		}
	}
	v.city.OnEdited = nil
	v.body = part.Column(theme.S4, v.proposal,
		sheet(text.RegionTitle, text.RegionWhy, province, v.city, v.district, part.Rule(),
			part.Row(theme.S3, part.Muted(text.RegionLine).One(), part.Stretch(v.result)), v.wants))
	v.also(v.showRest)
	v.Show(false)
	return v
}

func (v *regionView) Content() fyne.CanvasObject { return v.body }

func areas(list []table.Area) []part.Option {
	o := make([]part.Option, len(list))
	for i, a := range list {
		o[i] = part.Option{Value: a.Code, Label: a.Name}
	}
	return o
}

func (v *regionView) showRest(force bool) {
	p := v.p
	r, regions := p.s.Filing().Region, p.desk.Tables().Regions
	if r != v.at || !v.ready {
		v.ready = true
		if r.Province != v.at.Province || v.at.Province == "" {
			v.city.SetOptions(areas(regions.Cities(r.Province)))
		}
		v.district.SetOptions(areas(regions.Districts(r.City)))
		v.at = r
		v.city.ForceValue(r.City)
		v.district.ForceValue(r.District)
	}
	v.city.SetEnabled(r.Province != "" && p.s.Filing().State.Editable())
	v.district.SetEnabled(r.City != "" && p.s.Filing().State.Editable())
	v.result.SetText(orElse(regions.Area(r), text.RegionOpen))
	v.showWants()

	var objs []fyne.CanvasObject
	if from, ok := regions.FromCreditCode(p.s.Value("organiser.cert_number")); ok {
		switch {
		case r.Province == "":
			objs = append(objs, part.Banner(part.Info, text.RegionProposal(regions.Area(from)), text.UseProposal, func() { v.take(from) }))
		case from.Province != r.Province || from.City != "" && r.City != "" && from.City != r.City:
			objs = append(objs, part.Banner(part.LookHere, text.RegionConflict(regions.Area(from), regions.Area(r)), text.UseProposal, func() { v.take(from) }))
		}
	}
	v.proposal.Objects, v.proposal.Hidden = objs, len(objs) == 0
	v.proposal.Refresh()
	v.body.Refresh()
}

func (v *regionView) take(r filing.Region) {
	v.p.s.Set(editAll("region.province", r.Province, "region.city", r.City, "region.district", r.District)...)
}
