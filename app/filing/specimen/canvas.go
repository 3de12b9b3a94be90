package specimen

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"beiandesk/assets"
)

// canvas draws vector shapes under an affine map, so that a sheet lying at a
// slight angle on a desk still has edges and characters as sharp as a flat
// one: the outlines are turned, not the pixels.
type canvas struct {
	img *image.RGBA
	m   affine
	z   vector.Rasterizer
	err error // the first failure; later drawing does nothing
}

type point struct{ x, y float64 }

// affine maps x,y to a·x+b·y+c, d·x+e·y+f.
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) at(p point) point {
	return point{m.a*p.x + m.b*p.y + m.c, m.d*p.x + m.e*p.y + m.f}
}

// placed turns by an angle around the middle of a w×h sheet and puts that
// middle at x,y.
func placed(w, h, x, y, degrees float64) affine {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return affine{cos, -sin, x - cos*w/2 + sin*h/2, sin, cos, y - sin*w/2 - cos*h/2}
}

func newCanvas(w, h int, background color.Color) *canvas {
	c := &canvas{img: image.NewRGBA(image.Rect(0, 0, w, h)), m: affine{a: 1, e: 1}}
	draw.Draw(c.img, c.img.Rect, image.NewUniform(background), image.Point{}, draw.Src)
	return c
}

// path is an outline; each step has 1, 2 or 3 points (line, quadratic, cubic)
// and a move has one with start set.
type path struct{ steps []step }

type step struct {
	start bool
	p     [3]point
	n     int
}

func (p *path) move(x, y float64) { p.steps = append(p.steps, step{true, [3]point{{x, y}}, 1}) }
func (p *path) line(x, y float64) { p.steps = append(p.steps, step{false, [3]point{{x, y}}, 1}) }
func (p *path) quad(a, b, x, y float64) {
	p.steps = append(p.steps, step{false, [3]point{{a, b}, {x, y}}, 2})
}
func (p *path) cube(a, b, c, d, x, y float64) {
	p.steps = append(p.steps, step{false, [3]point{{a, b}, {c, d}, {x, y}}, 3})
}

func (p *path) add(q path) { p.steps = append(p.steps, q.steps...) }

// fill paints a path (non-zero winding).
func (c *canvas) fill(p path, ink color.Color) {
	if c.err != nil || len(p.steps) == 0 {
		return
	}
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	turned := make([]step, len(p.steps))
	for i, s := range p.steps {
		turned[i] = s
		for k := 0; k < s.n; k++ {
			q := c.m.at(s.p[k])
			turned[i].p[k] = q
			low = point{math.Min(low.x, q.x), math.Min(low.y, q.y)}
			high = point{math.Max(high.x, q.x), math.Max(high.y, q.y)}
		}
	}
	box := image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x))+1, int(math.Ceil(high.y))+1)
	box = box.Intersect(c.img.Rect)
	if box.Empty() {
		return
	}
	c.z.Reset(box.Dx(), box.Dy())
	f := func(p point) (float32, float32) {
		return float32(p.x - float64(box.Min.X)), float32(p.y - float64(box.Min.Y))
	}
	for i, s := range turned {
		ax, ay := f(s.p[0])
		bx, by := f(s.p[1])
		cx, cy := f(s.p[2])
		switch {
		case s.start:
			if i > 0 {
				c.z.ClosePath()
			}
			c.z.MoveTo(ax, ay)
		case s.n == 1:
			c.z.LineTo(ax, ay)
		case s.n == 2:
			c.z.QuadTo(ax, ay, bx, by)
		default:
			c.z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	c.z.ClosePath()
	c.z.Draw(c.img, box, image.NewUniform(ink), image.Point{})
}

// faces holds the two weights. Bold lacks rare characters of names, so each
// character falls back to Regular by itself.
var faces = sync.OnceValues(func() ([2]*sfnt.Font, error) {
	regular, err := sfnt.Parse(assets.FontRegular())
	if err != nil {
		return [2]*sfnt.Font{}, err
	}
	bold, err := sfnt.Parse(assets.FontBold())
	return [2]*sfnt.Font{regular, bold}, err
})

// style is how a line of text looks. gap is extra space between characters.
type style struct {
	size float64
	bold bool
	ink  color.Color
	gap  float64
}

// glyph returns the outline of a character at the origin and its advance.
func (c *canvas) glyph(r rune, s style) (path, float64) {
	fonts, err := faces()
	if err != nil {
		c.err = err
		return path{}, 0
	}
	var buffer sfnt.Buffer
	typeface := fonts[0]
	if s.bold {
		if n, err := fonts[1].GlyphIndex(&buffer, r); err == nil && n != 0 {
			typeface = fonts[1]
		}
	}
	index, err := typeface.GlyphIndex(&buffer, r)
	if err != nil {
		c.err = err
		return path{}, 0
	}
	unit := fixed.I(int(typeface.UnitsPerEm()))
	advance, err := typeface.GlyphAdvance(&buffer, index, unit, font.HintingNone)
	if err != nil {
		c.err = err
		return path{}, 0
	}
	segments, err := typeface.LoadGlyph(&buffer, index, unit, nil)
	if err != nil {
		c.err = err
		return path{}, 0
	}
	scale := s.size / float64(unit)
	at := func(p fixed.Point26_6) (float64, float64) { return float64(p.X) * scale, float64(p.Y) * scale }
	var out path
	for _, segment := range segments {
		ax, ay := at(segment.Args[0])
		bx, by := at(segment.Args[1])
		cx, cy := at(segment.Args[2])
		switch segment.Op {
		case sfnt.SegmentOpMoveTo:
			out.move(ax, ay)
		case sfnt.SegmentOpLineTo:
			out.line(ax, ay)
		case sfnt.SegmentOpQuadTo:
			out.quad(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			out.cube(ax, ay, bx, by, cx, cy)
		}
	}
	return out, float64(advance)*scale + s.gap
}

// width of a line of text.
func (c *canvas) width(text string, s style) float64 {
	w := 0.0
	for _, r := range text {
		_, advance := c.glyph(r, s)
		w += advance
	}
	return math.Max(0, w-s.gap)
}

// text draws a line with its left end at x and its baseline at y, and returns
// where it ends.
func (c *canvas) text(x, y float64, text string, s style) float64 {
	for _, r := range text {
		outline, advance := c.glyph(r, s)
		c.fill(outline.mapped(affine{a: 1, c: x, e: 1, f: y}), s.ink)
		x += advance
	}
	return x - s.gap
}

func (c *canvas) textCentred(x, y float64, text string, s style) {
	c.text(x-c.width(text, s)/2, y, text, s)
}

// textTurned draws a line centred at x,y and turned clockwise.
func (c *canvas) textTurned(x, y, degrees float64, text string, s style) {
	w := c.width(text, s)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	along := -w / 2
	for _, r := range text {
		outline, advance := c.glyph(r, s)
		down := s.size * 0.36 // from the middle of a character to its baseline
		c.fill(outline.mapped(affine{cos, -sin, x + cos*along - sin*down, sin, cos, y + sin*along + cos*down}), s.ink)
		along += advance
	}
}

// paragraph breaks a text at any character, as Chinese does, but keeps numbers
// and Latin words whole. It returns the baseline after the last line.
func (c *canvas) paragraph(x, y, width, leading float64, text string, s style) float64 {
	line := ""
	for _, word := range words(text) {
		if line != "" && c.width(line+word, s) > width {
			c.text(x, y, line, s)
			y += leading
			line = ""
		}
		line += word
	}
	if line != "" {
		c.text(x, y, line, s)
		y += leading
	}
	return y
}

// words cuts a text where a line may end. Closing punctuation stays with what
// it closes.
func words(text string) []string {
	var out []string
	latin := false
	for _, r := range text {
		isLatin := r < 0x80 && r != ' '
		closing := strings.ContainsRune("，。；、）：", r)
		if len(out) > 0 && (closing || isLatin && latin) {
			out[len(out)-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		latin = isLatin
	}
	return out
}

func (p path) mapped(m affine) path {
	out := path{steps: make([]step, len(p.steps))}
	for i, s := range p.steps {
		out.steps[i] = s
		for k := 0; k < s.n; k++ {
			out.steps[i].p[k] = m.at(s.p[k])
		}
	}
	return out
}
