package desk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"

	"beiandesk/app"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// TableState is one table: what is in force, and what lies in the data folder
// and is not.
type TableState struct {
	Name      string
	Version   string // of the table in force
	Dated     string // of its sources
	Rows      int
	Installed bool // the one in force is from the data folder
	Kept      bool // and is the copy of the last good file, because the file is damaged

	// File is the version of a file in the data folder that is not in force, "" if
	// there is none or it cannot be read. Refused is why it is not used; without a
	// reason it is older, or, with Later, came after the start.
	File    string
	Refused error
	Later   bool
	Idle    bool
}

// TableStates lists the tables in their order. What lies in the data folder is
// examined anew.
func (d *Desk) TableStates(ctx context.Context) ([]TableState, error) {
	builtin, set := assets.Tables(), d.Tables()
	refused := map[string]error{}
	var shelf fs.FS
	if d.shelf.Shelf != nil {
		shelf = d.shelf.Files()
		next, errs, err := table.Load(builtin, shelf)
		if err != nil {
			return nil, err
		}
		for _, e := range errs {
			n := app.FieldOf(e)
			if now, then := set.Versions[n], next.Versions[n]; now != then { // damaged since the start
				e = app.Wrap(e, app.CodeOf(e), "数据文件夹里的资料表“"+n+".json”在程序启动以后损坏。现在还用启动时读到的 "+now+" 版，下次启动改用 "+then+" 版。请向发给您这张表的人要一份完整的，再更新一次。").At(n)
			}
			refused[n] = e
		}
	}
	out := make([]TableState, 0, len(table.Names))
	for _, n := range table.Names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s := TableState{Name: n, Version: set.Versions[n], Rows: set.Count(n), Installed: set.Replaced[n], Kept: set.Kept[n], Refused: refused[n]}
		own, err := fs.ReadFile(builtin, n+".json")
		if err != nil {
			return nil, err
		}
		inForce := own
		if shelf != nil {
			file, err := fs.ReadFile(shelf, n+".json")
			if err != nil && !errors.Is(err, fs.ErrNotExist) && s.Refused == nil {
				return nil, err
			}
			s.beside(file)
		}
		if s.Installed {
			inForce = set.File(n)
		}
		if f, err := table.FactsOf(inForce); err == nil && f.Version == s.Version {
			s.Dated = f.Date
		}
		out = append(out, s)
	}
	return out, nil
}

// beside notes a file of the data folder that is not in force.
func (s *TableState) beside(file []byte) {
	if file == nil {
		return
	}
	f, err := table.FactsOf(file)
	if err != nil { // refused, which tells why
		return
	}
	if s.Installed && f.Version == s.Version && s.Refused == nil {
		return
	}
	s.File = f.Version
	if s.Refused == nil {
		s.Later = f.Version > s.Version
		s.Idle = !s.Later
	}
}

// LookAtTable reads a file that a person has chosen and examines it as TryTable
// does; progress tells how many of three parts are done. Errors are *app.Errors.
func (d *Desk) LookAtTable(ctx context.Context, path string, progress func(done, total int)) (table.Offer, error) {
	unread := func(err error) error {
		return app.Wrap(err, "table.unread", "这个文件没有读出来。请检查文件是否还在、能否打开，再选一次。")
	}
	progress(0, 3)
	f, err := os.Open(path)
	if err != nil {
		return table.Offer{}, unread(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, table.MaxFile+1))
	if err != nil {
		return table.Offer{}, unread(err)
	}
	if err := ctx.Err(); err != nil {
		return table.Offer{}, app.Wrap(err, app.CodeCanceled, "已取消，资料没有变化。")
	}
	progress(1, 3)
	o, err := d.TryTable(data)
	if err != nil {
		return table.Offer{}, err
	}
	progress(3, 3)
	return o, nil
}
