package phone

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

var (
	noon  = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	local = netip.MustParseAddr("127.0.0.1")
	three = []Slot{{filing.SlotLicence, "营业执照", "拍正本或副本原件"}, {filing.SlotLegalFront, "法定代表人身份证人像面", ""}, {filing.SlotPortrait, "负责人照片", ""}}
	texts = []Field{{"principal.name", "姓名", FieldName}, {"principal.mobile", "手机号码", FieldMobile}, {"organiser.comm_address", "通信地址", FieldAddress}}
)

// fake judges by what is written in the "picture", so that tests of the server
// need no real ones.
type fake struct{ m filing.Material }

func (f fake) Material() filing.Material { return f.m }

func fakeLook(_ context.Context, slot filing.Slot, data []byte) (Judged, error) {
	m := filing.Material{Slot: slot, Outcome: filing.Pass}
	switch {
	case bytes.HasPrefix(data, []byte("blurred")):
		m.Outcome = filing.Reject
		m.Issues = []filing.Issue{{Code: "blur", Outcome: filing.Reject, Text: "照片模糊。", Remedy: "请拿稳后重拍。"}}
	case bytes.HasPrefix(data, []byte("broken")):
		return nil, app.Fail("photo.unreadable", "照片文件已损坏，读不出来。请重拍。")
	case bytes.HasPrefix(data, []byte("panic")):
		panic("a decoder's mistake")
	}
	return fake{m}, nil
}

// clock is set by tests.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }
func (c *clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// told collects events.
type told struct {
	mu     sync.Mutex
	events []Event
	change chan struct{}
}

func (o *told) on(e Event) {
	o.mu.Lock()
	o.events = append(o.events, e)
	o.mu.Unlock()
	select {
	case o.change <- struct{}{}:
	default:
	}
}

// next waits for an event of type E and takes it, with all before it.
func next[E Event](t testing.TB, o *told) E {
	t.Helper()
	late := time.After(30 * time.Second)
	for {
		o.mu.Lock()
		for i, e := range o.events {
			if e, ok := e.(E); ok {
				o.events = o.events[i+1:]
				o.mu.Unlock()
				return e
			}
		}
		have := fmt.Sprintf("%T", o.events)
		o.mu.Unlock()
		select {
		case <-o.change:
		case <-late:
			var none E
			t.Fatalf("no %T came, only %s", none, have)
		}
	}
}

type counter struct {
	*Server
	told  *told
	clock *clock
	log   *bytes.Buffer
	waits *[]time.Duration
}

// opened starts a server on the loopback with a set clock and no real waiting.
func opened(t testing.TB, change func(*Options)) *counter {
	t.Helper()
	d := &counter{told: &told{change: make(chan struct{}, 1)}, clock: &clock{now: noon}, log: &bytes.Buffer{}, waits: &[]time.Duration{}}
	var mu sync.Mutex
	opt := Options{Addr: local, Title: "example.com 的备案材料", Slots: three, Fields: texts, Look: fakeLook, On: d.told.on, Now: d.clock.Now,
		Log: slog.New(slog.NewTextHandler(&locked{w: d.log, mu: &mu}, &slog.HandlerOptions{Level: slog.LevelDebug})),
		lim: func(l limits) limits {
			l.tick = 0
			l.perAddress = l.connections
			l.wait = func(_ context.Context, w time.Duration) { mu.Lock(); defer mu.Unlock(); *d.waits = append(*d.waits, w) }
			return l
		}}
	if change != nil {
		change(&opt)
	}
	s, err := Open(opt)
	if err != nil {
		t.Fatal(err)
	}
	d.Server = s
	t.Cleanup(s.Stop)
	return d
}

type locked struct {
	w  io.Writer
	mu *sync.Mutex
}

func (l *locked) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.w.Write(p) }

// also changes limits after those of opened.
func also(more func(*limits)) func(*Options) {
	return func(o *Options) {
		before := o.lim
		o.lim = func(l limits) limits { l = before(l); more(&l); return l }
	}
}

// handset is a phone: a browser with cookies and without script.
type handset struct {
	t      testing.TB
	c      *http.Client
	base   string
	key    string
	origin string
}

func newHandset(t testing.TB, base string) *handset {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	tr := &http.Transport{Proxy: nil, DialContext: (&net.Dialer{}).DialContext}
	t.Cleanup(tr.CloseIdleConnections)
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	return &handset{t: t, c: &http.Client{Jar: jar, Transport: tr}, base: base, origin: u.Scheme + "://" + u.Host}
}

// do sends a request as our own page would and returns status and body.
func (h *handset) do(method, path, kind string, body io.Reader, header ...string) (int, string) {
	h.t.Helper()
	req, err := http.NewRequest(method, h.base+path, body)
	if err != nil {
		h.t.Fatal(err)
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if method == http.MethodPost {
		req.Header.Set("Origin", h.origin)
	}
	req.Header.Set("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1")
	for i := 0; i+1 < len(header); i += 2 {
		if header[i+1] == "" {
			req.Header.Del(header[i])
		} else {
			req.Header.Set(header[i], header[i+1])
		}
	}
	resp, err := h.c.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		h.t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}

func (h *handset) get(path string) (int, string) { h.t.Helper(); return h.do("GET", path, "", nil) }

const formKind = "application/x-www-form-urlencoded"

var keyIn = regexp.MustCompile(`\?k=([0-9a-f]{32})`)

// start opens the page and presses the button.
func (h *handset) start(pin string) (int, string) {
	h.t.Helper()
	_, page := h.get("")
	m := keyIn.FindStringSubmatch(page)
	if m == nil {
		h.t.Fatalf("no form on the first page: %.300s", page)
	}
	code, page := h.do("POST", "start?k="+m[1], formKind, strings.NewReader(url.Values{"pin": {pin}}.Encode()))
	if m := keyIn.FindStringSubmatch(page); m != nil {
		h.key = m[1]
	}
	return code, page
}

// wrap makes a form of parts, each with the file name a phone might send.
func wrap(t testing.TB, parts ...string) (kind string, body *bytes.Buffer) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for i, p := range parts {
		f, err := w.CreateFormFile([]string{"camera", "album", "more"}[min(i, 2)], `../../王小明的身份证.jpg`)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, p); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), body
}

func (h *handset) upload(slot filing.Slot, picture string, header ...string) (int, string) {
	h.t.Helper()
	kind, body := wrap(h.t, picture, "")
	return h.do("POST", "up/"+string(slot)+"?k="+h.key, kind, body, header...)
}
