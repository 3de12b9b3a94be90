package shell

import (
	"time"

	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// Keys of the window's size in the preferences.
const (
	keyWidth  = "window.width"
	keyHeight = "window.height"
)

// firstSize is the size of the last run, or the first one.
func (s *Shell) firstSize() fyne.Size {
	p := s.d.App.Preferences()
	if s.d.Safe {
		return fyne.NewSize(firstWidth, firstHeight)
	}
	w := p.FloatWithFallback(keyWidth, float64(firstWidth))
	h := p.FloatWithFallback(keyHeight, float64(firstHeight))
	if w < 400 || h < 300 || w > 20000 || h > 20000 { // a damaged file of preferences
		return fyne.NewSize(firstWidth, firstHeight)
	}
	return fyne.NewSize(float32(w), float32(h))
}

func (s *Shell) keepSize() {
	if s.d.Safe {
		return
	}
	size := s.window.Canvas().Size()
	s.d.App.Preferences().SetFloat(keyWidth, float64(size.Width))
	s.d.App.Preferences().SetFloat(keyHeight, float64(size.Height))
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
