package part

import (
	"image"
	"image/color"

	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Slot is what a DropSlot shows of one material.
type Slot struct {
	Name    string // 营业执照
	Reason  string // why this filing needs it
	Blank   string // words in the place of the picture; empty: that a file can be dropped there
	Drawing Glyph  // outline of the document while there is no picture
	Thumb   image.Image
	Found   Overlay     // drawn over Thumb
	Worst   image.Image // the worst place at 100 %, nil: none
	State   State
	Word    string    // of the state; empty: the state's own
	Verdict string    // one sentence about the picture; empty: none
	Remedy  string    // one sentence what to do about it; empty: none
	Note    string    // muted, what a person should look at; empty: none
	Choices []*Button // what may be done instead of the remedy
	Actions []*Button
}

// DropSlot is the card of one material: at the left the picture, 160×112, with
// what was found drawn over it and the worst place at 100 % below, or a dashed
// place to drop it; at the right name, state, reason, verdict and remedy; at
// the foot the actions. Tapping the picture opens a file dialog or the picture.
type DropSlot struct {
	widget.BaseWidget
	frame   *thumbFrame
	worst   *Actual
	caption *Text
	name    *Text
	reason  *Text
	verdict *Text
	remedy  *Text
	note    *Text
	choices *fyne.Container
	tag     *Tag
	actions *fyne.Container
	bar     *fyne.Container // around actions
	body    *fyne.Container
}

// NewDropSlot shows a material; tapped is what a tap on the picture does.
func NewDropSlot(s Slot, tapped func()) *DropSlot {
	d := &DropSlot{frame: newThumbFrame(tapped), worst: NewActual(thumbW, 64), caption: Hint(text.WorstPlace).One(), name: Strong("").AtMost(3), reason: Hint(""),
		verdict: newText("", 13, theme.Text, false), remedy: newText("", 13, theme.Text, false), note: Hint(""), choices: Flow(theme.S4), tag: NewTag(Todo, ""), actions: Flow(theme.S1)}
	d.bar = container.NewStack(d.actions)
	left := Column(theme.S1, d.frame, Space(0, 0), d.caption, d.worst)
	words := Column(theme.S1, TopRow(theme.S2, Stretch(d.name), d.tag), d.reason, d.verdict, d.remedy, d.choices, d.note)
	d.body = Card(Column(theme.S2, Stretch(TopRow(theme.S4, left, Stretch(words))), d.bar))
	d.ExtendBaseWidget(d)
	d.Set(s)
	return d
}

// Set changes everything that is shown.
func (d *DropSlot) Set(s Slot) {
	d.name.SetText(s.Name)
	d.reason.SetText(s.Reason)
	color := s.State.Colour()
	if s.State == Done { // the tag says it already; the rest are measures
		color = theme.Muted
	}
	for _, x := range []struct {
		t     *Text
		words string
		color fyne.ThemeColorName
	}{{d.verdict, s.Verdict, color}, {d.remedy, s.Remedy, theme.Text}, {d.note, s.Note, theme.Muted}} {
		x.t.text, x.t.color, x.t.Hidden = x.words, x.color, x.words == ""
		x.t.Refresh()
	}
	d.choices.RemoveAll()
	for _, b := range s.Choices {
		d.choices.Add(b)
	}
	d.choices.Hidden = len(s.Choices) == 0
	d.worst.Hidden, d.caption.Hidden = s.Worst == nil, s.Worst == nil
	d.worst.SetImage(s.Worst)
	d.tag.Set(s.State, s.Word)
	d.frame.set(s.Thumb, s.Drawing, s.Found, s.Blank)
	d.actions.RemoveAll()
	for _, b := range s.Actions {
		d.actions.Add(b.Small())
	}
	d.bar.Hidden = len(s.Actions) == 0
	left := float32(0)
	if len(s.Actions) > 0 && s.Actions[0].kind == kindQuiet {
		left = -theme.S2 // the word, not the space around it, lines up with the rest
	}
	d.bar.Layout = padLayout{left: left}
	d.body.Refresh()
}

// SetTarget shows that a file being dropped would land here.
func (d *DropSlot) SetTarget(on bool) {
	d.frame.target = on
	d.frame.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (d *DropSlot) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	return widget.NewSimpleRenderer(d.body)
}

// thumbFrame is the left part.
type thumbFrame struct {
	widget.BaseWidget
	touch
	target bool
	img    *canvas.Image
	found  *overlayView
	back   *canvas.Rectangle
	ring   *canvas.Rectangle
	dashes []*canvas.Line
	art    *icon
	words  *Text
}

const thumbW, thumbH = 160, 112

func newThumbFrame(tapped func()) *thumbFrame {
	f := &thumbFrame{back: canvas.NewRectangle(nil), ring: newRing(theme.RadiusField + 2), art: newIcon(GlyphDocument, theme.Muted, 48), found: newOverlayView()}
	f.img = canvas.NewImageFromImage(nil)
	f.img.FillMode = canvas.ImageFillContain
	f.words = Hint(text.DropHere).Align(fyne.TextAlignCenter)
	f.touch = touch{tapped: tapped, changed: f.Refresh, name: text.DropHere}
	for range dashCount() {
		f.dashes = append(f.dashes, canvas.NewLine(color.Transparent))
	}
	f.ExtendBaseWidget(f)
	return f
}

func (f *thumbFrame) set(img image.Image, art Glyph, found Overlay, blank string) {
	if blank == "" {
		blank = text.DropHere
	}
	f.words.SetText(blank)
	f.name = blank
	if art == "" {
		art = GlyphDocument
	}
	f.art.glyph = art
	f.img.Image = img
	f.img.Refresh()
	f.found.set(found)
	f.Refresh()
}

func (f *thumbFrame) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	r := &thumbRenderer{f}
	r.paint()
	return r
}

// contained is where a picture lies that fills its room as far as it can.
func contained(img image.Image, at fyne.Position, room fyne.Size) (fyne.Position, fyne.Size) {
	if img == nil || img.Bounds().Empty() {
		return at, room
	}
	w, h := float32(img.Bounds().Dx()), float32(img.Bounds().Dy())
	k := min(room.Width/w, room.Height/h)
	size := fyne.NewSize(w*k, h*k)
	return at.AddXY((room.Width-size.Width)/2, (room.Height-size.Height)/2), size
}

type thumbRenderer struct{ f *thumbFrame }

const dash, dashGap = 6, 5

func dashCount() int { return 2*(thumbW/(dash+dashGap)+1) + 2*(thumbH/(dash+dashGap)+1) }

func (r *thumbRenderer) paint() {
	f := r.f
	empty := f.img.Image == nil
	f.img.Hidden, f.found.Hidden = empty, empty
	f.art.Hidden, f.words.Hidden = !empty, !empty
	f.back.CornerRadius = theme.RadiusField
	f.back.FillColor = theme.Color(theme.MutedSoft)
	line := theme.Color(theme.FieldLine)
	if f.hovered || f.target {
		f.back.FillColor = theme.Color(theme.AccentSoft)
		line = theme.Color(theme.Accent)
	}
	f.back.StrokeWidth, f.back.StrokeColor = 0, nil
	if !empty {
		f.back.StrokeWidth, f.back.StrokeColor = 1, theme.Color(theme.Line)
	}
	for _, d := range f.dashes {
		d.StrokeColor, d.StrokeWidth, d.Hidden = line, 1.5, !empty
	}
	showRing(f.ring, f.focused)
}

func (r *thumbRenderer) Layout(fyne.Size) {
	f := r.f
	w, h := float32(thumbW), float32(thumbH)
	box := fyne.NewSize(w, h)
	f.back.Resize(box)
	placeRing(f.ring, fyne.NewPos(0, 0), box)
	f.img.Move(fyne.NewPos(2, 2))
	f.img.Resize(box.SubtractWidthHeight(4, 4))
	at, inside := contained(f.img.Image, fyne.NewPos(2, 2), f.img.Size())
	f.found.Move(at)
	f.found.Resize(inside)
	i := 0
	put := func(x1, y1, x2, y2 float32) {
		if i < len(f.dashes) {
			f.dashes[i].Position1, f.dashes[i].Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
			i++
		}
	}
	for x := float32(dashGap); x < w-dash; x += dash + dashGap {
		put(x, 0.75, x+dash, 0.75)
		put(x, h-0.75, x+dash, h-0.75)
	}
	for y := float32(dashGap); y < h-dash; y += dash + dashGap {
		put(0.75, y, 0.75, y+dash)
		put(w-0.75, y, w-0.75, y+dash)
	}
	f.words.Resize(fyne.NewSize(w-16, 0))
	wh := f.words.MinSize().Height
	a := min(f.art.MinSize().Height, h-wh-14)
	top := (h - a - wh - 2) / 2
	f.art.Move(fyne.NewPos((w-a)/2, top))
	f.art.Resize(fyne.NewSize(a, a))
	f.words.Move(fyne.NewPos(8, top+a+2))
	f.words.Resize(fyne.NewSize(w-16, wh))
}
func (r *thumbRenderer) MinSize() fyne.Size { return fyne.NewSize(thumbW, thumbH) }
func (r *thumbRenderer) Refresh() {
	r.paint()
	r.Layout(r.f.Size())
	r.f.back.Refresh()
	r.f.art.Refresh()
	for _, d := range r.f.dashes {
		d.Refresh()
	}
}
func (r *thumbRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{r.f.back, r.f.img, r.f.found, r.f.art, r.f.words, r.f.ring}
	for _, d := range r.f.dashes {
		o = append(o, d)
	}
	return o
}
func (r *thumbRenderer) Destroy() {}
