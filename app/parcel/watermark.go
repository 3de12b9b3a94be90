package parcel

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"

	"beiandesk/app"
	"beiandesk/app/photo"
)

// Notes on a watermark, for a person.
const (
	noteBeneath  = "图片上没有空白处，水印写在图片下方的一条上，没有盖住内容。"
	noteOneEdge  = "图片上的空白不多，水印裁掉一角或一边就可能没有了。"
	noteTooSmall = "水印的字只有 %.0f 像素高，可能看不清。这张图片按平台的要求缩得很小。"
	noteTwice    = "这张图片导入时已经带有水印，没有再加一次。"
)

// stripInk is the ground of the strip below a picture that has no calm place.
var stripInk = color.NRGBA{0x46, 0x4E, 0x5C, 0xFF}

// copyFor makes the JPEG of one picture for the target, with the watermark
// unless there is to be none. The text is made so large that it can still be
// read after the target's limits have made the picture smaller.
func (b *builder) copyFor(ctx context.Context, img *image.NRGBA, kind photo.Kind, already bool) (photo.Exported, []string, error) {
	finish := func(img *image.NRGBA) (photo.Exported, error) {
		if b.draft {
			var err error
			if img, err = withStrip(img); err != nil {
				return photo.Exported{}, err
			}
		}
		return b.export(ctx, img, kind)
	}
	if b.in.Watermark == "" || already {
		out, err := finish(img)
		if already && b.in.Watermark != "" {
			return out, []string{noteTwice}, err
		}
		return out, nil, err
	}
	scale := 1.0
	if most := b.in.Target.For(kind).MaxSide; most > 0 {
		scale = math.Min(1, float64(most)/float64(max(img.Rect.Dx(), img.Rect.Dy())))
	}
	for last := false; ; last = true {
		marked, notes, err := watermarked(img, b.in.Watermark, photo.ReadablePx/scale)
		if err != nil {
			return photo.Exported{}, nil, err
		}
		out, err := finish(marked.Image)
		if err != nil {
			return out, nil, err
		}
		if px := marked.Px * out.Scale; px < photo.ReadablePx-0.5 {
			if !last { // few bytes made the picture smaller than its sides alone
				scale = 0.95 * out.Scale
				continue
			}
			notes = append(notes, fmt.Sprintf(noteTooSmall, px))
		}
		return out, notes, nil
	}
}

// watermarked marks a picture; without a calm place the text stands on a strip
// below it, since a mark over writing is a reason for refusal.
func watermarked(img *image.NRGBA, text string, leastPx float64) (photo.Watermarked, []string, error) {
	marked, err := photo.Watermark(img, text, leastPx)
	switch {
	case err != nil || marked.Lasting:
		return marked, nil, err
	case marked.Calm:
		return marked, []string{noteOneEdge}, nil
	}
	beneath, px, err := withWordsBelow(img, text, stripInk, leastPx)
	if err != nil {
		return marked, nil, app.Wrap(err, app.CodeInternal, "水印没能加到图片上，材料包没有保存。请重新安装程序后再试。")
	}
	marked.Image, marked.Px = beneath, px
	return marked, []string{noteBeneath}, nil
}
