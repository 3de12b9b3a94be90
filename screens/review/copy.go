package review

import (
	"cmp"

	"beiandesk/app/desk"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"beiandesk/app/seal"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// copying is what the page remembers of the fields to copy while it lives.
type copying struct {
	open     bool
	provider string                     // whose console, "" = the filing's
	done     map[string]map[string]bool // ticks by provider and item
	list     *part.CopyList
	progress *part.Text
	next     *part.Button
}

func (c *copying) ticks(provider string) map[string]bool {
	if c.done == nil {
		c.done = map[string]map[string]bool{}
	}
	if c.done[provider] == nil {
		c.done[provider] = map[string]bool{}
	}
	return c.done[provider]
}

// copyRows are the fields in the order and with the names of a console.
func (e *Export) copyRows() fyne.CanvasObject {
	c := &e.copying
	if !c.open {
		return part.Card(part.Section(text.CopyTitle, text.CopyWhy, part.Row(theme.S4, part.Link(text.OpenIt, func() {
			c.open = true
			e.set(e.build())
		}), part.Link(text.CompareTitle, e.compare))))
	}
	tables := e.desk.Tables()
	own := tables.Provider(e.view.Filing.Provider).ID
	provider := cmp.Or(c.provider, own)
	var opts []part.Option
	for _, p := range tables.Providers {
		opts = append(opts, part.Option{Value: p.ID, Label: p.Name, Detail: text.ConsoleKnown(tables.Console(p.ID).Own)})
	}
	pick := part.NewPick(part.Spec{Path: "console", Label: text.ConsoleLabel, Bare: true}, opts)
	pick.SetValue(provider)
	pick.OnChanged = func(_, id string) {
		c.provider = id
		e.set(e.build())
	}
	var groups []part.CopyGroup
	empty := 0
	for _, s := range e.desk.ConsoleForm(&e.view, provider) {
		g := part.CopyGroup{Title: text.ConsolePlace(s.Page, s.Title)}
		for _, r := range s.Rows {
			if r.Value == "" {
				empty++
				continue
			}
			g.Items = append(g.Items, e.copyItem(r))
		}
		if len(g.Items) > 0 {
			groups = append(groups, g)
		}
	}
	c.progress = part.Hint("")
	c.list = part.NewCopyList(groups, c.ticks(provider), e.copied, e.copyProgress)
	c.next = part.Plain(text.CopyNext, c.list.CopyNext).With(part.GlyphCopy)
	e.copyProgress()
	again := part.Link(text.CopyAgain, func() {
		was := c.done[provider]
		delete(c.done, provider)
		e.set(e.build())
		if len(was) > 0 {
			e.host.Toast(text.CopyCleared, func() {
				c.done[provider] = was
				if !e.closed {
					e.set(e.build())
				}
			})
		}
	})
	fold := part.Link(text.FoldIt, func() {
		c.open = false
		e.set(e.build())
	})
	return part.Card(part.Section(text.CopyTitle, text.CopyWhy,
		part.Column(theme.S2, part.Wide(420, pick), part.Hint(e.consoleOrigin(provider))),
		part.Row(theme.S3, c.next, part.Stretch(c.progress), again, part.Link(text.CompareTitle, e.compare), fold),
		part.Hint(text.CopyKeys+text.CopyEmpty(empty)), c.list, e.picturesThere(provider)))
}

// picturesThere says what the console calls the pictures that are needed, where
// its names are known.
func (e *Export) picturesThere(provider string) fyne.CanvasObject {
	console, _ := paper.ConsoleOf(desk.Names(e.desk.Tables()), provider)
	var pairs [][2]string
	for _, n := range e.view.Needs {
		if a, known := console.Slot(n.Slot); known && a.Own {
			pairs = append(pairs, [2]string{a.Name, text.ConsolePicture(n.Title, a.Hint)})
		}
	}
	box := part.Column(theme.S3, part.Rule(), part.Strong(text.PicturesThere), part.KeyValue(pairs...))
	show(box, len(pairs) > 0)
	return box
}

// copied puts a value on the clipboard; a person's leaves it again.
func (e *Export) copied(i part.CopyItem, value string) {
	if i.Masked != nil {
		e.host.CopyPersonal(value)
		return
	}
	e.host.Copy(value)
}

func (e *Export) copyItem(r paper.ConsoleRow) part.CopyItem {
	it := part.CopyItem{ID: string(r.Field) + "|" + r.Label, Label: r.Called(), Note: text.ConsoleNote(r.Note, r.Auto), Value: r.Value}
	if ours := r.Ours(); ours != "" {
		it.Under = text.OurName(ours)
	}
	if sort := rule.Personal(&e.view.Filing, r.Field, e.desk.Tables()); sort != seal.None {
		it.Masked = e.eyes.Text(r.Label, r.Field, sort, r.Value)
	}
	return it
}

// copyProgress says how far the copying has come.
func (e *Export) copyProgress() {
	c := &e.copying
	done, total := c.list.Done()
	i, left := c.list.Next()
	c.progress.SetText(text.CopyProgress(done, total, i.Label))
	c.next.SetEnabled(left)
}

// consoleOrigin says where the names of a console are known from.
func (e *Export) consoleOrigin(provider string) string {
	tables := e.desk.Tables()
	c := tables.Console(provider)
	if provider == table.GenericProvider {
		return text.ConsoleGeneric
	}
	if c.Own == 0 {
		return text.ConsoleUnknown
	}
	source, date := c.Origin()
	return text.ConsoleFrom(c.Own, desk.Names(tables).Source(source), date)
}

// compare opens the comparison of the providers.
func (e *Export) compare() {
	e.host.Navigate(screens.Route{Page: screens.PageCompare, Filing: e.id})
}
