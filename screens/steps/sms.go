package steps

import (
	"context"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/seal"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"golang.org/x/text/width"
)

// smsView is step 6: one card for each person who must verify.
type smsView struct {
	*form
	body   *fyne.Container
	counts []*part.Countdown
	times  map[filing.Role]*part.Field // when the message came, typed
	key    string
}

func newSMSView(p *Page) *smsView {
	v := &smsView{form: newForm(p), body: part.Column(theme.S4)}
	v.also(v.showRest)
	v.Show(false)
	return v
}

func (v *smsView) Content() fyne.CanvasObject { return v.body }

func (v *smsView) Close() {
	v.form.Close()
	v.stop()
}

func (v *smsView) stop() {
	for _, c := range v.counts {
		c.Stop()
	}
	v.counts, v.times = nil, map[filing.Role]*part.Field{}
}

func (v *smsView) showRest(force bool) {
	p := v.p
	f := p.s.Filing()
	key := string(f.State) + string(f.Kind)
	for _, s := range f.SMS {
		key += string(s.Role) + s.Sent.String() + s.Done.String() + string(rune('0'+s.Wrong))
	}
	if key == v.key && !force {
		return
	}
	v.key = key
	v.stop()
	objs := []fyne.CanvasObject{v.where()}
	roles := filing.SMSRoles(f)
	for _, r := range roles {
		objs = append(objs, v.card(r))
	}
	if len(roles) == 0 {
		objs = append(objs, part.Card(part.Body(text.NobodyVerifies)))
	}
	objs = append(objs, sheet(text.SMSHow, "", part.StepsNumbered(text.SMSSteps...),
		part.Row(theme.S3, part.Plain(text.OpenSMSPage, func() {
			if err := p.host.OpenExternal(text.SMSURL); err != nil {
				p.host.Alert(err)
			}
		}).With(part.GlyphExternal), part.Quiet(text.MoreHelp, func() { p.host.ShowHelp("step-6-sms") }))))
	v.body.Objects = objs
	v.body.Refresh()
}

// where says whether it is time for the codes.
func (v *smsView) where() fyne.CanvasObject {
	p := v.p
	f := p.s.Filing()
	history := func() { p.host.Navigate(screens.Route{Page: screens.PageHistory, Filing: p.s.ID()}) }
	switch {
	case f.State == filing.SMSWaiting:
		return part.Banner(part.Now, text.SMSNow, "", nil)
	case f.State == filing.AdminReview || f.State == filing.Filed:
		return part.Banner(part.Done, text.SMSOver, text.Progress, history)
	}
	return part.Banner(part.Info, text.SMSLater(f.State.Name()), text.Progress, history)
}

func (v *smsView) card(role filing.Role) fyne.CanvasObject {
	p := v.p
	f := p.s.Filing()
	who, block := f.PersonOf(role)
	s, _ := f.SMSFor(role)
	title := text.RoleName(role)
	if f.SamePerson() {
		title = text.BothRoles
	}
	last := text.LastSix(who.CertNumber)
	state, word := part.Todo, text.SMSNotYet
	switch {
	case !s.Done.IsZero():
		state, word = part.Done, text.SMSDoneAt(s.Done, !filing.SMSAllDone(f))
	case s.Failed:
		state, word = part.Refused, text.SMSLost
	case !s.Sent.IsZero():
		state, word = part.Now, text.SMSRunning
	}
	facts := part.Facts(part.Fact{Name: text.SMSDomain, Value: part.Body(f.Domain.Name)}, part.Fact{Name: text.SMSPerson, Value: part.Body(orElse(who.Name, "—"))},
		part.Fact{Name: text.SMSMobile, Value: p.eyes.Text(text.SMSMobile, filing.Field(block+".mobile"), seal.Phone, orElse(who.Mobile, "—")).Filling()})
	// The six are masked as the number they end is.
	figures := part.MaskedFigures(text.SMSLastSix, orElse(text.LastSix(seal.MaskID(who.CertNumber)), "—"), orElse(last, "—"), p.eyes.Leave(filing.Field(block+".cert_number")))
	code := part.Column(theme.S1, part.Hint(text.SMSLastSix), part.Row(theme.S3, figures,
		part.IconButton(part.GlyphCopy, text.Copy, func() {
			p.eyes.Leave(filing.Field(block + ".cert_number"))(func() { p.host.CopyPersonal(last) })
		})))
	objs := []fyne.CanvasObject{part.Row(theme.S3, part.Stretch(part.Group(title)), part.NewTag(state, word)), part.Columns(2, 240, theme.S4, facts, code)}
	if f.State == filing.SMSWaiting && s.Done.IsZero() {
		objs = append(objs, v.work(role, s)...)
	}
	return part.Card(part.Column(theme.S3, objs...))
}

// work is the countdown and the buttons of a check that is not done.
func (v *smsView) work(role filing.Role, s filing.SMSCheck) []fyne.CanvasObject {
	p := v.p
	do := func(work func(ctx context.Context) (desk.View, error)) func() {
		return func() { p.s.Do(work, nil) }
	}
	id := p.s.ID()
	role1 := filing.Role("") // the first who has not verified has the accent button
	for _, r := range filing.SMSRoles(p.s.Filing()) {
		if x, _ := p.s.Filing().SMSFor(r); role1 == "" && x.Done.IsZero() {
			role1 = r
		}
	}
	done := part.Plain(text.SMSEntered, do(func(ctx context.Context) (desk.View, error) { return p.desk.SMSDone(ctx, id, role, "") })).With(part.GlyphTick)
	if s.Sent.IsZero() {
		at := part.NewText(p.host, part.Spec{Path: "sms", Label: text.SMSWhen, Hint: text.SMSWhenHint, Placeholder: p.host.Now().In(filing.China).Format("15:04"), Limit: 5})
		v.times[role] = at
		start := part.Plain(text.SMSStart, func() {
			when := p.host.Now()
			if words := at.Value(); words != "" {
				t, ok := clock(words, when)
				if !ok {
					at.SetError(part.Refused, text.SMSWhenWrong)
					return
				}
				when = t
			}
			p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.SMSSent(ctx, id, role, when) }, func(err error) {
				if err != nil {
					at.SetError(part.Refused, app.MessageOf(err))
				}
			})
		}).With(part.GlyphClock)
		start.SetPrimary(role == role1)
		return []fyne.CanvasObject{part.Row(0, part.Wide(theme.Px(240), at)), part.Flow(theme.S3, start, done)}
	}
	done.SetPrimary(role == role1)
	c := part.NewCountdown(p.host, s.Sent, s.Deadline())
	c.OnOver = func() { v.showRest(true) } // now the order can be marked as missed
	v.counts = append(v.counts, c)
	wrong := part.Quiet(text.SMSWrong(s.Wrong), do(func(ctx context.Context) (desk.View, error) { return p.desk.SMSWrong(ctx, id, role) }))
	reset := part.Quiet(text.SMSReset, do(func(ctx context.Context) (desk.View, error) { return p.desk.SMSReset(ctx, id, role) }))
	objs := []fyne.CanvasObject{c, part.Hint(text.SMSUntil(s.Deadline())).Align(fyne.TextAlignCenter), part.Flow(theme.S3, done, wrong, reset)}
	if s.Failed || !p.host.Now().Before(s.Deadline()) {
		rev := func() int64 { return p.s.Filing().Rev }
		objs = append(objs, part.Banner(part.Refused, text.SMSMissed, text.SMSMissedAct, do(func(ctx context.Context) (desk.View, error) {
			return p.desk.Do(ctx, id, rev(), filing.ActSMSMissed, "")
		})))
	}
	return objs
}

// clock is a time of day today or yesterday as people type it, "15:04".
func clock(words string, now time.Time) (time.Time, bool) {
	t, err := time.Parse("15:04", strings.TrimSpace(width.Fold.String(words)))
	if err != nil {
		return time.Time{}, false
	}
	n := now.In(filing.China)
	at := time.Date(n.Year(), n.Month(), n.Day(), t.Hour(), t.Minute(), 0, 0, filing.China)
	if at.After(now.Add(time.Minute)) {
		at = at.AddDate(0, 0, -1)
	}
	return at, true
}
