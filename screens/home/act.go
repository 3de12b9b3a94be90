package home

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/text"
)

// trash moves a filing into the trash; the toast and Ctrl+Z bring it back.
func (p *Page) trash(r desk.Row) {
	p.host.Go("home-trash:"+r.ID, func(ctx context.Context) error {
		return p.desk.Trash(context.WithoutCancel(ctx), r.ID)
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		if p.note != nil && p.note.id == r.ID {
			p.shut()
		}
		undo := func() { p.untrash(r.ID) }
		p.undo = undo
		p.host.Toast(text.TrashedToast, undo)
		p.Reload()
	})
}

func (p *Page) untrash(id string) {
	p.host.Go("home-trash:"+id, func(ctx context.Context) error {
		return p.desk.Untrash(context.WithoutCancel(ctx), id)
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.undo = nil
		p.host.Toast(text.RestoredToast, nil)
		p.Reload()
	})
}

func (p *Page) addSample() {
	var id string
	p.host.Go("home-sample", func(ctx context.Context) (err error) {
		id, err = p.from.Sample(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Alert(err)
			return
		}
		p.Reload()
		p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: id})
	})
	p.host.Toast(text.MakingSample, nil)
}

func (p *Page) pickImport() {
	p.host.PickFiles(screens.KindFiling, func(paths []string) { p.imports(paths) })
}

// Dropped implements screens.Dropper: filing.json and packages come in, other
// files belong on the page of a filing.
func (p *Page) Dropped(paths []string) {
	var fit []string
	for _, f := range paths {
		for _, ext := range screens.KindFiling.Extensions() {
			if strings.EqualFold(filepath.Ext(f), ext) {
				fit = append(fit, f)
			}
		}
	}
	if len(fit) == 0 || p.from.Import == nil {
		p.host.Toast(text.DropFilingOnly, nil)
		return
	}
	p.imports(fit)
}

// imports takes files one after the other; the first that does not come in
// stops it, and what came in before stays. A filing that came in with a
// warning has an id and an error.
func (p *Page) imports(paths []string) {
	if len(paths) == 0 {
		return
	}
	var ids []string
	var warning error
	p.host.Toast(text.ReadingFile, nil)
	p.host.Go("home-import", func(ctx context.Context) error {
		for _, f := range paths {
			id, err := p.from.Import(ctx, f)
			if id == "" {
				return err
			}
			ids = append(ids, id)
			warning = errors.Join(warning, err)
		}
		return warning
	}, func(err error) {
		if len(ids) > 0 {
			p.Reload()
		}
		if len(ids) == 1 && len(paths) == 1 {
			p.host.Navigate(screens.Route{Page: screens.PageFiling, Filing: ids[0]})
		}
		switch {
		case err != nil:
			p.host.Alert(err)
		case len(ids) == 1:
			p.host.Toast(text.ImportedToast, nil)
		default:
			p.host.Toast(text.ImportedMany(len(ids)), nil)
		}
	})
}
