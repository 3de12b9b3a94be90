package parcel

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/photo"
	"beiandesk/assets"
)

// commentRoom is what the draft's comment adds to a JPEG, at most.
const commentRoom = 256

// export makes the JPEG that the target takes. A draft's says so in a comment
// as well, for programs that show no strip.
func (b *builder) export(ctx context.Context, img *image.NRGBA, kind photo.Kind) (photo.Exported, error) {
	target := b.in.Target
	if b.draft && target.Limits.MaxBytes > commentRoom {
		target.Limits.MaxBytes -= commentRoom
	}
	out, err := photo.ExportFor(ctx, img, target, 0, kind)
	if err == nil && b.draft {
		out.Data = withComment(out.Data, paper.DraftMark)
	}
	return out, err
}

// textNote measures the smallest text of a picture that was made smaller, and
// says when it became too low.
func (b *builder) textNote(ctx context.Context, p *photo.Picture, m filing.Material, scale float64) (photo.Note, bool, error) {
	if scale >= 1 {
		return photo.Note{}, false, nil
	}
	kind := photo.Kind(m.Slot.PhotoKind())
	v, err := photo.Judge(ctx, p, photo.Ask{Kind: kind, Edit: photo.EditFrom(m.Corners, m.Turn)})
	if err != nil {
		return photo.Note{}, false, err
	}
	note, low := photo.TextNote(kind, v.Facts.TextPx, scale, b.in.Target)
	return note, low, nil
}

// withComment puts a COM segment behind the beginning of a JPEG (ITU T.81
// B.2.4.5: FF FE, length of two bytes that counts itself, text).
func withComment(jpeg []byte, text string) []byte {
	n := len(text) + 2
	out := make([]byte, 0, len(jpeg)+n+2)
	out = append(out, jpeg[:2]...)
	out = append(out, 0xFF, 0xFE, byte(n>>8), byte(n))
	out = append(out, text...)
	return append(out, jpeg[2:]...)
}

var stripFont = sync.OnceValues(func() (*sfnt.Font, error) { return opentype.Parse(assets.FontRegular()) })

// withStrip sets the draft's mark on a strip below the picture, so that it
// covers nothing of it.
func withStrip(img *image.NRGBA) (*image.NRGBA, error) {
	out, _, err := withWordsBelow(img, paper.DraftMark, color.NRGBA{0xB3, 0x26, 0x3E, 0xFF}, 0)
	if err != nil {
		return nil, app.Wrap(err, app.CodeInternal, "草稿标记没能加到图片上，材料包没有保存。请重新安装程序后再试。")
	}
	return out, nil
}

// withWordsBelow sets white words on a strip of a colour below a picture. px is
// the size of the words, not below leastPx where the width allows it.
func withWordsBelow(img *image.NRGBA, words string, ground color.NRGBA, leastPx float64) (out *image.NRGBA, px float64, err error) {
	f, err := stripFont()
	if err != nil {
		return nil, 0, err
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	size := max(12, leastPx, float64(max(w, h))/45)
	// Narrow pictures: the words must fit.
	size = min(size, float64(w)*0.9/float64(len([]rune(words))))
	size = max(size, 4)
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return nil, 0, err
	}
	strip := int(size * 1.8)
	out = image.NewNRGBA(image.Rect(0, 0, w, h+strip))
	draw.Draw(out, image.Rect(0, 0, w, h), img, img.Rect.Min, draw.Src)
	draw.Draw(out, image.Rect(0, h, w, h+strip), image.NewUniform(ground), image.Point{}, draw.Src)
	d := font.Drawer{Dst: out, Src: image.White, Face: face}
	d.Dot = fixed.Point26_6{X: (fixed.I(w) - d.MeasureString(words)) / 2, Y: fixed.I(h) + fixed.Int26_6(size*1.25*64)}
	d.DrawString(words)
	return out, size, face.Close()
}

// safeName keeps the name of a material usable as a file name everywhere.
func safeName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune(`\/:*?"<>|`, r) {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40])
	}
	return s
}
