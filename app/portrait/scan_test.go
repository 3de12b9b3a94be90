package portrait_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/portrait"

	"github.com/disintegration/imaging"
	"github.com/makiuchi-d/gozxing"
	zxing "github.com/makiuchi-d/gozxing/qrcode"
)

// phoneAddress is the longest address of the phone page: the token has 26
// characters.
const phoneAddress = "https://192.168.100.200:65535/abcdefghijklmnopqrstuvwxy2/"

// What a phone's camera sees of the code of the step at two metres. The step
// draws it 240 wide, at 96 to the inch 63.5 mm; the main camera of a usual
// phone has a lens like 26 mm on film (69° across) and 4032 pixels.
const (
	stepSize   = 240.0 // CSS or Fyne units of 1/96 inch
	codeMM     = stepSize / 96 * 25.4
	cameraPx   = 4032.0
	filmMM     = 36.0
	lensMM     = 26.0
	distanceMM = 2000.0
)

// atTwoMetres is the code's width in pixels of such a picture.
func atTwoMetres() float64 { return codeMM * cameraPx / (distanceMM * filmMM / lensMM) }

// photographed draws the code as a camera sees it: shrunk to size pixels, not
// on the raster of the sensor, a little soft, grey in a grey room.
func photographed(t *testing.T, words string, size float64) image.Image {
	t.Helper()
	code, err := portrait.Code(words, 720)
	if err != nil {
		t.Fatal(err)
	}
	const fine = 8 // parts of a pixel in which the code is placed
	n := int(math.Round(size * fine))
	big := imaging.Resize(code, n, n, imaging.Box)
	room := image.NewNRGBA(image.Rect(0, 0, 640*fine/2, 480*fine/2))
	draw.Draw(room, room.Rect, image.NewUniform(color.NRGBA{120, 118, 110, 255}), image.Point{}, draw.Src)
	draw.Draw(room, big.Bounds().Add(image.Pt(101*fine+3, 67*fine+5)), big, image.Point{}, draw.Src)
	seen := imaging.Resize(room, room.Rect.Dx()/fine, room.Rect.Dy()/fine, imaging.Box)
	soft := imaging.Blur(seen, 0.5)
	return imaging.AdjustFunc(soft, func(c color.NRGBA) color.NRGBA { // white of a screen, black of a screen
		f := func(v uint8) uint8 { return uint8(30 + int(v)*190/255) }
		return color.NRGBA{f(c.R), f(c.G), f(c.B), 255}
	})
}

func TestTheCodeIsReadFromTwoMetres(t *testing.T) {
	size := atTwoMetres()
	t.Logf("the code is %.0f pixels wide", size)
	img := photographed(t, phoneAddress, size)
	bmp, err := gozxing.NewBinaryBitmapFromImage(imaging.Resize(img, 4*img.Bounds().Dx(), 0, imaging.Linear)) // scanners zoom in
	if err != nil {
		t.Fatal(err)
	}
	r, err := zxing.NewQRCodeReader().Decode(bmp, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil || r.GetText() != phoneAddress {
		t.Errorf("gozxing: %v", err)
	}
	zbar(t, img)
}

// zbar reads a picture with zbarimg where it is installed.
func zbar(t *testing.T, img image.Image) {
	t.Helper()
	tool, err := exec.LookPath("zbarimg")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("zbarimg is missing in CI: bash .ci/setup.sh test")
		}
		t.Log("SKIPPED LOUDLY: no zbarimg on this machine; only gozxing read the code")
		return
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "code.png")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "--raw", "-q", file).Output()
	if err != nil || strings.TrimSpace(string(out)) != phoneAddress {
		t.Errorf("zbarimg reads %q: %v", out, err)
	}
}

func TestTheCodeIsBlackOnWhiteWithAQuietZone(t *testing.T) {
	img, err := portrait.Code(phoneAddress, 720)
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	dark := image.Rectangle{Min: b.Max, Max: b.Min}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, a := img.At(x, y).RGBA()
			switch {
			case a != 0xFFFF || r != g || g != bl || r != 0 && r != 0xFFFF:
				t.Fatalf("colour %v at %d,%d", img.At(x, y), x, y)
			case r == 0:
				dark = dark.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	// Version 4 has 33 modules; the standard wants four white ones around. Rims
	// are whole pixels.
	module := float64(dark.Dx()) / 33
	for _, rim := range []int{dark.Min.X - b.Min.X, dark.Min.Y - b.Min.Y, b.Max.X - dark.Max.X, b.Max.Y - dark.Max.Y} {
		if float64(rim) < math.Floor(4*module) {
			t.Errorf("a rim of %d pixels, a module has %v", rim, module)
		}
	}
}
