package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/app/vault"
	"beiandesk/assets"
	"beiandesk/data/idle"
	"beiandesk/data/keys"
	"beiandesk/data/keystore"
	"beiandesk/data/paths"
	"beiandesk/data/power"
	"beiandesk/data/store"
	"beiandesk/screens/pages"
	"beiandesk/screens/shell"
	"beiandesk/screens/steps"
)

// systemWait is how long the start waits for the key store of the system before
// the window comes with a sentence instead of the list. One that is unlocked
// answers within some milliseconds.
const systemWait = 700 * time.Millisecond

// house is the data behind the door: closed, open, or locked.
type house struct {
	p     paths.Paths
	vault *vault.Vault
	// version is named in backups, tell hears of the automatic one.
	version string
	tell    func(error)

	mu    sync.Mutex
	store *store.Store
	in    shell.Inside
	stop  func() // of the evaluation of mended filings and of backups
}

func newHouse(p paths.Paths, version string) (*house, error) {
	files := keys.At(p.Key())
	v, err := vault.Find(vault.Options{Files: files, Secrets: keystore.Store{}, Attempts: keys.Attempts{Path: p.Attempts()}, Now: time.Now,
		HasData: func() (bool, error) { return store.HasData(places(p)) }})
	if err != nil {
		return nil, err
	}
	if err := files.Unmended(); err != nil {
		slog.Warn("the two key files are not equal yet", "err", err)
	}
	return &house{p: p, vault: v, version: version, tell: func(error) {}, stop: func() {}}, nil
}

func places(p paths.Paths) store.Places {
	return store.Places{Database: p.Database(), Pictures: p.Pictures(), Backup: p.Backup(), BeforeMigration: beforeMigration(p)}
}

// door is how the window comes in.
func (h *house) door() *shell.Door {
	d := &shell.Door{Vault: h.vault, Enter: h.enter, Leave: h.leave}
	if source := idle.Source(); source != "" {
		slog.Info("idle time", "source", source)
		d.Idle = idle.Since
	}
	return d
}

// bySystem opens before the window is made, where the key store answers at
// once; otherwise the window asks.
func (h *house) bySystem(d *shell.Door) (shell.Inside, error) {
	if h.vault.State() != vault.Locked || !h.vault.System() {
		return shell.Inside{}, nil
	}
	ctx, stop := context.WithTimeout(context.Background(), systemWait)
	defer stop()
	o, err := h.vault.OpenBySystem(ctx)
	if err != nil {
		slog.Info("not opened by the system", "err", err)
		d.Ask = ctx.Err() != nil // it may be asking the person
		return shell.Inside{}, nil
	}
	return h.enter(context.Background(), o, func(int, int) {})
}

// enter opens the store the first time and unlocks it later.
func (h *house) enter(_ context.Context, o vault.Opened, _ func(done, total int)) (shell.Inside, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.store != nil {
		return h.in, h.store.Unlock(o.Keys)
	}
	st, found, err := store.Open(places(h.p), o.Keys, time.Now)
	if err != nil {
		return shell.Inside{}, err
	}
	in, err := h.furnish(st, found)
	if err != nil {
		return shell.Inside{}, errors.Join(err, st.Close())
	}
	h.store, h.in = st, in
	return in, nil
}

// furnish makes what works on the store.
func (h *house) furnish(st *store.Store, found store.Report) (shell.Inside, error) {
	tables, refused, err := table.Load(assets.Tables(), os.DirFS(h.p.Tables()))
	if err != nil {
		return shell.Inside{}, err
	}
	d := desk.New(st, desk.Options{Tables: tables, Now: time.Now, Program: h.version})
	if err := d.UseLimits(h.p.Limits()); err != nil {
		refused = append(refused, err)
	}
	keepBackups(d, h.p, st, h.version)
	unsaved := &steps.Unsaved{}
	return shell.Inside{Desk: d, Sources: pages.Sources(d), Pages: pages.All(d, unsaved), Unsaved: unsaved, Refused: refused,
		Mended: pages.Mended(pages.Repairs{Attached: found.Attached, Lost: found.Lost, Missing: len(found.Missing),
			Absent: found.Absent, Unmended: found.Unmended, Stuck: found.Stuck}),
		Entered: sync.OnceFunc(func() {
			refresh := d.RefreshBehind(func(err error) { slog.Warn("a mended filing was not evaluated anew", "err", err) }, found.Filings()...)
			daily := d.BackupDaily(firstBackup, everyBackup, h.tell)
			h.stop = func() { daily(); refresh() }
		})}, nil
}

// leave wipes the keys of the store.
func (h *house) leave() {
	h.mu.Lock()
	st, d := h.store, h.in.Desk
	h.mu.Unlock()
	if st != nil {
		d.StopBackup() // it holds the code
		st.Lock()
	}
}

func (h *house) close() error {
	h.stop()
	h.vault.Lock()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.store == nil {
		return nil
	}
	return h.store.Close()
}

// watchSleep locks before the machine sleeps, where the system tells.
func watchSleep(lock func()) (stop func()) {
	stop, err := power.Watch(lock)
	if err != nil {
		slog.Info("sleep is known by the clock alone", "why", err)
		return func() {}
	}
	return stop
}

// openData opens a data folder for the command verify. No folder is made.
func openData(_ context.Context, folder string) (command.Data, error) {
	p, err := paths.Find(folder)
	if err != nil {
		return nil, err
	}
	return nil, app.Fail("", p.Dir())
}
