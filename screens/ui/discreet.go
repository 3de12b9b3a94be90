package ui

import "fyne.io/fyne/v2"

// Keys under which folders were, or would be, kept in the preferences, a file
// that is not encrypted. Offices name folders after the customer.
const (
	oldFolder  = "picker.folder"             // of this program before it kept the folder in memory
	fyneFolder = "fyne:fileDialogLastFolder" // Fyne's dialogs write it at every step
)

// Discreet makes an application whose preferences keep no folder beyond this
// run, and takes out what an earlier version has left there. Fyne's dialogs ask
// the current application for its preferences and cannot be told otherwise.
func Discreet(a fyne.App) fyne.App {
	for _, key := range []string{oldFolder, fyneFolder} {
		if a.Preferences().String(key) != "" {
			a.Preferences().RemoveValue(key)
		}
	}
	d := &discreet{App: a}
	d.prefs = &folderless{Preferences: a.Preferences()}
	fyne.SetCurrentApp(d)
	return d
}

type discreet struct {
	fyne.App
	prefs *folderless
}

// Preferences implements fyne.App.
func (d *discreet) Preferences() fyne.Preferences { return d.prefs }

// folderless keeps Fyne's last folder in memory.
type folderless struct {
	fyne.Preferences
	folder string
}

// String implements fyne.Preferences.
func (f *folderless) String(key string) string {
	if key == fyneFolder {
		return f.folder
	}
	return f.Preferences.String(key)
}

// SetString implements fyne.Preferences.
func (f *folderless) SetString(key, value string) {
	if key == fyneFolder {
		f.folder = value
		return
	}
	f.Preferences.SetString(key, value)
}
