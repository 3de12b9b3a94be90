package rule_test

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

func TestAddressesAreTakenApart(t *testing.T) {
	regions := builtin(t).Regions
	list, whole, area := rows(t, "addresses.tsv", 5), 0, 0
	for _, r := range list {
		p := rule.ParseAddress(r[0], filing.Region{}, regions)
		a := p.Address
		got := strings.Join([]string{a.Street, a.Door, a.Floor}, "|")
		name := regions.Area(p.Region)
		if strings.HasSuffix(name, r[1]) && (r[1] == "") == (name == "") {
			area++
		} else {
			t.Logf("%s: area %q, want %q", r[0], name, r[1])
			continue
		}
		if want := strings.Join(r[2:], "|"); got == want {
			whole++
		} else {
			t.Logf("%s: %s, want %s", r[0], got, want)
		}
	}
	t.Logf("%d of %d addresses whole, %d areas", whole, len(list), area)
	if len(list) < 100 || whole*100 < 95*len(list) {
		t.Errorf("only %d of %d addresses are taken apart as they should", whole, len(list))
	}
}

// FuzzParseAddress: nothing is invented, and nothing but area, remark and
// blanks is lost.
func FuzzParseAddress(f *testing.F) {
	for _, r := range rows(f, "addresses.tsv", 5) {
		f.Add(r[0])
	}
	f.Add("（（\xff）1号")
	f.Fuzz(func(t *testing.T, text string) {
		p := rule.ParseAddress(text, filing.Region{Province: "330000"}, builtin(t).Regions)
		if len(p.Address.Detail()) > 3*len(text) {
			t.Errorf("%q grew to %q", text, p.Address.Detail())
		}
	})
}
