// Package vault holds the use cases of the key ring: set up, open by each of
// the three ways, add, change and remove ways. It knows neither files nor the
// key store of the system, only the ports Files, Secrets and Attempts.
//
// One random data key seals everything; a way is that key wrapped. Changing a
// way re-wraps and never re-encrypts, so it takes as long for ten thousand
// filings as for none.
package vault

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"beiandesk/app"
	"beiandesk/app/seal"
)

// Codes of errors, beside those of package seal.
const (
	CodeWait    = "vault.wait"     // too soon after a wrong passphrase
	CodeLastWay = "vault.last-way" // the last way in cannot be removed
	CodeLabel   = "vault.label"    // the login label is empty, long or taken
	CodeNoWay   = "vault.no-way"   // a set-up without passphrase and without system unlock
	CodeClosed  = "vault.locked"   // the vault is locked
)

// Files keep the ring; data/keys has them.
type Files interface {
	// Load gives the ring, or the plain key that no ring has replaced yet, or
	// neither where nothing is there.
	Load() (*seal.Ring, *seal.Key, error)
	// Save replaces the ring. After an error the old one counts.
	Save(seal.Ring) error
}

// Secrets is the key store of the system; data/keystore has it.
type Secrets interface {
	Available(ctx context.Context) error
	Get(ctx context.Context, account string) ([]byte, error)
	Set(ctx context.Context, account string, secret []byte) error
	Delete(ctx context.Context, account string) error
}

// Attempts outlives a restart; data/keys has it.
type Attempts interface {
	Load() (failed int, last time.Time, err error)
	Save(failed int, last time.Time) error
}

// Options of New.
type Options struct {
	Files    Files
	Secrets  Secrets
	Attempts Attempts
	Now      func() time.Time
	// HasData tells whether there are sealed data already, so that no new key
	// is ever made beside them.
	HasData func() (bool, error)
	// Tune chooses the parameters of Argon2id; seal.Tune on this machine if nil.
	Tune func() seal.KDF
}

// State is how the vault stands.
type State int

// The states.
const (
	Fresh  State = iota // no key yet: set up
	Plain               // the plain key of an earlier program: set up, the key stays
	Locked              // a ring that nothing has opened yet
	Open
)

// Login is a passphrase that may be chosen at the door.
type Login struct{ Slot, Label string }

// Way is one way in, for the page that lists them.
type Way struct {
	Slot      string
	Kind      seal.Kind
	Label     string
	Since     time.Time
	Confirmed bool
}

// Opened is what a way has given.
type Opened struct {
	Keys       seal.Keys
	Slot       string
	ByRecovery bool
}

// Vault is safe for many goroutines. Get it from Find.
type Vault struct {
	o Options

	work  sync.Mutex // held through a change, which takes seconds
	mu    sync.Mutex // held for moments only: the window asks meanwhile
	ring  *seal.Ring
	plain *seal.Key
	key   *seal.Key     // while open
	slot  string        // that opened it
	code  seal.Recovery // shown and not confirmed yet, or recalled from the store
}

// Find reads what lies in the data folder. A ring that is missing beside data
// is seal.CodeKeyMissing.
func Find(o Options) (*Vault, error) {
	if o.Tune == nil {
		o.Tune = func() seal.KDF { return seal.Tune(nil) }
	}
	v := &Vault{o: o}
	var err error
	if v.ring, v.plain, err = o.Files.Load(); err != nil {
		return nil, err
	}
	if v.ring == nil && v.plain == nil && o.HasData != nil {
		has, err := o.HasData()
		if err != nil {
			return nil, err
		}
		if has {
			return nil, app.Fail(seal.CodeKeyMissing, "找不到密钥文件 data.key 和 data.key.2，已有的数据无法打开。请把它们放回数据文件夹后重新启动；程序不会另建新密钥，以免旧数据再也打不开。")
		}
	}
	return v, nil
}

// Reread reads the ring anew, after a backup was put in place where there were
// no data yet. With a key open or known it is refused.
func (v *Vault) Reread() error {
	v.work.Lock()
	defer v.work.Unlock()
	if s := v.State(); s != Fresh {
		return app.Fail("vault.reread", "这里已经有资料，不能再从备份换上密钥。请在“备份与交接”里恢复。")
	}
	ring, plain, err := v.o.Files.Load()
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ring, v.plain = ring, plain
	return nil
}

// State tells how the vault stands.
func (v *Vault) State() State {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case v.key != nil:
		return Open
	case v.ring != nil:
		return Locked
	case v.plain != nil:
		return Plain
	}
	return Fresh
}

// Logins lists the passphrases, oldest first.
func (v *Vault) Logins() []Login {
	var out []Login
	for _, w := range v.Ways() {
		if w.Kind == seal.KindPassphrase {
			out = append(out, Login{w.Slot, w.Label})
		}
	}
	return out
}

// Ways lists all ways in.
func (v *Vault) Ways() []Way {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.ring == nil {
		return nil
	}
	var out []Way
	for _, s := range v.ring.Slots {
		out = append(out, Way{s.ID, s.Kind, s.Label, s.Since, s.Confirmed})
	}
	return out
}

// System tells whether system unlock is set up.
func (v *Vault) System() bool {
	return slices.ContainsFunc(v.Ways(), func(w Way) bool { return w.Kind == seal.KindSystem })
}

// SystemAvailable tells whether this machine has a key store that answers.
func (v *Vault) SystemAvailable(ctx context.Context) error { return v.o.Secrets.Available(ctx) }

// Setup is what the first start asks.
type Setup struct {
	Label, Passphrase string // both empty: no passphrase
	System            bool
}

// Create makes the ring, with a recovery code, which it returns to be shown
// once. Of a plain key it keeps the key. It takes some seconds: Argon2id is
// tuned to this machine.
func (v *Vault) Create(ctx context.Context, s Setup) (recovery string, err error) {
	v.work.Lock()
	defer v.work.Unlock()
	v.mu.Lock()
	ring, plain := v.ring, v.plain
	v.mu.Unlock()
	if ring != nil {
		return "", app.Fail(app.CodeConflict, "密钥已经设置过。请关闭程序后重新启动。")
	}
	if s.Passphrase == "" && !s.System {
		return "", app.Fail(CodeNoWay, "请至少选择一种打开方式：密码，或这台电脑的系统账户。")
	}
	k := seal.NewKey()
	if plain != nil {
		k = *plain
	}
	var slots []seal.Slot
	if s.Passphrase != "" {
		slot, err := v.passphrase(ctx, k, nil, "", s.Label, s.Passphrase)
		if err != nil {
			return "", err
		}
		slots = append(slots, slot)
	}
	if s.System {
		slot, err := v.system(ctx, k)
		if err != nil {
			return "", err
		}
		slots = append(slots, slot)
	}
	first := slots[0].ID
	code := seal.NewRecovery()
	slot, err := seal.SecretSlot(k, seal.KindRecovery, code.Secret(), v.o.Now())
	if err != nil {
		return "", err
	}
	if err := v.save(seal.Ring{}, k, append(slots, slot)); err != nil {
		return "", err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.plain != nil {
		v.plain.Wipe()
		v.plain = nil
	}
	v.key, v.slot, v.code = &k, first, code
	return string(code), nil
}

// Opened gives what Create has opened; CodeClosed if nothing is open.
func (v *Vault) Opened() (Opened, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.key == nil {
		return Opened{}, closed()
	}
	return Opened{Keys: v, Slot: v.slot}, nil
}

// Keys implements seal.Keys while the vault is open; CodeClosed after Lock.
func (v *Vault) Keys() ([]seal.Key, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.key == nil {
		return nil, closed()
	}
	return []seal.Key{*v.key}, nil
}

// save writes the ring that follows on now. The lock of changes is held.
func (v *Vault) save(now seal.Ring, k seal.Key, slots []seal.Slot) error {
	next, err := now.Next(k, slots)
	if err != nil {
		return err
	}
	if err := v.o.Files.Save(next); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ring = &next
	return nil
}

// passphrase makes a slot after looking at label and passphrase.
func (v *Vault) passphrase(ctx context.Context, k seal.Key, beside []seal.Slot, replaces, label, pass string) (seal.Slot, error) {
	label = strings.TrimSpace(label)
	if n := utf8.RuneCountInString(label); n == 0 || n > seal.MaxLabel {
		return seal.Slot{}, app.Fail(CodeLabel, "请填写登录名，最多 40 个字，例如“前台”。登录名不加密，请不要写证件号码。")
	}
	for _, s := range beside {
		if s.Kind == seal.KindPassphrase && s.ID != replaces && strings.EqualFold(s.Label, label) {
			return seal.Slot{}, app.Fail(CodeLabel, "这个登录名已有人用。请换一个。")
		}
	}
	if err := seal.CheckPassphrase(label, pass); err != nil {
		return seal.Slot{}, err
	}
	kdf := v.o.Tune()
	if ctx.Err() != nil {
		return seal.Slot{}, app.Wrap(ctx.Err(), app.CodeCanceled, "已取消。")
	}
	return seal.PassphraseSlot(k, replaces, label, pass, kdf, v.o.Now())
}

// system puts a new secret into the key store and makes its slot.
func (v *Vault) system(ctx context.Context, k seal.Key) (seal.Slot, error) {
	secret := make([]byte, seal.KeySize)
	rand.Read(secret)
	defer clear(secret)
	if err := v.o.Secrets.Set(ctx, account(k.ID), secret); err != nil {
		return seal.Slot{}, err
	}
	return seal.SecretSlot(k, seal.KindSystem, secret, v.o.Now())
}

// account names the entry in the key store; two data folders have two.
func account(id seal.KeyID) string { return "data key " + id.String() }

func closed() error { return app.Fail(CodeClosed, "数据已锁定。请先解锁。") }

// Lock wipes the data key and forgets the recovery code. A change under way
// ends first. Whoever got keys from here must wipe what it made of them.
func (v *Vault) Lock() {
	v.work.Lock()
	defer v.work.Unlock()
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.key != nil {
		v.key.Wipe()
	}
	v.key, v.slot, v.code = nil, "", ""
}
