package keys_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/data/keys"
)

// The vault on real files: the wait and a removal outlive a restart, and the
// folder holds neither key, passphrase nor code.
func TestAVaultOnDisk(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "data.key")
	clock := time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)
	find := func() *vault.Vault {
		t.Helper()
		v, err := vault.Find(vault.Options{Files: keys.At(path), Secrets: &vaulttest.Secrets{}, Attempts: keys.Attempts{Path: filepath.Join(dir, "unlock.wait")},
			Tune: vaulttest.Cheap, Now: func() time.Time { return clock }})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	const pass, second = "xiao-yu-dian 7", "lao-jie-kou 9"
	v := find()
	code, err := v.Create(t.Context(), vault.Setup{Label: "前台", Passphrase: pass})
	if err != nil {
		t.Fatal(err)
	}
	gone, err := v.AddPassphrase(t.Context(), "小李", second)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Remove(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	slot := v.Logins()[0].Slot
	for range 4 {
		if _, err := find().OpenByPassphrase(t.Context(), slot, second); app.CodeOf(err) != seal.CodeWrong {
			t.Fatal(err)
		}
		clock = clock.Add(2 * time.Second)
	}
	if _, err := find().OpenByPassphrase(t.Context(), slot, second); app.CodeOf(err) != seal.CodeWrong {
		t.Fatal(err)
	}
	if _, err := find().OpenByPassphrase(t.Context(), slot, pass); app.CodeOf(err) != vault.CodeWait {
		t.Errorf("%v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Fatalf("%v %v", entries, err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range append([]string{pass, second, "小李"}, strings.Split(code, "-")...) {
			if strings.Contains(string(b), secret) {
				t.Errorf("%s holds something of what was typed or removed", e.Name())
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "unlock.wait"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := find().OpenByPassphrase(t.Context(), slot, pass); err != nil {
		t.Errorf("a damaged count keeps the owner out: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "unlock.wait")); !os.IsNotExist(err) {
		t.Errorf("the count stays after success: %v", err)
	}
}
