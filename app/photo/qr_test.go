package photo

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/encoder"
	qr "github.com/skip2/go-qrcode"
	"golang.org/x/text/encoding/simplifiedchinese"
)

const licenceText = "统一社会信用代码：91440300000000123F\n名称：样本青禾文化有限公司\n样本"

// desk is a grey picture with a code of the given side at x,y.
func desk(t testing.TB, w, h, x, y, side int, text string) *image.NRGBA {
	t.Helper()
	code, err := qr.New(text, qr.Medium)
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(color.NRGBA{150, 140, 130, 255}), image.Point{}, draw.Src)
	picture := code.Image(side)
	draw.Draw(img, picture.Bounds().Add(image.Pt(x, y)), picture, image.Point{}, draw.Src)
	return img
}

func TestQRIsReadAtEveryTurn(t *testing.T) {
	img := desk(t, 900, 700, 500, 120, 260, licenceText)
	for turn := range 4 {
		p := FromImage(Rotate(turn)(img))
		got := readQR(context.Background(), p, plane{}, nil)
		if got == nil {
			t.Errorf("turned by %d: not read", turn)
			continue
		}
		if got.Text != licenceText {
			t.Errorf("turned by %d: %q", turn, got.Text)
		}
		if got.Turn != (4-turn)%4 {
			t.Errorf("turned by %d: Turn %d does not make it upright", turn, got.Turn)
		}
		onto, _, _ := Edit{Turn: turn}.Onto(900, 700)
		if middle := onto(Point{630, 250}); !image.Pt(int(middle.X), int(middle.Y)).In(got.Place) || got.Place.Dx() > 270 {
			t.Errorf("turned by %d: place %v, middle %v", turn, got.Place, middle)
		}
	}
}

func TestQRHoldsForEveryOrientation(t *testing.T) {
	img := desk(t, 600, 400, 40, 60, 240, licenceText)
	for orientation := 1; orientation <= 8; orientation++ {
		p := FromImage(img)
		p.Orientation = orientation
		if swapsSides(orientation) {
			p.Width, p.Height = p.Height, p.Width
		}
		got := readQR(context.Background(), p, plane{}, nil)
		if got == nil || got.Text != licenceText {
			t.Errorf("orientation %d: %v", orientation, got)
			continue
		}
		at := orient(Point{160, 180}, 600, 400, orientation)
		if !image.Pt(int(at.X), int(at.Y)).In(got.Place) {
			t.Errorf("orientation %d: place %v, middle %v", orientation, got.Place, at)
		}
		r := storedRect(got.Place, 600, 400, orientation)
		if back := uprightRect(r, 600, 400, orientation); back != got.Place {
			t.Errorf("orientation %d: %v comes back as %v", orientation, got.Place, back)
		}
	}
}

func TestQROutsideTheDocumentIsPassedOver(t *testing.T) {
	p := FromImage(desk(t, 900, 700, 20, 20, 240, licenceText))
	inside := Quad{{10, 10}, {500, 10}, {500, 600}, {10, 600}}
	if readQR(context.Background(), p, plane{}, &inside) == nil {
		t.Error("inside the outline and not read")
	}
	beside := Quad{{400, 100}, {880, 100}, {880, 680}, {400, 680}}
	if got := readQR(context.Background(), p, plane{}, &beside); got != nil {
		t.Errorf("read %v outside the outline", got)
	}
}

func TestASmallQRInALargePhotoIsRead(t *testing.T) {
	// 3 pixels to a module of the photo, 1.2 when it is reduced.
	p := FromImage(desk(t, 4000, 3000, 2900, 500, 160, licenceText))
	if got := readQR(context.Background(), p, plane{}, nil); got == nil || got.Text != licenceText {
		t.Errorf("got %v", got)
	}
}

func TestQRInGB18030IsRead(t *testing.T) {
	// Written without saying so, as older Chinese programs do.
	words := "名称：样本青禾文化有限公司"
	raw, err := simplifiedchinese.GB18030.NewEncoder().String(words)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qr.NewWithForcedVersion(raw, 5, qr.Medium)
	if err != nil {
		t.Fatal(err)
	}
	got := readQR(context.Background(), FromImage(code.Image(300)), plane{}, nil)
	if got == nil || got.Text != words {
		t.Errorf("got %+v", got)
	}
}

func TestHanziModeIsRead(t *testing.T) {
	code, err := encoder.Encoder_encode("样本青禾文化有限公司", mustLevel(t), map[gozxing.EncodeHintType]any{
		gozxing.EncodeHintType_CHARACTER_SET: "GB2312"})
	if err != nil {
		t.Fatal(err)
	}
	m := code.GetMatrix()
	img := image.NewNRGBA(image.Rect(0, 0, (m.GetWidth()+8)*6, (m.GetHeight()+8)*6))
	draw.Draw(img, img.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	for y := range m.GetHeight() {
		for x := range m.GetWidth() {
			if m.Get(x, y) == 1 {
				draw.Draw(img, image.Rect(24+x*6, 24+y*6, 30+x*6, 30+y*6), image.NewUniform(color.Black), image.Point{}, draw.Src)
			}
		}
	}
	if got := readQR(context.Background(), FromImage(img), plane{}, nil); got == nil || got.Text != "样本青禾文化有限公司" {
		t.Errorf("got %+v", got)
	}
}

func TestNoQRInTextureAndNothing(t *testing.T) {
	fine := image.NewGray(image.Rect(0, 0, 1200, 900))
	for i := range fine.Pix {
		x, y := i%1200, i/1200
		if (x/3+y/3)%2 == 0 || x*y%7 == 1 {
			fine.Pix[i] = 255
		}
	}
	for name, img := range map[string]image.Image{
		"texture": fine, "nothing": image.NewGray(image.Rect(0, 0, 800, 800)), "a dot": image.NewGray(image.Rect(0, 0, 1, 1)),
	} {
		if got := readQR(context.Background(), FromImage(img), plane{}, nil); got != nil {
			t.Errorf("%s: read %v", name, got)
		}
	}
}

func TestAQRNeverPrintsItsContent(t *testing.T) {
	q := &QR{Text: licenceText}
	if s := q.String(); strings.Contains(s, "样本") || strings.Contains(s, "9144") {
		t.Errorf("printed %q", s)
	}
}

func TestSharedQRPhotosAreRead(t *testing.T) {
	for folder, pattern := range map[string]string{"qr": "*.png", "synth": "licence_ok_*.jpg"} {
		dir := filepath.Join("..", "..", "..", "shared", "photos", folder)
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			t.Skipf("SKIPPED: the test pictures %s are not on this machine; nothing was checked", folder)
		}
		read := 0
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, err := Read(context.Background(), file, data)
			if err != nil {
				t.Fatal(err)
			}
			if readQR(context.Background(), p, plane{}, nil) != nil {
				read++
			}
		}
		t.Logf("%s: %d of %d read", folder, read, len(files))
		if read < len(files)-2 {
			t.Errorf("%s: only %d of %d read", folder, read, len(files))
		}
	}
}

func BenchmarkQR12MP(b *testing.B) {
	for name, p := range map[string]*Picture{
		"found":  FromImage(desk(b, 4000, 3000, 2900, 500, 420, licenceText)),
		"small":  FromImage(desk(b, 4000, 3000, 2900, 500, 160, licenceText)),
		"absent": FromImage(desk(b, 4000, 3000, 4000, 500, 160, licenceText)),
	} {
		// As a phone's picture comes out of Read.
		ycbcr := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
		row := lumaRow(p.pixels)
		for y := range 3000 {
			copy(ycbcr.Y[y*ycbcr.YStride:], row(y))
		}
		p.pixels = ycbcr
		reduced := shrinkLuma(ycbcr, sharpnessSide)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if (readQR(context.Background(), p, reduced, nil) != nil) != (name != "absent") {
					b.Fatal("wrong answer")
				}
			}
		})
	}
}

func mustLevel(t *testing.T) decoder.ErrorCorrectionLevel {
	t.Helper()
	return decoder.ErrorCorrectionLevel_M
}
