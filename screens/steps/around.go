package steps

import (
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/said"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// head is the line above the stepper: whose filing this is, what kind, where
// it stands, and the way to findings, progress and package.
type head struct {
	p             *Page
	box           *fyne.Container
	domain, whose *part.Text
	kind          *part.Tag
	state         *part.Tag
	checks        *part.Button
}

func newHead(p *Page) *head {
	h := &head{p: p, domain: part.Strong("").At(theme.SizeGroup).Clip(), whose: part.Hint("").Clip(),
		kind: part.NewTag(part.Info, ""), state: part.NewTag(part.Now, "")}
	open := func(page screens.Page) func() {
		return func() {
			p.s.Flush()
			p.host.Navigate(screens.Route{Page: page, Filing: p.s.ID()})
		}
	}
	h.checks = part.Quiet(text.Checks, open(screens.PageChecks)).With(part.GlyphTick)
	h.box = part.GiveWay(part.Row(theme.S3,
		part.Stretch(part.Column(0, h.domain, h.whose)),
		h.kind, h.state,
		h.checks,
		part.Quiet(text.Progress, open(screens.PageHistory)).With(part.GlyphClock),
		part.Plain(text.Export, open(screens.PageExport)).With(part.GlyphExport), p.more(open)), 1, theme.Px(130)) // with large letters the name matters more than the kind
	return h
}

func (h *head) show() {
	v := h.p.s.View()
	f := &v.Filing
	h.domain.SetText(f.Domain.Name)
	h.whose.SetText(orElse(f.Organiser.Name, text.Untitled))
	h.kind.Set(part.Info, f.Kind.Name())
	h.state.Set(StateMark(f.State), f.State.Name())
	sum := rule.Summarise(v.Findings)
	if n := sum.Block - sum.Missing + sum.Warn; n > 0 {
		h.checks.SetLabel(text.Found(n))
	} else {
		h.checks.SetLabel(text.Checks)
	}
}

// StateMark is how the state of a filing is marked everywhere in the window.
func StateMark(s filing.State) part.State { return row.Mark(s) }

// foot is the line under the step: back, saved when, forward.
type foot struct {
	p        *Page
	box      *fyne.Container
	previous *part.Button
	next     *part.Button
	saved    *part.Text
}

func newFoot(p *Page) *foot {
	f := &foot{p: p, saved: part.Hint("").One(),
		previous: part.Plain(text.PreviousStep, p.previous).With(part.GlyphLeft),
		next:     part.Primary(text.NextStep, p.next).Then(part.GlyphRight)}
	f.box = part.Column(0, part.Rule(), part.Pad(theme.S3, theme.S6, theme.S3, theme.S6,
		part.Row(theme.S3, f.previous, part.Spring(), f.saved, part.Spring(), f.next)))
	return f
}

func (f *foot) show() {
	p := f.p
	prev, next := text.PreviousStep, text.NextStep
	if p.step == filing.StepInfo {
		if p.group != filing.GroupOrganiser {
			prev = text.Previous
		}
		if p.group != filing.GroupEmergency {
			next = text.Next
		}
	}
	switch open := p.s.Filing().State.Editable(); {
	case p.step >= filing.StepPortrait && open:
		next = text.ToChecks
	case p.step == filing.StepSMS: // nothing can be changed any more
		next = text.Progress
	}
	if p.step == filing.StepType && p.s.Filing().Kind.Prepared() {
		next = text.ContinueAs(p.s.Filing().Kind.Name())
	}
	f.previous.SetLabel(prev)
	f.next.SetLabel(next)
	// While codes are awaited the accent is on the card of the person, and in an
	// editor it is on its own button.
	elsewhere, _ := p.cur.(interface{ accent() bool })
	f.next.SetPrimary((p.step != filing.StepSMS || p.s.Filing().State != filing.SMSWaiting) && (elsewhere == nil || !elsewhere.accent()))
	f.previous.SetEnabled(p.step != filing.StepType)
	f.next.SetEnabled(p.step != filing.StepType || p.s.Filing().Kind.Prepared())
	f.saved.SetColor(theme.Muted)
	switch st, _ := p.s.Status(); st {
	case Saving:
		f.saved.SetText(text.SavingNow)
	case Typing:
		f.saved.SetText(text.NotYetSaved)
	case Failed, Conflict:
		f.saved.SetText(text.SaveFailed)
		f.saved.SetColor(theme.Refused)
	default:
		if at := p.s.SavedAt(); !at.IsZero() {
			f.saved.SetText(text.SavedAt(at.In(filing.China)))
		} else if up := p.s.Filing().Updated; !up.IsZero() {
			f.saved.SetText(text.SavedAt(up.In(filing.China)))
		}
	}
}

// panel is at the right: why this step, why this field, what was found.
type panel struct {
	p   *Page
	box *fyne.Container
}

// most is how many findings the panel shows before it points at the page of
// all of them.
const most = 6

func newPanel(p *Page) *panel { return &panel{p: p, box: part.Column(theme.S4)} }

func (a *panel) show() {
	p := a.p
	why := text.StepWhy(p.step)
	if p.step == filing.StepInfo {
		why = text.GroupWhy(p.group)
	}
	objs := []fyne.CanvasObject{part.Column(theme.S2, part.Group(text.WhyThisStep), part.Muted(why))}
	if t := text.Field(string(p.focus)); p.focus != "" && t.Why != "" {
		objs = append(objs, part.Rule(), part.Column(theme.S2, part.Strong(orElse(t.Label, string(p.focus))), part.Body(t.Why),
			part.Row(0, part.Link(text.MoreHelp, func() { p.host.ShowHelp(string(p.focus)) }))))
	}
	here := a.here()
	rows := []fyne.CanvasObject{part.Group(text.FoundHere(len(here)))}
	for i, f := range here {
		if i == most {
			rows = append(rows, part.Row(0, part.Link(text.AllFindings(len(here)), func() {
				p.host.Navigate(screens.Route{Page: screens.PageChecks, Filing: p.s.ID()})
			})))
			break
		}
		rows = append(rows, FindingRow(p.host, p.desk, f, func() { p.goTo(f.Field) }))
	}
	if len(here) == 0 {
		rows = append(rows, part.Muted(text.NoFindings))
	}
	objs = append(objs, part.Rule(), part.Column(theme.S3, append(rows, p.toChecklist())...))
	a.box.Objects = objs
	a.box.Refresh()
}

// here lists the findings of the step (of the group in step 3): first those
// of the field in hand, then what is wrong, then what is missing.
func (a *panel) here() []rule.Finding {
	p := a.p
	var mine, wrong, missing []rule.Finding
	for _, f := range p.s.View().Findings {
		step, group := filing.Place(f.Field)
		if (step != p.step || (step == filing.StepInfo && group != p.group)) && !(p.asks(f.Field) && !f.Missing) {
			continue
		}
		switch {
		case f.Field == p.focus:
			mine = append(mine, f)
		case f.Missing:
			missing = append(missing, f)
		default:
			wrong = append(wrong, f)
		}
	}
	return append(append(mine, wrong...), missing...)
}

// FindingWords prepares a finding for a part.FindingRow.
func FindingWords(d *desk.Desk, f rule.Finding) part.Finding {
	t := d.Tables()
	w := part.Finding{State: SeverityMark(f), Text: f.Text, Remedy: f.Remedy, Source: said.Source(t, f.Source, f.Date, f.Confidence), Sides: said.SidesOf(t, f)}
	if !f.Missing {
		w.Where = where(f.Field)
	}
	return w
}

// where names the field of a finding; a path that has no name says nothing to
// a person.
func where(p filing.Field) string {
	if n := rule.FieldName(p); n != string(p) {
		return n
	}
	return ""
}

// SeverityMark is how a finding is marked: what is only missing is to do.
func SeverityMark(f rule.Finding) part.State {
	switch {
	case f.Severity == rule.Block && f.Missing:
		return part.Todo
	case f.Severity == rule.Block:
		return part.Refused
	case f.Severity == rule.Warn:
		return part.LookHere
	}
	return part.Info
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
