package desk

import (
	"context"
	"time"
)

// BackupKind says why a backup was made.
type BackupKind string

const (
	BackupDaily     BackupKind = "daily"
	BackupAsked     BackupKind = "asked"     // on request
	BackupMigration BackupKind = "migration" // before the data got a new form
)

// Backup is one backup file. A good one was restored into a scratch folder and
// compared when it was made.
type Backup struct {
	Path     string
	Made     time.Time
	Size     int64 // bytes
	Kind     BackupKind
	Good     bool // false: found in the folder, made elsewhere or changed since
	Filings  int
	Pictures int
	Missing  int // pictures that had no file any more when it was made
}

// BackupOptions of Backups.Make.
type BackupOptions struct {
	Folder     string
	Passphrase string
	Code       bool // the passphrase is a code made by the program
	Kind       BackupKind
}

// Restored is a folder with restored data, not yet in place.
type Restored struct {
	Folder string // its name inside of the data folder
	Backup Backup
}

// Backups is what the desk needs of the disk for backups; data/backup has it.
// progress tells bytes and may be nil. Errors are *app.Errors.
type Backups interface {
	Folder() string // where backups go unless another folder is chosen
	SameDisk(folder string) bool
	Make(ctx context.Context, o BackupOptions, progress func(done, total int64)) (Backup, error)
	Check(ctx context.Context, file, passphrase string, progress func(done, total int64)) (Backup, error)
	List(folder string) ([]Backup, error)
	Last() (b Backup, ok bool, err error)
	Restore(ctx context.Context, file, passphrase string, progress func(done, total int64)) (Restored, error)
	Plan(restored string) error
	Planned() string
	Unplan() error
	Former() ([]string, error)
	DropFormer(name string) error
}
