package records

import (
	"context"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/row"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// consents shows and notes the consents of one filing.
type consents struct {
	p      *Page
	at     string // filing
	list   []desk.Consent
	loaded bool // of at
	form   *consentForm

	pick *part.Field
}

type consentForm struct {
	to, how, what, given *part.Field
	save                 *part.Button
	content              fyne.CanvasObject
}

func newConsents(p *Page) *consents {
	c := &consents{p: p}
	c.pick = part.NewPick(part.Spec{Path: "consent.filing", Label: text.ConsentChoose, Hint: text.ConsentHint, Placeholder: text.ErasePick}, nil)
	c.pick.OnChanged = func(_, id string) {
		c.open(id)
		p.show()
		c.read()
	}
	return c
}

// open takes another filing.
func (c *consents) open(id string) {
	if id != c.at {
		c.at, c.list, c.loaded, c.form = id, nil, false, nil
	}
	c.pick.ForceValue(id)
}

// named takes over the names of filings.
func (c *consents) named() {
	c.pick.SetOptions(c.p.picks)
	if _, there := c.p.byID[c.at]; !there {
		c.open("")
	} else {
		c.pick.ForceValue(c.at)
	}
}

func (c *consents) read() {
	id := c.at
	if id == "" {
		return
	}
	var list []desk.Consent
	c.p.host.Go("records-consents", func(ctx context.Context) (err error) {
		list, err = c.p.desk.Consents(ctx, id)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			c.p.host.Alert(err)
		case id == c.at:
			c.list, c.loaded = list, true
			c.p.show()
		}
	})
}

func (c *consents) view() []fyne.CanvasObject {
	out := []fyne.CanvasObject{part.Card(part.Section(text.ConsentTab, text.ConsentLead, c.pick))}
	if c.at == "" {
		return out
	}
	if !c.loaded {
		return append(out, part.Muted(text.Loading))
	}
	r, why := c.p.byID[c.at], c.p.denied(desk.MayChange)
	var objs []fyne.CanvasObject
	if missing := desk.MissingConsents(c.list); len(missing) > 0 {
		names := make([]string, len(missing))
		for i, x := range missing {
			names[i] = x.Name()
		}
		objs = append(objs, part.Banner(part.LookHere, text.ConsentMissing(names), "", nil))
	} else {
		objs = append(objs, part.Banner(part.Done, text.ConsentAll, "", nil))
	}
	list := part.Column(theme.S3)
	for i, x := range c.list {
		if i > 0 {
			list.Add(part.Rule())
		}
		list.Add(c.row(x, why == ""))
	}
	if len(c.list) == 0 {
		list.Add(part.Muted(text.ConsentNone))
	}
	objs = append(objs, list)
	if c.form != nil {
		objs = append(objs, part.Rule(), c.form.content)
	} else {
		add := part.Primary(text.ConsentAdd, c.start).With(part.GlyphPlus)
		add.SetEnabled(why == "")
		objs = append(objs, part.Row(theme.S3, add, part.Spring(), part.Link(text.ConsentErase, func() {
			c.p.Move(screens.Route{Arg: ArgErase, Filing: c.at})
		}), part.Link(text.ConsentFiling, func() {
			c.p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: c.at})
		}).Then(part.GlyphRight)))
	}
	return append(out, part.Card(part.Section(row.Domain(r), row.Organiser(r), within(why, objs...)...)))
}

func (c *consents) row(x desk.Consent, may bool) fyne.CanvasObject {
	line := part.Row(theme.S2, part.Stretch(part.Column(0, part.Strong(x.To.Name()), part.Hint(text.ConsentGivenLine(x)))))
	if !x.Withdrawn.IsZero() {
		line.Add(part.NewTag(part.Todo, text.ConsentBackTag))
		return line
	}
	back := part.Quiet(text.ConsentBack, func() {
		c.p.host.Confirm(text.ConsentBackQuestion(x.To.Name()), func(yes bool) {
			if yes {
				c.p.act("records-consent", func(ctx context.Context) error { return c.p.desk.WithdrawConsent(ctx, x.Filing, x.ID) }, text.ConsentBacked)
			}
		})
	}).Small()
	back.SetEnabled(may)
	line.Add(part.NewTag(part.Done, text.ConsentValid))
	line.Add(back)
	return line
}

func (c *consents) start() {
	h := c.p.host
	f := &consentForm{}
	var to, how []part.Option
	for _, r := range desk.Recipients {
		to = append(to, part.Option{Value: string(r), Label: r.Name()})
	}
	for _, m := range desk.AllMeans {
		how = append(how, part.Option{Value: string(m), Label: m.Name()})
	}
	f.to = part.NewPick(part.Spec{Path: "consent.to", Label: text.ConsentTo, Hint: " ", Placeholder: text.ConsentToPick}, to)
	f.how = part.NewRadio(part.Spec{Path: "consent.how", Label: text.ConsentHow}, how)
	f.what = part.NewText(h, part.Spec{Path: "consent.what", Label: text.ConsentWhat, Hint: text.ConsentWhatHint, Limit: 200})
	f.what.ForceValue(text.ConsentUsual)
	f.given = part.NewDate(h, part.Spec{Path: "consent.given", Label: text.ConsentGiven, Hint: text.ConsentGivenOn}, false)
	f.given.ForceValue(h.Now().In(filing.China).Format(time.DateOnly))
	f.save = part.Primary(text.ConsentSave, func() { c.save(f) })
	f.content = part.Column(theme.S3, part.Strong(text.ConsentAdd), part.Columns(2, theme.Px(220), theme.S4, f.to, f.given), f.how, f.what,
		part.Row(theme.S2, part.Spring(), part.Quiet(text.Cancel, func() {
			c.form = nil
			c.p.show()
		}), f.save))
	c.form = f
	c.p.show()
	c.p.scroll.ShowObject(f.content)
	f.to.Focus()
}

// save notes the consent. The form stays for the next recipient while one is
// missing; whom it is for must be chosen anew each time.
func (c *consents) save(f *consentForm) {
	fields := map[string]*part.Field{"to": f.to, "how": f.how, "what": f.what, "given": f.given}
	for _, x := range fields {
		x.ClearError()
	}
	given, err := time.ParseInLocation(time.DateOnly, f.given.Value(), filing.China)
	if err != nil {
		given = time.Time{} // refused below with the sentence for it
	}
	x := desk.Consent{Filing: c.at, To: desk.Recipient(f.to.Value()), How: desk.Means(f.how.Value()), What: f.what.Value(), Given: given}
	f.save.Disable()
	c.p.host.Go("records-consent", func(ctx context.Context) error {
		_, err := c.p.desk.AddConsent(context.WithoutCancel(ctx), x)
		return err
	}, func(err error) {
		f.save.Enable()
		at := fields[app.FieldOf(err)]
		switch {
		case err == nil:
			f.to.ForceValue("")
			if c.form == f && len(desk.MissingConsents(append(c.list, x))) == 0 {
				c.form = nil
			}
			c.p.host.Toast(text.ConsentSaved, nil)
			c.p.Reload()
		case at != nil:
			at.SetError(part.Refused, app.MessageOf(err))
		default:
			c.p.host.Alert(err)
		}
	})
}
