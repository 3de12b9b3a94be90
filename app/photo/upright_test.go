package photo_test

import (
	"encoding/binary"
	"image"
	"image/color"
	"testing"

	"beiandesk/app/photo"
)

// corners of the upright test picture: red, green, blue, yellow.
var corners = [4]string{"red", "green", "blue", "yellow"}

func nameOf(c color.NRGBA) string {
	switch {
	case c.R > 150 && c.G > 150:
		return "yellow"
	case c.R > 150:
		return "red"
	case c.G > 150:
		return "green"
	}
	return "blue"
}

// stored is how a camera lays down the upright picture for an orientation:
// which corner of the upright picture stands at top left, top right, bottom
// left, bottom right of the file. Written out from the Exif standard, so that
// it is no copy of the code under test.
var stored = map[int][4]int{
	1: {0, 1, 2, 3},
	2: {1, 0, 3, 2},
	3: {3, 2, 1, 0},
	4: {2, 3, 0, 1},
	5: {0, 2, 1, 3},
	6: {1, 3, 0, 2}, // row 0 of the file is the right side of the scene
	7: {3, 1, 2, 0},
	8: {2, 0, 3, 1},
}

func TestEveryOrientationComesUpright(t *testing.T) {
	up := quarters(48, 32)
	at := []image.Point{{X: 12, Y: 8}, {X: 36, Y: 8}, {X: 12, Y: 24}, {X: 36, Y: 24}}
	for orientation := 1; orientation <= 8; orientation++ {
		w, h := 48, 32
		if orientation >= 5 {
			w, h = h, w
		}
		file := image.NewNRGBA(image.Rect(0, 0, w, h))
		for i, corner := range stored[orientation] {
			c := up.NRGBAAt(at[corner].X, at[corner].Y)
			for y := i / 2 * h / 2; y < (i/2+1)*h/2; y++ {
				for x := i % 2 * w / 2; x < (i%2+1)*w/2; x++ {
					file.SetNRGBA(x, y, c)
				}
			}
		}
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			for _, kind := range []uint16{3, 4} {
				data := withSegment(asJPEG(t, file, 95), 0xe1, exifOrientation(order, kind, uint32(orientation)))
				p := mustRead(t, "a.jpg", data)
				got := p.Upright()
				if p.Orientation != orientation || p.Width != 48 || p.Height != 32 || got.Rect != up.Rect {
					t.Errorf("orientation %d: read as %d, %d×%d", orientation, p.Orientation, p.Width, p.Height)
					continue
				}
				for i, place := range at {
					if name := nameOf(got.NRGBAAt(place.X, place.Y)); name != corners[i] {
						t.Errorf("orientation %d: corner %d is %s, want %s", orientation, i, name, corners[i])
					}
				}
			}
		}
	}
}

func TestANonsenseOrientationIsIgnored(t *testing.T) {
	file := asJPEG(t, quarters(32, 16), 90)
	sound := exifOrientation(binary.LittleEndian, 3, 6)
	for what, body := range map[string][]byte{
		"0":                  exifOrientation(binary.LittleEndian, 3, 0),
		"9":                  exifOrientation(binary.BigEndian, 3, 9),
		"a large number":     exifOrientation(binary.BigEndian, 4, 1<<31),
		"a wrong type":       exifOrientation(binary.LittleEndian, 5, 6),
		"cut off":            sound[:20],
		"nothing behind it":  sound[:14],
		"no byte order":      append([]byte("Exif\x00\x00XX*\x00"), sound[10:]...),
		"directory outside":  append(append([]byte{}, sound[:10]...), 0xff, 0xff, 0xff, 0xff),
		"directory inside 8": append(append([]byte{}, sound[:10]...), 2, 0, 0, 0),
		"many entries":       append(append([]byte{}, sound[:14]...), 0xff, 0xff),
		"nothing":            []byte("Exif\x00\x00"),
		"XMP":                []byte("http://ns.adobe.com/xap/1.0/\x00<x/>"),
	} {
		if p := mustRead(t, what, withSegment(file, 0xe1, body)); p.Orientation != 1 || p.Width != 32 {
			t.Errorf("%s: orientation %d", what, p.Orientation)
		}
	}
}

func TestTheFirstSoundOrientationWins(t *testing.T) {
	file := asJPEG(t, quarters(32, 16), 90)
	// Segments are put in front, so the last one added comes first.
	file = withSegment(file, 0xe1, exifOrientation(binary.LittleEndian, 3, 3))
	file = withSegment(file, 0xe1, exifOrientation(binary.BigEndian, 3, 8))
	file = withSegment(file, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00"))
	if p := mustRead(t, "a.jpg", file); p.Orientation != 8 {
		t.Errorf("orientation %d, want 8", p.Orientation)
	}
}

func TestRotateByQuarters(t *testing.T) {
	img := quarters(30, 20)
	for quarters, want := range map[int][4]string{
		0:  {"red", "green", "blue", "yellow"},
		1:  {"blue", "red", "yellow", "green"}, // clockwise
		2:  {"yellow", "blue", "green", "red"},
		3:  {"green", "yellow", "red", "blue"},
		-1: {"green", "yellow", "red", "blue"},
		5:  {"blue", "red", "yellow", "green"},
	} {
		got := photo.Rotate(quarters)(img)
		w, h := got.Rect.Dx(), got.Rect.Dy()
		for i, name := range want {
			if c := nameOf(got.NRGBAAt(w/4+i%2*w/2, h/4+i/2*h/2)); c != name {
				t.Errorf("%d quarters: corner %d is %s, want %s", quarters, i, c, name)
			}
		}
		got.Pix[0] ^= 0xff
		if img.Pix[0] == got.Pix[0] {
			t.Errorf("%d quarters: the result shares memory with its source", quarters)
			img.Pix[0] ^= 0xff
		}
	}
}

func TestThumbnailFitsAndNeverEnlarges(t *testing.T) {
	for _, c := range []struct{ w, h, boxW, boxH, wantW, wantH int }{
		{400, 200, 100, 100, 100, 50},
		{200, 400, 100, 100, 50, 100},
		{60, 40, 100, 100, 60, 40},
		{2000, 2, 100, 100, 100, 1},
	} {
		got := photo.Thumbnail(c.boxW, c.boxH)(quarters(c.w, c.h)).Rect
		if got.Dx() != c.wantW || got.Dy() != c.wantH {
			t.Errorf("%d×%d into %d×%d: %v", c.w, c.h, c.boxW, c.boxH, got)
		}
	}
}
