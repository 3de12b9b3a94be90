package part

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Meter is a thin bar that fills from the left; words beside it say how far.
type Meter struct {
	widget.BaseWidget
	track, done *fill
	share       float32
}

// NewMeter returns an empty bar.
func NewMeter() *Meter {
	m := &Meter{track: newFill(theme.Line, 3), done: newFill(theme.Accent, 3)}
	m.ExtendBaseWidget(m)
	return m
}

// Set fills it up to a share of 0…1.
func (m *Meter) Set(share float64) {
	m.share = float32(min(max(share, 0), 1))
	m.Refresh()
}

// Share returns how far it is filled.
func (m *Meter) Share() float64 { return float64(m.share) }

// CreateRenderer implements fyne.Widget.
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	return &meterRenderer{m}
}

type meterRenderer struct{ m *Meter }

func (r *meterRenderer) Layout(size fyne.Size) {
	r.m.track.Resize(size)
	r.m.done.Resize(fyne.NewSize(size.Width*r.m.share, size.Height))
	r.m.done.Hidden = r.m.share == 0
}
func (r *meterRenderer) MinSize() fyne.Size { return fyne.NewSize(60, 6) }
func (r *meterRenderer) Refresh() {
	r.Layout(r.m.Size())
	r.m.track.Refresh()
	r.m.done.Refresh()
}
func (r *meterRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.track, r.m.done}
}
func (r *meterRenderer) Destroy() {}
