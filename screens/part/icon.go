package part

import (
	"fmt"
	"image/color"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Glyph is the name of one of our line drawings, 24 by 24, stroke 1.8.
type Glyph string

// icon is a drawing in a colour of the theme.
type icon struct {
	widget.BaseWidget
	glyph Glyph
	color fyne.ThemeColorName
	size  float32
}

// Icon draws a glyph in a colour of the theme, size pixels high at 100 %.
func Icon(g Glyph, c fyne.ThemeColorName, size float32) fyne.CanvasObject { return newIcon(g, c, size) }

func newIcon(g Glyph, c fyne.ThemeColorName, size float32) *icon {
	i := &icon{glyph: g, color: c, size: size}
	i.ExtendBaseWidget(i)
	return i
}

func (i *icon) set(g Glyph, c fyne.ThemeColorName) {
	if i.glyph != g || i.color != c {
		i.glyph, i.color = g, c
		i.Refresh()
	}
}

func (i *icon) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	img := canvas.NewImageFromResource(glyphResource(i.glyph, theme.Color(i.color)))
	img.FillMode = canvas.ImageFillContain
	return &iconRenderer{i, img}
}

type iconRenderer struct {
	i   *icon
	img *canvas.Image
}

func (r *iconRenderer) Layout(size fyne.Size) { r.img.Resize(size) }
func (r *iconRenderer) MinSize() fyne.Size {
	s := theme.Px(r.i.size)
	return fyne.NewSize(s, s)
}
func (r *iconRenderer) Refresh() {
	r.img.Resource = glyphResource(r.i.glyph, theme.Color(r.i.color))
	r.img.Refresh()
}
func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.img} }
func (r *iconRenderer) Destroy()                     {}

// glyphResource is the SVG of a glyph in one colour. The colour is part of the
// name because Fyne caches pictures by name.
func glyphResource(g Glyph, c color.Color) fyne.Resource {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	hex := fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B)
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">`+
		`<g fill="none" stroke="%s" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">%s</g></svg>`, hex, glyphs[g])
	return fyne.NewStaticResource(fmt.Sprintf("glyph-%s-%s.svg", g, hex[1:]), []byte(svg))
}
