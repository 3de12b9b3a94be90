// Package vault is the page 安全: passphrases, system unlock, the recovery
// code, and when the window locks by itself.
package vault

import (
	"context"
	"slices"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/screens"
	"beiandesk/screens/gate"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Vault is what the page asks of the vault.
type Vault interface {
	Ways() []vault.Way
	SystemAvailable(ctx context.Context) error
	AddPassphrase(ctx context.Context, label, pass string) (slot string, err error)
	ChangePassphrase(ctx context.Context, slot, pass string) error
	Remove(ctx context.Context, slot string) error
	SetSystem(ctx context.Context, on bool) error
	NewRecovery(ctx context.Context) (string, error)
	Recall(code string) bool
	gate.Confirmer
}

// Desk is what it asks of the use cases.
type Desk interface {
	Lock(ctx context.Context) (desk.Lock, error)
	SetLock(ctx context.Context, l desk.Lock) error
	BackupCode(ctx context.Context) (string, error)
	KeepBackupCode(ctx context.Context, code string) error
	May(a desk.Action) error
	Note(ctx context.Context, action, filing string, kinds ...string) error
	Operators(ctx context.Context) ([]desk.Operator, error)
	SaveOperator(ctx context.Context, op desk.Operator) (desk.Operator, error)
}

// Options of New.
type Options struct {
	Vault Vault
	Desk  Desk
	Lock  func() // the window, now
	// SystemIdle tells whether the system says how long nobody has worked.
	SystemIdle bool
}

// minutes are the choices of the idle time.
var minutes = []int{1, 5, 15, 30}

// Page shows who can open the data.
type Page struct {
	host    screens.Host
	o       Options
	recall  bool            // the code of the ring is known and can be confirmed
	denied  error           // why who works here may not change the keys
	free    []desk.Operator // those without a passphrase of their own
	ways    *fyne.Container
	system  *fyne.Container
	code    *fyne.Container
	idle    *part.Field
	content fyne.CanvasObject
}

// New makes the page.
func New(h screens.Host, o Options) *Page {
	p := &Page{host: h, o: o, denied: o.Desk.May(desk.MayKeys), ways: part.Column(theme.S3), system: part.Column(theme.S2), code: part.Column(theme.S3)}
	var options []part.Option
	for _, n := range minutes {
		options = append(options, part.Option{Value: text.IdleMinutes(n), Label: text.IdleMinutes(n)})
	}
	options = append(options, part.Option{Value: text.IdleNever, Label: text.IdleNever})
	source := text.IdleOwn
	if o.SystemIdle {
		source = text.IdleSystem
	}
	p.idle = part.NewRadio(part.Spec{Path: "lock.minutes", Label: text.IdleLabel, Hint: source}, options)
	p.idle.SetValue(text.IdleMinutes(desk.DefaultLock))
	p.idle.OnChanged = func(_, v string) { p.setIdle(v) }
	p.idle.SetEnabled(o.Desk.May(desk.MayChange) == nil)
	list := part.Column(theme.S4)
	if p.denied != nil {
		list.Add(part.Banner(part.Info, text.Denied(text.VaultChange, app.MessageOf(p.denied)), "", nil))
	}
	for _, card := range []fyne.CanvasObject{
		part.Card(part.Section(text.WaysTitle, text.WaysLead, p.ways)),
		part.Card(part.Section(text.SystemTitle, text.SystemLead, p.system)),
		part.Card(part.Section(text.RecoveryTitle, text.RecoveryLead, p.code)),
		part.Card(part.Section(text.IdleTitle, text.IdleLead, p.idle,
			part.Row(theme.S2, part.Stretch(part.Hint(text.LockNowLine)), part.Plain(text.LockNow, o.Lock)))),
		part.Row(0, part.Link(text.VaultMore, func() { h.ShowHelp("passphrase") }).Then(part.GlyphRight)),
	} {
		list.Add(card)
	}
	scroll := part.Scroll(part.Pad(theme.S5, theme.S6, theme.S5, theme.S6, part.TextColumn(list)))
	p.content = part.Column(0, part.Band(part.PageHead(text.VaultTitle, text.VaultLead)), part.Stretch(scroll))
	p.show()
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() {}

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	var l desk.Lock
	var code string
	var all []desk.Operator
	p.host.Go("vault-read", func(ctx context.Context) (err error) {
		if l, err = p.o.Desk.Lock(ctx); err != nil {
			return err
		}
		if all, err = p.o.Desk.Operators(ctx); err != nil {
			return err
		}
		code, err = p.o.Desk.BackupCode(ctx)
		p.recall = err == nil && p.o.Vault.Recall(code)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.idle.SetValue(idleValue(l))
		p.free = slices.DeleteFunc(all, func(o desk.Operator) bool { return !o.Gone.IsZero() || p.owned(o.Slot) })
		p.showCode()
	})
}

// owned tells whether a slot is there, so that somebody has it.
func (p *Page) owned(slot string) bool {
	return slices.ContainsFunc(p.o.Vault.Ways(), func(w vault.Way) bool { return w.Slot == slot })
}

func idleValue(l desk.Lock) string {
	if l.After() == 0 {
		return text.IdleNever
	}
	return text.IdleMinutes(int(l.After() / time.Minute))
}

func (p *Page) setIdle(v string) {
	l := desk.Lock{Minutes: desk.NeverLock}
	for _, n := range minutes {
		if text.IdleMinutes(n) == v {
			l.Minutes = n
		}
	}
	put := func() {
		p.host.Go("vault-idle", func(ctx context.Context) error { return p.o.Desk.SetLock(context.WithoutCancel(ctx), l) }, nil)
	}
	if l.Minutes != desk.NeverLock {
		put()
		return
	}
	p.host.Confirm(text.NeverLock, func(yes bool) {
		if yes {
			put()
			return
		}
		p.Reload()
	})
}

// show fills in what the ring says.
func (p *Page) show() {
	p.showWays()
	p.showSystem()
	p.showCode()
}

func (p *Page) showWays() {
	p.ways.RemoveAll()
	n := 0
	for _, w := range p.o.Vault.Ways() {
		if w.Kind != seal.KindPassphrase {
			continue
		}
		if n++; n > 1 {
			p.ways.Add(part.Rule())
		}
		p.ways.Add(p.row(w))
	}
	if n == 0 {
		p.ways.Add(part.Banner(part.LookHere, text.WaysNone, "", nil))
	}
	p.ways.Add(part.Row(0, p.keyed(part.Plain(text.WayAdd, func() { p.form("", "") }).With(part.GlyphPlus))))
	p.ways.Refresh()
}

func (p *Page) row(w vault.Way) fyne.CanvasObject {
	return part.Row(theme.S2, part.Stretch(part.Column(0, part.Strong(w.Label).Clip(), part.Hint(text.Since(w.Since)))),
		p.keyed(part.Plain(text.WayChange, func() { p.form(w.Slot, w.Label) }).Small()),
		p.keyed(part.Quiet(text.WayRemove, func() { p.remove(w) }).Small()))
}

// keyed leaves a button out of reach of who may not change the keys; the
// sentence on top of the page says why.
func (p *Page) keyed(b *part.Button) *part.Button {
	b.SetEnabled(p.denied == nil)
	return b
}

func (p *Page) remove(w vault.Way) {
	p.host.Confirm(text.RemoveWay(w.Label), func(yes bool) {
		if !yes {
			return
		}
		p.do("vault-remove", func(ctx context.Context) error { return p.o.Vault.Remove(ctx, w.Slot) }, "passphrase-removed", text.WayRemoved)
	})
}

// change carries out a change of the ring, if who works here may, and notes
// which kind it was.
func (p *Page) change(ctx context.Context, kind string, work func(ctx context.Context) error) error {
	if err := p.o.Desk.May(desk.MayKeys); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	if err := work(ctx); err != nil {
		return err
	}
	return p.o.Desk.Note(ctx, desk.DidKeys, "", kind)
}

// do carries out a change of the ring and shows it.
func (p *Page) do(key string, work func(ctx context.Context) error, kind, said string) {
	p.host.Go(key, func(ctx context.Context) error { return p.change(ctx, kind, work) }, func(err error) {
		p.show()
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.host.Toast(said, nil)
	})
}

func (p *Page) showSystem() {
	on := false
	for _, w := range p.o.Vault.Ways() {
		on = on || w.Kind == seal.KindSystem
	}
	p.system.RemoveAll()
	tag, turn, kind, said := part.NewTag(part.Todo, text.SystemOff), text.SystemTurn, "system-on", text.SystemDone
	if on {
		tag, turn, kind, said = part.NewTag(part.Done, text.SystemOn), text.SystemStop, "system-off", text.SystemGone
	}
	p.system.Add(part.Row(theme.S2, tag, part.Spring(), p.keyed(part.Plain(turn, func() {
		p.do("vault-system", func(ctx context.Context) error {
			ctx, stop := context.WithTimeout(ctx, time.Minute) // the key store may ask the person
			defer stop()
			return p.o.Vault.SetSystem(ctx, !on)
		}, kind, said)
	}).Small())))
	p.system.Refresh()
}

func (p *Page) showCode() {
	confirmed := false
	for _, w := range p.o.Vault.Ways() {
		confirmed = confirmed || w.Kind == seal.KindRecovery && w.Confirmed
	}
	row := part.Row(theme.S2)
	switch {
	case confirmed:
		row.Add(part.NewTag(part.Done, text.RecoveryGood))
	case p.recall:
		row.Add(part.NewTag(part.LookHere, text.RecoveryOpen))
	default:
		row.Add(part.NewTag(part.LookHere, text.RecoveryLost))
	}
	row.Add(part.Spring())
	row.Add(p.keyed(part.Plain(text.RecoveryNew, p.newCode).Small()))
	if !confirmed && p.recall {
		row.Add(p.keyed(part.Plain(text.RecoveryConfirm, func() {
			p.putCode(gate.NewConfirm(p.host, p.o.Vault, p.codeDone))
		}).Small()))
	}
	p.code.Objects = []fyne.CanvasObject{row}
	p.code.Refresh()
}

func (p *Page) putCode(c *gate.Code) {
	p.code.Objects = []fyne.CanvasObject{container.NewStack(c.Content())}
	p.code.Refresh()
	p.content.Refresh()
}

func (p *Page) codeDone(confirmed bool) {
	p.showCode()
	p.content.Refresh()
	if confirmed {
		p.host.Go("vault-note", func(ctx context.Context) error {
			return p.o.Desk.Note(context.WithoutCancel(ctx), desk.DidKeys, "", "recovery-confirmed")
		}, nil)
	}
}

// newCode replaces the recovery code. The ring comes first: a code that the
// store keeps and no ring knows would make backups that nobody can open by
// the paper; the other way round the page asks for a new one.
func (p *Page) newCode() {
	p.host.Confirm(text.NewRecoveryQuestion, func(yes bool) {
		if !yes {
			return
		}
		var code string
		p.host.Go("vault-code", func(ctx context.Context) error {
			return p.change(ctx, "recovery-new", func(ctx context.Context) (err error) {
				if code, err = p.o.Vault.NewRecovery(ctx); err != nil {
					return err
				}
				return p.o.Desk.KeepBackupCode(ctx, code)
			})
		}, func(err error) {
			if err != nil {
				p.show()
				p.host.Alert(err)
				return
			}
			p.recall = true
			p.putCode(gate.NewCode(p.host, p.o.Vault, code, p.codeDone))
		})
	})
}
