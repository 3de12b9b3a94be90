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

// form binds fields to the session: what is typed is saved after a pause, what
// is stored and found is shown.
type form struct {
	p      *Page
	fields []*part.Field
	seen   map[filing.Field]bool              // fields that had the focus: missing values may be said there
	extra  []func(force bool)                 // what else follows the session
	spots  map[filing.Field]fyne.CanvasObject // what is no part.Field and yet has a path
}

func newForm(p *Page) *form {
	return &form{p: p, seen: map[filing.Field]bool{}, spots: map[filing.Field]fyne.CanvasObject{}}
}

// bind joins a field to the session.
func (f *form) bind(x *part.Field) *part.Field {
	path := filing.Field(x.Path())
	x.OnEdited = func(_, v string) { f.p.s.Type(path, v) }
	x.OnChanged = func(_, v string) { f.p.s.Type(path, v); f.p.s.Flush() }
	x.OnFocus = func(string) {
		before := f.p.focus
		f.seen[path] = true
		f.p.explain(string(path))
		f.judgeAgain(before)
	}
	f.fields = append(f.fields, x)
	return x
}

func spec(path string, required bool, limit, lines int) part.Spec {
	t := text.Field(path)
	return part.Spec{Path: path, Label: t.Label, Hint: t.Hint, Placeholder: t.Empty, Required: required, Limit: limit, Lines: lines}
}

// words asks for one line; the limit is that of the longest source
// (filing-fields.md 1.1, 2.1, 3.1), in characters.
func (f *form) words(path string, required bool) *part.Field {
	s := spec(path, required, 256, 1)
	if p := filing.Field(path); rule.MayBePersonal(p) {
		s.Mask = f.p.eyes.Mask(p, func() seal.Sort { return f.p.sort(p) })
	}
	return f.bind(part.NewText(f.p.host, s))
}

func (f *form) lines(path string, limit, lines int) *part.Field {
	return f.bind(part.NewText(f.p.host, spec(path, false, limit, lines)))
}

func (f *form) pick(path string, required bool, opts []part.Option) *part.Field {
	return f.bind(part.NewPick(spec(path, required, 0, 1), opts))
}

func (f *form) date(path string, required, longTerm bool) *part.Field {
	return f.bind(part.NewDate(f.p.host, spec(path, required, 0, 1), longTerm))
}

func (f *form) radio(path string, opts ...part.Option) *part.Field {
	return f.bind(part.NewRadio(spec(path, true, 0, 1), opts))
}

func (f *form) check(path string) *part.Field {
	s := spec(path, false, 0, 1)
	words := s.Label
	s.Label = ""
	return f.bind(part.NewCheck(s, words))
}

// sort is the kind of personal data that a field holds now.
func (p *Page) sort(at filing.Field) seal.Sort {
	return rule.Personal(p.s.Filing(), at, p.desk.Tables())
}

// Show implements stepView.
func (f *form) Show(force bool) {
	locked := !f.p.s.Filing().State.Editable()
	for _, x := range f.fields {
		path := filing.Field(x.Path())
		v := f.p.s.Value(path)
		if force {
			x.ForceValue(v)
		} else if x.Value() != v {
			x.SetValue(v)
		}
		x.SetEnabled(!locked || openWhileLocked[path])
		x.Repaint() // an organiser that became a person has other public fields
		f.judge(x, path, v)
	}
	for _, fn := range f.extra {
		fn(force)
	}
}

// openWhileLocked are the fields that desk.Edit takes while an order is under
// review.
var openWhileLocked = map[filing.Field]bool{"note": true, "number": true, "filed_on": true, "portrait.link": true, "domain.expires": true, "organiser.cert_valid_to": true}

// judgeAgain looks at a field that was left.
func (f *form) judgeAgain(path filing.Field) {
	for _, x := range f.fields {
		if x.Path() == string(path) {
			f.judge(x, path, f.p.s.Value(path))
		}
	}
}

// judge shows the gravest finding under the field; that a value is missing
// only where the person has been and is no longer: until then the hint helps
// more.
func (f *form) judge(x *part.Field, path filing.Field, value string) {
	for _, fd := range f.p.s.Findings(path) {
		if fd.Missing && (!f.seen[path] || f.p.focus == path) {
			continue
		}
		x.SetError(SeverityMark(fd), fd.Text)
		return
	}
	for _, n := range f.p.s.View().Normalised {
		if n.Field == path {
			x.SetError(part.Info, text.NormalisedTo(f.p.sort(path).Mask(n.Value)))
			return
		}
	}
	if checked[path] && value != "" {
		x.SetError(part.Done, text.NumberRight)
		return
	}
	x.ClearError()
}

// checked are the fields whose check digit is worth a word of praise.
var checked = map[filing.Field]bool{"organiser.cert_number": true, "legal.cert_number": true, "principal.cert_number": true, "agent.cert_number": true}

// Asks tells whether the form has a field.
func (f *form) Asks(path filing.Field) bool {
	for _, x := range f.fields {
		if x.Path() == string(path) {
			return true
		}
	}
	return false
}

// FocusField implements stepView.
func (f *form) FocusField(path filing.Field) bool {
	for _, x := range f.fields {
		if x.Path() == string(path) {
			x.Focus()
			f.p.bringIntoSight(x)
			return true
		}
	}
	if o := f.spots[path]; o != nil {
		f.p.bringIntoSight(o)
		return true
	}
	return false
}

// FocusFirst puts the keyboard on the first question that must be answered, or on
// the first of all, so that nobody has to walk there from the rail.
func (f *form) FocusFirst() {
	if !f.p.s.Filing().State.Editable() {
		return
	}
	var at *part.Field
	for _, x := range f.fields {
		if !x.Visible() || !x.Enabled() {
			continue
		}
		if at == nil {
			at = x
		}
		if x.Required() && x.Value() == "" {
			at = x
			break
		}
	}
	if at != nil {
		at.Focus()
		f.p.bringIntoSight(at)
	}
}

// Close implements stepView.
func (f *form) Close() {
	for _, x := range f.fields {
		x.Flush()
	}
}

// also runs fn at every Show.
func (f *form) also(fn func(force bool)) { f.extra = append(f.extra, fn) }

// pair puts two fields side by side.
func pair(a, b fyne.CanvasObject) fyne.CanvasObject { return part.Columns(2, 240, theme.S4, a, b) }

// sheet is a card with a title and the questions under it.
func sheet(title, sentence string, objs ...fyne.CanvasObject) fyne.CanvasObject {
	return part.Card(part.Section(title, sentence, objs...))
}

// editAll is a list of edits at once.
func editAll(pairs ...string) []filing.Edit {
	var out []filing.Edit
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, filing.Edit{Field: filing.Field(pairs[i]), Value: pairs[i+1]})
	}
	return out
}

// findingsUnder tells whether anything but missing values was found under a
// block.
func wrongIn(list []rule.Finding, path filing.Field) (rule.Finding, bool) {
	for _, f := range list {
		if f.Field == path && !f.Missing {
			return f, true
		}
	}
	return rule.Finding{}, false
}
