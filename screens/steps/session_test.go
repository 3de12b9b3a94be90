package steps_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/steps"
)

const (
	note = filing.Field("note")
	name = filing.Field("organiser.name")
)

func TestTypingIsSavedAfterAPause(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	is(t, s, steps.Saved)
	saves := len(w.host.Keys)
	for _, words := range []string{"样", "样本", "样本科", "样本科技"} {
		s.Type(name, words)
		w.host.Advance(200 * time.Millisecond)
	}
	is(t, s, steps.Typing)
	if w.stored(name) != "" || s.Value(name) != "样本科技" || len(w.host.Keys) != saves {
		t.Errorf("before the pause: stored %q, shown %q", w.stored(name), s.Value(name))
	}
	w.pause()
	is(t, s, steps.Saved)
	if w.stored(name) != "样本科技" || len(w.host.Keys) != saves+1 {
		t.Errorf("after the pause: stored %q in %d saves", w.stored(name), len(w.host.Keys)-saves)
	}
	if s.SavedAt().IsZero() {
		t.Error("nothing says when")
	}
	s.Type(name, "样本科技") // what is there already costs no save
	w.pause()
	if len(w.host.Keys) != saves+1 {
		t.Error("an unchanged value was saved")
	}
}

// TestOneSaveAtATime: what is typed meanwhile goes behind it and nothing is lost.
func TestOneSaveAtATime(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	w.host.Hold = true
	s.Type(name, "第一")
	w.pause()
	is(t, s, steps.Saving)
	s.Type(name, "第二")
	s.Type(note, "旁注")
	w.pause()
	if w.host.Waiting() != 1 {
		t.Fatalf("%d saves at a time", w.host.Waiting())
	}
	if s.Value(name) != "第二" || s.Value(note) != "旁注" {
		t.Errorf("shown %q, %q", s.Value(name), s.Value(note))
	}
	w.host.Release()
	is(t, s, steps.Saved)
	if w.stored(name) != "第二" || w.stored(note) != "旁注" {
		t.Errorf("stored %q, %q", w.stored(name), w.stored(note))
	}
}

func TestAFailedSaveKeepsTheTextUntilItWorks(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	w.disk.full = true
	s.Type(name, "样本")
	w.pause()
	is(t, s, steps.Failed)
	if _, err := s.Status(); app.CodeOf(err) != "store.full" || s.Value(name) != "样本" {
		t.Errorf("%v, shown %q", err, s.Value(name))
	}
	s.Retry()
	is(t, s, steps.Failed)
	s.Type(name, "样本二")
	w.disk.full = false
	s.Retry()
	w.pause()
	is(t, s, steps.Saved)
	if w.stored(name) != "样本二" {
		t.Errorf("stored %q", w.stored(name))
	}
}

// TestYoungerTextWinsOverAFailedSave: the save fails while more is typed.
func TestYoungerTextWinsOverAFailedSave(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	w.host.Hold = true
	s.Type(name, "旧")
	s.Type(note, "旁注")
	w.pause()
	s.Type(name, "新")
	w.disk.full = true
	w.host.Release()
	is(t, s, steps.Failed)
	if s.Value(name) != "新" || s.Value(note) != "旁注" {
		t.Errorf("shown %q, %q", s.Value(name), s.Value(note))
	}
	w.disk.full = false
	s.Retry()
	if w.stored(name) != "新" || w.stored(note) != "旁注" {
		t.Errorf("stored %q, %q", w.stored(name), w.stored(note))
	}
}

// TestABrokenDiskIsNotHammered: a use case that waits behind a failing save is
// carried out once, and the text is not tried again and again.
func TestABrokenDiskIsNotHammered(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	w.host.Hold = true
	s.Type(name, "样本")
	w.pause()
	w.disk.full = true
	calls, answers := 0, 0
	s.Do(func(ctx context.Context) (desk.View, error) { calls++; return w.desk.AddNote(ctx, w.id, "记一笔") }, func(error) { answers++ })
	before := len(w.host.Keys)
	for range 20 { // every job starts the next one, as on the real host
		w.host.Release()
		w.host.Hold = true
	}
	if calls != 1 || answers != 1 || len(w.host.Keys)-before > 2 || w.host.Waiting() != 0 {
		t.Errorf("carried out %d times, answered %d times, %d jobs", calls, answers, len(w.host.Keys)-before)
	}
	is(t, s, steps.Failed)
	if s.Value(name) != "样本" {
		t.Errorf("shown %q", s.Value(name))
	}
}

func TestAConflictKeepsTheTextUntilThePersonDecides(t *testing.T) {
	for _, keep := range []bool{true, false} {
		w := newWorld(t)
		s := w.session()
		w.elsewhere(note, "别处写的")
		s.Type(name, "这里写的")
		w.pause()
		is(t, s, steps.Conflict)
		if s.Value(name) != "这里写的" || w.stored(name) != "" {
			t.Errorf("shown %q, stored %q", s.Value(name), w.stored(name))
		}
		s.Type(name, "这里接着写")
		w.pause()
		s.Set(filing.Edit{Field: "provider", Value: "ucloud"})
		s.Flush()
		s.Retry()
		is(t, s, steps.Conflict)
		if w.stored(name) != "" || w.stored("provider") != "" {
			t.Fatal("saved over what another window wrote")
		}
		// A use case meanwhile does not decide for the person.
		s.Do(func(ctx context.Context) (desk.View, error) { return w.desk.AddNote(ctx, w.id, "记一笔") }, nil)
		w.pause()
		is(t, s, steps.Conflict)
		if w.stored(name) != "" {
			t.Fatal("a note decided the conflict")
		}
		s.Refresh(keep, nil)
		is(t, s, steps.Saved)
		want := ""
		if keep {
			want = "这里接着写"
		}
		if w.stored(name) != want || s.Value(name) != want || w.stored(note) != "别处写的" || s.Value(note) != "别处写的" {
			t.Errorf("keep %v: stored %q and %q, shown %q", keep, w.stored(name), w.stored(note), s.Value(name))
		}
		w.host.NoAlerts()
	}
}

func TestARefreshThatFailsKeepsTheText(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	w.elsewhere(note, "别处")
	s.Type(name, "这里")
	w.pause()
	is(t, s, steps.Conflict)
	if err := w.desk.Trash(t.Context(), w.id); err != nil {
		t.Fatal(err)
	}
	if err := w.desk.Purge(t.Context(), w.id); err != nil {
		t.Fatal(err)
	}
	var got error
	s.Refresh(true, func(err error) { got = err })
	is(t, s, steps.Conflict)
	if app.CodeOf(got) != app.CodeNotFound || s.Value(name) != "这里" {
		t.Errorf("%v, shown %q", got, s.Value(name))
	}
}

// TestTypingDuringARefreshIsTheYoungest.
func TestTypingDuringARefreshIsTheYoungest(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	w.elsewhere(note, "别处")
	s.Type(name, "旧")
	w.pause()
	w.host.Hold = true
	s.Refresh(true, nil)
	s.Type(name, "新")
	w.host.Release()
	w.pause()
	is(t, s, steps.Saved)
	if w.stored(name) != "新" {
		t.Errorf("stored %q", w.stored(name))
	}
}

// TestASlowReadDoesNotTurnTheClockBack: a reading that began before a save and
// ends after it must not bring the old revision, or the next save would
// conflict with ourselves.
func TestASlowReadDoesNotTurnTheClockBack(t *testing.T) {
	w := newWorld(t)
	slow := &late{Host: w.host, key: "load:" + w.id}
	s := steps.NewSession(slow, w.desk, w.id, w.left)
	s.Load(nil)
	slow.hold = true
	s.Reload()
	s.Type(name, "样本")
	w.pause()
	if w.stored(name) != "样本" {
		t.Fatal("not saved")
	}
	slow.answer()
	if s.Value(name) != "样本" {
		t.Errorf("shown %q after a slow reading", s.Value(name))
	}
	s.Type(note, "旁注")
	w.pause()
	is(t, s, steps.Saved)
}

func TestUndoAndRedoWorkAcrossSaves(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	if s.CanUndo() || s.Undo() != "" || s.Redo() != "" {
		t.Error("nothing to undo at first")
	}
	s.Type(name, "一")
	w.pause()
	s.Type(name, "二")
	w.pause()
	s.Set(filing.Edit{Field: "region.province", Value: "440000"}, filing.Edit{Field: "region.city", Value: "440100"})
	if at := s.Undo(); at != "region.province" || w.stored("region.province") != "" || w.stored("region.city") != "" {
		t.Errorf("undo of a choice stands on %q, stored %q", at, w.stored("region.city"))
	}
	if at := s.Undo(); at != name || w.stored(name) != "一" {
		t.Errorf("undo stands on %q, stored %q", at, w.stored(name))
	}
	s.Undo()
	if w.stored(name) != "" || s.CanUndo() {
		t.Errorf("at the beginning: %q, more to undo %v", w.stored(name), s.CanUndo())
	}
	s.Redo()
	s.Redo()
	s.Redo()
	if w.stored(name) != "二" || w.stored("region.city") != "440100" || s.CanRedo() {
		t.Errorf("after redo: %q, %q", w.stored(name), w.stored("region.city"))
	}
	s.Undo()
	s.Type(note, "新的一步")
	w.pause()
	if s.CanRedo() {
		t.Error("a new change ends what could be redone")
	}
}

// TestUndoTakesBackWhatIsStillBeingTyped, and Redo can bring it.
func TestUndoTakesBackWhatIsStillBeingTyped(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	s.Type(name, "一")
	w.pause()
	s.Type(name, "二")
	if at := s.Undo(); at != name || s.Value(name) != "一" || w.stored(name) != "一" {
		t.Errorf("stands on %q, shown %q, stored %q", at, s.Value(name), w.stored(name))
	}
	s.Redo()
	if w.stored(name) != "二" {
		t.Errorf("redo gives %q", w.stored(name))
	}
	// The same while the save is under way.
	w.host.Hold = true
	s.Type(name, "三")
	if at := s.Undo(); at != name {
		t.Errorf("stands on %q", at)
	}
	for w.host.Waiting() > 0 {
		w.host.Release()
	}
	if w.stored(name) != "二" {
		t.Errorf("stored %q", w.stored(name))
	}
}

// TestAFailedUndoCanBeTriedAgain: neither stack loses an entry.
func TestAFailedUndoCanBeTriedAgain(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	for _, words := range []string{"一", "二"} {
		s.Type(name, words)
		w.pause()
	}
	w.disk.full = true
	s.Undo()
	is(t, s, steps.Failed)
	w.disk.full = false
	s.Retry() // saves 一, what the undo wanted
	if w.stored(name) != "一" {
		t.Fatalf("stored %q", w.stored(name))
	}
	s.Undo()
	if w.stored(name) != "二" {
		t.Errorf("the retried undo is a change like any other: stored %q", w.stored(name))
	}
	for _, want := range []string{"一", ""} {
		if s.Undo(); w.stored(name) != want {
			t.Errorf("further back: stored %q, want %q", w.stored(name), want)
		}
	}
	s.Undo()
	if w.stored(name) != "" {
		t.Errorf("an entry is lost: stored %q", w.stored(name))
	}
}

func TestAUseCaseComesAfterTheText(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	var order []string
	s.Type(name, "样本")
	s.Do(func(ctx context.Context) (desk.View, error) {
		order = append(order, w.stored(name))
		return w.desk.AddNote(ctx, w.id, "记一笔")
	}, nil)
	if !slices.Equal(order, []string{"样本"}) {
		t.Errorf("the use case saw %q", order)
	}
	is(t, s, steps.Saved)
	// One that fails is told and leaves the text alone.
	s.Type(name, "样本二")
	s.Do(func(context.Context) (desk.View, error) { return desk.View{}, errors.New("boom") }, nil)
	if len(w.host.Alerts) != 1 || w.stored(name) != "样本二" || s.Value(name) != "样本二" {
		t.Errorf("alerts %v, stored %q", w.host.Alerts, w.stored(name))
	}
	is(t, s, steps.Saved)
}

func TestClosingSavesWhatWaits(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	s.Type(name, "样本")
	s.Close()
	if w.stored(name) != "样本" {
		t.Errorf("stored %q", w.stored(name))
	}
}

// TestClosingWithASaveUnderWay: the text behind it and the use cases behind
// that are not lost.
func TestClosingWithASaveUnderWay(t *testing.T) {
	w := newWorld(t)
	s := w.session()
	w.host.Hold = true
	s.Type(name, "第一")
	w.pause()
	s.Do(func(ctx context.Context) (desk.View, error) { return w.desk.AddNote(ctx, w.id, "记一笔") }, nil)
	s.Type(name, "第二")
	s.Close()
	told := 0
	s.OnChange(func() { told++ })
	for w.host.Waiting() > 0 {
		w.host.Release()
	}
	if w.stored(name) != "第二" {
		t.Errorf("stored %q", w.stored(name))
	}
	v, err := w.desk.Open(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	notes := 0
	for _, e := range v.Filing.Log {
		if e.Note == "记一笔" {
			notes++
		}
	}
	if notes != 1 {
		t.Errorf("the note was written %d times", notes)
	}
	if told != 0 {
		t.Error("a closed page is still told")
	}
}

// TestWhatCouldNotBeSavedComesBack when the filing is opened again.
func TestWhatCouldNotBeSavedComesBack(t *testing.T) {
	t.Run("after a failed save", func(t *testing.T) {
		w := newWorld(t)
		s := w.session()
		w.disk.full = true
		s.Type(name, "样本")
		w.pause()
		s.Close()
		w.disk.full = false
		w.comesBack("样本")
	})
	t.Run("when the last save fails after closing", func(t *testing.T) {
		w := newWorld(t)
		s := w.session()
		w.host.Hold = true
		s.Type(name, "旧")
		s.Type(note, "旁注")
		w.pause()
		s.Type(name, "新")
		s.Close()
		w.disk.full = true
		w.host.Release()
		if w.disk.full = false; len(w.host.Alerts) != 1 {
			t.Errorf("alerts %v", w.host.Alerts)
		}
		w.host.Alerts = nil
		w.comesBack("新")
		if w.stored(note) != "旁注" {
			t.Errorf("the text of the save itself is lost: %q", w.stored(note))
		}
	})
	t.Run("after a conflict", func(t *testing.T) {
		w := newWorld(t)
		s := w.session()
		w.elsewhere(note, "别处")
		s.Type(name, "这里")
		w.pause()
		is(t, s, steps.Conflict)
		s.Close()
		if w.stored(name) != "" {
			t.Fatal("closing decided the conflict")
		}
		w.comesBack("这里")
	})
}

// comesBack opens the filing again and looks for the text, which is then saved.
func (w *world) comesBack(want string) {
	w.t.Helper()
	s := w.session()
	if s.Value(name) != want {
		w.t.Errorf("opened again it shows %q, want %q", s.Value(name), want)
	}
	w.pause()
	is(w.t, s, steps.Saved)
	if w.stored(name) != want {
		w.t.Errorf("stored %q, want %q", w.stored(name), want)
	}
	if again := w.session(); again.Value(name) != want || len(w.host.Alerts) != 0 {
		w.t.Errorf("a third time: %q, alerts %v", again.Value(name), w.host.Alerts)
	}
}
