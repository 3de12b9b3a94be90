package house_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/data/backup"
	"beiandesk/data/house"
	"beiandesk/data/paths"
	"beiandesk/data/store"
)

const passphrase = "只供测试 的密码"

// built is a folder with the sample, its window closed.
type built struct {
	p      paths.Paths
	o      house.Options
	code   string // recovery code
	id     string // of the filing
	seal   string // id of a picture
	backup desk.Backup
}

func build(t *testing.T, system bool) built {
	t.Helper()
	p, err := paths.Open(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	b := built{p: p, o: house.Options{Version: "0", Secrets: &vaulttest.Secrets{}, Tune: vaulttest.Cheap}}
	h := open(t, b)
	if b.code, err = h.Vault().Create(t.Context(), vault.Setup{Label: "柜台", Passphrase: passphrase, System: system}); err != nil {
		t.Fatal(err)
	}
	o, err := h.Vault().OpenByRecovery(t.Context(), b.code)
	if err != nil {
		t.Fatal(err)
	}
	r, err := h.Enter(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Desk.KeepBackupCode(t.Context(), b.code); err != nil {
		t.Fatal(err)
	}
	v, err := r.Desk.AddSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b.id, b.seal = v.Filing.ID, v.Filing.Materials[0].Picture
	if b.backup, err = r.Desk.BackupNow(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	return b
}

func open(t *testing.T, b built) *house.House {
	t.Helper()
	h, err := house.New(b.p, b.o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// examiner types what is given, one after the other.
func examiner(t *testing.T, b built, typed ...string) *house.Examiner {
	return &house.Examiner{Options: b.o, Ask: func(prompt string) (string, error) {
		if len(typed) == 0 {
			t.Errorf("asked once too often: %s", prompt)
			return "", app.Fail("test", "没有更多。")
		}
		next := typed[0]
		typed = typed[1:]
		return next, nil
	}}
}

func verify(t *testing.T, x *house.Examiner, b built) []desk.Fault {
	t.Helper()
	data, err := x.Open(t.Context(), b.p.Dir())
	if err != nil {
		t.Fatal(err)
	}
	faults, err := data.Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := data.Close(); err != nil {
		t.Fatal(err)
	}
	return faults
}

func TestTheSystemOpensOrAnotherWayIsTaken(t *testing.T) {
	b := build(t, true)
	h := open(t, b)
	o, ok, asked := h.BySystem()
	if !ok || asked {
		t.Fatal("the key store did not open the data")
	}
	r, err := h.Enter(o)
	if err != nil {
		t.Fatal(err)
	}
	h.Begin()
	// Locked: nothing can be read; unlocked: the same desk goes on.
	h.Leave()
	h.Vault().Lock()
	if _, err := r.Desk.Rows(t.Context()); app.CodeOf(err) != store.CodeLocked {
		t.Errorf("reading while locked: %v", err)
	}
	o, err = h.Vault().OpenByRecovery(t.Context(), b.code)
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.Enter(o)
	if err != nil || again.Desk != r.Desk {
		t.Fatalf("another desk after unlocking: %v", err)
	}
	if rows, err := r.Desk.Rows(t.Context()); err != nil || len(rows) != 1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}

	b.o.Secrets = &vaulttest.Secrets{Absent: true}
	if _, ok, _ := open(t, b).BySystem(); ok {
		t.Error("opened without the key store")
	}
}

func TestVerifyAsksForAPassphraseOrTheRecoveryCode(t *testing.T) {
	b := build(t, false)
	for _, typed := range []string{passphrase, b.code} {
		if faults := verify(t, examiner(t, b, typed), b); len(faults) > 0 {
			t.Errorf("%+v", faults)
		}
	}
	x := examiner(t, b, "错的密码")
	if _, err := x.Open(t.Context(), b.p.Dir()); err == nil {
		t.Error("a wrong passphrase opened the data")
	}
	x = examiner(t, b)
	x.Login = "不存在"
	if _, err := x.Open(t.Context(), b.p.Dir()); app.CodeOf(err) != "verify.login" {
		t.Errorf("an unknown login: %v", err)
	}
	empty := b
	var err error
	if empty.p, err = paths.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	if _, err := examiner(t, empty).Open(t.Context(), empty.p.Dir()); app.CodeOf(err) != store.CodeMissing {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestADamagedPictureComesBackFromTheBackup(t *testing.T) {
	b := build(t, false)
	name, _ := store.PictureName(b.seal)
	path := filepath.Join(b.p.Pictures(), name)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for what, spoil := range map[string]func() error{
		"damaged": func() error {
			bad := bytes.Clone(good)
			bad[len(bad)/2] ^= 1
			return os.WriteFile(path, bad, 0o600)
		},
		"gone": func() error { return os.Remove(path) },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		x := examiner(t, b, passphrase)
		faults := verify(t, x, b)
		if len(faults) != 1 {
			t.Fatalf("%s: %+v", what, faults)
		}
		r, err := x.Repair(t.Context(), faults)
		if err != nil || r.Files != 1 || r.Planned || !r.Made.Equal(b.backup.Made) {
			t.Fatalf("%s: %+v, %v", what, r, err)
		}
		if faults := verify(t, x, b); len(faults) > 0 {
			t.Errorf("%s, after the repair: %+v", what, faults)
		}
		now, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(now, good) {
			t.Errorf("%s: another file came back, %v", what, err)
		}
	}
	left, err := filepath.Glob(filepath.Join(b.p.Dir(), "restored-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestADamagedDatabaseIsReplacedAtTheNextStart(t *testing.T) {
	b := build(t, false)
	f, err := os.OpenFile(b.p.Database(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	size, err := f.Seek(0, 2)
	if err != nil {
		t.Fatal(err)
	}
	// The middle of the file: rows, not the head by which it is known.
	if _, err := f.WriteAt(bytes.Repeat([]byte{0xA5}, 4096), size/8192*4096); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	x := examiner(t, b, passphrase, b.code)
	faults := verify(t, x, b)
	if len(faults) == 0 {
		t.Fatal("the damage was not seen")
	}
	r, err := x.Repair(t.Context(), faults)
	if err != nil || !r.Planned {
		t.Fatalf("%+v, %v", r, err)
	}
	swapped, err := backup.Swap(b.p.Dir())
	if err != nil || !swapped.Done {
		t.Fatalf("%+v, %v", swapped, err)
	}
	if faults := verify(t, examiner(t, b, passphrase), b); len(faults) > 0 {
		t.Errorf("after the swap: %+v", faults)
	}
	h := open(t, b)
	o, err := h.Vault().OpenByRecovery(context.Background(), b.code)
	if err != nil {
		t.Fatal(err)
	}
	room, err := h.Enter(o)
	if err != nil {
		t.Fatal(err)
	}
	v, err := room.Desk.Open(t.Context(), b.id)
	if err != nil || v.Filing.State != filing.Draft {
		t.Errorf("the filing of the backup: %v, %v", v.Filing.State, err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestWithoutABackupNothingIsChanged(t *testing.T) {
	b := build(t, false)
	if err := os.Remove(b.backup.Path); err != nil {
		t.Fatal(err)
	}
	name, _ := store.PictureName(b.seal)
	if err := os.Remove(filepath.Join(b.p.Pictures(), name)); err != nil {
		t.Fatal(err)
	}
	x := examiner(t, b, passphrase)
	faults := verify(t, x, b)
	if _, err := x.Repair(t.Context(), faults); app.CodeOf(err) != "verify.no-backup" {
		t.Errorf("got %v", err)
	}
}

func TestABackupIsPutInPlaceOnANewComputer(t *testing.T) {
	old := build(t, false)
	p, err := paths.Open(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	fresh := built{p: p, o: old.o}
	h := open(t, fresh)
	if err := h.Restore(t.Context(), old.backup.Path, "WRONG-WRONG", nil); err == nil {
		t.Fatal("restored with a wrong code")
	}
	if h.Vault().State() != vault.Fresh {
		t.Fatal("a failed restore left keys")
	}
	if err := h.Restore(t.Context(), old.backup.Path, old.code, nil); err != nil {
		t.Fatal(err)
	}
	o, err := h.Vault().OpenByPassphrase(t.Context(), h.Vault().Logins()[0].Slot, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	r, err := h.Enter(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Desk.Open(t.Context(), old.id); err != nil {
		t.Error(err)
	}
	if log, err := r.Desk.Log(t.Context(), 0, 1); err != nil || len(log) != 1 || log[0].Action != desk.DidBackupSet {
		t.Errorf("the restore is not in the log: %+v, %v", log, err)
	}
	if err := h.Restore(t.Context(), old.backup.Path, old.code, nil); app.CodeOf(err) != "house.not-empty" {
		t.Errorf("restored over data: %v", err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if faults := verify(t, examiner(t, fresh, passphrase), fresh); len(faults) > 0 {
		t.Errorf("%+v", faults)
	}
}
