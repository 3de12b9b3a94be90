package photo_test

import (
	"bytes"
	"context"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/disintegration/imaging"

	"beiandesk/app/photo"
)

// twelve is a licence on a desk as a phone of 12 megapixels takes it, noise
// included. Ratios are the point: Decode is the floor, Read+Judge the price of
// a verdict.
func twelve(b *testing.B) ([]byte, *photo.Picture) {
	b.Helper()
	small, _ := onDesk(b, photo.Licence, 2)
	img := imaging.Fill(small, 4000, 3000, imaging.Center, imaging.CatmullRom)
	r := rand.New(rand.NewPCG(7, 7))
	for i := range img.Pix {
		if i%4 != 3 {
			img.Pix[i] = uint8(min(255, max(0, int(img.Pix[i])+r.IntN(9)-4)))
		}
	}
	file := asJPEG(b, img, 88)
	if out := os.Getenv("PHOTO_BENCH_FILE"); out != "" { // for measuring another program with the same picture
		if err := os.WriteFile(out, file, 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return file, mustRead(b, "a.jpg", file)
}

// The floor: the standard library's decoder alone.
func BenchmarkDecode12MP(b *testing.B) {
	file, _ := twelve(b)
	for b.Loop() {
		if _, err := jpeg.Decode(bytes.NewReader(file)); err != nil {
			b.Fatal(err)
		}
	}
}

// All there is between a file and its verdict.
func BenchmarkVerdict12MP(b *testing.B) {
	file, _ := twelve(b)
	b.ReportAllocs()
	for b.Loop() {
		if v := judge(mustRead(b, "a.jpg", file), photo.Licence); v.Facts.Blur == 0 {
			b.Fatal("no measure")
		}
	}
}

func BenchmarkRead12MP(b *testing.B) {
	file, _ := twelve(b)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		mustRead(b, "a.jpg", file)
	}
}

func BenchmarkJudge12MP(b *testing.B) {
	_, p := twelve(b)
	b.ReportAllocs()
	for b.Loop() {
		if v := judge(p, photo.Licence); v.Facts.Q == 0 {
			b.Fatal("no measure")
		}
	}
}

func BenchmarkJudgePNG12MP(b *testing.B) {
	p := photo.FromImage(noisy(4000, 3000))
	b.ReportAllocs()
	for b.Loop() {
		judge(p, photo.Licence)
	}
}

func BenchmarkUpright12MP(b *testing.B) {
	_, p := twelve(b)
	b.ReportAllocs()
	for b.Loop() {
		p.Upright()
	}
}

func BenchmarkExport12MP(b *testing.B) {
	_, p := twelve(b)
	for b.Loop() {
		if _, err := photo.ExportFor(context.Background(), p.Upright(), photo.SafeTarget(), 0, photo.Licence); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWatermark12MP(b *testing.B) {
	img := page(4000, 3000)
	for b.Loop() {
		if _, err := photo.Watermark(img, photo.WatermarkText("example.com", day), 0); err != nil {
			b.Fatal(err)
		}
	}
}
