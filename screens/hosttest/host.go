// Package hosttest is a screens.Host for tests: everything happens at once on
// the calling goroutine, dialogs and pickers are answered from fields set
// beforehand, and every call is recorded.
package hosttest

import (
	"context"
	"sync"
	"testing"
	"time"

	"beiandesk/screens"
	"beiandesk/screens/text"
)

// Host records what a screen asks for. The zero value is not ready: use New.
type Host struct {
	t testing.TB

	// Answers, to be set before the screen asks.
	Yes      bool     // to Confirm
	Files    []string // to PickFiles; nil is a cancelled dialog
	SavePath string   // to PickSave
	Folder   string   // to PickFolder
	OpenErr  error    // from OpenExternal
	// Hold keeps work of Go back until Release, to test what a screen shows
	// meanwhile and that a stale result is dropped.
	Hold bool
	// Pauses false makes After run at once, which is what most tests want; true
	// keeps the function until Advance has moved the clock far enough.
	Pauses bool

	// Records, oldest first.
	Routes    []screens.Route
	Backs     int
	Toasts    []Toast
	Alerts    []error
	Questions []text.Question
	Picked    []screens.Kind
	Suggested []string
	Opened    []string
	Copied    []string
	Personal  []string // of CopyPersonal
	Helped    []string
	Keys      []string // of Go

	now     time.Time
	held    []held
	gen     map[string]int
	cancels map[string]context.CancelFunc
	timers  []*timer
	mu      sync.Mutex // Progress may come from a test's own goroutine
}

// Toast is one recorded toast.
type Toast struct {
	Sentence string
	Undo     func()
}

type held struct {
	key  string
	gen  int
	ctx  context.Context
	work func(context.Context) error
	done func(error)
}

type timer struct {
	at    time.Time
	every time.Duration
	once  func()
	tick  func(time.Time)
	off   bool
}

var _ screens.Host = (*Host)(nil)

// Start is the clock's first time: a Monday morning in Beijing.
var Start = time.Date(2026, 11, 23, 10, 42, 0, 0, time.FixedZone("CST", 8*3600))

// New returns a host whose clock stands at Start.
func New(t testing.TB) *Host {
	return &Host{t: t, now: Start, gen: map[string]int{}, cancels: map[string]context.CancelFunc{}}
}

// Go runs work and done at once, or keeps them while Hold is set. Like the real
// host it cancels the earlier job of the same key.
func (h *Host) Go(key string, work func(context.Context) error, done func(error)) {
	h.Keys = append(h.Keys, key)
	h.gen[key]++
	if cancel := h.cancels[key]; cancel != nil {
		cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	h.cancels[key] = cancel
	j := held{key, h.gen[key], ctx, work, done}
	if h.Hold {
		h.held = append(h.held, j)
		return
	}
	h.run(j)
}

func (h *Host) run(j held) {
	err := j.work(j.ctx)
	if h.gen[j.key] != j.gen {
		return // a later Go with the same key
	}
	switch {
	case j.done != nil:
		j.done(err)
	case err != nil:
		h.Alert(err)
	}
}

// Release runs what was held, oldest first, and stops holding. Stale results
// are dropped as the real host does.
func (h *Host) Release() {
	h.Hold = false
	jobs := h.held
	h.held = nil
	for _, j := range jobs {
		h.run(j)
	}
}

// Step runs the job that was held longest and goes on holding; it returns its
// key, "" when there was none.
func (h *Host) Step() string {
	if len(h.held) == 0 {
		return ""
	}
	j := h.held[0]
	h.held = h.held[1:]
	h.run(j)
	return j.key
}

// Held are the keys of the jobs held, oldest first.
func (h *Host) Held() []string {
	var keys []string
	for _, j := range h.held {
		keys = append(keys, j.key)
	}
	return keys
}

// Waiting is the number of jobs held.
func (h *Host) Waiting() int { return len(h.held) }

// Progress implements screens.Host.
func (h *Host) Progress(_ context.Context, done, total int, show func(int, int)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	show(done, total)
}

// Navigate implements screens.Host.
func (h *Host) Navigate(r screens.Route) { h.Routes = append(h.Routes, r) }

// Back implements screens.Host.
func (h *Host) Back() { h.Backs++ }

// Toast implements screens.Host.
func (h *Host) Toast(s string, undo func()) { h.Toasts = append(h.Toasts, Toast{s, undo}) }

// Alert implements screens.Host.
func (h *Host) Alert(err error) { h.Alerts = append(h.Alerts, err) }

// Confirm implements screens.Host and answers with Yes.
func (h *Host) Confirm(q text.Question, answer func(bool)) {
	h.Questions = append(h.Questions, q)
	answer(h.Yes)
}

// PickFiles implements screens.Host and answers with Files.
func (h *Host) PickFiles(k screens.Kind, chosen func([]string)) {
	h.Picked = append(h.Picked, k)
	chosen(h.Files)
}

// PickSave implements screens.Host and answers with SavePath.
func (h *Host) PickSave(suggest string, chosen func(string)) {
	h.Suggested = append(h.Suggested, suggest)
	chosen(h.SavePath)
}

// PickFolder implements screens.Host and answers with Folder.
func (h *Host) PickFolder(chosen func(string)) { chosen(h.Folder) }

// OpenExternal implements screens.Host.
func (h *Host) OpenExternal(what string) error {
	h.Opened = append(h.Opened, what)
	return h.OpenErr
}

// Copy implements screens.Host.
func (h *Host) Copy(words string) { h.Copied = append(h.Copied, words) }

// CopyPersonal implements screens.Host.
func (h *Host) CopyPersonal(words string) { h.Personal = append(h.Personal, words) }

// ShowHelp implements screens.Host.
func (h *Host) ShowHelp(topic string) { h.Helped = append(h.Helped, topic) }

// Now implements screens.Host.
func (h *Host) Now() time.Time { return h.now }

// SetNow sets the clock as a person would, also backwards. Timers run by the
// time that passes, so they keep their distance.
func (h *Host) SetNow(now time.Time) {
	for _, t := range h.timers {
		t.at = t.at.Add(now.Sub(h.now))
	}
	h.now = now
}

// After implements screens.Host: at once, or with Pauses when Advance gets
// there.
func (h *Host) After(d time.Duration, fn func()) func() {
	if !h.Pauses {
		fn()
		return func() {}
	}
	return h.add(&timer{at: h.now.Add(d), once: fn})
}

// Tick implements screens.Host: fn runs while Advance moves the clock.
func (h *Host) Tick(every time.Duration, fn func(time.Time)) func() {
	if every <= 0 {
		h.t.Fatalf("Tick every %v", every)
	}
	return h.add(&timer{at: h.now.Add(every), every: every, tick: fn})
}

func (h *Host) add(t *timer) func() {
	h.timers = append(h.timers, t)
	return func() { t.off = true }
}

// Ticking is the number of Ticks not cancelled; a screen that was closed must
// leave none.
func (h *Host) Ticking() int {
	n := 0
	for _, t := range h.timers {
		if t.tick != nil && !t.off {
			n++
		}
	}
	return n
}

// Advance moves the clock and runs what falls due on the way, in order.
func (h *Host) Advance(d time.Duration) {
	end := h.now.Add(d)
	for {
		var next *timer
		for _, t := range h.timers {
			if !t.off && !t.at.After(end) && (next == nil || t.at.Before(next.at)) {
				next = t
			}
		}
		if next == nil {
			break
		}
		if next.at.After(h.now) {
			h.now = next.at
		}
		if next.once != nil {
			next.off = true
			next.once()
		} else {
			next.at = next.at.Add(next.every)
			next.tick(h.now)
		}
	}
	h.now = end
}

// NoAlerts fails the test if the screen alerted.
func (h *Host) NoAlerts() {
	h.t.Helper()
	for _, err := range h.Alerts {
		h.t.Errorf("alert: %v", err)
	}
}
