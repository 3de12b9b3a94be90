package part

import (
	"time"

	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Countdown shows the time left until a deadline in words and as a bar, see
// [text.Counting]. When the system's clock was set back, more than the full
// time would be left: it says so instead of counting.
type Countdown struct {
	widget.BaseWidget
	clock    Clock
	from, to time.Time
	stop     func()
	figures  *Text
	bar      *canvas.Rectangle
	track    *canvas.Rectangle
	share    float32 // of the bar, 0…1
	state    State
	drawn    int // how often it asked for a frame

	// OnOver is called once when the time is up.
	OnOver func()
	over   bool
}

// NewCountdown counts from from to to. Call Stop when the page closes.
func NewCountdown(clock Clock, from, to time.Time) *Countdown {
	c := &Countdown{clock: clock, from: from, to: to, figures: newText("", 22, theme.Text, true).One(),
		bar: canvas.NewRectangle(nil), track: canvas.NewRectangle(nil)}
	c.ExtendBaseWidget(c)
	c.over = !clock.Now().Before(to)
	c.update(clock.Now())
	c.stop = clock.Tick(time.Second, c.update)
	return c
}

// Reset counts a new span.
func (c *Countdown) Reset(from, to time.Time) {
	c.from, c.to = from, to
	c.over = !c.clock.Now().Before(to)
	c.update(c.clock.Now())
}

// Stop ends the counting.
func (c *Countdown) Stop() {
	if c.stop != nil {
		c.stop()
		c.stop = nil
	}
}

// Words returns what the figures say.
func (c *Countdown) Words() string { return c.figures.text }

// Drawn is how often it has asked for a frame.
func (c *Countdown) Drawn() int { return c.drawn }

// update is called every second; it redraws only what changed.
func (c *Countdown) update(now time.Time) {
	full, left := c.to.Sub(c.from), c.to.Sub(now)
	words, state, share := text.Counting(left), Now, float32(0)
	switch {
	case left > full:
		words, state, share = text.CountdownChanged, LookHere, 0
	case left <= 0:
		words, state = text.CountdownOver, Refused
	default:
		share = float32(left) / float32(full)
		if left < full/8 {
			state = LookHere
		}
	}
	if words != c.figures.text || state != c.state {
		c.state, c.share = state, share
		c.figures.text = words
		c.drawn++
		c.Refresh()
	}
	if left <= 0 && !c.over {
		c.over = true
		if c.OnOver != nil {
			c.OnOver()
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Countdown) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &countdownRenderer{c}
	r.paint()
	return r
}

type countdownRenderer struct{ c *Countdown }

func (r *countdownRenderer) paint() {
	r.c.track.FillColor, r.c.track.CornerRadius = theme.Color(theme.Line), 3
	r.c.bar.FillColor, r.c.bar.CornerRadius = theme.Color(r.c.state.Colour()), 3
	r.c.figures.color = theme.Text
	if r.c.state != Now {
		r.c.figures.color = r.c.state.Colour()
	}
	r.c.figures.align = fyne.TextAlignCenter
}
func (r *countdownRenderer) Layout(size fyne.Size) {
	h := r.c.figures.MinSize().Height
	r.c.figures.Resize(fyne.NewSize(size.Width, h))
	r.c.track.Move(fyne.NewPos(0, h+6))
	r.c.track.Resize(fyne.NewSize(size.Width, 6))
	r.c.bar.Move(fyne.NewPos(0, h+6))
	r.c.bar.Resize(fyne.NewSize(size.Width*r.c.share, 6))
	r.c.bar.Hidden = r.c.share <= 0
}
func (r *countdownRenderer) MinSize() fyne.Size {
	m := r.c.figures.MinSize()
	return fyne.NewSize(max(m.Width, theme.Px(160)), m.Height+12)
}
func (r *countdownRenderer) Refresh() {
	r.paint()
	r.Layout(r.c.Size())
	r.c.figures.Refresh()
	r.c.bar.Refresh()
}
func (r *countdownRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.track, r.c.bar, r.c.figures}
}
func (r *countdownRenderer) Destroy() {}
