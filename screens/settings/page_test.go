package settings_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/paper"
	"beiandesk/app/photo"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/settings"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

func begin(t *testing.T) (*hosttest.Host, *desk.Desk, *settings.Page) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})
	h := hosttest.New(t)
	p := settings.New(h, d, settings.Info{Version: "0.2.0", DataDir: "数据 夹", LogPath: "日志.log", Crashes: []string{filepath.Join("crash", "1.txt")}}, screens.Route{})
	drawing.Canvas(p.Content(), fyne.NewSize(928, 2400))
	return h, d, p
}

func prefs(t *testing.T, d *desk.Desk) desk.Prefs {
	t.Helper()
	p, err := d.Prefs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func office(t *testing.T, d *desk.Desk) paper.Office {
	t.Helper()
	o, err := d.Office(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestTheLookIsSavedAtOnceAndKeepsWhatElseWasChosen(t *testing.T) {
	h, d, p := begin(t)
	if err := d.SetPrefs(context.Background(), desk.Prefs{HidePanel: true}); err != nil {
		t.Fatal(err)
	}
	hosttest.Field(t, p.Content(), "theme").Choose(settings.Dark)
	hosttest.Field(t, p.Content(), "text_scale").Choose(text.Percent(1.25))
	hosttest.Field(t, p.Content(), "provider").Choose("ucloud")
	if got, want := prefs(t, d), (desk.Prefs{Theme: "dark", TextScale: 1.25, Provider: "ucloud", HidePanel: true}); got != want {
		t.Errorf("saved %+v, want %+v", got, want)
	}
	hosttest.Field(t, p.Content(), "theme").Choose(settings.System)
	if got := prefs(t, d).Theme; got != "" {
		t.Errorf("the system's look is kept as %q", got)
	}
	h.NoAlerts()
}

func TestTheOfficeIsSavedWithoutAButton(t *testing.T) {
	h, d, p := begin(t)
	hosttest.Field(t, p.Content(), "office.name").Type(" 样本代理事务所 ")
	hosttest.Field(t, p.Content(), "office.phones").Type("020-00000000， 13800138000；")
	got := office(t, d)
	if got.Name != "样本代理事务所" || !slices.Equal(got.Phones, []string{"020-00000000", "13800138000"}) {
		t.Errorf("saved %+v", got)
	}
	hosttest.Field(t, p.Content(), "office.name").Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	hosttest.Field(t, p.Content(), "office.name").Type("")
	hosttest.Field(t, p.Content(), "office.phones").Type("")
	if o := office(t, d); !o.Empty() {
		t.Errorf("an emptied office still has %+v", o)
	}
	h.NoAlerts()
}

func logo(t *testing.T) string {
	t.Helper()
	var buf bytes.Buffer
	if err := png.Encode(&buf, image.NewNRGBA(image.Rect(0, 0, 60, 20))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "标志 #1%.png")
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestALogoIsTakenRemovedAndBroughtBack(t *testing.T) {
	h, d, p := begin(t)
	h.Files = []string{logo(t)}
	hosttest.Press(t, p.Content(), text.LogoChoose)
	if len(office(t, d).Logo) == 0 {
		t.Fatal("no logo saved")
	}
	hosttest.Press(t, p.Content(), text.LogoRemove)
	if len(office(t, d).Logo) != 0 {
		t.Fatal("logo not removed")
	}
	h.Toasts[len(h.Toasts)-1].Undo()
	if len(office(t, d).Logo) == 0 {
		t.Error("undo does not bring it back")
	}
	h.NoAlerts()
}

func TestABadLogoIsRefusedWithASentence(t *testing.T) {
	h, d, p := begin(t)
	bad := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(bad, []byte("not a picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(t.TempDir(), "empty.png")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{bad, empty, filepath.Join(t.TempDir(), "missing.png")} {
		h.Alerts = nil
		p.Dropped([]string{f})
		if len(h.Alerts) != 1 || app.CodeOf(h.Alerts[0]) == app.CodeInternal {
			t.Errorf("%s: alerts %v", filepath.Base(f), h.Alerts)
		}
	}
	if len(office(t, d).Logo) != 0 {
		t.Error("a bad logo was saved")
	}
}

func TestPlacesAreShownAndOpened(t *testing.T) {
	h, _, p := begin(t)
	for _, want := range []string{"数据 夹", "日志.log", text.VersionLine("0.2.0"), text.Protect3, text.Reports(1)} {
		if !hosttest.Shows(p.Content(), want) {
			t.Errorf("%q is not shown", want)
		}
	}
	hosttest.Press(t, p.Content(), text.OpenFolder)
	hosttest.Press(t, p.Content(), text.OpenLog)
	hosttest.Press(t, p.Content(), text.CrashOpen)
	if want := []string{"数据 夹", "日志.log", filepath.Join("crash", "1.txt")}; !slices.Equal(h.Opened, want) {
		t.Errorf("opened %q, want %q", h.Opened, want)
	}
	h.OpenErr = app.Fail("open.failed", "没能打开")
	hosttest.Press(t, p.Content(), text.OpenLog)
	if len(h.Alerts) != 1 {
		t.Error("a failure to open is swallowed")
	}
}

func TestTheFontLicenceIsThere(t *testing.T) {
	_, _, p := begin(t)
	if hosttest.Shows(p.Content(), "SIL OPEN FONT LICENSE") {
		t.Fatal("the long text is open from the start")
	}
	hosttest.Press(t, p.Content(), text.FontShow)
	if !hosttest.Shows(p.Content(), "SIL OPEN FONT LICENSE") {
		t.Error("the licence is not shown")
	}
}

// TestTheTableOfPictureLimitsIsShownTakenOutAndDropped.
func TestTheTableOfPictureLimitsIsShownTakenOutAndDropped(t *testing.T) {
	t.Cleanup(func() { photo.UseTable(nil) })
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, desk.LimitsName)
	if err := os.WriteFile(file, bytes.Replace(assets.PhotoLimits(), []byte(`"date": "2026-`), []byte(`"date": "2031-`), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	d := desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }})
	if err := d.UseLimits(file); err != nil {
		t.Fatal(err)
	}
	h := hosttest.New(t)
	p := settings.New(h, d, settings.Info{DataDir: dir}, screens.Route{})
	drawing.Canvas(p.Content(), fyne.NewSize(928, 2400))
	in := text.LimitsInForce(d.Limits())
	if !strings.Contains(in, "2031") || !strings.Contains(in, "数据文件夹") || !hosttest.Shows(p.Content(), in) {
		t.Fatalf("%q is not shown", in)
	}
	h.SavePath = filepath.Join(t.TempDir(), "a.json")
	hosttest.Press(t, p.Content(), text.LimitsSave)
	if data, err := os.ReadFile(h.SavePath); err != nil || !bytes.Contains(data, []byte("2031-")) || h.Suggested[0] != desk.LimitsName {
		t.Errorf("not the table in force: %v, suggested %v", err, h.Suggested)
	}
	hosttest.Press(t, p.Content(), text.LimitsDrop)
	drawing.Canvas(p.Content(), fyne.NewSize(928, 2400))
	own := text.LimitsInForce(d.Limits())
	if strings.Contains(own, "2031") || !hosttest.Shows(p.Content(), own) || hosttest.Button(p.Content(), text.LimitsDrop) != nil {
		t.Errorf("still in force: %q", own)
	}
	if _, err := os.Stat(file + ".off"); err != nil {
		t.Errorf("the file is lost: %v", err)
	}
	h.SavePath = filepath.Join(t.TempDir(), "gone", "a.json")
	hosttest.Press(t, p.Content(), text.LimitsSave)
	if len(h.Alerts) != 1 {
		t.Errorf("alerts %v", h.Alerts)
	}
}

// full is a desk that may refuse to keep the office.
type full struct {
	*desk.Desk
	err error
}

func (f *full) SetOffice(ctx context.Context, o paper.Office) error {
	if f.err != nil {
		return f.err
	}
	return f.Desk.SetOffice(ctx, o)
}

func TestTheOfficeThatCouldNotBeSavedComesBackAfterUnlocking(t *testing.T) {
	h, d, first := begin(t)
	if got := first.Draft(); got != "" {
		t.Errorf("a draft of nothing: %q", got)
	}
	f := &full{d, app.Fail("store.full", "磁盘空间不足。请清理。")}
	p := settings.New(h, f, settings.Info{}, screens.Route{})
	hosttest.Field(t, p.Content(), "office.name").Type("样本代办")
	draft := p.Draft()
	p.Close()
	h.Alerts, f.err = nil, nil
	q := settings.New(h, f, settings.Info{}, screens.Route{})
	q.PutDraft(draft)
	if o := office(t, d); o.Name != "样本代办" || hosttest.Field(t, q.Content(), "office.name").Value() != "样本代办" {
		t.Errorf("stored %+v", o)
	}
	if got := q.Draft(); got != "" {
		t.Errorf("what is saved is a draft: %q", got)
	}
	h.NoAlerts()
}
