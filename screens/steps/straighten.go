package steps

import (
	"context"
	"image"
	"slices"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/photo"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// straightener sets the corners of a document, turns it, and shows what comes
// of it. The picture that was added stays as it is.
type straightener struct {
	v       *pictures
	m       filing.Material
	back    func()
	crop    *part.Cropper
	after   *part.Still
	base    *image.NRGBA // upright, small enough for a screen
	w, h    int          // of the upright picture as it was added
	found   []float64    // the outline in the upright picture, nil: none
	now     cut
	first   cut // as it was opened
	past    []cut
	future  []cut
	held    bool // a handle is being dragged
	status  *part.Text
	warning *fyne.Container
	size    *part.Text
	apply   *part.Button
	reset   *part.Button
	wait    func() // cancels the preview that is due
	gone    bool
}

// cut is one state of the editor: corners in shares of the upright picture.
type cut struct {
	corners []float64
	turn    int
	corner  int // which handle made it, −1: none; moves of one handle are one step
}

var wholePicture = []float64{0, 0, 1, 0, 1, 1, 0, 1}

const (
	previewPx   = 1600                   // longest side of the picture in the editor
	afterPx     = 640                    // and of what comes of it
	previewWait = 150 * time.Millisecond // after the last movement
)

// straighten opens the editor in the place of the cards, or of the close look,
// and goes back there.
func (v *pictures) straighten(slot filing.Slot) {
	p := v.page
	m, ok := p.s.Filing().Material(slot)
	if !ok || !v.editable(slot) {
		return
	}
	e := &straightener{v: v, m: m, back: v.leave, crop: part.NewCropper(text.Corners), after: part.NewStill(0, theme.Px(168)),
		status: part.Hint("").One(), size: part.Hint("").One(), now: cut{wholePicture, m.Turn, -1}}
	if _, open := v.room.(*viewer); open {
		e.back = func() { v.view(slot) }
	}
	if len(m.Corners) == 8 {
		e.now.corners = m.Corners
	}
	e.crop.OnChanged, e.crop.OnHandle = e.moved, e.handle
	e.apply = part.Primary(text.StraightenApply, e.done).With(part.GlyphTick)
	e.apply.Disable()
	e.reset = part.Plain(text.StraightenReset, func() { e.set(cut{e.found, e.now.turn, -1}) }).Small()
	e.reset.Disable()
	e.warning = part.Banner(part.Refused, text.StraightenBent, "", nil)
	e.warning.Hide()
	left := part.Card(part.Column(theme.S2, part.Hint(text.StraightenBefore), part.AtLeast(0, p.inSight(theme.Px(196)), e.crop),
		part.Row(theme.S3, part.Stretch(e.status),
			part.IconButton(part.GlyphRotateL, text.RotateLeft, func() { e.turn(3) }), part.IconButton(part.GlyphRotateR, text.RotateRight, func() { e.turn(1) }))))
	right := part.Card(part.Column(theme.S3, part.Row(theme.S2, part.Stretch(part.Hint(text.StraightenAfter)), e.size), e.after, e.warning,
		part.Row(theme.S3, e.apply, part.Quiet(text.Cancel, func() { e.back() })), part.Rule(),
		part.Flow(theme.S2, e.reset, part.Plain(text.StraightenWhole, func() { e.set(cut{wholePicture, e.now.turn, -1}) }).Small()),
		part.Hint(text.StraightenHow), part.Hint(text.StraightenKept)))
	v.enter(e, part.Column(theme.S4,
		part.Row(theme.S3, part.Plain(text.Back, func() { e.back() }).With(part.GlyphLeft), part.Stretch(part.Group(text.StraightenTitle+"　"+v.need(slot).Title))),
		part.TopRow(theme.S4, part.Stretch(left), part.Wide(theme.Px(280), right))))
	e.load()
}

// load opens the original and looks for the outline, off the UI goroutine.
func (e *straightener) load() {
	p, m := e.v.page, e.m
	var base *image.NRGBA
	var quad []float64
	var w, h int
	e.status.SetText(text.Working)
	p.host.Go("straighten", func(ctx context.Context) error {
		in, err := p.desk.InspectOriginal(ctx, m)
		if err != nil {
			return err
		}
		if o := in.Verdict.Facts.Outline; o.Found && !o.Full {
			quad = sharesOf(o.Quad, in.Upright.Bounds())
		}
		w, h = in.Upright.Bounds().Dx(), in.Upright.Bounds().Dy()
		base, err = photo.Apply(ctx, in.Upright, photo.Thumbnail(previewPx, previewPx))
		return err
	}, func(err error) {
		if e.gone {
			return
		}
		if err != nil {
			p.host.Alert(err)
			e.back()
			return
		}
		e.base, e.found, e.w, e.h = base, quad, w, h
		e.reset.SetEnabled(quad != nil)
		e.status.SetText("")
		if len(m.Corners) != 8 && quad != nil {
			e.now.corners = quad
		} else if quad == nil {
			e.status.SetText(text.StraightenNone)
		}
		e.first = e.now
		e.display(func() { e.crop.Focus(0) })
	})
}

// sharesOf writes an outline in shares and keeps it inside of the picture.
func sharesOf(q photo.Quad, b image.Rectangle) []float64 {
	var out []float64
	for _, p := range q {
		out = append(out, min(max(p.X/float64(b.Dx()), 0), 1), min(max(p.Y/float64(b.Dy()), 0), 1))
	}
	return out
}

// turnedShares turns points in shares clockwise by quarters and begins again
// with the one that lies at the upper left then.
func turnedShares(c []float64, quarters int) []float64 {
	quarters = ((quarters % 4) + 4) % 4
	out := make([]float64, 0, 8)
	for i := range 4 {
		k := (i + 4 - quarters) % 4
		x, y := c[2*k], c[2*k+1]
		for range quarters {
			x, y = 1-y, x
		}
		out = append(out, x, y)
	}
	return out
}

// display shows the picture as it is turned now, then runs then.
func (e *straightener) display(then func()) {
	if e.base == nil {
		return
	}
	base, turn := e.base, e.now.turn
	var img image.Image
	e.v.page.host.Go("straighten-turn", func(context.Context) error {
		img = photo.Rotate(turn)(base)
		return nil
	}, func(err error) {
		if e.gone {
			return
		}
		if err != nil {
			e.v.page.host.Alert(err)
			return
		}
		w, h := e.w, e.h
		if turn%2 != 0 {
			w, h = h, w
		}
		e.crop.SetPicture(img, w, h)
		e.place()
		if then != nil {
			then()
		}
	})
}

// place puts the handles where the state says and shows what comes of it.
func (e *straightener) place() {
	e.crop.SetCorners(turnedShares(e.now.corners, e.now.turn))
	if c := e.crop.InUse(); c >= 0 {
		e.handle(c)
	}
	e.judge()
	e.result()
}

// moved takes over where the handles stand. What one handle does without a
// pause for another is one step of undo.
func (e *straightener) moved(end bool) {
	corner := e.crop.InUse()
	if !e.held && (len(e.past) == 0 || e.now.corner != corner || corner < 0) {
		e.remember()
	}
	e.held = !end
	e.now.corners, e.now.corner = turnedShares(e.crop.Corners(), -e.now.turn), corner
	e.future = nil
	e.handle(corner)
	e.judge()
	e.preview()
}

func (e *straightener) remember() {
	e.past = append(e.past, cut{slices.Clone(e.now.corners), e.now.turn, e.now.corner})
}

func (e *straightener) handle(corner int) {
	if corner < 0 {
		e.now.corner = -1 // the next movement is a step of its own
		e.status.SetText("")
		return
	}
	x, y := e.crop.Pixel(corner)
	e.status.SetText(text.CornerAt(corner, x, y))
}

// set goes to another state, which undo takes back.
func (e *straightener) set(c cut) {
	if len(c.corners) != 8 || e.base == nil {
		return
	}
	e.remember()
	e.future = nil
	e.become(c)
}

func (e *straightener) become(c cut) {
	turned := c.turn != e.now.turn
	e.now = c
	e.now.corner = -1
	if turned {
		e.display(nil)
		return
	}
	e.place()
}

func (e *straightener) turn(quarters int) {
	e.set(cut{e.now.corners, (e.now.turn + quarters) % 4, -1})
}

func (e *straightener) undo() { e.step(&e.past, &e.future, text.UndoneNothing) }
func (e *straightener) redo() { e.step(&e.future, &e.past, text.RedoneNothing) }

func (e *straightener) step(from, to *[]cut, nothing string) {
	n := len(*from)
	if n == 0 {
		e.v.page.host.Toast(nothing, nil)
		return
	}
	c := (*from)[n-1]
	*from = (*from)[:n-1]
	*to = append(*to, cut{slices.Clone(e.now.corners), e.now.turn, -1})
	e.become(c)
}

// judge says in place when the corners allow no straightening.
func (e *straightener) judge() {
	edit := photo.EditFrom(e.now.corners, e.now.turn)
	bad := edit.Corners == nil
	e.crop.SetBad(bad)
	e.warning.Hidden = !bad
	e.apply.SetEnabled(!bad)
	if bad {
		e.size.SetText("")
	} else {
		_, w, h := edit.Onto(e.w, e.h)
		e.size.SetText(text.SizeOf(w, h))
	}
	e.v.body.Refresh()
}

// preview shows what comes of it after a pause of moving, made by the real edit
// off the UI goroutine.
func (e *straightener) preview() {
	if e.wait != nil {
		e.wait()
	}
	e.wait = e.v.page.host.After(previewWait, e.result)
}

// result shows what comes of the corners as they stand.
func (e *straightener) result() {
	edit, base := photo.EditFrom(e.now.corners, e.now.turn), e.base
	if e.gone || base == nil || edit.Corners == nil {
		return
	}
	var img image.Image
	e.v.page.host.Go("straighten-after", func(ctx context.Context) error {
		x, err := photo.Apply(ctx, base, edit.Apply, photo.Thumbnail(afterPx, afterPx))
		img = x
		return err
	}, func(err error) {
		switch {
		case e.gone:
		case err != nil:
			e.v.page.host.Alert(err)
		default:
			e.after.SetImage(img)
		}
	})
}

// done applies what was set. The whole picture is no cutting out.
func (e *straightener) done() {
	c := filing.Cut{Corners: slices.Clone(e.now.corners), Turn: e.now.turn}
	if slices.Equal(c.Corners, wholePicture) {
		c.Corners = nil
	}
	m, v := e.m, e.v
	if !slices.Equal(c.Corners, m.Corners) || c.Turn != m.Turn {
		v.edit(m, c, text.Straightened)
	}
	e.back()
}

// show closes the editor when its picture has gone or is locked.
func (e *straightener) show() {
	if m, ok := e.v.page.s.Filing().Material(e.m.Slot); !ok || m.Picture != e.m.Picture || !e.v.editable(e.m.Slot) {
		e.v.leave()
	}
}

// unsaved tells that something was set that would be lost.
func (e *straightener) unsaved() bool {
	return e.base != nil && (e.now.turn != e.first.turn || !slices.Equal(e.now.corners, e.first.corners))
}

// close lets go of the pixels and cancels what is under way.
func (e *straightener) close() {
	if e.gone {
		return
	}
	e.gone = true
	if e.wait != nil {
		e.wait()
	}
	for _, key := range []string{"straighten", "straighten-turn", "straighten-after"} {
		e.v.cancel(key)
	}
	e.crop.SetPicture(nil, 1, 1)
	e.after.SetImage(nil)
	e.base = nil
}
