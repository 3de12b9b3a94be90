package library

import (
	"context"
	"slices"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/seal"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// editor is the form of one template. It saves at every pause of typing, one
// save after another.
type editor struct {
	page   *Page
	now    desk.Template // with what was typed
	stored desk.Template // as last saved; ID "" before the first time
	busy   bool
	again  bool
	failed bool
	name   *part.Field
	fields map[filing.Field]*part.Field
	order  []*part.Field
	state  *part.Text
	object fyne.CanvasObject
}

func newEditor(p *Page, t desk.Template) *editor {
	e := &editor{page: p, now: clone(t), stored: clone(t), fields: map[filing.Field]*part.Field{}}
	e.name = part.NewText(p.host, part.Spec{Path: "name", Label: text.TemplateName, Hint: text.TemplateNameHint, Limit: 60})
	e.name.SetValue(t.Name)
	if t.Name == inner(t) {
		e.name.SetValue("")
	}
	e.name.OnChanged = func(_, v string) { e.now.Name = v; e.save() }
	e.order = append(e.order, e.name)
	e.state = part.Hint("").One()
	title := text.EditPerson
	rows := e.person
	if t.Organiser != nil {
		title, rows = text.EditOrganiser, e.organiser
	}
	col := part.Column(theme.S3, part.Row(theme.S2, part.Group(title), part.Spring(), e.state))
	for _, r := range rows() {
		col.Add(r)
	}
	col.Add(e.name)
	e.object = part.Scroll(part.Pad(edge, theme.S5, theme.S5, edge, part.Column(0, part.TextColumn(part.Card(col)))))
	e.judge()
	return e
}

func clone(t desk.Template) desk.Template {
	if t.Organiser != nil {
		o := *t.Organiser
		t.Organiser = &o
	}
	if t.Person != nil {
		x := *t.Person
		t.Person = &x
	}
	return t
}

func (e *editor) first() fyne.Focusable { return e.order[1].Focusable() }

func (e *editor) flush() {
	for _, f := range e.order {
		f.Flush()
	}
}

func (e *editor) take(f *part.Field) *part.Field {
	path := filing.Field(f.Path())
	f.SetValue(Get(e.now, path))
	f.OnChanged = func(_, v string) { e.set(path, v) }
	e.fields[path] = f
	e.order = append(e.order, f)
	return f
}

func (e *editor) text(path, label, hint string, limit int) *part.Field {
	s := part.Spec{Path: path, Label: label, Hint: hint, Limit: limit, Bare: true}
	if p := filing.Field(path); rule.MayBePersonal(p) {
		s.Mask = e.page.eyes.Mask(p, func() seal.Sort { return rule.Personal(asFiling(e.now), p, e.page.desk.Tables()) })
	}
	return e.take(part.NewText(e.page.host, s))
}

func two(a, b fyne.CanvasObject) fyne.CanvasObject {
	return part.Columns(2, theme.Px(220), theme.S4, a, b)
}

func (e *editor) organiser() []fyne.CanvasObject {
	tables := e.page.desk.Tables()
	var natures []part.Option
	for _, s := range tables.Subjects {
		natures = append(natures, part.Option{Value: number(s.Code), Label: s.Name})
	}
	name := e.text("organiser.name", text.FieldOrgName, text.FieldOrgNameHint, 100)
	nature := e.take(part.NewPick(part.Spec{Path: "organiser.nature", Label: text.FieldNature, Bare: true}, natures))
	cert := e.take(part.NewPick(part.Spec{Path: "organiser.cert_type", Label: text.FieldCertType, Bare: true}, e.certificates()))
	num := e.text("organiser.cert_number", text.FieldCertNumber, "", 60)
	addr := e.text("organiser.cert_address", text.FieldCertAddress, text.FieldCertAddrTip, 200)
	street := e.text("organiser.address.street", text.FieldStreet, "", 100)
	door := e.text("organiser.address.door", text.FieldDoor, "", 60)
	floor := e.text("organiser.address.floor", text.FieldFloor, "", 60)
	investor := e.text("organiser.investor", text.FieldInvestor, "", 100)
	return []fyne.CanvasObject{name, two(nature, cert), two(num, investor), addr, street, two(door, floor)}
}

func (e *editor) person() []fyne.CanvasObject {
	var certs []part.Option
	for _, c := range e.page.desk.Tables().PersonCertificates() {
		certs = append(certs, part.Option{Value: number(c.Code), Label: c.Name})
	}
	name := e.text("legal.name", text.FieldPersonName, "", 60)
	mobile := e.text("legal.mobile", text.FieldMobile, "", 20)
	cert := e.take(part.NewPick(part.Spec{Path: "legal.cert_type", Label: text.FieldCertType, Bare: true}, certs))
	num := e.text("legal.cert_number", text.FieldCertNumber, "", 60)
	from := e.take(part.NewDate(e.page.host, part.Spec{Path: "legal.valid_from", Label: text.FieldValidFrom, Bare: true}, false))
	to := e.take(part.NewDate(e.page.host, part.Spec{Path: "legal.valid_to", Label: text.FieldValidTo, Hint: text.FieldValidToHint}, true))
	email := e.text("legal.email", text.FieldEmail, "", 100)
	line := e.text("legal.landline", text.FieldLandline, text.LandlineHint, 30)
	return []fyne.CanvasObject{two(name, mobile), two(cert, num), two(from, to), two(email, line)}
}

// certificates fit the nature chosen; all that organisers have before that.
func (e *editor) certificates() []part.Option {
	tables := e.page.desk.Tables()
	var out []part.Option
	for _, c := range tables.Certificates {
		if e.now.Organiser.Nature == 0 && !c.Person || c.Subject == e.now.Organiser.Nature && e.now.Organiser.Nature != 0 {
			out = append(out, part.Option{Value: number(c.Code), Label: c.Name})
		}
	}
	return out
}

func number(n int) string { return text.Number(n) }

// set takes what was typed or chosen and saves it.
func (e *editor) set(path filing.Field, value string) {
	next, err := Set(e.now, path, value)
	if err != nil {
		e.fields[path].SetError(part.Refused, app.MessageOf(err))
		return
	}
	e.now = next
	e.fields[path].SetValue(Get(next, path)) // cleaned: half-width digits, no blanks
	if path == "organiser.nature" {
		opts := e.certificates()
		e.fields["organiser.cert_type"].SetOptions(opts)
		held := Get(e.now, "organiser.cert_type")
		if !slices.ContainsFunc(opts, func(o part.Option) bool { return o.Value == held }) && held != "" {
			e.fields["organiser.cert_type"].SetValue("")
			if cleared, err := Set(e.now, "organiser.cert_type", ""); err == nil {
				e.now = cleared
			}
		}
	}
	for _, f := range e.fields {
		f.Repaint()
	}
	e.judge()
	e.save()
}

func (e *editor) judge() {
	found := Judge(e.now, e.page.desk.Tables(), e.page.host.Now())
	for path, f := range e.fields {
		if x, bad := found[path]; bad {
			f.SetError(mark(x.Severity), x.Text)
		} else {
			f.ClearError()
		}
	}
}

// save keeps the template once it has a name of its own or inside.
func (e *editor) save() {
	t := clone(e.now)
	if t.Name = Title(t); t.Name == "" {
		e.state.SetText(text.TemplateUnsaved)
		return
	}
	if e.busy {
		e.again = true
		return
	}
	e.busy, e.again = true, false
	before := e.stored
	p := e.page
	var id string
	p.host.Go("library-save", func(ctx context.Context) (err error) {
		id, err = p.desk.SaveTemplate(context.WithoutCancel(ctx), t)
		return err
	}, func(err error) {
		e.busy = false
		if e.failed = err != nil; e.failed {
			e.state.SetText(text.TemplateSaveFailed)
			p.host.Alert(err)
			return
		}
		e.now.ID, t.ID = id, id
		e.stored = t
		e.state.SetText(text.SavedAt(p.host.Now()))
		if before.ID != "" {
			p.undo = append(p.undo, func() { p.putBack(before) })
		}
		p.Reload()
		if e.again {
			e.save()
		}
	})
}

// putBack is the undo of a change: the template as it was before.
func (p *Page) putBack(t desk.Template) {
	p.host.Go("library-save", func(ctx context.Context) error {
		_, err := p.desk.SaveTemplate(context.WithoutCancel(ctx), t)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		if p.editor != nil && p.editor.now.ID == t.ID {
			p.editor = newEditor(p, t)
		}
		p.Reload()
	})
}

// seen takes over a template that was changed elsewhere, if nothing typed here
// waits.
func (e *editor) seen(list []desk.Template) {
	if e.busy || e.now.ID == "" {
		return
	}
	for _, t := range list {
		if t.ID == e.now.ID && !t.Updated.Equal(e.stored.Updated) {
			e.stored = clone(t)
		}
	}
}
