package photo_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/photo"
)

// noisy is a page that compresses badly, like a photo in poor light.
func noisy(w, h int) *image.NRGBA {
	img := page(w, h)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		if i%4 != 3 {
			img.Pix[i] = uint8(min(255, max(0, int(img.Pix[i])+random.IntN(41)-20)))
		}
	}
	return img
}

func export(t *testing.T, p *photo.Picture, limits photo.Limits) photo.Exported {
	t.Helper()
	out, err := photo.ExportFor(context.Background(), p.Upright(), photo.Target{Name: "样本平台", Limits: limits}, 0, photo.Other)
	if err != nil {
		t.Fatal(err)
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(out.Data))
	if err != nil || config.Width != out.Width || config.Height != out.Height || config.ColorModel != color.YCbCrModel {
		t.Fatalf("no colour JPEG of %d×%d: %v %v", out.Width, out.Height, config, err)
	}
	if limits.MaxBytes > 0 && len(out.Data) > limits.MaxBytes {
		t.Fatalf("%d bytes, allowed are %d", len(out.Data), limits.MaxBytes)
	}
	return out
}

func codes(out photo.Exported) (list []string) {
	for _, n := range out.Notes {
		list = append(list, n.Code)
	}
	return list
}

func TestSafeExportFitsAndFillsTheLimits(t *testing.T) {
	limits := photo.SafeLimits()
	out := export(t, photo.FromImage(noisy(3000, 2121)), limits)
	t.Logf("%d×%d, quality %d, %d bytes", out.Width, out.Height, out.Quality, len(out.Data))
	if len(out.Data) < limits.MinBytes || min(out.Width, out.Height) < limits.MinShort || max(out.Width, out.Height) < limits.MinLong {
		t.Errorf("%d×%d, %d bytes", out.Width, out.Height, len(out.Data))
	}
	// As large as allowed.
	if out.Quality < 100 && len(out.Data) < limits.MaxBytes*3/4 {
		t.Errorf("only %d of %d bytes used at quality %d", len(out.Data), limits.MaxBytes, out.Quality)
	}
}

func TestExportFindsTheHighestQualityThatFits(t *testing.T) {
	p := photo.FromImage(noisy(1400, 1000))
	out := export(t, p, photo.Limits{MinLong: 1400, MaxBytes: 500_000})
	better := asJPEG(t, p.Upright(), out.Quality+1)
	same := asJPEG(t, p.Upright(), out.Quality)
	// The encoder is faster for RGBA and rounds a little differently there.
	if len(better) < 499_000 || len(same) > 501_000 {
		t.Errorf("quality %d gives %d bytes, the next one %d", out.Quality, len(same), len(better))
	}
}

func TestExportShrinksWhatIsTooLarge(t *testing.T) {
	out := export(t, photo.FromImage(page(6000, 600)), photo.Limits{MaxSide: 5000})
	if out.Width != 5000 || out.Height != 500 || !slices.Contains(codes(out), photo.NoteShrunk) {
		t.Errorf("%d×%d %v", out.Width, out.Height, out.Notes)
	}
	// Too many bytes even at a poor quality: fewer pixels, but not too few.
	out = export(t, photo.FromImage(noisy(2400, 1800)), photo.Limits{MinShort: 800, MinLong: 1280, MaxBytes: 400_000})
	if out.Width >= 2400 || out.Width < 1280 || out.Height < 800 || out.Quality < 75 || !slices.Equal(codes(out), []string{photo.NoteShrunk}) {
		t.Errorf("%d×%d quality %d %v", out.Width, out.Height, out.Quality, out.Notes)
	}
	// A limit that only a picture below the least sides can meet.
	out = export(t, photo.FromImage(noisy(1400, 1000)), photo.Limits{MinShort: 800, MinLong: 1280, MaxBytes: 60_000})
	if !slices.Contains(codes(out), photo.NoteSmallSides) && out.Quality >= 75 {
		t.Errorf("%d×%d quality %d %v", out.Width, out.Height, out.Quality, out.Notes)
	}
	tiny := photo.Target{Name: "样本平台", Limits: photo.Limits{MaxBytes: 100}}
	if _, err := photo.ExportFor(context.Background(), noisy(200, 200), tiny, 0, photo.Other); err == nil {
		t.Error("a file of 100 bytes was promised")
	} else {
		refused(t, "100 bytes", err, photo.CodeExport)
	}
}

func TestExportNeverEnlarges(t *testing.T) {
	out := export(t, photo.FromImage(page(500, 400)), photo.SafeLimits())
	if out.Width != 500 || out.Height != 400 || out.Quality != 100 {
		t.Errorf("%d×%d quality %d", out.Width, out.Height, out.Quality)
	}
	if !slices.Equal(codes(out), []string{photo.NoteSmallSides, photo.NoteSmallBytes}) {
		t.Errorf("notes %v", out.Notes)
	}
	out.Notes = append(out.Notes, export(t, photo.FromImage(page(600, 400)), photo.Limits{MaxSide: 300}).Notes...)
	for _, note := range out.Notes {
		if !isChineseSentence(note.Text) || !strings.Contains(note.Text, "样本平台") {
			t.Errorf("%s says %q", note.Code, note.Text)
		}
	}
}

func TestExportIsUprightAndBare(t *testing.T) {
	file := withSegment(asJPEG(t, quarters(64, 32), 95), 0xe1, exifOrientation(bigEndian, 3, 6))
	file = withSegment(file, 0xfe, []byte("GPS 22.5431 114.0579"))
	out := export(t, mustRead(t, "a.jpg", file), photo.Limits{})
	if out.Width != 32 || out.Height != 64 {
		t.Errorf("%d×%d", out.Width, out.Height)
	}
	for _, secret := range []string{"Exif", "GPS", "JFIF"} {
		if bytes.Contains(out.Data, []byte(secret)) {
			t.Errorf("%s is still in the file", secret)
		}
	}
	if p := mustRead(t, "b.jpg", out.Data); p.Orientation != 1 || nameOf(p.Upright().NRGBAAt(24, 8)) != "red" {
		t.Error("not upright")
	}
}

func TestATargetWithoutJPEGIsRefused(t *testing.T) {
	only := photo.Target{Name: "样本平台", Formats: []photo.Format{photo.PNG}}
	_, err := photo.ExportFor(context.Background(), page(60, 40), only, 0, photo.Other)
	refused(t, "PNG alone", err, photo.CodeExport)
	both := photo.Target{Name: "样本平台", Formats: []photo.Format{photo.PNG, photo.JPEG}}
	if _, err := photo.ExportFor(context.Background(), page(60, 40), both, 0, photo.Other); err != nil {
		t.Error(err)
	}
}

// TestLimitsOfOneKindAreAdded: the stricter of both holds, a missing one does
// not loosen the other.
func TestLimitsOfOneKindAreAdded(t *testing.T) {
	target := photo.Target{Limits: photo.Limits{MinShort: 300, MaxSide: 5000, MaxBytes: 4_000_000},
		ByKind: map[photo.Kind]photo.Limits{photo.Portrait: {MinShort: 600, MinLong: 800, MaxBytes: 400_000}, photo.Letter: {MaxBytes: 5_000_000, MaxSide: 9000}}}
	for kind, want := range map[photo.Kind]photo.Limits{
		photo.Other:    target.Limits,
		photo.Portrait: {MinShort: 600, MinLong: 800, MaxSide: 5000, MaxBytes: 400_000},
		photo.Letter:   target.Limits,
	} {
		if got := target.For(kind); got != want {
			t.Errorf("%s: %+v, want %+v", kind, got, want)
		}
	}
}
