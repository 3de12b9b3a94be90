package photo

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// bust paints a chest below a face of 100 pixels, on a wall of level 240.
func bust(paint func(img *image.NRGBA)) (*portraitView, face, wall) {
	img := image.NewNRGBA(image.Rect(0, 0, 400, 500))
	rect(img, img.Rect, 240)
	paint(img)
	return newPortraitView(FromImage(img), Edit{}), face{x: 200, y: 200, size: 100, q: 100},
		wall{measured: true, white: 1, pale: 1, bright: 240}
}

func rect(img *image.NRGBA, r image.Rectangle, level uint8) {
	draw.Draw(img, r, image.NewUniform(color.NRGBA{level, level, level, 255}), image.Point{}, draw.Src)
}

func TestClothesAreLookedForOnTheFlanks(t *testing.T) {
	body := image.Rect(60, 290, 340, 500)
	for _, c := range []struct {
		why         string
		paint       func(*image.NRGBA)
		least, most float64
		hidden      bool
	}{
		{"white", func(m *image.NRGBA) { rect(m, body, 225) }, 0.9, 1, false},
		{"white in the shade", func(m *image.NRGBA) { rect(m, body, 190) }, 0.9, 1, false},
		{"grey", func(m *image.NRGBA) { rect(m, body, 150) }, 0, 0.02, false},
		{"a white shirt between dark lapels", func(m *image.NRGBA) { rect(m, body, 40); rect(m, image.Rect(165, 282, 235, 500), 235) }, 0, 0.02, false},
		{"white under long dark hair", func(m *image.NRGBA) {
			rect(m, body, 225)
			rect(m, image.Rect(100, 120, 160, 500), 30)
			rect(m, image.Rect(240, 120, 300, 500), 30)
		}, 0.9, 1, false},
		{"a narrow dark dress before the wall", func(m *image.NRGBA) { rect(m, image.Rect(150, 270, 250, 500), 40) }, 0, 0.3, true},
		{"all under dark hair", func(m *image.NRGBA) { rect(m, image.Rect(80, 120, 320, 500), 30) }, 0, 0, true},
	} {
		v, f, w := bust(c.paint)
		share, place := v.clothes(f, w)
		if share < c.least || share > c.most || !c.hidden && place.Empty() {
			t.Errorf("%s: %.2f at %v, want %.2f…%.2f", c.why, share, place, c.least, c.most)
		}
	}
	v, f, w := bust(func(*image.NRGBA) {})
	f.y = 450
	if share, place := v.clothes(f, w); share != 0 || !place.Empty() {
		t.Errorf("the picture ends above the chest, and %.2f is white at %v", share, place)
	}
}

// What is white depends on the light of the wall.
func TestClothesAreComparedWithTheWall(t *testing.T) {
	yellow := image.NewUniform(color.NRGBA{222, 206, 176, 255})
	v, f, w := bust(func(m *image.NRGBA) { draw.Draw(m, image.Rect(60, 290, 340, 500), yellow, image.Point{}, draw.Src) })
	if share, _ := v.clothes(f, w); share > 0.1 {
		t.Errorf("beige in white light: %.2f is white", share)
	}
	// The same, where a lamp makes the wall as yellow.
	i := 400*v.w + 100
	w.colour = [2]float64{float64(v.cb[i]), float64(v.cr[i])}
	if share, _ := v.clothes(f, w); share < 0.9 {
		t.Errorf("white in yellow light: only %.2f is white", share)
	}
}
