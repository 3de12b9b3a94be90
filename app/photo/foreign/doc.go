// Package foreign decodes the pictures that Go's own decoders do not read:
// HEIC by libheif and libde265, PDF by PDFium, both compiled to WebAssembly and
// run by wazero, so that no C is linked and the program still cross-compiles.
//
// It takes much memory (a page about 300 MB, a picture of 12 megapixels more)
// and cannot be stopped. So nothing but the child process of data/decoder may
// call it; app/layers_test.go holds the libraries to this folder.
//
// Build with the tag nodynamic. Without it the HEIC library loads a libheif of
// the system, when there is one, into the window's process at every start.
package foreign

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"

	"beiandesk/app/photo"
)

// quality of the JPEG that is made of a picture: nothing that a person or a
// measure would notice is lost, at about a third of the size of 100.
const quality = 95

// Decode is the decoder of photo.HEIC and of one page, counted from 1, of
// photo.PDF.
func Decode(format photo.Format, data []byte, page int) (photo.Rendition, error) {
	switch format {
	case photo.HEIC:
		return decodeHEIC(data)
	case photo.PDF:
		return decodePDF(data, page)
	}
	return photo.Rendition{}, fmt.Errorf("%w: no decoder for %q", photo.ErrDamaged, format)
}

// encode makes the JPEG. Transparent parts become white, as everywhere.
func encode(img image.Image) ([]byte, error) {
	b := img.Bounds()
	if o, ok := img.(interface{ Opaque() bool }); ok && !o.Opaque() {
		flat := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
		draw.Draw(flat, flat.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(flat, flat.Rect, img, b.Min, draw.Over)
		img = flat
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("%w: %w", photo.ErrDamaged, err)
	}
	return out.Bytes(), nil
}

// tooLarge refuses before pixels are held.
func tooLarge(w, h int) error {
	if w < 1 || h < 1 {
		return fmt.Errorf("%w: %d×%d pixels", photo.ErrDamaged, w, h)
	}
	if w > photo.MaxSide || h > photo.MaxSide || w*h > photo.MaxPixels {
		return fmt.Errorf("%w: %d×%d pixels", photo.ErrMemory, w, h)
	}
	return nil
}
