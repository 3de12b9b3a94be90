package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"golang.org/x/term"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/data/backup"
	"beiandesk/data/lock"
	"beiandesk/data/paths"
	"beiandesk/data/store"
	"beiandesk/screens/text"
)

// When the window looks whether the backup of the day is due.
const (
	firstBackup = time.Minute
	everyBackup = time.Hour
)

// keepBackups joins the desk to the backups of the open data.
func keepBackups(d *desk.Desk, p paths.Paths, st *store.Store, version string) {
	k := backup.New(p.Dir(), backup.Source{Snapshot: st.Snapshot, Pictures: p.Pictures(), Keys: p.Dir(), Program: version}, time.Now)
	if err := k.Clean(); err != nil {
		slog.Warn("what an unfinished backup left cannot be removed", "code", app.CodeOf(err), "err", err)
	}
	d.UseBackups(k)
}

// beforeMigration makes a whole backup of data whose store is not open yet.
func beforeMigration(p paths.Paths) func(ctx context.Context, code string) (string, error) {
	return func(ctx context.Context, code string) (string, error) {
		k := backup.New(p.Dir(), backup.FolderSource(p.Dir(), app.Version(manifest)), time.Now)
		b, err := k.Make(ctx, desk.BackupOptions{Folder: p.Backup(), Passphrase: code, Code: true, Kind: desk.BackupMigration}, nil)
		if err != nil {
			slog.Warn("no whole backup before the migration", "code", app.CodeOf(err), "err", err)
		}
		return b.Path, err
	}
}

// swapNews tells of restored data that this start has put in place.
func swapNews(s backup.Swapped) []string {
	switch {
	case s.Done:
		return []string{text.RestoredInPlace(s.Kept)}
	case s.Gone:
		return []string{text.RestoredGone}
	}
	return nil
}

// disk carries out the commands backup and restore.
type disk struct{ version string }

func (c disk) Backup(ctx context.Context, data, to, passphrase string, progress func(done, total int64)) (b desk.Backup, err error) {
	p, err := paths.Open(data)
	if err != nil {
		return b, err
	}
	held, err := lock.Take(p.Dir())
	if errors.Is(err, lock.ErrShown) {
		return b, app.Wrap(err, "backup.window", "程序的窗口正开着，没有备份。请在窗口的“备份与交接”里备份，或关闭窗口后再试。")
	}
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, held.Release()) }()
	if _, err := backup.Swap(p.Dir()); err != nil {
		return b, err
	}
	k := backup.New(p.Dir(), backup.FolderSource(p.Dir(), c.version), time.Now)
	return k.Make(ctx, desk.BackupOptions{Folder: to, Passphrase: passphrase, Kind: desk.BackupAsked}, progress)
}

func (disk) Restore(ctx context.Context, file, passphrase, into string, progress func(done, total int64)) (desk.Backup, error) {
	man, err := backup.Restore(ctx, file, passphrase, into, progress)
	return desk.Backup{Path: file, Made: man.Made, Good: err == nil, Filings: man.Filings, Pictures: man.Pictures, Missing: man.Missing}, err
}

func (disk) ReadPassphrase(prompt string) (string, error) {
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		return "", app.Fail("backup.no-terminal", "这里没有可以输入口令的终端。请用 --passphrase-file 指定口令文件。")
	}
	if _, err := os.Stderr.WriteString(prompt); err != nil {
		return "", err
	}
	typed, err := term.ReadPassword(in)
	if _, werr := os.Stderr.WriteString("\n"); err == nil {
		err = werr
	}
	if err != nil {
		return "", app.Wrap(err, "backup.no-terminal", "口令没有读到。请再试一次，或用 --passphrase-file 指定口令文件。")
	}
	return string(typed), nil
}
