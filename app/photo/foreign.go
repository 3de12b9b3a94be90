package photo

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"beiandesk/app"
)

// readForeign reads a format that no platform takes, by way of a JPEG that is
// stored and exported in its place. That JPEG goes through the fence as if it
// had been sent, wherever it comes from.
func readForeign(ctx context.Context, format Format, data []byte, said Format, page int) (*Picture, error) {
	var out Rendition
	var err error
	if format == WebP {
		out, err = fromWebP(ctx, data, said)
	} else {
		out, err = fromDecoder(ctx, format, data, said, page)
	}
	if err != nil {
		return nil, err
	}
	p, err := readOwn(ctx, JPEG, out.JPEG)
	if err != nil {
		return nil, err
	}
	p.Format, p.Bytes = format, len(data)
	if format == PDF {
		p.Page, p.Pages = page, out.Pages
	}
	if out.Pages > 1 {
		p.Notes = append(p.Notes, Note{NoteOnePage, fmt.Sprintf("这份 PDF 共 %d 页，看的是第 %d 页。", out.Pages, page)})
	}
	return p, nil
}

// fromDecoder asks the decoder of HEIC and PDF and makes sentences of its
// errors.
func fromDecoder(ctx context.Context, format Format, data []byte, said Format, page int) (Rendition, error) {
	d := joined.Load()
	if d == nil {
		return Rendition{}, errFormat(format, said)
	}
	ended := pdfEnds
	if format == HEIC {
		box := readHEICBoxes(data)
		if box.width > MaxSide || box.height > MaxSide || box.width*box.height > maxHEICPixels {
			return Rendition{}, errTooManyPixels(box.width, box.height)
		}
		ended = func([]byte) bool { return box.ended }
	}
	out, err := (*d).Decode(ctx, format, data, page)
	if stop := stopped(ctx); err != nil && stop != nil {
		return Rendition{}, stop
	}
	switch {
	case err == nil:
		return out, nil
	case errors.Is(err, ErrLocked):
		return Rendition{}, errLocked(err)
	case errors.Is(err, ErrPage):
		return Rendition{}, errNoPage(err, page)
	case errors.Is(err, ErrMemory):
		return Rendition{}, errMemory(err)
	case errors.Is(err, ErrSlow):
		return Rendition{}, errTimeout(err)
	case errors.Is(err, ErrStart):
		return Rendition{}, errDecoder(err)
	case !ended(data):
		return Rendition{}, errTruncated(err)
	}
	return Rendition{}, errForeign(format, err)
}

// pdfEnds tells whether the end mark is where readers look for it.
func pdfEnds(data []byte) bool {
	return bytes.Contains(data[max(0, len(data)-2048):], []byte("%%EOF"))
}

// IssueOf is the issue that an error of Read amounts to, for the command line
// and for what is stored: IssueFormat, IssueTooLarge or IssueUnreadable.
func IssueOf(err error) IssueCode {
	switch app.CodeOf(err) {
	case CodeFormatHEIC, CodeFormatWebP, CodeFormatPDF, CodeFormatGIF, CodeFormatBMP, CodeFormatTIFF, CodeFormatUnknown, CodeDecoder:
		return IssueFormat
	case CodeTooLarge, CodeTooManyPixels, CodeMemory:
		return IssueTooLarge
	}
	return IssueUnreadable
}
