package part

import (
	"strings"

	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// pickList is what opens under a pick field: a line to filter with (for more
// than eight options) and the options. The arrow keys move, Enter takes, Esc
// closes; all of it only inside the pop-up.
type pickList struct {
	widget.BaseWidget
	all, shown []Option
	at         int
	current    string
	filter     *entry
	list       *widget.List
	empty      *Text
	body       *fyne.Container
	chosen     func(Option)
	closed     func()
}

const filterFrom = 9 // options

func newPickList(opts []Option, current string, chosen func(Option), closed func()) *pickList {
	p := &pickList{all: opts, shown: opts, current: current, chosen: chosen, closed: closed}
	p.filter = newEntry(1, 40)
	p.filter.SetPlaceHolder(text.PickFilter)
	p.filter.OnChanged = p.narrow
	p.filter.onKey = p.key
	p.empty = Hint(text.PickNothing)
	p.empty.Hide()
	p.list = widget.NewList(func() int { return len(p.shown) }, func() fyne.CanvasObject { return newPickRow() }, p.update)
	p.list.HideSeparators = true
	p.list.OnSelected = func(i widget.ListItemID) { p.take(i) }
	for i, o := range opts {
		if o.Value == current {
			p.at = i
		}
	}
	top := fyne.CanvasObject(p.filter)
	if len(opts) < filterFrom {
		top = Space(0, 0)
		top.Hide()
	}
	p.body = Column(theme.S2, top, Pad(0, theme.S2, 0, theme.S2, p.empty), Stretch(p.list))
	p.body.Objects[1].Hide()
	p.ExtendBaseWidget(p)
	return p
}

// narrow keeps the options that contain every word typed.
func (p *pickList) narrow(s string) {
	p.shown = FilterOptions(p.all, s)
	p.at = 0
	p.empty.Hidden = len(p.shown) > 0
	p.body.Objects[1].(*fyne.Container).Hidden = len(p.shown) > 0
	p.list.Refresh()
	p.list.ScrollToTop()
	p.body.Refresh()
}

// FilterOptions returns the options in which every word of the query occurs,
// in the label, the detail, the value or the hidden words, whatever the case.
// Options that begin with the query come first.
func FilterOptions(opts []Option, query string) []Option {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return opts
	}
	var first, rest []Option
next:
	for _, o := range opts {
		hay := strings.ToLower(o.Label + "\n" + o.Detail + "\n" + o.Value + "\n" + o.Words)
		for _, w := range words {
			if !strings.Contains(hay, w) {
				continue next
			}
		}
		if strings.HasPrefix(strings.ToLower(o.Label), words[0]) {
			first = append(first, o)
		} else {
			rest = append(rest, o)
		}
	}
	return append(first, rest...)
}

func (p *pickList) key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown:
		p.move(1)
	case fyne.KeyUp:
		p.move(-1)
	case fyne.KeyPageDown:
		p.move(8)
	case fyne.KeyPageUp:
		p.move(-8)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.take(p.at)
	case fyne.KeyEscape:
		p.closed()
	default:
		return false
	}
	return true
}

func (p *pickList) move(by int) {
	if len(p.shown) == 0 {
		return
	}
	p.at = min(max(p.at+by, 0), len(p.shown)-1)
	p.list.ScrollTo(p.at)
	p.list.Refresh()
}

func (p *pickList) take(i int) {
	if i >= 0 && i < len(p.shown) {
		p.chosen(p.shown[i])
	}
}

func (p *pickList) update(i widget.ListItemID, o fyne.CanvasObject) {
	o.(*pickRow).set(p.shown[i], i == p.at, p.shown[i].Value == p.current)
}

// height is what the list needs, at most eight rows.
func (p *pickList) height() float32 {
	row := newPickRow().MinSize().Height + theme.S1
	h := row * float32(min(len(p.all), 8))
	if len(p.all) >= filterFrom {
		h += p.filter.MinSize().Height + theme.S2
	}
	return h
}

// FocusGained implements fyne.Focusable. The list itself takes keys only when
// there is no filter line.
func (p *pickList) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (p *pickList) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (p *pickList) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (p *pickList) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeySpace {
		p.take(p.at)
		return
	}
	p.key(k)
}

func (p *pickList) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return widget.NewSimpleRenderer(p.body)
}

// pickRow is one line of the list.
type pickRow struct {
	widget.BaseWidget
	back  *fill
	words *Text
	tick  *icon
	body  *fyne.Container
}

func newPickRow() *pickRow {
	r := &pickRow{back: newFill("", theme.RadiusField), words: Body(text.PickPlaceholder).Clip()}
	r.tick = newIcon(GlyphTick, theme.Accent, 16)
	r.tick.Hide()
	r.body = Pad(theme.S1, theme.S2, theme.S1, theme.S2, Row(theme.S2, Stretch(r.words), r.tick))
	r.ExtendBaseWidget(r)
	return r
}

func (r *pickRow) set(o Option, at, current bool) {
	label := o.Label
	if o.Detail != "" {
		label += "　" + o.Detail
	}
	r.words.SetText(label)
	r.tick.Hidden = !current
	if at {
		r.back.set(theme.AccentSoft, "")
	} else {
		r.back.set("", "")
	}
	r.body.Refresh()
}

func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return &stackRenderer{objs: []fyne.CanvasObject{r.back, r.body}}
}

// stackRenderer lays objects over one another at full size.
type stackRenderer struct {
	objs    []fyne.CanvasObject
	refresh func()
}

func (r *stackRenderer) Layout(size fyne.Size) {
	for _, o := range r.objs {
		o.Resize(size)
	}
}
func (r *stackRenderer) MinSize() fyne.Size { return largest(r.objs) }
func (r *stackRenderer) Refresh() {
	if r.refresh != nil {
		r.refresh()
	}
	for _, o := range r.objs {
		o.Refresh()
	}
}
func (r *stackRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *stackRenderer) Destroy()                     {}

// PickListForDrawing returns the open list of a pick field as an object of its
// own, for pictures; in the window it opens by itself.
func PickListForDrawing(opts []Option, current string) fyne.CanvasObject {
	p := newPickList(opts, current, func(Option) {}, func() {})
	return Card(AtLeast(0, p.height(), p))
}
