package photo_test

import (
	"context"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/filing/specimen"
	"beiandesk/app/photo"
)

// specimenPhoto is a drawn document on a desk, as a sharp photo.
func specimenPhoto(t testing.TB, kind photo.Kind) *image.NRGBA {
	t.Helper()
	file, err := specimen.JPEG(specimen.Kind(kind), specimen.Data{})
	if err != nil {
		t.Fatal(err)
	}
	return mustRead(t, "a.jpg", file).Upright()
}

// onDesk lays a document, cut out of its specimen, on a darker desk with room
// around it, turned by degrees.
func onDesk(t testing.TB, kind photo.Kind, degrees float64) (*image.NRGBA, photo.Quad) {
	t.Helper()
	img := specimenPhoto(t, kind)
	v := judge(photo.FromImage(img), kind)
	if v.Facts.Outline.Found {
		img = photo.Straighten(img, v.Facts.Outline.Quad)
	}
	// As a camera sees it: paper is not at the end of the scale, and nothing is
	// without noise.
	img = imaging.AdjustFunc(img, func(c color.NRGBA) color.NRGBA {
		less := func(v uint8) uint8 { return uint8(int(v) * 22 / 25) }
		c.R, c.G, c.B = less(c.R), less(c.G), less(c.B)
		return c
	})
	w, h := img.Rect.Dx(), img.Rect.Dy()
	desk := color.NRGBA{96, 84, 74, 255}
	turned := imaging.Rotate(img, -degrees, desk) // imaging turns the other way
	tw, th := turned.Rect.Dx(), turned.Rect.Dy()
	margin := max(tw, th) / 12
	out := imaging.New(tw+2*margin, th+2*margin, desk)
	out = imaging.Paste(out, turned, image.Pt(margin, margin))
	noise := rand.New(rand.NewPCG(1, uint64(len(kind))))
	for i := range out.Pix {
		if i%4 != 3 {
			out.Pix[i] = uint8(min(255, max(0, int(out.Pix[i])+noise.IntN(7)-3)))
		}
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	var q photo.Quad
	for i, p := range [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		x, y := p[0]*float64(w)/2, p[1]*float64(h)/2
		q[i] = photo.Point{X: x*cos - y*sin + float64(tw)/2 + float64(margin), Y: x*sin + y*cos + float64(th)/2 + float64(margin)}
	}
	return out, q
}

var documents = []photo.Kind{photo.Licence, photo.IDFront, photo.IDBack, photo.DomainCertificate, photo.Letter}

// each spoils a good picture in one way and names the code that must be said.
var each = []struct {
	name  string
	code  photo.IssueCode
	spoil func(img *image.NRGBA) *image.NRGBA
	not   []photo.Kind // kinds that are not judged by it
}{
	{"out of focus", photo.IssueBlur, func(img *image.NRGBA) *image.NRGBA { return imaging.Blur(img, 6) }, nil},
	{"shaken", photo.IssueBlur, func(img *image.NRGBA) *image.NRGBA { return motion(img, 24) }, nil},
	{"dark", photo.IssueDark, func(img *image.NRGBA) *image.NRGBA {
		return imaging.AdjustFunc(img, func(c color.NRGBA) color.NRGBA { c.R, c.G, c.B = c.R/4, c.G/4, c.B/4; return c })
	}, nil},
	{"over-exposed", photo.IssueOverexposed, func(img *image.NRGBA) *image.NRGBA {
		more := func(v uint8) uint8 { return uint8(min(255, int(v)*8/5+20)) }
		return imaging.AdjustFunc(img, func(c color.NRGBA) color.NRGBA { c.R, c.G, c.B = more(c.R), more(c.G), more(c.B); return c })
	}, nil},
	{"grey", photo.IssueGreyCopy, func(img *image.NRGBA) *image.NRGBA { return imaging.Grayscale(img) }, nil},
	{"small", photo.IssueLowResolution, func(img *image.NRGBA) *image.NRGBA { return imaging.Fit(img, 500, 500, imaging.Box) }, nil},
	{"cut off", photo.IssueCropped, func(img *image.NRGBA) *image.NRGBA {
		return imaging.Crop(img, image.Rect(img.Rect.Dx()/5, 0, img.Rect.Dx(), img.Rect.Dy()))
	}, nil},
	{"lying", photo.IssueRotated, func(img *image.NRGBA) *image.NRGBA { return photo.Rotate(1)(img) }, nil},
	{"upside down", photo.IssueRotated, func(img *image.NRGBA) *image.NRGBA { return photo.Rotate(2)(img) }, nil},
	{"lamp on it", photo.IssueGlare, func(img *image.NRGBA) *image.NRGBA {
		out := imaging.Clone(img)
		cx, cy, r := float64(img.Rect.Dx())*0.42, float64(img.Rect.Dy())*0.5, float64(min(img.Rect.Dx(), img.Rect.Dy()))*0.16
		for y := range out.Rect.Dy() {
			for x := range out.Rect.Dx() {
				d := math.Hypot(float64(x)-cx, float64(y)-cy) / r
				add := int(400 * math.Exp(-d*d*1.2))
				p := out.Pix[out.PixOffset(x, y):][:3]
				for k := range p {
					p[k] = uint8(min(255, int(p[k])+add))
				}
			}
		}
		return out
	}, nil},
}

func TestGoodPicturesPassAndEachFaultIsNamed(t *testing.T) {
	for _, kind := range documents {
		good, _ := onDesk(t, kind, 1.5)
		if v := judge(photo.FromImage(good), kind); v.Outcome != photo.Pass {
			t.Errorf("%s: a good picture is %s: %+v", kind, v.Outcome, v.Issues)
		}
		for _, c := range each {
			v := judge(photo.FromImage(c.spoil(good)), kind)
			if v.Outcome == photo.Pass || !v.Has(c.code) {
				t.Errorf("%s, %s: %s without %s: %+v", kind, c.name, v.Outcome, c.code, v.Issues)
			}
			for _, i := range v.Issues {
				if !isChineseSentence(i.Text) || i.Outcome != photo.Pass && !isChineseSentence(i.Remedy) {
					t.Errorf("%s, %s: %+v", kind, c.name, i)
				}
			}
		}
	}
}

// The place of a fault is where it was made.
func TestPlacesAreWhereTheFaultsAre(t *testing.T) {
	good, _ := onDesk(t, photo.Licence, 0)
	for _, c := range each {
		if c.name != "lamp on it" {
			continue
		}
		v := judge(photo.FromImage(c.spoil(good)), photo.Licence)
		mid := image.Pt(good.Rect.Dx()*42/100, good.Rect.Dy()/2)
		if len(v.Facts.Glare) == 0 || !mid.In(v.Facts.Glare[0]) {
			t.Errorf("glare at %v, want around %v", v.Facts.Glare, mid)
		}
	}
	cut := imaging.Crop(good, image.Rect(good.Rect.Dx()/5, 0, good.Rect.Dx(), good.Rect.Dy()))
	v := judge(photo.FromImage(cut), photo.Licence)
	if len(v.Facts.Outline.Cut) != 1 || v.Facts.Outline.Cut[0].Min.X != 0 || v.Facts.Outline.Cut[0].Dx() > cut.Rect.Dx()/20 {
		t.Errorf("cut at %v, want the left side", v.Facts.Outline.Cut)
	}
}

func TestTheOutlineIsFoundAtAnyAngle(t *testing.T) {
	for _, kind := range []photo.Kind{photo.Licence, photo.IDFront, photo.Letter} {
		for _, degrees := range []float64{0, 3, -12, 20, 33, 45} {
			img, want := onDesk(t, kind, degrees)
			o := judge(photo.FromImage(img), kind).Facts.Outline
			if !o.Found {
				t.Errorf("%s at %v°: no outline", kind, degrees)
				continue
			}
			far := 0.0
			for _, p := range want {
				near := math.Inf(1)
				for _, q := range o.Quad {
					near = min(near, math.Hypot(p.X-q.X, p.Y-q.Y))
				}
				far = max(far, near)
			}
			if limit := 0.012 * float64(max(img.Rect.Dx(), img.Rect.Dy())); far > limit {
				t.Errorf("%s at %v°: a corner is off by %.1f px, more than %.1f", kind, degrees, far, limit)
			}
		}
	}
}

// EXIF turns the picture: numbers stay, places turn with it.
func TestEveryOrientationIsJudgedAlike(t *testing.T) {
	img, _ := onDesk(t, photo.Licence, 4)
	want := judge(photo.FromImage(img), photo.Licence)
	for orientation, turns := range map[uint32]int{1: 0, 6: -1, 3: -2, 8: -3} {
		file := withSegment(asJPEG(t, photo.Rotate(turns)(img), 95), 0xe1, exifOrientation(bigEndian, 3, orientation))
		v := judge(mustRead(t, "a.jpg", file), photo.Licence)
		if v.Outcome != want.Outcome || v.Facts.Upright != want.Facts.Upright {
			t.Errorf("orientation %d: %s, turned %+v: %+v", orientation, v.Outcome, v.Facts.Upright, v.Issues)
		}
		for i, p := range v.Facts.Outline.Quad {
			if q := want.Facts.Outline.Quad[i]; math.Hypot(p.X-q.X, p.Y-q.Y) > 6 {
				t.Errorf("orientation %d: corner %d at %v, want %v", orientation, i, p, q)
			}
		}
	}
}

// What the program proposes mends what it found.
func TestTheProposalMends(t *testing.T) {
	for _, kind := range documents {
		good, _ := onDesk(t, kind, 14)
		for turns := range 4 {
			p := photo.FromImage(photo.Rotate(turns)(good))
			v := judge(p, kind)
			if v.Mend.None() {
				t.Errorf("%s turned by %d: nothing is proposed for %+v", kind, turns, v.Issues)
				continue
			}
			mended, err := photo.Judge(context.Background(), p, photo.Ask{Kind: kind, Edit: v.Mend})
			if err != nil {
				t.Fatal(err)
			}
			if mended.Outcome != photo.Pass {
				t.Errorf("%s turned by %d: mended by %+v it is %s: %+v", kind, turns, v.Mend, mended.Outcome, mended.Issues)
			}
			if !mended.Mend.None() {
				t.Errorf("%s turned by %d: proposes to mend again: %+v", kind, turns, mended.Mend)
			}
			// And the edited copy judged by itself is upright, too.
			copied := judge(photo.FromImage(v.Mend.Apply(p.Upright())), kind)
			if copied.Has(photo.IssueRotated) || copied.Has(photo.IssueSkewed) {
				t.Errorf("%s turned by %d: the copy is not straight: %+v", kind, turns, copied.Issues)
			}
		}
	}
}

func TestAScreenshotIsJudgedByItsOwnRules(t *testing.T) {
	for _, ground := range []color.NRGBA{{255, 255, 255, 255}, {32, 36, 44, 255}} {
		img := imaging.New(1600, 900, ground)
		text := page(1200, 700)
		for y := 0; y < 700; y++ {
			for x := 0; x < 1200; x++ {
				if c := text.NRGBAAt(x, y); c.R < 120 {
					img.SetNRGBA(x+200, y+100, color.NRGBA{255 - ground.R/2, 255 - ground.G/2, 255 - ground.B/2, 255})
				}
			}
		}
		v := judge(photo.FromImage(img), photo.DomainCertificate)
		if v.Outcome != photo.Pass || !v.Facts.Outline.Drawn {
			t.Errorf("on %v: %s, drawn %v: %+v", ground, v.Outcome, v.Facts.Outline.Drawn, v.Issues)
		}
		if v := judge(photo.FromImage(imaging.Blur(img, 5)), photo.DomainCertificate); !v.Has(photo.IssueBlur) {
			t.Errorf("blurred on %v: %+v", ground, v.Issues)
		}
	}
}

func TestALetterWithoutStampIsDoubted(t *testing.T) {
	img, _ := onDesk(t, photo.Letter, 1)
	black := imaging.AdjustFunc(img, func(c color.NRGBA) color.NRGBA {
		if int(c.R) > int(c.G)+40 && int(c.R) > int(c.B)+40 { // the stamp in black
			v := uint8((int(c.G) + int(c.B)) / 2)
			c.R, c.G, c.B = v, v, v
		}
		return c
	})
	v := judge(photo.FromImage(black), photo.Letter)
	if !v.Has(photo.IssueNoStamp) || v.Outcome != photo.Doubtful {
		t.Errorf("%s: %+v", v.Outcome, v.Issues)
	}
}

func TestWhatCannotBeJudgedIsAsked(t *testing.T) {
	img, _ := onDesk(t, photo.Licence, 0)
	codes := map[string]bool{}
	for _, q := range judge(photo.FromImage(img), photo.Licence).Asked {
		codes[q.Code] = true
	}
	if !codes["watermark"] || !codes["retouched"] || !codes["colour-copy"] {
		t.Errorf("asked is only %v", codes)
	}
}
