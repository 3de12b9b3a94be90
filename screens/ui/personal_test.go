package ui_test

import (
	"testing"
	"time"

	"beiandesk/screens/hosttest"
	"beiandesk/screens/text"
	"beiandesk/screens/ui"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
)

func clip() string { return fyne.CurrentApp().Clipboard().Content() }

// short is a desk whose clipboard is emptied soon.
func short(t *testing.T) *desk { return newDeskWith(t, ui.Options{KeepCopied: time.Millisecond}) }

func TestPersonalDataLeaveTheClipboard(t *testing.T) {
	d := short(t)
	page := d.NewScope()
	page.CopyPersonal("13800001234")
	if clip() != "13800001234" || !hosttest.Shows(d.Layer(d.win.Content()), text.CopiedPersonal) {
		t.Errorf("clipboard %q; what happens to it is not said", clip())
	}
	page.Close() // the page is gone before the time is over
	d.wait(1)
	if clip() != "" {
		t.Errorf("clipboard %q", clip())
	}
}

func TestWordsCopiedElsewhereStay(t *testing.T) {
	d := short(t)
	d.CopyPersonal("13800001234")
	fyne.CurrentApp().Clipboard().SetContent("the user's own")
	d.wait(1)
	if clip() != "the user's own" {
		t.Errorf("clipboard %q", clip())
	}
	d.Copy("example.com")
	d.ForgetCopied()
	if clip() != "example.com" {
		t.Errorf("an ordinary copy was cleared: %q", clip())
	}
}

func TestTheLaterCopyCounts(t *testing.T) {
	d := newDesk(t) // half a minute: only closing or locking clears it here
	d.CopyPersonal("13800001234")
	d.CopyPersonal("13900005678")
	d.ForgetCopied()
	if clip() != "" {
		t.Errorf("clipboard %q after closing", clip())
	}
	d.CopyPersonal("13800001234")
	fyne.CurrentApp().Clipboard().SetContent("13800001234 and more")
	d.ForgetCopied()
	if clip() != "13800001234 and more" {
		t.Errorf("clipboard %q", clip())
	}
}

func TestNoFolderLiesInThePreferences(t *testing.T) {
	a := test.NewTempApp(t)
	a.Preferences().SetString("picker.folder", "/样本/客户甲")
	a.Preferences().SetString("fyne:fileDialogLastFolder", "file:///样本/客户甲")
	d := ui.Discreet(a)
	for _, key := range []string{"picker.folder", "fyne:fileDialogLastFolder"} {
		if v := a.Preferences().String(key); v != "" {
			t.Errorf("%s is still %q", key, v)
		}
	}
	// Fyne's dialog writes the folder at every step; it must not arrive.
	w := test.NewTempWindow(t, test.NewTempWindow(t, nil).Content())
	w.Resize(fyne.NewSize(900, 700))
	dialog.NewFileOpen(func(fyne.URIReadCloser, error) {}, w).Show()
	if d.Preferences().String("fyne:fileDialogLastFolder") == "" {
		t.Error("the dialog told no folder: does it still write that key?")
	}
	if v := a.Preferences().String("fyne:fileDialogLastFolder"); v != "" {
		t.Errorf("the preferences hold %q", v)
	}
	d.Preferences().SetString("window.name", "x")
	if a.Preferences().String("window.name") != "x" || d.Preferences().String("window.name") != "x" {
		t.Error("other preferences are lost")
	}
}
