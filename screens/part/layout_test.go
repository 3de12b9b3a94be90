package part_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// With large letters the kind of a filing leaves its place to the name.
func TestGiveWayHidesAChildOnlyWhileTheRestIsTight(t *testing.T) {
	kind := part.Space(80, 20)
	row := part.GiveWay(part.Row(10, part.Stretch(part.Space(0, 20)), kind, part.Space(100, 20)), 1, 130)
	for _, x := range []struct {
		width float32
		shown bool
	}{{400, true}, {300, false}, {330, true}} {
		row.Resize(fyne.NewSize(x.width, 20))
		if kind.Visible() != x.shown {
			t.Errorf("%v wide: shown is %v", x.width, kind.Visible())
		}
	}
}

func TestBesideMakesBothAsHighAsTheHigher(t *testing.T) {
	a, b := part.Space(0, 40), part.Space(0, 90)
	c := part.Beside(100, 16, a, b)
	c.Resize(fyne.NewSize(400, c.MinSize().Height))
	if a.Size() != fyne.NewSize(100, 90) || b.Size() != fyne.NewSize(284, 90) || b.Position().X != 116 {
		t.Errorf("left %v, right %v at %v", a.Size(), b.Size(), b.Position())
	}
	a, b = part.Space(0, 40), part.Space(0, 90)
	c = part.Aside(100, 16, a, b)
	c.Resize(fyne.NewSize(400, c.MinSize().Height))
	if a.Size() != fyne.NewSize(284, 90) || b.Size() != fyne.NewSize(100, 90) || b.Position().X != 300 {
		t.Errorf("left %v, right %v at %v", a.Size(), b.Size(), b.Position())
	}
}

// Nine providers of which six fit beside each other stand five and four; what
// fits, and a line that is not full, stays as it is.
func TestColumnsFillTheirLinesEvenly(t *testing.T) {
	for _, x := range []struct {
		children, most int
		width, second  float32 // second is where the first child of the second line stands, 0 = in the first
		perLine        int
	}{{9, 9, 640, 30, 5}, {9, 9, 1000, 0, 9}, {4, 3, 220, 30, 2}, {3, 3, 320, 0, 3}, {4, 3, 320, 30, 3}, {3, 4, 320, 0, 3}} {
		var kids []fyne.CanvasObject
		for range x.children {
			kids = append(kids, part.Space(10, 20))
		}
		c := part.Columns(x.most, 100, 10, kids...)
		c.Resize(fyne.NewSize(x.width, 20))
		first := 0
		for _, k := range kids {
			if k.Position().Y == 0 {
				first++
			}
		}
		if first != x.perLine || x.second > 0 && kids[first].Position() != fyne.NewPos(0, x.second) {
			t.Errorf("%d children, at most %d, %v wide: %d in the first line, want %d", x.children, x.most, x.width, first, x.perLine)
		}
	}
}

// What a wide space parts stays whole where it can, and no line begins with it.
func TestALineBreaksAtTheWideSpaceWhenTheRestFits(t *testing.T) {
	for words, want := range map[string][]string{
		"来源：某个接入商的备案文档　2026-02-27　可信度 A": {"来源：某个接入商的备案文档　2026-02-27", "可信度 A"},
		"来源：短　这一段比一整行还要长所以只能在中间断开不":      {"来源：短　这一段比一整行还要长所以只能", "在中间断开不"},
	} {
		if got := part.Body(words).Lines(270); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, l := range part.Body(strings.Repeat("资料　", 40)).Lines(270) {
		if strings.HasPrefix(l, "\u3000") || strings.HasSuffix(l, "\u3000") {
			t.Errorf("%q begins or ends with a space", l)
		}
	}
}

// Letters are drawn at whole widths; a line measured between two pixels would
// come out longer than its card.
func TestALineIsAsWideAsItIsMeasuredAtEveryScale(t *testing.T) {
	before := fyne.CurrentApp().Settings().Theme()
	defer fyne.CurrentApp().Settings().SetTheme(before)
	const words = "照片太小长边只有像素至少要请选发送原图"
	for _, factor := range theme.Scales {
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, factor))
		for _, size := range []float32{theme.SizeHint, 13, theme.SizeText, theme.SizeGroup} {
			measured := part.Body(words).At(size).One().MinSize().Width
			drawn := fyne.MeasureText(words, theme.Letters(size), fyne.TextStyle{}).Width
			if drawn > measured+0.5 {
				t.Errorf("size %v at %v: %v drawn, %v measured", size, factor, drawn, measured)
			}
		}
	}
}

func TestAFlowPutsEachIntoTheMiddleOfItsLine(t *testing.T) {
	box := func(w, h float32) *canvas.Rectangle {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(w, h))
		return r
	}
	low, high, next := box(40, 10), box(40, 30), box(60, 20)
	f := part.Flow(8, low, high, next)
	f.Resize(fyne.NewSize(100, 200))
	for _, x := range []struct {
		o    *canvas.Rectangle
		want fyne.Position
	}{{low, fyne.NewPos(0, 10)}, {high, fyne.NewPos(48, 0)}, {next, fyne.NewPos(0, 38)}} {
		if x.o.Position() != x.want {
			t.Errorf("%v lies at %v, want %v", x.o.MinSize(), x.o.Position(), x.want)
		}
	}
	if h := f.MinSize().Height; h != 58 {
		t.Errorf("the flow is %v high", h)
	}
}
