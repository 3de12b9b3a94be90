package records

import (
	"context"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// staff lists the operators and changes them.
type staff struct {
	p    *Page
	form *staffForm // open, else nil
}

type staffForm struct {
	op               desk.Operator
	name, role, slot *part.Field
	save             *part.Button
	content          fyne.CanvasObject
}

func newStaff(p *Page) *staff { return &staff{p: p} }

func (s *staff) view() []fyne.CanvasObject {
	why := s.p.denied(desk.MayOperators)
	list := part.Column(theme.S3)
	for i, o := range s.p.people {
		if i > 0 {
			list.Add(part.Rule())
		}
		list.Add(s.row(o, why == ""))
	}
	if len(s.p.people) == 0 {
		list.Add(part.Muted(text.PeopleNone))
	}
	objs := within(why, list)
	if s.form != nil {
		objs = append(objs, part.Rule(), s.form.content)
	} else {
		add := part.Primary(text.PersonAdd, func() { s.edit(desk.Operator{Role: desk.Clerk}) }).With(part.GlyphPlus)
		add.SetEnabled(why == "")
		objs = append(objs, part.Row(0, add))
	}
	out := []fyne.CanvasObject{part.Card(part.Section(text.PeopleTab, text.PeopleLead, objs...)), part.Banner(part.Info, text.PeopleRule, "", nil)}
	if s.p.vault != nil {
		out = append(out, part.Card(part.Row(theme.S2, part.Stretch(part.Muted(text.PersonKeysHint)), part.Plain(text.PersonKeys, func() {
			s.p.host.Navigate(screens.Route{Page: screens.PageVault})
		}).Small())))
	}
	return out
}

func (s *staff) row(o desk.Operator, may bool) fyne.CanvasObject {
	line := part.Row(theme.S2, part.Stretch(part.Column(0, part.Strong(o.Name).Clip(), part.Hint(text.PersonSince(o.Role.Name(), o.Since, o.Gone, s.login(o.Slot))))))
	var acts []*part.Button
	if o.Gone.IsZero() {
		acts = append(acts, part.Plain(text.PersonEdit, func() { s.edit(o) }).Small(), part.Quiet(text.PersonGo, func() { s.leave(o) }).Small())
	} else {
		line.Add(part.NewTag(part.Todo, text.PersonGone))
		acts = append(acts, part.Quiet(text.PersonBack, func() {
			o.Gone = time.Time{}
			s.p.act("records-person", func(ctx context.Context) error { _, err := s.p.desk.SaveOperator(ctx, o); return err }, text.PersonSaved)
		}).Small())
	}
	for _, b := range acts {
		b.SetEnabled(may)
		line.Add(b)
	}
	return line
}

// login says with which passphrase an operator comes in.
func (s *staff) login(slot string) string {
	if slot == "" || s.p.vault == nil {
		return text.PersonNoLogin
	}
	for _, l := range s.p.vault.Logins() {
		if l.Slot == slot {
			return text.PersonOpens(l.Label)
		}
	}
	return text.PersonLost
}

func (s *staff) leave(o desk.Operator) {
	s.p.host.Confirm(text.PersonGoQuestion(o.Name), func(yes bool) {
		if yes {
			s.p.act("records-person", func(ctx context.Context) error { return s.p.desk.RemoveOperator(ctx, o.ID) }, text.PersonLeft)
		}
	})
}

// edit opens the form for a new operator (no ID) or an existing one.
func (s *staff) edit(o desk.Operator) {
	h := s.p.host
	f := &staffForm{op: o}
	f.name = part.NewText(h, part.Spec{Path: "operator.name", Label: text.PersonName, Hint: text.PersonNameHint, Limit: 40})
	f.name.ForceValue(o.Name)
	var roles []part.Option
	for _, r := range desk.Roles {
		roles = append(roles, part.Option{Value: string(r), Label: r.Name(), Detail: text.RoleMay(r)})
	}
	f.role = part.NewRadio(part.Spec{Path: "operator.role", Label: text.PersonRole}, roles)
	f.role.SetValue(string(o.Role))
	slots := []part.Option{{Value: "", Label: text.PersonNoLogin}}
	if s.p.vault != nil {
		for _, l := range s.p.vault.Logins() {
			slots = append(slots, part.Option{Value: l.Slot, Label: l.Label})
		}
	}
	if o.Slot != "" && s.login(o.Slot) == text.PersonLost {
		slots = append(slots, part.Option{Value: o.Slot, Label: text.PersonLost})
	}
	f.slot = part.NewPick(part.Spec{Path: "operator.slot", Label: text.PersonLogin, Hint: text.PersonHint, Placeholder: text.PersonNoLogin}, slots)
	f.slot.SetValue(o.Slot)
	if s.p.vault == nil {
		f.slot.Hide()
	}
	title := text.PersonAdd
	if o.ID != "" {
		title = text.PersonEditing(o.Name)
	}
	f.save = part.Primary(text.PersonSave, func() { s.save(f) })
	f.content = part.Column(theme.S3, part.Strong(title), part.Columns(2, theme.Px(220), theme.S4, f.name, f.slot), f.role,
		part.Row(theme.S2, part.Spring(), part.Quiet(text.Cancel, s.shut), f.save))
	s.form = f
	s.p.show()
	s.p.scroll.ShowObject(f.content)
	f.name.Focus()
}

func (s *staff) shut() {
	s.form = nil
	s.p.show()
}

// asked is the operator as the form has it.
func (f *staffForm) asked() desk.Operator {
	o := f.op
	o.Name, o.Role, o.Slot = f.name.Value(), desk.Role(f.role.Value()), f.slot.Value()
	return o
}

func (s *staff) save(f *staffForm) {
	for _, x := range []*part.Field{f.name, f.role, f.slot} {
		x.ClearError()
	}
	o := f.asked()
	f.save.Disable()
	s.p.host.Go("records-person", func(ctx context.Context) error {
		_, err := s.p.desk.SaveOperator(context.WithoutCancel(ctx), o)
		return err
	}, func(err error) {
		f.save.Enable()
		at := map[string]*part.Field{"name": f.name, "role": f.role, "slot": f.slot}[app.FieldOf(err)]
		switch {
		case err == nil:
			s.form = nil
			s.p.host.Toast(text.PersonSaved, nil)
			s.p.Reload()
		case at != nil:
			at.SetError(part.Refused, app.MessageOf(err))
		default:
			s.p.host.Alert(err)
		}
	})
}
