// Package checklist is the page 清单: what to prepare for exactly one filing,
// and the questions that nobody but the person can answer.
package checklist

import (
	"context"
	"sync"

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
	Answer(ctx context.Context, id, row, answer string) (desk.View, error)
	May(a desk.Action) error
	Tables() *table.Set
	SaveChecklist(ctx context.Context, id, path string) error
}

// width is that of the other pages of a filing.
const width float32 = 880

// Page is the page.
type Page struct {
	host screens.Host
	desk Desk
	id   string

	view   desk.View
	loaded bool
	closed bool
	want   string // row to stand on once the filing is read

	asks       map[string]*ask // by row; kept, so that the focus stays when the page is drawn anew
	undo, redo []step
	waiting    []step      // answers to be stored, oldest first
	flying     int         // how many of them are being stored now
	storing    *sync.Mutex // held while answers are stored, so that they stay in order

	root   *fyne.Container
	title  *part.Text
	under  *part.Text
	print  *part.Button
	word   *part.Button
	body   *fyne.Container
	scroll *part.Scroller
}

// step is one answer, with the one before it.
type step struct{ row, was, now string }

// New shows the checklist of route.Filing; route.Arg is the row of a question to
// stand on.
func New(h screens.Host, d Desk, r screens.Route) *Page {
	p := &Page{host: h, desk: d, id: r.Filing, want: r.Arg, asks: map[string]*ask{}, storing: &sync.Mutex{}, body: part.Column(theme.S4)}
	p.title, p.under = part.Page(text.ChecklistTitle).AtMost(1), part.Muted("").AtMost(2)
	p.print = part.Plain(text.ChecklistPrint, func() { p.save(text.ChecklistFile + ".pdf") }).With(part.GlyphPrint)
	p.word = part.Quiet(text.ChecklistWord, func() { p.save(text.ChecklistFile + ".docx") })
	p.scroll = part.Scroll(part.Pad(theme.S5, theme.S6, theme.S6, theme.S6, part.Centered(width, p.body)))
	p.root = container.NewStack(part.Inset(theme.S6, part.Muted(text.Loading)))
	p.Reload()
	return p
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Title implements screens.Titled.
func (p *Page) Title() string { return p.view.Filing.Domain.Name }

// Close implements screens.Screen: answers that wait are stored all the same.
func (p *Page) Close() {
	if p.closed {
		return
	}
	p.closed = true
	if w := p.waiting[p.flying:]; len(w) > 0 {
		p.host.Go("checklist-rest:"+p.id, func(ctx context.Context) error {
			_, err := p.store(ctx, w)
			return err
		}, nil)
	}
}

// Move goes to a question of the same filing.
func (p *Page) Move(r screens.Route) bool {
	if r.Filing != p.id || p.closed {
		return false
	}
	p.want = r.Arg
	p.stand()
	return true
}

// Reload implements screens.Reloader. While answers are being stored the page
// is shown anew anyway.
func (p *Page) Reload() {
	if p.closed || p.flying > 0 {
		return
	}
	var v desk.View
	p.host.Go("checklist:"+p.id, func(ctx context.Context) (err error) {
		v, err = p.desk.Open(ctx, p.id)
		return err
	}, func(err error) {
		switch {
		case p.closed || p.flying > 0: // older than what is being stored
		case err != nil:
			p.loaded = false
			p.set(part.Inset(theme.S6, part.Column(theme.S4, part.Banner(part.Refused, app.MessageOf(err), "", nil), part.Row(0, part.Plain(text.Back, p.host.Back)))))
		default:
			p.took(v)
		}
	})
}

func (p *Page) set(o fyne.CanvasObject) {
	p.root.Objects = []fyne.CanvasObject{o}
	p.root.Refresh()
}

// took shows a state of the filing.
func (p *Page) took(v desk.View) {
	p.view = v
	p.title.SetText(text.ChecklistTitle + "　" + v.Filing.Domain.Name)
	done, all := count(p.items(""))
	p.under.SetText(text.ChecklistUnder(done, all, p.open(), len(p.view.Questions)))
	may := p.desk.May(desk.MayExport) == nil
	p.print.SetEnabled(may)
	p.word.SetEnabled(may)
	p.build()
	if !p.loaded {
		p.loaded = true
		head := part.GiveWay(part.Row(theme.S2, part.Stretch(part.Column(0, p.title, p.under)), p.word, p.print,
			part.Plain(text.BackToFiling, p.toFiling)), 1, theme.Px(300))
		p.set(part.Column(0, part.Band(head), part.Stretch(p.scroll)))
	}
	p.stand()
}

// stand brings the question into sight that the route asked for.
func (p *Page) stand() {
	row := p.want
	if row == "" || !p.loaded {
		return
	}
	p.want = ""
	p.host.After(0, func() { // once it is laid out
		if a := p.asks[row]; a != nil && !p.closed {
			p.scroll.ShowObject(a.box)
			a.field.Focus()
		}
	})
}

// open counts questions without an answer.
func (p *Page) open() int {
	n := 0
	for _, q := range p.view.Questions {
		if p.answer(q) == "" {
			n++
		}
	}
	return n
}

// answer is what stands for a question, also while it is being stored.
func (p *Page) answer(q rule.Question) string {
	for i := len(p.waiting) - 1; i >= 0; i-- {
		if p.waiting[i].row == q.Row {
			return p.waiting[i].now
		}
	}
	return q.Answer
}

// items are those of a group, "" for all, without the questions, which stand by
// themselves.
func (p *Page) items(group string) []rule.Item {
	asked := map[string]bool{}
	for _, q := range p.view.Questions {
		asked[q.Row] = true
	}
	var out []rule.Item
	for _, i := range p.view.Checklist {
		if !asked[i.ID] && (group == "" || i.Group == group) {
			out = append(out, i)
		}
	}
	return out
}

// count tells how many of the items that the program can look at are done.
func count(list []rule.Item) (done, all int) {
	for _, i := range list {
		if i.Field == "" {
			continue
		}
		all++
		if i.Done {
			done++
		}
	}
	return done, all
}

func (p *Page) toFiling() {
	p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: p.id})
}

func (p *Page) toField(at filing.Field) {
	s, _ := filing.Place(at)
	p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: p.id, Step: int(s), Field: string(at)})
}
