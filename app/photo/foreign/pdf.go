package foreign

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"beiandesk/app/photo"
)

const (
	// pageSide is the long side of a rendered page, pixels: about 205 to the
	// inch on A4, so that the smallest print of a licence (3.4 mm) is 27 pixels
	// high. Never by DPI: a page may claim to be metres wide.
	pageSide = 2400

	// scanSide bounds a page that is rendered at the size of the picture in it.
	scanSide = 4000

	// pdfPages is the memory of the sandbox, in pages of 64 kB: 384 MB. A page
	// of 4000 pixels takes 64 MB, the decoded picture on it as much again.
	pdfPages = 6144

	openTime = 20 * time.Second
)

// sandboxes make a fresh PDFium for each file. The module becomes machine code
// once in the life of the process, which takes seconds.
var sandboxes = sync.OnceValues(func() (pdfium.Pool, error) {
	return webassembly.Init(webassembly.Config{
		Context: experimental.WithCompilationWorkers(context.Background(), runtime.GOMAXPROCS(0)),
		MaxIdle: 1, MaxTotal: 1,
		FSConfig: fonts(), // and nothing else of the disk
		RuntimeConfig: wazero.NewRuntimeConfig().WithMemoryLimitPages(pdfPages).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
		Stdout: io.Discard, Stderr: io.Discard,
	})
})

// decodePDF takes one page, counted from 1: the scanner's own JPEG when the page
// is nothing else, else a rendering.
func decodePDF(data []byte, number int) (out photo.Rendition, err error) {
	none := photo.Rendition{}
	pool, err := sandboxes()
	if err != nil {
		return none, fmt.Errorf("%w: %w", photo.ErrStart, err)
	}
	p, err := pool.GetInstance(openTime)
	if err != nil {
		return none, fmt.Errorf("%w: %w", photo.ErrStart, err)
	}
	defer func() {
		if e := p.Close(); err == nil && e != nil {
			out, err = none, fmt.Errorf("%w: %w", photo.ErrDamaged, e)
		}
	}()
	doc, err := p.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return none, sort(err)
	}
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return none, sort(err)
	}
	if count.PageCount < 1 {
		return none, fmt.Errorf("%w: no page", photo.ErrDamaged)
	}
	if number < 1 || number > count.PageCount {
		return none, fmt.Errorf("%w: %d of %d", photo.ErrPage, number, count.PageCount)
	}
	loaded, err := p.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc.Document, Index: number - 1})
	if err != nil {
		return none, sort(err)
	}
	page := requests.Page{ByReference: &loaded.Page}
	scan := findScan(p, page)
	side := pageSide
	if scan.covers {
		side = max(side, min(max(scan.width, scan.height), scanSide))
	}
	img, err := render(p, page, doc.Document, side)
	if err != nil {
		return none, err
	}
	out.Pages = count.PageCount
	if scan.shows(img) {
		out.JPEG = scan.jpeg
		return out, nil
	}
	out.JPEG, err = encode(img)
	return out, err
}

// sort tells what a person can do something about from what is broken.
func sort(err error) error {
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return fmt.Errorf("%w: %w", photo.ErrLocked, err)
	}
	return fmt.Errorf("%w: %w", photo.ErrDamaged, err)
}

// render draws the page, its annotations (a signature may be one) and the
// values of its form, so that its long side has that many pixels.
func render(p pdfium.Pdfium, page requests.Page, doc references.FPDF_DOCUMENT, side int) (image.Image, error) {
	got, err := p.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: page, Width: side, Height: side, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
		RenderForm: true, Document: &doc,
	})
	if err != nil {
		return nil, sort(err)
	}
	b := got.Result.RenderedImage.Bounds()
	if err := tooLarge(b.Dx(), b.Dy()); err != nil {
		return nil, err
	}
	return got.Result.RenderedImage, nil
}
