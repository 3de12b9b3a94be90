package shell

import (
	"time"

	"beiandesk/screens/part"

	"fyne.io/fyne/v2"
)

// lookAtFocus is how often the window looks whether what has the keyboard is
// still in sight: a row may have gone with the button that was pressed.
const lookAtFocus = time.Second / 2

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
	s.host.After(part.PaintTime, func() {
		cv := s.window.Canvas()
		if o, ok := p.focus.(fyne.CanvasObject); ok && s.shown == p && !s.shut && cv.Focused() == nil && part.InSight(o) {
			cv.Focus(p.focus)
		}
	})
}
