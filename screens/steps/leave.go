package steps

import (
	"context"
	"sync"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// Unsaved keeps what could not be saved when a page was left, by filing, until
// the filing is opened again. It lives as long as the program; the shell owns
// one.
type Unsaved struct {
	mu   sync.Mutex
	byID map[string][]filing.Edit

	handed map[string]handed // see Hand
}

func (u *Unsaved) keep(id string, edits []filing.Edit) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.byID == nil {
		u.byID = map[string][]filing.Edit{}
	}
	u.byID[id] = edits
}

func (u *Unsaved) take(id string) []filing.Edit {
	u.mu.Lock()
	defer u.mu.Unlock()
	e := u.byID[id]
	delete(u.byID, id)
	return e
}

// Close saves what was typed, and carries out what waits behind a save under
// way. What cannot be saved is kept in Unsaved and comes back when the filing
// is opened again.
func (s *Session) Close() {
	s.Flush()
	s.closed = true
	flying, left, queue, fl, rev := s.flying, s.pending, s.queue, s.flight, s.view.Filing.Rev
	if !s.busy {
		if len(left) > 0 { // refused or never loaded: Flush did not take it
			s.unsaved.keep(s.id, left)
		}
		return
	}
	stuck := s.stuck
	s.host.Go("close:"+s.id, func(ctx context.Context) error {
		<-fl.done
		ctx = context.WithoutCancel(ctx)
		err := s.finish(ctx, append(append([]filing.Edit{}, flying...), left...), left, fl, rev, stuck)
		for _, w := range queue {
			if w.work == nil {
				continue
			}
			if _, werr := w.work(ctx); err == nil {
				err = werr
			}
		}
		return err
	}, nil)
}

// finish saves the text left behind the last save, or keeps it: all of it if
// that save was of text and failed.
func (s *Session) finish(ctx context.Context, all, left []filing.Edit, fl *flight, rev int64, stuck bool) error {
	switch {
	case fl.err != nil && len(all) > len(left):
		s.unsaved.keep(s.id, all)
		return fl.err
	case len(left) == 0:
		return fl.err
	case stuck:
		s.unsaved.keep(s.id, left)
		return app.Conflict()
	}
	if fl.rev > 0 {
		rev = fl.rev
	}
	_, err := s.desk.Edit(ctx, s.id, rev, left...)
	if err != nil {
		s.unsaved.keep(s.id, left)
	}
	return err
}
