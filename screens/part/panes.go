package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// FoldBelow is the width of a page, without the rail, under which the panel of
// a TwoPane folds away: 1150 of the window less the rail.
const FoldBelow float32 = 1150 - 72

// TwoPane is a page with a panel at the right, 300 wide. When the page is
// narrower than FoldBelow the panel gives way to a button at the edge, which
// opens it over the content.
type TwoPane struct {
	widget.BaseWidget
	content, aside fyne.CanvasObject
	panel          *fyne.Container
	tab            *Button
	open           bool // over the content, only when folded
	folded         bool
	shut           bool // folded away by hand although there is room
	width          float32
}

// NewTwoPane joins content and panel; the panel scrolls by itself.
func NewTwoPane(content, aside fyne.CanvasObject) *TwoPane {
	t := &TwoPane{content: content, aside: aside, width: 300}
	line := newFill(theme.Line, 0).minSize(1, 1)
	t.tab = IconButton(GlyphPanel, text.OpenPanel, t.Toggle)
	t.panel = container.NewStack(Sheet(Scroll(Pad(theme.S4, theme.S4, theme.S4, theme.S4, aside))),
		container.NewBorder(nil, nil, line, nil))
	t.ExtendBaseWidget(t)
	return t
}

// Toggle folds or unfolds the panel.
func (t *TwoPane) Toggle() {
	if t.folded {
		t.open = !t.open
	} else {
		t.shut = !t.shut
	}
	t.Refresh()
}

// PanelShown reports whether the panel is in sight.
func (t *TwoPane) PanelShown() bool { return t.panel.Visible() }

// CreateRenderer implements fyne.Widget.
func (t *TwoPane) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return &twoPaneRenderer{t}
}

type twoPaneRenderer struct{ t *TwoPane }

func (r *twoPaneRenderer) Layout(size fyne.Size) {
	t := r.t
	t.folded = size.Width < FoldBelow
	if !t.folded {
		t.open = false
	}
	w := theme.Px(t.width)
	beside := !t.folded && !t.shut
	t.panel.Hidden = !beside && !t.open
	left := size.Width
	if beside {
		left -= w
	}
	t.content.Move(fyne.NewPos(0, 0))
	t.content.Resize(fyne.NewSize(left, size.Height))
	t.panel.Move(fyne.NewPos(size.Width-w, 0))
	t.panel.Resize(fyne.NewSize(w, size.Height))
	t.tab.name = text.OpenPanel
	if !t.panel.Hidden {
		t.tab.name = text.FoldPanel
	}
	m := t.tab.MinSize()
	t.tab.Move(fyne.NewPos(size.Width-m.Width-theme.S2, theme.S2))
	t.tab.Resize(m)
}
func (r *twoPaneRenderer) MinSize() fyne.Size {
	m := r.t.content.MinSize()
	return fyne.NewSize(m.Width, max(m.Height, 200))
}
func (r *twoPaneRenderer) Refresh() {
	r.Layout(r.t.Size())
	r.t.content.Refresh()
	r.t.panel.Refresh()
	r.t.tab.Refresh()
}
func (r *twoPaneRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.content, r.t.panel, r.t.tab}
}
func (r *twoPaneRenderer) Destroy() {}
