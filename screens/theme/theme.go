// Package theme gives the window its colours, sizes and letters: the table of
// the look, once for light and once for dark, with text at 100, 110, 125 or
// 150 per cent and two embedded weights of Noto Sans SC for every style, so
// that Chinese looks the same on every machine.
package theme

import (
	"image/color"
	"math"

	"beiandesk/assets"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Variant says which half of the palette is used.
type Variant int

// The three choices of the settings page.
const (
	System Variant = iota // what the operating system is set to
	Light
	Dark
)

// Scales are the text sizes a person may choose, as factors.
var Scales = []float32{1, 1.1, 1.25, 1.5}

// Spaces in device-independent pixels. They do not grow with the text.
const (
	S1 float32 = 4
	S2 float32 = 8
	S3 float32 = 12
	S4 float32 = 16
	S5 float32 = 24
	S6 float32 = 32
)

// Corners and letters in device-independent pixels at 100 %.
const (
	RadiusCard  float32 = 8
	RadiusField float32 = 6
	SizeHint    float32 = 12
	SizeText    float32 = 14
	SizeGroup   float32 = 16
	SizePage    float32 = 20
)

// Theme is a fyne.Theme. Make one with New and hand it to
// app.Settings().SetTheme; to change variant or scale make a new one and set
// that.
type Theme struct {
	variant Variant
	factor  float32
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the theme for a variant and a text factor. A factor outside
// 1…1.5 is drawn into that range.
func New(v Variant, factor float32) *Theme {
	return &Theme{variant: v, factor: min(max(factor, 1), 1.5)}
}

// Variant returns what New was given.
func (t *Theme) Variant() Variant { return t.variant }

// Factor returns the text factor, 1…1.5.
func (t *Theme) Factor() float32 { return t.factor }

// Color implements fyne.Theme. A name outside our palette gets Fyne's colour.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	dark := v == fynetheme.VariantDark
	switch t.variant {
	case Light:
		dark = false
	case Dark:
		dark = true
	}
	if p, ok := palette[name]; ok {
		if dark {
			return p.dark
		}
		return p.light
	}
	if dark {
		v = fynetheme.VariantDark
	} else {
		v = fynetheme.VariantLight
	}
	return fynetheme.DefaultTheme().Color(name, v)
}

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.FontRegular())
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.FontBold())
)

// Font implements fyne.Theme: our two weights for every style. Italic and
// monospace are regular too, since Chinese has neither.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return fynetheme.DefaultTheme().Font(s)
	case s.Bold:
		return bold
	}
	return regular
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return fynetheme.DefaultTheme().Icon(n) }

// Size implements fyne.Theme. Letters and icons grow with the factor, spaces
// and corners stay.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case fynetheme.SizeNameText:
		return whole(SizeText * t.factor)
	case fynetheme.SizeNameCaptionText:
		return whole(SizeHint * t.factor)
	case fynetheme.SizeNameSubHeadingText:
		return whole(SizeGroup * t.factor)
	case fynetheme.SizeNameHeadingText:
		return whole(SizePage * t.factor)
	case fynetheme.SizeNameInlineIcon:
		return 18 * t.factor
	case fynetheme.SizeNamePadding:
		return S1
	case fynetheme.SizeNameInnerPadding:
		return S2
	case fynetheme.SizeNameLineSpacing:
		return 2
	case fynetheme.SizeNameInputRadius, fynetheme.SizeNameButtonRadius, fynetheme.SizeNameMenuRadius:
		return RadiusField
	case fynetheme.SizeNameCardRadius, fynetheme.SizeNamePopupRadius, fynetheme.SizeNameDialogRadius, fynetheme.SizeNameInnerWindowRadius:
		return RadiusCard
	case fynetheme.SizeNameSelectionRadius:
		return S1
	case fynetheme.SizeNameScrollBar:
		return 10
	case fynetheme.SizeNameModalBlurRadius:
		return 0 // a grey veil is calmer, and cheap without a graphics card
	}
	return fynetheme.DefaultTheme().Size(n)
}

// Color returns a colour of the theme in use.
func Color(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }

// Px scales a measure that must hold text, such as the height of a row, with
// the text factor in use. Plain spaces (S1…S6) need no scaling.
func Px(v float32) float32 { return v * factor() }

// Letters scales a text size with the factor in use, to a whole pixel: letters
// are drawn at whole widths, so a line measured at 17.5 would come out at 18.
func Letters(size float32) float32 { return whole(Px(size)) }

func whole(v float32) float32 { return float32(math.Round(float64(v))) }

func factor() float32 {
	if a := fyne.CurrentApp(); a != nil {
		if t, ok := a.Settings().Theme().(*Theme); ok {
			return t.factor
		}
	}
	return 1
}
