package house

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/seal"
	"beiandesk/app/vault"
	"beiandesk/data/backup"
	"beiandesk/data/paths"
	"beiandesk/data/store"
)

// Examiner opens a data folder for the command verify and repairs from the
// last backup what can be repaired.
type Examiner struct {
	Options Options
	// Login is the label of the passphrase, needed where there are several.
	Login string
	// Ask gets a passphrase or a recovery code from the person.
	Ask func(prompt string) (string, error)

	house *House // of the last Open
}

// Open opens a folder, "" for the usual one, by the key store of the system or
// by asking. No folder is made and nothing is changed.
func (x *Examiner) Open(ctx context.Context, folder string) (desk.Examined, error) {
	p, err := paths.Find(folder)
	if err != nil {
		return nil, err
	}
	if x.house == nil || x.house.p.Dir() != p.Dir() {
		h, err := New(p, x.Options)
		if err != nil {
			return nil, err
		}
		x.house = h
	}
	source, err := x.keys(ctx)
	if err != nil {
		return nil, err
	}
	return store.OpenCheck(x.house.places(), source, time.Now)
}

func (x *Examiner) keys(ctx context.Context) (seal.Keys, error) {
	v := x.house.vault
	switch v.State() {
	case vault.Open:
		return v, nil
	case vault.Fresh:
		return nil, app.Fail(store.CodeMissing, "这里没有备案台的数据。请用 -data 指定数据文件夹。")
	case vault.Plain:
		return nil, app.Fail(store.CodeOlder, "数据还是旧格式，还没有设置密码。请先打开一次程序，按提示设置好，再来检查。")
	}
	if o, ok, _ := x.house.BySystem(); ok {
		return o.Keys, nil
	}
	slot, err := x.slot(v.Logins())
	if err != nil {
		return nil, err
	}
	typed, err := x.Ask("密码或恢复码：")
	if err != nil {
		return nil, err
	}
	var o vault.Opened
	if _, bad := seal.ParseRecovery(typed); bad == nil || slot == "" {
		o, err = v.OpenByRecovery(ctx, typed)
	} else {
		o, err = v.OpenByPassphrase(ctx, slot, typed)
	}
	return o.Keys, err
}

// slot is that of the login label; "" where no passphrase is set.
func (x *Examiner) slot(logins []vault.Login) (string, error) {
	var labels []string
	for _, l := range logins {
		if x.Login == l.Label {
			return l.Slot, nil
		}
		labels = append(labels, l.Label)
	}
	switch {
	case len(logins) == 0:
		return "", nil
	case len(logins) == 1 && x.Login == "":
		return logins[0].Slot, nil
	}
	return "", app.Fail("verify.login", "请用 --login 指定登录名，可选：“"+strings.Join(labels, "”“")+"”。")
}

// Repair brings back what the newest backup holds. Pictures are put in place
// one by one. What is wrong inside the database can only be restored as a
// whole: it is unpacked and proved, and the next start of the program puts it
// in place of the present data, which are kept.
func (x *Examiner) Repair(ctx context.Context, faults []desk.Fault) (r desk.Repaired, err error) {
	p := x.house.p
	release, err := alone(p, "修复")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, release()) }()
	k := backup.New(p.Dir(), backup.FolderSource(p.Dir(), x.Options.Version), time.Now)
	code, folder := x.backupPlace(ctx)
	if folder == "" {
		folder = k.Folder()
	}
	list, err := k.List(folder)
	if err != nil {
		return r, err
	}
	newest, ok := best(list)
	if !ok {
		return r, app.Fail("verify.no-backup", "没有找到备份，无法自动修复。请先复制整个数据文件夹留底，再把最近的备份放进备份文件夹后重试。")
	}
	if code == "" {
		if code, err = x.Ask("做备份时的恢复码或密码："); err != nil {
			return r, err
		}
	}
	restored, err := k.Restore(ctx, newest.Path, code, nil)
	if err != nil {
		return r, err
	}
	r.Made = newest.Made
	from := filepath.Join(p.Dir(), restored.Folder)
	if whole(faults) {
		r.Planned = true
		return r, k.Plan(restored.Folder)
	}
	for _, f := range faults {
		name, ok := store.PictureName(f.Picture)
		if !f.Repairable || !ok {
			continue
		}
		back, err := bringBack(filepath.Join(from, "pictures", name), filepath.Join(p.Pictures(), name))
		if err != nil {
			return r, errors.Join(err, os.RemoveAll(from))
		}
		if back {
			r.Files++
		}
	}
	return r, os.RemoveAll(from)
}

// backupPlace is what the data say of their backups; nothing where they are too
// damaged to say it.
func (x *Examiner) backupPlace(ctx context.Context) (code, folder string) {
	check, err := store.OpenCheck(x.house.places(), x.house.vault, time.Now)
	if err != nil {
		return "", ""
	}
	err = check.View(ctx, func(r desk.Reader) (err error) {
		code, folder, err = desk.BackupPlace(r)
		return err
	})
	if errors.Join(err, check.Close()) != nil {
		return "", ""
	}
	return code, folder
}

// best is the newest backup that is known to be good, else the newest.
func best(list []desk.Backup) (b desk.Backup, ok bool) {
	for _, x := range list {
		if x.Good && (!b.Good || x.Made.After(b.Made)) || !b.Good && x.Made.After(b.Made) {
			b, ok = x, true
		}
	}
	return b, ok
}

// whole tells whether anything but picture files is damaged.
func whole(faults []desk.Fault) bool {
	for _, f := range faults {
		if f.Repairable && f.Code != desk.FaultPicture && f.Code != desk.FaultMissing {
			return true
		}
	}
	return false
}

// bringBack puts a sealed picture in place of a damaged or missing one. back is
// false where the backup does not hold it.
func bringBack(from, to string) (back bool, err error) {
	data, err := os.ReadFile(from)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err == nil {
		err = os.MkdirAll(filepath.Dir(to), 0o700)
	}
	if err == nil {
		err = desk.WriteFile(to, data)
	}
	if err != nil {
		return false, app.Wrap(err, "verify.write", "修复时图片没有写成，已修复的部分有效。请检查磁盘空间和权限后再试一次。")
	}
	return true, nil
}
