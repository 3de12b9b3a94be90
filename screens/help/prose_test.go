package help

import (
	"strings"
	"testing"

	"beiandesk/app/help"
	"beiandesk/screens/part/drawing"

	"fyne.io/fyne/v2"
	fynetest "fyne.io/fyne/v2/test"
)

func rendererOf(w fyne.Widget) []fyne.CanvasObject { return fynetest.WidgetRenderer(w).Objects() }

func linesOf(p *prose, width float32) []string {
	runs, n := p.lines(width)
	out := make([]string, n)
	for _, r := range runs {
		out[r.line] += r.text
	}
	return out
}

// A line never begins with a full stop or ends with an opening quote, also
// where the style changes just there.
func TestLinesKeepTheRulesAcrossStyles(t *testing.T) {
	drawing.Use(false, 1)
	spans := []help.Span{{Text: "先看"}, {Text: "证件上的名称", Bold: true}, {Text: "，再看“"}, {Text: "地址", Bold: true}, {Text: "”。English words stay whole，一样。"}}
	for width := float32(60); width < 500; width += 7 {
		p := newProse(spans, nil)
		ls := linesOf(p, width)
		for i, l := range ls {
			if i > 0 && strings.ContainsAny(l[:min(3, len(l))], "，。”") && strings.IndexAny(l, "，。”") == 0 {
				t.Errorf("at %v a line begins with %q", width, l)
			}
			if strings.HasSuffix(l, "“") {
				t.Errorf("at %v a line ends with %q", width, l)
			}
		}
		if got, want := strings.ReplaceAll(strings.Join(ls, ""), " ", ""), strings.ReplaceAll(help.Plain(spans), " ", ""); got != want {
			t.Errorf("at %v words got lost: %s", width, got)
		}
	}
}

func TestLinkStaysInOnePieceIfItFits(t *testing.T) {
	drawing.Use(false, 1)
	spans := []help.Span{{Text: "接着看前面这几个字以后再看"}, {Text: "域名证书怎么拿", Link: "x"}, {Text: "。"}}
	if ls := linesOf(newProse(spans, nil), 200); len(ls) != 2 || !strings.HasPrefix(ls[1], "域名证书怎么拿") {
		t.Errorf("%q", ls)
	}
	// Too narrow for the link: it is broken rather than cut off.
	if ls := linesOf(newProse(spans, nil), 60); len(ls) < 4 {
		t.Errorf("%q", ls)
	}
}

// The head of a link keeps its place in the order of the keyboard when the
// window changes its width.
func TestLinkSurvivesANewWidth(t *testing.T) {
	drawing.Use(false, 1)
	p := newProse([]help.Span{{Text: "见"}, {Text: "域名证书怎么拿", Link: "x"}}, func(string) {})
	drawing.Canvas(p, fyne.NewSize(300, 100))
	head := func() fyne.CanvasObject {
		for _, o := range rendererOf(p) {
			if _, ok := o.(*linkHead); ok {
				return o
			}
		}
		return nil
	}
	before := head()
	p.Resize(fyne.NewSize(70, 100))
	if before == nil || head() != before {
		t.Error("another link after resizing")
	}
	if n := len(rendererOf(p)); n < 3 {
		t.Errorf("%d pieces at 70", n)
	}
}

func TestColumnsShareTheWidth(t *testing.T) {
	book, err := help.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, factor := range []float32{1, 1.25, 1.5} {
		drawing.Use(false, factor)
		for _, a := range book.All() {
			for _, b := range a.Blocks {
				if b.Kind != help.TableBlock {
					continue
				}
				g := newGrid(b.Table, nil)
				least := make([]float32, len(g.cells[0]))
				for _, row := range g.cells {
					for c, p := range row {
						least[c] = max(least[c], min(p.natural(), 3*p.pixels())+2*cellX)
					}
				}
				for _, total := range []float32{600, 720} {
					var sum float32
					for c, w := range g.widths(total) {
						sum += w
						if w < least[c] {
							t.Errorf("%s: a column is only %v wide of %v", a.ID, w, total)
						}
					}
					if sum < total-1 || sum > total+1 {
						t.Errorf("%s: columns take %v of %v", a.ID, sum, total)
					}
				}
			}
		}
	}
}

// One very long cell leaves the others room for their few words.
func TestLongCellDoesNotStarveOthers(t *testing.T) {
	drawing.Use(false, 1)
	cell := func(s string) []help.Span { return []help.Span{{Text: s}} }
	g := newGrid(&help.Table{
		Head: [][]help.Span{cell("项目"), cell("甲"), cell("乙")},
		Rows: [][][]help.Span{
			{cell("一"), cell(strings.Repeat("很长的一格", 12)), cell("无")},
			{cell("二"), cell("短"), cell("公安机关网络安全保卫部门")},
		},
	}, nil)
	w := g.widths(600)
	if need := g.cells[2][2].natural() + 2*cellX; w[2] < need*0.9 {
		t.Errorf("the last column has %v, its words need %v", w[2], need)
	}
}

func TestChart(t *testing.T) {
	book, err := help.Default()
	if err != nil {
		t.Fatal(err)
	}
	drawing.Use(false, 1.25)
	for _, b := range book.Article("flow").Blocks {
		if b.Kind != help.FlowBlock {
			continue
		}
		c := newChart(b.Flow)
		drawing.Canvas(c, fyne.NewSize(568, 1200))
		if h := c.MinSize().Height; h < 600 {
			t.Errorf("the chart is only %v high", h)
		}
		for i, x := range c.boxes {
			if i > 0 {
				if above := c.boxes[i-1].frame; x.frame.Position().Y < above.Position().Y+above.Size().Height+chartGap-1 {
					t.Errorf("box %d touches the one above", i)
				}
			}
			foot := x.note.Position().Y + x.note.Size().Height
			if foot > x.frame.Position().Y+x.frame.Size().Height+1 {
				t.Errorf("the words of box %d leave it", i)
			}
		}
		rendererOf(c)
		return
	}
	t.Error("no chart")
}
