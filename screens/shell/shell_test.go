package shell_test

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// probe is a page that records what the shell does with it.
type probe struct {
	host     screens.Host
	route    screens.Route
	closed   int
	saved    int
	reloads  int
	dropped  []string
	pasted   string
	undone   int
	searched int
	unsaved  string
	content  *fyne.Container
}

func (p *probe) Content() fyne.CanvasObject { return p.content }
func (p *probe) Close()                     { p.closed++ }
func (p *probe) Save()                      { p.saved++ }
func (p *probe) Reload()                    { p.reloads++ }
func (p *probe) Dropped(f []string)         { p.dropped = f }
func (p *probe) Pasted(w string)            { p.pasted = w }
func (p *probe) Undo()                      { p.undone++ }
func (p *probe) FocusSearch()               { p.searched++ }
func (p *probe) Unsaved() string            { return p.unsaved }
func (p *probe) Title() string              { return p.route.Filing }

type world struct {
	t      *testing.T
	desk   *desk.Desk
	shell  *shell.Shell
	probes []*probe
}

func deps(t *testing.T) (shell.Deps, *world) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, desk: desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})}
	make := func(h screens.Host, r screens.Route) screens.Screen {
		p := &probe{host: h, route: r, content: container.NewStack()}
		w.probes = append(w.probes, p)
		return p
	}
	return shell.Deps{App: fyne.CurrentApp(), Desk: w.desk, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "0.2.0",
		Queue: &shell.Queue{}, Now: func() time.Time { return hosttest.Start },
		Pages: map[screens.Page]func(screens.Host, screens.Route) screens.Screen{screens.PageFiling: make, screens.PageChecks: make, screens.PageHelp: make}}, w
}

func (w *world) start(d shell.Deps) *shell.Shell {
	w.shell = shell.New(d)
	w.t.Cleanup(func() {
		if slices.Contains(fyne.CurrentApp().Driver().AllWindows(), w.shell.Window()) {
			w.shell.Window().Close()
		}
	})
	w.settle()
	return w.shell
}

func (w *world) settle() {
	w.t.Helper()
	if !w.shell.WaitIdle(5 * time.Second) {
		w.t.Fatal("the window never comes to rest")
	}
	drawing.Settle(w.shell.Content(), fyne.NewSize(1280, 800))
}

func (w *world) last() *probe { return w.probes[len(w.probes)-1] }

func begin(t *testing.T) *world {
	d, w := deps(t)
	w.start(d)
	return w
}

func filingRoute(id string) screens.Route {
	return screens.Route{Page: screens.PageFiling, Filing: id, Step: 1}
}

func TestPagesStackAndComeBack(t *testing.T) {
	w := begin(t)
	w.shell.Open(filingRoute("a"))
	filing := w.last()
	w.shell.Open(screens.Route{Page: screens.PageChecks, Filing: "a"})
	checks := w.last()
	if filing.saved != 1 || filing.closed != 0 {
		t.Errorf("the page below was saved %d times, closed %d times", filing.saved, filing.closed)
	}
	if !hosttest.Shows(w.shell.Content(), "") && hosttest.Button(w.shell.Content(), text.BackTo("filing")) == nil {
		t.Error("no way back")
	}
	hosttest.Press(t, w.shell.Content(), text.BackTo("filing"))
	if checks.closed != 1 || filing.closed != 0 {
		t.Errorf("after going back: checks closed %d, filing %d", checks.closed, filing.closed)
	}
	w.shell.Open(screens.Route{Page: screens.PageAgenda})
	if filing.closed != 1 || filing.saved < 2 {
		t.Errorf("a place of the rail leaves the filing open: closed %d, saved %d", filing.closed, filing.saved)
	}
	w.settle()
	if !hosttest.Shows(w.shell.Content(), text.AgendaEmptyTitle) {
		t.Error("the agenda is not shown")
	}
}

func TestTheSameFilingIsNotOpenedTwice(t *testing.T) {
	w := begin(t)
	w.shell.Open(filingRoute("a"))
	w.shell.Open(screens.Route{Page: screens.PageChecks, Filing: "a"})
	w.shell.Open(screens.Route{Page: screens.PageFiling, Filing: "a", Step: 3})
	open := 0
	for _, p := range w.probes {
		if p.closed == 0 {
			open++
		}
	}
	if open != 1 || w.last().route.Step != 3 {
		t.Errorf("%d pages open, on top %+v", open, w.last().route)
	}
}

func TestAChangeReloadsWhatIsSeenAndTheRestLater(t *testing.T) {
	w := begin(t)
	w.shell.Open(filingRoute("a"))
	filing := w.last()
	w.shell.Open(screens.Route{Page: screens.PageChecks, Filing: "a"})
	checks := w.last()
	if _, err := w.desk.Add(context.Background(), "yangben.cn", false); err != nil {
		t.Fatal(err)
	}
	w.settle()
	if checks.reloads == 0 || filing.reloads != 0 {
		t.Errorf("seen page reloaded %d times, hidden one %d times", checks.reloads, filing.reloads)
	}
	hosttest.Press(t, w.shell.Content(), text.BackTo("filing"))
	if filing.reloads != 1 {
		t.Errorf("the page below reloaded %d times on coming back", filing.reloads)
	}
	w.shell.Open(screens.Route{Page: screens.PageHome})
	w.settle()
	if !hosttest.Shows(w.shell.Content(), "yangben.cn") {
		t.Error("the new domain is not in the list")
	}
}

func TestFilesKeysAndUndoGoToThePageOnTop(t *testing.T) {
	w := begin(t)
	w.shell.Open(filingRoute("a"))
	p := w.last()
	shell.Drop(w.shell, []string{"图 片#1%.jpg"})
	shell.Paste(w.shell, "粘贴")
	w.shell.Undo()
	w.shell.Find()
	if !slices.Equal(p.dropped, []string{"图 片#1%.jpg"}) || p.pasted != "粘贴" || p.undone != 1 || p.searched != 1 {
		t.Errorf("got %+v", p)
	}
	w.shell.Add()
	w.settle()
	if hosttest.Field(t, w.shell.Content(), "domain.name") == nil {
		t.Error("Ctrl+N opens no line for a domain")
	}
}

func TestTheCrashReportIsOfferedAndCanBeIgnored(t *testing.T) {
	d, w := deps(t)
	d.CrashReport = filepath.Join(t.TempDir(), "crash.txt")
	d.Mended = []string{"一张图片没有归属，已归档"}
	w.start(d)
	if !hosttest.Shows(w.shell.Content(), text.CrashOffer) || !hosttest.Shows(w.shell.Content(), text.MendedOffer(1)) {
		t.Fatal("not offered")
	}
	hosttest.Press(t, w.shell.Content(), text.CrashIgnore)
	if hosttest.Shows(w.shell.Content(), text.CrashOffer) {
		t.Error("ignoring does not take the offer away")
	}
	if !hosttest.Shows(w.shell.Content(), text.MendedOffer(1)) {
		t.Error("the other notice went with it")
	}
}

// TestATableThatIsNotUsedIsSaid in its own words, with the way to its folder, or
// to the page of the tables.
func TestATableThatIsNotUsedIsSaid(t *testing.T) {
	d, w := deps(t)
	d.Refused = []error{app.Fail("limits.damaged", "照片标准有问题，没有采用。"), app.Fail("table.damaged", "资料表有问题，没有采用。")}
	w.start(d)
	if !hosttest.Shows(w.shell.Content(), "照片标准有问题，没有采用。") || !hosttest.Shows(w.shell.Content(), "资料表有问题，没有采用。") || hosttest.Button(w.shell.Content(), text.OpenFolder) == nil ||
		hosttest.Button(w.shell.Content(), text.RuleTablesOpen) == nil {
		t.Fatal("not said")
	}
	hosttest.Press(t, w.shell.Content(), text.GotIt)
	if hosttest.Shows(w.shell.Content(), "照片标准有问题，没有采用。") || !hosttest.Shows(w.shell.Content(), "资料表有问题，没有采用。") {
		t.Error("one button takes away another notice than its own")
	}
}

func TestALookChosenInTheSettingsIsTakenAtOnce(t *testing.T) {
	w := begin(t)
	t.Cleanup(func() { drawing.Use(false, 1) })
	if err := w.desk.SetPrefs(context.Background(), desk.Prefs{Theme: "dark", TextScale: 1.25}); err != nil {
		t.Fatal(err)
	}
	w.settle()
	if v, f := shell.Look(w.shell); v != "dark" || f != 1.25 {
		t.Errorf("the look is %s at %v", v, f)
	}
	w.shell.Open(screens.Route{Page: screens.PageSettings})
	w.settle()
	hosttest.Field(t, w.shell.Content(), "text_scale").Choose(text.Percent(1.1))
	w.settle()
	if _, f := shell.Look(w.shell); f != 1.1 {
		t.Errorf("the text is at %v", f)
	}
	w.shell.Open(screens.Route{Page: screens.PageHome})
	w.settle()
	if !hosttest.Shows(w.shell.Content(), text.HomeEmptyTitle) {
		t.Error("the list does not come back after a change of the look")
	}
}

func TestSafeModeKeepsTheDefaultLook(t *testing.T) {
	d, w := deps(t)
	t.Cleanup(func() { drawing.Use(false, 1) })
	if err := w.desk.SetPrefs(context.Background(), desk.Prefs{Theme: "dark", TextScale: 1.5}); err != nil {
		t.Fatal(err)
	}
	d.Safe = true
	w.start(d)
	if v, f := shell.Look(w.shell); v != "system" || f != 1 {
		t.Errorf("the look is %s at %v", v, f)
	}
}

// A save that is under way when the window is closed ends first.
func TestClosingWaitsForSaves(t *testing.T) {
	w := begin(t)
	w.shell.Open(filingRoute("a"))
	p := w.last()
	var mu sync.Mutex
	finished := false
	release := make(chan struct{})
	p.host.Go("save:a", func(context.Context) error {
		<-release
		mu.Lock()
		defer mu.Unlock()
		finished = true
		return nil
	}, nil)
	closed := false
	w.shell.Window().SetOnClosed(func() { mu.Lock(); defer mu.Unlock(); closed = finished })
	w.shell.Leave()
	shell.Pump(w.shell, 100*time.Millisecond)
	if p.closed != 0 {
		t.Fatal("closed during a save")
	}
	close(release)
	shell.Pump(w.shell, time.Second)
	mu.Lock()
	defer mu.Unlock()
	if !closed || p.closed != 1 || p.saved == 0 {
		t.Errorf("closed after the save: %v, page closed %d, saved %d", closed, p.closed, p.saved)
	}
}

func TestClosingAsksDuringAnExport(t *testing.T) {
	w := begin(t)
	w.shell.Open(filingRoute("a"))
	p := w.last()
	stopped := make(chan struct{})
	p.host.Go(shell.ExportKey+":a", func(ctx context.Context) error {
		<-ctx.Done()
		close(stopped)
		return ctx.Err()
	}, nil)
	w.shell.Leave()
	top := w.shell.Window().Canvas().Overlays().Top()
	if top == nil || !hosttest.Shows(top, text.CloseQuestion.Title) {
		t.Fatal("not asked")
	}
	hosttest.Press(t, top, text.CloseQuestion.No)
	if p.closed != 0 {
		t.Fatal("closed although the answer was no")
	}
	w.shell.Leave()
	hosttest.Press(t, w.shell.Window().Canvas().Overlays().Top(), text.CloseQuestion.Yes)
	shell.Pump(w.shell, time.Second)
	select {
	case <-stopped:
	default:
		t.Error("the export goes on")
	}
	if p.closed != 1 {
		t.Error("the page was not closed")
	}
}

func TestClosingAsksBeforeUnsavedTextIsLost(t *testing.T) {
	w := begin(t)
	w.shell.Open(filingRoute("a"))
	p := w.last()
	p.unsaved = "样本备案有一段文字没有保存。"
	w.shell.Leave()
	top := w.shell.Window().Canvas().Overlays().Top()
	if top == nil || !hosttest.Shows(top, p.unsaved) {
		t.Fatal("not asked")
	}
	hosttest.Press(t, top, text.UnsavedQuestion("").No)
	if p.closed != 0 {
		t.Error("closed although the answer was no")
	}
	w.shell.Open(screens.Route{Page: screens.PageChecks, Filing: "a"})
	if w.last().route.Page != screens.PageChecks {
		t.Error("the window is dead after the no")
	}
}

// The toast stays after its page has gone; its 撤销 must work then too.
func TestUndoOnAToastWorksAfterThePageHasClosed(t *testing.T) {
	w := begin(t)
	w.shell.Open(filingRoute("a"))
	p := w.last()
	undone := false
	p.host.Toast("样本", func() {
		p.host.Go("undo", func(context.Context) error { undone = true; return nil }, nil)
	})
	if hosttest.Shows(w.shell.Content(), text.About("a", "样本")) {
		t.Error("on its own page the toast names the filing")
	}
	w.shell.Open(filingRoute("b"))
	w.shell.Open(screens.Route{Page: screens.PageHome})
	if !hosttest.Shows(w.shell.Content(), text.About("a", "样本")) {
		t.Errorf("elsewhere the toast does not say what it is about: %q", hosttest.Words(w.shell.Content()))
	}
	hosttest.Press(t, w.shell.Content(), text.Undo)
	w.settle()
	if !undone {
		t.Error("nothing was undone")
	}
	p.host.Go("late", func(context.Context) error { t.Error("a closed page still works"); return nil }, nil)
	w.settle()
}

func TestF1ShowsTheKeysWhereverTheFocusIs(t *testing.T) {
	w := begin(t)
	w.shell.Add()
	w.settle()
	for name, f := range map[string]fyne.Focusable{
		"field":  hosttest.Field(t, w.shell.Content(), "domain.name").Focusable(),
		"button": hosttest.Button(w.shell.Content(), text.OpenTrash),
	} {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
		top := w.shell.Window().Canvas().Overlays().Top()
		if top == nil || !hosttest.Shows(top, text.ShortcutsTitle) {
			t.Fatalf("F1 in a %s shows nothing", name)
		}
		hosttest.Press(t, top, text.OK)
		if w.shell.Window().Canvas().Overlays().Top() != nil {
			t.Fatal("the list does not go away")
		}
	}
}

func TestEveryShortcutIsListedOnce(t *testing.T) {
	w := begin(t)
	seen := map[string]bool{}
	for _, k := range shell.KeyList(w.shell) {
		if k[0] == "" || k[1] == "" || seen[k[0]] {
			t.Errorf("line %q", k)
		}
		seen[k[0]] = true
	}
	for _, want := range []string{"F1", "Tab"} {
		if !seen[want] {
			t.Errorf("%s is missing from %v", want, seen)
		}
	}
	n := 0
	for k := range seen {
		for _, letter := range []string{" N", " F", " S", " Z", " V"} {
			if strings.HasSuffix(k, letter) {
				n++
			}
		}
	}
	if n != 6 { // Z twice: undo and redo
		t.Errorf("%d of the six lettered shortcuts: %v", n, seen)
	}
}

func TestAPageThatIsNotThereSaysSo(t *testing.T) {
	w := begin(t)
	w.shell.Open(screens.Route{Page: screens.PageHistory, Filing: "a"})
	w.settle()
	if !hosttest.Shows(w.shell.Content(), text.PageMissing) {
		t.Error("an empty window")
	}
}

// TestTheWindowComesBackInItsSize: what is written when it closes is what the
// next one reads. A damaged value is the first size.
func TestTheWindowComesBackInItsSize(t *testing.T) {
	t.Cleanup(func() { fyne.CurrentApp().Preferences().RemoveValue("window.size") })
	w := begin(t)
	first := w.shell.Window().Canvas().Size()
	w.shell.Window().Resize(fyne.NewSize(1111, 777))
	w.shell.Leave()
	shell.Pump(w.shell, 100*time.Millisecond)
	if got := begin(t).shell.Window().Canvas().Size(); got != fyne.NewSize(1111, 777) {
		t.Errorf("the next window is %v", got)
	}
	for _, damaged := range []string{"", "x", "1x1", "NaNxNaN", "1e9x800"} {
		fyne.CurrentApp().Preferences().SetString("window.size", damaged)
		if got := begin(t).shell.Window().Canvas().Size(); got != first {
			t.Errorf("%q makes a window of %v", damaged, got)
		}
	}
}
