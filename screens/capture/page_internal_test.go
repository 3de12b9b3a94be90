package capture

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/app/phone"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// TestAPhonesPictureComesIntoTheFiling byte for byte, is noted, and goes again
// by 撤销; the phone is told each time.
func TestAPhonesPictureComesIntoTheFiling(t *testing.T) {
	w := newWorld(t)
	w.open("")
	p := w.scan()
	w.sees("iPhone")
	good := specimentest.Good(t, specimen.Licence)
	w.upload(p, filing.SlotLicence, good)
	w.sees(text.PhoneGood)
	w.until("its small picture stands on the card", func() bool {
		a := w.row(filing.SlotLicence).arrival
		return a.small != nil && a.small.Bounds().Dx() <= thumbPxW && !hosttest.Shows(w.lay(), text.PhoneThumbSoon)
	})
	if w.kept(filing.SlotLicence) != nil {
		t.Fatal("the picture is in the filing before anybody accepted it")
	}
	w.press(text.PhoneTakeAll(1))
	w.sees(text.PhoneTaken)
	if !bytes.Equal(w.kept(filing.SlotLicence), good) {
		t.Error("the picture in the filing is not the original")
	}
	log, err := w.desk.Log(t.Context(), 0, 3)
	if err != nil || log[0].Action != desk.DidPhone || len(log[0].Kinds) != 1 || log[0].Kinds[0] != "material.licence" {
		t.Errorf("the log says %+v, %v", log, err)
	}
	if log[1].Action != desk.DidPhoneOpen {
		t.Errorf("the opening is not noted: %+v", log[1])
	}
	if _, page, err := p.Get("seen/licence"); err != nil || !strings.Contains(page, "已收下") {
		t.Errorf("the phone: %v", err)
	}
	w.undo()
	if w.kept(filing.SlotLicence) != nil {
		t.Error("taken back, it is still there")
	}
	if _, page, err := p.Get("seen/licence"); err != nil || !strings.Contains(page, text.PhonePhotoUndo) {
		t.Errorf("the phone is not told of the undo: %v", err)
	}
	w.sees(text.PhoneWaits)
	w.host.NoAlerts()
}

// TestABadPictureGoesBackWithANote that says what to do.
func TestABadPictureGoesBackWithANote(t *testing.T) {
	w := newWorld(t)
	w.open("")
	p := w.scan()
	w.upload(p, filing.SlotLegalFront, specimentest.Blurred(t, specimen.IDFront))
	w.sees(text.PhoneBad)
	w.until("its worst place is shown", func() bool { return w.row(filing.SlotLegalFront).arrival.worst != nil })
	if hosttest.Button(w.lay(), text.PhoneTakeAll(1)) != nil {
		t.Error("a bad picture is among the good ones")
	}
	w.press(text.PhoneReturn)
	note := hosttest.Field(t, w.lay(), "phone.note")
	if note.Value() == "" {
		t.Error("nothing is written there already")
	}
	note.ForceValue("请把身份证放平再拍")
	w.press(text.PhoneSend)
	if _, page, err := p.Get("seen/legal-front"); err != nil || !strings.Contains(page, "请把身份证放平再拍") {
		t.Errorf("the note on the phone: %v", err)
	}
	if w.kept(filing.SlotLegalFront) != nil || !hosttest.Shows(w.lay(), text.PhoneReturned) {
		t.Error("it is taken, or the page does not say that it went back")
	}
	w.upload(p, filing.SlotLegalFront, []byte("no picture"))
	w.sees(text.PhoneBroken)
	w.sees(text.PhoneNoThumb)
	w.host.NoAlerts()
}

// TestNothingIsReplacedUnasked: a picture that would replace another one is not
// among the good ones, its button says so, and 撤销 brings the old one back.
func TestNothingIsReplacedUnasked(t *testing.T) {
	w := newWorld(t)
	old := specimentest.Good(t, specimen.Licence)
	if _, err := w.desk.AddMaterial(t.Context(), w.id, filing.SlotLicence, "a.jpg", old); err != nil {
		t.Fatal(err)
	}
	w.open(string(filing.SlotLicence))
	p := w.scan()
	young := append(bytes.Clone(old), 0) // bytes behind the end of a JPEG are nobody's
	w.upload(p, filing.SlotLicence, young)
	w.sees(text.PhoneSwap)
	if hosttest.Button(w.lay(), text.PhoneTakeAll(1)) != nil {
		t.Error("one press for all would replace a picture")
	}
	w.press(text.PhoneSwap)
	if !bytes.Equal(w.kept(filing.SlotLicence), young) {
		t.Fatal("not replaced")
	}
	w.undo()
	if !bytes.Equal(w.kept(filing.SlotLicence), old) {
		t.Error("the old picture does not come back")
	}
	w.host.NoAlerts()
}

// TestOnlyWhatIsMissingOrBadIsAskedFor in step 4.
func TestOnlyWhatIsMissingOrBadIsAskedFor(t *testing.T) {
	w := newWorld(t)
	for slot, data := range map[filing.Slot][]byte{filing.SlotLicence: specimentest.Good(t, specimen.Licence), filing.SlotLegalFront: specimentest.Blurred(t, specimen.IDFront)} {
		if _, err := w.desk.AddMaterial(t.Context(), w.id, slot, "a.jpg", data); err != nil {
			t.Fatal(err)
		}
	}
	w.open("")
	var asked []filing.Slot
	for _, r := range w.rows {
		asked = append(asked, r.slot)
	}
	if w.row(filing.SlotLicence) != nil || w.row(filing.SlotPortrait) != nil || w.row(filing.SlotLegalFront) == nil || w.row(filing.SlotLegalBack) == nil {
		t.Errorf("asked for %v", asked)
	}
}

// TestASecondPhoneWaitsForTheClerk.
func TestASecondPhoneWaitsForTheClerk(t *testing.T) {
	w := newWorld(t)
	w.open("")
	w.scan()
	second := w.scan()
	w.sees(text.PhoneAsks("iPhone"))
	if _, err := second.Upload(filing.SlotLicence, []byte("x")); err == nil {
		t.Error("it may send before it was let in")
	}
	w.press(text.PhoneTurnAway)
	if _, err := second.Upload(filing.SlotLicence, []byte("x")); err == nil {
		t.Error("it may send after it was turned away")
	}
	third := w.scan()
	w.sees(text.PhoneAsks("iPhone"))
	w.press(text.PhoneLetIn)
	w.upload(third, filing.SlotLicence, specimentest.Small(t, specimen.Licence))
	w.sees(text.PhoneIn([]string{"iPhone", "iPhone"}))
	w.host.NoAlerts()
}

// TestHelpComesWhenNobodyComes, after 20 seconds and not before, and goes when
// somebody does.
func TestHelpComesWhenNobodyComes(t *testing.T) {
	w := newWorld(t)
	w.open("")
	w.host.Advance(patient - 2*look)
	if hosttest.Shows(w.lay(), text.PhoneHelpTitle) || !hosttest.Shows(w.Content(), text.PhoneSteps[0]) {
		t.Error("the help comes too early")
	}
	w.host.Advance(3 * look)
	for _, words := range append([]string{text.PhoneHelpTitle, text.PhoneElse}, text.PhoneHelp...) {
		if !hosttest.Shows(w.lay(), words) {
			t.Errorf("the page lacks %q", words)
		}
	}
	w.scan()
	w.until("the help goes", func() bool { return !hosttest.Shows(w.Content(), text.PhoneHelpTitle) })
}

// TestEveryStopSaysWhyAndCanBeOpenedAgain with another code.
func TestEveryStopSaysWhyAndCanBeOpenedAgain(t *testing.T) {
	w := newWorld(t)
	w.open("")
	for _, why := range []phone.Reason{phone.StopMisses, phone.StopUnused, phone.StopOver, phone.StopSlept, phone.StopNetwork, phone.StopClosed} {
		before := w.url()
		turn := w.line.turn
		srv, _ := w.peek()
		if why == phone.StopClosed {
			w.press(text.PhoneStop)
		} else {
			w.line.tell(turn, phone.Stopped{Why: why})
			srv.Stop()
		}
		w.sees(text.PhoneStopped(why))
		if listens(t, before) {
			t.Errorf("%s: it still listens", why)
		}
		w.press(text.PhoneOpenAt)
		if now := w.url(); now == before || !listens(t, now) {
			t.Errorf("%s: opened again at %s", why, now)
		}
	}
	w.host.NoAlerts()
}

// TestPicturesOutliveAStop: what had its verdict can still be accepted.
func TestPicturesOutliveAStop(t *testing.T) {
	w := newWorld(t)
	w.open("")
	good := specimentest.Good(t, specimen.Licence)
	w.upload(w.scan(), filing.SlotLicence, good)
	w.sees(text.PhoneGood)
	w.press(text.PhoneStop)
	w.press(text.PhoneTake)
	if !bytes.Equal(w.kept(filing.SlotLicence), good) {
		t.Error("not taken")
	}
	w.host.NoAlerts()
}

// TestClosingLeavesNothing: no listener, no goroutine, no timer; also when the
// server comes only after the page has gone.
func TestClosingLeavesNothing(t *testing.T) {
	w := newWorld(t)
	before := runtime.NumGoroutine()
	w.open("")
	at := w.url()
	p := w.scan()
	w.upload(p, filing.SlotLicence, specimentest.Small(t, specimen.Licence))
	w.until("it is judged", func() bool {
		return w.row(filing.SlotLicence).arrival != nil && w.row(filing.SlotLicence).arrival.known
	})
	w.Page.Close()
	p.Close()
	if listens(t, at) || w.host.Ticking() != 0 {
		t.Errorf("listening: %v, ticks: %d", listens(t, at), w.host.Ticking())
	}
	if last := w.host.Toasts[len(w.host.Toasts)-1].Sentence; last != text.PhoneLost(1) {
		t.Errorf("nothing is said of the picture that is lost: %q", last)
	}
	fewer := func() bool { return runtime.NumGoroutine() <= before }
	for end := time.Now().Add(20 * time.Second); !fewer() && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
	}
	if !fewer() {
		b := make([]byte, 1<<20)
		t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, b[:runtime.Stack(b, true)])
	}

	w.host.Hold = true
	w.open("")
	w.host.Step() // the filing is read
	if held := w.host.Held(); len(held) != 1 || held[0] != "phone-open" {
		t.Fatalf("under way: %v", held)
	}
	late := w.Page
	late.Close()
	w.host.Release()
	if strings.Count(w.log.String(), "phone: open") != 2 {
		t.Fatal("the late server was never opened: the test shows nothing")
	}
	if srv, _ := late.peek(); srv != nil || strings.Count(w.log.String(), "phone: open") != strings.Count(w.log.String(), "phone: stopped") {
		t.Errorf("a server that came too late lives on:\n%s", w.log.String())
	}
}

// TestAfterLockingNothingListensUnasked: the page that comes back waits.
func TestAfterLockingNothingListensUnasked(t *testing.T) {
	w := newWorld(t)
	w.open("")
	r := w.Route()
	w.open(r.Arg)
	if srv, _ := w.peek(); srv != nil || !hosttest.Shows(w.lay(), text.PhoneLocked) {
		t.Error("it listens again by itself, or does not say why it does not")
	}
	w.press(text.PhoneOpenAt)
	if !listens(t, w.url()) || w.Route() != r {
		t.Error("it cannot be opened again")
	}
}

// TestThePortraitsSessionLivesADay: closed and reopened windows continue it
// with a fresh code; after 24 hours it is refused until another is begun.
func TestThePortraitsSessionLivesADay(t *testing.T) {
	w := newWorld(t)
	w.open(string(filing.SlotPortrait))
	first, session := w.url(), w.stored().Portrait
	if session.Token == "" {
		t.Fatal("no session began")
	}
	w.clock.Add(23 * time.Hour)
	w.open(string(filing.SlotPortrait))
	second := w.url()
	if now := w.stored().Portrait; now.Token != session.Token || !now.Started.Equal(session.Started) {
		t.Error("reopening began another session")
	}
	if second == first || listens(t, first) {
		t.Error("the former code still stands")
	}
	w.scan()
	w.until("the session's end counts", func() bool { return w.Page.left.count.Words() == "还剩 1 小时" })
	w.clock.Add(time.Hour)
	w.open(string(filing.SlotPortrait))
	if srv, _ := w.peek(); srv != nil || !hosttest.Shows(w.lay(), "24 小时") {
		t.Error("an expired session goes on")
	}
	w.press(text.PhoneOpenAt)
	if now := w.stored().Portrait; now.Token == session.Token || !listens(t, w.url()) {
		t.Error("no new session")
	}
	w.host.NoAlerts()
}

// TestAFreshCodeEndsTheFormer at once, and one that nobody scanned is veiled
// after ten minutes.
func TestAFreshCodeEndsTheFormer(t *testing.T) {
	w := newWorld(t)
	w.open("")
	old := w.scan()
	before := w.url()
	w.press(text.PhoneFresh)
	if w.url() == before {
		t.Fatal("the same code")
	}
	if status, page, err := old.Get(""); err != nil || status != 410 || !strings.Contains(page, "二维码已换新") {
		t.Errorf("the former code: %d, %v", status, err)
	}
	w.clock.Add(10 * time.Minute)
	w.sees(text.PhoneCodeOver)
}

// TestTheNetworkIsChosenRememberedAndWatched.
func TestTheNetworkIsChosenRememberedAndWatched(t *testing.T) {
	w := newWorld(t)
	other := loopback
	other.Name, other.Virtual = "docker-test", true
	w.cards = append(w.cards, other)
	w.open("")
	w.press(text.PhoneSetup)
	hosttest.Field(t, w.lay(), "phone.network").Choose(choiceKey(other))
	if setup, err := w.desk.PhoneSetup(t.Context()); err != nil || setup.Card != other.Name {
		t.Errorf("remembered %+v, %v", setup, err)
	}
	at := w.url()
	w.cards = nil
	w.host.Advance(netLook + look)
	if listens(t, at) || !hosttest.Shows(w.lay(), text.PhoneStopped(phone.StopNetwork)) {
		t.Error("the address is gone and it listens on")
	}
	w.press(text.PhoneOpenAt)
	if !hosttest.Shows(w.lay(), text.PhoneNoNet) {
		t.Errorf("without a network: %q", hosttest.Words(w.Content()))
	}
}

// TestPINAndHTTPSAreShown, honestly, and remembered.
func TestPINAndHTTPSAreShown(t *testing.T) {
	w := newWorld(t)
	w.open("")
	if !hosttest.Shows(w.lay(), text.PhonePlain) {
		t.Error("that plain HTTP does not encrypt is not said")
	}
	w.press(text.PhoneSetup)
	for _, path := range []string{"phone.pin", "phone.https"} {
		f := hosttest.Field(t, w.lay(), path)
		f.ForceValue("true")
		f.OnChanged(path, "true")
	}
	_, code := w.peek()
	if len(code.PIN) != 6 || !strings.HasPrefix(w.url(), "https://") {
		t.Fatalf("PIN %q, %s", code.PIN, w.url())
	}
	for _, words := range []string{code.PIN, code.Fingerprint[:23], text.PhoneHTTPSHint} {
		if !hosttest.Shows(w.lay(), words) {
			t.Errorf("the page lacks %q", words)
		}
	}
	if hosttest.Shows(w.lay(), text.PhonePlain) {
		t.Error("it is said that nothing is encrypted")
	}
	w.open("")
	if _, code := w.peek(); len(code.PIN) != 6 || code.Fingerprint == "" {
		t.Error("not remembered")
	}
	p := w.scan() // without the PIN
	for range 4 {
		if _, err := p.Start("12345"); err != nil {
			t.Fatal(err)
		}
	}
	w.sees(text.PhoneCodeVoid)
}

// TestAReaderReceivesNothing.
func TestAReaderReceivesNothing(t *testing.T) {
	w := newWorld(t)
	w.desk.Act(desk.Operator{Name: "看", Role: desk.Onlook})
	w.open("")
	if srv, _ := w.peek(); srv != nil || !hosttest.Shows(w.lay(), desk.Onlook.Name()) || len(hosttest.All[*part.QRView](w.Content())) != 0 {
		t.Errorf("a reader gets a code: %q", hosttest.Words(w.Content()))
	}
}

// TestTextsAreProposalsUntilUsed, field by field, masked, and undone like
// typed ones.
func TestTextsAreProposalsUntilUsed(t *testing.T) {
	w := newWorld(t)
	w.open("")
	p := w.scan()
	if _, err := p.Text(map[filing.Field]string{"legal.name": "张新样", "legal.mobile": "13912345678", "organiser.address.street": "新样本路9号", "note": "x"}); err != nil {
		t.Fatal(err)
	}
	w.sees(text.PhoneTexts)
	if shown := strings.Join(hosttest.Words(w.lay()), "\n"); strings.Contains(shown, "13912345678") || strings.Contains(shown, "13800138000") || !strings.Contains(shown, "张新样") {
		t.Errorf("not as elsewhere: %s", shown)
	}
	if w.stored().Legal.Name != "张样本" || len(w.texts) != 3 {
		t.Fatalf("%d proposals, stored %s", len(w.texts), w.stored().Legal.Name)
	}
	at := func(path filing.Field) *proposal {
		for _, x := range w.texts {
			if x.path == path {
				return x
			}
		}
		t.Fatalf("no proposal for %s", path)
		return nil
	}
	w.use(at("legal.mobile"))
	w.refuseText(at("legal.name"))
	if f := w.stored(); f.Legal.Mobile != "13912345678" || f.Legal.Name != "张样本" {
		t.Errorf("stored %s %s", f.Legal.Mobile, f.Legal.Name)
	}
	if _, page, err := p.Get(""); err != nil || !strings.Contains(page, text.PhoneTextLeft) {
		t.Errorf("the phone is not told: %v", err)
	}
	w.Undo()
	if f := w.stored(); f.Legal.Mobile != "13800138000" || at("legal.mobile").state != open {
		t.Errorf("undone: %s", f.Legal.Mobile)
	}
	w.use(at("legal.mobile"))
	w.undo()
	if f := w.stored(); f.Legal.Mobile != "13800138000" {
		t.Errorf("undone by the toast: %s", f.Legal.Mobile)
	}
	w.Page.Close()
	for _, secret := range []string{"13912345678", "张新样", "新样本路", "张样本", "127.0.0.1", "Mozilla"} {
		if strings.Contains(w.log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	for _, toast := range w.host.Toasts {
		if strings.Contains(toast.Sentence, "13912345678") || strings.Contains(toast.Sentence, "张新样") {
			t.Errorf("a toast says %q", toast.Sentence)
		}
	}
	w.host.NoAlerts()
}

// TestFilesGoToTheStepBelow, which asks what they are.
func TestFilesGoToTheStepBelow(t *testing.T) {
	w := newWorld(t)
	w.open("")
	w.Dropped([]string{"营业执照.jpg"})
	if n := len(w.host.Routes); n != 1 || w.host.Routes[0].Step != int(filing.StepMaterial) || w.host.Routes[0].Filing != w.id {
		t.Fatalf("led to %+v", w.host.Routes)
	}
	w.upload(w.scan(), filing.SlotLicence, specimentest.Small(t, specimen.Licence))
	w.until("it came", func() bool { return w.undecided() == 1 })
	w.Dropped([]string{"b.jpg"})
	if len(w.host.Routes) != 1 {
		t.Error("pictures that wait are thrown away for a file")
	}
}

// TestAPhoneThatSendsKeepsTheWindowAwake, one that waits to be let in does not.
func TestAPhoneThatSendsKeepsTheWindowAwake(t *testing.T) {
	w := newWorld(t)
	touched := 0
	part.Touched = func() { touched++ }
	t.Cleanup(func() { part.Touched = nil })
	w.open("")
	p := w.scan()
	w.sees(text.PhoneIn([]string{"iPhone"}))
	before := touched
	w.upload(p, filing.SlotLicence, specimentest.Small(t, specimen.Licence))
	w.until("it came", func() bool { return w.undecided() == 1 })
	if touched != before+1 {
		t.Errorf("a picture counted %d times", touched-before)
	}
	w.scan()
	w.sees(text.PhoneLetIn)
	w.host.Advance(time.Minute)
	if touched != before+1 {
		t.Error("a stranger at the door keeps the window awake")
	}
}

// TestAPictureOnItsWayIsSeenComing before it is here.
func TestAPictureOnItsWayIsSeenComing(t *testing.T) {
	w := newWorld(t)
	w.open("")
	p := w.scan()
	halfway, goOn, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := p.UploadHalting(filing.SlotLicence, specimentest.Good(t, specimen.Licence), func() { close(halfway); <-goOn })
		done <- err
	}()
	<-halfway
	w.until("the card says how much is here", func() bool {
		at := w.row(filing.SlotLicence).coming
		return at >= 10 && at < 99 && hosttest.Shows(w.Content(), text.PhoneComes(at))
	})
	touched := 0
	part.Touched = func() { touched++ }
	t.Cleanup(func() { part.Touched = nil })
	for range 20 {
		w.host.Advance(look)
	}
	if touched > 0 {
		t.Error("an upload that stands still keeps the window from locking")
	}
	close(goOn)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	w.sees(text.PhoneGood)
	if w.row(filing.SlotLicence).coming != -1 || touched == 0 {
		t.Error("it still comes, or was no work at the window")
	}
	w.host.NoAlerts()
}
