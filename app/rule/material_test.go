package rule_test

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// TestTheLicencesCodeIsComparedWithWhatIsTypedNow: the content of the code is
// kept with the picture, so a number that is mended later is compared anew.
func TestTheLicencesCodeIsComparedWithWhatIsTypedNow(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	mine, other := good().Organiser.CertNumber, credit("110105", "MA2YBDK8")
	for _, c := range []struct {
		name, qr, typed string
		want            bool
	}{
		{"same, in an address", "https://example.com/QR?uniscid=" + mine + "&v=1", mine, false},
		{"same, in words and small letters", "统一社会信用代码:" + strings.ToLower(mine) + ";名称:" + good().Organiser.Name, mine, false},
		{"another name", "统一社会信用代码:" + mine + ";名称:样本白鹭贸易有限公司", mine, true},
		{"another", "https://example.com/QR?uniscid=" + other, mine, true},
		{"both", other + " " + mine, mine, false},
		{"none", "https://example.com/a?key=9F8E7D", mine, false},
		{"a long key is no code", strings.Repeat("A", 7) + other, mine, false},
		{"eighteen characters with a wrong check", "https://example.com/91330108MA2YBDK7AA", mine, false},
		{"nothing typed", other, "", false},
		{"half typed", other, mine[:10], false},
		{"typed with blanks and small letters", mine, strings.ToLower(mine[:8]) + " " + mine[8:], false},
		{"no code in the picture", "", mine, false},
	} {
		f := good()
		f.Organiser.CertNumber = c.typed
		f.PutMaterial(filing.Material{Slot: filing.SlotLicence, Picture: "p", Outcome: filing.Pass, QR: c.qr})
		list := rule.Check(f, rule.Env{Now: now, Tables: tables})
		if got := has(list, "CN-MATERIAL-QR", "material.licence"); got != c.want {
			t.Errorf("%s: found %v, want %v", c.name, got, c.want)
		}
		for _, x := range list {
			if x.ID == "CN-MATERIAL-QR" && (strings.Contains(x.Text+x.Remedy, other) || strings.Contains(x.Text+x.Remedy, mine)) {
				t.Errorf("%s: the finding tells the number: %s", c.name, x.Text)
			}
		}
	}
}

// TestWhatIsAskedIsSaidOnceAndNeverStopsTheWay, however many pictures.
func TestWhatIsAskedIsSaidOnceAndNeverStopsTheWay(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	f := good()
	for i := range f.Materials {
		f.Materials[i].Asked = []string{"watermark", "retouched"}
	}
	f.Materials[0].Seen = []string{"retouched", "watermark"}
	n := 0
	for _, x := range rule.Check(f, rule.Env{Now: now, Tables: tables}) {
		if x.ID != "CN-MATERIAL-ASKED" {
			continue
		}
		n++
		if x.Severity != rule.Info || x.Field != filing.MaterialField(f.Materials[1].Slot) || !strings.Contains(x.Text, "3 张") {
			t.Errorf("%+v", x)
		}
	}
	if n != 1 {
		t.Errorf("said %d times", n)
	}
	for i := range f.Materials {
		f.Materials[i].Seen = f.Materials[i].Asked
	}
	if has(rule.Check(f, rule.Env{Now: now, Tables: tables}), "CN-MATERIAL-ASKED", "material.licence") {
		t.Error("still asked when all is ticked")
	}
}
