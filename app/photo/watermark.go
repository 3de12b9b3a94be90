package photo

import (
	"fmt"
	"image"
	"math"
	"slices"
	"sync"
	"time"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"beiandesk/app"
	"beiandesk/assets"
)

// WatermarkText is the usual restriction of use for a filing of one domain,
// with the day in China, so that a copy that turns up elsewhere tells when it
// was handed out.
func WatermarkText(domain string, day time.Time) string {
	return fmt.Sprintf("仅供%s域名ICP备案使用 %s", domain, day.In(china).Format("2006-01-02"))
}

// china has one time zone without summer time since 1992.
var china = time.FixedZone("CST", 8*3600)

// Watermarked is a marked copy and where the text stands, in its pixels.
type Watermarked struct {
	Image  *image.NRGBA
	Places []image.Rectangle
	// Px is the size of the text, pixels of Image: the height of a Chinese
	// character with the room it stands in.
	Px float64
	// Calm is false when no empty place was found: nothing is drawn then, since
	// a mark over writing is a reason for refusal.
	Calm bool
	// Lasting tells that one whole mark remains whichever single corner quarter
	// or edge strip (EdgeShare) is cut away.
	Lasting bool
}

// EdgeShare is the width of an edge strip that a watermark outlives, as a
// share of the picture's side.
const EdgeShare = 0.15

// ReadablePx is the least size of text, in pixels of the exported file, at
// which the strokes of a dense Chinese character keep apart.
const ReadablePx = 14.0

const (
	watermarkPlaces = 8 // at most so many repetitions
	enoughPlaces    = 3 // fewer are looked for with smaller text
)

// watermarkSizes are the sizes of text tried, as shares of the long side.
var watermarkSizes = []float64{0.026, 0.020, 0.016, 0.013}

var watermarkFont = sync.OnceValues(func() (*sfnt.Font, error) {
	return opentype.Parse(assets.FontRegular())
})

// Watermark draws a short text several times, pale, in places without writing
// and off every face, because a watermark that covers a character is a reason
// for refusal. The places are chosen so that cutting away one corner or edge
// leaves a whole mark. img must be upright and opaque; it is not changed. No
// text is smaller than leastPx pixels.
//
// Errors: CodeWatermark for an empty text or one with characters that the
// program's font lacks.
func Watermark(img *image.NRGBA, text string, leastPx float64) (Watermarked, error) {
	typeface, err := watermarkFont()
	if err != nil {
		return Watermarked{}, app.Wrap(err, CodeWatermark, "程序自带的字体读不出来，没有加水印。请重新安装程序后再试。")
	}
	if err := drawable(typeface, text); err != nil {
		return Watermarked{}, err
	}
	out := Watermarked{Image: &image.NRGBA{Pix: append([]uint8(nil), img.Pix...), Stride: img.Stride, Rect: img.Rect}}
	faces, err := facesIn(img)
	if err != nil {
		return Watermarked{}, err
	}
	busy := newBusyMap(img)
	mark, places, lasting, err := bestPlaces(busy, typeface, text, leastPx, faces)
	if err != nil {
		return Watermarked{}, app.Wrap(err, CodeWatermark, "水印文字排不出来，没有加水印。请换一段文字再试。")
	}
	for _, place := range places {
		mark.draw(out.Image, place.Min, busy.luma(place))
	}
	out.Places, out.Px, out.Calm, out.Lasting = places, mark.px, len(places) > 0, lasting
	return out, nil
}

// bestPlaces tries pale ground before any, large text before small and one line
// before two, and takes the first that stands in enough places and outlives
// every cut; failing that, what outlives the cuts, and then what stands in most
// places.
func bestPlaces(busy *busyMap, typeface *sfnt.Font, text string, leastPx float64, keep []image.Rectangle) (best label, places []image.Rectangle, lasting bool, err error) {
	for _, everywhere := range []bool{false, true} {
		for _, px := range sizesFor(busy.full, leastPx) {
			for _, lines := range layouts(text) {
				mark, err := newLabel(typeface, lines, px)
				if err != nil {
					return label{}, nil, false, err
				}
				found, lasts := busy.places(mark.size, px, keep, everywhere)
				if lasts && !lasting || lasts == lasting && len(found) > len(places) {
					best, places, lasting = mark, found, lasts
				}
				if lasting && len(places) >= enoughPlaces {
					return best, places, lasting, nil
				}
			}
		}
	}
	return best, places, lasting, nil
}

// sizesFor are the sizes of text to try, in pixels, the largest first.
func sizesFor(r image.Rectangle, leastPx float64) []float64 {
	var out []float64
	for _, share := range watermarkSizes {
		out = append(out, math.Max(math.Max(8, leastPx), math.Round(float64(max(r.Dx(), r.Dy()))*share)))
	}
	return slices.Compact(out)
}

// facesIn are the places of faces with hair and neck, grown so far that a mark
// beside one is plainly beside it.
func facesIn(img *image.NRGBA) ([]image.Rectangle, error) {
	g := shrinkLuma(img, faceSide)
	hits, err := findFaces(g, quickLook)
	if err != nil {
		return nil, err
	}
	scale := float64(img.Rect.Dx()) / float64(g.w)
	var out []image.Rectangle
	for _, f := range hits {
		if f.q < faceQ {
			continue
		}
		x, y, s := f.x*scale, f.y*scale, f.size*scale
		out = append(out, image.Rect(int(x-0.8*s), int(y-0.95*s), int(x+0.8*s), int(y+0.9*s)).Add(img.Rect.Min))
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
