package photo

import (
	"context"
	"image"
	"testing"
	"unicode/utf8"

	qr "github.com/skip2/go-qrcode"
)

// FuzzQR hands the reader pictures of any content, whole ones through the
// search and pieces straight to gozxing with finder patterns at any place.
func FuzzQR(f *testing.F) {
	for _, text := range []string{"1", licenceText} {
		code, err := qr.New(text, qr.Low)
		if err != nil {
			f.Fatal(err)
		}
		g := cut(FromImage(code.Image(-2)).pixels, image.Rect(0, 0, 1000, 1000))
		f.Add(uint16(g.w), byte(1), []byte{8, 8, 30, 8, 8, 30}, g.pix)
		f.Add(uint16(g.w), byte(3), []byte{23, 23, 75, 23, 23, 75}, g.pix)
	}
	f.Add(uint16(3), byte(1), []byte{}, []byte{0, 255, 7, 9})
	f.Fuzz(func(t *testing.T, width uint16, enlarge byte, at, pix []byte) {
		w := min(max(int(width), 1), 600)
		h := min(len(pix)/w, 600)
		if h == 0 {
			return
		}
		small := plane{pix[:w*h], w, h}
		g := resized(small, float64(max(enlarge%4, 1)))
		p := FromImage(&image.Gray{Pix: g.pix, Stride: g.w, Rect: image.Rect(0, 0, g.w, g.h)})
		p.Orientation = 1 + int(width)%8
		if swapsSides(p.Orientation) {
			p.Width, p.Height = p.Height, p.Width
		}
		if got := readQR(context.Background(), p, plane{}, nil); got != nil {
			if !got.Place.In(image.Rect(0, 0, p.Width, p.Height)) || got.Turn < 0 || got.Turn > 3 || !utf8.ValidString(got.Text) {
				t.Errorf("%v in %d×%d", got, p.Width, p.Height)
			}
		}
		if len(at) < 6 {
			return
		}
		v := func(i int) float64 { return (float64(at[i]) - 20) * float64(g.w) / 200 }
		decodeQR(plainInk(g), triangle{
			corner: centre{v(0), v(1), float64(enlarge) / 16, 1},
			right:  centre{v(2), v(3), float64(enlarge) / 16, 1},
			below:  centre{v(4), v(5), float64(enlarge) / 16, 1},
		})
	})
}
