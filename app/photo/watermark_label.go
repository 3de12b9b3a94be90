package photo

import (
	"image"
	"image/color"
	"math"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// label is a mark of one or two lines as a mask.
type label struct {
	mask *image.Alpha
	size image.Point
	px   float64
}

// layouts are the ways to set a text: in one line, and in two where it has a
// blank or the word 域名 to break at, for pictures without a wide empty place.
func layouts(text string) [][]string {
	out := [][]string{{text}}
	runes := []rune(text)
	middle, at := len(runes)/2, -1
	for i := 1; i < len(runes); i++ {
		fits := runes[i-1] == ' ' || strings.HasSuffix(string(runes[:i]), "域名")
		if fits && (at < 0 || abs(i-middle) < abs(at-middle)) {
			at = i
		}
	}
	if at > 0 {
		out = append(out, []string{strings.TrimSpace(string(runes[:at])), string(runes[at:])})
	}
	return out
}

func abs(n int) int { return max(n, -n) }

func newLabel(typeface *sfnt.Font, lines []string, px float64) (label, error) {
	face, err := opentype.NewFace(typeface, &opentype.FaceOptions{Size: px, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return label{}, err
	}
	defer face.Close()
	metrics := face.Metrics()
	width, height := 0, (metrics.Ascent + metrics.Descent).Ceil()
	for _, line := range lines {
		width = max(width, font.MeasureString(face, line).Ceil())
	}
	mask := image.NewAlpha(image.Rect(0, 0, width, height*len(lines)))
	d := font.Drawer{Dst: mask, Src: image.Opaque, Face: face}
	for i, line := range lines {
		d.Dot = fixed.Point26_6{Y: metrics.Ascent + fixed.I(i*height)}
		d.DrawString(line)
	}
	return label{mask, mask.Rect.Max, px}, nil
}

// Inks of the mark, and how strongly it is laid down: at least usualAlpha, and
// as much more as it takes to stand leastContrast grey levels off its ground,
// up to mostAlpha, above which nothing shows through.
const (
	usualAlpha    = 0.42
	mostAlpha     = 0.70
	leastContrast = 50.0
)

var (
	darkInk  = color.NRGBA{70, 78, 92, 255}
	lightInk = color.NRGBA{250, 250, 250, 255}
)

// inkOn chooses the ink that stands off a ground of some brightness better.
func inkOn(ground float64) (color.NRGBA, float64) {
	const dark, light = 78.0, 250.0
	ink, off := darkInk, ground-dark
	if light-ground > off {
		ink, off = lightInk, light-ground
	}
	return ink, math.Min(mostAlpha, math.Max(usualAlpha, leastContrast/math.Max(off, 1)))
}

// draw lays the label down, dark on light and light on dark.
func (l label) draw(dst *image.NRGBA, at image.Point, ground float64) {
	ink, strength := inkOn(ground)
	for y := 0; y < l.size.Y; y++ {
		for x := 0; x < l.size.X; x++ {
			p := at.Add(image.Pt(x, y))
			if !p.In(dst.Rect) {
				continue
			}
			a := strength * float64(l.mask.AlphaAt(x, y).A) / 255
			if a == 0 {
				continue
			}
			pix := dst.Pix[dst.PixOffset(p.X, p.Y):][:3:3]
			mix := func(old, new uint8) uint8 { return uint8(float64(old)*(1-a) + float64(new)*a + 0.5) }
			pix[0], pix[1], pix[2] = mix(pix[0], ink.R), mix(pix[1], ink.G), mix(pix[2], ink.B)
		}
	}
}
