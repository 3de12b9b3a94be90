package accuracy

import (
	"image"
	"image/draw"
	"math"

	"github.com/disintegration/imaging"
	"golang.org/x/image/vector"
)

// shape is a closed line of points, in pixels.
type shape [][2]float64

func box(x, y, w, h float64) shape { return shape{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}} }

func oval(x, y, rx, ry float64) shape {
	var out shape
	for i := range 40 {
		sin, cos := math.Sincos(float64(i) * math.Pi / 20)
		out = append(out, [2]float64{x + rx*cos, y + ry*sin})
	}
	return out
}

// band is a line of some thickness.
func band(points [][2]float64, thick float64) shape {
	var left, right shape
	for i, p := range points {
		a, b := points[max(i-1, 0)], points[min(i+1, len(points)-1)]
		dx, dy := b[0]-a[0], b[1]-a[1]
		n := max(math.Hypot(dx, dy), 1e-9)
		dx, dy = dx/n*thick/2, dy/n*thick/2
		left = append(left, [2]float64{p[0] - dy, p[1] + dx})
		right = append(right, [2]float64{p[0] + dy, p[1] - dx})
	}
	for i := len(right) - 1; i >= 0; i-- {
		left = append(left, right[i])
	}
	return left
}

// paint fills a shape; with soft it is only darkened, by a blurred stain.
func (s *scene) paint(f shape, tone func(x, y int) [3]float64) { s.fill(f, 0, 1, tone) }

func (s *scene) fill(f shape, soft, strength float64, tone func(x, y int) [3]float64) {
	x0, y0, x1, y1 := f[0][0], f[0][1], f[0][0], f[0][1]
	for _, p := range f {
		x0, y0, x1, y1 = min(x0, p[0]), min(y0, p[1]), max(x1, p[0]), max(y1, p[1])
	}
	pad := int(3*soft) + 1
	at := image.Rect(int(math.Floor(x0))-pad, int(math.Floor(y0))-pad, int(x1)+1+pad, int(y1)+1+pad)
	z := vector.NewRasterizer(at.Dx(), at.Dy())
	for i, p := range f {
		x, y := float32(p[0])-float32(at.Min.X), float32(p[1])-float32(at.Min.Y)
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
	alpha := image.NewAlpha(image.Rect(0, 0, at.Dx(), at.Dy()))
	z.Draw(alpha, alpha.Rect, image.Opaque, image.Point{})
	mask := &image.Gray{Pix: alpha.Pix, Stride: alpha.Stride, Rect: alpha.Rect}
	if soft > 0 {
		mask = smoothed(mask, soft)
	}
	s.over(at, func(c []float32, x, y int) {
		a := strength * float64(mask.Pix[y*mask.Stride+x]) / 255
		if a == 0 {
			return
		}
		t := tone(x+at.Min.X, y+at.Min.Y)
		for k := range 3 {
			c[k] = float32(float64(c[k])*(1-a) + t[k]*a)
		}
	})
}

func plain(tone [3]float64) func(int, int) [3]float64 {
	return func(int, int) [3]float64 { return tone }
}

// cast is the shadow that a thing throws on the wall it hangs on.
func (s *scene) cast(f shape, depth, off float64) {
	moved := make(shape, len(f))
	for i, p := range f {
		moved[i] = [2]float64{p[0] + off, p[1] + off}
	}
	s.fill(moved, off, depth, plain([3]float64{}))
}

var objects = []string{"socket", "switch", "frame", "door", "plant", "cable"}

// object puts one thing on the wall beside a person: on the left or on the
// right of it, where the picture has room. Sizes are those of the trade, in
// millimetres.
func (s *scene) object(what string, at place) {
	mm := s.px
	right := s.rng.IntN(2) == 1
	// The strip beside the hair.
	from, to := 0.0, at.x-0.95*at.size
	if right {
		from, to = at.x+0.95*at.size, float64(s.w)
	}
	room := to - from
	top := at.y - 0.9*at.size
	x := func(w float64) float64 { return from + s.rng.Float64()*max(room-w, 0) }
	y := func(h float64) float64 { return max(top, 4) + s.rng.Float64()*max(at.y+0.2*at.size-h-max(top, 4), 0) }
	switch what {
	case "socket", "switch":
		a := 86 * mm // GB/T 1002
		px, py := x(a), y(a)
		plate := box(px, py, a, a)
		s.cast(plate, 0.30, 3*mm)
		s.paint(plate, plain(rgb(243, 243, 240)))
		s.paint(box(px, py, a, 1.6*mm), plain(rgb(251, 251, 250)))
		s.paint(box(px, py+a-2.4*mm, a, 2.4*mm), plain(rgb(186, 186, 184)))
		s.paint(box(px+a-2.4*mm, py, 2.4*mm, a), plain(rgb(198, 198, 196)))
		if what == "switch" {
			s.paint(box(px+14*mm, py+12*mm, a-28*mm, a-24*mm), plain(rgb(222, 222, 220)))
			s.paint(box(px+16*mm, py+14*mm, a-32*mm, a-28*mm), plain(rgb(246, 246, 244)))
			break
		}
		dark := plain(rgb(60, 60, 62))
		for _, d := range []float64{-1, 1} {
			s.paint(box(px+a/2+d*8*mm-1.5*mm, py+16*mm, 3*mm, 11*mm), dark)
			slot := band([][2]float64{{px + a/2 + d*6*mm, py + 52*mm}, {px + a/2 + d*12*mm, py + 62*mm}}, 3*mm)
			s.paint(slot, dark)
		}
		s.paint(box(px+a/2-1.5*mm, py+44*mm, 3*mm, 10*mm), dark)
	case "frame":
		w := min(300*mm, room*1.3)
		h := 1.3 * w
		px, py := x(w), y(min(h, at.size))
		if right {
			px = max(px, from)
		} else {
			px = min(px, to-w)
		}
		f := box(px, py, w, h)
		s.cast(f, 0.35, 6*mm)
		wood := [][3]float64{rgb(92, 62, 40), rgb(28, 28, 30), rgb(176, 140, 92)}[s.rng.IntN(3)]
		s.paint(f, plain(wood))
		edge := 0.08 * w
		hill := s.clouds(w/4, 3)
		s.paint(box(px+edge, py+edge, w-2*edge, h-2*edge), func(x, y int) [3]float64 {
			v := hill(x, y)
			return [3]float64{0.25 + 0.5*v, 0.30 + 0.35*v, 0.55 - 0.4*v}
		})
	case "door":
		w := 70 * mm
		px := from + 0.3*max(room-w, 0)
		if right {
			px = to - 0.3*max(room-w, 0) - w
		}
		wood := [][3]float64{rgb(158, 118, 78), rgb(226, 224, 218), rgb(110, 72, 46)}[s.rng.IntN(3)]
		jamb := box(px, 0, w, float64(s.h))
		s.cast(jamb, 0.25, 4*mm)
		s.paint(jamb, plain(wood))
		for _, e := range []float64{0, w - 6*mm} {
			s.paint(box(px+e, 0, 3*mm, float64(s.h)), plain([3]float64{wood[0] * 0.5, wood[1] * 0.5, wood[2] * 0.5}))
		}
	case "plant":
		px, py := from+room/2, at.y+0.35*at.size
		for i := range 14 {
			angle := -math.Pi/2 + (s.rng.Float64()-0.5)*2.2
			l := (130 + 130*s.rng.Float64()) * mm
			sin, cos := math.Sincos(angle)
			end := [2]float64{px + l*cos*min(1, room/(220*mm)), py + l*sin}
			mid := [2]float64{(px + end[0]) / 2, (py+end[1])/2 - 10*mm}
			v := 0.6 + 0.5*float64(i%4)/3
			green := rgb(58, 104, 44)
			leaf := shape{{px, py}, {mid[0] - 16*mm*sin, mid[1] + 16*mm*cos}, end, {mid[0] + 16*mm*sin, mid[1] - 16*mm*cos}}
			s.cast(leaf, 0.06, 8*mm)
			s.paint(leaf, plain([3]float64{green[0] * v, green[1] * v, green[2] * v}))
		}
	case "cable":
		var line [][2]float64
		px, bend := x(60*mm)+30*mm, s.rng.Float64()*6
		for i := range 40 {
			f := float64(i) / 39
			line = append(line, [2]float64{px + 18*mm*math.Sin(bend+3*f), f * float64(s.h)})
		}
		f := band(line, max(7*mm, 2.5))
		s.cast(f, 0.25, 3*mm)
		s.paint(f, plain([][3]float64{rgb(40, 40, 42), rgb(120, 120, 122)}[s.rng.IntN(2)]))
	}
}

// room draws a cluttered room, out of focus by blur pixels.
func (s *scene) room(which int) {
	w, h := float64(s.w), float64(s.h)
	tones := [][3]float64{rgb(150, 60, 50), rgb(40, 70, 110), rgb(210, 190, 150), rgb(70, 90, 60), rgb(30, 30, 34), rgb(190, 130, 60), rgb(230, 226, 216), rgb(110, 90, 120)}
	pick := func() [3]float64 { return tones[s.rng.IntN(len(tones))] }
	switch which % 3 {
	case 0: // shelves of books
		s.wall(rgb(142, 104, 70))
		for y := 0.0; y < h; {
			shelf := (220 + 80*s.rng.Float64()) * s.px
			for x := 0.0; x < w; {
				b := (18 + 34*s.rng.Float64()) * s.px
				tall := shelf * (0.62 + 0.28*s.rng.Float64())
				t := pick()
				s.paint(box(x, y+shelf-tall, b, tall), plain(t))
				s.paint(box(x, y+shelf-tall, 2*s.px, tall), plain([3]float64{t[0] * 0.4, t[1] * 0.4, t[2] * 0.4}))
				x += b
			}
			s.paint(box(0, y+shelf, w, 20*s.px), plain(rgb(120, 84, 54)))
			y += shelf + 20*s.px
		}
	case 1: // an office: window, cabinet, posters on a pale wall
		s.wall(rgb(226, 222, 212))
		s.paint(box(0.02*w, 0.04*h, 0.34*w, 0.40*h), func(x, y int) [3]float64 { return [3]float64{0.75, 0.85, 0.95} })
		for i := range 4 {
			s.paint(box((0.02+0.11*float64(i))*w, 0.04*h, 0.012*w, 0.40*h), plain(rgb(90, 90, 94)))
		}
		s.paint(box(0.72*w, 0.08*h, 0.30*w, 0.92*h), plain(rgb(120, 124, 128)))
		for i := range 5 {
			s.paint(box(0.72*w, (0.08+0.15*float64(i))*h, 0.3*w, 4*s.px), plain(rgb(50, 52, 54)))
			s.paint(box(0.78*w, (0.15+0.15*float64(i))*h, 0.06*w, 8*s.px), plain(rgb(30, 30, 32)))
		}
		s.paint(box(0.40*w, 0.02*h, 0.16*w, 0.14*h), plain(pick()))
		s.paint(box(0.58*w, 0.04*h, 0.10*w, 0.16*h), plain(pick()))
		s.paint(box(0, 0.5*h, 0.3*w, 0.5*h), plain(rgb(88, 62, 44)))
	default: // a white wall with many small things
		s.wall(rgb(238, 238, 236))
		for range 26 {
			x, y := s.rng.Float64()*w, s.rng.Float64()*h*0.7
			a := (40 + 100*s.rng.Float64()) * s.px
			f := box(x, y, a, a*(0.5+s.rng.Float64()))
			if s.rng.IntN(3) == 0 {
				f = oval(x, y, a/2, a/2)
			}
			s.cast(f, 0.25, 4*s.px)
			s.paint(f, plain(pick()))
		}
	}
}

// photograph fills the scene with a picture.
func (s *scene) photograph(img image.Image) {
	fit := imaging.Fill(img, s.w, s.h, imaging.Center, imaging.Linear)
	n := image.NewNRGBA(fit.Rect)
	draw.Draw(n, n.Rect, fit, fit.Rect.Min, draw.Src)
	s.each(func(x, y int, c *[3]float64) {
		for k, v := range n.Pix[n.PixOffset(x, y):][:3] {
			c[k] = linear[v]
		}
	})
}
