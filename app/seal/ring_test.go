package seal_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/seal"
)

var (
	when  = time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC)
	cheap = seal.KDF{Memory: seal.MinMemory, Passes: seal.MinPasses, Threads: 1}
)

// ring holds one way of each kind.
func ring(t testing.TB) (seal.Ring, seal.Key, seal.Recovery) {
	t.Helper()
	k, code := seal.NewKey(), seal.NewRecovery()
	var slots []seal.Slot
	add := func(s seal.Slot, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		slots = append(slots, s)
	}
	add(seal.PassphraseSlot(k, "", "前台", "correct horse", cheap, when))
	add(seal.SecretSlot(k, seal.KindSystem, []byte("0123456789abcdef0123456789abcdef"), when))
	add(seal.SecretSlot(k, seal.KindRecovery, code.Secret(), when))
	r, err := seal.Ring{}.Next(k, slots)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	return r, k, code
}

func TestEveryWayGivesTheSameKey(t *testing.T) {
	r, k, code := ring(t)
	if got, err := r.ByPassphrase(r.Slots[0].ID, "correct horse"); err != nil || got.Secret != k.Secret || got.ID != k.ID {
		t.Errorf("passphrase: %v", err)
	}
	if got, slot, err := r.BySecret(seal.KindSystem, []byte("0123456789abcdef0123456789abcdef")); err != nil || got.Secret != k.Secret || slot != r.Slots[1].ID {
		t.Errorf("system: %v", err)
	}
	if got, slot, err := r.BySecret(seal.KindRecovery, code.Secret()); err != nil || got.Secret != k.Secret || slot != r.Slots[2].ID {
		t.Errorf("recovery: %v", err)
	}
	for i := range r.Slots {
		if bytes.Contains(r.Slots[i].Wrapped, k.Secret[:8]) {
			t.Errorf("slot %d shows the key", i)
		}
	}
	if r.Slots[0].KDF.Salt == nil || bytes.Equal(r.Slots[1].Salt, r.Slots[2].Salt) {
		t.Error("slots share a salt")
	}
}

func TestNothingElseOpens(t *testing.T) {
	r, _, _ := ring(t)
	for name, err := range map[string]error{
		"passphrase":     second(r.ByPassphrase(r.Slots[0].ID, "correct horsf")),
		"no passphrase":  second(r.ByPassphrase(r.Slots[0].ID, "")),
		"secret":         third(r.BySecret(seal.KindSystem, make([]byte, 32))),
		"code":           third(r.BySecret(seal.KindRecovery, seal.NewRecovery().Secret())),
		"code as secret": third(r.BySecret(seal.KindRecovery, []byte("0123456789abcdef0123456789abcdef"))),
	} {
		if app.CodeOf(err) != seal.CodeWrong {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := second(r.ByPassphrase(r.Slots[1].ID, "correct horse")); app.CodeOf(err) != app.CodeNotFound {
		t.Errorf("a passphrase for a slot of another kind: %v", err)
	}
}

func second(_ seal.Key, err error) error          { return err }
func third(_ seal.Key, _ string, err error) error { return err }

// Whoever has files but no key cannot change a label, bring a removed slot
// back, set the generation, or call a code confirmed.
func TestAForgedRingIsNoticed(t *testing.T) {
	old, k, code := ring(t)
	fresh, err := old.Next(k, old.Slots[1:]) // the passphrase was removed
	if err != nil {
		t.Fatal(err)
	}
	for name, forge := range map[string]func(*seal.Ring){
		"slot brought back": func(r *seal.Ring) { r.Slots = append(r.Slots, old.Slots[0]) },
		"slot taken away":   func(r *seal.Ring) { r.Slots = r.Slots[1:] },
		"generation":        func(r *seal.Ring) { r.Generation++ },
		"confirmed":         func(r *seal.Ring) { r.Slots[1].Confirmed = true },
		"old MAC":           func(r *seal.Ring) { r.MAC = old.MAC },
	} {
		r := fresh
		r.Slots = append([]seal.Slot{}, fresh.Slots...)
		forge(&r)
		if _, _, err := r.BySecret(seal.KindRecovery, code.Secret()); app.CodeOf(err) != seal.CodeRingForged {
			t.Errorf("%s: %v", name, err)
		}
	}
	relabelled := old
	relabelled.Slots = append([]seal.Slot{}, old.Slots...)
	relabelled.Slots[0].Label = "老板"
	if err := second(relabelled.ByPassphrase(relabelled.Slots[0].ID, "correct horse")); app.CodeOf(err) != seal.CodeWrong {
		t.Errorf("another label: %v", err)
	}
	if _, _, err := fresh.BySecret(seal.KindRecovery, code.Secret()); err != nil {
		t.Errorf("the honest ring: %v", err)
	}
}

func TestCheckRefusesWhatCannotBe(t *testing.T) {
	good, _, _ := ring(t)
	for name, spoil := range map[string]func(*seal.Ring){
		"no slots":        func(r *seal.Ring) { r.Slots = nil },
		"too many":        func(r *seal.Ring) { r.Slots = make([]seal.Slot, seal.MaxSlots+1) },
		"no generation":   func(r *seal.Ring) { r.Generation = 0 },
		"no MAC":          func(r *seal.Ring) { r.MAC = nil },
		"memory":          func(r *seal.Ring) { r.Slots[0].KDF.Memory = seal.MaxMemory + 1 },
		"little memory":   func(r *seal.Ring) { r.Slots[0].KDF.Memory = 64 },
		"passes":          func(r *seal.Ring) { r.Slots[0].KDF.Passes = 1 << 30 },
		"no lanes":        func(r *seal.Ring) { r.Slots[0].KDF.Threads = 0 },
		"no KDF":          func(r *seal.Ring) { r.Slots[0].KDF = nil },
		"short":           func(r *seal.Ring) { r.Slots[0].Wrapped = r.Slots[0].Wrapped[1:] },
		"salt":            func(r *seal.Ring) { r.Slots[1].Salt = nil },
		"kind":            func(r *seal.Ring) { r.Slots[1].Kind = "other" },
		"one id twice":    func(r *seal.Ring) { r.Slots[1].ID = r.Slots[2].ID },
		"id":              func(r *seal.Ring) { r.Slots[1].ID = "../../etc" },
		"label of a book": func(r *seal.Ring) { r.Slots[0].Label = strings.Repeat("长", seal.MaxLabel+1) },
	} {
		r := good
		r.Slots = append([]seal.Slot{}, good.Slots...)
		kdf := *good.Slots[0].KDF
		r.Slots[0].KDF = &kdf
		spoil(&r)
		if r.Check() == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestTuningFillsTheSecondAndKeepsTheFloor(t *testing.T) {
	// a machine where one pass over one MiB takes so long
	machine := func(per time.Duration) func(seal.KDF) time.Duration {
		return func(k seal.KDF) time.Duration { return per * time.Duration(k.Memory>>10) * time.Duration(k.Passes) }
	}
	for _, c := range []struct {
		per            time.Duration
		memory, passes uint32
	}{
		{200 * time.Microsecond, seal.MaxMemory, 19}, // 51 ms a pass
		{time.Millisecond, seal.MaxMemory, 3},
		{3 * time.Millisecond, seal.MaxMemory / 2, 2},
		{7 * time.Millisecond, seal.MaxMemory / 4, 2},
		{100 * time.Millisecond, seal.MinMemory, seal.MinPasses}, // 3.8 s: the floor holds
		{time.Nanosecond, seal.MaxMemory, seal.MaxPasses},
	} {
		k := seal.Tune(machine(c.per))
		if k.Memory != c.memory || k.Passes != c.passes {
			t.Errorf("%v a MiB: %d MiB, %d passes; want %d, %d", c.per, k.Memory>>10, k.Passes, c.memory>>10, c.passes)
		}
		if took := machine(c.per)(k); took > seal.UnlockMost && k.Memory > seal.MinMemory {
			t.Errorf("%v a MiB: unlocking takes %v", c.per, took)
		}
	}
	// A machine that slows down under load: the passes go back.
	calls := 0
	k := seal.Tune(func(k seal.KDF) time.Duration {
		if calls++; calls == 1 {
			return 50 * time.Millisecond
		}
		return time.Duration(k.Passes) * 100 * time.Millisecond
	})
	if k.Passes > 15 {
		t.Errorf("%d passes of 100 ms", k.Passes)
	}
}

func TestAPassphraseIsTheSameInEverySpelling(t *testing.T) {
	k := cheap
	k.Salt = make([]byte, seal.SaltSize)
	if !bytes.Equal(k.Key("cafe\u0301 样本"), k.Key("café\u3000样本")) {
		t.Error("composed and decomposed letters, or two kinds of blanks, make two keys")
	}
	if bytes.Equal(k.Key("Correct"), k.Key("correct")) {
		t.Error("capitals do not count")
	}
}

func TestEasyPassphrasesAreRefused(t *testing.T) {
	for _, p := range []string{"", "1234567", "12345678", "87654321", "aaaaaaaaaa", "abababab", "abcdefgh", "front-desk"} {
		if err := seal.CheckPassphrase("front-desk", p); app.CodeOf(err) != seal.CodeWeak {
			t.Errorf("%q: %v", p, err)
		}
	}
	for _, p := range []string{"correct horse", "xiao-yu-dian 7", "汽车苹果雨伞海洋"} {
		if err := seal.CheckPassphrase("front-desk", p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func BenchmarkUnlockTuned(b *testing.B) {
	k := seal.Tune(nil)
	b.Logf("%d MiB, %d passes, %d lanes", k.Memory>>10, k.Passes, k.Threads)
	for b.Loop() {
		k.Key("correct horse")
	}
}
