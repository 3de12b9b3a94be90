package vault

import (
	"context"
	"maps"
	"slices"

	"beiandesk/app"
	"beiandesk/app/seal"
)

// AddPassphrase adds a way for another clerk; the label is kept in clear.
func (v *Vault) AddPassphrase(ctx context.Context, label, pass string) (slot string, err error) {
	err = v.change(func(k seal.Key, slots []seal.Slot) ([]seal.Slot, error) {
		s, err := v.passphrase(ctx, k, slots, "", label, pass)
		slot = s.ID
		return append(slots, s), err
	})
	if err != nil {
		return "", err
	}
	return slot, nil
}

// ChangePassphrase wraps the data key anew with another passphrase; slot id
// and label stay.
func (v *Vault) ChangePassphrase(ctx context.Context, slot, pass string) error {
	return v.change(func(k seal.Key, slots []seal.Slot) ([]seal.Slot, error) {
		i, err := at(slots, slot, seal.KindPassphrase)
		if err != nil {
			return nil, err
		}
		slots[i], err = v.passphrase(ctx, k, slots, slot, slots[i].Label, pass)
		return slots, err
	})
}

// Remove takes a way out of the ring. The last passphrase or system unlock
// stays: a recovery code alone is for emergencies. The recovery code itself is
// replaced by NewRecovery, never removed.
func (v *Vault) Remove(ctx context.Context, slot string) error {
	return v.change(func(_ seal.Key, slots []seal.Slot) ([]seal.Slot, error) {
		i, err := at(slots, slot, seal.KindPassphrase)
		if err != nil {
			return nil, err
		}
		return lessOne(slots, i)
	})
}

func lessOne(slots []seal.Slot, i int) ([]seal.Slot, error) {
	slots = slices.Delete(slots, i, i+1)
	if !slices.ContainsFunc(slots, func(s seal.Slot) bool { return s.Kind != seal.KindRecovery }) {
		return nil, app.Fail(CodeLastWay, "这是最后一种日常打开方式，不能移除。请先添加另一个密码，或启用系统账户。")
	}
	return slots, nil
}

// SetSystem turns system unlock on, with a new secret, or off.
func (v *Vault) SetSystem(ctx context.Context, on bool) error {
	var id seal.KeyID
	err := v.change(func(k seal.Key, slots []seal.Slot) ([]seal.Slot, error) {
		id = k.ID
		i := slices.IndexFunc(slots, func(s seal.Slot) bool { return s.Kind == seal.KindSystem })
		if !on {
			if i < 0 {
				return slots, nil
			}
			return lessOne(slots, i)
		}
		if i >= 0 {
			slots = slices.Delete(slots, i, i+1)
		}
		s, err := v.system(ctx, k)
		return append(slots, s), err
	})
	if err != nil || on {
		return err
	}
	return v.o.Secrets.Delete(ctx, account(id)) // opens nothing any more
}

// NewRecovery replaces the recovery code; the old one opens nothing any more.
func (v *Vault) NewRecovery(ctx context.Context) (string, error) {
	code := seal.NewRecovery()
	err := v.change(func(k seal.Key, slots []seal.Slot) ([]seal.Slot, error) {
		s, err := seal.SecretSlot(k, seal.KindRecovery, code.Secret(), v.o.Now())
		slots = slices.DeleteFunc(slots, func(s seal.Slot) bool { return s.Kind == seal.KindRecovery })
		return append(slots, s), err
	})
	if err != nil {
		return "", err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.code = code
	return string(code), nil
}

// Recall gives the vault the recovery code that the store keeps sealed for the
// backups, so that it can still be confirmed after a restart. It tells whether
// the code is the one of the ring.
func (v *Vault) Recall(code string) bool {
	r, err := seal.ParseRecovery(code)
	if err != nil {
		return false
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.key == nil || v.ring == nil {
		return false
	}
	k, _, err := v.ring.BySecret(seal.KindRecovery, r.Secret())
	k.Wipe()
	if err != nil {
		return false
	}
	v.code = r
	return true
}

// ConfirmRecovery notes that two groups of the code were typed from the paper;
// groups are by number, 0…7.
func (v *Vault) ConfirmRecovery(ctx context.Context, groups map[int]string) error {
	v.mu.Lock()
	code := v.code
	v.mu.Unlock()
	if len(groups) < 2 || code == "" {
		return app.Fail(CodeConfirm, "现在不能确认恢复码。请到“安全”里重新生成一个。")
	}
	for _, g := range slices.Sorted(maps.Keys(groups)) {
		if err := seal.CheckGroup(g, groups[g]); err != nil {
			return err
		}
		if !code.SameGroup(g, groups[g]) {
			return app.Fail(CodeConfirm, "第 "+string(rune('1'+g))+" 组与刚才的恢复码不同。请对照纸上的恢复码再填一次。")
		}
	}
	return v.change(func(_ seal.Key, slots []seal.Slot) ([]seal.Slot, error) {
		for i := range slots {
			if slots[i].Kind == seal.KindRecovery {
				slots[i].Confirmed = true
			}
		}
		return slots, nil
	})
}

// CodeConfirm is a confirmation that does not fit.
const CodeConfirm = "vault.confirm"

// RecoveryConfirmed tells whether the code of the ring was confirmed.
func (v *Vault) RecoveryConfirmed() bool {
	return slices.ContainsFunc(v.Ways(), func(w Way) bool { return w.Kind == seal.KindRecovery && w.Confirmed })
}

// change is the shape of every change of an open ring.
func (v *Vault) change(work func(seal.Key, []seal.Slot) ([]seal.Slot, error)) error {
	v.work.Lock()
	defer v.work.Unlock()
	v.mu.Lock()
	if v.key == nil {
		v.mu.Unlock()
		return closed()
	}
	k, ring := *v.key, *v.ring
	v.mu.Unlock()
	defer k.Wipe()
	slots, err := work(k, slices.Clone(ring.Slots))
	if err != nil {
		return err
	}
	return v.save(ring, k, slots)
}

func at(slots []seal.Slot, id string, kind seal.Kind) (int, error) {
	i := slices.IndexFunc(slots, func(s seal.Slot) bool { return s.ID == id && s.Kind == kind })
	if i < 0 {
		return 0, app.Fail(app.CodeNotFound, "这个登录名已被删除，请刷新。")
	}
	return i, nil
}

// sealed is the place of what Seal seals.
var sealed = seal.AD{Table: "vault", Row: "memory", Field: "drafts"}

// Seal seals what must not lie in clear in memory while the vault is locked
// and cannot be kept in the store, for instance because the disk is full.
func (v *Vault) Seal(plain []byte) ([]byte, error) {
	b, err := seal.NewBox(v)
	if err != nil {
		return nil, err
	}
	defer b.Wipe()
	return b.Seal(sealed, plain)
}

// Unseal opens it again.
func (v *Vault) Unseal(b []byte) ([]byte, error) {
	box, err := seal.NewBox(v)
	if err != nil {
		return nil, err
	}
	defer box.Wipe()
	return box.Open(sealed, b)
}
