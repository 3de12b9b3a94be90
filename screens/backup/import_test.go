package backup_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/bundle"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/parcel"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/backup"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// counter is a desk that shows offers of its own and remembers the choices.
type counter struct {
	*disk
	offers  []desk.Offered
	choices map[string]desk.Choice
	taken   desk.Taken
}

func (c *counter) LookHandover(context.Context, string, string) (desk.Handover, error) {
	return desk.Handover{Made: hosttest.Start, Offers: c.offers}, nil
}

func (c *counter) TakeHandover(_ context.Context, _, _ string, choices map[string]desk.Choice, progress func(done, total int)) (desk.Taken, error) {
	progress(1, 1)
	c.choices = choices
	return c.taken, nil
}

// office is a desk of its own with filings.
func office(t *testing.T, domains ...string) (*desk.Desk, []string) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})
	var ids []string
	for _, x := range domains {
		v, err := d.Add(t.Context(), x, false)
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, v.Filing.ID)
	}
	return d, ids
}

// bundleFor writes a hand-over file that to opens with its own key.
func bundleFor(t *testing.T, from, to *desk.Desk, ids ...string) string {
	t.Helper()
	key, err := to.HandoverKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "交 接#1.beian")
	if err := from.HandOver(t.Context(), path, bundle.Key{Recipients: []string{key}}, "1.0", ids, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, h *hosttest.Host, d backup.Desk, path string) *backup.Page {
	t.Helper()
	if err := drawing.Chinese(); err != nil {
		t.Fatal(err)
	}
	drawing.Use(false, 1)
	p := backup.New(h, d, "1.0", screens.Route{Arg: path})
	drawing.Canvas(p.Content(), fyne.NewSize(1000, 3200))
	return p
}

func TestThePreviewShowsEveryDifferenceAndTakesOnlyWhatIsChosen(t *testing.T) {
	own, ids := office(t, "yangben.cn")
	c := &counter{disk: &disk{Desk: own, state: desk.BackupState{Code: true}}, taken: desk.Taken{IDs: []string{"new"},
		Refused: []desk.Refusal{{Domain: "theirs.cn", Err: app.Fail(app.CodeConflict, "改过。")}}}}
	c.offers = []desk.Offered{
		{ID: "new", Domain: "new.cn", Standing: bundle.New},
		{ID: "theirs", Domain: "theirs.cn", Standing: bundle.Theirs, MyRev: 4, Trashed: true, Fields: []filing.Field{"organiser.name", filing.MaterialField(filing.SlotLicence), "state"}},
		{ID: "mine", Domain: "mine.cn", Standing: bundle.Mine, MyRev: 5, Fields: []filing.Field{"note"}},
		{ID: "both", Domain: "both.cn", Standing: bundle.Both, MyRev: 6, Fields: []filing.Field{"site.name"}, Warnings: []parcel.Warning{{Text: "有一个不认识的字段。"}}},
		{ID: "same", Domain: "same.cn", Standing: bundle.Same, MyRev: 7},
	}
	h := hosttest.New(t)
	p := open(t, h, c, bundleFor(t, own, own, ids...))
	for _, words := range []string{text.HandStanding("new", false), text.HandStanding("theirs", true), text.HandStanding("mine", false), text.HandStanding("both", false),
		text.HandStanding("same", false), text.HandDiffers([]string{text.Field("organiser.name").Label, text.HandFieldPicture("主办单位证件"), text.HandFieldState}), "有一个不认识的字段。"} {
		if !hosttest.Shows(p.Content(), words) {
			t.Errorf("%q is not shown", words)
		}
	}
	for _, f := range hosttest.All[*part.Field](p.Content()) {
		if f.Path() == "take.same" {
			t.Error("a choice where nothing differs")
		}
	}
	if c.choices != nil {
		t.Fatal("taken without a word")
	}
	hosttest.Field(t, p.Content(), "take.mine").Choose(string(desk.TakeTheirs))
	hosttest.Field(t, p.Content(), "take.new").Choose(string(desk.TakeNone))
	hosttest.Press(t, p.Content(), text.HandApply)
	want := map[string]desk.Choice{"new": {Take: desk.TakeNone}, "theirs": {Take: desk.TakeTheirs, MyRev: 4},
		"mine": {Take: desk.TakeTheirs, MyRev: 5}, "both": {Take: desk.TakeNone, MyRev: 6}}
	if len(c.choices) != len(want) {
		t.Errorf("chosen %+v", c.choices)
	}
	for id, w := range want {
		if c.choices[id] != w {
			t.Errorf("%s: chosen %+v, want %+v", id, c.choices[id], w)
		}
	}
	if len(h.Alerts) != 1 || app.MessageOf(h.Alerts[0]) != text.HandRefused([]string{"theirs.cn"}) {
		t.Errorf("what was refused is not told: %v", h.Alerts)
	}
	if hosttest.Shows(p.Content(), text.HandPreview) {
		t.Error("the preview stays")
	}
}

func TestNothingNewIsSaidAndCannotBeTaken(t *testing.T) {
	own, ids := office(t, "yangben.cn")
	p := open(t, hosttest.New(t), &disk{Desk: own, state: desk.BackupState{Code: true}}, bundleFor(t, own, own, ids...))
	if b := hosttest.Button(p.Content(), text.HandApply); b == nil || !b.Disabled() || !hosttest.Shows(p.Content(), text.HandNothing) {
		t.Error("a file in which all is the same can be taken")
	}
	hosttest.Press(t, p.Content(), text.Cancel)
	if hosttest.Shows(p.Content(), text.HandPreview) {
		t.Error("the preview stays")
	}
}

// TestAFilingGoesFromPageToPage with a passphrase: chosen and written on one
// desk, looked at and taken on another.
func TestAFilingGoesFromPageToPage(t *testing.T) {
	from, ids := office(t, "yangben.cn", "other.cn")
	h := hosttest.New(t)
	p := open(t, h, &disk{Desk: from, state: desk.BackupState{Code: true}}, "")
	hosttest.Press(t, p.Content(), text.HandAdd)
	h.SavePath = filepath.Join(t.TempDir(), "a.beian")
	hosttest.Field(t, p.Content(), "passphrase").Type("shan-shui-hua 3")
	hosttest.Field(t, p.Content(), "again").Type("shan-shui-hua 4")
	hosttest.Press(t, p.Content(), text.HandExport)
	if f := hosttest.Field(t, p.Content(), "again"); f.Error() != text.HandPassDiff || len(h.Toasts) > 0 {
		t.Fatalf("two passphrases that differ: %q", f.Error())
	}
	hosttest.Field(t, p.Content(), "again").Type("shan-shui-hua 3")
	hosttest.Press(t, p.Content(), text.HandExport)
	if len(h.Toasts) != 1 || h.Toasts[0].Sentence != text.HandOutDone(1, "a.beian") {
		t.Fatalf("toasts %+v, alerts %v", h.Toasts, h.Alerts)
	}
	if f := hosttest.Field(t, p.Content(), "passphrase"); f.Value() != "" {
		t.Error("the passphrase stays in the form")
	}
	to, _ := office(t)
	h2 := hosttest.New(t)
	q := open(t, h2, &disk{Desk: to, state: desk.BackupState{Code: true}}, h.SavePath)
	hosttest.Press(t, q.Content(), text.HandLook) // nothing typed: the office's own key does not open it
	if len(h2.Alerts) != 1 || hosttest.Shows(q.Content(), text.HandPreview) {
		t.Fatalf("alerts %v", h2.Alerts)
	}
	hosttest.Field(t, q.Content(), "passphrase").Type("shan-shui-hua 3")
	hosttest.Press(t, q.Content(), text.HandLook)
	hosttest.Press(t, q.Content(), text.HandApply)
	rows, err := to.Rows(t.Context())
	if err != nil || len(rows) != 1 || rows[0].ID != ids[0] && rows[0].ID != ids[1] {
		t.Errorf("%+v, %v, alerts %v", rows, err, h2.Alerts)
	}
}

func TestARoleSeesWhatItMayNotAndWhy(t *testing.T) {
	state := desk.BackupState{Code: true, List: []desk.Backup{{Path: "a.age", Good: true, Made: hosttest.Start}}, Former: []string{"before-restore-20261101-091500"}}
	for _, x := range []struct {
		role   desk.Role
		off    []string
		on     []string
		denied []string
	}{
		{desk.Clerk, []string{text.BackupRestore, text.BackupFromFile, text.FormerBack, text.FormerDrop}, []string{text.BackupNow, text.HandExport, text.HandIn}, []string{text.BackupRestore}},
		{desk.Onlook, []string{text.BackupNow, text.BackupChange, text.BackupRestore, text.FormerDrop, text.HandExport, text.HandIn}, nil, []string{text.BackupBoth, text.HandSection}},
	} {
		d, _ := office(t, "yangben.cn")
		d.Act(desk.Operator{ID: "x", Name: "小李", Role: x.role})
		h := hosttest.New(t)
		p := open(t, h, &disk{Desk: d, state: state}, "")
		for _, word := range x.off {
			if b := hosttest.Button(p.Content(), word); b == nil || !b.Disabled() {
				t.Errorf("%s may press %s", x.role, word)
			}
		}
		for _, word := range x.on {
			if b := hosttest.Button(p.Content(), word); b == nil || b.Disabled() {
				t.Errorf("%s may not press %s", x.role, word)
			}
		}
		for _, what := range x.denied {
			if !hosttest.Shows(p.Content(), text.Denied(what, app.MessageOf(d.May(desk.MayRestore)))) {
				t.Errorf("%s is not told why of %s", x.role, what)
			}
		}
		h.NoAlerts()
		p.Dropped([]string{"x.age"})
		if len(h.Alerts) != 1 || app.CodeOf(h.Alerts[0]) != desk.CodeDenied {
			t.Errorf("%s dropped a backup: %v", x.role, h.Alerts)
		}
	}
}

func TestABackupThatIsCancelledSaysSoAndTheNextMayBegin(t *testing.T) {
	h, d, p := begin(t, desk.BackupState{Code: true})
	h.Hold = true
	hosttest.Press(t, p.Content(), text.BackupNow)
	if !p.Busy() || !hosttest.Shows(p.Content(), text.BackupRunning) {
		t.Fatal("not shown as running")
	}
	if b := hosttest.Button(p.Content(), text.BackupNow); !b.Disabled() {
		t.Error("a second one can be begun")
	}
	if last := h.Keys[len(h.Keys)-1]; !strings.HasPrefix(last, shell.ExportKey) {
		t.Errorf("the window would close or lock in the middle of %q", last)
	}
	d.fail = app.Fail(app.CodeCanceled, "备份已取消，没有留下未完成的文件。")
	hosttest.Press(t, p.Content(), text.Cancel)
	h.Hold = false
	h.Release()
	if p.Busy() || len(h.Toasts) != 1 || h.Toasts[0].Sentence != "备份已取消，没有留下未完成的文件。" || !d.stopped {
		t.Errorf("busy %v, toasts %+v, stopped %v", p.Busy(), h.Toasts, d.stopped)
	}
	if b := hosttest.Button(p.Content(), text.BackupNow); b.Disabled() {
		t.Error("none can be begun any more")
	}
	h.NoAlerts()
}
