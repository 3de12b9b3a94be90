package photo_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/photo"
)

// Run one at a time: go test -tags … -run '^$' -fuzz FuzzPNG ./app/photo

// inside checks what holds for any bytes whatever: a picture within the limits
// or a sentence, and never a panic.
func inside(t *testing.T, name string, data []byte) {
	p, err := photo.Read(context.Background(), name, data)
	if err != nil {
		if !isChineseSentence(app.MessageOf(err)) || !strings.HasPrefix(app.CodeOf(err), "photo.") {
			t.Errorf("not a sentence of this package: %v", err)
		}
		if is := photo.IssueOf(err); is != photo.IssueFormat && is != photo.IssueTooLarge && is != photo.IssueUnreadable {
			t.Errorf("issue %q of %v", is, err)
		}
		return
	}
	if p.Width < 1 || p.Height < 1 || p.Width > photo.MaxSide || p.Height > photo.MaxSide || p.Width*p.Height > photo.MaxPixels {
		t.Errorf("%d×%d is outside of the limits", p.Width, p.Height)
	}
	if p.Orientation < 1 || p.Orientation > 8 || p.Bytes != len(data) || p.Format != photo.Sniff(data) {
		t.Errorf("%+v", p)
	}
	stored, as := p.Stored()
	if as != photo.JPEG && as != photo.PNG || photo.Sniff(stored) != as {
		t.Errorf("stored as %s, %d bytes", as, len(stored))
	}
	for _, n := range p.Notes {
		if !isChineseSentence(n.Text) {
			t.Errorf("note %+v", n)
		}
	}
	if p.Width*p.Height > 1<<20 {
		return // the rest is slow and no different
	}
	if b := p.Upright().Rect; b != image.Rect(0, 0, p.Width, p.Height) {
		t.Errorf("said %d×%d, gave %v", p.Width, p.Height, b)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.jpg", asJPEG(f, page(64, 48), 60))
	f.Add("a.png", asPNG(f, page(64, 48)))
	f.Add("照片.jpeg", withSegment(asJPEG(f, quarters(16, 8), 60), 0xe1, exifOrientation(binary.LittleEndian, 3, 6)))
	f.Add("", pngClaiming(65000, 65000, 16, 6))
	f.Add(`C:\a.heic`, testFile(f, "plain.heic"))
	f.Add("a.pdf", onePage(asJPEG(f, quarters(32, 24), 60)))
	f.Add("a.webp", testFile(f, "lossy.webp"))
	f.Add("a.bmp", []byte("BM\x00\x00"))
	f.Fuzz(func(t *testing.T, name string, data []byte) { inside(t, name, data) })
}

func FuzzJPEG(f *testing.F) {
	img := page(64, 48)
	f.Add(asJPEG(f, img, 60))
	f.Add(asJPEG(f, image.NewGray(image.Rect(0, 0, 17, 9)), 90))
	f.Add(claiming(f, asJPEG(f, img, 60), 64, 48, true))
	for o := range uint32(9) {
		f.Add(withSegment(asJPEG(f, quarters(16, 8), 60), 0xe1, exifOrientation(binary.BigEndian, 3+uint16(o%2), o)))
	}
	f.Fuzz(func(t *testing.T, data []byte) { inside(t, "a.jpg", begin(data, "\xff\xd8\xff")) })
}

func FuzzPNG(f *testing.F) {
	f.Add(asPNG(f, page(64, 48)))
	f.Add(asPNG(f, image.NewNRGBA64(image.Rect(0, 0, 5, 7))))
	f.Add(asPNG(f, image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{red, blue})))
	f.Add(pngClaiming(8000, 8000, 8, 2))
	f.Fuzz(func(t *testing.T, data []byte) {
		data = begin(data, "\x89PNG\r\n\x1a\n")
		inside(t, "a.png", data)
		inside(t, "a.png", mendedPNG(data)) // behind the check sums
	})
}

func FuzzWebP(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "foreign", "*.webp"))
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(webpClaiming(16384, 16384))
	f.Add(webpClaiming(3000, 3000))
	f.Fuzz(func(t *testing.T, data []byte) {
		data = begin(data, "RIFF")
		if len(data) >= 12 {
			data = append(append(data[:8:8], "WEBP"...), data[12:]...)
		}
		inside(t, "a.webp", data)
	})
}

// begin keeps the mutations behind the signature.
func begin(data []byte, signature string) []byte {
	return append([]byte(signature), data[min(len(signature), len(data)):]...)
}

// mendedPNG corrects the check sum of each chunk.
func mendedPNG(data []byte) []byte {
	out := bytes.Clone(data)
	for i := 8; i+12 <= len(out); {
		end := i + 8 + int(binary.BigEndian.Uint32(out[i:]))
		if end+4 > len(out) {
			break
		}
		binary.BigEndian.PutUint32(out[end:], crc32.ChecksumIEEE(out[i+4:end]))
		i = end + 4
	}
	return out
}
