package house

import (
	"context"
	"errors"
	"os"
	"time"

	"golang.org/x/term"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/data/backup"
	"beiandesk/data/lock"
	"beiandesk/data/paths"
)

// Disk carries out the commands backup and restore; see command.Disk.
type Disk struct{ Version string }

// alone takes the lock of a data folder, so that no window works in it.
func alone(p paths.Paths, doing string) (release func() error, err error) {
	held, err := lock.Take(p.Dir())
	if errors.Is(err, lock.ErrShown) {
		return nil, app.Wrap(err, "backup.window", "程序的窗口正开着，没有"+doing+"。请关闭窗口后再试。")
	}
	if err != nil {
		return nil, err
	}
	return held.Release, nil
}

// Backup backs up a data folder, "" for the usual one.
func (c Disk) Backup(ctx context.Context, data, to, passphrase string, progress func(done, total int64)) (b desk.Backup, err error) {
	p, err := paths.Open(data)
	if err != nil {
		return b, err
	}
	release, err := alone(p, "备份")
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, release()) }()
	if _, err := backup.Swap(p.Dir()); err != nil {
		return b, err
	}
	k := backup.New(p.Dir(), backup.FolderSource(p.Dir(), c.Version), time.Now)
	return k.Make(ctx, desk.BackupOptions{Folder: to, Passphrase: passphrase, Kind: desk.BackupAsked}, progress)
}

// Restore unpacks a backup into a new folder and proves it.
func (Disk) Restore(ctx context.Context, file, passphrase, into string, progress func(done, total int64)) (desk.Backup, error) {
	man, err := backup.Restore(ctx, file, passphrase, into, progress)
	return desk.Backup{Path: file, Made: man.Made, Good: err == nil, Filings: man.Filings, Pictures: man.Pictures, Missing: man.Missing}, err
}

// ReadPassphrase asks on the terminal, without showing what is typed.
func (Disk) ReadPassphrase(prompt string) (string, error) {
	in := int(os.Stdin.Fd())
	if !term.IsTerminal(in) {
		return "", app.Fail("backup.no-terminal", "这里没有可以输入密码的终端。请用 --passphrase-file 指定密码文件。")
	}
	if _, err := os.Stderr.WriteString(prompt); err != nil {
		return "", err
	}
	typed, err := term.ReadPassword(in)
	if _, werr := os.Stderr.WriteString("\n"); err == nil {
		err = werr
	}
	if err != nil {
		return "", app.Wrap(err, "backup.no-terminal", "密码没有读到。请再试一次，或用 --passphrase-file 指定密码文件。")
	}
	return string(typed), nil
}
