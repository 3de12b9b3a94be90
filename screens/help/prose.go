package help

import (
	"strings"

	"beiandesk/app/help"
	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// lead is the line height of running text, looser than on forms because here
// a person reads for minutes.
const lead = 1.7

// prose is running text of mixed styles: regular, bold, links. part.Text has
// one style only. Lines break by part's rules of Chinese.
type prose struct {
	widget.BaseWidget
	spans  []help.Span
	size   float32 // at 100 %
	color  fyne.ThemeColorName
	height float32 // of a line, in letter sizes
	open   func(to string)
	links  map[int][]piecer // by span; kept so that the focus survives a new width
}

// piecer is a link or a linkHead.
type piecer interface {
	fyne.Widget
	set(text string, size float32, bold bool)
}

func newProse(spans []help.Span, open func(string)) *prose {
	p := &prose{spans: spans, size: theme.SizeText, color: theme.Text, height: lead, open: open, links: map[int][]piecer{}}
	p.ExtendBaseWidget(p)
	return p
}

func (p *prose) at(size, height float32) *prose  { p.size, p.height = size, height; return p }
func (p *prose) in(c fyne.ThemeColorName) *prose { p.color = c; return p }
func (p *prose) bold(i int) bool                 { return p.spans[i].Bold && theme.BoldCovers(p.spans[i].Text) }
func (p *prose) pixels() float32                 { return theme.Letters(p.size) }
func (p *prose) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &proseRenderer{p: p}
	r.set(0)
	return r
}

// natural is the width of the text on one line.
func (p *prose) natural() float32 {
	var w float32
	for i, s := range p.spans {
		for _, r := range s.Text {
			w += part.RuneWidth(r, p.pixels(), p.bold(i))
		}
	}
	return w
}

// widest is the width of the longest piece that cannot be broken.
func (p *prose) widest() float32 {
	var best, w float32
	var last rune
	for i, s := range p.spans {
		for _, r := range s.Text {
			if last != 0 && part.MayBreak(last, r) {
				w = 0
			}
			w += part.RuneWidth(r, p.pixels(), p.bold(i))
			best, last = max(best, w), r
		}
	}
	return best
}

// letter is one character with its style.
type letter struct {
	r    rune
	span int
	w    float32
}

// run is a stretch of one style on one line.
type run struct {
	span, line int
	text       string
}

// lines breaks the spans into runs no wider than width. A link stays on one
// line if a line can hold it.
func (p *prose) lines(width float32) (runs []run, n int) {
	var all []letter
	solid := make([]bool, len(p.spans))
	for i, s := range p.spans {
		var w float32
		for _, r := range s.Text {
			rw := part.RuneWidth(r, p.pixels(), p.bold(i))
			all = append(all, letter{r, i, rw})
			w += rw
		}
		solid[i] = s.Link != "" && w <= width
	}
	line := func(from, to int) {
		for from < to && all[to-1].r == ' ' {
			to--
		}
		for from < to {
			end := from
			var b strings.Builder
			for end < to && all[end].span == all[from].span {
				b.WriteRune(all[end].r)
				end++
			}
			runs = append(runs, run{all[from].span, n, b.String()})
			from = end
		}
		n++
	}
	start, brk := 0, -1
	var w float32
	for i := 0; i < len(all); {
		if i > start && part.MayBreak(all[i-1].r, all[i].r) && !(all[i-1].span == all[i].span && solid[all[i].span]) {
			brk = i
		}
		if width > 0 && w+all[i].w > width+0.01 && i > start && all[i].r != ' ' {
			end := i
			if brk > start {
				end = brk
			}
			line(start, end)
			for end < len(all) && all[end].r == ' ' {
				end++
			}
			start, i, brk, w = end, end, -1, 0
			continue
		}
		w += all[i].w
		i++
	}
	line(start, len(all))
	return runs, n
}

type proseRenderer struct {
	p     *prose
	width float32
	runs  []run
	n     int
	objs  []fyne.CanvasObject
}

func (r *proseRenderer) lineHeight() float32 { return r.p.pixels() * r.p.height }

func (r *proseRenderer) set(width float32) {
	p := r.p
	r.width = width
	r.runs, r.n = p.lines(width)
	r.objs = r.objs[:0:0]
	used := map[int]int{}
	for _, x := range r.runs {
		s := p.spans[x.span]
		if s.Link != "" {
			k := used[x.span]
			used[x.span]++
			if k == len(p.links[x.span]) {
				p.links[x.span] = append(p.links[x.span], p.newPiece(k, s.Link))
			}
			l := p.links[x.span][k]
			l.set(x.text, p.pixels(), p.bold(x.span))
			r.objs = append(r.objs, l)
			continue
		}
		c := canvas.NewText(x.text, theme.Color(p.color))
		c.TextSize = p.pixels()
		c.TextStyle = fyne.TextStyle{Bold: p.bold(x.span)}
		r.objs = append(r.objs, c)
	}
}

func (p *prose) newPiece(k int, to string) piecer {
	tapped := func() { p.open(to) }
	if k == 0 {
		return newLinkHead(tapped)
	}
	return newLink(tapped)
}

func (r *proseRenderer) Layout(size fyne.Size) {
	if size.Width != r.width {
		r.set(size.Width)
	}
	lh := r.lineHeight()
	var x float32
	for i, o := range r.objs {
		if i > 0 && r.runs[i].line != r.runs[i-1].line {
			x = 0
		}
		m := o.MinSize()
		o.Move(fyne.NewPos(x, float32(r.runs[i].line)*lh+(lh-m.Height)/2))
		o.Resize(m)
		x += m.Width
	}
}

func (r *proseRenderer) MinSize() fyne.Size {
	return fyne.NewSize(min(r.p.natural(), 4*r.p.pixels()), float32(r.n)*r.lineHeight())
}

func (r *proseRenderer) Refresh() {
	r.set(r.p.Size().Width)
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}
func (r *proseRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *proseRenderer) Destroy()                     {}
