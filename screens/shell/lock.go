package shell

import (
	"context"
	"encoding/json"
	"errors"
	"runtime/debug"
	"slices"
	"time"

	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// watchEvery is how often the window looks whether it should lock, and jump
// how much more than that the clock may have gone on: the machine slept, or
// the process was stopped.
const (
	watchEvery = 5 * time.Second
	jump       = 30 * time.Second
)

// Lock saves what the pages hold back, seals what cannot be saved, closes all
// pages, wipes the keys, and covers the window. Without a door it does nothing.
func (s *Shell) Lock() { s.lock(nil) }

// LockWhenAsked locks from any goroutine and returns when the keys are wiped:
// the machine is about to sleep.
func (s *Shell) LockWhenAsked() {
	done := make(chan struct{})
	s.d.Do(func() { s.lock(func() { close(done) }) })
	<-done
}

func (s *Shell) lock(then func()) {
	if then == nil {
		then = func() {}
	}
	if s.d.Door == nil || s.shut || s.leaving {
		then()
		return
	}
	s.unwatch()
	s.shut = true
	o := s.window.Canvas().Overlays()
	for top := o.Top(); top != nil; top = o.Top() {
		o.Remove(top)
	}
	// First out of sight, then saved.
	s.gateHost = &pageHost{Scope: s.host.NewScope(), shell: s}
	s.coverWith(text.GateLocking)
	d := drafts{}
	for _, p := range s.stack {
		r := p.route
		if w, ok := p.screen.(Wayfinder); ok {
			r = w.Route()
		}
		d.Routes = append(d.Routes, r)
		words := ""
		if dr, ok := p.screen.(Drafter); ok {
			words = dr.Draft()
		}
		d.Pages = append(d.Pages, words)
	}
	s.cut(0)
	s.whenDone(s.working, func() { s.put(d, then) })
}

// put seals the drafts and wipes everything that can be wiped.
func (s *Shell) put(d drafts, then func()) {
	s.host.Go("lock", func(ctx context.Context) error {
		err := s.keep(ctx, d)
		s.d.Desk.Act(desk.Operator{}) // a name is kept in memory
		s.d.Door.Leave()
		s.d.Door.Vault.Lock()
		return err
	}, func(err error) {
		s.host.Forget()
		s.stage.Objects = nil
		s.gateHost.close()
		s.cover(true)
		if err != nil {
			s.host.Alert(err)
		}
		s.host.Go("lock-memory", func(context.Context) error { debug.FreeOSMemory(); return nil }, nil) // collects garbage first
		then()
	})
}

// keep seals the drafts into the store.
func (s *Shell) keep(ctx context.Context, d drafts) error {
	if s.d.Unsaved != nil {
		b, err := s.d.Unsaved.Drafts()
		if err != nil {
			return err
		}
		d.Unsaved = b
	}
	sealed, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if err = s.d.Desk.KeepDrafts(ctx, sealed); err == nil {
		return nil
	}
	// The disk is full, or worse: what was typed stays in memory, sealed.
	inMemory, sealErr := s.d.Door.Vault.Seal(sealed)
	s.mu.Lock()
	s.kept = inMemory
	s.mu.Unlock()
	return errors.Join(err, sealErr)
}

// coverWith hides the pages behind a sentence.
func (s *Shell) coverWith(sentence string) {
	s.inside.Objects = s.inside.Objects[:0]
	s.inside.Add(part.Empty(part.DrawBox, sentence, ""))
	s.rail.Select("")
	s.inside.Refresh()
	part.LetGo(s.window.Canvas()) // what is typed now goes nowhere
}

// watch looks every few seconds whether to lock.
func (s *Shell) watch() {
	if s.d.Door == nil || s.stopWatch != nil {
		return
	}
	s.readLock()
	s.ticked = s.host.Now()
	s.touched = s.ticked
	part.Touched = func() { s.touched = s.host.Now() }
	s.stopWatch = s.host.Tick(watchEvery, s.tick)
}

func (s *Shell) tick(now time.Time) {
	slept := now.Round(0).Sub(s.ticked.Round(0)) > watchEvery+jump // Round takes the monotonic clock away, which stands still in sleep
	s.ticked = now
	if slept {
		s.Lock()
		return
	}
	s.lookIdle(now)
}

func (s *Shell) unwatch() {
	part.Touched = nil
	if s.stopWatch != nil {
		s.stopWatch()
		s.stopWatch = nil
	}
}

// readLock reads after how long to lock.
func (s *Shell) readLock() {
	var l desk.Lock
	s.host.Go("shell-lock", func(ctx context.Context) (err error) {
		l, err = s.d.Desk.Lock(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.log(err)
		}
		s.lockAfter = l.After() // of a setting that cannot be read: the default
	})
}

// lookIdle locks when nobody has touched the machine for long enough. An
// export, which may take minutes, is let end first.
func (s *Shell) lookIdle(now time.Time) {
	if s.lockAfter <= 0 || s.exporting() {
		return
	}
	own := now.Sub(s.touched)
	if s.d.Door.Idle == nil {
		s.lockIf(own)
		return
	}
	if own < s.lockAfter {
		return
	}
	var d time.Duration
	var ok bool
	s.host.Go("shell-idle", func(context.Context) error {
		d, ok = s.d.Door.Idle()
		return nil
	}, func(error) {
		if !ok {
			d = own
		}
		s.lockIf(d)
	})
}

func (s *Shell) lockIf(idle time.Duration) {
	if s.lockAfter > 0 && idle >= s.lockAfter {
		s.Lock()
	}
}

// recoveryNotice stands above the pages until the recovery code is confirmed.
func (s *Shell) recoveryNotice() {
	want := s.d.Door != nil && !s.shut && !s.d.Door.Vault.RecoveryConfirmed() && s.top().route.Page != screens.PageVault
	has := s.notRecovered != nil && slices.Contains(s.notices.Objects, s.notRecovered)
	if want == has {
		return
	}
	if !want {
		s.notices.Remove(s.notRecovered)
		return
	}
	s.notRecovered = s.line(part.Banner(part.LookHere, text.RecoveryNotice, text.RecoveryAct, func() {
		s.Open(screens.Route{Page: screens.PageVault})
	}))
	s.notices.Objects = append([]fyne.CanvasObject{s.notRecovered}, s.notices.Objects...)
	s.notices.Refresh()
}
