package photo

import (
	"context"
	"errors"
	"sync/atomic"
)

// Decoder turns the formats that Go's own decoders do not read, HEIC and PDF,
// into a JPEG. It must do so outside of this process, with limits on memory
// and time: the libraries behind are large, and a goroutine cannot be killed.
// Package data/decoder is the one that main.go joins.
type Decoder interface {
	// Decode returns one of the errors Err… of this package or that of ctx. page,
	// counted from 1, is that of a PDF; other formats have no pages.
	Decode(ctx context.Context, format Format, data []byte, page int) (Rendition, error)
}

// Rendition is what a file of a foreign format shows.
type Rendition struct {
	JPEG  []byte // upright, without EXIF; of a scanned PDF the scanner's own JPEG, byte for byte
	Pages int    // of a PDF, of which one was taken; 1 for a picture
}

// Errors of a Decoder. Read turns them into sentences.
var (
	ErrDamaged = errors.New("the file cannot be decoded")
	ErrLocked  = errors.New("the document asks for a password")
	ErrMemory  = errors.New("decoding takes more memory than allowed")
	ErrSlow    = errors.New("decoding takes longer than allowed")
	ErrStart   = errors.New("the decoder does not start")
	ErrPage    = errors.New("the document has no such page")
)

var joined atomic.Pointer[Decoder]

// SetDecoder names the decoder of HEIC and PDF for all of the program; nil
// takes it away. Without one Read refuses these formats with a sentence that
// says how to convert them.
func SetDecoder(d Decoder) {
	if d == nil {
		joined.Store(nil)
		return
	}
	joined.Store(&d)
}
