package desk

import (
	"context"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Switch is what an office knows better than the built-in profile of a
// provider; providers change such limits from one month to the next
// (province-rules.md, UCloud and Tibet). "" leaves the profile's word, "yes"
// and "no" replace it.
type Switch struct {
	NaturalPersons string `json:"natural_persons,omitempty"`
	Tibet          string `json:"tibet,omitempty"`
}

const keySwitches = "switches"

// Switches returns the switches of all providers, by id of the profile.
func (d *Desk) Switches(ctx context.Context) (map[string]Switch, error) {
	m := map[string]Switch{}
	err := d.setting(ctx, keySwitches, &m)
	return m, err
}

// SetSwitch keeps the switches of one provider.
func (d *Desk) SetSwitch(ctx context.Context, provider string, s Switch) error {
	m, err := d.Switches(ctx)
	if err != nil {
		return err
	}
	if m == nil {
		m = map[string]Switch{}
	}
	m[provider] = s
	return d.setSetting(ctx, keySwitches, m)
}

// provider is the profile that holds for a filing, with the office's switches.
func (d *Desk) provider(r Reader, f *filing.Filing) (*table.Provider, error) {
	m := map[string]Switch{}
	if err := readSetting(r, keySwitches, &m); err != nil && app.CodeOf(err) != codeSetting {
		return nil, err
	} else if err != nil {
		m = nil // as the sentence of the damage says: the built-in profile holds
	}
	p := d.Tables().Provider(f.Provider)
	s := m[p.ID]
	if s.NaturalPersons != "" {
		p.NaturalPersons = s.NaturalPersons
	}
	if s.Tibet != "" {
		p.Tibet = s.Tibet
	}
	return &p, nil
}
