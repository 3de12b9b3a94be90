package bundle

import (
	"context"
	"errors"
	"io/fs"

	"filippo.io/age"

	"beiandesk/app"
)

// Codes of errors, beside those of app/parcel and app.CodeCanceled.
const (
	CodeKey        = "bundle.key"        // the passphrase or public key for writing is not usable
	CodePassphrase = "bundle.passphrase" // it does not open the file
	CodeNotForUs   = "bundle.not-for-us" // made for other public keys
	CodeForeign    = "bundle.foreign"    // not a hand-over file
	CodeDamaged    = "bundle.damaged"    // changed, cut or not whole
	CodeUnsafe     = "bundle.unsafe"     // names, kinds or sizes that we do not write
	CodeNewer      = "bundle.newer"      // by a newer program
	CodeRead       = "bundle.read"       // the file cannot be read
	CodeWrite      = "bundle.write"      // the file could not be written
)

func errDamaged(cause error) error {
	return app.Wrap(cause, CodeDamaged, "这个交接文件已损坏或没有传完，没有导入任何内容。请让对方重新发一次。")
}

func errUnsafe(cause error) error {
	return app.Wrap(cause, CodeUnsafe, "这个交接文件里有不该有的内容，为安全起见没有打开。请确认它是对方用本程序导出的。")
}

func errForeign(cause error) error {
	return app.Wrap(cause, CodeForeign, "这不是本程序的交接文件。请选择以 .beian 结尾、由对方用本程序导出的文件。")
}

func reading(err error) error {
	var known *app.Error
	var none *age.NoIdentityMatchError
	var path *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return app.Wrap(err, app.CodeCanceled, "已取消，没有导入任何内容。")
	case errors.As(err, &none):
		return app.Wrap(err, CodePassphrase, "密码打不开这个交接文件。请向对方核对密码，注意大小写。")
	case errors.As(err, &path):
		return app.Wrap(err, CodeRead, "交接文件读不出来，可能已被移走，或U盘已拔出。请重新选择。")
	}
	return errDamaged(err)
}

func writing(err error) error {
	var known *app.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return app.Wrap(err, app.CodeCanceled, "已取消，没有留下未完成的文件。")
	}
	return app.Wrap(err, CodeWrite, "交接文件没有写成。请检查磁盘空间和写入权限，或换一个文件夹再试。")
}
