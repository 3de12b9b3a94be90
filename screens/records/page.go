// Package records is the page 人员与记录: operators, the log of what was done,
// erasing a customer's data, and the consents of customers.
package records

import (
	"cmp"
	"context"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/vault"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Desk is what the page asks of the use cases.
type Desk interface {
	May(a desk.Action) error
	Rows(ctx context.Context) ([]desk.Row, error)
	TrashRows(ctx context.Context) ([]desk.Row, error)

	Operators(ctx context.Context) ([]desk.Operator, error)
	SaveOperator(ctx context.Context, op desk.Operator) (desk.Operator, error)
	RemoveOperator(ctx context.Context, id string) error

	Log(ctx context.Context, before int64, n int) ([]desk.Entry, error)
	SaveLog(ctx context.Context, path string, head []string, line func(desk.Entry) []string) error

	DueForErasing(ctx context.Context) ([]desk.Row, error)
	Erase(ctx context.Context, id, reason string) (desk.Erasure, error)
	Erasures(ctx context.Context) ([]desk.Erasure, error)
	Retention(ctx context.Context) (desk.Retention, error)
	SetRetention(ctx context.Context, x desk.Retention) error

	Consents(ctx context.Context, filing string) ([]desk.Consent, error)
	AddConsent(ctx context.Context, c desk.Consent) (desk.Consent, error)
	WithdrawConsent(ctx context.Context, filing, id string) error
}

// Vault knows the passphrases that an operator may have.
type Vault interface{ Logins() []vault.Login }

// The parts of the page, the Arg of a route. Erasing and consents take a
// filing, too.
const (
	ArgPeople  = "people"
	ArgLog     = "log"
	ArgErase   = "erase"
	ArgConsent = "consent"
)

// Page shows one of its four parts at a time.
type Page struct {
	host  screens.Host
	desk  Desk
	vault Vault // nil where nothing is ever locked

	tab    string
	filing string // of the route; opened once the filings are read
	byID   map[string]desk.Row
	picks  []part.Option // the filings, to choose one
	people []desk.Operator
	ready  bool
	draft  *draft // to put back once ready

	staff   *staff
	log     *journal
	eraser  *eraser
	consent *consents

	tabs    *part.FilterChips
	body    *fyne.Container
	scroll  *part.Scroller
	column  *fyne.Container // what scroll holds
	content fyne.CanvasObject
}

// New makes the page and starts reading. r.Arg names a part, r.Filing a filing
// to erase or to look at the consents of.
func New(h screens.Host, d Desk, v Vault, r screens.Route) *Page {
	p := &Page{host: h, desk: d, vault: v, tab: cmp.Or(r.Arg, ArgPeople), filing: r.Filing, byID: map[string]desk.Row{}}
	p.staff, p.log, p.eraser, p.consent = newStaff(p), newJournal(p), newEraser(p), newConsents(p)
	p.tabs = part.NewFilterChips([]part.Chip{{ID: ArgPeople, Label: text.PeopleTab, Count: -1}, {ID: ArgLog, Label: text.LogTab, Count: -1},
		{ID: ArgErase, Label: text.EraseTab, Count: -1}, {ID: ArgConsent, Label: text.ConsentTab, Count: -1}}, func(id string) {
		p.tab = id
		p.show()
		p.scroll.ToTop()
		p.Reload()
	})
	p.tabs.Choose(p.tab)
	p.column = part.Column(theme.S4)
	p.scroll = part.Scroll(part.Pad(0, theme.S6, theme.S5, theme.S6, part.TextColumn(p.column)))
	p.body = container.NewStack(part.Column(0, part.Muted(text.Loading)))
	p.content = part.Column(theme.S4, part.Band(part.PageHead(text.RecordsTitle, text.RecordsLead,
		part.Link(text.RecordsMore, func() { h.ShowHelp("records") }).Then(part.GlyphRight))),
		part.Pad(theme.S2, theme.S6, 0, theme.S6, p.tabs), part.Stretch(p.body))
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() {}

// Route tells where the page stands now.
func (p *Page) Route() screens.Route {
	r := screens.Route{Page: screens.PageRecords, Arg: p.tab, Filing: p.filing}
	switch {
	case p.tab == ArgConsent && p.filing == "":
		r.Filing = p.consent.at
	case p.tab == ArgLog && p.filing == "":
		r.Filing = p.log.filing.Value()
	case p.tab == ArgErase && p.eraser.form != nil:
		r.Filing = p.eraser.form.row.ID
	}
	return r
}

// Move goes to another part or filing.
func (p *Page) Move(r screens.Route) bool {
	p.tab, p.filing = cmp.Or(r.Arg, p.tab), r.Filing
	p.tabs.Choose(p.tab)
	p.show()
	p.Reload()
	return true
}

// take opens the filing of the route once the filings are read.
func (p *Page) take() {
	id := p.filing
	if p.filing = ""; id == "" {
		return
	}
	switch p.tab {
	case ArgErase:
		p.eraser.start(id, "")
	case ArgConsent:
		p.consent.open(id)
	case ArgLog:
		p.log.of(id)
	}
}

// Reload implements screens.Reloader: it reads what names people and filings,
// and then what the part in sight shows. What is typed stays.
func (p *Page) Reload() {
	var rows []desk.Row
	var people []desk.Operator
	var picks []part.Option
	byID := map[string]desk.Row{}
	p.host.Go("records-read", func(ctx context.Context) (err error) {
		if rows, err = p.desk.Rows(ctx); err != nil {
			return err
		}
		bin, err := p.desk.TrashRows(ctx)
		if err != nil {
			return err
		}
		rows = append(rows, bin...)
		picks = filings(rows)
		for _, r := range rows {
			byID[r.ID] = r
		}
		people, err = p.desk.Operators(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{part.Column(0, part.Pad(0, theme.S6, 0, theme.S6,
				part.Banner(part.Refused, text.RecordsFailed, text.TryAgain, p.Reload)))}
			p.body.Refresh()
			p.host.Alert(err)
			return
		}
		p.byID, p.picks, p.people, p.ready = byID, picks, people, true
		p.log.named()
		p.eraser.named()
		p.consent.named()
		p.take()
		p.show()
		p.redraft()
		switch p.tab {
		case ArgLog:
			p.log.read(false)
		case ArgErase:
			p.eraser.read()
		case ArgConsent:
			p.consent.read()
		}
	})
}

func (p *Page) show() {
	if !p.ready {
		return
	}
	if p.tab == ArgLog {
		p.body.Objects = []fyne.CanvasObject{part.Pad(0, theme.S6, theme.S4, theme.S6, p.log.content)}
	} else {
		switch p.tab {
		case ArgErase:
			p.column.Objects = p.eraser.view()
		case ArgConsent:
			p.column.Objects = p.consent.view()
		default:
			p.column.Objects = p.staff.view()
		}
		p.column.Refresh()
		p.body.Objects = []fyne.CanvasObject{p.scroll}
	}
	p.content.Refresh()
}

// denied says why who works now may not do something, "" if they may.
func (p *Page) denied(a desk.Action) string { return app.MessageOf(p.desk.May(a)) }

// within puts the reason of a refusal above what it disables.
func within(why string, objs ...fyne.CanvasObject) []fyne.CanvasObject {
	if why == "" {
		return objs
	}
	return append([]fyne.CanvasObject{part.Banner(part.LookHere, why, "", nil)}, objs...)
}

// act does something that shows no progress and then reads anew.
func (p *Page) act(key string, work func(ctx context.Context) error, said string) {
	p.host.Go(key, func(ctx context.Context) error { return work(context.WithoutCancel(ctx)) }, func(err error) {
		if err != nil {
			p.host.Alert(err)
		} else {
			p.host.Toast(said, nil)
		}
		p.Reload()
	})
}

// person names an operator by id, "" if nobody has it.
func (p *Page) person(id string) string {
	for _, o := range p.people {
		if o.ID == id {
			return o.Name
		}
	}
	return ""
}

// named says which filing an id is; of one that is gone only the id is left.
func (p *Page) named(id string) string {
	if r, ok := p.byID[id]; ok {
		return row.Domain(r)
	}
	if id == "" {
		return ""
	}
	return text.GoneFiling(id)
}

// filings are the choices of a list to pick from; ten thousand take a while, so
// that it is called off the UI goroutine.
func filings(rows []desk.Row) []part.Option {
	out := make([]part.Option, len(rows))
	for i, r := range rows {
		out[i] = part.Option{Value: r.ID, Label: row.Domain(r), Detail: row.Organiser(r), Words: r.Domain + " " + r.Number}
		if !r.Trashed.IsZero() {
			out[i].Detail += text.InTrash
		}
	}
	return out
}
