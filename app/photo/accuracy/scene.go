package accuracy

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"

	"github.com/disintegration/imaging"
)

// scene is what stands before the camera, in linear light: 1 is the brightest
// that the camera keeps.
type scene struct {
	w, h int
	pix  []float32 // red, green, blue
	rng  *rand.Rand
	// px is how many pixels a millimetre takes where the person stands.
	px float64
}

// linear light of a level, and back: sRGB.
var linear = func() (out [256]float64) {
	for i := range out {
		if v := float64(i) / 255; v <= 0.04045 {
			out[i] = v / 12.92
		} else {
			out[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return out
}()

// steps are the levels of 4096 steps of linear light.
var steps = func() (out [4097]uint8) {
	for i := range out {
		v := float64(i) / 4096
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		out[i] = uint8(v*255 + 0.5)
	}
	return out
}()

func level(v float64) uint8 { return steps[int(min(max(v, 0), 1)*4096+0.5)] }

// rgb is a colour in linear light, from levels.
func rgb(r, g, b uint8) [3]float64 { return [3]float64{linear[r], linear[g], linear[b]} }

func newScene(w, h int, rng *rand.Rand) *scene {
	return &scene{w: w, h: h, pix: make([]float32, 3*w*h), rng: rng}
}

// each changes all pixels.
func (s *scene) each(change func(x, y int, c *[3]float64)) {
	for y := range s.h {
		for x := range s.w {
			p := s.pix[3*(y*s.w+x):][:3]
			c := [3]float64{float64(p[0]), float64(p[1]), float64(p[2])}
			change(x, y, &c)
			p[0], p[1], p[2] = float32(c[0]), float32(c[1]), float32(c[2])
		}
	}
}

// wall paints all of it; the plaster is a little uneven.
func (s *scene) wall(tone [3]float64) {
	rough := s.clouds(40*max(s.px, 0.3), 2)
	s.each(func(x, y int, c *[3]float64) {
		v := 1 + 0.012*(rough(x, y)-0.5)
		for k := range c {
			c[k] = tone[k] * v
		}
	})
}

// light multiplies: falls off by fall across the picture and by corner in the
// corners; tint is the lamp's colour.
func (s *scene) light(fall, corner float64, tint [3]float64) {
	sin, cos := math.Sincos(s.rng.Float64() * 2 * math.Pi)
	s.each(func(x, y int, c *[3]float64) {
		u, v := float64(x)/float64(s.w)-0.5, float64(y)/float64(s.h)-0.5
		l := 1 - fall*(0.5+(u*cos+v*sin)*0.7) - corner*2*(u*u+v*v)
		for k := range c {
			c[k] *= l * tint[k]
		}
	})
}

// clouds is smooth noise, 0…1, of patches of size pixels, in octaves.
func (s *scene) clouds(size float64, octaves int) func(x, y int) float64 {
	const n = 64
	var grid [n * n]float64
	for i := range grid {
		grid[i] = s.rng.Float64()
	}
	at := func(x, y float64) float64 {
		ix, iy := math.Floor(x), math.Floor(y)
		fx, fy := x-ix, y-iy
		fx, fy = fx*fx*(3-2*fx), fy*fy*(3-2*fy)
		g := func(dx, dy int) float64 { return grid[((int(iy)+dy)&(n-1))*n+(int(ix)+dx)&(n-1)] }
		return (g(0, 0)*(1-fx)+g(1, 0)*fx)*(1-fy) + (g(0, 1)*(1-fx)+g(1, 1)*fx)*fy
	}
	return func(x, y int) float64 {
		sum, weight, scale := 0.0, 0.0, 1/size
		for o := range octaves {
			k := 1 / float64(int(1)<<o)
			sum += k * at(float64(x)*scale, float64(y)*scale)
			weight += k
			scale *= 2
		}
		return sum / weight
	}
}

// place says where a person stands: the middle of the face and its side, in
// pixels.
type place struct{ x, y, size float64 }

// stand puts a person into the scene. depth > 0 also lays the soft shadow on
// the wall behind, that deep.
func (s *scene) stand(p *person, at place, depth float64) {
	k := at.size / p.face[2]
	w, h := int(float64(p.colour.Rect.Dx())*k+0.5), int(float64(p.colour.Rect.Dy())*k+0.5)
	colour := imaging.Resize(p.colour, w, h, imaging.CatmullRom)
	body := grey(imaging.Resize(p.body, w, h, imaging.Linear))
	x0, y0 := int(at.x-p.face[0]*k), int(at.y-p.face[1]*k)
	if depth > 0 {
		shade := smoothed(body, 0.09*at.size)
		dx, dy := int(0.16*at.size), int(0.07*at.size)
		s.over(shade.Rect.Add(image.Pt(x0+dx, y0+dy)), func(c []float32, x, y int) {
			a := float32(depth) * float32(shade.Pix[y*shade.Stride+x]) / 255
			for k := range 3 {
				c[k] *= 1 - a
			}
		})
	}
	s.over(body.Rect.Add(image.Pt(x0, y0)), func(c []float32, x, y int) {
		a := float32(body.Pix[y*body.Stride+x]) / 255
		for k, v := range colour.Pix[colour.PixOffset(x, y):][:3] {
			c[k] = c[k]*(1-a) + float32(linear[v])*a
		}
	})
}

// over runs through a part of the scene; x and y are counted from its corner.
func (s *scene) over(part image.Rectangle, paint func(c []float32, x, y int)) {
	in := part.Intersect(image.Rect(0, 0, s.w, s.h))
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			paint(s.pix[3*(y*s.w+x):][:3], x-part.Min.X, y-part.Min.Y)
		}
	}
}

// camera is how a scene is taken.
type camera struct {
	gain    float64 // exposure, 0 = 1
	blur    float64 // sigma of the lens, pixels
	noise   float64 // share of full light at mid grey
	quality int     // of the JPEG
	grey    bool
}

// shoot takes the picture and stores it as a JPEG.
func (s *scene) shoot(c camera) ([]byte, error) {
	if c.gain == 0 {
		c.gain = 1
	}
	img := image.NewNRGBA(image.Rect(0, 0, s.w, s.h))
	lens(s.pix, s.w, s.h, 3, c.blur)
	// Neighbours share some noise, as demosaicing makes them.
	var last [3]float64
	for i := range s.w * s.h {
		for k := range 3 {
			// Shot noise grows with the root of the light.
			v := max(float64(s.pix[3*i+k])*c.gain, 0)
			last[k] = 0.45*last[k] + 0.9*s.rng.NormFloat64()
			v += last[k] * c.noise * (0.15 + math.Sqrt(v))
			img.Pix[4*i+k] = level(v)
		}
		img.Pix[4*i+3] = 255
		if c.grey {
			v := luma8(img.Pix[4*i:])
			img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2] = v, v, v
		}
	}
	var file bytes.Buffer
	err := jpeg.Encode(&file, img, &jpeg.Options{Quality: c.quality})
	return file.Bytes(), err
}
