package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Leave asks whether something masked may be shown, and calls show when it may:
// at once, a moment later when it has been noted, or never. A nil Leave always
// may.
type Leave func(show func())

// MaskedText shows personal data masked; while the eye beside it is held it
// shows them in full. It is as wide as the wider of both, so that nothing moves.
type MaskedText struct {
	widget.BaseWidget
	masked, full string
	leave        Leave
	words        *Text
	eye          *Eye
	clipped      bool
}

// NewMaskedText takes the words masked and in full; name is what they are, for
// assistive tools. Without anything to hide there is no eye.
func NewMaskedText(name, masked, full string, leave Leave) *MaskedText {
	return newMasked(Body(masked).Clip(), name, full, leave)
}

// MaskedFigures is NewMaskedText in large letters.
func MaskedFigures(name, masked, full string, leave Leave) *MaskedText {
	return newMasked(Figures(masked), name, full, leave)
}

func newMasked(words *Text, name, full string, leave Leave) *MaskedText {
	m := &MaskedText{masked: words.text, full: full, leave: leave, words: words}
	m.eye = newEye(text.ShowHeld(name), m.hold)
	m.eye.Hidden = m.masked == m.full
	m.ExtendBaseWidget(m)
	return m
}

// In sets the colour of the words by name.
func (m *MaskedText) In(c fyne.ThemeColorName) *MaskedText { m.words.In(c); return m }

// Filling lets it give way to what stands beside it: long words are cut.
func (m *MaskedText) Filling() *MaskedText { m.clipped = true; return m }

// Set changes the words and hides what was shown.
func (m *MaskedText) Set(masked, full string) {
	m.eye.set(false)
	m.masked, m.full = masked, full
	m.eye.Hidden = masked == full
	m.words.SetText(masked)
	m.Refresh()
}

// Shown returns the words in sight.
func (m *MaskedText) Shown() string { return m.words.text }

// Eye is the button that shows the words while it is held.
func (m *MaskedText) Eye() *Eye { return m.eye }

// asked calls fn once the words may be had in full.
func (m *MaskedText) asked(fn func()) {
	if m.leave == nil || m.masked == m.full {
		fn()
		return
	}
	m.leave(fn)
}

func (m *MaskedText) hold(on bool) {
	switch {
	case !on:
		m.words.SetText(m.masked)
	case m.leave == nil:
		m.words.SetText(m.full)
	default:
		m.leave(func() {
			if m.eye.held { // let go meanwhile
				m.words.SetText(m.full)
			}
		})
	}
}

// CreateRenderer implements fyne.Widget.
func (m *MaskedText) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	return &maskedRenderer{m}
}

type maskedRenderer struct{ m *MaskedText }

func (r *maskedRenderer) wordsWidth() float32 {
	w := r.m.words
	size := theme.Letters(w.size)
	return max(textWidth(r.m.masked, size, w.bold), textWidth(r.m.full, size, w.bold)) + 2
}

func (r *maskedRenderer) eyeSize() fyne.Size {
	if r.m.eye.Hidden {
		return fyne.Size{}
	}
	return r.m.eye.MinSize()
}

func (r *maskedRenderer) MinSize() fyne.Size {
	eye, w := r.eyeSize(), r.wordsWidth()
	if r.m.clipped {
		w = min(w, theme.Px(60))
	}
	// The eye may be higher than a line: it must not push the lines apart.
	return fyne.NewSize(w+theme.S1+eye.Width, r.m.words.MinSize().Height)
}

func (r *maskedRenderer) Layout(size fyne.Size) {
	eye := r.eyeSize()
	w := min(r.wordsWidth(), size.Width-theme.S1-eye.Width)
	h := r.m.words.MinSize().Height
	r.m.words.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.m.words.Resize(fyne.NewSize(w, h))
	r.m.eye.Move(fyne.NewPos(w+theme.S1, (size.Height-eye.Height)/2))
	r.m.eye.Resize(eye)
}

func (r *maskedRenderer) Refresh() {
	r.m.words.Refresh()
	r.m.eye.Refresh()
	r.Layout(r.m.Size())
}

func (r *maskedRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.words, r.m.eye}
}
func (r *maskedRenderer) Destroy() {}
