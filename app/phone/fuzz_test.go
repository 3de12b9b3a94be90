package phone

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"beiandesk/app/filing"
)

// paper is an answer that is only written down; it takes deadlines like a
// connection.
type paper struct{ *httptest.ResponseRecorder }

func (paper) SetReadDeadline(time.Time) error  { return nil }
func (paper) SetWriteDeadline(time.Time) error { return nil }

// FuzzUpload hands bodies and content types to a phone that is in: nothing may
// panic, what arrives must be a part of what was sent, and no memory may stay
// set aside for what was refused.
func FuzzUpload(f *testing.F) {
	d := opened(f, also(func(l *limits) { l.misses = 1 << 30 }))
	h := newHandset(f, d.Code().URL)
	h.start("")
	cookie := h.c.Jar.Cookies(mustURL(h.base))[0]
	kind, good := wrap(f, "good", "")
	f.Add(kind, good.Bytes())
	kind, two := wrap(f, "good", "good", "good")
	f.Add(kind, two.Bytes())
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\nA: b\r\n\r\ngood\r\n--b--\r\n"))
	f.Add("multipart/form-data; boundary=b", []byte("--b\r\n\r\n--b\r\n\r\n--b--"))
	f.Add("multipart/mixed; boundary=\"b b\"", []byte("--b b\n\n"))
	f.Add("multipart/form-data; boundary=b", []byte("preamble\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41=\r\n--b--\r\nepilogue"))
	f.Fuzz(func(t *testing.T, kind string, body []byte) {
		r := httptest.NewRequest("POST", "/"+token(d)+"/up/licence?k="+h.key, bytes.NewReader(body))
		r.Host = d.host
		r.Header.Set("Origin", h.origin)
		r.Header.Set("Content-Type", kind)
		r.Header.Set("Accept", "application/json")
		r.AddCookie(cookie)
		w := paper{httptest.NewRecorder()}
		d.ServeHTTP(w, r)
		d.mu.Lock()
		tile := *d.tile(filing.SlotLicence)
		held := d.held
		d.mu.Unlock()
		switch w.Code {
		case http.StatusOK:
			a := next[Arrived](t, d.told)
			if len(a.Data) == 0 || len(a.Data) > len(body) {
				t.Errorf("%d bytes arrived of %d", len(a.Data), len(body))
			}
			if !bytes.Contains(body, a.Data) && !bytes.Contains(bytes.ToLower(body), []byte("quoted-printable")) {
				t.Errorf("what arrived was not sent: %q of %q", a.Data, body)
			}
		case http.StatusBadRequest:
		default:
			t.Errorf("status %d: %s", w.Code, w.Body)
		}
		if held != tile.bytes {
			t.Errorf("%d bytes are held, the tile has %d", held, tile.bytes)
		}
	})
}

// FuzzPath asks for any path as a phone that is in: no panic, and nothing but
// the known answers.
func FuzzPath(f *testing.F) {
	d := opened(f, also(func(l *limits) { l.misses = 1 << 30 }))
	for _, p := range []string{"", "/", "/favicon.ico", "/x/up/licence", "//", "/%00/", "/a/../b"} {
		f.Add("GET", p, true)
		f.Add("POST", p, false)
	}
	f.Fuzz(func(t *testing.T, method, path string, right bool) {
		r := httptest.NewRequest("GET", "/", nil)
		r.Method, r.Host = method, d.host
		if r.URL.Path = path; right {
			r.URL.Path = "/" + token(d) + path
		}
		w := paper{httptest.NewRecorder()}
		d.ServeHTTP(w, r)
		switch w.Code {
		case 200, 303, 403, 404:
		default:
			t.Errorf("%s %q: %d", method, path, w.Code)
		}
		if !right && w.Code == 200 {
			t.Errorf("%q was served without the token", path)
		}
	})
}
