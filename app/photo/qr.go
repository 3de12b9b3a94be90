package photo

import (
	"context"
	"fmt"
	"image"
	"math"
	"unicode/utf8"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/common"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/detector"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	// fewestModule and mostModule are the sizes of a module, in pixels, at
	// which a code is decoded: enlarged when smaller, shrunk when larger.
	fewestModule, mostModule = 4, 8

	maxCodeSide = 1500 // pixels of the part that is decoded, after resizing
)

// readQR looks for a QR code, nil when none can be read. reduced is the luma
// of the picture as stored at a long side of about 1600 (an empty plane is
// made anew), outline where the document lies in upright pixels, or nil: codes
// outside of it are passed over.
//
// Nothing a picture holds can make it fail: gozxing's panics are caught, and
// what is handed to it is bounded, since it cannot be stopped.
func readQR(ctx context.Context, p *Picture, reduced plane, outline *Quad) *QR {
	b := p.pixels.Bounds()
	if b.Dx() < 21 || b.Dy() < 21 {
		return nil
	}
	if len(reduced.pix) == 0 {
		reduced = shrinkLuma(p.pixels, sharpnessSide)
	}
	s := qrSearch{p: p, b: b, within: b}
	if outline != nil {
		s.within = s.stored(outline.shrink(1.1))
	}
	if s.within.Empty() {
		return nil
	}
	// Large codes are found in small pictures and small codes in large ones;
	// the cheap ones come first.
	scale := float64(b.Dx()) / float64(reduced.w)
	for _, level := range []plane{reduced, half(reduced), half(half(reduced))} {
		if ctx.Err() != nil {
			return nil
		}
		if qr := s.look(level, image.Point{}, float64(b.Dx())/float64(level.w)); qr != nil {
			return qr
		}
	}
	if scale < 1.3 || ctx.Err() != nil {
		return nil
	}
	return s.look(cut(p.pixels, s.within), s.within.Min, 1)
}

// qrSearch looks for a code in one picture. Places are pixels as stored.
type qrSearch struct {
	p      *Picture
	b      image.Rectangle
	within image.Rectangle
	tried  []image.Point // middles of the codes that could not be decoded
}

// stored is the part of the picture as stored that holds an upright outline.
func (s *qrSearch) stored(q Quad) image.Rectangle {
	r := q.Bounds().Intersect(image.Rect(0, 0, s.p.Width, s.p.Height))
	return storedRect(r, s.b.Dx(), s.b.Dy(), s.p.Orientation)
}

// look finds codes in a plane whose pixels are scale picture pixels wide,
// beginning at origin.
func (s *qrSearch) look(g plane, origin image.Point, scale float64) *QR {
	step := 2
	if g.h < 700 {
		step = 1
	}
	for _, t := range triangles(inkOf(g, 3).centres(step)) {
		for _, c := range []*centre{&t.corner, &t.right, &t.below} {
			c.x, c.y, c.module = c.x*scale+float64(origin.X), c.y*scale+float64(origin.Y), c.module*scale
		}
		middle := image.Pt(int(t.right.x+t.below.x)/2, int(t.right.y+t.below.y)/2)
		if !middle.In(s.within) || s.before(middle, 2*t.corner.module) {
			continue
		}
		if qr := s.decode(t); qr != nil {
			return qr
		}
		s.tried = append(s.tried, middle)
	}
	return nil
}

func (s *qrSearch) before(at image.Point, near float64) bool {
	for _, p := range s.tried {
		if math.Hypot(float64(p.X-at.X), float64(p.Y-at.Y)) < near {
			return true
		}
	}
	return false
}

// decode cuts the code out of the picture's own pixels and reads it.
func (s *qrSearch) decode(t triangle) *QR {
	far := centre{x: t.right.x + t.below.x - t.corner.x, y: t.right.y + t.below.y - t.corner.y}
	x0, y0 := min(t.corner.x, t.right.x, t.below.x, far.x), min(t.corner.y, t.right.y, t.below.y, far.y)
	x1, y1 := max(t.corner.x, t.right.x, t.below.x, far.x), max(t.corner.y, t.right.y, t.below.y, far.y)
	margin := 9 * max(t.corner.module, t.right.module, t.below.module)
	r := image.Rect(int(x0-margin), int(y0-margin), int(x1+margin), int(y1+margin)).Intersect(s.b)
	if r.Empty() {
		return nil
	}
	module := (t.corner.module + t.right.module + t.below.module) / 3
	scale := min(max(module, fewestModule), mostModule) / module
	scale = min(scale, 3, maxCodeSide/float64(max(r.Dx(), r.Dy())))
	g := resized(cut(s.p.pixels, r), scale)
	scale = float64(g.w) / float64(r.Dx()) // as rounded
	inside := func(c centre) centre {
		return centre{(c.x - float64(r.Min.X)) * scale, (c.y - float64(r.Min.Y)) * scale, c.module * scale, c.hits}
	}
	rough := triangle{inside(t.corner), inside(t.right), inside(t.below), t.fault}
	// The window of the threshold is about the finder's size, so that its
	// middle does not become a background of its own.
	reach := max(3, int(math.Ceil(finderSpan*module*scale/blockSide/2)))
	for _, p := range []ink{inkOf(g, reach), inkOf(softened(g), reach), plainInk(g)} {
		for _, try := range append(triangles(p.centres(1)), rough) {
			text, ok := decodeQR(p, try)
			if !ok {
				continue
			}
			back := func(c centre) Point {
				at := Point{c.x/scale + float64(r.Min.X), c.y/scale + float64(r.Min.Y)}
				return s.p.asStored().upright(at)
			}
			return s.found(text, back(try.corner), back(try.right), back(try.below), module)
		}
	}
	return nil
}

// found describes a code by the middles of its finder patterns, upright pixels.
func (s *qrSearch) found(text string, corner, right, below Point, module float64) *QR {
	// A mirrored picture was turned round: clockwise again.
	if (right.X-corner.X)*(below.Y-corner.Y)-(right.Y-corner.Y)*(below.X-corner.X) < 0 {
		right, below = below, right
	}
	angle := math.Atan2(right.Y-corner.Y, right.X-corner.X)
	quarters := int(math.Round(angle / (math.Pi / 2)))
	far := Point{right.X + below.X - corner.X, right.Y + below.Y - corner.Y}
	// The middles lie three and a half modules inside.
	place := Quad{corner, right, far, below}.Bounds().Inset(-int(math.Ceil(module * finderSpan / 2)))
	return &QR{
		Text: text, Turn: ((4-quarters)%4 + 4) % 4,
		Place: place.Intersect(image.Rect(0, 0, s.p.Width, s.p.Height)),
	}
}

// decodeQR samples the modules between three finder patterns and reads them.
func decodeQR(p ink, t triangle) (text string, ok bool) {
	defer func() {
		// A panic of the reader means as much as its error: no code here.
		if recover() != nil {
			text, ok = "", false
		}
	}()
	for _, c := range []centre{t.corner, t.right, t.below} {
		// gozxing walks lines between the patterns, and does not come back
		// from one that begins outside.
		if !(c.x >= 0 && c.y >= 0 && c.x < float64(p.w) && c.y < float64(p.h)) || !(c.module >= 1) {
			return "", false
		}
	}
	bits, err := gozxing.NewBitMatrix(p.w, p.h)
	if err != nil {
		return "", false
	}
	for y := range p.h {
		for x, v := range p.pix[y*p.w:][:p.w] {
			if v == 1 {
				bits.Set(x, y)
			}
		}
	}
	pattern := func(c centre) *detector.FinderPattern { return detector.NewFinderPattern1(c.x, c.y, c.module) }
	info := detector.NewFinderPatternInfo(pattern(t.below), pattern(t.corner), pattern(t.right))
	// Sampled anew for each reading, which spoils the grid.
	read := func(hints map[gozxing.DecodeHintType]any) (*common.DecoderResult, error) {
		grid, err := detector.NewDetector(bits).ProcessFinderPatternInfo(info)
		if err != nil {
			return nil, err
		}
		return decoder.NewDecoder().Decode(grid.GetBits(), hints)
	}
	result, err := read(nil)
	if err != nil {
		return "", false
	}
	text = result.GetText()
	for _, part := range result.GetByteSegments() {
		if utf8.Valid(part) {
			continue
		}
		// Not the UTF-8 of today's codes: older Chinese ones hold GB 18030,
		// which gozxing takes for Japanese or Latin.
		again, err := read(map[gozxing.DecodeHintType]any{
			gozxing.DecodeHintType_CHARACTER_SET: simplifiedchinese.GB18030,
		})
		if err == nil {
			text = again.GetText()
		}
		break
	}
	if !utf8.ValidString(text) {
		return "", false
	}
	return text, text != ""
}

// String leaves the content out, so that a log cannot show it by mistake.
func (q *QR) String() string {
	if q == nil {
		return "none"
	}
	return fmt.Sprintf("QR at %v, turn %d, %d characters", q.Place, q.Turn, utf8.RuneCountInString(q.Text))
}
