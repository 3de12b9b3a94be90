package capture

import (
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/phone"
	"beiandesk/app/portrait"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// codePx is the side of the drawn code in pixels, so that it stays sharp on
// fine screens.
const codePx = 720

// connection is the left of the page: the code, how long it is good, its
// address in text, and how phones reach this computer.
type connection struct {
	p       *Page
	card    *fyne.Container
	qr      *part.QRView
	count   *part.Countdown
	under   *part.Text
	pin     *part.Text
	pinBox  *fyne.Container
	address *part.Text
	where   *fyne.Container // address with its button
	honest  *part.Text
	finger  *part.Text
	fresh   *part.Button
	stop    *part.Button
	more    *part.Button
	setup   *fyne.Container
	network *part.Field
	pinned  *part.Field
	https   *part.Field

	wide  bool // the setup is in sight
	drawn string
	in    bool // a phone was in when it was drawn
	over  bool
}

func newConnection(p *Page) *connection {
	c := &connection{p: p, qr: part.NewQRView(nil).Whole(), under: part.Hint("").Align(fyne.TextAlignCenter), pin: part.Figures("").Align(fyne.TextAlignCenter),
		address: part.Body(""), honest: part.Hint(""), finger: part.Hint("")}
	now := p.host.Now()
	c.count = part.NewCountdown(p.host, now, now)
	c.pinBox = part.Row(theme.S3, part.Spring(), part.Muted(text.PhonePINName), c.pin, part.Spring())
	c.where = part.Column(theme.S1, part.Hint(text.PhoneAddress), part.TopRow(theme.S2, part.Stretch(c.address),
		part.IconButton(part.GlyphCopy, text.Copy, func() { p.host.Copy(c.address.Text()) })))
	c.fresh = part.Plain(text.PhoneFresh, p.refresh).With(part.GlyphRefresh)
	c.stop = part.Quiet(text.PhoneStop, p.stop).With(part.GlyphClose)
	c.more = part.Link(text.PhoneSetup, func() { c.wide = !c.wide; c.show(); c.card.Refresh(); p.root.Refresh() })
	c.network = part.NewPick(part.Spec{Path: "phone.network", Label: text.PhoneNet, Hint: text.PhoneNetHint}, nil)
	c.network.OnChanged = func(_, v string) { c.chosen(v) }
	c.pinned = c.check("phone.pin", text.PhonePIN, text.PhonePINHint, func(s *desk.PhoneSetup, on bool) { s.PIN = on })
	c.https = c.check("phone.https", text.PhoneHTTPS, text.PhoneHTTPSHint, func(s *desk.PhoneSetup, on bool) { s.HTTPS = on })
	c.setup = part.Column(theme.S2, c.network, c.pinned, c.https, part.Hint(text.PhoneChanged))
	c.card = part.Card(part.Column(theme.S3, part.Row(0, part.Spring(), c.qr, part.Spring()), c.count, c.under, c.pinBox, c.where,
		part.Flow(theme.S2, c.fresh, c.stop), c.honest, c.finger, part.Rule(), part.Row(0, c.more), c.setup))
	return c
}

func (c *connection) check(path, words, hint string, set func(s *desk.PhoneSetup, on bool)) *part.Field {
	x := part.NewCheck(part.Spec{Path: path, Hint: hint, Bare: true}, words)
	x.OnChanged = func(_, v string) { c.p.choose(func(s *desk.PhoneSetup) { set(s, v == "true") }) }
	return x
}

// chosen takes another address of this computer.
func (c *connection) chosen(key string) {
	for _, x := range c.p.choices {
		if choiceKey(x) == key && (x.Name != c.p.at.Name || x.Addr != c.p.at.Addr) {
			c.p.want = x
			c.p.choose(func(s *desk.PhoneSetup) { s.Card = x.Name })
		}
	}
}

func choiceKey(c phone.Choice) string { return c.Name + " " + c.Addr.String() }

// show re-reads all of it.
func (c *connection) show() {
	p := c.p
	c.card.Hidden = p.state == refused
	c.follow()
	live := p.state == on
	c.where.Hidden, c.fresh.Hidden, c.stop.Hidden = !live, !live, !live && p.state != opening
	c.count.Hidden, c.under.Hidden = !live, !live
	c.honest.Hidden = !live || p.setup.HTTPS
	c.honest.SetText(text.PhonePlain)
	c.finger.Hidden = !live || !p.setup.HTTPS
	c.pinBox.Hidden = !live || !p.setup.PIN
	c.more.SetLabel(text.PhoneSetup)
	if c.wide {
		c.more.SetLabel(text.PhoneSetupShut)
	}
	c.setup.Hidden = !c.wide
	var opts []part.Option
	for _, x := range p.choices {
		label, detail := text.PhoneCard(x)
		opts = append(opts, part.Option{Value: choiceKey(x), Label: label, Detail: detail})
	}
	c.network.SetOptions(opts)
	if p.at.Name != "" {
		c.network.SetValue(choiceKey(p.at))
	}
	c.pinned.SetValue(yes(p.setup.PIN))
	c.https.SetValue(yes(p.setup.HTTPS))
	c.card.Refresh()
}

func yes(on bool) string {
	if on {
		return "true"
	}
	return ""
}

// follow draws the code when it is another one, and veils it when it is good
// no more. It is called five times a second and does nothing most times.
func (c *connection) follow() {
	p := c.p
	srv, code := p.peek()
	if p.state != on || srv == nil {
		c.veil()
		return
	}
	over := code.Left <= 0 || p.void
	if code.URL == c.drawn && code.Connected == c.in && over == c.over {
		return
	}
	c.in, c.over = code.Connected, over
	if code.URL != c.drawn {
		img, err := portrait.Code(code.URL, codePx)
		if err != nil {
			p.host.Alert(err)
			return
		}
		c.drawn = code.URL
		c.qr.SetImage(img)
		c.address.SetText(code.URL)
		c.pin.SetText(code.PIN)
		c.finger.SetText(text.PhoneFinger + "\n" + text.FingerLines(code.Fingerprint))
	}
	full := portrait.TicketLife
	words := text.PhoneCodeHint
	if code.Connected {
		full, words = filing.PortraitLife, text.PhoneOnHint
	}
	to := p.host.Now().Add(code.Left)
	from := to.Add(-full)
	if now := p.host.Now(); from.After(now) {
		from = now
	}
	c.count.Reset(from, to)
	switch {
	case p.void:
		c.qr.Veil(text.PhoneCodeVoid)
		words = text.PhoneFreshHow
	case over:
		c.qr.Veil(text.PhoneCodeOver)
		words = text.PhoneFreshHow
	default:
		c.qr.Veil("")
	}
	c.under.SetText(words)
	c.card.Refresh()
}

// veil covers a code that is worth nothing.
func (c *connection) veil() {
	words := text.PhoneVeiled
	if c.p.state == opening || c.p.state == loading {
		words = text.PhoneOpening
	}
	if c.drawn == "" && c.under.Text() == words {
		return
	}
	c.drawn, c.over = "", false
	c.qr.SetImage(nil)
	c.qr.Veil(words)
	c.under.SetText(words)
	now := c.p.host.Now()
	c.count.Reset(now, now)
}
