package sample_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// days are a leap day, the last minute of a year in China, and years ahead.
var days = []time.Time{
	time.Date(2026, 11, 23, 2, 42, 0, 0, time.UTC),
	time.Date(2028, 2, 29, 2, 0, 0, 0, time.UTC),
	time.Date(2026, 12, 31, 15, 59, 0, 0, time.UTC),
	time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC),
}

// TestTheSampleIsRightOnEveryDay: but for the pictures nothing blocks, however
// long the program is in use.
func TestTheSampleIsRightOnEveryDay(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, now := range days {
		f := sample.Filing(now)
		v := desk.Look(f, tables, now)
		for _, x := range v.Findings {
			_, picture := x.Field.Slot()
			if step, _ := filing.Place(x.Field); x.Severity != rule.Info && !picture && step != filing.StepPortrait {
				t.Errorf("%s: %s %s: %s", now.Format(time.DateOnly), x.ID, x.Field, x.Text)
			}
		}
		if !f.Sample || f.State != filing.Draft || f.Schema != filing.Schema || !strings.Contains(f.Organiser.Name+f.Legal.Name+f.Agent.Name, "样本") {
			t.Errorf("%+v", f)
		}
	}
}

// TestEveryMaterialHasItsSpecimen, under a name that names nobody.
func TestEveryMaterialHasItsSpecimen(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	f := sample.Filing(days[0])
	pictures, err := sample.Pictures(f)
	if err != nil {
		t.Fatal(err)
	}
	have := map[filing.Slot]bool{}
	for _, p := range pictures {
		if have[p.Slot] {
			t.Errorf("%s twice", p.Slot)
		}
		have[p.Slot] = true
		if !bytes.HasPrefix(p.Data, []byte{0xFF, 0xD8}) || !strings.HasSuffix(p.Name, ".jpg") || strings.ContainsFunc(p.Name, func(r rune) bool { return r > 127 }) {
			t.Errorf("%s is called %q", p.Slot, p.Name)
		}
		m, err := desk.Judge(t.Context(), p.Slot, p.Name, p.Data)
		if err != nil || m.Outcome == filing.Reject {
			t.Errorf("%s: %v %v", p.Slot, m.Issues, err)
		}
	}
	for _, n := range desk.Look(f, tables, days[0]).Needs {
		if n.Required && !have[n.Slot] {
			t.Errorf("no specimen for %s", n.Slot)
		}
	}
}
