package phone

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"beiandesk/app/portrait"
)

// ownPaths are asked for by browsers on their own. They get the same 404 as
// any other path, but are not taken for guesses.
var ownPaths = []string{"/favicon.ico", "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png", "/robots.txt"}

// ServeHTTP is the gate: everything is refused that does not name the code in
// force, and all of it in the same way.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.headers(w.Header())
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler { //nolint:errorlint // net/http panics with this very value
				panic(p)
			}
			s.opt.Log.Error("phone: a request failed", "panic", fmt.Sprintf("%T", p))
			s.message(w, r, http.StatusInternalServerError, errInside)
		}
	}()
	token, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	known, why := s.match(token)
	hostRight := subtle.ConstantTimeCompare([]byte(r.Host), []byte(s.host)) == 1
	switch {
	case !hostRight || !known && why == "":
		s.miss(w, r)
	case !known:
		s.over(w, r, why)
	case r.URL.Path == "/"+token && read(r):
		s.back(w, "/"+token+"/")
	default:
		s.route(w, r, rest)
	}
}

// match compares a token with the code in force and with the former ones, all
// of them each time, by hashes of equal length.
func (s *Server) match(token string) (known bool, why overReason) {
	hash := sha256.Sum256([]byte(token))
	s.mu.Lock()
	defer s.mu.Unlock()
	equal := s.same(hash[:], s.hash[:])
	for _, f := range s.former {
		if s.same(hash[:], f.hash[:]) == 1 {
			why = f.why
		}
	}
	state := s.ticket.State(s.now())
	if equal == 1 {
		switch {
		case state == portrait.TicketSessionOver:
			return false, overSession
		case state == portrait.TicketOver:
			return false, overCode
		case s.pinned() && !s.inside():
			return false, overPIN
		}
	}
	return equal == 1, why
}

func (s *Server) tokenOf(r *http.Request) string {
	token, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	return token
}

func read(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// route leads to the few addresses there are. What is none of them is a miss,
// even with the right token.
func (s *Server) route(w http.ResponseWriter, r *http.Request, rest string) {
	name, slot, _ := strings.Cut(rest, "/")
	switch {
	case rest == "" && read(r):
		s.home(w, r)
	case rest == "state" && read(r):
		s.state(w, r)
	case name == "seen" && s.hasSlot(slot) && read(r):
		s.result(w, r, slot)
	case rest == "start" && r.Method == http.MethodPost:
		s.start(w, r)
	case name == "up" && s.hasSlot(slot) && r.Method == http.MethodPost:
		s.up(w, r, slot)
	case rest == "text" && r.Method == http.MethodPost && len(s.opt.Fields) > 0:
		s.text(w, r)
	default:
		s.miss(w, r)
	}
}

// miss answers what is none: slower each time, and after some the listener
// shuts. The computer is told.
func (s *Server) miss(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	wait := time.Duration(0)
	if !slices.Contains(ownPaths, r.URL.Path) {
		s.misses++
		wait = min(time.Duration(s.misses)*s.lim.delay, s.lim.maxDelay)
	}
	misses := s.misses
	s.mu.Unlock()
	if wait > 0 {
		s.post.tell(Missed{misses})
	}
	if wait > 0 && misses >= s.lim.misses {
		s.opt.Log.Warn("phone: too many wrong addresses")
		s.end(StopMisses)
		return
	}
	s.lim.wait(r.Context(), wait)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Connection", "close")
	w.WriteHeader(http.StatusNotFound)
	s.send(w, []byte("404\n"))
}

// headers are those of every answer.
func (s *Server) headers(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "geolocation=(), microphone=()")
	h.Set("Content-Security-Policy", s.page.policy)
}

// ours tells whether a form or a script of our own page sent a request. Under
// no-referrer a browser writes "null" into the Origin of a plain form, so such
// a form carries a key that only our page knows.
func (s *Server) ours(r *http.Request, key string) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origins := r.Header.Values("Origin")
	switch {
	case len(origins) > 1:
		return false
	case len(origins) == 1 && origins[0] == s.origin:
		return true
	case len(origins) == 0 || origins[0] == "null":
		return hmac.Equal([]byte(r.URL.Query().Get("k")), []byte(key))
	}
	return false
}

// send writes an answer; a phone that has gone away is no failure of ours.
func (s *Server) send(w http.ResponseWriter, body []byte) {
	if _, err := w.Write(body); err != nil {
		s.opt.Log.Debug("phone: an answer did not arrive")
	}
}
