package ui

import (
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
)

// patience is how long Fyne may take to come back after its window has closed.
const patience = 3 * time.Second

// Run is pages.Run. About once in a hundred times Fyne's loop does not come back
// when the window has closed (fyne#6021: its last event waits for a queue that
// nobody reads any more). The program would live on without a window and hold
// the lock, so that it could not even be started again: left is called then on
// another goroutine and must end the process. Everything is saved before the
// window closes.
func Run(a fyne.App, w fyne.Window, left func()) { run(a.Run, w, left, patience) }

func run(loop func(), w fyne.Window, left func(), patience time.Duration) {
	back := make(chan struct{})
	w.SetOnClosed(func() {
		go func() {
			select {
			case <-back:
			case <-time.After(patience):
				slog.Warn("the window has closed, but its loop does not come back: ending without it")
				left()
			}
		}()
	})
	loop()
	close(back)
}
