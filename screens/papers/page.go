// Package papers shows all papers of a filing with why, what is missing and how
// to save them; without a filing it shows the office's own templates and the
// papers to hand out blank.
package papers

import (
	"context"
	"path/filepath"
	"slices"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/printing"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Desk is what the page asks of the use cases.
type Desk interface {
	printing.Desk
	Open(ctx context.Context, id string) (desk.View, error)
	PapersOf(ctx context.Context, id string) ([]paper.Offer, error)
	SaveLetters(ctx context.Context, id string, kinds []paper.Kind, path string) ([]paper.Kind, error)
	SaveWords(ctx context.Context, id string, kinds []paper.Kind, folder string) (paths, unknown []string, err error)
	PaperTemplate(ctx context.Context, k paper.Kind) ([]byte, error)
	SetPaperTemplate(ctx context.Context, k paper.Kind, data []byte) (paper.TemplateReport, error)
	DropPaperTemplate(ctx context.Context, k paper.Kind) error
	SavePaperTemplate(ctx context.Context, k paper.Kind, path string) error
	SaveStartTemplate(ctx context.Context, k paper.Kind, path string) error
	May(a desk.Action) error
}

// Page is either of both.
type Page struct {
	host   screens.Host
	desk   Desk
	source func(tags string) string // words for the tags of sources
	id     string
	domain string
	offers []paper.Offer
	own    map[paper.Kind]desk.PaperTemplate
	root   *fyne.Container
	closed bool
}

// New makes the page; route.Filing "" is that of the templates.
func New(h screens.Host, d Desk, source func(tags string) string, route screens.Route) *Page {
	p := &Page{host: h, desk: d, source: source, id: route.Filing}
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

// Reload implements screens.Reloader.
func (p *Page) Reload() {
	if p.closed {
		return
	}
	var offers []paper.Offer
	var own map[paper.Kind]desk.PaperTemplate
	domain := ""
	p.host.Go("papers:"+p.id, func(ctx context.Context) (err error) {
		if own, err = p.desk.PaperTemplates(ctx); err != nil || p.id == "" {
			return err
		}
		v, err := p.desk.Open(ctx, p.id)
		if err != nil {
			return err
		}
		domain = v.Filing.Domain.Name
		offers, err = p.desk.PapersOf(ctx, p.id)
		return err
	}, func(err error) {
		switch {
		case p.closed:
		case err != nil:
			p.set(part.Inset(theme.S6, part.Column(theme.S4, part.Banner(part.Refused, app.MessageOf(err), "", nil), part.Row(0, part.Plain(text.Back, p.host.Back)))))
		default:
			p.offers, p.own, p.domain = offers, own, domain
			p.show()
		}
	})
}

func (p *Page) set(o fyne.CanvasObject) {
	p.root.Objects = []fyne.CanvasObject{o}
	p.root.Refresh()
}

func (p *Page) show() {
	if p.id == "" {
		p.set(p.frame(text.OwnTitle, text.OwnUnder, p.templates(), part.Link(text.OwnHelp, func() { p.host.ShowHelp("paper-templates") })))
		return
	}
	p.set(p.frame(text.PapersTitle+"　"+p.domain, text.PapersUnder, p.papers(),
		part.Plain(text.PapersToOwn, func() { p.host.Navigate(screens.Route{Page: screens.PagePapers}) })))
}

func (p *Page) frame(title, under string, content fyne.CanvasObject, actions ...fyne.CanvasObject) fyne.CanvasObject {
	return part.Column(0, part.Band(part.PageHead(title, under, actions...)),
		part.Stretch(part.Scroll(part.Pad(theme.S5, theme.S6, theme.S6, theme.S6, part.Centered(880, content)))))
}

func (p *Page) papers() fyne.CanvasObject {
	needed, other := part.Column(theme.S4), part.Column(theme.S4)
	var kinds []paper.Kind
	for _, o := range p.offers {
		to := other
		if o.Needed {
			to = needed
			kinds = append(kinds, o.Kind)
		}
		if len(to.Objects) > 0 {
			to.Add(part.Rule())
		}
		to.Add(p.offer(o))
	}
	if len(kinds) == 0 {
		needed.Add(part.Muted(text.PapersNone))
	} else { // before the list, where it is seen at once
		needed.Objects = append([]fyne.CanvasObject{p.together(kinds), part.Rule()}, needed.Objects...)
	}
	return part.Column(theme.S4, part.Card(part.Section(text.PapersNeeded, "", needed)),
		part.Card(part.Section(text.PapersOther, text.PapersOtherWhy, other)))
}

// offer is a paper: what it is for and what it lacks at the left, how to save
// it at the right.
func (p *Page) offer(o paper.Offer) fyne.CanvasObject {
	name := part.Row(theme.S2, part.Strong(o.Kind.Title()))
	if _, own := p.own[o.Kind]; own {
		name.Add(part.NewTag(part.Info, text.PaperOwnTag))
	}
	if o.Package && !o.Needed {
		name.Add(part.NewTag(part.Info, text.PaperOptional))
	}
	words := part.Column(theme.S1, name, part.Body(o.Why))
	if o.Source != "" && len(o.Forms) == 0 {
		words.Add(part.Hint(text.PaperSource(p.source(o.Source), o.Date)))
	}
	for _, r := range o.Forms {
		words.Add(part.Hint(text.PaperForm(r, o.Why, p.source(r.Source))))
	}
	if o.Needed || len(o.Missing) > 0 {
		if o.Kind != paper.Cover && o.Kind != paper.CustomerSheet && o.Kind != paper.SMSCard {
			words.Add(p.missing(o.Missing))
		}
	}
	return part.Row(theme.S3, part.Stretch(words), p.buttons(o.Kind))
}

// missing says what a paper lacks and leads to the first of it.
func (p *Page) missing(fields []filing.Field) fyne.CanvasObject {
	hint := part.Hint(text.PapersMissing(fields))
	if len(fields) == 0 {
		return hint
	}
	at := slices.IndexFunc(fields, func(f filing.Field) bool { return f != "number" }) // which the bureau gives, and nobody types
	if at < 0 {
		return hint
	}
	step, _ := filing.Place(fields[at])
	return part.Column(0, hint, part.Row(0, part.Link(text.PaperFill, func() {
		p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: p.id, Step: int(step), Field: string(fields[at])})
	}).Then(part.GlyphRight)))
}

func (p *Page) buttons(k paper.Kind) fyne.CanvasObject {
	may := p.desk.May(desk.MayExport) == nil
	var list []fyne.CanvasObject
	add := func(word string, g part.Glyph, act func()) {
		b := part.Plain(word, act).Small()
		if g != "" {
			b.With(g)
		}
		b.SetEnabled(may)
		list = append(list, b)
	}
	add(text.PaperPrint, part.GlyphPrint, func() { printing.Print(p.host, p.desk, p.id, k, "") })
	if _, own := p.own[k]; !own {
		add(text.PaperPDF, "", func() { printing.PDF(p.host, p.desk, p.id, k) })
	}
	if k.Editable() {
		add(text.PaperWord, "", func() { printing.Word(p.host, p.desk, p.id, k) })
	}
	return part.Row(theme.S2, list...)
}

// together are the buttons for all that is needed: one PDF, and the Word files
// of the office's own templates, which cannot be in it.
func (p *Page) together(kinds []paper.Kind) fyne.CanvasObject {
	may := p.desk.May(desk.MayExport) == nil
	var own []paper.Kind
	for _, k := range kinds {
		if _, is := p.own[k]; is {
			own = append(own, k)
		}
	}
	var buttons []fyne.CanvasObject
	add := func(word string, act func()) {
		b := part.Plain(word, act).With(part.GlyphExport)
		b.SetEnabled(may)
		buttons = append(buttons, b)
	}
	if len(own) < len(kinds) {
		add(text.PapersAll, func() { p.all(kinds) })
	}
	if len(own) == 0 {
		return part.Row(theme.S2, buttons...)
	}
	add(text.PapersOwnWord, func() { p.words(own) })
	return part.Column(theme.S2, part.Hint(text.PapersApart(own, len(own) == len(kinds))), part.Row(theme.S2, buttons...))
}

// all saves what is needed as one PDF and opens it.
func (p *Page) all(kinds []paper.Kind) {
	p.host.PickSave(text.PapersAllName, func(path string) {
		if path == "" {
			return
		}
		var apart []paper.Kind
		p.host.Go("paper", func(ctx context.Context) (err error) {
			apart, err = p.desk.SaveLetters(ctx, p.id, kinds, path)
			return err
		}, func(err error) {
			said := ""
			if len(apart) > 0 {
				said = text.PapersMerged(filepath.Base(path), apart)
			}
			printing.Done(p.host, err, path, true, said)
		})
	})
}

// words saves papers with a template of the office's own as DOCX: one as a file,
// several into a folder.
func (p *Page) words(kinds []paper.Kind) {
	if len(kinds) == 1 {
		printing.Word(p.host, p.desk, p.id, kinds[0])
		return
	}
	p.host.PickFolder(func(folder string) {
		if folder == "" {
			return
		}
		var paths, unknown []string
		p.host.Go("paper", func(ctx context.Context) (err error) {
			paths, unknown, err = p.desk.SaveWords(ctx, p.id, kinds, folder)
			return err
		}, func(err error) {
			if err != nil {
				p.host.Alert(err)
				return
			}
			p.host.Toast(text.PapersInFolder(len(paths), filepath.Base(folder), unknown), nil)
		})
	})
}
