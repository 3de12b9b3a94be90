package pages_test

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/phone"
	"beiandesk/app/rule/table"
	"beiandesk/app/vault"
	"beiandesk/app/vault/vaulttest"
	"beiandesk/screens"
	"beiandesk/screens/capture"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/pages"
	"beiandesk/screens/shell"
	"beiandesk/screens/steps"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

const phonePass = "xiao-yu-dian 7"

// phoneWindow is a whole window behind a door, with a page that listens on the
// loopback.
type phoneWindow struct {
	*shell.Shell
	t     *testing.T
	queue *shell.Queue
	id    string
	at    string // address that was listened on
	left  []bool // whether it was listened on when the keys were wiped
	ahead time.Duration
}

func (w *phoneWindow) now() time.Time { return time.Now().Add(w.ahead) }

func newPhoneWindow(t *testing.T) *phoneWindow {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desktest.New(), desk.Options{Tables: tables, Now: time.Now})
	v, err := d.Add(t.Context(), "example.com", false)
	if err != nil {
		t.Fatal(err)
	}
	vaults := vaulttest.New()
	va, err := vaults.Start()
	if err != nil {
		t.Fatal(err)
	}
	code, err := va.Create(t.Context(), vault.Setup{Label: "前台", Passphrase: phonePass})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.KeepBackupCode(t.Context(), code); err != nil {
		t.Fatal(err)
	}
	unsaved := &steps.Unsaved{}
	all := pages.All(d, unsaved)
	all[screens.PagePhone] = func(h screens.Host, r screens.Route) screens.Screen {
		return capture.New(h, capture.Options{Desk: d, Unsaved: unsaved, Choices: func(string) ([]phone.Choice, error) {
			return []phone.Choice{{Interface: phone.Interface{Name: "test", Addr: netip.MustParseAddr("127.0.0.1")}}}, nil
		}}, r)
	}
	w := &phoneWindow{t: t, queue: &shell.Queue{}, id: v.Filing.ID}
	in := shell.Inside{Desk: d, Pages: all, Unsaved: unsaved, Sources: pages.Sources(d)}
	w.Shell = shell.New(shell.Deps{App: fyne.CurrentApp(), Desk: d, Version: "0", Queue: w.queue, Now: w.now, Pages: all, Sources: pages.Sources(d), Unsaved: unsaved,
		Door: &shell.Door{Vault: va, Leave: func() { w.left = append(w.left, listens(w.at)) },
			Enter: func(context.Context, vault.Opened, func(int, int)) (shell.Inside, error) { return in, nil }}})
	t.Cleanup(func() { w.Open(screens.Route{Page: screens.PageHome}) }) // whatever a test left listening
	return w
}

func (w *phoneWindow) settle() {
	w.t.Helper()
	if !w.WaitIdle(30 * time.Second) {
		w.t.Fatal("the window does not come to rest")
	}
}

// listen opens the page and returns when it listens.
func (w *phoneWindow) listen() {
	w.t.Helper()
	for _, r := range []screens.Route{{Page: screens.PageHome}, {Page: screens.PageFiling, Filing: w.id, Step: int(filing.StepMaterial)}, {Page: screens.PagePhone, Filing: w.id, Arg: string(filing.SlotLicence)}} {
		w.Open(r)
		w.settle()
	}
	for _, words := range hosttest.Words(w.Content()) {
		if strings.HasPrefix(words, "http") {
			w.at = words
		}
	}
	if !listens(w.at) {
		w.t.Fatalf("nothing listens: %q", hosttest.Words(w.Content()))
	}
}

func listens(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	c, err := net.DialTimeout("tcp", u.Host, time.Second)
	if err != nil {
		return false
	}
	_ = c.Close()
	return true
}

// TestLockingHangsUpBeforeTheKeysAreWiped, by hand, before sleep and after one
// that was not announced; and the page that comes back waits to be asked.
func TestLockingHangsUpBeforeTheKeysAreWiped(t *testing.T) {
	for name, lock := range map[string]func(w *phoneWindow){
		"by hand": func(w *phoneWindow) { w.Lock() },
		"before sleep": func(w *phoneWindow) {
			wiped := make(chan struct{})
			go func() { w.LockWhenAsked(); close(wiped) }()
			for waiting := true; waiting; {
				select {
				case <-wiped:
					waiting = false
				default:
					w.queue.Run()
				}
			}
			if len(w.left) != 1 {
				w.t.Error("the system may sleep before the keys are wiped")
			}
		},
		"after sleep": func(w *phoneWindow) { // the window looks at the clock every few seconds
			w.ahead = 10 * time.Minute
			for end := time.Now().Add(time.Minute); len(w.left) == 0 && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
				w.queue.Run()
			}
		},
	} {
		t.Run(name, func(t *testing.T) { locking(t, lock) })
	}
}

func locking(t *testing.T, lock func(w *phoneWindow)) {
	w := newPhoneWindow(t)
	w.listen()
	lock(w)
	w.settle()
	if len(w.left) != 1 || w.left[0] || listens(w.at) {
		t.Fatalf("keys wiped %d times, listening then: %v", len(w.left), w.left)
	}
	hosttest.Field(t, w.Content(), "vault.pass").Type(phonePass)
	hosttest.Press(t, w.Content(), text.GateUnlock)
	w.settle()
	if !hosttest.Shows(w.Content(), text.PhoneLocked) || hosttest.Shows(w.Content(), "http://") {
		t.Errorf("after unlocking: %q", hosttest.Words(w.Content()))
	}
	hosttest.Press(t, w.Content(), text.PhoneOpenAt)
	w.settle()
	if !hosttest.Shows(w.Content(), "http://") {
		t.Error("it cannot be opened again")
	}
}

// TestLeavingHangsUp: going back, another place, and the end of the program.
func TestLeavingHangsUp(t *testing.T) {
	for name, leave := range map[string]func(w *phoneWindow){
		"back": func(w *phoneWindow) { hosttest.Press(w.t, w.Content(), text.BackTo(string(screens.PageFiling))) },
		"help": func(w *phoneWindow) { w.Open(screens.Route{Page: screens.PageHelp}) },
		"end":  func(w *phoneWindow) { w.Leave() },
	} {
		t.Run(name, func(t *testing.T) {
			w := newPhoneWindow(t)
			w.listen()
			leave(w)
			w.settle()
			if listens(w.at) {
				t.Error("it listens on")
			}
		})
	}
}

// TestDroppedFilesComeOutInTheStep below, which asks what they are.
func TestDroppedFilesComeOutInTheStep(t *testing.T) {
	w := newPhoneWindow(t)
	w.listen()
	w.Drop([]string{"a.jpg", "b.jpg"})
	w.settle()
	if !hosttest.Shows(w.Content(), text.WhichIsWhat(2)) || listens(w.at) {
		t.Errorf("the step says %q", hosttest.Words(w.Content()))
	}
}
