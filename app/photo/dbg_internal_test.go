package photo

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"
)

func TestDbgEdges(t *testing.T) {
	f := os.Getenv("DBG")
	if f == "" {
		t.Skip()
	}
	data, _ := os.ReadFile(f)
	p, err := Read(context.Background(), f, data)
	if err != nil {
		t.Fatal(err)
	}
	luma := shrinkLuma(p.pixels, 1600)
	s := newScene(p.pixels, luma)
	e := findEdges(s)
	img := image.NewRGBA(image.Rect(0, 0, e.w, e.h))
	for i, m := range e.mag {
		v := uint8(min(255, m*20))
		img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3] = v, v, v, 255
	}
	dot := func(q Quad, c color.RGBA) {
		for i := range q {
			a, b := q[i], q[(i+1)%4]
			for k := 0; k <= 400; k++ {
				f := float64(k) / 400
				img.SetRGBA(int(a.X+(b.X-a.X)*f), int(a.Y+(b.Y-a.Y)*f), c)
			}
		}
	}
	_, ok := bestQuad(s, e, Kind(os.Getenv("KIND")).aspects(), 0)
	_ = ok
	for i, c := range dbgFound {
		if i < 12 {
			t.Logf("%d score %.3f area %.2f by %.2f frames %d contrast %.3f quad %.0f", i, c.score, c.area, c.by, c.frames(), contrast(s, &c), c.quad)
		}
		if i == 0 {
			dot(c.quad, color.RGBA{255, 0, 0, 255})
		}
	}
	o, _ := os.Create("/tmp/edges.png")
	png.Encode(o, img)
	o.Close()
}
