package capture

import (
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// Widths: the code with its card, and all of it.
const (
	codeWidth float32 = 330
	allWidth  float32 = 1180
)

// build makes the page once; show fills it in.
func (p *Page) build() {
	p.left = newConnection(p)
	p.finish = part.Plain(text.PhoneFinish, p.end).With(part.GlyphTick)
	p.status, p.help, p.wishes, p.ask = part.Column(theme.S4), part.Column(0), part.Column(0), part.Column(0)
	p.note = part.NewText(p.host, part.Spec{Path: "phone.note", Label: text.PhoneNote, Hint: text.PhoneNoteHint, Limit: 200})
	var list []fyne.CanvasObject
	for _, r := range p.rows {
		list = append(list, r.card)
	}
	p.cards = part.Columns(2, theme.Px(400), theme.S4, list...)
	p.right = part.Column(theme.S4)
	p.other = p.otherWays()
	head := part.Band(part.PageHead(text.PhoneTitle, text.PhoneFor(p.s.Filing().Domain.Name, len(p.rows)), p.finish))
	p.scroll = part.Scroll(part.Pad(theme.S5, theme.S6, theme.S5, theme.S6, part.Centered(allWidth,
		part.Beside(codeWidth, theme.S4, part.Column(theme.S4, p.left.card, p.other), p.right))))
	p.root.Objects = []fyne.CanvasObject{part.Column(0, head, part.Stretch(p.scroll))}
	p.show()
	p.root.Refresh()
}

// show re-reads everything but the cards, which follow their pictures.
func (p *Page) show() {
	if p.closed || p.left == nil {
		return
	}
	p.left.show()
	p.other.Hidden = p.state == refused
	all := p.taken() == len(p.rows) && len(p.rows) > 0
	p.finish.SetPrimary(all)
	p.finish.SetEnabled(p.state != ending)
	p.showStatus(all)
	p.showHelp()
	fill(p.wishes, len(p.texts) > 0, p.textRows)
	fill(p.ask, p.retorted != nil, p.returnSheet)
	right := []fyne.CanvasObject{p.status, p.help, p.ask, p.wishes}
	switch {
	case p.state == refused:
		right = []fyne.CanvasObject{p.status}
	case p.large != nil:
		right = append(right, p.largeView())
	default:
		right = append(right, p.cards)
	}
	p.right.Objects = right
	p.right.Refresh()
	p.root.Refresh()
}

func fill(box *fyne.Container, on bool, make func() fyne.CanvasObject) {
	box.Hidden = !on
	box.Objects = nil
	if on {
		box.Objects = []fyne.CanvasObject{make()}
	}
	box.Refresh()
}

// showStatus says where it stands: who asks to come in, who is in, how many
// pictures are taken, or why nothing is received.
func (p *Page) showStatus(all bool) {
	var list []fyne.CanvasObject
	switch p.state {
	case refused:
		list = append(list, part.Banner(part.Info, p.why, text.Back, p.host.Back))
	case off:
		list = append(list, part.Card(part.Column(theme.S3, part.TopRow(theme.S2, part.Pad(2, 0, 0, 0, part.Mark(part.LookHere, 18)), part.Stretch(part.Body(p.why))),
			part.Row(theme.S3, p.openAgain(all)))))
	}
	for _, x := range p.waiting {
		list = append(list, part.Card(part.Column(theme.S3,
			part.TopRow(theme.S2, part.Pad(2, 0, 0, 0, part.Mark(part.LookHere, 18)), part.Stretch(part.Body(text.PhoneAsks(x.Kind)))),
			part.Row(theme.S3, part.Plain(text.PhoneTurnAway, func() { p.turnAway(x) }), part.Plain(text.PhoneLetIn, func() { p.letIn(x) })))))
	}
	if p.missed >= warnMisses && p.state == on {
		list = append(list, part.Banner(part.LookHere, text.PhoneGuesses(p.missed), text.PhoneStop, p.stop))
	}
	if p.state != refused {
		list = append(list, p.progress(all))
	}
	p.status.Objects = list
	p.status.Refresh()
}

// warnMisses is how many wrong addresses are no slip of typing any more.
const warnMisses = 5

func (p *Page) openAgain(all bool) *part.Button {
	b := part.Plain(text.PhoneOpenAt, p.reopen).With(part.GlyphRefresh)
	if all {
		b.Disable()
	} else {
		b.SetPrimary(true)
	}
	return b
}

// progress is one line: who is in, how far it is, and the press for all that
// is good.
func (p *Page) progress(all bool) fyne.CanvasObject {
	tag := part.NewTag(part.Waiting, text.PhoneNobody)
	switch {
	case p.state == off:
		tag.Set(part.Todo, text.PhoneVeiled)
	case p.state == opening:
		tag.Set(part.Now, text.PhoneOpening)
	case len(p.in) > 0:
		var kinds []string
		for _, x := range p.in {
			kinds = append(kinds, x.Kind)
		}
		tag.Set(part.Done, text.PhoneIn(kinds))
	}
	bar := part.NewMeter()
	bar.Set(float64(p.taken()) / float64(max(len(p.rows), 1)))
	line := part.Row(theme.S3, tag, part.Spring(), part.Strong(text.PhoneProgress(p.taken(), len(p.rows))).One())
	var good []*row
	for _, r := range p.rows {
		if p.good(r) {
			good = append(good, r)
		}
	}
	rows := []fyne.CanvasObject{line, bar}
	if len(good) > 0 {
		rows = append(rows, part.Row(theme.S3, part.Stretch(part.Hint(text.PhoneOnlyHere)), part.Primary(text.PhoneTakeAll(len(good)), func() { p.take(good...) }).With(part.GlyphTick)))
	} else if p.undecided() > 0 {
		rows = append(rows, part.Hint(text.PhoneOnlyHere))
	} else if all {
		rows = append(rows, part.Hint(text.PhoneAllIn))
	}
	return part.Card(part.Column(theme.S3, rows...))
}

// showHelp shows how to begin, and after a while what may be in the way.
func (p *Page) showHelp() {
	begin := p.state == on && len(p.in) == 0
	fill(p.help, begin, func() fyne.CanvasObject {
		rows := []fyne.CanvasObject{part.Group(text.PhoneHow), part.StepsNumbered(text.PhoneSteps...)}
		if p.helping {
			rows = []fyne.CanvasObject{part.Group(text.PhoneHelpTitle)}
			for _, s := range text.PhoneHelp {
				rows = append(rows, part.TopRow(theme.S2, part.Pad(2, 0, 0, 0, part.Mark(part.Todo, 16)), part.Stretch(part.Body(s))))
			}
		}
		return part.Card(part.Column(theme.S3, rows...))
	})
}

// otherWays are as good as the phone.
func (p *Page) otherWays() *fyne.Container {
	return part.Card(part.Column(theme.S3, part.Column(theme.S1, part.Strong(text.PhoneElse), part.Muted(text.PhoneElseWhy)),
		part.Row(0, part.Plain(text.PhoneChoose, func() {
			p.host.PickFiles(screens.KindPicture, func(paths []string) {
				if len(paths) > 0 && !p.closed {
					p.handOn(paths, nil)
				}
			})
		}).With(part.GlyphUpload))))
}

func (p *Page) returnSheet() fyne.CanvasObject {
	return part.Card(part.Column(theme.S3, part.Group(text.PhoneReturning(p.retorted.title)), p.note,
		part.Row(theme.S3, part.Plain(text.PhoneSend, p.sendBack).With(part.GlyphUndo), part.Quiet(text.Cancel, p.stopReturning))))
}
