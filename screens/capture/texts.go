package capture

import (
	"slices"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/phone"
	"beiandesk/app/rule"
	"beiandesk/screens/part"
	"beiandesk/screens/steps"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// proposal is a text that a phone sent; nothing of it is in the filing before
// it is used.
type proposal struct {
	path  filing.Field
	value string
	state proposalState

	before string // what stood in the form when it was used
}

type proposalState int

const (
	open proposalState = iota
	saving
	used
	left
)

// fieldsOf are the texts that the person beside the clerk may type: name and
// mobile of who is responsible, and in step 4 where letters go. Nothing is
// offered while the form is closed.
func fieldsOf(f *filing.Filing, step filing.Step) (list []phone.Field) {
	if !f.State.Editable() {
		return nil
	}
	role := filing.RolePrincipal
	if step == filing.StepPortrait {
		role = filing.RoleManager
	}
	_, block := f.PersonOf(role)
	add := func(kind phone.FieldKind, paths ...string) {
		for _, path := range paths {
			x := filing.Field(path)
			list = append(list, phone.Field{Path: x, Label: text.PhoneField(x), Kind: kind})
		}
	}
	add(phone.FieldName, block+".name")
	add(phone.FieldMobile, block+".mobile")
	if step != filing.StepPortrait {
		add(phone.FieldAddress, "organiser.address.street", "organiser.address.door", "organiser.address.floor")
	}
	return list
}

// proposed notes what came; a later text takes the place of an earlier one.
func (p *Page) proposed(values []phone.Value) {
	for _, v := range values {
		if !slices.ContainsFunc(p.asked, func(f phone.Field) bool { return f.Path == v.Path }) {
			continue
		}
		x := &proposal{path: v.Path, value: v.Text}
		if i := slices.IndexFunc(p.texts, func(t *proposal) bool { return t.path == v.Path }); i >= 0 {
			p.texts[i] = x
		} else {
			p.texts = append(p.texts, x)
		}
	}
}

// use saves a text as if it had been typed, so that Ctrl+Z takes it back.
func (p *Page) use(x *proposal) {
	if p.s.Value(x.path) == x.value {
		p.usedNow(x)
		return
	}
	x.state, x.before = saving, p.s.Value(x.path)
	p.s.Set(filing.Edit{Field: x.path, Value: x.value})
	p.settleTexts()
	p.show()
}

// settleTexts looks what became of texts that are being saved.
func (p *Page) settleTexts() {
	for _, x := range p.texts {
		if x.state != saving {
			continue
		}
		switch st, err := p.s.Status(); st {
		case steps.Saved:
			if v := p.s.Value(x.path); v == x.value || v != x.before { // the form may write it in its own way
				p.usedNow(x)
			} else {
				x.state = open // the form is closed; the session has said so
			}
		case steps.Failed, steps.Conflict:
			x.state = open
			if st == steps.Conflict {
				p.host.Toast(text.PhoneTextMoved, nil)
			} else {
				p.host.Alert(err)
			}
			p.s.Refresh(false, nil) // it stands here as a proposal, and can be used again
			return
		}
	}
}

func (p *Page) usedNow(x *proposal) {
	x.state = used
	if srv, _ := p.peek(); srv != nil {
		if err := srv.TakeField(x.path); err != nil && app.CodeOf(err) != app.CodeNotFound { // it came by a server before
			p.host.Alert(err)
		}
	}
	p.host.Toast(text.PhoneFieldUsed(x.path), p.Undo)
	p.show()
}

func (p *Page) refuseText(x *proposal) {
	x.state = left
	p.leaveText(x, text.PhoneTextLeft)
	p.show()
}

func (p *Page) leaveText(x *proposal, note string) {
	if srv, _ := p.peek(); srv != nil {
		if err := srv.LeaveField(x.path, note); err != nil && app.CodeOf(err) != app.CodeNotFound {
			p.host.Alert(err)
		}
	}
}

// textUndone: what was used is a proposal again.
func (p *Page) textUndone(at filing.Field) {
	for _, x := range p.texts {
		if x.path == at && x.state == used {
			x.state = open
			p.leaveText(x, text.PhoneTextUndo)
		}
	}
	p.show()
}

// textRows shows each proposal beside what stands in the form, masked as there.
func (p *Page) textRows() fyne.CanvasObject {
	rows := part.Column(theme.S3, part.Column(theme.S1, part.Group(text.PhoneTexts), part.Muted(text.PhoneTextsWhy)))
	for _, x := range p.texts {
		name := text.PhoneField(x.path)
		sort := rule.Personal(p.s.Filing(), x.path, p.desk.Tables())
		now := fyne.CanvasObject(part.Muted(text.PhoneEmpty))
		if v := p.s.Value(x.path); v != "" {
			now = p.eyes.Text(name, x.path, sort, v).In(theme.Muted).Filling()
		}
		facts := part.Column(theme.S1, part.Strong(name),
			part.Row(theme.S3, part.Wide(theme.Px(64), part.Hint(text.PhoneNow)), part.Stretch(now)),
			part.Row(theme.S3, part.Wide(theme.Px(64), part.Hint(text.PhoneProposed)), part.Stretch(p.eyes.Text(name, x.path, sort, x.value).Filling())))
		acts := part.Row(theme.S2)
		switch x.state {
		case used:
			acts.Add(part.NewTag(part.Done, text.PhoneUsed))
		case left:
			acts.Add(part.NewTag(part.Info, text.PhoneLeft))
		case saving:
			acts.Add(part.NewTag(part.Now, text.SavingNow))
		default:
			acts.Add(part.Plain(text.PhoneUse, func() { p.use(x) }).With(part.GlyphTick).Small())
			acts.Add(part.Quiet(text.PhoneLeave, func() { p.refuseText(x) }).Small())
		}
		rows.Add(part.Rule())
		rows.Add(part.Row(theme.S3, part.Stretch(facts), acts))
	}
	return part.Card(rows)
}
