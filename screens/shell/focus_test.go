package shell_test

import (
	"testing"
	"time"

	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/shell"

	"fyne.io/fyne/v2"
)

// TestTheKeyboardStaysWithWhatIsInSight: keys, Ctrl+Z and Ctrl+V must not go to
// a page that another one covers, and find their place again when it comes
// back.
func TestTheKeyboardStaysWithWhatIsInSight(t *testing.T) {
	w := begin(t)
	cv := w.shell.Window().Canvas()
	w.shell.Open(filingRoute("a"))
	under := w.last()
	field := part.NewText(under.host, part.Spec{Path: "name", Label: "名称"})
	button := part.Plain("去掉", func() {})
	under.content.Add(part.Inset(20, part.Column(10, field, button)))
	w.settle()
	for what, has := range map[string]fyne.Focusable{"a field": field.Focusable(), "a button": button} {
		cv.Focus(has)
		if cv.Focused() != has {
			t.Fatalf("%s: cannot take the keyboard", what)
		}
		w.shell.Open(screens.Route{Page: screens.PageChecks, Filing: "a"})
		w.settle()
		if cv.Focused() != nil {
			t.Errorf("%s on a covered page has the keyboard", what)
		}
		w.shell.Undo()
		if w.last().undone != 1 {
			t.Errorf("%s: Ctrl+Z goes to the covered page", what)
		}
		w.last().host.Back()
		w.soon(what+" has the keyboard again", func() bool { return cv.Focused() == has })
		w.shell.Open(filingRoute("a")) // where it is already
		w.settle()
		if cv.Focused() != has {
			t.Errorf("%s: going to where one is takes the keyboard", what)
		}
	}
	// A row goes away with the button that has the keyboard.
	cv.Focus(button)
	button.Hide()
	w.soon("the keyboard leaves a button that has gone", func() bool { return cv.Focused() == nil })
}

// TestLockingLeavesNoPageBehind: what is typed meanwhile goes nowhere, and
// nothing keeps a closed page, with what stood on it, in memory.
func TestLockingLeavesNoPageBehind(t *testing.T) {
	b := beginBehind(t, true)
	cv := b.shell.Window().Canvas()
	b.shell.Open(filingRoute("a"))
	field := part.NewText(b.last().host, part.Spec{Path: "name", Label: "名称"})
	b.last().content.Add(part.Inset(20, field))
	b.settle()
	cv.Focus(field.Focusable())
	if cv.Focused() != field.Focusable() || !shell.Holds(b.shell) {
		t.Fatal("the page is not there")
	}
	b.shell.Lock()
	if cv.Focused() != nil {
		t.Error("a field of the locked page has the keyboard")
	}
	b.settle()
	if shell.Holds(b.shell) {
		t.Error("the window holds a page that was closed by locking")
	}
	if cv.Focused() == field.Focusable() {
		t.Error("the field has the keyboard again")
	}
}

// TestEverythingThatTakesTheKeyboardIsInSight where nothing is hidden.
func TestEverythingThatTakesTheKeyboardIsInSight(t *testing.T) {
	w := begin(t)
	w.settle()
	cv := w.shell.Window().Canvas()
	seen := map[fyne.Focusable]bool{}
	for {
		cv.FocusNext()
		f := cv.Focused()
		if f == nil || seen[f] {
			break
		}
		seen[f] = true
		if !part.InSight(f.(fyne.CanvasObject)) {
			t.Errorf("%T is said not to be in sight", f)
		}
	}
	if len(seen) < 5 {
		t.Errorf("only %d things take the keyboard", len(seen))
	}
}

func (w *world) soon(what string, is func() bool) {
	w.t.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); {
		if time.Now().After(end) {
			w.t.Fatalf("not so: %s", what)
		}
		time.Sleep(10 * time.Millisecond)
		w.settle()
	}
}
