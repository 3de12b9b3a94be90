package backup

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/data/disk"
)

// RestoredPrefix begins the names of folders with restored data.
const RestoredPrefix = "restored-"

// Check proves that a backup opens and can be restored, in a scratch folder
// beside it that is removed afterwards.
func (k *Keeper) Check(ctx context.Context, file, passphrase string, progress func(done, total int64)) (desk.Backup, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	dir := filepath.Join(filepath.Dir(file), scratchPrefix+strings.TrimSuffix(filepath.Base(file), nameSuffix))
	var man Manifest
	err := k.working(dir, func() (err error) {
		man, err = restoreInto(ctx, file, passphrase, dir, false, progress)
		return errors.Join(err, os.RemoveAll(dir))
	})
	return man.shown(file), reading(err)
}

// Restore unpacks a backup into a new folder inside of the data folder and
// compares all of it. The present data are not touched. The folder has its name
// only when it is whole; hand it to Plan.
func (k *Keeper) Restore(ctx context.Context, file, passphrase string, progress func(done, total int64)) (r desk.Restored, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	name := RestoredPrefix + k.now().Format(nameTime)
	into := filepath.Join(k.dir, name)
	err = k.working(into+partSuffix, func() error {
		man, err := Restore(ctx, file, passphrase, into, progress)
		r = desk.Restored{Folder: name, Backup: man.shown(file)}
		return err
	})
	return r, reading(err)
}

// working notes a path that is to be cleared away if the program ends.
func (k *Keeper) working(path string, work func() error) (err error) {
	if err := os.MkdirAll(k.Folder(), 0o700); err != nil {
		return err
	}
	l, err := readLedger(k.ledgerPath())
	if err != nil {
		return err
	}
	l.clear()
	l.Working = append(l.Working, path)
	if err := l.write(k.ledgerPath()); err != nil {
		return err
	}
	defer func() {
		l.clear()
		err = errors.Join(err, l.write(k.ledgerPath()))
	}()
	return work()
}

func (m Manifest) shown(file string) desk.Backup {
	return desk.Backup{Path: file, Made: m.Made, Good: true, Filings: m.Filings, Pictures: m.Pictures, Missing: m.Missing}
}

// Restore unpacks a backup into a folder that is not there yet or empty, as a
// data folder. It appears whole or not at all.
func Restore(ctx context.Context, file, passphrase, into string, progress func(done, total int64)) (man Manifest, err error) {
	man, err = restoreWhole(ctx, file, passphrase, into, progress)
	return man, reading(err)
}

func restoreWhole(ctx context.Context, file, passphrase, into string, progress Progress) (man Manifest, err error) {
	into, err = filepath.Abs(into)
	if err != nil {
		return man, err
	}
	switch there, err := os.ReadDir(into); {
	case err == nil && len(there) > 0:
		return man, app.Fail(CodeExists, "这个文件夹里已经有文件，没有恢复，以免混在一起。请指定一个新的或空的文件夹。")
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return man, err
	}
	tmp := into + partSuffix
	if err := dropUnfinished(tmp); err != nil {
		return man, err
	}
	if man, err = restoreInto(ctx, file, passphrase, tmp, true, progress); err != nil {
		return man, errors.Join(err, os.RemoveAll(tmp))
	}
	if err := os.Remove(into); err != nil && !errors.Is(err, fs.ErrNotExist) { // empty
		return man, errors.Join(err, os.RemoveAll(tmp))
	}
	if err := os.Rename(tmp, into); err != nil {
		return man, errors.Join(err, os.RemoveAll(tmp))
	}
	return man, disk.SyncDir(filepath.Dir(into))
}

// unfinishedMark lies in a folder while it is being filled.
const unfinishedMark = ".beiandesk-restoring"

// dropUnfinished removes what a killed restore has left, and nothing else.
func dropUnfinished(tmp string) error {
	switch _, err := os.Stat(filepath.Join(tmp, unfinishedMark)); {
	case err == nil:
		return os.RemoveAll(tmp)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	err := os.Remove(tmp) // empty, or killed before the mark
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return app.Wrap(err, CodeExists, "文件夹“"+filepath.Base(tmp)+"”已经存在，没有恢复。请把它移走，或换一个要恢复到的文件夹。")
	}
	return nil
}

// restoreInto unpacks into a folder that it makes.
func restoreInto(ctx context.Context, file, passphrase, dir string, durable bool, progress Progress) (man Manifest, err error) {
	f, err := os.Open(file)
	if err != nil {
		return man, err
	}
	defer f.Close() // only read from
	if err := os.Mkdir(dir, 0o700); err != nil {
		return man, err
	}
	mark := filepath.Join(dir, unfinishedMark)
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return man, err
	}
	if man, err = unpack(ctx, f, passphrase, dir, durable, &meter{ctx: ctx, tell: progress}); err != nil {
		return man, err
	}
	if err := os.MkdirAll(filepath.Join(dir, "pictures"), 0o700); err != nil {
		return man, err
	}
	if err := os.Remove(mark); err != nil {
		return man, err
	}
	if !durable {
		return man, nil
	}
	return man, syncTree(dir)
}

// syncTree forces the names in a folder and below to the disk.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return disk.SyncDir(path)
	})
}
