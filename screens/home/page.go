// Package home is the list of domains: what is under way, what comes next and
// until when; the way to add, copy, import and put away filings.
package home

import (
	"context"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Desk is what the list asks of the use cases.
type Desk interface {
	Rows(ctx context.Context) ([]desk.Row, error)
	Add(ctx context.Context, domain string, anyway bool) (desk.View, error)
	Clone(ctx context.Context, id, domain string) (desk.View, error)
	Trash(ctx context.Context, ids ...string) error
	Untrash(ctx context.Context, ids ...string) error
	Open(ctx context.Context, id string) (desk.View, error)
	Edit(ctx context.Context, id string, rev int64, edits ...filing.Edit) (desk.View, error)
}

// Sources bring in filings from elsewhere. A nil one has no button.
type Sources struct {
	// Sample adds the fictional customer and returns its id.
	Sample func(ctx context.Context) (id string, err error)
	// Import reads filing.json or a package and returns the new filing's id.
	Import func(ctx context.Context, path string) (id string, err error)
}

// ArgAdd is the Arg of a route to this page that opens the line for a new
// domain at once.
const ArgAdd = "add"

// Page is the list.
type Page struct {
	host    screens.Host
	desk    Desk
	from    Sources
	model   Model
	loaded  bool
	failed  error
	day     time.Time // the day the rows were judged for
	undo    func()    // of the last act
	stop    func()    // of the minute tick
	reload  bool      // rows are being read; once more is wanted
	reading bool

	search  *part.Search
	chips   *part.FilterChips
	table   *part.DataTable[*desk.Row]
	small   *part.DataTable[*desk.Row] // the same list where there is little room
	count   *part.Text
	add     *part.Button    // hidden while another button asks for the same
	bar     *fyne.Container // the card for a new domain, a copy or a note
	body    *fyne.Container // table, empty, loading or failed
	filters *fyne.Container
	sheet   fyne.CanvasObject // the card with the table
	content fyne.CanvasObject
	open    closer // what stands in the bar
	note    *noteCard
	draft   *draft // to be put back when the rows are there
}

// closer is what stands in the bar at the top.
type closer interface {
	object() fyne.CanvasObject
	focus() fyne.Focusable
	close()
}

// New makes the list and starts reading it.
func New(h screens.Host, d Desk, from Sources, r screens.Route) *Page {
	p := &Page{host: h, desk: d, from: from}
	p.search = part.NewSearch(text.HomeSearch, p.find)
	p.chips = part.NewFilterChips(p.chipRow(), func(id string) {
		p.model.Filter(Chip(id))
		p.show()
	})
	p.table, p.small = p.newTable(p.wideColumns()), p.newTable(p.narrowColumns())
	p.sheet = part.Card(container.New(fitLayout{}, p.table, p.small))
	p.count = part.Muted("").One()
	p.bar = container.NewStack()
	p.bar.Hide()
	p.filters = part.Column(theme.S3, part.Row(theme.S4, part.Wide(theme.Px(360), p.search), p.count), p.chips)
	p.body = container.NewStack()
	head := part.PageHead(text.HomeTitle, "", p.actions()...)
	p.content = part.Pad(theme.S5, theme.S5, theme.S4, theme.S5,
		part.Column(theme.S4, head, p.bar, p.filters, part.Stretch(p.body)))
	p.stop = h.Tick(time.Minute, p.tick)
	p.show()
	p.Reload()
	if r.Arg == ArgAdd {
		p.ShowAdd()
	}
	return p
}

func (p *Page) actions() []fyne.CanvasObject {
	out := []fyne.CanvasObject{part.Quiet(text.OpenTrash, func() {
		p.host.Navigate(screens.Route{Page: screens.PageTrash})
	}).With(part.GlyphTrash)}
	if p.from.Import != nil {
		out = append(out, part.Plain(text.ImportFiling, p.pickImport).With(part.GlyphUpload))
	}
	p.add = part.Primary(text.AddDomain, p.ShowAdd).With(part.GlyphPlus)
	return append(out, p.add)
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() {
	p.stop()
	if p.open != nil {
		p.open.close()
	}
}

// Save implements screens.Saver: a note being typed is saved now.
func (p *Page) Save() {
	if p.note != nil {
		p.note.field.Flush()
	}
}

// Undo implements screens.Undoer: it takes back the last act on the list.
func (p *Page) Undo() {
	if p.undo != nil {
		undo := p.undo
		p.undo = nil
		undo()
	}
}

// FocusSearch implements screens.Searcher.
func (p *Page) FocusSearch() { p.focus(p.search.Focusable()) }

func (p *Page) focus(f fyne.Focusable) {
	if f != nil {
		part.FocusIn(p.content, f)
	}
}

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	if p.reading {
		p.reload = true // a change came while reading: read once more after it
		return
	}
	p.reading, p.reload = true, false
	var items []item
	now := p.host.Now()
	p.host.Go("home-rows", func(ctx context.Context) error {
		rows, err := p.desk.Rows(ctx)
		items = prepare(rows, now)
		return err
	}, func(err error) {
		p.reading = false
		if p.failed = err; err == nil {
			p.loaded, p.day = true, now
			p.model.take(items)
		}
		p.show()
		p.putDraft()
		if p.reload {
			p.Reload()
		}
	})
}

// tick keeps the words of the deadlines right, and at midnight what is due
// this week.
func (p *Page) tick(now time.Time) {
	if p.loaded && now.In(filing.China).YearDay() != p.day.In(filing.China).YearDay() {
		p.Reload()
		return
	}
	p.table.Refresh()
	p.small.Refresh()
}

func (p *Page) find(words string) {
	p.model.Search(words)
	p.show()
}

func (p *Page) clear() {
	p.model.Filter(All)
	p.chips.Choose(string(All))
	p.search.SetWords("")
	p.show()
}

// show brings the widgets in line with the model.
func (p *Page) show() {
	p.add.Hidden = p.open != nil || p.loaded && p.model.Total() == 0
	switch {
	case p.loaded && p.model.Total() > 0:
		p.chips.SetChips(p.chipRow())
		rows := p.model.Shown()
		for _, t := range []*part.DataTable[*desk.Row]{p.table, p.small} {
			keep := ""
			if r, ok := t.Selected(); ok {
				keep = r.ID
			}
			t.SetRows(rows, func(r *desk.Row) bool { return r.ID == keep })
		}
		p.count.SetText(text.Filings(p.model.Len(), p.model.Total()))
		p.put(p.sheet)
	case p.loaded:
		p.put(p.empty())
	case p.failed != nil:
		p.put(part.Column(theme.S4, part.Banner(part.Refused, text.ListFailed, text.TryAgain, p.Reload)))
	default:
		p.put(part.Column(0, part.Pad(theme.S6, 0, 0, 0, part.Muted(text.ListLoading).Align(fyne.TextAlignCenter))))
	}
}

func (p *Page) put(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.filters.Hidden = o != p.sheet
	p.body.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
}

// empty invites to begin.
func (p *Page) empty() fyne.CanvasObject {
	buttons := []*part.Button{part.Primary(text.AddDomain, p.ShowAdd)}
	if p.open != nil { // the line for a domain stands open already: one accent button
		buttons[0] = part.Plain(text.AddDomain, p.ShowAdd)
	}
	if p.from.Sample != nil {
		buttons = append(buttons, part.Plain(text.SeeSample, p.addSample))
	}
	return part.Empty(part.DrawDesk, text.HomeEmptyTitle, text.HomeEmptySentence, buttons...)
}
