package photo

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"beiandesk/app"
	"beiandesk/assets"
)

// WatermarkText is the usual restriction of use for a filing of one domain.
func WatermarkText(domain string) string {
	return fmt.Sprintf("仅供%s域名ICP备案使用", domain)
}

// Watermarked is a marked copy and where the text stands, in its pixels.
type Watermarked struct {
	Image  *image.NRGBA
	Places []image.Rectangle
	// Calm is false when no empty place was found and the text was put over
	// the least busy one: a person should look whether it covers writing.
	Calm bool
}

const (
	watermarkPlaces = 8    // at most so many repetitions
	watermarkAlpha  = 0.42 // readable, and the paper shows through
)

// watermarkSizes are the sizes of text tried, as shares of the long side.
var watermarkSizes = []float64{0.026, 0.020, 0.016, 0.013}

var watermarkFont = sync.OnceValues(func() (*sfnt.Font, error) {
	return opentype.Parse(assets.FontRegular())
})

// Watermark draws a short text several times, pale, in places without writing,
// because a watermark that covers a character is a reason for refusal. img must
// be upright and opaque; it is not changed. A picture too narrow for the text
// comes back without any, with no Places.
//
// Errors: CodeWatermark for an empty text or one with characters that the
// program's font lacks.
func Watermark(img *image.NRGBA, text string) (Watermarked, error) {
	typeface, err := watermarkFont()
	if err != nil {
		return Watermarked{}, app.Wrap(err, CodeWatermark, "程序自带的字体读不出来，没有加水印。请重新安装程序后再试。")
	}
	if err := drawable(typeface, text); err != nil {
		return Watermarked{}, err
	}
	out := Watermarked{Image: &image.NRGBA{Pix: append([]uint8(nil), img.Pix...), Stride: img.Stride, Rect: img.Rect}}
	long := float64(max(img.Rect.Dx(), img.Rect.Dy()))
	busy := newBusyMap(img)
	// One place alone is easily cut away; smaller text finds more.
	for i, share := range watermarkSizes {
		smallest := i == len(watermarkSizes)-1
		mark, err := newLabel(typeface, text, math.Max(8, long*share))
		if err != nil {
			return Watermarked{}, app.Wrap(err, CodeWatermark, "水印文字排不出来，没有加水印。请换一段文字再试。")
		}
		places := busy.calmPlaces(mark.size, false)
		if len(places) < 3 && !smallest {
			continue
		}
		out.Calm = len(places) > 0
		if !out.Calm {
			places = busy.calmPlaces(mark.size, true)
		}
		for _, place := range places {
			mark.draw(out.Image, place.Min, busy.luma(place))
		}
		out.Places = places
		break
	}
	return out, nil
}

func drawable(typeface *sfnt.Font, text string) error {
	if text == "" {
		return app.Fail(CodeWatermark, "水印文字是空的，没有加水印。请先填写域名或水印文字。")
	}
	var buffer sfnt.Buffer
	for _, r := range text {
		if n, err := typeface.GlyphIndex(&buffer, r); err != nil || n == 0 {
			return app.Fail(CodeWatermark, fmt.Sprintf("水印文字里的“%c”无法显示，没有加水印。请换用别的写法，域名可写成 xn-- 开头的形式。", r))
		}
	}
	return nil
}

// label is a line of text as a mask.
type label struct {
	mask *image.Alpha
	size image.Point
}

func newLabel(typeface *sfnt.Font, text string, size float64) (label, error) {
	face, err := opentype.NewFace(typeface, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return label{}, err
	}
	defer face.Close()
	metrics := face.Metrics()
	width := font.MeasureString(face, text).Ceil()
	height := (metrics.Ascent + metrics.Descent).Ceil()
	mask := image.NewAlpha(image.Rect(0, 0, width, height))
	d := font.Drawer{Dst: mask, Src: image.Opaque, Face: face, Dot: fixed.Point26_6{Y: metrics.Ascent}}
	d.DrawString(text)
	return label{mask, mask.Rect.Max}, nil
}

// draw lays the label down, dark on light and light on dark.
func (l label) draw(dst *image.NRGBA, at image.Point, background float64) {
	ink := color.NRGBA{70, 78, 92, 255}
	if background < 110 {
		ink = color.NRGBA{250, 250, 250, 255}
	}
	for y := 0; y < l.size.Y; y++ {
		for x := 0; x < l.size.X; x++ {
			p := at.Add(image.Pt(x, y))
			if !p.In(dst.Rect) {
				continue
			}
			a := watermarkAlpha * float64(l.mask.AlphaAt(x, y).A) / 255
			if a == 0 {
				continue
			}
			pix := dst.Pix[dst.PixOffset(p.X, p.Y):][:3:3]
			mix := func(old, new uint8) uint8 { return uint8(float64(old)*(1-a) + float64(new)*a + 0.5) }
			pix[0], pix[1], pix[2] = mix(pix[0], ink.R), mix(pix[1], ink.G), mix(pix[2], ink.B)
		}
	}
}
