package part

import (
	"time"

	"fyne.io/fyne/v2"
)

// PaintTime is more than the window needs to paint what was put into it. Until
// then it lies nowhere: it can neither be scrolled to nor, by InSight, be found.
const PaintTime = 120 * time.Millisecond

// InSight tells whether o lies in its window with nothing hidden that holds
// it; it may be scrolled away. What was not painted yet is not in sight.
func InSight(o fyne.CanvasObject) bool {
	d := fyne.CurrentApp().Driver()
	cv := d.CanvasForObject(o)
	// What is not in the window is said to lie in its corner.
	return cv != nil && (cv.Content() == o || !d.AbsolutePositionForObject(o).IsZero())
}

// gone tells whether o was painted and is not in sight any more.
func gone(o fyne.CanvasObject) bool {
	return fyne.CurrentApp().Driver().CanvasForObject(o) != nil && !InSight(o)
}

// LetGo takes the keyboard from what is no longer in sight, and returns what
// had it in cv. Fyne leaves the focus on a widget that was taken out of the
// window, so that keys and 撤销 would go to a page that nobody sees; and it
// tells a text field nothing when the list or dialog around it closes, so that
// its cursor would blink on, with four frames of the whole window twice a
// second for as long as the program runs.
func LetGo(cv fyne.Canvas) fyne.Focusable {
	var had fyne.Focusable
	if o, ok := cv.Focused().(fyne.CanvasObject); ok && gone(o) {
		had = cv.Focused()
		cv.Unfocus()
	}
	for e := range typed {
		if gone(e) {
			delete(typed, e)
			e.Entry.FocusLost()
		}
	}
	return had
}

// LetGoIn is LetGo for the window that o lies in.
func LetGoIn(o fyne.CanvasObject) {
	if cv := fyne.CurrentApp().Driver().CanvasForObject(o); cv != nil {
		LetGo(cv)
	}
}

// Blinking is the number of text fields whose cursor is on; each of them
// paints the window several times a second.
func Blinking() int { return len(typed) }
