package specimen

import (
	"image/color"
	"math"
)

// drawPortrait draws head and shoulders on white, 1200×1600, in dark clothes,
// as the photo rules ask for. It is plainly a drawing, and says so.
func drawPortrait() *canvas {
	c := newCanvas(1200, 1600, color.NRGBA{250, 250, 250, 255})
	c.figure(600, 330, 960, 140)
	c.textTurned(600, 1372, 0, "样本", style{size: 170, bold: true, ink: color.NRGBA{255, 255, 255, 46}, gap: 60})
	c.textCentred(600, 1560, smallPrint, style{size: 26, ink: color.NRGBA{214, 220, 230, 255}, gap: 3})
	c.light(0.03, 4, 12)
	return c
}

// loop is a point of a pen's running loops, f from 0 to 1.
func loop(x, y, f, turns float64) point {
	sin, cos := math.Sincos(f * turns * math.Pi)
	return point{x + 210*f + 22*sin, y - 22 + 30*cos*(1-0.55*f)}
}
