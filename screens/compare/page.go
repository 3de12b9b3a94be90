// Package compare shows one filing as several access providers see it.
package compare

import (
	"context"
	"slices"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
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
	Open(ctx context.Context, id string) (desk.View, error)
	Compare(ctx context.Context, id string, providers ...string) (rule.Comparison, error)
	Tables() *table.Set
}

var _ Desk = (*desk.Desk)(nil)

// usual are compared at first, besides the filing's own.
var usual = []string{"aliyun", "tencent", "huawei"}

// column is the least width of a provider's column; what does not fit beside
// each other stands below.
const column = 184

// Page compares the providers for a filing, or by themselves.
type Page struct {
	host    screens.Host
	desk    Desk
	id      string
	own     string // the filing's provider
	domain  string
	chosen  []string
	differs bool
	result  rule.Comparison
	root    *fyne.Container
	body    *fyne.Container
	closed  bool
	begun   bool
}

// New shows the comparison for r.Filing, which may be empty.
func New(h screens.Host, d Desk, r screens.Route) *Page {
	p := &Page{host: h, desk: d, id: r.Filing, body: part.Column(theme.S4)}
	p.root = container.NewStack(part.Inset(theme.S6, part.Muted(text.Loading)))
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Close implements screens.Screen.
func (p *Page) Close() { p.closed = true }

// Title implements screens.Titled.
func (p *Page) Title() string { return p.domain }

// Reload implements screens.Reloader: the filing or a switch has changed.
func (p *Page) Reload() {
	if p.closed {
		return
	}
	var v desk.View
	p.host.Go("compare-open:"+p.id, func(ctx context.Context) (err error) {
		if p.id != "" {
			v, err = p.desk.Open(ctx, p.id)
		}
		return err
	}, func(err error) {
		if p.closed {
			return
		}
		if err != nil {
			p.root.Objects = []fyne.CanvasObject{part.Inset(theme.S6, part.Column(theme.S4, part.Banner(part.Refused, app.MessageOf(err), "", nil),
				part.Row(0, part.Plain(text.Back, p.host.Back))))}
			p.root.Refresh()
			return
		}
		p.domain = v.Filing.Domain.Name
		p.own = p.desk.Tables().Provider(v.Filing.Provider).ID
		if !p.begun {
			p.begun = true
			p.chosen = p.first()
			p.frame()
		}
		p.look()
	})
}

// first is what is compared at the beginning: the filing's own provider and
// the usual ones.
func (p *Page) first() []string {
	var out []string
	if p.id != "" {
		out = append(out, p.own)
	} else {
		out = append(out, "ucloud")
	}
	for _, id := range usual {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// look compares the chosen providers.
func (p *Page) look() {
	chosen := slices.Clone(p.chosen)
	var c rule.Comparison
	p.host.Go("compare:"+p.id, func(ctx context.Context) (err error) {
		if len(chosen) > 0 {
			c, err = p.desk.Compare(ctx, p.id, chosen...)
		}
		return err
	}, func(err error) {
		if p.closed {
			return
		}
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.result = c
		p.show()
	})
}

func (p *Page) frame() {
	under := text.CompareUnder
	if p.id == "" {
		under += text.CompareNoOne
	}
	title := text.CompareTitle
	if p.domain != "" {
		title += "　" + p.domain
	}
	var boxes []fyne.CanvasObject
	for _, x := range p.desk.Tables().Providers {
		name := x.Name
		if x.ID == p.own && p.id != "" {
			name = text.OfThisFiling(name)
		}
		box := part.NewCheckBox(name, func(on bool) { p.choose(x.ID, on) })
		box.SetChecked(slices.Contains(p.chosen, x.ID))
		boxes = append(boxes, box)
	}
	only := part.NewCheckBox(text.CompareDiffers, func(on bool) {
		p.differs = on
		p.show()
	})
	choice := part.Card(part.Section(text.CompareChoose, "", part.Flow(theme.S4, boxes...), part.Rule(), only))
	head := part.PageHead(title, under, part.Link(text.MoreHelp, func() { p.host.ShowHelp("provider-limits") }))
	p.root.Objects = []fyne.CanvasObject{part.Column(0, part.Band(head),
		part.Stretch(part.Scroll(part.Pad(theme.S5, theme.S6, theme.S6, theme.S6, part.Centered(1320, part.Column(theme.S4, choice, p.body))))))}
	p.root.Refresh()
}

// choose puts a provider into the comparison, in the order of the tables with
// the filing's own first.
func (p *Page) choose(id string, on bool) {
	var next []string
	for _, x := range p.desk.Tables().Providers {
		if x.ID == id && on || x.ID != id && slices.Contains(p.chosen, x.ID) {
			next = append(next, x.ID)
		}
	}
	if i := slices.Index(next, p.own); p.id != "" && i > 0 {
		next = slices.Insert(slices.Delete(next, i, i+1), 0, p.own)
	}
	p.chosen = next
	p.look()
}

func (p *Page) show() {
	p.body.Objects = nil
	if len(p.result.Sides) == 0 {
		p.body.Add(part.Banner(part.LookHere, text.CompareNone, "", nil))
		p.body.Refresh()
		return
	}
	shown := 0
	for _, r := range p.result.Rows {
		if p.differs && r.Same {
			continue
		}
		shown++
		p.body.Add(part.Card(part.Section(text.AspectTitle(r.Aspect), text.AspectWhy(r.Aspect), p.row(r))))
	}
	if shown == 0 {
		p.body.Add(part.Banner(part.Done, text.CompareSame, "", nil))
	}
	p.body.Refresh()
}

// row is one aspect, a column for each provider.
func (p *Page) row(r rule.Compared) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for i, c := range r.Cells {
		side := p.result.Sides[i]
		cell := part.Column(theme.S2, part.Strong(text.ShortName(side.Name)))
		if r.Aspect == rule.AspectFindings {
			cell.Add(part.Hint(text.CompareCounts(side.Summary)))
			if len(c.Points) == 0 {
				cell.Add(part.Muted(text.NothingOwn))
			}
		}
		if !c.Known {
			cell.Add(part.Row(0, part.NewTag(part.LookHere, text.LittleKnown)))
		}
		for i, x := range c.Points {
			// What has one origin names it once.
			last := i == len(c.Points)-1 || p.origin(x) != p.origin(c.Points[i+1]) || x.Severity != ""
			cell.Add(p.point(x, last))
		}
		cells = append(cells, cell)
	}
	return part.Columns(len(cells), theme.Px(column), theme.S5, cells...)
}

// origin says where a point is from, "" if it has no origin.
func (p *Page) origin(x rule.Point) string {
	if x.Source == "" {
		return ""
	}
	return text.FactOrigin(desk.Names(p.desk.Tables()).Source(x.Source), x.Date, x.Confidence)
}

// point is one thing that holds, with its origin.
func (p *Page) point(x rule.Point, named bool) fyne.CanvasObject {
	words := part.Column(2, part.Body(x.Text))
	if from := p.origin(x); from != "" && named {
		words.Add(part.Hint(from))
	}
	mark := part.Info
	switch x.Severity {
	case rule.Block:
		mark = part.Refused
	case rule.Warn:
		mark = part.LookHere
	}
	if x.Severity == "" {
		return words
	}
	if x.Field != "" && p.id != "" {
		words.Add(part.Row(0, part.Link(text.FillIn, func() {
			step, _ := filing.Place(x.Field)
			p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: p.id, Step: int(step), Field: string(x.Field)})
		})))
	}
	return part.TopRow(theme.S2, part.Pad(3, 0, 0, 0, part.Mark(mark, 16)), part.Stretch(words))
}
