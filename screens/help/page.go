// Package help is the help: topics at the left, one of them open at the right,
// a search above. Panel is the same help in short, beside a form.
package help

import (
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/help"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// pause is how long typing must rest before the search runs.
const pause = 150 * time.Millisecond

// listWidth is the width of the topics at 100 %. With larger letters it grows
// only where the window has room, since the article needs it more.
const listWidth float32 = 236

// page is the screen.
type page struct {
	host   screens.Host
	book   *help.Book
	root   fyne.CanvasObject
	search *part.Search
	count  *part.Text
	topics *topics
	rail   *part.Scroller
	back   *part.Button
	right  *fyne.Container

	now    *help.Article
	before []*help.Article // opened earlier, latest last
	came   bool            // opened by a link elsewhere: back leads out
	cancel func()          // of a running pause
	closed bool
}

var _ interface {
	screens.Screen
	screens.Searcher
} = (*page)(nil)

// New opens the help at a topic: an article's id, the path of a field (its
// closest article), or "" for the beginning. An unknown topic opens the
// beginning.
func New(h screens.Host, topic string) screens.Screen {
	book, err := help.Default()
	if err != nil {
		h.Alert(app.Wrap(err, "help.broken", text.HelpBroken))
		return &page{host: h, root: part.Inset(theme.S6, part.TextColumn(part.Body(text.HelpBroken)))}
	}
	p := &page{host: h, book: book}
	first, known := p.find(topic)
	p.came = known
	p.build()
	p.topics.all(book, first)
	p.show(first)
	// The list can only be scrolled once it has a size.
	h.After(pause, func() {
		if !p.closed {
			p.topics.reveal()
		}
	})
	return p
}

func (p *page) find(topic string) (*help.Article, bool) {
	if a := p.book.Article(topic); a != nil {
		return a, true
	}
	if as := p.book.ForField(topic); len(as) > 0 {
		return as[0], true
	}
	return p.book.All()[0], false
}

func (p *page) build() {
	p.search = part.NewSearch(text.HelpSearch, func(string) { p.typed() })
	p.count = part.Hint(text.HelpSearchHint)
	p.topics = newTopics(p.visit)
	p.rail = part.Scroll(part.Pad(0, theme.S3, theme.S5, 0, p.topics))
	p.topics.shown = p.rail.ShowObject

	p.back = part.Quiet(text.Back, p.goBack).With(part.GlyphLeft).Small()
	p.right = container.NewStack()

	left := part.Pad(theme.S4, 0, 0, theme.S4, part.Column(theme.S2,
		part.Pad(0, theme.S3, 0, 0, p.search),
		part.Pad(0, theme.S3, theme.S1, theme.S1, p.count),
		part.Stretch(p.rail)))
	p.root = container.New(split{}, left, newGround(theme.Line, 0), p.right)
}

// split puts the topics, a line and the article side by side.
type split struct{}

func (split) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := min(theme.Px(listWidth), max(listWidth, size.Width*0.27))
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w, 0))
	o[1].Resize(fyne.NewSize(1, size.Height))
	o[2].Move(fyne.NewPos(w+1, 0))
	o[2].Resize(fyne.NewSize(size.Width-w-1, size.Height))
}
func (split) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

// Content implements screens.Screen.
func (p *page) Content() fyne.CanvasObject { return p.root }

// Close implements screens.Screen.
func (p *page) Close() {
	p.closed = true
	p.stop()
}

// FocusSearch implements screens.Searcher.
func (p *page) FocusSearch() {
	if p.search == nil {
		return // there is no book to search
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.search); c != nil {
		c.Focus(p.search.Focusable())
	}
}

func (p *page) stop() {
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
}

func (p *page) typed() {
	p.stop()
	p.cancel = p.host.After(pause, func() {
		p.cancel = nil
		if !p.closed {
			p.look(p.search.Words())
		}
	})
}

// look shows what a search finds. The open topic stays until another is
// chosen, so that nothing jumps while typing.
func (p *page) look(q string) {
	if strings.TrimSpace(q) == "" {
		p.count.SetText(text.HelpSearchHint)
		p.topics.all(p.book, p.now)
	} else {
		found := p.book.Search(q)
		p.count.SetText(text.HelpFound(len(found)))
		if len(found) == 0 {
			p.count.SetText(text.HelpNothing)
		}
		p.topics.hits(found, p.now)
	}
	p.rail.ToTop()
	p.root.Refresh()
}

// open follows a link.
func (p *page) open(to string) {
	if help.External(to) {
		if err := p.host.OpenExternal(to); err != nil {
			p.host.Alert(err)
		}
		return
	}
	if a := p.book.Article(to); a != nil {
		p.visit(a)
	}
}

// visit opens a topic and keeps the way back.
func (p *page) visit(a *help.Article) {
	if a == p.now {
		return
	}
	p.before = append(p.before, p.now)
	p.topics.mark(a)
	p.topics.reveal()
	p.show(a)
}

func (p *page) goBack() {
	n := len(p.before)
	if n == 0 {
		p.host.Back()
		return
	}
	a := p.before[n-1]
	p.before = p.before[:n-1]
	p.topics.mark(a)
	p.topics.reveal()
	p.show(a)
}

func (p *page) show(a *help.Article) {
	p.now = a
	col := part.Column(theme.S3)
	if p.came || len(p.before) > 0 {
		col.Add(part.Pad(0, 0, 0, -10, part.Row(0, p.back))) // its word stands over the title
	}
	col.Add(article(a, reader{open: p.open, copy: p.host.Copy}))
	p.right.Objects = []fyne.CanvasObject{
		part.Scroll(part.Pad(theme.S5, theme.S6, theme.S6, theme.S6, part.TextColumn(col))),
	}
	p.right.Refresh()
}
