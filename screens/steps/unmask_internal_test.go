package steps

import (
	"slices"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
)

// unmasked lists what the log says was looked at.
func (b *bench) unmasked() (kinds []string) {
	b.t.Helper()
	entries, err := b.desk.Log(b.t.Context(), 0, 0)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, e := range entries {
		if e.Action == desk.DidUnmask {
			kinds = append(kinds, e.Kinds...)
		}
	}
	return kinds
}

// TestLookingAtACardIsLogged: its numbers can be read in full size. A licence
// is public.
func TestLookingAtACardIsLogged(t *testing.T) {
	b := newBench(t, nil)
	fine := func(m *filing.Material) { m.Outcome = filing.Pass }
	b.judged(filing.SlotLegalFront, fine)
	b.judged(filing.SlotLicence, fine)
	v := b.materials()
	v.view(filing.SlotLicence)
	b.lay()
	v.showCards()
	if got := b.unmasked(); len(got) > 0 {
		t.Errorf("a licence is logged as personal: %v", got)
	}
	v.view(filing.SlotLegalFront)
	b.lay()
	if got := b.unmasked(); !slices.Equal(got, []string{string(filing.MaterialField(filing.SlotLegalFront))}) {
		t.Errorf("logged %v", got)
	}
	v.showCards()
	v.view(filing.SlotLegalFront)
	b.lay()
	if got := b.unmasked(); len(got) != 1 {
		t.Errorf("logged %v: within the minute one note is enough", got)
	}
}

// TestCopyingTheLastSixIsLogged, and refused to whoever may not see them.
func TestCopyingTheLastSixIsLogged(t *testing.T) {
	b := newBench(t, nil)
	b.at(screens.Route{Step: int(filing.StepSMS)})
	press := func() {
		for _, x := range hosttest.All[*part.Button](b.lay()) {
			if x.Label() == text.Copy {
				x.Tapped(nil)
			}
		}
		b.lay()
	}
	b.desk.Act(desk.Operator{ID: "r", Name: "查看", Role: desk.Onlook})
	press()
	if len(b.host.Personal) > 0 || len(b.unmasked()) > 0 {
		t.Errorf("a reader copied %d values", len(b.host.Personal))
	}
	b.desk.Act(desk.Operator{})
	press()
	if len(b.host.Personal) == 0 || len(b.unmasked()) == 0 {
		t.Errorf("copied %d values, logged %v", len(b.host.Personal), b.unmasked())
	}
}
