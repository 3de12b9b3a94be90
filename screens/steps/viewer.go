package steps

import (
	"context"
	"fmt"
	"image"
	"reflect"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/photo"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// viewer shows one picture large, what was found in it and where, and what may
// be done.
type viewer struct {
	v        *pictures
	slot     filing.Slot
	m        filing.Material // as it is shown
	shown    bool
	pic      *part.PictureView
	worst    *part.Actual
	under    *part.Text // caption of worst
	tag      *part.Tag
	legend   *fyne.Container // of the colours, beside the chips
	why      *part.Text      // and what they do not say
	frame    *fyne.Container // around pic
	pager    *pager
	modes    *part.FilterChips
	side     *fyne.Container
	reason   *part.Field
	asking   bool          // for a reason
	hasWorst bool          // there is a worst place to show
	crops    []image.Image // the worst place of each issue, nil for one without
	heat     []desk.Heat
	places   map[int]int // which place of an issue was shown last, from 1
	drawn    string      // lookOf the material that is in pic
	base     *image.NRGBA
	baseTurn int // of base
	turning  int // turns that are not kept yet
	gone     bool
}

// lookOf tells one look of a material from another.
func lookOf(m filing.Material) string { return fmt.Sprint(m.Picture, m.Turn, m.Corners) }

// side is the longest side of the picture in the viewer, in pixels: enough to
// read small print at twice the size of the window.
const side = 2400

// Pixels of the worst place, three times its room, for fine screens.
const actualPxW, actualPxH = 840, 420

// view opens the close look at a picture.
func (v *pictures) view(slot filing.Slot) *viewer {
	p := v.page
	if _, ok := p.s.Filing().Material(slot); !ok {
		return nil
	}
	w := &viewer{v: v, slot: slot, pic: part.NewPictureView(nil), worst: part.NewActual(0, theme.Px(132)), under: part.Hint(text.WorstPlace),
		tag: part.NewTag(part.Todo, ""), why: part.Hint(text.HeatWhy), side: part.Column(theme.S3), places: map[int]int{}}
	w.pic.OnTurned = w.turned
	w.pic.SetTurning(v.editable(slot))
	w.modes = part.NewFilterChips([]part.Chip{{ID: modeFound, Label: text.FoundTitle, Count: -1}, {ID: modeHeat, Label: text.HeatMap, Count: -1}}, func(string) { w.draw() })
	w.modes.Hide()
	w.legend = part.Flow(theme.S4, part.Swatch(part.Done, text.HeatSharp), part.Swatch(part.LookHere, text.HeatSoft), part.Swatch(part.Refused, text.HeatBlurred))
	w.legend.Hide()
	w.why.Hide()
	w.frame = container.NewStack()
	w.pager = newPager(w)
	w.worst.Hide()
	w.under.Hide()
	n := v.need(slot)
	v.enter(w, part.Column(theme.S4,
		part.Row(theme.S3, part.Plain(text.BackToCards, v.leave).With(part.GlyphLeft), part.Stretch(part.Group(n.Title)), w.tag),
		part.TopRow(theme.S4,
			part.Stretch(part.Card(part.Column(theme.S3, w.pager.row, w.modes, w.legend, w.frame, w.why))),
			part.Wide(theme.Px(296), part.Card(part.Column(theme.S3, w.under, w.worst, w.side))))))
	w.fit()
	w.show()
	return w
}

// viewAnyway opens the close look where the reason is asked for.
func (v *pictures) viewAnyway(slot filing.Slot) {
	if w := v.view(slot); w != nil {
		w.ask()
	}
}

const modeFound, modeHeat = "found", "heat"

// show follows the filing: a new verdict, a reason, a picture that was
// replaced are there at once.
func (w *viewer) show() {
	m, ok := w.v.page.s.Filing().Material(w.slot)
	if !ok {
		w.v.leave()
		return
	}
	if w.shown && reflect.DeepEqual(m, w.m) {
		return
	}
	other := !w.shown || lookOf(m) != lookOf(w.m)
	w.m, w.shown = m, true
	s := w.v.sum(m)
	w.tag.Set(s.state, s.word)
	w.pager.show(other)
	w.build()
	if other && w.turning == 0 { // else the last of the turns loads it
		w.leave()(w.load)
	}
}

// leave is asked before a card or a portrait is seen in full size: its numbers
// can be read there, as behind the eye of a field.
func (w *viewer) leave() part.Leave {
	switch photo.Kind(w.slot.PhotoKind()) {
	case photo.IDFront, photo.IDBack, photo.Portrait:
		return w.v.page.eyes.Leave(filing.MaterialField(w.slot))
	}
	return func(show func()) { show() }
}

// fit gives the picture the height that is left.
func (w *viewer) fit() {
	around := theme.Px(150)
	if m, _ := w.v.page.s.Filing().Material(w.slot); m.Pages > 1 {
		around += theme.Px(44)
	}
	if !w.legend.Hidden {
		around += theme.Px(34)
	}
	w.frame.Objects = []fyne.CanvasObject{part.AtLeast(0, w.v.page.inSight(around), w.pic)}
	w.frame.Refresh()
}

// load opens the picture off the UI goroutine, with a piece at 100 % for each
// issue that has a place.
func (w *viewer) load() {
	p, m := w.v.page, w.m
	var img *image.NRGBA
	var crops []image.Image
	var heat []desk.Heat
	p.host.Go("view:"+string(w.slot), func(ctx context.Context) error {
		in, err := p.desk.Inspect(ctx, m)
		if err != nil {
			return err
		}
		for _, i := range m.Issues {
			var c image.Image
			if len(i.Places) > 0 {
				c = desk.CutOut(in.Edited, i.Places[0], actualPxW, actualPxH)
			}
			crops = append(crops, c)
		}
		small, err := photo.Apply(ctx, in.Edited, photo.Thumbnail(side, side))
		img, heat = small, in.Heat
		return err
	}, func(err error) {
		switch {
		case w.gone || w.turning > 0: // turned meanwhile: it would only flash up
			return
		case err != nil:
			p.host.Alert(err)
			return
		}
		w.base, w.baseTurn, w.drawn = img, m.Turn, lookOf(m)
		w.crops, w.heat = crops, heat
		if w.pager.stored() { // else the page that is being looked at stays
			w.pic.SetImage(img)
			w.modes.Hidden = len(heat) == 0
		}
		w.worstPlace(0)
		for i, c := range crops {
			if c != nil && m.Issues[i].Outcome != filing.Pass {
				w.worstPlace(i)
				break
			}
		}
		w.draw()
		w.v.body.Refresh()
	})
}

// worstPlace shows the place of an issue at 100 %.
func (w *viewer) worstPlace(issue int) {
	var c image.Image
	if issue < len(w.crops) {
		c = w.crops[issue]
	}
	w.hasWorst = c != nil
	w.worst.SetImage(c)
	w.showWorst()
}

// showWorst gives its room to the reason while that is asked for.
func (w *viewer) showWorst() {
	hide := !w.hasWorst || w.asking
	w.worst.Hidden, w.under.Hidden = hide, hide
}

// draw lays over the picture what was found, or the map of sharpness.
func (w *viewer) draw() {
	hot := w.modes.Chosen() == modeHeat && !w.modes.Hidden
	if w.legend.Hidden == hot {
		w.legend.Hidden, w.why.Hidden = !hot, !hot
		w.fit()
	}
	switch {
	case w.drawn != lookOf(w.m) || w.pic.Turns() != 0 || !w.pager.stored():
		w.pic.SetFound(part.Overlay{}) // it lies otherwise than what was found
	case !hot:
		w.pic.SetFound(Found(w.m))
	default:
		var o part.Overlay
		for _, h := range w.heat {
			state := part.Done
			switch h.Level {
			case photo.Doubtful:
				state = part.LookHere
			case photo.Reject:
				state = part.Refused
			}
			o.Spots = append(o.Spots, part.Spot{Box: h.Place, Shape: part.Tint, State: state})
		}
		w.pic.SetFound(o)
	}
	w.v.body.Refresh()
}

// point brings the next place of an issue into sight.
func (w *viewer) point(issue int) {
	w.pager.home()
	places := w.m.Issues[issue].Places
	n := w.places[issue] % len(places)
	w.places[issue] = n + 1
	w.modes.Choose(modeFound)
	w.draw()
	w.pic.ShowPlace(places[n])
	if n == 0 {
		w.worstPlace(issue)
	}
	w.build()
}

// turned shows the picture as it was turned, made off the UI goroutine, and
// keeps the turn; the picture is judged anew. Of several turns in a row only
// the last is shown.
func (w *viewer) turned(quarters int) {
	p, base, m := w.v.page, w.base, w.m
	turn := (w.baseTurn + quarters) % 4
	w.turning++
	var img image.Image
	p.host.Go("turn:"+string(w.slot), func(context.Context) error {
		img = photo.Rotate(quarters)(base)
		return nil
	}, func(err error) {
		if err == nil && !w.gone && w.base == base {
			w.pic.ShowTurned(img)
		}
	})
	p.s.Do(func(ctx context.Context) (desk.View, error) {
		return p.desk.EditMaterial(ctx, p.s.ID(), w.slot, m.Corners, turn)
	}, func(err error) {
		w.turning--
		if err == nil {
			return
		}
		p.host.Alert(err)
		if !w.gone && w.turning == 0 { // back to what is kept
			w.load()
		}
	})
}

// close lets go of the pixels, and keeps a reason that was typed and not yet
// confirmed: nothing that was typed is lost.
func (w *viewer) close() {
	if w.gone {
		return
	}
	w.gone = true
	if w.reason != nil && w.asking {
		w.keep(w.reason.Value())
	}
	for _, key := range []string{"view:", "turn:", "page:"} {
		w.v.cancel(key + string(w.slot))
	}
	w.pic.SetImage(nil)
	w.worst.SetImage(nil)
	w.crops, w.base = nil, nil
}
