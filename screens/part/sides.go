package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Side is what one source says where sources differ.
type Side struct {
	Text   string
	Source string // with date; muted
}

// sideWidth fits into the panel beside the steps.
const sideWidth = 200

// Sides shows what sources that differ say, side by side where there is room,
// under a line that tells to ask. Of no sides there is nothing to show.
func Sides(sides ...Side) fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(sides))
	for i, s := range sides {
		words := Column(2, Body(s.Text))
		if s.Source != "" {
			words.Add(Hint(s.Source))
		}
		cells[i] = container.NewStack(newFill(theme.Surface, theme.RadiusField).framed(theme.Line), Pad(theme.S2, theme.S3, theme.S2, theme.S3, words))
	}
	return container.NewStack(newFill(LookHere.Soft(), theme.RadiusCard), Pad(theme.S2, theme.S3, theme.S3, theme.S3, Column(theme.S2,
		TopRow(theme.S2, Pad(2, 0, 0, 0, Mark(LookHere, 16)), Stretch(Strong(text.Conflicting))),
		Columns(min(len(cells), 3), sideWidth, theme.S2, cells...))))
}
