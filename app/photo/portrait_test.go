package photo

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/filing/specimen"
)

// person is the drawn specimen: a face that the finder knows, on white.
func person(t testing.TB) *image.NRGBA {
	t.Helper()
	img, err := specimen.Draw(specimen.Portrait, specimen.Data{})
	if err != nil {
		t.Fatal(err)
	}
	return opaque(img)
}

// mapped changes each pixel.
func mapped(img *image.NRGBA, change func(x, y int, c color.NRGBA) color.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(img.Rect)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			out.SetNRGBA(x, y, change(x, y, img.NRGBAAt(x, y)))
		}
	}
	return out
}

// isWall tells the drawn wall, which is nearly white and beside the figure.
func isWall(x, y int, c color.NRGBA) bool {
	return y < 1050 && c.R > 225 && c.G > 225 && c.B > 225 && (x < 360 || x > 840 || y < 330)
}

func times(f float64) func(int, int, color.NRGBA) color.NRGBA {
	l := func(v uint8) uint8 { return uint8(min(float64(v)*f, 255)) }
	return func(_, _ int, c color.NRGBA) color.NRGBA { return color.NRGBA{l(c.R), l(c.G), l(c.B), 255} }
}

func wallOf(wall color.NRGBA) func(int, int, color.NRGBA) color.NRGBA {
	return func(x, y int, c color.NRGBA) color.NRGBA {
		if isWall(x, y, c) {
			return wall
		}
		return c
	}
}

// clad gives the figure clothes of another colour.
func clad(img *image.NRGBA, tone color.NRGBA) *image.NRGBA {
	return mapped(img, func(x, y int, c color.NRGBA) color.NRGBA {
		if y > 1080 && c.R < 130 && c.B > c.R-8 {
			return tone
		}
		return c
	})
}

func portraitVerdict(t *testing.T, img *image.NRGBA, edit Edit) Verdict {
	t.Helper()
	v, err := Judge(context.Background(), FromImage(img), Ask{Kind: Portrait, Edit: edit})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestPortraitIssues(t *testing.T) {
	base := person(t)
	cut := func(r image.Rectangle, change ...func(x, y int, c color.NRGBA) color.NRGBA) *image.NRGBA {
		img := base
		for _, c := range change {
			img = mapped(img, c)
		}
		return opaque(img.SubImage(r))
	}
	pair := image.NewNRGBA(image.Rect(0, 0, 2000, 1600))
	draw.Draw(pair, pair.Rect, image.NewUniform(color.NRGBA{250, 250, 250, 255}), image.Point{}, draw.Src)
	draw.Draw(pair, image.Rect(0, 0, 1000, 1600), base, image.Pt(100, 0), draw.Src)
	draw.Draw(pair, image.Rect(1000, 0, 2000, 1600), base, image.Pt(100, 0), draw.Src)
	far := image.NewNRGBA(image.Rect(0, 0, 1800, 2400))
	draw.Draw(far, far.Rect, image.NewUniform(color.NRGBA{250, 250, 250, 255}), image.Point{}, draw.Src)
	draw.Draw(far, image.Rect(600, 1600, 1200, 2400), imaging.Resize(base, 600, 800, imaging.Box), image.Point{}, draw.Src)
	picture := mapped(base, func(x, y int, c color.NRGBA) color.NRGBA {
		if image.Pt(x, y).In(image.Rect(60, 120, 260, 330)) {
			return color.NRGBA{150, 90, 60, 255}
		}
		return c
	})
	shirt := clad(base, color.NRGBA{235, 235, 235, 255})
	grey := mapped(base, func(_, _ int, c color.NRGBA) color.NRGBA {
		y := color.GrayModel.Convert(c).(color.Gray).Y
		return color.NRGBA{y, y, y, 255}
	})
	for _, c := range []struct {
		why   string
		img   *image.NRGBA
		code  IssueCode // "" passes
		worst Outcome
	}{
		{"as drawn", base, "", Pass},
		{"small", imaging.Resize(base, 480, 640, imaging.Box), "", Pass},
		{"a warm lamp", mapped(base, func(_, _ int, c color.NRGBA) color.NRGBA {
			return color.NRGBA{c.R, uint8(float64(c.G) * 0.96), uint8(float64(c.B) * 0.88), 255}
		}), "", Pass},
		{"a wall that falls off", mapped(base, func(x, y int, c color.NRGBA) color.NRGBA {
			return times(1-0.14*float64(x)/1200)(x, y, c)
		}), "", Pass},
		{"a blue wall", mapped(base, wallOf(color.NRGBA{66, 140, 220, 255})), IssueBackground, Reject},
		{"a beige wall", mapped(base, wallOf(color.NRGBA{222, 205, 180, 255})), IssueBackground, Reject},
		{"a grey wall", mapped(base, wallOf(color.NRGBA{140, 140, 140, 255})), IssueBackground, Reject},
		{"a light grey wall", mapped(base, wallOf(color.NRGBA{198, 198, 198, 255})), IssueBackground, Doubtful},
		{"a picture on the wall", picture, IssueBackground, Doubtful},
		{"white clothes", shirt, IssueClothes, Doubtful},
		{"shaded white clothes", clad(base, color.NRGBA{200, 200, 201, 255}), IssueClothes, Doubtful},
		{"light beige clothes", clad(base, color.NRGBA{214, 192, 160, 255}), "", Pass},
		{"a dark jacket over a white shirt", mapped(base, func(x, y int, c color.NRGBA) color.NRGBA {
			if y > 1040 && max(x-600, 600-x) < 170-(y-1040)/4 {
				return color.NRGBA{242, 242, 242, 255}
			}
			return c
		}), "", Pass},
		{"a pink wall", mapped(base, wallOf(color.NRGBA{236, 208, 214, 255})), IssueBackground, Reject},
		{"writing all over the wall", mapped(base, func(x, y int, c color.NRGBA) color.NRGBA {
			if isWall(x, y, c) && x%24 < 7 && y%32 < 8 {
				return color.NRGBA{70, 70, 90, 255}
			}
			return c
		}), IssueBackground, Doubtful},
		{"a grey wall that a narrow picture leaves little of", cut(image.Rect(255, 230, 945, 1500), wallOf(color.NRGBA{140, 140, 140, 255})), IssueBackground, Reject},
		{"burnt out beyond recognition", mapped(base, times(3)), IssueOverexposed, Reject},
		{"dark", mapped(base, times(0.25)), IssueDark, Reject},
		{"burnt out", mapped(base, times(1.5)), IssueOverexposed, Reject},
		{"grey", grey, IssueGreyCopy, Reject},
		{"blurred", imaging.Blur(base, 9), IssueBlur, Reject},
		{"two people", pair, IssueManyFaces, Reject},
		{"far away", far, IssueFaceSmall, Doubtful},
		{"head cut off", cut(image.Rect(100, 420, 1100, 1500)), IssueCropped, Doubtful},
		{"few pixels", imaging.Resize(base, 240, 320, imaging.Box), IssueLowResolution, Reject},
		{"nobody", cut(image.Rect(0, 1000, 1200, 1600)), IssueNoFace, Reject},
	} {
		v := portraitVerdict(t, c.img, Edit{})
		for _, i := range v.Issues {
			if !strings.HasSuffix(i.Text, "。") || i.Outcome != Pass && i.Remedy != "" && !strings.HasSuffix(i.Remedy, "。") {
				t.Errorf("%s: %q %q is no sentence", c.why, i.Text, i.Remedy)
			}
		}
		if c.code == "" {
			if len(v.Issues) > 0 {
				t.Errorf("%s: %v", c.why, v.Issues)
			}
			continue
		}
		outcome := Pass
		for _, i := range v.Issues {
			if i.Code == c.code {
				outcome = i.Outcome
			}
		}
		if outcome.rank() < c.worst.rank() {
			t.Errorf("%s: want %s %s, got %v\n%+v", c.why, c.worst, c.code, v.Issues, v.Facts.Portrait)
		}
	}
}

func TestATurnedPortraitIsTurnedBack(t *testing.T) {
	base := person(t)
	for turn := 1; turn < 4; turn++ {
		img := Rotate(turn)(base)
		v := portraitVerdict(t, img, Edit{})
		want := 4 - turn
		if !v.Has(IssueRotated) || v.Facts.Portrait.Turn != want {
			t.Errorf("turned by %d: Turn %d, want %d; %v", turn, v.Facts.Portrait.Turn, want, v.Issues)
			continue
		}
		// The place is given in the picture as it lies.
		onto, _, _ := Edit{Turn: turn}.Onto(1200, 1600)
		if at := onto(Point{600, 740}); !image.Pt(int(at.X), int(at.Y)).In(v.Facts.Portrait.Faces[0]) {
			t.Errorf("turned by %d: face %v, want around %v", turn, v.Facts.Portrait.Faces[0], at)
		}
		if v := portraitVerdict(t, img, Edit{Turn: want}); len(v.Issues) > 0 {
			t.Errorf("turned back by the person: %v", v.Issues)
		}
	}
}

func TestACutOutPortraitIsJudgedByItself(t *testing.T) {
	base := person(t)
	room := image.NewNRGBA(image.Rect(0, 0, 3000, 2000))
	draw.Draw(room, room.Rect, image.NewUniform(color.NRGBA{90, 60, 40, 255}), image.Point{}, draw.Src)
	draw.Draw(room, image.Rect(200, 300, 1400, 1900), base, image.Point{}, draw.Src)
	part := Quad{{200.0 / 3000, 300.0 / 2000}, {1400.0 / 3000, 300.0 / 2000}, {1400.0 / 3000, 1900.0 / 2000}, {200.0 / 3000, 1900.0 / 2000}}
	v := portraitVerdict(t, room, Edit{Corners: &part})
	if len(v.Issues) > 0 {
		t.Errorf("got %v", v.Issues)
	}
	if f := v.Facts.Portrait.Faces; len(f) != 1 || !image.Pt(800, 1040).In(f[0]) {
		t.Errorf("faces %v", f)
	}
	if v := portraitVerdict(t, room, Edit{}); !v.Has(IssueBackground) {
		t.Errorf("the whole room passes: %v", v.Issues)
	}
}

func TestUndoIsTheReverseOfOnto(t *testing.T) {
	part := Quad{{0.1, 0.2}, {0.8, 0.1}, {0.9, 0.9}, {0.2, 0.7}}
	for turn := -1; turn < 5; turn++ {
		for _, e := range []Edit{{Turn: turn}, {Corners: &part, Turn: turn}} {
			onto, _, _ := e.Onto(700, 400)
			undo := e.undo(700, 400)
			for _, p := range []Point{{300, 200}, {350, 210}, {420, 150}} {
				if q := undo(onto(p)); q.X-p.X > 0.01 || p.X-q.X > 0.01 || q.Y-p.Y > 0.01 || p.Y-q.Y > 0.01 {
					t.Errorf("%+v: %v comes back as %v", e, p, q)
				}
			}
		}
	}
}

func TestPortraitStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := measurePortrait(ctx, FromImage(person(t)), Edit{}); err == nil {
		t.Error("went on")
	}
}

func TestPortraitOfStrangeSizes(t *testing.T) {
	for _, r := range []image.Rectangle{image.Rect(0, 0, 1, 1), image.Rect(0, 0, 3, 900), image.Rect(0, 0, 2000, 2), image.Rect(0, 0, 40, 40)} {
		if _, err := measurePortrait(context.Background(), FromImage(image.NewGray(r)), Edit{}); err != nil {
			t.Errorf("%v: %v", r, err)
		}
	}
}

func BenchmarkPortrait12MP(b *testing.B) {
	big := imaging.Resize(person(b), 3000, 4000, imaging.Linear)
	var file bytes.Buffer
	if err := jpeg.Encode(&file, big, nil); err != nil {
		b.Fatal(err)
	}
	p, err := Read(context.Background(), "a.jpg", file.Bytes())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		fact, err := measurePortrait(context.Background(), p, Edit{})
		if err != nil || len(fact.Faces) != 1 {
			b.Fatal(fact, err)
		}
	}
}
