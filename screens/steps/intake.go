package steps

import (
	"context"
	"slices"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// offer is a picture for a slot; look reads and judges it.
type offer struct {
	slot filing.Slot
	look func(ctx context.Context) (desk.Judged, error)
}

// intake takes pictures in one after another: one file at a time is read and
// judged off the UI goroutine, then put into its slot, and its card shows it.
type intake struct {
	v       *pictures
	todo    []offer
	total   int
	done    int
	in      []lain // what lay in the slots before, oldest first
	failed  []failure
	looking bool
	stopped bool
	bar     *part.Meter
	count   *part.Text
}

type lain struct {
	old filing.Material
	had bool
}

type failure struct {
	title string
	err   error
}

const intakeKey = "intake"

// take begins, or puts the pictures at the end of the queue.
func (v *pictures) take(list ...offer) {
	if len(list) == 0 {
		return
	}
	q := v.intake
	fresh := q == nil
	if fresh {
		q = &intake{v: v, bar: part.NewMeter(), count: part.Strong("").One()}
		v.intake = q
	}
	q.todo = append(q.todo, list...)
	q.total += len(list)
	for _, x := range list {
		v.busy[x.slot] = text.Queued
	}
	if q.total > 1 {
		q.announce()
	}
	q.show()
	v.showCards()
	if fresh {
		q.next()
	}
}

// announce shows how far it is, and the way out.
func (q *intake) announce() {
	q.v.report(part.Card(part.Column(theme.S3,
		part.Row(theme.S3, part.Stretch(q.count), part.Plain(text.StopTaking, q.stop).Small()), q.bar)))
}

func (q *intake) show() {
	q.count.SetText(text.CheckingOf(min(q.done+1, q.total), q.total))
	q.bar.Set(float64(q.done) / float64(max(q.total, 1)))
}

func (q *intake) next() {
	v := q.v
	if len(q.todo) == 0 || q.stopped {
		q.finish()
		return
	}
	x := q.todo[0]
	q.todo = q.todo[1:]
	v.busy[x.slot] = text.Checking
	v.showSlot(x.slot)
	q.show()
	q.looking = true
	var j desk.Judged
	p := v.page
	p.host.Go(intakeKey, func(ctx context.Context) (err error) {
		j, err = x.look(ctx)
		return err
	}, func(err error) {
		q.looking = false
		if err != nil {
			q.ended(x, err)
			return
		}
		old, had := p.s.Filing().Material(x.slot)
		p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.TakeMaterial(ctx, p.s.ID(), j) }, func(err error) {
			j = desk.Judged{} // let go of the file
			if err == nil {
				old.Slot = x.slot
				q.in = append(q.in, lain{old, had})
			}
			q.ended(x, err)
		})
	})
}

func (q *intake) ended(x offer, err error) {
	v := q.v
	q.done++
	if !slices.ContainsFunc(q.todo, func(o offer) bool { return o.slot == x.slot }) {
		delete(v.busy, x.slot)
	}
	if err != nil && app.CodeOf(err) != app.CodeCanceled {
		q.failed = append(q.failed, failure{v.need(x.slot).Title, err})
	}
	v.showSlot(x.slot)
	if v.intake == q { // not stopped meanwhile
		q.next()
	}
}

// stop ends the queue: what is being looked at is cancelled, what is taken in
// stays. It is called on leaving the step too.
func (q *intake) stop() {
	if q.stopped {
		return
	}
	q.stopped = true
	if q.looking {
		q.v.cancel(intakeKey)
		q.finish()
	}
}

// finish says what became of it.
func (q *intake) finish() {
	v, host := q.v, q.v.page.host
	v.intake = nil
	clear(v.busy)
	v.report(nil)
	back := func() {
		for _, x := range slices.Backward(q.in) {
			if x.had {
				v.put(x.old)
			} else {
				v.empty(x.old.Slot)
			}
		}
	}
	switch {
	case q.stopped && q.total-len(q.in)-len(q.failed) > 0:
		if len(q.in) == 0 {
			back = nil
		}
		host.Toast(text.Stopped(len(q.in), q.total-len(q.in)-len(q.failed)), back)
	case len(q.in) == 1:
		slot := q.in[0].old.Slot
		m, _ := v.page.s.Filing().Material(slot)
		host.Toast(text.PutInto(v.need(slot).Title, pageOf(m), m.Pages), back)
	case len(q.in) > 1:
		host.Toast(text.PutSeveral(len(q.in)), back)
	}
	switch {
	case len(q.failed) == 1 && q.total == 1:
		err := q.failed[0].err
		if q.failed[0].title != "" { // of several cards, which
			err = app.Wrap(err, app.CodeOf(err), text.AboutMaterial(q.failed[0].title, app.MessageOf(err)))
		}
		host.Alert(err)
	case len(q.failed) > 0:
		q.summary()
	}
	if !v.closed {
		v.showCards()
	}
}

// summary lists what could not be taken in, each with its material and reason,
// until the person has read it.
func (q *intake) summary() {
	rows := []fyne.CanvasObject{part.Group(text.NotTakenOf(len(q.failed)))}
	for _, f := range q.failed {
		rows = append(rows, part.FindingRow(part.Finding{State: part.Refused, Where: f.title, Text: app.MessageOf(f.err)}, nil))
	}
	rows = append(rows, part.Row(0, part.Plain(text.Understood, func() { q.v.report(nil) })))
	q.v.report(part.Card(part.Column(theme.S3, rows...)))
}

// report shows how the queue is getting on, above the cards; nil takes it away.
func (v *pictures) report(o fyne.CanvasObject) { v.above(v.progress, o) }

// ask is report for a question to the person.
func (v *pictures) ask(o fyne.CanvasObject) { v.above(v.notice, o) }

func (v *pictures) above(place *fyne.Container, o fyne.CanvasObject) {
	if v.closed {
		return
	}
	place.Objects = nil
	if o != nil {
		place.Objects = []fyne.CanvasObject{o}
	}
	place.Hidden = o == nil
	place.Refresh()
	v.body.Refresh()
}
