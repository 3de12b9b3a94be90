package steps

import (
	"encoding/json"

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
