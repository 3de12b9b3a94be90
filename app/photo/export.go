package photo

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"math"

	"github.com/disintegration/imaging"

	"beiandesk/app"
)

// Limits are what a provider takes. Zero means no limit.
type Limits struct {
	MinShort int // least shorter side, pixels
	MinLong  int // least longer side, pixels
	MaxSide  int // greatest side, pixels
	MinBytes int
	MaxBytes int
}

// SafeLimits fits every provider whose limits are known, save the two with
// limits of their own. Source: filing-fields.md 4.1 "safe export", derived
// from the providers' pages of 2021 to 2025.
func SafeLimits() Limits {
	return Limits{MinShort: 800, MinLong: 1280, MaxSide: 5000, MinBytes: 204_800, MaxBytes: 1_900_000}
}

// Notes of an export. The file is made all the same: a picture is never
// enlarged to satisfy a limit, since that only hides that it is too small.
const (
	NoteSmallSides = "photo.export-small-sides" // a side is below the least
	NoteSmallBytes = "photo.export-small-bytes" // the file is below the least, even at full quality
	NoteShrunk     = "photo.export-shrunk"      // fewer pixels than the source
)

// Exported is a JPEG inside Limits: RGB, upright, without any metadata.
type Exported struct {
	Data    []byte
	Width   int
	Height  int
	Quality int      // of the encoder, 1..100
	Notes   []string // codes Note…
}

// noteTexts holds a sentence for each note.
var noteTexts = map[string]string{
	NoteSmallSides: "导出的图片小于平台要求的最小尺寸。程序不会放大图片，请换用原图，或靠近重拍。",
	NoteSmallBytes: "导出的图片小于平台要求的最小文件大小，多半是原图太小。请换用原图，或靠近重拍。",
	NoteShrunk:     "图片已缩小，以符合平台的大小限制。请放大看一看小字是否仍然清楚。",
}

// NoteText returns the sentence for a note of an export, "" for another code.
func NoteText(code string) string { return noteTexts[code] }

const (
	goodQuality  = 75 // below this the picture is made smaller instead
	leastQuality = 30 // only where it may not be made smaller
	shrinkStep   = 0.85
)

// Export encodes a picture as large and as well as the limits allow, never
// above MaxBytes. The quality is found by bisection; below goodQuality pixels
// are given up first, since artefacts hurt small text more than a tenth fewer
// pixels do.
//
// Errors: app.CodeCanceled; CodeExport when not even a tiny picture fits.
func Export(ctx context.Context, p *Picture, limits Limits) (Exported, error) {
	if err := stopped(ctx); err != nil {
		return Exported{}, err
	}
	return ExportImage(ctx, p.Upright(), limits)
}

// ExportImage is Export for pixels that are upright and opaque already, such
// as a rotated or a watermarked copy.
func ExportImage(ctx context.Context, img *image.NRGBA, limits Limits) (Exported, error) {
	source := img
	if limits.MaxSide > 0 && max(img.Rect.Dx(), img.Rect.Dy()) > limits.MaxSide {
		img = imaging.Fit(img, limits.MaxSide, limits.MaxSide, imaging.Lanczos)
	}
	for {
		if err := stopped(ctx); err != nil {
			return Exported{}, err
		}
		w, h := img.Rect.Dx(), img.Rect.Dy()
		tw, th := limits.smaller(w, h)
		last := tw == w && th == h
		floor := goodQuality
		if last {
			floor = leastQuality
		}
		data, quality, err := bestQuality(ctx, img, floor, limits.MaxBytes)
		if err != nil {
			return Exported{}, err
		}
		if data != nil {
			out := Exported{Data: data, Width: w, Height: h, Quality: quality}
			out.Notes = limits.notes(out, source)
			return out, nil
		}
		if last {
			// Nothing left but to go below the least sides. A note says so.
			if max(w, h) < 64 {
				return Exported{}, app.Fail(CodeExport, "平台允许的文件太小，这张图片压缩不进去。请在“接入商”设置里核对最大文件大小。")
			}
			tw, th = Limits{}.smaller(w, h)
		}
		// From the source each time, so that no resampling adds to another.
		img = imaging.Resize(source, tw, th, imaging.Lanczos)
	}
}

// smaller returns the next size to try. It is w×h itself when the least sides
// are reached or missed already.
func (l Limits) smaller(w, h int) (int, int) {
	scale := math.Max(shrinkStep, math.Max(
		float64(l.MinShort)/float64(min(w, h)), float64(l.MinLong)/float64(max(w, h))))
	if scale >= 1 {
		return w, h
	}
	return int(math.Ceil(float64(w) * scale)), int(math.Ceil(float64(h) * scale))
}

func (l Limits) notes(out Exported, source *image.NRGBA) []string {
	var notes []string
	if min(out.Width, out.Height) < l.MinShort || max(out.Width, out.Height) < l.MinLong {
		notes = append(notes, NoteSmallSides)
	}
	if len(out.Data) < l.MinBytes {
		notes = append(notes, NoteSmallBytes)
	}
	if out.Width < source.Rect.Dx() {
		notes = append(notes, NoteShrunk)
	}
	return notes
}

// bestQuality finds the highest quality from floor to 100 whose file is not
// above most bytes (0: no limit). It returns nil data when not even floor fits.
func bestQuality(ctx context.Context, img *image.NRGBA, floor, most int) ([]byte, int, error) {
	var data []byte
	quality := 0
	low, high := floor, 100 // the answer lies in low..high, or there is none
	next := 100             // without a limit the first try is the answer
	if most > 0 {
		next = (low + high) / 2
	}
	for low <= high {
		if err := stopped(ctx); err != nil {
			return nil, 0, err
		}
		out := &bounded{most: most}
		err := jpeg.Encode(out, asRGBA(img), &jpeg.Options{Quality: next})
		switch {
		case err == nil:
			data, quality, low = out.buffer.Bytes(), next, next+1
		case errors.Is(err, errFull):
			high = next - 1
		default:
			return nil, 0, app.Wrap(err, CodeExport, "图片没能转成 JPG。请重新添加这张照片后再导出。")
		}
		next = (low + high) / 2
	}
	return data, quality, nil
}

var errFull = errors.New("more bytes than allowed")

// bounded refuses a file that grows too large, so that no try holds more
// memory than the limit.
type bounded struct {
	buffer bytes.Buffer
	most   int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.most > 0 && b.buffer.Len()+len(p) > b.most {
		return 0, errFull
	}
	return b.buffer.Write(p)
}
