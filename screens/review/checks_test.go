package review_test

import (
	"slices"
	"testing"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/screens"
	"beiandesk/screens/hosttest"
	"beiandesk/screens/part"
	"beiandesk/screens/review"
	"beiandesk/screens/text"
)

// TestFindingsAreGroupedByGravity: what is wrong first, what is only missing
// by itself.
func TestFindingsAreGroupedByGravity(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) {
		f.Organiser.CertNumber, f.Agent.Mobile = "91440106MA0AAAA1X2", "123"
	})
	p := review.NewChecks(w.host, w.desk, w.route())
	words := hosttest.Words(lay(p))
	at := -1
	for _, title := range []string{text.GroupBlock, text.GroupMissing, text.GroupWarn, text.GroupInfo} {
		i := slices.Index(words, title)
		if i < 0 {
			continue
		}
		if i < at {
			t.Errorf("%s stands too far up", title)
		}
		at = i
	}
	v := w.stored()
	sum := rule.Summarise(v.Findings)
	if !hosttest.Shows(p.Content(), text.ChecksUnder(sum.Block-sum.Missing, sum.Missing, sum.Warn, sum.Info)) {
		t.Errorf("the count is not shown: %q", words)
	}
	rows := 0
	for _, b := range hosttest.All[*part.Button](p.Content()) {
		if b.Label() == text.Jump || b.Label() == text.FillIn {
			rows++
		}
	}
	if rows != len(v.Findings) {
		t.Errorf("%d rows for %d findings", rows, len(v.Findings))
	}
	wrong, missing := slices.Index(words, text.GroupBlock), slices.Index(words, text.GroupMissing)
	for _, f := range v.Findings {
		i := slices.IndexFunc(words, func(s string) bool {
			return s == f.Text || f.Missing && s == rule.FieldName(f.Field) || s == text.WherePrefix(rule.FieldName(f.Field))+f.Text
		})
		if i < 0 {
			t.Errorf("%s is not shown: %s", f.ID, f.Text)
		} else if f.Severity == rule.Block && !f.Missing && (i < wrong || i > missing) {
			t.Errorf("%s is wrong and stands under another title", f.ID)
		}
	}
}

// TestEachFindingJumpsToItsField.
func TestEachFindingJumpsToItsField(t *testing.T) {
	w := newWorld(t, func(f *filing.Filing) { f.Organiser.CertNumber = "91440106MA0AAAA1X2" })
	p := review.NewChecks(w.host, w.desk, w.route())
	lay(p)
	want := map[string]int{}
	for _, f := range w.stored().Findings {
		step, _ := filing.Place(f.Field)
		if f.Field == rule.FieldAsked { // is answered on a page of its own
			continue
		}
		want[string(f.Field)] = int(step)
	}
	for _, b := range hosttest.All[*part.Button](p.Content()) {
		if b.Label() == text.Jump || b.Label() == text.FillIn {
			b.Tapped(nil)
		}
	}
	asked := 0
	for _, r := range w.host.Routes {
		if r.Page == screens.PageChecklist && r.Filing == w.id {
			asked++
			continue
		}
		if step, ok := want[r.Field]; !ok || r.Step != step || r.Page != screens.PageFiling || r.Filing != w.id {
			t.Errorf("leads to %+v, want step %d", r, step)
		}
		delete(want, r.Field)
	}
	if len(want) != 0 {
		t.Errorf("nothing leads to %v", want)
	}
	if asked != 1 {
		t.Errorf("%d findings lead to the checklist, want that of the open questions", asked)
	}
}

func TestAGoneFilingSaysSo(t *testing.T) {
	w := newWorld(t, nil)
	for name, p := range map[string]screens.Screen{
		"checks":  review.NewChecks(w.host, w.desk, screens.Route{Filing: "none"}),
		"history": review.NewHistory(w.host, w.desk, screens.Route{Filing: "none"}),
		"export":  review.NewExport(w.host, w.desk, screens.Route{Filing: "none"}),
	} {
		if _, err := w.desk.Open(t.Context(), "none"); !hosttest.Shows(lay(p), app.MessageOf(err)) {
			t.Errorf("%s: %q", name, hosttest.Words(p.Content()))
		}
		backs := w.host.Backs
		if hosttest.Press(t, p.Content(), text.Back); w.host.Backs != backs+1 {
			t.Errorf("%s: no way back", name)
		}
	}
}

// TestAPageFollowsChangesElsewhere, until it is closed.
func TestAPageFollowsChangesElsewhere(t *testing.T) {
	w := newWorld(t, nil)
	p := review.NewChecks(w.host, w.desk, w.route())
	before := hosttest.Words(lay(p))
	if _, err := w.desk.Edit(t.Context(), w.id, w.stored().Filing.Rev, filing.Edit{Field: "agent.mobile", Value: "1"}); err != nil {
		t.Fatal(err)
	}
	p.Reload()
	if after := hosttest.Words(lay(p)); slices.Equal(before, after) {
		t.Error("nothing new after a change")
	}
	p.Close()
	jobs := len(w.host.Keys)
	p.Reload()
	if len(w.host.Keys) != jobs {
		t.Error("a closed page reads on")
	}
}

// A finding about another filing has a way there beside the one to its field.
func TestAFindingAboutAnotherFilingLeadsThere(t *testing.T) {
	w := newWorld(t, nil)
	v, err := w.desk.Clone(t.Context(), w.id, "zweite-yangben.cn") // the same organiser
	if err != nil {
		t.Fatal(err)
	}
	p := review.NewChecks(w.host, w.desk, w.route())
	hosttest.Press(t, lay(p), text.OpenOther("zweite-yangben.cn"))
	if len(w.host.Routes) != 1 || w.host.Routes[0] != (screens.Route{Page: screens.PageFiling, Filing: v.Filing.ID}) {
		t.Errorf("leads to %+v", w.host.Routes)
	}
}
