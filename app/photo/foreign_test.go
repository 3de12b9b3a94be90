package photo_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/photo"
	"beiandesk/app/photo/foreign"
	"beiandesk/data/decoder"
)

// The program's own decoder is this test program, started again.
func TestMain(m *testing.M) {
	if decoder.Asked(os.Args[1:]) {
		os.Exit(decoder.Serve(foreign.Decode))
	}
	code := m.Run()
	outside.Close()
	os.Exit(code)
}

var outside = decoder.New()

// withDecoder joins the real decoder, as main.go does, for one test.
func withDecoder(t testing.TB) {
	t.Helper()
	photo.SetDecoder(outside)
	t.Cleanup(func() { photo.SetDecoder(nil) })
}

func testFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "foreign", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// near fails when a pixel is not about the colour.
func near(t *testing.T, what string, img *image.NRGBA, x, y int, want color.NRGBA, off int) {
	t.Helper()
	got := img.NRGBAAt(x, y)
	for i, pair := range [][2]uint8{{got.R, want.R}, {got.G, want.G}, {got.B, want.B}} {
		if d := int(pair[0]) - int(pair[1]); d > off || d < -off {
			t.Errorf("%s: at %d,%d %v, want about %v (channel %d)", what, x, y, got, want, i)
			return
		}
	}
}

// The files of testdata/foreign show quarters(256, 192) with a black corner at
// the upper left and a white one at the lower right.
var (
	red, green    = color.NRGBA{220, 30, 30, 255}, color.NRGBA{30, 200, 30, 255}
	blue, yellow  = color.NRGBA{30, 30, 220, 255}, color.NRGBA{230, 220, 40, 255}
	black, white  = color.NRGBA{0, 0, 0, 255}, color.NRGBA{255, 255, 255, 255}
	asStored      = map[image.Point]color.NRGBA{{16, 16}: black, {96, 24}: red, {200, 40}: green, {40, 160}: blue, {160, 160}: yellow, {236, 172}: white}
	turnedQuarter = map[image.Point]color.NRGBA{{175, 16}: black, {167, 96}: red, {151, 200}: green, {31, 40}: blue, {31, 160}: yellow, {19, 236}: white}
)

func TestWebPAndHEICShowWhatTheyHold(t *testing.T) {
	withDecoder(t)
	for _, c := range []struct {
		name   string
		format photo.Format
		colour map[image.Point]color.NRGBA
	}{
		{"lossy.webp", photo.WebP, asStored},
		{"lossless.webp", photo.WebP, asStored},
		{"exif.webp", photo.WebP, turnedQuarter},
		{"plain.heic", photo.HEIC, asStored},
		{"turned.heic", photo.HEIC, turnedQuarter}, // irot and EXIF both say so: turned once
	} {
		file := testFile(t, c.name)
		p := mustRead(t, c.name, file)
		img := p.Upright()
		for at, want := range c.colour {
			near(t, c.name, img, at.X, at.Y, want, 24)
		}
		stored, as := p.Stored()
		if p.Format != c.format || p.Bytes != len(file) || p.Orientation != 1 || len(p.Notes) != 0 || as != photo.JPEG {
			t.Errorf("%s: %+v stored as %s", c.name, p, as)
		}
		again := mustRead(t, "a.jpg", stored)
		if !bytes.Equal(again.Upright().Pix, img.Pix) || again.Width != p.Width {
			t.Errorf("%s: the stored JPEG shows something else", c.name)
		}
	}
}

// The range of video is stretched: left alone, black is 16 and white 235.
func TestBlackOfAWebPIsBlack(t *testing.T) {
	img := mustRead(t, "a.webp", testFile(t, "lossy.webp")).Upright()
	near(t, "lossy.webp", img, 16, 16, black, 6)
	near(t, "lossy.webp", img, 236, 172, white, 6)
}

func TestTransparentPartsOfAWebPBecomeWhite(t *testing.T) {
	near(t, "alpha.webp", mustRead(t, "a.webp", testFile(t, "alpha.webp")).Upright(), 96, 72, white, 12)
}

func TestJPEGAndPNGAreStoredAsTheyAre(t *testing.T) {
	img := page(400, 300)
	for format, file := range map[photo.Format][]byte{photo.JPEG: asJPEG(t, img, 90), photo.PNG: asPNG(t, img)} {
		if stored, as := mustRead(t, "a", file).Stored(); as != format || !bytes.Equal(stored, file) {
			t.Errorf("%s was stored as %s with %d bytes instead of %d", format, as, len(stored), len(file))
		}
	}
	if stored, _ := photo.FromImage(img).Stored(); stored != nil {
		t.Error("pixels have no file")
	}
}

func TestAWrongNameOfAForeignFormatIsSaid(t *testing.T) {
	withDecoder(t)
	for name, file := range map[string][]byte{"IMG_0001.jpg": testFile(t, "plain.heic"), "证书.png": onePage(asJPEG(t, quarters(640, 480), 90)), "a.heic": testFile(t, "lossy.webp")} {
		v := judge(mustRead(t, name, file), photo.Other)
		if !hasIssue(v, photo.IssueWrongExtension) {
			t.Errorf("%s: %v", name, v.Issues)
		}
	}
}

func TestWithoutADecoderThereIsASentence(t *testing.T) {
	for name, file := range map[string][]byte{"a.heic": testFile(t, "plain.heic"), "a.pdf": onePage(asJPEG(t, page(64, 48), 90))} {
		_, err := photo.Read(context.Background(), name, file)
		refused(t, name, err, app.CodeOf(err))
		if photo.IssueOf(err) != photo.IssueFormat {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// pdf writes a document of numbered objects, the first being the catalog and
// the second the tree of pages.
func pdf(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	at := []int{}
	for i, o := range objects {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return out.Bytes()
}

func stream(dict, body string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(body), body)
}

// sheet is what varies of a page with one picture.
type sheet struct {
	kids    int    // pages; 0 is 1
	page    string // more of the page's dictionary
	box     string // points, "640 480" unless said
	picture string // more of the picture's dictionary
	content string // "" draws the picture over the whole page
}

func (s sheet) with(jpeg []byte) []byte {
	config := jpegSize(jpeg)
	if s.box == "" {
		s.box = "640 480"
	}
	if s.content == "" {
		s.content = "q " + strings.Replace(s.box, " ", " 0 0 ", 1) + " 0 0 cm /I Do Q"
	}
	kids := strings.Repeat("3 0 R ", max(1, s.kids))
	return pdf(
		"<< /Type /Catalog /Pages 2 0 R >>",
		fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, max(1, s.kids)),
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> /Font << /F 6 0 R >> >> %s >>", s.box, s.page),
		stream("", s.content),
		stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode %s", config.X, config.Y, s.picture), string(jpeg)),
		"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [7 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 8 0 R >>",
		"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 752 /Descent -271 /CapHeight 737 /StemV 58 >>",
	)
}

func onePage(jpeg []byte) []byte { return sheet{}.with(jpeg) }

// pages writes a document with one picture to a page.
func pages(jpegs ...[]byte) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", ""}
	kids := ""
	for _, jpeg := range jpegs {
		n, c := len(objects)+1, jpegSize(jpeg)
		kids += fmt.Sprintf("%d 0 R ", n)
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /XObject << /I %d 0 R >> >> >>", c.X, c.Y, n+1, n+2),
			stream("", fmt.Sprintf("q %d 0 0 %d 0 0 cm /I Do Q", c.X, c.Y)),
			stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", c.X, c.Y), string(jpeg)))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(jpegs))
	return pdf(objects...)
}

func jpegSize(file []byte) image.Point {
	i := bytes.Index(file, []byte{0xff, 0xc0})
	return image.Pt(int(binary.BigEndian.Uint16(file[i+7:])), int(binary.BigEndian.Uint16(file[i+5:])))
}

func TestTheJPEGOfAScannedPageIsTakenByteForByte(t *testing.T) {
	withDecoder(t)
	scan := asJPEG(t, quarters(640, 480), 90)
	hidden := "q 640 0 0 480 0 0 cm /I Do Q BT /F 20 Tf 3 Tr 100 100 Td <6837672C> Tj ET" // as text recognition adds
	for what, file := range map[string][]byte{"alone": onePage(scan), "with invisible words": sheet{content: hidden}.with(scan)} {
		p := mustRead(t, "扫描.pdf", file)
		if stored, as := p.Stored(); as != photo.JPEG || !bytes.Equal(stored, scan) {
			t.Errorf("%s: %d bytes instead of the scanner's %d", what, len(stored), len(scan))
		}
		if p.Format != photo.PDF || p.Bytes != len(file) || p.Width != 640 || len(p.Notes) != 0 {
			t.Errorf("%s: %+v", what, p)
		}
	}
}

// Each of these pages shows something else than the JPEG in it.
func TestAPageThatIsMoreThanItsJPEGIsRendered(t *testing.T) {
	withDecoder(t)
	plain := asJPEG(t, quarters(640, 480), 90)
	for what, c := range map[string]struct {
		file []byte
		at   image.Point // in eighths of the page
		want color.NRGBA
		tall bool
	}{
		"turned by a quarter":   {sheet{page: "/Rotate 90"}.with(plain), image.Pt(6, 2), red, true},
		"turned by half":        {sheet{page: "/Rotate 180"}.with(plain), image.Pt(6, 6), red, false},
		"mirrored":              {sheet{content: "q -640 0 0 480 640 0 cm /I Do Q"}.with(plain), image.Pt(6, 2), red, false},
		"colours turned over":   {sheet{picture: "/Decode [1 0 1 0 1 0]"}.with(plain), image.Pt(2, 2), color.NRGBA{35, 225, 225, 255}, false},
		"drawn over":            {sheet{content: "q 640 0 0 480 0 0 cm /I Do Q 0 0 1 rg 0 240 320 240 re f"}.with(plain), image.Pt(2, 2), color.NRGBA{0, 0, 255, 255}, false},
		"a stamp as annotation": {sheet{page: "/Annots [<< /Type /Annot /Subtype /Square /Rect [0 240 320 480] /IC [0 0 1] /C [0 0 1] /F 4 /AP << /N 4 0 R >> >>]"}.with(plain), image.Pt(6, 6), yellow, false},
		"EXIF in the JPEG":      {onePage(withSegment(plain, 0xe1, exifOrientation(binary.LittleEndian, 3, 3))), image.Pt(2, 2), red, false},
		"a part of the picture": {sheet{content: "q 1280 0 0 960 0 -480 cm /I Do Q"}.with(plain), image.Pt(4, 4), red, false},
	} {
		p := mustRead(t, "a.pdf", c.file)
		if stored, _ := p.Stored(); bytes.Equal(stored, plain) {
			t.Errorf("%s: the bare JPEG was taken", what)
		}
		if got := p.Height > p.Width; got != c.tall || max(p.Width, p.Height) != 2400 {
			t.Errorf("%s: %d×%d", what, p.Width, p.Height)
		}
		near(t, what, p.Upright(), c.at.X*p.Width/8, c.at.Y*p.Height/8, c.want, 16)
	}
}

func TestPagesAreRenderedBySizeInPixels(t *testing.T) {
	withDecoder(t)
	small := asJPEG(t, quarters(64, 48), 90)
	words := "q 30 0 0 20 10 10 cm /I Do Q BT /F 40 Tf 100 300 Td <6837672C> Tj ET"
	for box, long := range map[string]int{"595 842": 2400, "14400 14400": 2400, "72 36": 2400} {
		p := mustRead(t, "a.pdf", sheet{box: box, content: words}.with(small))
		if max(p.Width, p.Height) != long {
			t.Errorf("%s points: %d×%d pixels", box, p.Width, p.Height)
		}
	}
}

func TestWordsInAFontThatThePDFOnlyNamesAreShown(t *testing.T) {
	withDecoder(t)
	blank := "q 1 0 0 1 0 0 cm /I Do Q"
	words := blank + " BT /F 120 Tf 60 400 Td <6837672C> Tj ET"
	ink := func(content string) (n int) {
		img := mustRead(t, "a.pdf", sheet{box: "595 842", content: content}.with(asJPEG(t, quarters(64, 48), 90))).Upright()
		for i := 0; i < len(img.Pix); i += 4 {
			if img.Pix[i] < 64 {
				n++
			}
		}
		return n
	}
	// Two characters of 120 points at 2.85 pixels each, a tenth of it ink.
	if got := ink(words) - ink(blank); got < 2*342*342/10 {
		t.Errorf("%d dark pixels: the words are missing", got)
	}
}

func TestSeveralPagesGiveTheOneAskedForAndANote(t *testing.T) {
	withDecoder(t)
	scans := [][]byte{asJPEG(t, quarters(640, 480), 90), asJPEG(t, quarters(640, 400), 90), asJPEG(t, quarters(640, 320), 90)}
	file := pages(scans...)
	for asked, want := range map[int]int{0: 1, 1: 1, 2: 2, 3: 3} {
		p, err := photo.ReadPage(t.Context(), "a.pdf", file, asked)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := p.Stored(); !bytes.Equal(got, scans[want-1]) || p.Page != want || p.Pages != 3 {
			t.Errorf("page %d gave page %d of %d, %d×%d", asked, p.Page, p.Pages, p.Width, p.Height)
		}
		if len(p.Notes) != 1 || p.Notes[0].Code != photo.NoteOnePage || !isChineseSentence(p.Notes[0].Text) || !strings.Contains(p.Notes[0].Text, fmt.Sprintf("第 %d 页", want)) {
			t.Errorf("page %d: notes %v", asked, p.Notes)
		}
	}
	for _, asked := range []int{4, 1 << 30} {
		_, err := photo.ReadPage(t.Context(), "a.pdf", file, asked)
		refused(t, fmt.Sprintf("page %d of 3", asked), err, photo.CodeNoPage)
	}
	if p, err := photo.ReadPage(t.Context(), "a.jpg", scans[0], 7); err != nil || p.Page != 0 || p.Pages != 0 {
		t.Errorf("a JPEG has page %d of %d: %v", p.Page, p.Pages, err)
	}
}

func TestForeignFilesThatAreRefused(t *testing.T) {
	withDecoder(t)
	heic, scan := testFile(t, "plain.heic"), asJPEG(t, quarters(640, 480), 90)
	huge := bytes.Replace(heic, []byte{0, 0, 1, 0, 0, 0, 0, 192}, []byte{0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff}, 1)
	locked := bytes.Replace(onePage(scan), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"+
		strings.Repeat("41", 32)+"> /U <"+strings.Repeat("42", 32)+"> >> /ID [<00><00>]"), 1)
	for what, c := range map[string]struct {
		file []byte
		code string
		is   photo.IssueCode
	}{
		"half a HEIC":              {heic[:len(heic)/2], photo.CodeTruncated, photo.IssueUnreadable},
		"a HEIC without picture":   {bytes.Replace(heic, []byte("hvcC"), []byte("none"), 1), photo.CodeUnreadable, photo.IssueUnreadable},
		"a HEIC of 65535×65535":    {huge, photo.CodeTooManyPixels, photo.IssueTooLarge},
		"a PDF of nothing":         {[]byte("%PDF-1.7\n%%EOF\n"), photo.CodeUnreadable, photo.IssueUnreadable},
		"half a PDF":               {onePage(scan)[:300], photo.CodeTruncated, photo.IssueUnreadable},
		"a PDF without pages":      {pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"), photo.CodeUnreadable, photo.IssueUnreadable},
		"a PDF with a password":    {locked, photo.CodeLocked, photo.IssueUnreadable},
		"a WebP that moves":        {testFile(t, "anim.webp"), photo.CodeFormatWebP, photo.IssueFormat},
		"half a WebP":              {testFile(t, "lossy.webp")[:150], photo.CodeTruncated, photo.IssueUnreadable},
		"a WebP of 16 k × 16 k":    {webpClaiming(16384, 16384), photo.CodeTooManyPixels, photo.IssueTooLarge},
		"a WebP that is none":      {[]byte("RIFF\x04\x00\x00\x00WEBP"), photo.CodeUnreadable, photo.IssueUnreadable},
		"a WebP of broken content": {append(testFile(t, "lossless.webp")[:25:25], bytes.Repeat([]byte{0xff}, 85)...), photo.CodeUnreadable, photo.IssueUnreadable},
	} {
		_, err := photo.Read(context.Background(), "a", c.file)
		refused(t, what, err, c.code)
		if got := photo.IssueOf(err); got != c.is {
			t.Errorf("%s: issue %s, want %s", what, got, c.is)
		}
	}
}

// webpClaiming is the head of a lossless WebP.
func webpClaiming(w, h uint32) []byte {
	bits := w - 1 | (h-1)<<14
	body := binary.LittleEndian.AppendUint32([]byte{0x2f}, bits)
	body = append(body, make([]byte, 9)...)
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(12+len(body)))
	out = append(out, "WEBPVP8L"...)
	return append(binary.LittleEndian.AppendUint32(out, uint32(len(body))), body...)
}

func TestEveryErrorHasAnIssue(t *testing.T) {
	for _, c := range []struct {
		file []byte
		is   photo.IssueCode
	}{
		{nil, photo.IssueUnreadable}, {make([]byte, photo.MaxBytes+1), photo.IssueTooLarge}, {[]byte("GIF89a"), photo.IssueFormat},
		{[]byte("text"), photo.IssueFormat}, {pngClaiming(65000, 65000, 8, 2), photo.IssueTooLarge}, {asJPEG(t, page(64, 48), 90)[:200], photo.IssueUnreadable},
	} {
		if _, err := photo.Read(context.Background(), "a.jpg", c.file); photo.IssueOf(err) != c.is {
			t.Errorf("%v is %s, want %s", err, photo.IssueOf(err), c.is)
		}
	}
}

// slowDecoder never answers.
type slowDecoder struct{}

func (slowDecoder) Decode(ctx context.Context, _ photo.Format, _ []byte, _ int) (photo.Rendition, error) {
	<-ctx.Done()
	return photo.Rendition{}, ctx.Err()
}

// failingDecoder answers with one error.
type failingDecoder struct{ err error }

func (d failingDecoder) Decode(context.Context, photo.Format, []byte, int) (photo.Rendition, error) {
	return photo.Rendition{JPEG: []byte("never to be looked at"), Pages: 1}, d.err
}

func TestWhatADecoderSaysBecomesASentence(t *testing.T) {
	t.Cleanup(func() { photo.SetDecoder(nil) })
	heic := testFile(t, "plain.heic")
	for err, code := range map[error]string{photo.ErrDamaged: photo.CodeUnreadable, photo.ErrLocked: photo.CodeLocked, photo.ErrMemory: photo.CodeMemory,
		photo.ErrSlow: photo.CodeTimeout, photo.ErrStart: photo.CodeDecoder, photo.ErrPage: photo.CodeNoPage, nil: photo.CodeTruncated} {
		photo.SetDecoder(failingDecoder{err})
		_, got := photo.Read(context.Background(), "a.heic", heic)
		refused(t, fmt.Sprint(err), got, code)
	}
	photo.SetDecoder(slowDecoder{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := photo.Read(ctx, "a.heic", heic)
	refused(t, "cancelled", err, app.CodeCanceled)
}
