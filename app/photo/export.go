package photo

import (
	"bytes"
	"context"
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
		w, h := img.Rect.Dx(), img.Rect.Dy()
		last := limits.reached(w, h)
		floor := goodQuality
		if last {
			floor = leastQuality
		}
		try, err := bestQuality(ctx, img, floor, limits.MaxBytes)
		if err != nil {
			return Exported{}, err
		}
		if try.data != nil {
			out := Exported{Data: try.data, Width: w, Height: h, Quality: try.quality}
			out.Notes = limits.notes(out, source)
			return out, nil
		}
		if max(w, h) < 64 {
			return Exported{}, app.Fail(CodeExport, "平台允许的文件太小，这张图片压缩不进去。请在“接入商”设置里核对最大文件大小。")
		}
		// The size of a JPEG follows its area. A little less, so that the next
		// try fits; from the source each time, so that no resampling adds to
		// another.
		scale := math.Min(0.97*math.Sqrt(float64(limits.MaxBytes)/float64(try.size)), 0.95)
		if !last {
			scale = math.Max(scale, limits.leastScale(w, h))
		}
		img = imaging.Resize(source, smaller(w, scale), smaller(h, scale), imaging.Lanczos)
	}
}

// leastScale is the factor at which the least sides are reached.
func (l Limits) leastScale(w, h int) float64 {
	return math.Max(float64(l.MinShort)/float64(min(w, h)), float64(l.MinLong)/float64(max(w, h)))
}

// reached reports whether w×h may not be made smaller.
func (l Limits) reached(w, h int) bool {
	scale := l.leastScale(w, h)
	return scale > 0 && smaller(max(w, h), scale) >= max(w, h)
}

// smaller scales a side, upwards to whole pixels.
func smaller(side int, scale float64) int {
	return max(1, int(math.Ceil(float64(side)*scale-1e-6)))
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

// try is the outcome of encoding: data is nil when not even the lowest quality
// fits, and size is then what it would have taken.
type try struct {
	data    []byte
	quality int
	size    int
}

// bestQuality finds the highest quality from floor to 100 whose file is not
// above most bytes (0: no limit).
func bestQuality(ctx context.Context, img *image.NRGBA, floor, most int) (try, error) {
	best := try{}
	low, high, next := floor, 100, floor
	if most == 0 {
		next = 100 // the answer
	}
	for low <= high {
		if err := stopped(ctx); err != nil {
			return try{}, err
		}
		out := &bounded{most: most}
		err := jpeg.Encode(out, asRGBA(img), &jpeg.Options{Quality: next})
		switch {
		case err != nil:
			return try{}, app.Wrap(err, CodeExport, "图片没能转成 JPG。请重新添加这张照片后再导出。")
		case out.fits():
			best = try{out.buffer.Bytes(), next, out.size}
			low = next + 1
		case next == floor:
			return try{size: out.size}, nil
		default:
			high = next - 1
		}
		next = (low + high) / 2
	}
	return best, nil
}

// bounded counts a file and keeps it while it fits, so that no try holds more
// memory than the limit.
type bounded struct {
	buffer bytes.Buffer
	size   int
	most   int
}

func (b *bounded) fits() bool { return b.most == 0 || b.size <= b.most }

func (b *bounded) Write(p []byte) (int, error) {
	b.size += len(p)
	if b.fits() {
		b.buffer.Write(p)
	}
	return len(p), nil
}
