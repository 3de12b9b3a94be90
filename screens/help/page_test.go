package help

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app/help"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
	fynetest "fyne.io/fyne/v2/test"
)

func open(t *testing.T, topic string) (*page, *hosttest.Host) {
	t.Helper()
	drawing.Use(false, 1)
	h := hosttest.New(t)
	h.Pauses = true
	p := New(h, topic).(*page)
	drawing.Canvas(p.Content(), fyne.NewSize(928, 700))
	return p, h
}

// walk calls fn for everything drawn under o.
func walk(o fyne.CanvasObject, fn func(fyne.CanvasObject)) {
	fn(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			walk(c, fn)
		}
	case fyne.Widget:
		if s, ok := o.(interface{ Objects() []fyne.CanvasObject }); ok {
			for _, c := range s.Objects() {
				walk(c, fn)
			}
			return
		}
		for _, c := range rendererOf(x) {
			walk(c, fn)
		}
	}
}

func TestOpensAtTopicFieldOrBeginning(t *testing.T) {
	for topic, want := range map[string]string{
		"site-name": "site-name", // an article
		"site.name": "site-name", // the path of a field
		"":          "is-it-needed",
		"no-such":   "is-it-needed",
	} {
		p, _ := open(t, topic)
		if p.now.ID != want {
			t.Errorf("%q opens %s, want %s", topic, p.now.ID, want)
		}
		if got := p.topics.rows[p.topics.chosen].article.ID; got != want {
			t.Errorf("%q marks %s in the list", topic, got)
		}
	}
}

// A link leads on, Back leads the same way home, and out where one came from.
func TestLinksAndBack(t *testing.T) {
	p, h := open(t, "flow")
	p.open("step-6-sms")
	p.open("site-name")
	if p.now.ID != "site-name" {
		t.Fatalf("at %s", p.now.ID)
	}
	p.goBack()
	if p.now.ID != "step-6-sms" || h.Backs != 0 {
		t.Fatalf("at %s, %d times out", p.now.ID, h.Backs)
	}
	p.goBack()
	p.goBack()
	if p.now.ID != "flow" || h.Backs != 1 {
		t.Errorf("at %s, %d times out", p.now.ID, h.Backs)
	}
	p.open("https://beian.miit.gov.cn")
	if len(h.Opened) != 1 || p.now.ID != "flow" {
		t.Errorf("opened %v", h.Opened)
	}
	h.OpenErr = errors.New("no browser")
	p.open("https://beian.miit.gov.cn")
	if len(h.Alerts) != 1 {
		t.Error("a browser that does not open is not told")
	}
}

func TestSearchWaitsForAPause(t *testing.T) {
	p, h := open(t, "")
	all := len(p.topics.rows)
	p.search.SetWords("域名")
	h.Advance(100 * time.Millisecond)
	p.search.SetWords("域名证书")
	h.Advance(100 * time.Millisecond)
	if len(p.topics.rows) != all {
		t.Fatal("searched before the pause was over")
	}
	h.Advance(50 * time.Millisecond)
	if n := len(p.topics.rows); n == all || n == 0 || p.topics.rows[0].article.ID != "domain-certificate" {
		t.Fatalf("%d rows", n)
	}
	if p.now.ID != "is-it-needed" {
		t.Error("the open topic changed while typing")
	}
	p.topics.rows[0].Tapped(nil)
	if p.now.ID != "domain-certificate" {
		t.Error("a hit does not open")
	}
	p.search.SetWords("zzzz")
	h.Advance(pause)
	if p.count.Text() != text.HelpNothing || len(p.topics.rows) != 0 {
		t.Errorf("%d rows and %q for nonsense", len(p.topics.rows), p.count.Text())
	}
	p.search.SetWords("")
	h.Advance(pause)
	if len(p.topics.rows) != all || p.topics.chosen < 0 {
		t.Error("the list did not come back")
	}
}

func TestCloseStopsASearch(t *testing.T) {
	p, h := open(t, "")
	before := len(p.topics.rows)
	p.search.SetWords("域名证书")
	p.Close()
	h.Advance(time.Second)
	if len(p.topics.rows) != before {
		t.Error("a closed page still searched")
	}
}

func TestKeyboard(t *testing.T) {
	p, _ := open(t, "")
	key := func(n fyne.KeyName) { p.topics.TypedKey(&fyne.KeyEvent{Name: n}) }
	key(fyne.KeyUp) // at the top nothing happens
	key(fyne.KeyDown)
	key(fyne.KeyDown)
	if want := p.book.All()[2]; p.now != want {
		t.Errorf("two down is %s, want %s", p.now.ID, want.ID)
	}
	key(fyne.KeyEnd)
	key(fyne.KeyDown)
	if last := p.book.All()[len(p.book.All())-1]; p.now != last {
		t.Errorf("end is %s", p.now.ID)
	}
	key(fyne.KeyHome)
	// Each link of an article can be reached and followed without a mouse.
	p.open("flow")
	heads := 0
	walk(p.right, func(o fyne.CanvasObject) {
		if l, ok := o.(*linkHead); ok {
			heads++
			if l.text == "第六步：短信核验" {
				l.FocusGained()
				l.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			}
		}
	})
	if heads != 6 || p.now.ID != "step-6-sms" {
		t.Errorf("%d links, now at %s", heads, p.now.ID)
	}
}

// A topic far down is in sight in the list when the help opens at it.
func TestOpenTopicIsInSight(t *testing.T) {
	drawing.Use(false, 1)
	h := hosttest.New(t)
	h.Pauses = true
	p := New(h, "shortcuts").(*page)
	c := drawing.Canvas(p.Content(), fyne.NewSize(928, 700))
	w := fynetest.NewTempWindow(t, p.Content())
	w.Resize(c.Size())
	h.Advance(pause)
	r := p.topics.rows[p.topics.chosen]
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(r).Y
	if y < 0 || y+r.Size().Height > 700 {
		t.Errorf("the row stands at %v", y)
	}
}

func TestCopiesCode(t *testing.T) {
	p, h := open(t, "footer")
	walk(p.right, func(o fyne.CanvasObject) {
		if b, ok := o.(interface {
			fyne.Tappable
			Label() string
		}); ok && b.Label() == text.HelpCopyCode {
			b.Tapped(nil)
		}
	})
	if len(h.Copied) != 1 || !strings.HasPrefix(h.Copied[0], `<a href="https://beian.miit.gov.cn/"`) {
		t.Errorf("copied %q", h.Copied)
	}
}

func TestPanel(t *testing.T) {
	drawing.Use(false, 1)
	h := hosttest.New(t)
	o := Panel(h, "organiser.address.street")
	drawing.Canvas(o, fyne.NewSize(300, 500))
	var words []string
	walk(o, func(o fyne.CanvasObject) {
		if l, ok := o.(*linkHead); ok {
			words = append(words, l.text)
			l.Tapped(nil)
		}
	})
	// The closest topic first, then the one about the whole group.
	if !slices.Equal(h.Helped, []string{"address", "organiser"}) || words[0] != text.HelpMore {
		t.Errorf("links %v open %v", words, h.Helped)
	}
	n := 0
	walk(Panel(h, "no.such.field"), func(o fyne.CanvasObject) {
		if _, ok := o.(*linkHead); ok {
			n++
		}
	})
	if n != 0 {
		t.Error("an unknown field has links")
	}
}

// Every topic fits every width it may get, with small and large letters.
func TestNothingStandsOut(t *testing.T) {
	book, err := help.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, factor := range []float32{1, 1.5} {
		drawing.Use(false, factor)
		for _, width := range []float32{440, 720} {
			for _, a := range book.All() {
				o := article(a, reader{open: func(string) {}, copy: func(string) {}})
				drawing.Canvas(o, fyne.NewSize(width, 4000))
				inside(t, a.ID, o, 0, width)
				if h := o.MinSize().Height; h < 100 || h > 6000 {
					t.Errorf("%s is %v high", a.ID, h)
				}
			}
		}
	}
}

// inside reports words that reach beyond the right edge.
func inside(t *testing.T, id string, o fyne.CanvasObject, x, width float32) {
	t.Helper()
	x += o.Position().X
	if p, ok := o.(*prose); ok {
		for _, c := range rendererOf(p) {
			if right := x + c.Position().X + c.Size().Width; right > width+1 {
				t.Errorf("%s at %v: words end at %v: %s", id, width, right, help.Plain(p.spans))
			}
		}
		return
	}
	switch w := o.(type) {
	case *fyne.Container:
		for _, c := range w.Objects {
			inside(t, id, c, x, width)
		}
	case fyne.Widget:
		for _, c := range rendererOf(w) {
			inside(t, id, c, x, width)
		}
	}
}
