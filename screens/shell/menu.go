package shell

import (
	"beiandesk/app/bundle"
	"beiandesk/screens"
	"beiandesk/screens/backup"
	"beiandesk/screens/home"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"
	"beiandesk/screens/ui"
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func short(k fyne.KeyName, more ...fyne.KeyModifier) fyne.Shortcut {
	mod := fyne.KeyModifierShortcutDefault
	for _, m := range more {
		mod |= m
	}
	return &desktop.CustomShortcut{KeyName: k, Modifier: mod}
}

// menu makes the menu bar. Shortcuts stand on its items because Fyne asks them
// first. Undo and redo are handed to a text field that has the focus.
func (s *Shell) menu() *fyne.MainMenu {
	item := func(label string, sh fyne.Shortcut, act func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, func() {
			if !s.host.DialogOpen() && !s.leaving && (!s.shut || always[label]) {
				act()
			}
		})
		i.Shortcut = sh
		return i
	}
	lock := item(text.LockNow, short(fyne.KeyL), s.Lock)
	lock.Disabled = s.d.Door == nil
	quit := item(text.MenuClose, short(fyne.KeyQ), s.Leave)
	quit.IsQuit = true
	goTo := func(label string, k fyne.KeyName, to screens.Page) *fyne.MenuItem {
		return item(label, short(k), func() { s.Open(screens.Route{Page: to}) })
	}
	return fyne.NewMainMenu(
		fyne.NewMenu(text.MenuFile,
			item(text.MenuAdd, short(fyne.KeyN), s.Add),
			item(text.MenuSave, short(fyne.KeyS), s.Save),
			lock, fyne.NewMenuItemSeparator(), quit),
		fyne.NewMenu(text.MenuEdit,
			item(text.Undo, &fyne.ShortcutUndo{}, s.Undo),
			item(text.Redo, short(fyne.KeyZ, fyne.KeyModifierShift), s.Redo),
			fyne.NewMenuItemSeparator(),
			item(text.MenuFind, short(fyne.KeyF), s.Find)),
		fyne.NewMenu(text.MenuGo,
			goTo(text.RailHome, fyne.Key1, screens.PageHome),
			goTo(text.RailAgenda, fyne.Key2, screens.PageAgenda),
			goTo(text.RailLibrary, fyne.Key3, screens.PageLibrary),
			goTo(text.RailHelp, fyne.Key4, screens.PageHelp),
			goTo(text.RailSettings, fyne.Key5, screens.PageSettings),
			item(text.RefusalStats, nil, func() { s.Open(screens.Route{Page: screens.PageRefused}) }),
			fyne.NewMenuItemSeparator(),
			item(text.MenuBack, &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}, s.goBack)),
		fyne.NewMenu(text.MenuHelp,
			item(text.MenuShortcuts+"  F1", nil, s.Shortcuts),
			item(text.MenuTopics, nil, func() { s.Open(screens.Route{Page: screens.PageHelp}) })),
	)
}

// always are the items that work while the window is locked.
var always = map[string]bool{text.MenuClose: true, text.MenuShortcuts + "  F1": true}

// keys are what no menu item can carry: F1, which has no modifier, and paste,
// which on a menu would be taken from the text fields.
func (s *Shell) keys() {
	c := s.window.Canvas()
	c.SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyF1 && !s.host.DialogOpen() {
			s.Shortcuts()
		}
	})
	c.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { s.Redo() }) // Ctrl+Y beside the menu's Ctrl+Shift+Z
	c.AddShortcut(&fyne.ShortcutPaste{}, func(sh fyne.Shortcut) {
		if p, ok := sh.(*fyne.ShortcutPaste); ok && p.Clipboard != nil {
			s.paste(p.Clipboard.Content())
		}
	})
}

// Add opens the line for a new domain, wherever one is.
func (s *Shell) Add() { s.Open(screens.Route{Page: screens.PageHome, Arg: home.ArgAdd}) }

// Save writes now what the page on top holds back and says that it is saved;
// everything else is saved already.
func (s *Shell) Save() {
	s.save()
	s.host.Toast(text.SavedAuto, nil)
}

// Find puts the keyboard into the search of the page on top, or of the list.
func (s *Shell) Find() {
	f, ok := s.top().screen.(screens.Searcher)
	if !ok {
		s.Open(screens.Route{Page: screens.PageHome})
		f, ok = s.top().screen.(screens.Searcher)
	}
	if ok {
		f.FocusSearch()
	}
}

// Redoer brings back what Undo took.
type Redoer interface{ Redo() }

// Undo goes to the text field with the focus, as long as that has something to
// take back, or else to the page.
func (s *Shell) Undo() {
	if s.inField(&fyne.ShortcutUndo{}) {
		return
	}
	if u, ok := s.top().screen.(screens.Undoer); ok {
		u.Undo()
	}
}

// Redo goes to the text field with the focus, or else to the page.
func (s *Shell) Redo() {
	if s.shut { // Ctrl+Y comes past the menu
		return
	}
	if s.inField(&fyne.ShortcutRedo{}) {
		return
	}
	if u, ok := s.top().screen.(Redoer); ok {
		u.Redo()
	}
}

// inField hands a shortcut to the text field with the focus and tells whether
// its words are others now.
func (s *Shell) inField(sh fyne.Shortcut) bool {
	f, ok := s.window.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		return false
	}
	w, ok := f.(interface{ Words() string })
	if !ok {
		f.TypedShortcut(sh)
		return true
	}
	before := w.Words()
	f.TypedShortcut(sh)
	return w.Words() != before
}

// paste hands the page on top what is on the clipboard: a picture if the page
// takes one and there is one, otherwise the words.
func (s *Shell) paste(words string) {
	if s.host.DialogOpen() || s.leaving || s.shut {
		return
	}
	top := s.top()
	said := func() {
		if p, ok := top.screen.(screens.Paster); ok {
			p.Pasted(words)
		}
	}
	p, ok := top.screen.(screens.PicturePaster)
	if !ok || words != "" {
		said()
		return
	}
	var png []byte
	s.host.Go("paste", func(ctx context.Context) (err error) {
		png, err = ui.ClipboardPicture(ctx)
		return err
	}, func(err error) {
		switch {
		case s.top() != top:
		case err != nil:
			s.host.Alert(err)
		case len(png) > 0:
			p.PastedPicture(png)
		default:
			said()
		}
	})
}

// paths are the local files among dropped addresses.
func paths(uris []fyne.URI) []string {
	var out []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			out = append(out, u.Path())
		}
	}
	return out
}

// Drop hands files dropped anywhere on the window to the page on top.
func (s *Shell) Drop(files []string) {
	if len(files) == 0 || s.host.DialogOpen() || s.leaving || s.shut {
		return
	}
	if _, ok := s.top().screen.(*backup.Page); !ok && strings.EqualFold(filepath.Ext(files[0]), bundle.Ending) {
		s.Open(screens.Route{Page: screens.PageBackup, Arg: files[0]})
		return
	}
	if d, ok := s.top().screen.(screens.Dropper); ok {
		d.Dropped(files)
		return
	}
	s.host.Toast(text.NothingToDrop, nil)
}

// Shortcuts shows the list of keys.
func (s *Shell) Shortcuts() {
	rows := part.KeyValue(s.keyList()...)
	// With large letters in a small window the list scrolls.
	room := max(160, s.window.Canvas().Size().Height-theme.Px(230))
	list := part.AtLeast(0, min(rows.MinSize().Height, room), part.Scroll(rows))
	s.host.Show(text.ShortcutsTitle, part.Column(theme.S4, list, part.Hint(text.ShortcutsHint)))
}

func (s *Shell) keyList() [][2]string {
	list := [][2]string{{"F1", text.MenuShortcuts}}
	for _, m := range s.window.MainMenu().Items {
		for _, i := range m.Items {
			if i.Shortcut != nil && m.Label != text.MenuGo {
				list = append(list, [2]string{keyWords(i.Shortcut), i.Label})
			}
		}
	}
	return append(list, [2]string{keyWords(&fyne.ShortcutPaste{}), text.MenuPaste},
		[2]string{keyWords(short(fyne.Key1)) + " … 5", text.KeyPlaces}, [2]string{"Alt + ←", text.MenuBack},
		[2]string{"Tab", text.KeyTab}, [2]string{"Shift + Tab", text.KeyShiftTab},
		[2]string{text.SpaceKey, text.KeySpace}, [2]string{text.ArrowKeys, text.KeyArrows}, [2]string{"Esc", text.KeyEscape})
}

// keyWords writes a shortcut as on the keyboard of this system.
func keyWords(sh fyne.Shortcut) string {
	k, ok := sh.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	words, mod := "", k.Mod()
	for _, m := range []struct {
		mod  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierSuper, "⌘"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}} {
		if mod&m.mod != 0 {
			words += m.name + " + "
		}
	}
	return words + string(k.Key())
}
