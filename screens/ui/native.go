package ui

import (
	"context"
	"path/filepath"

	"beiandesk/screens"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2/driver"
)

// picker are the dialogs of the system, which people know: several files at
// once, their own favourites, no waiting for sleeping network drives. All
// block until the person has chosen; nothing chosen is no error. owner is the
// window's native handle, 0 where there is none.
type picker struct {
	open   func(owner uintptr, title string, extensions []string, folder string) ([]string, error)
	save   func(owner uintptr, title, suggest, folder string) (string, error)
	folder func(owner uintptr, title, folder string) (string, error)
}

// handle is the window's own handle on Windows. It must be asked on the UI
// goroutine.
func (h *Host) handle() (owner uintptr) {
	if n, ok := h.o.Window.(driver.NativeWindow); ok {
		n.RunNative(func(c any) {
			if w, ok := c.(driver.WindowsWindowContext); ok {
				owner = w.HWND
			}
		})
	}
	return owner
}

// native runs a dialog of the system off the UI goroutine. It tells false
// where there is none. failed is called when the
// system cannot show it; the dialogs of our own then take its place.
func (s *Scope) native(ask func(p *picker, owner uintptr, folder string) ([]string, error), chosen func([]string), failed func()) bool {
	if system == nil {
		return false
	}
	if s.h.picking { // one at a time
		chosen(nil)
		return true
	}
	// The driver of tests makes no native window; a dialog of the system would
	// wait there for a person for ever.
	if _, ok := s.h.o.Window.(driver.NativeWindow); !ok {
		return false
	}
	folder := ""
	if at := s.h.startIn(); at != nil {
		folder = filepath.FromSlash(at.Path())
	}
	owner := s.h.handle()
	s.h.picking = true
	var got []string
	s.h.Go("native-picker", func(context.Context) (err error) {
		got, err = ask(system, owner, folder)
		return err
	}, func(err error) {
		s.h.picking = false
		switch {
		case s.closed:
		case err != nil:
			s.h.o.Log(err)
			failed()
		default:
			if len(got) > 0 {
				s.h.remember(filepath.Dir(got[0]))
			}
			chosen(got)
		}
	})
	return true
}

func (s *Scope) nativeFiles(kind screens.Kind, chosen func([]string), failed func()) bool {
	return s.native(func(p *picker, owner uintptr, folder string) ([]string, error) {
		return p.open(owner, text.PickTitle, kind.Extensions(), folder)
	}, chosen, failed)
}

func (s *Scope) nativeFolder(chosen func(string), failed func()) bool {
	return s.native(func(p *picker, owner uintptr, folder string) ([]string, error) {
		return one(p.folder(owner, text.PickFolderTitle, folder))
	}, func(paths []string) { chosen(first(paths)) }, failed)
}

func (s *Scope) nativeSave(suggest string, chosen func(string), failed func()) bool {
	return s.native(func(p *picker, owner uintptr, folder string) ([]string, error) {
		return one(p.save(owner, text.SaveTitle, suggest, folder))
	}, func(paths []string) {
		path := first(paths)
		if path != "" {
			path = filepath.Join(filepath.Dir(path), CleanName(filepath.Base(path), suggest))
		}
		chosen(path)
	}, failed)
}

func one(path string, err error) ([]string, error) {
	if path == "" {
		return nil, err
	}
	return []string{path}, err
}

func first(paths []string) string {
	if len(paths) == 0 {
		return ""
	}
	return paths[0]
}
