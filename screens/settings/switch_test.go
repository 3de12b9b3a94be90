package settings_test

import (
	"context"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/settings"
)

// A switch belongs to the provider chosen above it.
func TestASwitchIsKeptForItsProvider(t *testing.T) {
	h, d, p := begin(t)
	hosttest.Field(t, p.Content(), "provider").Choose("ucloud")
	hosttest.Field(t, p.Content(), "tibet").Choose("yes")
	all, err := d.Switches(context.Background())
	if err != nil || all["ucloud"] != (desk.Switch{Tibet: "yes"}) || len(all) != 1 {
		t.Errorf("%v, %v", all, err)
	}
	p = settings.New(h, d, settings.Info{}, screens.Route{})
	if got := hosttest.Field(t, p.Content(), "tibet").Value(); got != "yes" {
		t.Errorf("opened again the switch says %q", got)
	}
}
