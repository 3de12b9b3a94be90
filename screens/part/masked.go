package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// MaskedText shows personal data masked; the eye beside it shows it in full
// until it is tapped again or the page closes.
type MaskedText struct {
	widget.BaseWidget
	masked string
	full   func() string
	words  *Text
	eye    *Button
	body   *fyne.Container
	shown  bool
}

// NewMaskedText takes the masked form and a function for the full one, which is
// asked only when a person wants to see it. A nil function shows no eye.
func NewMaskedText(masked string, full func() string) *MaskedText {
	m := &MaskedText{masked: masked, full: full, words: Body(masked).One()}
	m.eye = IconButton(GlyphEye, text.ShowMasked, m.toggle).Small()
	m.body = Row(theme.S1, m.words)
	if full != nil {
		m.body.Add(m.eye)
	}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes the masked form and hides what was shown.
func (m *MaskedText) Set(masked string, full func() string) {
	m.masked, m.full, m.shown = masked, full, false
	m.show()
}

func (m *MaskedText) toggle() {
	m.shown = !m.shown
	m.show()
}

func (m *MaskedText) show() {
	if m.shown {
		m.words.SetText(m.full())
		m.eye.name = text.HideMasked
		m.eye.SetGlyph(GlyphEyeOff)
	} else {
		m.words.SetText(m.masked)
		m.eye.name = text.ShowMasked
		m.eye.SetGlyph(GlyphEye)
	}
	m.body.Refresh()
}

// Shown returns the words in sight.
func (m *MaskedText) Shown() string { return m.words.text }

// CreateRenderer implements fyne.Widget.
func (m *MaskedText) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	return widget.NewSimpleRenderer(m.body)
}
