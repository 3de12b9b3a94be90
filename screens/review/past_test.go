package review_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

// pool is a host that keeps work back and then begins all of it at once, the
// latest first, as goroutines may.
type pool struct {
	*hosttest.Host
	keep bool
	jobs []func() (done func())
}

func (p *pool) Go(key string, work func(context.Context) error, done func(error)) {
	if !p.keep || strings.HasPrefix(key, "review:") || strings.HasPrefix(key, "versions:") {
		p.Host.Go(key, work, done)
		return
	}
	p.jobs = append(p.jobs, func() func() {
		err := work(context.Background())
		return func() { done(err) }
	})
}

// run does what was kept.
func (p *pool) run() {
	p.keep = false
	done := make([]func(), len(p.jobs))
	var all sync.WaitGroup
	for i := len(p.jobs) - 1; i >= 0; i-- {
		all.Go(func() { done[i] = p.jobs[i]() })
	}
	all.Wait()
	p.jobs = nil
	for _, d := range done {
		d()
	}
}

// returnedOn is returned on a pool.
func returnedOn(t *testing.T) (*world, *pool, *review.History) {
	t.Helper()
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	h := &pool{Host: w.host}
	p := review.NewHistory(h, w.desk, w.route())
	hosttest.Field(t, lay(p), "reason").Type(pasted)
	hosttest.Press(t, lay(p), filing.ActReturn.Name())
	w.host.Advance(time.Second)
	return w, h, p
}

// TestUndoWaitsForWhatItTakesBack: a task is ticked, and Ctrl+Z pressed before
// that is saved. The tick is taken back, not what was before it.
func TestUndoWaitsForWhatItTakesBack(t *testing.T) {
	for range 5 {
		w, h, p := returnedOn(t)
		h.keep = true
		hosttest.All[*part.Check](lay(p))[0].Tapped(nil)
		p.Undo()
		h.run()
		if f := w.filing(); f.State != filing.Returned || f.OpenRefusal().Left() != len(f.OpenRefusal().Tasks) {
			t.Errorf("%s %+v", f.State, f.Refusals)
		}
		if last := w.host.Toasts[len(w.host.Toasts)-1]; last.Sentence != text.Undone {
			t.Errorf("it says %s", last.Sentence)
		}
		w.host.NoAlerts()
		p.Undo() // the recording
		if f := w.filing(); f.State != filing.FirstReview {
			t.Errorf("%s", f.State)
		}
		w.host.NoAlerts()
	}
}

// TestQuickChangesAreAllSaved, in their order, and each is taken back.
func TestQuickChangesAreAllSaved(t *testing.T) {
	w, h, p := returnedOn(t)
	h.keep = true
	boxes := hosttest.All[*part.Check](lay(p))
	boxes[0].Tapped(nil)
	boxes[1].Tapped(nil)
	p.Undo()
	p.Undo()
	p.Redo()
	h.run()
	if r := w.filing().OpenRefusal(); r.Tasks[0].Done.IsZero() || !r.Tasks[1].Done.IsZero() {
		t.Errorf("%+v", r.Tasks)
	}
	w.host.NoAlerts()
}

// ill is a store that saves nothing while err is set.
type ill struct {
	desk.Store
	err error
}

func (s *ill) Update(ctx context.Context, fn func(desk.Tx) error) error {
	if s.err != nil {
		return s.err
	}
	return s.Store.Update(ctx, fn)
}

// TestAFaultKeepsTheWayBack: it is shown as it is, and Ctrl+Z works once it has
// gone. Only an order that has moved on ends the way back.
func TestAFaultKeepsTheWayBack(t *testing.T) {
	var store *ill
	w := newWorldOn(t, func(s desk.Store) desk.Store { store = &ill{Store: s}; return store },
		func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Field(t, lay(p), "reason").Type(pasted)
	hosttest.Press(t, lay(p), filing.ActReturn.Name())
	w.host.Advance(time.Second)

	store.err = app.Fail("disk.full", "磁盘满了，没有保存。请清理后再试。")
	p.Undo()
	if len(w.host.Alerts) != 1 || app.CodeOf(w.host.Alerts[0]) != "disk.full" {
		t.Fatalf("%v", w.host.Alerts)
	}
	store.err = nil
	p.Undo()
	if f := w.filing(); f.State != filing.FirstReview || len(w.host.Alerts) != 1 {
		t.Fatalf("%s %v", f.State, w.host.Alerts)
	}
	p.Redo()
	if _, err := w.desk.Do(t.Context(), w.id, w.filing().Rev, filing.ActResubmit, ""); err != nil {
		t.Fatal(err)
	}
	p.Undo()
	if len(w.host.Alerts) != 2 || app.CodeOf(w.host.Alerts[1]) != desk.CodeMoved {
		t.Errorf("%v", w.host.Alerts)
	}
	p.Undo()
	if last := w.host.Toasts[len(w.host.Toasts)-1]; last.Sentence != text.UndoneNothing || len(w.host.Alerts) != 2 {
		t.Errorf("%s %v", last.Sentence, w.host.Alerts)
	}
}
