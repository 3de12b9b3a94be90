package desk_test

import (
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen/specimentest"
)

// TestHowPhonesComeIsKept, for whoever works; a damaged setting is none.
func TestHowPhonesComeIsKept(t *testing.T) {
	b := newBench(t)
	want := desk.PhoneSetup{Card: "WLAN", PIN: true}
	b.Act(desk.Operator{Name: "看", Role: desk.Onlook})
	if err := b.SetPhoneSetup(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if got, err := b.PhoneSetup(t.Context()); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if err := b.store.Update(t.Context(), func(tx desk.Tx) error { return tx.SetSetting("phone", []byte(`{"card":`)) }); err != nil {
		t.Fatal(err)
	}
	if got, err := b.PhoneSetup(t.Context()); err != nil || got != (desk.PhoneSetup{}) {
		t.Errorf("damaged: %+v, %v", got, err)
	}
}

// TestAPictureCanBeSeenBeforeItLiesAnywhere, and the log says by which way it
// came then.
func TestAPictureCanBeSeenBeforeItLiesAnywhere(t *testing.T) {
	b := newBench(t)
	v, err := b.Add(t.Context(), "shouji-yangben.cn", false)
	if err != nil {
		t.Fatal(err)
	}
	j, err := b.LookAt(t.Context(), filing.SlotLicence, "", specimentest.Good(t, "licence"))
	if err != nil {
		t.Fatal(err)
	}
	g, err := b.GlanceAt(t.Context(), j, 320, 224, 0, 0)
	if err != nil || g.Small.Rect.Dx() > 320 || g.Small.Rect.Dy() > 224 || g.Small.Rect.Empty() {
		t.Fatalf("%v, %v", g.Small.Rect, err)
	}
	if _, err := b.TakeFromPhone(t.Context(), v.Filing.ID, j); err != nil {
		t.Fatal(err)
	}
	log, err := b.Log(t.Context(), 0, 1)
	if err != nil || log[0].Action != desk.DidPhone || log[0].Filing != v.Filing.ID {
		t.Errorf("%+v, %v", log, err)
	}
}
