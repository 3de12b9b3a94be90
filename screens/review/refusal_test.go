package review_test

import (
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/review"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

const pasted = "您好，审核未通过，原因如下：\n1、营业执照照片反光；\n2、抬头和牌匾合不上；\n3、法定代表人电话13800001234打不通。"

func (w *world) filing() *filing.Filing {
	w.t.Helper()
	f := w.stored().Filing
	return &f
}

// picks are the fields of a path in sight.
func picks(p screens.Screen, path string) (list []*part.Field) {
	for _, f := range hosttest.All[*part.Field](lay(p)) {
		if f.Path() == path {
			list = append(list, f)
		}
	}
	return list
}

// TestAPastedTextIsLookedAtBeforeItIsRecorded: nothing is saved by reading, a
// changed text is read anew, what is personal is masked.
func TestAPastedTextIsLookedAtBeforeItIsRecorded(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	rev := w.stored().Filing.Rev
	hosttest.Press(t, lay(p), text.RefusalRead)
	if hosttest.Field(t, lay(p), "reason").Error() == "" {
		t.Error("nothing was pasted and nothing is said")
	}
	hosttest.Field(t, lay(p), "reason").Type(pasted)
	hosttest.Press(t, lay(p), text.RefusalRead)
	if w.stored().Filing.Rev != rev {
		t.Fatal("reading saved something")
	}
	o := lay(p)
	if !hosttest.Shows(o, text.RefusalHas(3, 1)) || !hosttest.Shows(o, "138****1234") {
		t.Errorf("%q", hosttest.Words(o))
	}
	for _, words := range hosttest.Words(o) {
		if strings.Contains(words, "13800001234") && words != pasted {
			t.Errorf("the number stands in clear: %s", words)
		}
	}
	reasons, fields := picks(p, "refusal.reason"), picks(p, "refusal.field")
	if len(reasons) != 4 || len(fields) != 3 || reasons[1].Value() != "?" || reasons[3].Value() != refusal.Nothing || fields[0].Value() != "material.licence" {
		t.Fatalf("%d reasons, %d fields", len(reasons), len(fields))
	}
	hosttest.Press(t, o, text.Jump)
	if r := w.last(); r.Field != "material.licence" || r.Step != int(filing.StepMaterial) {
		t.Errorf("leads to %+v", r)
	}
	reasons[1].Choose("site-title")
	fields = picks(p, "refusal.field")
	if fields[1].Value() != "site.name" {
		t.Errorf("the field does not follow the reason: %s", fields[1].Value())
	}
	fields[1].Choose("site.home_url")
	picks(p, "refusal.reason")[3].Choose("?") // the greeting as a task
	if !hosttest.Shows(lay(p), text.RefusalHas(4, 1)) {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	draft := p.Draft()
	p.Close()

	// Locking keeps what was chosen.
	p = review.NewHistory(w.host, w.desk, w.route())
	p.PutDraft(draft)
	if list := picks(p, "refusal.reason"); len(list) != 4 || list[2].Value() != "site-title" {
		t.Fatalf("%d choices came back", len(list))
	}
	hosttest.Press(t, lay(p), filing.ActReturn.Name())
	f := w.stored().Filing
	r := f.OpenRefusal()
	if f.State != filing.Returned || r == nil || len(r.Tasks) != 4 || r.Tasks[2].Reason != "site-title" || r.Tasks[2].Field != "site.home_url" {
		t.Fatalf("%s %+v", f.State, r)
	}
	if v := hosttest.Field(t, lay(p), "reason").Value(); v != "" {
		t.Errorf("the field still holds %q", v)
	}
	if strings.Contains(f.LastRefusal(), "13800001234") {
		t.Error("the number is in the log")
	}

	// A text changed after it was read is read anew.
	w.host.Advance(time.Second)
	hosttest.Field(t, lay(p), "reason").Type("域名已过期")
	hosttest.Press(t, lay(p), text.RefusalRead)
	hosttest.Field(t, lay(p), "reason").Type("域名未实名认证")
	if len(picks(p, "refusal.reason")) != 0 {
		t.Error("what was found in other words still stands there")
	}
	hosttest.Press(t, lay(p), text.RefusalAdd)
	if f := w.stored().Filing; len(f.Refusals) != 2 || f.Refusals[1].Tasks[0].Reason != "domain-realname" || f.State != filing.Returned {
		t.Errorf("%s %+v", f.State, f.Refusals)
	}
	w.host.NoAlerts()
}

// returned is a page of a filing that was returned with pasted.
func returned(t *testing.T) (*world, *review.History) {
	t.Helper()
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Field(t, lay(p), "reason").Type(pasted)
	hosttest.Press(t, lay(p), filing.ActReturn.Name())
	w.host.Advance(time.Second)
	return w, p
}

// TestThePageStaysWhereOneHasScrolledTo while it is drawn anew.
func TestThePageStaysWhereOneHasScrolledTo(t *testing.T) {
	w, p := returned(t)
	drawing.Canvas(p.Content(), fyne.NewSize(1000, 500))
	scroll := hosttest.All[*part.Scroller](p.Content())[0]
	boxes := hosttest.All[*part.Check](p.Content())
	scroll.To(200)
	at := scroll.At()
	if at != 200 {
		t.Fatalf("scrolled to %.0f", at)
	}
	boxes[2].Tapped(nil)
	now := hosttest.All[*part.Scroller](p.Content())[0]
	if w.filing().OpenRefusal().Left() != 2 || now.At() != at {
		t.Errorf("at %.0f after a tick, was at %.0f", now.At(), at)
	}
}

// TestTasksAreTickedOff, each with a way back, and then the filing is handed in
// again by one button.
func TestTasksAreTickedOff(t *testing.T) {
	w, p := returned(t)
	count := func(word string) (n int) {
		for _, b := range buttons(p) {
			if b == word {
				n++
			}
		}
		return n
	}
	if !hosttest.Shows(lay(p), text.TasksLeft(3, 3)) || count(filing.ActResubmit.Name()) != 1 {
		t.Fatalf("%q", hosttest.Words(p.Content()))
	}
	boxes := func() []*part.Check { return hosttest.All[*part.Check](lay(p)) }
	boxes()[0].Tapped(nil)
	if w.filing().OpenRefusal().Left() != 2 {
		t.Fatal("not ticked")
	}
	w.host.Toasts[len(w.host.Toasts)-1].Undo()
	if w.filing().OpenRefusal().Left() != 3 {
		t.Error("撤销 leaves it ticked")
	}
	for i := range 3 {
		boxes()[i].Tapped(nil)
	}
	if !hosttest.Shows(lay(p), text.TasksDone) || count(filing.ActResubmit.Name()) != 1 {
		t.Errorf("%q", hosttest.Words(p.Content()))
	}
	w.host.Yes = true
	hosttest.Press(t, lay(p), filing.ActResubmit.Name())
	if s := w.stored().Filing.State; s != filing.ReReview || hosttest.Shows(lay(p), text.TasksTitle) {
		t.Errorf("%s", s)
	}
}

// TestATaskTakenForTheWrongThingIsCorrected, with a way back.
func TestATaskTakenForTheWrongThingIsCorrected(t *testing.T) {
	w, p := returned(t)
	links := []*part.Button{}
	for _, b := range hosttest.All[*part.Button](lay(p)) {
		if b.Label() == text.TasksCorrect {
			links = append(links, b)
		}
	}
	links[1].Tapped(&fyne.PointEvent{})
	picks(p, "task.reason")[0].Choose("site-title")
	if task := w.filing().Task("1-2"); task.Reason != "site-title" || task.Field != "site.name" {
		t.Fatalf("%+v", task)
	}
	picks(p, "task.field")[0].Choose("site.home_url")
	if task := w.filing().Task("1-2"); task.Reason != "site-title" || task.Field != "site.home_url" {
		t.Errorf("%+v", task)
	}
	w.host.Toasts[len(w.host.Toasts)-1].Undo()
	if task := w.filing().Task("1-2"); task.Field != "site.name" {
		t.Errorf("after 撤销 %+v", task)
	}
	p.Undo()
	if task := w.filing().Task("1-2"); task.Reason != "" || task.Confidence != "" {
		t.Errorf("after Ctrl+Z %+v", task)
	}
	if p.Undo(); w.host.Toasts[len(w.host.Toasts)-1].Sentence != text.Undone {
		t.Error("recording is not undone by a third Ctrl+Z")
	}
	if p.Undo(); w.host.Toasts[len(w.host.Toasts)-1].Sentence != text.UndoneNothing {
		t.Error("nothing is left to undo and nothing is said")
	}
	for range 3 {
		p.Redo()
	}
	if task := w.filing().Task("1-2"); task == nil || task.Field != "site.home_url" || task.Confidence != string(refusal.Told) {
		t.Errorf("done again %+v", task)
	}
	hosttest.Press(t, lay(p), text.TasksKeep)
	if len(picks(p, "task.reason")) != 0 {
		t.Error("the choices do not fold away")
	}
	hosttest.Press(t, lay(p), text.RefusalStats)
	if r := w.last(); r.Page != screens.PageRefused {
		t.Errorf("leads to %+v", r)
	}
	hosttest.Press(t, lay(p), text.BackToFiling)
	if r := w.last(); r.Field != "material.licence" {
		t.Errorf("back to the form leads to %+v", r)
	}
	w.host.NoAlerts()
}

// TestAReasonOfEachKindCanBeChosen and says what to do.
func TestAReasonOfEachKindCanBeChosen(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Field(t, lay(p), "reason").Type(pasted)
	hosttest.Press(t, lay(p), text.RefusalRead)
	seen := map[string]bool{}
	for _, r := range w.desk.Tables().Refusals {
		if seen[r.Category] {
			continue
		}
		seen[r.Category] = true
		f := picks(p, "refusal.reason")[0]
		f.Choose(r.ID)
		if got := picks(p, "refusal.reason")[0].Value(); got != r.ID {
			t.Errorf("%s becomes %s", r.ID, got)
		}
		if !hosttest.Shows(lay(p), r.Remedy) {
			t.Errorf("the remedy of %s is not shown", r.ID)
		}
	}
}

// TestRecordingIsUndone: 撤销 on the toast, and Ctrl+Z, bring back the state, the
// list and the pasted text with what was chosen in it; Ctrl+Y records it again.
func TestRecordingIsUndone(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	before := len(w.filing().Log)
	hosttest.Field(t, lay(p), "reason").Type(pasted)
	hosttest.Press(t, lay(p), text.RefusalRead)
	picks(p, "refusal.reason")[1].Choose("site-title")
	hosttest.Press(t, lay(p), filing.ActReturn.Name())
	toast := w.host.Toasts[len(w.host.Toasts)-1]
	if w.filing().State != filing.Returned || toast.Sentence != text.RefusalRecorded || toast.Undo == nil {
		t.Fatalf("%s, %+v", w.filing().State, toast)
	}
	toast.Undo()
	if f := w.filing(); f.State != filing.FirstReview || len(f.Refusals) != 0 || len(f.Log) != before {
		t.Fatalf("%s %+v", f.State, f.Log)
	}
	if v := hosttest.Field(t, lay(p), "reason").Value(); v != pasted || len(picks(p, "refusal.reason")) != 4 || picks(p, "refusal.reason")[1].Value() != "site-title" {
		t.Errorf("the text and its choices are gone: %q", v)
	}
	if hosttest.Shows(lay(p), text.TasksTitle) || hosttest.Shows(lay(p), text.RefusalsTitle) {
		t.Error("tasks of what was undone")
	}
	p.Redo()
	if f := w.filing(); f.State != filing.Returned || f.Task("1-2").Reason != "site-title" || hosttest.Field(t, lay(p), "reason").Value() != "" {
		t.Errorf("%s %+v", f.State, f.Refusals)
	}

	// Once the order has gone on, it is said that there is no way back.
	w.host.Advance(time.Second)
	if _, err := w.desk.Do(t.Context(), w.id, w.filing().Rev, filing.ActResubmit, ""); err != nil {
		t.Fatal(err)
	}
	p.Undo()
	if len(w.host.Alerts) != 1 || app.CodeOf(w.host.Alerts[0]) != "refusal.moved" || w.filing().State != filing.ReReview {
		t.Errorf("%v, %s", w.host.Alerts, w.filing().State)
	}
}

// TestWhatItMayBeIsOneClick.
func TestWhatItMayBeIsOneClick(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.State = filing.FirstReview })
	p := review.NewHistory(w.host, w.desk, w.route())
	hosttest.Field(t, lay(p), "reason").Type("域名持有的是别的单位")
	hosttest.Press(t, lay(p), text.RefusalRead)
	if v := picks(p, "refusal.reason")[0].Value(); v != "?" {
		t.Fatalf("recognised as %s: nothing to choose", v)
	}
	r, _ := w.desk.Tables().Refusal("domain-holder")
	hosttest.Press(t, lay(p), r.Text)
	if reason, field := picks(p, "refusal.reason")[0], picks(p, "refusal.field")[0]; reason.Value() != r.ID || field.Value() != "domain.holder" {
		t.Errorf("%s at %s", reason.Value(), field.Value())
	}
	if hosttest.Shows(lay(p), text.RefusalMaybe) {
		t.Error("still asked what it may be")
	}
	hosttest.Press(t, lay(p), filing.ActReturn.Name())
	if task := w.filing().Task("1-1"); task == nil || task.Reason != r.ID || task.Confidence != string(refusal.Told) {
		t.Errorf("%+v", task)
	}

	// And so is it in the list of tasks.
	p.Undo()
	picks(p, "refusal.reason")[0].Choose("?")
	w.host.Advance(time.Second)
	hosttest.Press(t, lay(p), filing.ActReturn.Name())
	hosttest.Press(t, lay(p), r.Text)
	if task := w.filing().Task("1-1"); task == nil || task.Reason != r.ID || task.Field != "domain.holder" {
		t.Errorf("%+v", task)
	}
	w.host.NoAlerts()
}

// TestTasksAreAddedAndTakenOut by hand, what was not said is said under the
// field, and a mistaken refusal goes with its state.
func TestTasksAreAddedAndTakenOut(t *testing.T) {
	w, p := returned(t)
	hosttest.Press(t, lay(p), text.TaskAdd)
	hosttest.Press(t, lay(p), text.TaskAddNow)
	if hosttest.Field(t, lay(p), "task").Error() == "" {
		t.Error("nothing was written and nothing is said")
	}
	hosttest.Field(t, lay(p), "task").Type("域名已过期")
	draft := p.Draft()
	p.Close()
	p = review.NewHistory(w.host, w.desk, w.route())
	p.PutDraft(draft)
	hosttest.Press(t, lay(p), text.TaskAddNow)
	if task := w.filing().Task("1-4"); task == nil || task.Field != "domain.expires" || !hosttest.Shows(lay(p), "域名已过期") || !hosttest.Shows(lay(p), text.TaskAdd) {
		t.Fatalf("%+v", task)
	}
	hosttest.Press(t, lay(p), text.TaskRemove)
	if r := w.filing().OpenRefusal(); len(r.Tasks) != 3 || r.Tasks[0].ID != "1-2" {
		t.Errorf("%+v", r)
	}
	p.Undo()
	if r := w.filing().OpenRefusal(); len(r.Tasks) != 4 {
		t.Errorf("after Ctrl+Z %+v", r)
	}
	hosttest.Press(t, lay(p), text.RefusalOpen)
	masked := refusal.Mask(pasted)
	if !hosttest.Shows(lay(p), masked) || hosttest.Shows(lay(p), pasted) {
		t.Error("the recorded text is not shown, or not masked")
	}
	hosttest.Press(t, lay(p), text.RefusalRemove)
	if f := w.filing(); f.State != filing.FirstReview || len(f.Refusals) != 0 || hosttest.Shows(lay(p), text.RefusalsTitle) {
		t.Errorf("%s %+v", f.State, f.Refusals)
	}
	w.host.Advance(time.Second)
	w.host.Toasts[len(w.host.Toasts)-1].Undo()
	if f := w.filing(); f.State != filing.Returned || len(f.OpenRefusal().Tasks) != 4 {
		t.Errorf("%s %+v", f.State, f.Refusals)
	}
	w.host.NoAlerts()
}

// TestAReasonOfARefusalThatIsOverCanBeCorrected, for the counts.
func TestAReasonOfARefusalThatIsOverCanBeCorrected(t *testing.T) {
	w, p := returned(t)
	w.host.Yes = true
	if _, err := w.desk.Do(t.Context(), w.id, w.filing().Rev, filing.ActResubmit, ""); err != nil {
		t.Fatal(err)
	}
	p.Reload()
	hosttest.Press(t, lay(p), text.RefusalOpen)
	hosttest.Press(t, lay(p), text.TasksCorrect)
	picks(p, "task.reason")[0].Choose("licence-expired")
	if task := w.filing().Task("1-1"); task.Reason != "licence-expired" {
		t.Errorf("%+v", task)
	}
	hosttest.Press(t, lay(p), text.TasksKeep)
	w.host.NoAlerts()
}
