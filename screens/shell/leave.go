package shell

import (
	"fmt"
	"time"

	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// keySize is the key of the window's size in the preferences, "1280x800". It is
// one value: Fyne writes a second change within a tenth of a second later, and
// the program has ended by then.
const keySize = "window.size"

// firstSize is the size of the last run, or the first one.
func (s *Shell) firstSize() fyne.Size {
	p := s.d.App.Preferences()
	if s.d.Safe {
		return fyne.NewSize(firstWidth, firstHeight)
	}
	var w, h float32
	if _, err := fmt.Sscanf(p.String(keySize), "%fx%f", &w, &h); err != nil || !(w >= 400 && h >= 300 && w <= 20000 && h <= 20000) { // none yet, or a damaged file; NaN is no size either
		return fyne.NewSize(firstWidth, firstHeight)
	}
	return fyne.NewSize(w, h)
}

func (s *Shell) keepSize() {
	if s.d.Safe {
		return
	}
	size := s.window.Canvas().Size()
	s.d.App.Preferences().SetString(keySize, fmt.Sprintf("%.0fx%.0f", size.Width, size.Height))
}

// Unsaver is a page that may hold text which could not be saved. Unsaved
// returns a sentence about it, "" if there is none.
type Unsaver interface{ Unsaved() string }

// wait is how often the window looks whether the last save has ended.
const wait = 30 * time.Millisecond

// Leave closes the window: it asks first if an export is running, writes what
// the pages hold back, waits until it lies on disk, and asks again if
// something could not be saved.
func (s *Shell) Leave() {
	if s.leaving || s.host.DialogOpen() {
		return
	}
	if s.exporting() {
		s.host.Confirm(text.CloseQuestion, func(yes bool) {
			if yes {
				s.leave()
			}
		})
		return
	}
	s.leave()
}

func (s *Shell) leave() {
	s.leaving = true
	s.unwatch()
	s.stopFocus()
	if s.gate != nil { // nobody waits for the key store any more
		s.gate.Close()
		s.gateHost.close()
	}
	for i := len(s.stack) - 1; i >= 0; i-- {
		if sv, ok := s.stack[i].screen.(interface{ Save() }); ok {
			sv.Save()
		}
	}
	s.whenDone(func() bool { return s.working() && !s.exporting() }, func() {
		for _, p := range s.stack {
			u, ok := p.screen.(Unsaver)
			if !ok || u.Unsaved() == "" {
				continue
			}
			s.host.Confirm(text.UnsavedQuestion(u.Unsaved()), func(yes bool) {
				if yes {
					s.end()
				} else {
					s.leaving = false
					s.watch()
				}
			})
			return
		}
		s.end()
	})
}

// end closes the pages, which stops an export and its reading but no save, and
// then the window.
func (s *Shell) end() {
	s.cut(0)

	s.stop()
	s.whenDone(s.working, func() {
		s.host.ForgetCopied()
		s.keepSize()
		s.window.Close()
	})
}

// whenDone calls then as soon as busy is over.
func (s *Shell) whenDone(busy func() bool, then func()) {
	if !busy() {
		then()
		return
	}
	s.host.After(wait, func() { s.whenDone(busy, then) })
}
