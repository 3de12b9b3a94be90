package specimen

import (
	"image/color"
	"math"
)

// rectangle with corners of radius r.
func rectangle(x, y, w, h, r float64) path {
	var p path
	if r == 0 {
		p.move(x, y)
		p.line(x+w, y)
		p.line(x+w, y+h)
		p.line(x, y+h)
		return p
	}
	k := r * 0.4477 // 1 - 0.5523, for a circle of four cubic arcs
	p.move(x+r, y)
	p.line(x+w-r, y)
	p.cube(x+w-k, y, x+w, y+k, x+w, y+r)
	p.line(x+w, y+h-r)
	p.cube(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h)
	p.line(x+r, y+h)
	p.cube(x+k, y+h, x, y+h-k, x, y+h-r)
	p.line(x, y+r)
	p.cube(x, y+k, x+k, y, x+r, y)
	return p
}

// reversed winds the other way, which makes a hole.
func reversedRectangle(x, y, w, h float64) path {
	var p path
	p.move(x, y)
	p.line(x, y+h)
	p.line(x+w, y+h)
	p.line(x+w, y)
	return p
}

// frame is the outline of a rectangle, thick inwards.
func (c *canvas) frame(x, y, w, h, thick float64, ink color.Color) {
	p := rectangle(x, y, w, h, 0)
	p.add(reversedRectangle(x+thick, y+thick, w-2*thick, h-2*thick))
	c.fill(p, ink)
}

func ellipse(x, y, rx, ry float64) path {
	const k = 0.5523
	var p path
	p.move(x+rx, y)
	p.cube(x+rx, y+k*ry, x+k*rx, y+ry, x, y+ry)
	p.cube(x-k*rx, y+ry, x-rx, y+k*ry, x-rx, y)
	p.cube(x-rx, y-k*ry, x-k*rx, y-ry, x, y-ry)
	p.cube(x+k*rx, y-ry, x+rx, y-k*ry, x+rx, y)
	return p
}

func ring(x, y, r, thick float64) path {
	p := ellipse(x, y, r, r)
	inner := r - thick
	// A mirrored circle winds the other way and cuts the hole.
	p.add(ellipse(0, 0, inner, inner).mapped(affine{a: -1, c: x, e: 1, f: y}))
	return p
}

// star with n points, the first one upwards; inner is the radius of the notches.
func star(x, y, r, inner float64, n int) path {
	var p path
	for i := 0; i < 2*n; i++ {
		radius := r
		if i%2 == 1 {
			radius = inner
		}
		sin, cos := math.Sincos(float64(i)*math.Pi/float64(n) - math.Pi/2)
		if i == 0 {
			p.move(x+radius*cos, y+radius*sin)
		} else {
			p.line(x+radius*cos, y+radius*sin)
		}
	}
	return p
}

// wave is a ribbon along a sine, for the fine pattern of security paper.
func wave(x0, x1, y, height, length, phase, thick float64) path {
	var p path
	const pitch = 6.0
	at := func(x float64) float64 { return y + height*math.Sin(2*math.Pi*x/length+phase) }
	p.move(x0, at(x0)-thick/2)
	for x := x0 + pitch; x <= x1; x += pitch {
		p.line(x, at(x)-thick/2)
	}
	for x := x1; x >= x0; x -= pitch {
		p.line(x, at(x)+thick/2)
	}
	return p
}

// emblem is an invented ornament where a state document carries the national
// one: a star in rings with rays. It imitates no real emblem.
func (c *canvas) emblem(x, y, r float64, ink, ground color.Color) {
	c.fill(star(x, y, r, r*0.86, 24), ink)
	c.fill(ellipse(x, y, r*0.80, r*0.80), ground)
	c.fill(ring(x, y, r*0.74, r*0.05), ink)
	c.fill(star(x, y, r*0.52, r*0.22, 5), ink)
}

// seal is a round red stamp with a text along its upper arc.
func (c *canvas) seal(x, y, r float64, around, below string, ink color.Color) {
	c.fill(ring(x, y, r, r*0.045), ink)
	c.fill(star(x, y, r*0.30, r*0.115, 5), ink)
	s := style{size: r * 0.235, ink: ink}
	letters := []rune(around)
	spread := math.Min(250, 22*float64(len(letters)))
	for i, letter := range letters {
		angle := 0.0
		if len(letters) > 1 {
			angle = -spread/2 + spread*float64(i)/float64(len(letters)-1)
		}
		sin, cos := math.Sincos(angle * math.Pi / 180)
		c.textTurned(x+r*0.76*sin, y-r*0.76*cos, angle, string(letter), s)
	}
	c.textTurned(x, y+r*0.62, 0, below, style{size: r * 0.18, ink: ink, gap: r * 0.03})
}

// figure draws head and shoulders of the given width around x, with the crown
// of the head at top and cut off at low hundredths of the width below it. The
// face is a diagram of flat shapes, which programs find and which is nobody's.
func (c *canvas) figure(x, top, w, low float64) {
	skin, shade := color.NRGBA{238, 204, 178, 255}, color.NRGBA{222, 182, 154, 255}
	hair, suit, dark := color.NRGBA{44, 40, 42, 255}, color.NRGBA{38, 48, 66, 255}, color.NRGBA{27, 34, 48, 255}
	u := w / 100
	p := func(build func(p *path)) path { var q path; build(&q); return q }
	X := func(v float64) float64 { return x + v*u }
	Y := func(v float64) float64 { return top + v*u }
	// shoulders
	c.fill(p(func(q *path) {
		q.move(X(-50), Y(low))
		q.line(X(-50), Y(126))
		q.cube(X(-49), Y(104), X(-44), Y(93), X(-30), Y(87))
		q.cube(X(-22), Y(84), X(-14), Y(81), X(-11), Y(76))
		q.line(X(11), Y(76))
		q.cube(X(14), Y(81), X(22), Y(84), X(30), Y(87))
		q.cube(X(44), Y(93), X(49), Y(104), X(50), Y(126))
		q.line(X(50), Y(low))
	}), suit)
	// shirt and neck
	c.fill(p(func(q *path) {
		q.move(X(-12), Y(80))
		q.line(X(0), Y(118))
		q.line(X(12), Y(80))
	}), color.NRGBA{226, 232, 240, 255})
	c.fill(p(func(q *path) {
		q.move(X(-9), Y(58))
		q.line(X(9), Y(58))
		q.line(X(9.5), Y(76))
		q.quad(X(0), Y(88), X(-9.5), Y(76))
	}), shade)
	// collar and tie
	for _, side := range []float64{-1, 1} {
		c.fill(p(func(q *path) {
			q.move(X(side*9.5), Y(74))
			q.line(X(side*14.5), Y(79))
			q.line(X(side*7), Y(93))
			q.line(X(0), Y(84))
		}), color.NRGBA{250, 251, 253, 255})
		c.fill(p(func(q *path) { // lapel
			q.move(X(side*14), Y(79))
			q.line(X(side*23), Y(86))
			q.line(X(side*17), Y(97))
			q.line(X(side*20), Y(101))
			q.line(X(0), Y(124))
			q.line(X(0), Y(113))
		}), dark)
	}
	c.fill(p(func(q *path) {
		q.move(X(-3.6), Y(81.5))
		q.line(X(3.6), Y(81.5))
		q.line(X(2.2), Y(90))
		q.line(X(5), Y(113))
		q.line(X(0), Y(119))
		q.line(X(-5), Y(113))
		q.line(X(-2.2), Y(90))
	}), color.NRGBA{66, 92, 134, 255})
	// ears, face, hair
	for _, side := range []float64{-1, 1} {
		c.fill(ellipse(X(side*22.6), Y(40), 3.4*u, 6*u), shade)
	}
	c.fill(p(func(q *path) {
		q.move(X(-22.5), Y(30))
		q.cube(X(-23), Y(53), X(-15), Y(71), X(0), Y(71))
		q.cube(X(15), Y(71), X(23), Y(53), X(22.5), Y(30))
		q.cube(X(22), Y(6), X(-22), Y(6), X(-22.5), Y(30))
	}), skin)
	c.features(x, top, u, hair)
	c.fill(p(func(q *path) {
		q.move(X(-23.4), Y(38))
		q.cube(X(-28), Y(12), X(-17), Y(0), X(1), Y(0))
		q.cube(X(19), Y(0), X(28), Y(13), X(23.4), Y(38))
		q.cube(X(22), Y(30), X(20), Y(24), X(16), Y(20))
		q.cube(X(6), Y(25), X(-6), Y(24), X(-12), Y(18))
		q.cube(X(-19), Y(23), X(-21), Y(30), X(-23.4), Y(38))
	}), hair)
}

// features draws brows, eyes, nose and mouth as flat shapes, in the light and
// dark order by which face finders know a face: sockets darker than cheeks and
// brow, the bridge of the nose lighter than both eyes, the mouth dark again.
func (c *canvas) features(x, top, u float64, hair color.NRGBA) {
	p := func(build func(p *path)) path { var q path; build(&q); return q }
	X := func(v float64) float64 { return x + v*u }
	Y := func(v float64) float64 { return top + v*u }
	// Soft places are a few layers of the same thin colour.
	soft := func(cx, cy, rx, ry float64, ink color.NRGBA) {
		for i := range 9 {
			k := 1.4 - 0.1*float64(i)
			c.fill(ellipse(X(cx), Y(cy), rx*k*u, ry*k*u), ink)
		}
	}
	for _, side := range []float64{-1, 1} {
		soft(side*22, 52, 7.3, 24, color.NRGBA{140, 84, 60, 5}) // jaw in shade
		soft(side*8.5, 40.4-1.5, 5.4, 4.65, color.NRGBA{120, 76, 56, 15})
		soft(side*4.6, 40.4+9, 1.6, 5, color.NRGBA{150, 96, 70, 6})
		c.fill(p(func(q *path) { // brow
			y := 40.4 - 1.9
			q.move(X(side*3.8), Y(y+1.6))
			q.quad(X(side*9), Y(y-2.4), X(side*16.4), Y(y+1.4))
			q.quad(X(side*9.6), Y(y-2.4+4), X(side*4), Y(y+1.6+4*0.6))
		}), hair)
		c.fill(p(func(q *path) { // white of the eye
			q.move(X(side*(8.5-5)), Y(40.4+0.8))
			q.quad(X(side*8.5), Y(40.4-2.4), X(side*(8.5+5)), Y(40.4))
			q.quad(X(side*8.5), Y(40.4+2.4), X(side*(8.5-5)), Y(40.4+0.8))
		}), color.NRGBA{236, 232, 228, 255})
		c.fill(ellipse(X(side*8.5), Y(40.4), 3.2*u, 3.2*u), hair)
		c.fill(p(func(q *path) { // upper lid
			q.move(X(side*(8.5-5.4)), Y(40.4+1))
			q.quad(X(side*8.5), Y(40.4-2.4-1.4), X(side*(8.5+5.8)), Y(40.4))
			q.quad(X(side*8.5), Y(40.4-2.4+0.6), X(side*(8.5-5.4)), Y(40.4+1))
		}), hair)
	}
	soft(0, 53.3, 4.6, 1.5, color.NRGBA{140, 84, 62, 17}) // under the nose
	soft(0, 60.1, 11, 7.6, color.NRGBA{160, 84, 70, 12})
	c.fill(p(func(q *path) { // mouth
		q.move(X(-11), Y(60.1-0.6))
		q.quad(X(-3), Y(60.1-2.4), X(0), Y(60.1-1.6))
		q.quad(X(3), Y(60.1-2.4), X(11), Y(60.1-0.6))
		q.quad(X(0), Y(60.1+4), X(-11), Y(60.1-0.6))
	}), color.NRGBA{178, 98, 92, 255})
	c.fill(p(func(q *path) {
		q.move(X(-11), Y(60.1-0.6))
		q.quad(X(0), Y(60.1), X(11), Y(60.1-0.6))
		q.quad(X(0), Y(60.1+2), X(-11), Y(60.1-0.6))
	}), color.NRGBA{112, 56, 54, 255})
	soft(0, 60.1-8, 2.8, 9, color.NRGBA{255, 232, 210, 3}) // lit middle
}
