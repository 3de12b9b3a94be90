package photo

import (
	"image"
	"image/color"
	"image/draw"
)

// Picture is a decoded picture. It is made by Read or FromImage, and its
// pixels do not change afterwards, so it may be used from several goroutines.
type Picture struct {
	Format      Format
	Width       int // of the upright picture, pixels
	Height      int // of the upright picture, pixels
	Orientation int // EXIF orientation found in the file, 1..8; 1 when there is none
	Bytes       int // size of the file
	Page        int // of a PDF: which was taken, from 1; 0 for other formats
	Pages       int // and of how many
	Notes       []Note

	// As stored in the file, not yet turned: *image.YCbCr, *image.Gray or an
	// opaque *image.NRGBA with its origin at 0,0. Measures work on these and
	// turn only their results, which saves a copy of 48 MB at 12 megapixels.
	pixels image.Image

	stored   []byte // nil when the pixels did not come from a file
	storedAs Format
}

// Note is something worth telling that does not stand in the way.
type Note struct {
	Code string // stable, e.g. NoteExtension
	Text string // a Chinese sentence
}

const (
	// NoteExtension: the file name ends in .jpg and the content is PNG, or the
	// other way round.
	NoteExtension = "photo.wrong-extension"

	// NoteOnePage: a PDF of several pages, of which one was taken.
	NoteOnePage = "photo.one-page"
)

// Stored returns the file that is kept as the working picture and its format:
// of JPEG and PNG the file that was read; of WebP, HEIC and PDF the JPEG made
// of it, from which the pixels of p were taken, so that a later look at it
// finds the same. It is nil when p was made by FromImage. Do not change it.
func (p *Picture) Stored() (data []byte, format Format) { return p.stored, p.storedAs }

// Upright returns the pixels as a person sees them: turned by the EXIF
// orientation, opaque (transparent parts became white). It is a new image at
// each call, 4 bytes per pixel; keep it rather than calling twice.
func (p *Picture) Upright() *image.NRGBA {
	return turn(opaque(p.pixels), p.Orientation)
}

// FromImage makes a Picture from pixels that the program itself produced, such
// as a straightened copy. Pixels that come from a file go through Read.
func FromImage(img image.Image) *Picture {
	pixels := opaque(img)
	b := pixels.Bounds()
	return &Picture{Format: PNG, Width: b.Dx(), Height: b.Dy(), Orientation: 1, pixels: pixels}
}

// keep returns the pixels in one of the three forms that Picture holds. A form
// that can be measured as it is (JPEG's YCbCr, grey) stays.
func keep(img image.Image) image.Image {
	if img.Bounds().Min == (image.Point{}) {
		switch img.(type) {
		case *image.YCbCr, *image.Gray:
			return img
		}
	}
	return opaque(img)
}

// opaque copies an image of any kind onto white. The result never shares
// memory with img and starts at 0,0.
func opaque(img image.Image) *image.NRGBA {
	b := img.Bounds()
	// image/draw has fast paths into RGBA only. For opaque pixels RGBA and
	// NRGBA hold the same bytes, so the result is handed on as NRGBA.
	dst := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		draw.Draw(dst, dst.Rect, img, b.Min, draw.Src)
	} else {
		draw.Draw(dst, dst.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(dst, dst.Rect, img, b.Min, draw.Over)
	}
	return &image.NRGBA{Pix: dst.Pix, Stride: dst.Stride, Rect: dst.Rect}
}

// asRGBA is the reverse view: the JPEG encoder is fast for RGBA only. img must
// be opaque.
func asRGBA(img *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
}
