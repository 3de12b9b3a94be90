package home

import (
	"context"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// noteLimit is the most characters of a note (filing.Filing.Note).
const noteLimit = 1000

// noteCard edits the office's note on a filing. It saves at every pause of
// typing, one save after another.
type noteCard struct {
	page   *Page
	id     string
	rev    int64
	stored string // the note as last seen in the store
	busy   bool
	again  bool // something was typed during the save
	field  *part.Field
	card   fyne.CanvasObject
}

// ShowNote opens the note of a filing.
func (p *Page) ShowNote(r desk.Row) {
	if p.note != nil && p.note.id == r.ID {
		p.focus(p.note.field.Focusable())
		return
	}
	c := &noteCard{page: p, id: r.ID, rev: r.Rev, stored: r.Note}
	c.field = part.NewText(p.host, part.Spec{Path: "note", Label: text.NoteOn(row.Domain(r)), Hint: text.NoteHint,
		Placeholder: text.NotePlaceholder, Limit: noteLimit, Lines: 2})
	c.field.SetValue(r.Note)
	c.field.OnChanged = func(string, string) { c.save() }
	c.card = part.Card(part.TopRow(theme.S3, part.Wide(theme.Px(560), c.field), part.IconButton(part.GlyphClose, text.Close, p.shut)))
	p.stand(c)
}

func (c *noteCard) object() fyne.CanvasObject { return c.card }
func (c *noteCard) focus() fyne.Focusable     { return c.field.Focusable() }
func (c *noteCard) close()                    { c.field.Flush() }

func (c *noteCard) save() {
	if c.busy {
		c.again = true
		return
	}
	p, note, rev := c.page, c.field.Value(), c.rev
	if note == c.stored {
		return
	}
	c.busy, c.again = true, false
	var v desk.View
	p.host.Go("home-note:"+c.id, func(ctx context.Context) (err error) {
		// Closing the card must not stop a save half-way.
		v, err = p.desk.Edit(context.WithoutCancel(ctx), c.id, rev, filing.Edit{Field: "note", Value: note})
		return err
	}, func(err error) {
		c.busy = false
		switch {
		case err == nil:
			c.rev, c.stored = v.Filing.Rev, v.Filing.Note
			c.field.SetError(part.Done, text.SavedAt(p.host.Now()))
			p.Reload()
			if c.again {
				c.save()
			}
		case app.CodeOf(err) == app.CodeConflict:
			c.refresh()
		default:
			c.field.SetError(part.Refused, app.MessageOf(err))
			if p.note != c { // the card is gone: say it where it is seen
				p.host.Alert(err)
			}
		}
	})
}

// refresh reads the filing after a conflict. If only something else in it was
// changed, the note is saved on top; if the note itself was, the person sees
// both and decides by typing on.
func (c *noteCard) refresh() {
	p := c.page
	var v desk.View
	c.busy = true
	p.host.Go("home-note:"+c.id, func(ctx context.Context) (err error) {
		v, err = p.desk.Open(ctx, c.id)
		return err
	}, func(err error) {
		c.busy = false
		if err != nil {
			c.field.SetError(part.Refused, app.MessageOf(err))
			return
		}
		c.rev = v.Filing.Rev
		if v.Filing.Note == c.stored {
			c.save()
			return
		}
		c.stored = v.Filing.Note
		c.field.SetError(part.LookHere, text.NoteElsewhere(oneLine(v.Filing.Note)))
	})
}
