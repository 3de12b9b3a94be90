package part

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// RailItem is one place of the Rail.
type RailItem struct {
	ID     string
	Glyph  Glyph
	Label  string
	Bottom bool // at the foot of the rail
}

// Rail is the strip of places at the left edge, 72 wide.
type Rail struct {
	widget.BaseWidget
	places []*railPlace
	body   fyne.CanvasObject
}

// NewRail returns a rail; chosen gets the id of the place a person takes, also
// when it is the present one.
func NewRail(items []RailItem, chosen func(id string)) *Rail {
	r := &Rail{}
	top, foot := Column(theme.S1), Column(theme.S1)
	for _, it := range items {
		p := newRailPlace(it, func() { chosen(it.ID) })
		r.places = append(r.places, p)
		if it.Bottom {
			foot.Add(p)
		} else {
			top.Add(p)
		}
	}
	line := newFill(theme.Line, 0).minSize(1, 1)
	col := Column(0, top, Spring(), foot)
	r.body = container.NewStack(newFill(theme.Surface, 0), Pad(theme.S3, theme.S1+1, theme.S3, theme.S1, col),
		container.NewBorder(nil, nil, nil, line))
	r.ExtendBaseWidget(r)
	return r
}

// Select marks a place as the present one.
func (r *Rail) Select(id string) {
	for _, p := range r.places {
		if p.on != (p.item.ID == id) {
			p.on = p.item.ID == id
			p.Refresh()
		}
	}
}

// SetBadge puts a small dot at a place, for instance for deadlines today.
func (r *Rail) SetBadge(id string, on bool) {
	for _, p := range r.places {
		if p.item.ID == id && p.badge != on {
			p.badge = on
			p.Refresh()
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return &railRenderer{stackRenderer{objs: []fyne.CanvasObject{r.body}}}
}

type railRenderer struct{ stackRenderer }

func (r *railRenderer) MinSize() fyne.Size {
	return fyne.NewSize(theme.Px(72), r.stackRenderer.MinSize().Height)
}

type railPlace struct {
	widget.BaseWidget
	touch
	item  RailItem
	on    bool
	badge bool
	back  *canvas.Rectangle
	bar   *canvas.Rectangle
	dot   *canvas.Circle
	icon  *icon
	word  *Text
	ring  *canvas.Rectangle
}

func newRailPlace(it RailItem, tapped func()) *railPlace {
	p := &railPlace{item: it, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), dot: canvas.NewCircle(nil), ring: newRing(theme.RadiusCard)}
	p.icon = newIcon(it.Glyph, theme.Muted, 22)
	p.word = newText(it.Label, theme.SizeHint, theme.Muted, false).One().Align(fyne.TextAlignCenter)
	p.touch = touch{tapped: tapped, changed: p.Refresh, name: it.Label}
	p.ExtendBaseWidget(p)
	return p
}

func (p *railPlace) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	r := &railPlaceRenderer{p}
	r.paint()
	return r
}

type railPlaceRenderer struct{ p *railPlace }

func (r *railPlaceRenderer) paint() {
	p := r.p
	c := theme.Muted
	p.back.CornerRadius, p.back.FillColor = theme.RadiusCard, nil
	p.bar.FillColor, p.bar.CornerRadius = theme.Color(theme.Accent), 1.5
	p.bar.Hidden = !p.on
	p.dot.FillColor, p.dot.Hidden = theme.Color(theme.Refused), !p.badge
	switch {
	case p.on:
		c = theme.Accent
		p.back.FillColor = theme.Color(theme.AccentSoft)
	case p.hovered:
		c = theme.Text
		p.back.FillColor = theme.Color(theme.HoverFill)
	}
	p.icon.set(p.item.Glyph, c)
	p.word.SetColor(c)
	showRing(p.ring, p.focused)
}

func (r *railPlaceRenderer) Layout(size fyne.Size) {
	p := r.p
	p.back.Resize(size)
	p.ring.Resize(size)
	p.bar.Move(fyne.NewPos(0, size.Height*0.28))
	p.bar.Resize(fyne.NewSize(3, size.Height*0.44))
	i, w := p.icon.MinSize(), p.word.MinSize()
	top := (size.Height - i.Height - w.Height - 2) / 2
	p.icon.Move(fyne.NewPos((size.Width-i.Width)/2, top))
	p.icon.Resize(i)
	p.dot.Resize(fyne.NewSize(7, 7))
	p.dot.Move(fyne.NewPos((size.Width+i.Width)/2-2, top-1))
	p.word.Move(fyne.NewPos(0, top+i.Height+2))
	p.word.Resize(fyne.NewSize(size.Width, w.Height))
}
func (r *railPlaceRenderer) MinSize() fyne.Size { return fyne.NewSize(theme.Px(56), theme.Px(58)) }
func (r *railPlaceRenderer) Refresh() {
	r.paint()
	r.p.back.Refresh()
	r.p.bar.Refresh()
	r.p.dot.Refresh()
}
func (r *railPlaceRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.back, r.p.bar, r.p.icon, r.p.word, r.p.dot, r.p.ring}
}
func (r *railPlaceRenderer) Destroy() {}
