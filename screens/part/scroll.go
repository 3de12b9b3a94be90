package part

import (
	"image/color"
	"math"

	"runtime"
	"sync"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Scroller is a vertical scroll area. Scroll makes one. What gets the focus by
// the keyboard inside of it is brought into sight.
type Scroller struct {
	widget.BaseWidget
	scroll  *wheelArea
	content fyne.CanvasObject
}

// Scroll scrolls content up and down; the content always has the full width.
func Scroll(content fyne.CanvasObject) *Scroller {
	s := &Scroller{scroll: &wheelArea{}, content: content}
	s.scroll.Content, s.scroll.Direction = content, container.ScrollVerticalOnly
	s.scroll.ExtendBaseWidget(s.scroll)
	s.ExtendBaseWidget(s)
	return s
}

// ShowObject brings a child of the content into sight.
func (s *Scroller) ShowObject(o fyne.CanvasObject) {
	y := s.placeOf(o)
	view := s.Size().Height
	top := s.scroll.Offset.Y
	if y < top || y+o.Size().Height > top+view {
		s.scroll.ScrollToOffset(fyne.NewPos(0, whole(max(0, y-theme.S5))))
	}
}

// whole keeps lines and letters on whole pixels after a scroll.
func whole(y float32) float32 { return float32(math.Round(float64(y))) }

// SetContent shows something else at the place where one has scrolled to, for
// a page that is drawn anew under the pointer.
func (s *Scroller) SetContent(o fyne.CanvasObject) {
	at := s.At()
	o.Resize(fyne.NewSize(s.content.Size().Width, max(o.MinSize().Height, s.Size().Height))) // a content without size would be scrolled to its beginning
	s.content, s.scroll.Content = o, o
	s.scroll.Refresh()
	s.To(at)
}

// At is how far one has scrolled.
func (s *Scroller) At() float32 { return s.scroll.Offset.Y }

// To scrolls as far as y, or to the end.
func (s *Scroller) To(y float32) { s.scroll.ScrollToOffset(fyne.NewPos(0, whole(y))) }

// ToTop scrolls to the beginning.
func (s *Scroller) ToTop() { s.scroll.ScrollToTop() }

// placeOf is how far below the beginning of the content an object lies.
func (s *Scroller) placeOf(o fyne.CanvasObject) float32 {
	d := fyne.CurrentApp().Driver()
	return d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s.content).Y
}

// follow scrolls just as far as an object needs to be in sight with its label
// above and its hint below.
func (s *Scroller) follow(o fyne.CanvasObject) {
	margin := theme.Px(48)
	y, view, top := s.placeOf(o), s.Size().Height, s.scroll.Offset.Y
	low := y + o.Size().Height + margin - view
	low = min(low, s.content.Size().Height-view)
	switch high := max(0, y-margin); {
	case high < top:
		s.scroll.ScrollToOffset(fyne.NewPos(0, whole(high)))
	case low > top:
		s.scroll.ScrollToOffset(fyne.NewPos(0, whole(min(low, high))))
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Scroller) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	shown.Lock()
	shown.all[s] = true
	shown.Unlock()
	return &scrollerRenderer{s}
}

type scrollerRenderer struct{ s *Scroller }

func (r *scrollerRenderer) Layout(size fyne.Size) {
	// The content learns its width first, so that its height is right at once.
	r.s.content.Resize(fyne.NewSize(size.Width, r.s.content.Size().Height))
	r.s.scroll.Resize(size)
	r.s.scroll.Refresh()
}
func (r *scrollerRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.s.content.MinSize().Width, 32)
}
func (r *scrollerRenderer) Refresh()                     { r.s.scroll.Refresh() }
func (r *scrollerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.scroll} }
func (r *scrollerRenderer) Destroy() {
	shown.Lock()
	delete(shown.all, r.s)
	shown.Unlock()
}

// shown are the scroll areas that have been drawn and not been let go. Fyne
// tells nobody what lies around an object, so they are asked by place.
var shown = struct {
	sync.Mutex
	all map[*Scroller]bool
}{all: map[*Scroller]bool{}}

// around is the scroll area that an object on show lies in, the innermost of
// several; nil if there is none.
func around(o fyne.CanvasObject) *Scroller {
	d := fyne.CurrentApp().Driver()
	cv := d.CanvasForObject(o)
	if cv == nil || cv.Overlays().Top() != nil {
		return nil
	}
	at := d.AbsolutePositionForObject(o)
	shown.Lock()
	defer shown.Unlock()
	var found *Scroller
	for s := range shown.all {
		if d.CanvasForObject(s) != cv || !InSight(s) {
			continue
		}
		from, size := d.AbsolutePositionForObject(s.content), s.content.Size()
		if at.X < from.X || at.X >= from.X+size.Width || at.Y < from.Y || at.Y >= from.Y+size.Height {
			continue
		}
		if found == nil || s.Size().Height < found.Size().Height {
			found = s
		}
	}
	return found
}

// lastFocus had the focus last. A window that comes to the front gives the
// focus to it anew; the page then stays where it is.
var lastFocus fyne.CanvasObject

// reveal brings what got the focus into sight, unless the pointer is on it.
func reveal(o fyne.CanvasObject, pointed bool) {
	again := lastFocus == o
	lastFocus = o
	if again || pointed {
		return
	}
	if s := around(o); s != nil {
		s.follow(o)
	}
}

// revealFocused is reveal for what does not know its own widget.
func revealFocused(pointed bool) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if o, ok := w.Canvas().Focused().(fyne.CanvasObject); ok {
			reveal(o, pointed)
			return
		}
	}
}

// wheelStep makes a step of the wheel as long as other programs of Windows and
// Linux have it. Fyne goes 25 pixels; a touchpad sends less at a time, and
// macOS has its own measure.
func wheelStep(d float32) float32 {
	const notch = 25
	if runtime.GOOS == "darwin" || d > -notch && d < notch {
		return d
	}
	return 3 * d
}

// wheelArea is Fyne's scroll area with longer steps.
type wheelArea struct{ container.Scroll }

// Scrolled implements fyne.Scrollable.
func (w *wheelArea) Scrolled(ev *fyne.ScrollEvent) {
	e := *ev
	e.Scrolled.DY = wheelStep(e.Scrolled.DY)
	w.Scroll.Scrolled(&e)
}

// wheelPane lies over a text field, which would swallow the wheel, and hands
// it to the page once the field has no more lines that way. It takes nothing
// else.
type wheelPane struct {
	widget.BaseWidget
	over *entry
}

func newWheelPane(over *entry) *wheelPane {
	p := &wheelPane{over: over}
	p.ExtendBaseWidget(p)
	return p
}

// Scrolled implements fyne.Scrollable.
func (p *wheelPane) Scrolled(ev *fyne.ScrollEvent) {
	if lines := p.over.lines; lines != nil {
		before := lines.Offset
		lines.Scrolled(ev)
		if lines.Offset != before {
			return
		}
	}
	if s := around(p); s != nil {
		s.scroll.Scrolled(ev)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *wheelPane) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
