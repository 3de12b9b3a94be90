package shell

import (
	"context"
	"strings"

	"beiandesk/app"
	"beiandesk/screens"
	"beiandesk/screens/ui"

	"fyne.io/fyne/v2"
)

// page is one entry of the stack.
type page struct {
	route  screens.Route
	screen screens.Screen
	host   *pageHost
	stale  bool           // something was saved while it was not in sight
	focus  fyne.Focusable // had the keyboard when another page covered it
}

// pageHost is what a page gets as its Host: a scope of the window's, except
// that work is counted, and that 撤销 on a toast still works after the page
// that offered it has closed.
type pageHost struct {
	*ui.Scope
	shell   *Shell
	page    *page
	closed  bool
	undoing bool
}

// Go implements screens.Host.
func (h *pageHost) Go(key string, work func(context.Context) error, done func(error)) {
	if h.closed && !h.undoing {
		return
	}
	h.shell.count(key, 1) // at once: the window must not close before work begins
	counted := func(ctx context.Context) error {
		defer h.shell.count(key, -1)
		return work(ctx)
	}
	if h.closed {
		h.shell.host.Go(key, counted, done)
		return
	}
	h.Scope.Go(key, counted, done)
}

// Toast implements screens.Host.
func (h *pageHost) Toast(sentence string, undo func()) {
	h.shell.said = nil
	if undo == nil {
		h.Scope.Toast(sentence, nil)
		return
	}
	h.shell.said = h.page
	h.Scope.Toast(sentence, func() {
		h.undoing = true
		defer func() { h.undoing = false }()
		undo()
	})
	h.shell.nameToast()
}

// nameToast says which filing a toast with 撤销 is about once its page is not in
// sight any more: 撤销 works on, and must not be taken for that of another.
func (s *Shell) nameToast() {
	if s.said == nil || len(s.stack) > 0 && s.top() == s.said {
		return
	}
	if t, ok := s.said.screen.(screens.Titled); ok && t.Title() != "" {
		s.host.NameToast(t.Title())
	}
	s.said = nil
}

func (h *pageHost) close() {
	h.closed = true
	h.Scope.Close()
}

func (s *Shell) count(key string, by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[key] += by; s.running[key] == 0 {
		delete(s.running, key)
	}
}

// ExportKey begins the key of every Go that takes minutes and leaves nothing
// when it is stopped: packages, backups, restores. The window asks before it
// closes while one is running, and does not lock by itself.
const ExportKey = "export"

func (s *Shell) exporting() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key := range s.running {
		if strings.HasPrefix(key, ExportKey) {
			return true
		}
	}
	return false
}

func (s *Shell) working() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.running) > 0
}

// make builds a page. One that cannot be made says so instead of an empty
// window.
func (s *Shell) make(r screens.Route) *page {
	p := &page{route: r, host: &pageHost{Scope: s.host.NewScope(), shell: s}}
	p.host.page = p
	make, ok := s.pages()[r.Page]
	if !ok {
		s.log(app.Fail("shell.page", "no page "+string(r.Page)))
		p.screen = missing{}
		return p
	}
	p.screen = make(p.host, r)
	return p
}
