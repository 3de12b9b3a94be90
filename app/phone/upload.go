package phone

import (
	"errors"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"beiandesk/app/filing"
)

// up takes one picture for a slot. What the phone calls it is never looked at.
func (s *Server) up(w http.ResponseWriter, r *http.Request, name string) {
	slot := filing.Slot(name)
	b := &body{r: http.MaxBytesReader(w, r.Body, s.lim.body), rc: http.NewResponseController(w), stall: s.lim.stall, until: time.Now().Add(s.lim.upload)}
	code, err := s.mayUpload(r, slot)
	if errors.Is(err, errTaken) {
		s.refuseRead(w, r, b, err)
		return
	}
	if err != nil {
		s.refuseBody(w, r, err)
		return
	}
	select {
	case s.busy <- struct{}{}:
	default:
		s.refuseRead(w, r, b, errBusy)
		return
	}
	free := true
	defer func() {
		if free {
			<-s.busy
		}
	}()
	reserved, err := s.reserve(r.ContentLength)
	if err != nil {
		s.refuseRead(w, r, b, err)
		return
	}
	defer s.tidying.ask()
	data, err := s.takeIn(r, b, slot, reserved)
	if err != nil {
		s.refuseRead(w, r, b, err)
		return
	}
	id, err := s.arrive(slot, code, reserved, data)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	done := make(chan struct{})
	free = false // given back when the picture is judged
	go func() {
		defer func() { <-s.busy; close(done) }()
		s.look(id, slot, data)
	}()
	select {
	case <-done:
	case <-r.Context().Done():
		return
	}
	b.answer(s.lim.write)
	if wantsJSON(r) {
		s.state(w, r)
		return
	}
	s.back(w, "../seen/"+name)
}

// takeIn receives a picture that memory was set aside for. The memory is given
// back where nothing comes of it, also by a panic, which net/http catches.
func (s *Server) takeIn(r *http.Request, b *body, slot filing.Slot, reserved int64) (data []byte, err error) {
	whole := false
	defer s.expect(slot, r.ContentLength, b)()
	defer func() {
		if !whole {
			s.release(reserved)
		}
	}()
	data, err = s.receive(r, b)
	whole = err == nil
	return data, err
}

// mayUpload tells whether a request may send a picture, before anything of it
// is read, and returns the code it came by.
func (s *Server) mayUpload(r *http.Request, slot filing.Slot) (code [32]byte, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.deviceOf(r)
	switch {
	case d == nil || d.state != deviceIn:
		return code, errStranger
	case !s.ours(r, d.key):
		return code, errForeign
	case s.tile(slot).state == tileAccepted:
		return code, errTaken
	}
	return s.hash, nil
}

// reserve sets memory aside for a whole request, so that many large ones at
// once are refused and not held.
func (s *Server) reserve(length int64) (int64, error) {
	switch {
	case length < 0:
		return 0, errLength
	case length == 0:
		return 0, errNothing
	case length > s.lim.body:
		return 0, errTooLarge
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held+length > s.lim.memory {
		return 0, errFull
	}
	s.held += length
	return length, nil
}

func (s *Server) release(n int64) {
	s.mu.Lock()
	s.held -= n
	s.mu.Unlock()
}

// receive reads the form: at most two parts, one per button of a tile, of
// which one holds a picture. The length was checked by reserve.
func (s *Server) receive(r *http.Request, b *body) ([]byte, error) {
	defer b.rest()
	r.Body = io.NopCloser(b)
	form, err := r.MultipartReader()
	if err != nil {
		return nil, errMalformed
	}
	var data []byte
	for range maxParts {
		b.allow(s.lim.part)
		part, err := form.NextPart()
		if err == io.EOF { // an end without its boundary is an EOF that is wrapped
			if len(data) == 0 {
				return nil, errNothing
			}
			return data, nil
		}
		if err != nil {
			return nil, bodyError(err)
		}
		b.allow(-1)
		one, err := readPart(part, r.ContentLength-int64(len(data)))
		switch {
		case err != nil:
			return nil, bodyError(err)
		case len(one) > MaxPicture:
			return nil, errTooLarge
		case len(one) > 0 && len(data) > 0:
			return nil, errTwo
		case len(one) > 0:
			data = one
		}
	}
	b.allow(s.lim.part)
	if _, err := form.NextPart(); err != io.EOF {
		return nil, errMalformed
	}
	if len(data) == 0 {
		return nil, errNothing
	}
	return data, nil
}

// maxParts are the two inputs of a tile: camera and album.
const maxParts = 2

// readPart reads a part into memory of at most size bytes. An empty part,
// which the unused button sends, costs nothing.
func readPart(p *multipart.Part, size int64) ([]byte, error) {
	var first [512]byte
	n, err := io.ReadFull(p, first[:])
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil
	case errors.Is(err, io.ErrUnexpectedEOF): // short, or broken off: the next part tells
		return append([]byte(nil), first[:n]...), nil
	case err != nil:
		return nil, err
	}
	data := make([]byte, n, max(size, int64(n)))
	copy(data, first[:])
	for {
		if len(data) == cap(data) { // the wrapping always leaves room
			return nil, errMalformed
		}
		n, err := p.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// body reads a request under a deadline that moves on with every byte, and
// stops at a limit while the head of a part is read.
type body struct {
	r     io.Reader
	rc    *http.ResponseController
	stall time.Duration
	until time.Time
	left  int64         // bytes until errMalformed, -1: no limit
	count *atomic.Int64 // of what was read, nil: nobody asks
	err   error
}

func (b *body) allow(n int64) { b.left = n }

func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.left >= 0 {
		if b.left == 0 {
			b.err = errMalformed
			return 0, b.err
		}
		p = p[:min(int64(len(p)), b.left)]
	}
	next := time.Now().Add(b.stall)
	if next.After(b.until) {
		next = b.until
	}
	if err := b.rc.SetReadDeadline(next); err != nil {
		return 0, err
	}
	n, err := b.r.Read(p)
	if b.count != nil {
		b.count.Add(int64(n))
	}
	if b.left >= 0 {
		b.left -= int64(n)
	}
	if err != nil {
		b.err = err
	}
	return n, err
}

// rest ends the deadlines of reading: net/http goes on listening on the
// connection while a picture is judged, and would take a late one for the end.
func (b *body) rest() {
	if b.err == nil || errors.Is(b.err, io.EOF) {
		_ = b.rc.SetReadDeadline(time.Time{}) // fails only on a closed connection
	}
}

// answer gives a deadline for the answer: the one of the request may be over
// after a long upload.
func (b *body) answer(within time.Duration) {
	_ = b.rc.SetWriteDeadline(time.Now().Add(within)) // fails only on a closed connection
}

// refuseRead refuses a phone that is let in. Most browsers read an answer only
// after they have sent all, so the rest of a body of a fair length is read and
// thrown away; what is longer or comes too slowly is cut off.
func (s *Server) refuseRead(w http.ResponseWriter, r *http.Request, b *body, err error) {
	if r.ContentLength > 0 && r.ContentLength <= s.lim.body && (b.err == nil || errors.Is(b.err, errMalformed)) {
		b.err = nil
		b.allow(-1)
		if _, cut := io.Copy(io.Discard, b); cut != nil {
			err = bodyError(cut)
		}
	}
	b.answer(s.lim.write)
	s.refuseBody(w, r, err)
}

// bodyError sorts what reading a request can say.
func bodyError(err error) error {
	var large *http.MaxBytesError
	var late net.Error
	var ours *refusal
	switch {
	case errors.As(err, &ours):
		return ours
	case errors.As(err, &large):
		return errTooLarge
	case errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &late) && late.Timeout():
		return errSlow
	}
	return errMalformed
}
