package steps

import (
	"context"
	"strconv"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/seal"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// typeView is step 1: which kind of filing this is, and why.
type typeView struct {
	*form
	body    *fyne.Container
	notices fyne.CanvasObject
	hints   *fyne.Container
	result  *fyne.Container
	cert    *part.Field
	nature  string
	asked   string // what the hints were last looked up for
	follow  map[string]fyne.CanvasObject
	old     fyne.CanvasObject
	oldType *part.Field
}

func newTypeView(p *Page) *typeView {
	v := &typeView{form: newForm(p), hints: part.Column(theme.S3), result: part.Column(0), follow: map[string]fyne.CanvasObject{}}
	t := p.desk.Tables()

	providers := []part.Option{}
	for _, x := range t.Providers {
		providers = append(providers, part.Option{Value: x.ID, Label: x.Name})
	}
	who := sheet(text.TypeWho, text.TypeWhoWhy,
		pair(v.words("domain.name", true), v.pick("provider", false, providers)),
		pair(v.natureField(), v.certType()),
		v.words("organiser.cert_number", true),
		part.Flow(theme.S3,
			part.Link(text.CopyNumber, func() {
				switch n := p.s.Value("organiser.cert_number"); {
				case n == "":
				case p.sort("organiser.cert_number") != seal.None:
					p.eyes.Leave("organiser.cert_number")(func() { p.host.CopyPersonal(n) })
				default:
					p.host.Copy(n)
				}
			}).With(part.GlyphCopy),
			part.Link(text.OpenQuery, func() {
				if err := p.host.OpenExternal(text.QueryURL); err != nil {
					p.host.Alert(err)
				}
			}).With(part.GlyphExternal),
			part.Link(text.CompareTitle, func() {
				p.host.Navigate(screens.Route{Page: screens.PageCompare, Filing: p.s.ID()})
			})))

	yes, no := part.Option{Value: "yes", Label: text.Yes}, part.Option{Value: "no", Label: text.No}
	ask := func(path string, opts ...part.Option) *part.Field { return v.radio(path, opts...) }
	subject := ask("answers.subject_filed", part.Option{Value: "no", Label: text.NeverFiled}, part.Option{Value: "yes", Label: text.HasNumber}, part.Option{Value: "shell", Label: text.ShellSubject})
	v.follow["same_subject"] = ask("answers.same_subject", yes, no)
	v.follow["same_provider"] = ask("answers.same_provider", yes, no)
	v.oldType = v.pick("answers.old_cert_type", false, nil)
	v.old = part.Column(theme.S4, v.words("answers.subject_number", false), pair(v.oldType, v.words("answers.old_cert_number", false)))
	questions := sheet(text.TypeAsk, text.TypeAskWhy, v.hints,
		ask("answers.mainland", yes, no), subject, ask("answers.domain_filed", yes, no),
		v.follow["same_subject"], v.follow["same_provider"], v.old)

	v.notices = v.seven()
	v.body = part.Column(theme.S4, v.notices, who, questions, v.result)
	v.spots["kind"] = v.result
	v.also(v.showRest)
	v.Show(false)
	return v
}

// seven are the notices a person sees when a filing starts (six-steps.md B),
// until they are put away or the first question is answered.
func (v *typeView) seven() fyne.CanvasObject {
	rows := part.Column(theme.S1)
	for _, n := range text.SevenNotices {
		rows.Add(part.TopRow(theme.S2, part.Pad(3, 0, 0, 0, part.Mark(part.Info, 16)), part.Stretch(part.Body(n))))
	}
	a := v.p.s.Filing().Answers
	card := part.Card(part.Section(text.SevenTitle, "", rows, part.Row(theme.S3,
		part.Plain(text.SevenSeen, func() { v.notices.Hide(); v.body.Refresh() }),
		part.Link(text.MoreHelp, func() { v.p.host.ShowHelp("seven-notices") }))))
	if a.SubjectFiled != "" || a.DomainFiled != "" || a.Chosen {
		card.Hide()
	}
	return card
}

// FocusFirst leaves a page alone that begins with the notices: they are to be
// read first, and must not be scrolled away.
func (v *typeView) FocusFirst() {
	if !v.notices.Visible() {
		v.form.FocusFirst()
	}
}

func (v *typeView) Content() fyne.CanvasObject { return v.body }

func (v *typeView) natureField() *part.Field {
	return v.pick("organiser.nature", true, natures(v.p))
}

func natures(p *Page) []part.Option {
	var o []part.Option
	for _, x := range p.desk.Tables().Subjects {
		o = append(o, part.Option{Value: strconv.Itoa(x.Code), Label: x.Name})
	}
	return o
}

func (v *typeView) certType() *part.Field {
	v.cert = v.pick("organiser.cert_type", true, certificates(v.p, v.p.s.Value("organiser.nature")))
	return v.cert
}

// certificates lists what a nature may file with; all if none is chosen.
func certificates(p *Page, nature string) []part.Option {
	n, _ := strconv.Atoi(nature)
	var o []part.Option
	for _, x := range p.desk.Tables().Certificates {
		if n == 0 || x.Subject == n {
			o = append(o, part.Option{Value: strconv.Itoa(x.Code), Label: x.Name})
		}
	}
	return o
}

func (v *typeView) showRest(bool) {
	p := v.p
	if n := p.s.Value("organiser.nature"); n != v.nature {
		v.nature = n
		v.cert.SetOptions(certificates(p, n))
		v.oldType.SetOptions(certificates(p, ""))
	}
	a := p.s.Filing().Answers
	show := func(o fyne.CanvasObject, on bool) {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	show(v.follow["same_subject"], a.DomainFiled == "yes")
	show(v.follow["same_provider"], a.DomainFiled == "yes" && a.SameSubject == "yes" || a.DomainFiled == "no" && a.SubjectFiled == "yes")
	show(v.old, a.SubjectFiled == "yes" || a.SubjectFiled == "shell")
	v.showResult()
	v.lookUp()
	v.body.Refresh()
}

// showResult says the kind, why, and what follows from it.
func (v *typeView) showResult() {
	p := v.p
	kind, why := filing.Derive(p.s.Filing().Answers)
	if kind == filing.KindUnknown {
		v.result.Objects = []fyne.CanvasObject{part.Banner(part.Info, text.KindReason(why), "", nil)}
		return
	}
	k, _ := p.desk.Tables().Kind(kind)
	state := part.Done
	if !kind.Prepared() {
		state = part.LookHere
	}
	objs := []fyne.CanvasObject{
		part.Row(theme.S2, part.Mark(state, 20), part.Page(kind.Name())),
		part.Body(text.KindReason(why)),
		part.KeyValue([2]string{text.KindEffect, k.Effect}, [2]string{text.KindSMS, k.SMS}, [2]string{text.KindHow, k.How}),
	}
	if !kind.Prepared() {
		objs = append(objs, part.Body(text.NotPrepared))
	}
	objs = append(objs, part.Hint(text.SourceLine(desk.Names(p.desk.Tables()).Source(k.Source), k.Date)))
	v.result.Objects = []fyne.CanvasObject{part.Card(part.Column(theme.S3, objs...))}
	v.result.Refresh()
}

// lookUp asks the filings held here, once for each pair of domain and number.
func (v *typeView) lookUp() {
	p := v.p
	key := p.s.Filing().Domain.Name + "\n" + p.s.Filing().Organiser.CertNumber
	if key == v.asked {
		return
	}
	v.asked = key
	var h desk.Hints
	id := p.s.ID()
	p.host.Go("hints:"+id, func(ctx context.Context) (err error) {
		h, err = p.desk.Hints(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		v.showHints(h)
	})
}

func (v *typeView) showHints(h desk.Hints) {
	p := v.p
	var objs []fyne.CanvasObject
	use := func(pairs ...string) func() { return func() { p.s.Set(editAll(pairs...)...) } }
	if h.SubjectNumber != "" {
		objs = append(objs, part.Banner(part.Info, text.HeldSubject(h.SubjectNumber, h.SubjectDomain), text.UseProposal,
			func() { p.s.Set(h.TakeSubject(p.s.Filing())...) }))
	}
	if h.DomainNumber != "" {
		objs = append(objs, part.Banner(part.Info, text.HeldDomain(h.DomainNumber), text.UseProposal,
			use("answers.domain_filed", "yes", "site.filed_number", h.DomainNumber)))
	}
	if h.OpenElsewhere != "" {
		objs = append(objs, part.Banner(part.LookHere, text.OpenElsewhere(h.OpenElsewhere), "", nil))
	}
	v.hints.Objects = objs
	v.hints.Refresh()
	v.body.Refresh()
}
