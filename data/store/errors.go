package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"beiandesk/app"
)

// Codes of errors, beside those of package app and of app/seal.
const (
	CodeFull     = "store.full"      // no space left
	CodeReadOnly = "store.read-only" // file or folder may not be written
	CodeBusy     = "store.busy"      // another process is writing
	CodeDamaged  = "store.damaged"   // the database, a row or a picture does not open
	CodeDisk     = "store.disk"      // the disk answers with an error
	CodeNewer    = "store.newer"     // written by a newer program
	CodeForeign  = "store.foreign"   // a database, but not ours
	CodeMissing  = "store.missing"   // pictures are there, the database is not
	CodeExists   = "store.exists"    // a filing with this id is there already
	CodeClosed   = "store.closed"    // used after Close
	CodeLocked   = "store.locked"    // used between Lock and Unlock
)

// translate is the only place that knows the numbers of SQLite and of the
// operating system. doing says in English what was tried; it goes to the log.
// An error that has its sentence already, or that nobody foresaw, is only
// wrapped.
func translate(err error, doing string) error {
	if err == nil {
		return nil
	}
	var known *app.Error
	if errors.As(err, &known) {
		return err
	}
	err = fmt.Errorf("%s: %w", doing, err)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return app.Wrap(err, app.CodeCanceled, "操作已取消，没有改动数据。")
	case errors.Is(err, sql.ErrConnDone):
		return app.Wrap(err, CodeClosed, "数据已关闭。请重新启动程序。")
	}
	switch class(err) {
	case CodeFull:
		return app.Wrap(err, CodeFull, "磁盘空间已满，这次修改没有保存。请清理磁盘后再试，窗口里的内容不会丢失。")
	case CodeReadOnly:
		return app.Wrap(err, CodeReadOnly, "数据文件夹不允许写入，这次修改没有保存。请检查文件夹权限或磁盘的写保护，然后再试。")
	case CodeBusy:
		return app.Wrap(err, CodeBusy, "另一个程序正在使用数据，这次操作没有完成。请稍后再试。")
	case CodeDamaged:
		return app.Wrap(err, CodeDamaged, "数据文件已损坏，程序没有继续改动它。请先复制整个数据文件夹留底，再用备份恢复。")
	case CodeDisk:
		return app.Wrap(err, CodeDisk, "磁盘读写出错，这次操作没有完成。请检查磁盘是否还连着、有没有故障，然后再试。")
	}
	return err
}

func class(err error) string {
	var lite sqlite3.Error
	if errors.As(err, &lite) {
		if c := classErrno(lite.SystemErrno); c != "" {
			return c
		}
		switch lite.Code {
		case sqlite3.ErrFull:
			return CodeFull
		case sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrCantOpen, sqlite3.ErrAuth:
			return CodeReadOnly
		case sqlite3.ErrBusy, sqlite3.ErrLocked:
			return CodeBusy
		case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrFormat:
			return CodeDamaged
		case sqlite3.ErrIoErr:
			return CodeDisk
		}
		return ""
	}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		if c := classErrno(errno); c != "" {
			return c
		}
	}
	if errors.Is(err, fs.ErrPermission) {
		return CodeReadOnly
	}
	var path *fs.PathError
	var link *os.LinkError
	if errors.As(err, &path) || errors.As(err, &link) {
		return CodeDisk
	}
	return ""
}

// classErrno knows a full and a read-only disk. Windows gives its own numbers
// (winerror.h), which mean something else on other systems.
func classErrno(n syscall.Errno) string {
	if runtime.GOOS == "windows" {
		switch n {
		case 112, 39: // ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL
			return CodeFull
		case 19, 5: // ERROR_WRITE_PROTECT, ERROR_ACCESS_DENIED
			return CodeReadOnly
		case 32, 33: // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
			return CodeBusy
		}
		return ""
	}
	switch n {
	case syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG:
		return CodeFull
	case syscall.EROFS, syscall.EACCES, syscall.EPERM:
		return CodeReadOnly
	}
	return ""
}

// orphan tells that a row refers to one that is not there.
func orphan(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && lite.ExtendedCode == sqlite3.ErrConstraintForeignKey
}

// noTransaction tells that there was nothing to roll back. SQLite has no
// number for it.
func noTransaction(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && lite.Code == sqlite3.ErrError && strings.Contains(lite.Error(), "no transaction is active")
}

func busy(err error) bool { return class(err) == CodeBusy }

func notFound(what string) error {
	return app.Fail(app.CodeNotFound, "找不到"+what+"，可能已在别处删除。请刷新列表。")
}

// damaged gives a value that does not open its sentence. A wrong key or a
// newer format keeps its own.
func damaged(err error, message string) error {
	switch app.CodeOf(err) {
	case "seal.wrong-key", "seal.version":
		return err
	}
	return app.Wrap(err, CodeDamaged, message)
}
