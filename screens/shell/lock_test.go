package shell_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/shell"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

const doorPass = "xiao-yu-dian 7"

// keeper stands for steps.Unsaved.
type keeper struct{ words string }

func (k *keeper) Drafts() ([]byte, error) {
	w := k.words
	k.words = ""
	return json.Marshal(w)
}
func (k *keeper) PutDrafts(b []byte) error { return json.Unmarshal(b, &k.words) }

// behind is a window behind a door, still shut unless open.
type behind struct {
	*world
	vaults *vaulttest.World
	vault  *vault.Vault
	keeper *keeper
	code   string // the recovery code
	left   int
	idle   time.Duration
	now    time.Time
}

func beginBehind(t *testing.T, open bool) *behind {
	t.Helper()
	d, w := deps(t)
	b := &behind{world: w, vaults: vaulttest.New(), keeper: &keeper{}, now: hosttest.Start}
	var err error
	if b.vault, err = b.vaults.Start(); err != nil {
		t.Fatal(err)
	}
	b.code, err = b.vault.Create(t.Context(), vault.Setup{Label: "前台", Passphrase: doorPass})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.desk.KeepBackupCode(t.Context(), b.code); err != nil {
		t.Fatal(err)
	}
	in := shell.Inside{Desk: d.Desk, Pages: d.Pages, Unsaved: b.keeper}
	d.Now = func() time.Time { return b.now }
	d.Door = &shell.Door{Vault: b.vault, Leave: func() { b.left++ }, Idle: func() (time.Duration, bool) { return b.idle, true },
		Enter: func(context.Context, vault.Opened, func(int, int)) (shell.Inside, error) { return in, nil }}
	if open {
		d.Unsaved = b.keeper
	} else {
		b.vault.Lock()
		d.Desk, d.Pages = nil, nil
	}
	w.start(d)
	return b
}

func (b *behind) unlock() {
	b.t.Helper()
	hosttest.Field(b.t, b.shell.Content(), "vault.pass").Type(doorPass)
	hosttest.Press(b.t, b.shell.Content(), text.GateUnlock)
	b.settle()
}

func TestNothingIsShownBeforeTheDoorOpens(t *testing.T) {
	b := beginBehind(t, false)
	if _, err := b.desk.Add(t.Context(), "yangben.cn", false); err != nil {
		t.Fatal(err)
	}
	b.shell.Open(filingRoute("a"))
	b.shell.Add()
	b.settle()
	if len(b.probes) != 0 || !hosttest.Shows(b.shell.Content(), text.GateStart) {
		t.Fatal("a page opened past the door")
	}
	b.unlock()
	if !hosttest.Shows(b.shell.Content(), "yangben.cn") || b.vault.State() != vault.Open {
		t.Errorf("not let in: %q", hosttest.Words(b.shell.Content()))
	}
}

func TestLockingClosesWipesAndComesBack(t *testing.T) {
	b := beginBehind(t, true)
	b.shell.Open(filingRoute("a"))
	filing := b.last()
	b.shell.Open(screens.Route{Page: screens.PageChecks, Filing: "a"})
	b.keeper.words = "没存上的话 13800001234"
	filing.host.CopyPersonal("13800001234")
	filing.host.Confirm(text.CloseQuestion, func(bool) {})
	b.shell.Lock()
	if hosttest.Shows(b.shell.Content(), text.RailHome) {
		t.Error("the pages stay in sight while it saves")
	}
	b.settle()
	if b.left != 1 || b.vault.State() != vault.Locked || filing.closed != 1 || filing.saved == 0 {
		t.Fatalf("left %d times, state %d, closed %d, saved %d", b.left, b.vault.State(), filing.closed, filing.saved)
	}
	if b.shell.Window().Canvas().Overlays().Top() != nil || fyne.CurrentApp().Clipboard().Content() != "" || b.keeper.words != "" {
		t.Error("a question, the clipboard or unsaved text stays")
	}
	sealed, err := b.desk.Drafts(t.Context())
	if err != nil || !strings.Contains(string(sealed), "没存上的话") {
		t.Errorf("%q, %v", sealed, err)
	}
	n := len(b.probes)
	b.shell.Open(filingRoute("b"))
	b.shell.Lock()
	b.settle()
	if len(b.probes) != n || b.left != 1 {
		t.Error("the locked window still works")
	}
	b.unlock()
	if len(b.probes) != n+2 || b.last().route.Page != screens.PageChecks || b.probes[n].route.Page != screens.PageFiling {
		t.Errorf("%d pages came back", len(b.probes)-n)
	}
	if b.keeper.words != "没存上的话 13800001234" {
		t.Errorf("unsaved text came back as %q", b.keeper.words)
	}
	if sealed, err := b.desk.Drafts(t.Context()); err != nil || sealed != nil {
		t.Errorf("drafts stay in the store: %v", err)
	}
}

func TestWhatWasCopiedElsewhereStaysOnTheClipboard(t *testing.T) {
	b := beginBehind(t, true)
	fyne.CurrentApp().Clipboard().SetContent("别的程序复制的")
	b.shell.Lock()
	b.settle()
	if got := fyne.CurrentApp().Clipboard().Content(); got != "别的程序复制的" {
		t.Errorf("%q", got)
	}
}

// tick lets the window look whether to lock.
func (b *behind) tick(pass time.Duration) {
	b.t.Helper()
	b.now = b.now.Add(pass)
	shell.Watch(b.shell, b.now)
	b.settle()
}

func TestItLocksWhenNobodyIsThere(t *testing.T) {
	b := beginBehind(t, true)
	for range 70 { // nearly six minutes in which somebody works elsewhere on the machine
		b.tick(5 * time.Second)
	}
	if b.left != 0 {
		t.Fatal("locked although the machine is in use")
	}
	b.idle = 5*time.Minute + time.Second
	b.tick(5 * time.Second)
	if b.left != 1 {
		t.Fatal("not locked after five minutes")
	}
	b.unlock()
	if err := b.desk.SetLock(t.Context(), desk.Lock{Minutes: desk.NeverLock}); err != nil {
		t.Fatal(err)
	}
	b.settle()
	b.idle = 10 * time.Hour
	for range 200 {
		b.tick(5 * time.Second)
	}
	if b.left != 1 {
		t.Error("locked although it was turned off")
	}
}

func TestAnExportIsLetEndBeforeItLocksByItself(t *testing.T) {
	b := beginBehind(t, true)
	b.shell.Open(filingRoute("a"))
	release := make(chan struct{})
	b.last().host.Go(shell.ExportKey+":a", func(context.Context) error { <-release; return nil }, nil)
	b.idle, b.now = time.Hour, b.now.Add(time.Hour)
	shell.Watch(b.shell, b.now.Add(-time.Hour+5*time.Second))
	for range 80 {
		b.now = b.now.Add(5 * time.Second)
		shell.Watch(b.shell, b.now)
		shell.Pump(b.shell, time.Millisecond)
	}
	if b.left != 0 {
		t.Error("locked in the middle of an export")
	}
	close(release)
	b.settle()
	for range 20 { // whether anybody is there is asked on another goroutine
		if b.tick(5 * time.Second); b.left > 0 {
			break
		}
	}
	if b.left != 1 {
		t.Error("not locked after it")
	}
}

func TestAJumpOfTheClockIsSleep(t *testing.T) {
	b := beginBehind(t, true)
	b.tick(5 * time.Second)
	b.tick(20 * time.Second) // a busy machine
	if b.left != 0 {
		t.Fatal("locked by a slow tick")
	}
	b.tick(10 * time.Minute)
	if b.left != 1 {
		t.Error("not locked after sleep")
	}
}

func TestTheCodeIsRememberedUntilItIsConfirmed(t *testing.T) {
	b := beginBehind(t, true)
	if !hosttest.Shows(b.shell.Content(), text.RecoveryNotice) {
		t.Fatal("no notice")
	}
	hosttest.Press(t, b.shell.Content(), text.RecoveryAct)
	b.settle()
	if !hosttest.Shows(b.shell.Content(), text.VaultTitle) {
		t.Fatal("the notice leads nowhere")
	}
	b.shell.Open(screens.Route{Page: screens.PageHome})
	b.settle()
	if !hosttest.Shows(b.shell.Content(), text.RecoveryNotice) {
		t.Error("the notice went away unconfirmed")
	}
}

func TestTheNoticeOfTheRecoveryCodeStandsForOneUnlocking(t *testing.T) {
	b := beginBehind(t, true)
	for range 2 {
		b.shell.Lock()
		b.settle()
		hosttest.Press(t, b.shell.Content(), text.GateRecovery)
		hosttest.Field(t, b.shell.Content(), "vault.code").Type(b.code)
		hosttest.Press(t, b.shell.Content(), text.GateOpenByCode)
		b.settle()
		if n := strings.Count(strings.Join(hosttest.Words(b.shell.Content()), "\n"), text.ByRecoveryHint); n != 1 {
			t.Fatalf("%d notices, want 1", n)
		}
	}
	b.shell.Lock()
	b.settle()
	b.unlock()
	if hosttest.Shows(b.shell.Content(), text.ByRecoveryHint) {
		t.Error("opened by the passphrase, the notice still says by the recovery code")
	}
}

// clerk makes the slot of the passphrase a clerk's, beside an owner.
func (b *behind) clerk() desk.Operator {
	b.t.Helper()
	if _, err := b.desk.SaveOperator(b.t.Context(), desk.Operator{Name: "老板", Role: desk.Owner}); err != nil {
		b.t.Fatal(err)
	}
	op, err := b.desk.SaveOperator(b.t.Context(), desk.Operator{Name: "小李", Role: desk.Clerk, Slot: b.vault.Logins()[0].Slot})
	if err != nil {
		b.t.Fatal(err)
	}
	return op
}

func TestWhoseThePassphraseIsWorksUntilItIsLocked(t *testing.T) {
	b := beginBehind(t, true)
	b.clerk()
	if err := b.desk.May(desk.MayErase); err != nil {
		t.Fatal("before the door was passed the owner works:", err)
	}
	b.shell.Lock()
	b.settle()
	b.unlock()
	if err := b.desk.May(desk.MayErase); app.CodeOf(err) != desk.CodeDenied {
		t.Errorf("a clerk came in and may erase: %v", err)
	}
	b.shell.Lock()
	b.settle()
	if err := b.desk.May(desk.MayErase); err != nil {
		t.Error("the clerk's name stays in memory while it is locked")
	}
}

func TestWhoHasLeftStaysOutside(t *testing.T) {
	b := beginBehind(t, true)
	op := b.clerk()
	if err := b.desk.RemoveOperator(t.Context(), op.ID); err != nil {
		t.Fatal(err)
	}
	b.shell.Open(filingRoute("a"))
	b.shell.Lock()
	b.settle()
	n := len(b.probes)
	b.unlock()
	if b.vault.State() != vault.Locked || b.left != 2 || len(b.probes) != n {
		t.Fatalf("state %d, left %d times, %d pages opened", b.vault.State(), b.left, len(b.probes)-n)
	}
	f := hosttest.Field(t, b.shell.Content(), "vault.pass")
	if !strings.Contains(f.Error(), "已停用") || b.shell.Window().Canvas().Overlays().Top() != nil {
		t.Errorf("said %q", f.Error())
	}
	if err := b.desk.May(desk.MayErase); err != nil {
		t.Error("somebody still acts")
	}
}

// TestWhatOnlyAButtonSavesComesBackIntoItsPage in the real list, under another
// page.
func TestWhatOnlyAButtonSavesComesBackIntoItsPage(t *testing.T) {
	b := beginBehind(t, true)
	b.shell.Add()
	b.settle()
	hosttest.Field(t, b.shell.Content(), "domain.name").Type("xin-yangben.cn")
	b.shell.Open(filingRoute("a"))
	b.settle()
	b.shell.Lock()
	b.settle()
	rows, err := b.desk.Rows(t.Context())
	if err != nil || len(rows) != 0 {
		t.Fatalf("locking saved what a button saves: %v, %v", rows, err)
	}
	if hosttest.Shows(b.shell.Content(), "xin-yangben.cn") {
		t.Error("the text stays in sight")
	}
	b.unlock()
	if b.last().route.Filing != "a" {
		t.Errorf("came back to %+v", b.last().route)
	}
	b.shell.Open(screens.Route{Page: screens.PageHome})
	b.settle()
	if got := hosttest.Field(t, b.shell.Content(), "domain.name").Value(); got != "xin-yangben.cn" {
		t.Errorf("came back as %q", got)
	}
}
