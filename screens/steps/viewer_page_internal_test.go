package steps

import (
	"strings"
	"testing"

	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/text"
)

// document adds a PDF of three pages to the slot of the domain's certificate.
func document(b *bench) *materialView {
	b.t.Helper()
	b.Go(filing.StepMaterial, "")
	pages := [][]byte{specimentest.Good(b.t, "letter"), specimentest.Good(b.t, "domain-certificate"), little(b.t)}
	v := b.cur.(*materialView)
	v.add(filing.SlotDomain, file(b.t, "证书.pdf", desktest.PDF(b.t, pages...)))
	b.lay()
	return v
}

// TestAPageOfAPDFIsChosenByLookingAtIt: leafing changes nothing, taking does,
// and the toast takes it back.
func TestAPageOfAPDFIsChosenByLookingAtIt(t *testing.T) {
	b := newBench(t, nil)
	v := document(b)
	if said := b.host.Toasts[len(b.host.Toasts)-1].Sentence; !strings.Contains(said, "共 3 页") {
		t.Errorf("the toast says %q", said)
	}
	if got := cardWords(v.pictures, filing.SlotDomain); !strings.Contains(got, text.PageOnCard(1, 3)) {
		t.Fatalf("the card says %q", got)
	}
	first := b.material(filing.SlotDomain)
	hosttest.Press(t, b.lay(), text.PageOnCard(1, 3))
	hosttest.Press(t, b.lay(), text.PageNext)
	if o := b.lay(); !hosttest.Shows(o, text.PageOf(2, 3)) || !hosttest.Shows(o, text.PageNotUsed(2, 1)) || hosttest.Button(o, text.Straighten) != nil {
		t.Errorf("page 2 in sight: %q", hosttest.Words(o))
	}
	hosttest.Press(t, b.lay(), text.PageNext)
	if b.material(filing.SlotDomain).Page != 1 {
		t.Error("leafing has changed the filing")
	}
	if next := hosttest.Button(b.lay(), text.PageNext); next == nil || !next.Disabled() {
		t.Error("there is a page after the last")
	}
	hosttest.Press(t, b.lay(), text.PagePrevious)
	hosttest.Press(t, b.lay(), text.PageUse)
	if m := b.material(filing.SlotDomain); m.Page != 2 || m.Pages != 3 || m.Source != first.Source || m.Picture == first.Picture {
		t.Errorf("taken: %+v", m)
	}
	if o := b.lay(); hosttest.Shows(o, text.PageNotUsed(2, 1)) || hosttest.Button(o, text.Straighten) == nil {
		t.Errorf("page 2 is used: %q", hosttest.Words(o))
	}
	b.undo()
	if m := b.material(filing.SlotDomain); m.Page != 1 || m.Picture != first.Picture {
		t.Errorf("taken back: %+v", m)
	}
	if o := b.lay(); !hosttest.Shows(o, text.PageOf(1, 3)) {
		t.Errorf("after 撤销: %q", hosttest.Words(o))
	}
	b.host.NoAlerts()
}

// TestAPageThatComesLateIsDropped: what was leafed past does not come into
// sight, and a place of the page that is used brings that one back.
func TestAPageThatComesLateIsDropped(t *testing.T) {
	b := newBench(t, nil)
	w := document(b).view(filing.SlotDomain)
	used := w.base
	b.host.Hold = true
	w.pager.leaf(1)
	if !hosttest.Shows(b.lay(), text.Opening) || w.pager.use.Disabled() == false {
		t.Error("a page that is not there yet can be taken")
	}
	w.pager.leaf(1)
	w.pager.home()
	b.host.Release()
	if w.pager.at != 1 || w.pic.Shown() != used {
		t.Errorf("page %d, the picture of the one that is used: %v", w.pager.at, w.pic.Shown() == used)
	}
	b.host.NoAlerts()
}

// TestOnePageOffersNoLeafing.
func TestOnePageOffersNoLeafing(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotLicence, glare)
	v := b.materials()
	v.view(filing.SlotLicence)
	if o := b.lay(); hosttest.Button(o, text.PageNext) != nil || strings.Contains(cardWords(v.pictures, filing.SlotLicence), "PDF") {
		t.Errorf("%q", hosttest.Words(o))
	}
}

// TestTurningIsMadeByWork, one turn after another: what is in sight is the turn
// asked for last, and so is what is kept.
func TestTurningIsMadeByWork(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotLicence, func(*filing.Material) {})
	w := b.materials().view(filing.SlotLicence)
	b.lay()
	wide := w.base.Rect.Dx() > w.base.Rect.Dy()
	shownWide := func() bool { s := w.pic.Shown().Bounds(); return s.Dx() > s.Dy() }
	b.host.Hold = true
	hosttest.Press(t, b.lay(), text.RotateRight)
	if shownWide() != wide {
		t.Fatal("it was turned on the spot")
	}
	hosttest.Press(t, b.lay(), text.RotateRight)
	hosttest.Press(t, b.lay(), text.RotateRight)
	for b.host.Step() != "" {
		if w.turning > 0 && w.pic.Turns() != 3 {
			t.Errorf("on the way it stands at %d", w.pic.Turns())
		}
	}
	b.host.Hold = false
	if m := b.material(filing.SlotLicence); m.Turn != 3 || w.baseTurn != 3 || w.pic.Turns() != 0 || shownWide() == wide {
		t.Errorf("kept %d, loaded %d, turns %d", m.Turn, w.baseTurn, w.pic.Turns())
	}
	// Turned again before the picture was loaded anew: no turn is counted twice.
	b.host.Hold = true
	hosttest.Press(t, b.lay(), text.RotateRight)
	for _, key := range b.host.Held() {
		if strings.HasPrefix(key, "save:") {
			b.host.Step()
			break
		}
		b.host.Step()
	}
	hosttest.Press(t, b.lay(), text.RotateRight)
	b.host.Release()
	if m := b.material(filing.SlotLicence); m.Turn != 1 || w.drawn != lookOf(m) {
		t.Errorf("kept %d, drawn %s", m.Turn, w.drawn)
	}
	b.host.NoAlerts()
}
