package main

import (
	"image"
	"image/color"
	imagedraw "image/draw"
	"math"

	"golang.org/x/image/vector"
)

// The icon on a square of 64 units: a blue tile, on it a sheet with a folded
// corner, two lines of writing and a tick. Below 32 pixels the lines would be
// dust, so the tick alone stays and grows.
const units = 64

var (
	blue  = color.RGBA{0x1F, 0x5F, 0xBF, 0xFF} // the accent of the light theme
	light = color.RGBA{0x2E, 0x74, 0xD9, 0xFF} // the top of the tile
	paper = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
	fold  = color.RGBA{0xC3, 0xD7, 0xF4, 0xFF}
	ink   = color.RGBA{0x9D, 0xBA, 0xE6, 0xFF}
)

// pen fills shapes on one picture.
type pen struct {
	to    *image.RGBA
	scale float32
}

type point struct{ x, y float32 }

// draw returns the icon size pixels wide and high.
func draw(size int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, size, size))
	p := pen{to: to, scale: float32(size) / units}
	if size < 32 {
		p.fill(down{light, blue, size}, rounded(0, 0, 64, 64, 14))
		p.fill(image.NewUniform(paper), sheet(12, 8, 40, 48, 3, 12)) // edges on whole pixels at 16
		p.fill(image.NewUniform(fold), corner(12, 8, 40, 12))
		p.fill(image.NewUniform(blue), tick(21, 36, 8, 15, 6.5))
		return to
	}
	p.fill(down{light, blue, size}, rounded(2, 2, 60, 60, 14))
	p.fill(image.NewUniform(paper), sheet(15, 10, 34, 44, 3.5, 11))
	p.fill(image.NewUniform(fold), corner(15, 10, 34, 11))
	p.fill(image.NewUniform(ink), rounded(21, 18.5, 12, 3, 1.5))
	p.fill(image.NewUniform(ink), rounded(21, 25.5, 22, 3, 1.5))
	p.fill(image.NewUniform(blue), tick(22.5, 41, 7, 15, 4.6))
	return to
}

// outline is a closed line; shapes with several are filled where they wind.
type outline func(r *vector.Rasterizer, scale float32)

func (p pen) fill(with image.Image, shape outline) {
	b := p.to.Bounds()
	r := vector.NewRasterizer(b.Dx(), b.Dy())
	r.DrawOp = imagedraw.Over
	shape(r, p.scale)
	r.Draw(p.to, b, with, image.Point{})
}

// polygon joins points by straight lines.
func polygon(points ...point) outline {
	return func(r *vector.Rasterizer, s float32) {
		r.MoveTo(points[0].x*s, points[0].y*s)
		for _, q := range points[1:] {
			r.LineTo(q.x*s, q.y*s)
		}
		r.ClosePath()
	}
}

// arc is how far the handles of a cubic curve stand off for a quarter circle.
const arc = 0.5523

// rounded is a rectangle with round corners.
func rounded(x, y, w, h, radius float32) outline {
	return func(r *vector.Rasterizer, s float32) {
		k := radius * (1 - arc)
		to := func(x, y float32) { r.LineTo(x*s, y*s) }
		turn := func(ax, ay, bx, by, cx, cy float32) { r.CubeTo(ax*s, ay*s, bx*s, by*s, cx*s, cy*s) }
		r.MoveTo((x+radius)*s, y*s)
		to(x+w-radius, y)
		turn(x+w-k, y, x+w, y+k, x+w, y+radius)
		to(x+w, y+h-radius)
		turn(x+w, y+h-k, x+w-k, y+h, x+w-radius, y+h)
		to(x+radius, y+h)
		turn(x+k, y+h, x, y+h-k, x, y+h-radius)
		to(x, y+radius)
		turn(x, y+k, x+k, y, x+radius, y)
		r.ClosePath()
	}
}

// sheet is a page with round corners, the upper right one cut off for the fold.
func sheet(x, y, w, h, radius, cut float32) outline {
	return func(r *vector.Rasterizer, s float32) {
		k := radius * (1 - arc)
		to := func(x, y float32) { r.LineTo(x*s, y*s) }
		turn := func(ax, ay, bx, by, cx, cy float32) { r.CubeTo(ax*s, ay*s, bx*s, by*s, cx*s, cy*s) }
		r.MoveTo((x+radius)*s, y*s)
		to(x+w-cut, y)
		to(x+w, y+cut)
		to(x+w, y+h-radius)
		turn(x+w, y+h-k, x+w-k, y+h, x+w-radius, y+h)
		to(x+radius, y+h)
		turn(x+k, y+h, x, y+h-k, x, y+h-radius)
		to(x, y+radius)
		turn(x, y+k, x+k, y, x+radius, y)
		r.ClosePath()
	}
}

// corner is the folded corner of such a sheet.
func corner(x, y, w, cut float32) outline {
	return polygon(point{x + w - cut, y}, point{x + w, y + cut}, point{x + w - cut, y + cut})
}

// tick is a check mark: from its left end down by short and up by long, both
// at 45 degrees and measured along one axis, with round ends.
func tick(x, y, short, long, thick float32) outline {
	a, b, c := point{x, y}, point{x + short, y + short}, point{x + short + long, y + short - long}
	first, second := stroke(a, b, thick), stroke(b, c, thick)
	return func(r *vector.Rasterizer, s float32) {
		first(r, s)
		second(r, s)
	}
}

// stroke is a thick line with round ends, always wound the same way so that
// two of them join without a hole.
func stroke(a, b point, thick float32) outline {
	const steps = 16
	angle := math.Atan2(float64(b.y-a.y), float64(b.x-a.x))
	var points []point
	around := func(at point, from float64) {
		for i := range steps + 1 {
			sin, cos := math.Sincos(from + math.Pi*float64(i)/steps)
			points = append(points, point{at.x + thick/2*float32(cos), at.y + thick/2*float32(sin)})
		}
	}
	around(b, angle-math.Pi/2)
	around(a, angle+math.Pi/2)
	return polygon(points...)
}

// down is a picture that runs from one colour at the top to another at the bottom.
type down struct {
	top, bottom color.RGBA
	height      int
}

func (d down) ColorModel() color.Model { return color.RGBAModel }
func (d down) Bounds() image.Rectangle { return image.Rect(0, 0, d.height, d.height) }
func (d down) At(_, y int) color.Color {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(d.height-1-y) + int(b)*y) / (d.height - 1)) }
	return color.RGBA{mix(d.top.R, d.bottom.R), mix(d.top.G, d.bottom.G), mix(d.top.B, d.bottom.B), 0xFF}
}
