package shell

import (
	"strings"

	"beiandesk/app"
	"beiandesk/screens"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// notice puts what a start has to tell above the page: preferences that could
// not be read, a crash of the last run, pictures put right, tables that are not
// used, safe mode.
func (s *Shell) notice(prefsErr error) {
	if prefsErr != nil {
		s.log(prefsErr)
		s.offer(part.LookHere, app.MessageOf(prefsErr), "", nil, text.GotIt)
	}
	if path := s.d.CrashReport; path != "" {
		s.offer(part.LookHere, text.CrashOffer, text.CrashView, func() {
			if err := s.host.OpenExternal(path); err != nil {
				s.host.Alert(err)
			}
		}, text.CrashIgnore)
	}
	if n := len(s.d.Mended); n > 0 {
		for _, m := range s.d.Mended {
			s.d.Log.Warn("mended at the start", "what", m)
		}
		s.offer(part.Info, text.MendedOffer(n), "", nil, text.GotIt)
	}
	for _, err := range s.d.Refused {
		s.log(err)
		word, act := text.OpenFolder, func() {
			if err := s.host.OpenExternal(s.d.DataDir); err != nil {
				s.host.Alert(err)
			}
		}
		if strings.HasPrefix(app.CodeOf(err), "table.") { // the page says why, and can drop the file
			word, act = text.RuleTablesOpen, func() { s.Open(screens.Route{Page: screens.PageTables}) }
		}
		s.offer(part.LookHere, app.MessageOf(err), word, act, text.GotIt)
	}
	for _, n := range s.d.News {
		s.offer(part.Info, n, text.BackupOpen, s.openBackups, text.GotIt)
	}
	if s.d.Safe {
		s.offer(part.Info, text.SafeOffer, "", nil, text.GotIt)
	}
}

// offer shows one notice with a link and a button that takes it away.
func (s *Shell) offer(state part.State, sentence, action string, act func(), away string) fyne.CanvasObject {
	row := part.Row(theme.S2, part.Stretch(part.Banner(state, sentence, action, act)))
	line := s.line(row)
	row.Add(part.Quiet(away, func() {
		s.notices.Remove(line)
		s.content.Refresh()
	}).Small())
	s.notices.Add(line)
	return line
}

func (s *Shell) openBackups() { s.Open(screens.Route{Page: screens.PageBackup}) }

// TellBackup shows what went wrong with the automatic backup until a later one
// goes well (nil). It may be called from any goroutine.
func (s *Shell) TellBackup(err error) {
	s.d.Do(func() {
		if s.trouble != nil {
			s.notices.Remove(s.trouble)
			s.trouble = nil
		}
		if err != nil {
			s.log(err)
			s.trouble = s.offer(part.LookHere, text.BackupTrouble(app.MessageOf(err)), text.BackupOpen, s.openBackups, text.GotIt)
		}
		s.content.Refresh()
	})
}

// line is one notice above the page.
func (s *Shell) line(o fyne.CanvasObject) fyne.CanvasObject {
	return part.Pad(theme.S3, theme.S5, 0, theme.S5, o)
}
