package phone

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// answer is what became of a proposed text.
type answer struct {
	state string // sent, taken, left
	note  string
}

// maxText is the longest text of a kind, characters.
var maxText = map[FieldKind]int{FieldName: 50, FieldMobile: 20, FieldAddress: 200}

// maxForm is for a form without a picture, bytes: all fields at their longest,
// each character as %XX%XX%XX.
const maxForm = 16 << 10

// form reads a small form.
func (s *Server) form(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); kind != "application/x-www-form-urlencoded" {
		return nil, errMalformed
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxForm))
	if err != nil {
		return nil, bodyError(err)
	}
	v, err := url.ParseQuery(string(raw))
	if err != nil {
		return nil, errMalformed
	}
	return v, nil
}

// startForm reads the form of the first page; the answer is written when it is
// not ok.
func (s *Server) startForm(w http.ResponseWriter, r *http.Request) (pin string, ok bool) {
	s.mu.Lock()
	ours := s.ours(r, s.startKey())
	s.mu.Unlock()
	if !ours {
		s.refuseBody(w, r, errForeign)
		return "", false
	}
	v, err := s.form(w, r)
	if err != nil {
		s.refuseBody(w, r, err)
		return "", false
	}
	return strings.TrimSpace(v.Get("pin")), true
}

// text takes texts as a proposal. They are handed on and not kept: a second
// phone must not read them.
func (s *Server) text(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	d := s.deviceOf(r)
	var err error
	switch {
	case d == nil || d.state != deviceIn:
		err = errStranger
	case !s.ours(r, d.key):
		err = errForeign
	case s.texts >= s.lim.texts:
		err = errTexts
	}
	code := s.hash
	s.mu.Unlock()
	if err != nil {
		s.refuseBody(w, r, err)
		return
	}
	v, err := s.form(w, r)
	if err != nil {
		s.refuseBody(w, r, err)
		return
	}
	values, err := s.proposal(v)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.mu.Lock()
	if s.hash != code {
		s.mu.Unlock()
		s.fail(w, r, errEnded)
		return
	}
	s.texts++
	for _, x := range values {
		s.fields[x.Path] = answer{state: "sent"}
	}
	s.post.tell(Proposed{values})
	s.mu.Unlock()
	s.opt.Log.Info("phone: texts proposed", "fields", len(values))
	if wantsJSON(r) {
		s.state(w, r)
		return
	}
	s.back(w, "./#text")
}

// proposal picks the fields that were asked for.
func (s *Server) proposal(v url.Values) ([]Value, error) {
	var out []Value
	for _, f := range s.opt.Fields {
		raw := v.Get(string(f.Path))
		if !utf8.ValidString(raw) {
			return nil, errMalformed
		}
		words := strings.TrimSpace(strings.Map(func(c rune) rune {
			if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) {
				return -1 // line breaks, and marks that turn the direction of writing
			}
			return c
		}, raw))
		if utf8.RuneCountInString(words) > maxText[f.Kind] {
			return nil, errLongText
		}
		if words != "" {
			out = append(out, Value{f.Path, words})
		}
	}
	if len(out) == 0 {
		return nil, errNoText
	}
	return out, nil
}

// TakeField tells the phone that a proposed text is in the form now.
func (s *Server) TakeField(path filing.Field) error { return s.answer(path, answer{state: "taken"}) }

// LeaveField tells the phone that a proposed text was not used, and why.
func (s *Server) LeaveField(path filing.Field, note string) error {
	note = strings.TrimSpace(note)
	if utf8.RuneCountInString(note) > maxNote {
		return app.Fail("field.too-long", "给手机的话太长，最多 200 字。请删减后再试。")
	}
	return s.answer(path, answer{state: "left", note: note})
}

func (s *Server) answer(path filing.Field, a answer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.fields[path]; !ok {
		return app.Fail(app.CodeNotFound, "手机没有发来这一项文字。请等手机发送后再操作。")
	}
	s.fields[path] = a
	s.used = s.now()
	return nil
}
