package desk

import (
	"context"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// Keys of settings that belong to backups.
const (
	keyBackups  = "backups"
	keyCodeUsed = "backup-code" // the recovery code, as bytes
)

// CodeNoCode is the code of a backup that nobody could open.
const CodeNoCode = "backup.no-code"

// backups are the disk's side and the run under way.
type backups struct {
	mu     sync.Mutex
	keep   Backups
	cancel context.CancelFunc // of the automatic run
}

// backupPrefs are what the office chose.
type backupPrefs struct {
	Folder string `json:"folder,omitempty"` // "" = inside of the data folder
}

// UseBackups joins the desk to the disk's backups; call it before anything else.
func (d *Desk) UseBackups(b Backups) { d.copies.keep = b }

func (d *Desk) keeper() (Backups, error) {
	if d.copies.keep == nil {
		return nil, app.Fail("backup.none", "这里不能备份。请从程序窗口里备份。")
	}
	return d.copies.keep, nil
}

// BackupState is what the page of backups shows.
type BackupState struct {
	Folder   string
	Own      bool // the folder was chosen
	SameDisk bool // a broken disk would take data and backups
	Code     bool // there is a code, so backups run by themselves
	List     []Backup
	Unseen   error // why the list could not be read: the stick is not there
	Last     Backup
	HasLast  bool
	Planned  string   // restored folder that the next start puts in place
	Former   []string // folders with the data of before a restore
}

// Backups gathers it.
func (d *Desk) Backups(ctx context.Context) (s BackupState, err error) {
	k, err := d.keeper()
	if err != nil {
		return s, err
	}
	code, prefs, err := d.backupSettings(ctx)
	if err != nil {
		return s, err
	}
	s.Code, s.Folder, s.Own = code != "", prefs.Folder, prefs.Folder != ""
	if !s.Own {
		s.Folder = k.Folder()
	}
	s.SameDisk = k.SameDisk(s.Folder)
	s.List, s.Unseen = k.List(s.Folder)
	if s.Last, s.HasLast, err = k.Last(); err != nil {
		return s, err
	}
	s.Planned = k.Planned()
	s.Former, err = k.Former()
	return s, err
}

func (d *Desk) backupSettings(ctx context.Context) (code string, p backupPrefs, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		code, p.Folder, err = BackupPlace(r)
		return err
	})
	return code, p, err
}

// BackupPlace is the code that backups are made with, "" if there is none, and
// the folder that was chosen for them, "" for the usual one.
func BackupPlace(r Reader) (code, folder string, err error) {
	b, err := r.Setting(keyCodeUsed)
	if err != nil {
		return "", "", err
	}
	var p backupPrefs
	err = readSetting(r, keyBackups, &p)
	return string(b), p.Folder, err
}

// SetBackupFolder chooses where backups go, "" for inside of the data folder.
// What lies in the former folder stays there.
func (d *Desk) SetBackupFolder(ctx context.Context, folder string) error {
	return d.keepSetting(ctx, MayBackup, keyBackups, backupPrefs{Folder: folder})
}

// BackupNow makes a backup with the office's code and proves that it can be
// restored. progress tells bytes and may be nil.
func (d *Desk) BackupNow(ctx context.Context, progress func(done, total int64)) (Backup, error) {
	if err := d.May(MayBackup); err != nil {
		return Backup{}, err
	}
	return d.backup(ctx, BackupAsked, progress)
}

func (d *Desk) backup(ctx context.Context, kind BackupKind, progress func(done, total int64)) (Backup, error) {
	k, err := d.keeper()
	if err != nil {
		return Backup{}, err
	}
	code, prefs, err := d.backupSettings(ctx)
	if err != nil {
		return Backup{}, err
	}
	if code == "" {
		return Backup{}, app.Fail(CodeNoCode, "还没有恢复码，备份出来谁也打不开，所以没有备份。请先到“设置 → 安全”里生成恢复码。")
	}
	folder := prefs.Folder
	if folder == "" {
		folder = k.Folder()
	}
	b, err := k.Make(ctx, BackupOptions{Folder: folder, Passphrase: code, Code: true, Kind: kind}, progress)
	if err != nil {
		return b, err
	}
	return b, d.Note(context.WithoutCancel(ctx), DidBackup, "", string(kind)) // it lies on the disk now
}

// BackupDue tells whether the automatic backup of today is still to be made. A
// clock that was set back makes it due, too: the day is another one.
func (d *Desk) BackupDue(ctx context.Context) (bool, error) {
	k, err := d.keeper()
	if err != nil {
		return false, err
	}
	last, ok, err := k.Last()
	if err != nil {
		return false, err
	}
	today := d.now().In(filing.China).Format(time.DateOnly)
	return !ok || last.Made.In(filing.China).Format(time.DateOnly) != today, nil
}

// BackupDaily looks every so often whether the backup of the day is due, and
// makes it. tell gets each new trouble once, and nil when a later run went well;
// it is called on a goroutine of its own. Without a code, or while the data are
// locked, nothing happens. The first look comes after a while, so that the start
// of the window is not slowed down. stop ends a run under way and waits for it.
func (d *Desk) BackupDaily(after, every time.Duration, tell func(error)) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var done sync.WaitGroup
	done.Go(func() {
		trouble := ""
		for next := time.NewTimer(after); ; next.Reset(every) {
			select {
			case <-next.C:
			case <-ctx.Done():
				next.Stop()
				return
			}
			err := d.backupOfTheDay(ctx)
			if code := app.CodeOf(err); ctx.Err() == nil && code != trouble && code != app.CodeCanceled {
				trouble = code
				tell(err)
			}
		}
	})
	return func() {
		cancel()
		done.Wait()
	}
}

func (d *Desk) backupOfTheDay(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	d.copies.mu.Lock()
	d.copies.cancel = cancel
	d.copies.mu.Unlock()
	due, err := d.BackupDue(ctx)
	if err != nil || !due {
		return err
	}
	_, err = d.backup(ctx, BackupDaily, nil)
	switch app.CodeOf(err) {
	case CodeNoCode, codeLocked: // the page tells; later is early enough
		return nil
	}
	return err
}

// codeLocked is store.CodeLocked.
const codeLocked = "store.locked"

// StopBackup ends an automatic run under way: when the window is locked, the
// code must leave the memory. The next look makes up for it.
func (d *Desk) StopBackup() {
	d.copies.mu.Lock()
	defer d.copies.mu.Unlock()
	if d.copies.cancel != nil {
		d.copies.cancel()
	}
}

// CheckBackup proves that a backup opens and can be restored. An empty
// passphrase stands for the office's code.
func (d *Desk) CheckBackup(ctx context.Context, file, passphrase string, progress func(done, total int64)) (Backup, error) {
	k, passphrase, err := d.opener(ctx, passphrase)
	if err != nil {
		return Backup{}, err
	}
	return k.Check(ctx, file, passphrase, progress)
}

// RestoreBackup unpacks a backup beside the data, which stay as they are, and
// proves it. PlanRestore then puts it in place at the next start. An empty
// passphrase stands for the office's code.
func (d *Desk) RestoreBackup(ctx context.Context, file, passphrase string, progress func(done, total int64)) (Restored, error) {
	if err := d.May(MayRestore); err != nil {
		return Restored{}, err
	}
	k, passphrase, err := d.opener(ctx, passphrase)
	if err != nil {
		return Restored{}, err
	}
	r, err := k.Restore(ctx, file, passphrase, progress)
	if err != nil {
		return r, err
	}
	return r, d.Note(context.WithoutCancel(ctx), DidBackupSet, "", "unpacked")
}

func (d *Desk) opener(ctx context.Context, passphrase string) (Backups, string, error) {
	k, err := d.keeper()
	if err != nil {
		return nil, "", err
	}
	if passphrase == "" {
		if passphrase, _, err = d.backupSettings(ctx); err != nil {
			return nil, "", err
		}
	}
	if passphrase == "" {
		return nil, "", app.Fail(CodeNoCode, "请输入做这个备份时的恢复码或备份密码。").At("passphrase")
	}
	return k, passphrase, nil
}

// PlanRestore makes the next start put a restored folder, or one with the data
// of before a restore, in the place of the present data, which are kept.
func (d *Desk) PlanRestore(ctx context.Context, folder string) error {
	return d.restoring(ctx, "planned", func(k Backups) error { return k.Plan(folder) })
}

// UnplanRestore takes that back.
func (d *Desk) UnplanRestore(ctx context.Context) error {
	return d.restoring(ctx, "unplanned", func(k Backups) error { return k.Unplan() })
}

// DropFormer removes a folder with the data of before a restore for good.
func (d *Desk) DropFormer(ctx context.Context, folder string) error {
	return d.restoring(ctx, "former-dropped", func(k Backups) error { return k.DropFormer(folder) })
}

// restoring is the shape of what decides about restored data.
func (d *Desk) restoring(ctx context.Context, kind string, work func(Backups) error) error {
	if err := d.May(MayRestore); err != nil {
		return err
	}
	k, err := d.keeper()
	if err != nil {
		return err
	}
	if err := work(k); err != nil {
		return err
	}
	return d.Note(context.WithoutCancel(ctx), DidBackupSet, "", kind)
}
