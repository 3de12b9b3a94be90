package shell

import (
	"time"

	"beiandesk/screens/part"

	"fyne.io/fyne/v2"
)

// Times of the keyboard: how often the window looks whether what has it is
// still in sight (a row may have gone with the button that was pressed), and
// more than it needs to paint a page that comes back.
const (
	lookAtFocus = time.Second / 2
	pagePainted = 120 * time.Millisecond
)

// leaveKeyboard is called when p has come into sight: the page that was there
// before keeps in mind where its keyboard was, and p gets it back.
func (s *Shell) leaveKeyboard(p *page) {
	if s.shown == p {
		return
	}
	if s.shown != nil {
		s.shown.focus = nil
	}
	if had := part.LetGo(s.window.Canvas()); had != nil && s.shown != nil {
		s.shown.focus = had
	}
	s.shown = p
	if p.focus == nil {
		return
	}
	s.host.After(pagePainted, func() {
		cv := s.window.Canvas()
		if o, ok := p.focus.(fyne.CanvasObject); ok && s.shown == p && !s.shut && cv.Focused() == nil && part.InSight(o) {
			cv.Focus(p.focus)
		}
	})
}
