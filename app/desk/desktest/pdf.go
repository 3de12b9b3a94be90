package desktest

import (
	"context"
	"fmt"
	"testing"

	"beiandesk/app/photo"
)

// PDF returns a file that passes for a PDF whose pages are these JPEGs, and
// joins a decoder that shows them until the test ends. The real one, a child
// process, is tested in app/photo.
func PDF(t testing.TB, pages ...[]byte) []byte {
	t.Cleanup(func() { photo.SetDecoder(nil) })
	photo.SetDecoder(pdf(pages))
	return []byte("%PDF-1.7\nmade by a test\n%%EOF\n")
}

type pdf [][]byte

// Decode implements photo.Decoder.
func (p pdf) Decode(ctx context.Context, _ photo.Format, _ []byte, page int) (photo.Rendition, error) {
	if page < 1 || page > len(p) {
		return photo.Rendition{}, fmt.Errorf("%w: %d", photo.ErrPage, page)
	}
	return photo.Rendition{JPEG: p[page-1], Pages: len(p)}, ctx.Err()
}
