package specimen

import (
	"image"
	"image/color"
	"math"
)

// The scene around a sheet: a desk of pale wood, a soft shadow, light that
// falls off a little to one corner, and the noise of a camera. All of it comes
// from a hash of the position, so that it is the same each time.

func hash(x, y, seed int) float64 {
	n := uint32(x)*374761393 + uint32(y)*668265263 + uint32(seed)*2246822519
	n = (n ^ n>>13) * 1274126177
	n ^= n >> 16
	return float64(n) / math.MaxUint32
}

// noise is smooth value noise, 0..1.
func noise(x, y float64, seed int) float64 {
	ix, iy := math.Floor(x), math.Floor(y)
	smooth := func(v float64) float64 { return v * v * (3 - 2*v) }
	fx, fy := smooth(x-ix), smooth(y-iy)
	at := func(dx, dy int) float64 { return hash(int(ix)+dx, int(iy)+dy, seed) }
	top := at(0, 0) + fx*(at(1, 0)-at(0, 0))
	bottom := at(0, 1) + fx*(at(1, 1)-at(0, 1))
	return top + fy*(bottom-top)
}

// desk paints the ground with a fine grain along x, save where a sheet will
// hide it, which spares most of the time.
func (c *canvas) desk(seed int, hidden image.Rectangle) {
	b := c.img.Rect
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if image.Pt(x, y).In(hidden) {
				x = hidden.Max.X - 1
				continue
			}
			fx, fy := float64(x), float64(y)
			bend := 26 * noise(fx/420, fy/300, seed)
			grain := noise(fx/260, (fy+bend)/7, seed+1) - 0.5
			broad := noise(fx/700, (fy+bend)/90, seed+2) - 0.5
			v := 1 + 0.055*grain + 0.10*broad
			i := c.img.PixOffset(x, y)
			c.img.Pix[i] = level(203 * v)
			c.img.Pix[i+1] = level(178 * v)
			c.img.Pix[i+2] = level(148 * v)
			c.img.Pix[i+3] = 255
		}
	}
}

// shadow lays a soft shadow of a w×h sheet, a little below it.
func (c *canvas) shadow(w, h, r float64) {
	for i := 12; i >= 1; i-- {
		grow := float64(i) * 2.2
		c.fill(rectangle(-grow+4, -grow+9, w+2*grow, h+2*grow, r+grow), color.NRGBA{58, 42, 26, 9})
	}
}

// light darkens away from the upper left by up to fall, and adds noise of the
// given strength in grey levels, as every camera does.
func (c *canvas) light(fall, strength float64, seed int) {
	b := c.img.Rect
	w, h := float64(b.Dx()), float64(b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			far := math.Hypot(float64(x)/w-0.35, float64(y)/h-0.25)
			v := 1 - fall*far*far
			n := (hash(x, y, seed) + hash(x, y, seed+7) - 1) * strength
			i := c.img.PixOffset(x, y)
			for k := 0; k < 3; k++ {
				c.img.Pix[i+k] = level(float64(c.img.Pix[i+k])*v + n)
			}
		}
	}
}

func level(v float64) uint8 { return uint8(math.Max(0, math.Min(255, v+0.5))) }

// sample writes the large pale 样本 across a w×h sheet and says below who drew it.
func (c *canvas) sample(w, h float64) {
	angle := -math.Atan2(h, w) * 180 / math.Pi * 0.8
	size := math.Min(w, h) * 0.42
	c.textTurned(w/2, h/2, angle, "样本", style{size: size, bold: true, ink: color.NRGBA{196, 60, 52, 30}, gap: size * 0.3})
}

const smallPrint = "本图由备案台程序绘制，仅作演示，不是真实证件"
