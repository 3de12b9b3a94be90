package steps

import (
	"encoding/json"

	"beiandesk/app/filing"
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
