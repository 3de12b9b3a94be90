package ui_test

import (
	"testing"

	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// The dialogs for files and folders open, and cancelling calls back. (Fyne's
// panic when they are sized before they are shown; tests with a fake host
// never meet them.)
func TestFileDialogsOpenAndAlwaysCallBack(t *testing.T) {
	for name, open := range map[string]func(d *desk, back func()){
		"files":  func(d *desk, back func()) { d.PickFiles(screens.KindPicture, func([]string) { back() }) },
		"folder": func(d *desk, back func()) { d.PickFolder(func(string) { back() }) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			calls := 0
			open(d, func() { calls++ })
			top := d.win.Canvas().Overlays().Top()
			if top == nil {
				t.Fatal("no dialog is open")
			}
			if s := top.Size(); s.Width < 300 || s.Height < 200 {
				t.Errorf("the dialog is %v large", s)
			}
			for _, b := range hosttest.All[*widget.Button](top) {
				if b.Text == text.Cancel {
					test.Tap(b)
				}
			}
			if calls != 1 {
				t.Errorf("cancelling called back %d times", calls)
			}
		})
	}
}

// A fault in a callback is told, logged, and the window goes on.
func TestAFaultInACallbackBecomesASentence(t *testing.T) {
	d := newDesk(t)
	b := part.Plain("样本", func() { panic("样本") })
	b.Tapped(nil)
	if len(d.logged) != 1 || !d.DialogOpen() {
		t.Errorf("logged %v, dialog open: %v", d.logged, d.DialogOpen())
	}
}
