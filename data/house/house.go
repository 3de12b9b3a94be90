// Package house opens what lies in a data folder: key ring, store, backups and
// the use cases on them. The window and the commands come in here.
package house

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/assets"
	"beiandesk/data/backup"
	"beiandesk/data/keys"
	"beiandesk/data/keystore"
	"beiandesk/data/paths"
	"beiandesk/data/store"
	"beiandesk/data/tables"
)

const (
	// systemWait is how long the start waits for the key store of the system
	// before the window comes with a sentence instead of the list. One that is
	// unlocked answers within some milliseconds.
	systemWait = 700 * time.Millisecond

	// When the window looks whether the backup of the day is due.
	firstBackup = time.Minute
	everyBackup = time.Hour
)

// Options of New.
type Options struct {
	Version string          // of the program, named in backups
	Tell    func(error)     // hears of the automatic backup, see desk.BackupDaily; nil = nobody
	Secrets vault.Secrets   // nil = the key store of the system
	Tune    func() seal.KDF // nil = by measuring this machine
}

// House is the data behind the door: closed, open, or locked.
type House struct {
	p     paths.Paths
	o     Options
	vault *vault.Vault

	mu    sync.Mutex
	store *store.Store
	room  Room
	stop  func() // of the evaluation of mended filings and of backups
	fresh bool   // a backup was put in place and is not in the log yet
}

// Room is what lies behind the door.
type Room struct {
	Desk    *desk.Desk
	Found   store.Report
	Refused []error // tables of the data folder that are not used
}

// New looks at a data folder and opens nothing yet.
func New(p paths.Paths, o Options) (*House, error) {
	if o.Secrets == nil {
		o.Secrets = keystore.Store{}
	}
	if o.Tell == nil {
		o.Tell = func(error) {}
	}
	h := &House{p: p, o: o, stop: func() {}}
	files := keys.At(p.Key())
	v, err := vault.Find(vault.Options{Files: files, Secrets: o.Secrets, Attempts: keys.Attempts{Path: p.Attempts()}, Now: time.Now, Tune: o.Tune,
		HasData: func() (bool, error) { return store.HasData(h.places()) }})
	if err != nil {
		return nil, err
	}
	if err := files.Unmended(); err != nil {
		slog.Warn("the two key files are not equal yet", "err", err)
	}
	h.vault = v
	return h, nil
}

func (h *House) places() store.Places {
	return store.Places{Database: h.p.Database(), Pictures: h.p.Pictures(), Backup: h.p.Backup(), BeforeMigration: h.beforeMigration}
}

// Vault is the key ring of the folder.
func (h *House) Vault() *vault.Vault { return h.vault }

// BySystem opens with the key store of the system, where it answers at once.
// asked tells that it did not and may be asking the person. ok is false where
// another way must be taken.
func (h *House) BySystem() (o vault.Opened, ok, asked bool) {
	if h.vault.State() != vault.Locked || !h.vault.System() {
		return o, false, false
	}
	ctx, stop := context.WithTimeout(context.Background(), systemWait)
	defer stop()
	o, err := h.vault.OpenBySystem(ctx)
	if err != nil {
		slog.Info("not opened by the system", "err", err)
		return o, false, ctx.Err() != nil
	}
	return o, true, false
}

// Enter opens the store the first time and unlocks it later.
func (h *House) Enter(o vault.Opened) (Room, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.store != nil {
		return h.room, h.store.Unlock(o.Keys)
	}
	st, found, err := store.Open(h.places(), o.Keys, time.Now)
	if err != nil {
		return Room{}, err
	}
	room, err := h.furnish(st, found)
	if err == nil && h.fresh {
		err = room.Desk.Note(context.Background(), desk.DidBackupSet, "", "unpacked", "planned")
	}
	if err != nil {
		return Room{}, errors.Join(err, st.Close())
	}
	h.store, h.room = st, room
	return room, nil
}

// furnish makes what works on the store.
func (h *House) furnish(st *store.Store, found store.Report) (Room, error) {
	set, refused, err := table.Load(assets.Tables(), os.DirFS(h.p.Tables()))
	if err != nil {
		return Room{}, err
	}
	d := desk.New(st, desk.Options{Tables: set, Now: time.Now, Program: h.o.Version})
	d.UseTables(tables.In(h.p.Tables()))
	if err := d.KeepTables(); err != nil {
		refused = append(refused, err)
	}
	if err := d.UseLimits(h.p.Limits()); err != nil {
		refused = append(refused, err)
	}
	k := backup.New(h.p.Dir(), backup.Source{Snapshot: st.Snapshot, Pictures: h.p.Pictures(), Keys: h.p.Dir(), Program: h.o.Version}, time.Now)
	if err := k.Clean(); err != nil {
		slog.Warn("what an unfinished backup left cannot be removed", "code", app.CodeOf(err), "err", err)
	}
	d.UseBackups(k)
	return Room{Desk: d, Found: found, Refused: refused}, nil
}

// Restore puts a backup in place where there are no data yet, for the first
// start on a new computer. The ways of the backup then open it.
func (h *House) Restore(ctx context.Context, file, passphrase string, progress func(done, total int64)) error {
	if h.vault.State() != vault.Fresh {
		return app.Fail("house.not-empty", "这里已经有数据了。请打开以后在“备份与交接”里恢复。")
	}
	k := backup.New(h.p.Dir(), backup.FolderSource(h.p.Dir(), h.o.Version), time.Now)
	r, err := k.Restore(ctx, file, passphrase, progress)
	if err != nil {
		return err
	}
	if err := k.Plan(r.Folder); err != nil {
		return err
	}
	if _, err := backup.Swap(h.p.Dir()); err != nil {
		return err
	}
	h.mu.Lock()
	h.fresh = true
	h.mu.Unlock()
	return h.vault.Reread()
}

// Begin starts what runs behind the window, once: filings mended at the start
// are evaluated anew, and the backup of the day is made.
func (h *House) Begin() {
	h.mu.Lock()
	defer h.mu.Unlock()
	d := h.room.Desk
	refresh := d.RefreshBehind(func(err error) { slog.Warn("a mended filing was not evaluated anew", "err", err) }, h.room.Found.Filings()...)
	daily := d.BackupDaily(firstBackup, everyBackup, h.o.Tell)
	h.stop = func() { daily(); refresh() }
}

// Leave wipes the keys of the store.
func (h *House) Leave() {
	h.mu.Lock()
	st, d := h.store, h.room.Desk
	h.mu.Unlock()
	if st != nil {
		d.StopBackup() // it holds the code
		st.Lock()
	}
}

// Close ends everything.
func (h *House) Close() error {
	h.mu.Lock()
	stop := h.stop
	h.mu.Unlock()
	stop()
	h.vault.Lock()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.store == nil {
		return nil
	}
	return h.store.Close()
}

// beforeMigration makes a whole backup of data whose store is not open yet.
func (h *House) beforeMigration(ctx context.Context, code string) (string, error) {
	k := backup.New(h.p.Dir(), backup.FolderSource(h.p.Dir(), h.o.Version), time.Now)
	b, err := k.Make(ctx, desk.BackupOptions{Folder: h.p.Backup(), Passphrase: code, Code: true, Kind: desk.BackupMigration}, nil)
	if err != nil {
		slog.Warn("no whole backup before the migration", "code", app.CodeOf(err), "err", err)
	}
	return b.Path, err
}
