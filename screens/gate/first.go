package gate

import (
	"context"
	"time"

	"beiandesk/app"
	"beiandesk/app/vault"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// The ways of the set-up.
const (
	wayBoth   = "both"
	wayPass   = "passphrase"
	waySystem = "system"
)

// keystoreWait is how long the first start waits to hear whether there is a
// key store, and how long unlocking waits for the person to allow it.
const (
	keystoreWait = 4 * time.Second
	personWait   = 2 * time.Minute
)

func opening(done, total int) string { return text.GateProgress(done, total) }

// first asks how to open from now on, in three sentences.
func (p *Page) first(plain bool) {
	p.Waiting(text.GateLookSystem)
	p.host.Go("gate-keystore", func(ctx context.Context) error {
		ctx, stop := context.WithTimeout(ctx, keystoreWait)
		defer stop()
		return p.o.Vault.SystemAvailable(ctx)
	}, func(err error) { p.form(plain, err == nil, nil) })
}

// form is the questions; failed is what an earlier try was refused for.
func (p *Page) form(plain, system bool, typed *vault.Setup) {
	f := &setup{page: p, plain: plain, system: system}
	f.label = part.NewText(p.host, part.Spec{Path: "vault.label", Label: text.GateLabel, Hint: text.GateLabelHint, Limit: 40})
	f.pass = part.NewSecret(p.host, part.Spec{Path: "vault.pass", Label: text.GatePass, Hint: text.GatePassHint, Limit: 200})
	f.again = part.NewSecret(p.host, part.Spec{Path: "vault.pass2", Label: text.GatePass2, Hint: " ", Limit: 200})
	f.label.SetValue(text.GateLabelFirst)
	f.way = part.NewRadio(part.Spec{Path: "vault.way", Label: text.GateWay, Bare: true}, []part.Option{
		{Value: wayBoth, Label: text.GateWayBoth, Detail: text.GateWayBothMore},
		{Value: wayPass, Label: text.GateWayPass, Detail: text.GateWayPassMore},
		{Value: waySystem, Label: text.GateWaySys, Detail: text.GateWaySysMore}})
	f.way.SetValue(wayBoth)
	f.way.OnChanged = func(string, string) { f.choose() }
	f.words = part.Column(theme.S2, f.label, part.Columns(2, theme.Px(200), theme.S4, f.pass, f.again))
	intro := part.Column(theme.S2, part.Page(text.GateFirstTitle), part.Body(text.GateFirst1), part.Body(text.GateFirst2), part.Body(text.GateFirst3))
	if plain {
		intro.Add(part.Banner(part.Info, text.GatePlain, "", nil))
	}
	objs := []fyne.CanvasObject{intro, part.Rule()}
	if system {
		objs = append(objs, f.way)
	} else {
		f.way.SetValue(wayPass)
		objs = append(objs, part.Banner(part.Info, text.GateNoSystem, "", nil))
	}
	if typed != nil {
		f.label.SetValue(typed.Label)
		f.way.SetValue(wayOf(*typed))
	}
	act := part.Row(theme.S2)
	if p.o.Restore != nil && !plain {
		act.Add(part.Quiet(text.GateRestore, p.pickBackup))
	}
	act.Add(part.Spring())
	act.Add(part.Primary(text.Continue, f.create))
	objs = append(objs, f.words, act)
	p.show(f.begin(), objs...)
	f.choose()
	f.showError(f.page.failed)
	f.page.failed = nil
}

func wayOf(s vault.Setup) string {
	switch {
	case s.Passphrase == "":
		return waySystem
	case s.System:
		return wayBoth
	}
	return wayPass
}

// setup is the form of the first start.
type setup struct {
	page               *Page
	plain, system      bool
	way                *part.Field
	label, pass, again *part.Field
	words              *fyne.Container
}

func (f *setup) begin() fyne.Focusable {
	if f.system {
		return nil // the choice comes first
	}
	return f.pass.Focusable()
}

func (f *setup) choose() {
	f.words.Hidden = f.way.Value() == waySystem
	f.page.content.Refresh()
}

func (f *setup) create() {
	s := vault.Setup{System: f.system && f.way.Value() != wayPass}
	for _, x := range []*part.Field{f.label, f.pass, f.again} {
		x.ClearError()
	}
	if f.way.Value() != waySystem {
		s.Label, s.Passphrase = f.label.Value(), f.pass.Value()
		if s.Passphrase == "" {
			f.pass.SetError(part.Refused, text.GatePassHint)
			return
		}
		if s.Passphrase != f.again.Value() {
			f.again.SetError(part.Refused, text.GatePassDiffer)
			return
		}
	}
	p := f.page
	p.Waiting(text.GateMaking)
	var code string
	p.host.Go("gate-create", func(ctx context.Context) (err error) {
		code, err = p.o.Vault.Create(context.WithoutCancel(ctx), s)
		return err
	}, func(err error) {
		o, openErr := p.o.Vault.Opened()
		if err == nil {
			err = openErr
		}
		if err != nil {
			p.failed = err
			p.form(f.plain, f.system, &s)
			return
		}
		p.enter(o, code, func(err error) {
			p.host.Alert(err)
			p.door()
		})
	})
}

// showError puts a refusal where it belongs.
func (f *setup) showError(err error) {
	switch app.CodeOf(err) {
	case "":
	case vault.CodeLabel:
		f.label.SetError(part.Refused, app.MessageOf(err))
	case "seal.weak":
		f.pass.SetError(part.Refused, app.MessageOf(err))
	default:
		f.page.host.Alert(err)
	}
}
