package part

import (
	"math"
	"strings"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Text is words without the padding of Fyne's labels. It wraps by the rules of
// Chinese, line height 1.5, and grows with the text size of the theme. Bold
// words with a character that the bold font lacks are drawn regular.
type Text struct {
	widget.BaseWidget

	text  string
	size  float32 // at 100 %
	color fyne.ThemeColorName
	bold  bool
	align fyne.TextAlign
	mode  textMode
	lines int // at most so many, 0 = all
}

type textMode int

const (
	wrapped textMode = iota
	oneLine
	clipped
)

func newText(s string, size float32, color fyne.ThemeColorName, bold bool) *Text {
	t := &Text{text: s, size: size, color: color, bold: bold}
	t.ExtendBaseWidget(t)
	return t
}

// Page is the title of a page, 20 bold.
func Page(s string) *Text { return newText(s, theme.SizePage, theme.Text, true) }

// Group is the title of a group of questions, 16 bold.
func Group(s string) *Text { return newText(s, theme.SizeGroup, theme.Text, true) }

// Body is running text, 14.
func Body(s string) *Text { return newText(s, theme.SizeText, theme.Text, false) }

// Strong is bold text of size 14; a name with a rare character comes out
// regular.
func Strong(s string) *Text { return newText(s, theme.SizeText, theme.Text, true) }

// Hint is small muted text, 12.
func Hint(s string) *Text { return newText(s, theme.SizeHint, theme.Muted, false) }

// Muted is muted text of size 14.
func Muted(s string) *Text { return newText(s, theme.SizeText, theme.Muted, false) }

// Figures is a large number or code, such as the last six characters of a
// certificate: 28 bold.
func Figures(s string) *Text { return newText(s, 28, theme.Text, true).One() }

// In sets the colour by name.
func (t *Text) In(c fyne.ThemeColorName) *Text { t.color = c; return t }

// At sets the size in pixels at 100 %.
func (t *Text) At(size float32) *Text { t.size = size; return t }

// Bold sets the weight.
func (t *Text) Bold(on bool) *Text { t.bold = on; return t }

// Align sets the alignment.
func (t *Text) Align(a fyne.TextAlign) *Text { t.align = a; return t }

// One keeps the words on one line at their natural width.
func (t *Text) One() *Text { t.mode = oneLine; return t }

// Clip keeps the words on one line and cuts them with an ellipsis when there
// is no room.
func (t *Text) Clip() *Text { t.mode = clipped; return t }

// AtMost cuts wrapped text after so many lines.
func (t *Text) AtMost(lines int) *Text { t.lines = lines; return t }

// Text returns the words.
func (t *Text) Text() string { return t.text }

// SetText changes the words.
func (t *Text) SetText(s string) {
	if s == t.text {
		return
	}
	t.text = s
	t.Refresh()
}

// SetColor changes the colour.
func (t *Text) SetColor(c fyne.ThemeColorName) {
	if c != t.color {
		t.color = c
		t.Refresh()
	}
}

// SetBold changes the weight.
func (t *Text) SetBold(on bool) {
	if on != t.bold {
		t.bold = on
		t.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &textRenderer{t: t}
	r.wrap(0)
	return r
}

type textRenderer struct {
	t     *Text
	words []string
	width float32 // that words are wrapped for
	objs  []fyne.CanvasObject
}

func (r *textRenderer) fontSize() float32 { return theme.Letters(r.t.size) }
func (r *textRenderer) weight() bool      { return r.t.bold && theme.BoldCovers(r.t.text) }
func (r *textRenderer) lineHeight() float32 {
	h := float32(1.5)
	if r.t.size >= theme.SizePage {
		h = 1.4
	}
	return float32(math.Round(float64(r.fontSize() * h)))
}

func (r *textRenderer) wrap(width float32) {
	t, size, bold := r.t, r.fontSize(), r.weight()
	r.width = width
	switch {
	case t.mode == oneLine:
		r.words = []string{strings.ReplaceAll(t.text, "\n", " ")}
	case (t.mode == clipped || t.mode == wrapped && t.lines == 1) && width > 0:
		r.words = []string{clipText(strings.ReplaceAll(t.text, "\n", " "), width, size, bold)}
	case width <= 0:
		r.words = strings.Split(t.text, "\n")
	default:
		r.words = wrapText(t.text, width, size, bold)
		if t.lines > 0 && len(r.words) > t.lines {
			r.words = r.words[:t.lines]
			last := r.words[t.lines-1]
			r.words[t.lines-1] = clipText(last+"……", width, size, bold)
		}
	}
	for len(r.objs) < len(r.words) {
		r.objs = append(r.objs, canvas.NewText("", nil))
	}
	r.objs = r.objs[:len(r.words)]
	for i, w := range r.words {
		c := r.objs[i].(*canvas.Text)
		c.Text, c.TextSize, c.Color, c.Alignment = w, size, theme.Color(t.color), t.align
		c.TextStyle = fyne.TextStyle{Bold: bold}
	}
}

func (r *textRenderer) Layout(size fyne.Size) {
	if size.Width != r.width {
		r.wrap(size.Width)
	}
	lh := r.lineHeight()
	top := float32(0)
	if len(r.objs) == 1 && size.Height > lh {
		top = (size.Height - lh) / 2
	}
	for i, o := range r.objs {
		h := o.MinSize().Height
		// Han glyphs sit 0.055 em below the middle of the line box; lift them, so
		// that words and icons beside them share one middle.
		o.Move(fyne.NewPos(0, top+float32(i)*lh+(lh-h)/2-0.055*r.fontSize()))
		o.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *textRenderer) MinSize() fyne.Size {
	size, bold := r.fontSize(), r.weight()
	var natural float32
	for _, p := range strings.Split(r.t.text, "\n") {
		natural = max(natural, textWidth(p, size, bold))
	}
	if r.t.mode != oneLine {
		natural = min(natural, 4*size)
	}
	return fyne.NewSize(natural+0.5, float32(max(1, len(r.words)))*r.lineHeight())
}

func (r *textRenderer) Refresh() {
	r.wrap(r.t.Size().Width)
	r.Layout(r.t.Size())
	for _, o := range r.objs {
		o.Refresh()
	}
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *textRenderer) Destroy()                     {}

// Lines returns the words as they break at a width, line by line.
func (t *Text) Lines(width float32) []string {
	return wrapText(t.text, width, theme.Letters(t.size), t.bold && theme.BoldCovers(t.text))
}
