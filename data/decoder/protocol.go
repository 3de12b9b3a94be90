package decoder

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"beiandesk/app/photo"
)

// Both directions: magic, one byte (format or status), numbers big endian, the
// bytes. The magic is checked first, so that words on the wrong stream are not
// taken for a picture.
//
//	request: magic, format, page, length, file
//	answer:  magic, status, pages, length, JPEG
const magic = "BAP2"

const (
	requestBytes = len(magic) + 1 + 4 + 4
	answerBytes  = len(magic) + 1 + 4 + 4

	// maxPages bounds what a child may claim and be asked for.
	maxPages = 1_000_000
)

var formats = []photo.Format{1: photo.HEIC, 2: photo.PDF}

// statuses of an answer; the first is success.
var statuses = []error{nil, photo.ErrDamaged, photo.ErrLocked, photo.ErrMemory, photo.ErrStart, photo.ErrPage}

// failure is an orderly answer that says no.
type failure struct{ why error }

func (f *failure) Error() string { return f.why.Error() }
func (f *failure) Unwrap() error { return f.why }

func requestHead(format photo.Format, page, length int) ([]byte, error) {
	if length > photo.MaxBytes {
		return nil, fmt.Errorf("%w: %d bytes", photo.ErrMemory, length)
	}
	if page < 1 || page > maxPages {
		return nil, fmt.Errorf("%w: %d", photo.ErrPage, page)
	}
	for i, known := range formats {
		if known == format && known != "" {
			b := binary.BigEndian.AppendUint32(append([]byte(magic), byte(i)), uint32(page))
			return binary.BigEndian.AppendUint32(b, uint32(length)), nil
		}
	}
	return nil, fmt.Errorf("%w: %q is not decoded outside", photo.ErrDamaged, format)
}

func readRequest(r io.Reader) (request, error) {
	var b [requestBytes]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return request{}, err
	}
	format, page, length := int(b[len(magic)]), binary.BigEndian.Uint32(b[len(magic)+1:]), binary.BigEndian.Uint32(b[len(magic)+5:])
	if string(b[:len(magic)]) != magic || format < 1 || format >= len(formats) || page < 1 || page > maxPages || length > photo.MaxBytes {
		return request{}, errors.New("not a request")
	}
	data := make([]byte, length)
	_, err := io.ReadFull(r, data)
	return request{formats[format], int(page), data}, err
}

func writeAnswer(w io.Writer, out photo.Rendition, failed error) error {
	status := 0
	if failed != nil {
		status = 1
		for i, known := range statuses {
			if known != nil && errors.Is(failed, known) {
				status = i
			}
		}
		out = photo.Rendition{}
	}
	if len(out.JPEG) > photo.MaxBytes {
		status, out = 3, photo.Rendition{}
	}
	b := append([]byte(magic), byte(status))
	b = binary.BigEndian.AppendUint32(b, uint32(min(out.Pages, maxPages)))
	b = binary.BigEndian.AppendUint32(b, uint32(len(out.JPEG)))
	if _, err := w.Write(b); err != nil {
		return err
	}
	_, err := w.Write(out.JPEG)
	return err
}

// readAnswer takes no more than photo.MaxBytes, whatever the child sends.
func readAnswer(r io.Reader) (photo.Rendition, error) {
	none := photo.Rendition{}
	var b [answerBytes]byte
	if _, err := io.ReadFull(r, b[:]); err != nil {
		return none, fmt.Errorf("no answer: %w", err)
	}
	status := int(b[len(magic)])
	pages := binary.BigEndian.Uint32(b[len(magic)+1:])
	length := binary.BigEndian.Uint32(b[len(magic)+5:])
	switch {
	case string(b[:len(magic)]) != magic || status >= len(statuses) || pages > maxPages || length > photo.MaxBytes:
		return none, errors.New("not an answer")
	case status != 0:
		return none, &failure{statuses[status]}
	case pages < 1 || length < 1:
		return none, errors.New("an empty answer")
	}
	out := photo.Rendition{JPEG: make([]byte, length), Pages: int(pages)}
	if _, err := io.ReadFull(r, out.JPEG); err != nil {
		return none, fmt.Errorf("half an answer: %w", err)
	}
	return out, nil
}
