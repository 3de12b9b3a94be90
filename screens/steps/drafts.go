package steps

import (
	"encoding/json"
	"reflect"

	"beiandesk/app/filing"
	"beiandesk/screens"
)

// Drafts hands over what could not be saved, to be sealed while the window is
// locked, and forgets it; nil if there is nothing.
func (u *Unsaved) Drafts() ([]byte, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.byID) == 0 {
		return nil, nil
	}
	b, err := json.Marshal(u.byID)
	if err != nil {
		return nil, err
	}
	u.byID = nil
	return b, nil
}

// PutDrafts brings it back.
func (u *Unsaved) PutDrafts(b []byte) error {
	var byID map[string][]filing.Edit
	if err := json.Unmarshal(b, &byID); err != nil {
		return err
	}
	for id, edits := range byID {
		u.keep(id, edits)
	}
	return nil
}

// Route is where the person stands on the page: step, and in step 3 a field of
// the group.
func (p *Page) Route() screens.Route {
	r := screens.Route{Page: screens.PageFiling, Filing: p.s.ID(), Step: int(p.step)}
	if p.step != filing.StepInfo {
		return r
	}
	if p.focus != "" && p.asks(p.focus) {
		r.Field = string(p.focus)
	} else if f, ok := p.cur.(interface{ first() filing.Field }); ok {
		r.Field = string(f.first())
	}
	return r
}

// first is the first field of a form.
func (f *form) first() filing.Field {
	if len(f.fields) == 0 {
		return ""
	}
	return filing.Field(f.fields[0].Path())
}

// words are what stands on the page and only a button saves.
type words struct {
	Slot   filing.Slot `json:"slot,omitempty"` // whose reason is being typed
	Reason string      `json:"reason,omitempty"`
	Note   string      `json:"note,omitempty"` // on a returned portrait
	// Times are when messages came, by role.
	Times map[filing.Role]string `json:"times,omitempty"`
}

// Draft implements shell.Drafter. A reason that was not confirmed is not kept
// by closing then, as it is when the person goes on.
func (p *Page) Draft() string {
	var w words
	if v, ok := p.cur.(interface{ typed() (filing.Slot, string) }); ok {
		w.Slot, w.Reason = v.typed()
	}
	if v, ok := p.cur.(*portraitView); ok && v.note.Visible() {
		w.Note = v.note.Value()
	}
	if v, ok := p.cur.(*smsView); ok {
		for role, at := range v.times {
			if words := at.Value(); words != "" {
				if w.Times == nil {
					w.Times = map[filing.Role]string{}
				}
				w.Times[role] = words
			}
		}
	}
	if reflect.DeepEqual(w, words{}) {
		return ""
	}
	b, err := json.Marshal(w)
	if err != nil { // strings only
		return ""
	}
	return string(b)
}

// PutDraft implements shell.Drafter.
func (p *Page) PutDraft(s string) {
	var w words
	if json.Unmarshal([]byte(s), &w) != nil {
		return // of another version of the program
	}
	p.draft = &w
	p.putDraft()
}

// putDraft fills in a draft once the filing has been read.
func (p *Page) putDraft() {
	w := p.draft
	if w == nil || p.cur == nil {
		return
	}
	p.draft = nil
	if v, ok := p.cur.(*portraitView); ok && w.Note != "" {
		v.note.ForceValue(w.Note)
	}
	if v, ok := p.cur.(*smsView); ok {
		for role, words := range w.Times {
			if at := v.times[role]; at != nil {
				at.ForceValue(words)
			}
		}
	}
	if v, ok := p.cur.(interface{ retype(filing.Slot, string) }); ok && w.Slot != "" {
		v.retype(w.Slot, w.Reason)
	}
}

// typed is the reason in the close look, if one is being typed.
func (v *pictures) typed() (filing.Slot, string) {
	w, ok := v.room.(*viewer)
	if !ok || !w.asking || w.reason == nil || w.reason.Value() == "" {
		return "", ""
	}
	w.asking = false
	return w.slot, w.reason.Value()
}

// retype opens the close look with a reason that was being typed.
func (v *pictures) retype(slot filing.Slot, reason string) {
	v.viewAnyway(slot)
	if w, ok := v.room.(*viewer); ok && w.reason != nil {
		w.reason.ForceValue(reason)
	}
}
