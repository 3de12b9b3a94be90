package photo_test

import (
	"context"
	"testing"

	"beiandesk/app/photo"
)

// A phone's 12 megapixels. Ratios are the point: Read is the floor (decoding),
// Judge the price of the verdict.
func twelve(b *testing.B) ([]byte, *photo.Picture) {
	b.Helper()
	file := asJPEG(b, noisy(4000, 3000), 85)
	return file, mustRead(b, "a.jpg", file)
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
		if _, err := photo.Watermark(img, photo.WatermarkText("example.com")); err != nil {
			b.Fatal(err)
		}
	}
}
