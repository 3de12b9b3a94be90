package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Colours that Fyne has no name for. Use them with Color or with
// widget text styles like any built-in name.
const (
	// Ground is what the window is made of; cards and fields lie on it.
	Ground = fynetheme.ColorNameBackground
	// Surface is the ground of cards, fields, the rail and pop-ups.
	Surface fyne.ThemeColorName = "surface"
	// Line separates and frames. It carries no meaning and no text.
	Line fyne.ThemeColorName = "line"
	// FieldLine frames what can be typed in or chosen from; stronger than Line.
	FieldLine fyne.ThemeColorName = "fieldLine"
	// Text is the colour of words.
	Text = fynetheme.ColorNameForeground
	// Muted is the colour of hints, captions and dates.
	Muted fyne.ThemeColorName = "muted"
	// Accent marks the one thing to do next, links and focus.
	Accent = fynetheme.ColorNamePrimary
	// OnAccent is the colour of words on Accent.
	OnAccent = fynetheme.ColorNameForegroundOnPrimary
	// AccentSoft is the ground of what is selected; Text and Accent are
	// readable on it.
	AccentSoft fyne.ThemeColorName = "accentSoft"
	// Done, LookHere and Refused are the three states that have a colour. A mark
	// and a word always stand beside them.
	Done     fyne.ThemeColorName = "done"
	LookHere fyne.ThemeColorName = "lookHere"
	Refused  fyne.ThemeColorName = "refused"
	// DoneSoft, LookHereSoft, RefusedSoft and MutedSoft are the grounds of tags
	// and banners; the colour of the same name is readable on them.
	DoneSoft     fyne.ThemeColorName = "doneSoft"
	LookHereSoft fyne.ThemeColorName = "lookHereSoft"
	RefusedSoft  fyne.ThemeColorName = "refusedSoft"
	MutedSoft    fyne.ThemeColorName = "mutedSoft"
	// HoverFill is the ground of what the pointer rests on.
	HoverFill fyne.ThemeColorName = "hoverFill"
	// Toast is the ground of the small message at the foot, OnToast its words.
	Toast   fyne.ThemeColorName = "toast"
	OnToast fyne.ThemeColorName = "onToast"
	// OnWhite is for words on the white ground of a QR code, in dark too.
	OnWhite fyne.ThemeColorName = "onWhite"
	// ToastLink is the colour of 撤销 on Toast.
	ToastLink fyne.ThemeColorName = "toastLink"
)

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func alpha(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

// pair holds a colour for light and for dark.
type pair struct{ light, dark color.NRGBA }

var palette = map[fyne.ThemeColorName]pair{
	Ground:       {rgb(0xF6F7F9), rgb(0x14171C)},
	Surface:      {rgb(0xFFFFFF), rgb(0x1D2128)},
	Line:         {rgb(0xD9DDE3), rgb(0x343A45)},
	FieldLine:    {rgb(0xA9B2C0), rgb(0x566072)},
	Text:         {rgb(0x1B1F27), rgb(0xE8EBF0)},
	Muted:        {rgb(0x5A6372), rgb(0xA3ACBA)},
	Accent:       {rgb(0x1F5FBF), rgb(0x7FB0FF)},
	OnAccent:     {rgb(0xFFFFFF), rgb(0x0E1B33)},
	AccentSoft:   {rgb(0xE8F0FB), rgb(0x22304A)},
	Done:         {rgb(0x1B7A46), rgb(0x5FCB8E)},
	LookHere:     {rgb(0x8A5A00), rgb(0xE5B454)},
	Refused:      {rgb(0xB3263E), rgb(0xFF8A98)},
	DoneSoft:     {rgb(0xEAF6EF), rgb(0x1B332A)},
	LookHereSoft: {rgb(0xFBF3E2), rgb(0x362E1E)},
	RefusedSoft:  {rgb(0xFCEDEF), rgb(0x3B232A)},
	MutedSoft:    {rgb(0xEEF0F3), rgb(0x2A303A)},
	HoverFill:    {rgb(0xEEF2F7), rgb(0x272D37)},
	Toast:        {rgb(0x262B35), rgb(0xE8EBF0)},
	OnToast:      {rgb(0xFFFFFF), rgb(0x1B1F27)},
	OnWhite:      {rgb(0x1B1F27), rgb(0x1B1F27)},
	ToastLink:    {rgb(0x9CC2FF), rgb(0x1F5FBF)},

	fynetheme.ColorNameButton:              {rgb(0xEAEEF4), rgb(0x2A303A)},
	fynetheme.ColorNameDisabledButton:      {rgb(0xEEF0F3), rgb(0x232831)},
	fynetheme.ColorNameDisabled:            {rgb(0x616B7A), rgb(0x8D96A5)},
	fynetheme.ColorNameError:               {rgb(0xB3263E), rgb(0xFF8A98)},
	fynetheme.ColorNameSuccess:             {rgb(0x1B7A46), rgb(0x5FCB8E)},
	fynetheme.ColorNameWarning:             {rgb(0x8A5A00), rgb(0xE5B454)},
	fynetheme.ColorNameForegroundOnError:   {rgb(0xFFFFFF), rgb(0x2B0B11)},
	fynetheme.ColorNameForegroundOnSuccess: {rgb(0xFFFFFF), rgb(0x06210F)},
	fynetheme.ColorNameForegroundOnWarning: {rgb(0xFFFFFF), rgb(0x241800)},
	fynetheme.ColorNameHeaderBackground:    {rgb(0xF6F7F9), rgb(0x14171C)},
	fynetheme.ColorNameHyperlink:           {rgb(0x1F5FBF), rgb(0x7FB0FF)},
	fynetheme.ColorNameInputBackground:     {rgb(0xFFFFFF), rgb(0x1D2128)},
	fynetheme.ColorNameInputBorder:         {rgb(0xA9B2C0), rgb(0x566072)},
	fynetheme.ColorNameMenuBackground:      {rgb(0xFFFFFF), rgb(0x1D2128)},
	fynetheme.ColorNameOverlayBackground:   {rgb(0xFFFFFF), rgb(0x272D37)}, /* lifted off the ground, since the dark look has no shadow */
	fynetheme.ColorNamePlaceHolder:         {rgb(0x667080), rgb(0x8D96A5)},
	fynetheme.ColorNameSeparator:           {rgb(0xD9DDE3), rgb(0x343A45)},

	fynetheme.ColorNameFocus:               {alpha(0x1F5FBF, 0x38), alpha(0x7FB0FF, 0x48)},
	fynetheme.ColorNameHover:               {alpha(0x1B1F27, 0x0D), alpha(0xFFFFFF, 0x12)},
	fynetheme.ColorNamePressed:             {alpha(0x1B1F27, 0x1C), alpha(0xFFFFFF, 0x26)},
	fynetheme.ColorNameSelection:           {alpha(0x1F5FBF, 0x33), alpha(0x7FB0FF, 0x40)},
	fynetheme.ColorNameScrollBar:           {alpha(0x1B1F27, 0x59), alpha(0xFFFFFF, 0x66)},
	fynetheme.ColorNameScrollBarBackground: {alpha(0x1B1F27, 0x0A), alpha(0xFFFFFF, 0x0D)},
	fynetheme.ColorNameShadow:              {alpha(0x1B1F27, 0x26), alpha(0x000000, 0x73)},
}
