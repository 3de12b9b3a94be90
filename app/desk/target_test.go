package desk_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/desk"
	"beiandesk/app/parcel"
	"beiandesk/app/photo"
	"beiandesk/app/rule/table"
)

func TestTargetsKeepWhatIsKnownAndSayWhatIsNot(t *testing.T) {
	b := newBench(t)
	of := func(id string) desk.Target { return desk.TargetOf(b.Tables(), id) }
	if got := of("generic").Limits; got != photo.SafeLimits() || !of("generic").Known {
		t.Errorf("the generic row %+v is not what package photo calls safe %+v", got, photo.SafeLimits())
	}
	for id, want := range map[string]photo.Limits{
		"":           photo.SafeLimits(),
		"aliyun":     {MaxBytes: 4_000_000, MaxSide: 5000},
		"volcengine": {MaxBytes: 5_000_000, MaxSide: 5000, MinShort: 300, MinLong: 500},
		"police":     {MaxBytes: 400_000, MaxSide: 5000},
		"xinnet":     {MaxBytes: 81_920, MaxSide: 5000},
		"tencent":    photo.SafeLimits(), // publishes no size
		"ucloud":     photo.SafeLimits(),
		"baidu":      photo.SafeLimits(), // a provider without a row
		"nobody":     photo.SafeLimits(),
	} {
		if got := of(id); got.Limits != want || got.Name == "" || got.Source == "" || got.Date == "" {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	for _, id := range []string{"tencent", "ucloud", "douyin", "baidu"} {
		if x := of(id); x.Known || !strings.Contains(strings.Join(x.Notes, ""), "没有查到“"+x.Name+"”") {
			t.Errorf("%s passes for known: %+v", id, x)
		}
	}
	if x := of("police"); !x.Known || len(x.ByKind) > 0 || x.Name != "公安联网备案" || !strings.Contains(strings.Join(x.Notes, ""), "没有查到边长") {
		t.Errorf("%+v", x)
	}
	if x := of("baidu"); x.Name != "百度智能云" {
		t.Errorf("a provider without a row is called %q", x.Name)
	}
	ali := of("aliyun")
	if ali.For(photo.DomainCertificate).MinBytes != 204_800 || ali.For(photo.Licence).MinBytes != 0 || ali.For(photo.Portrait).MinLong != 800 {
		t.Errorf("limits by kind %+v", ali.ByKind)
	}
	list := b.Targets()
	if len(list) < 12 || list[0].ID != table.GenericProvider || slices.ContainsFunc(list, func(x desk.Target) bool { return x.ID == "portrait-2010" }) {
		t.Errorf("offered %v", list)
	}
}

func TestTheChoiceOfATargetLastsForTheRun(t *testing.T) {
	b := newBench(t)
	b.ChooseTarget("a", "police")
	if b.ChosenTarget("a") != "police" || b.ChosenTarget("b") != "" {
		t.Error("the choice is not that of one filing")
	}
	b.ChooseTarget("a", "")
	if b.ChosenTarget("a") != "" {
		t.Error("it does not follow the provider again")
	}
}

// TestAnExportGoesToTheProviderOrTheChosenTarget.
func TestAnExportGoesToTheProviderOrTheChosenTarget(t *testing.T) {
	b := newBench(t)
	v := ready(t, b)
	v = b.edit(v, "provider", "xinnet")
	for target, most := range map[string]int{"": 81_920, "police": 400_000} {
		dest := filepath.Join(t.TempDir(), "a.zip")
		if _, err := b.Export(t.Context(), v.Filing.ID, desk.ExportOptions{Dest: dest, Anyway: true, Target: target}, nil); err != nil {
			t.Fatal(err)
		}
		in, err := parcel.Open(t.Context(), dest)
		if err != nil {
			t.Fatal(err)
		}
		largest := 0
		for _, data := range in.Pictures {
			largest = max(largest, len(data))
		}
		if largest == 0 || largest > most {
			t.Errorf("%q: %d bytes, allowed are %d", target, largest, most)
		}
		if target == "police" && largest < 82_000 {
			t.Errorf("sized for the provider, not for the police: %d bytes", largest)
		}
	}
}

// random is a picture between a plain page and noise, to be met by any limit.
func random(r *rand.Rand) *image.NRGBA {
	w, h := 40+r.IntN(1000), 40+r.IntN(1000)
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	noise, line := 1+r.IntN(200), 3+r.IntN(20)
	for i := range img.Pix {
		v := 150
		if (i/4/w/line)%3 == 0 && (i/4%w/line)%2 == 0 {
			v = 60
		}
		img.Pix[i] = uint8(v - noise/4 + r.IntN(noise)/2)
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}

// TestNoExportIsAboveItsLimits: random pictures for every target that there
// is, and for one that is nearly too narrow.
func TestNoExportIsAboveItsLimits(t *testing.T) {
	b := newBench(t)
	targets := []photo.Target{{ID: "narrow", Name: "样本平台", Limits: photo.Limits{MaxBytes: 9_000, MaxSide: 700, MinShort: 200, MinLong: 320}}}
	for _, x := range b.Targets() {
		targets = append(targets, x.Target)
	}
	r := rand.New(rand.NewPCG(3, 4))
	full := 0
	for n := range 5 {
		img := random(r)
		kind := photo.Kinds()[n%len(photo.Kinds())]
		for _, target := range targets {
			l := target.For(kind)
			what := fmt.Sprintf("%s, %s, %v", target.ID, kind, img.Rect.Max)
			out, err := photo.ExportFor(t.Context(), img, target, 0, kind)
			if err != nil {
				t.Errorf("%s: %v", what, err)
				continue
			}
			w, h := out.Width, out.Height
			if c, err := jpeg.DecodeConfig(bytes.NewReader(out.Data)); err != nil || c.Width != w || c.Height != h {
				t.Errorf("%s: %v %v", what, c, err)
			}
			if len(out.Data) > l.MaxBytes || max(w, h) > l.MaxSide || w > img.Rect.Dx() || h > img.Rect.Dy() {
				t.Errorf("%s: %d×%d, %d bytes, allowed %+v", what, w, h, len(out.Data), l)
			}
			noted := func(code string) bool {
				return slices.ContainsFunc(out.Notes, func(n photo.Note) bool { return n.Code == code })
			}
			small := min(w, h) < l.MinShort || max(w, h) < l.MinLong
			if noted(photo.NoteSmallSides) != small || noted(photo.NoteSmallBytes) != (len(out.Data) < l.MinBytes) || noted(photo.NoteShrunk) != (w < img.Rect.Dx()) {
				t.Errorf("%s: %d×%d, %d bytes, notes %v", what, w, h, len(out.Data), out.Notes)
			}
			if out.Quality == 100 {
				full++
				continue
			}
			// One step of quality more would be too much.
			same := img
			if w < img.Rect.Dx() {
				same = imaging.Resize(img, w, h, imaging.Lanczos)
			}
			var more bytes.Buffer
			rgba := &image.RGBA{Pix: same.Pix, Stride: same.Stride, Rect: same.Rect}
			if err := jpeg.Encode(&more, rgba, &jpeg.Options{Quality: out.Quality + 1}); err != nil {
				t.Fatal(err)
			}
			if more.Len() <= l.MaxBytes {
				t.Errorf("%s: quality %d used, %d would give %d bytes", what, out.Quality, out.Quality+1, more.Len())
			}
			// Quality is given up below 75 only to keep the least sides.
			if out.Quality < 75 && min(w, h) > l.MinShort+1 && max(w, h) > l.MinLong+1 && (l.MinShort > 0 || l.MinLong > 0) {
				t.Errorf("%s: quality %d at %d×%d, which could be smaller", what, out.Quality, w, h)
			}
			if w < img.Rect.Dx() && max(img.Rect.Dx(), img.Rect.Dy()) <= l.MaxSide {
				if most := float64(l.MaxBytes); float64(len(out.Data)) < 0.8*most {
					t.Errorf("%s: shrunk to %d of %.0f bytes", what, len(out.Data), most)
				}
			}
		}
	}
	if full == 0 || full == 5*len(targets) {
		t.Errorf("%d of %d at full quality: the pictures meet only one side of the limits", full, 5*len(targets))
	}
}
