package gate

import (
	"context"
	"math/rand/v2"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/paper"
	"beiandesk/app/seal"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Confirmer takes two groups of the code as proof that it was written down.
type Confirmer interface {
	ConfirmRecovery(ctx context.Context, groups map[int]string) error
}

// Code shows a recovery code once and then asks for two of its groups.
type Code struct {
	host    screens.Host
	vault   Confirmer
	code    seal.Recovery
	done    func(confirmed bool)
	changed func() // the window has to lay it out anew
	content *fyne.Container
	asked   [2]int
}

// NewCode shows a code. done is called when two groups were right, or the
// person wants to confirm later.
func NewCode(h screens.Host, v Confirmer, code string, done func(confirmed bool)) *Code {
	c := &Code{host: h, vault: v, code: seal.Recovery(code), done: done, changed: func() {}, content: container.NewStack()}
	c.asked[0] = rand.IntN(seal.RecoveryGroups / 2)
	c.asked[1] = seal.RecoveryGroups/2 + rand.IntN(seal.RecoveryGroups/2)
	c.showCode()
	return c
}

// NewConfirm asks for two groups of a code that was shown before.
func NewConfirm(h screens.Host, v Confirmer, done func(confirmed bool)) *Code {
	c := NewCode(h, v, "", done)
	c.ask()
	return c
}

// Content is what to show.
func (c *Code) Content() fyne.CanvasObject { return c.content }

// Asked are the numbers of the groups that are asked for, 0…7.
func (c *Code) Asked() [2]int { return c.asked }

func (c *Code) put(objs ...fyne.CanvasObject) {
	c.content.Objects = []fyne.CanvasObject{part.Column(theme.S4, objs...)}
	c.content.Refresh()
	c.changed()
}

func (c *Code) showCode() {
	var cells []fyne.CanvasObject
	for i, g := range c.code.Groups() {
		cells = append(cells, part.Column(0, part.Hint(text.CodeGroup(i)).One(), part.Figures(g).At(22)))
	}
	c.put(
		part.Column(theme.S2, part.Page(text.CodeTitle), part.Body(text.CodeLead1), part.Body(text.CodeLead2), part.Body(text.CodeLead3)),
		part.Card(part.Columns(4, theme.Px(104), theme.S3, cells...)),
		part.Row(theme.S2, part.Quiet(text.CodeLater, func() { c.done(false) }), part.Spring(),
			part.Plain(text.CodeSave, c.save).With(part.GlyphPrint), part.Primary(text.CodeWritten, c.ask)))
}

// save writes the sheet where the person wants it and opens it for printing.
func (c *Code) save() {
	code, now := c.code, c.host.Now()
	c.host.PickSave(text.CodeFile, func(path string) {
		if path == "" {
			return
		}
		c.host.Go("code-save", func(context.Context) error {
			pdf, err := paper.Recovery(code, now)
			if err != nil {
				return err
			}
			return desk.WriteFile(path, pdf)
		}, func(err error) {
			if err == nil {
				err = c.host.OpenExternal(path)
			}
			if err != nil {
				c.host.Alert(err)
				return
			}
			c.host.Toast(text.CodeSaved, nil)
		})
	})
}

// ask hides the code: what is typed comes from the paper.
func (c *Code) ask() {
	var fields []*part.Field
	row := part.Columns(2, theme.Px(160), theme.S4)
	for i, g := range c.asked {
		f := part.NewText(c.host, part.Spec{Path: []string{"code.first", "code.second"}[i], Label: text.CodeGroup(g), Hint: text.CodeGroupHint, Limit: 12})
		fields = append(fields, f)
		row.Add(f)
	}
	confirm := part.Primary(text.CodeConfirm, func() { c.confirm(fields) })
	foot := part.Row(theme.S2, part.Quiet(text.CodeLater, func() { c.done(false) }), part.Spring())
	if c.code != "" {
		foot.Add(part.Plain(text.CodeAgain, c.showCode))
	}
	foot.Add(confirm)
	c.put(part.Column(theme.S2, part.Page(text.CodeCheckTitle), part.Body(text.CodeCheckLead)), row, foot)
}

func (c *Code) confirm(fields []*part.Field) {
	groups := map[int]string{}
	wrong := false
	for i, f := range fields {
		f.ClearError()
		groups[c.asked[i]] = f.Value()
		if err := seal.CheckGroup(c.asked[i], f.Value()); err != nil {
			f.SetError(part.Refused, app.MessageOf(err))
			wrong = true
		}
	}
	if wrong {
		return
	}
	c.host.Go("code-confirm", func(ctx context.Context) error {
		return c.vault.ConfirmRecovery(context.WithoutCancel(ctx), groups)
	}, func(err error) {
		if err != nil {
			fields[1].SetError(part.Refused, app.MessageOf(err))
			return
		}
		c.host.Toast(text.CodeConfirmed, nil)
		c.done(true)
	})
}
