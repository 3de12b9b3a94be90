package capture

import (
	"context"
	"image"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/phone"
	"beiandesk/app/rule"
	"beiandesk/screens/part"
	"beiandesk/screens/steps"
	"beiandesk/screens/text"
)

// row is one picture that is asked for.
type row struct {
	slot       filing.Slot
	title, why string
	card       *part.DropSlot
	serving    bool     // the server in force asks for it
	arrival    *arrival // nil: nothing waits
	taken      bool     // by this page
	returned   string   // the note that went with the last return
	thumb      image.Image
	coming     int // per cent of a picture on its way, 0…99; -1: none
}

// arrival is a picture that came and was neither taken nor sent back.
type arrival struct {
	id     int
	judged desk.Judged
	known  bool // judged holds a verdict
	err    error
	small  image.Image
	worst  image.Image
	taking bool
}

func (a *arrival) judgedYet() bool { return a.known && a.err == nil }

// Sizes of what a card shows, in pixels: twice its room, for fine screens.
const (
	thumbPxW, thumbPxH = 320, 224
	worstPxW, worstPxH = 480, 240
)

func slotTitle(slot filing.Slot, f *filing.Filing) string {
	if slot == filing.SlotPortrait {
		return text.PortraitPicture
	}
	return paper.SlotName(slot, f)
}

func (p *Page) newRow(n rule.Need) *row {
	r := &row{slot: n.Slot, title: n.Title, why: n.Why, coming: -1}
	r.card = part.NewDropSlot(part.Slot{}, func() {
		if a := r.arrival; a != nil && a.judgedYet() {
			p.enlarge(r)
		}
	})
	p.showRow(r)
	return r
}

func (p *Page) row(slot filing.Slot) *row {
	for _, r := range p.rows {
		if r.slot == slot {
			return r
		}
	}
	return nil
}

// arrived: a picture is here and being judged; it takes the place of one that
// still waited.
func (p *Page) arrived(e phone.Arrived) {
	r := p.row(e.Slot)
	if r == nil {
		return
	}
	if p.large != nil && p.large.row == r {
		p.shrink()
	}
	if p.retorted == r {
		p.stopReturning()
	}
	r.arrival, r.returned = &arrival{id: e.ID}, ""
	p.showRow(r)
}

// looked: the verdict is here. The small picture for the card is decoded off
// the UI goroutine, out of memory.
func (p *Page) looked(e phone.Looked) {
	r := p.row(e.Slot)
	if r == nil || r.arrival == nil || r.arrival.id != e.ID || r.arrival.known {
		return
	}
	a := r.arrival
	a.known, a.err = true, e.Err
	j, ok := e.Judged.(desk.Judged)
	if !ok {
		p.showRow(r)
		return
	}
	a.judged = j
	p.showRow(r)
	var g desk.Glance
	p.host.Go("phone-thumb:"+string(r.slot), func(ctx context.Context) (err error) {
		g, err = p.desk.GlanceAt(ctx, j, thumbPxW, thumbPxH, worstPxW, worstPxH)
		return err
	}, func(err error) {
		if r.arrival != a {
			return
		}
		if err != nil {
			a.err = err
		}
		if g.Small != nil {
			a.small = g.Small
		}
		if g.Worst != nil {
			a.worst = g.Worst
		}
		p.showRow(r)
	})
}

// has tells whether a slot holds a picture that would be replaced.
func (p *Page) has(r *row) bool {
	m, ok := p.s.Filing().Material(r.slot)
	return ok && m.Picture != ""
}

// good tells whether one press for all may take an arrival: it passed, and
// nothing is replaced by it.
func (p *Page) good(r *row) bool {
	a := r.arrival
	return a != nil && a.judgedYet() && !a.taking && a.judged.Material().Outcome == filing.Pass && !p.has(r)
}

// showRow re-reads a card.
func (p *Page) showRow(r *row) {
	s := part.Slot{Name: r.title, Reason: r.why, Blank: text.PhoneBlank, Drawing: steps.Drawing(r.slot), Thumb: r.thumb}
	a := r.arrival
	switch {
	case a != nil:
		p.showArrival(r, a, &s)
	case r.coming >= 0 && !r.taken:
		s.State, s.Word = part.Now, text.PhoneComes(r.coming)
	case r.taken:
		s.State, s.Word = part.Done, text.PhoneTaken
		if r.serving && p.state == on {
			s.Actions = []*part.Button{part.Quiet(text.PhoneAgain, func() { p.again(r) }).With(part.GlyphRefresh)}
		}
	case r.returned != "":
		s.State, s.Word, s.Note = part.Waiting, text.PhoneReturned, text.PhoneNote+"："+r.returned
	case r.serving:
		s.State, s.Word = part.Waiting, text.PhoneWaits
	default:
		s.State, s.Word = part.Todo, text.NotUploaded
	}
	if a == nil && !r.taken && p.has(r) { // a bad one lies there, or one that is to be replaced
		s.Note = text.PhoneHasOne
	}
	r.card.Set(s)
}

func (p *Page) showArrival(r *row, a *arrival, s *part.Slot) {
	s.Thumb, s.Worst, s.Blank = a.small, a.worst, text.PhoneThumbSoon
	if a.err != nil {
		s.Blank = text.PhoneNoThumb
	}
	switch {
	case !a.known:
		s.State, s.Word = part.Now, text.PhoneChecks
		return
	case a.err != nil:
		s.State, s.Word, s.Verdict = part.Refused, text.PhoneBroken, app.MessageOf(a.err)
		return
	}
	if r.coming >= 0 {
		s.Note = text.PhoneComesAnew(r.coming)
	}
	m := a.judged.Material()
	s.Found = steps.Found(m)
	s.State, s.Word, s.Verdict = part.Done, text.PhoneGood, text.PictureFacts(m.Width, m.Height, m.Bytes)
	if m.Outcome != filing.Pass {
		s.State, s.Word = part.LookHere, text.PhoneDoubtful
		if m.Outcome == filing.Reject {
			s.State, s.Word = part.Refused, text.PhoneBad
		}
		if len(m.Issues) > 0 {
			s.Verdict, s.Remedy = m.Issues[0].Text, m.Issues[0].Remedy
		}
	}
	if p.has(r) && s.Note == "" {
		s.Note = text.PhoneHasOne
	}
	if a.taking {
		s.State, s.Word = part.Now, text.Working
		return
	}
	s.Actions = []*part.Button{
		part.Plain(p.takeWord(r), func() { p.take(r) }).With(part.GlyphTick),
		part.Quiet(text.PhoneReturn, func() { p.startReturning(r) }).With(part.GlyphUndo),
		part.Quiet(text.PhoneLarge, func() { p.enlarge(r) }).With(part.GlyphEye),
	}
}

// takeWord says what taking an arrival does.
func (p *Page) takeWord(r *row) string {
	switch {
	case r.arrival != nil && r.arrival.judged.Material().Outcome == filing.Reject:
		return text.PhoneTakeBad
	case p.has(r):
		return text.PhoneSwap
	}
	return text.PhoneTake
}

// lain is what lay in a slot before.
type lain struct {
	row *row
	old filing.Material
	had bool
}

// take puts arrivals into the filing, one after another; the toast takes all
// of them back.
func (p *Page) take(list ...*row) {
	var in []lain
	left := len(list)
	for _, r := range list {
		a := r.arrival
		if a == nil || !a.judgedYet() || a.taking {
			left--
			continue
		}
		a.taking = true
		p.showRow(r)
		var old filing.Material
		var had bool
		p.s.Do(func(ctx context.Context) (desk.View, error) {
			v, err := p.desk.Open(ctx, p.s.ID()) // what lies there now, not what lay there when it came
			if err != nil {
				return v, err
			}
			old, had = v.Filing.Material(r.slot)
			return p.desk.TakeFromPhone(ctx, p.s.ID(), a.judged)
		}, func(err error) {
			left--
			a.taking = false
			if err != nil {
				p.host.Alert(err)
			} else {
				old.Slot = r.slot
				in = append(in, lain{r, old, had})
				p.accepted(r, a)
			}
			if left == 0 && len(in) > 0 {
				p.say(in)
			}
			p.showRow(r)
			p.show()
		})
	}
	p.show()
}

// accepted tells the phone. A picture that was replaced by a newer one at that
// moment is in the filing all the same; the newer one waits.
func (p *Page) accepted(r *row, a *arrival) {
	if srv, _ := p.peek(); srv != nil && r.serving {
		if err := srv.Accept(a.id); err != nil && app.CodeOf(err) != "phone.replaced" {
			p.host.Alert(err)
		}
	}
	if r.arrival != a {
		return
	}
	if p.large != nil && p.large.row == r {
		p.shrink()
	}
	r.arrival, r.taken, r.thumb = nil, true, a.small
}

// say says what was taken, with the way back.
func (p *Page) say(in []lain) {
	words := text.PutSeveral(len(in))
	if len(in) == 1 {
		words = text.PutInto(in[0].row.title, 1, 1)
		if in[0].had {
			words = text.PhoneSwapped(in[0].row.title)
		}
	}
	p.host.Toast(words, func() {
		for _, x := range in {
			p.s.Do(func(ctx context.Context) (desk.View, error) {
				if x.had {
					return p.desk.PutMaterial(ctx, p.s.ID(), x.old)
				}
				return p.desk.DropMaterial(ctx, p.s.ID(), x.row.slot)
			}, nil)
			p.wanting(x.row, text.PhonePhotoUndo)
		}
	})
}

// wanting asks for a picture once more that had been taken.
func (p *Page) wanting(r *row, note string) {
	if p.closed {
		return
	}
	r.taken, r.thumb = false, nil
	if srv, _ := p.peek(); srv != nil && r.serving {
		if err := srv.Reopen(r.slot, note); err != nil {
			p.host.Alert(err)
		}
	}
	p.showRow(r)
	p.show()
}

// again asks the phone for another picture; the one that was taken stays until
// then.
func (p *Page) again(r *row) { p.wanting(r, "") }

// startReturning asks what to tell the phone; the remedy of the gravest issue
// is written there already.
func (p *Page) startReturning(r *row) {
	a := r.arrival
	if a == nil || !a.judgedYet() {
		return
	}
	p.shrink()
	p.retorted = r
	words := ""
	if m := a.judged.Material(); m.Outcome != filing.Pass && len(m.Issues) > 0 {
		words = m.Issues[0].Remedy
	}
	p.note.ForceValue(words)
	p.show()
	p.scroll.ToTop()
	p.note.Focus()
}

func (p *Page) stopReturning() {
	p.retorted = nil
	p.show()
}

// sendBack returns the picture with the note.
func (p *Page) sendBack() {
	r := p.retorted
	if r == nil || r.arrival == nil {
		p.stopReturning()
		return
	}
	note := p.note.Value()
	if srv, _ := p.peek(); srv != nil && r.serving {
		if err := srv.Return(r.arrival.id, note); err != nil && app.CodeOf(err) != "phone.replaced" {
			p.host.Alert(err)
			return
		}
	}
	r.arrival, r.returned = nil, note
	if note == "" {
		r.returned = text.PhoneReturned
	}
	p.stopReturning()
	p.showRow(r)
}
