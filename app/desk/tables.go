package desk

import (
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
	Drop(name string) error // that it is gone already is no error
}

type shelf struct{ Shelf }

// UseTables gives the desk the folder of tables, before the window opens.
func (d *Desk) UseTables(s Shelf) { d.shelf.Shelf = s }

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
	was, err := d.onShelf(o.Table)
	if err != nil {
		return table.Offer{}, err
	}
	put := false
	err = d.update(ctx, MayRules, func(tx Tx) error {
		if err := d.record(tx, did(DidTables, o.Table, o.Version), ""); err != nil {
			return err
		}
		err := d.shelf.Put(o.Table, o.Data)
		put = err == nil
		return err
	})
	if err != nil && put { // the log was not written: nothing happened
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
	was, err := d.onShelf(name)
	if err != nil {
		return err
	}
	if was == nil && !d.Tables().Replaced[name] {
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
// and adopt it again. There is nothing personal in it: everyone may.
func (d *Desk) SaveTable(ctx context.Context, name, path string) error {
	if !slices.Contains(table.Names, name) {
		return app.Fail(table.CodeUnknown, "程序里没有“"+name+"”这张资料表。请从列表里选一张。")
	}
	var data []byte
	var err error
	if d.Tables().Replaced[name] {
		data, err = d.onShelf(name)
	}
	if err == nil && data == nil {
		data, err = fs.ReadFile(assets.Tables(), name+".json")
	}
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return WriteFile(path, data)
}

// onShelf reads an installed table, nil if there is none.
func (d *Desk) onShelf(name string) ([]byte, error) {
	data, err := fs.ReadFile(d.shelf.Files(), name+".json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, app.Wrap(err, "table.read", "数据文件夹里的资料表读不出来，没有更新。请检查磁盘后再试。")
	}
	return data, nil
}

func (d *Desk) restock(name string, was []byte) error {
	if was == nil {
		return d.shelf.Drop(name)
	}
	return d.shelf.Put(name, was)
}
