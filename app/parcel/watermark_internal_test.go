package parcel

import (
	"image"
	"slices"
	"strings"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/filing/specimen"
	"beiandesk/app/photo"
)

const markText = "仅供yangben-shangcheng.com.cn域名ICP备案使用 2026-11-25"

func licence(t *testing.T) *image.NRGBA {
	t.Helper()
	img, err := specimen.Draw(specimen.Licence, specimen.Fictional())
	if err != nil {
		t.Fatal(err)
	}
	return imaging.Clone(img)
}

// TestTheMarkStaysReadableInsideTheLimits: the smaller the page wants its
// pictures, the larger the text is set; where not even that helps it is said.
func TestTheMarkStaysReadableInsideTheLimits(t *testing.T) {
	img := licence(t)
	small := func(notes []string) bool {
		return slices.ContainsFunc(notes, func(n string) bool { return strings.Contains(n, "像素高，可能看不清") })
	}
	for _, limits := range []photo.Limits{photo.SafeLimits(), {MaxSide: 900}, {MaxBytes: 120_000}} {
		b := &builder{in: Input{Watermark: markText, Target: photo.Target{Name: "样本平台", Limits: limits}}}
		out, notes, err := b.copyFor(t.Context(), img, photo.Licence, false)
		if err != nil || small(notes) {
			t.Errorf("%+v: %d×%d, scale %.2f, notes %q, %v", limits, out.Width, out.Height, out.Scale, notes, err)
		}
	}
	b := &builder{in: Input{Watermark: markText, Target: photo.Target{Name: "样本平台", Limits: photo.Limits{MaxBytes: 9_000}}}}
	if out, notes, err := b.copyFor(t.Context(), img, photo.Licence, false); err != nil || !small(notes) {
		t.Errorf("9 kB: %d×%d, scale %.2f, notes %q, %v", out.Width, out.Height, out.Scale, notes, err)
	}
}

// TestAPictureWithoutCalmPlaceIsMarkedBelow: nothing is drawn over it.
func TestAPictureWithoutCalmPlaceIsMarkedBelow(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 1200, 900))
	for y := range 900 {
		for x := range 1200 {
			v := uint8(255 * ((x/6 + y/6) % 2))
			copy(img.Pix[img.PixOffset(x, y):], []uint8{v, v, v, 255})
		}
	}
	out, notes, err := watermarked(img, markText, 0)
	if err != nil || !slices.Equal(notes, []string{noteBeneath}) {
		t.Fatal(notes, err)
	}
	if out.Image.Rect.Dx() != 1200 || out.Image.Rect.Dy() <= 900 || out.Px < photo.ReadablePx {
		t.Errorf("%v, text %.0f pixels", out.Image.Rect, out.Px)
	}
	for y := range 900 {
		a, b := img.Pix[y*img.Stride:][:img.Stride], out.Image.Pix[y*out.Image.Stride:][:img.Stride]
		if !slices.Equal(a, b) {
			t.Fatalf("row %d of the picture was changed", y)
		}
	}
}
