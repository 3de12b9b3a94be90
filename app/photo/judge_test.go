package photo_test

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/photo"
	"beiandesk/assets"
)

// motion smears along x by n pixels, as a shaken camera does.
func motion(img *image.NRGBA, n int) *image.NRGBA {
	out := image.NewNRGBA(img.Rect)
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for y := range h {
		for x := range w {
			var sum [3]int
			for k := range n {
				i := img.PixOffset(min(x+k, w-1), y)
				for c := range sum {
					sum[c] += int(img.Pix[i+c])
				}
			}
			o := out.PixOffset(x, y)
			for c := range sum {
				out.Pix[o+c] = uint8(sum[c] / n)
			}
			out.Pix[o+3] = 255
		}
	}
	return out
}

func TestSharpPassesAndBlurIsFound(t *testing.T) {
	sharp, _ := onDesk(t, photo.Licence, 1)
	last := 99.0
	for _, c := range []struct {
		sigma float64
		want  photo.Outcome
	}{{0, photo.Pass}, {0.7, photo.Pass}, {1.2, photo.Doubtful}, {2, photo.Reject}, {3.2, photo.Reject}, {6, photo.Reject}} {
		img := sharp
		if c.sigma > 0 {
			img = imaging.Blur(sharp, c.sigma)
		}
		v := judge(mustRead(t, "a.jpg", asJPEG(t, img, 92)), photo.Licence)
		t.Logf("sigma %.1f: q %.2f, blur %.1f %% of text %.0f px, %s", c.sigma, v.Facts.Q, 100*v.Facts.Blur, v.Facts.TextPx, v.Outcome)
		if v.Facts.Q >= last {
			t.Errorf("sigma %.1f: q %.2f is not below that of less blur, %.2f", c.sigma, v.Facts.Q, last)
		}
		last = v.Facts.Q
		if v.Outcome != c.want {
			t.Errorf("sigma %.1f: %s (blur %.4f), want %s", c.sigma, v.Outcome, v.Facts.Blur, c.want)
		}
		if v.Outcome == photo.Pass {
			continue
		}
		issue := v.Issues[0]
		if issue.Code != photo.IssueBlur || issue.Measured != 100*v.Facts.Blur || issue.Unit != "%" || len(issue.Places) == 0 || !isChineseSentence(issue.Text) {
			t.Errorf("sigma %.1f: %+v", c.sigma, issue)
		}
	}
}

func TestMotionInOneDirectionIsFound(t *testing.T) {
	sharp, _ := onDesk(t, photo.Letter, 1)
	for pixels, pass := range map[int]bool{1: true, 2: true, 12: false, 20: false} {
		v := judge(photo.FromImage(motion(sharp, pixels)), photo.Letter)
		t.Logf("%d px: q %.2f, even %.2f, %s", pixels, v.Facts.Q, v.Facts.Even, v.Outcome)
		if (v.Outcome == photo.Pass) != pass {
			t.Errorf("%d px: %s, q %.2f", pixels, v.Outcome, v.Facts.Q)
		}
	}
}

// A shake that comes back leaves two sharp pictures beside each other: every
// edge is there, and yet nothing can be read.
func TestADoubleImageIsFound(t *testing.T) {
	sharp, _ := onDesk(t, photo.Letter, 1)
	w, h := sharp.Rect.Dx(), sharp.Rect.Dy()
	double := image.NewNRGBA(sharp.Rect)
	for y := range h {
		for x := range w {
			o := double.PixOffset(x, y)
			for c := range 3 {
				sum := 0
				for k := range 4 {
					sum += int(sharp.Pix[sharp.PixOffset(min(x+6*k, w-1), y)+c])
				}
				double.Pix[o+c] = uint8(sum / 4)
			}
			double.Pix[o+3] = 255
		}
	}
	if v := judge(photo.FromImage(double), photo.Letter); !v.Has(photo.IssueBlur) {
		t.Errorf("%s, even %.2f, q %.2f: %+v", v.Outcome, v.Facts.Even, v.Facts.Q, v.Issues)
	}
}

func TestDarknessAndContrastAreNotBlur(t *testing.T) {
	sharp := page(1600, 1131)
	q := judge(photo.FromImage(sharp), photo.Licence).Facts.Q
	dark := imaging.AdjustFunc(sharp, func(c colorNRGBA) colorNRGBA { c.R, c.G, c.B = c.R/4, c.G/4, c.B/4; return c })
	if got := judge(photo.FromImage(dark), photo.Licence).Facts.Q; got < q*0.95 || got > q*1.05 {
		t.Errorf("q of a dark copy is %.2f, of the original %.2f", got, q)
	}
}

func TestAnEmptyPictureIsNotSharp(t *testing.T) {
	blank := photo.FromImage(image.NewGray(image.Rect(0, 0, 1600, 1200)))
	if v := judge(blank, photo.Licence); v.Outcome != photo.Reject || v.Facts.Q > 1.01 || !v.Facts.Softest.Empty() {
		t.Errorf("%+v", v)
	}
	for _, r := range []image.Rectangle{image.Rect(0, 0, 1, 1), image.Rect(0, 0, 2, 900), image.Rect(0, 0, 19000, 1)} {
		if v := judge(photo.FromImage(image.NewGray(r)), photo.Other); v.Outcome != photo.Reject {
			t.Errorf("%v: %v", r, v.Outcome)
		}
	}
}

func TestSizeLimitsPerKind(t *testing.T) {
	for kind, limit := range map[photo.Kind]int{
		photo.Licence: 1000, photo.IDFront: 800, photo.IDBack: 800, photo.DomainCertificate: 800, photo.Letter: 1000, photo.Portrait: 400, photo.Other: 800,
	} {
		for long, refused := range map[int]bool{limit - 1: true, limit: false} {
			v := judge(photo.FromImage(page(long*3/4, long)), kind) // tall: the long side counts
			got := false
			for _, issue := range v.Issues {
				if issue.Code == photo.IssueLowResolution && issue.Limit == float64(limit) {
					got = issue.Outcome == photo.Reject
					if issue.Measured != float64(long) || issue.Unit != "px" || !isChineseSentence(issue.Text) {
						t.Errorf("%s %d: %+v", kind, long, issue)
					}
				}
			}
			if got != refused {
				t.Errorf("%s at %d px: refused is %v", kind, long, got)
			}
		}
	}
}

// Where the document is known, its text decides, not the size of the picture.
func TestSmallTextIsRefused(t *testing.T) {
	img, _ := onDesk(t, photo.Licence, 0)
	for _, c := range []struct {
		text float64
		want photo.Outcome
	}{{8, photo.Reject}, {13, photo.Doubtful}, {18, photo.Pass}} {
		now := judge(photo.FromImage(img), photo.Licence).Facts.TextPx
		small := imaging.Resize(img, int(float64(img.Rect.Dx())*c.text/now), 0, imaging.Box)
		wide := imaging.New(max(1100, small.Rect.Dx()), max(1100, small.Rect.Dy()), color.NRGBA{96, 84, 74, 255})
		v := judge(photo.FromImage(imaging.PasteCenter(wide, small)), photo.Licence)
		got := photo.Pass
		for _, i := range v.Issues {
			if i.Code == photo.IssueLowResolution {
				got = i.Outcome
			}
		}
		if got != c.want || math.Abs(v.Facts.TextPx-c.text) > 1 {
			t.Errorf("text of %.0f px: %s, measured %.1f", c.text, got, v.Facts.TextPx)
		}
	}
}

func TestTheSoftPlaceIsShownUpright(t *testing.T) {
	// A page whose lower right corner is out of focus.
	img := page(1600, 1200)
	corner := image.Rect(1000, 900, 1600, 1200)
	img = imaging.Paste(img, imaging.Crop(imaging.Blur(img, 4), corner), corner.Min)
	v := judge(photo.FromImage(img), photo.Licence)
	if !v.Facts.Softest.In(corner) || v.Facts.Softest.Empty() {
		t.Errorf("softest place %v", v.Facts.Softest)
	}
	// The same, stored lying on its side by a camera: orientation 6.
	turned := photo.Rotate(-1)(img)
	file := withSegment(asJPEG(t, turned, 95), 0xe1, exifOrientation(bigEndian, 3, 6))
	v = judge(mustRead(t, "a.jpg", file), photo.Licence)
	if v.Facts.W != 1600 || !v.Facts.Softest.In(corner) || v.Facts.Softest.Empty() {
		t.Errorf("stored turned: %d wide, softest place %v", v.Facts.W, v.Facts.Softest)
	}
}

func TestTheSameFromJPEGPNGAndEveryTurn(t *testing.T) {
	img := page(1600, 1200)
	want := judge(photo.FromImage(img), photo.Licence).Facts.Q
	for orientation := 1; orientation <= 8; orientation++ {
		file := withSegment(asJPEG(t, img, 98), 0xe1, exifOrientation(bigEndian, 3, uint32(orientation)))
		if got := judge(mustRead(t, "a.jpg", file), photo.Licence).Facts.Q; got < want*0.98 || got > want*1.02 {
			t.Errorf("orientation %d: q %.3f, want %.3f", orientation, got, want)
		}
	}
}

func TestTheMostSeriousIssueComesFirst(t *testing.T) {
	img, _ := onDesk(t, photo.Licence, 14) // doubtfully turned, surely blurred
	v := judge(photo.FromImage(imaging.Blur(img, 6)), photo.Licence)
	if len(v.Issues) < 2 || v.Issues[0].Code != photo.IssueBlur || v.Issues[0].Outcome != photo.Reject || v.Issues[1].Outcome != photo.Doubtful || v.Outcome != photo.Reject {
		t.Errorf("%+v", v.Issues)
	}
}

func TestTheTableIsReadStrictly(t *testing.T) {
	sound := string(assets.PhotoLimits())
	if _, err := photo.ParseTable([]byte(sound)); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string][2]string{
		"unknown field":    {`"format": 2`, `"format": 2, "remark": ""`},
		"misspelt field":   {`"bound":`, `"bnd":`},
		"unknown kind":     {`"kind": "licence"`, `"kind": "license"`},
		"unknown measure":  {`"measure": "long-side"`, `"measure": "longside"`},
		"unknown bound":    {`"at-least"`, `"atleast"`},
		"unknown basis":    {`"basis": "measured"`, `"basis": "guess"`},
		"wrong order":      {`"reject": 1.8`, `"reject": 2.8`},
		"negative":         {`"reject": 1000`, `"reject": -1`},
		"text for number":  {`"reject": 1000`, `"reject": "1000"`},
		"no limit at all":  {`"reject": 1000, "doubtful": 1500, `, ``},
		"no source":        {`"date": "2026-11-23"`, `"date": ""`},
		"another format":   {`"format": 2`, `"format": 1`},
		"no version":       {`"version": "2026-11-26"`, `"version": ""`},
		"text after it":    {"\n  ]\n}\n", "\n  ]\n}\n{}"},
		"a row twice":      {`"kind": "id-front"`, `"kind": "licence"`},
		"a row is missing": {`{"kind": "licence", "measure": "long-side"`, `{"kind": "other", "measure": "long-side"`},
	} {
		broken := strings.Replace(sound, change[0], change[1], 1)
		if broken == sound {
			t.Fatalf("%s: the table does not hold %s", what, change[0])
		}
		_, err := photo.ParseTable([]byte(broken))
		refused(t, what, err, photo.CodeLimits)
	}
}

func FuzzParseTable(f *testing.F) {
	f.Add(assets.PhotoLimits())
	f.Add([]byte(`{"format":2,"version":"x","rows":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := photo.ParseTable(data)
		if err != nil {
			return
		}
		for _, kind := range photo.Kinds() {
			row, ok := table.Row(kind, photo.LongSide)
			if !ok || row.Source == "" || row.Reject == nil && row.Doubtful == nil {
				t.Errorf("%+v", row)
			}
		}
	})
}
