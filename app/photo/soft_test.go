package photo_test

import (
	"image"
	"image/draw"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/photo"
)

// TestAPartOutOfFocusIsDoubtful puts the lower half of a sharp page out of
// focus, as a phone does that is held askew.
func TestAPartOutOfFocusIsDoubtful(t *testing.T) {
	for _, kind := range []photo.Kind{photo.Licence, photo.IDBack, photo.DomainCertificate, photo.Letter} {
		good, _ := onDesk(t, kind, 1.5)
		w, h := good.Rect.Dx(), good.Rect.Dy()
		lower := image.Rect(0, h/2, w, h)
		img := imaging.Clone(good)
		draw.Draw(img, lower, imaging.Blur(good, 9), image.Pt(0, h/2), draw.Src)
		v := judge(photo.FromImage(img), kind)
		if v.Outcome == photo.Pass || !v.Has(photo.IssueBlur) {
			t.Errorf("%s: half of it out of focus is %s: %+v", kind, v.Outcome, v.Issues)
			continue
		}
		for _, i := range v.Issues {
			if i.Code != photo.IssueBlur || len(i.Places) == 0 {
				continue
			}
			if mid := (i.Places[0].Min.Y + i.Places[0].Max.Y) / 2; mid < h/2 {
				t.Errorf("%s: the soft part is shown at %v of %d×%d, want the lower half", kind, i.Places[0], w, h)
			}
		}
	}
}
