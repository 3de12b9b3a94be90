package main

import (
	"image"
	"image/color"
	"testing"
)

func TestReducedKeepsGroundsExactlyAndShadesClosely(t *testing.T) {
	ground, beside := color.NRGBA{0xF6, 0xF7, 0xF9, 0xFF}, color.NRGBA{0xF7, 0xF7, 0xF9, 0xFF}
	img := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			img.SetNRGBA(x, y, ground)
			if x >= 32 {
				img.SetNRGBA(x, y, beside)
			}
			if y >= 32 { // 2048 shades
				img.SetNRGBA(x, y, color.NRGBA{uint8(4 * x), uint8(8 * (y - 32)), 90, 0xFF})
			}
		}
	}
	p, ok := reduced(img).(*image.Paletted)
	if !ok || len(p.Palette) > 256 {
		t.Fatalf("%d colours", len(p.Palette))
	}
	if got := color.NRGBAModel.Convert(p.At(5, 5)); got != ground {
		t.Errorf("ground became %v", got)
	}
	if got := color.NRGBAModel.Convert(p.At(50, 5)); got != beside {
		t.Errorf("the ground beside it became %v", got)
	}
	for y := range 64 {
		for x := range 64 {
			a, b := img.NRGBAAt(x, y), color.NRGBAModel.Convert(p.At(x, y)).(color.NRGBA)
			if far(a.R, b.R) > 24 || far(a.G, b.G) > 24 || a.B != b.B || b.A != 0xFF {
				t.Fatalf("%d,%d: %v became %v", x, y, a, b)
			}
		}
	}
}

func TestReducedLeavesFewColoursAlone(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	for i := range 256 {
		img.SetNRGBA(i%16, i/16, color.NRGBA{uint8(i), uint8(255 - i), 7, 0xFF})
	}
	p := reduced(img)
	for i := range 256 {
		if got, want := color.NRGBAModel.Convert(p.At(i%16, i/16)), img.NRGBAAt(i%16, i/16); got != want {
			t.Fatalf("%v became %v", want, got)
		}
	}
}

func far(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
