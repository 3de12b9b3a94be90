package rule_test

import (
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

func cellOf(t *testing.T, c rule.Comparison, a rule.Aspect, provider string) rule.Cell {
	t.Helper()
	for _, r := range c.Rows {
		if r.Aspect == a {
			for _, x := range r.Cells {
				if x.Provider == provider {
					return x
				}
			}
		}
	}
	t.Fatalf("no cell %s of %s", a, provider)
	return rule.Cell{}
}

func says(c rule.Cell) string {
	var out []string
	for _, p := range c.Points {
		out = append(out, p.Text)
	}
	return strings.Join(out, "|")
}

// One filing, four providers: each shows what is its own, and silence where
// nothing is known.
func TestCompareShowsWhatDiffers(t *testing.T) {
	f := good()
	f.Site.HomeURL = "www.yangben.com"
	f.Site.Remark = "茶叶介绍" // too short for one of them
	before := *f
	c := rule.Compare(f, rule.Env{Now: now}, "ucloud", "huawei", "tencent", "west", "nobody", "huawei")
	if len(c.Sides) != 4 {
		t.Fatalf("%d sides: an unknown provider and one named twice are left out", len(c.Sides))
	}
	if f.Provider != before.Provider || f.Site.Remark != before.Site.Remark {
		t.Error("the filing was changed")
	}
	if got := says(cellOf(t, c, rule.AspectFindings, "huawei")); !strings.Contains(got, "不带 www") {
		t.Errorf("Huawei wants the bare domain: %q", got)
	}
	tencent := cellOf(t, c, rule.AspectFindings, "tencent")
	if !strings.Contains(says(tencent), "不少于 15 个字") || tencent.Points[0].Severity != rule.Warn || tencent.Points[0].Confidence != "C" || tencent.Points[0].Field != "site.remark" {
		t.Errorf("Tencent wants 15 characters: %+v", tencent.Points)
	}
	if got := says(cellOf(t, c, rule.AspectFindings, "west")); strings.Contains(got, "15 个字") {
		t.Errorf("West is blamed for Tencent's rule: %q", got)
	}
	if west := cellOf(t, c, rule.AspectQuotas, "west"); west.Known || len(west.Points) != 0 {
		t.Errorf("nothing is known of West's quotas: %+v", west)
	}
	if q := cellOf(t, c, rule.AspectQuotas, "ucloud"); !q.Known || !strings.Contains(says(q), "最多 3 个新增网站") {
		t.Errorf("quotas of UCloud: %s", says(q))
	}
	for _, r := range c.Rows {
		if r.Aspect == rule.AspectPortrait && r.Same {
			t.Error("the ways of the portrait are said to be the same")
		}
	}
}

// A province changes what holds; a natural person has numbers of his own.
func TestCompareGoesByProvinceAndNature(t *testing.T) {
	f := good()
	in("430100")(f)
	c := rule.Compare(f, rule.Env{Now: now}, "ucloud", "tencent", "huawei")
	if got := says(cellOf(t, c, rule.AspectQuotas, "ucloud")); !strings.Contains(got, "湖南每次只能新增 1 个") || strings.Contains(got, "最多 3 个新增网站") {
		t.Errorf("Hunan: %s", got)
	}
	f = good()
	c = rule.Compare(f, rule.Env{Now: now}, "tencent")
	if got := says(cellOf(t, c, rule.AspectDays, "tencent")); !strings.Contains(got, "浙江不超过 30") {
		t.Errorf("Zhejiang: %s", got)
	}
	set("organiser.nature", "5")(f)
	c = rule.Compare(f, rule.Env{Now: now}, "tencent")
	if got := says(cellOf(t, c, rule.AspectQuotas, "tencent")); !strings.Contains(got, "个人一单 1 个") || strings.Contains(got, "10 个") {
		t.Errorf("a natural person: %s", got)
	}
}

// The office's switches hold in the comparison, too.
func TestCompareTakesTheOfficesProfiles(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	f := good()
	set("organiser.nature", "5")(f)
	refused := func(env rule.Env) bool {
		return slices.ContainsFunc(cellOf(t, rule.Compare(f, env, "ucloud", "tencent"), rule.AspectFindings, "ucloud").Points,
			func(p rule.Point) bool { return strings.Contains(p.Text, "不受理个人备案") })
	}
	opened := tables.Provider("ucloud")
	opened.NaturalPersons = "yes"
	if !refused(rule.Env{Now: now}) || refused(rule.Env{Now: now, Profiles: map[string]table.Provider{"ucloud": opened}}) {
		t.Error("the switch makes no difference")
	}
}

// Without a filing the profiles are compared by themselves.
func TestCompareWithoutAFiling(t *testing.T) {
	c := rule.Compare(&filing.Filing{}, rule.Env{Now: now})
	if len(c.Sides) != 9 {
		t.Errorf("%d providers", len(c.Sides))
	}
	for _, r := range c.Rows {
		if r.Aspect == rule.AspectFindings {
			t.Error("an empty form is judged")
		}
		for _, x := range r.Cells {
			for _, p := range x.Points {
				if p.Text == "" || strings.HasSuffix(p.Text, "。") {
					t.Errorf("%s at %s: %q", r.Aspect, x.Provider, p.Text)
				}
			}
		}
	}
}

// The rule on open orders names who says it, the chosen provider first.
func TestTheOpenOrderNamesWhoSaysIt(t *testing.T) {
	others := other(rule.OtherFiling{ID: "x", Domain: "b.com", State: filing.AdminReview, SameOrganiser: true, Provider: "aliyun"})
	text := func(provider string) string {
		f := good()
		f.Provider = provider
		for _, fd := range rule.Check(f, rule.Env{Now: now, Others: others}) {
			if fd.ID == "CN-ORDER-OPEN" {
				return fd.Text + fd.Date
			}
		}
		return ""
	}
	if got := text("tencent"); !strings.Contains(got, "在阿里云办理") || !strings.Contains(got, "腾讯云写明") || !strings.HasSuffix(got, "2025-12-31") {
		t.Error(got)
	}
	if got := text("west"); !strings.Contains(got, "写明这一条的有腾讯云、华为云") || strings.Contains(got, "西部数码写明") {
		t.Error(got)
	}
}

// Two drafts may go into one order where the provider takes more than one site.
func TestTwoDraftsMayGoTogether(t *testing.T) {
	remedy := func(provider, there string) string {
		f := good()
		f.Provider = provider
		others := other(rule.OtherFiling{ID: "x", Domain: "b.com", State: filing.Draft, SameOrganiser: true, Provider: there})
		for _, fd := range rule.Check(f, rule.Env{Now: now, Others: others}) {
			if fd.ID == "CN-ORDER-DRAFT" {
				return fd.Remedy
			}
		}
		return ""
	}
	if got := remedy("ucloud", "ucloud"); !strings.Contains(got, "可以合在一单") {
		t.Error(got)
	}
	for _, there := range []string{"tencent", ""} {
		if got := remedy("west", there); !strings.Contains(got, "一先一后") || strings.Contains(got, "合在一单") {
			t.Error(got)
		}
	}
}

func BenchmarkCompareAll(b *testing.B) {
	f := good()
	for b.Loop() {
		rule.Compare(f, rule.Env{Now: now})
	}
}
