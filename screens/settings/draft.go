package settings

import (
	"encoding/json"
	"strings"

	"beiandesk/app/paper"
)

// officeText is what is typed about the office.
type officeText struct {
	Name   string `json:"name"`
	Phones string `json:"phones"`
}

func textOf(o paper.Office) officeText { return officeText{o.Name, strings.Join(o.Phones, "，")} }

// Draft implements shell.Drafter. It saves by itself after a pause; what was
// typed last, or could not be saved, comes back.
func (p *Page) Draft() string {
	typed := officeText{p.name.Value(), p.phones.Value()}
	if !p.ready || typed == p.kept {
		return ""
	}
	b, err := json.Marshal(typed)
	if err != nil { // strings only
		return ""
	}
	return string(b)
}

// PutDraft implements shell.Drafter.
func (p *Page) PutDraft(s string) {
	var typed officeText
	if json.Unmarshal([]byte(s), &typed) != nil {
		return // of another version of the program
	}
	p.draft = &typed
	p.putDraft()
}

// putDraft fills it in and saves it, once the office has been read.
func (p *Page) putDraft() {
	d := p.draft
	if d == nil || !p.ready {
		return
	}
	p.draft = nil
	if *d == p.kept {
		return // saved while the window was being locked
	}
	p.name.ForceValue(d.Name)
	p.phones.ForceValue(d.Phones)
	p.saveOffice()
}
