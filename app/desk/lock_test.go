package desk_test

import (
	"testing"
	"time"

	"beiandesk/app/desk"
)

func TestLockingIsOnUnlessItIsTurnedOff(t *testing.T) {
	d := newBench(t).Desk
	l, err := d.Lock(t.Context())
	if err != nil || l.After() != 5*time.Minute {
		t.Errorf("%v, %v", l.After(), err)
	}
	for minutes, want := range map[int]time.Duration{desk.NeverLock: 0, 15: 15 * time.Minute, 1: time.Minute} {
		if err := d.SetLock(t.Context(), desk.Lock{Minutes: minutes}); err != nil {
			t.Fatal(err)
		}
		if l, err := d.Lock(t.Context()); err != nil || l.After() != want {
			t.Errorf("%d minutes: %v, %v", minutes, l.After(), err)
		}
	}
}

func TestDraftsAndBackupCodeAreKept(t *testing.T) {
	d := newBench(t).Desk
	if b, err := d.Drafts(t.Context()); err != nil || b != nil {
		t.Errorf("%q, %v", b, err)
	}
	if err := d.KeepDrafts(t.Context(), []byte(`{"a":1}`)); err != nil {
		t.Fatal(err)
	}
	if b, err := d.Drafts(t.Context()); err != nil || string(b) != `{"a":1}` {
		t.Errorf("%q, %v", b, err)
	}
	if err := d.KeepDrafts(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if b, err := d.Drafts(t.Context()); err != nil || b != nil {
		t.Errorf("removed: %q, %v", b, err)
	}
	if c, err := d.BackupCode(t.Context()); err != nil || c != "" {
		t.Errorf("%v", err)
	}
	if err := d.KeepBackupCode(t.Context(), "ACDEF"); err != nil {
		t.Fatal(err)
	}
	if c, err := d.BackupCode(t.Context()); err != nil || c != "ACDEF" {
		t.Errorf("%q, %v", c, err)
	}
}
