package ui_test

import (
	"testing"

	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"

	"fyne.io/fyne/v2"
)

// press taps the button with this word, in the dialog on top if there is one.
func press(t *testing.T, w fyne.Window, word string) {
	t.Helper()
	root := w.Canvas().Content()
	if top := w.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	hosttest.Press(t, root, word)
}

func find(o fyne.CanvasObject, word string) *part.Button { return hosttest.Button(o, word) }
