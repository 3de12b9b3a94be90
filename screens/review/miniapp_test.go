package review_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/miniapp"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/review"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// appletCard opens the card of mini-programs, the last on the page.
func appletCard(t *testing.T, p *review.Export) {
	t.Helper()
	var last *part.Button
	for _, b := range hosttest.All[*part.Button](lay(p)) {
		if b.Label() == text.OpenIt {
			last = b
		}
	}
	if last == nil {
		t.Fatal("the card cannot be opened")
	}
	last.Tapped(nil)
	lay(p)
}

func TestTheMiniProgramsDataAreWrittenAfterAQuestion(t *testing.T) {
	w := newWorld(t, nil) // without pictures: it would be refused
	w.host.SavePath = filepath.Join(t.TempDir(), "a.json")
	p := review.NewExport(w.host, w.desk, w.route())
	if hosttest.Shows(lay(p), text.MiniappComment) || !hosttest.Shows(p.Content(), text.MiniappTitle) {
		t.Fatal("the card does not stand there folded")
	}
	appletCard(t, p)
	hosttest.Press(t, p.Content(), text.MiniappExport)
	if len(w.host.Questions) != 0 || !hosttest.Shows(lay(p), text.MiniappFound(miniapp.WeChat, 9, 1)) {
		t.Fatalf("asked before the problems can be read: %+v, %q", w.host.Questions, hosttest.Words(p.Content()))
	}
	hosttest.Press(t, p.Content(), text.MiniappAnyway) // and no
	if n := len(w.host.Questions); n != 1 || !strings.Contains(w.host.Questions[0].Body, text.MiniappPersonal) || !strings.Contains(w.host.Questions[0].Body, text.MiniappBlocked) {
		t.Fatalf("asked %+v", w.host.Questions)
	}
	if _, err := os.Stat(w.host.SavePath); err == nil {
		t.Fatal("written without a yes")
	}
	w.host.Yes = true
	hosttest.Press(t, lay(p), text.MiniappAnyway)
	if _, err := os.Stat(w.host.SavePath); err != nil {
		t.Fatal(err)
	}
	if last := w.host.Toasts[len(w.host.Toasts)-1]; last.Sentence != text.MiniappSaved {
		t.Errorf("said %+v", last)
	}
	log, err := w.desk.Log(t.Context(), 0, 1)
	if err != nil || log[0].Action != desk.DidPaper {
		t.Errorf("%+v, %v", log, err)
	}
	if words := text.LogWhatTouched(log[0], func(string) string { return "" }); words != "微信小程序备案数据" {
		t.Errorf("the log says %q", words)
	}
	// What is missing in the filing leads there; what was asked here, to its
	// field in the card.
	jumps := 0
	for _, b := range hosttest.All[*part.Button](lay(p)) {
		if b.Label() == text.Jump {
			jumps++
			b.Tapped(nil)
		}
	}
	if jumps == 0 || w.host.Routes[0].Page != screens.PageFiling || w.host.Routes[0].Step != int(filing.StepMaterial) {
		t.Errorf("%d ways, %+v", jumps, w.host.Routes)
	}
	w.host.NoAlerts()
}

// Each platform is asked only for what it takes, and what was found for the
// other one does not stay.
func TestTheMiniProgramsCardFollowsThePlatform(t *testing.T) {
	w := newWorld(t, nil)
	p := review.NewExport(w.host, w.desk, w.route())
	lay(p)
	appletCard(t, p)
	hosttest.Press(t, p.Content(), text.MiniappExport)
	if !hosttest.Shows(lay(p), text.MiniappID) || !hosttest.Shows(p.Content(), text.MiniappFaceHint(miniapp.WeChat)) || !hosttest.Shows(p.Content(), text.MiniappAnyway) {
		t.Fatalf("WeChat: %q", hosttest.Words(p.Content()))
	}
	f := fieldOf(t, p, "extra.platform")
	f.Choose(string(miniapp.Douyin))
	if hosttest.Shows(lay(p), text.MiniappID) || !hosttest.Shows(p.Content(), text.MiniappFaceHint(miniapp.Douyin)) || hosttest.Shows(p.Content(), text.MiniappAnyway) {
		t.Errorf("Douyin: %q", hosttest.Words(p.Content()))
	}
	hosttest.Press(t, p.Content(), text.FoldIt)
	if hosttest.Shows(lay(p), text.MiniappComment) {
		t.Error("the card does not fold")
	}
}

func TestAReaderWritesNoMiniProgramsData(t *testing.T) {
	w := newWorld(t, nil)
	w.host.Yes, w.host.SavePath = true, filepath.Join(t.TempDir(), "a.json")
	w.desk.Act(desk.Operator{Name: "王查看", Role: desk.Onlook})
	p := review.NewExport(w.host, w.desk, w.route())
	appletCard(t, p)
	hosttest.Press(t, p.Content(), text.MiniappExport)
	if len(w.host.Alerts) != 1 || app.CodeOf(w.host.Alerts[0]) != desk.CodeDenied || len(w.host.Questions) != 0 {
		t.Errorf("%v, %v", w.host.Alerts, w.host.Questions)
	}
}

// What was typed comes back after locking, and only then.
func TestTheMiniProgramsWordsOutliveLocking(t *testing.T) {
	w := newWorld(t, nil)
	p := review.NewExport(w.host, w.desk, w.route())
	if d := p.Draft(); d != "" {
		t.Errorf("an untouched page has the draft %q", d)
	}
	appletCard(t, p)
	hosttest.Field(t, p.Content(), "extra.comment").ForceValue("介绍产品")
	draft := p.Draft()
	p.Close()
	q := review.NewExport(w.host, w.desk, w.route())
	lay(q)
	q.PutDraft(draft)
	lay(q)
	if got := hosttest.Field(t, q.Content(), "extra.comment").Value(); got != "介绍产品" {
		t.Errorf("came back as %q", got)
	}
	if r := review.NewExport(w.host, w.desk, w.route()); r.Draft() != "" {
		t.Error("it is kept without locking")
	}
}

// TestTheAnswerComesIntoSight below the button that asked for it.
func TestTheAnswerComesIntoSight(t *testing.T) {
	w := newWorld(t, nil)
	p := review.NewExport(w.host, w.desk, w.route())
	win := test.NewTempWindow(t, p.Content())
	win.Resize(fyne.NewSize(1000, 700))
	appletCard(t, p)
	win.Resize(fyne.NewSize(1000, 700))
	w.host.Pauses = true
	scroll := hosttest.All[*part.Scroller](p.Content())[0]
	before := scroll.At()
	hosttest.Press(t, p.Content(), text.MiniappExport)
	w.host.Advance(time.Second)
	if scroll.At() <= before {
		t.Errorf("the page stays at %v, and the answer is below its edge", before)
	}
}
