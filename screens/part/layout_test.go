package part_test

import (
	"testing"

	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
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
