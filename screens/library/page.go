package library

import (
	"context"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/masking"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Desk is what the library asks of the use cases.
type Desk interface {
	Templates(ctx context.Context) ([]desk.Template, error)
	SaveTemplate(ctx context.Context, t desk.Template) (id string, err error)
	DropTemplate(ctx context.Context, id string) error
	Tables() *table.Set
}

// edge keeps the frames of cards clear of the edge of a scroll area, which
// would cut them.
const edge = theme.S1

// Page is the library: the templates at the left, the chosen one at the right.
type Page struct {
	host    screens.Host
	desk    Desk
	list    []desk.Template
	loaded  bool
	editor  *editor
	draft   *desk.Template // to be edited again when the list is there
	eyes    *masking.Watch // over what is masked
	undo    []func()       // of the acts on this page, newest last
	left    *fyne.Container
	halves  fyne.CanvasObject // the list and the editor, each scrolls by itself
	right   *fyne.Container
	body    *fyne.Container
	content fyne.CanvasObject
}

// New makes the page and starts reading.
func New(h screens.Host, d Desk) *Page {
	p := &Page{host: h, desk: d, eyes: masking.New(h, masking.Of(d), ""), left: part.Column(theme.S2), right: container.NewStack(), body: container.NewStack()}
	side := part.Wide(theme.Px(288), part.Pad(0, theme.S3, 0, 0, part.Scroll(part.Pad(0, edge, theme.S5, edge, p.left))))
	p.halves = container.NewBorder(nil, nil, side, nil, p.right)
	p.content = part.Pad(theme.S5, 0, 0, theme.S5-edge, part.Column(theme.S4,
		part.Pad(0, theme.S5, 0, edge, part.PageHead(text.LibraryTitle, text.LibraryLead,
			part.Plain(text.AddPerson, p.AddPerson).With(part.GlyphPlus),
			part.Plain(text.AddOrganiser, p.AddOrganiser).With(part.GlyphPlus))),
		part.Stretch(p.body)))
	p.body.Objects = []fyne.CanvasObject{part.Column(0, part.Muted(text.Loading))}
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() { p.Save() }

// Save implements screens.Saver.
func (p *Page) Save() {
	if p.editor != nil {
		p.editor.flush()
	}
}

// Unsaved tells what could not be saved, "" if everything is.
func (p *Page) Unsaved() string {
	if p.editor != nil && p.editor.failed {
		return text.TemplateSaveFailed + "。"
	}
	return ""
}

// Undo implements screens.Undoer: it takes back the last change of a template.
func (p *Page) Undo() {
	if n := len(p.undo); n > 0 {
		last := p.undo[n-1]
		p.undo = p.undo[:n-1]
		last()
	}
}

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	var list []desk.Template
	p.host.Go("library-read", func(ctx context.Context) (err error) {
		list, err = p.desk.Templates(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{part.Column(0, part.Pad(0, theme.S5, 0, 0,
				part.Banner(part.Refused, text.LibraryFailed, text.TryAgain, p.Reload)))}
			p.body.Refresh()
			p.host.Alert(err)
			return
		}
		p.list, p.loaded = list, true
		if p.editor != nil {
			p.editor.seen(list)
		}
		p.show()
		p.putDraft()
	})
}

// show draws the list; the editor is left alone while somebody types in it.
func (p *Page) show() {
	if !p.loaded {
		return
	}
	if len(p.list) == 0 && p.editor == nil {
		p.put(part.Pad(0, theme.S5, 0, 0, part.Empty(part.DrawBox, text.LibraryEmptyTitle, text.LibraryEmptySentence,
			part.Primary(text.AddOrganiser, p.AddOrganiser), part.Plain(text.AddPerson, p.AddPerson))))
		return
	}
	p.left.RemoveAll()
	p.group(text.LibraryOrganisers, func(t desk.Template) bool { return t.Organiser != nil })
	p.group(text.LibraryPeople, func(t desk.Template) bool { return t.Person != nil })
	if p.editor == nil {
		p.right.Objects = []fyne.CanvasObject{part.Pad(0, theme.S5, 0, 0,
			part.Empty(part.DrawDesk, text.LibraryChoose, text.LibraryChooseHint))}
	} else {
		p.right.Objects = []fyne.CanvasObject{p.editor.object}
	}
	p.put(p.halves)
}

func (p *Page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
}

func (p *Page) group(title string, fits func(desk.Template) bool) {
	var lines []fyne.CanvasObject
	for _, t := range p.list {
		if fits(t) {
			lines = append(lines, p.line(t))
		}
	}
	if len(lines) > 0 {
		p.left.Add(part.Pad(theme.S1, 0, 0, 0, part.Group(title)))
		p.left.Add(part.Card(part.Column(theme.S1, lines...)))
	}
}

func (p *Page) line(t desk.Template) fyne.CanvasObject {
	name := part.Link(short(Title(t)), func() { p.Edit(t) })
	if p.editor != nil && p.editor.now.ID == t.ID && t.ID != "" {
		name.With(part.GlyphEdit)
	}
	words := part.Column(0, part.Row(0, name), part.Hint(Under(t)))
	return part.Row(theme.S1, part.Stretch(words), part.IconButton(part.GlyphTrash, text.Delete, func() { p.Remove(t) }).Small())
}

// short keeps a name on one line of the list.
func short(s string) string {
	if r := []rune(s); len(r) > 12 {
		return string(r[:11]) + "…"
	}
	return s
}

// AddOrganiser and AddPerson open an empty template.
func (p *Page) AddOrganiser() { p.Edit(desk.Template{Organiser: &filing.Organiser{}}) }

// AddPerson opens an empty template of a person.
func (p *Page) AddPerson() { p.Edit(desk.Template{Person: &filing.Person{}}) }

// Edit opens a template; what was typed into the one before is saved.
func (p *Page) Edit(t desk.Template) {
	p.Save()
	p.editor = newEditor(p, t)
	p.show()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.content); c != nil {
		c.Focus(p.editor.first())
	}
}

// Remove deletes a template; the toast and Ctrl+Z bring it back.
func (p *Page) Remove(t desk.Template) {
	p.host.Go("library-drop", func(ctx context.Context) error {
		return p.desk.DropTemplate(context.WithoutCancel(ctx), t.ID)
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		if p.editor != nil && p.editor.now.ID == t.ID {
			p.editor = nil
		}
		done := false
		back := func() {
			if !done {
				done = true
				p.restore(t)
			}
		}
		p.undo = append(p.undo, back)
		p.host.Toast(text.TemplateRemoved, back)
		p.Reload()
	})
}

// restore adds a removed template anew.
func (p *Page) restore(t desk.Template) {
	t.ID = ""
	p.host.Go("library-restore", func(ctx context.Context) error {
		_, err := p.desk.SaveTemplate(context.WithoutCancel(ctx), t)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.Reload()
	})
}

// List are the templates shown.
func (p *Page) List() []desk.Template { return p.list }
