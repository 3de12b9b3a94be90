// Package review holds the pages beside the steps of one filing: all findings,
// the progress with its log, duties and versions, and the package.
package review

import (
	"context"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/steps"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// page is what the three pages share: reading the filing and showing it.
type page struct {
	host   screens.Host
	desk   *desk.Desk
	id     string
	view   desk.View
	root   *fyne.Container
	show   func() fyne.CanvasObject
	loaded bool
	closed bool

	// Kept from one drawing of the page to the next, so that it stays where
	// one has scrolled to.
	framed fyne.CanvasObject
	top    *fyne.Container
	scroll *part.Scroller
}

func (p *page) init(h screens.Host, d *desk.Desk, id string, show func() fyne.CanvasObject) {
	p.host, p.desk, p.id, p.show = h, d, id, show
	p.root = container.NewStack(part.Inset(theme.S6, part.Muted(text.Loading)))
	p.Reload()
}

// Content implements screens.Screen.
func (p *page) Content() fyne.CanvasObject { return p.root }

// Reload implements screens.Reloader.
func (p *page) Reload() {
	if p.closed {
		return
	}
	var v desk.View
	p.host.Go("review:"+p.id, func(ctx context.Context) (err error) {
		v, err = p.desk.Open(ctx, p.id)
		return err
	}, func(err error) {
		if err != nil {
			p.set(part.Inset(theme.S6, part.Column(theme.S4, part.Banner(part.Refused, app.MessageOf(err), "", nil), part.Row(0, part.Plain(text.Back, p.host.Back)))))
			return
		}
		p.took(v)
	})
}

// took shows a new state of the filing.
func (p *page) took(v desk.View) {
	if p.closed {
		return
	}
	p.view, p.loaded = v, true
	p.set(p.show())
}

func (p *page) set(o fyne.CanvasObject) {
	p.root.Objects = []fyne.CanvasObject{o}
	p.root.Refresh()
}

// change carries out a use case and shows its result.
func (p *page) change(work func(ctx context.Context) (desk.View, error), done func(error)) {
	var v desk.View
	p.host.Go("change:"+p.id, func(ctx context.Context) (err error) {
		v, err = work(ctx)
		return err
	}, func(err error) {
		if err == nil {
			p.took(v)
		}
		if done != nil {
			done(err)
		} else if err != nil {
			p.host.Alert(err)
		}
	})
}

// frame is the head of a page above scrolling content.
func (p *page) frame(title, under string, content fyne.CanvasObject, actions ...fyne.CanvasObject) fyne.CanvasObject {
	f := &p.view.Filing
	head := part.PageHead(title+"　"+f.Domain.Name, under, actions...)
	bar := part.Band(head)
	body := part.Pad(theme.S5, theme.S6, theme.S6, theme.S6, content)
	if p.framed == nil {
		p.top, p.scroll = container.NewStack(bar), part.Scroll(body)
		p.framed = part.Column(0, p.top, part.Stretch(p.scroll))
		return p.framed
	}
	p.top.Objects = []fyne.CanvasObject{bar}
	p.top.Refresh()
	p.scroll.SetContent(body)
	return p.framed
}

// Checks is the page of all findings.
type Checks struct{ page }

// NewChecks shows what was found in route.Filing, grouped by gravity; each row
// leads to its field.
func NewChecks(h screens.Host, d *desk.Desk, route screens.Route) *Checks {
	c := &Checks{}
	c.init(h, d, route.Filing, c.build)
	return c
}

// Close implements screens.Screen.
func (c *Checks) Close() { c.closed = true }

func (c *Checks) build() fyne.CanvasObject {
	f := &c.view.Filing
	sum := rule.Summarise(c.view.Findings)
	var block, missing, warn, info []rule.Finding
	for _, x := range c.view.Findings {
		switch {
		case x.Severity == rule.Block && x.Missing:
			missing = append(missing, x)
		case x.Severity == rule.Block:
			block = append(block, x)
		case x.Severity == rule.Warn:
			warn = append(warn, x)
		default:
			info = append(info, x)
		}
	}
	col := part.Column(theme.S4)
	if sum.OK() {
		col.Add(part.Banner(part.Done, text.ChecksClean+"。"+text.ChecksCleanUn, "", nil))
	}
	for _, g := range []struct {
		title string
		list  []rule.Finding
	}{{text.GroupBlock, block}, {text.GroupMissing, missing}, {text.GroupWarn, warn}, {text.GroupInfo, info}} {
		if len(g.list) == 0 {
			continue
		}
		if g.title == text.GroupMissing {
			col.Add(c.missing(g.list))
			continue
		}
		rows := part.Column(theme.S4)
		for i, x := range g.list {
			if i > 0 {
				rows.Add(part.Rule())
			}
			rows.Add(steps.FindingRow(c.host, c.desk, x, func() { c.jump(x) }))
		}
		col.Add(part.Card(part.Section(g.title, "", rows)))
	}
	export := part.Primary(text.Export, func() {
		c.host.Navigate(screens.Route{Page: screens.PageExport, Filing: f.ID})
	}).With(part.GlyphExport)
	if !sum.OK() {
		export = part.Plain(text.Export, func() { c.host.Navigate(screens.Route{Page: screens.PageExport, Filing: f.ID}) }).With(part.GlyphExport)
	}
	return c.frame(text.ChecksTitle, text.ChecksUnder(sum.Block-sum.Missing, sum.Missing, sum.Warn, sum.Info),
		part.Centered(880, col), part.Quiet(text.ChecklistTitle, func() {
			c.host.Navigate(screens.Route{Page: screens.PageChecklist, Filing: f.ID})
		}), part.Quiet(text.CompareTitle, func() {
			c.host.Navigate(screens.Route{Page: screens.PageCompare, Filing: f.ID})
		}), export)
}

// missing lists what is not filled in yet in short lines, step by step: there
// is nothing to explain about an empty field.
func (c *Checks) missing(list []rule.Finding) fyne.CanvasObject {
	rows := part.Column(theme.S1)
	place := ""
	for _, x := range list {
		step, group := filing.Place(x.Field)
		at := step.Name()
		if group != "" {
			at += " › " + group.Name()
		}
		if at != place {
			place = at
			rows.Add(part.Pad(theme.S2, 0, 0, 0, part.Hint(at)))
		}
		words := x.Text
		if n := rule.FieldName(x.Field); n != string(x.Field) {
			words = n
		}
		rows.Add(part.Row(theme.S2, part.Mark(part.Todo, 16), part.Stretch(part.Body(words)), part.Link(text.FillIn, func() { c.jump(x) })))
	}
	return part.Card(part.Section(text.GroupMissing, "", rows))
}

func (c *Checks) jump(x rule.Finding) {
	if x.Field == rule.FieldAsked {
		c.host.Navigate(screens.Route{Page: screens.PageChecklist, Filing: c.id, Arg: x.Row})
		return
	}
	step, _ := filing.Place(x.Field)
	c.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: c.id, Step: int(step), Field: string(x.Field)})
}
