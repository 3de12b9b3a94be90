package review

import (
	"context"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Values of the pick lists that are no ids: a pick takes "" for no choice.
const (
	pickUnknown = "?"
	pickNothing = refusal.Nothing
)

func reasonValue(reason string, aside bool) string {
	switch {
	case aside:
		return pickNothing
	case reason == "":
		return pickUnknown
	}
	return reason
}

func reasonOf(value string) (reason string, aside bool) {
	switch value {
	case pickNothing:
		return "", true
	case pickUnknown:
		return "", false
	}
	return value, false
}

func fieldValue(p filing.Field) string {
	if p == "" {
		return pickNothing
	}
	return string(p)
}

func fieldOf(value string) filing.Field {
	if value == pickNothing {
		return ""
	}
	return filing.Field(value)
}

// reasonOptions are all reasons, those that fit nearly as well first.
func (y *History) reasonOptions(near []refusal.Candidate) []part.Option {
	t := y.desk.Tables()
	opts := []part.Option{{Value: pickUnknown, Label: text.RefusalUnknown}, {Value: pickNothing, Label: text.RefusalNothing}}
	first := map[string]bool{}
	add := func(r table.RefusalReason) {
		words := r.Code
		for _, w := range append(append([]string{}, r.About...), r.Phrases...) {
			words += " " + w
		}
		opts = append(opts, part.Option{Value: r.ID, Label: r.Text, Detail: text.RefusalCategory(r.Category), Words: words})
	}
	for _, c := range near {
		if r, ok := t.Refusal(c.Reason); ok {
			first[r.ID] = true
			add(r)
		}
	}
	for _, cat := range table.RefusalCategories {
		for _, r := range t.Refusals {
			if r.Category == cat && !first[r.ID] {
				add(r)
			}
		}
	}
	return opts
}

// fieldOptions are the fields and materials of the filing.
func (y *History) fieldOptions() []part.Option {
	opts := []part.Option{{Value: pickNothing, Label: text.RefusalNoField}}
	for _, p := range filing.Fields() {
		if n := rule.FieldName(p); n != string(p) {
			opts = append(opts, part.Option{Value: string(p), Label: n})
		}
	}
	for _, n := range y.view.Needs {
		opts = append(opts, part.Option{Value: string(filing.MaterialField(n.Slot)), Label: n.Title})
	}
	return append(opts, part.Option{Value: "portrait", Label: text.PortraitField}, part.Option{Value: "sms", Label: text.SMSField})
}

// advice is what to do about a reason, where that is known from, the way to
// its field, and more links beside it.
func (y *History) advice(reason, trust string, field filing.Field, more ...fyne.CanvasObject) fyne.CanvasObject {
	col := part.Column(2)
	if r, ok := y.desk.Tables().Refusal(reason); ok {
		col.Add(part.Muted(r.Remedy))
		col.Add(part.Hint(trust + "　" + text.SourceLine(desk.Names(y.desk.Tables()).Source(r.Source), r.Date)).AtMost(2))
	} else {
		col.Add(part.Muted(text.RefusalUnread))
	}
	if field != "" {
		more = append([]fyne.CanvasObject{part.Link(text.Jump, func() { y.toField(field) }).Then(part.GlyphRight)}, more...)
	}
	if len(more) > 0 {
		col.Add(part.Row(theme.S4, more...))
	}
	return col
}

func (y *History) toField(p filing.Field) {
	step, _ := filing.Place(p)
	y.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: y.id, Step: int(step), Field: string(p)})
}

func trustMark(reason string, c refusal.Confidence) part.State {
	switch {
	case reason == "":
		return part.Todo
	case c == refusal.Likely || c == refusal.Near:
		return part.LookHere
	}
	return part.Info
}

// tasks is the list to tick off, nil without an open refusal.
func (y *History) tasks() fyne.CanvasObject {
	f := &y.view.Filing
	r := f.OpenRefusal()
	if r == nil || len(r.Tasks) == 0 {
		return nil
	}
	rows := part.Column(theme.S3)
	if r.Left() == 0 {
		rows.Add(part.Banner(part.Done, text.TasksDone, "", nil))
		if y.offersAgain() {
			rows.Add(part.Row(0, part.Primary(filing.ActResubmit.Name(), func() { y.do(filing.ActResubmit) })))
		}
	}
	for i, t := range r.Tasks {
		if i > 0 || r.Left() == 0 {
			rows.Add(part.Rule())
		}
		rows.Add(y.task(t))
	}
	rows.Add(part.Rule())
	rows.Add(y.byHand())
	return part.Card(part.Section(text.TasksTitle, text.TasksLeft(r.Left(), len(r.Tasks)), rows))
}

// byHand adds a task that no text has.
func (y *History) byHand() fyne.CanvasObject {
	if !y.adding {
		return part.Row(0, part.Quiet(text.TaskAdd, func() {
			y.adding = true
			y.again()
			y.hand.Focus()
		}).With(part.GlyphPlus))
	}
	return part.Column(theme.S2, y.hand, part.Row(theme.S3, part.Plain(text.TaskAddNow, y.addTask), part.Quiet(text.TasksKeep, func() {
		y.adding = false
		y.again()
	})))
}

func (y *History) addTask() {
	words := y.hand.Value()
	y.amend(text.TaskAdded, nil, func(ctx context.Context) (desk.View, error) { return y.desk.AddTask(ctx, y.id, words) }, func(err error) {
		switch {
		case err == nil:
			y.adding = false
			y.hand.ForceValue("")
			y.hand.ClearError()
			y.again()
			return
		case app.FieldOf(err) != "task":
			y.host.Alert(err)
			return
		}
		y.hand.SetError(part.Refused, app.MessageOf(err))
		y.hand.Focus()
	})
}

// offersAgain tells whether the list of tasks carries the button to hand in
// again, so that it stands in one place.
func (y *History) offersAgain() bool {
	f := &y.view.Filing
	r := f.OpenRefusal()
	return r != nil && len(r.Tasks) > 0 && r.Left() == 0 && f.State == filing.Returned
}

func (y *History) task(t filing.Task) fyne.CanvasObject {
	box := part.NewCheckBox(refusal.Mask(t.Words), func(on bool) { y.tick(t.ID, on) })
	box.SetChecked(!t.Done.IsZero())
	under := part.Column(theme.S2)
	if t.Done.IsZero() {
		under.Add(part.Strong(text.RefusalName(y.desk.Tables(), t.Reason)))
		var more []fyne.CanvasObject
		if y.correcting != t.ID {
			more = append(more, part.Link(text.TasksCorrect, func() { y.correcting = t.ID; y.again() }),
				part.Link(text.TaskRemove, func() { y.removeTask(t.ID) }))
		}
		under.Add(y.advice(t.Reason, text.RefusalTrust(refusal.Confidence(t.Confidence)), t.Field, more...))
		if list := y.near(t); t.Reason == "" && len(list) > 0 {
			under.Add(y.others(list, func(reason string) { y.correct(t, reason, "") }))
		}
		if y.correcting == t.ID {
			under.Add(y.corrections(t))
		}
	}
	return part.Column(theme.S1, box, part.Pad(0, 0, 0, 26, under))
}

// near are the reasons that fit a task best. It is not stored: the table may be
// a newer one by now.
func (y *History) near(t filing.Task) []refusal.Candidate {
	if y.matcher == nil {
		y.matcher = refusal.New(y.desk.Tables(), nil)
	}
	got := y.matcher.One(t.Words, y.view.Filing.Provider)
	if got.Reason != "" {
		return append([]refusal.Candidate{got.Candidate}, got.Others...)
	}
	return got.Others
}

// others are what words may mean as well, each chosen by one click.
func (y *History) others(list []refusal.Candidate, choose func(reason string)) fyne.CanvasObject {
	links := []fyne.CanvasObject{part.Hint(text.RefusalMaybe).One()}
	for _, o := range list {
		links = append(links, part.Link(text.RefusalName(y.desk.Tables(), o.Reason), func() { choose(o.Reason) }))
	}
	return part.Flow(theme.S3, links...)
}

// corrections are the two choices of a task that was taken for the wrong thing.
func (y *History) corrections(t filing.Task) fyne.CanvasObject {
	opts := y.reasonOptions(y.near(t))
	reason := part.NewPick(part.Spec{Path: "task.reason", Label: text.RefusalReason, Bare: true}, append(opts[:1:1], opts[2:]...))
	reason.SetValue(reasonValue(t.Reason, false))
	reason.OnChanged = func(_, v string) {
		id, _ := reasonOf(v)
		y.correct(t, id, "")
	}
	field := part.NewPick(part.Spec{Path: "task.field", Label: text.RefusalField, Bare: true}, y.fieldOptions()[1:])
	field.SetValue(string(t.Field))
	field.OnChanged = func(_, v string) { y.correct(t, t.Reason, fieldOf(v)) }
	return part.Column(theme.S2, part.Columns(2, theme.Px(220), theme.S3, reason, field),
		part.Row(0, part.Link(text.TasksKeep, func() { y.correcting = ""; y.again() })))
}

// correct changes what a task is about.
func (y *History) correct(was filing.Task, reason string, field filing.Field) {
	y.amend(text.TaskCorrected, nil, func(ctx context.Context) (desk.View, error) {
		return y.desk.CorrectReason(ctx, y.id, was.ID, reason, field)
	}, y.orAlert)
}

// tick notes a task as done or open.
func (y *History) tick(id string, on bool) {
	words := text.TaskTicked
	if !on {
		words = text.TaskOpened
	}
	y.amend(words, nil, func(ctx context.Context) (desk.View, error) { return y.desk.TickTask(ctx, y.id, id, on) }, y.orAlert)
}

// removeTask takes out what is no task.
func (y *History) removeTask(id string) {
	y.amend(text.TaskRemoved, nil, func(ctx context.Context) (desk.View, error) { return y.desk.RemoveTask(ctx, y.id, id) }, y.orAlert)
}
