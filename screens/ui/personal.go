package ui

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// clipFor is how long personal data stay on the clipboard.
const clipFor = 30 * time.Second

// ours remembers what we put on the clipboard without keeping it: a hash with
// a key of this run, since a plain hash of a mobile number is soon guessed.
type ours struct {
	key  [32]byte
	mark []byte // nil: nothing of ours that is to be cleared
	stop func()
}

func (o *ours) of(words string) []byte {
	m := hmac.New(sha256.New, o.key[:])
	m.Write([]byte(words))
	return m.Sum(nil)
}

// CopyPersonal implements screens.Host: as Copy, and after half a minute the
// clipboard is emptied if it still holds exactly these words.
func (s *Scope) CopyPersonal(words string) {
	h := s.h
	if h.clip.mark == nil {
		rand.Read(h.clip.key[:]) // never fails since Go 1.24
	}
	if h.clip.stop != nil {
		h.clip.stop()
	}
	fyne.CurrentApp().Clipboard().SetContent(words)
	h.clip.mark = h.clip.of(words)
	h.clip.stop = h.After(h.o.KeepCopied, h.ForgetCopied) // of the window: the page may close before
	s.Toast(text.CopiedPersonal, nil)
}

// ForgetCopied empties the clipboard now if it still holds personal data that
// this window put there; when the window is locked or closed. Words that were
// copied elsewhere meanwhile stay.
func (h *Host) ForgetCopied() {
	if h.clip.stop != nil {
		h.clip.stop()
		h.clip.stop = nil
	}
	if h.clip.mark == nil {
		return
	}
	clip := fyne.CurrentApp().Clipboard()
	if hmac.Equal(h.clip.mark, h.clip.of(clip.Content())) {
		clip.SetContent("")
	}
	h.clip.mark = nil
	clear(h.clip.key[:])
}
