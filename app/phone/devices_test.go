package phone

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

func TestASecondPhoneWaitsUntilItIsLetIn(t *testing.T) {
	d := opened(t, nil)
	first, second := newHandset(t, d.Code().URL), newHandset(t, d.Code().URL)
	first.start("")
	first.get("") // it came back with its cookie
	_, page := second.start("")
	if !strings.Contains(page, "请等电脑允许") {
		t.Fatalf("the second phone sees %.300s", page)
	}
	w := next[Waiting](t, d.told)
	if code, _ := second.upload(filing.SlotLicence, "good"); code != http.StatusForbidden {
		t.Errorf("a waiting phone may upload: %d", code)
	}
	if code, _ := second.do("POST", "text?k="+second.key, formKind, strings.NewReader("principal.name=x")); code != http.StatusForbidden {
		t.Errorf("a waiting phone may write: %d", code)
	}
	if _, state := second.do("GET", "state", "", nil, "Accept", "application/json"); strings.Contains(state, "licence") || !strings.Contains(state, "waiting") {
		t.Errorf("a waiting phone is told %s", state)
	}
	if err := d.LetIn(w.Phone.ID); err != nil {
		t.Fatal(err)
	}
	_, page = second.get("")
	second.key = keyIn.FindStringSubmatch(page)[1]
	if code, _ := second.upload(filing.SlotLicence, "good"); code != 200 {
		t.Errorf("a phone that was let in: %d", code)
	}
	if code, _ := first.get(""); code != 200 {
		t.Errorf("the first phone is gone: %d", code)
	}
	if err := d.TurnAway(w.Phone.ID); err != nil {
		t.Fatal(err)
	}
	if code, _ := second.upload(filing.SlotLegalFront, "good"); code != http.StatusForbidden {
		t.Errorf("a phone that was turned away: %d", code)
	}
	if err := d.LetIn(99); app.CodeOf(err) != "phone.gone" {
		t.Errorf("letting in nobody: %v", err)
	}
}

func TestAPhoneThatWasTurnedAwayDoesNotBecomeTheFirst(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	if err := d.TurnAway(next[Connected](t, d.told).Phone.ID); err != nil {
		t.Fatal(err)
	}
	again := newHandset(t, d.Code().URL) // the same phone without its cookie
	if _, page := again.start(""); !strings.Contains(page, "请等电脑允许") {
		t.Errorf("it sees %.300s", page)
	}
}

func TestPressingTheButtonTwiceKeepsThePhoneTheFirst(t *testing.T) {
	d := opened(t, nil)
	lost, kept := newHandset(t, d.Code().URL), newHandset(t, d.Code().URL)
	lost.c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	lost.start("") // this answer never reached the browser
	if _, page := kept.start(""); !strings.Contains(page, "营业执照") {
		t.Errorf("it sees %.300s", page)
	}
}

func TestThePINIsAskedForWithLimitedTries(t *testing.T) {
	d := opened(t, func(o *Options) { o.PIN = true })
	pin := d.Code().PIN
	if len(pin) != 6 {
		t.Fatalf("PIN %q", pin)
	}
	wrong := "000000"
	if pin == wrong {
		wrong = "111111"
	}
	h := newHandset(t, d.Code().URL)
	for left := 4; left > 0; left-- {
		if code, page := h.start(wrong); code != http.StatusForbidden || !strings.Contains(page, "校验码不对") {
			t.Fatalf("%d tries left: %d %.300s", left, code, page)
		}
	}
	if code, page := h.start(wrong); code != http.StatusGone || !strings.Contains(page, "作废") {
		t.Errorf("the fifth wrong PIN: %d %.300s", code, page)
	}
	next[CodeEnded](t, d.told)
	if code, _ := h.get(""); code != http.StatusGone || d.Code().Left != 0 {
		t.Errorf("the code still works: %d, %v left", code, d.Code().Left)
	}
	if err := d.Refresh(); err != nil {
		t.Fatal(err)
	}
	h = newHandset(t, d.Code().URL)
	if code, page := h.start(d.Code().PIN); code != 200 || !strings.Contains(page, "营业执照") {
		t.Errorf("the right PIN of the new code: %d %.300s", code, page)
	}
	other := newHandset(t, d.Code().URL)
	for range 5 {
		other.start("x")
	}
	if code, _ := h.get(""); code != 200 {
		t.Errorf("a stranger's wrong PINs threw out the phone that is in: %d", code)
	}
}

func TestHTTPSWithACertificateWhoseFingerprintIsShown(t *testing.T) {
	d := opened(t, func(o *Options) { o.HTTPS = true; o.Now = time.Now })
	c := d.Code()
	if !strings.HasPrefix(c.URL, "https://127.0.0.1:") {
		t.Fatalf("address %s", c.URL)
	}
	seen := ""
	tr := &http.Transport{Proxy: nil, TLSClientConfig: &tls.Config{InsecureSkipVerify: true, VerifyPeerCertificate: func(raw [][]byte, _ [][]*x509.Certificate) error {
		seen = fingerprint(raw[0])
		cert, err := x509.ParseCertificate(raw[0])
		if err != nil {
			return err
		}
		if err := cert.VerifyHostname("127.0.0.1"); err != nil {
			t.Errorf("the certificate does not name the address: %v", err)
		}
		if life := cert.NotAfter.Sub(cert.NotBefore); life > 27*time.Hour {
			t.Errorf("it lives %v", life)
		}
		return nil
	}}}
	defer tr.CloseIdleConnections()
	resp, err := (&http.Client{Transport: tr}).Get(c.URL)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != 200 || seen != c.Fingerprint || len(seen) != 3*sha256.Size-1 {
		t.Errorf("status %d, fingerprint %q, shown %q", resp.StatusCode, seen, c.Fingerprint)
	}
	h := newHandset(t, c.URL)
	h.c.Transport = tr
	if code, page := h.start(""); code != 200 || !strings.Contains(page, "营业执照") || !strings.Contains(page, "照片加密后") {
		t.Errorf("%d %.300s", code, page)
	}
	if code, _ := h.upload(filing.SlotLicence, "good", "Origin", "null"); code != 200 {
		t.Errorf("an upload: %d", code)
	}
	for _, k := range h.c.Jar.Cookies(mustURL(h.base)) {
		if code, _ := h.do("GET", "state", "", nil, "Accept", "application/json"); code != 200 || k.Name != cookieName {
			t.Errorf("state: %d, cookie %s", code, k.Name)
		}
	}
}

func TestOnlyOneAddressIsListenedOn(t *testing.T) {
	d := opened(t, nil)
	if host, _, _ := strings.Cut(d.host, ":"); host != "127.0.0.1" {
		t.Errorf("listening on %s", d.host)
	}
	for _, a := range []string{"0.0.0.0", "203.0.113.7", "100.64.0.1", "169.254.1.1", "::", "::1", "fd00::1"} {
		if s, err := Open(Options{Addr: netip.MustParseAddr(a), Slots: three, Look: fakeLook}); app.CodeOf(err) != "phone.address" {
			if s != nil {
				s.Stop()
			}
			t.Errorf("%s: %v", a, err)
		}
	}
	if _, err := Open(Options{Addr: netip.MustParseAddr("192.0.2.1"), Look: fakeLook}); app.CodeOf(err) != "phone.slots" {
		t.Errorf("without slots: %v", err)
	}
}
