package vault_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/rule/table"
	keys "beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"
	"beiandesk/screens/vault"

	"fyne.io/fyne/v2"
)

const (
	pass  = "xiao-yu-dian 7"
	other = "lao-jie-kou 9"
)

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}

type scene struct {
	t     *testing.T
	host  *hosttest.Host
	world *vaulttest.World
	vault *keys.Vault
	desk  *desk.Desk
	page  *vault.Page
	locks int
}

func begin(t *testing.T) *scene {
	t.Helper()
	s := &scene{t: t, host: hosttest.New(t), world: vaulttest.New()}
	var err error
	if s.vault, err = s.world.Start(); err != nil {
		t.Fatal(err)
	}
	code, err := s.vault.Create(t.Context(), keys.Setup{Label: "前台", Passphrase: pass})
	if err != nil {
		t.Fatal(err)
	}
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	s.desk = desk.New(desktest.New(), desk.Options{Tables: tables, Now: s.host.Now})
	if err := s.desk.KeepBackupCode(t.Context(), code); err != nil {
		t.Fatal(err)
	}
	s.page = vault.New(s.host, vault.Options{Vault: s.vault, Desk: s.desk, Lock: func() { s.locks++ }})
	drawing.Canvas(s.page.Content(), fyne.NewSize(928, 1600))
	return s
}

func (s *scene) press(word string) { s.t.Helper(); hosttest.Press(s.t, s.page.Content(), word) }
func (s *scene) fill(path, words string) {
	s.t.Helper()
	hosttest.Field(s.t, s.page.Content(), path).Type(words)
}

func (s *scene) opens(words string) bool {
	s.t.Helper()
	s.world.Attempts.Failed = 0
	v, err := s.world.Start()
	if err != nil {
		s.t.Fatal(err)
	}
	for _, l := range v.Logins() {
		s.world.Attempts.Failed = 0
		if _, err := v.OpenByPassphrase(s.t.Context(), l.Slot, words); err == nil {
			return true
		}
	}
	return false
}

func TestAPassphraseIsAddedChangedAndRemoved(t *testing.T) {
	s := begin(t)
	s.press(text.WayAdd)
	s.fill("way.label", "前台")
	s.fill("way.pass", other)
	s.fill("way.pass2", other+"x")
	s.press(text.WaySave)
	if !hosttest.Shows(s.page.Content(), text.GatePassDiffer) || s.opens(other) {
		t.Fatal("two different passphrases are taken")
	}
	s.fill("way.pass2", other)
	s.press(text.WaySave)
	if f := hosttest.Field(t, s.page.Content(), "way.label"); f.Error() == "" {
		t.Error("a label that is taken is not refused at its field")
	}
	s.fill("way.label", "小李")
	s.press(text.WaySave)
	if !s.opens(other) || !hosttest.Shows(s.page.Content(), "小李") {
		t.Fatal("not added")
	}
	s.press(text.WayChange) // of the first
	s.fill("way.pass", "shan-shui-hua 3")
	s.fill("way.pass2", "shan-shui-hua 3")
	s.press(text.WaySave)
	if s.opens(pass) || !s.opens("shan-shui-hua 3") || !s.opens(other) {
		t.Error("not changed, or the other one with it")
	}
	s.press(text.WayRemove)
	if s.opens("shan-shui-hua 3") == false {
		t.Error("removed without a yes")
	}
	s.host.Yes = true
	s.press(text.WayRemove)
	if s.opens("shan-shui-hua 3") {
		t.Error("still opens")
	}
	s.host.NoAlerts()
	s.press(text.WayRemove)
	if len(s.host.Alerts) != 1 || !s.opens(other) {
		t.Errorf("the last way went: %v", s.host.Alerts)
	}
}

func TestSystemUnlockIsTurnedOnAndOff(t *testing.T) {
	s := begin(t)
	s.press(text.SystemTurn)
	if !s.vault.System() || !hosttest.Shows(s.page.Content(), text.SystemOn) {
		t.Fatal("not on")
	}
	s.press(text.SystemStop)
	if s.vault.System() {
		t.Error("not off")
	}
	s.world.Secrets.Absent = true
	s.press(text.SystemTurn)
	if len(s.host.Alerts) != 1 || s.vault.System() {
		t.Errorf("without a key store: %v", s.host.Alerts)
	}
}

func TestANewCodeIsShownKeptAndConfirmed(t *testing.T) {
	s := begin(t)
	old, err := s.desk.BackupCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.press(text.RecoveryNew)
	if now, _ := s.desk.BackupCode(t.Context()); now != old {
		t.Fatal("a new code without a yes")
	}
	s.host.Yes = true
	s.press(text.RecoveryNew)
	code, err := s.desk.BackupCode(t.Context())
	if err != nil || code == old || !s.vault.Recall(code) {
		t.Fatalf("the backups keep the old code: %v", err)
	}
	groups := strings.Split(code, "-")
	if !hosttest.Shows(s.page.Content(), groups[0]) {
		t.Fatal("not shown")
	}
	s.press(text.CodeLater)
	if !hosttest.Shows(s.page.Content(), text.RecoveryOpen) {
		t.Error("later is not noted")
	}
	s.press(text.RecoveryConfirm)
	for _, path := range []string{"code.first", "code.second"} {
		f := hosttest.Field(t, s.page.Content(), path)
		n := 0
		for ; !hosttest.Shows(f, text.CodeGroup(n)); n++ {
		}
		s.fill(path, groups[n])
	}
	s.press(text.CodeConfirm)
	if !s.vault.RecoveryConfirmed() || !hosttest.Shows(s.page.Content(), text.RecoveryGood) {
		t.Error("not confirmed")
	}
	s.host.NoAlerts()
}

func TestLockingByItselfIsTurnedOffOnlyAfterAWarning(t *testing.T) {
	s := begin(t)
	f := hosttest.Field(t, s.page.Content(), "lock.minutes")
	minutes := func() int {
		l, err := s.desk.Lock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return l.Minutes
	}
	f.Choose(text.IdleMinutes(15))
	if minutes() != 15 {
		t.Errorf("%d", minutes())
	}
	f.Choose(text.IdleNever)
	if len(s.host.Questions) != 1 || minutes() != 15 || f.Value() != text.IdleMinutes(15) {
		t.Errorf("without a yes: %d, shown %s", minutes(), f.Value())
	}
	s.host.Yes = true
	f.Choose(text.IdleNever)
	if minutes() != desk.NeverLock {
		t.Errorf("%d", minutes())
	}
	s.press(text.LockNow)
	if s.locks != 1 {
		t.Error("the button does not lock")
	}
	if m := s.page.Content().MinSize(); m.Width > 928 || m.Height > 700 {
		t.Errorf("wants %v", m)
	}
}

// kinds are those of the log's entries about keys, oldest first.
func (s *scene) kinds() (list []string) {
	s.t.Helper()
	entries, err := s.desk.Log(s.t.Context(), 0, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := len(entries) - 1; i >= 0; i-- {
		if e := entries[i]; e.Action == desk.DidKeys {
			list = append(list, e.Kinds...)
		}
	}
	return list
}

func TestEveryChangeOfTheKeysIsNoted(t *testing.T) {
	s := begin(t)
	s.host.Yes = true
	add := func() {
		s.press(text.WayAdd)
		s.fill("way.label", "小李")
		s.fill("way.pass", other)
		s.fill("way.pass2", other)
		s.press(text.WaySave)
	}
	add()
	s.press(text.WayChange)
	s.fill("way.pass", "shan-shui-hua 3")
	s.fill("way.pass2", "shan-shui-hua 3")
	s.press(text.WaySave)
	s.press(text.WayRemove)
	s.press(text.SystemTurn)
	s.press(text.SystemStop)
	s.press(text.RecoveryNew)
	code, err := s.desk.BackupCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	groups := strings.Split(code, "-")
	s.press(text.CodeWritten)
	for _, path := range []string{"code.first", "code.second"} {
		f := hosttest.Field(t, s.page.Content(), path)
		n := 0
		for ; !hosttest.Shows(f, text.CodeGroup(n)); n++ {
		}
		s.fill(path, groups[n])
	}
	s.press(text.CodeConfirm)
	want := []string{"passphrase-added", "passphrase-changed", "passphrase-removed", "system-on", "system-off", "recovery-new", "recovery-confirmed"}
	if got := s.kinds(); !slices.Equal(got, want) {
		t.Errorf("noted %q, want %q", got, want)
	}
	s.host.NoAlerts()
}

func TestANewPassphraseIsGivenToAnOperator(t *testing.T) {
	s := begin(t)
	s.press(text.WayAdd)
	if !hosttest.Shows(s.page.Content(), text.WayNoOperator) {
		t.Error("nothing says where operators come from")
	}
	for _, o := range []desk.Operator{{Name: "老板", Role: desk.Owner, Slot: s.vault.Logins()[0].Slot}, {Name: "小李", Role: desk.Clerk}} {
		if _, err := s.desk.SaveOperator(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	s.press(text.Cancel)
	s.page.Reload()
	s.press(text.WayAdd)
	clerk := func() desk.Operator {
		t.Helper()
		ops, err := s.desk.Operators(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return ops[slices.IndexFunc(ops, func(o desk.Operator) bool { return o.Role == desk.Clerk })]
	}
	hosttest.Field(t, s.page.Content(), "way.operator").Choose(clerk().ID)
	s.fill("way.label", "小李")
	s.fill("way.pass", other)
	s.fill("way.pass2", other)
	s.press(text.WaySave)
	if got := clerk(); got.Slot != s.vault.Logins()[1].Slot || got.Name != "小李" {
		t.Errorf("%+v", got)
	}
	s.host.NoAlerts()
	s.press(text.WayAdd) // both have one now
	if !hosttest.Shows(s.page.Content(), text.WayNoOperator) {
		t.Error("an operator is offered a second passphrase")
	}
}

func TestWhoMayNotChangeKeysSeesWhy(t *testing.T) {
	s := begin(t)
	s.desk.Act(desk.Operator{ID: "c", Name: "小李", Role: desk.Clerk})
	s.page = vault.New(s.host, vault.Options{Vault: s.vault, Desk: s.desk, Lock: func() {}})
	drawing.Canvas(s.page.Content(), fyne.NewSize(928, 1600))
	if !hosttest.Shows(s.page.Content(), text.Denied(text.VaultChange, app.MessageOf(s.desk.May(desk.MayKeys)))) {
		t.Error("no reason is shown")
	}
	for _, word := range []string{text.WayAdd, text.WayChange, text.WayRemove, text.SystemTurn, text.RecoveryNew, text.RecoveryConfirm} {
		if b := hosttest.Button(s.page.Content(), word); b == nil || !b.Disabled() {
			t.Errorf("%s can be pressed", word)
		}
	}
	if b := hosttest.Button(s.page.Content(), text.LockNow); b == nil || b.Disabled() {
		t.Error("a clerk cannot lock")
	}
	s.desk.Act(desk.Operator{})
	s.page = vault.New(s.host, vault.Options{Vault: s.vault, Desk: s.desk, Lock: func() {}})
	s.desk.Act(desk.Operator{ID: "c", Name: "小李", Role: desk.Clerk}) // made for the owner, pressed by a clerk
	s.press(text.SystemTurn)
	if len(s.host.Alerts) != 1 || s.vault.System() || len(s.kinds()) > 0 {
		t.Errorf("alerts %v, system %v", s.host.Alerts, s.vault.System())
	}
}

// forgetful is a desk that cannot keep an operator.
type forgetful struct{ *desk.Desk }

func (forgetful) SaveOperator(_ context.Context, o desk.Operator) (desk.Operator, error) {
	return o, app.Fail("store.full", "磁盘空间不足。请清理。")
}

// TestAPassphraseForAnOperatorIsNeverNobodys: nobody's would open as the owner.
func TestAPassphraseForAnOperatorIsNeverNobodys(t *testing.T) {
	s := begin(t)
	if _, err := s.desk.SaveOperator(t.Context(), desk.Operator{Name: "老板", Role: desk.Owner}); err != nil {
		t.Fatal(err)
	}
	op, err := s.desk.SaveOperator(t.Context(), desk.Operator{Name: "小李", Role: desk.Clerk})
	if err != nil {
		t.Fatal(err)
	}
	s.page = vault.New(s.host, vault.Options{Vault: s.vault, Desk: forgetful{s.desk}, Lock: func() {}})
	drawing.Canvas(s.page.Content(), fyne.NewSize(928, 1600))
	s.press(text.WayAdd)
	hosttest.Field(t, s.page.Content(), "way.operator").Choose(op.ID)
	s.fill("way.label", "小李")
	s.fill("way.pass", other)
	s.fill("way.pass2", other)
	s.press(text.WaySave)
	if len(s.host.Alerts) != 1 || len(s.vault.Logins()) != 1 || s.opens(other) || len(s.kinds()) > 0 {
		t.Errorf("alerts %v, logins %+v, noted %q", s.host.Alerts, s.vault.Logins(), s.kinds())
	}
}
