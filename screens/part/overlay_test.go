package part_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// plain is a picture of one colour.
func plain(w, h int, c color.NRGBA) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

var green = color.NRGBA{0, 200, 0, 255}

// shown draws a picture view of 400×400 with an overlay.
func shown(p *part.PictureView, w, h float32) image.Image {
	return drawing.Capture(drawing.Canvas(p, fyne.NewSize(w, h)))
}

// TestWhatIsFoundDiffersInShape, not only in colour: two spots of one state and
// of different shapes mark different pixels.
func TestWhatIsFoundDiffersInShape(t *testing.T) {
	drawn := map[string]part.Shape{}
	for _, s := range []part.Shape{part.Frame, part.Hatch, part.Ring, part.Bar, part.Tint} {
		p := part.NewPictureView(plain(200, 100, green))
		p.SetFound(part.Overlay{Spots: []part.Spot{{Box: [4]float64{0.3, 0.3, 0.6, 0.6}, Shape: s, State: part.Refused}}})
		img := shown(p, 400, 300)
		key := ""
		for y := 0; y < 250; y += 2 {
			for x := 0; x < 400; x += 2 {
				if r, g, _, _ := img.At(x, y).RGBA(); r>>8 > 40 || g>>8 < 160 { // not the picture's green
					key += "#"
				} else {
					key += "."
				}
			}
		}
		if other, same := drawn[key]; same {
			t.Errorf("shapes %d and %d mark the same pixels", s, other)
		}
		drawn[key] = s
	}
}

// TestNothingIsDrawnOutsideOfThePicturesRoom, however far it is zoomed.
func TestNothingIsDrawnOutsideOfThePicturesRoom(t *testing.T) {
	p := part.NewPictureView(plain(400, 300, green))
	p.SetFound(part.Overlay{Outline: []float64{0, 0, 1, 0, 1, 1, 0, 1}})
	row := part.Row(0, part.Wide(300, part.AtLeast(0, 300, p)), part.Space(300, 300))
	cv := drawing.Canvas(row, fyne.NewSize(600, 300))
	p.ShowPlace([4]float64{0.45, 0.45, 0.55, 0.55})
	if p.Zoom() <= 2 {
		t.Fatalf("a small place is shown at %v", p.Zoom())
	}
	img := drawing.Capture(cv)
	inside := false
	for y := range 300 {
		for x := range 600 {
			_, g, b, _ := img.At(x, y).RGBA()
			if g>>8 > 180 && b>>8 < 100 {
				inside = inside || x < 300
				if x >= 300 {
					t.Fatalf("the picture reaches %d,%d", x, y)
				}
			}
		}
	}
	if !inside {
		t.Error("the picture is not drawn at all")
	}
	p.Fit()
	if p.Zoom() != 1 {
		t.Error("it does not fit again")
	}
}

// TestAPieceAtHundredPercentIsNotScaled, and its middle is in the middle.
func TestAPieceAtHundredPercentIsNotScaled(t *testing.T) {
	img := plain(600, 400, green)
	for i := range 5 { // a cross of single pixels
		img.SetNRGBA(298+i, 200, color.NRGBA{255, 0, 0, 255})
	}
	a := part.NewActual(100, 60)
	a.SetImage(img)
	got := drawing.Capture(drawing.Canvas(part.Row(0, part.Wide(100, a), part.Space(60, 60)), fyne.NewSize(160, 60)))
	if r, g, b, _ := got.At(130, 30).RGBA(); r>>8 < 100 && g>>8 > 150 && b>>8 < 100 {
		t.Error("what does not fit is not cut off")
	}
	red := 0
	for y := range 60 {
		for x := range 100 {
			if r, g, _, _ := got.At(x, y).RGBA(); r>>8 > 200 && g>>8 < 50 {
				red++
				if math.Abs(float64(x)-50) > 4 || math.Abs(float64(y)-30) > 3 {
					t.Errorf("the middle is at %d,%d", x, y)
				}
			}
		}
	}
	if red != 5 {
		t.Errorf("%d red pixels, the picture has 5", red)
	}
}

// TestAHandleFollowsThePointer, whatever the picture is scaled by.
func TestAHandleFollowsThePointer(t *testing.T) {
	c := part.NewCropper([4]string{"a", "b", "c", "d"})
	c.SetPicture(plain(400, 300, green), 4000, 3000)
	c.SetCorners([]float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9})
	drawing.Canvas(c, fyne.NewSize(432, 332)) // 400×300 and room for the handles
	var ends []bool
	c.OnChanged = func(end bool) { ends = append(ends, end) }
	var used []int
	c.OnHandle = func(i int) { used = append(used, i) }
	h := c.Handle(0).(fyne.Draggable)
	h.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(40, 30)})
	h.DragEnd()
	if x, y := c.Pixel(0); x != 800 || y != 600 {
		t.Errorf("a corner at 400,300 dragged by a tenth is at %d,%d", x, y)
	}
	if len(ends) != 2 || ends[0] || !ends[1] || len(used) != 2 || used[0] != 0 || used[1] != -1 {
		t.Errorf("reported %v, in use %v", ends, used)
	}
	if got := c.Corners(); len(got) != 8 || math.Abs(got[0]-0.2) > 1e-6 {
		t.Errorf("corners %v", got)
	}
}

// TestTheMagnifierKeepsOutOfTheWay: it lies away from the handle in use, and
// only while one is.
func TestTheMagnifierKeepsOutOfTheWay(t *testing.T) {
	c := part.NewCropper([4]string{"a", "b", "c", "d"})
	c.SetPicture(plain(400, 300, green), 400, 300)
	c.SetCorners([]float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9})
	drawing.Canvas(c, fyne.NewSize(432, 332))
	clips := func() (list []fyne.CanvasObject) {
		hosttest.Walk(c, func(o fyne.CanvasObject) {
			if i, ok := o.(*canvas.Image); ok && i.Size().Width > 500 {
				list = append(list, o)
			}
		})
		return list
	}
	if len(clips()) != 0 {
		t.Error("the magnifier is shown for no handle")
	}
	for i := range 4 {
		c.Handle(i).FocusGained()
		m := clips()
		if len(m) != 1 {
			t.Fatalf("corner %d: %d magnified pictures", i, len(m))
		}
		if w := m[0].Size().Width; math.Abs(float64(w)-1200) > 1 {
			t.Errorf("magnified to %v, want three times 400", w)
		}
		c.Handle(i).FocusLost()
	}
	if len(clips()) != 0 {
		t.Error("the magnifier stays")
	}
}

// TestAMeterFillsFromTheLeft.
func TestAMeterFillsFromTheLeft(t *testing.T) {
	m := part.NewMeter()
	for in, want := range map[float64]float64{-1: 0, 0.25: 0.25, 2: 1} {
		if m.Set(in); math.Abs(m.Share()-want) > 1e-6 {
			t.Errorf("%v gives %v", in, m.Share())
		}
	}
}
