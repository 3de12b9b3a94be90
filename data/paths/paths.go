// Package paths says where the program keeps its data.
//
// Three places are possible, the first that applies wins: the folder named by
// the flag -data; a folder "beiandesk-data" beside the program (portable mode,
// for a stick or a shared drive); the folder "beiandesk" in the user's own
// configuration folder, which is %AppData% on Windows, ~/Library/Application
// Support on macOS and ~/.config elsewhere.
package paths

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
)

// PortableName is the folder beside the program that switches portable mode on.
const PortableName = "beiandesk-data"

const folderName = "beiandesk"

// Codes of the errors that Open returns.
const (
	CodeNoPlace     = "paths.no-place"     // no flag, and the system names no folder for the user
	CodeNotFolder   = "paths.not-a-folder" // the place is a file
	CodeNotWritable = "paths.not-writable" // the folder cannot be made or written
)

// Paths is one data folder. The zero value is of no use; get it from Open.
type Paths struct {
	dir      string
	portable bool
}

// Open finds the data folder, makes it and its sub-folders (readable by the
// user alone) and proves that it can be written. flag is the value of -data,
// or "". The error is an *app.Error.
func Open(flag string) (Paths, error) {
	program, err := os.Executable()
	if err != nil {
		program = "" // without it there is no portable mode, the user's folder still works
	}
	return open(flag, program, os.UserConfigDir)
}

// LimitsFile is where the table of picture limits would be replaced, for a
// command: no folder is made, and it is "" where there is no place for data.
func LimitsFile() string {
	program, err := os.Executable()
	if err != nil {
		program = ""
	}
	return limitsFile(program, os.UserConfigDir)
}

func limitsFile(program string, userDir func() (string, error)) string {
	p, err := choose("", program, userDir)
	if err != nil {
		return "" // the command works without data
	}
	return p.Limits()
}

func open(flag, program string, userDir func() (string, error)) (Paths, error) {
	p, err := choose(flag, program, userDir)
	if err != nil {
		return Paths{}, err
	}
	if err := p.prepare(); err != nil {
		return Paths{}, err
	}
	return p, nil
}

func choose(flag, program string, userDir func() (string, error)) (Paths, error) {
	if strings.TrimSpace(flag) != "" {
		dir, err := filepath.Abs(flag)
		if err != nil {
			return Paths{}, app.Wrap(err, CodeNoPlace, "无法确定 -data 指定的文件夹。请改用完整路径，例如 D:\\备案数据。")
		}
		return Paths{dir: dir}, nil
	}
	if dir := portableDir(program); dir != "" {
		return Paths{dir: dir, portable: true}, nil
	}
	base, err := userDir()
	if err != nil {
		return Paths{}, app.Wrap(err, CodeNoPlace, "系统没有给出当前用户的数据文件夹。请在启动时用 -data 指定一个文件夹。")
	}
	return Paths{dir: filepath.Join(base, folderName)}, nil
}

// portableDir returns the portable data folder of a program, or "". A macOS
// program sits three folders deep in its bundle; beside it then means beside
// the bundle that the user sees.
func portableDir(program string) string {
	if program == "" {
		return ""
	}
	if real, err := filepath.EvalSymlinks(program); err == nil {
		program = real
	}
	beside := filepath.Dir(program)
	places := []string{beside}
	if bundle := filepath.Dir(filepath.Dir(beside)); strings.HasSuffix(bundle, ".app") {
		places = append(places, filepath.Dir(bundle))
	}
	for _, place := range places {
		dir := filepath.Join(place, PortableName)
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
	}
	return ""
}

func (p Paths) prepare() error {
	if info, err := os.Stat(p.dir); err == nil && !info.IsDir() {
		return app.Fail(CodeNotFolder, "“"+p.dir+"”是一个文件，不能存放数据。请换一个文件夹，或先把这个文件移走。")
	}
	for _, dir := range []string{p.dir, p.Pictures(), p.Log(), p.Crash(), p.Tables(), p.Backup()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return p.notWritable(err)
		}
	}
	probe, err := os.CreateTemp(p.dir, ".probe-*")
	if err != nil {
		return p.notWritable(err)
	}
	name := probe.Name()
	if err := errors.Join(probe.Close(), os.Remove(name)); err != nil {
		return p.notWritable(err)
	}
	return nil
}

func (p Paths) notWritable(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return app.Wrap(err, CodeNotWritable, "数据文件夹“"+p.dir+"”不允许写入。请检查它的权限，或在启动时用 -data 指定另一个文件夹。")
	}
	return app.Wrap(err, CodeNotWritable, "数据文件夹“"+p.dir+"”无法写入，可能磁盘已满或已断开。请检查磁盘，或在启动时用 -data 指定另一个文件夹。")
}

// Dir is the data folder itself, as an absolute path.
func (p Paths) Dir() string { return p.dir }

// Portable tells whether the data lie beside the program.
func (p Paths) Portable() bool { return p.portable }

// Database is the SQLite file.
func (p Paths) Database() string { return filepath.Join(p.dir, "beiandesk.db") }

// Pictures is the folder of the sealed pictures.
func (p Paths) Pictures() string { return filepath.Join(p.dir, "pictures") }

// Key is the file that holds the ring of wrapped keys; its twin lies beside it.
func (p Paths) Key() string { return filepath.Join(p.dir, "data.key") }

// Attempts is the file that counts wrong passphrases.
func (p Paths) Attempts() string { return filepath.Join(p.dir, "unlock.wait") }

// Log is the folder of the log files.
func (p Paths) Log() string { return filepath.Join(p.dir, "log") }

// Crash is the folder of the crash reports.
func (p Paths) Crash() string { return filepath.Join(p.dir, "crash") }

// Tables is the folder where newer tables of rules replace the embedded ones.
func (p Paths) Tables() string { return filepath.Join(p.dir, "tables") }

// Limits is the file that replaces the table of picture limits.
func (p Paths) Limits() string { return filepath.Join(p.dir, desk.LimitsName) }

// Backup is the folder of the copies made before a migration.
func (p Paths) Backup() string { return filepath.Join(p.dir, "backup") }
