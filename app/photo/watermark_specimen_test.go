package photo_test

import (
	"image"
	"slices"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/filing/specimen"
	"beiandesk/app/photo"
)

// specimens are every specimen as it is drawn, and as small as the pages whose
// limits are known still take it.
func specimens(t *testing.T) map[string]*image.NRGBA {
	t.Helper()
	out := map[string]*image.NRGBA{}
	for _, k := range specimen.Kinds() {
		img, err := specimen.Draw(k, specimen.Fictional())
		if err != nil {
			t.Fatal(err)
		}
		out[string(k)] = imaging.Clone(img)
		out[string(k)+" small"] = imaging.Fit(img, 1280, 1280, imaging.Lanczos)
	}
	return out
}

// inkIn counts the pixels of r that stand off the paper around them as the
// strokes of a character do: darker by 60 grey levels than the median of r.
func inkIn(img *image.NRGBA, r image.Rectangle) int {
	var luma []int
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := img.NRGBAAt(x, y)
			luma = append(luma, (int(c.R)*299+int(c.G)*587+int(c.B)*114)/1000)
		}
	}
	sorted := slices.Sorted(slices.Values(luma))
	paper, n := sorted[len(sorted)/2], 0
	for _, v := range luma {
		if v < paper-60 || v > paper+60 {
			n++
		}
	}
	return n
}

// TestTheMarkOutlivesEveryCutAndCoversNoText on every specimen: whichever
// corner quarter or edge strip of 15 % is cut away, a whole mark is left.
func TestTheMarkOutlivesEveryCutAndCoversNoText(t *testing.T) {
	for name, img := range specimens(t) {
		out, err := photo.Watermark(img, photo.WatermarkText("yangben-shangcheng.com.cn", day), photo.ReadablePx)
		if err != nil || !out.Calm || !out.Lasting || out.Px < photo.ReadablePx {
			t.Errorf("%s: calm %v, lasting %v, %.0f pixels, %v", name, out.Calm, out.Lasting, out.Px, err)
			continue
		}
		for _, cut := range photo.Cuts(img.Rect) {
			left := slices.DeleteFunc(slices.Clone(out.Places), cut.Overlaps)
			if len(left) == 0 {
				t.Errorf("%s: nothing is left of %v when %v is cut away", name, out.Places, cut)
			}
		}
		for _, p := range out.Places {
			if n := inkIn(img, p); n > 0 {
				t.Errorf("%s: the mark at %v covers %d pixels of ink", name, p, n)
			}
			if !p.In(img.Rect) {
				t.Errorf("%s: the mark at %v is not whole", name, p)
			}
		}
	}
}
