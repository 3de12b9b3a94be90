// Package steps leads through one filing: the head with its progress, the
// stepper, the six steps and the panel of reasons and findings beside them.
package steps

import (
	"context"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/text"
)

// pause is how long nobody must type before the text is saved.
const pause = 600 * time.Millisecond

// Status of what was typed.
type Status int

const (
	Saved    Status = iota // everything is in the store
	Typing                 // something waits for a pause of typing
	Saving                 // a save is under way
	Failed                 // the last save failed; the text is still here, see Err
	Conflict               // the filing was saved from elsewhere; the text is still here
)

// flight is a save under way; done is closed when it has ended.
type flight struct {
	done chan struct{}
	rev  int64
	err  error
}

// waiting is something that begins when the save under way has ended.
type waiting struct {
	start func(ok bool)                                // ok: the save went well
	work  func(ctx context.Context) (desk.View, error) // a use case, nil for undo
}

// Session is one person's work on one filing: what is stored, what was typed
// and not yet saved, and what can be undone. All methods belong to the UI
// goroutine; saving happens elsewhere, one save after another.
type Session struct {
	host    screens.Host
	desk    *desk.Desk
	id      string
	view    desk.View
	loaded  bool
	pending []filing.Edit // in the order of typing, one per field
	flying  []filing.Edit // in the save under way
	busy    bool
	flight  *flight   // the latest save, nil before the first
	queue   []waiting // what waits for the save under way
	undo    [][]filing.Edit
	redo    [][]filing.Edit
	revert  func() // puts undo and redo back if the edit under way fails
	stuck   bool   // a conflict that the person has not decided yet
	status  Status
	err     error
	savedAt time.Time
	stop    func() // cancels the pending pause
	unsaved *Unsaved
	changed []func()
	closed  bool
}

// NewSession works on a filing. Load must be called before anything else.
func NewSession(h screens.Host, d *desk.Desk, id string, u *Unsaved) *Session {
	if u == nil {
		u = &Unsaved{}
	}
	return &Session{host: h, desk: d, id: id, unsaved: u}
}

// OnChange calls fn after every change of view, status or pending text.
func (s *Session) OnChange(fn func()) { s.changed = append(s.changed, fn) }

func (s *Session) tell() {
	if s.closed {
		return
	}
	for _, fn := range s.changed {
		fn()
	}
}

// Load reads the filing; done gets the error. What was left unsaved comes back
// as pending text.
func (s *Session) Load(done func(error)) {
	var v desk.View
	s.host.Go("load:"+s.id, func(ctx context.Context) (err error) {
		v, err = s.desk.Open(ctx, s.id)
		return err
	}, func(err error) {
		if s.closed {
			return
		}
		// A save may have ended while this was being read: its state is younger.
		if err == nil && !(s.loaded && (s.busy || v.Filing.Rev < s.view.Filing.Rev)) {
			s.view, s.loaded = v, true
			for _, e := range s.unsaved.take(s.id) {
				s.put(e)
			}
			s.settle()
		}
		if done != nil {
			done(err)
		}
		s.tell()
		if err == nil && len(s.pending) > 0 {
			s.Flush()
		}
	})
}

// ID of the filing.
func (s *Session) ID() string { return s.id }

// Loaded tells whether the filing has been read.
func (s *Session) Loaded() bool { return s.loaded }

// View is the stored state; Value knows better about a field being typed.
func (s *Session) View() *desk.View { return &s.view }

// Filing is the stored filing.
func (s *Session) Filing() *filing.Filing { return &s.view.Filing }

// Value of a field as the person sees it: typed text first.
func (s *Session) Value(p filing.Field) string {
	for _, list := range [][]filing.Edit{s.pending, s.flying} {
		for _, e := range list {
			if e.Field == p {
				return e.Value
			}
		}
	}
	v, _ := s.view.Filing.Get(p)
	return v
}

// Findings about a field, the gravest first.
func (s *Session) Findings(p filing.Field) []rule.Finding {
	var out []rule.Finding
	for _, f := range s.view.Findings {
		if f.Field == p {
			out = append(out, f)
		}
	}
	return out
}

// Status and the error of the last save, if it failed.
func (s *Session) Status() (Status, error) { return s.status, s.err }

// SavedAt is when the last save ended, zero before the first.
func (s *Session) SavedAt() time.Time { return s.savedAt }

// Type notes what a person is typing and saves it after a pause.
func (s *Session) Type(p filing.Field, value string) {
	if s.Value(p) == value || s.locked(p) {
		return
	}
	s.put(filing.Edit{Field: p, Value: value})
	if !s.stuck {
		s.status = Typing
	}
	if s.stop != nil {
		s.stop()
	}
	s.stop = s.host.After(pause, s.Flush)
	s.tell()
}

// Set changes fields at once, as choosing from a list does.
func (s *Session) Set(edits ...filing.Edit) {
	change := false
	for _, e := range edits {
		if s.Value(e.Field) != e.Value && !s.locked(e.Field) {
			s.put(e)
			change = true
		}
	}
	if change {
		s.Flush()
	}
}

// locked tells whether a field is closed while an order is under review, and
// says so. Text that desk.Edit would refuse for good must not wait here.
func (s *Session) locked(p filing.Field) bool {
	if !s.loaded || s.Filing().State.Editable() || openWhileLocked[p] {
		return false
	}
	s.host.Toast(text.LockedNow, nil)
	s.tell() // fields go back to what is stored
	return true
}

func (s *Session) put(e filing.Edit) {
	for i := range s.pending {
		if s.pending[i].Field == e.Field {
			s.pending[i] = e
			return
		}
	}
	s.pending = append(s.pending, e)
}

// Flush saves now what is pending. While a save is under way it waits for it.
func (s *Session) Flush() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	if s.busy || len(s.pending) == 0 || !s.loaded || s.stuck {
		return
	}
	s.holdStacks()
	s.record(s.pending)
	s.send(s.pending)
}

func (s *Session) send(edits []filing.Edit) {
	s.flying, s.pending = edits, nil
	rev := s.view.Filing.Rev
	s.run(func(ctx context.Context) (desk.View, error) { return s.desk.Edit(ctx, s.id, rev, edits...) }, nil)
}

// Do carries out another use case on the filing after what was typed is saved:
// taking a picture, moving the state on. It is carried out also if that save
// fails; the text stays here. done may be nil; an error is then shown.
func (s *Session) Do(work func(ctx context.Context) (desk.View, error), done func(error)) {
	if s.closed { // 撤销 on a toast when the page has gone; the store keeps the order
		s.host.Go("after:"+s.id, func(ctx context.Context) error {
			_, err := work(context.WithoutCancel(ctx))
			return err
		}, nil)
		return
	}
	if done == nil {
		done = func(err error) {
			if err != nil {
				s.host.Alert(err)
			}
		}
	}
	s.Flush()
	if s.busy {
		s.queue = append(s.queue, waiting{func(bool) { s.run(work, done) }, work})
		return
	}
	s.run(work, done)
}

// run is the one place where this session writes. done is nil for edits.
func (s *Session) run(work func(ctx context.Context) (desk.View, error), done func(error)) {
	s.busy, s.status = true, Saving
	var v desk.View
	fl := &flight{done: make(chan struct{})}
	s.flight = fl
	s.host.Go("save:"+s.id, func(ctx context.Context) (err error) {
		defer close(fl.done)
		// Leaving the page must not stop a save half-way.
		v, err = work(context.WithoutCancel(ctx))
		fl.rev, fl.err = v.Filing.Rev, err
		return err
	}, func(err error) {
		if s.closed {
			return // Close has seen to the rest
		}
		s.busy = false
		switch {
		case err == nil:
			s.view, s.flying, s.err, s.savedAt = v, nil, nil, s.host.Now()
			s.settle()
		case done == nil: // an edit: its text goes back to pending, younger text wins
			typed := s.pending
			s.pending = s.flying
			s.flying = nil
			for _, e := range typed {
				s.put(e)
			}
			s.err = err
			s.status = Failed
			if app.CodeOf(err) == app.CodeConflict {
				s.status, s.stuck = Conflict, true
			}
			s.revert()
		default:
			s.settle()
		}
		if done != nil {
			done(err)
		}
		s.tell()
		s.next(err == nil || done != nil)
	})
	s.tell()
}

// next starts what waited for the save: first younger text, then the rest in
// its order. After a failed save the text is not tried again by itself.
func (s *Session) next(ok bool) {
	if s.busy {
		return
	}
	if ok && len(s.pending) > 0 && (s.stop == nil || len(s.queue) > 0) {
		s.Flush()
	}
	if s.busy || len(s.queue) == 0 {
		return
	}
	w := s.queue[0]
	s.queue = s.queue[1:]
	w.start(ok)
	s.next(ok)
}

func (s *Session) settle() {
	if s.stuck = s.stuck && len(s.pending) > 0; s.stuck {
		s.status = Conflict
		return
	}
	s.status = Saved
	if len(s.pending) > 0 {
		s.status = Typing
	}
}

// Retry saves again after a failure.
func (s *Session) Retry() {
	if s.status == Failed {
		s.status = Typing
		s.Flush()
	}
}

// Refresh reads the filing anew after a conflict. keep puts the typed text on
// top of the new state and saves it; otherwise it is dropped.
func (s *Session) Refresh(keep bool, done func(error)) {
	typed := s.pending
	s.pending, s.status, s.stuck = nil, Saved, false
	s.Load(func(err error) {
		younger := s.pending // typed while it was being read
		switch {
		case err != nil:
			s.pending = typed
			for _, e := range younger {
				s.put(e)
			}
			s.status, s.stuck = Conflict, true
		case keep:
			s.pending = nil
			for _, e := range typed {
				if v, _ := s.view.Filing.Get(e.Field); v != e.Value {
					s.put(e)
				}
			}
			for _, e := range younger {
				s.put(e)
			}
			s.settle()
		}
		if done != nil {
			done(err)
		}
	})
}

// Reload takes over a state saved by another page of this program, if nothing
// is being typed here.
func (s *Session) Reload() {
	if !s.busy && len(s.pending) == 0 && s.loaded {
		s.Load(nil)
	}
}
