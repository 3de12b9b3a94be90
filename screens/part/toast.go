package part

import (
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Toast is the small dark message at the foot of the window; undo adds 撤销.
// The Host shows and hides it; screens call Host.Toast.
func Toast(sentence string, undo func()) *fyne.Container {
	row := Row(theme.S4, newText(sentence, theme.SizeText, theme.OnToast, false).One())
	if undo != nil {
		b := Link(text.Undo, undo)
		b.fg = theme.ToastLink
		row.Add(b)
	}
	back := newFill(theme.Toast, theme.RadiusCard)
	return container.NewStack(back, Pad(theme.S2, theme.S4, theme.S2, theme.S4, row))
}
