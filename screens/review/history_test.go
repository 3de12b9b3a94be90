package review_test

import (
	"slices"
	"testing"
	"time"

	"beiandesk/app/almanac"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

// buttons are the words of all buttons in sight.
func buttons(p screens.Screen) (list []string) {
	for _, b := range hosttest.All[*part.Button](lay(p)) {
		list = append(list, b.Label())
	}
	return list
}

// TestTheActionsAreThoseOfTheTable in every state; approval has fields of its
// own, and a code that everybody needs cannot be skipped.
func TestTheActionsAreThoseOfTheTable(t *testing.T) {
	every := map[filing.Action]bool{}
	for _, tr := range filing.Transitions {
		every[tr.Action] = true
	}
	for _, s := range filing.States {
		w := newWorld(t, func(f *filing.Filing) { f.State = s })
		p := review.NewHistory(w.host, w.desk, w.route())
		got := buttons(p)
		if !hosttest.Shows(p.Content(), s.Name()) {
			t.Errorf("%s is not named", s)
		}
		for a := range every {
			want, has := 0, 0
			if slices.Contains(filing.Allowed(s), a) && a != filing.ActNoSMS {
				want = 1
			}
			for _, word := range got {
				if word == a.Name() {
					has++
				}
			}
			if has != want {
				t.Errorf("in %s the button %s stands %d times, want %d", s, a.Name(), has, want)
			}
		}
		p.Close()
	}
}

func TestAReturnNeedsItsReason(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), filing.ActReturn.Name())
	f := hosttest.Field(t, lay(p), "reason")
	if w.stored().Filing.State != filing.FirstReview || f.Error() == "" {
		t.Fatalf("state %s, under the field %q", w.stored().Filing.State, f.Error())
	}
	f.Type("身份证照片反光")
	hosttest.Press(t, p.Content(), filing.ActReturn.Name())
	got := w.stored().Filing
	if got.State != filing.Returned || got.Log[len(got.Log)-1].Note != "身份证照片反光" {
		t.Errorf("%s, %+v", got.State, got.Log[len(got.Log)-1])
	}
	if !hosttest.Shows(lay(p), "身份证照片反光") || !hosttest.Shows(p.Content(), text.TasksTitle) {
		t.Error("the reason is no task")
	}
	hosttest.Press(t, p.Content(), text.BackToFiling)
	if r := w.last(); r.Page != screens.PageFiling || r.Filing != w.id {
		t.Errorf("leads to %+v", r)
	}
	w.host.NoAlerts()
}

func TestHandingInWithOpenFindingsAsksFirst(t *testing.T) {
	w := newWorld(t, nil) // no pictures: findings block
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), filing.ActSubmit.Name())
	if len(w.host.Questions) != 1 || w.stored().Filing.State != filing.Draft {
		t.Fatalf("asked %d times, state %s", len(w.host.Questions), w.stored().Filing.State)
	}
	w.host.Yes = true
	hosttest.Press(t, lay(p), filing.ActSubmit.Name())
	if w.stored().Filing.State != filing.FirstReview {
		t.Errorf("state %s", w.stored().Filing.State)
	}
}

// TestAnActOnAnOldStateIsRefusedAndTheNewOneShown.
func TestAnActOnAnOldStateIsRefusedAndTheNewOneShown(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	lay(p)
	if _, err := w.desk.Do(t.Context(), w.id, w.stored().Filing.Rev, filing.ActPass, ""); err != nil {
		t.Fatal(err)
	}
	hosttest.Press(t, p.Content(), filing.ActWithdraw.Name())
	if len(w.host.Alerts) != 1 || w.stored().Filing.State != filing.Forwarding || !hosttest.Shows(lay(p), filing.Forwarding.Name()) {
		t.Errorf("alerts %v, state %s", w.host.Alerts, w.stored().Filing.State)
	}
}

func TestApprovalSaysUnderTheFieldWhatIsWrong(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.AdminReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), filing.ActApprove.Name())
	number, day := hosttest.Field(t, lay(p), "number"), hosttest.Field(t, lay(p), "filed_on")
	if number.Error() == "" || w.stored().Filing.State != filing.AdminReview {
		t.Fatalf("under the number %q", number.Error())
	}
	number.Type("粤ICP备１２３４５６７８号-1")
	day.Type("昨天")
	hosttest.Press(t, p.Content(), filing.ActApprove.Name())
	if day.Error() == "" || w.stored().Filing.State != filing.AdminReview {
		t.Fatalf("under the day %q", day.Error())
	}
	if number.Error() != "" {
		t.Errorf("the number is right now, and under it stands %q", number.Error())
	}
	day.Type("2026-11-20")
	hosttest.Press(t, p.Content(), filing.ActApprove.Name())
	f := w.stored().Filing
	if f.State != filing.Filed || f.Number != "粤ICP备12345678号-1" || f.FiledOn != "2026-11-20" {
		t.Fatalf("%s %q %q", f.State, f.Number, f.FiledOn)
	}
	w.host.NoAlerts()

	// Then come the duties.
	hosttest.Press(t, lay(p), text.PolicePictures)
	if r := w.last(); r.Page != screens.PageExport || r.Arg != review.ArgPolice || r.Filing != w.id {
		t.Errorf("the police's pictures lead to %+v", r)
	}
	if !hosttest.Shows(lay(p), text.DutiesTitle) || !hosttest.Shows(p.Content(), f.Number) {
		t.Error("no duties after approval")
	}
	boxes := hosttest.All[*part.Check](p.Content())
	if len(boxes) != len(almanac.Duties(&f)) {
		t.Fatalf("%d boxes for %d duties", len(boxes), len(almanac.Duties(&f)))
	}
	boxes[0].Tapped(nil)
	if got := w.stored().Filing.Duties; len(got) != 1 || got[0].ID != almanac.Duties(&f)[0].ID {
		t.Errorf("ticked %v", got)
	}
	hosttest.Press(t, lay(p), text.CopyFooter)
	if len(w.host.Copied) != 1 || w.host.Copied[0] != almanac.FooterHTML(&f) {
		t.Errorf("copied %q", w.host.Copied)
	}
}

func TestNotesAreWrittenIntoTheLog(t *testing.T) {
	w := newWorld(t, nil)
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.NoteAdd)
	note := hosttest.Field(t, lay(p), "log")
	if note.Error() == "" {
		t.Error("an empty note is taken")
	}
	note.Type("已电话确认")
	hosttest.Press(t, p.Content(), text.NoteAdd)
	if !hosttest.Shows(lay(p), "样本柜台：已电话确认") || note.Value() != "" || note.Error() != "" {
		t.Errorf("%q; the field says %q %q", hosttest.Words(p.Content()), note.Value(), note.Error())
	}
}

func TestAnOlderVersionComesBack(t *testing.T) {
	w := newWorld(t, nil)
	if _, err := w.desk.KeepVersion(t.Context(), w.id, filing.StepInfo); err != nil {
		t.Fatal(err)
	}
	at := w.host.Now()
	w.host.SetNow(at.Add(time.Hour))
	if _, err := w.desk.Edit(t.Context(), w.id, w.stored().Filing.Rev, filing.Edit{Field: "organiser.name", Value: "改错了"}); err != nil {
		t.Fatal(err)
	}
	p := review.NewHistory(w.host, w.desk, w.route())
	if !hosttest.Shows(lay(p), text.VersionOf(filing.StepInfo, at)) {
		t.Fatalf("%q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, p.Content(), text.RestoreIt)
	if got := w.stored().Filing.Organiser.Name; got != "广州样本科技有限公司" {
		t.Errorf("name %q", got)
	}
	if len(w.host.Toasts) != 1 || w.host.Toasts[0].Sentence != text.Restored {
		t.Errorf("toasts %v", w.host.Toasts)
	}
	// What was there before can be had again.
	n := 0
	for _, b := range buttons(p) {
		if b == text.RestoreIt {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d versions, want 2", n)
	}

	locked := newWorld(t, nil)
	if _, err := locked.desk.KeepVersion(t.Context(), locked.id, filing.StepInfo); err != nil {
		t.Fatal(err)
	}
	if _, err := locked.desk.Do(t.Context(), locked.id, locked.stored().Filing.Rev, filing.ActSubmit, ""); err != nil {
		t.Fatal(err)
	}
	q := review.NewHistory(locked.host, locked.desk, locked.route())
	if b := hosttest.Button(lay(q), text.RestoreIt); b == nil || !b.Disabled() {
		t.Error("under review a version can be restored")
	}
}

// TestADeadlineWithTheClockSetBack says so instead of counting.
func TestADeadlineWithTheClockSetBack(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) {
		f.State = filing.SMSWaiting
		f.SMS = []filing.SMSCheck{{Role: filing.RolePrincipal, Sent: hosttest.Start.UTC()}}
	})
	p := review.NewHistory(w.host, w.desk, w.route())
	lay(p)
	w.host.SetNow(hosttest.Start.Add(-48 * time.Hour))
	p.Reload()
	if !hosttest.Shows(lay(p), text.CountdownChanged) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
}

// TestWhatWasTypedComesBackAfterUnlocking and is not saved by locking.
func TestWhatWasTypedComesBackAfterUnlocking(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.AdminReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	if got := p.Draft(); got != "" {
		t.Errorf("a draft of nothing: %q", got)
	}
	typed := map[string]string{"reason": "管局说网站名称不符", "log": "已打电话", "number": "粤ICP备12345678号-1", "filed_on": "2026-11-20"}
	for path, v := range typed {
		hosttest.Field(t, lay(p), path).Type(v)
	}
	draft, before := p.Draft(), len(w.stored().Filing.Log)
	p.Close()
	q := review.NewHistory(w.host, w.desk, w.route())
	q.PutDraft(draft)
	for path, v := range typed {
		if got := hosttest.Field(t, lay(q), path).Value(); got != v {
			t.Errorf("%s came back as %q", path, got)
		}
	}
	if n := len(w.stored().Filing.Log); n != before || w.stored().Filing.State != filing.AdminReview {
		t.Error("locking saved what only a button saves")
	}
	w.host.NoAlerts()
}
