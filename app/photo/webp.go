package photo

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"io"

	"golang.org/x/image/webp"
)

// workingQuality of the JPEG that stands for a WebP.
const workingQuality = 95

// fromWebP decodes in this process: golang.org/x/image is memory-safe, and
// v0.47.0 holds the mends of CVE-2026-46601 and its like.
func fromWebP(ctx context.Context, data []byte, said Format) (Rendition, error) {
	head := readWebPHead(data)
	if head.animated {
		return Rendition{}, errFormat(WebP, said)
	}
	if _, err := checkConfig(WebP, data, jpegHead{}); err != nil {
		return Rendition{}, tornOr(err, head.ended)
	}
	// Always one at a time: a small one may hold thousands of tables.
	file, err := guard(ctx, decodeTime, true, data, func(r io.Reader) ([]byte, error) {
		img, err := webp.Decode(r)
		if err != nil {
			return nil, err
		}
		var out bytes.Buffer
		if err := jpeg.Encode(&out, asRGBA(turn(opaque(fullRange(img)), head.orientation)), &jpeg.Options{Quality: workingQuality}); err != nil {
			return nil, err
		}
		return out.Bytes(), nil
	})
	if err != nil {
		return Rendition{}, tornOr(err, head.ended)
	}
	if len(file) > MaxBytes {
		return Rendition{}, errMemory(fmt.Errorf("%d bytes as JPEG", len(file)))
	}
	return Rendition{JPEG: file, Pages: 1}, nil
}

// fullRange stretches the planes of a lossy WebP, in place. VP8 holds the range
// of video, 16…235 and 16…240 (RFC 6386, section 9.2), and golang.org/x/image
// v0.47.0 hands it on as if it were JPEG's 0…255: black would be grey, and
// measures of exposure would see a veil that is not there.
func fullRange(img image.Image) image.Image {
	switch m := img.(type) {
	case *image.YCbCr:
		stretch(m)
	case *image.NYCbCrA:
		stretch(&m.YCbCr)
	}
	return img
}

func stretch(m *image.YCbCr) {
	var luma, chroma [256]byte
	for i := range 256 {
		luma[i] = clamp8(float64(i-16)*255/219 + 0.5)
		chroma[i] = clamp8(float64(i-128)*255/224 + 128.5)
	}
	apply(m.Y, &luma)
	apply(m.Cb, &chroma)
	apply(m.Cr, &chroma)
}

func apply(plane []byte, table *[256]byte) {
	for i, v := range plane {
		plane[i] = table[v]
	}
}

func clamp8(v float64) byte { return byte(min(max(v, 0), 255)) }

// webpHead is what the chunks of a WebP tell without decoding.
type webpHead struct {
	orientation int // 1..8, 1 when absent or nonsense
	animated    bool
	ended       bool // as long as it says
}

// readWebPHead walks the chunks (RFC 9649). data begins with a RIFF header.
func readWebPHead(data []byte) webpHead {
	head := webpHead{orientation: 1}
	head.ended = uint64(binary.LittleEndian.Uint32(data[4:]))+8 <= uint64(len(data))
	data = data[12:]
	for len(data) >= 8 {
		kind, size := string(data[:4]), uint64(binary.LittleEndian.Uint32(data[4:]))
		data = data[8:]
		if size > uint64(len(data)) {
			break
		}
		body := data[:size]
		switch {
		case kind == "VP8X" && size > 0:
			head.animated = head.animated || body[0]&2 != 0
		case kind == "ANIM" || kind == "ANMF":
			head.animated = true
		case kind == "EXIF":
			// The standard has the bare block, some programs add JPEG's prefix.
			if o := tiffOrientation(bytes.TrimPrefix(body, []byte("Exif\x00\x00"))); o != 0 {
				head.orientation = o
			}
		}
		data = data[min(size+size%2, uint64(len(data))):]
	}
	return head
}
