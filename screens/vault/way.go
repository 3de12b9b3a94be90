package vault

import (
	"context"
	"errors"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// form asks for a new passphrase: of a slot, or with a label of a new one.
func (p *Page) form(slot, label string) {
	name := part.NewText(p.host, part.Spec{Path: "way.label", Label: text.GateLabel, Hint: text.GateLabelHint, Limit: 40})
	pass := part.NewSecret(p.host, part.Spec{Path: "way.pass", Label: text.WayNew, Hint: text.GatePassHint, Limit: 200})
	again := part.NewSecret(p.host, part.Spec{Path: "way.pass2", Label: text.GatePass2, Hint: " ", Limit: 200})
	whose := p.whose()
	title := part.Strong(text.WayAdd)
	if slot != "" {
		name.Hide()
		whose.Hide()
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
		said, typed, operator := text.WayAdded, name.Value(), p.operator(whose)
		if slot != "" {
			said = text.WayChanged
		}
		p.host.Go("vault-way", func(ctx context.Context) error {
			if slot != "" {
				return p.change(ctx, "passphrase-changed", func(ctx context.Context) error {
					return p.o.Vault.ChangePassphrase(ctx, slot, words)
				})
			}
			return p.change(ctx, "passphrase-added", func(ctx context.Context) error { return p.add(ctx, typed, words, operator) })
		}, func(err error) {
			save.Enable()
			save.SetLabel(text.WaySave)
			switch app.CodeOf(err) {
			case "":
				p.show()
				p.Reload() // the operators
				p.host.Toast(said, nil)
			case vault.CodeLabel:
				name.SetError(part.Refused, app.MessageOf(err))
			case seal.CodeWeak:
				pass.SetError(part.Refused, app.MessageOf(err))
			default:
				p.show() // it may be there: only its operator or its note is not
				p.host.Alert(err)
			}
		})
	})
	p.ways.Objects = []fyne.CanvasObject{part.Column(theme.S3, title, name, whose, part.Columns(2, theme.Px(220), theme.S4, pass, again),
		part.Row(theme.S2, part.Spring(), part.Quiet(text.Cancel, p.showWays), save))}
	p.ways.Refresh()
	p.content.Refresh()
	if slot == "" {
		name.Focus()
	} else {
		pass.Focus()
	}
}

// whose asks which operator a new passphrase is for.
func (p *Page) whose() *part.Field {
	options := []part.Option{{Value: "", Label: text.WayNobody}}
	for _, o := range p.free {
		options = append(options, part.Option{Value: o.ID, Label: o.Name, Detail: o.Role.Name()})
	}
	hint := text.WayWhoseHint
	if len(p.free) == 0 {
		hint = text.WayNoOperator
	}
	f := part.NewPick(part.Spec{Path: "way.operator", Label: text.WayWhose, Hint: hint, Placeholder: text.WayNobody}, options)
	f.SetEnabled(len(p.free) > 0)
	return f
}

// operator is the one chosen there, nil for nobody.
func (p *Page) operator(f *part.Field) *desk.Operator {
	for _, o := range p.free {
		if o.ID == f.Value() {
			return &o
		}
	}
	return nil
}

// add adds a passphrase and gives it to an operator, if one was chosen.
func (p *Page) add(ctx context.Context, label, pass string, op *desk.Operator) error {
	slot, err := p.o.Vault.AddPassphrase(ctx, label, pass)
	if err != nil || op == nil {
		return err
	}
	op.Slot = slot
	if _, err := p.o.Desk.SaveOperator(ctx, *op); err != nil {
		return errors.Join(err, p.o.Vault.Remove(ctx, slot)) // nobody's passphrase would be the owner's
	}
	return nil
}
