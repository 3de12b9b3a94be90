package shell

import (
	"time"

	"beiandesk/screens/theme"
)

// Drop drops files on the window, Paste pastes words into it.
func Drop(s *Shell, files []string) { s.Drop(files) }
func Paste(s *Shell, words string)  { s.paste(words) }

// KeyList is the list on F1.
func KeyList(s *Shell) [][2]string { return s.keyList() }

// Look is the theme in use.
func Look(s *Shell) (variant string, factor float32) {
	t := s.d.App.Settings().Theme().(*theme.Theme)
	return map[theme.Variant]string{theme.System: "system", theme.Light: "light", theme.Dark: "dark"}[t.Variant()], t.Factor()
}

// Pump runs what waits for the UI goroutine for a while.
func Pump(s *Shell, d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		s.d.Queue.Run()
	}
}

// Watch is what the clock does every few seconds.
func Watch(s *Shell, now time.Time) { s.tick(now) }

// Holds tells whether the window keeps a page in mind.
func Holds(s *Shell) bool { return s.shown != nil }
