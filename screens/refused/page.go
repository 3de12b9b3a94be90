// Package refused shows why filings were refused, counted over all of them per
// province and provider, and leads to the filings.
package refused

import (
	"context"
	"fmt"

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
	RefusedCounts(ctx context.Context) ([]desk.RefusedCount, error)
	RefusedFilings(ctx context.Context, q desk.RefusedFilter) ([]desk.RefusedFiling, error)
}

// most is how many reasons and filings are listed.
const most = 30

// Page is the page of counts.
type Page struct {
	host   screens.Host
	desk   Desk
	tables *table.Set

	counts  []desk.RefusedCount
	loaded  bool
	closed  bool
	choice  Choice
	picked  bool   // a reason's filings are shown
	reason  string // whose
	filings []desk.RefusedFiling
	body    *fyne.Container
	scroll  *part.Scroller
	content fyne.CanvasObject
}

// New makes the page and starts reading.
func New(h screens.Host, d Desk, t *table.Set) *Page {
	p := &Page{host: h, desk: d, tables: t, choice: Choice{Province: All, Provider: All, Year: true}}
	p.body = container.NewStack(part.Muted(text.Loading))
	p.scroll = part.Scroll(part.Pad(theme.S5, theme.S6, theme.S6, theme.S6, part.Centered(880, p.body)))
	p.content = part.Column(0, part.Band(part.PageHead(text.RefusedTitle, text.RefusedLead)), part.Stretch(p.scroll))
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Close implements screens.Screen.
func (p *Page) Close() { p.closed = true }

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	var list []desk.RefusedCount
	p.host.Go("refused", func(ctx context.Context) (err error) {
		list, err = p.desk.RefusedCounts(ctx)
		return err
	}, func(err error) {
		if p.closed {
			return
		}
		if err != nil {
			p.body.Objects = []fyne.CanvasObject{part.Column(0, part.Banner(part.Refused, text.ListFailed, text.TryAgain, p.Reload))}
			p.body.Refresh()
			p.host.Alert(err)
			return
		}
		p.counts, p.loaded = list, true
		p.show()
		if p.picked {
			p.pick(p.reason)
		}
	})
}

func (p *Page) show() {
	if len(p.counts) == 0 {
		p.body.Objects = []fyne.CanvasObject{part.Empty(part.DrawBox, text.RefusedEmpty, text.RefusedEmptyUn)}
		p.body.Refresh()
		return
	}
	sum := Sums(p.counts, p.choice, p.host.Now())
	col := part.Column(theme.S4, p.filters(), p.reasons(sum))
	if len(sum.Spots) > 1 {
		col.Add(p.spots(sum))
	}
	col.Add(p.months(sum))
	p.body.Objects = []fyne.CanvasObject{col}
	p.body.Refresh()
}

// filters are the three choices. A pick takes "" for no choice, so that the
// places carry a mark before them.
func (p *Page) filters() fyne.CanvasObject {
	provinces, providers := Places(p.counts)
	where := []part.Option{{Value: All, Label: text.RefusedAllPlace}}
	for _, c := range provinces {
		where = append(where, part.Option{Value: mark + c, Label: p.province(c)})
	}
	who := []part.Option{{Value: All, Label: text.RefusedAllProv}}
	for _, id := range providers {
		who = append(who, part.Option{Value: mark + id, Label: p.provider(id)})
	}
	pick := func(path, label string, opts []part.Option, at string, take func(string)) *part.Field {
		f := part.NewPick(part.Spec{Path: path, Label: label, Bare: true}, opts)
		f.SetValue(at)
		f.OnChanged = func(_, v string) {
			take(v)
			p.picked = false
			p.show()
		}
		return f
	}
	span := "ever"
	if p.choice.Year {
		span = "year"
	}
	return part.Columns(3, theme.Px(200), theme.S3,
		pick("province", text.RefusedProvince, where, marked(p.choice.Province), func(v string) { p.choice.Province = unmarked(v) }),
		pick("provider", text.RefusedProvider, who, marked(p.choice.Provider), func(v string) { p.choice.Provider = unmarked(v) }),
		pick("span", text.RefusedSpan, []part.Option{{Value: "year", Label: text.RefusedYear}, {Value: "ever", Label: text.RefusedEver}}, span,
			func(v string) { p.choice.Year = v == "year" }))
}

const mark = "="

func marked(v string) string {
	if v == All {
		return All
	}
	return mark + v
}

func unmarked(v string) string {
	if v == All {
		return All
	}
	return v[len(mark):]
}

func (p *Page) province(code string) string {
	if code == "" {
		return text.RefusedNoPlace
	}
	if n := p.tables.Regions.Name(code); n != "" {
		return n
	}
	return code
}

func (p *Page) provider(id string) string {
	if id == "" {
		return text.RefusedNoProv
	}
	if r := p.tables.Provider(id); r.ID == id {
		return r.Name
	}
	return id
}

// reasons lists them with a bar each; one leads to its filings.
func (p *Page) reasons(sum Sum) fyne.CanvasObject {
	rows := part.Column(theme.S3)
	if len(sum.Reasons) == 0 {
		rows.Add(part.Muted(text.RefusedNone))
	}
	for _, r := range sum.Reasons[:min(most, len(sum.Reasons))] {
		bar := part.NewMeter()
		bar.Set(float64(r.N) / float64(sum.Reasons[0].N))
		open := p.picked && p.reason == r.Reason
		link := part.Link(text.RefusedShow, func() { p.pick(r.Reason) }).Then(part.GlyphRight)
		if open {
			link = part.Link(text.TasksKeep, func() { p.picked = false; p.show() })
		}
		rows.Add(part.Row(theme.S3, part.Stretch(part.Column(theme.S1, part.Body(text.RefusalName(p.tables, r.Reason)), bar)),
			part.Wide(theme.Px(56), part.Strong(text.RefusedTimes(r.N))), part.Wide(theme.Px(72), part.Row(0, link))))
		if open {
			rows.Add(part.Pad(0, 0, theme.S2, theme.S5, p.list()))
		}
	}
	return part.Card(part.Section(text.RefusedMost, text.RefusedSum(sum.N), rows))
}

// spots lists where the refusals were; one narrows the page down to it.
func (p *Page) spots(sum Sum) fyne.CanvasObject {
	rows := part.Column(theme.S3)
	for i, x := range sum.Spots {
		if i == most {
			rows.Add(part.Hint(text.TasksMore(len(sum.Spots) - most)))
			break
		}
		rows.Add(part.Row(theme.S3, part.Stretch(part.Column(0, part.Body(p.province(x.Province)+"　"+p.provider(x.Provider)),
			part.Hint(text.RefusedTop(text.RefusalName(p.tables, x.Top.Reason), x.Top.N)))),
			part.Wide(theme.Px(56), part.Strong(text.RefusedTimes(x.N))),
			part.Wide(theme.Px(72), part.Row(0, part.Link(text.RefusedOnly, func() {
				p.choice.Province, p.choice.Provider, p.picked = x.Province, x.Provider, false
				p.show()
				p.scroll.ToTop()
			})))))
	}
	return part.Card(part.Section(text.RefusedSpots, "", rows))
}

// pick reads the filings behind a reason.
func (p *Page) pick(reason string) {
	c := p.choice
	q := desk.RefusedFilter{Reason: reason}
	if c.Province != All {
		q.Province = &c.Province
	}
	if c.Provider != All {
		q.Provider = &c.Provider
	}
	if c.Year {
		q.Since = Sums(nil, c, p.host.Now()).Months[0].Name + "-01"
	}
	var list []desk.RefusedFiling
	p.host.Go("refused-filings", func(ctx context.Context) (err error) {
		list, err = p.desk.RefusedFilings(ctx, q)
		return err
	}, func(err error) {
		if p.closed {
			return
		}
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.picked, p.reason, p.filings = true, reason, list
		p.show()
	})
}

func (p *Page) list() fyne.CanvasObject {
	rows := part.Column(theme.S2)
	for i, f := range p.filings {
		if i == most {
			rows.Add(part.Hint(text.TasksMore(len(p.filings) - most)))
			break
		}
		rows.Add(part.Row(theme.S3, part.Stretch(part.Column(0, part.Body(f.Domain), part.Hint(text.RefusedLine(f.Organiser, f.Day, f.N)))),
			part.Link(text.RefusedOpen, func() { p.host.Navigate(screens.Route{Page: screens.PageHistory, Filing: f.Filing}) }).Then(part.GlyphRight)))
	}
	return rows
}

// months is the trend of the last twelve.
func (p *Page) months(sum Sum) fyne.CanvasObject {
	top := 1
	for _, m := range sum.Months {
		top = max(top, m.N)
	}
	rows := part.Column(theme.S2)
	for _, m := range sum.Months {
		bar := part.NewMeter()
		bar.Set(float64(m.N) / float64(top))
		rows.Add(part.Row(theme.S3, part.Wide(theme.Px(72), part.Muted(m.Name)), part.Stretch(part.Column(0, part.Pad(7, 0, 0, 0, bar))), part.Wide(theme.Px(40), part.Body(fmt.Sprint(m.N)))))
	}
	return part.Card(part.Section(text.RefusedMonths, "", rows))
}
