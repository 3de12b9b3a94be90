package capture

import (
	"context"
	"slices"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/phone"
	"beiandesk/app/portrait"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// open begins to listen. A portrait needs its session of 24 hours: a running
// one goes on with a fresh code, a first one begins, an old one is refused
// until the person asks for another.
func (p *Page) open() {
	var until time.Time
	if p.only == filing.SlotPortrait {
		f := p.s.Filing()
		var err error
		if until, err = portrait.Resume(f.Portrait, p.desk.Now()); err != nil {
			if f.Portrait.Started.IsZero() && p.clean {
				p.renew()
				return
			}
			p.rest(app.MessageOf(err))
			return
		}
	}
	if p.taken() == len(p.rows) {
		p.rest(text.PhoneAllIn)
		return
	}
	p.line.hang()
	p.state, p.why, p.clean = opening, "", false
	p.in, p.waiting, p.missed, p.void, p.helping = nil, nil, 0, false, false
	p.show()

	turn, want, setup := p.line.dial(), p.want, p.setup
	fresh := p.choices == nil // the setup has not been read yet
	o := p.options(until)
	var list []phone.Choice
	p.host.Go("phone-open", func(ctx context.Context) (err error) {
		if fresh {
			if setup, err = p.desk.PhoneSetup(ctx); err != nil {
				return err
			}
		}
		if list, err = p.o.Choices(setup.Card); err != nil {
			return err
		}
		at, ok := pick(list, want)
		if !ok {
			return app.Fail("phone.network", text.PhoneNoNet)
		}
		o.Addr, o.PIN, o.HTTPS = at.Addr, setup.PIN, setup.HTTPS
		want = at
		if err := p.desk.Note(ctx, desk.DidPhoneOpen, p.s.ID(), kinds(o)...); err != nil {
			return err
		}
		return p.line.open(turn, o)
	}, func(err error) {
		if !p.line.is(turn) { // stopped meanwhile
			return
		}
		p.setup, p.choices = setup, list
		if err != nil {
			p.rest(app.MessageOf(err))
			return
		}
		p.at = want
		p.state, p.since, p.checked = on, p.host.Now(), p.host.Now()
		for _, r := range p.rows {
			r.serving = !r.taken
			p.showRow(r)
		}
		p.show()
	})
}

// pick finds an address that was chosen on this page, or takes the best.
func pick(list []phone.Choice, want phone.Choice) (phone.Choice, bool) {
	for _, c := range list {
		if want.Name != "" && c.Name == want.Name && c.Addr == want.Addr {
			return c, true
		}
	}
	if len(list) == 0 {
		return phone.Choice{}, false
	}
	return list[0], true
}

// kinds is what the log says of an opening: which pictures, and how.
func kinds(o phone.Options) (list []string) {
	for _, s := range o.Slots {
		list = append(list, string(filing.MaterialField(s.ID)))
	}
	if o.PIN {
		list = append(list, "pin")
	}
	if o.HTTPS {
		list = append(list, "https")
	}
	return list
}

// options are those of a server for what is still to come.
func (p *Page) options(until time.Time) phone.Options {
	f := p.s.Filing()
	o := phone.Options{Until: until, Title: text.PhonePageTitle(f.Domain.Name), Now: p.desk.Now}
	for _, r := range p.rows {
		if !r.taken {
			o.Slots = append(o.Slots, phone.Slot{ID: r.slot, Title: r.title, Why: r.why})
		}
	}
	p.asked = fieldsOf(f, p.step())
	o.Fields = p.asked
	d := p.desk
	o.Look = func(ctx context.Context, slot filing.Slot, data []byte) (phone.Judged, error) {
		return d.LookAt(ctx, slot, "", data)
	}
	return o
}

// renew begins a portrait session and listens.
func (p *Page) renew() {
	p.clean = false
	p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.OpenPortrait(ctx, p.s.ID()) }, func(err error) {
		if err != nil {
			p.rest(app.MessageOf(err))
			return
		}
		p.open()
	})
}

// reopen is the person's wish to go on.
func (p *Page) reopen() {
	if p.only == filing.SlotPortrait {
		if _, err := portrait.Resume(p.s.Filing().Portrait, p.desk.Now()); err != nil {
			p.renew()
			return
		}
	}
	p.open()
}

// refresh ends the code in force at once.
func (p *Page) refresh() {
	srv, _ := p.peek()
	if srv == nil {
		p.reopen()
		return
	}
	if err := srv.Refresh(); err != nil { // the session is over
		p.line.hang()
		p.rest(app.MessageOf(err))
		return
	}
	p.in, p.waiting, p.void, p.helping, p.since = nil, nil, false, false, p.host.Now()
	p.show()
}

// stop is the person's wish to receive no more.
func (p *Page) stop() {
	p.line.hang()
	p.rest(text.PhoneStopped(phone.StopClosed))
}

// end shows the phones their last page, and leaves when they have seen it.
func (p *Page) end() {
	if p.undecided() > 0 {
		p.host.Toast(text.PhoneDecide, nil)
		return
	}
	srv, _ := p.peek()
	if srv == nil || len(p.in) == 0 {
		p.line.hang()
		p.host.Back()
		return
	}
	srv.Finish()
	p.state = ending
	p.show()
	p.host.After(farewell, func() {
		if !p.closed && p.state == ending {
			p.host.Back()
		}
	})
}

// peek is the server and its code, without fetching what it told.
func (p *Page) peek() (*phone.Server, phone.Code) {
	p.line.mu.Lock()
	srv := p.line.server
	p.line.mu.Unlock()
	if srv == nil {
		return nil, phone.Code{}
	}
	return srv, srv.Code()
}

// tick looks what has happened.
func (p *Page) tick(now time.Time) {
	if p.closed {
		return
	}
	srv, told := p.line.fetch()
	for _, e := range told {
		p.heard(e)
	}
	p.lookAtComing(srv)
	if p.state == on && !p.helping && len(p.in)+len(p.waiting) == 0 && now.Sub(p.since) >= patient {
		p.helping = true
		told = append(told, nil)
	}
	if p.state == on && now.Sub(p.checked) >= netLook {
		p.checked = now
		p.lookAtNetwork()
	}
	if len(told) > 0 {
		p.show()
		return
	}
	p.left.follow()
}

// lookAtComing shows how much of the pictures on their way is here. A card is
// drawn anew only when its number is another one.
func (p *Page) lookAtComing(srv *phone.Server) {
	var list []phone.Coming
	if srv != nil {
		list = srv.Coming()
	}
	for _, r := range p.rows {
		now := -1
		for _, c := range list { // of several the newest
			if c.Slot == r.slot {
				now = c.Percent()
			}
		}
		if now == r.coming {
			continue
		}
		if now > r.coming && part.Touched != nil { // work at this window; a byte now and then is none
			part.Touched()
		}
		r.coming = now
		p.showRow(r)
	}
}

// lookAtNetwork stops when the address that is listened on is gone: a phone
// could not come, and on another network it must not.
func (p *Page) lookAtNetwork() {
	at, card, there := p.at, p.setup.Card, false
	p.host.Go("phone-net", func(context.Context) error {
		list, err := p.o.Choices(card)
		there = slices.ContainsFunc(list, func(c phone.Choice) bool { return c.Addr == at.Addr })
		return err
	}, func(err error) {
		if p.state != on || p.at.Addr != at.Addr || err == nil && there {
			return
		}
		p.line.hang()
		if err != nil {
			p.rest(app.MessageOf(err))
			return
		}
		p.rest(text.PhoneStopped(phone.StopNetwork))
	})
}

// heard takes in one event of the server. What a phone does that was let in is
// work at this window: it must not lock in the middle of eight photographs.
func (p *Page) heard(e phone.Event) {
	switch e.(type) {
	case phone.Connected, phone.Arrived, phone.Proposed:
		if part.Touched != nil {
			part.Touched()
		}
	}
	switch e := e.(type) {
	case phone.Connected:
		p.waiting = without(p.waiting, e.Phone)
		p.in = append(without(p.in, e.Phone), e.Phone)
		p.helping = false
	case phone.Waiting:
		p.waiting = append(p.waiting, e.Phone)
		p.helping = false
	case phone.Arrived:
		p.arrived(e)
	case phone.Looked:
		p.looked(e)
	case phone.Proposed:
		p.proposed(e.Values)
	case phone.Missed:
		p.missed = e.Count
	case phone.CodeEnded:
		p.void = true
	case phone.Stopped:
		if p.state != off { // the first reason counts
			p.rest(text.PhoneStopped(e.Why))
		}
	}
}

func without(list []phone.Phone, x phone.Phone) []phone.Phone {
	return slices.DeleteFunc(slices.Clone(list), func(y phone.Phone) bool { return y.ID == x.ID })
}

// letIn and turnAway answer a phone that waits.
func (p *Page) letIn(x phone.Phone) { p.answer(x, (*phone.Server).LetIn) }

func (p *Page) turnAway(x phone.Phone) { p.answer(x, (*phone.Server).TurnAway) }

func (p *Page) answer(x phone.Phone, do func(*phone.Server, int) error) {
	p.waiting = without(p.waiting, x)
	if srv, _ := p.peek(); srv != nil {
		if err := do(srv, x.ID); err != nil {
			p.host.Alert(err)
		}
	}
	p.show()
}

// choose changes how phones reach this computer, remembers it and listens anew.
func (p *Page) choose(change func(s *desk.PhoneSetup)) {
	change(&p.setup)
	setup := p.setup
	p.host.Go("phone-setup", func(ctx context.Context) error {
		return p.desk.SetPhoneSetup(context.WithoutCancel(ctx), setup)
	}, nil)
	p.open()
}
