package ui

import (
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// Show shows something to read in a dialog with one button, such as the list
// of shortcuts.
func (h *Host) Show(title string, content fyne.CanvasObject) {
	d := h.dialog(title, content)
	ok := part.Primary(text.OK, d.Hide)
	d.buttons(ok)
	d.show(ok)
}
