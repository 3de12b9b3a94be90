// Package ui is the real screens.Host: work on other goroutines with results
// on the UI goroutine, toasts, dialogs with Chinese buttons, file pickers.
//
// The shell makes one Host per window with New, puts Host.Layer around its
// content, and gives each page a Scope of its own. Closing the scope cancels
// the page's work and drops what still comes back.
package ui

import (
	"context"
	"time"

	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// Options are what the shell provides. Window and Navigate are needed, the
// rest has a default.
type Options struct {
	Window   fyne.Window
	Navigate func(screens.Route)
	Back     func()
	Help     func(topic string)
	// Log takes what a person is not shown. It must redact personal data.
	Log func(err error)
	// Now is the clock, time.Now by default.
	Now func() time.Time
	// Do runs a function on the UI goroutine, fyne.Do by default. Tests queue.
	Do func(func())
	// KeepCopied is how long personal data stay on the clipboard, 30 s by
	// default.
	KeepCopied time.Duration
	// Open opens a page or a file, the application's OpenURL by default.
	Open func(url string) error
}

// Host serves one window.
type Host struct {
	*Scope  // of the shell itself, never closed
	o       Options
	toasts  *toastLayer
	picking bool // a dialog of the system is open
	clip    ours
	folder  string // of the last dialog, see remember
}

// Scope is the Host that one page gets.
type Scope struct {
	h      *Host
	ctx    context.Context
	cancel context.CancelFunc
	jobs   map[string]*job
	stops  map[int]func() // of timers
	next   int
	closed bool
}

type job struct{ cancel context.CancelFunc }

var (
	_ screens.Host = (*Host)(nil)
	_ screens.Host = (*Scope)(nil)
)

// New returns the host of a window.
func New(o Options) *Host {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Do == nil {
		o.Do = fyne.Do
	}
	if o.Log == nil {
		o.Log = func(error) {}
	}
	if o.Back == nil {
		o.Back = func() {}
	}
	if o.Help == nil {
		o.Help = func(string) {}
	}
	if o.KeepCopied == 0 {
		o.KeepCopied = clipFor
	}
	if o.Open == nil {
		o.Open = openWithApp
	}
	h := &Host{o: o, toasts: newToastLayer()}
	do := o.Do
	h.o.Do = func(fn func()) { do(func() { h.guard(fn) }) }
	part.Guard = h.guard
	h.Scope = h.NewScope()
	return h
}

// NewScope returns the host for a page about to open.
func (h *Host) NewScope() *Scope {
	ctx, cancel := context.WithCancel(context.Background())
	return &Scope{h: h, ctx: ctx, cancel: cancel, jobs: map[string]*job{}, stops: map[int]func(){}}
}

// Layer puts the place for toasts over the window's content.
func (h *Host) Layer(content fyne.CanvasObject) fyne.CanvasObject { return h.toasts.over(content) }

// NameToast says what a toast with 撤销 that is on show is about, because the
// page that raised it is not in sight any more.
func (h *Host) NameToast(about string) { h.toasts.name(about) }

// DialogOpen reports whether a dialog or a list is open; shortcuts sleep then.
func (h *Host) DialogOpen() bool { return h.o.Window.Canvas().Overlays().Top() != nil }

// Close ends a page: work is cancelled, results and timers are dropped.
func (s *Scope) Close() {
	if s.closed {
		return
	}
	s.closed = true
	s.cancel()
	for _, stop := range s.stops {
		stop()
	}
	s.stops = nil
}

// Busy reports whether work is running; the shell asks before closing.
func (s *Scope) Busy() bool { return len(s.jobs) > 0 }

// Navigate implements screens.Host.
func (s *Scope) Navigate(r screens.Route) {
	if !s.closed {
		s.h.o.Navigate(r)
	}
}

// Back implements screens.Host.
func (s *Scope) Back() {
	if !s.closed {
		s.h.o.Back()
	}
}

// ShowHelp implements screens.Host.
func (s *Scope) ShowHelp(topic string) {
	if !s.closed {
		s.h.o.Help(topic)
	}
}

// Now implements screens.Host.
func (s *Scope) Now() time.Time { return s.h.o.Now() }

// Copy implements screens.Host.
func (s *Scope) Copy(words string) {
	fyne.CurrentApp().Clipboard().SetContent(words)
	s.Toast(text.Copied, nil)
}

// Toast implements screens.Host. It works after Close too, since a page says
// 已移到回收站 while it goes.
func (s *Scope) Toast(sentence string, undo func()) {
	s.h.toasts.show(s.h, sentence, undo)
}

// Forget takes personal data that we put there off the clipboard, and toasts
// off the window; the window is being locked.
func (h *Host) Forget() {
	h.toasts.hide()
	h.ForgetCopied()
}
