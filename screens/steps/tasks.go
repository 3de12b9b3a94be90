package steps

import (
	"context"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// tasksShown is how many tasks stand above the form: more would leave it no
// room in a small window.
const tasksShown = 3

// refusal keeps what the reviewer wants in sight while it is being mended: the
// tasks to tick off, or the bare reason where it was noted without.
func (p *Page) refusal(why string) []fyne.CanvasObject {
	f := p.s.Filing()
	r := f.OpenRefusal()
	if r == nil || len(r.Tasks) == 0 {
		act, jump := "", (func())(nil)
		if at := refusal.Next(f, p.s.View().Needs, p.desk.Tables()); at != "" {
			act, jump = text.Jump, func() { p.goTo(at) }
		}
		return []fyne.CanvasObject{part.Pad(0, theme.S6, theme.S4, theme.S6,
			part.Banner(part.LookHere, text.LastRefusal+"："+why, act, jump))}
	}
	history := func() { p.host.Navigate(screens.Route{Page: screens.PageHistory, Filing: p.s.ID()}) }
	if r.Left() == 0 {
		return []fyne.CanvasObject{part.Pad(0, theme.S6, theme.S4, theme.S6, part.Banner(part.Done, text.TasksDone, filing.ActResubmit.Name(), history))}
	}
	rows := part.Column(2, part.Banner(part.LookHere, text.LastRefusal+"："+text.TasksLeft(r.Left(), len(r.Tasks)), text.TasksAll, history))
	shown := 0
	for _, t := range r.Tasks {
		if !t.Done.IsZero() {
			continue
		}
		if shown++; shown > tasksShown {
			continue
		}
		top := float32(0)
		if shown == 1 {
			top = theme.S2 // off the banner
		}
		rows.Add(part.Pad(top, 0, 0, 0, p.task(t)))
	}
	return []fyne.CanvasObject{part.Pad(0, theme.S6, theme.S4, theme.S6, rows)}
}

// task is one line: a box to tick, the reviewer's words, the way to the field.
func (p *Page) task(t filing.Task) fyne.CanvasObject {
	words := refusal.Mask(t.Words)
	box := part.NewCheckBox(text.Clip(words, 60), func(on bool) { p.tick(t.ID, on) })
	row := part.Row(theme.S2, part.Stretch(box))
	if t.Field != "" {
		row.Add(part.Link(text.Jump, func() { p.goTo(t.Field) }).Then(part.GlyphRight))
	}
	return part.Pad(0, 0, 0, 26, row)
}

func (p *Page) tick(id string, on bool) {
	put := func(on bool, done func(error)) {
		p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.TickTask(ctx, p.s.ID(), id, on) }, done)
	}
	put(on, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.host.Toast(text.TaskTicked, func() { put(!on, nil) })
	})
}
