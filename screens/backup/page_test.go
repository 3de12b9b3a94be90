package backup_test

import (
	"context"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/backup"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// disk answers like a disk with one good backup.
type disk struct {
	*desk.Desk
	state desk.BackupState
	made  int
	plan  string
	code  string
	fail  error

	stopped bool // the last backup found its context ended
}

func (d *disk) Backups(context.Context) (desk.BackupState, error) { return d.state, nil }
func (d *disk) BackupNow(ctx context.Context, progress func(done, total int64)) (desk.Backup, error) {
	if d.stopped = ctx.Err() != nil; d.fail != nil {
		return desk.Backup{}, d.fail
	}
	d.made++
	progress(1, 2)
	return desk.Backup{Path: "x.age"}, nil
}
func (d *disk) RestoreBackup(_ context.Context, _, code string, _ func(done, total int64)) (desk.Restored, error) {
	d.code = code
	return desk.Restored{Folder: "restored-1", Backup: desk.Backup{Filings: 3}}, nil
}
func (d *disk) PlanRestore(_ context.Context, f string) error { d.plan = f; return nil }

func begin(t *testing.T, state desk.BackupState) (*hosttest.Host, *disk, *backup.Page) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if err := drawing.Chinese(); err != nil {
		t.Fatal(err)
	}
	drawing.Use(false, 1)
	d := &disk{Desk: desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return hosttest.Start }}), state: state}
	h := hosttest.New(t)
	p := backup.New(h, d, "1.0", screens.Route{})
	drawing.Canvas(p.Content(), fyne.NewSize(1000, 2400))
	return h, d, p
}

func TestWithoutACodeThePageSaysHowToMakeOne(t *testing.T) {
	h, d, p := begin(t, desk.BackupState{})
	if b := hosttest.Button(p.Content(), text.BackupNow); b == nil || !b.Disabled() {
		t.Error("a backup that nobody can open is offered")
	}
	hosttest.Press(t, p.Content(), text.BackupMakeCode)
	if len(h.Routes) != 1 || h.Routes[0].Page != screens.PageVault || d.made > 0 {
		t.Errorf("%+v", h.Routes)
	}
}

func TestABackupIsMadeOnRequest(t *testing.T) {
	h, d, p := begin(t, desk.BackupState{Code: true, SameDisk: true})
	if !hosttest.Shows(p.Content(), text.BackupSameDisk) {
		t.Error("no warning that both lie on one disk")
	}
	hosttest.Press(t, p.Content(), text.BackupNow)
	if d.made != 1 || p.Busy() || len(h.Toasts) != 1 || h.Toasts[0].Sentence != text.BackupMade("x.age") {
		t.Errorf("%d made, toasts %+v", d.made, h.Toasts)
	}
	h.NoAlerts()
}

func TestARestoreIsPlannedOnlyWhenAsked(t *testing.T) {
	h, d, p := begin(t, desk.BackupState{Code: true, List: []desk.Backup{{Path: "a.age", Good: true, Made: hosttest.Start}}})
	hosttest.Press(t, p.Content(), text.BackupRestore)
	hosttest.Press(t, p.Content(), text.RestoreStart)
	if d.plan != "" {
		t.Fatal("put in place without a question")
	}
	hosttest.Press(t, p.Content(), text.RestorePlan)
	if d.plan != "restored-1" {
		t.Errorf("planned %q", d.plan)
	}
	h.NoAlerts()
}

func TestNothingChosenIsNotHandedOver(t *testing.T) {
	h, _, p := begin(t, desk.BackupState{Code: true})
	hosttest.Press(t, p.Content(), text.HandExport)
	if len(h.Toasts) != 1 || h.Toasts[0].Sentence != text.HandNobody || len(h.Suggested) > 0 {
		t.Errorf("%+v", h.Toasts)
	}
}
