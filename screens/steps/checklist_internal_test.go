package steps

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/text"
)

// TestTheStepsLeadToTheChecklist: from the panel, and from the region once a
// province is chosen, with the number of its requirements.
func TestTheStepsLeadToTheChecklist(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) {
		f.Region = filing.Region{Province: "120000", City: "120100", District: "120101"}
	})
	b.at(screens.Route{Step: int(filing.StepRegion)})
	n := provinceWants(b.s.View(), b.desk.Tables())
	if n < 2 || !hosttest.Shows(b.Content(), text.ProvinceWants("天津", n)) {
		t.Errorf("%d requirements: %q", n, hosttest.Words(b.Content()))
	}
	for _, words := range []string{text.ChecklistOpen, text.About(text.ChecklistOpen, text.OpenQuestions(len(b.s.View().Questions)))} {
		before := len(b.host.Routes)
		hosttest.Press(t, b.Content(), words)
		if r := b.host.Routes; len(r) != before+1 || r[before].Page != screens.PageChecklist || r[before].Filing != b.id {
			t.Errorf("%s leads to %+v", words, r)
		}
	}
	b = newBench(t, func(f *filing.Filing) { f.Region = filing.Region{} })
	b.at(screens.Route{Step: int(filing.StepRegion)})
	if hosttest.Button(b.Content(), text.ChecklistOpen) != nil {
		t.Error("a province wants something though none is chosen")
	}
}

// TestAFindingShowsItsWeightAndTheSides.
func TestAFindingShowsItsWeightAndTheSides(t *testing.T) {
	b := newBench(t, func(f *filing.Filing) {
		f.Region = filing.Region{Province: "110000", City: "110100", District: "110101"}
		f.PrincipalElse = true
	})
	weak, sides := 0, 0
	for _, f := range b.s.View().Findings {
		w := FindingWords(b.desk, f)
		if only := f.Confidence > "B"; only != strings.Contains(w.Source, text.OnlyReminds) {
			t.Errorf("%s of confidence %q: %q", f.ID, f.Confidence, w.Source)
		} else if only {
			weak++
		}
		if want := len(f.Conflict); want > 0 && len(w.Sides) != want+1 {
			t.Errorf("%s: %d sides of %d", f.ID, len(w.Sides), want+1)
		} else if want > 0 {
			sides++
		}
	}
	if sides == 0 {
		t.Errorf("no finding has a conflict; %d are weak", weak)
	}
}
