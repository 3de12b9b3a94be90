// Package specimentest gives tests pictures that are what they claim to be:
// specimens that every check takes, and the same ones truly spoilt. Each is
// drawn once for a test binary.
package specimentest

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"sync"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/filing/specimen"
)

type made struct {
	kind specimen.Kind
	how  string
}

var (
	mu    sync.Mutex
	files = map[made][]byte{}
	drawn = map[specimen.Kind]image.Image{}
)

// once keeps what was made and hands out copies, since tests cut and damage
// files.
func once(t testing.TB, kind specimen.Kind, how string, work func() ([]byte, error)) []byte {
	t.Helper()
	mu.Lock()
	defer mu.Unlock()
	key := made{kind, how}
	if files[key] == nil {
		data, err := work()
		if err != nil {
			t.Fatal(err)
		}
		files[key] = data
	}
	return slices.Clone(files[key])
}

// Good is the JPEG of a specimen as a phone would hand it over.
func Good(t testing.TB, kind specimen.Kind) []byte {
	t.Helper()
	return once(t, kind, "good", func() ([]byte, error) { return specimen.JPEG(kind, specimen.Data{}) })
}

func spoilt(t testing.TB, kind specimen.Kind, how string, spoil func(image.Image) image.Image) []byte {
	t.Helper()
	return once(t, kind, how, func() ([]byte, error) {
		img := drawn[kind]
		if img == nil {
			var err error
			if img, err = specimen.Draw(kind, specimen.Data{}); err != nil {
				return nil, err
			}
			drawn[kind] = img
		}
		var b bytes.Buffer
		if err := jpeg.Encode(&b, spoil(img), &jpeg.Options{Quality: 92}); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	})
}

// Blurred is out of focus beyond reading.
func Blurred(t testing.TB, kind specimen.Kind) []byte {
	t.Helper()
	return spoilt(t, kind, "blurred", func(img image.Image) image.Image { return imaging.Blur(img, 7) })
}

// Dark was taken with hardly any light.
func Dark(t testing.TB, kind specimen.Kind) []byte {
	t.Helper()
	return spoilt(t, kind, "dark", func(img image.Image) image.Image {
		return imaging.AdjustFunc(img, func(c color.NRGBA) color.NRGBA { c.R, c.G, c.B = c.R/4, c.G/4, c.B/4; return c })
	})
}

// Lying lies on its side: one quarter turn clockwise rights it.
func Lying(t testing.TB, kind specimen.Kind) []byte {
	t.Helper()
	return spoilt(t, kind, "lying", func(img image.Image) image.Image { return imaging.Rotate90(img) }) // imaging turns the other way
}

// Small is a sharp picture of 340 pixels, which costs tests next to no time;
// every check refuses it for its size.
func Small(t testing.TB, kind specimen.Kind) []byte {
	t.Helper()
	return spoilt(t, kind, "small", func(img image.Image) image.Image { return imaging.Fit(img, 340, 340, imaging.Box) })
}
