package desk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"beiandesk/app"
	"beiandesk/app/photo"
	"beiandesk/assets"
)

// LimitsName is the name of the file that holds the picture limits.
const LimitsName = "photo_limits.json"

// CodeLimits is the code of a table of picture limits that was refused.
const CodeLimits = "limits.damaged"

// maxLimits bounds the file; the program's own has about 20 KB.
const maxLimits = 1 << 20

// Limits says which table of picture limits is in force.
type Limits struct {
	Version string
	Date    string // of its newest row
	File    string // that replaces the program's own, "" when that is in force
}

// ReadLimits reads a table of picture limits from a file. A file that is not
// there gives an error that is fs.ErrNotExist; any other is an *app.Error
// whose cause names the row.
func ReadLimits(path string) (*photo.Table, error) {
	name := filepath.Base(path)
	refuse := func(err error) error {
		return app.Wrap(err, CodeLimits, "照片标准“"+name+"”有问题，没有采用，程序继续使用自带的标准。请改正或移走这个文件；自带的一份可在“设置 → 数据与日志”里另存，照它修改。")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, app.Wrap(err, "file.open", "打不开照片标准“"+name+"”。请检查它是否还在、您是否有权限读取。")
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxLimits+1))
	if err != nil {
		return nil, refuse(err)
	}
	if len(data) > maxLimits {
		return nil, refuse(errors.New("larger than a table can be"))
	}
	t, err := photo.ParseTable(data)
	if err != nil {
		return nil, refuse(err)
	}
	return t, nil
}

// limits remembers the file in the data folder.
type limits struct {
	file string
	own  atomic.Bool // it is in force
}

// UseLimits puts the table of the data folder in force, if the file is there.
// Call it once, before pictures are judged. The error says why a table that is
// there is not taken; the program's own stays in force then.
func (d *Desk) UseLimits(file string) error {
	d.limits.file = file
	t, err := ReadLimits(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	photo.UseTable(t)
	d.limits.own.Store(true)
	return nil
}

// Limits tells which table is in force.
func (d *Desk) Limits() Limits {
	var l Limits
	if t, err := photo.DefaultTable(); err == nil {
		l.Version, l.Date = t.Version, t.Date()
	}
	if d.limits.own.Load() {
		l.File = d.limits.file
	}
	return l
}

// SaveLimits writes the table in force to a file, to be read or changed and
// then put into the data folder.
func (d *Desk) SaveLimits(_ context.Context, path string) error {
	data := assets.PhotoLimits()
	if d.limits.own.Load() {
		var err error
		if data, err = os.ReadFile(d.limits.file); err != nil {
			return app.Wrap(err, "file.read", "照片标准读不出来。请检查数据文件夹里的 "+LimitsName+" 是否还在。")
		}
	}
	return WriteFile(path, data)
}

// DropLimits brings the program's own table back at once. The file stays in
// the data folder under another name, so that nothing is lost.
func (d *Desk) DropLimits(_ context.Context) error {
	if !d.limits.own.Load() {
		return nil
	}
	if err := os.Rename(d.limits.file, d.limits.file+".off"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return app.Wrap(err, "file.write", "照片标准没能停用。请在数据文件夹里把 "+LimitsName+" 改名或移走，再重新启动程序。")
	}
	photo.UseTable(nil)
	d.limits.own.Store(false)
	return nil
}
