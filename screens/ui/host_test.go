package ui_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/screens"
	"beiandesk/screens/text"
	"beiandesk/screens/ui"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// desk is a host whose UI goroutine is the test: results queue up until wait.
type desk struct {
	*ui.Host
	t      *testing.T
	queue  chan func()
	logged []error
	opened []string
	win    fyne.Window
}

func newDesk(t *testing.T) *desk { return newDeskWith(t, ui.Options{}) }

// newDeskWith is newDesk with what o sets besides.
func newDeskWith(t *testing.T, o ui.Options) *desk {
	test.NewTempApp(t)
	d := &desk{t: t, queue: make(chan func(), 1000), win: test.NewTempWindow(t, widget.NewLabel(""))}
	d.win.Resize(fyne.NewSize(1000, 700))
	o.Window = d.win
	o.Navigate = func(screens.Route) {}
	o.Log = func(err error) { d.logged = append(d.logged, err) }
	o.Do = func(f func()) { d.queue <- f }
	o.Open = func(u string) error { d.opened = append(d.opened, u); return nil }
	d.Host = ui.New(o)
	return d
}

// wait runs n functions meant for the UI goroutine.
func (d *desk) wait(n int) {
	d.t.Helper()
	for range n {
		select {
		case f := <-d.queue:
			f()
		case <-time.After(5 * time.Second):
			d.t.Fatal("nothing came back within 5 s")
		}
	}
}

func TestALaterJobCancelsTheEarlierAndDropsItsResult(t *testing.T) {
	d := newDesk(t)
	var got []string
	cancelled := make(chan struct{})
	d.Go("search", func(ctx context.Context) error { <-ctx.Done(); close(cancelled); return ctx.Err() },
		func(error) { got = append(got, "old") })
	d.Go("search", func(context.Context) error { <-cancelled; return nil },
		func(error) { got = append(got, "new") })
	d.wait(2)
	if strings.Join(got, " ") != "new" {
		t.Errorf("results %v, want only the new one", got)
	}
	if d.Busy() {
		t.Error("still busy")
	}
}

func TestAClosedPageHearsNothing(t *testing.T) {
	d := newDesk(t)
	page := d.NewScope()
	heard := 0
	release := make(chan struct{})
	page.Go("load", func(context.Context) error { <-release; return nil }, func(error) { heard++ })
	page.After(time.Millisecond, func() { heard++ })
	page.Close()
	close(release)
	d.wait(1)
	page.Go("again", func(context.Context) error { return nil }, func(error) { heard++ })
	if heard != 0 {
		t.Errorf("%d callbacks after Close", heard)
	}
}

func TestAPanicInWorkBecomesASentence(t *testing.T) {
	d := newDesk(t)
	var got error
	d.Go("x", func(context.Context) error { none := []error{}; return none[len(t.Name())] }, func(err error) { got = err })
	d.wait(1)
	if app.CodeOf(got) != app.CodeInternal || app.MessageOf(got) != text.PanicSentence {
		t.Errorf("got %v", got)
	}
}

func TestProgressComesAtMostTenTimesASecond(t *testing.T) {
	d := newDesk(t)
	var seen []int
	d.Go("export", func(ctx context.Context) error {
		for i := range 1001 {
			d.Progress(ctx, i, 1000, func(done, _ int) { seen = append(seen, done) })
		}
		return nil
	}, func(error) { seen = append(seen, -1) })
	for len(seen) == 0 || seen[len(seen)-1] != -1 {
		d.wait(1)
	}
	if len(seen) > 20 {
		t.Errorf("%d reports of 1001", len(seen))
	}
	if seen[0] != 0 || seen[len(seen)-2] != 1000 {
		t.Errorf("first and last report must pass: %v", seen)
	}
}

func TestTickEndsWithCancel(t *testing.T) {
	d := newDesk(t)
	n := 0
	stop := d.Tick(time.Millisecond, func(time.Time) { n++ })
	d.wait(2)
	stop()
	for len(d.queue) > 0 {
		d.wait(1)
	}
	if n < 1 || n > 2 {
		t.Errorf("%d ticks counted, want those before the stop only", n)
	}
}

func TestAlertLogsTheCauseAndShowsTheSentence(t *testing.T) {
	d := newDesk(t)
	cause := errors.New("disk full")
	d.Alert(app.Wrap(cause, "store.full", "磁盘满了。请清理后再试。"))
	if !d.DialogOpen() {
		t.Fatal("no dialog")
	}
	if len(d.logged) != 1 || !errors.Is(d.logged[0], cause) {
		t.Errorf("logged %v", d.logged)
	}
	press(t, d.win, text.OK)
	if d.DialogOpen() {
		t.Error("dialog stays")
	}
}

func TestWhatTheUserStoppedIsNoAlert(t *testing.T) {
	d := newDesk(t)
	d.Alert(app.Fail(app.CodeCanceled, "已停止"))
	if d.DialogOpen() || len(d.logged) != 0 {
		t.Error("a cancelled job alerted")
	}
}

func TestConfirmAlwaysAnswers(t *testing.T) {
	for word, want := range map[string]bool{"永久删除": true, text.Cancel: false} {
		d := newDesk(t)
		var got []bool
		d.Confirm(text.Question{Title: "删除这份备案", Body: "无法找回。", Yes: "永久删除", Danger: true}, func(yes bool) { got = append(got, yes) })
		press(t, d.win, word)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s answered %v", word, got)
		}
	}
}

// Enter on an open question takes the harmless button, where the focus is.
func TestConfirmStandsOnTheHarmlessButton(t *testing.T) {
	d := newDesk(t)
	var got []bool
	d.Confirm(text.Question{Title: "删除", Body: "无法找回。", Danger: true}, func(yes bool) { got = append(got, yes) })
	d.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(got) != 1 || got[0] {
		t.Errorf("answered %v", got)
	}
}

func TestToastUndoWorksOnceAndHides(t *testing.T) {
	d := newDesk(t)
	d.win.SetContent(d.Layer(widget.NewLabel("")))
	undone := 0
	d.Toast("已移到回收站", func() { undone++ })
	press(t, d.win, text.Undo)
	if undone != 1 {
		t.Errorf("undone %d times", undone)
	}
	if find(d.win.Canvas().Content(), text.Undo) != nil {
		t.Error("the toast stays after 撤销")
	}
}

func TestOpenExternal(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(t.TempDir(), "样本 a#b 100%.pdf")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"https://beian.miit.gov.cn/", path} {
		if err := d.OpenExternal(what); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := d.OpenExternal(path + ".gone"); app.CodeOf(err) != "open.missing" {
		t.Errorf("a missing file gives %v", err)
	}
	if len(d.opened) != 2 {
		t.Errorf("opened %v", d.opened)
	}
}

func TestCleanName(t *testing.T) {
	for typed, want := range map[string]string{
		"样本科技":           "样本科技.zip",
		"样本.ZIP":         "样本.ZIP",
		"../../etc/a":    "-..-etc-a.zip",
		`a:b*c?"<>|.zip`: "a-b-c-----.zip",
		"   ":            "备案资料.zip",
		"zip":            "备案资料.zip",
	} {
		if got := ui.CleanName(typed, "备案资料.zip"); got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
}
