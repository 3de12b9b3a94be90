package capture

import (
	"context"
	"image"

	"beiandesk/app/filing"
	"beiandesk/app/photo"
	"beiandesk/screens/part"
	"beiandesk/screens/steps"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// large is one arrival in the place of the list, to be looked at closely.
type large struct {
	row *row
	pic *part.PictureView
}

// largeSide is the longest side of it, in pixels.
const largeSide = 2400

// enlarge shows an arrival large. A card or a portrait shows its numbers then,
// so that is noted first, as behind the eye of a field.
func (p *Page) enlarge(r *row) {
	a := r.arrival
	if a == nil || !a.judgedYet() || p.large != nil {
		return
	}
	open := func() { p.showLarge(r, a) }
	switch photo.Kind(r.slot.PhotoKind()) {
	case photo.IDFront, photo.IDBack, photo.Portrait:
		p.eyes.Leave(filing.MaterialField(r.slot))(open)
		return
	}
	open()
}

func (p *Page) showLarge(r *row, a *arrival) {
	if p.closed || r.arrival != a {
		return
	}
	l := &large{row: r, pic: part.NewPictureView(nil)}
	l.pic.SetTurning(false)
	p.large = l
	p.show()
	p.scroll.ToTop()
	var img image.Image
	p.host.Go("phone-large", func(ctx context.Context) error {
		g, err := p.desk.GlanceAt(ctx, a.judged, largeSide, largeSide, 0, 0)
		if g.Small != nil {
			img = g.Small
		}
		return err
	}, func(err error) {
		switch {
		case p.large != l:
		case err != nil:
			p.shrink()
			p.host.Alert(err)
		default:
			l.pic.SetImage(img)
			l.pic.SetFound(steps.Found(a.judged.Material()))
		}
	})
}

// shrink goes back to the list and lets go of the pixels.
func (p *Page) shrink() {
	if p.large == nil {
		return
	}
	p.closeLarge()
	p.show()
}

func (p *Page) closeLarge() {
	if p.large != nil {
		p.large.pic.SetImage(nil)
		p.large = nil
		p.host.Go("phone-large", func(context.Context) error { return nil }, func(error) {}) // ends the decoding
	}
}

// largeView stands in the place of the list.
func (p *Page) largeView() fyne.CanvasObject {
	r := p.large.row
	acts := part.Row(theme.S2, part.Plain(text.PhoneToList, p.shrink).With(part.GlyphLeft), part.Stretch(part.Group(r.title).Clip()),
		part.Plain(p.takeWord(r), func() { p.take(r) }).With(part.GlyphTick),
		part.Quiet(text.PhoneReturn, func() { p.startReturning(r) }).With(part.GlyphUndo))
	room := max(320, p.scroll.Size().Height-theme.Px(150))
	return part.Card(part.Column(theme.S3, acts, part.AtLeast(0, room, p.large.pic)))
}
