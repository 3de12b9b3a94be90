package keys_test

import (
	"path/filepath"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/data/keys"
)

// The wait after wrong passphrases lies on the disk with the time of the last
// one. A clock set back must not make it longer than its longest, five minutes,
// and with the wait over the data open under every clock.
func TestAWrongClockDoesNotKeepTheOwnerOut(t *testing.T) {
	right := time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	now := right.AddDate(60, 0, 0) // while the passphrases are tried
	find := func() *vault.Vault {
		t.Helper()
		v, err := vault.Find(vault.Options{Files: keys.At(filepath.Join(dir, "data.key")), Secrets: &vaulttest.Secrets{},
			Attempts: keys.Attempts{Path: filepath.Join(dir, "unlock.wait")}, Tune: vaulttest.Cheap, Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	const pass = "xiao-yu-dian 7"
	if _, err := find().Create(t.Context(), vault.Setup{Label: "前台", Passphrase: pass}); err != nil {
		t.Fatal(err)
	}
	slot := find().Logins()[0].Slot
	for range 14 {
		if _, err := find().OpenByPassphrase(t.Context(), slot, "cuo de kou ling"); app.CodeOf(err) != seal.CodeWrong {
			t.Fatal(err)
		}
		now = now.Add(6 * time.Minute)
	}
	// Each time the clock jumps back to before the last failure.
	for _, clock := range []time.Time{right, time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		now = clock
		if wait, err := find().Wait(); err != nil || wait != 5*time.Minute {
			t.Errorf("clock %v: a wait of %v, %v", clock, wait, err)
		}
		now = clock.Add(4 * time.Minute)
		if _, err := find().OpenByPassphrase(t.Context(), slot, pass); app.CodeOf(err) != vault.CodeWait {
			t.Errorf("clock %v: the wait was skipped: %v", clock, err)
		}
	}
	now = now.Add(time.Minute + time.Second)
	if _, err := find().OpenByPassphrase(t.Context(), slot, pass); err != nil {
		t.Errorf("the wait is over, and the door stays shut: %v", err)
	}
}
