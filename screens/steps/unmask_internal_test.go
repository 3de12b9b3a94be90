package steps

import (
	"slices"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
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
