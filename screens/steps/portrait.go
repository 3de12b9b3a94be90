package steps

import (
	"context"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/portrait"
	"beiandesk/app/rule"
	"beiandesk/app/seal"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// codeSize is the side of the drawn code in pixels: four to the module of a
// long link, so that it stays sharp on screens of high resolution.
const codeSize = 720

// portraitView is step 5: the person, the four notes, the code.
type portraitView struct {
	*form
	*pictures
	who   *fyne.Container
	left  *fyne.Container // the provider's code, or the way to our own capture
	title *part.Text
	ours  *fyne.Container // the same way beside the provider's code

	atProvider []*fyne.Container
	byPhoneArt *fyne.Container

	qr     *part.QRView
	count  *part.Countdown
	under  *part.Text
	status *fyne.Container
	acts   *fyne.Container
	again  *fyne.Container
	note   *part.Field
	begun  string // the link for which a session was asked for
	key    string // what the code was drawn for
}

func newPortraitView(p *Page) *portraitView {
	v := &portraitView{form: newForm(p), pictures: newPictures(p), who: part.Column(theme.S2), qr: part.NewQRView(nil), under: part.Hint("").Align(fyne.TextAlignCenter),
		status: part.Column(theme.S3), acts: part.Flow(theme.S3), again: part.Column(theme.S2)}
	now := p.host.Now()
	v.count = part.NewCountdown(p.host, now, now)
	v.count.OnOver = func() { v.showCode() }
	v.pictures.needs = v.card
	slot := part.NewDropSlot(part.Slot{}, func() { v.tapped(filing.SlotPortrait) })
	v.slots[filing.SlotPortrait] = slot
	v.title = part.Group("")
	v.left, v.ours = v.leftCard(), v.byPhoneCard()
	v.note = part.NewText(p.host, part.Spec{Path: "portrait", Label: text.PortraitWhy, Hint: text.PortraitWhyHint, Limit: 200})
	v.main = part.Column(theme.S4, v.status,
		part.Beside(340, theme.S4, v.left, part.Column(theme.S4,
			part.Card(part.Column(theme.S3, part.Group(text.PortraitPerson), v.who, v.check("portrait.confirmed"), v.acts, v.note)),
			part.Stretch(part.Card(part.Column(theme.S3, part.Group(text.PortraitNotes), part.StepsNumbered(text.PortraitFour...)))))),
		v.ours,
		slot,
		sheet(text.PortraitLinkTitle, text.PortraitLinkWhy, v.link(), v.again))
	v.body.Objects = []fyne.CanvasObject{v.main}
	v.also(v.showRest)
	v.Show(false)
	return v
}

// link asks for the provider's address. What is none is said under the field
// and not handed on: a save that is refused would hold up all that is typed
// after it.
func (v *portraitView) link() *part.Field {
	x := v.form.words("portrait.link", false)
	edited, changed := x.OnEdited, x.OnChanged
	check := func(path, words string, pass func(path, words string)) {
		if err := portrait.CheckLink(strings.TrimSpace(words)); err != nil {
			x.SetError(part.Refused, app.MessageOf(err))
			return
		}
		x.ClearError()
		pass(path, words)
	}
	x.OnEdited = func(path, words string) { check(path, words, edited) }
	x.OnChanged = func(path, words string) { check(path, words, changed) }
	return x
}

// shootButton opens our own capture.
func (v *portraitView) shootButton(words string) *part.Button {
	b := part.Plain(words, func() { v.byPhone(filing.SlotPortrait) }).With(part.GlyphPhone)
	enable := func(bool) {
		b.SetEnabled(v.editable(filing.SlotPortrait) && v.page.desk.May(desk.MayChange) == nil)
	}
	v.also(enable)
	enable(false)
	return b
}

// byPhoneCard leads to our own capture beside the provider's and says what it
// is not.
func (v *portraitView) byPhoneCard() *fyne.Container {
	shoot := v.shootButton(text.PhoneShoot)
	return part.Card(part.Row(theme.S4, part.Stretch(part.Column(theme.S1, part.Group(text.PhoneInPortrait), part.Muted(text.PhoneInPortraitWhy))), shoot))
}

func (v *portraitView) Content() fyne.CanvasObject { return v.body }

func (v *portraitView) Close() {
	v.pictures.close()
	v.form.Close()
	v.count.Stop()
}

// fresh opens a new session, which ends the running one.
func (v *portraitView) fresh() {
	p := v.page
	p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.OpenPortrait(ctx, p.s.ID()) }, nil)
}

func (v *portraitView) showRest(bool) {
	p := v.page
	f := p.s.Filing()
	who, block := f.PersonOf(filing.RoleManager)
	if who.Name == "" {
		v.who.Objects = []fyne.CanvasObject{part.Banner(part.LookHere, text.PersonMissing, text.FillIn, func() { p.goTo(filing.Field(block + ".name")) })}
	} else {
		number := filing.Field(block + ".cert_number")
		v.who.Objects = []fyne.CanvasObject{part.Row(theme.S3, part.Mark(part.Done, 18), part.Strong(who.Name).One(),
			p.eyes.Text(text.Field(string(number)).Label, number, seal.Number, who.CertNumber).In(theme.Muted))}
	}
	v.who.Refresh()
	v.showState()
	v.showCode()
	v.showCards()
	var again []fyne.CanvasObject
	prof := p.desk.Tables().Provider(f.Provider)
	for _, s := range prof.Again {
		again = append(again, part.Row(theme.S2, part.Mark(part.Info, 14), part.Stretch(part.Hint(s))))
	}
	v.again.Objects = again
	v.again.Refresh()
	v.body.Refresh()
}

func (v *portraitView) showState() {
	p := v.page
	f := p.s.Filing()
	set := func(s filing.PortraitStatus) func() {
		return func() {
			note := v.note.Value()
			p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.SetPortrait(ctx, p.s.ID(), s, note) }, func(err error) {
				if err != nil {
					p.host.Alert(err)
					return
				}
				v.note.ForceValue("")
			})
		}
	}
	var banner fyne.CanvasObject
	var acts []fyne.CanvasObject
	switch f.Portrait.Status {
	case filing.PortraitSubmitted:
		banner = part.Banner(part.Done, text.PortraitSubmitted(f.Portrait.Submitted), "", nil)
		acts = append(acts, part.Plain(text.PortraitReturned, set(filing.PortraitReturned)), part.Quiet(text.PortraitRedo, set(filing.PortraitNone)))
		v.note.Show()
	case filing.PortraitReturned:
		banner = part.Banner(part.Refused, text.PortraitBack(f.Portrait.Note), "", nil)
		acts = append(acts, part.Plain(text.PortraitDone, set(filing.PortraitSubmitted)), part.Quiet(text.PortraitRedo, set(filing.PortraitNone)))
		v.note.Hide()
	default:
		banner = part.Banner(part.Todo, text.PortraitOpen, "", nil)
		acts = append(acts, part.Plain(text.PortraitDone, set(filing.PortraitSubmitted)))
		v.note.Hide()
	}
	v.status.Objects = []fyne.CanvasObject{banner}
	v.acts.Objects = acts
	v.status.Refresh()
	v.acts.Refresh()
}

// leftCard holds the provider's code, and the way to our own capture; layLeft
// shows one of them.
func (v *portraitView) leftCard() *fyne.Container {
	refresh := part.Plain(text.RefreshCode, v.fresh).With(part.GlyphRefresh)
	v.atProvider = []*fyne.Container{part.Row(0, part.Spring(), v.qr, part.Spring()), part.Row(0, part.Spring(), refresh, part.Spring())}
	v.byPhoneArt = part.Empty(part.DrawPhone, text.PortraitScan, text.PortraitScanWhy, v.shootButton(text.PortraitShowCode))
	return part.Card(part.Column(theme.S3, v.title, v.atProvider[0], v.byPhoneArt, v.count, v.under, v.atProvider[1]))
}

func (v *portraitView) layLeft(link, timed bool) {
	if link {
		v.title.SetText(text.PortraitAtProvider)
	} else {
		v.title.SetText(text.PortraitByPhone)
	}
	v.count.Hidden, v.under.Hidden = !timed, !timed
	v.byPhoneArt.Hidden, v.ours.Hidden = link, !link
	for _, o := range v.atProvider {
		o.Hidden = !link
	}
	v.left.Refresh()
}

// showCode draws the code with the provider's link, or veils it when the
// session is over. A first session begins by itself; a returned portrait keeps
// its state and reason until the person asks for a new code. Without a link
// the page for phones has the code, and only the session's time stands here.
func (v *portraitView) showCode() {
	p := v.page
	f := p.s.Filing()
	link, running := strings.TrimSpace(f.Portrait.Link), f.Portrait.Running(p.host.Now())
	v.layLeft(link != "", link != "" || running)
	if link != "" && !running && f.Portrait.Token == "" && f.State.Open() && f.Portrait.Status == filing.PortraitNone && v.begun != link {
		v.begun = link // once: who may not is told once
		v.fresh()
	}
	switch {
	case running:
		v.count.Reset(f.Portrait.Started, f.Portrait.Started.Add(filing.PortraitLife))
	case link != "":
		v.key = "" // a clock put right may bring the code back
		v.qr.Veil(text.CodeOver)
		v.under.SetText(text.CodeOverHint)
		return
	}
	if link == "" {
		v.key = ""
		v.under.SetText(text.PortraitRuns)
		return
	}
	key := f.Portrait.Token + link
	if key == v.key {
		return
	}
	v.key = key
	img, err := portrait.Code(link, codeSize)
	if err != nil {
		p.host.Alert(err)
		return
	}
	v.qr.SetImage(img)
	v.under.SetText(text.CodeOpensLink)
}

// card is the one material of this step.
func (v *portraitView) card() []rule.Need {
	for _, x := range v.page.s.View().Needs {
		if x.Slot == filing.SlotPortrait {
			return []rule.Need{x}
		}
	}
	return []rule.Need{{Slot: filing.SlotPortrait, Title: text.PortraitPicture, Why: text.PortraitPictureWhy}}
}

// Dropped takes the first file as the portrait.
func (v *portraitView) Dropped(paths []string) {
	if v.closed || len(paths) == 0 {
		return
	}
	if !v.editable(filing.SlotPortrait) {
		v.page.host.Toast(text.LockedNow, nil)
		return
	}
	if v.busyAt() == nil {
		v.add(filing.SlotPortrait, paths[0])
		return
	}
	v.page.host.Confirm(text.DropCorners(), func(yes bool) {
		if yes && !v.closed {
			v.add(filing.SlotPortrait, paths[0])
		}
	})
}

// Pasted takes the path of a file that was copied in the file manager.
func (v *portraitView) Pasted(words string) {
	if paths := Copied(words); len(paths) > 0 {
		v.Dropped(paths)
	} else {
		v.page.host.Toast(text.NothingToPaste, nil)
	}
}
