package checklist

import (
	"context"
	"path/filepath"
	"slices"

	"beiandesk/app/desk"
	"beiandesk/screens/text"
)

// give keeps an answer; it is stored at once, after those before it.
func (p *Page) give(s step) {
	if s.was == s.now {
		return
	}
	p.undo, p.redo = append(p.undo, s), nil
	p.put(s)
}

func (p *Page) put(s step) {
	p.waiting = append(p.waiting, s)
	p.send()
}

// send stores what waits, one batch at a time.
func (p *Page) send() {
	if p.flying > 0 || len(p.waiting) == 0 {
		return
	}
	batch := slices.Clone(p.waiting)
	p.flying = len(batch)
	var v desk.View
	p.host.Go("checklist-answer:"+p.id, func(ctx context.Context) (err error) {
		v, err = p.store(ctx, batch)
		return err
	}, func(err error) {
		p.waiting, p.flying = p.waiting[len(batch):], 0
		if p.closed {
			return
		}
		if err != nil { // what is stored is shown again, and the steps that failed are no past
			p.waiting, p.undo, p.redo = nil, nil, nil
			p.host.Alert(err)
			p.Reload()
			return
		}
		p.took(v)
		p.send()
	})
}

// store gives answers to the desk, in order. It runs on another goroutine and
// goes on when the page closes.
func (p *Page) store(ctx context.Context, batch []step) (v desk.View, err error) {
	p.storing.Lock()
	defer p.storing.Unlock()
	ctx = context.WithoutCancel(ctx)
	for _, s := range batch {
		if v, err = p.desk.Answer(ctx, p.id, s.row, s.now); err != nil {
			return v, err
		}
	}
	return v, nil
}

// Undo implements screens.Undoer: the last answer given here is taken back.
func (p *Page) Undo() { p.travel(&p.undo, &p.redo, text.ItemUndone) }

// Redo brings back what Undo took.
func (p *Page) Redo() { p.travel(&p.redo, &p.undo, text.ItemRedone) }

func (p *Page) travel(from, to *[]step, nothing string) {
	n := len(*from)
	if n == 0 {
		p.host.Toast(nothing, nil)
		return
	}
	s := (*from)[n-1]
	*from = (*from)[:n-1]
	back := step{s.row, s.now, s.was}
	*to = append(*to, back)
	p.want = s.row
	p.put(back)
	p.host.Toast(text.Answered(back.now), nil)
}

// save writes the checklist as a paper and opens it.
func (p *Page) save(name string) {
	p.host.PickSave(name, func(path string) {
		if path == "" || p.closed {
			return
		}
		p.host.Go("checklist-paper:"+p.id, func(ctx context.Context) error { return p.desk.SaveChecklist(ctx, p.id, path) }, func(err error) {
			if err != nil {
				p.host.Alert(err)
				return
			}
			if p.host.OpenExternal(path) != nil { // no program for it: the paper is there all the same
				p.host.Toast(text.SavedUnopened(filepath.Base(path)), nil)
			}
		})
	})
}
