package foreign

import (
	"context"
	"image"
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"beiandesk/app/photo"
)

// scan is the picture that fills a page, as scanners and 扫描全能王 make them.
type scan struct {
	covers        bool   // one picture covers the page
	width, height int    // of that picture, pixels
	jpeg          []byte // its file, when the page is it and nothing else
}

const (
	// coverShare of the page must lie under the picture.
	coverShare = 0.95

	// pageObjects bounds the search; a scan has a picture and, after text
	// recognition, invisible words.
	pageObjects = 5000
)

// findScan looks for it. What cannot be told counts as none: the page is then
// rendered.
func findScan(p pdfium.Pdfium, page requests.Page) scan {
	count, err := p.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil || count.Count > pageObjects {
		return scan{}
	}
	found := scan{}
	alone := true
	for i := range count.Count {
		object, err := p.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return scan{}
		}
		kind, err := p.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err != nil {
			return scan{}
		}
		switch kind.Type {
		case enums.FPDF_PAGEOBJ_IMAGE:
			if found.covers {
				alone = false
				continue
			}
			found = readScan(p, page, object.PageObject)
			alone = alone && found.covers
		case enums.FPDF_PAGEOBJ_TEXT:
			mode, err := p.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: object.PageObject})
			alone = alone && err == nil && mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE
		default:
			alone = false
		}
	}
	if !alone {
		found.jpeg = nil
	}
	return found
}

// readScan looks at one picture of the page.
func readScan(p pdfium.Pdfium, page requests.Page, object references.FPDF_PAGEOBJECT) scan {
	paper, err := p.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return scan{}
	}
	bounds, err := p.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object})
	if err != nil {
		return scan{}
	}
	size, err := p.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: object})
	if err != nil || size.Width > photo.MaxSide || size.Height > photo.MaxSide {
		return scan{}
	}
	share := float64(bounds.Right-bounds.Left) * float64(bounds.Top-bounds.Bottom) / (paper.Width * paper.Height)
	if !(share >= coverShare) { // a page without area gives no number
		return scan{}
	}
	found := scan{covers: true, width: int(size.Width), height: int(size.Height)}
	if share < 1/coverShare && upright(p, page, object) {
		found.jpeg = fileOf(p, object)
	}
	return found
}

// upright tells that the picture lies on the page as it is stored, without
// turn, mirror or anything laid over it.
func upright(p pdfium.Pdfium, page requests.Page, object references.FPDF_PAGEOBJECT) bool {
	turn, err := p.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: page})
	if err != nil || turn.PageRotation != enums.FPDF_PAGE_ROTATION_NONE {
		return false
	}
	notes, err := p.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: page})
	if err != nil || notes.Count > 0 {
		return false
	}
	got, err := p.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return false
	}
	m := got.Matrix
	const lean = 0.01
	return m.A > 0 && m.D > 0 && math.Abs(float64(m.B)) < lean*float64(m.A) && math.Abs(float64(m.C)) < lean*float64(m.D)
}

// fileOf returns the JPEG file of a picture, nil when it is stored otherwise.
func fileOf(p pdfium.Pdfium, object references.FPDF_PAGEOBJECT) []byte {
	count, err := p.FPDFImageObj_GetImageFilterCount(&requests.FPDFImageObj_GetImageFilterCount{ImageObject: object})
	if err != nil || count.Count != 1 {
		return nil
	}
	filter, err := p.FPDFImageObj_GetImageFilter(&requests.FPDFImageObj_GetImageFilter{ImageObject: object})
	if err != nil || filter.ImageFilter != "DCTDecode" {
		return nil
	}
	raw, err := p.FPDFImageObj_GetImageDataRaw(&requests.FPDFImageObj_GetImageDataRaw{ImageObject: object})
	if err != nil {
		return nil
	}
	return raw.Data
}

// shows tells that the JPEG looks as the page does. It need not: the PDF may
// invert its colours, mask a part, or hold another colour space, and viewers
// of PDF ignore an EXIF orientation that viewers of pictures obey.
func (s scan) shows(page image.Image) bool {
	if s.jpeg == nil {
		return false
	}
	p, err := photo.Read(context.Background(), "", s.jpeg)
	if err != nil || p.Format != photo.JPEG || p.Orientation != 1 {
		return false
	}
	b := page.Bounds()
	if ratio := float64(p.Width*b.Dy()) / float64(p.Height*b.Dx()); ratio < 0.97 || ratio > 1.03 {
		return false
	}
	return alike(cells(p.Upright()), cells(page))
}

const grid = 48 // cells to a side for comparing

// cells are the mean colours of grid×grid parts of a picture, 0…255.
func cells(img image.Image) (out [grid * grid][3]float64) {
	b := img.Bounds()
	for cell := range out {
		x0, x1 := cell%grid*b.Dx()/grid, (cell%grid+1)*b.Dx()/grid
		y0, y1 := cell/grid*b.Dy()/grid, (cell/grid+1)*b.Dy()/grid
		n := 0.0
		for y := y0; y < y1; y++ {
			for x := x0; x < x1; x++ {
				r, g, bl, _ := img.At(b.Min.X+x, b.Min.Y+y).RGBA()
				out[cell][0] += float64(r >> 8)
				out[cell][1] += float64(g >> 8)
				out[cell][2] += float64(bl >> 8)
				n++
			}
		}
		for i := range out[cell] {
			out[cell][i] /= math.Max(n, 1)
		}
	}
	return out
}

// alike: resampling moves a cell by a few levels, a turned page by the contrast
// of its print.
func alike(a, b [grid * grid][3]float64) bool {
	sum := 0.0
	for i := range a {
		for c := range 3 {
			d := math.Abs(a[i][c] - b[i][c])
			if d > 48 {
				return false
			}
			sum += d
		}
	}
	return sum/(3*grid*grid) < 8
}
