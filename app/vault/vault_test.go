package vault_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
)

const (
	good  = "xiao-yu-dian 7"
	other = "lao-jie-kou 9"
)

func start(t *testing.T, w *vaulttest.World) *vault.Vault {
	t.Helper()
	v, err := w.Start()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// created is a world with everything set up, and the vault open.
func created(t *testing.T) (*vaulttest.World, *vault.Vault, string) {
	t.Helper()
	w := vaulttest.New()
	v := start(t, w)
	if v.State() != vault.Fresh {
		t.Fatalf("state %d", v.State())
	}
	code, err := v.Create(t.Context(), vault.Setup{Label: "前台", Passphrase: good, System: true})
	if err != nil {
		t.Fatal(err)
	}
	return w, v, code
}

func secret(t *testing.T, keys seal.Keys) [seal.KeySize]byte {
	t.Helper()
	list, err := keys.Keys()
	if err != nil || len(list) != 1 {
		t.Fatalf("%d keys, %v", len(list), err)
	}
	return list[0].Secret
}

func want(t *testing.T, err error, code string) {
	t.Helper()
	if app.CodeOf(err) != code {
		t.Errorf("code %q (%v), want %q", app.CodeOf(err), err, code)
	}
	if err != nil && !strings.Contains(app.MessageOf(err), "请") && code != app.CodeCanceled {
		t.Errorf("%q does not say what to do", app.MessageOf(err))
	}
}

func TestEachWayOpensAfterARestart(t *testing.T) {
	w, v, code := created(t)
	o, err := v.Opened()
	if err != nil || v.State() != vault.Open {
		t.Fatal(err)
	}
	k := secret(t, o.Keys)
	again := start(t, w)
	if again.State() != vault.Locked || !again.System() {
		t.Fatalf("state %d, system %v", again.State(), again.System())
	}
	login := again.Logins()
	if len(login) != 1 || login[0].Label != "前台" {
		t.Fatalf("logins %v", login)
	}
	o, err = again.OpenByPassphrase(t.Context(), login[0].Slot, good)
	if err != nil || secret(t, o.Keys) != k || o.Slot != login[0].Slot || o.ByRecovery {
		t.Errorf("passphrase: %v", err)
	}
	o, err = start(t, w).OpenBySystem(t.Context())
	if err != nil || secret(t, o.Keys) != k {
		t.Errorf("system: %v", err)
	}
	o, err = start(t, w).OpenByRecovery(t.Context(), strings.ToLower(code))
	if err != nil || secret(t, o.Keys) != k || !o.ByRecovery {
		t.Errorf("recovery: %v", err)
	}
}

func TestAPlainKeyIsTakenOver(t *testing.T) {
	w := vaulttest.New()
	k := seal.NewKey()
	w.Files.Plain, w.Data = &k, true
	v := start(t, w)
	if v.State() != vault.Plain {
		t.Fatalf("state %d", v.State())
	}
	if _, err := v.Create(t.Context(), vault.Setup{Label: "前台", Passphrase: good}); err != nil {
		t.Fatal(err)
	}
	o, err := v.Opened()
	if err != nil || secret(t, o.Keys) != k.Secret || w.Files.Plain != nil {
		t.Errorf("another key, or the plain one stays: %v", err)
	}
}

func TestNoKeyIsMadeBesideData(t *testing.T) {
	w := vaulttest.New()
	w.Data = true
	_, err := w.Start()
	want(t, err, seal.CodeKeyMissing)
}

func TestTheSetUpWantsAWayAndAGoodPassphrase(t *testing.T) {
	w := vaulttest.New()
	v := start(t, w)
	for _, c := range []struct {
		s    vault.Setup
		code string
	}{
		{vault.Setup{}, vault.CodeNoWay},
		{vault.Setup{Passphrase: good}, vault.CodeLabel},
		{vault.Setup{Passphrase: good, Label: strings.Repeat("长", 41)}, vault.CodeLabel},
		{vault.Setup{Passphrase: "12345678", Label: "前台"}, seal.CodeWeak},
	} {
		_, err := v.Create(t.Context(), c.s)
		want(t, err, c.code)
	}
	w.Secrets.Absent = true
	_, err := v.Create(t.Context(), vault.Setup{System: true})
	want(t, err, seal.CodeKeystoreAbsent)
	w.Files.Full = true
	_, err = v.Create(t.Context(), vault.Setup{Label: "前台", Passphrase: good})
	want(t, err, seal.CodeKeyFile)
	if v.State() != vault.Fresh || w.Files.Saves != 0 {
		t.Error("a failed set-up left something")
	}
	w.Files.Full = false
	if _, err := v.Create(t.Context(), vault.Setup{Label: "前台", Passphrase: good}); err != nil {
		t.Error(err)
	}
	_, err = v.Create(t.Context(), vault.Setup{Label: "前台", Passphrase: good})
	want(t, err, app.CodeConflict)
}

func TestSeveralPassphrasesEachRemovable(t *testing.T) {
	w, v, _ := created(t)
	o, _ := v.Opened()
	k := secret(t, o.Keys)
	_, err := v.AddPassphrase(t.Context(), " 前台 ", other)
	want(t, err, vault.CodeLabel)
	slot, err := v.AddPassphrase(t.Context(), "小李", other)
	if err != nil {
		t.Fatal(err)
	}
	o, err = start(t, w).OpenByPassphrase(t.Context(), slot, other)
	if err != nil || secret(t, o.Keys) != k {
		t.Fatalf("the second clerk: %v", err)
	}
	if err := v.Remove(t.Context(), slot); err != nil {
		t.Fatal(err)
	}
	_, err = start(t, w).OpenByPassphrase(t.Context(), slot, other)
	want(t, err, app.CodeNotFound)
	want(t, v.Remove(t.Context(), slot), app.CodeNotFound)
}

// A change wraps the same key anew: what it sealed still opens.
func TestChangingAPassphraseOnlyRewraps(t *testing.T) {
	w, v, code := created(t)
	o, _ := v.Opened()
	k, slot := secret(t, o.Keys), v.Logins()[0].Slot
	before := *w.Files.Ring
	want(t, v.ChangePassphrase(t.Context(), slot, "short"), seal.CodeWeak)
	if err := v.ChangePassphrase(t.Context(), slot, other); err != nil {
		t.Fatal(err)
	}
	_, err := start(t, w).OpenByPassphrase(t.Context(), slot, good)
	want(t, err, seal.CodeWrong)
	o, err = start(t, w).OpenByPassphrase(t.Context(), slot, other)
	if err != nil || secret(t, o.Keys) != k || v.Logins()[0] != (vault.Login{Slot: slot, Label: "前台"}) {
		t.Errorf("the new passphrase: %v", err)
	}
	if _, err := start(t, w).OpenByRecovery(t.Context(), code); err != nil {
		t.Errorf("the recovery code went with it: %v", err)
	}
	after := w.Files.Ring
	if after.Key != before.Key || after.Generation != before.Generation+1 || len(after.Slots) != len(before.Slots) {
		t.Errorf("generation %d of %d, %d slots", after.Generation, before.Generation, len(after.Slots))
	}
}

func TestTheLastWayStays(t *testing.T) {
	_, v, _ := created(t)
	slot := v.Logins()[0].Slot
	if err := v.SetSystem(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	want(t, v.Remove(t.Context(), slot), vault.CodeLastWay)
	if err := v.SetSystem(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if err := v.Remove(t.Context(), slot); err != nil {
		t.Fatal(err)
	}
	want(t, v.SetSystem(t.Context(), false), vault.CodeLastWay)
	recovery := slices.IndexFunc(v.Ways(), func(w vault.Way) bool { return w.Kind == seal.KindRecovery })
	want(t, v.Remove(t.Context(), v.Ways()[recovery].Slot), app.CodeNotFound)
}

func TestSystemUnlockOffIsOff(t *testing.T) {
	w, v, _ := created(t)
	held := map[string][]byte{}
	for a, s := range w.Secrets.Held {
		held[a] = s
	}
	if err := v.SetSystem(t.Context(), false); err != nil || len(w.Secrets.Held) != 0 {
		t.Fatalf("%v, %d secrets left", err, len(w.Secrets.Held))
	}
	w.Secrets.Held = held // kept by somebody
	_, err := start(t, w).OpenBySystem(t.Context())
	want(t, err, seal.CodeWrong)
	w.Secrets.Absent = true
	_, err = start(t, w).OpenBySystem(t.Context())
	want(t, err, seal.CodeKeystoreAbsent)
}

// The wait grows, outlives a restart, is the same whatever was wrong, and goes
// away when the right passphrase is given after it.
func TestWrongPassphrasesMakeOneWait(t *testing.T) {
	w, v, _ := created(t)
	slot := v.Logins()[0].Slot
	var waits []time.Duration
	sentence := ""
	for i := range 14 {
		v = start(t, w)
		pass := []string{"", "wrong", good + "x", good[:len(good)-1]}[i%4]
		_, err := v.OpenByPassphrase(t.Context(), slot, pass)
		want(t, err, seal.CodeWrong)
		if m := app.MessageOf(err); sentence != "" && m != sentence {
			t.Errorf("another sentence for another mistake: %q", m)
		} else {
			sentence = m
		}
		wait, err := start(t, w).Wait()
		if err != nil {
			t.Fatal(err)
		}
		waits = append(waits, wait)
		if wait > 0 {
			_, err := start(t, w).OpenByPassphrase(t.Context(), slot, good)
			want(t, err, vault.CodeWait)
			w.Clock = w.Clock.Add(wait - time.Second)
			_, err = start(t, w).OpenByPassphrase(t.Context(), slot, good)
			want(t, err, vault.CodeWait)
			w.Clock = w.Clock.Add(time.Second)
		}
	}
	s := time.Second
	if !slices.Equal(waits, []time.Duration{0, 0, s, 2 * s, 4 * s, 8 * s, 16 * s, 32 * s, 64 * s, 128 * s, 256 * s, 300 * s, 300 * s, 300 * s}) {
		t.Errorf("waits %v", waits)
	}
	w.Clock = w.Clock.Add(-48 * time.Hour) // the clock was put back
	if wait, _ := start(t, w).Wait(); wait != 300*s {
		t.Errorf("after the clock went back the wait is %v", wait)
	}
	w.Clock = w.Clock.Add(49 * time.Hour)
	if _, err := start(t, w).OpenByPassphrase(t.Context(), slot, good); err != nil {
		t.Fatal(err)
	}
	if wait, _ := v.Wait(); wait != 0 || w.Attempts.Failed != 0 {
		t.Error("the right passphrase does not end it")
	}
}

// A program that is ended while it tries has counted the attempt already.
func TestAnAttemptCountsBeforeItIsMade(t *testing.T) {
	w, v, _ := created(t)
	slot := v.Logins()[0].Slot
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := start(t, w).OpenByPassphrase(ctx, slot, good)
	want(t, err, app.CodeCanceled)
	if w.Attempts.Failed != 1 {
		t.Errorf("%d counted", w.Attempts.Failed)
	}
}

func TestARecoveryCodeIsToldMistypedOrWrong(t *testing.T) {
	w, _, code := created(t)
	v := start(t, w)
	spoilt := []byte(code)
	spoilt[0], spoilt[1] = spoilt[1], spoilt[0]
	if spoilt[0] == spoilt[1] {
		spoilt[0] = 'Z'
	}
	_, err := v.OpenByRecovery(t.Context(), string(spoilt))
	want(t, err, seal.CodeTyping)
	if w.Attempts.Failed != 0 {
		t.Error("a typing error counts as a failure")
	}
	_, err = v.OpenByRecovery(t.Context(), string(seal.NewRecovery()))
	want(t, err, seal.CodeWrong)
	if w.Attempts.Failed != 1 {
		t.Error("a wrong code does not count")
	}
}

func TestANewRecoveryCodeReplacesTheOld(t *testing.T) {
	w, v, old := created(t)
	code, err := v.NewRecovery(t.Context())
	if err != nil || code == old {
		t.Fatal(err)
	}
	_, err = start(t, w).OpenByRecovery(t.Context(), old)
	want(t, err, seal.CodeWrong)
	if _, err = start(t, w).OpenByRecovery(t.Context(), code); err != nil {
		t.Error(err)
	}
	if v.Recall(old) || !v.Recall(code) || v.Recall("") || v.RecoveryConfirmed() {
		t.Error("the old code is taken for the one of the ring")
	}
}

func TestTwoGroupsConfirm(t *testing.T) {
	w, v, code := created(t)
	groups := seal.Recovery(code).Groups()
	wrong := seal.NewRecovery().Groups()
	want(t, v.ConfirmRecovery(t.Context(), map[int]string{2: groups[2]}), vault.CodeConfirm)
	want(t, v.ConfirmRecovery(t.Context(), map[int]string{2: groups[2], 6: groups[5]}), seal.CodeTyping)
	want(t, v.ConfirmRecovery(t.Context(), map[int]string{2: groups[2], 6: wrong[6]}), vault.CodeConfirm)
	if v.RecoveryConfirmed() {
		t.Fatal("confirmed by wrong groups")
	}
	right := map[int]string{2: strings.ToLower(groups[2]), 6: groups[6]}
	again := start(t, w)
	if _, err := again.OpenBySystem(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, again.ConfirmRecovery(t.Context(), right), vault.CodeConfirm) // not recalled yet
	if !again.Recall(code) {
		t.Fatal("not recalled")
	}
	if err := again.ConfirmRecovery(t.Context(), right); err != nil || !start(t, w).RecoveryConfirmed() {
		t.Errorf("after a restart: %v", err)
	}
}

func TestLockedNothingCanBeHadOrChanged(t *testing.T) {
	w, v, code := created(t)
	o, _ := v.Opened()
	slot := v.Logins()[0].Slot
	saves := w.Files.Saves
	v.Lock()
	if v.State() != vault.Locked {
		t.Errorf("state %d", v.State())
	}
	_, err := o.Keys.Keys()
	want(t, err, vault.CodeClosed)
	_, err = v.Opened()
	want(t, err, vault.CodeClosed)
	_, err = v.AddPassphrase(t.Context(), "小李", other)
	want(t, err, vault.CodeClosed)
	_, err = v.NewRecovery(t.Context())
	want(t, err, vault.CodeClosed)
	want(t, v.ChangePassphrase(t.Context(), slot, other), vault.CodeClosed)
	want(t, v.Remove(t.Context(), slot), vault.CodeClosed)
	want(t, v.SetSystem(t.Context(), false), vault.CodeClosed)
	if v.Recall(code) || w.Files.Saves != saves {
		t.Error("something was changed or recalled")
	}
	if _, err := v.OpenByPassphrase(t.Context(), slot, good); err != nil || v.State() != vault.Open {
		t.Errorf("unlocking: %v", err)
	}
}

// A full disk during any change leaves the ring as it was.
func TestAFullDiskChangesNothing(t *testing.T) {
	w, v, code := created(t)
	slot := v.Logins()[0].Slot
	w.Files.Full = true
	_, err := v.AddPassphrase(t.Context(), "小李", other)
	want(t, err, seal.CodeKeyFile)
	want(t, v.ChangePassphrase(t.Context(), slot, other), seal.CodeKeyFile)
	_, err = v.NewRecovery(t.Context())
	want(t, err, seal.CodeKeyFile)
	w.Files.Full = false
	if len(v.Logins()) != 1 {
		t.Error("a passphrase that was not written is listed")
	}
	if _, err := v.OpenByPassphrase(t.Context(), slot, good); err != nil {
		t.Error(err)
	}
	if _, err := v.OpenByRecovery(t.Context(), code); err != nil {
		t.Error(err)
	}
}
