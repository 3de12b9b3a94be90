package steps

import (
	"context"
	"fmt"
	"image"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// pictures is what the steps with pictures have in common: their cards, taking
// files in, and the close look and the corners in the place of the cards.
type pictures struct {
	page     *Page
	body     *fyne.Container // main, or the room that is open
	main     fyne.CanvasObject
	notice   *fyne.Container // files not yet placed
	progress *fyne.Container // of the queue, and what went wrong in it
	slots    map[filing.Slot]*part.DropSlot
	thumbs   map[filing.Slot]thumb
	busy     map[filing.Slot]string // what a card is waiting for
	intake   *intake                // nil: nothing is being taken in
	room     room                   // nil: the cards are on show
	needs    func() []rule.Need     // of the cards
	drop     func(paths []string)   // several files at once
	closed   bool
}

// room stands in the place of the cards.
type room interface {
	show() // the filing has changed
	close()
}

type thumb struct {
	key    string // picture and what was done to it
	img    image.Image
	worst  image.Image
	broken string // why the sealed picture does not open, "" if it does
	loads  bool
}

// Sizes of what a card shows, in pixels: twice its room, for fine screens.
const (
	thumbPxW, thumbPxH = 320, 224
	worstPxW, worstPxH = 480, 240
)

func newPictures(p *Page) *pictures {
	v := &pictures{page: p, body: part.Column(0), notice: part.Column(theme.S3), progress: part.Column(theme.S3),
		slots: map[filing.Slot]*part.DropSlot{}, thumbs: map[filing.Slot]thumb{}, busy: map[filing.Slot]string{}}
	v.notice.Hide()
	v.progress.Hide()
	return v
}

// close drops the decoded pictures and cancels what is under way.
func (v *pictures) close() {
	v.closed = true
	if v.intake != nil {
		v.intake.stop()
	}
	for slot, t := range v.thumbs {
		if t.loads {
			v.cancel("thumb:" + string(slot))
		}
	}
	v.thumbs = nil
	if v.room != nil {
		v.room.close()
		v.room = nil
	}
}

// cancel ends work under a key: a later one takes its place.
func (v *pictures) cancel(key string) {
	v.page.host.Go(key, func(context.Context) error { return nil }, func(error) {})
}

func (v *pictures) editable(slot filing.Slot) bool {
	f := v.page.s.Filing()
	return f.State.Editable() || slot == filing.SlotPortrait && f.State.Open()
}

func (v *pictures) need(slot filing.Slot) rule.Need {
	for _, n := range v.needs() {
		if n.Slot == slot {
			return n
		}
	}
	return rule.Need{Slot: slot}
}

// enter puts a room in the place of the cards, leave brings them back.
func (v *pictures) enter(r room, content fyne.CanvasObject) {
	if v.room != nil {
		v.room.close()
	}
	v.room = r
	v.body.Objects = []fyne.CanvasObject{content}
	v.body.Refresh()
	v.page.foot.show()
	v.page.scroll.ToTop()
}

func (v *pictures) leave() {
	if v.room != nil {
		v.room.close()
		v.room = nil
	}
	v.body.Objects = []fyne.CanvasObject{v.main}
	v.body.Refresh()
	v.page.foot.show()
	v.showCards()
	v.page.scroll.ToTop()
}

// undoHere lets the editor take Ctrl+Z; see Page.Undo.
func (v *pictures) undoHere() bool {
	u, ok := v.room.(interface{ undo() })
	if ok {
		u.undo()
	}
	return ok
}

func (v *pictures) redoHere() bool {
	u, ok := v.room.(interface{ redo() })
	if ok {
		u.redo()
	}
	return ok
}

// showCards re-reads every card, or the room that stands in their place.
func (v *pictures) showCards() {
	if v.closed {
		return
	}
	for _, n := range v.needs() {
		if v.slots[n.Slot] != nil {
			v.showSlot(n.Slot)
			v.load(n.Slot)
		}
	}
	if v.room != nil {
		v.room.show()
	}
	v.body.Refresh()
}

func (v *pictures) showSlot(slot filing.Slot) {
	if d := v.slots[slot]; d != nil {
		d.Set(v.card(v.need(slot)))
	}
}

// load decodes what a card shows, off the UI goroutine; the desk opens one
// picture after another.
func (v *pictures) load(slot filing.Slot) {
	p := v.page
	m, has := p.s.Filing().Material(slot)
	key := ""
	if has {
		key = fmt.Sprint(m.Picture, m.Turn, m.Corners)
	}
	if v.closed || v.thumbs[slot].key == key {
		return
	}
	if !has {
		v.thumbs[slot] = thumb{}
		v.showSlot(slot)
		return
	}
	// The old picture stays until the edited one is there.
	t := thumb{key: key, loads: true}
	v.thumbs[slot] = t
	var g desk.Glance
	p.host.Go("thumb:"+string(slot), func(ctx context.Context) (err error) {
		g, err = p.desk.Glance(ctx, m, thumbPxW, thumbPxH, worstPxW, worstPxH)
		return err
	}, func(err error) {
		if v.closed || v.thumbs[slot].key != key {
			return
		}
		t = thumb{key: key, broken: app.MessageOf(err)}
		if err == nil {
			t.img = g.Small
		}
		if g.Worst != nil {
			t.worst = g.Worst
		}
		v.thumbs[slot] = t
		v.showSlot(slot)
		v.body.Refresh()
	})
}

// choose asks for a file for one slot.
func (v *pictures) choose(slot filing.Slot) {
	v.page.explain(string(filing.MaterialField(slot)))
	v.page.host.PickFiles(screens.KindPicture, func(paths []string) {
		switch {
		case v.closed || len(paths) == 0:
		case len(paths) > 1 && v.drop != nil: // the system's dialog gives several: ask which is which
			v.leave()
			v.drop(paths)
		default:
			v.add(slot, paths[0])
		}
	})
}

// add takes a file into a slot; what lay there can be brought back from the
// toast.
func (v *pictures) add(slot filing.Slot, path string) {
	d := v.page.desk
	v.take(offer{slot, func(ctx context.Context) (desk.Judged, error) { return d.LookAtFile(ctx, slot, path) }})
}

func (v *pictures) remove(m filing.Material) {
	title := v.need(m.Slot).Title
	v.empty(m.Slot)
	v.page.host.Toast(text.Removed(title), func() { v.put(m) })
}

func (v *pictures) put(m filing.Material) {
	p := v.page
	p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.PutMaterial(ctx, p.s.ID(), m) }, nil)
}

func (v *pictures) empty(slot filing.Slot) {
	p := v.page
	p.s.Do(func(ctx context.Context) (desk.View, error) { return p.desk.DropMaterial(ctx, p.s.ID(), slot) }, nil)
}

// mend carries out what the check proposes.
func (v *pictures) mend(m filing.Material) {
	v.edit(m, *m.Mend, mendWord(m))
}

// edit cuts out and turns in one step that the toast takes back.
func (v *pictures) edit(m filing.Material, c filing.Cut, act string) {
	p := v.page
	title := v.need(m.Slot).Title
	v.busy[m.Slot] = text.Working
	v.showSlot(m.Slot)
	p.s.Do(func(ctx context.Context) (desk.View, error) {
		return p.desk.EditMaterial(ctx, p.s.ID(), m.Slot, c.Corners, c.Turn)
	}, func(err error) {
		delete(v.busy, m.Slot)
		v.showSlot(m.Slot)
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.host.Toast(text.Mended(act, title), func() { v.put(m) })
	})
}

func mendWord(m filing.Material) string {
	if len(m.Mend.Corners) == 0 || len(m.Corners) > 0 {
		return text.MendTurn
	}
	return text.MendCut
}

// busyAt is the editor whose corners would be lost when it is left now, nil for
// none.
func (v *pictures) busyAt() *straightener {
	if e, ok := v.room.(*straightener); ok && e.unsaved() {
		return e
	}
	return nil
}

// accent tells that the button to press next is in the room, not at the foot.
func (v *pictures) accent() bool {
	_, ok := v.room.(*straightener)
	return ok
}
