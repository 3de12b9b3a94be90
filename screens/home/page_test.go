package home_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/home"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// world is a desk over a store in memory, a host that answers at once, and the
// page on a canvas.
type world struct {
	t    *testing.T
	host *hosttest.Host
	desk *desk.Desk
	page *home.Page
}

func newDesk(t *testing.T) *desk.Desk {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})
}

func begin(t *testing.T, domains ...string) *world {
	w := &world{t: t, host: hosttest.New(t), desk: newDesk(t)}
	for _, d := range domains {
		if _, err := w.desk.Add(context.Background(), d, true); err != nil {
			t.Fatal(err)
		}
	}
	w.open(w.desk, home.Sources{})
	return w
}

func (w *world) open(d home.Desk, from home.Sources) {
	w.page = home.New(w.host, d, from, screens.Route{Page: screens.PageHome})
	w.lay()
}

func (w *world) lay() {
	drawing.Canvas(w.page.Content(), fyne.NewSize(1208, 800))
}

func (w *world) rows() []desk.Row {
	w.t.Helper()
	rows, err := w.desk.Rows(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return rows
}

func (w *world) shows(words string) bool { w.lay(); return hosttest.Shows(w.page.Content(), words) }

func (w *world) press(word string) { w.lay(); hosttest.Press(w.t, w.page.Content(), word) }

func (w *world) typeDomain(name string) *part.Field {
	w.page.ShowAdd()
	w.lay()
	f := hosttest.Field(w.t, w.page.Content(), "domain.name")
	f.Type(name)
	return f
}

func TestAnAddedDomainAppears(t *testing.T) {
	w := begin(t)
	if !w.shows(text.HomeEmptyTitle) {
		t.Error("an empty list does not invite to begin")
	}
	w.typeDomain("ＹＡＮＧＢＥＮ.cn")
	w.press(text.AddDomainButton)
	w.host.NoAlerts()
	if rows := w.rows(); len(rows) != 1 || rows[0].Domain != "yangben.cn" {
		t.Fatalf("rows %+v", rows)
	}
	if !w.shows("yangben.cn") {
		t.Error("the new domain is not in the list")
	}
	if len(w.host.Routes) != 1 || w.host.Routes[0].Page != screens.PageFiling || w.host.Routes[0].Filing != w.rows()[0].ID {
		t.Errorf("led to %+v", w.host.Routes)
	}
}

// An input method on macOS passes Enter on while a person composes.
func TestEnterDoesNotSubmitADomain(t *testing.T) {
	w := begin(t)
	f := w.typeDomain("yangben.cn")
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape} {
		f.Focusable().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if n := len(w.rows()); n != 0 {
		t.Errorf("%d filings after Enter", n)
	}
	if f.Value() != "yangben.cn" {
		t.Errorf("the field holds %q after Esc", f.Value())
	}
}

func TestABadDomainIsExplainedUnderTheField(t *testing.T) {
	w := begin(t)
	f := w.typeDomain("不是 域名")
	w.press(text.AddDomainButton)
	if f.Error() == "" || len(w.rows()) != 0 || len(w.host.Alerts) != 0 {
		t.Errorf("error %q, %d rows, alerts %v", f.Error(), len(w.rows()), w.host.Alerts)
	}
	f.Type("yangben.cn")
	if f.Error() != "" {
		t.Errorf("%q still stands after a new keystroke", f.Error())
	}
}

func TestADomainInTheListCanBeOpenedOrTakenAgain(t *testing.T) {
	w := begin(t, "yangben.cn")
	w.typeDomain("yangben.cn")
	w.press(text.AddDomainButton)
	if len(w.rows()) != 1 {
		t.Fatal("added without asking")
	}
	w.press(text.OpenExisting)
	if r := w.host.Routes; len(r) != 1 || r[0].Filing != w.rows()[0].ID {
		t.Errorf("opens %+v", r)
	}
	w.typeDomain("yangben.cn")
	w.press(text.AddDomainButton)
	w.press(text.AddAnyway)
	if len(w.rows()) != 2 {
		t.Errorf("%d rows, want two", len(w.rows()))
	}
}

func TestTrashCanBeUndoneFromTheToastAndByCtrlZ(t *testing.T) {
	w := begin(t, "yangben.cn")
	home.Trash(w.page, w.rows()[0])
	if len(w.rows()) != 0 || w.shows("yangben.cn") {
		t.Fatal("still in the list")
	}
	w.host.Toasts[len(w.host.Toasts)-1].Undo()
	if len(w.rows()) != 1 || !w.shows("yangben.cn") {
		t.Fatal("the toast does not bring it back")
	}
	home.Trash(w.page, w.rows()[0])
	w.page.Undo()
	if len(w.rows()) != 1 {
		t.Error("Ctrl+Z does not bring it back")
	}
	w.page.Undo() // nothing left to undo
	w.host.NoAlerts()
}

func TestACopyTakesOrganiserAndPeople(t *testing.T) {
	w := begin(t, "yangben.cn")
	r := w.rows()[0]
	if _, err := w.desk.Edit(context.Background(), r.ID, -1, filing.Edit{Field: "organiser.name", Value: "样本科技"}); err != nil {
		t.Fatal(err)
	}
	w.page.ShowClone(r)
	w.lay()
	hosttest.Field(t, w.page.Content(), "domain.name").Type("yangben-2.cn")
	w.press(text.CloneButton)
	rows := w.rows()
	if len(rows) != 2 || rows[0].Organiser != "样本科技" && rows[1].Organiser != "样本科技" {
		t.Errorf("rows %+v", rows)
	}
	w.host.NoAlerts()
}

func (w *world) openNote() *part.Field {
	w.page.ShowNote(w.rows()[0])
	w.lay()
	return hosttest.Field(w.t, w.page.Content(), "note")
}

func (w *world) note() string { return w.rows()[0].Note }

func TestANoteIsSavedWithoutAButton(t *testing.T) {
	w := begin(t, "yangben.cn")
	f := w.openNote()
	f.Type("样本客户，续费前联系")
	if w.note() != "样本客户，续费前联系" {
		t.Errorf("note %q", w.note())
	}
	if !w.shows("续费前联系") {
		t.Error("the list does not show the note")
	}
	f.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.Value() == "" {
		t.Error("Esc emptied the note")
	}
}

// Another page changed something else: the note is saved on top of it.
func TestANoteSurvivesAChangeElsewhere(t *testing.T) {
	w := begin(t, "yangben.cn")
	f := w.openNote()
	if _, err := w.desk.Edit(context.Background(), w.rows()[0].ID, -1, filing.Edit{Field: "site.name", Value: "样本网"}); err != nil {
		t.Fatal(err)
	}
	f.Type("样本")
	if w.note() != "样本" {
		t.Errorf("note %q, field says %q", w.note(), f.Error())
	}
}

// Another window changed the note itself: both are shown, nothing is lost.
func TestANoteChangedElsewhereIsNotOverwrittenUnseen(t *testing.T) {
	w := begin(t, "yangben.cn")
	f := w.openNote()
	if _, err := w.desk.Edit(context.Background(), w.rows()[0].ID, -1, filing.Edit{Field: "note", Value: "别处写的"}); err != nil {
		t.Fatal(err)
	}
	f.Type("这里写的")
	if w.note() != "别处写的" || f.Value() != "这里写的" || !strings.Contains(f.Error(), "别处写的") {
		t.Fatalf("stored %q, typed %q, said %q", w.note(), f.Value(), f.Error())
	}
	f.Type("这里写的，合并")
	if w.note() != "这里写的，合并" {
		t.Errorf("typing on does not save: %q", w.note())
	}
}

func TestDroppedFilesComeInAndOthersAreExplained(t *testing.T) {
	w := &world{t: t, host: hosttest.New(t), desk: newDesk(t)}
	var got []string
	w.open(w.desk, home.Sources{Import: func(_ context.Context, path string) (string, error) {
		got = append(got, path)
		if strings.Contains(path, "坏") {
			return "", app.Fail("import.bad", "读不出来")
		}
		if strings.Contains(path, "提示") {
			return "with-warning", app.Fail("import.warnings", "有两处要核对")
		}
		return "new", nil
	}})
	w.page.Dropped([]string{"照片.jpg"})
	if len(got) != 0 || w.host.Toasts[0].Sentence != text.DropFilingOnly {
		t.Fatalf("imported %v, said %v", got, w.host.Toasts)
	}
	w.page.Dropped([]string{"a b#%.ZIP"})
	if len(got) != 1 || len(w.host.Routes) != 1 || w.host.Routes[0].Filing != "new" {
		t.Errorf("imported %v, led to %v", got, w.host.Routes)
	}
	w.page.Dropped([]string{"提示.json"})
	if len(w.host.Alerts) != 1 || w.host.Routes[1].Filing != "with-warning" {
		t.Errorf("a filing with a warning: alerts %v, routes %v", w.host.Alerts, w.host.Routes)
	}
	w.page.Dropped([]string{"坏.json", "后.json"})
	if len(got) != 3 || len(w.host.Alerts) != 2 {
		t.Errorf("after a failure: %v, alerts %v", got, w.host.Alerts)
	}
}

type broken struct {
	home.Desk
	err error
}

func (b *broken) Rows(ctx context.Context) ([]desk.Row, error) {
	if b.err != nil {
		return nil, b.err
	}
	return b.Desk.Rows(ctx)
}

func TestAListThatCannotBeReadCanBeTriedAgain(t *testing.T) {
	w := &world{t: t, host: hosttest.New(t), desk: newDesk(t)}
	if _, err := w.desk.Add(context.Background(), "yangben.cn", false); err != nil {
		t.Fatal(err)
	}
	b := &broken{w.desk, errors.New("disk")}
	w.open(b, home.Sources{})
	if !w.shows(text.ListFailed) {
		t.Fatal("the failure is not shown")
	}
	b.err = nil
	w.press(text.TryAgain)
	if !w.shows("yangben.cn") {
		t.Error("trying again does not show the list")
	}
}

func TestWhileReadingTheListSaysSo(t *testing.T) {
	w := &world{t: t, host: hosttest.New(t), desk: newDesk(t)}
	w.host.Hold = true
	w.open(w.desk, home.Sources{})
	if !w.shows(text.ListLoading) {
		t.Error("nothing is said while reading")
	}
	w.host.Release()
	if !w.shows(text.HomeEmptyTitle) {
		t.Error("the empty list is not shown after reading")
	}
}

func TestEverythingIsReachedWithTab(t *testing.T) {
	w := begin(t, "yangben.cn")
	w.page.ShowAdd()
	w.lay()
	stops := hosttest.TabStops(w.page.Content())
	labels := map[string]bool{}
	for _, s := range stops {
		if b, ok := s.(*part.Button); ok {
			labels[b.Label()] = true
		}
	}
	for _, want := range []string{text.OpenTrash, text.Close, text.ChipCount(text.ChipAll, 1), text.NextAction(string(desk.NextType)), text.More, text.ColDue} {
		if !labels[want] {
			t.Errorf("Tab does not reach %q; it reaches %v", want, labels)
		}
	}
	field := hosttest.Field(t, w.page.Content(), "domain.name").Focusable()
	if !slices.Contains(stops, field) {
		t.Error("Tab does not reach the domain field")
	}
}

func TestALeftPageLeavesNothingBehind(t *testing.T) {
	w := begin(t, "yangben.cn")
	w.host.Pauses = true
	f := w.openNote()
	f.Type("还没有停顿")
	w.page.Close()
	if w.note() != "还没有停顿" {
		t.Errorf("closing lost the note: %q", w.note())
	}
	if n := w.host.Ticking(); n != 0 {
		t.Errorf("%d ticks are left", n)
	}
}

func TestTheRowMenuHoldsWhatCanBeDone(t *testing.T) {
	w := begin(t, "yangben.cn")
	var labels []string
	for _, i := range home.MenuItems(w.page, w.rows()[0]) {
		if !i.IsSeparator {
			labels = append(labels, i.Label)
		}
	}
	want := []string{text.MenuOpen, text.MenuNote, text.MenuClone, text.MenuCopyName, text.MenuTrash}
	if !slices.Equal(labels, want) {
		t.Errorf("menu %v, want %v", labels, want)
	}
}

// refusing saves no note.
type refusing struct{ home.Desk }

func (refusing) Edit(context.Context, string, int64, ...filing.Edit) (desk.View, error) {
	return desk.View{}, errors.New("full")
}

// TestTheLineAtTheTopComesBackAfterUnlocking: a domain for a new filing or for
// a copy, and a note that the disk refused.
func TestTheLineAtTheTopComesBackAfterUnlocking(t *testing.T) {
	w := begin(t, "yangben.cn")
	again := func(draft string) {
		w.page.Close()
		w.open(w.desk, home.Sources{})
		w.page.PutDraft(draft)
		w.lay()
	}
	if got := w.page.Draft(); got != "" {
		t.Errorf("a draft of nothing: %q", got)
	}
	w.typeDomain("xin.cn")
	again(w.page.Draft())
	if got := hosttest.Field(t, w.page.Content(), "domain.name").Value(); got != "xin.cn" {
		t.Fatalf("came back as %q", got)
	}
	w.press(text.AddDomainButton)
	if n := len(w.rows()); n != 2 {
		t.Errorf("%d filings", n)
	}
	r := w.rows()[0]
	w.page.ShowClone(r)
	w.lay()
	hosttest.Field(t, w.page.Content(), "domain.name").Type("fuben.cn")
	again(w.page.Draft())
	w.press(text.CloneButton)
	if n := len(w.rows()); n != 3 {
		t.Errorf("%d filings", n)
	}
	w.open(refusing{w.desk}, home.Sources{})
	w.page.ShowNote(r)
	w.lay()
	hosttest.Field(t, w.page.Content(), "note").Type("周三再打电话")
	draft := w.page.Draft()
	w.host.Alerts = nil
	again(draft)
	if got := hosttest.Field(t, w.page.Content(), "note").Value(); got != "周三再打电话" {
		t.Errorf("the note came back as %q", got)
	}
	if !slices.ContainsFunc(w.rows(), func(x desk.Row) bool { return x.ID == r.ID && x.Note == "周三再打电话" }) {
		t.Error("the note is not saved after unlocking")
	}
	if got := w.page.Draft(); got != "" {
		t.Errorf("what is saved is a draft: %q", got)
	}
}
