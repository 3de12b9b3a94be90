package desk

import (
	"context"
	"time"
)

// Keys of settings that belong to locking.
const (
	keyLock   = "lock"
	keyDrafts = "drafts"
)

// Lock says when the window locks by itself.
type Lock struct {
	Minutes int `json:"minutes"` // without input; 0 = DefaultLock, NeverLock = not by itself
}

// Values of Lock.Minutes.
const (
	DefaultLock = 5
	NeverLock   = -1
)

// After is how long nobody may touch the machine before it locks; 0 is never.
func (l Lock) After() time.Duration {
	switch {
	case l.Minutes < 0:
		return 0
	case l.Minutes == 0:
		return DefaultLock * time.Minute
	}
	return time.Duration(l.Minutes) * time.Minute
}

// Lock returns when the window locks by itself.
func (d *Desk) Lock(ctx context.Context) (l Lock, err error) {
	if err = d.setting(ctx, keyLock, &l); err != nil {
		return Lock{}, err
	}
	return l, nil
}

// SetLock keeps it.
func (d *Desk) SetLock(ctx context.Context, l Lock) error { return d.setSetting(ctx, keyLock, l) }

// KeepDrafts seals text that is not saved anywhere else, while the window is
// locked. nil removes it.
func (d *Desk) KeepDrafts(ctx context.Context, drafts []byte) error {
	return d.store.Update(ctx, func(tx Tx) error { return tx.SetSetting(keyDrafts, drafts) })
}

// Drafts returns what KeepDrafts kept, nil if nothing.
func (d *Desk) Drafts(ctx context.Context) (drafts []byte, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		drafts, err = r.Setting(keyDrafts)
		return err
	})
	return drafts, err
}

// KeepBackupCode seals the recovery code, with which backups are encrypted
// while nobody is there to type it.
func (d *Desk) KeepBackupCode(ctx context.Context, code string) error {
	return d.store.Update(ctx, func(tx Tx) error { return tx.SetSetting(keyCodeUsed, []byte(code)) })
}

// BackupCode returns it, "" if none was kept.
func (d *Desk) BackupCode(ctx context.Context) (code string, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		b, err := r.Setting(keyCodeUsed)
		code = string(b)
		return err
	})
	return code, err
}
