package backup

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"beiandesk/app/desk"
	"beiandesk/data/disk"
)

// Keeper makes and keeps the backups of one data folder. It is safe for many
// goroutines; one backup is made at a time. Only one process may have it, which
// the lock on the data folder sees to.
type Keeper struct {
	dir    string // the data folder
	source Source
	now    func() time.Time
	mu     sync.Mutex
}

var _ desk.Backups = (*Keeper)(nil)

// New makes the keeper of a data folder.
func New(dir string, source Source, now func() time.Time) *Keeper {
	return &Keeper{dir: dir, source: source, now: now}
}

// Folder is where backups go unless another folder is chosen.
func (k *Keeper) Folder() string { return filepath.Join(k.dir, "backup") }

func (k *Keeper) ledgerPath() string { return filepath.Join(k.Folder(), ledgerName) }

// SameDisk tells whether a folder lies on the disk of the data, so that both
// would be lost together.
func (k *Keeper) SameDisk(folder string) bool { return sameDisk(k.dir, folder) }

// Make makes a backup, proves that it can be restored, gives it its name, and
// lets older ones go. Nothing half-made is left, also after a kill: the next
// Make clears it away. progress may be nil.
func (k *Keeper) Make(ctx context.Context, o desk.BackupOptions, progress func(done, total int64)) (b desk.Backup, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	b, err = k.make(ctx, o, progress)
	return b, writing(err)
}

func (k *Keeper) make(ctx context.Context, o desk.BackupOptions, progress Progress) (b desk.Backup, err error) {
	folder, err := filepath.Abs(o.Folder)
	if err != nil {
		return b, err
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return b, errors.Join(fs.ErrNotExist, err)
	}
	if err := os.MkdirAll(k.Folder(), 0o700); err != nil {
		return b, err
	}
	l, err := readLedger(k.ledgerPath())
	if err != nil {
		return b, err
	}
	l.clear()
	at := k.now()
	name, err := nameFor(folder, at)
	if err != nil {
		return b, err
	}
	tmp := filepath.Join(folder, name+partSuffix)
	scratch := filepath.Join(folder, scratchPrefix+strings.TrimSuffix(name, nameSuffix))
	l.Working = append(l.Working, tmp, scratch)
	if err := l.write(k.ledgerPath()); err != nil {
		return b, err
	}
	defer func() { // also forgets what is no longer there
		l.clear()
		err = errors.Join(err, l.write(k.ledgerPath()))
	}()
	work := workTyped
	if o.Code {
		work = workCode
	}
	m := &meter{ctx: ctx, tell: progress}
	man, err := k.source.write(ctx, tmp, scratch, o.Passphrase, work, at, m)
	if err != nil {
		return b, err
	}
	if err := prove(ctx, tmp, o.Passphrase, scratch, m); err != nil {
		return b, err
	}
	e := entry{N: l.Next, Folder: folder, Name: name, At: at, Kind: o.Kind, Filings: man.Filings, Pictures: man.Pictures, Missing: man.Missing}
	if e.Mark, e.Size, err = markOf(tmp); err != nil {
		return b, err
	}
	// The ledger first: a kill in between leaves an entry without a file, which
	// counts for nothing, and the part is cleared away.
	l.Made, l.Next = append(l.Made, e), l.Next+1
	if err := l.write(k.ledgerPath()); err != nil {
		return b, err
	}
	if err := os.Rename(tmp, e.path()); err != nil {
		return b, err
	}
	if err := disk.SyncDir(folder); err != nil {
		return b, err
	}
	return e.shown(true), l.rotate(folder)
}

// write makes the age file and forces it to the disk.
func (s Source) write(ctx context.Context, path, scratch, passphrase string, work int, at time.Time, m *meter) (man Manifest, err error) {
	if err := os.Mkdir(scratch, 0o700); err != nil {
		return man, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return man, err
	}
	man, err = s.pack(ctx, f, passphrase, work, at, scratch, m)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return man, err
}

// prove restores a backup into the scratch folder, which is empty, and compares.
func prove(ctx context.Context, path, passphrase, scratch string, m *meter) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() // only read from
	_, err = unpack(ctx, f, passphrase, scratch, false, m)
	return err
}

// rotate removes what is beyond the numbers to keep in one folder. A file that
// is not the one of the ledger any more, or cannot be removed now, is left.
func (l *ledger) rotate(folder string) error {
	var list []Kept
	for _, e := range l.Made {
		if e.Folder == folder && e.still() {
			list = append(list, Kept{e.N, e.At})
		}
	}
	drop := Rotate(list)
	var all error
	l.Made = slices.DeleteFunc(l.Made, func(e entry) bool {
		if !slices.Contains(drop, e.N) {
			return false
		}
		err := os.Remove(e.path())
		all = errors.Join(all, err)
		return err == nil
	})
	return all
}

func (e entry) shown(good bool) desk.Backup {
	return desk.Backup{Path: e.path(), Made: e.At, Size: e.Size, Kind: e.Kind, Good: good, Filings: e.Filings, Pictures: e.Pictures, Missing: e.Missing}
}

// List lists the backups in a folder, the newest first: those of this program,
// and others that are named so, which nobody has checked here. A folder that is
// not there has none.
func (k *Keeper) List(folder string) ([]desk.Backup, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	l, err := readLedger(k.ledgerPath())
	if err != nil {
		return nil, reading(err)
	}
	files, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, reading(err)
	}
	var list []desk.Backup
	for _, f := range files {
		at, ok := named(f.Name(), k.now().Location())
		if !ok || !f.Type().IsRegular() {
			continue
		}
		i := slices.IndexFunc(l.Made, func(e entry) bool { return e.Folder == folder && e.Name == f.Name() })
		if i >= 0 && l.Made[i].still() {
			list = append(list, l.Made[i].shown(true))
			continue
		}
		b := desk.Backup{Path: filepath.Join(folder, f.Name()), Made: at}
		if info, err := f.Info(); err == nil {
			b.Size = info.Size()
		}
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b desk.Backup) int { return b.Made.Compare(a.Made) })
	return list, nil
}

// Last is the newest good backup whose file is there, whatever the clock says;
// ok is false when there is none.
func (k *Keeper) Last() (b desk.Backup, ok bool, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	l, err := readLedger(k.ledgerPath())
	if err != nil {
		return b, false, reading(err)
	}
	for _, e := range slices.Backward(l.Made) {
		if e.still() {
			return e.shown(true), true, nil
		}
	}
	return b, false, nil
}

// Clean clears away what a killed run has left.
func (k *Keeper) Clean() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	l, err := readLedger(k.ledgerPath())
	if err != nil {
		return reading(err)
	}
	if len(l.Working) > 0 {
		l.clear()
		err = l.write(k.ledgerPath())
	}
	for _, path := range []string{k.ledgerPath(), filepath.Join(k.dir, planName)} {
		if gone := os.Remove(path + tmpSuffix); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return writing(err)
}
