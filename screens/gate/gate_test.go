package gate_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/screens/gate"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part/drawing"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

const pass = "xiao-yu-dian 7"

func TestMain(m *testing.M) {
	drawing.Use(false, 1)
	os.Exit(m.Run())
}

// scene is a gate with what it did.
type scene struct {
	t        *testing.T
	host     *hosttest.Host
	world    *vaulttest.World
	vault    *vault.Vault
	page     *gate.Page
	entered  int
	recovery string
	done     []vault.Opened
	refuse   error
	restore  func(file, pass string) error
}

func (s *scene) open(again bool) {
	s.t.Helper()
	var err error
	if s.vault, err = s.world.Start(); err != nil {
		s.t.Fatal(err)
	}
	var restore func(context.Context, string, string, func(done, total int64)) error
	if s.restore != nil {
		restore = func(_ context.Context, file, pass string, progress func(done, total int64)) error {
			progress(1, 2)
			return s.restore(file, pass)
		}
	}
	s.page = gate.New(s.host, gate.Options{Vault: s.vault, Again: again, Restore: restore,
		Enter: func(_ context.Context, _ vault.Opened, recovery string, progress func(int, int)) error {
			progress(1, 2)
			s.entered++
			s.recovery = recovery
			return s.refuse
		}, Done: func(o vault.Opened) { s.done = append(s.done, o) }})
	drawing.Canvas(s.page.Content(), fyne.NewSize(1000, 700))
}

func begin(t *testing.T) *scene {
	s := &scene{t: t, host: hosttest.New(t), world: vaulttest.New()}
	s.host.Pauses = true
	return s
}

func (s *scene) fill(path, words string) {
	s.t.Helper()
	hosttest.Field(s.t, s.page.Content(), path).Type(words)
}
func (s *scene) press(word string) { s.t.Helper(); hosttest.Press(s.t, s.page.Content(), word) }
func (s *scene) sees(words string) {
	s.t.Helper()
	if !hosttest.Shows(s.page.Content(), words) {
		s.t.Errorf("%q is not shown: %q", words, hosttest.Words(s.page.Content()))
	}
}

// created sets up passphrase and system unlock, as a first start does.
func created(t *testing.T) *scene {
	s := begin(t)
	s.open(false)
	s.fill("vault.pass", pass)
	s.fill("vault.pass2", pass)
	s.press(text.Continue)
	s.press(text.CodeLater)
	return s
}

func TestTheFirstStartAsksAndShowsTheCodeOnce(t *testing.T) {
	s := begin(t)
	s.open(false)
	for _, words := range []string{text.GateFirst1, text.GateFirst2, text.GateFirst3} {
		s.sees(words)
	}
	s.press(text.Continue)
	s.sees(text.GatePassHint)
	s.fill("vault.pass", "12345678")
	s.fill("vault.pass2", "12345679")
	s.press(text.Continue)
	s.sees(text.GatePassDiffer)
	s.fill("vault.pass2", "12345678")
	s.press(text.Continue)
	if s.vault.State() != vault.Fresh || s.entered != 0 {
		t.Fatal("an easy passphrase was taken")
	}
	s.sees("密码太容易猜，例如重复或连续的字符。请换成几个互不相干的词。")
	s.fill("vault.pass", pass)
	s.fill("vault.pass2", pass)
	s.press(text.Continue)
	if s.entered != 1 || s.recovery == "" || len(s.done) != 0 {
		t.Fatalf("entered %d times, done %d times", s.entered, len(s.done))
	}
	s.sees(text.CodeTitle)
	for _, g := range strings.Split(s.recovery, "-") {
		s.sees(g)
	}
	s.host.SavePath = filepath.Join(t.TempDir(), "码 #1%.pdf")
	s.press(text.CodeSave)
	if b, err := os.ReadFile(s.host.SavePath); err != nil || !strings.HasPrefix(string(b), "%PDF-") || len(s.host.Opened) != 1 {
		t.Errorf("no sheet: %v", err)
	}
	s.press(text.CodeWritten)
	for _, g := range strings.Split(s.recovery, "-") {
		if hosttest.Shows(s.page.Content(), g) {
			t.Error("the code stands beside the question for it")
		}
	}
	s.press(text.CodeConfirm)
	if len(s.done) != 0 {
		t.Fatal("empty groups confirm")
	}
	groups := strings.Split(s.recovery, "-")
	for i, path := range []string{"code.first", "code.second"} {
		f := hosttest.Field(t, s.page.Content(), path)
		n := 0
		for ; !hosttest.Shows(f, text.CodeGroup(n)); n++ {
		}
		s.fill(path, strings.ToLower(groups[n]))
		if i == 0 {
			s.press(text.CodeConfirm)
		}
	}
	s.press(text.CodeConfirm)
	if len(s.done) != 1 || !s.vault.RecoveryConfirmed() {
		t.Errorf("done %d times, confirmed %v", len(s.done), s.vault.RecoveryConfirmed())
	}
	s.host.NoAlerts()
}

func TestLaterLeavesTheCodeUnconfirmed(t *testing.T) {
	s := created(t)
	if len(s.done) != 1 || s.vault.RecoveryConfirmed() {
		t.Errorf("done %d times, confirmed %v", len(s.done), s.vault.RecoveryConfirmed())
	}
}

func TestWithoutAKeyStoreAPassphraseIsAsked(t *testing.T) {
	s := begin(t)
	s.world.Secrets.Absent = true
	s.open(false)
	s.sees(text.GateNoSystem)
	for _, f := range hosttest.All[interface {
		fyne.CanvasObject
		Path() string
	}](s.page.Content()) {
		if f.Path() == "vault.way" {
			t.Error("a choice that is none")
		}
	}
	s.fill("vault.pass", pass)
	s.fill("vault.pass2", pass)
	s.press(text.Continue)
	if s.vault.System() || s.vault.State() != vault.Open {
		t.Errorf("system %v, state %d", s.vault.System(), s.vault.State())
	}
}

func TestAFullDiskAtTheFirstStartIsSaidAndTheLabelStays(t *testing.T) {
	s := begin(t)
	s.world.Files.Full = true
	s.open(false)
	s.fill("vault.label", "前台")
	s.fill("vault.pass", pass)
	s.fill("vault.pass2", pass)
	s.press(text.Continue)
	if len(s.host.Alerts) != 1 || hosttest.Field(t, s.page.Content(), "vault.label").Value() != "前台" || hosttest.Field(t, s.page.Content(), "vault.pass").Value() != "" {
		t.Errorf("alerts %v", s.host.Alerts)
	}
}

func TestTheDoorOpensByPassphrase(t *testing.T) {
	s := created(t)
	s.open(true)
	s.sees(text.GateTitle)
	if hosttest.Button(s.page.Content(), text.GateSystem) != nil {
		t.Error("after locking the key store opens without the passphrase")
	}
	f := hosttest.Field(t, s.page.Content(), "vault.pass")
	f.Type(pass)
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape} {
		f.Focusable().TypedKey(&fyne.KeyEvent{Name: k})
	}
	if len(s.done) != 1 {
		t.Fatal("Enter submits: an input method sends it too")
	}
	s.press(text.GateUnlock)
	if len(s.done) != 2 || s.recovery != "" {
		t.Errorf("done %d times", len(s.done))
	}
	s.host.NoAlerts()
}

func TestAtTheStartTheSystemMayOpen(t *testing.T) {
	s := created(t)
	s.open(false)
	s.press(text.GateSystem)
	if len(s.done) != 2 {
		t.Errorf("done %d times", len(s.done))
	}
	s.world.Secrets.Absent = true
	s.open(false)
	s.press(text.GateSystem)
	s.sees("这台电脑的系统钥匙串没有响应，暂时不能用它打开。请用密码或恢复码打开。")
}

func TestWrongPassphrasesShutTheDoorForAWhile(t *testing.T) {
	s := created(t)
	s.open(true)
	for range 3 {
		s.fill("vault.pass", "wrong")
		s.press(text.GateUnlock)
	}
	if b := hosttest.Button(s.page.Content(), text.GateUnlock); b == nil || !b.Disabled() {
		t.Fatal("the door is not shut after three failures")
	}
	s.sees(text.GateWait(1e9))
	s.world.Clock = s.world.Clock.Add(2e9)
	s.host.Advance(2e9)
	s.fill("vault.pass", pass)
	s.press(text.GateUnlock)
	if len(s.done) != 2 {
		t.Errorf("done %d times: %q", len(s.done), hosttest.Words(s.page.Content()))
	}
	s.page.Close()
	if n := s.host.Ticking(); n != 0 {
		t.Errorf("%d timers left", n)
	}
}

func TestTheRecoveryCodeOpensAndTypingErrorsAreShown(t *testing.T) {
	s := created(t)
	code := s.recovery
	s.open(true)
	s.press(text.GateRecovery)
	f := hosttest.Field(t, s.page.Content(), "vault.code")
	swapped := []byte(code)
	swapped[6], swapped[7] = swapped[7], swapped[6]
	if swapped[6] == swapped[7] {
		swapped[6] = '0'
	}
	f.Type(string(swapped))
	s.sees("第 2 组抄写有误。请对照纸上的恢复码检查这一组。")
	f.Type(code)
	s.sees(text.GateCodeGood)
	s.press(text.GateOpenByCode)
	if len(s.done) != 2 || !s.done[1].ByRecovery {
		t.Errorf("done %d times", len(s.done))
	}
}

func TestAStoreThatDoesNotOpenIsSaidAtTheDoor(t *testing.T) {
	s := created(t)
	s.open(true)
	s.refuse = app.Fail("store.damaged", "数据文件已损坏。请用备份恢复。")
	s.fill("vault.pass", pass)
	s.press(text.GateUnlock)
	if len(s.done) != 1 || len(s.host.Alerts) != 1 || hosttest.Button(s.page.Content(), text.GateUnlock) == nil {
		t.Errorf("done %d times, alerts %v", len(s.done), s.host.Alerts)
	}
}

func TestEveryPageOfTheGateIsReachedWithTab(t *testing.T) {
	s := created(t)
	s.open(true)
	for i, want := range []int{3, 3} {
		if n := len(hosttest.TabStops(s.page.Content())); n != want {
			t.Errorf("page %d has %d stops, want %d", i, n, want)
		}
		s.press([]string{text.GateRecovery, text.Back}[i])
	}
	if m := s.page.Content().MinSize(); m.Width > 1000 || m.Height > 700 {
		t.Errorf("wants %v", m)
	}
}

func TestTheFirstStartOffersABackup(t *testing.T) {
	s := begin(t)
	s.open(false)
	if hosttest.Button(s.page.Content(), text.GateRestore) != nil {
		t.Error("offered where nothing can restore")
	}
	const oldPass = "lao-dian-nao 5"
	var got []string
	reread := false
	s.restore = func(file, pass string) error {
		got = append(got, file+" "+pass)
		if pass != "dui" {
			return app.Fail("backup.passphrase", "恢复码或密码不对。请重新输入。")
		}
		other, err := s.world.Start() // stands for putting the ring of the backup in place
		if err != nil {
			return err
		}
		if _, err = other.Create(t.Context(), vault.Setup{Label: "旧电脑", Passphrase: oldPass}); err != nil || !reread {
			return err
		}
		return s.vault.Reread()
	}
	s.open(false)
	s.press(text.GateRestore)
	s.sees(text.GateFirstTitle) // no file was chosen
	s.host.Files = []string{filepath.Join("盘", "a.age")}
	s.press(text.GateRestore)
	s.sees("a.age")
	s.press(text.RestoreStart)
	s.sees(text.GateRestoreNone)
	s.fill("restore.pass", "cuo")
	s.press(text.RestoreStart)
	s.sees("恢复码或密码不对。请重新输入。")
	s.press(text.Back)
	s.sees(text.GateFirstTitle)
	take := func() {
		s.press(text.GateRestore)
		s.fill("restore.pass", " dui ")
		s.press(text.RestoreStart)
	}
	take()
	if len(got) != 2 || got[1] != filepath.Join("盘", "a.age")+" dui" || len(s.done) != 0 {
		t.Errorf("%q, done %d times", got, len(s.done))
	}
	s.sees(text.GateRestoredNext) // the next start puts it in place
	s.world.Files.Ring, reread = nil, true
	s.open(false)
	take()
	s.sees(text.GateRestoredLead)
	s.fill("vault.pass", oldPass)
	s.press(text.GateUnlock)
	if len(s.done) != 1 || s.recovery != "" {
		t.Errorf("done %d times: %q", len(s.done), hosttest.Words(s.page.Content()))
	}
	if err := s.vault.Reread(); err == nil {
		t.Error("the ring is changed under an open vault")
	}
	s.host.NoAlerts()
}
