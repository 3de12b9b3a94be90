package shell

import (
	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/agenda"
	"beiandesk/screens/home"
	"beiandesk/screens/library"
	"beiandesk/screens/part"
	"beiandesk/screens/records"
	"beiandesk/screens/settings"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"
	"beiandesk/screens/trash"
	"beiandesk/screens/vault"

	"fyne.io/fyne/v2"
)

// pages is the one table of all pages.
func (s *Shell) pages() map[screens.Page]func(screens.Host, screens.Route) screens.Screen {
	all := map[screens.Page]func(screens.Host, screens.Route) screens.Screen{
		screens.PageHome: func(h screens.Host, r screens.Route) screens.Screen {
			return home.New(h, s.d.Desk, s.d.Sources, r)
		},
		screens.PageAgenda:  func(h screens.Host, _ screens.Route) screens.Screen { return agenda.New(h, s.d.Desk) },
		screens.PageLibrary: func(h screens.Host, _ screens.Route) screens.Screen { return library.New(h, s.d.Desk) },
		screens.PageTrash:   func(h screens.Host, _ screens.Route) screens.Screen { return trash.New(h, s.d.Desk) },
		screens.PageSettings: func(h screens.Host, r screens.Route) screens.Screen {
			return settings.New(h, s.d.Desk, s.settingsInfo(), r)
		},
		screens.PageRecords: func(h screens.Host, r screens.Route) screens.Screen {
			var v records.Vault // nil without a door
			if s.d.Door != nil {
				v = s.d.Door.Vault
			}
			return records.New(h, s.d.Desk, v, r)
		},
	}
	if s.d.Door != nil {
		all[screens.PageVault] = func(h screens.Host, _ screens.Route) screens.Screen {
			return vault.New(h, vault.Options{Vault: s.d.Door.Vault, Desk: s.d.Desk, Lock: s.Lock, SystemIdle: s.d.Door.Idle != nil})
		}
	}
	for name, make := range s.d.Pages {
		all[name] = make
	}
	return all
}

// places are the pages of the rail. They stand right above the list, which
// always lies at the bottom of the stack.
var places = map[screens.Page]bool{screens.PageHome: true, screens.PageAgenda: true, screens.PageLibrary: true,
	screens.PageHelp: true, screens.PageSettings: true}

// Mover is a page that can go to another route of its own, for instance to
// another step of the same filing. It tells whether it did.
type Mover interface{ Move(screens.Route) bool }

// Open goes to a page. A page that lies in the stack already is returned to;
// a place of the rail leaves everything but the list behind.
func (s *Shell) Open(r screens.Route) {
	if s.leaving || s.shut {
		return
	}
	if i := s.find(r); i >= 0 {
		s.cut(i + 1)
		s.show() // before it moves: only what is in the window can take the focus
		if s.move(r) {
			return
		}
		if i > 0 {
			s.cut(i)
		}
	} else if places[r.Page] && len(s.stack) > 1 {
		s.cut(1)
	}
	if len(s.stack) == 0 && r.Page != screens.PageHome {
		s.stack = append(s.stack, s.make(screens.Route{Page: screens.PageHome}))
	}
	s.save()
	s.stack = append(s.stack, s.make(r))
	s.show()
}

// find looks for the same page of the same filing.
func (s *Shell) find(r screens.Route) int {
	for i, p := range s.stack {
		if p.route.Page == r.Page && p.route.Filing == r.Filing {
			return i
		}
	}
	return -1
}

// move lets the page on top go to a route of its own.
func (s *Shell) move(r screens.Route) bool {
	p := s.top()
	if m, ok := p.screen.(Mover); ok && m.Move(r) {
		p.route = r
		return true
	}
	if f, ok := p.screen.(screens.Focuser); ok && r.Field != "" && (r.Step == 0 || r.Step == p.route.Step) {
		f.FocusField(r.Field)
		return true
	}
	if p.route.Page == screens.PageHome {
		if a, ok := p.screen.(adder); ok && r.Arg == home.ArgAdd {
			a.ShowAdd()
		}
		return true
	}
	return p.route == r
}

type adder interface{ ShowAdd() }

// cut closes the pages from i upwards.
func (s *Shell) cut(i int) {
	for len(s.stack) > i {
		p := s.top()
		s.stack = s.stack[:len(s.stack)-1]
		s.drop1(p)
	}
}

// drop1 closes one page: what it holds back is written first.
func (s *Shell) drop1(p *page) {
	if sv, ok := p.screen.(screens.Saver); ok {
		sv.Save()
	}
	p.screen.Close()
	p.host.close()
	if p.focus = nil; s.shown == p {
		s.shown = nil // what was typed on it must not outlive it, least of all locking
	}
}

// save writes what the page on top holds back, before another one covers it.
func (s *Shell) save() {
	if len(s.stack) == 0 {
		return
	}
	if sv, ok := s.top().screen.(screens.Saver); ok {
		sv.Save()
	}
}

func (s *Shell) top() *page { return s.stack[len(s.stack)-1] }

func (s *Shell) goBack() {
	if len(s.stack) > 1 && !s.leaving && !s.shut {
		s.cut(len(s.stack) - 1)
		s.show()
	}
}

// show puts the page on top into the window.
func (s *Shell) show() {
	p := s.top()
	s.stage.Objects = []fyne.CanvasObject{part.Stretch(p.screen.Content())}
	s.rail.Select(string(s.place()))
	s.back.Hide()
	if len(s.stack) > 1 && !places[p.route.Page] {
		under := s.stack[len(s.stack)-2].route.Page
		bar := part.Sheet(part.Pad(theme.S2, 0, 0, theme.S5-theme.S1, // the arrow, not the space around it, lines up with the title
			part.Row(0, part.Quiet(text.BackTo(string(under)), s.goBack).With(part.GlyphLeft).Small())))
		s.back.Objects = []fyne.CanvasObject{part.Stretch(bar)}
		s.back.Show()
	}
	if p.stale {
		p.stale = false
		if r, ok := p.screen.(screens.Reloader); ok {
			r.Reload()
		}
	}
	s.recoveryNotice()
	s.content.Refresh()
	s.leaveKeyboard(p)
	s.nameToast()
}

// place is the place of the rail to which the page on top belongs.
func (s *Shell) place() screens.Page {
	for i := len(s.stack) - 1; i > 0; i-- {
		if places[s.stack[i].route.Page] {
			return s.stack[i].route.Page
		}
	}
	return screens.PageHome
}

func (s *Shell) showHelp(topic string) { s.Open(screens.Route{Page: screens.PageHelp, Arg: topic}) }

// changed is called by the desk on the goroutine that saved. Several events
// before the UI goroutine comes round make one reload.
func (s *Shell) changed(c desk.Changed) {
	s.mu.Lock()
	s.global = s.global || c.ID == ""
	first := !s.told
	s.told = true
	s.mu.Unlock()
	if first {
		s.d.Do(s.catchUp)
	}
}

func (s *Shell) catchUp() {
	s.mu.Lock()
	global := s.global
	s.told, s.global = false, false
	s.mu.Unlock()
	if s.leaving || len(s.stack) == 0 {
		return
	}
	for _, p := range s.stack {
		p.stale = true
	}
	p := s.top()
	p.stale = false
	if r, ok := p.screen.(screens.Reloader); ok {
		r.Reload()
	}
	s.recoveryNotice()
	if global {
		s.look()
	}
}

// missing stands where a page could not be made.
type missing struct{}

func (missing) Content() fyne.CanvasObject {
	return part.Inset(theme.S5, part.Empty(part.DrawBox, text.PageMissing, text.PageMissingHint))
}
func (missing) Close() {}
