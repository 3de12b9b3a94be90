package photo_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"sync"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"beiandesk/app"
	"beiandesk/app/photo"
	"beiandesk/assets"
)

// Pictures made by code, so that no test needs a file.

// page draws lines of text on paper, the height of a character being a
// fortieth of the long side, like a licence.
func page(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(color.NRGBA{246, 243, 232, 255}), image.Point{}, draw.Src)
	size := float64(max(w, h)) / 40
	face, err := opentype.NewFace(textFont(), &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		panic(err)
	}
	defer face.Close()
	d := font.Drawer{Dst: img, Src: image.NewUniform(color.NRGBA{40, 40, 48, 255}), Face: face}
	for y := size * 3; y < float64(h)-size; y += size * 2.4 {
		d.Dot = fixed.P(int(size*2), int(y))
		for d.Dot.X.Ceil() < w-int(size*8) {
			d.DrawString("样本信息备案网站")
		}
	}
	return img
}

var textFont = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(assets.FontRegular())
	if err != nil {
		panic(err)
	}
	return f
})

// quarters is a picture whose four corners differ, to tell orientations apart.
func quarters(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i, c := range []color.NRGBA{{220, 30, 30, 255}, {30, 200, 30, 255}, {30, 30, 220, 255}, {230, 220, 40, 255}} {
		r := image.Rect(i%2*w/2, i/2*h/2, (i%2+1)*w/2, (i/2+1)*h/2)
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

func asJPEG(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withSegment puts a marker segment directly behind the start of a JPEG.
func withSegment(file []byte, marker byte, body []byte) []byte {
	out := append([]byte{}, file[:2]...)
	out = append(out, 0xff, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	out = append(out, body...)
	return append(out, file[2:]...)
}

// exifOrientation is an APP1 body with the one tag.
func exifOrientation(order binary.AppendByteOrder, kind uint16, value uint32) []byte {
	body := []byte("Exif\x00\x00")
	if order == binary.LittleEndian {
		body = append(body, "II*\x00"...)
	} else {
		body = append(body, "MM\x00*"...)
	}
	body = order.AppendUint32(body, 8)
	body = order.AppendUint16(body, 1)
	body = order.AppendUint16(body, 0x0112)
	body = order.AppendUint16(body, kind)
	body = order.AppendUint32(body, 1)
	if kind == 3 {
		body = order.AppendUint16(body, uint16(value))
		body = order.AppendUint16(body, 0)
	} else {
		body = order.AppendUint32(body, value)
	}
	return order.AppendUint32(body, 0)
}

// cmykJPEG is a picture of 16×16 pixels with four components, which Go cannot
// write: the scans of four grey pictures under one frame header.
func cmykJPEG(t *testing.T, planes ...uint8) []byte {
	t.Helper()
	var out []byte
	for i, level := range planes {
		grey := image.NewGray(image.Rect(0, 0, 16, 16))
		draw.Draw(grey, grey.Rect, image.NewUniform(color.Gray{Y: level}), image.Point{}, draw.Src)
		file := asJPEG(t, grey, 90)
		frame, scan := bytes.Index(file, []byte{0xff, 0xc0}), bytes.Index(file, []byte{0xff, 0xda})
		tables := bytes.Index(file, []byte{0xff, 0xc4})
		if i == 0 {
			out = append(out, withSegment(file[:frame], 0xee, []byte("Adobe\x00\x64\x00\x00\x00\x00\x00"))...)
			out = append(out, 0xff, 0xc0, 0, 8+3*4, 8, 0, 16, 0, 16, 4)
			for id := byte(1); id <= 4; id++ {
				out = append(out, id, 0x11, 0)
			}
			out = append(out, file[tables:scan]...)
		}
		data := file[scan+2+int(binary.BigEndian.Uint16(file[scan+2:])) : len(file)-2]
		out = append(out, 0xff, 0xda, 0, 8, 1, byte(i+1), 0, 0, 63, 0)
		out = append(out, data...)
	}
	return append(out, 0xff, 0xd9)
}

// pngClaiming is a small PNG whose header claims a size.
func pngClaiming(w, h uint32, depth, colour byte) []byte {
	file := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(name string, body []byte) {
		file = binary.BigEndian.AppendUint32(file, uint32(len(body)))
		start := len(file)
		file = append(file, name...)
		file = append(file, body...)
		file = binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[start:]))
	}
	header := binary.BigEndian.AppendUint32(nil, w)
	header = binary.BigEndian.AppendUint32(header, h)
	chunk("IHDR", append(header, depth, colour, 0, 0, 0))
	chunk("IDAT", []byte{0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01})
	chunk("IEND", nil)
	return file
}

// claiming rewrites the frame header of a JPEG: its size, and whether it says
// to be progressive.
func claiming(t testing.TB, file []byte, w, h uint16, progressive bool) []byte {
	t.Helper()
	out := append([]byte{}, file...)
	at := bytes.Index(out, []byte{0xff, 0xc0})
	if at < 0 {
		t.Fatal("no frame header")
	}
	if progressive {
		out[at+1] = 0xc2
	}
	binary.BigEndian.PutUint16(out[at+5:], h)
	binary.BigEndian.PutUint16(out[at+7:], w)
	return out
}

func mustRead(t testing.TB, name string, file []byte) *photo.Picture {
	t.Helper()
	p, err := photo.Read(context.Background(), name, file)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return p
}

// refused checks the code of an error and that a person can read it.
func refused(t *testing.T, what string, err error, code string) {
	t.Helper()
	var e *app.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Errorf("%s: got %v, want %s", what, err, code)
		return
	}
	if !isChineseSentence(e.Message) {
		t.Errorf("%s: %q is no sentence for a person", what, e.Message)
	}
}

type colorNRGBA = color.NRGBA

var bigEndian = binary.BigEndian

// judge judges a picture as it is; a context that does not end cannot fail.
func judge(p *photo.Picture, kind photo.Kind) photo.Verdict {
	v, err := photo.Judge(context.Background(), p, photo.Ask{Kind: kind})
	if err != nil {
		panic(err)
	}
	return v
}
