package steps

import (
	"math"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// editing opens the editor on a licence of 340×260.
func editing(t *testing.T, work func(m *filing.Material)) (*bench, *straightener) {
	t.Helper()
	b := newBench(t, nil)
	b.judged(filing.SlotLicence, work)
	v := b.materials()
	v.straighten(filing.SlotLicence)
	b.lay()
	e, ok := v.room.(*straightener)
	if !ok {
		t.Fatal("no editor")
	}
	return b, e
}

func grip(e *straightener, corner int) interface {
	fyne.Focusable
	desktop.Keyable
	fyne.Draggable
} {
	h := e.crop.Handle(corner).(interface {
		fyne.Focusable
		desktop.Keyable
		fyne.Draggable
	})
	for i := range 4 {
		if i != corner {
			e.crop.Handle(i).FocusLost()
		}
	}
	h.FocusGained()
	return h
}

func key(n fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: n} }

// TestCornersAreSetWithTheKeyboard by one pixel and by ten; what one corner does
// is one step of undo.
func TestCornersAreSetWithTheKeyboard(t *testing.T) {
	b, e := editing(t, func(*filing.Material) {})
	stops := 0
	for _, f := range hosttest.TabStops(b.lay()) {
		for i := range 4 {
			if f == e.crop.Handle(i) {
				if i != stops {
					t.Errorf("Tab comes to corner %d after %d", i, stops)
				}
				stops++
			}
		}
	}
	if stops != 4 {
		t.Errorf("Tab reaches %d corners", stops)
	}
	e.set(cut{[]float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9}, 0, -1})
	h := grip(e, 1)
	x, y := e.crop.Pixel(1)
	h.TypedKey(key(fyne.KeyLeft))
	h.TypedKey(key(fyne.KeyDown))
	h.KeyDown(key(desktop.KeyShiftLeft))
	h.TypedKey(key(fyne.KeyLeft))
	h.TypedKey(key(fyne.KeyUp))
	h.KeyUp(key(desktop.KeyShiftLeft))
	h.TypedKey(key(fyne.KeyReturn)) // submits nothing
	h.TypedKey(key(fyne.KeyEscape)) // closes nothing
	if gx, gy := e.crop.Pixel(1); gx != x-11 || gy != y-9 {
		t.Errorf("from %d,%d to %d,%d", x, y, gx, gy)
	}
	if !hosttest.Shows(b.lay(), text.CornerAt(1, x-11, y-9)) {
		t.Errorf("where it stands is not said: %q", hosttest.Words(b.Content()))
	}
	grip(e, 3).TypedKey(key(fyne.KeyRight))
	b.Undo()
	b.Undo()
	if gx, gy := e.crop.Pixel(1); gx != x || gy != y {
		t.Errorf("after undo at %d,%d, want %d,%d", gx, gy, x, y)
	}
	grip(e, 1)
	b.Redo()
	if !hosttest.Shows(b.lay(), text.CornerAt(1, x-11, y-9)) {
		t.Error("after redo the place said is the old one")
	}
	if gx, _ := e.crop.Pixel(1); gx != x-11 {
		t.Error("redo does nothing")
	}
	for range 60 { // it stays inside of the picture
		grip(e, 0).TypedKey(key(fyne.KeyUp))
	}
	if _, gy := e.crop.Pixel(0); gy != 0 {
		t.Errorf("outside at %d", gy)
	}
	b.host.NoAlerts()
}

// TestTheCutIsAppliedAndTakenBack; the picture that was added stays.
func TestTheCutIsAppliedAndTakenBack(t *testing.T) {
	b, e := editing(t, glare)
	before := b.material(filing.SlotLicence)
	e.set(cut{[]float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9}, 0, -1})
	hosttest.Press(t, b.lay(), text.RotateRight)
	hosttest.Press(t, b.lay(), text.StraightenApply)
	m := b.material(filing.SlotLicence)
	if m.Turn != 1 || len(m.Corners) != 8 || math.Abs(m.Corners[0]-0.1) > 1e-9 || m.Picture != before.Picture || m.SHA256 != before.SHA256 {
		t.Fatalf("%+v", m)
	}
	if hosttest.Shows(b.lay(), text.StraightenHow) {
		t.Error("the editor stays")
	}
	if img := b.cur.(*materialView).thumbs[filing.SlotLicence].img; img.Bounds().Dx() >= img.Bounds().Dy() {
		t.Errorf("the card shows %v, not the cut and turned copy", img.Bounds())
	}
	b.undo()
	if m := b.material(filing.SlotLicence); m.Turn != 0 || m.Corners != nil {
		t.Errorf("taken back %+v", m)
	}
	b.host.NoAlerts()
}

// TestCancellingChangesNothing, and goes back to the close look it came from.
func TestCancellingChangesNothing(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotLicence, glare)
	v := b.materials()
	rev := b.stored().Rev
	v.view(filing.SlotLicence)
	hosttest.Press(t, b.lay(), text.Straighten)
	e := v.room.(*straightener)
	grip(e, 0).TypedKey(key(fyne.KeyRight))
	hosttest.Press(t, b.lay(), text.Cancel)
	if _, ok := v.room.(*viewer); !ok || b.stored().Rev != rev {
		t.Errorf("room %T, revision %d, was %d", v.room, b.stored().Rev, rev)
	}
	if !e.gone || e.base != nil {
		t.Error("the pixels are held on to")
	}
}

// TestABentOutlineIsSaidInPlace and cannot be applied.
func TestABentOutlineIsSaidInPlace(t *testing.T) {
	b, e := editing(t, func(*filing.Material) {})
	e.set(cut{[]float64{0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9}, 0, -1})
	h := grip(e, 2)
	h.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-2000, -2000)})
	h.DragEnd()
	if !hosttest.Shows(b.lay(), text.StraightenBent) || !hosttest.Button(b.Content(), text.StraightenApply).Disabled() {
		t.Error("it can be applied, or nothing says why not")
	}
	b.Undo()
	if hosttest.Shows(b.lay(), text.StraightenBent) || hosttest.Button(b.Content(), text.StraightenApply).Disabled() {
		t.Error("undo does not mend it")
	}
	if len(e.past) != 1 {
		t.Errorf("a drag left %d steps", len(e.past)-1)
	}
	hosttest.Press(t, b.Content(), text.StraightenWhole)
	hosttest.Press(t, b.Content(), text.StraightenApply)
	if m := b.material(filing.SlotLicence); m.Corners != nil {
		t.Errorf("the whole picture is kept as %v", m.Corners)
	}
	if n := len(b.host.Toasts); n != 0 {
		t.Errorf("nothing was changed, and %d toasts", n)
	}
}

// TestWhatComesOfItIsMadeByWork, not on the UI goroutine, after a pause.
func TestWhatComesOfItIsMadeByWork(t *testing.T) {
	b, e := editing(t, func(*filing.Material) {})
	b.host.Keys = nil
	h := grip(e, 0)
	for range 20 {
		h.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(1, 1)})
	}
	if slices.Contains(b.host.Keys, "straighten-after") {
		t.Error("made while the handle moves")
	}
	h.DragEnd()
	b.host.Advance(previewWait)
	if n := strings.Count(strings.Join(b.host.Keys, " "), "straighten-after"); n != 1 {
		t.Errorf("made %d times", n)
	}
	b.Page.Close()
	if !e.gone {
		t.Error("closing the page leaves it open")
	}
}

// TestTurningRoundComesBack, and the first corner is the upper left again.
func TestTurningRoundComesBack(t *testing.T) {
	c := []float64{0.1, 0.2, 0.8, 0.15, 0.9, 0.7, 0.2, 0.9}
	for k := -4; k <= 4; k++ {
		back := turnedShares(turnedShares(c, k), -k)
		for i := range c {
			if math.Abs(back[i]-c[i]) > 1e-12 {
				t.Fatalf("%d quarters and back: %v", k, back)
			}
		}
	}
	r := turnedShares(c, 1)
	if math.Abs(r[0]-0.1) > 1e-12 || math.Abs(r[1]-0.2) > 1e-12 { // the lower left corner, turned
		t.Errorf("turned once it begins at %v", r[:2])
	}
}

// TestABrokenPictureOffersNoEditor.
func TestABrokenPictureOffersNoEditor(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotLicence, glare)
	v := b.materials()
	tb := v.thumbs[filing.SlotLicence]
	tb.broken = "这张图片的文件已损坏，打不开。请重新上传。"
	v.thumbs[filing.SlotLicence] = tb
	v.showSlot(filing.SlotLicence)
	got := hosttest.Words(v.slots[filing.SlotLicence])
	for _, no := range []string{text.View, text.StraightenIt, text.UseAnyway} {
		if slices.Contains(got, no) {
			t.Errorf("offers %q", no)
		}
	}
	if !slices.Contains(got, text.Replace) {
		t.Error("it cannot be replaced")
	}
}

// TestDroppedFilesDoNotLoseTheCorners: the question waits above the cards until
// the editor is left.
func TestDroppedFilesDoNotLoseTheCorners(t *testing.T) {
	b, e := editing(t, func(*filing.Material) {})
	grip(e, 0).TypedKey(key(fyne.KeyRight))
	set := slices.Clone(e.now.corners)
	b.Dropped([]string{file(t, "IMG_1.jpg", little(t)), file(t, "IMG_2.jpg", little(t))})
	again := []string{file(t, "域名证书.jpg", little(t)), file(t, "IMG_3.jpg", little(t))}
	b.Dropped(again)
	b.Dropped(again) // the same files once more
	v := b.cur.(*materialView)
	if v.room != e || !slices.Equal(e.now.corners, set) || hosttest.Shows(b.lay(), "IMG_1.jpg") {
		t.Fatal("the editor has gone")
	}
	if n := len(b.host.Toasts); n < 2 || b.host.Toasts[n-1].Sentence != text.WaitsForCorners(2) {
		t.Errorf("toasts %v", b.host.Toasts)
	}
	hosttest.Press(t, b.lay(), text.StraightenApply)
	o := b.lay()
	for _, want := range []string{text.WhichIsWhat(4), "IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg", "域名证书.jpg"} {
		if !hosttest.Shows(o, want) {
			t.Errorf("the cards lack %s: %q", want, hosttest.Words(o))
		}
	}
	if !slices.Equal(b.material(filing.SlotLicence).Corners, set) {
		t.Error("the corners were not kept")
	}
	hosttest.Press(t, o, text.PutThem)
	if b.material(filing.SlotDomain).Picture == "" || hosttest.Shows(b.lay(), "IMG_1.jpg") {
		t.Error("what was guessed is not taken in")
	}
	b.host.NoAlerts()
}

// TestDroppedFilesAreAskedAboutAtOnce when nothing would be lost.
func TestDroppedFilesAreAskedAboutAtOnce(t *testing.T) {
	b, _ := editing(t, func(*filing.Material) {})
	b.Dropped([]string{file(t, "IMG_1.jpg", little(t)), file(t, "IMG_2.jpg", little(t))})
	if b.cur.(*materialView).room != nil || !hosttest.Shows(b.lay(), "IMG_1.jpg") {
		t.Error("the question is out of sight")
	}
}

// TestANewPortraitAsksForTheCorners of the one that is being straightened.
func TestANewPortraitAsksForTheCorners(t *testing.T) {
	b := newBench(t, nil)
	b.judged(filing.SlotPortrait, func(*filing.Material) {})
	b.Go(filing.StepPortrait, "")
	v := b.cur.(*portraitView)
	v.straighten(filing.SlotPortrait)
	b.lay()
	e := v.room.(*straightener)
	e.turn(1)
	before := b.material(filing.SlotPortrait).Picture
	other := []string{file(t, "人像.jpg", specimentest.Good(t, "portrait"))}
	b.Dropped(other)
	if len(b.host.Questions) != 1 || b.material(filing.SlotPortrait).Picture != before || v.room != e {
		t.Fatalf("questions %v", b.host.Questions)
	}
	b.host.Yes = true
	b.Dropped(other)
	if b.material(filing.SlotPortrait).Picture == before {
		t.Error("yes, and nothing was taken")
	}
}
