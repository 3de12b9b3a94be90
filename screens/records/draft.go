package records

import (
	"encoding/json"

	"beiandesk/app/desk"
)

// draft is what stands in an open form and is saved nowhere yet.
type draft struct {
	Operator *desk.Operator `json:"operator,omitempty"`
	ID       string         `json:"id,omitempty"` // of the operator
	Consent  *typed         `json:"consent,omitempty"`
}

// typed is a consent as typed.
type typed struct{ To, How, What, Given string }

// Draft tells what is typed, "" if no form is open. What was typed to confirm
// an erasure is not kept.
func (p *Page) Draft() string {
	var d draft
	if f := p.staff.form; f != nil {
		o := f.asked()
		d.Operator, d.ID = &o, o.ID
	}
	if f := p.consent.form; f != nil {
		d.Consent = &typed{f.to.Value(), f.how.Value(), f.what.Value(), f.given.Value()}
	}
	if d == (draft{}) {
		return ""
	}
	s, err := json.Marshal(d)
	if err != nil {
		return "" // strings and times always marshal
	}
	return string(s)
}

// PutDraft opens the forms again, once everything is read; not for somebody
// else who has unlocked and may not do it.
func (p *Page) PutDraft(s string) {
	var d draft
	if err := json.Unmarshal([]byte(s), &d); err != nil {
		return // of another version of the program: nothing to show
	}
	p.draft = &d
	p.redraft()
}

func (p *Page) redraft() {
	d := p.draft
	if d == nil || !p.ready {
		return
	}
	p.draft = nil
	if d.Operator != nil && p.tab == ArgPeople && p.denied(desk.MayOperators) == "" {
		o := *d.Operator
		o.ID = d.ID
		p.staff.edit(o)
	}
	if d.Consent != nil && p.tab == ArgConsent && p.consent.at != "" && p.denied(desk.MayChange) == "" {
		p.consent.start()
		f := p.consent.form
		f.to.ForceValue(d.Consent.To)
		f.how.ForceValue(d.Consent.How)
		f.what.ForceValue(d.Consent.What)
		f.given.ForceValue(d.Consent.Given)
	}
}
