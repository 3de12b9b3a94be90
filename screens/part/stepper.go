package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Stepper is the line of the six steps: number in a circle, word, and a mark
// that replaces the number when a step is done (tick) or has a problem
// (triangle). The places do not move when a mark changes. Tapping goes there.
type Stepper struct {
	widget.BaseWidget
	steps []*stepMark
	lines []*canvas.Rectangle
}

// NewStepper returns a stepper; chosen gets 1, 2, 3 …
func NewStepper(names []string, chosen func(step int)) *Stepper {
	s := &Stepper{}
	for i, n := range names {
		s.steps = append(s.steps, newStepMark(i+1, n, func() { chosen(i + 1) }))
		if i > 0 {
			s.lines = append(s.lines, canvas.NewRectangle(nil))
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// SetState sets the mark of a step, 1…: Todo, Done, LookHere or Refused.
func (s *Stepper) SetState(step int, st State) {
	if m := s.steps[step-1]; m.state != st {
		m.state = st
		m.Refresh()
	}
}

// SetCurrent highlights a step, 1…; 0 highlights none.
func (s *Stepper) SetCurrent(step int) {
	for i, m := range s.steps {
		if m.current != (i+1 == step) {
			m.current = i+1 == step
			m.Refresh()
		}
	}
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return &stepperRenderer{s}
}

type stepperRenderer struct{ s *Stepper }

const stepLine = 16 // shortest line between two steps

func (r *stepperRenderer) Layout(size fyne.Size) {
	var total float32
	for _, m := range r.s.steps {
		total += m.MinSize().Width
	}
	gap := min(48, (size.Width-total)/float32(max(1, len(r.s.lines))))
	var x float32
	for i, m := range r.s.steps {
		w := m.MinSize().Width
		m.Move(fyne.NewPos(x, 0))
		m.Resize(fyne.NewSize(w, size.Height))
		x += w
		if i < len(r.s.lines) {
			l := r.s.lines[i]
			l.FillColor = theme.Color(theme.FieldLine)
			l.Move(fyne.NewPos(x+4, size.Height/2-0.5))
			l.Resize(fyne.NewSize(max(0, gap-8), 1))
			x += gap
		}
	}
}
func (r *stepperRenderer) MinSize() fyne.Size {
	s := fyne.NewSize(0, theme.Px(36))
	for _, m := range r.s.steps {
		s.Width += m.MinSize().Width
	}
	s.Width += stepLine * float32(len(r.s.lines))
	return s
}
func (r *stepperRenderer) Refresh() {
	for _, l := range r.s.lines {
		l.FillColor = theme.Color(theme.FieldLine)
		l.Refresh()
	}
	for _, m := range r.s.steps {
		m.Refresh()
	}
}
func (r *stepperRenderer) Objects() []fyne.CanvasObject {
	var o []fyne.CanvasObject
	for _, l := range r.s.lines {
		o = append(o, l)
	}
	for _, m := range r.s.steps {
		o = append(o, m)
	}
	return o
}
func (r *stepperRenderer) Destroy() {}

type stepMark struct {
	widget.BaseWidget
	touch
	n       int
	state   State
	current bool
	back    *canvas.Rectangle
	circle  *canvas.Circle
	number  *Text
	mark    *icon
	word    *Text
	ring    *canvas.Rectangle
}

func newStepMark(n int, name string, tapped func()) *stepMark {
	m := &stepMark{n: n, back: canvas.NewRectangle(nil), circle: canvas.NewCircle(nil), ring: newRing(theme.RadiusField)}
	m.number = newText(text.Number(n), theme.SizeHint, theme.Muted, false).One().Align(fyne.TextAlignCenter)
	m.mark = newIcon(GlyphDone, theme.Done, 22)
	m.word = newText(name, theme.SizeText, theme.Text, false).One()
	m.touch = touch{tapped: tapped, changed: m.Refresh, name: name}
	m.ExtendBaseWidget(m)
	return m
}

func (m *stepMark) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	r := &stepMarkRenderer{m}
	r.paint()
	return r
}

type stepMarkRenderer struct{ m *stepMark }

func (r *stepMarkRenderer) paint() {
	m := r.m
	m.back.CornerRadius, m.back.FillColor = theme.RadiusField, nil
	if m.hovered {
		m.back.FillColor = theme.Color(theme.HoverFill)
	}
	marked := m.state == Done || m.state == LookHere || m.state == Refused
	m.mark.Hidden = !marked
	m.number.Hidden, m.circle.Hidden = marked, marked
	if marked {
		m.mark.glyph, m.mark.color = m.state.Mark(), m.state.Colour()
	}
	m.circle.StrokeWidth = 1.5
	m.circle.FillColor, m.circle.StrokeColor = theme.Color(theme.Surface), theme.Color(theme.FieldLine)
	m.number.color, m.word.color = theme.Muted, theme.Muted
	m.word.bold = m.current
	if m.current {
		m.back.FillColor = theme.Color(theme.AccentSoft)
		m.word.color = theme.Accent
		m.circle.FillColor, m.circle.StrokeColor = theme.Color(theme.Accent), theme.Color(theme.Accent)
		m.number.color = theme.OnAccent
	} else if marked {
		m.word.color = theme.Text
	}
	showRing(m.ring, m.focused)
}

func (r *stepMarkRenderer) Layout(size fyne.Size) {
	m, d := r.m, theme.Px(22)
	h := theme.Px(34)
	y := (size.Height - h) / 2
	m.back.Move(fyne.NewPos(0, y))
	m.back.Resize(fyne.NewSize(size.Width, h))
	m.ring.Move(fyne.NewPos(0, y))
	m.ring.Resize(fyne.NewSize(size.Width, h))
	at, box := fyne.NewPos(8, (size.Height-d)/2), fyne.NewSize(d, d)
	m.circle.Move(at)
	m.circle.Resize(box)
	m.mark.Move(at)
	m.mark.Resize(box)
	m.number.Move(at)
	m.number.Resize(box)
	m.word.Move(fyne.NewPos(8+d+6, 0))
	m.word.Resize(fyne.NewSize(size.Width-d-22, size.Height))
}

// MinSize keeps the room of the bold word, so that nothing moves.
func (r *stepMarkRenderer) MinSize() fyne.Size {
	w := textWidth(r.m.word.text, theme.Letters(theme.SizeText), true)
	return fyne.NewSize(8+theme.Px(22)+6+w+9, theme.Px(36))
}
func (r *stepMarkRenderer) Refresh() {
	r.paint()
	r.m.back.Refresh()
	r.m.circle.Refresh()
	r.m.number.Refresh()
	r.m.mark.Refresh()
	r.m.word.Refresh()
}
func (r *stepMarkRenderer) Objects() []fyne.CanvasObject {
	m := r.m
	return []fyne.CanvasObject{m.back, m.circle, m.number, m.mark, m.word, m.ring}
}
func (r *stepMarkRenderer) Destroy() {}

// Progress4 is the bar of the whole: 填写 → 接入商 → 管局 → 完成.
type Progress4 struct {
	widget.BaseWidget
	words [4]*Text
	under [4]*Text
	bars  [4]*canvas.Rectangle
	marks [4]*icon
	at    int
	state State
}

// NewProgress4 names the four parts and, muted under them, how long each
// takes; either may be empty.
func NewProgress4(words, under [4]string) *Progress4 {
	p := &Progress4{}
	for i := range 4 {
		p.words[i] = newText(words[i], 13, theme.Muted, false).Clip()
		p.under[i] = Hint(under[i]).Clip()
		p.bars[i] = canvas.NewRectangle(nil)
		p.marks[i] = newIcon(GlyphTodo, theme.Muted, 16)
	}
	p.Set(1, Now)
	p.ExtendBaseWidget(p)
	return p
}

// Set says which part is in hand, 1…4, and how it stands there: Now, Waiting,
// Refused, or Done when the whole is done.
func (p *Progress4) Set(at int, s State) {
	p.at, p.state = at, s
	p.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (p *Progress4) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &progress4Renderer{p}
	r.paint()
	return r
}

type progress4Renderer struct{ p *Progress4 }

func (r *progress4Renderer) paint() {
	for i := range 4 {
		s := Todo
		switch {
		case i+1 < r.p.at:
			s = Done
		case i+1 == r.p.at:
			s = r.p.state
		}
		bar := theme.Color(theme.Line)
		if s != Todo {
			bar = theme.Color(s.Colour())
		}
		r.p.bars[i].FillColor, r.p.bars[i].CornerRadius = bar, 2
		r.p.marks[i].glyph, r.p.marks[i].color = s.Mark(), s.Colour()
		r.p.words[i].color, r.p.words[i].bold = theme.Text, i+1 == r.p.at
		if s == Todo {
			r.p.words[i].color = theme.Muted
		}
	}
}

func (r *progress4Renderer) Layout(size fyne.Size) {
	const gap = theme.S2
	w := (size.Width - 3*gap) / 4
	for i := range 4 {
		x := float32(i) * (w + gap)
		r.p.bars[i].Move(fyne.NewPos(x, 0))
		r.p.bars[i].Resize(fyne.NewSize(w, 4))
		m, h := r.p.marks[i].MinSize(), r.p.words[i].MinSize().Height
		r.p.marks[i].Move(fyne.NewPos(x, 10+(h-m.Height)/2))
		r.p.marks[i].Resize(m)
		r.p.words[i].Move(fyne.NewPos(x+m.Width+4, 10))
		r.p.words[i].Resize(fyne.NewSize(w-m.Width-4, h))
		r.p.under[i].Move(fyne.NewPos(x+m.Width+4, 10+h))
		r.p.under[i].Resize(fyne.NewSize(w-m.Width-4, r.p.under[i].MinSize().Height))
	}
}

func (r *progress4Renderer) MinSize() fyne.Size {
	h := 10 + r.p.words[0].MinSize().Height
	for _, u := range r.p.under {
		if u.text != "" {
			return fyne.NewSize(theme.Px(400), h+u.MinSize().Height)
		}
	}
	return fyne.NewSize(theme.Px(400), h)
}
func (r *progress4Renderer) Refresh() {
	r.paint()
	for i := range 4 {
		r.p.bars[i].Refresh()
		r.p.marks[i].Refresh()
		r.p.words[i].Refresh()
	}
}
func (r *progress4Renderer) Objects() []fyne.CanvasObject {
	var o []fyne.CanvasObject
	for i := range 4 {
		o = append(o, r.p.bars[i], r.p.marks[i], r.p.words[i], r.p.under[i])
	}
	return o
}
func (r *progress4Renderer) Destroy() {}
