package desk

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"

	"beiandesk/app"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// Shelf is the folder with newer tables that replace those of the program;
// data/tables has it. Put writes a file whole or not at all. Errors are
// *app.Errors.
type Shelf interface {
	Files() fs.FS
	Put(name string, data []byte) error
	// Keep writes table.KeptFile, the copy to go back to if the file is damaged:
	// only what was proved good.
	Keep(name string, data []byte) error
	Drop(name string) error // the file and its copy; that they are gone already is no error
}

type shelf struct{ Shelf }

// UseTables gives the desk the folder of tables, before the window opens.
func (d *Desk) UseTables(s Shelf) { d.shelf.Shelf = s }

// KeepTables keeps a copy of the tables from the data folder that are in force,
// also of those that were put there by hand. What a desk began with was proved
// good by table.Load.
func (d *Desk) KeepTables() error {
	s := d.Tables()
	for _, n := range table.Names {
		if !s.Replaced[n] || s.Kept[n] {
			continue
		}
		kept, err := d.onShelf(table.KeptFile(n))
		if err == nil && bytes.Equal(kept, s.File(n)) {
			continue
		}
		// A copy that cannot be read is written anew.
		if err := d.shelf.Keep(n, s.File(n)); err != nil {
			return err
		}
	}
	return nil
}

// CodeNoShelf is the code of InstallTable where there is no data folder.
const CodeNoShelf = "table.no-folder"

// TryTable examines a table file and tells what would change; nothing is
// changed. See table.Try for the refusals.
func (d *Desk) TryTable(data []byte) (table.Offer, error) {
	var in fs.FS
	if d.shelf.Shelf != nil {
		in = d.shelf.Files()
	}
	return table.Try(assets.Tables(), in, data)
}

// InstallTable examines a table file, writes it into the data folder and uses
// it from now on: filings are judged by it when they are next opened or
// changed. Only an owner may. What was there stays if anything fails.
func (d *Desk) InstallTable(ctx context.Context, data []byte) (table.Offer, error) {
	if err := d.May(MayRules); err != nil {
		return table.Offer{}, err
	}
	if d.shelf.Shelf == nil {
		return table.Offer{}, app.Fail(CodeNoShelf, "这里没有数据文件夹，不能更新资料表。请在正式的窗口里更新。")
	}
	o, err := d.TryTable(data)
	if err != nil {
		return table.Offer{}, err
	}
	was, err := d.bothOnShelf(o.Table)
	if err != nil {
		return table.Offer{}, err
	}
	put := false
	err = d.update(ctx, MayRules, func(tx Tx) error {
		if err := d.record(tx, did(DidTables, o.Table, o.Version), ""); err != nil {
			return err
		}
		if err := d.shelf.Put(o.Table, o.Data); err != nil {
			return err
		}
		put = true
		return d.shelf.Keep(o.Table, o.Data)
	})
	if err != nil && put { // no copy, or the log was not written: nothing happened
		err = errors.Join(err, d.restock(o.Table, was))
	}
	if err != nil {
		return table.Offer{}, err
	}
	d.tables.Store(o.Set)
	d.bus.publish(Changed{})
	return o, nil
}

// DropTable removes a table from the data folder, also one that was refused, so
// that the program's own is used again. Only an owner may.
func (d *Desk) DropTable(ctx context.Context, name string) error {
	if err := d.May(MayRules); err != nil {
		return err
	}
	own := app.Fail(table.CodeUnknown, "“"+name+"”用的就是程序自带的资料表，不用换回。")
	if d.shelf.Shelf == nil || !slices.Contains(table.Names, name) {
		return own
	}
	was, err := d.bothOnShelf(name)
	if err != nil {
		return err
	}
	if was.file == nil && !d.Tables().Replaced[name] {
		return own
	}
	dropped := false
	err = d.update(ctx, MayRules, func(tx Tx) error {
		if err := d.record(tx, did(DidTables, name), ""); err != nil {
			return err
		}
		err := d.shelf.Drop(name)
		dropped = err == nil
		return err
	})
	if err != nil && dropped {
		err = errors.Join(err, d.restock(name, was))
	}
	if err != nil {
		return err
	}
	s, _, err := table.Load(assets.Tables(), d.shelf.Files())
	if err != nil {
		return err
	}
	d.tables.Store(s)
	d.bus.publish(Changed{})
	return nil
}

// SaveTable writes the table in force to a file, so that a person can change it
// and adopt it again, even if its own file has since gone or changed. There is
// nothing personal in it: everyone may.
func (d *Desk) SaveTable(ctx context.Context, name, path string) error {
	if !slices.Contains(table.Names, name) {
		return app.Fail(table.CodeUnknown, "程序里没有“"+name+"”这张资料表。请从列表里选一张。")
	}
	data := d.Tables().File(name)
	if data == nil {
		var err error
		if data, err = fs.ReadFile(assets.Tables(), name+".json"); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return WriteFile(path, data)
}

// onShelf reads a file of the data folder's tables, nil if there is none.
func (d *Desk) onShelf(file string) ([]byte, error) {
	data, err := fs.ReadFile(d.shelf.Files(), file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, app.Wrap(err, "table.read", "数据文件夹里的资料表读不出来，没有更新。请检查磁盘后再试。")
	}
	return data, nil
}

// installed is the file of a table and its copy, nil where there is none.
type installed struct{ file, kept []byte }

func (d *Desk) bothOnShelf(name string) (i installed, err error) {
	if i.file, err = d.onShelf(name + ".json"); err == nil {
		i.kept, err = d.onShelf(table.KeptFile(name))
	}
	return i, err
}

// restock puts back what was there, damaged or not. A file without a copy gets
// itself as one: what was not adopted must not stay as the last good one.
func (d *Desk) restock(name string, was installed) error {
	if was.file == nil {
		return d.shelf.Drop(name)
	}
	if was.kept == nil {
		was.kept = was.file
	}
	return errors.Join(d.shelf.Put(name, was.file), d.shelf.Keep(name, was.kept))
}
