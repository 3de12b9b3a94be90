// Package agenda shows the deadlines of all filings in the order in which they
// fall due.
package agenda

import (
	"context"
	"slices"
	"time"

	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Desk is what the agenda asks of the use cases.
type Desk interface {
	Rows(ctx context.Context) ([]desk.Row, error)
}

// edge keeps the frames of cards clear of the edge of a scroll area, which
// would cut them.
const edge = theme.S1

// batch is how many deadlines of a group are shown before a person asks for
// more.
const batch = 50

// Page is the agenda.
type Page struct {
	host    screens.Host
	desk    Desk
	rows    []desk.Row // only those with a deadline
	shown   map[Group]int
	body    *fyne.Container
	groups  *fyne.Container // what the scroll area holds
	scroll  *part.Scroller
	plan    []Day
	words   []func(now time.Time) // bring the words of the lines up to now
	content fyne.CanvasObject
	stop    func()
}

// New makes the page and starts reading.
func New(h screens.Host, d Desk) *Page {
	p := &Page{host: h, desk: d, shown: map[Group]int{}}
	p.body = container.NewStack()
	p.content = part.Pad(theme.S5, 0, 0, theme.S5-edge, part.Column(theme.S4,
		part.Pad(0, theme.S5, 0, edge, part.PageHead(text.AgendaTitle, text.AgendaLead)), part.Stretch(p.body)))
	p.body.Objects = []fyne.CanvasObject{part.Column(0, part.Muted(text.ListLoading))}
	p.stop = h.Tick(time.Minute, p.tick)
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() { p.stop() }

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	var due []desk.Row
	p.host.Go("agenda-rows", func(ctx context.Context) error {
		rows, err := p.desk.Rows(ctx)
		for _, r := range rows {
			if !r.Due.IsZero() {
				due = append(due, r)
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{part.Column(0, part.Pad(0, theme.S5, 0, 0,
				part.Banner(part.Refused, text.ListFailed, text.TryAgain, p.Reload)))}
			p.body.Refresh()
			p.host.Alert(err)
			return
		}
		p.rows = due
		if p.rows == nil {
			p.rows = []desk.Row{}
		}
		p.show()
	})
}

// show draws the plan anew; each minute too, since time moves deadlines from
// group to group.
func (p *Page) show() {
	if p.rows == nil {
		return // not read yet
	}
	if len(p.rows) == 0 {
		p.body.Objects = []fyne.CanvasObject{part.Empty(part.DrawCalendar, text.AgendaEmptyTitle, text.AgendaEmptySentence,
			part.Plain(text.AgendaToList, func() { p.host.Navigate(screens.Route{Page: screens.PageHome}) }))}
		p.scroll = nil
		p.body.Refresh()
		return
	}
	now := p.host.Now()
	p.plan, p.words = Plan(p.rows, now), nil
	if p.scroll == nil {
		p.groups = part.Column(theme.S5)
		p.scroll = part.Scroll(part.Pad(0, theme.S5, theme.S5, edge, p.groups))
		p.body.Objects = []fyne.CanvasObject{p.scroll}
	}
	p.groups.RemoveAll()
	for _, day := range p.plan {
		p.groups.Add(p.group(day, now))
	}
	p.body.Refresh()
}

// tick brings the words up to date in place, so that the keyboard stays where
// it is; only a deadline that moves to another group makes the lines anew.
func (p *Page) tick(now time.Time) {
	plan := Plan(p.rows, now)
	same := slices.EqualFunc(plan, p.plan, func(a, b Day) bool { return a.Group == b.Group && len(a.Rows) == len(b.Rows) })
	if !same {
		p.show()
		return
	}
	for _, fn := range p.words {
		fn(now)
	}
}

func (p *Page) group(day Day, now time.Time) fyne.CanvasObject {
	n := max(p.shown[day.Group], batch)
	lines := part.Column(0)
	for i, r := range day.Rows {
		if i == n {
			lines.Add(part.Pad(theme.S2, 0, 0, 0, part.Row(0, part.Link(text.ShowMore(len(day.Rows)-n), func() {
				p.shown[day.Group] = n + batch
				p.show()
			}))))
			break
		}
		if i > 0 {
			lines.Add(part.Rule())
		}
		lines.Add(p.line(r, now))
	}
	title := part.Group(text.AgendaCount(day.Group.Name(), len(day.Rows)))
	if day.Group == Over {
		title.In(theme.Refused)
	}
	return part.Column(theme.S2, title, part.Card(part.Pad(-theme.S2, 0, -theme.S2, 0, lines)))
}

func (p *Page) line(r desk.Row, now time.Time) fyne.CanvasObject {
	icon := part.Icon(part.GlyphClock, theme.Muted, 18)
	if u := row.Urgency(r.Due, now); u != part.Todo {
		icon = part.Mark(u, 18)
	}
	at, left := part.Muted("").One(), part.Body("").One()
	words := func(now time.Time) {
		at.SetText(text.AgendaTime(r.Due, now))
		left.SetText(text.Due(r.Due, now))
		if d := r.Due.Sub(now); d >= 14*24*time.Hour { // the day stands beside it already
			left.SetText(text.Left(d))
		}
		left.SetColor(theme.Text)
		if u := row.Urgency(r.Due, now); u != part.Todo {
			left.SetColor(u.Colour())
		}
	}
	words(now)
	p.words = append(p.words, words)
	who := part.Column(0, part.Strong(row.Domain(r)).Clip(), part.Hint(row.Organiser(r)).Clip())
	to := row.NextRoute(r)
	what := text.NextAction(string(r.Next))
	if !row.Action(r.Next) {
		what = text.SeeProgress
	}
	act := part.Link(what, func() { p.host.Navigate(to) }).Then(part.GlyphRight)
	return part.Pad(theme.S2, 0, theme.S2, 0, part.Row(theme.S3, icon,
		part.Wide(theme.Px(148), at), part.Wide(theme.Px(104), left),
		part.Stretch(who), part.Wide(theme.Px(160), part.Row(0, act))))
}
