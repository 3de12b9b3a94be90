// Package tables is the folder in the data folder where newer tables of rules
// lie that replace those of the program.
package tables

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"beiandesk/app"
	"beiandesk/data/disk"
)

// Folder implements desk.Shelf.
type Folder struct{ dir string }

// In is the folder dir; it is made when the first file is put there.
func In(dir string) Folder { return Folder{dir} }

// Files shows what lies there.
func (f Folder) Files() fs.FS { return os.DirFS(f.dir) }

func failed(err error) error {
	if err == nil {
		return nil
	}
	return app.Wrap(err, "table.write", "资料表没有写进数据文件夹，程序继续使用现在的资料。请检查磁盘空间和权限后再试。")
}

// Put writes the file of a table in one step: after a crash or a loss of power
// either the former or the new one is there.
func (f Folder) Put(name string, data []byte) error { return f.write(name+".json", data) }

// Keep writes the copy of a table's last good file, as Put does the file.
func (f Folder) Keep(name string, data []byte) error { return f.write(kept(name), data) }

func (f Folder) write(file string, data []byte) error {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return failed(err)
	}
	tmp, err := os.CreateTemp(f.dir, ".table-*") // mode 0600
	if err != nil {
		return failed(err)
	}
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), filepath.Join(f.dir, file))
	}
	if err != nil {
		return failed(errors.Join(err, gone(os.Remove(tmp.Name()))))
	}
	return failed(disk.SyncDir(f.dir))
}

// Drop removes the file of a table and its copy; the copy first, because one
// without a file is never read.
func (f Folder) Drop(name string) error {
	for _, file := range []string{kept(name), name + ".json"} {
		if err := gone(os.Remove(filepath.Join(f.dir, file))); err != nil {
			return failed(err)
		}
	}
	return failed(gone(disk.SyncDir(f.dir)))
}

// kept is table.KeptFile, which the arrows do not lead to from here; a test
// compares them.
func kept(name string) string { return name + ".json.last" }

func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
