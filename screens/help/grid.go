package help

import (
	"math"

	"beiandesk/app/help"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// grid is a table of prose: a head on a tinted ground, thin lines, the first
// column in bold. Columns share the width by what they hold.
type grid struct {
	widget.BaseWidget
	cells [][]*prose // first row is the head
}

const (
	cellX float32 = 10
	cellY float32 = 8
)

func newGrid(t *help.Table, open func(string)) *grid {
	g := &grid{}
	row := func(cells [][]help.Span, head bool) {
		var out []*prose
		for i, c := range cells {
			p := newProse(c, open).at(theme.SizeText, 1.55)
			if head || i == 0 && len(cells) > 2 {
				p.spans = bolded(c)
			}
			out = append(out, p)
		}
		g.cells = append(g.cells, out)
	}
	row(t.Head, true)
	for _, r := range t.Rows {
		row(r, false)
	}
	g.ExtendBaseWidget(g)
	return g
}

func bolded(spans []help.Span) []help.Span {
	out := make([]help.Span, len(spans))
	for i, s := range spans {
		s.Bold = true
		out[i] = s
	}
	return out
}

// widths shares out the width. Every column first gets its longest unbreakable
// piece, and five characters if it has as many (the first column six: it
// names the rows). The rest goes by the lengths of a column's cells, long ones
// damped, so that a single one does not starve its neighbours; no column gets
// more than one line needs while another still wraps.
func (g *grid) widths(total float32) []float32 {
	n := len(g.cells[0])
	out, want, weight := make([]float32, n), make([]float32, n), make([]float32, n)
	var sum float32
	for c := range n {
		least := float32(5)
		if c == 0 {
			least = 6
		}
		for _, row := range g.cells {
			p := row[c]
			nat := p.natural()
			out[c] = max(out[c], min(nat, max(p.widest(), least*p.pixels())))
			want[c] = max(want[c], nat)
			weight[c] += float32(math.Sqrt(float64(nat)))
		}
		out[c] += 2*cellX + 1
		want[c] += 2*cellX + 1
		sum += out[c]
	}
	if sum >= total {
		for c := range n {
			out[c] *= total / sum
		}
		return out
	}
	rest := total - sum
	for rest > 0.5 {
		var open float32
		for c := range n {
			if out[c] < want[c] {
				open += weight[c]
			}
		}
		if open == 0 {
			break
		}
		share := rest / open
		for c := range n {
			if out[c] < want[c] {
				add := min(share*weight[c], want[c]-out[c])
				out[c] += add
				rest -= add
			}
		}
	}
	for c := range n {
		out[c] += rest / float32(n)
	}
	return out
}

// CreateRenderer implements fyne.Widget.
func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	r := &gridRenderer{g: g, frame: canvas.NewRectangle(nil), head: canvas.NewRectangle(nil)}
	r.objs = append(r.objs, r.frame, r.head)
	for range len(g.cells) - 1 {
		l := canvas.NewRectangle(nil)
		r.rules = append(r.rules, l)
		r.objs = append(r.objs, l)
	}
	for _, row := range g.cells {
		for _, c := range row {
			r.objs = append(r.objs, c)
		}
	}
	r.paint()
	return r
}

type gridRenderer struct {
	g     *grid
	frame *canvas.Rectangle
	head  *canvas.Rectangle
	rules []*canvas.Rectangle
	objs  []fyne.CanvasObject
	total float32 // height at the present width
}

func (r *gridRenderer) paint() {
	line := theme.Color(theme.Line)
	r.frame.FillColor, r.frame.StrokeColor, r.frame.StrokeWidth = theme.Color(theme.Surface), line, 1
	r.frame.CornerRadius = theme.RadiusCard
	r.head.FillColor = theme.Color(theme.MutedSoft)
	r.head.TopLeftCornerRadius, r.head.TopRightCornerRadius = theme.RadiusCard, theme.RadiusCard
	for _, l := range r.rules {
		l.FillColor = line
	}
}

func (r *gridRenderer) Layout(size fyne.Size) {
	w := r.g.widths(size.Width)
	var y float32
	for i, row := range r.g.cells {
		var h, x float32
		for c, p := range row {
			p.Resize(fyne.NewSize(w[c]-2*cellX, p.Size().Height))
			h = max(h, p.MinSize().Height)
		}
		for c, p := range row {
			p.Move(fyne.NewPos(x+cellX, y+cellY))
			p.Resize(fyne.NewSize(w[c]-2*cellX, h))
			x += w[c]
		}
		y += h + 2*cellY
		if i == 0 {
			r.head.Move(fyne.NewPos(1, 1))
			r.head.Resize(fyne.NewSize(size.Width-2, y-1))
		}
		if i < len(r.rules) {
			r.rules[i].Move(fyne.NewPos(0, y))
			r.rules[i].Resize(fyne.NewSize(size.Width, 1))
		}
	}
	r.total = y
	r.frame.Resize(fyne.NewSize(size.Width, y))
}

func (r *gridRenderer) MinSize() fyne.Size {
	if r.total == 0 {
		r.Layout(fyne.NewSize(max(r.g.Size().Width, 320), 0))
	}
	return fyne.NewSize(200, r.total)
}

func (r *gridRenderer) Refresh() {
	r.paint()
	for _, row := range r.g.cells {
		for _, c := range row {
			c.Refresh()
		}
	}
	r.Layout(r.g.Size())
	canvas.Refresh(r.g)
}
func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *gridRenderer) Destroy()                     {}
