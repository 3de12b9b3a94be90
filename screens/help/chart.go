package help

import (
	"beiandesk/app/help"
	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// chart draws a flow: one column per lane, one row per node, arrows from each
// node to the next, and dashed arrows back.
type chart struct {
	widget.BaseWidget
	flow  *help.Flow
	lanes []*part.Text
	boxes []*box
	index map[string]int
}

// box is a node: a frame with a title and a note.
type box struct {
	frame       *canvas.Rectangle
	title, note *part.Text
}

const (
	chartGap   float32 = 24 // between rows, where arrows turn
	boxX       float32 = 14 // beside a box in its lane
	boxPad     float32 = 8
	headTip    float32 = 5 // of an arrow
	dash, hole float32 = 5, 4
)

func newChart(f *help.Flow) *chart {
	c := &chart{flow: f, index: map[string]int{}}
	for _, l := range f.Lanes {
		c.lanes = append(c.lanes, part.Hint(l).Bold(true).Align(fyne.TextAlignCenter).AtMost(1))
	}
	for i, n := range f.Nodes {
		c.index[n.ID] = i
		c.boxes = append(c.boxes, &box{
			frame: canvas.NewRectangle(nil),
			title: part.Strong(n.Title).Align(fyne.TextAlignCenter),
			note:  part.Hint(n.Note).Align(fyne.TextAlignCenter),
		})
	}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *chart) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return &chartRenderer{c: c}
}

type chartRenderer struct {
	c      *chart
	objs   []fyne.CanvasObject
	size   fyne.Size // laid out for
	height float32
}

// place is where a box stands.
type place struct{ x, y, w, h float32 }

func (p place) midX() float32   { return p.x + p.w/2 }
func (p place) bottom() float32 { return p.y + p.h }

func (r *chartRenderer) Layout(size fyne.Size) {
	if size.Width <= 0 {
		return
	}
	c := r.c
	r.size = size
	r.objs = nil
	lane := size.Width / float32(len(c.lanes))
	head := theme.Px(34)
	places := make([]place, len(c.boxes))
	y := head + theme.S3
	for i, b := range c.boxes {
		w := lane - 2*boxX
		inner := w - 2*boxPad
		th, nh := textHeight(b.title, inner), textHeight(b.note, inner)
		h := th + nh + 2*boxPad
		places[i] = place{float32(c.flow.Nodes[i].Lane)*lane + boxX, y, w, h}
		y += h + chartGap
	}
	r.height = y - chartGap + theme.S3
	r.drawLanes(lane, head)
	for i := range places[1:] {
		r.forward(places[i], places[i+1])
	}
	k := 0
	for i, n := range c.flow.Nodes {
		if n.Back != "" {
			k++
			r.back(places[i], places[c.index[n.Back]], n.Why, k)
		}
	}
	for i, b := range c.boxes {
		r.drawBox(b, places[i], c.flow.Nodes[i].Lane == 0)
	}
}

// textHeight lays a text out at a width and returns its height.
func textHeight(t *part.Text, width float32) float32 {
	t.Resize(fyne.NewSize(width, t.Size().Height))
	return t.MinSize().Height
}

func (r *chartRenderer) drawLanes(lane, head float32) {
	for i, l := range r.c.lanes {
		ground := canvas.NewRectangle(theme.Color(theme.Surface))
		ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = theme.Color(theme.Line), 1, theme.RadiusCard
		ground.Move(fyne.NewPos(float32(i)*lane+2, 0))
		ground.Resize(fyne.NewSize(lane-4, r.height))
		cap := canvas.NewRectangle(theme.Color(theme.MutedSoft))
		cap.TopLeftCornerRadius, cap.TopRightCornerRadius = theme.RadiusCard, theme.RadiusCard
		cap.Move(fyne.NewPos(float32(i)*lane+3, 1))
		cap.Resize(fyne.NewSize(lane-6, head))
		l.Resize(fyne.NewSize(lane-4, head))
		l.Move(fyne.NewPos(float32(i)*lane+2, 0))
		r.objs = append(r.objs, ground, cap, l)
	}
}

func (r *chartRenderer) drawBox(b *box, p place, ours bool) {
	b.frame.CornerRadius = theme.RadiusField
	b.frame.StrokeWidth = 1
	if ours {
		b.frame.FillColor, b.frame.StrokeColor = theme.Color(theme.AccentSoft), theme.Color(theme.Accent)
	} else {
		b.frame.FillColor, b.frame.StrokeColor = theme.Color(theme.MutedSoft), theme.Color(theme.FieldLine)
	}
	b.frame.Move(fyne.NewPos(p.x, p.y))
	b.frame.Resize(fyne.NewSize(p.w, p.h))
	th := b.title.MinSize().Height
	b.title.Move(fyne.NewPos(p.x+boxPad, p.y+boxPad))
	b.title.Resize(fyne.NewSize(p.w-2*boxPad, th))
	b.note.Move(fyne.NewPos(p.x+boxPad, p.y+boxPad+th))
	b.note.Resize(fyne.NewSize(p.w-2*boxPad, b.note.MinSize().Height))
	r.objs = append(r.objs, b.frame, b.title, b.note)
}

// forward leaves a box at its foot, turns in the gap and enters the next at
// its head.
func (r *chartRenderer) forward(a, b place) {
	mid := a.bottom() + chartGap/2
	if a.midX() == b.midX() {
		r.line(a.midX(), a.bottom(), a.midX(), b.y, false)
	} else {
		r.line(a.midX(), a.bottom(), a.midX(), mid, false)
		r.line(a.midX(), mid, b.midX(), mid, false)
		r.line(b.midX(), mid, b.midX(), b.y, false)
	}
	r.tip(b.midX(), b.y, true)
}

// back leaves a box at the right of its head, climbs to the row of the earlier
// one and enters it from the right. k keeps several of them apart.
func (r *chartRenderer) back(a, b place, why string, k int) {
	x := a.x + a.w*0.78
	y := b.y + b.h*0.75 - float32(k-1)*b.h*0.5
	r.line(x, a.y, x, y, true)
	r.line(x, y, b.x+b.w, y, true)
	r.tip(b.x+b.w, y, false)
	word := part.Hint(why).One().In(theme.LookHere)
	m := word.MinSize()
	ground := canvas.NewRectangle(theme.Color(theme.Surface))
	at := fyne.NewPos(x-m.Width/2, (a.y+y)/2-m.Height/2)
	ground.Move(at.SubtractXY(4, 0))
	ground.Resize(m.AddWidthHeight(8, 0))
	word.Move(at)
	word.Resize(m)
	r.objs = append(r.objs, ground, word)
}

// line is straight; a dashed one is in the colour of things to look at.
func (r *chartRenderer) line(x1, y1, x2, y2 float32, dashed bool) {
	if !dashed {
		r.stroke(x1, y1, x2, y2, theme.Muted)
		return
	}
	dx, dy := x2-x1, y2-y1
	length := max(abs(dx), abs(dy)) // lines are level or upright
	ux, uy := dx/length, dy/length
	for at := float32(0); at < length; at += dash + hole {
		end := min(at+dash, length)
		r.stroke(x1+ux*at, y1+uy*at, x1+ux*end, y1+uy*end, theme.LookHere)
	}
}

// stroke draws a level or upright line as a thin rectangle, which stays sharp
// where a line of one pixel would be smeared over two.
func (r *chartRenderer) stroke(x1, y1, x2, y2 float32, c fyne.ThemeColorName) {
	const thick = 1.5
	o := canvas.NewRectangle(theme.Color(c))
	o.Move(fyne.NewPos(min(x1, x2)-thick/2, min(y1, y2)-thick/2))
	o.Resize(fyne.NewSize(abs(x2-x1)+thick, abs(y2-y1)+thick))
	r.objs = append(r.objs, o)
}

// tip is the head of an arrow, pointing down or to the left.
func (r *chartRenderer) tip(x, y float32, down bool) {
	c := theme.LookHere
	if down {
		c = theme.Muted
	}
	for _, side := range []float32{-1, 1} {
		l := canvas.NewLine(theme.Color(c))
		l.StrokeWidth = 1.8
		l.Position2 = fyne.NewPos(x, y-0.5)
		if down {
			l.Position1 = fyne.NewPos(x+side*headTip*0.8, y-headTip*1.3)
		} else {
			l.Position1 = fyne.NewPos(x+headTip*1.3, y+side*headTip*0.8)
			l.Position2 = fyne.NewPos(x+0.5, y)
		}
		r.objs = append(r.objs, l)
	}
}

func abs(f float32) float32 { return max(f, -f) }

func (r *chartRenderer) MinSize() fyne.Size {
	if r.height == 0 {
		r.Layout(fyne.NewSize(max(r.c.Size().Width, 480), 0))
	}
	return fyne.NewSize(320, r.height)
}

func (r *chartRenderer) Refresh() {
	for _, b := range r.c.boxes {
		b.title.Refresh()
		b.note.Refresh()
	}
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}
func (r *chartRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *chartRenderer) Destroy()                     {}
