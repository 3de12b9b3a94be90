package photo_test

import (
	"image"
	"math"
	"testing"

	"beiandesk/app/photo"
)

func TestKindsAreGuessedFromNames(t *testing.T) {
	for name, want := range map[string]photo.Kind{
		"营业执照副本.jpg": photo.Licence, "Business License (2).PNG": photo.Licence, "licence_007.jpg": photo.Licence,
		"身份证正面.jpg": photo.IDFront, "法人身份证-人像面.jpg": photo.IDFront, "idfront_ok.jpg": photo.IDFront, "身份证.jpg": photo.IDFront,
		"身份证反面.jpg": photo.IDBack, "身份证国徽面.jpg": photo.IDBack, "ID_BACK.jpg": photo.IDBack,
		"域名证书.png": photo.DomainCertificate, "域名授权书.jpg": photo.Letter, "domain.png": photo.DomainCertificate,
		"授权委托书.jpg": photo.Letter, "letter3.jpg": photo.Letter, "承诺书.jpg": photo.Letter,
		"负责人人像.jpg": photo.Portrait, "portrait.jpg": photo.Portrait,
		// Nothing certain.
		"IMG_2031.jpg": "", "background.jpg": "", "frontier.png": "", "": "", "surface.jpg": "",
	} {
		kind, ok := photo.GuessKind(name)
		if ok != (want != "") || ok && kind != want || !ok && kind != photo.Other {
			t.Errorf("%s: %s %v, want %q", name, kind, ok, want)
		}
	}
}

func TestPicturesAreKnownByEndingOrContent(t *testing.T) {
	for _, c := range []struct {
		name, begin string
		want        bool
	}{
		{"a.JPG", "", true}, {"a.heic", "x", true}, {"scan.pdf", "", true}, {"无后缀", "\xff\xd8\xff\xe0", true},
		{"a.txt", "text", false}, {"filing.json", "{}", false}, {"", "", false},
	} {
		if got := photo.LooksLikePicture(c.name, []byte(c.begin)); got != c.want {
			t.Errorf("%q: %v", c.name, got)
		}
	}
}

// TestMarksStandWhereTheFindingsAre in the small copy, and none elsewhere.
func TestMarksStandWhereTheFindingsAre(t *testing.T) {
	grey := image.NewNRGBA(image.Rect(0, 0, 800, 600))
	for i := range grey.Pix {
		grey.Pix[i] = 128
		if i%4 == 3 {
			grey.Pix[i] = 255
		}
	}
	v := photo.Verdict{Facts: photo.Facts{Outline: photo.Outline{Found: true, Quad: photo.Quad{{100, 100}, {700, 100}, {700, 500}, {100, 500}}}},
		Issues: []photo.Issue{{Outcome: photo.Reject, Places: []image.Rectangle{image.Rect(300, 300, 400, 400)}},
			{Outcome: photo.Doubtful, Places: []image.Rectangle{image.Rect(500, 200, 600, 300)}}, {Outcome: photo.Pass, Places: []image.Rectangle{image.Rect(20, 20, 60, 60)}}}}
	p := photo.FromImage(grey)
	out := photo.Marked(p, v, 400)
	if out.Rect.Max != image.Pt(400, 300) {
		t.Fatalf("size %v", out.Rect.Max)
	}
	at := func(x, y int) string {
		c := out.NRGBAAt(x, y)
		switch {
		case c.R == c.G && c.G == c.B:
			return "none"
		case c.B > c.R:
			return "blue"
		case c.G > 100:
			return "amber"
		}
		return "red"
	}
	for p, want := range map[image.Point]string{{200, 50}: "blue", {350, 150}: "blue", {175, 150}: "red", {200, 175}: "red",
		{275, 100}: "amber", {20, 10}: "none", {175, 175}: "none", {10, 150}: "none"} {
		if got := at(p.X, p.Y); got != want {
			t.Errorf("%v is %s, want %s", p, got, want)
		}
	}
	if p.Upright().NRGBAAt(200, 100).B != 128 {
		t.Error("the picture itself was drawn on")
	}
	// Numbers that no finder should give do no harm.
	v.Facts.Outline.Quad = photo.Quad{{math.NaN(), 0}, {math.Inf(1), -5}, {1e12, 1e12}, {-1e12, 9}}
	photo.Marked(p, v, 5000)
	full := photo.Marked(p, photo.Verdict{Facts: photo.Facts{Outline: photo.Outline{Found: true, Full: true}}}, 5000)
	if full.Rect != grey.Rect || full.NRGBAAt(0, 0).B != 128 {
		t.Error("a scan needs no frame, a small picture no enlarging")
	}
}

// TestASmallCopyIsTheUprightPicture in every orientation and at sizes that do
// not divide.
func TestASmallCopyIsTheUprightPicture(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		file := withSegment(asJPEG(t, quarters(640, 322), 95), 0xe1, exifOrientation(bigEndian, 3, uint32(orientation)))
		p := mustRead(t, "a.jpg", file)
		full := p.Upright()
		for _, long := range []int{100, 321, 400, 639, 640, 9000} {
			small := p.Small(long)
			w, h := small.Rect.Dx(), small.Rect.Dy()
			if most := min(long, 640); max(w, h) != most || (w > h) != (p.Width > p.Height) {
				t.Fatalf("orientation %d, long %d: %d×%d", orientation, long, w, h)
			}
			for _, q := range []image.Point{{1, 1}, {3, 1}, {1, 3}, {3, 3}} {
				got, want := nameOf(small.NRGBAAt(w*q.X/4, h*q.Y/4)), nameOf(full.NRGBAAt(p.Width*q.X/4, p.Height*q.Y/4))
				if got != want {
					t.Errorf("orientation %d, long %d, %v: %s, want %s", orientation, long, q, got, want)
				}
			}
		}
	}
}
