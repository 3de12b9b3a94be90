package phone

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// wantsJSON tells a script of our page from a plain form.
func wantsJSON(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "application/json")
}

// home is the one page: the first page, waiting, the tiles, or the last page.
func (s *Server) home(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	d := s.deviceOf(r)
	v := s.base(d)
	v.Page = s.phase(d)
	if d != nil && d.state == deviceIn {
		v.Tiles, v.Fields = s.tileViews(), s.fieldViews()
	}
	s.mu.Unlock()
	if v.Page == "start" {
		v = s.startPage(r, "")
	}
	s.show(w, http.StatusOK, v)
}

// base fills in what every page shows. Called with the lock held.
func (s *Server) base(d *device) view {
	left := s.ticket.Left(s.now())
	v := view{Title: s.opt.Title, Left: int(left.Seconds()), LeftIn: leftWords(left), Plain: !s.opt.HTTPS, Most: MaxPicture}
	if d != nil {
		v.Key = d.key
	}
	return v
}

func (s *Server) startPage(r *http.Request, wrong string) view {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.base(nil)
	v.Page, v.Key, v.PIN, v.Error = "start", s.startKey(), s.opt.PIN, wrong
	v.WeChat = inWeChat(r.UserAgent())
	return v
}

// state is what the page's script asks for again and again.
func (s *Server) state(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	d := s.deviceOf(r)
	v := stateView{Phase: s.phase(d), Left: int(s.ticket.Left(s.now()).Seconds())}
	if d != nil && d.state == deviceIn {
		v.Tiles, v.Fields = s.tileViews(), s.fieldViews()
	}
	s.mu.Unlock()
	s.json(w, http.StatusOK, v)
}

// result is where a form without script leads to: what became of one picture.
func (s *Server) result(w http.ResponseWriter, r *http.Request, slot string) {
	s.mu.Lock()
	d := s.deviceOf(r)
	if d == nil || d.state != deviceIn {
		s.mu.Unlock()
		s.back(w, "../")
		return
	}
	v := s.base(d)
	v.Page, v.Tile = "result", viewOf(s.tile(filing.Slot(slot)))
	s.mu.Unlock()
	s.show(w, http.StatusOK, v)
}

// over says that a code is good no more, and why.
func (s *Server) over(w http.ResponseWriter, r *http.Request, why overReason) {
	words := overWords[why]
	w.Header().Set("Connection", "close")
	if wantsJSON(r) {
		s.json(w, http.StatusGone, map[string]string{"error": words[1]})
		return
	}
	s.show(w, http.StatusGone, view{Page: "over", Head: words[0], Text: words[1]})
}

// refuseBody is fail for a request whose body was not read: the connection is
// closed with the answer, so that nothing of it has to be received.
func (s *Server) refuseBody(w http.ResponseWriter, r *http.Request, err error) {
	w.Header().Set("Connection", "close")
	s.fail(w, r, err)
}

// fail tells a phone what went wrong.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusInternalServerError
	var no *refusal
	if errors.As(err, &no) {
		status = no.status
		if no.again > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(no.again))
		}
	}
	s.opt.Log.Info("phone: refused", "code", app.CodeOf(err), "status", status)
	s.message(w, r, status, app.MessageOf(err))
}

func (s *Server) message(w http.ResponseWriter, r *http.Request, status int, words string) {
	if wantsJSON(r) {
		s.json(w, status, map[string]string{"error": words})
		return
	}
	s.show(w, status, view{Page: "message", Head: "没有成功", Text: words, Error: s.homeOf(r)})
}

// homeOf is the way back to the page, for a link; the token is the visitor's
// own.
func (s *Server) homeOf(r *http.Request) string { return "/" + s.tokenOf(r) + "/" }

func (s *Server) show(w http.ResponseWriter, status int, v view) {
	b, err := s.page.draw(v.Page, v)
	if err != nil {
		s.opt.Log.Error("phone: a page cannot be drawn", "err", err)
		status, b = http.StatusInternalServerError, []byte(errInside)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	s.send(w, b)
}

func (s *Server) json(w http.ResponseWriter, status int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		s.opt.Log.Error("phone: an answer cannot be written", "err", err)
		status, b = http.StatusInternalServerError, []byte("{}")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	s.send(w, b)
}

// back leads to another address after a form was taken.
func (s *Server) back(w http.ResponseWriter, to string) {
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}
