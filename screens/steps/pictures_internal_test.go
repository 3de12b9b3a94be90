package steps

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// little is a picture of 340×240 pixels, which costs no time.
func little(t *testing.T) []byte { return specimentest.Small(t, "licence") }

// judged puts a picture with a made-up verdict into a slot.
func (b *bench) judged(slot filing.Slot, verdict func(m *filing.Material)) filing.Material {
	b.t.Helper()
	v, err := b.desk.AddMaterial(b.t.Context(), b.id, slot, "a.jpg", little(b.t))
	if err != nil {
		b.t.Fatal(err)
	}
	m, _ := v.Filing.Material(slot)
	m.Outcome, m.Issues, m.Asked, m.Outline, m.Mend = filing.Pass, nil, nil, nil, nil
	verdict(&m)
	if _, err := b.desk.PutMaterial(b.t.Context(), b.id, m); err != nil {
		b.t.Fatal(err)
	}
	return m
}

func glare(m *filing.Material) {
	m.Outcome, m.Outline = filing.Reject, []float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9}
	m.Issues = []filing.Issue{{Code: "glare", Outcome: filing.Reject, Text: "右上角反光。", Remedy: "换个角度避开灯光。", Measured: 3.2, Limit: 2, Unit: "%",
		Places: [][4]float64{{0.6, 0.1, 0.8, 0.3}, {0.1, 0.6, 0.2, 0.7}}}}
	m.Asked = []string{"watermark", "retouched"}
}

func (b *bench) materials() *materialView {
	b.t.Helper()
	b.at(screens.Route{Step: int(filing.StepMaterial)})
	return b.cur.(*materialView)
}

// cardWords are the words on a card.
func cardWords(v *pictures, slot filing.Slot) string {
	return strings.Join(hosttest.Words(v.slots[slot]), "\n")
}

// TestACardSaysWhatIsWrongAndWhatToDo, and draws it over the picture.
func TestACardSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotLicence, glare)
	v := b.materials()
	got := cardWords(v.pictures, filing.SlotLicence)
	for _, want := range []string{text.Retake, "右上角反光。", "换个角度避开灯光。", text.UseAnyway, text.StillToSee([]string{"watermark", "retouched"}),
		text.WorstPlace, text.View, text.StraightenIt, text.Replace, text.Remove} {
		if !strings.Contains(got, want) {
			t.Errorf("the card lacks %q: %s", want, got)
		}
	}
	o := Found(b.material(filing.SlotLicence))
	if len(o.Spots) != 2 || o.Spots[0].Shape != part.Ring || o.Spots[0].State != part.Refused || len(o.Outline) != 8 {
		t.Errorf("drawn %+v", o)
	}
	for code, want := range map[string]part.Shape{"blur": part.Hatch, "glare": part.Ring, "cropped": part.Bar, "background": part.Frame} {
		if shapeOf(code) != want {
			t.Errorf("%s is drawn as %d", code, shapeOf(code))
		}
	}
}

// TestACodeThatDiffersIsSaidOnTheCard, and not any more once the number is
// mended.
func TestACodeThatDiffersIsSaidOnTheCard(t *testing.T) {
	b := newBench(t, nil)
	other := "91310115MA0AAAA1XY"
	b.judged(filing.SlotLicence, func(m *filing.Material) { m.QR = "https://example.com/?uniscid=" + other })
	v := b.materials()
	if got := cardWords(v.pictures, filing.SlotLicence); !strings.Contains(got, "二维码") || strings.Contains(got, other) {
		t.Errorf("the card says %q", got)
	}
	b.s.Set(filing.Edit{Field: "organiser.cert_number", Value: other})
	if got := cardWords(v.pictures, filing.SlotLicence); strings.Contains(got, "二维码") {
		t.Errorf("still: %q", got)
	}
}

// TestOneTapMendsAndOneTakesItBack.
func TestOneTapMendsAndOneTakesItBack(t *testing.T) {
	b := newBench(t, nil)
	before := b.judged(filing.SlotLicence, func(m *filing.Material) {
		glare(m)
		m.Mend = &filing.Cut{Corners: []float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9}, Turn: 1}
	})
	b.materials()
	hosttest.Press(t, b.lay(), text.MendCut)
	m := b.material(filing.SlotLicence)
	if !slices.Equal(m.Corners, before.Mend.Corners) || m.Turn != 1 || m.Picture != before.Picture {
		t.Fatalf("mended %+v", m)
	}
	b.undo()
	if m := b.material(filing.SlotLicence); m.Corners != nil || m.Turn != 0 {
		t.Errorf("taken back: %+v", m)
	}
	b.host.NoAlerts()
}

// TestDoubtIsNamedAndARemarkIsNone: the card of a doubtful picture says so; a
// mere remark does not hide that all is well.
func TestDoubtIsNamedAndARemarkIsNone(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotLegalFront, func(m *filing.Material) {
		m.Outcome, m.Issues = filing.Doubtful, []filing.Issue{{Code: "skewed", Outcome: filing.Doubtful, Text: "证件歪了约 9 度。", Measured: 9, Limit: 8, Unit: "°"}}
	})
	b.judged(filing.SlotLicence, func(m *filing.Material) {
		m.Issues = []filing.Issue{{Code: "qr-unread", Outcome: filing.Pass, Text: "没有读到二维码。"}}
	})
	v := b.materials()
	if o := b.lay(); !hosttest.Shows(o, text.Doubtful) || !hosttest.Shows(o, "证件歪了约 9 度。") || !hosttest.Shows(o, text.Uploaded) || hosttest.Shows(o, "没有读到二维码。") {
		t.Errorf("cards: %q", hosttest.Words(o))
	}
	v.view(filing.SlotLegalFront)
	if o := b.lay(); hosttest.Shows(o, text.PictureFine) || !hosttest.Shows(o, "测得 9°，建议不超过 8°") {
		t.Errorf("the doubtful one: %q", hosttest.Words(o))
	}
	v.showCards()
	v.view(filing.SlotLicence)
	if o := b.lay(); !hosttest.Shows(o, text.PictureFine) || !hosttest.Shows(o, "没有读到二维码。") {
		t.Errorf("the one with a remark: %q", hosttest.Words(o))
	}
}

// TestTheCloseLookFollowsTheReasonAtOnce: the mark does not wait for the way
// back to the cards.
func TestTheCloseLookFollowsTheReasonAtOnce(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotLicence, glare)
	v := b.materials()
	v.view(filing.SlotLicence)
	if o := b.lay(); !hosttest.Shows(o, text.Retake) || !hosttest.Shows(o, "测得 3.2%，最多 2%") || !hosttest.Shows(o, text.NotJudged("licence")) {
		t.Fatalf("%q", hosttest.Words(o))
	}
	hosttest.Press(t, b.Content(), text.PlaceOf(1, 2))
	if hosttest.Button(b.lay(), text.PlaceOf(2, 2)) == nil || v.room.(*viewer).pic.Zoom() <= 1 {
		t.Error("the place is not brought into sight")
	}
	hosttest.Press(t, b.Content(), text.UseAnyway)
	hosttest.Field(t, b.lay(), "anyway").Type("原件就是这样")
	if b.material(filing.SlotLicence).Anyway != "" {
		t.Error("kept before it was confirmed")
	}
	hosttest.Press(t, b.Content(), text.UseThis)
	if o := b.lay(); hosttest.Shows(o, text.Retake) || !hosttest.Shows(o, text.UsedAnyway) || !hosttest.Shows(o, text.AnywayBecause("原件就是这样")) {
		t.Errorf("%q", hosttest.Words(o))
	}
	if l := b.stored().Log; l[len(l)-1].Action != filing.ActAnyway || !strings.Contains(l[len(l)-1].Note, "原件就是这样") {
		t.Error("the log does not say so")
	}
	hosttest.Press(t, b.Content(), text.TakeBackReason)
	if !hosttest.Shows(b.lay(), text.Retake) {
		t.Error("taken back, the mark stays")
	}
	for _, c := range hosttest.All[*part.Check](b.Content()) {
		c.Tapped(nil)
	}
	if m := b.material(filing.SlotLicence); len(m.Unseen()) != 0 {
		t.Errorf("open after ticking all: %v", m.Unseen())
	}
	v.room.(*viewer).turned(1)
	if b.material(filing.SlotLicence).Turn != 1 {
		t.Error("not turned")
	}
	b.host.NoAlerts()
}

// TestALockedFilingIsOnlyLookedAt.
func TestALockedFilingIsOnlyLookedAt(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotLicence, func(m *filing.Material) {
		glare(m)
		m.Mend = &filing.Cut{Turn: 1}
	})
	v, err := b.desk.Open(t.Context(), b.id)
	if err == nil {
		_, err = b.desk.Do(t.Context(), b.id, v.Filing.Rev, filing.ActSubmit, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	m := b.materials()
	none := []string{text.MendTurn, text.StraightenIt, text.Straighten, text.Replace, text.Retaking, text.Remove, text.UseAnyway, text.RotateLeft}
	for _, w := range none {
		if hosttest.Button(b.lay(), w) != nil {
			t.Errorf("the cards offer %q", w)
		}
	}
	m.straighten(filing.SlotLicence)
	if m.room != nil {
		t.Error("the editor opens")
	}
	hosttest.Press(t, b.Content(), text.View)
	for _, w := range none {
		if hosttest.Button(b.lay(), w) != nil {
			t.Errorf("the close look offers %q", w)
		}
	}
	for _, c := range hosttest.All[*part.Check](b.Content()) {
		if !c.Disabled() {
			t.Error("a box can be ticked")
		}
	}
	b.host.NoAlerts()
}

// offers makes n offers for the slots in turn; look tells of each call.
func (b *bench) offers(n int, slots []filing.Slot, look func(ctx context.Context, i int) error) (list []offer) {
	data := little(b.t)
	for i := range n {
		slot := slots[i%len(slots)]
		list = append(list, offer{slot, func(ctx context.Context) (desk.Judged, error) {
			if err := look(ctx, i); err != nil {
				return desk.Judged{}, err
			}
			return b.desk.LookAt(ctx, slot, "a.jpg", data)
		}})
	}
	return list
}

var manySlots = []filing.Slot{filing.SlotLicence, filing.SlotLegalFront, filing.SlotLegalBack, filing.SlotDomain, filing.SlotOther(1), filing.SlotOther(2)}

// TestThirtyPicturesNeverHoldUpTheWindow: reading and judging happens in work
// of the host alone, one file at a time, and each result is shown as it comes.
func TestThirtyPicturesNeverHoldUpTheWindow(t *testing.T) {
	b := newBench(t, nil)
	v := b.materials()
	b.host.Hold = true
	looked, working := 0, false
	v.take(b.offers(30, manySlots, func(context.Context, int) error {
		if looked++; !working {
			t.Error("a picture is read on the UI goroutine")
		}
		return nil
	})...)
	if looked != 0 || !hosttest.Shows(b.lay(), text.CheckingOf(1, 30)) || !hosttest.Shows(b.Content(), text.Queued) {
		t.Fatalf("looked at %d, %q", looked, hosttest.Words(b.Content()))
	}
	seen := map[string]bool{}
	for steps := 0; v.intake != nil; steps++ {
		if steps > 1000 {
			t.Fatal("the queue does not end")
		}
		n := 0
		for _, k := range b.host.Held() {
			if k == intakeKey {
				n++
			}
		}
		if n > 1 {
			t.Fatalf("%d files are read at once", n)
		}
		working = b.host.Held()[0] == intakeKey
		b.host.Step()
		working = false
		if v.intake != nil {
			seen[v.intake.count.Text()] = true
			if v.intake.done == 4 && b.s.Filing().Materials == nil {
				t.Error("nothing is shown before the end")
			}
		}
	}
	b.host.Release()
	if looked != 30 || len(seen) < 30 || hosttest.Shows(b.lay(), text.Checking) {
		t.Errorf("looked at %d, said %d different counts", looked, len(seen))
	}
	if last := b.host.Toasts[len(b.host.Toasts)-1]; last.Sentence != text.PutSeveral(30) {
		t.Errorf("said %q", last.Sentence)
	}
	for _, s := range manySlots {
		if b.material(s).Picture == "" {
			t.Errorf("%s is empty", s)
		}
		if v.slots[s] == nil {
			t.Errorf("%s has no card", s)
		}
	}
	b.undo()
	if n := len(b.stored().Materials); n != 0 {
		t.Errorf("%d are left after undo", n)
	}
	b.host.NoAlerts()
}

// TestLeavingCancelsTheQueue, and says what is left to do.
func TestLeavingCancelsTheQueue(t *testing.T) {
	for name, leave := range map[string]func(b *bench){
		"another step": func(b *bench) { b.Go(filing.StepPortrait, "") },
		"the page":     func(b *bench) { b.Page.Close() },
		"the button":   func(b *bench) { hosttest.Press(b.t, b.lay(), text.StopTaking) },
	} {
		b := newBench(t, nil)
		v := b.materials()
		b.host.Hold = true
		looked := 0
		var ended error
		v.take(b.offers(5, manySlots, func(ctx context.Context, i int) error {
			looked++
			ended = ctx.Err()
			return ctx.Err()
		})...)
		for looked < 2 { // two are taken in, the third is under way
			b.host.Step()
		}
		for b.material(filing.SlotLegalFront).Picture == "" || !slices.Contains(b.host.Held(), intakeKey) {
			b.host.Step()
		}
		leave(b)
		b.host.Release()
		if looked != 3 || ended == nil {
			t.Errorf("%s: looked at %d, the context of the last says %v", name, looked, ended)
		}
		if n := len(b.stored().Materials); n != 2 {
			t.Errorf("%s: %d are in", name, n)
		}
		i := slices.IndexFunc(b.host.Toasts, func(x hosttest.Toast) bool { return x.Sentence == text.Stopped(2, 3) })
		if i < 0 {
			t.Errorf("%s: said %+v", name, b.host.Toasts)
		}
		b.host.NoAlerts()
	}
}

// TestWhatWasNotTakenInIsSaidTogether, each with its material.
func TestWhatWasNotTakenInIsSaidTogether(t *testing.T) {
	b := newBench(t, nil)
	v := b.materials()
	v.take(b.offers(4, manySlots, func(_ context.Context, i int) error {
		if i%2 == 1 {
			return app.Fail("photo.torn", fmt.Sprintf("第 %d 张读不出来。请重新添加。", i))
		}
		return nil
	})...)
	o := b.lay()
	for _, want := range []string{text.NotTakenOf(2), "第 1 张读不出来", "第 3 张读不出来", v.need(filing.SlotLegalFront).Title, v.need(filing.SlotDomain).Title} {
		if !hosttest.Shows(o, want) {
			t.Errorf("%q is not said", want)
		}
	}
	if b.material(filing.SlotLicence).Picture == "" || b.material(filing.SlotLegalBack).Picture == "" {
		t.Error("one bad file stopped the rest")
	}
	hosttest.Press(t, o, text.Understood)
	if hosttest.Shows(b.lay(), text.NotTakenOf(2)) {
		t.Error("the summary stays")
	}
	b.host.NoAlerts()
}

// TestThePortraitIsTakenInLikeTheRest: busy mark, card, close look, undo.
func TestThePortraitIsTakenInLikeTheRest(t *testing.T) {
	b := newBench(t, nil)
	b.at(screens.Route{Step: int(filing.StepPortrait)})
	v := b.cur.(*portraitView)
	path := file(t, "p.jpg", specimentest.Good(t, "portrait"))
	b.host.Hold = true
	v.Dropped([]string{path})
	if !hosttest.Shows(b.lay(), text.Checking) {
		t.Error("nothing tells that it is being checked")
	}
	b.host.Release()
	if b.material(filing.SlotPortrait).Picture == "" || hosttest.Shows(b.lay(), text.Checking) {
		t.Fatal("not taken in")
	}
	hosttest.Press(t, b.Content(), text.View)
	if !hosttest.Shows(b.lay(), text.BackToCards) {
		t.Fatal("no close look")
	}
	hosttest.Press(t, b.Content(), text.BackToCards)
	b.undo()
	if b.material(filing.SlotPortrait).Picture != "" {
		t.Error("undo leaves it")
	}
	b.host.NoAlerts()
}
