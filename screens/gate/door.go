package gate

import (
	"context"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// systemOffered tells whether the key store may open the door: at the start,
// and after locking only where nothing else is there.
func (p *Page) systemOffered() bool {
	return p.o.Vault.System() && (!p.o.Again || len(p.o.Vault.Logins()) == 0)
}

// bySystem asks the key store of the system, which may ask the person.
func (p *Page) bySystem() {
	p.Waiting(text.GateAsking)
	var o vault.Opened
	p.host.Go("gate-open", func(ctx context.Context) (err error) {
		ctx, stop := context.WithTimeout(ctx, personWait)
		defer stop()
		o, err = p.o.Vault.OpenBySystem(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.failed = err
			p.door()
			return
		}
		p.enter(o, "", p.refused)
	})
}

// refused shows why the store did not open, and the door stands there to try
// again: with the sentence if the passphrase is of somebody who has left.
func (p *Page) refused(err error) {
	if app.CodeOf(err) == desk.CodeGone {
		p.failed = err
	} else {
		p.host.Alert(err)
	}
	p.door()
}

func (p *Page) head() []fyne.CanvasObject {
	title, lead := text.GateStart, text.GateStartLead
	if p.o.Again {
		title, lead = text.GateTitle, text.GateLead
	}
	if p.came {
		title, lead = text.GateRestored, text.GateRestoredLead
	}
	return []fyne.CanvasObject{part.Column(theme.S2, part.Page(title), part.Body(lead))}
}

// door asks for a passphrase, or offers the other ways.
func (p *Page) door() {
	logins := p.o.Vault.Logins()
	objs := p.head()
	failed := p.failed
	p.failed = nil
	code := part.Quiet(text.GateRecovery, p.byCode)
	if len(logins) == 0 {
		if failed != nil {
			objs = append(objs, part.Banner(part.LookHere, app.MessageOf(failed), "", nil))
		}
		open := part.Primary(text.GateSystem, p.bySystem)
		p.show(open, append(objs, part.Row(theme.S2, code, part.Spring(), open))...)
		return
	}
	d := &door{page: p, slot: logins[0].Slot}
	if len(logins) > 1 {
		var options []part.Option
		for _, l := range logins {
			options = append(options, part.Option{Value: l.Slot, Label: l.Label})
		}
		d.who = part.NewPick(part.Spec{Path: "vault.login", Label: text.GateWho, Bare: true}, options)
		d.who.SetValue(p.login(logins))
		d.who.OnChanged = func(_, v string) { p.chosen = v }
		objs = append(objs, d.who)
	}
	d.pass = part.NewSecret(p.host, part.Spec{Path: "vault.pass", Label: text.GatePass, Hint: " ", Limit: 200})
	d.open = part.Primary(text.GateUnlock, d.unlock)
	row := part.Row(theme.S2, code, part.Spring())
	if p.systemOffered() {
		row.Add(part.Plain(text.GateSystem, p.bySystem))
	}
	row.Add(d.open)
	p.show(d.pass.Focusable(), append(objs, d.pass, row)...)
	d.said(failed)
	d.wait()
}

// login is who opened last in this run, or the first.
func (p *Page) login(logins []vault.Login) string {
	for _, l := range logins {
		if l.Slot == p.chosen {
			return l.Slot
		}
	}
	return logins[0].Slot
}

// door is the form with the passphrase.
type door struct {
	page *Page
	slot string
	who  *part.Field // nil with one login
	pass *part.Field
	open *part.Button
}

func (d *door) unlock() {
	if d.who != nil {
		d.slot = d.who.Value()
	}
	p, slot, pass := d.page, d.slot, d.pass.Value()
	if pass == "" {
		p.host.After(0, func() { d.pass.Focus() })
		return
	}
	p.Waiting(text.GateOpening)
	var o vault.Opened
	p.host.Go("gate-open", func(ctx context.Context) (err error) {
		o, err = p.o.Vault.OpenByPassphrase(ctx, slot, pass)
		return err
	}, func(err error) {
		if err != nil {
			p.failed = err
			p.door()
			return
		}
		p.enter(o, "", p.refused)
	})
}

// said shows what was refused, without a word on what was wrong with it.
func (d *door) said(err error) {
	switch app.CodeOf(err) {
	case "":
	case seal.CodeWrong, vault.CodeWait, seal.CodeKeystoreAbsent, seal.CodeKeystoreNone, app.CodeNotFound, desk.CodeGone:
		d.pass.SetError(part.Refused, app.MessageOf(err))
	default:
		d.page.host.Alert(err)
	}
}

// wait keeps the button grey while the door is shut, and counts down.
func (d *door) wait() {
	p := d.page
	left, err := p.o.Vault.Wait()
	if err != nil {
		p.host.Alert(err)
		return
	}
	if left <= 0 {
		return
	}
	d.open.Disable()
	d.pass.SetError(part.Waiting, text.GateWait(left))
	p.stop = p.host.Tick(time.Second, func(time.Time) {
		left, err := p.o.Vault.Wait()
		if err == nil && left > 0 {
			d.pass.SetError(part.Waiting, text.GateWait(left))
			return
		}
		p.stop()
		p.stop = func() {}
		d.pass.ClearError()
		d.open.Enable()
	})
}

// byCode asks for the recovery code.
func (p *Page) byCode() {
	f := part.NewText(p.host, part.Spec{Path: "vault.code", Label: text.GateCode, Hint: text.GateCodeHint, Limit: 100})
	f.OnEdited = func(_, typed string) {
		if len(typed) < 8*5 {
			f.ClearError()
			return
		}
		if _, err := seal.ParseRecovery(typed); err != nil {
			f.SetError(part.LookHere, app.MessageOf(err))
			return
		}
		f.SetError(part.Done, text.GateCodeGood)
	}
	open := part.Primary(text.GateOpenByCode, func() {
		typed := f.Value()
		var o vault.Opened
		p.host.Go("gate-open", func(ctx context.Context) (err error) {
			o, err = p.o.Vault.OpenByRecovery(ctx, typed)
			return err
		}, func(err error) {
			if err != nil {
				f.SetError(part.Refused, app.MessageOf(err))
				return
			}
			p.enter(o, "", p.refused)
		})
	})
	p.show(f.Focusable(), part.Column(theme.S2, part.Page(text.GateUseCode), part.Body(text.GateCodeLead)), f,
		part.Row(theme.S2, part.Quiet(text.Back, p.door), part.Spring(), open))
}
