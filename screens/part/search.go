package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Search is a line to search with: a magnifier, the words, and a cross that
// clears them. It reports every keystroke, since searching in memory costs
// nothing; it never takes Enter or Esc, which belong to the input method.
type Search struct {
	widget.BaseWidget
	entry *entry
	frame *framed
	clear *Button
	body  *fyne.Container
}

// NewSearch returns a search line; changed gets the words after every
// keystroke.
func NewSearch(placeholder string, changed func(words string)) *Search {
	s := &Search{entry: newEntry(1, 100)}
	s.entry.SetPlaceHolder(placeholder)
	s.entry.Icon = glyphResource(GlyphSearch, theme.Color(theme.Muted))
	s.frame = newFramed(s.entry)
	s.clear = IconButton(GlyphClose, text.Clear, func() { s.entry.SetText("") }).Small()
	s.clear.Hide()
	s.entry.onFocus = s.frame.show
	s.entry.OnChanged = func(words string) {
		if kept, cut := s.entry.keep(words); cut {
			s.entry.SetText(kept)
			return
		}
		s.clear.Hidden = words == ""
		s.body.Refresh()
		changed(words)
	}
	s.body = container.NewStack(s.frame, Row(0, Spring(), Pad(0, theme.S1, 0, 0, s.clear)))
	s.ExtendBaseWidget(s)
	return s
}

// Words returns what is searched for.
func (s *Search) Words() string { return s.entry.Text }

// SetWords searches for something else, as if it had been typed.
func (s *Search) SetWords(words string) { s.entry.SetText(words) }

// Focusable is what to give the focus to.
func (s *Search) Focusable() fyne.Focusable { return s.entry }

// CreateRenderer implements fyne.Widget.
func (s *Search) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return widget.NewSimpleRenderer(s.body)
}
