package steps

import (
	"context"
	"strconv"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// approvals shows, for each chosen prior approval, its number and the
// document it needs.
func (v *infoView) approvals() fyne.CanvasObject {
	p := v.p
	box := part.Column(theme.S4)
	shown := ""
	v.also(func(force bool) {
		key := ""
		for _, a := range p.s.Filing().Site.Approvals {
			key += strconv.Itoa(a.Item) + ","
		}
		if key == shown && !force {
			return
		}
		shown = key
		box.Objects = nil
		for i, a := range p.s.Filing().Site.Approvals {
			x, ok := p.desk.Tables().Approval(a.Item)
			if !ok || a.Item == filing.NoApproval {
				continue
			}
			number := part.NewText(p.host, part.Spec{Path: "site.approvals", Label: text.ApprovalNumber(x.Name), Hint: text.ApprovalDocument(x.Document, x.Authority), Limit: 100})
			number.SetValue(a.Number)
			number.OnChanged = func(_, n string) { v.setApproval(i, a.Item, n) }
			number.OnFocus = p.explain
			number.SetEnabled(p.s.Filing().State.Editable())
			box.Add(number)
		}
		box.Refresh()
	})
	return box
}

func (v *infoView) setApproval(i, item int, number string) {
	value := ""
	for j, a := range typedApprovals(v.p.s) {
		if j == i && a.Item == item {
			a.Number = number
		}
		if j > 0 {
			value += "\n"
		}
		value += strconv.Itoa(a.Item) + "=" + a.Number
	}
	v.p.s.Set(filing.Edit{Field: "site.approvals", Value: value})
}

func (v *infoView) people() {
	p := v.p
	v.body.Add(sheet(text.WhoFiles, text.WhoFilesWhy,
		v.radio("by_agent", part.Option{Value: "", Label: text.ByLegal, Detail: text.ByLegalDetail},
			part.Option{Value: "true", Label: text.ByAgent, Detail: text.ByAgentDetail})))
	v.body.Add(v.person("legal", text.LegalTitle, text.LegalWhy))
	other := v.check("principal_else")
	principal := v.person("principal", text.PrincipalTitle, text.PrincipalWhy)
	agent := v.person("agent", text.AgentTitle, text.AgentWhy)
	v.body.Add(agent)
	v.body.Add(part.Card(other))
	v.body.Add(principal)
	v.also(func(bool) {
		show := func(o fyne.CanvasObject, on bool) {
			if on {
				o.Show()
			} else {
				o.Hide()
			}
		}
		show(principal, p.s.Value("principal_else") == "true")
		show(agent, p.s.Value("by_agent") == "true")
	})
}

// person is the block of questions about one person.
func (v *infoView) person(block, title, why string) fyne.CanvasObject {
	var certs []part.Option
	for _, c := range v.p.desk.Tables().PersonCertificates() {
		certs = append(certs, part.Option{Value: strconv.Itoa(c.Code), Label: c.Name})
	}
	return sheet(title, why,
		templates(v.form, block),
		pair(v.words(block+".name", true), v.pick(block+".cert_type", true, certs)),
		v.words(block+".cert_number", true),
		pair(v.date(block+".valid_from", false, false), v.date(block+".valid_to", true, true)),
		pair(v.words(block+".mobile", true), v.words(block+".email", true)),
		pair(v.words(block+".landline", false), v.words(block+".remark", false)))
}

func (v *infoView) emergency() {
	first := sheet(text.Emergency1, text.GroupWhy(v.group), pair(v.words("emergency1.name", true), v.words("emergency1.mobile", true)))
	second := sheet(text.Emergency2, text.Emergency2Why, pair(v.words("emergency2.name", false), v.words("emergency2.mobile", false)))
	v.body.Add(first)
	v.body.Add(second)
}

// templates offers the holder templates that fit a block, and to keep what is
// filled in as one.
func templates(f *form, block string) fyne.CanvasObject {
	p := f.p
	pick := part.NewPick(part.Spec{Path: "template", Label: text.FromTemplate, Placeholder: text.ChooseTemplate, Bare: true}, nil)
	var list []desk.Template
	keep := part.Link(text.AsTemplate, func() { keepTemplate(p, block) })
	row := part.Row(theme.S4, part.Stretch(pick), part.Pad(theme.Px(25), 0, 0, 0, keep)) // beside the box, not the label
	pick.OnChanged = func(_, id string) {
		if id == "" {
			return
		}
		rev := func() int64 { return p.s.Filing().Rev }
		p.s.Do(func(ctx context.Context) (desk.View, error) {
			return p.desk.ApplyTemplate(ctx, p.s.ID(), rev(), block, id)
		}, func(err error) {
			pick.ForceValue("")
			if err != nil {
				p.host.Alert(err)
				return
			}
			f.Show(true)
		})
	}
	f.also(func(bool) { pick.SetEnabled(p.s.Filing().State.Editable()) })
	p.host.Go("templates:"+block, func(ctx context.Context) (err error) {
		list, err = p.desk.Templates(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		var opts []part.Option
		for _, t := range list {
			if (block == "organiser") == (t.Organiser != nil) {
				opts = append(opts, part.Option{Value: t.ID, Label: t.Name})
			}
		}
		if len(opts) == 0 {
			row.Objects = []fyne.CanvasObject{keep}
		}
		pick.SetOptions(opts)
		row.Refresh()
	})
	return row
}

func keepTemplate(p *Page, block string) {
	f := p.s.Filing()
	var t desk.Template
	switch block {
	case "organiser":
		o := f.Organiser
		t = desk.Template{Name: o.Name, Organiser: &o}
	case "legal":
		x := f.Legal
		t = desk.Template{Name: x.Name, Person: &x}
	case "principal":
		x := f.Principal
		t = desk.Template{Name: x.Name, Person: &x}
	default:
		x := f.Agent
		t = desk.Template{Name: x.Name, Person: &x}
	}
	p.host.Go("keep-template", func(ctx context.Context) error {
		_, err := p.desk.SaveTemplate(ctx, t)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.host.Toast(text.TemplateKept, nil)
	})
}
