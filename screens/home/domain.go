package home

import (
	"context"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// domainCard asks for the domain of a new filing or of a copy. Enter does not
// submit, since an input method may pass it on while a person still composes;
// the button does.
type domainCard struct {
	page   *Page
	from   string // id of the filing to copy, "" for a new one
	field  *part.Field
	button *part.Button
	exists *fyne.Container // what to do when the list has the domain already
	card   fyne.CanvasObject
	other  string // id of the filing that has the domain
	busy   bool
}

// ShowAdd opens the line for a new domain.
func (p *Page) ShowAdd() {
	if c, ok := p.open.(*domainCard); ok && c.from == "" {
		p.focus(c.field.Focusable())
		return
	}
	p.stand(newDomainCard(p, "", text.AddDomainLabel, text.AddDomainHint, text.AddDomainButton))
}

// ShowClone opens the line for the domain of a copy.
func (p *Page) ShowClone(r desk.Row) {
	p.stand(newDomainCard(p, r.ID, text.CloneOf(row.Domain(r)), text.CloneHint, text.CloneButton))
}

// stand puts a card into the bar at the top, in place of what stands there.
func (p *Page) stand(c closer) {
	p.shut()
	p.open = c
	if n, ok := c.(*noteCard); ok {
		p.note = n
	}
	p.bar.Objects = []fyne.CanvasObject{c.object()}
	p.bar.Show()
	p.show()
	p.content.Refresh()
	p.focus(c.focus())
}

// shut takes the card away; what was typed into a note is saved.
func (p *Page) shut() {
	if p.open == nil {
		return
	}
	c := p.open
	p.open, p.note = nil, nil
	c.close()
	p.bar.Objects = nil
	p.bar.Hide()
	p.show()
	p.content.Refresh()
}

func newDomainCard(p *Page, from, label, hint, button string) *domainCard {
	c := &domainCard{page: p, from: from}
	c.field = part.NewText(p.host, part.Spec{Path: "domain.name", Label: label, Hint: hint, Limit: 253})
	c.field.OnEdited = func(_, words string) {
		c.field.ClearError()
		c.exists.Hide()
		c.button.SetEnabled(words != "" && !c.busy)
		c.card.Refresh()
	}
	c.button = part.Primary(button, func() { c.add(false) })
	c.button.Disable()
	c.exists = part.Row(theme.S2,
		part.Link(text.OpenExisting, func() {
			p.shut()
			p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: c.other})
		}),
		part.Link(text.AddAnyway, func() { c.add(true) }))
	c.exists.Hide()
	drop := part.Pad(theme.Px(24), 0, 0, 0, part.Row(theme.S1, c.button, part.IconButton(part.GlyphClose, text.Close, p.shut)))
	c.card = part.Card(part.Column(theme.S1, part.TopRow(theme.S3, part.Wide(theme.Px(440), c.field), drop), c.exists))
	return c
}

func (c *domainCard) object() fyne.CanvasObject { return c.card }
func (c *domainCard) focus() fyne.Focusable     { return c.field.Focusable() }
func (c *domainCard) close()                    {}

// add starts the filing. A domain that is in the list already is offered to be
// opened, or to be taken once more.
func (c *domainCard) add(anyway bool) {
	if c.busy {
		return
	}
	p, name := c.page, c.field.Value()
	c.busy = true
	c.button.Disable()
	var v desk.View
	p.host.Go("home-add", func(ctx context.Context) (err error) {
		ctx = context.WithoutCancel(ctx)
		if c.from != "" {
			v, err = p.desk.Clone(ctx, c.from, name)
		} else {
			v, err = p.desk.Add(ctx, name, anyway)
		}
		return err
	}, func(err error) {
		c.busy = false
		c.button.SetEnabled(c.field.Value() != "")
		switch {
		case err == nil:
			if p.open == c {
				p.shut()
			}
			p.Reload()
			p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: v.Filing.ID, Step: 1})
		case app.CodeOf(err) == desk.CodeDomainExists:
			c.other = app.FieldOf(err)
			c.field.SetError(part.LookHere, app.MessageOf(err))
			c.exists.Show()
			c.card.Refresh()
			p.content.Refresh()
		default:
			c.field.SetError(part.Refused, app.MessageOf(err))
			p.focus(c.field.Focusable())
		}
	})
}
