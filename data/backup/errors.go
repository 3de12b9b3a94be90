package backup

import (
	"context"
	"errors"
	"io/fs"

	"filippo.io/age"

	"beiandesk/app"
	"beiandesk/data/store"
)

// Codes of errors, beside those of the store and app.CodeCanceled.
const (
	CodeFolder     = "backup.folder"     // the folder is not there
	CodeFull       = "backup.full"       // no room
	CodeReadOnly   = "backup.read-only"  // may not be written
	CodeWrite      = "backup.write"      // any other failure of the disk
	CodeRead       = "backup.read"       // the file cannot be read
	CodePassphrase = "backup.passphrase" // it does not open the file
	CodeDamaged    = "backup.damaged"    // changed, cut or not whole
	CodeForeign    = "backup.foreign"    // not a backup of this program
	CodeNewer      = "backup.newer"      // by a newer program
	CodeCheck      = "backup.check"      // what was written does not read back equal
	CodeExists     = "backup.exists"     // the folder to restore into is not empty
	CodeSwap       = "backup.swap"       // the restored data could not be put in place
)

func errDamaged(cause error) error {
	return app.Wrap(cause, CodeDamaged, "这个备份文件已损坏或不完整，没有恢复任何内容。请换一个较早的备份。")
}

func errForeign(cause error) error {
	return app.Wrap(cause, CodeForeign, "这不是本程序的备份文件，没有恢复任何内容。请选择名为 beiandesk-日期-时间.age 的文件。")
}

// writing gives a failure while a backup is written its sentence.
func writing(err error) error {
	if err == nil || known(err) {
		return err
	}
	switch {
	case canceled(err):
		return app.Wrap(err, app.CodeCanceled, "备份已取消，没有留下未完成的文件。")
	case store.Class(err) == store.CodeFull:
		return app.Wrap(err, CodeFull, "放备份的磁盘空间不够，这次没有备份。备份和检查一共需要约两倍于数据的空间；请清理磁盘或换一个备份文件夹，再试一次。")
	case store.Class(err) == store.CodeReadOnly:
		return app.Wrap(err, CodeReadOnly, "备份文件夹不允许写入，这次没有备份。请检查权限或写保护，或换一个备份文件夹。")
	case errors.Is(err, fs.ErrNotExist):
		return app.Wrap(err, CodeFolder, "找不到备份文件夹，这次没有备份。U盘或移动硬盘请先插好，或换一个备份文件夹。")
	}
	return app.Wrap(err, CodeWrite, "备份没有写成，磁盘可能已断开或有故障。请检查磁盘，或换一个备份文件夹，再试一次。")
}

// reading gives a failure while a backup is opened or unpacked its sentence.
func reading(err error) error {
	if err == nil || known(err) {
		return err
	}
	var none *age.NoIdentityMatchError
	switch {
	case canceled(err):
		return app.Wrap(err, app.CodeCanceled, "已取消，没有恢复任何内容。")
	case errors.As(err, &none):
		return app.Wrap(err, CodePassphrase, "密码打不开这个备份。请核对恢复码或备份密码；自动备份的密码是做备份时的恢复码。")
	case store.Class(err) == store.CodeFull:
		return app.Wrap(err, CodeFull, "磁盘空间不够，没有恢复任何内容。请清理磁盘后再试。")
	case store.Class(err) == store.CodeReadOnly:
		return app.Wrap(err, CodeReadOnly, "没有权限读取备份或写入恢复的文件夹。请检查权限，或把备份复制到本机后再试。")
	case errors.Is(err, fs.ErrNotExist):
		return app.Wrap(err, CodeRead, "找不到这个备份文件，它可能已被移走，或U盘已拔出。请重新选择。")
	case store.Class(err) != "":
		return app.Wrap(err, CodeRead, "读写出错，没有恢复任何内容。请检查磁盘或U盘是否还连着，再试一次。")
	}
	return errDamaged(err)
}

// known tells whether an error has the right sentence already. What the store
// says of a disk is about saving, not about a backup.
func known(err error) bool {
	switch app.CodeOf(err) {
	case store.CodeFull, store.CodeReadOnly, store.CodeDisk:
		return false
	}
	var e *app.Error
	return errors.As(err, &e)
}

func canceled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
