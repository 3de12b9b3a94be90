// Package tables is the page 规则资料: which tables of rules are in force, where
// they come from, and how a newer one is looked at and adopted.
package tables

import (
	"context"
	"slices"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Desk is what the page asks of the use cases.
type Desk interface {
	May(a desk.Action) error
	TableStates(ctx context.Context) ([]desk.TableState, error)
	LookAtTable(ctx context.Context, path string, progress func(done, total int)) (table.Offer, error)
	InstallTable(ctx context.Context, data []byte) (table.Offer, error)
	DropTable(ctx context.Context, name string) error
	SaveTable(ctx context.Context, name, path string) error
}

// Page is the page.
type Page struct {
	host screens.Host
	desk Desk

	states []desk.TableState
	failed error
	offer  *offer // a file that is being looked at
	busy   string // what is under way, "" for nothing
	closed bool

	bar     *part.Meter
	step    *part.Text
	notices *fyne.Container
	list    *part.DataTable[desk.TableState]
	update  *part.Button
	body    *fyne.Container
	content fyne.CanvasObject
}

// New makes the page and reads the tables.
func New(h screens.Host, d Desk) *Page {
	p := &Page{host: h, desk: d, bar: part.NewMeter(), step: part.Hint("").One(), notices: part.Column(theme.S3), body: container.NewStack()}
	p.update = part.Primary(text.TableUpdate, p.choose)
	p.list = part.NewDataTable(h, p.columns())
	p.content = part.Column(0, part.Stretch(p.body))
	p.put(part.PageHead(text.RuleTablesTitle, text.RuleTablesLead), part.Muted(text.Loading))
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() { p.closed = true }

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	if p.closed {
		return
	}
	var list []desk.TableState
	p.host.Go("tables-read", func(ctx context.Context) (err error) {
		list, err = p.desk.TableStates(ctx)
		return err
	}, func(err error) {
		if p.closed {
			return
		}
		if p.failed = err; err == nil {
			p.states = list
		}
		p.show()
	})
}

func (p *Page) columns() []part.Col[desk.TableState] {
	return []part.Col[desk.TableState]{
		{ID: "name", Label: text.ColTable, Width: 180, Stretch: true, Update: func(s desk.TableState, c fyne.CanvasObject) {
			c.(*part.Cell).SetTwo(text.TableName(s.Name), text.TableAbout(s.Name))
		}},
		{ID: "version", Label: text.ColVersion, Width: 156, Update: func(s desk.TableState, c fyne.CanvasObject) {
			c.(*part.Cell).SetTwo(s.Version, text.TableRows(s.Rows, s.Dated))
		}},
		{ID: "from", Label: text.ColFrom, Width: 110, Create: func() fyne.CanvasObject { return part.TagCell() }, Update: func(s desk.TableState, c fyne.CanvasObject) {
			switch {
			case s.Kept:
				part.SetTagCell(c, part.LookHere, text.TableKept)
			case s.Installed:
				part.SetTagCell(c, part.Done, text.TableInstalled)
			default:
				part.SetTagCell(c, part.Info, text.TableOwn)
			}
		}},
		{ID: "save", Width: 64, Create: func() fyne.CanvasObject { return part.LinkCell() }, Update: func(s desk.TableState, c fyne.CanvasObject) {
			part.SetLinkCell(c, text.TableSave, func() { p.save(s.Name) })
		}},
		{ID: "back", Width: 90, Create: func() fyne.CanvasObject { return part.LinkCell() }, Update: func(s desk.TableState, c fyne.CanvasObject) {
			c.(*fyne.Container).Objects[0].(*part.Button).Hidden = !s.Installed || p.denied() != nil
			part.SetLinkCell(c, text.TableRestore, func() { p.restore(s.Name) })
		}},
	}
}

func (p *Page) denied() error { return p.desk.May(desk.MayRules) }

func (p *Page) show() {
	p.notices.Objects = nil
	switch {
	case p.failed != nil:
		p.notices.Add(part.Banner(part.Refused, app.MessageOf(p.failed), text.TryAgain, p.Reload))
	case p.denied() != nil:
		p.notices.Add(part.Banner(part.LookHere, app.MessageOf(p.denied()), "", nil))
	}
	if p.busy != "" {
		p.notices.Add(part.Card(part.Column(theme.S2, part.Body(p.busy), p.bar, p.step)))
	}
	p.update.SetEnabled(p.denied() == nil && p.busy == "")
	if p.offer != nil {
		p.put(p.offer.content(p))
		return
	}
	for _, s := range p.states {
		p.tell(s)
	}
	rows := slices.Clone(p.states)
	slices.SortStableFunc(rows, func(a, b desk.TableState) int { return rank(a) - rank(b) })
	p.list.SetRows(rows, nil)
	col := part.Column(theme.S4)
	if len(p.notices.Objects) > 0 {
		col.Add(p.notices)
	}
	col.Add(part.Stretch(part.Card(p.list)))
	p.put(part.PageHead(text.RuleTablesTitle, text.RuleTablesLead, part.Link(text.RuleTablesMore, func() { p.host.ShowHelp("rule-tables") }).Then(part.GlyphRight), p.update), col)
}

// rank puts what is not the program's own first.
func rank(s desk.TableState) int {
	if s.Installed {
		return 0
	}
	return 1
}

func (p *Page) put(head, below fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{part.Column(0, part.Band(head), part.Stretch(part.Pad(theme.S3, theme.S6, theme.S4, theme.S6, below)))}
	p.body.Refresh()
}

// tell says what lies in the data folder and is not used, and why.
func (p *Page) tell(s desk.TableState) {
	drop := func() (string, func()) {
		if p.denied() != nil {
			return "", nil
		}
		return text.TableDropFile, func() {
			p.host.Confirm(text.TableDropAsk(s.Name), func(yes bool) {
				if yes {
					p.drop(s.Name, text.TableDropped)
				}
			})
		}
	}
	act, fn := drop()
	if s.Installed && act != "" && s.Refused != nil { // its copy would go with the file: that is going back
		act, fn = text.TableRestore, func() { p.restore(s.Name) }
	}
	switch {
	case s.Refused != nil:
		p.notices.Add(part.Banner(part.LookHere, text.About(text.TableName(s.Name), app.MessageOf(s.Refused)), act, fn))
	case s.Idle:
		p.notices.Add(part.Banner(part.Info, text.TableIdle(s.Name, s.File), act, fn))
	case s.Later:
		p.notices.Add(part.Banner(part.Info, text.TableLater(s.Name, s.File), "", nil))
	}
}

// save writes a table for whoever wants to change it.
func (p *Page) save(name string) {
	p.host.PickSave(name+".json", func(path string) {
		if path == "" || p.closed {
			return
		}
		p.host.Go("tables-save", func(ctx context.Context) error { return p.desk.SaveTable(ctx, name, path) }, func(err error) {
			if err != nil {
				p.host.Alert(err)
				return
			}
			p.host.Toast(text.TableSaved(name), nil)
		})
	})
}

func (p *Page) restore(name string) {
	p.host.Confirm(text.TableRestoreAsk(name), func(yes bool) {
		if yes {
			p.drop(name, text.TableRestored)
		}
	})
}

func (p *Page) drop(name, said string) {
	p.host.Go("tables-drop", func(ctx context.Context) error { return p.desk.DropTable(context.WithoutCancel(ctx), name) }, func(err error) {
		if err != nil {
			p.host.Alert(err)
		} else {
			p.host.Toast(said, nil)
		}
		p.Reload()
	})
}

// choose lets a person pick a file and shows what it would change.
func (p *Page) choose() {
	p.host.PickFiles(screens.KindRules, func(paths []string) {
		if len(paths) > 0 && !p.closed {
			p.look(paths[0])
		}
	})
}

func (p *Page) look(path string) {
	if p.busy != "" {
		return
	}
	p.work(text.TableTrying)
	var o table.Offer
	p.host.Go("tables-look", func(ctx context.Context) (err error) {
		o, err = p.desk.LookAtTable(ctx, path, func(done, total int) { p.host.Progress(ctx, done, total, p.progress) })
		return err
	}, func(err error) {
		p.busy = ""
		if p.closed {
			return
		}
		if err != nil {
			p.host.Alert(err)
			p.show()
			return
		}
		p.offer = newOffer(p, o)
		p.show()
	})
}

// Dropped implements screens.Dropper: a file dropped on the page is looked at.
func (p *Page) Dropped(paths []string) {
	if p.denied() == nil && len(paths) > 0 && p.offer == nil {
		p.look(paths[0])
	}
}

func (p *Page) work(what string) {
	p.busy = what
	p.bar.Set(0)
	p.step.SetText("")
	p.show()
}

func (p *Page) progress(done, total int) {
	if total > 0 {
		p.bar.Set(float64(done) / float64(total))
		p.step.SetText(text.TableStep(done, total))
	}
}

// adopt installs the file that is being looked at.
func (p *Page) adopt() {
	if p.busy != "" || p.offer == nil {
		return
	}
	o := p.offer.offer
	p.work(text.TableAdopting)
	p.host.Go("tables-adopt", func(ctx context.Context) error {
		_, err := p.desk.InstallTable(context.WithoutCancel(ctx), o.Data)
		return err
	}, func(err error) {
		p.busy = ""
		if p.closed {
			return
		}
		if err != nil {
			p.host.Alert(err)
			p.show()
			return
		}
		p.offer = nil
		p.host.Toast(text.TableAdopted(o.Table, o.Version), nil)
		p.Reload()
	})
}
