package house_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/data/house"
	"beiandesk/data/paths"
	"beiandesk/data/smalldisk"
	"beiandesk/data/store"
)

// everything is each file below a folder, with its content.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	if err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// lean is a folder with one filing and no pictures, its window closed.
func lean(t *testing.T, dir string, system bool) built {
	t.Helper()
	p, err := paths.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	b := built{p: p, o: house.Options{Version: "0", Secrets: &vaulttest.Secrets{}, Tune: vaulttest.Cheap}}
	h := open(t, b)
	if b.code, err = h.Vault().Create(t.Context(), vault.Setup{Label: "柜台", Passphrase: passphrase, System: system}); err != nil {
		t.Fatal(err)
	}
	o, err := h.Vault().Opened()
	if err != nil {
		t.Fatal(err)
	}
	r, err := h.Enter(o)
	if err != nil {
		t.Fatal(err)
	}
	v, err := r.Desk.Add(t.Context(), "yangben.cn", false)
	if err != nil {
		t.Fatal(err)
	}
	b.id = v.Filing.ID
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	return b
}

func onSmallDisk(t *testing.T, system bool) (built, *smalldisk.Disk) {
	t.Helper()
	disk := smalldisk.New(t, 8<<20)
	return lean(t, filepath.Join(disk.Dir, "data"), system), disk
}

func TestAReadOnlyFolder(t *testing.T) {
	for _, system := range []bool{true, false} {
		b, disk := onSmallDisk(t, system)
		before := everything(t, b.p.Dir())
		disk.ReadOnly(true)
		says := func(what string, err error) {
			t.Helper()
			var e *app.Error
			if !errors.As(err, &e) || !strings.Contains(e.Message, "写入") || !strings.Contains(e.Message, "请") {
				t.Errorf("system %v: %s: %v", system, what, err)
			}
		}
		// The window.
		h := open(t, b)
		if system {
			o, ok, _ := h.BySystem()
			if !ok {
				t.Fatal("the key store did not open the data")
			}
			_, err := h.Enter(o)
			says("window", err)
			if app.CodeOf(err) != store.CodeReadOnly {
				t.Errorf("code %s", app.CodeOf(err))
			}
		} else {
			_, err := h.Vault().OpenByPassphrase(t.Context(), h.Vault().Logins()[0].Slot, passphrase)
			says("passphrase", err)
			_, err = h.Vault().OpenByRecovery(t.Context(), b.code)
			says("recovery code", err)
		}
		if err := h.Close(); err != nil {
			t.Error(err)
		}
		// verify.
		typed := []string{passphrase}
		if system {
			typed = nil
		}
		_, err := examiner(t, b, typed...).Open(t.Context(), b.p.Dir())
		says("verify", err)

		disk.ReadOnly(false)
		if after := everything(t, b.p.Dir()); !maps.Equal(before, after) {
			t.Errorf("system %v: the folder was changed", system)
		}
		if faults := verify(t, examiner(t, b, typed...), b); len(faults) > 0 {
			t.Errorf("%+v", faults)
		}
	}
}

// A disk without room: the passphrase stays what it was, and the data open when
// there is room.
func TestAFullDiskWhileAPassphraseIsChanged(t *testing.T) {
	b, disk := onSmallDisk(t, false)
	for room := range int64(3) {
		h := open(t, b)
		slot := h.Vault().Logins()[0].Slot
		if _, err := h.Vault().OpenByPassphrase(t.Context(), slot, passphrase); err != nil {
			t.Fatal(err)
		}
		disk.Leave(room * 4096)
		err := h.Vault().ChangePassphrase(t.Context(), slot, "另外的 一个密码")
		disk.Clear()
		if room == 0 && err == nil {
			t.Error("changed without room")
		}
		want := passphrase
		if err == nil {
			want = "另外的 一个密码"
		} else if m := app.MessageOf(err); !strings.Contains(m, "没有生效") {
			t.Errorf("%v", err)
		}
		again := open(t, b)
		if _, err := again.Vault().OpenByPassphrase(t.Context(), slot, want); err != nil {
			t.Errorf("room for %d pages: %v", room, err)
		}
		if err := errors.Join(h.Close(), again.Close()); err != nil {
			t.Error(err)
		}
		if want != passphrase {
			return
		}
	}
}
