package review

import (
	"context"
	"encoding/json"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// paste is the card that takes a reviewer's text: read it, look at what was
// found, record it.
type paste struct {
	y     *History
	field *part.Field
	read  *desk.Reading // what the text in the field says; nil before it is read
}

func newPaste(y *History) *paste {
	p := &paste{y: y}
	p.field = part.NewText(y.host, part.Spec{Path: "reason", Label: text.ReasonLabel, Hint: text.ReasonHint, Limit: refusal.MaxText, Lines: 5})
	p.field.OnEdited = func(_, words string) {
		if p.read != nil && p.read.Text != words { // what was found belongs to other words
			p.read = nil
			p.y.again()
		}
	}
	return p
}

// card is what the state of the filing allows; nil while nothing can be
// refused.
func (p *paste) card() fyne.CanvasObject {
	f := &p.y.view.Filing
	actions := f.State.Refusals()
	if len(actions) == 0 && !f.State.Mending() {
		return nil
	}
	why := text.RefusalWhy
	if f.State.Mending() {
		why = text.RefusalAgain
	}
	objs := []fyne.CanvasObject{p.field}
	if p.read != nil {
		objs = append(objs, p.preview())
	}
	buttons := []fyne.CanvasObject{part.Plain(text.RefusalRead, p.look)}
	for i, a := range actions {
		b := part.Plain(a.Name(), func() { p.take(a) })
		if i == 0 && p.read != nil {
			b = part.Primary(a.Name(), func() { p.take(a) })
		}
		buttons = append(buttons, b)
	}
	if len(actions) == 0 {
		buttons = append(buttons, part.Plain(text.RefusalAdd, func() { p.take("") }))
	}
	objs = append(objs, part.Flow(theme.S3, append(buttons, part.Quiet(text.RefusalStats, func() {
		p.y.host.Navigate(screens.Route{Page: screens.PageRefused})
	}))...))
	return part.Card(part.Section(text.RefusalTitle, why, objs...))
}

// look reads the text and shows what it says; nothing is changed.
func (p *paste) look() {
	words := p.field.Value()
	var read desk.Reading
	p.y.host.Go("refusal:"+p.y.id, func(ctx context.Context) (err error) {
		read, err = p.y.desk.ReadRefusal(ctx, p.y.id, words)
		return err
	}, func(err error) {
		if p.y.closed {
			return
		}
		if err != nil {
			p.failed(err)
			return
		}
		p.field.ClearError()
		p.read = &read
		p.y.again()
	})
}

// failed says under the field what is wrong with the text.
func (p *paste) failed(err error) {
	if app.FieldOf(err) != "reason" {
		p.y.host.Alert(err)
		return
	}
	p.field.SetError(part.Refused, app.MessageOf(err))
	p.field.Focus()
}

// take records the refusal. A text that was not looked at is read on the way.
func (p *paste) take(a filing.Action) {
	y := p.y
	if y.settling {
		return
	}
	read := desk.Reading{Text: p.field.Value()}
	if p.read != nil && p.read.Text == read.Text {
		read = *p.read
	}
	y.settling = true
	rev := y.view.Filing.Rev
	y.amend(text.RefusalRecorded, &read, func(ctx context.Context) (desk.View, error) {
		return y.desk.TakeRefusal(ctx, y.id, rev, a, read)
	}, func(err error) {
		if err != nil {
			y.settling = false
			if p.failed(err); app.FieldOf(err) != "reason" {
				y.Reload()
			}
			return
		}
		y.settle()
		p.clear()
		y.toTop() // the list of tasks stands there
	})
}

// clear empties the field.
func (p *paste) clear() {
	p.field.ForceValue("")
	p.field.ClearError()
	p.read = nil
	p.y.again()
}

// restore puts a text back that was recorded, with what was chosen in it, unless
// another stands there by now. A text that was never looked at is read anew.
func (p *paste) restore(read *desk.Reading) {
	if read == nil || p.field.Value() != "" {
		return
	}
	p.field.ForceValue(read.Text)
	if len(read.Items) > 0 {
		p.read = read
	}
}

// preview lists what was found, to be changed before it is recorded.
func (p *paste) preview() fyne.CanvasObject {
	unknown, asides := 0, false
	rows := part.Column(theme.S3)
	for i, it := range p.read.Items {
		if it.Aside {
			asides = true
			continue
		}
		if it.Reason == "" {
			unknown++
		}
		if len(rows.Objects) > 0 {
			rows.Add(part.Rule())
		}
		rows.Add(p.row(i, it))
	}
	if asides {
		rows.Add(part.Rule())
		rows.Add(part.Hint(text.RefusalAside))
		for i, it := range p.read.Items {
			if it.Aside {
				rows.Add(p.row(i, it))
			}
		}
	}
	return part.Column(theme.S3, part.Strong(text.RefusalHas(p.read.Tasks(), unknown)), part.Hint(text.RefusalCheck), rows)
}

// row is one piece of the text: the words, what they mean and what to do.
func (p *paste) row(i int, it refusal.Item) fyne.CanvasObject {
	y := p.y
	words := it.Words
	if words == "" {
		words = p.read.Text[it.From:it.To]
	}
	reason := part.NewPick(part.Spec{Path: "refusal.reason", Bare: true}, y.reasonOptions(it.Others))
	reason.SetValue(reasonValue(it.Reason, it.Aside))
	reason.OnChanged = func(_, v string) { p.choose(i, v) }
	if it.Aside {
		return part.Row(theme.S3, part.Stretch(part.Muted(refusal.Mask(words))), part.Wide(theme.Px(240), reason))
	}
	field := part.NewPick(part.Spec{Path: "refusal.field", Bare: true}, y.fieldOptions())
	field.SetValue(fieldValue(it.Field))
	field.OnChanged = func(_, v string) {
		p.read.Items[i].Field = fieldOf(v)
		p.y.again()
	}
	col := part.Column(theme.S2, part.Body(refusal.Mask(words)), part.Columns(2, theme.Px(220), theme.S3, reason, field),
		y.advice(it.Reason, text.RefusalTrust(it.Confidence), it.Field))
	if len(it.Others) > 0 && it.Confidence != refusal.Sure && it.Confidence != refusal.Told {
		col.Add(y.others(it.Others, func(reason string) { p.choose(i, reason) }))
	}
	return part.TopRow(theme.S2, part.Pad(2, 0, 0, 0, part.Mark(trustMark(it.Reason, it.Confidence), 16)), part.Stretch(col))
}

// choose takes what a person says a piece is.
func (p *paste) choose(i int, value string) {
	it := &p.read.Items[i]
	it.Reason, it.Aside = reasonOf(value)
	it.Confidence, it.Score = refusal.Told, 0
	if it.Reason == "" && !it.Aside {
		it.Confidence = refusal.Unknown
	}
	it.Field = refusal.Where(p.y.desk.Tables(), it.Reason, it.Words, &p.y.view.Filing, p.y.view.Needs)
	p.y.again()
}

// draft is what was chosen in the preview, "" if nothing is shown.
func (p *paste) draft() string {
	if p.read == nil {
		return ""
	}
	b, err := json.Marshal(p.read)
	if err != nil { // strings and numbers only
		return ""
	}
	return string(b)
}

func (p *paste) putDraft(s string) {
	var read desk.Reading
	if json.Unmarshal([]byte(s), &read) == nil && read.Text == p.field.Value() {
		p.read = &read
		p.y.again()
	}
}
