package ui

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/screens/text"
)

// Go implements screens.Host.
func (s *Scope) Go(key string, work func(context.Context) error, done func(error)) {
	if s.closed {
		return
	}
	if old := s.jobs[key]; old != nil {
		old.cancel()
	}
	ctx, cancel := context.WithCancel(s.ctx)
	ctx = context.WithValue(ctx, meterKey{}, &meter{})
	j := &job{cancel: cancel}
	s.jobs[key] = j
	go func() {
		err := guard(ctx, work)
		s.h.o.Do(func() {
			cancel()
			if s.jobs[key] != j {
				return // a later Go with the same key has taken its place
			}
			delete(s.jobs, key)
			if s.closed {
				return
			}
			switch {
			case done != nil:
				done(err)
			case err != nil:
				s.Alert(err)
			}
		})
	}()
}

// guard turns a panic in work into an error.
func guard(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fault(r)
		}
	}()
	return work(ctx)
}

// guard turns a panic on the UI goroutine into a sentence. A fault in one
// callback must not take the window, and what is typed elsewhere, with it.
func (h *Host) guard(fn func()) {
	defer func() {
		if r := recover(); r != nil {
			h.Alert(fault(r))
		}
	}()
	fn()
}

// fault is a panic as an error. Only what the runtime says of itself is told: a
// value that somebody panics with may be anything, a person's name as well.
func fault(r any) error {
	words := fmt.Sprintf("a value of type %T", r)
	if known, ok := r.(runtime.Error); ok {
		words = known.Error()
	}
	return app.Wrap(fmt.Errorf("panic: %s\n%s", words, debug.Stack()), app.CodeInternal, text.PanicSentence)
}

// meterKey finds the meter of a job in its context.
type meterKey struct{}

// meter lets at most ten reports a second through.
type meter struct {
	mu   sync.Mutex
	last time.Time
}

const meterEvery = 100 * time.Millisecond

func (m *meter) pass(now time.Time, final bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !final && !m.last.IsZero() && now.Sub(m.last) < meterEvery {
		return false
	}
	m.last = now
	return true
}

// Progress implements screens.Host. ctx is the one that work was given.
func (s *Scope) Progress(ctx context.Context, done, total int, show func(done, total int)) {
	m, ok := ctx.Value(meterKey{}).(*meter)
	if ok && !m.pass(time.Now(), done >= total) {
		return
	}
	s.h.o.Do(func() {
		if ctx.Err() == nil && !s.closed {
			show(done, total)
		}
	})
}

// After implements screens.Host.
func (s *Scope) After(d time.Duration, fn func()) func() {
	if s.closed {
		return func() {}
	}
	id := s.next
	s.next++
	t := time.AfterFunc(d, func() {
		s.h.o.Do(func() {
			if _, on := s.stops[id]; on {
				delete(s.stops, id)
				fn()
			}
		})
	})
	s.stops[id] = func() { t.Stop() }
	return func() { s.stop(id) }
}

// Tick implements screens.Host.
func (s *Scope) Tick(every time.Duration, fn func(now time.Time)) func() {
	if s.closed {
		return func() {}
	}
	id := s.next
	s.next++
	quit := make(chan struct{})
	s.stops[id] = func() { close(quit) }
	go func() {
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			select {
			case <-quit:
				return
			case <-t.C:
				s.h.o.Do(func() {
					if _, on := s.stops[id]; on {
						fn(s.Now())
					}
				})
			}
		}
	}()
	return func() { s.stop(id) }
}

func (s *Scope) stop(id int) {
	if stop, on := s.stops[id]; on {
		delete(s.stops, id)
		stop()
	}
}
