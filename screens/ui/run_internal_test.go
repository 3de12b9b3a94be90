package ui

import (
	"testing"
	"time"

	"beiandesk/screens/part"

	"fyne.io/fyne/v2/test"
)

// TestALoopThatDoesNotComeBackIsLeft when the window has closed.
func TestALoopThatDoesNotComeBackIsLeft(t *testing.T) {
	w := test.NewWindow(part.Body("窗口"))
	left, stuck := make(chan struct{}), make(chan struct{})
	run(func() {
		w.Close()
		select {
		case <-left:
		case <-time.After(30 * time.Second):
			t.Error("the program lives on without a window")
		}
		close(stuck)
	}, w, func() { close(left) }, time.Millisecond)
	<-stuck
}

// TestALoopThatComesBackIsNotLeft: its caller ends the program.
func TestALoopThatComesBackIsNotLeft(t *testing.T) {
	w := test.NewWindow(part.Body("窗口"))
	run(w.Close, w, func() { t.Error("left in spite of coming back") }, 50*time.Millisecond)
	time.Sleep(100 * time.Millisecond)
}
