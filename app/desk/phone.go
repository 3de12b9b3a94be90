package desk

import (
	"context"

	"beiandesk/app"
)

const keyPhone = "phone"

// PhoneSetup is how phones reach this computer, as it was chosen last.
type PhoneSetup struct {
	Card  string `json:"card,omitempty"` // name of the network card; addresses change
	PIN   bool   `json:"pin,omitempty"`
	HTTPS bool   `json:"https,omitempty"`
}

// PhoneSetup returns it, zero where nothing was chosen or it cannot be read:
// that must not keep anybody from taking pictures.
func (d *Desk) PhoneSetup(ctx context.Context) (s PhoneSetup, err error) {
	if err = d.setting(ctx, keyPhone, &s); app.CodeOf(err) == codeSetting {
		return PhoneSetup{}, nil
	}
	return s, err
}

// SetPhoneSetup keeps it. It is no secret and nobody's alone, so the log does
// not name it.
func (d *Desk) SetPhoneSetup(ctx context.Context, s PhoneSetup) error {
	return d.keepSetting(ctx, mayAnything, keyPhone, s)
}
