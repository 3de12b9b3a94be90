package rule_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

func init() {
	bad = append(bad, []struct {
		id     string
		field  filing.Field
		change change
		others []rule.OtherFiling
	}{
		{"CN-APPROVAL-WORD", "site.contents", set("site.contents", "13"), nil},
		{"FJ-PRE-01", "organiser.scope", all(in("350102"), set("organiser.scope", "食品销售")), nil},
		{"TJ-NAM-01", "site.name", all(in("120101"), set("site.name", "样本茶业平台")), nil},
		{"CQ-NAM-01", "site.name", all(in("500103"), set("site.name", "样本茶业Tea")), nil},
		{"YN-NAM-01", "site.name", all(in("530102"), set("site.name", "大理样本茶业")), nil},
		{"GD-NAM-01", "site.name", all(in("440106"), set("site.name", "样本茶业学院")), nil},
		{"SC-NAM-01", "site.name", all(in("510104"), set("site.name", "好喝商城")), nil},
		{"JX-NAM-01", "site.name", in("360102"), other(rule.OtherFiling{ID: "x", Domain: "b.com", State: filing.Filed, SameOrganiser: true, SiteName: "样本茶业"})},
		{"QH-NAM-01", "site.name", in("630102"), other(rule.OtherFiling{ID: "x", Domain: "b.com", State: filing.Filed, SiteName: "样本茶业"})},
	}...)
}

// unit is a filing in which only the organiser and the province are known.
func unit(name, province string) *filing.Filing {
	return &filing.Filing{ID: "f1", Kind: filing.KindFirst, Region: filing.Region{Province: province}, Organiser: filing.Organiser{Name: name, Nature: 4}}
}

// checkProposals holds whatever is offered against the rules themselves.
func checkProposals(t testing.TB, f *filing.Filing, env rule.Env) int {
	t.Helper()
	list, why := rule.ProposeNames(f, env), rule.NamesMissing(f, env)
	if len(list) > 3 || (len(list) < 3) != (why != "") {
		t.Errorf("%s: %d proposals and the reason %q", f.Organiser.Name, len(list), why)
	}
	seen := map[string]bool{}
	for _, p := range list {
		if seen[p.Name] || p.Why == "" {
			t.Errorf("%s: %q twice or without a reason", f.Organiser.Name, p.Name)
		}
		seen[p.Name] = true
		g := *f
		g.Site.Name = p.Name
		for _, fd := range rule.SiteName(p.Name, f, env) {
			if fd.Severity != rule.Info {
				t.Errorf("%s: %q does not pass: %s %s", f.Organiser.Name, p.Name, fd.ID, fd.Text)
			}
		}
		for _, fd := range rule.Check(&g, env) {
			if fd.Field == "site.name" && fd.Severity != rule.Info {
				t.Errorf("%s: %q does not pass the whole check: %s %s", f.Organiser.Name, p.Name, fd.ID, fd.Text)
			}
		}
		for _, o := range env.Others {
			if o.SiteName == p.Name {
				t.Errorf("%s: %q is taken", f.Organiser.Name, p.Name)
			}
		}
	}
	return len(list)
}

// TestProposalsPassEverywhere offers names for every made-up organiser and
// counts how many get three.
func TestProposalsPassEverywhere(t *testing.T) {
	provinces := builtin(t).Regions.Provinces()
	three, all := 0, 0
	for _, file := range []string{"organisers.tsv", "organisers_second.tsv", "organisers_third.tsv"} {
		for i, r := range rows(t, file, 6) {
			for k := range 3 { // each name in three provinces, each province in turn
				p := provinces[(3*i+k)%len(provinces)]
				all++
				f := unit(r[0], p.Code)
				if checkProposals(t, f, rule.Env{Now: now}) == 3 {
					three++
				} else {
					t.Logf("%s %s: %v %s", p.Name, r[0], rule.ProposeNames(f, rule.Env{Now: now}), rule.NamesMissing(f, rule.Env{Now: now}))
				}
			}
		}
	}
	t.Logf("%d of %d get three names", three, all)
	if three*100 < 98*all {
		t.Errorf("only %d of %d get three names", three, all)
	}
}

func TestProposalsShyAwayFromWhatIsTaken(t *testing.T) {
	f := unit("杭州样本茶业有限公司", "330000")
	first := rule.ProposeNames(f, rule.Env{Now: now})
	if want := []string{"样本茶业", "样本茶业官网", "杭州样本茶业有限公司"}; !slices.Equal(proposed(first), want) {
		t.Errorf("got %q, want %q", proposed(first), want)
	}
	var others []rule.OtherFiling
	for i, p := range first {
		others = append(others, rule.OtherFiling{ID: string(rune('a' + i)), Domain: "b.com", SiteName: p.Name, State: filing.Filed})
	}
	env := rule.Env{Now: now, Others: others}
	checkProposals(t, f, env)
	for _, p := range rule.ProposeNames(f, env) {
		if slices.Contains(proposed(first), p.Name) {
			t.Errorf("%q is taken", p.Name)
		}
	}
}

func proposed(list []rule.Proposal) (out []string) {
	for _, p := range list {
		out = append(out, p.Name)
	}
	return out
}

func TestProposalsForPersonsAndTransfers(t *testing.T) {
	for _, p := range builtin(t).Regions.Provinces() {
		f := unit("样本甲", p.Code)
		f.Organiser.Nature = 5
		n := checkProposals(t, f, rule.Env{Now: now})
		if n < 2 {
			t.Errorf("%s: %d names for a person", p.Name, n)
		}
		for _, x := range rule.ProposeNames(f, rule.Env{Now: now}) {
			if p.Code == "320000" != strings.Contains(x.Name, "的个人") {
				t.Errorf("%s: %q", p.Name, x.Name)
			}
		}
	}
	f := unit("杭州样本茶业有限公司", "330000")
	f.Kind, f.Site.FiledName = filing.KindAccess, "样本老站官网"
	if got := proposed(rule.ProposeNames(f, rule.Env{Now: now})); !slices.Equal(got, []string{"样本老站官网"}) {
		t.Errorf("a transfer gets %q", got)
	}
	if why := rule.NamesMissing(&filing.Filing{}, rule.Env{Now: now}); why == "" {
		t.Error("nothing says that the organiser's name is missing")
	}
}

func FuzzProposeNames(f *testing.F) {
	for _, r := range rows(f, "organisers.tsv", 6) {
		f.Add(r[0], 4)
	}
	f.Add("（）（（有限公司", 4)
	f.Add("\xff店", 5)
	f.Fuzz(func(t *testing.T, name string, nature int) {
		x := unit(name, "120000")
		x.Organiser.Nature = nature
		n := rule.ParseOrganiser(name, builtin(t).Regions)
		if len(n.Area)+len(n.Mark)+len(n.Words) > 3*len(name)+64 {
			t.Errorf("%q grew: %+v", name, n)
		}
		checkProposals(t, x, rule.Env{Now: now})
	})
}
