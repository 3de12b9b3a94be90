// Package trash lists the filings that were put away: to bring them back, or
// to delete them for good.
package trash

import (
	"context"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Desk is what the trash asks of the use cases.
type Desk interface {
	TrashRows(ctx context.Context) ([]desk.Row, error)
	Untrash(ctx context.Context, ids ...string) error
	Purge(ctx context.Context, ids ...string) error
}

// Page is the trash.
type Page struct {
	host    screens.Host
	desk    Desk
	rows    []desk.Row
	loaded  bool
	table   *part.DataTable[desk.Row]
	all     *part.Button
	body    *fyne.Container
	content fyne.CanvasObject
}

// New makes the page and starts reading.
func New(h screens.Host, d Desk) *Page {
	p := &Page{host: h, desk: d}
	p.table = part.NewDataTable(h, []part.Col[desk.Row]{
		{ID: "domain", Label: text.ColDomain, Width: 240, Stretch: true, Update: func(r desk.Row, o fyne.CanvasObject) {
			o.(*part.Cell).SetTwo(row.Domain(r), row.Organiser(r))
		}},
		{ID: "state", Label: text.ColState, Width: 120, Create: func() fyne.CanvasObject { return part.TagCell() }, Update: func(r desk.Row, o fyne.CanvasObject) {
			part.SetTagCell(o, row.Mark(r.State), r.State.Name())
		}},
		{ID: "when", Label: text.TrashedOn, Width: 140, Update: func(r desk.Row, o fyne.CanvasObject) {
			o.(*part.Cell).Set(text.DateTime(r.Trashed.In(filing.China)), theme.Muted)
		}},
		{ID: "act", Width: 190, Create: func() fyne.CanvasObject {
			return part.Row(theme.S2, part.Plain(text.Restore, nil).With(part.GlyphUndo).Small(), part.Quiet(text.PurgeOne, nil).Small())
		}, Update: func(r desk.Row, o fyne.CanvasObject) {
			c := o.(*fyne.Container)
			c.Objects[0].(*part.Button).SetTapped(func() { p.Restore(r) })
			c.Objects[1].(*part.Button).SetTapped(func() { p.Purge(r) })
		}},
	})
	p.all = part.Quiet(text.PurgeAll, p.PurgeAll).With(part.GlyphTrash)
	p.all.Disable()
	p.body = container.NewStack()
	p.content = part.Column(0, part.Band(part.PageHead(text.TrashTitle, text.TrashLead, p.all)),
		part.Stretch(part.Pad(theme.S5, theme.S6, theme.S5, theme.S6, p.body)))
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() {}

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	var rows []desk.Row
	p.host.Go("trash-rows", func(ctx context.Context) (err error) {
		rows, err = p.desk.TrashRows(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{part.Column(0, part.Banner(part.Refused, text.ListFailed, text.TryAgain, p.Reload))}
			p.body.Refresh()
			p.host.Alert(err)
			return
		}
		p.loaded, p.rows = true, rows
		p.show()
	})
}

func (p *Page) show() {
	p.all.SetEnabled(len(p.rows) > 0)
	p.table.SetRows(p.rows, nil)
	var o fyne.CanvasObject = part.Card(p.table)
	if len(p.rows) == 0 {
		o = part.Empty(part.DrawBox, text.TrashEmptyTitle, text.TrashEmptySentence)
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// Rows are the filings shown.
func (p *Page) Rows() []desk.Row { return p.rows }

// Restore brings a filing back into the list.
func (p *Page) Restore(r desk.Row) {
	p.host.Go("trash-act", func(ctx context.Context) error {
		return p.desk.Untrash(context.WithoutCancel(ctx), r.ID)
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.host.Toast(text.RestoredToast, nil)
		p.Reload()
	})
}

// Purge deletes a filing for good, after a question.
func (p *Page) Purge(r desk.Row) {
	p.host.Confirm(text.PurgeQuestion(row.Domain(r)), func(yes bool) {
		if yes {
			p.purge(r.ID)
		}
	})
}

// PurgeAll deletes what the page shows, not what came into the trash since.
func (p *Page) PurgeAll() {
	if len(p.rows) == 0 {
		return
	}
	ids := make([]string, len(p.rows))
	for i, r := range p.rows {
		ids[i] = r.ID
	}
	p.host.Confirm(text.PurgeAllQuestion(len(ids)), func(yes bool) {
		if yes {
			p.purge(ids...)
		}
	})
}

func (p *Page) purge(ids ...string) {
	p.host.Go("trash-act", func(ctx context.Context) error {
		return p.desk.Purge(context.WithoutCancel(ctx), ids...)
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.host.Toast(text.Purged, nil)
		p.Reload()
	})
}
