package parcel

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"beiandesk/app"
)

// Codes of the errors of this package. app.CodeCanceled is returned as well.
const (
	CodeFull      = "parcel.full"       // no room on the disk
	CodeReadOnly  = "parcel.read-only"  // the folder may not be written
	CodeExists    = "parcel.exists"     // the destination is there and Overwrite is not set
	CodeNoFolder  = "parcel.no-folder"  // the folder of the destination is gone
	CodeName      = "parcel.name"       // the destination's name is not usable
	CodeWrite     = "parcel.write"      // any other failure to write
	CodeVerify    = "parcel.verify"     // what was written does not read back equal
	CodePicture   = "parcel.picture"    // a picture of the filing does not open
	CodeTable     = "parcel.table"      // the table could not be made
	CodeMissing   = "parcel.missing"    // nothing to import at this path
	CodeNoFiling  = "parcel.no-filing"  // no filing.json in it
	CodeNotZip    = "parcel.not-zip"    // no package, or a torn one
	CodeTooLarge  = "parcel.too-large"  // beyond the limits of Open
	CodeUnsafe    = "parcel.unsafe"     // names that lead out of the package
	CodeNewer     = "parcel.newer"      // written by a newer program
	CodeJSON      = "parcel.json"       // filing.json is no JSON
	CodeJSONType  = "parcel.json-type"  // a field has the wrong type
	CodeJSONValue = "parcel.json-value" // a field has a value that there is not
	CodeEncoding  = "parcel.encoding"   // filing.json is not UTF-8
	CodeRead      = "parcel.read"       // any other failure to read
)

func stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return app.Wrap(err, app.CodeCanceled, "已取消，没有留下未完成的文件。需要时请重新导出。")
	}
	return nil
}

// writeError gives a failed write its sentence. Errors that have one already
// pass through.
func writeError(err error) error {
	var known *app.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return app.Wrap(err, app.CodeCanceled, "已取消，没有留下未完成的文件。需要时请重新导出。")
	case isFull(err):
		return app.Wrap(err, CodeFull, "磁盘空间不足，材料包没有保存。请清理磁盘或换一个位置，再导出一次。")
	case isReadOnly(err):
		return app.Wrap(err, CodeReadOnly, "这个文件夹不能写入，材料包没有保存。请换一个文件夹（例如桌面或“文档”），再导出一次。")
	case errors.Is(err, fs.ErrExist):
		return errExists(err)
	case errors.Is(err, fs.ErrNotExist):
		return app.Wrap(err, CodeNoFolder, "保存的文件夹不存在，可能已被移走，或U盘已拔出。请重新选择保存位置。")
	case isBadName(err):
		return app.Wrap(err, CodeName, "这个文件名或路径不能使用，可能太长或含有特殊符号。请换一个短一些的名字。")
	}
	return app.Wrap(err, CodeWrite, "材料包没有写成，保存位置可能正被别的程序占用。请换一个位置，再导出一次。")
}

func errExists(cause error) error {
	return app.Wrap(cause, CodeExists, "同名的文件已经存在，没有覆盖它。请换一个名字，或确认覆盖后再导出。")
}

func errVerify(what string, cause error) error {
	return app.Wrap(cause, CodeVerify, "写好的材料包读回检查时与原内容不一致（"+what+"），已删除。磁盘或U盘可能有问题，请换一个位置再导出。")
}

func isReadOnly(err error) bool { return errors.Is(err, os.ErrPermission) || isReadOnlySystem(err) }

// readError gives a failed read of something to import its sentence.
func readError(err error) error {
	var known *app.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return app.Wrap(err, app.CodeCanceled, "已取消，没有导入任何内容。")
	case errors.Is(err, fs.ErrNotExist):
		return app.Wrap(err, CodeMissing, "找不到要导入的文件或文件夹，它可能已被移走或改名。请重新选择。")
	case errors.Is(err, fs.ErrPermission):
		return app.Wrap(err, CodeRead, "没有权限读取要导入的文件。请把它复制到桌面或“文档”里，再导入。")
	}
	return app.Wrap(err, CodeRead, "要导入的文件读不出来，可能正被别的程序占用，或U盘已拔出。请确认能打开它，再导入一次。")
}

func errTooLarge(what string) error {
	return app.Fail(CodeTooLarge, fmt.Sprintf("这个材料包超出了允许的大小（%s），为安全起见没有打开。请确认它是由本程序导出的。", what))
}

func errNotZip(cause error) error {
	return app.Wrap(cause, CodeNotZip, "这个文件不是完整的材料包（ZIP），可能没有传完或已损坏。请重新复制一次，再导入。")
}
