package checklist

import (
	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/said"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// build puts the page together: what stands in the way, the questions, the
// groups. Rows of questions are used again.
func (p *Page) build() {
	f := &p.view.Filing
	var objs []fyne.CanvasObject
	if f.Kind == filing.KindUnknown {
		objs = append(objs, part.Banner(part.Info, text.ChecklistNoKind, text.ChecklistToKind, func() { p.toField("kind") }))
	}
	province, known := p.desk.Tables().Province(f.Region.Province)
	if !known {
		objs = append(objs, part.Banner(part.Info, text.ChecklistNoArea, text.ChecklistToArea, func() { p.toField("region.province") }))
	}
	if q := p.questions(); q != nil {
		objs = append(objs, q)
	}
	for _, g := range rule.ItemGroups {
		list := p.items(g)
		if len(list) == 0 {
			continue
		}
		rows := part.Column(theme.S4)
		for i, x := range list {
			if i > 0 {
				rows.Add(part.Rule())
			}
			rows.Add(p.item(x))
		}
		done, all := count(list)
		if g == rule.GroupProvince && known {
			g = text.About(g, province.Name)
		}
		objs = append(objs, part.Card(part.Section(text.GroupDone(g, done, all), "", rows)))
	}
	objs = append(objs, part.Row(0, part.Link(text.ChecklistMore, func() { p.host.ShowHelp("checklist") }).Then(part.GlyphRight)))
	p.body.Objects = objs
	p.body.Refresh()
	p.root.Refresh()
}

// questions are the rows to answer, nil while none can be known.
func (p *Page) questions() fyne.CanvasObject {
	switch {
	case len(p.view.Questions) > 0:
	case p.view.Filing.Kind == filing.KindUnknown: // they follow from the kind, as the banner says
		return nil
	default:
		return part.Card(part.Section(text.AskTitle, text.AskNone))
	}
	rows := part.Column(theme.S4)
	switch err := p.desk.May(desk.MayChange); {
	case err != nil:
		rows.Add(part.Banner(part.LookHere, app.MessageOf(err), "", nil))
	case !p.view.Filing.State.Editable():
		rows.Add(part.Banner(part.Info, text.ChecklistLocked, text.Progress, func() {
			p.host.Navigate(screens.Route{Page: screens.PageHistory, Filing: p.id})
		}))
	}
	for i, q := range p.view.Questions {
		if i > 0 {
			rows.Add(part.Rule())
		}
		a := p.asks[q.Row]
		if a == nil {
			a = newAsk(p, q.Row)
			p.asks[q.Row] = a
		}
		a.show(q)
		rows.Add(a.box)
	}
	title := text.AskTitle
	if n := p.open(); n > 0 {
		title = text.About(title, text.OpenQuestions(n))
	}
	return part.Card(part.Section(title, text.AskWhy, rows))
}

// ask is the row of one question.
type ask struct {
	p      *Page
	q      rule.Question
	mark   *fyne.Container
	words  *fyne.Container
	field  *part.Field
	back   *part.Button
	answer *fyne.Container
	box    *fyne.Container
}

func newAsk(p *Page, row string) *ask {
	a := &ask{p: p, mark: part.Row(0), words: part.Column(2)}
	a.field = part.NewRadio(part.Spec{Path: string(rule.FieldAsked) + "." + row}, []part.Option{{Value: rule.AnswerYes, Label: text.AnswerFits},
		{Value: rule.AnswerNo, Label: text.AnswerFitsNot}, {Value: rule.AnswerNA, Label: text.AnswerConcernsNo}})
	a.field.OnChanged = func(_, v string) { p.give(step{row, p.answer(a.q), v}) }
	a.back = part.Link(text.AskTakeBack, func() {
		a.field.Focus() // the link goes away with the answer
		p.give(step{row, p.answer(a.q), ""})
	})
	a.answer = part.Row(theme.S4, part.Stretch(a.field), a.back)
	a.box = part.TopRow(theme.S3, part.Pad(2, 0, 0, 0, a.mark), part.Stretch(part.Column(theme.S2, a.words, a.answer)))
	return a
}

func (a *ask) show(q rule.Question) {
	p, t := a.p, a.p.desk.Tables()
	a.q = q
	answer := p.answer(q)
	open := p.desk.May(desk.MayChange) == nil && p.view.Filing.State.Editable()
	a.field.ForceValue(answer)
	a.field.SetEnabled(open)
	a.back.Hidden = answer == "" || !open
	a.mark.Objects = []fyne.CanvasObject{part.Mark(answered(q, answer), 18)}
	head := part.TopRow(theme.S2, part.Stretch(part.Body(q.Text)))
	if q.Severity == rule.Block {
		head.Add(part.NewTag(answered(q, answer), text.AskRequired))
	}
	objs := []fyne.CanvasObject{head, part.Muted(text.AskIfNot + q.Remedy)}
	if q.Material != "" {
		objs = append(objs, part.Muted(text.AskNeeds+q.Material))
	}
	objs = append(objs, part.Hint(said.Source(t, q.Source, q.Date, q.Confidence)))
	if sides := said.Sides(t, q.Text, q.Source, q.Date, q.Confidence, q.Conflict); sides != nil {
		objs = append(objs, part.Sides(sides...))
	}
	a.words.Objects = objs
	a.box.Refresh()
}

// answered marks a question by its answer; a no stops the way only where the
// rule would.
func answered(q rule.Question, answer string) part.State {
	switch {
	case answer == rule.AnswerYes:
		return part.Done
	case answer == rule.AnswerNA:
		return part.Info
	case answer == rule.AnswerNo && q.Severity == rule.Block:
		return part.Refused
	case answer == rule.AnswerNo:
		return part.LookHere
	}
	return part.Todo
}

// item is one thing to prepare. What is done outside of the program has no
// state here and a mark of its own.
func (p *Page) item(x rule.Item) fyne.CanvasObject {
	t := p.desk.Tables()
	state := part.Info
	switch {
	case x.Done:
		state = part.Done
	case x.Field != "":
		state = part.Todo
	}
	head := part.TopRow(theme.S2, part.Stretch(part.Strong(x.Title)))
	switch {
	case x.Field == "":
		head.Add(part.NewTag(part.Info, text.ItemOutside))
	case x.Required:
		head.Add(part.NewTag(state, text.ItemRequired))
	}
	words := part.Column(2, head, part.Body(x.Why))
	if x.How != "" && x.How != x.Why {
		words.Add(part.Muted(x.How))
	}
	words.Add(part.Hint(said.Source(t, x.Source, x.Date, x.Confidence)))
	if sides := said.Sides(t, x.Why, x.Source, x.Date, x.Confidence, x.Conflict); sides != nil {
		words.Add(part.Pad(theme.S1, 0, 0, 0, part.Sides(sides...)))
	}
	if x.Field != "" {
		words.Add(part.Row(0, part.Link(wayTo(x), func() { p.toField(x.Field) }).Then(part.GlyphRight)))
	}
	return part.TopRow(theme.S3, part.Pad(2, 0, 0, 0, part.Mark(state, 18)), part.Stretch(words))
}

func wayTo(x rule.Item) string {
	if x.Done {
		return text.ItemToLook
	}
	if _, material := x.Field.Slot(); material {
		return text.ItemToMaterial
	}
	return text.ItemToField
}
