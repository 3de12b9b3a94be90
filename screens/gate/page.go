// Package gate is what stands before the data: the questions of the first
// start, the unlock page, and the recovery code. Nothing of the data is read
// before it lets somebody in.
package gate

import (
	"context"
	"time"

	"beiandesk/app/vault"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Vault is what the gate asks of the vault.
type Vault interface {
	State() vault.State
	Logins() []vault.Login
	System() bool
	SystemAvailable(ctx context.Context) error
	Create(ctx context.Context, s vault.Setup) (recovery string, err error)
	Opened() (vault.Opened, error)
	OpenBySystem(ctx context.Context) (vault.Opened, error)
	OpenByPassphrase(ctx context.Context, slot, pass string) (vault.Opened, error)
	OpenByRecovery(ctx context.Context, code string) (vault.Opened, error)
	Wait() (time.Duration, error)
	Confirmer
}

// Options of New.
type Options struct {
	Vault Vault
	// Enter opens the store with what the vault has opened. It runs off the UI
	// goroutine and reports how far it is. recovery is the code of a set-up
	// that has just been made, "" otherwise.
	Enter func(ctx context.Context, o vault.Opened, recovery string, progress func(done, total int)) error
	// Restore puts the data of a backup in place before there are any; see
	// shell.Door. nil is not offered.
	Restore func(ctx context.Context, file, passphrase string, progress func(done, total int64)) error
	// Done is called when the pages may be shown.
	Done func(vault.Opened)
	// Again tells that the window was locked: system unlock is then offered
	// only where there is no passphrase, or it would let everybody in.
	Again bool
	// Ask starts with asking the key store.
	Ask bool
}

// Page is the gate.
type Page struct {
	host    screens.Host
	o       Options
	stop    func() // of the countdown
	content *fyne.Container
	focus   fyne.Focusable
	failed  error  // what the form that is shown next has to tell
	chosen  string // login
	came    bool   // the data come from a backup, restored just now
}

// New makes the page for the state in which the vault is.
func New(h screens.Host, o Options) *Page {
	p := &Page{host: h, o: o, stop: func() {}, content: container.NewStack()}
	switch s := o.Vault.State(); {
	case s == vault.Fresh || s == vault.Plain:
		p.first(s == vault.Plain)
	case o.Ask && o.Vault.System():
		p.bySystem()
	default:
		p.door()
	}
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() { p.stop() }

// Focus puts the keyboard where a person begins to type.
func (p *Page) Focus(c fyne.Canvas) {
	if p.focus != nil {
		c.Focus(p.focus)
	}
}

// show puts a card into the middle. With large letters or in a small window it
// scrolls.
func (p *Page) show(first fyne.Focusable, objs ...fyne.CanvasObject) {
	p.stop()
	p.stop = func() {}
	p.focus = first
	card := part.Card(part.Pad(theme.S2, theme.S3, theme.S3, theme.S3, part.Column(theme.S4, objs...)))
	p.content.Objects = []fyne.CanvasObject{part.Scroll(part.Column(0, part.Spring(), part.Pad(theme.S5, theme.S5, theme.S5, theme.S5, part.Centered(theme.Px(560), card)), part.Spring()))}
	p.content.Refresh()
	if first != nil {
		part.FocusIn(p.content, first)
	}
}

// Waiting shows one sentence while something is under way.
func (p *Page) Waiting(sentence string) (say func(string), meter *part.Meter) {
	words := part.Body(sentence)
	meter = part.NewMeter()
	meter.Hide()
	p.show(nil, part.Row(theme.S2, part.Mark(part.Waiting, 20), part.Stretch(words)), meter)
	return words.SetText, meter
}

// enter opens the store and lets the person in, past the recovery code if one
// was just made.
func (p *Page) enter(o vault.Opened, recovery string, back func(error)) {
	say, meter := p.Waiting(opening(0, 0))
	p.host.Go("gate-enter", func(ctx context.Context) error {
		return p.o.Enter(ctx, o, recovery, func(done, total int) {
			p.host.Progress(ctx, done, total, func(done, total int) {
				say(opening(done, total))
				meter.Hidden = total < 2
				meter.Set(float64(done) / float64(max(1, total)))
			})
		})
	}, func(err error) {
		switch {
		case err != nil:
			back(err)
		case recovery != "":
			p.code(recovery, o)
		default:
			p.o.Done(o)
		}
	})
}

// code shows the recovery code before the pages.
func (p *Page) code(code string, o vault.Opened) {
	c := NewCode(p.host, p.o.Vault, code, func(bool) { p.o.Done(o) })
	c.changed = func() { p.show(nil, c.Content()) }
	c.changed()
}
