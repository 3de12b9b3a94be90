package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// State is what a mark, a tag or a card says about a thing. Each has a colour,
// a shape and a word, so that nothing rests on colour alone.
type State int

// The states.
const (
	Todo     State = iota // empty circle, muted
	Now                   // filled circle, accent
	Done                  // tick, green
	LookHere              // triangle, amber: works, but look
	Refused               // cross, red: stops the way
	Info                  // i, muted
	Waiting               // clock, accent: somebody else's turn
)

// Colour names the theme's colour of a state, readable on every ground.
func (s State) Colour() fyne.ThemeColorName {
	switch s {
	case Done:
		return theme.Done
	case LookHere:
		return theme.LookHere
	case Refused:
		return theme.Refused
	case Now, Waiting:
		return theme.Accent
	}
	return theme.Muted
}

// Soft names the ground for tags and banners of a state.
func (s State) Soft() fyne.ThemeColorName {
	switch s {
	case Done:
		return theme.DoneSoft
	case LookHere:
		return theme.LookHereSoft
	case Refused:
		return theme.RefusedSoft
	case Now, Waiting:
		return theme.AccentSoft
	}
	return theme.MutedSoft
}

// Mark is the glyph of a state.
func (s State) Mark() Glyph {
	switch s {
	case Done:
		return GlyphDone
	case LookHere:
		return GlyphLookHere
	case Refused:
		return GlyphRefused
	case Info:
		return GlyphInfo
	case Waiting:
		return GlyphClock
	case Now:
		return GlyphEdit
	}
	return GlyphTodo
}

// Word says a state where the screen has no better word.
func (s State) Word() string {
	switch s {
	case Done:
		return text.StateDone
	case LookHere:
		return text.SeverityWarn
	case Refused:
		return text.StateProblem
	case Now:
		return text.StateNow
	case Info:
		return text.SeverityInfo
	case Waiting:
		return text.StateWaiting
	}
	return text.StateTodo
}

// Mark draws the glyph of a state, size pixels high.
func Mark(s State, size float32) fyne.CanvasObject { return newIcon(s.Mark(), s.Colour(), size) }
