package phone

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strings"

	"beiandesk/app"
)

type deviceState int

const (
	deviceWaiting deviceState = iota
	deviceIn
	deviceAway // turned away
)

// device is a phone that pressed the button of the first page.
type device struct {
	Phone
	cookie [32]byte // hash
	key    string   // for forms whose Origin the browser hides
	from   [32]byte // hash of its address, forgotten with the code
	seen   bool     // it has come back with its cookie
	state  deviceState
}

const cookieName = "beiandesk_phone"

// kindOfPhone tells the make of a phone from its User-Agent, of which nothing
// else is kept.
func kindOfPhone(agent string) string {
	for _, k := range []struct{ part, name string }{
		{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"HarmonyOS", "鸿蒙手机"}, {"OpenHarmony", "鸿蒙手机"}, {"Android", "安卓手机"},
		{"Macintosh", "Mac 电脑"}, {"Windows", "Windows 电脑"},
	} {
		if strings.Contains(agent, k.part) {
			return k.name
		}
	}
	return "一台设备"
}

func inWeChat(agent string) bool { return strings.Contains(agent, "MicroMessenger") }

// newPIN makes six digits.
func newPIN() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", app.Wrap(err, "portrait.random", "系统没有给出随机数，二维码无法生成。请重新打开程序再试。")
	}
	return fmt.Sprintf("%06d", n), nil
}

// pinned tells whether the PIN was wrong too often. Called with the lock held.
func (s *Server) pinned() bool { return s.opt.PIN && s.pinLeft <= 0 }

// inside tells whether a phone may send pictures. Called with the lock held.
func (s *Server) inside() bool {
	return slices.ContainsFunc(s.devices, func(d *device) bool { return d.state == deviceIn })
}

// keyed is a keyed hash for form keys and addresses.
func (s *Server) keyed(purpose, of string) [32]byte {
	h := hmac.New(sha256.New, s.secret[:])
	h.Write([]byte(purpose + "\x00" + of))
	return [32]byte(h.Sum(nil))
}

func (s *Server) formKey(cookie string) string {
	k := s.keyed("form", cookie)
	return hex.EncodeToString(k[:16])
}

// startKey is the key of the form on the first page, where no cookie is yet.
func (s *Server) startKey() string { return s.formKey("start " + s.ticket.Token()) }

// deviceOf finds the phone that a request's cookie belongs to, nil for none.
// All are compared, whoever it is. Called with the lock held.
func (s *Server) deviceOf(r *http.Request) *device {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return nil
	}
	hash := sha256.Sum256([]byte(c.Value))
	var found *device
	for _, d := range s.devices {
		if subtle.ConstantTimeCompare(hash[:], d.cookie[:]) == 1 {
			found = d
		}
	}
	if found != nil {
		found.seen = true
		if found.state == deviceIn {
			s.used = s.now()
		}
	}
	return found
}

// start binds a phone: the first is let in, others wait. The answer sets the
// cookie.
func (s *Server) start(w http.ResponseWriter, r *http.Request) {
	pin, ok := s.startForm(w, r)
	if !ok {
		return
	}
	s.mu.Lock()
	if s.deviceOf(r) != nil { // pressed twice
		s.mu.Unlock()
		s.back(w, "./")
		return
	}
	if s.pinned() {
		s.mu.Unlock()
		s.over(w, r, overPIN)
		return
	}
	if s.opt.PIN && subtle.ConstantTimeCompare([]byte(pin), []byte(s.pin)) != 1 {
		s.pinLeft--
		left := s.pinLeft
		s.mu.Unlock()
		s.opt.Log.Info("phone: wrong PIN", "left", left)
		if left <= 0 {
			s.post.tell(CodeEnded{})
			s.over(w, r, overPIN)
			return
		}
		s.show(w, http.StatusForbidden, s.startPage(r, fmt.Sprintf("校验码不对，还可以试 %d 次。请看电脑屏幕上的 6 位数字。", left)))
		return
	}
	d, cookie, err := s.admit(r)
	s.mu.Unlock()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: cookie, Path: "/" + s.tokenOf(r) + "/", HttpOnly: true, Secure: s.opt.HTTPS, SameSite: http.SameSiteStrictMode})
	if d.state == deviceIn {
		s.opt.Log.Info("phone: connected", "phone", d.ID)
		s.post.tell(Connected{d.Phone})
	} else {
		s.opt.Log.Info("phone: waits to be let in", "phone", d.ID)
		s.post.tell(Waiting{d.Phone})
	}
	s.back(w, "./")
}

// admit adds a device. Called with the lock held.
func (s *Server) admit(r *http.Request) (device, string, error) {
	from := s.keyed("address", addressOf(r))
	var others []*device
	first := !s.taken
	for _, d := range s.devices {
		if !d.seen && d.from == from && d.state != deviceAway {
			// The button was pressed twice, and only the second answer was kept.
			first = first || d.state == deviceIn
			continue
		}
		others = append(others, d)
	}
	if len(others) >= s.lim.phones {
		return device{}, "", errCrowded
	}
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		return device{}, "", err
	}
	cookie := base64.RawURLEncoding.EncodeToString(b)
	s.last++
	d := &device{Phone: Phone{ID: s.last, Kind: kindOfPhone(r.UserAgent())}, cookie: sha256.Sum256([]byte(cookie)), key: s.formKey(cookie), from: from}
	if first {
		d.state, s.taken = deviceIn, true
		s.ticket.Connect()
	}
	s.devices = append(others, d)
	s.used = s.now()
	return *d, cookie, nil
}

// LetIn lets a waiting phone in, beside those that are in.
func (s *Server) LetIn(phone int) error { return s.set(phone, deviceIn) }

// TurnAway refuses a waiting phone, or one that was in.
func (s *Server) TurnAway(phone int) error { return s.set(phone, deviceAway) }

func (s *Server) set(phone int, state deviceState) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.devices {
		if d.ID != phone {
			continue
		}
		was := d.state
		d.state = state
		s.used = s.now()
		if state == deviceIn && was != deviceIn {
			s.ticket.Connect()
			s.post.tell(Connected{d.Phone})
		}
		return nil
	}
	return app.Fail("phone.gone", "这部手机已经离开。请让它重新扫码。")
}

func addressOf(r *http.Request) string {
	host, _, ok := strings.Cut(r.RemoteAddr, ":")
	if !ok {
		return r.RemoteAddr
	}
	return host
}
