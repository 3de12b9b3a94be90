package capture

import (
	"bytes"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/phone"
	"beiandesk/app/phone/handset"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/steps"

	"fyne.io/fyne/v2"
)

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}

// clock is the desk's and the servers'; they read it on their own goroutines.
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

// world is a desk with the sample without pictures, and the page over it.
type world struct {
	*Page
	t     testing.TB
	host  *hosttest.Host
	desk  *desk.Desk
	id    string
	clock *clock
	below *steps.Unsaved
	log   *safeLog
	cards []phone.Choice
}

type safeLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *safeLog) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *safeLog) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

var loopback = phone.Choice{Interface: phone.Interface{Name: "wlan-test", Addr: netip.MustParseAddr("127.0.0.1")}}

func newWorld(t testing.TB) *world {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, host: hosttest.New(t), clock: &clock{now: hosttest.Start}, below: &steps.Unsaved{}, log: &safeLog{}, cards: []phone.Choice{loopback}}
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(before) })
	w.host.Pauses = true
	w.desk = desk.New(desktest.New(), desk.Options{Tables: tables, Now: w.clock.Now})
	v, err := w.desk.Add(t.Context(), "example.com", false)
	if err != nil {
		t.Fatal(err)
	}
	w.id = v.Filing.ID
	f := sample.Filing(hosttest.Start)
	var edits []filing.Edit
	for _, path := range []filing.Field{"organiser.name", "organiser.cert_type", "organiser.nature", "organiser.cert_number", "region.province", "region.city", "region.district",
		"legal.name", "legal.mobile", "legal.cert_number", "legal.cert_type", "answers.chosen", "answers.mainland", "answers.subject_filed", "answers.domain_filed"} {
		value, ok := f.Get(path)
		if !ok {
			t.Fatalf("no field %s", path)
		}
		edits = append(edits, filing.Edit{Field: path, Value: value})
	}
	if _, err := w.desk.Edit(t.Context(), w.id, v.Filing.Rev, edits...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if w.Page != nil {
			w.Page.Close()
		}
	})
	return w
}

// open shows the page; arg is that of the route.
func (w *world) open(arg string) {
	w.t.Helper()
	if w.Page != nil {
		w.Page.Close()
	}
	w.Page = New(w.host, Options{Desk: w.desk, Unsaved: w.below, Choices: func(string) ([]phone.Choice, error) { return w.cards, nil }},
		screens.Route{Page: screens.PagePhone, Filing: w.id, Arg: arg})
	w.lay()
}

func (w *world) lay() fyne.CanvasObject {
	drawing.Canvas(w.Content(), fyne.NewSize(1280, 900))
	return w.Content()
}

// until lets the page look again and again until something is so.
func (w *world) until(what string, so func() bool) {
	w.t.Helper()
	for end := time.Now().Add(30 * time.Second); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			w.t.Fatalf("not so: %s; the page says %q", what, hosttest.Words(w.Content()))
		}
		w.host.Advance(look)
	}
}

// sees waits for words on the page.
func (w *world) sees(words string) {
	w.t.Helper()
	w.until("the page shows "+words, func() bool { return hosttest.Shows(w.Content(), words) })
}

func (w *world) press(word string) { w.t.Helper(); hosttest.Press(w.t, w.lay(), word) }

// url is the address on the page.
func (w *world) url() string {
	w.t.Helper()
	for _, words := range hosttest.Words(w.Content()) {
		if strings.HasPrefix(words, "http") {
			return words
		}
	}
	w.t.Fatalf("no address on the page: %q", hosttest.Words(w.Content()))
	return ""
}

// listens tells whether anything answers at an address.
func listens(t *testing.T, address string) bool {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	c, err := net.DialTimeout("tcp", u.Host, time.Second)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}

// scan is a phone that has scanned the code and pressed the button.
func (w *world) scan() *handset.Phone {
	w.t.Helper()
	p, err := handset.New(w.url())
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(p.Close)
	if _, err := p.Start(""); err != nil {
		w.t.Fatal(err)
	}
	return p
}

func (w *world) upload(p *handset.Phone, slot filing.Slot, data []byte) string {
	w.t.Helper()
	page, err := p.Upload(slot, data)
	if err != nil {
		w.t.Fatalf("%v: %s", err, page)
	}
	return page
}

func (w *world) stored() *filing.Filing {
	w.t.Helper()
	v, err := w.desk.Open(w.t.Context(), w.id)
	if err != nil {
		w.t.Fatal(err)
	}
	return &v.Filing
}

// kept is the picture in a slot as it was added, nil for none.
func (w *world) kept(slot filing.Slot) []byte {
	w.t.Helper()
	m, ok := w.stored().Material(slot)
	if !ok {
		return nil
	}
	data, err := w.desk.Picture(w.t.Context(), m.Picture)
	if err != nil {
		w.t.Fatal(err)
	}
	return data
}

// undo takes the last toast's offer.
func (w *world) undo() {
	w.t.Helper()
	for i := len(w.host.Toasts) - 1; i >= 0; i-- {
		if u := w.host.Toasts[i].Undo; u != nil {
			w.host.Toasts[i].Undo = nil
			u()
			return
		}
	}
	w.t.Fatal("nothing to take back")
}
