package library

import (
	"encoding/json"
	"slices"
	"time"

	"beiandesk/app/desk"
)

// Draft implements shell.Drafter: a template without a name is saved nowhere,
// and one that was just typed may not be saved yet.
func (p *Page) Draft() string {
	if p.editor == nil {
		return ""
	}
	p.editor.flush()
	if same(p.editor.now, p.editor.stored) {
		return ""
	}
	b, err := json.Marshal(p.editor.now)
	if err != nil { // plain values only
		return ""
	}
	return string(b)
}

// same tells that two templates hold the same words. Comparing what is encoded
// sees through the pointers.
func same(a, b desk.Template) bool {
	a.Name, b.Name = Title(a), Title(b) // the one in the store has its title for a name
	a.ID, b.ID, a.Updated, b.Updated = "", "", time.Time{}, time.Time{}
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// PutDraft implements shell.Drafter.
func (p *Page) PutDraft(s string) {
	var t desk.Template
	if json.Unmarshal([]byte(s), &t) != nil || t.Organiser == nil && t.Person == nil {
		return // of another version of the program
	}
	p.draft = &t
	p.putDraft()
}

// putDraft opens the editor again, once the templates have been read.
func (p *Page) putDraft() {
	t := p.draft
	if t == nil || !p.loaded {
		return
	}
	p.draft = nil
	i := slices.IndexFunc(p.list, func(x desk.Template) bool { return x.ID == t.ID })
	if i < 0 {
		t.ID = "" // new, or removed meanwhile
	}
	p.Edit(*t)
	switch e := p.editor; {
	case i < 0 || !same(*t, p.list[i]):
		if i >= 0 {
			e.stored = clone(p.list[i])
		}
		e.save()
	default: // saved while the window was being locked
		e.stored = clone(p.list[i])
	}
}
