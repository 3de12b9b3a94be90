package home

import (
	"encoding/json"
	"slices"

	"beiandesk/app/desk"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// draft is what stands in the bar at the top and is saved nowhere: the domain
// of a new filing or of a copy, or a note that could not be saved yet.
type draft struct {
	Domain string `json:"domain,omitempty"`
	From   string `json:"from,omitempty"` // id of the filing to copy
	Note   string `json:"note,omitempty"`
	On     string `json:"on,omitempty"`     // id of the filing of the note
	Stored string `json:"stored,omitempty"` // the note as last seen in the store
}

// Draft implements shell.Drafter.
func (p *Page) Draft() string {
	var d draft
	switch c := p.open.(type) {
	case *domainCard:
		if d.Domain, d.From = c.field.Value(), c.from; d.Domain == "" {
			return ""
		}
	case *noteCard:
		if d.Note, d.On, d.Stored = c.field.Value(), c.id, c.stored; d.Note == d.Stored {
			return ""
		}
	default:
		return ""
	}
	b, err := json.Marshal(d)
	if err != nil { // strings only
		return ""
	}
	return string(b)
}

// PutDraft implements shell.Drafter.
func (p *Page) PutDraft(s string) {
	var d draft
	if json.Unmarshal([]byte(s), &d) != nil {
		return // of another version of the program
	}
	p.draft = &d
	p.putDraft()
}

// putDraft opens the card again. A filing that is gone has none; the domain
// typed for a copy of it stays as that of a new one.
func (p *Page) putDraft() {
	d := p.draft
	if d == nil || !p.loaded {
		return
	}
	p.draft = nil
	row := func(id string) (desk.Row, bool) {
		i := slices.IndexFunc(p.model.items, func(x item) bool { return x.row.ID == id })
		if i < 0 {
			return desk.Row{}, false
		}
		return p.model.items[i].row, true
	}
	if d.On != "" {
		r, ok := row(d.On)
		if !ok || r.Note == d.Note { // it was saved while the window was being locked
			return
		}
		p.ShowNote(r)
		p.note.field.ForceValue(d.Note)
		if r.Note != d.Stored {
			p.note.field.SetError(part.LookHere, text.NoteElsewhere(oneLine(r.Note)))
			return
		}
		p.note.save()
		return
	}
	if r, ok := row(d.From); ok {
		p.ShowClone(r)
	} else {
		p.ShowAdd()
	}
	if c, ok := p.open.(*domainCard); ok {
		c.field.ForceValue(d.Domain)
		c.button.Enable()
	}
}
