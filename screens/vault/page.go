// Package vault is the page 安全: passphrases, system unlock, the recovery
// code, and when the window locks by itself.
package vault

import (
	"context"
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
}

// Options of New.
type Options struct {
	Vault Vault
	Desk  Desk
	Lock  func() // the window, now
	// SystemIdle tells whether the system says how long nobody has worked.
	SystemIdle bool
}

// edge keeps the frames of cards clear of the edge of a scroll area.
const edge = theme.S1

// minutes are the choices of the idle time.
var minutes = []int{1, 5, 15, 30}

// Page shows who can open the data.
type Page struct {
	host    screens.Host
	o       Options
	recall  bool // the code of the ring is known and can be confirmed
	ways    *fyne.Container
	system  *fyne.Container
	code    *fyne.Container
	idle    *part.Field
	content fyne.CanvasObject
}

// New makes the page.
func New(h screens.Host, o Options) *Page {
	p := &Page{host: h, o: o, ways: part.Column(theme.S3), system: part.Column(theme.S2), code: part.Column(theme.S3)}
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
	list := part.Column(theme.S4,
		part.Card(part.Section(text.WaysTitle, text.WaysLead, p.ways)),
		part.Card(part.Section(text.SystemTitle, text.SystemLead, p.system)),
		part.Card(part.Section(text.RecoveryTitle, text.RecoveryLead, p.code)),
		part.Card(part.Section(text.IdleTitle, text.IdleLead, p.idle,
			part.Row(theme.S2, part.Stretch(part.Hint(text.LockNowLine)), part.Plain(text.LockNow, o.Lock)))),
		part.Row(0, part.Link(text.VaultMore, func() { h.ShowHelp("passphrase") }).Then(part.GlyphRight)))
	scroll := part.Scroll(part.Pad(0, theme.S5, theme.S5, edge, part.TextColumn(list)))
	p.content = part.Pad(theme.S5, 0, 0, theme.S5-edge, part.Column(theme.S4,
		part.Pad(0, 0, 0, edge, part.PageHead(text.VaultTitle, text.VaultLead)), part.Stretch(scroll)))
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
	p.host.Go("vault-read", func(ctx context.Context) (err error) {
		if l, err = p.o.Desk.Lock(ctx); err != nil {
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
		p.showCode()
	})
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
	p.ways.Add(part.Row(0, part.Plain(text.WayAdd, func() { p.form("", "") }).With(part.GlyphPlus)))
	p.ways.Refresh()
}

func (p *Page) row(w vault.Way) fyne.CanvasObject {
	return part.Row(theme.S2, part.Stretch(part.Column(0, part.Strong(w.Label).Clip(), part.Hint(text.Since(w.Since)))),
		part.Plain(text.WayChange, func() { p.form(w.Slot, w.Label) }).Small(),
		part.Quiet(text.WayRemove, func() { p.remove(w) }).Small())
}

func (p *Page) remove(w vault.Way) {
	p.host.Confirm(text.RemoveWay(w.Label), func(yes bool) {
		if !yes {
			return
		}
		p.do("vault-remove", func(ctx context.Context) error { return p.o.Vault.Remove(ctx, w.Slot) }, text.WayRemoved)
	})
}

// do carries out a change of the ring and shows it.
func (p *Page) do(key string, work func(ctx context.Context) error, said string) {
	p.host.Go(key, func(ctx context.Context) error { return work(context.WithoutCancel(ctx)) }, func(err error) {
		p.show()
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.host.Toast(said, nil)
	})
}

// form asks for a new passphrase: of a slot, or with a label of a new one.
func (p *Page) form(slot, label string) {
	name := part.NewText(p.host, part.Spec{Path: "way.label", Label: text.GateLabel, Hint: text.GateLabelHint, Limit: 40})
	pass := part.NewSecret(p.host, part.Spec{Path: "way.pass", Label: text.WayNew, Hint: text.GatePassHint, Limit: 200})
	again := part.NewSecret(p.host, part.Spec{Path: "way.pass2", Label: text.GatePass2, Hint: " ", Limit: 200})
	title := part.Strong(text.WayAdd)
	if slot != "" {
		name.Hide()
		title.SetText(text.WayChange + "：" + label)
	}
	var save *part.Button
	save = part.Primary(text.WaySave, func() {
		pass.ClearError()
		again.ClearError()
		name.ClearError()
		words := pass.Value()
		if words != again.Value() {
			again.SetError(part.Refused, text.GatePassDiffer)
			return
		}
		save.Disable()
		save.SetLabel(text.Working)
		said, typed := text.WayAdded, name.Value()
		if slot != "" {
			said = text.WayChanged
		}
		p.host.Go("vault-way", func(ctx context.Context) error {
			ctx = context.WithoutCancel(ctx)
			if slot != "" {
				return p.o.Vault.ChangePassphrase(ctx, slot, words)
			}
			_, err := p.o.Vault.AddPassphrase(ctx, typed, words)
			return err
		}, func(err error) {
			save.Enable()
			save.SetLabel(text.WaySave)
			switch app.CodeOf(err) {
			case "":
				p.show()
				p.host.Toast(said, nil)
			case vault.CodeLabel:
				name.SetError(part.Refused, app.MessageOf(err))
			case seal.CodeWeak:
				pass.SetError(part.Refused, app.MessageOf(err))
			default:
				p.host.Alert(err)
			}
		})
	})
	p.ways.Objects = []fyne.CanvasObject{part.Column(theme.S3, title, name, part.Columns(2, theme.Px(220), theme.S4, pass, again),
		part.Row(theme.S2, part.Spring(), part.Quiet(text.Cancel, p.showWays), save))}
	p.ways.Refresh()
	p.content.Refresh()
	if slot == "" {
		name.Focus()
	} else {
		pass.Focus()
	}
}

func (p *Page) showSystem() {
	on := false
	for _, w := range p.o.Vault.Ways() {
		on = on || w.Kind == seal.KindSystem
	}
	p.system.RemoveAll()
	tag, turn, said := part.NewTag(part.Todo, text.SystemOff), text.SystemTurn, text.SystemDone
	if on {
		tag, turn, said = part.NewTag(part.Done, text.SystemOn), text.SystemStop, text.SystemGone
	}
	p.system.Add(part.Row(theme.S2, tag, part.Spring(), part.Plain(turn, func() {
		p.do("vault-system", func(ctx context.Context) error {
			ctx, stop := context.WithTimeout(ctx, time.Minute) // the key store may ask the person
			defer stop()
			return p.o.Vault.SetSystem(ctx, !on)
		}, said)
	}).Small()))
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
	fresh := part.Plain(text.RecoveryNew, p.newCode).Small()
	row.Add(fresh)
	if !confirmed && p.recall {
		row.Add(part.Plain(text.RecoveryConfirm, func() {
			p.putCode(gate.NewConfirm(p.host, p.o.Vault, p.codeDone))
		}).Small())
	}
	p.code.Objects = []fyne.CanvasObject{row}
	p.code.Refresh()
}

func (p *Page) putCode(c *gate.Code) {
	p.code.Objects = []fyne.CanvasObject{container.NewStack(c.Content())}
	p.code.Refresh()
	p.content.Refresh()
}

func (p *Page) codeDone(bool) {
	p.showCode()
	p.content.Refresh()
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
		p.host.Go("vault-code", func(ctx context.Context) (err error) {
			ctx = context.WithoutCancel(ctx)
			if code, err = p.o.Vault.NewRecovery(ctx); err != nil {
				return err
			}
			return p.o.Desk.KeepBackupCode(ctx, code)
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
