package theme_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Every word colour on every ground it may stand on, in light and in dark, has
// a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).
func TestContrast(t *testing.T) {
	grounds := []fyne.ThemeColorName{theme.Ground, theme.Surface, theme.HoverFill, theme.AccentSoft, theme.MutedSoft,
		fynetheme.ColorNameInputBackground, fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground,
		fynetheme.ColorNameHeaderBackground, fynetheme.ColorNameButton}
	pairs := [][2]fyne.ThemeColorName{
		{theme.OnAccent, theme.Accent},
		{theme.Done, theme.DoneSoft}, {theme.LookHere, theme.LookHereSoft}, {theme.Refused, theme.RefusedSoft},
		{theme.Text, theme.DoneSoft}, {theme.Text, theme.LookHereSoft}, {theme.Text, theme.RefusedSoft},
		{theme.Muted, theme.LookHereSoft}, {theme.Muted, theme.RefusedSoft}, {theme.Muted, theme.DoneSoft},
		{theme.Accent, theme.LookHereSoft}, {theme.Accent, theme.RefusedSoft}, {theme.Accent, theme.DoneSoft},
		{theme.OnToast, theme.Toast}, {theme.ToastLink, theme.Toast},
		{fynetheme.ColorNameDisabled, fynetheme.ColorNameDisabledButton}, {fynetheme.ColorNameDisabled, theme.Surface},
		{fynetheme.ColorNamePlaceHolder, fynetheme.ColorNameInputBackground},
		{fynetheme.ColorNameForegroundOnError, fynetheme.ColorNameError},
		{fynetheme.ColorNameForegroundOnSuccess, fynetheme.ColorNameSuccess},
		{fynetheme.ColorNameForegroundOnWarning, fynetheme.ColorNameWarning},
	}
	for _, g := range grounds {
		for _, w := range []fyne.ThemeColorName{theme.Text, theme.Muted, theme.Accent, fynetheme.ColorNameHyperlink} {
			pairs = append(pairs, [2]fyne.ThemeColorName{w, g})
		}
	}
	for _, g := range []fyne.ThemeColorName{theme.Ground, theme.Surface, theme.HoverFill} {
		for _, w := range []fyne.ThemeColorName{theme.Done, theme.LookHere, theme.Refused} {
			pairs = append(pairs, [2]fyne.ThemeColorName{w, g})
		}
	}
	for name, v := range map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark} {
		th := theme.New(v, 1)
		for _, p := range pairs {
			t.Run(fmt.Sprintf("%s/%s on %s", name, p[0], p[1]), func(t *testing.T) {
				c := contrast(th.Color(p[0], 0), th.Color(p[1], 0))
				if c < 4.5 {
					t.Errorf("contrast %.2f, want at least 4.5", c)
				}
			})
		}
	}
}

func TestVariantFollowsTheSystemUnlessChosen(t *testing.T) {
	for _, c := range []struct {
		chosen theme.Variant
		system fyne.ThemeVariant
		same   theme.Variant
	}{
		{theme.System, fynetheme.VariantDark, theme.Dark},
		{theme.System, fynetheme.VariantLight, theme.Light},
		{theme.Light, fynetheme.VariantDark, theme.Light},
		{theme.Dark, fynetheme.VariantLight, theme.Dark},
	} {
		got := theme.New(c.chosen, 1).Color(theme.Surface, c.system)
		want := theme.New(c.same, 1).Color(theme.Surface, 0)
		if got != want {
			t.Errorf("chosen %d under system %d: %v, want %v", c.chosen, c.system, got, want)
		}
	}
}

func TestTextGrowsSpacesStay(t *testing.T) {
	small, big := theme.New(theme.Light, 1), theme.New(theme.Light, 1.5)
	if got := big.Size(fynetheme.SizeNameText); got != 21 {
		t.Errorf("text at 150 %% is %v, want 21", got)
	}
	if small.Size(fynetheme.SizeNamePadding) != big.Size(fynetheme.SizeNamePadding) {
		t.Error("padding changed with the text")
	}
	if got := theme.New(theme.Light, 9).Factor(); got != 1.5 {
		t.Errorf("factor 9 became %v, want 1.5", got)
	}
}

func TestEveryStyleUsesTheEmbeddedFont(t *testing.T) {
	th := theme.New(theme.Light, 1)
	for style, want := range map[fyne.TextStyle]string{
		{}:                         "NotoSansSC-Regular.ttf",
		{Italic: true}:             "NotoSansSC-Regular.ttf",
		{Monospace: true}:          "NotoSansSC-Regular.ttf",
		{Bold: true}:               "NotoSansSC-Bold.ttf",
		{Bold: true, Italic: true}: "NotoSansSC-Bold.ttf",
	} {
		if got := th.Font(style).Name(); got != want {
			t.Errorf("%+v uses %s, want %s", style, got, want)
		}
	}
}

// 样本科技 is in GB 2312; the persons' characters 喆 and 䶮 are not.
func TestBoldCovers(t *testing.T) {
	for s, want := range map[string]bool{"样本科技 example.com": true, "": true, "样本喆": false, "样本䶮": false, "样本𠮷": false} {
		if got := theme.BoldCovers(s); got != want {
			t.Errorf("BoldCovers(%q) = %v, want %v", s, got, want)
		}
	}
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}
