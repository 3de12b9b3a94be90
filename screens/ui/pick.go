package ui

import (
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// pickSize leaves a margin around Fyne's dialogs.
func (h *Host) pickSize() fyne.Size {
	s := h.o.Window.Canvas().Size()
	return fyne.NewSize(min(s.Width-2*theme.S6, 900), min(s.Height-2*theme.S6, 640))
}

// startIn is the last folder of this run if it is still there, else the home
// folder.
func (h *Host) startIn() fyne.ListableURI {
	dirs := []string{h.folder}
	if home, err := os.UserHomeDir(); err == nil {
		dirs = append(dirs, home)
	}
	for _, d := range dirs {
		if d == "" {
			continue
		}
		if st, err := os.Stat(d); err == nil && st.IsDir() {
			if l, err := storage.ListerForURI(storage.NewFileURI(d)); err == nil {
				return l
			}
		}
	}
	return nil
}

// remember keeps where the last dialog stood until the program ends.
func (h *Host) remember(folder string) { h.folder = folder }

// PickFiles implements screens.Host with the dialog of the system, or Fyne's
// where there is none. Fyne's takes one file; several at once come by dropping
// them on the window.
func (s *Scope) PickFiles(kind screens.Kind, chosen func([]string)) {
	if !s.nativeFiles(kind, chosen, func() { s.pickFiles(kind, chosen) }) {
		s.pickFiles(kind, chosen)
	}
}

func (s *Scope) pickFiles(kind screens.Kind, chosen func([]string)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil {
			s.Alert(app.Wrap(err, "pick.unreadable", text.PickUnreadable))
		}
		if r == nil {
			chosen(nil)
			return
		}
		path := r.URI().Path()
		if err := r.Close(); err != nil {
			s.h.o.Log(err)
		}
		s.h.remember(filepath.Dir(path))
		chosen([]string{filepath.FromSlash(path)})
	}, s.h.o.Window)
	d.SetTitleText(text.PickTitle)
	d.SetConfirmText(text.OpenIt)
	d.SetDismissText(text.Cancel)
	if ext := kind.Extensions(); ext != nil {
		d.SetFilter(extFilter(ext))
	}
	if at := s.h.startIn(); at != nil {
		d.SetLocation(at)
	}
	d.Show()
	d.Resize(s.h.pickSize()) // after Show: before it Fyne 2.8.1 has no window to measure, and panics
}

// extFilter lets file names with one of the endings through, whatever their
// case.
type extFilter []string

// Matches implements storage.FileFilter.
func (f extFilter) Matches(u fyne.URI) bool {
	name := strings.ToLower(u.Name())
	for _, e := range f {
		if strings.HasSuffix(name, e) {
			return true
		}
	}
	return false
}

// PickFolder implements screens.Host.
func (s *Scope) PickFolder(chosen func(string)) {
	if !s.nativeFolder(chosen, func() { s.pickFolder(chosen) }) {
		s.pickFolder(chosen)
	}
}

func (s *Scope) pickFolder(chosen func(string)) {
	d := dialog.NewFolderOpen(func(l fyne.ListableURI, err error) {
		if err != nil {
			s.Alert(app.Wrap(err, "pick.unreadable", text.PickUnreadable))
		}
		if l == nil {
			chosen("")
			return
		}
		s.h.remember(l.Path())
		chosen(filepath.FromSlash(l.Path()))
	}, s.h.o.Window)
	d.SetTitleText(text.PickFolderTitle)
	d.SetConfirmText(text.ChooseThis)
	d.SetDismissText(text.Cancel)
	if at := s.h.startIn(); at != nil {
		d.SetLocation(at)
	}
	d.Show()
	d.Resize(s.h.pickSize()) // after Show: before it Fyne 2.8.1 has no window to measure, and panics
}

// PickSave implements screens.Host with the dialog of the system, which asks
// before a file is replaced, or our own where there is none.
func (s *Scope) PickSave(suggest string, chosen func(string)) {
	if !s.nativeSave(suggest, chosen, func() { s.pickSave(suggest, chosen) }) {
		s.pickSave(suggest, chosen)
	}
}

// pickSave is a dialog of our own: Fyne's would
// empty an existing file before we have written a byte. It asks for the name,
// shows the folder with a button to change it, and asks again before a file is
// replaced.
func (s *Scope) pickSave(suggest string, chosen func(string)) {
	folder := ""
	if at := s.h.startIn(); at != nil {
		folder = filepath.FromSlash(at.Path())
	}
	name := part.NewText(s, part.Spec{Label: text.SaveName, Limit: 120})
	name.SetValue(suggest)
	where := part.Muted(folder)
	d := s.h.dialog(text.SaveTitle, nil)
	change := part.Plain(text.ChangeFolder, func() {
		d.Hide()
		s.PickFolder(func(p string) {
			if p != "" {
				folder = p
				where.SetText(p)
			}
			d.show(name.Focusable())
		})
	})
	write := func() {
		d.Hide()
		s.h.remember(folder)
		chosen(filepath.Join(folder, CleanName(name.Value(), suggest)))
	}
	save := part.Primary(text.Save, func() {
		path := filepath.Join(folder, CleanName(name.Value(), suggest))
		if _, err := os.Stat(path); err != nil {
			write()
			return
		}
		d.Hide() // one dialog at a time
		s.Confirm(text.ReplaceQuestion(filepath.Base(path)), func(yes bool) {
			if yes {
				write()
			} else {
				d.show(name.Focusable())
			}
		})
	})
	d.fill(part.Column(theme.S3, name, part.Hint(text.SaveFolder), part.Row(theme.S2, part.Stretch(where), change.Small())))
	d.buttons(part.Plain(text.Cancel, func() { d.Hide(); chosen("") }), save)
	d.show(name.Focusable())
}

// CleanName makes a file name out of what was typed: no folder, no characters
// that Windows forbids, the extension of the suggestion.
func CleanName(typed, suggest string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`\/:*?"<>|`, r) {
			return '-'
		}
		return r
	}, strings.TrimSpace(typed))
	name = strings.Trim(name, ". ")
	ext := filepath.Ext(suggest)
	if name == "" || strings.EqualFold(name, strings.TrimPrefix(ext, ".")) {
		return suggest
	}
	if ext != "" && !strings.EqualFold(filepath.Ext(name), ext) {
		name += ext
	}
	return name
}
