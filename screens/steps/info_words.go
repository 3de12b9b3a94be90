package steps

import (
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens/part"
	"beiandesk/screens/said"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// mostPlaces is how many places of one field of trade are shown.
const mostPlaces = 3

// regulated lists the words of regulated fields where they stand, so that the
// person decides quickly: tick the item, or hand in the statement. Only the
// given fields count; none means all.
func (v *infoView) regulated(fields ...filing.Field) *fyne.Container {
	p := v.p
	box := part.Column(theme.S4)
	shown := ""
	v.also(func(force bool) {
		list := only(rule.RegulatedWords(p.s.Filing(), p.env()), fields)
		var key strings.Builder
		for _, r := range list {
			key.WriteString(r.Key() + r.Statement)
			if r.Chosen {
				key.WriteString("+")
			}
			for _, x := range r.Places {
				key.WriteString(x.Sentence + x.Settled + "\n")
			}
		}
		if !p.s.Filing().State.Editable() {
			key.WriteString("closed")
		}
		if key.String() == shown && !force {
			return
		}
		shown = key.String()
		box.Objects = nil
		for _, r := range list {
			box.Add(v.regulatedRow(r))
		}
		if len(list) == 0 && len(fields) == 0 {
			box.Add(part.Muted(text.RegulatedNone))
		}
		box.Hidden = len(box.Objects) == 0
		v.grown(box)
	})
	return box
}

// only keeps the places in some fields.
func only(list []rule.Regulated, fields []filing.Field) []rule.Regulated {
	if len(fields) == 0 {
		return list
	}
	var out []rule.Regulated
	for _, r := range list {
		var places []rule.Place
		for _, x := range r.Places {
			for _, f := range fields {
				if x.Field == f {
					places = append(places, x)
				}
			}
		}
		if r.Places = places; len(places) > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (v *infoView) regulatedRow(r rule.Regulated) fyne.CanvasObject {
	p := v.p
	state := part.LookHere
	switch {
	case !r.Counts():
		state = part.Info
	case r.Chosen:
		state = part.Done
	}
	head := part.Row(theme.S2, part.Mark(state, 16), part.Strong(r.Name).One())
	if r.Chosen {
		head.Add(part.NewTag(part.Done, text.Ticked))
	}
	col := part.Column(theme.S2, head)
	for i, x := range r.Places {
		if i == mostPlaces {
			col.Add(part.Hint(text.MorePlaces(len(r.Places) - mostPlaces)))
			break
		}
		where, mark := rule.FieldName(x.Field), part.LookHere
		if x.Settled != "" {
			where, mark = where+"　"+text.SettledBy(x.Settled), part.Todo
		}
		col.Add(part.Column(0, part.Hint(where), part.NewMarked(x.Sentence, x.From, x.To, mark)))
	}
	if !r.Counts() {
		col.Add(part.Hint(text.RegulatedAlone))
		return col
	}
	for _, s := range []string{text.IfYes(r.Document, r.Authority), text.IfNo(r.Statement), r.Advice} {
		if s != "" {
			col.Add(part.Muted(s))
		}
	}
	t := p.desk.Tables()
	row, _ := t.BureauRule(r.Row)
	if sides := said.Sides(t, row.Text, r.Source, r.Date, r.Confidence, r.Conflict); len(sides) > 0 {
		col.Add(part.Sides(sides...))
	} else {
		col.Add(part.Hint(said.Source(t, r.Source, r.Date, r.Confidence)))
	}
	if p.s.Filing().State.Editable() && !r.Chosen {
		act := part.Flow(theme.S3)
		if r.Item != 0 {
			act.Add(part.Plain(text.TickItem(r.Name), func() { tickApproval(p.s, r.Item, true) }).Small())
		}
		if r.Statement != "" {
			act.Add(part.Link(text.ToStatement, func() { p.Go(filing.StepMaterial, "") }))
		}
		if len(act.Objects) > 0 {
			col.Add(act)
		}
	}
	return col
}
