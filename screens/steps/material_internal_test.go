package steps

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// file writes a picture under a name and returns its path.
func file(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "客户 资料 #1 100%", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func (b *bench) material(s filing.Slot) filing.Material {
	m, _ := b.stored().Material(s)
	return m
}

// undo presses 撤销 on the last toast.
func (b *bench) undo() {
	b.t.Helper()
	last := b.host.Toasts[len(b.host.Toasts)-1]
	if last.Undo == nil {
		b.t.Fatalf("%q cannot be undone", last.Sentence)
	}
	last.Undo()
}

// TestPicturesGoWhereTheirNamesSay; from any step, and undo works.
func TestPicturesGoWhereTheirNamesSay(t *testing.T) {
	b := newBench(t, nil)
	good := specimentest.Good(t, "licence")
	b.Dropped([]string{file(t, "营业执照 副本.jpg", good)})
	if b.step != filing.StepMaterial || b.material(filing.SlotLicence).Picture == "" {
		t.Fatalf("at step %d, materials %v", b.step, b.stored().Materials)
	}
	b.undo()
	if b.material(filing.SlotLicence).Picture != "" {
		t.Error("undo of adding leaves it")
	}
	b.Dropped([]string{file(t, "营业执照.jpg", good)})
	first := b.material(filing.SlotLicence)
	b.host.Files = []string{file(t, "x.jpg", good)}
	b.cur.(*materialView).choose(filing.SlotLicence)
	if b.material(filing.SlotLicence).Picture == first.Picture || b.host.Picked[0] != screens.KindPicture {
		t.Error("not replaced")
	}
	b.undo()
	if b.material(filing.SlotLicence).Picture != first.Picture {
		t.Error("undo of replacing does not bring the first back")
	}
	b.cur.(*materialView).remove(b.material(filing.SlotLicence))
	if b.material(filing.SlotLicence).Picture != "" {
		t.Error("not removed")
	}
	b.Page.Close() // the toast outlives the page
	b.undo()
	if b.material(filing.SlotLicence).Picture != first.Picture {
		t.Error("undo of removing, after the page has gone, does nothing")
	}
	b.host.NoAlerts()
}

// TestSeveralFilesAreAskedAbout, with a first guess from their names.
func TestSeveralFilesAreAskedAbout(t *testing.T) {
	b := newBench(t, nil)
	b.Go(filing.StepMaterial, "")
	good := specimentest.Good(t, "licence")
	paths := []string{file(t, "法人身份证正面.jpg", good), file(t, "代办人身份证反面.jpg", good), file(t, "IMG_0001.jpg", good)}
	b.Dropped(paths)
	if !hosttest.Shows(b.lay(), "IMG_0001.jpg") || len(b.stored().Materials) != 0 {
		t.Fatal("not asked")
	}
	guessed := map[string]string{}
	for _, f := range hosttest.All[*part.Field](b.Content()) {
		if f.Path() == "place" {
			guessed[hosttest.Words(f)[0]] = f.Value()
			if hosttest.Words(f)[0] == "IMG_0001.jpg" {
				f.Choose(string(filing.SlotDomain))
			}
		}
	}
	if guessed["法人身份证正面.jpg"] != "legal-front" || guessed["代办人身份证反面.jpg"] != "agent-back" || guessed["IMG_0001.jpg"] != "" {
		t.Errorf("guessed %v", guessed)
	}
	hosttest.Press(t, b.Content(), text.PutThem)
	for _, s := range []filing.Slot{filing.SlotLegalFront, filing.SlotAgentBack, filing.SlotDomain} {
		if b.material(s).Picture == "" {
			t.Errorf("%s is empty", s)
		}
	}
	if hosttest.Shows(b.lay(), text.PutThem) {
		t.Error("the question stays")
	}
	b.host.NoAlerts()
}

// TestABadPictureGivesASentenceAndLosesNothing on the page.
func TestABadPictureGivesASentenceAndLosesNothing(t *testing.T) {
	b := newBench(t, nil)
	good := specimentest.Good(t, "licence")
	b.Go(filing.StepMaterial, "")
	v := b.cur.(*materialView)
	v.add(filing.SlotLicence, file(t, "a.jpg", good))
	kept := b.material(filing.SlotLicence)
	for name, data := range map[string][]byte{"empty.jpg": nil, "cut.jpg": good[:len(good)/2], "doc.jpg": []byte("%PDF-1.7"), "text.jpg": []byte("文字")} {
		alerts := len(b.host.Alerts)
		v.add(filing.SlotLicence, file(t, name, data))
		if len(b.host.Alerts) != alerts+1 || !strings.HasPrefix(app.CodeOf(b.host.Alerts[alerts]), "photo.") {
			t.Errorf("%s: alerts %v", name, b.host.Alerts[alerts:])
		}
		if b.material(filing.SlotLicence).Picture != kept.Picture || hosttest.Shows(b.lay(), text.Checking) {
			t.Errorf("%s: the picture before is lost, or the card still checks", name)
		}
	}
	// A blurred one is taken, marked, and can be kept with a reason.
	v.add(filing.SlotLicence, file(t, "blur.jpg", specimentest.Blurred(t, "licence")))
	m := b.material(filing.SlotLicence)
	if m.Status() != filing.MaterialRetake || !hosttest.Shows(b.lay(), text.Retake) || !hosttest.Shows(b.Content(), m.Issues[0].Text) {
		t.Errorf("%+v", m)
	}
	v.view(filing.SlotLicence)
	hosttest.Press(t, b.lay(), text.UseAnyway)
	hosttest.Field(t, b.lay(), "anyway").Type("原件就是这样")
	hosttest.Press(t, b.Content(), text.BackToCards)
	if m := b.material(filing.SlotLicence); m.Anyway != "原件就是这样" || !hosttest.Shows(b.lay(), text.UsedAnyway) {
		t.Errorf("%+v", m)
	}
}

// TestAReasonThatWasBeingTypedWaitsForTheUnlocking and is not confirmed by the
// lock.
func TestAReasonThatWasBeingTypedWaitsForTheUnlocking(t *testing.T) {
	b := newBench(t, nil)
	b.Go(filing.StepMaterial, "")
	v := b.cur.(*materialView)
	v.add(filing.SlotLicence, file(t, "blur.jpg", specimentest.Blurred(t, "licence")))
	if got := b.Draft(); got != "" {
		t.Errorf("a draft of nothing: %q", got)
	}
	v.view(filing.SlotLicence)
	hosttest.Press(t, b.lay(), text.UseAnyway)
	hosttest.Field(t, b.lay(), "anyway").Type("原件就是")
	r, draft := b.Route(), b.Draft()
	b.Page.Close()
	if m := b.material(filing.SlotLicence); m.Anyway != "" {
		t.Errorf("the lock confirmed %q", m.Anyway)
	}
	b.at(r)
	b.PutDraft(draft)
	if got := hosttest.Field(t, b.lay(), "anyway").Value(); got != "原件就是" {
		t.Errorf("came back as %q", got)
	}
	hosttest.Press(t, b.Content(), text.UseThis)
	if m := b.material(filing.SlotLicence); m.Anyway != "原件就是" {
		t.Errorf("%+v", m)
	}
}

func TestANoteOnAPortraitWaitsForTheUnlocking(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.Portrait = filing.Portrait{Status: filing.PortraitSubmitted} })
	b.Go(filing.StepPortrait, "")
	hosttest.Field(t, b.lay(), "portrait").Type("背景不是白墙")
	r, draft := b.Route(), b.Draft()
	b.Page.Close()
	b.at(r)
	b.PutDraft(draft)
	if got := hosttest.Field(t, b.lay(), "portrait").Value(); got != "背景不是白墙" {
		t.Errorf("came back as %q", got)
	}
}

// damaged is a store whose pictures do not open.
type damaged struct {
	*desktest.Store
	on bool
}

func (d *damaged) View(ctx context.Context, work func(desk.Reader) error) error {
	return d.Store.View(ctx, func(r desk.Reader) error {
		if d.on {
			r = unreadable{r}
		}
		return work(r)
	})
}

type unreadable struct{ desk.Reader }

func (unreadable) Picture(string) ([]byte, error) {
	return nil, app.Fail("store.damaged", "这张图片的文件已损坏，打不开。请重新上传。")
}

// TestADamagedSealedPictureIsSaidOnItsCard, one sentence each, no dialogs; the
// rest of the filing stays usable.
func TestADamagedSealedPictureIsSaidOnItsCard(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	store := &damaged{Store: desktest.New()}
	b := &bench{t: t, host: hosttest.New(t)}
	b.desk = desk.New(store, desk.Options{Tables: tables, Now: b.host.Now})
	f, err := b.desk.Add(t.Context(), "example.com", false)
	if err != nil {
		t.Fatal(err)
	}
	b.id = f.Filing.ID
	for s, kind := range map[filing.Slot]specimen.Kind{filing.SlotLicence: "licence", filing.SlotDomain: "domain-certificate", filing.SlotPortrait: "portrait"} {
		if _, err := b.desk.AddMaterial(t.Context(), b.id, s, "a.jpg", specimentest.Good(t, kind)); err != nil {
			t.Fatal(err)
		}
	}
	store.on = true
	for _, step := range []filing.Step{filing.StepMaterial, filing.StepPortrait} {
		b.at(screens.Route{Step: int(step)})
		if !hosttest.Shows(b.lay(), "这张图片的文件已损坏") {
			t.Errorf("step %d: %q", step, hosttest.Words(b.Content()))
		}
	}
	b.host.NoAlerts()
	_, err = b.desk.Export(t.Context(), b.id, desk.ExportOptions{Dest: filepath.Join(t.TempDir(), "a.zip"), Anyway: true}, nil)
	if app.CodeOf(err) != "parcel.picture" || app.FieldOf(err) == "" {
		t.Errorf("export says %v", err)
	}
	hosttest.Field(t, b.lay(), "portrait.link").Type("https://example.com/c")
	b.pause()
	if b.stored().Portrait.Link == "" {
		t.Error("the rest cannot be edited")
	}
}

// TestTheCodesOfSeveralPeople: time, wrong tries, one done, all done.
func TestTheCodesOfSeveralPeople(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) { f.State = filing.SMSWaiting })
	b.at(screens.Route{Step: 6})
	at := hosttest.Field(t, b.lay(), "sms")
	at.Type("昨天")
	hosttest.Press(t, b.Content(), text.SMSStart)
	if at.Error() != text.SMSWhenWrong || len(b.stored().SMS) != 0 {
		t.Fatalf("under the field %q, stored %v", at.Error(), b.stored().SMS)
	}
	at.Type("１０：１２")
	hosttest.Press(t, b.Content(), text.SMSStart)
	s, _ := b.stored().SMSFor(filing.RolePrincipal)
	if s.Sent.In(filing.China).Format("15:04") != "10:12" || b.host.Ticking() != 1 {
		t.Fatalf("%+v, %d countdowns", s, b.host.Ticking())
	}
	for i := range filing.SMSTries + 1 {
		hosttest.Press(t, b.lay(), text.SMSWrong(i))
	}
	if !hosttest.Shows(b.lay(), text.SMSLost) || hosttest.Button(b.Content(), text.SMSMissedAct) == nil {
		t.Errorf("after the last wrong entry: %q", hosttest.Words(b.Content()))
	}
	hosttest.Press(t, b.Content(), text.SMSReset)
	hosttest.Press(t, b.lay(), text.SMSEntered)
	if b.stored().State != filing.SMSWaiting {
		t.Fatalf("one of two: %s", b.stored().State)
	}
	hosttest.Press(t, b.lay(), text.SMSEntered)
	if b.stored().State != filing.AdminReview || !hosttest.Shows(b.lay(), text.SMSOver) {
		t.Errorf("all done: %s", b.stored().State)
	}
	if b.host.Ticking() != 0 {
		t.Errorf("%d countdowns left", b.host.Ticking())
	}
	b.host.NoAlerts()
}

// TestAMissedDeadlineIsOfferedWhenItPasses, while the page stands open.
func TestAMissedDeadlineIsOfferedWhenItPasses(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) {
		f.State, f.ByAgent = filing.SMSWaiting, false
		f.SMS = []filing.SMSCheck{{Role: filing.RolePrincipal, Sent: hosttest.Start.Add(-23 * time.Hour).UTC()}}
	})
	b.at(screens.Route{Step: 6})
	if hosttest.Button(b.lay(), text.SMSMissedAct) != nil {
		t.Fatal("an hour is left")
	}
	b.host.Advance(time.Hour + 2*time.Second)
	hosttest.Press(t, b.lay(), text.SMSMissedAct)
	if b.stored().State != filing.Returned {
		t.Errorf("state %s", b.stored().State)
	}
	b.host.NoAlerts()
}
