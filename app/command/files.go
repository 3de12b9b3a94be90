package command

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"beiandesk/app"
)

// readFile reads a file that an argument names, at most limit bytes and one
// more, by which too large a file is known. inside says what to name instead of
// a folder, "" for nothing more.
func readFile(path string, limit int64, inside string) ([]byte, error) {
	in, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, app.Wrap(err, "file.open", "没有“"+path+"”这个文件。请检查路径是否正确。")
	case errors.Is(err, fs.ErrPermission):
		return nil, app.Wrap(err, "file.open", "没有读“"+path+"”的权限。请换一个用户，或把它复制到自己的文件夹再试。")
	case err != nil:
		return nil, app.Wrap(err, "file.open", "打不开“"+path+"”。请检查路径是否正确。")
	}
	defer in.Close() // only read from
	if st, err := in.Stat(); err == nil && st.IsDir() {
		return nil, app.Fail("file.folder", "“"+path+"”是一个文件夹。请写明里面的一个文件"+inside+"。")
	}
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err != nil {
		return nil, app.Wrap(err, "file.read", "“"+path+"”读不出来。请检查它是不是文件、磁盘是否连接。")
	}
	return data, nil
}

// sameFile tells whether two paths lead to one file that is there.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func isFolder(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}
