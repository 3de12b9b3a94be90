package photo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"math"

	"github.com/disintegration/imaging"

	"beiandesk/app"
)

// Notes of an export. The file is made all the same: a picture is never
// enlarged to satisfy a limit, since that only hides that it is too small.
const (
	NoteSmallSides = "photo.export-small-sides" // a side is below the least
	NoteSmallBytes = "photo.export-small-bytes" // the file is below the least, even at full quality
	NoteShrunk     = "photo.export-shrunk"      // fewer pixels than the source
	NoteSmallText  = "photo.export-small-text"  // the smallest text became too low, see TextNote
)

// Exported is a JPEG inside the limits of a Target: RGB, upright, without any
// metadata.
type Exported struct {
	Data    []byte
	Width   int
	Height  int
	Quality int     // of the encoder, 1…100
	Scale   float64 // pixels of the export per pixel of the source, at most 1
	Notes   []Note  // codes Note…
}

const (
	goodQuality  = 75 // below this the picture is made smaller instead
	leastQuality = 30 // only where it may not be made smaller
)

// ExportFor encodes pixels, upright and opaque, as large and as well as the
// target allows for that kind of picture, never above. The quality is found
// by bisection: one step more would be above MaxBytes, or it is 100. Below
// goodQuality pixels are given up first, since artefacts hurt small text more
// than a tenth fewer pixels do; below the least sides of the target quality is
// given up down to leastQuality, and only then the sides.
//
// textPx is the height of the smallest text in img (Facts.TextPx), 0 when it
// is not known; after shrinking it is looked at again, see TextNote.
//
// Errors: app.CodeCanceled; CodeExport when not even a tiny picture fits, or
// when the target does not take JPEG.
func ExportFor(ctx context.Context, img *image.NRGBA, target Target, textPx float64, kind Kind) (Exported, error) {
	if err := stopped(ctx); err != nil {
		return Exported{}, err
	}
	if !target.takesJPEG() {
		return Exported{}, app.Fail(CodeExport, "“"+target.Name+"”不收 JPG 图片，没有导出。请换一个图片规格再试。")
	}
	out, err := fit(ctx, img, target.For(kind))
	if err != nil {
		return out, err
	}
	out.Notes = target.notes(out, kind)
	if note, ok := TextNote(kind, textPx, out.Scale, target); ok {
		out.Notes = append(out.Notes, note)
	}
	return out, nil
}

// notes are the remarks about an export that the picture alone gives.
func (t Target) notes(out Exported, kind Kind) []Note {
	l := t.For(kind)
	var notes []Note
	if w, h := out.Width, out.Height; min(w, h) < l.MinShort || max(w, h) < l.MinLong {
		notes = append(notes, Note{NoteSmallSides, fmt.Sprintf("导出的图片是 %d×%d 像素，小于“%s”要求的短边 %d、长边 %d 像素。程序不会放大图片，请换用原图，或靠近重拍。",
			w, h, t.Name, l.MinShort, l.MinLong)})
	}
	if n := len(out.Data); n < l.MinBytes {
		notes = append(notes, Note{NoteSmallBytes, fmt.Sprintf("导出的图片只有 %s，小于“%s”要求的 %s，多半是原图太小。请换用原图，或靠近重拍。",
			bytesWord(n), t.Name, bytesWord(l.MinBytes))})
	}
	if out.Scale < 1 {
		notes = append(notes, Note{NoteShrunk, fmt.Sprintf("图片已缩小到 %d×%d 像素，以符合“%s”的限制。请放大看一看小字是否仍然清楚。", out.Width, out.Height, t.Name)})
	}
	return notes
}

// TextNote says whether the smallest text of a picture, textPx high, is too
// low after shrinking by scale, by the limits of its kind in the table in
// force. ok is false when it is high enough or not known, when nothing was
// shrunk (Judge has looked at it then), or when the table has no such limit.
func TextNote(kind Kind, textPx, scale float64, target Target) (note Note, ok bool) {
	if textPx <= 0 || scale >= 1 {
		return Note{}, false
	}
	table, err := DefaultTable()
	if err != nil {
		return Note{}, false // Judge has told that the table cannot be read
	}
	row, ok := table.Row(kind, TextHeight)
	if !ok {
		return Note{}, false
	}
	left := textPx * scale
	outcome, limit := row.outcome(left)
	if outcome == Pass {
		return Note{}, false
	}
	why := "为符合“" + target.Name + "”的限制而缩小后"
	if most := target.For(kind).MaxBytes; most > 0 {
		why = "缩小到 " + bytesWord(most) + " 以内后"
	}
	if outcome == Reject {
		return Note{NoteSmallText, fmt.Sprintf("%s，最小的字只有 %.0f 像素高（低于 %.0f 像素就看不清）。请裁掉证件以外的部分再导出，或分次拍清小字。", why, left, limit)}, true
	}
	return Note{NoteSmallText, fmt.Sprintf("%s，最小的字只有 %.0f 像素高（建议 %.0f 像素以上），可能看不清。请放大看一看，看不清时裁掉证件以外的部分再导出。", why, left, limit)}, true
}

// fit makes the JPEG, without notes.
func fit(ctx context.Context, img *image.NRGBA, limits Limits) (Exported, error) {
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
			scale := float64(max(w, h)) / float64(max(source.Rect.Dx(), source.Rect.Dy()))
			return Exported{Data: try.data, Width: w, Height: h, Quality: try.quality, Scale: scale}, nil
		}
		if max(w, h) < 64 {
			return Exported{}, app.Fail(CodeExport, "平台允许的文件太小，这张图片压缩不进去。请换一个图片规格，或在接入商的页面核对最大文件大小。")
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
