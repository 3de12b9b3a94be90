package photo

import (
	"context"
	"image"
	"math"
	"testing"
)

// picture lays the bytes of a fuzzer out as shapes: eight bytes each are a
// quadrilateral, the rest noise. Whole shapes find more than single pixels.
func fuzzedPicture(w, h int, data []byte) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 255
		if i%4 != 3 && len(data) > 0 {
			img.Pix[i] = data[i%len(data)]/8 + 90
		}
	}
	for len(data) >= 11 {
		var p [4]Point
		for i := range p {
			p[i] = Point{float64(data[2*i]) / 255 * float64(w), float64(data[2*i+1]) / 255 * float64(h)}
		}
		q := ordered(p)
		if q.Convex() {
			box := q.Bounds().Intersect(img.Rect)
			for y := box.Min.Y; y < box.Max.Y; y++ {
				for x := box.Min.X; x < box.Max.X; x++ {
					if q.Contains(Point{float64(x) + 0.5, float64(y) + 0.5}) {
						copy(img.Pix[img.PixOffset(x, y):][:3], data[8:11])
					}
				}
			}
		}
		data = data[11:]
	}
	return img
}

func FuzzOutline(f *testing.F) {
	f.Add(uint16(300), uint16(200), []byte{20, 20, 230, 30, 220, 220, 30, 210, 240, 238, 230})
	f.Add(uint16(480), uint16(360), []byte{0, 0, 255, 0, 255, 255, 0, 255, 250, 250, 250, 60, 60, 200, 70, 190, 180, 70, 190, 40, 30, 20})
	f.Add(uint16(24), uint16(600), []byte{1, 2, 3})
	f.Add(uint16(64), uint16(64), []byte{})
	f.Fuzz(func(t *testing.T, w, h uint16, data []byte) {
		img := fuzzedPicture(int(w)%500+1, int(h)%500+1, data)
		s := newScene(img, shrinkLuma(img, sharpnessSide))
		for _, aspects := range [][]float64{nil, {297.0 / 210}, {85.6 / 54}} {
			o, _ := findQuad(s, aspects)
			if !(o.Score >= 0 && o.Score <= 1) {
				t.Errorf("score %v", o.Score)
			}
			if !o.Found {
				continue
			}
			if !o.Quad.Convex() {
				t.Errorf("not convex: %v", o.Quad)
			}
			for _, p := range o.Quad {
				if !(p.X > -0.1*float64(s.y.w)-9 && p.X < 1.1*float64(s.y.w)+9 && p.Y > -0.1*float64(s.y.h)-9 && p.Y < 1.1*float64(s.y.h)+9) {
					t.Errorf("corner %v of a picture of %d×%d", p, s.y.w, s.y.h)
				}
			}
		}
	})
}

// FuzzMeasures judges anything as anything: every number is finite, every
// place lies in the picture, every issue has its sentence.
func FuzzMeasures(f *testing.F) {
	f.Add(uint8(0), uint16(300), uint16(200), uint8(0), []byte{20, 20, 230, 30, 220, 220, 30, 210, 240, 238, 230})
	f.Add(uint8(3), uint16(900), uint16(70), uint8(3), []byte{0, 0, 255, 0, 255, 255, 0, 255, 250, 20, 20})
	f.Add(uint8(5), uint16(200), uint16(300), uint8(1), []byte{100, 60, 160, 60, 160, 140, 100, 140, 220, 180, 150})
	f.Fuzz(func(t *testing.T, kind uint8, w, h uint16, turn uint8, data []byte) {
		p := FromImage(fuzzedPicture(int(w)%900+1, int(h)%900+1, data))
		p.Orientation = int(turn)%8 + 1
		if swapsSides(p.Orientation) {
			p.Width, p.Height = p.Height, p.Width
		}
		ask := Ask{Kind: Kinds()[int(kind)%len(Kinds())], Edit: Edit{Turn: int(turn) / 8}}
		v, err := Judge(context.Background(), p, ask)
		if err != nil {
			t.Fatal(err)
		}
		whole := image.Rect(0, 0, p.Width, p.Height)
		for _, i := range v.Issues {
			if i.Text == "" || i.Outcome != Pass && i.Remedy == "" || math.IsNaN(i.Measured) || math.IsInf(i.Measured, 0) {
				t.Errorf("%+v", i)
			}
			for _, r := range i.Places {
				if r.Empty() || !r.In(whole) {
					t.Errorf("%s at %v of %v", i.Code, r, whole)
				}
			}
		}
		n := v.Facts
		for _, x := range []float64{n.Q, n.Blur, n.Even, n.Chroma, n.Red, n.Skew, n.Moire, n.TextPx, n.GlareShare, n.Light.Ink, n.Light.Clipped, n.Outline.Area, n.Outline.Margin} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%+v", n)
				break
			}
		}
		v.Mend.Apply(p.Upright()) // must not panic
	})
}
