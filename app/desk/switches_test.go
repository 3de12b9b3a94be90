package desk_test

import (
	"context"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// The default provider takes no natural persons by its profile; an office that
// knows better turns the switch, and the block is gone.
func TestAnOfficeCorrectsTheProfileOfAProvider(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	d := desk.New(desktest.New(), desk.Options{Tables: tables, Now: func() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC) }})
	v, err := d.Add(ctx, "yangben.com", false)
	if err != nil {
		t.Fatal(err)
	}
	v, err = d.Edit(ctx, v.Filing.ID, v.Filing.Rev, filing.Edit{Field: "provider", Value: "ucloud"}, filing.Edit{Field: "organiser.nature", Value: "5"})
	if err != nil {
		t.Fatal(err)
	}
	refused := func(v desk.View) bool {
		for _, f := range v.Findings {
			if f.ID == "PV-NATURAL" {
				return true
			}
		}
		return false
	}
	if !refused(v) {
		t.Fatal("the profile refuses natural persons, and nothing was found")
	}
	if err := d.SetSwitch(ctx, "ucloud", desk.Switch{NaturalPersons: "yes"}); err != nil {
		t.Fatal(err)
	}
	if v, err = d.Open(ctx, v.Filing.ID); err != nil || refused(v) {
		t.Errorf("the switch is on and the block is still there (%v)", err)
	}
	if err := d.SetSwitch(ctx, "ucloud", desk.Switch{}); err != nil {
		t.Fatal(err)
	}
	if v, err = d.Open(ctx, v.Filing.ID); err != nil || !refused(v) {
		t.Errorf("the switch is off and the block is gone (%v)", err)
	}
}
