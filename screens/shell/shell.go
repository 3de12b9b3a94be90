// Package shell is the frame of the window: the rail of places, the stack of
// pages, menus and shortcuts, dropped files, notices at the top, the close
// guard, and the way back to a page that the events of the desk made stale.
package shell

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/gate"
	"beiandesk/screens/home"
	"beiandesk/screens/part"
	"beiandesk/screens/settings"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"
	"beiandesk/screens/ui"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// First size of the window, in device-independent pixels. The content is
// usable from 1000×700.
const (
	firstWidth  float32 = 1280
	firstHeight float32 = 800
)

// Deps are what the window is made of.
type Deps struct {
	App     fyne.App
	Desk    *desk.Desk
	Log     *slog.Logger // nothing personal is written to it
	Version string
	// CrashReport is the path of the report of a crash of the last run, ""
	// if it ended well. Its text is redacted already.
	CrashReport string
	// Crashes are the reports that are kept, newest first.
	Crashes []string
	Mended  []string // what the store put right at the start
	// Refused says why tables in the data folder are not used; each is shown.
	Refused []error
	News    []string // what a start has to tell besides, such as restored data
	DataDir string
	LogPath string
	Safe    bool // default look, first size, nothing remembered
	// Sources bring in the sample and files; see home.Sources.
	Sources home.Sources
	// Pages makes the pages that the shell does not bring itself.
	Pages map[screens.Page]func(h screens.Host, r screens.Route) screens.Screen
	// Unsaved is what those pages could not save; nil if nothing keeps it.
	Unsaved Unsaveds
	// Door locks the window. While Desk is nil it stands before everything, and
	// brings Desk, Sources, Pages, Unsaved, Mended and Refused when it opens.
	// Without a door nothing is ever locked.
	Door *Door
	// Theme is used whatever the preferences say; for pictures.
	Theme fyne.Theme
	// Now is the clock, time.Now if nil.
	Now func() time.Time
	// Do runs functions on the UI goroutine; fyne.Do if nil. Without a running
	// driver give the Do of a Queue.
	Do func(func())
	// Queue is what Do belongs to, so that WaitIdle can empty it.
	Queue *Queue
}

// Shell is the window.
type Shell struct {
	d       Deps
	window  fyne.Window
	host    *ui.Host
	rail    *part.Rail
	notices *fyne.Container
	back    *fyne.Container
	stage   *fyne.Container // the page on top
	content fyne.CanvasObject
	stack   []*page
	shown   *page // was put into sight last
	said    *page // raised the toast with 撤销 that may still be on show
	prefs   desk.Prefs
	stop    func() // of the subscription
	// stopFocus ends the looking at what has the keyboard.
	stopFocus func()
	leaving   bool
	trouble   fyne.CanvasObject // the notice about the last backup, nil for none
	// byRecovery is the notice after the recovery code opened the door, nil for none.
	byRecovery fyne.CanvasObject

	frame, inside *fyne.Container // the pages with the rail; what holds them or the gate
	shut          bool            // locked, or not opened yet: menus and keys sleep
	gate          *gate.Page
	gateHost      *pageHost
	stopWatch     func() // of the clock that locks
	touched       time.Time
	ticked        time.Time // of that clock
	lockAfter     time.Duration
	notRecovered  fyne.CanvasObject

	mu      sync.Mutex
	running map[string]int // work under way, by key of Go
	told    bool           // an event waits for the UI goroutine
	global  bool           // …and it is about the list or the settings
	coming  Inside         // what the door has opened
	left    drafts         // what was sealed when it was locked
	kept    []byte         // the same, sealed here because the store could not take it
}

// New makes the window and opens the list. Call it on the UI goroutine, before
// the application runs. It does not show the window.
func New(d Deps) *Shell {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Do == nil {
		d.Do = fyne.Do
		if d.Queue != nil {
			d.Do = d.Queue.Do
		}
	}
	s := &Shell{d: d, running: map[string]int{}}
	prefsErr := s.startLook()
	s.window = d.App.NewWindow(text.AppName)
	s.host = ui.New(ui.Options{Window: s.window, Navigate: s.Open, Back: s.goBack, Help: s.showHelp,
		Log: s.log, Do: d.Do, Now: d.Now})
	s.build()
	s.window.SetPadded(false)
	s.window.SetContent(s.content)
	s.window.SetMainMenu(s.menu())
	s.window.SetMaster()
	s.window.Resize(s.firstSize())
	s.window.CenterOnScreen()
	s.window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { s.Drop(paths(uris)) })
	s.window.SetCloseIntercept(s.Leave)
	s.keys()
	s.stopFocus = s.host.Tick(lookAtFocus, func(time.Time) { part.LetGo(s.window.Canvas()) })
	s.stop = func() {}
	if d.Desk == nil {
		s.cover(false)
		return s
	}
	s.begin(prefsErr)
	s.comeIn()
	return s
}

// begin listens to the desk, tells what the start has to tell, and opens the
// list.
func (s *Shell) begin(prefsErr error) {
	s.stop = s.d.Desk.Subscribe(s.changed)
	s.notice(prefsErr)
	s.Open(screens.Route{Page: screens.PageHome})
}

// Window returns the window.
func (s *Shell) Window() fyne.Window { return s.window }

// Content returns all that is in the window below the menu, so that it can be
// drawn without a display.
func (s *Shell) Content() fyne.CanvasObject { return s.content }

// Raise brings the window to the front, for a second start of the program. It
// may be called from any goroutine.
func (s *Shell) Raise() {
	s.d.Do(func() {
		s.window.Show()
		s.window.RequestFocus()
	})
}

// log takes what a person is not shown: the code and the chain, which carry no
// personal data by the rules of package app.
func (s *Shell) log(err error) {
	s.d.Log.Error("shown to the person", "code", app.CodeOf(err), "err", err)
}

func (s *Shell) build() {
	s.rail = part.NewRail([]part.RailItem{
		{ID: string(screens.PageHome), Glyph: part.GlyphDomain, Label: text.RailHome},
		{ID: string(screens.PageAgenda), Glyph: part.GlyphCalendar, Label: text.RailAgenda},
		{ID: string(screens.PageLibrary), Glyph: part.GlyphFolder, Label: text.RailLibrary},
		{ID: string(screens.PageHelp), Glyph: part.GlyphHelp, Label: text.RailHelp},
		{ID: string(screens.PageSettings), Glyph: part.GlyphSettings, Label: text.RailSettings, Bottom: true},
	}, func(id string) { s.Open(screens.Route{Page: screens.Page(id)}) })
	s.notices = part.Column(theme.S2)
	s.back = part.Row(0)
	s.back.Hide()
	s.stage = part.Column(0)
	middle := part.Column(0, s.notices, s.back, part.Stretch(s.stage))
	s.frame = container.New(frameLayout{}, s.rail, middle)
	s.inside = container.NewStack(s.frame)
	s.content = s.host.Layer(s.inside)
}

// settingsInfo are the facts of the settings page.
func (s *Shell) settingsInfo() settings.Info {
	return settings.Info{Version: s.d.Version, DataDir: s.d.DataDir, LogPath: s.d.LogPath, Crashes: s.d.Crashes, Safe: s.d.Safe}
}

// startLook sets the theme before the first text is measured. An error means
// that the preferences could not be read; the default look is used then.
func (s *Shell) startLook() error {
	if s.d.Theme != nil {
		s.d.App.Settings().SetTheme(s.d.Theme)
		return nil
	}
	if s.d.Safe {
		s.d.App.Settings().SetTheme(theme.New(theme.System, 1))
		return nil
	}
	if s.d.Desk == nil {
		s.prefs = s.lookOutside()
		s.d.App.Settings().SetTheme(themeOf(s.prefs))
		return nil
	}
	p, err := s.d.Desk.Prefs(context.Background())
	s.prefs = p
	s.keepLook(p)
	s.d.App.Settings().SetTheme(themeOf(p))
	return err
}

func themeOf(p desk.Prefs) fyne.Theme {
	v := theme.System
	switch p.Theme {
	case settings.Light:
		v = theme.Light
	case settings.Dark:
		v = theme.Dark
	}
	return theme.New(v, p.TextScale)
}

// look takes over changed preferences while the program runs.
func (s *Shell) look() {
	if s.d.Theme != nil || s.d.Safe {
		return
	}
	var p desk.Prefs
	s.host.Go("shell-prefs", func(ctx context.Context) (err error) {
		p, err = s.d.Desk.Prefs(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.log(err)
			return
		}
		if p.Theme != s.prefs.Theme || p.TextScale != s.prefs.TextScale {
			s.d.App.Settings().SetTheme(themeOf(p))
			s.renewList()
		}
		s.prefs = p
		s.keepLook(p)
	})
	if s.stopWatch != nil {
		s.readLock()
	}
}

// renewList makes the list at the bottom of the stack anew after a change of
// the look, since some of its measures and icons were taken when it was made.
// A list that is in sight is left alone: nobody changes the look from there.
func (s *Shell) renewList() {
	if len(s.stack) > 1 {
		s.drop1(s.stack[0])
		s.stack[0] = s.make(screens.Route{Page: screens.PageHome})
	}
}

// frameLayout puts the rail at the left edge and the page beside it, without
// the gap of Fyne's border layout.
type frameLayout struct{}

func (frameLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := o[0].MinSize().Width
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(w, size.Height))
	o[1].Move(fyne.NewPos(w, 0))
	o[1].Resize(fyne.NewSize(max(0, size.Width-w), size.Height))
}

func (frameLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}
