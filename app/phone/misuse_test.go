package phone

import (
	"bufio"
	"bytes"
	"crypto/subtle"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/app/filing"
)

// raw sends bytes as they are and reads the answer.
func raw(t testing.TB, host, request string) (*http.Response, string) {
	t.Helper()
	c, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(c, request); err != nil {
		t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil && !strings.Contains(err.Error(), "reset") { // the server does not wait for what it refused
		t.Fatal(err)
	}
	return resp, string(b)
}

func token(d *counter) string {
	u, _ := url.Parse(d.Code().URL)
	return strings.Trim(u.Path, "/")
}

// heads are the header lines without the date.
func heads(r *http.Response) string {
	h := r.Header.Clone()
	h.Del("Date")
	var b bytes.Buffer
	if err := h.Write(&b); err != nil {
		panic(err)
	}
	return r.Status + "\n" + b.String()
}

func TestWhateverIsNoAddressGetsTheSamePlain404(t *testing.T) {
	d := opened(t, nil)
	tok := token(d)
	wrong := strings.Repeat("a", len(tok))
	nearly := "a" + tok[1:]
	if nearly == tok {
		nearly = "b" + tok[1:]
	}
	var first string
	for _, c := range []struct{ method, path, host string }{
		{"GET", "/", ""},
		{"GET", "/" + wrong + "/", ""},
		{"GET", "/" + nearly + "/", ""},
		{"GET", "/" + tok[:len(tok)-1] + "/", ""},
		{"GET", "/" + strings.ToUpper(tok) + "/", ""},
		{"GET", "/" + strings.Repeat("a", 3000), ""},
		{"GET", "/admin/../" + tok + "/", ""},
		{"GET", "/" + tok + "/unknown", ""},
		{"GET", "/" + tok + "/up/licence", ""},
		{"POST", "/" + tok + "/up/unknown-slot", ""},
		{"OPTIONS", "/" + tok + "/", ""},
		{"PUT", "/" + tok + "/", ""},
		{"GET", "/" + tok + "/", "evil.example"},
		{"GET", "/" + tok + "/", "localhost:80"},
		{"GET", "/favicon.ico", ""},
	} {
		host := c.host
		if host == "" {
			host = d.host
		}
		resp, body := raw(t, d.host, fmt.Sprintf("%s %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://evil.example\r\n\r\n", c.method, c.path, host))
		got := heads(resp) + "\n" + body
		if first == "" {
			first = got
			if resp.StatusCode != http.StatusNotFound || body != "404\n" {
				t.Fatalf("%s", got)
			}
		}
		if got != first {
			t.Errorf("%s %.60s, Host %s is told apart:\n%s\nfrom:\n%s", c.method, c.path, host, got, first)
		}
	}
	// Slower each time; what browsers ask for by themselves is not counted.
	if n := len(*d.waits); n != 15 || (*d.waits)[0] != 100*time.Millisecond || (*d.waits)[13] != 1400*time.Millisecond || (*d.waits)[14] != 0 {
		t.Errorf("waits: %v", *d.waits)
	}
	if d.misses != 14 {
		t.Errorf("%d misses", d.misses)
	}
}

func TestTwentyMissesShutTheListener(t *testing.T) {
	d := opened(t, nil)
	var tries int
	for tries = 1; tries <= 100; tries++ {
		resp, err := http.Get("http://" + d.host + "/guess/")
		if err != nil {
			break
		}
		resp.Body.Close()
	}
	if tries != 20 {
		t.Errorf("shut at guess %d", tries)
	}
	if m := next[Missed](t, d.told); m.Count != 1 {
		t.Errorf("first told: %+v", m)
	}
	if s := next[Stopped](t, d.told); s.Why != StopMisses {
		t.Errorf("stopped: %q", s.Why)
	}
	if last := (*d.waits)[len(*d.waits)-1]; last != 1900*time.Millisecond {
		t.Errorf("the last was slowed by %v", last)
	}
}

func TestEveryAnswerCarriesTheHeadersAndNoneOpensItToOthers(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	check := func(what string, resp *http.Response, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"} {
			if got := resp.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", what, name, got)
			}
		}
		csp := resp.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'sha256-", "style-src 'sha256-", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: the policy lacks %s: %s", what, want, csp)
			}
		}
		if strings.Contains(csp, "unsafe") || strings.Contains(csp, "http:") || strings.Contains(csp, "*") {
			t.Errorf("%s: a weak policy: %s", what, csp)
		}
		for name := range resp.Header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: CORS header %s", what, name)
			}
		}
		for _, c := range resp.Cookies() {
			if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/"+token(d)+"/" {
				t.Errorf("%s: cookie %+v", what, c)
			}
		}
	}
	h.c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := h.c.Get(h.base)
	check("first page", resp, err)
	resp, err = h.c.Get(h.base + "unknown")
	check("404", resp, err)
	resp, err = h.c.Get(strings.TrimSuffix(h.base, "/"))
	check("without the slash", resp, err)
	req, _ := http.NewRequest("POST", h.base+"start?k="+d.startKey(), strings.NewReader(""))
	req.Header.Set("Content-Type", formKind)
	resp, err = h.c.Do(req)
	if err == nil && len(resp.Cookies()) != 1 {
		t.Errorf("start sets %d cookies", len(resp.Cookies()))
	}
	check("start", resp, err)
	resp, err = h.c.Get(h.base)
	check("tiles", resp, err)
	resp, err = h.c.Get(h.base + "state")
	check("state", resp, err)
	resp, err = h.c.Post(h.base+"up/licence", "text/plain", strings.NewReader("x"))
	check("refused upload", resp, err)
	d.clock.Add(25 * time.Hour)
	resp, err = h.c.Get(h.base)
	check("over", resp, err)
}

func TestPostsFromElsewhereAreRefused(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	if code, _ := h.do("POST", "start?k="+d.startKey(), formKind, strings.NewReader(""), "Origin", "http://evil.example"); code != http.StatusForbidden {
		t.Errorf("start from elsewhere: %d", code)
	}
	if code, _ := h.do("POST", "start", formKind, strings.NewReader(""), "Origin", "null"); code != http.StatusForbidden {
		t.Errorf("start without origin and key: %d", code)
	}
	h.start("")
	for name, c := range map[string]struct {
		header []string
		key    string
		want   int
	}{
		"our page":                         {nil, "", 200},
		"our page, script, no key":         {nil, "none", 200},
		"form under no-referrer":           {[]string{"Origin", "null"}, "", 200},
		"form under no-referrer, no key":   {[]string{"Origin", "null"}, "none", 403},
		"no origin at all, key":            {[]string{"Origin", ""}, "", 200},
		"no origin at all, no key":         {[]string{"Origin", ""}, "none", 403},
		"another site":                     {[]string{"Origin", "http://evil.example"}, "", 403},
		"another port of this computer":    {[]string{"Origin", "http://127.0.0.1:1"}, "", 403},
		"the browser says cross-site":      {[]string{"Sec-Fetch-Site", "cross-site"}, "", 403},
		"the browser says same-site":       {[]string{"Sec-Fetch-Site", "same-site"}, "", 403},
		"the browser says same-origin":     {[]string{"Sec-Fetch-Site", "same-origin"}, "", 200},
		"https of the same":                {[]string{"Origin", strings.Replace(h.origin, "http:", "https:", 1)}, "", 403},
		"without the cookie":               {[]string{"Cookie", "x=y"}, "", 200}, // the jar adds it
		"a key of another phone":           {[]string{"Origin", "null"}, "00000000000000000000000000000000", 403},
		"our origin with a name's capital": {[]string{"Origin", strings.ToUpper(h.origin)}, "", 403},
	} {
		was := h.key
		switch c.key {
		case "none":
			h.key = ""
		case "":
		default:
			h.key = c.key
		}
		code, _ := h.upload(filing.SlotLicence, "good", c.header...)
		if code != c.want {
			t.Errorf("%s: %d, want %d", name, code, c.want)
		}
		h.key = was
	}
	stranger := newHandset(t, d.Code().URL)
	stranger.key = h.key
	if code, _ := stranger.upload(filing.SlotLicence, "good"); code != http.StatusForbidden {
		t.Errorf("without a cookie: %d", code)
	}
	if code, _ := stranger.do("POST", "text?k="+h.key, formKind, strings.NewReader("principal.name=x")); code != http.StatusForbidden {
		t.Errorf("text without a cookie: %d", code)
	}
}

func TestGETChangesNothing(t *testing.T) {
	d := opened(t, nil)
	h := newHandset(t, d.Code().URL)
	h.start("")
	h.get("") // its cookie was seen
	h.upload(filing.SlotLicence, "blurred")
	snapshot := func() string {
		d.mu.Lock()
		defer d.mu.Unlock()
		var b strings.Builder
		fmt.Fprint(&b, d.hash, d.pin, d.pinLeft, len(d.devices), d.last, d.arrival, d.held, d.texts, d.ended, d.fields)
		for _, v := range d.devices {
			fmt.Fprint(&b, *v)
		}
		for _, v := range d.tiles {
			fmt.Fprint(&b, *v)
		}
		return b.String()
	}
	before := snapshot()
	stranger := newHandset(t, d.Code().URL)
	for _, g := range []*handset{h, stranger} {
		with := g.base
		g.base = strings.TrimSuffix(with, "/") // what is typed without the slash leads on
		if code, _ := g.get(""); code != 200 {
			t.Errorf("without the slash: %d", code)
		}
		g.base = with
		for _, path := range []string{"", "state", "seen/licence", "?k=" + h.key} {
			for _, method := range []string{"GET", "HEAD"} {
				if code, _ := g.do(method, path, "", nil); code != 200 {
					t.Errorf("%s %s: %d", method, path, code)
				}
			}
		}
		for _, path := range []string{"start?k=" + d.startKey(), "up/licence?k=" + h.key, "text?k=" + h.key + "&principal.name=x"} {
			if code, _ := g.do("GET", path, "", nil); code != 404 {
				t.Errorf("GET %s: %d", path, code)
			}
		}
	}
	if after := snapshot(); after != before {
		t.Errorf("before: %s\nafter:  %s", before, after)
	}
}

func TestTheLogNamesNobody(t *testing.T) {
	d := opened(t, func(o *Options) { o.PIN = true; o.HTTPS = true })
	if _, body := raw(t, d.host, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); !strings.Contains(body, "HTTPS") { // net/http writes of it
		t.Errorf("plain HTTP on the other port: %s", body)
	}
	d2 := opened(t, func(o *Options) { o.PIN = true })
	h := newHandset(t, d2.Code().URL)
	h.start("wrong!")
	h.start(d2.Code().PIN)
	h.upload(filing.SlotLicence, "panic")
	h.do("POST", "text?k="+h.key, formKind, strings.NewReader(url.Values{"principal.name": {"样本张三"}}.Encode()))
	h.get("unknown")
	h.do("POST", "up/licence", "text/plain", strings.NewReader("x"), "Origin", "http://evil.example")
	for _, x := range []*counter{d, d2} {
		x.Stop()
		next[Stopped](t, x.told)
		log := x.log.String()
		if !strings.Contains(log, "phone: ") {
			t.Errorf("nothing was logged: the test looks in the wrong place")
		}
		for _, secret := range []string{"127.0.0.1", "iPhone", "样本张三", "王小明", ".jpg", token(x), x.Code().PIN, h.key, "evil"} {
			if strings.Contains(log, secret) {
				t.Errorf("the log holds %q:\n%s", secret, log)
			}
		}
	}
}

// TestEveryTokenCostsTheSameComparisons: the right one, a former one, a
// forgotten one and none at all, each with the code in force and all former
// ones.
func TestEveryTokenCostsTheSameComparisons(t *testing.T) {
	d := opened(t, nil)
	n := 0
	d.same = func(a, b []byte) int { n++; return subtle.ConstantTimeCompare(a, b) }
	tokens := map[string]string{"none": "", "short": "a", "long": strings.Repeat("a", 5000), "former": token(d)}
	if err := d.Refresh(); err != nil {
		t.Fatal(err)
	}
	tokens["right"] = token(d)
	for name, x := range tokens {
		n = 0
		known, why := d.match(x)
		if known != (name == "right") || (why != "") != (name == "former") {
			t.Errorf("%s: %v %q", name, known, why)
		}
		if n != 1+formerCodes {
			t.Errorf("%s costs %d comparisons, want %d", name, n, 1+formerCodes)
		}
	}
}

func TestFormerCodesAreToldAndThenForgotten(t *testing.T) {
	d := opened(t, nil)
	var urls []string
	for range formerCodes + 2 {
		urls = append(urls, d.Code().URL)
		if err := d.Refresh(); err != nil {
			t.Fatal(err)
		}
	}
	slices.Reverse(urls)
	for i, u := range urls {
		want := http.StatusGone
		if i >= formerCodes {
			want = http.StatusNotFound // forgotten
		}
		if code, _ := newHandset(t, u).get(""); code != want {
			t.Errorf("the code %d before: %d, want %d", i+1, code, want)
		}
	}
}

func TestManyPhonesAtOnceAreSafe(t *testing.T) {
	d := opened(t, also(func(l *limits) { l.misses = 1 << 30 })) // forgotten codes are misses
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			h := newHandset(t, d.Code().URL)
			h.start("")
			for range 5 {
				h.upload(filing.SlotLicence, "good")
				h.get("state")
			}
		})
	}
	for range 20 {
		d.Code()
		_ = d.LetIn(2) // may not be there yet
		_ = d.Refresh()
	}
	wg.Wait()
	d.Stop()
	next[Stopped](t, d.told)
	if d.held != 0 {
		t.Errorf("%d bytes are held", d.held)
	}
}

func mustURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil {
		panic(err)
	}
	return u
}
