package photo_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"io"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/photo"
)

func TestJPEGAndPNGAreRead(t *testing.T) {
	img := page(900, 600)
	for name, file := range map[string][]byte{"执照 #1%.jpg": asJPEG(t, img, 90), "扫描.PNG": asPNG(t, img)} {
		p := mustRead(t, name, file)
		if p.Width != 900 || p.Height != 600 || p.Bytes != len(file) || p.Orientation != 1 || len(p.Notes) != 0 {
			t.Errorf("%s: %+v", name, p)
		}
		if got := p.Upright(); got.Rect != img.Rect || !got.Opaque() {
			t.Errorf("%s: upright %v", name, got.Rect)
		}
	}
}

func TestTheContentDecidesNotTheName(t *testing.T) {
	img := page(400, 300)
	for _, c := range []struct {
		name string
		file []byte
		note bool
	}{
		{"a.jpg", asJPEG(t, img, 90), false},
		{"a.JPEG", asJPEG(t, img, 90), false},
		{"a.png", asJPEG(t, img, 90), true},
		{`C:\图片\a.jpg`, asPNG(t, img), true},
		{"微信图片", asPNG(t, img), false},
		{"a.tar.gz", asPNG(t, img), false},
	} {
		p := mustRead(t, c.name, c.file)
		if got := len(p.Notes) == 1 && p.Notes[0].Code == photo.NoteExtension && isChineseSentence(p.Notes[0].Text); got != c.note {
			t.Errorf("%s: notes %v", c.name, p.Notes)
		}
		if v := judge(p, photo.Other); c.note != hasIssue(v, photo.IssueWrongExtension) {
			t.Errorf("%s: issues %v", c.name, v.Issues)
		}
	}
}

func hasIssue(v photo.Verdict, code photo.IssueCode) bool {
	for _, issue := range v.Issues {
		if issue.Code == code {
			return true
		}
	}
	return false
}

func TestWhatIsRefused(t *testing.T) {
	img := page(400, 300)
	sound := asJPEG(t, img, 90)
	soundPNG := asPNG(t, img)
	box := func(brand string) []byte { return []byte("\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x00\x00" + brand) }
	// A file that a decoder would follow through all its scans.
	grey := asJPEG(t, image.NewGray(image.Rect(0, 0, 16, 16)), 90)
	at := bytes.Index(grey, []byte{0xff, 0xda})
	manyScans := func(n int) []byte {
		out := append(grey[:at:at], bytes.Repeat(grey[at:len(grey)-2], n)...)
		return append(out, 0xff, 0xd9)
	}
	mustRead(t, "200 scans", manyScans(200))
	for what, c := range map[string]struct {
		file []byte
		code string
	}{
		"nothing":                      {nil, photo.CodeEmpty},
		"30 MB and a byte":             {make([]byte, photo.MaxBytes+1), photo.CodeTooLarge},
		"HEIC":                         {box("heic"), photo.CodeFormatHEIC},
		"HEIF":                         {box("mif1"), photo.CodeFormatHEIC},
		"a film":                       {box("isom"), photo.CodeFormatUnknown},
		"PDF":                          {[]byte("%PDF-1.7\n"), photo.CodeFormatPDF},
		"GIF":                          {[]byte("GIF89a\x01\x00\x01\x00"), photo.CodeFormatGIF},
		"BMP":                          {[]byte("BM\x00\x00\x00\x00"), photo.CodeFormatBMP},
		"TIFF":                         {[]byte("II*\x00\x08\x00\x00\x00"), photo.CodeFormatTIFF},
		"TIFF, the other way":          {[]byte("MM\x00*\x00\x00\x00\x08"), photo.CodeFormatTIFF},
		"text":                         {[]byte("这不是照片"), photo.CodeFormatUnknown},
		"a spreadsheet":                {[]byte("PK\x03\x04"), photo.CodeFormatUnknown},
		"half a JPEG":                  {sound[:len(sound)/2], photo.CodeTruncated},
		"the first bytes of a JPEG":    {sound[:20], photo.CodeTruncated},
		"half a PNG":                   {soundPNG[:len(soundPNG)/2], photo.CodeTruncated},
		"a PNG with a wrong byte":      {flipped(soundPNG, len(soundPNG)/2), photo.CodeUnreadable},
		"a JPEG with a broken table":   {flipped(sound, bytes.Index(sound, []byte{0xff, 0xc4})+6), photo.CodeUnreadable},
		"PNG claiming 65000×65000":     {pngClaiming(65000, 65000, 8, 2), photo.CodeTooManyPixels},
		"PNG claiming 0×10":            {pngClaiming(0, 10, 8, 2), photo.CodeUnreadable},
		"PNG, long and thin":           {pngClaiming(20001, 10, 8, 2), photo.CodeTooManyPixels},
		"16-bit PNG of 64 megapixels":  {pngClaiming(8000, 8000, 16, 6), photo.CodeTooManyPixels},
		"PNG of 8000×8000 in 80 bytes": {pngClaiming(8000, 8000, 8, 2), photo.CodeTruncated},
		"JPEG claiming 65000×65000":    {claiming(t, sound, 65000, 65000, false), photo.CodeTooManyPixels},
		"progressive, 65000×65000":     {claiming(t, sound, 65000, 65000, true), photo.CodeTooManyPixels},
		"progressive, 9000×9000":       {claiming(t, sound, 9000, 9000, true), photo.CodeTooManyPixels},
		"JPEG of 9000×9000 in few kB":  {claiming(t, sound, 9000, 9000, false), photo.CodeTruncated},
		"201 scans":                    {manyScans(201), photo.CodeUnreadable},
	} {
		_, err := photo.Read(context.Background(), "a.jpg", c.file)
		refused(t, what, err, c.code)
		if _, err = photo.Load(context.Background(), "a.jpg", bytes.NewReader(c.file)); app.CodeOf(err) != c.code {
			t.Errorf("%s through Load: %v", what, err)
		}
	}
}

func flipped(file []byte, at int) []byte {
	out := append([]byte{}, file...)
	out[at] ^= 0x55
	return out
}

func TestARefusalNamesTheLieOfTheFileName(t *testing.T) {
	_, err := photo.Read(context.Background(), "身份证.jpg", []byte("\x00\x00\x00\x18ftypheic"))
	if m := app.MessageOf(err); !strings.Contains(m, "JPG") || !strings.Contains(m, "HEIC") {
		t.Error(m)
	}
}

func TestAStreamThatFailsGetsASentence(t *testing.T) {
	_, err := photo.Load(context.Background(), "a.jpg", io.MultiReader(strings.NewReader("\xff\xd8\xff"), failing{}))
	refused(t, "a stream that fails", err, photo.CodeUnreadable)
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAStreamIsNotReadBeyondTheLimit(t *testing.T) {
	endless := &counting{}
	_, err := photo.Load(context.Background(), "a.jpg", endless)
	refused(t, "an endless stream", err, photo.CodeTooLarge)
	if endless.n > photo.MaxBytes*2 {
		t.Errorf("%d bytes were read", endless.n)
	}
}

type counting struct{ n int }

func (c *counting) Read(p []byte) (int, error) { c.n += len(p); return len(p), nil }

func TestEveryKindOfPixelsIsRead(t *testing.T) {
	src := page(320, 240)
	deep := image.NewNRGBA64(src.Rect)
	deepGrey := image.NewGray16(src.Rect)
	grey := image.NewGray(src.Rect)
	palette := image.NewPaletted(src.Rect, color.Palette{color.NRGBA{246, 243, 232, 255}, color.NRGBA{40, 40, 48, 255}, color.NRGBA{140, 140, 140, 255}})
	clear := image.NewNRGBA(src.Rect)
	for y := range 240 {
		for x := range 320 {
			c := src.NRGBAAt(x, y)
			deep.Set(x, y, c)
			deepGrey.Set(x, y, c)
			grey.Set(x, y, c)
			palette.Set(x, y, c)
			if x > 160 {
				clear.Set(x, y, c)
			}
		}
	}
	for what, file := range map[string][]byte{
		"16-bit":       asPNG(t, deep),
		"16-bit grey":  asPNG(t, deepGrey),
		"grey":         asPNG(t, grey),
		"grey JPEG":    asJPEG(t, grey, 90),
		"palette":      asPNG(t, palette),
		"transparency": asPNG(t, clear),
		"colour":       asPNG(t, src),
	} {
		p := mustRead(t, what, file)
		up := p.Upright()
		if up.Rect != src.Rect || !up.Opaque() {
			t.Errorf("%s: %v, opaque %v", what, up.Rect, up.Opaque())
		}
		// The right half shows the same paper everywhere.
		if c := up.NRGBAAt(318, 2); c.R < 235 || c.G < 235 {
			t.Errorf("%s: the paper became %v", what, c)
		}
		if what == "transparency" && up.NRGBAAt(2, 2) != (color.NRGBA{255, 255, 255, 255}) {
			t.Errorf("transparent parts became %v, want white", up.NRGBAAt(2, 2))
		}
		judge(p, photo.Licence)
	}
}

func TestCMYKIsRead(t *testing.T) {
	// Red as print shops store it: Adobe's inverted cyan, magenta, yellow, black.
	p := mustRead(t, "印刷.jpg", cmykJPEG(t, 255, 25, 25, 245))
	if c := p.Upright().NRGBAAt(8, 8); c.R < 200 || c.G > 90 || c.B > 90 || c.A != 255 {
		t.Errorf("red became %v", c)
	}
}

func TestCancelIsKept(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	file := asJPEG(t, page(400, 300), 90)
	_, err := photo.Read(ctx, "a.jpg", file)
	refused(t, "read", err, app.CodeCanceled)
	p := mustRead(t, "a.jpg", file)
	_, err = photo.Judge(ctx, p, photo.Ask{Kind: photo.Licence})
	refused(t, "measure", err, app.CodeCanceled)
	_, err = photo.ExportFor(ctx, p.Upright(), photo.SafeTarget(), 0, photo.Licence)
	refused(t, "export", err, app.CodeCanceled)
	_, err = photo.Apply(ctx, p.Upright(), photo.Rotate(1))
	refused(t, "apply", err, app.CodeCanceled)
}
