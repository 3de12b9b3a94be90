package part

import (
	"strings"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Marked is a sentence of size 14 in which one piece stands out by a soft ground
// and bold letters, so that a person sees at once what was found and where. It
// wraps like Text.
type Marked struct {
	widget.BaseWidget
	text     string
	from, to int // bytes
	state    State
}

// NewMarked marks the bytes from–to of a sentence in the colours of a state. A
// piece outside the sentence marks nothing.
func NewMarked(sentence string, from, to int, s State) *Marked {
	if from < 0 || to > len(sentence) || from > to {
		from, to = 0, 0
	}
	m := &Marked{text: sentence, from: from, to: to, state: s}
	m.ExtendBaseWidget(m)
	return m
}

// Text returns the sentence, Piece what stands out in it.
func (m *Marked) Text() string  { return m.text }
func (m *Marked) Piece() string { return m.text[m.from:m.to] }

// CreateRenderer implements fyne.Widget.
func (m *Marked) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	r := &markedRenderer{m: m}
	r.lay(0)
	return r
}

type markedRenderer struct {
	m      *Marked
	width  float32
	height float32
	objs   []fyne.CanvasObject
}

func (r *markedRenderer) size() float32 { return theme.Letters(theme.SizeText) }
func (r *markedRenderer) line() float32 { return float32(int(r.size()*1.5 + 0.5)) }
func (r *markedRenderer) Destroy()      {}
func (r *markedRenderer) Refresh()      { r.lay(r.m.Size().Width); canvas.Refresh(r.m) }
func (r *markedRenderer) MinSize() fyne.Size {
	return fyne.NewSize(4*r.size(), max(r.height, r.line()))
}
func (r *markedRenderer) Objects() []fyne.CanvasObject { return r.objs }

func (r *markedRenderer) Layout(size fyne.Size) {
	if size.Width != r.width {
		r.lay(size.Width)
	}
}

// lay sets the lines anew. Bold letters of a Chinese font are as wide as
// regular ones but for Latin; the line is broken with the wider measure.
func (r *markedRenderer) lay(width float32) {
	m, size, lh := r.m, r.size(), r.line()
	r.width, r.objs = width, nil
	lines := []string{m.text}
	if width > 0 {
		lines = wrapText(m.text, width, size, true)
	}
	at := 0
	for i, l := range lines {
		if k := strings.Index(m.text[at:], l); k > 0 {
			at += k
		}
		begin, end := at, at+len(l)
		from, to := max(m.from, begin), min(m.to, end)
		if from >= to {
			from, to = end, end
		}
		x := float32(0)
		for _, p := range []struct {
			words string
			mark  bool
		}{{m.text[begin:from], false}, {m.text[from:to], true}, {m.text[to:end], false}} {
			if p.words == "" {
				continue
			}
			bold := p.mark && theme.BoldCovers(p.words)
			w := textWidth(p.words, size, bold)
			colour := theme.Color(theme.Text)
			if p.mark {
				ground := canvas.NewRectangle(theme.Color(m.state.Soft()))
				ground.CornerRadius = theme.Px(3)
				ground.Move(fyne.NewPos(x-1, float32(i)*lh+1))
				ground.Resize(fyne.NewSize(w+2, lh-2))
				r.objs = append(r.objs, ground)
				colour = theme.Color(m.state.Colour())
			}
			t := canvas.NewText(p.words, colour)
			t.TextSize, t.TextStyle = size, fyne.TextStyle{Bold: bold}
			h := t.MinSize().Height
			t.Move(fyne.NewPos(x, float32(i)*lh+(lh-h)/2-0.055*size))
			t.Resize(fyne.NewSize(w, h))
			r.objs = append(r.objs, t)
			x += w
		}
		at = end
	}
	r.height = float32(len(lines)) * lh
}
