package photo

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"time"

	"golang.org/x/image/webp"

	"beiandesk/app"
)

// The fence of photo-checks.md section 6. Sizes are those of the file as
// stored, before turning.
const (
	MaxBytes  = 30 << 20    // size of a file
	MaxPixels = 100_000_000 // width × height
	MaxSide   = 20_000      // pixels

	// maxMemory bounds what decoding allocates: 100 megapixels of 8-bit RGBA,
	// or 50 of 16-bit, or 33 of a progressive JPEG, whose coefficients are
	// held as well.
	maxMemory = 500_000_000

	// maxScans bounds the passes of a progressive JPEG. Encoders write about
	// ten; a hostile file may ask for hundreds of thousands in a few bytes each.
	maxScans = 200

	// adviceSide is the size that the refusal recommends, pixels.
	adviceSide = 5000

	// maxHEICPixels is what the decoder of HEIC holds within its memory.
	maxHEICPixels = 50_000_000

	decodeTime = 20 * time.Second

	// From this size on only one picture is decoded at a time, so that thirty
	// dropped at once do not fill the memory.
	bigPixels = 2_000_000
)

var bigDecode = make(chan struct{}, 1)

// Load is Read for a stream. It stops after MaxBytes, so that a file of 200 MB
// is refused without being held.
func Load(ctx context.Context, name string, r io.Reader) (*Picture, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, app.Wrap(err, CodeUnreadable, "读不到这个文件，它可能已被移动，或正被别的程序占用。请确认文件还在、能打开，再添加一次。")
	}
	return Read(ctx, name, data)
}

// Read turns the content of a file into a Picture. Of name only the ending
// matters, and only for notes. It takes JPEG, PNG and WebP, told by content,
// and HEIC and PDF where SetDecoder has named a decoder; other formats are
// named and refused with a sentence that says how to convert.
//
// Errors are *app.Error with a code of this package or app.CodeCanceled. The
// Picture keeps data: it must not be changed afterwards.
func Read(ctx context.Context, name string, data []byte) (*Picture, error) {
	return ReadPage(ctx, name, data, 1)
}

// ReadPage is Read for one page of a PDF, counted from 1; CodeNoPage when there
// is none such. Less than 1 is the first, and other formats have no pages.
func ReadPage(ctx context.Context, name string, data []byte, page int) (*Picture, error) {
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	switch {
	case len(data) == 0:
		return nil, errEmpty()
	case len(data) > MaxBytes:
		return nil, errTooLarge()
	}
	format, said := Sniff(data), promised(name)
	var p *Picture
	var err error
	switch format {
	case JPEG, PNG:
		p, err = readOwn(ctx, format, data)
	case WebP, HEIC, PDF:
		p, err = readForeign(ctx, format, data, said, max(page, 1))
	default:
		err = errFormat(format, said)
	}
	if err != nil {
		return nil, err
	}
	if said != Unknown && said != format {
		p.Notes = append(p.Notes, Note{NoteExtension, fmt.Sprintf(
			"文件名以 %s 的方式结尾，内容其实是 %s。不影响使用，导出时会用正确的文件名。", said.title(), format.title())})
	}
	return p, nil
}

// readOwn reads the two formats that are stored and uploaded as they are.
func readOwn(ctx context.Context, format Format, data []byte) (*Picture, error) {
	head := jpegHead{orientation: 1, ended: pngEnds(data)}
	if format == JPEG {
		head = readJPEGHead(data)
	}
	config, err := checkConfig(format, data, head)
	if err != nil {
		return nil, tornOr(err, head.ended)
	}
	decoder := jpeg.Decode
	if format == PNG {
		decoder = png.Decode
	}
	pixels, err := guard(ctx, decodeTime, config.Width*config.Height >= bigPixels, data, func(r io.Reader) (image.Image, error) {
		img, err := decoder(r)
		if err != nil {
			return nil, err
		}
		return keep(img), nil
	})
	if err != nil {
		return nil, tornOr(err, head.ended)
	}
	p := &Picture{
		Format: format, Orientation: head.orientation, Bytes: len(data),
		Width: pixels.Bounds().Dx(), Height: pixels.Bounds().Dy(), pixels: pixels,
		stored: data, storedAs: format,
	}
	if swapsSides(p.Orientation) {
		p.Width, p.Height = p.Height, p.Width
	}
	return p, nil
}

// checkConfig reads the dimensions and refuses what would cost too much.
func checkConfig(format Format, data []byte, head jpegHead) (config image.Config, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errUnreadable(fmt.Errorf("decoder panic: %v", r))
		}
	}()
	decode := jpeg.DecodeConfig
	switch format {
	case PNG:
		decode = png.DecodeConfig
	case WebP:
		decode = webp.DecodeConfig
	}
	config, err = decode(bytes.NewReader(data))
	if err != nil {
		return config, errDecode(err)
	}
	w, h := config.Width, config.Height
	switch {
	case w < 1 || h < 1:
		return config, errUnreadable(fmt.Errorf("dimensions %d×%d", w, h))
	case w > MaxSide || h > MaxSide || w*h > MaxPixels,
		w*h*bytesPerPixel(format, config.ColorModel, head) > maxMemory:
		return config, errTooManyPixels(w, h)
	case head.scans > maxScans:
		return config, errUnreadable(fmt.Errorf("%d scans", head.scans))
	case leastBytes(format, data, w, h) > len(data):
		return config, errTruncated(fmt.Errorf("%d bytes cannot hold %d×%d pixels", len(data), w, h))
	}
	return config, nil
}

// bytesPerPixel estimates what decoding and keeping one pixel costs at worst.
func bytesPerPixel(format Format, model color.Model, head jpegHead) int {
	planes := 3
	switch model {
	case color.GrayModel:
		planes = 1
	case color.CMYKModel:
		planes = 4
	}
	switch format {
	case WebP:
		return 16 // pixels, the transforms of the lossless kind, and a copy without alpha
	case JPEG:
		n := planes
		if head.progressive {
			n += 4 * planes // image/jpeg keeps every coefficient as an int32
		}
		if model == color.CMYKModel {
			n += 4 // converted
		}
		return n
	}
	switch model {
	case color.NRGBA64Model, color.RGBA64Model, color.Gray16Model:
		return 8 // a bound, converted afterwards while the first copy lives
	}
	return 5
}

// leastBytes is the smallest file that can hold such a picture. It catches
// bombs and torn files before anything is allocated.
func leastBytes(format Format, data []byte, w, h int) int {
	switch format {
	case JPEG:
		// Every block of 8×8 takes at least one bit.
		return w * h / 64 / 8
	case WebP:
		return 0 // one colour costs nothing per pixel
	}
	// Deflate shrinks by 1032 at most (zlib's technical details). Bytes 24 and
	// 25 of a PNG, checked by DecodeConfig, are bit depth and colour type.
	bits := int(data[24])
	switch data[25] {
	case 2:
		bits *= 3
	case 4:
		bits *= 2
	case 6:
		bits *= 4
	}
	return h * (1 + w*bits/8) / 1032
}

// guard runs a decoder in a goroutine of its own: a panic becomes an error, a
// deadline and a cancel are kept. A goroutine cannot be killed, but the
// decoder is starved: after the end of ctx its reader gives no more bytes.
func guard[T any](ctx context.Context, limit time.Duration, big bool, data []byte, decode func(io.Reader) (T, error)) (T, error) {
	var none T
	if big {
		select {
		case bigDecode <- struct{}{}:
		case <-ctx.Done():
			return none, errCanceled(ctx.Err())
		}
	}
	inner, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		if big {
			// Released by the decoder itself, not by the caller who may have
			// given up: two big ones must never run side by side.
			defer func() { <-bigDecode }()
		}
		defer func() {
			if r := recover(); r != nil {
				done <- result{none, errUnreadable(fmt.Errorf("decoder panic: %v", r))}
			}
		}()
		value, err := decode(&starving{inner, bytes.NewReader(data)})
		if err != nil {
			done <- result{none, errDecode(err)}
			return
		}
		done <- result{value, nil}
	}()
	select {
	case r := <-done:
		if r.err != nil && inner.Err() != nil {
			break // the decoder was starved; what it says about it is no use
		}
		return r.value, r.err
	case <-inner.Done():
	}
	if err := stopped(ctx); err != nil {
		return none, err
	}
	return none, errTimeout(inner.Err())
}

type starving struct {
	ctx context.Context
	r   io.Reader
}

func (s *starving) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

// errDecode sorts what a decoder says into torn and broken.
func errDecode(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errTruncated(err)
	}
	return errUnreadable(err)
}

// tornOr corrects a decoder that calls a file broken when only its end is
// missing ("short Huffman data", "not enough pixel data"): a person then knows
// to send it again.
func tornOr(err error, ended bool) error {
	if !ended && app.CodeOf(err) == CodeUnreadable {
		return errTruncated(err)
	}
	return err
}

// pngEnds walks the chunks of a PNG and reports whether the last one is there.
func pngEnds(data []byte) bool {
	for i := 8; i+12 <= len(data); {
		if string(data[i+4:i+8]) == "IEND" {
			return true
		}
		i += 12 + int(binary.BigEndian.Uint32(data[i:]))
	}
	return false
}
