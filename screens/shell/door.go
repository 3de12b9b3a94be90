package shell

import (
	"context"
	"encoding/json"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/vault"
	"beiandesk/screens"
	"beiandesk/screens/gate"
	"beiandesk/screens/home"
	"beiandesk/screens/part"
	"beiandesk/screens/settings"
	"beiandesk/screens/text"

	"fyne.io/fyne/v2"
)

// Door is what stands between the window and the data.
type Door struct {
	Vault *vault.Vault
	// Enter opens the store the first time and unlocks it later. It runs off
	// the UI goroutine.
	Enter func(ctx context.Context, o vault.Opened, progress func(done, total int)) (Inside, error)
	// Leave wipes the keys of the store; it waits for what is under way there.
	Leave func()
	// Ask starts the window with asking the key store of the system.
	Ask bool
	// Restore puts the data of a backup in place before there are any. When it
	// returns nil, Vault either reads the ring of the backup (State is Locked),
	// or the next start does. nil is not offered.
	Restore func(ctx context.Context, file, passphrase string, progress func(done, total int64)) error
	// Idle tells since when nobody has touched the machine; ok is false where
	// the system does not tell, or is nil. It is called off the UI goroutine.
	Idle func() (d time.Duration, ok bool)
}

// Inside is what lies behind the door: of Deps, what depends on the data.
type Inside struct {
	Desk    *desk.Desk
	Sources home.Sources
	Pages   map[screens.Page]func(h screens.Host, r screens.Route) screens.Screen
	Unsaved Unsaveds
	Mended  []string
	Refused []error
	// Entered is called on the UI goroutine after the pages are there.
	Entered func()
}

// Unsaveds holds what was typed and could not be saved (steps.Unsaved).
type Unsaveds interface {
	Drafts() ([]byte, error)
	PutDrafts([]byte) error
}

// Drafter is a page with text that is saved nowhere until a button is pressed.
type Drafter interface {
	Draft() string
	PutDraft(string)
}

// Wayfinder is a page that has moved on by itself since it was opened, for
// instance to another step.
type Wayfinder interface{ Route() screens.Route }

// drafts are sealed while the window is locked: where the person was, and what
// was typed and not saved.
type drafts struct {
	Routes  []screens.Route `json:"routes"`
	Pages   []string        `json:"pages"` // by route
	Unsaved json.RawMessage `json:"unsaved,omitempty"`
}

// Keys of the look in the preferences: at the door the settings, which lie in
// the store, cannot be read yet.
const (
	keyTheme = "look.theme"
	keyScale = "look.scale"
)

// lookOutside is the look of the last run.
func (s *Shell) lookOutside() desk.Prefs {
	p := s.d.App.Preferences()
	look := desk.Prefs{Theme: p.String(keyTheme), TextScale: float32(p.FloatWithFallback(keyScale, 1))}
	if look.Theme != settings.Light && look.Theme != settings.Dark {
		look.Theme = ""
	}
	if look.TextScale < 1 || look.TextScale > 2 {
		look.TextScale = 1
	}
	return look
}

func (s *Shell) keepLook(p desk.Prefs) {
	if s.d.Safe || s.d.Door == nil {
		return
	}
	s.d.App.Preferences().SetString(keyTheme, p.Theme)
	s.d.App.Preferences().SetFloat(keyScale, float64(max(1, p.TextScale)))
}

// cover puts the gate over everything. Menus, keys and drops sleep.
func (s *Shell) cover(again bool) {
	s.shut = true
	s.gateHost = &pageHost{Scope: s.host.NewScope(), shell: s}
	s.gate = gate.New(s.gateHost, gate.Options{Vault: s.d.Door.Vault, Enter: s.enter, Done: s.entered, Restore: s.d.Door.Restore, Again: again, Ask: s.d.Door.Ask && !again})
	s.inside.Objects = []fyne.CanvasObject{s.gate.Content()}
	s.inside.Refresh()
	s.gate.Focus(s.window.Canvas())
}

// enter opens or unlocks the store for the operator whose passphrase it is, and
// keeps or recalls the recovery code. Who has left the office finds the door
// shut again. It runs off the UI goroutine.
func (s *Shell) enter(ctx context.Context, o vault.Opened, recovery string, progress func(done, total int)) error {
	in, err := s.d.Door.Enter(ctx, o, progress)
	if err != nil {
		return err
	}
	if err := in.Desk.ActBySlot(ctx, o.Slot); err != nil {
		in.Desk.Act(desk.Operator{})
		s.d.Door.Leave()
		s.d.Door.Vault.Lock()
		return err
	}
	d, err := s.recall(ctx, in, recovery)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.coming, s.left = in, d
	return nil
}

// recall keeps or recalls the recovery code, and brings back what was sealed
// when the window was locked. It runs off the UI goroutine.
func (s *Shell) recall(ctx context.Context, in Inside, recovery string) (d drafts, err error) {
	if recovery != "" {
		if err := in.Desk.KeepBackupCode(ctx, recovery); err != nil {
			return d, err
		}
	} else if code, err := in.Desk.BackupCode(ctx); err == nil {
		s.d.Door.Vault.Recall(code) // if it is not the ring's, the page says so
	} else {
		return d, err
	}
	sealed, err := in.Desk.Drafts(ctx)
	if err != nil {
		return d, err
	}
	s.mu.Lock()
	kept := s.kept
	s.kept = nil
	s.mu.Unlock()
	if kept != nil {
		if sealed, err = s.d.Door.Vault.Unseal(kept); err != nil {
			return d, err
		}
	}
	if sealed != nil {
		if err := json.Unmarshal(sealed, &d); err != nil {
			s.log(err) // of another version of the program
			d = drafts{}
		}
		if len(d.Unsaved) > 0 && in.Unsaved != nil {
			if err := in.Unsaved.PutDrafts(d.Unsaved); err != nil {
				return d, err
			}
		}
		if err := in.Desk.KeepDrafts(ctx, nil); err != nil {
			return d, err
		}
	}
	return d, nil
}

// entered takes the gate away and opens the pages.
func (s *Shell) entered(o vault.Opened) {
	s.mu.Lock()
	in, d := s.coming, s.left
	s.coming, s.left = Inside{}, drafts{}
	s.mu.Unlock()
	s.shut = false
	s.gate.Close()
	s.gateHost.close()
	s.gate = nil
	first := s.d.Desk == nil
	s.d.Desk, s.d.Sources, s.d.Pages, s.d.Unsaved = in.Desk, in.Sources, in.Pages, in.Unsaved
	s.inside.Objects = []fyne.CanvasObject{s.frame}
	if first {
		s.d.Mended, s.d.Refused = in.Mended, in.Refused
		s.begin(nil)
		s.look()
	} else {
		s.Open(screens.Route{Page: screens.PageHome})
	}
	s.reopen(d)
	s.watch()
	if s.byRecovery != nil { // of the unlocking before
		s.notices.Remove(s.byRecovery)
		s.byRecovery = nil
	}
	if o.ByRecovery {
		s.Open(screens.Route{Page: screens.PageVault})
		s.byRecovery = s.offer(part.LookHere, text.ByRecoveryHint, "", nil, text.GotIt)
	}
	s.inside.Refresh()
	if in.Entered != nil {
		in.Entered()
	}
}

// reopen goes back to where the person was.
func (s *Shell) reopen(d drafts) {
	for i, r := range d.Routes {
		if i > 0 || r.Page != screens.PageHome {
			s.Open(r)
		}
		if dr, ok := s.top().screen.(Drafter); ok && i < len(d.Pages) && d.Pages[i] != "" {
			dr.PutDraft(d.Pages[i])
		}
	}
}

// comeIn does, where the system has opened the door before the window was
// made, what enter does otherwise.
func (s *Shell) comeIn() {
	if s.d.Door == nil {
		return
	}
	var d drafts
	in := Inside{Desk: s.d.Desk, Unsaved: s.d.Unsaved}
	s.host.Go("shell-recall", func(ctx context.Context) (err error) {
		d, err = s.recall(ctx, in, "")
		return err
	}, func(err error) {
		if err != nil {
			s.log(err)
		}
		if !s.shut && !s.leaving {
			s.reopen(d)
		}
	})
	s.watch()
}
