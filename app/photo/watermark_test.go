package photo_test

import (
	"bytes"
	"image"
	"image/color"
	"testing"
	"time"

	"beiandesk/app/photo"
)

var day = time.Date(2026, 11, 25, 1, 0, 0, 0, time.UTC)

// ink counts the dark pixels of r, which is what text consists of.
func ink(img *image.NRGBA, r image.Rectangle) int {
	n := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if c := img.NRGBAAt(x, y); int(c.R)+int(c.G)+int(c.B) < 300 {
				n++
			}
		}
	}
	return n
}

func TestTheWatermarkKeepsClearOfText(t *testing.T) {
	img := page(1600, 1200)
	// Leave two empty stripes, as between the lines of a licence.
	paper := img.NRGBAAt(2, 2)
	for _, r := range []image.Rectangle{image.Rect(0, 300, 1600, 460), image.Rect(0, 800, 1600, 960)} {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				img.SetNRGBA(x, y, paper)
			}
		}
	}
	before := append([]uint8{}, img.Pix...)
	out, err := photo.Watermark(img, photo.WatermarkText("example.com", day), 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Places) < 3 || !out.Calm {
		t.Errorf("%d places, calm %v", len(out.Places), out.Calm)
	}
	for i, place := range out.Places {
		if n := ink(img, place); n > 0 {
			t.Errorf("place %v covers %d pixels of text", place, n)
		}
		if !place.In(img.Rect) {
			t.Errorf("place %v lies outside", place)
		}
		for _, other := range out.Places[:i] {
			if place.Overlaps(other) {
				t.Errorf("%v and %v overlap", place, other)
			}
		}
		changed, darkest := 0, 255
		for y := place.Min.Y; y < place.Max.Y; y++ {
			for x := place.Min.X; x < place.Max.X; x++ {
				if c := out.Image.NRGBAAt(x, y); c != img.NRGBAAt(x, y) {
					changed++
					darkest = min(darkest, int(c.G))
				}
			}
		}
		if changed == 0 {
			t.Errorf("nothing stands at %v", place)
		}
		// Readable, yet the paper (243) shows through.
		if darkest > 195 || darkest < 110 {
			t.Errorf("darkest value at %v is %d", place, darkest)
		}
	}
	if string(before) != string(img.Pix) {
		t.Error("the original was changed")
	}
	for y := 0; y < 1200; y++ {
		for x := 0; x < 1600; x++ {
			inside := false
			for _, place := range out.Places {
				inside = inside || image.Pt(x, y).In(place)
			}
			if !inside && out.Image.NRGBAAt(x, y) != img.NRGBAAt(x, y) {
				t.Fatalf("%d,%d changed outside every place", x, y)
			}
		}
	}
}

func TestAFullPageGetsNoMarkAndSaysSo(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 1200, 900))
	for y := range 900 {
		for x := range 1200 {
			v := uint8(255)
			if (x/6+y/6)%2 == 0 {
				v = 20
			}
			img.Pix[img.PixOffset(x, y)+0], img.Pix[img.PixOffset(x, y)+1] = v, v
			img.Pix[img.PixOffset(x, y)+2], img.Pix[img.PixOffset(x, y)+3] = v, 255
		}
	}
	out, err := photo.Watermark(img, "仅供备案使用", 0)
	if err != nil || out.Calm || out.Lasting || len(out.Places) != 0 {
		t.Errorf("%v, calm %v, %v", out.Places, out.Calm, err)
	}
	if !bytes.Equal(out.Image.Pix, img.Pix) {
		t.Error("something was drawn over the writing")
	}
}

func TestDarkPicturesGetALightMark(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 1200, 900))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = 30, 30, 34, 255
	}
	out, err := photo.Watermark(img, "仅供备案使用", 0)
	if err != nil || len(out.Places) == 0 {
		t.Fatal(err)
	}
	brightest := uint8(0)
	for i := 0; i < len(out.Image.Pix); i += 4 {
		brightest = max(brightest, out.Image.Pix[i])
	}
	if brightest < 100 {
		t.Errorf("brightest value %d, the mark cannot be read", brightest)
	}
}

func TestAWatermarkThatCannotBeDrawnIsRefused(t *testing.T) {
	img := page(800, 600)
	for what, text := range map[string]string{"nothing": "", "a missing character": "仅供\U0001F600使用"} {
		_, err := photo.Watermark(img, text, 0)
		refused(t, what, err, photo.CodeWatermark)
	}
	for _, r := range []image.Rectangle{image.Rect(0, 0, 1, 1), image.Rect(0, 0, 40, 3000)} {
		if _, err := photo.Watermark(page(r.Dx(), r.Dy()), "仅供example.com域名ICP备案使用", 0); err != nil {
			t.Errorf("%v: %v", r, err)
		}
	}
}

func TestTheWatermarkKeepsOffColouredPlaces(t *testing.T) {
	// A white sheet almost filled by a skin-coloured patch, flat as a
	// cheek: calm, and yet no place for a mark.
	img := image.NewNRGBA(image.Rect(0, 0, 1200, 1600))
	face := image.Rect(40, 110, 1160, 1520)
	for y := range 1600 {
		for x := range 1200 {
			c := color.NRGBA{250, 250, 250, 255}
			if image.Pt(x, y).In(face) {
				c = color.NRGBA{238, 204, 178, 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	out, err := photo.Watermark(img, "仅供备案使用", 0)
	if err != nil || len(out.Places) < 3 {
		t.Fatal(out.Places, err)
	}
	for _, place := range out.Places {
		if place.Overlaps(face) {
			t.Errorf("%v lies on the face", place)
		}
	}
}
