package library_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing/sample"
	"beiandesk/app/rule/table"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/library"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

func newDesk(t *testing.T) *desk.Desk {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})
}

func lay(p *library.Page) fyne.CanvasObject {
	drawing.Canvas(p.Content(), fyne.NewSize(1208, 1200))
	return p.Content()
}

func stored(t *testing.T, d *desk.Desk) []desk.Template {
	t.Helper()
	list, err := d.Templates(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func withPerson(t *testing.T, d *desk.Desk) {
	t.Helper()
	f := sample.Filing(hosttest.Start)
	if _, err := d.SaveTemplate(context.Background(), desk.Template{Name: f.Legal.Name, Person: &f.Legal}); err != nil {
		t.Fatal(err)
	}
}

func TestAnEmptyLibraryInvites(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	p := library.New(h, d)
	hosttest.Press(t, lay(p), text.AddPerson)
	f := hosttest.Field(t, lay(p), "legal.name")
	f.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(stored(t, d)) != 0 {
		t.Fatal("Enter on an empty form saved something")
	}
	f.Type("张样本")
	if list := stored(t, d); len(list) != 1 || list[0].Name != "张样本" || list[0].Person.Name != "张样本" {
		t.Fatalf("stored %+v", list)
	}
	hosttest.Field(t, lay(p), "legal.mobile").Type("１３８ ００１３ ８０００")
	if list := stored(t, d); len(list) != 1 || list[0].Person.Mobile != "13800138000" {
		t.Errorf("stored %+v", list)
	}
	h.NoAlerts()
}

func TestNumbersAreMaskedInTheList(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	withPerson(t, d)
	p := library.New(h, d)
	words := strings.Join(hosttest.Words(lay(p)), "\n")
	for _, secret := range []string{"11010519491231002X", "13800138000"} {
		if strings.Contains(words, secret) {
			t.Errorf("%s is shown in full", secret)
		}
	}
	for _, shown := range []string{"1101**********002X", "138****8000", "张样本"} {
		if !strings.Contains(words, shown) {
			t.Errorf("%s is not shown in %q", shown, words)
		}
	}
}

func TestAWrongNumberIsSaidUnderItsField(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	withPerson(t, d)
	p := library.New(h, d)
	p.Edit(p.List()[0])
	f := hosttest.Field(t, lay(p), "legal.cert_number")
	if f.Error() != "" {
		t.Fatalf("a good number is called %q", f.Error())
	}
	f.Type("110105194912310021")
	if f.Error() == "" {
		t.Error("a wrong check digit is not noticed")
	}
	if stored(t, d)[0].Person.CertNumber != "110105194912310021" {
		t.Error("a wrong number is not kept: typing would be lost")
	}
	h.NoAlerts()
}

func TestCertificatesFollowTheNature(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	p := library.New(h, d)
	p.AddOrganiser()
	hosttest.Field(t, lay(p), "organiser.name").Type("广州样本科技有限公司")
	nature := hosttest.Field(t, lay(p), "organiser.nature")
	nature.Choose("4")
	fit := d.Tables().CertificatesFor(4)
	hosttest.Field(t, lay(p), "organiser.cert_type").Choose(text.Number(fit[0].Code))
	if stored(t, d)[0].Organiser.CertType != fit[0].Code {
		t.Fatalf("stored %+v", stored(t, d)[0].Organiser)
	}
	for _, s := range d.Tables().Subjects {
		other := d.Tables().CertificatesFor(s.Code)
		keep := false
		for _, c := range other {
			keep = keep || c.Code == fit[0].Code
		}
		if !keep {
			nature.Choose(text.Number(s.Code))
			break
		}
	}
	if got := stored(t, d)[0].Organiser.CertType; got != 0 {
		t.Errorf("certificate %d stays with a nature that has none of it", got)
	}
	h.NoAlerts()
}

func TestRemovingCanBeUndone(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	withPerson(t, d)
	p := library.New(h, d)
	p.Remove(p.List()[0])
	if len(stored(t, d)) != 0 {
		t.Fatal("not removed")
	}
	h.Toasts[len(h.Toasts)-1].Undo()
	p.Undo() // the same act again: nothing more comes back
	list := stored(t, d)
	if len(list) != 1 || list[0].Person.CertNumber != "11010519491231002X" {
		t.Errorf("after undo %+v", list)
	}
	h.NoAlerts()
}

func TestAChangeCanBeUndone(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	withPerson(t, d)
	p := library.New(h, d)
	p.Edit(p.List()[0])
	hosttest.Field(t, lay(p), "legal.mobile").Type("13900139000")
	p.Undo()
	if got := stored(t, d)[0].Person.Mobile; got != "13800138000" {
		t.Errorf("mobile %s after undo", got)
	}
	if got := hosttest.Field(t, lay(p), "legal.mobile").Value(); got != "13800138000" {
		t.Errorf("the form still shows %s", got)
	}
}

func TestLeavingSavesWhatWasTyped(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	withPerson(t, d)
	p := library.New(h, d)
	h.Pauses = true
	p.Edit(p.List()[0])
	hosttest.Field(t, lay(p), "legal.email").Type("zhang-2@example.com")
	p.Close()
	if got := stored(t, d)[0].Person.Email; got != "zhang-2@example.com" {
		t.Errorf("mail %q after leaving", got)
	}
}

type full struct {
	library.Desk
	err error
}

func (f *full) SaveTemplate(ctx context.Context, t desk.Template) (string, error) {
	if f.err != nil {
		return "", f.err
	}
	return f.Desk.SaveTemplate(ctx, t)
}

func TestAFailedSaveIsSaidAndTheTextStays(t *testing.T) {
	h := hosttest.New(t)
	d := &full{Desk: newDesk(t), err: errors.New("disk full")}
	p := library.New(h, d)
	p.AddPerson()
	f := hosttest.Field(t, lay(p), "legal.name")
	f.Type("张样本")
	if len(h.Alerts) != 1 || p.Unsaved() == "" || f.Value() != "张样本" {
		t.Fatalf("alerts %v, unsaved %q, field %q", h.Alerts, p.Unsaved(), f.Value())
	}
	d.err = nil
	f.Type("张样本一")
	if p.Unsaved() != "" || len(p.List()) != 1 {
		t.Errorf("after the disk is free: unsaved %q, %d in the list", p.Unsaved(), len(p.List()))
	}
}

func TestEveryFieldIsReachedWithTab(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	p := library.New(h, d)
	p.AddOrganiser()
	stops := map[fyne.Focusable]bool{}
	for _, s := range hosttest.TabStops(lay(p)) {
		stops[s] = true
	}
	fields := hosttest.All[*part.Field](p.Content())
	if len(fields) < 9 {
		t.Fatalf("only %d fields", len(fields))
	}
	for _, f := range fields {
		if !stops[f.Focusable()] {
			t.Errorf("Tab does not reach %s", f.Path())
		}
	}
}

// TestATemplateWithoutANameComesBackAfterUnlocking: nothing saves it before it
// has one.
func TestATemplateWithoutANameComesBackAfterUnlocking(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	p := library.New(h, d)
	p.AddPerson()
	if got := p.Draft(); got != "" {
		t.Errorf("a draft of nothing: %q", got)
	}
	hosttest.Field(t, lay(p), "legal.mobile").Type("13800138000")
	draft := p.Draft()
	p.Close()
	q := library.New(h, d)
	q.PutDraft(draft)
	if got := hosttest.Field(t, lay(q), "legal.mobile").Value(); got != "13800138000" || len(stored(t, d)) != 0 {
		t.Fatalf("came back as %q, stored %+v", got, stored(t, d))
	}
	hosttest.Field(t, lay(q), "legal.name").Type("张样本")
	if list := stored(t, d); len(list) != 1 || list[0].Person.Mobile != "13800138000" {
		t.Errorf("stored %+v", list)
	}
	if got := q.Draft(); got != "" {
		t.Errorf("what is saved is a draft: %q", got)
	}
	h.NoAlerts()
}

// TestWhatTheDiskRefusedComesBackAfterUnlocking into the template it was of.
func TestWhatTheDiskRefusedComesBackAfterUnlocking(t *testing.T) {
	h, d := hosttest.New(t), newDesk(t)
	withPerson(t, d)
	full := &full{Desk: d, err: errors.New("full")}
	p := library.New(h, full)
	p.Edit(stored(t, d)[0])
	hosttest.Field(t, lay(p), "legal.mobile").Type("13900139000")
	draft := p.Draft()
	p.Close()
	h.Alerts, full.err = nil, nil
	q := library.New(h, full)
	q.PutDraft(draft)
	if list := stored(t, d); len(list) != 1 || list[0].Person.Mobile != "13900139000" {
		t.Errorf("stored %+v", list)
	}
	h.NoAlerts()
}
