// Package capture is the computer's side of taking pictures by phone: the code
// to scan, the phones that come, each picture with its verdict, and the texts
// that a phone proposes. The server behind it is app/phone; it listens only
// while this page is in the window.
package capture

import (
	"slices"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/phone"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/masking"
	"beiandesk/screens/part"
	"beiandesk/screens/steps"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Options of New.
type Options struct {
	Desk    *desk.Desk
	Unsaved *steps.Unsaved // shared with the steps
	// Choices lists the addresses that phones may reach, best first; remembered
	// is the card chosen last. It is called off the UI goroutine. nil asks the
	// system.
	Choices func(remembered string) ([]phone.Choice, error)
}

type state int

const (
	loading state = iota
	refused       // by the role or the state of the filing, or nothing to photograph
	opening
	on
	off    // why says why; it can be opened again
	ending // the phones are shown their last page
)

// How often the page looks what the server told, whether its address is still
// there, and how long it waits before it asks what is in the way.
const (
	look    = 200 * time.Millisecond
	netLook = 5 * time.Second
	patient = 20 * time.Second
	// farewell is longer than a phone's page waits between two questions.
	farewell = 2500 * time.Millisecond
)

// afterLock marks the route of a page that was closed by locking: it must not
// listen again before somebody asks it to.
const afterLock = "locked:"

// Page is the screen.
type Page struct {
	host  screens.Host
	o     Options
	desk  *desk.Desk
	s     *steps.Session
	eyes  *masking.Watch
	line  *line
	only  filing.Slot // "" for all that step 4 lacks
	clean bool        // a first portrait session may begin by itself

	state   state
	why     string // of refused and off
	choices []phone.Choice
	at      phone.Choice
	want    phone.Choice // taken from the list on this page, zero if none
	setup   desk.PhoneSetup

	rows     []*row
	asked    []phone.Field
	texts    []*proposal
	in       []phone.Phone
	waiting  []phone.Phone
	missed   int
	void     bool      // the PIN was wrong too often
	since    time.Time // since when nobody has come
	helping  bool
	checked  time.Time // when the address was last looked for
	retorted *row      // whose return is being written
	large    *large

	stopTick func()
	closed   bool

	root   *fyne.Container
	finish *part.Button
	left   *connection
	right  *fyne.Container
	status *fyne.Container
	help   *fyne.Container
	wishes *fyne.Container // texts
	ask    *fyne.Container // a note that goes with a return
	note   *part.Field
	cards  *fyne.Container
	other  *fyne.Container // ways beside the phone
	scroll *part.Scroller
}

// New opens the page of route.Filing for the slot route.Arg, or for all that
// step 4 lacks. Listening begins at once: a button was pressed for it.
func New(h screens.Host, o Options, route screens.Route) *Page {
	if o.Choices == nil {
		o.Choices = choices
	}
	arg, locked := strings.CutPrefix(route.Arg, afterLock)
	p := &Page{host: h, o: o, desk: o.Desk, s: steps.NewSession(h, o.Desk, route.Filing, o.Unsaved),
		eyes: masking.New(h, masking.Of(o.Desk), route.Filing), line: &line{}, only: filing.Slot(arg), clean: true}
	p.root = container.NewStack(part.Inset(theme.S6, part.Muted(text.Loading)))
	p.s.OnChange(p.changed)
	p.s.Load(func(err error) {
		switch {
		case err != nil:
			p.refuse(app.MessageOf(err))
			p.build()
		default:
			p.begin(locked)
		}
	})
	return p
}

// choices are the addresses of this computer.
func choices(remembered string) ([]phone.Choice, error) {
	all, err := phone.Interfaces()
	if err != nil {
		return nil, err
	}
	return phone.Choices(all, remembered), nil
}

func (p *Page) begin(locked bool) {
	p.rows = p.wanted()
	if err := p.desk.May(desk.MayChange); err != nil {
		p.refuse(app.MessageOf(err))
	} else if f := p.s.Filing(); !f.State.Editable() && !(p.only == filing.SlotPortrait && f.State.Open()) {
		p.refuse(text.LockedForm(f.State.Name()))
	} else if len(p.rows) == 0 {
		p.refuse(text.PhoneNothing)
	}
	p.build()
	if p.state == refused {
		return
	}
	p.stopTick = p.host.Tick(look, p.tick)
	if locked {
		p.rest(text.PhoneLocked)
		return
	}
	p.open()
}

// wanted are the pictures to ask for: the one of the route, or what is missing
// or must be taken again.
func (p *Page) wanted() (list []*row) {
	needs := p.s.View().Needs
	f := p.s.Filing()
	if p.only != "" {
		n := rule.Need{Slot: p.only, Title: slotTitle(p.only, f)}
		if i := slices.IndexFunc(needs, func(n rule.Need) bool { return n.Slot == p.only }); i >= 0 {
			n = needs[i]
		}
		return []*row{p.newRow(n)}
	}
	for _, n := range needs {
		if steps.ToShoot(f, n) {
			list = append(list, p.newRow(n))
		}
	}
	return list
}

// Content implements screens.Screen.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Title implements screens.Titled.
func (p *Page) Title() string { return p.s.Filing().Domain.Name }

// Route implements shell.Wayfinder: coming back after locking does not listen
// by itself.
func (p *Page) Route() screens.Route {
	return screens.Route{Page: screens.PagePhone, Filing: p.s.ID(), Arg: afterLock + string(p.only)}
}

// Close implements screens.Screen: from here on nothing listens, and pictures
// that were not accepted are gone.
func (p *Page) Close() {
	if p.closed {
		return
	}
	p.closed = true
	p.line.close()
	if p.stopTick != nil {
		p.stopTick()
	}
	if p.left != nil {
		p.left.count.Stop()
	}
	if n := p.undecided(); n > 0 {
		p.host.Toast(text.PhoneLost(n), nil)
	}
	p.closeLarge()
	for _, r := range p.rows {
		r.arrival, r.thumb = nil, nil
	}
	p.s.Close()
}

// Save implements screens.Saver.
func (p *Page) Save() { p.s.Flush() }

// Reload implements screens.Reloader.
func (p *Page) Reload() { p.s.Reload() }

// Undo implements screens.Undoer: for texts that were taken over.
func (p *Page) Undo() {
	at := p.s.Undo()
	if at == "" {
		p.host.Toast(text.UndoneNothing, nil)
		return
	}
	p.textUndone(at)
	p.host.Toast(text.Undone+"："+text.PhoneField(at), nil)
}

// Dropped implements screens.Dropper: files go to the step below, where it is
// asked which is what.
func (p *Page) Dropped(paths []string) { p.handOn(paths, nil) }

// Pasted implements screens.Paster.
func (p *Page) Pasted(words string) {
	if paths := steps.Copied(words); len(paths) > 0 {
		p.handOn(paths, nil)
		return
	}
	p.host.Toast(text.NothingToPaste, nil)
}

// PastedPicture implements screens.PicturePaster.
func (p *Page) PastedPicture(png []byte) { p.handOn(nil, png) }

func (p *Page) handOn(paths []string, png []byte) {
	switch {
	case p.state == loading:
	case p.undecided() > 0:
		p.host.Toast(text.PhoneDecide, nil)
	default:
		p.o.Unsaved.Hand(p.s.ID(), paths, png)
		p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: p.s.ID(), Step: int(p.step())})
	}
}

func (p *Page) step() filing.Step {
	if p.only == filing.SlotPortrait {
		return filing.StepPortrait
	}
	return filing.StepMaterial
}

// refuse shows why there is nothing to be done here.
func (p *Page) refuse(why string) { p.state, p.why = refused, why }

// rest is nothing listening, with a sentence why and a way to go on.
func (p *Page) rest(why string) {
	p.state, p.why = off, why
	p.in, p.waiting, p.missed, p.void = nil, nil, 0, false
	for _, r := range p.rows {
		r.serving = false
		if a := r.arrival; a != nil && !a.judgedYet() {
			r.arrival = nil
		}
		p.showRow(r)
	}
	p.show()
}

// undecided counts pictures that wait for accept or return.
func (p *Page) undecided() (n int) {
	for _, r := range p.rows {
		if r.arrival != nil && r.arrival.err == nil {
			n++
		}
	}
	return n
}

func (p *Page) taken() (n int) {
	for _, r := range p.rows {
		if r.taken {
			n++
		}
	}
	return n
}

// changed follows the filing: texts that were saved, pictures put in elsewhere.
func (p *Page) changed() {
	if p.closed || p.left == nil {
		return
	}
	p.settleTexts()
	for _, r := range p.rows {
		p.showRow(r)
	}
	p.show()
}
