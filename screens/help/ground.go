package help

import (
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ground is a rectangle in a colour of the theme that follows a change of it.
type ground struct {
	widget.BaseWidget
	color  fyne.ThemeColorName
	radius float32
}

func newGround(c fyne.ThemeColorName, radius float32) *ground {
	g := &ground{color: c, radius: radius}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements fyne.Widget.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	r := &groundRenderer{g: g, rect: canvas.NewRectangle(theme.Color(g.color))}
	r.rect.CornerRadius = g.radius
	return r
}

type groundRenderer struct {
	g    *ground
	rect *canvas.Rectangle
}

func (r *groundRenderer) Layout(size fyne.Size) { r.rect.Resize(size) }
func (r *groundRenderer) MinSize() fyne.Size    { return fyne.Size{} }
func (r *groundRenderer) Refresh() {
	r.rect.FillColor = theme.Color(r.g.color)
	r.rect.Refresh()
}
func (r *groundRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *groundRenderer) Destroy()                     {}

// bullet is the dot before an item of a list, in the middle of its first line.
func bullet() fyne.CanvasObject { return container.New(bulletLayout{}, newGround(theme.Muted, 3)) }

type bulletLayout struct{}

func (bulletLayout) Layout(o []fyne.CanvasObject, _ fyne.Size) {
	d := theme.Px(5)
	line := theme.Px(theme.SizeText) * lead
	o[0].Move(fyne.NewPos(theme.Px(4), (line-d)/2+1))
	o[0].Resize(fyne.NewSize(d, d))
}
func (bulletLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(theme.Px(20), 0) }
