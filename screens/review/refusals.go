package review

import (
	"context"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// refusals lists what was recorded, newest first: the text to read again, and a
// way to take out what was a mistake. nil without one.
func (y *History) refusals() fyne.CanvasObject {
	f := &y.view.Filing
	if len(f.Refusals) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for i := len(f.Refusals) - 1; i >= 0; i-- {
		if len(rows) > 0 {
			rows = append(rows, part.Rule())
		}
		rows = append(rows, y.refusal(i, &f.Refusals[i]))
	}
	return part.Card(part.Section(text.RefusalsTitle, text.RefusalsWhy, rows...))
}

func (y *History) refusal(n int, r *filing.Refusal) fyne.CanvasObject {
	open := y.reading.Equal(r.At)
	look := part.Link(text.RefusalOpen, func() { y.reading = r.At; y.again() })
	if open {
		look = part.Link(text.TasksKeep, func() { y.reading = time.Time{}; y.again() })
	}
	tables := y.desk.Tables()
	col := part.Column(theme.S2, part.Row(theme.S4, part.Stretch(part.Column(2, part.Body(text.RefusalLine(tables, r)), part.Hint(text.RefusalUnder(r)))),
		look, part.Link(text.RefusalRemove, func() { y.removeRefusal(n) })))
	if !open {
		return col
	}
	col.Add(part.Muted(refusal.Mask(r.Pasted)))
	if y.view.Filing.OpenRefusal() == r { // its tasks stand above
		return col
	}
	for _, t := range r.Tasks {
		col.Add(part.TopRow(theme.S2, part.Pad(2, 0, 0, 0, part.Mark(trustMark(t.Reason, refusal.Confidence(t.Confidence)), 16)),
			part.Stretch(y.pastReason(t))))
	}
	return col
}

// pastReason is a task of a refusal that is over: what it was, to be corrected
// for the counts and for the next time.
func (y *History) pastReason(t filing.Task) fyne.CanvasObject {
	col := part.Column(theme.S1, part.Body(refusal.Mask(t.Words)))
	name := part.Stretch(part.Hint(text.RefusalName(y.desk.Tables(), t.Reason)))
	if y.correcting == t.ID {
		col.Add(y.corrections(t))
		return col
	}
	col.Add(part.Row(theme.S4, name, part.Link(text.TasksCorrect, func() { y.correcting = t.ID; y.again() })))
	return col
}

func (y *History) removeRefusal(n int) {
	if y.settling {
		return
	}
	rev := y.view.Filing.Rev
	y.amend(text.RefusalRemoved, nil, func(ctx context.Context) (desk.View, error) {
		return y.desk.RemoveRefusal(ctx, y.id, rev, n)
	}, func(err error) {
		if err != nil {
			y.host.Alert(err)
			y.Reload()
			return
		}
		y.settle()
	})
}
