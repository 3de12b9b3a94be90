package table_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// The province goes before everywhere, the nature before everybody.
func TestQuotaOfAProvider(t *testing.T) {
	p := builtin(t).Provider("ucloud")
	for _, c := range []struct {
		id       string
		person   bool
		province string
		want     int
	}{
		{table.SitesPerOrder, false, "440000", 3},
		{table.SitesPerOrder, false, "430000", 1},
		{table.SitesPerOrder, true, "430000", 0}, // said of units only
		{table.SubjectsPerAccount, true, "", 1},
		{table.SubjectsPerAccount, false, "", 0},
		{table.SitesPerHost, true, "", 5},
	} {
		if q, ok := p.Quota(c.id, c.person, c.province); q.Max != c.want || ok != (c.want > 0) {
			t.Errorf("%s, person %v, %q: %d, want %d", c.id, c.person, c.province, q.Max, c.want)
		}
	}
	tencent := builtin(t).Provider("tencent")
	if d, _ := tencent.Days(table.StageAdmin, "330000"); d.To != 30 {
		t.Errorf("Zhejiang: %+v", d)
	}
	if d, _ := tencent.Days(table.StageAdmin, "440000"); d.To != 20 {
		t.Errorf("elsewhere: %+v", d)
	}
	volc := builtin(t).Provider("volcengine")
	if _, ok := volc.Days(table.StageReview, ""); ok {
		t.Error("nothing is known of Volcengine's review")
	}
}

// What a console does not name it inherits; its own pages and groups carry the
// inherited fields along.
func TestConsoleInheritsFromGeneric(t *testing.T) {
	s := builtin(t)
	generic, huawei := s.Console("nobody"), s.Console("huawei")
	if generic.Own != 0 || huawei.Own < 10 {
		t.Errorf("own fields: generic %d, Huawei %d", generic.Own, huawei.Own)
	}
	name, ok := huawei.Field("site.home_url")
	if !ok || name.Name != "首页URL" || name.Page != "网站信息填写" || name.Source == "" {
		t.Errorf("%+v", name)
	}
	inherited, _ := huawei.Field("site.languages")
	if inherited.Name != "网站语言" || inherited.Page != "网站信息填写" || inherited.Provider != table.GenericProvider {
		t.Errorf("an inherited field: %+v", inherited)
	}
	volc := s.Console("volcengine")
	if g, _ := volc.Field("@principal.remark"); g.Group != "主办单位负责人信息" {
		t.Errorf("the group's name is not carried along: %+v", g)
	}
	if g, _ := volc.Field("emergency2.mobile"); g.Group != "应急联系人" {
		t.Errorf("a field that was moved takes its old group along: %+v", g)
	}
	if x, ok := huawei.Slot(filing.SlotOther(3)); !ok || x.Name != "其他材料" {
		t.Errorf("a numbered slot: %+v", x)
	}
}

// Every fault in the two tables is named and refused.
func TestFaultyProfilesAreRefused(t *testing.T) {
	providers, consoles := file(t, "providers"), file(t, "console_fields")
	for name, c := range map[string]struct{ table, old, new, want string }{
		"confidence":  {providers, `"confidence": "D"`, `"confidence": "E"`, "no text or no confidence"},
		"way":         {providers, `"way": "link"`, `"way": "pigeon"`, "pigeon"},
		"quota":       {providers, `"id": "prepaid-months", "max": 3`, `"id": "moons", "max": 3`, "moons"},
		"province":    {providers, `"provinces": ["430000"]`, `"provinces": ["439999"]`, "439999"},
		"days":        {providers, `"from": 1, "to": 3`, `"from": 4, "to": 3`, "from 4 to 3"},
		"source":      {providers, `"source": "TC26; TC:备案审核"`, `"source": "HEARSAY"`, "unknown source"},
		"field":       {consoles, `"field": "site.home_url"`, `"field": "site.colour"`, "no such field"},
		"no generic":  {consoles, `{"provider": "generic", "field": "site.home_url"`, `{"provider": "xinnet", "field": "site.home_url"`, "no generic row"},
		"twice":       {consoles, `"field": "site.name", "name": "服务名称"`, `"field": "site.contents", "name": "服务名称"`, "twice"},
		"no provider": {consoles, `"provider": "west"`, `"provider": "east"`, "no such provider"},
	} {
		n := "providers"
		if c.table == consoles {
			n = "console_fields"
		}
		bad := strings.Replace(strings.Replace(c.table, "2026-11-26", "2027-01-01", 1), c.old, c.new, 1)
		if !strings.Contains(c.table, c.old) {
			t.Errorf("%s: %s is not in the table", name, c.old)
		}
		s, refused, err := table.Load(assets.Tables(), fstest.MapFS{n + ".json": {Data: sealed(t, bad)}})
		if err != nil || len(refused) != 1 || s.Replaced[n] {
			t.Errorf("%s: taken, %v, %v", name, refused, err)
			continue
		}
		if got := whole(refused[0]); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Every provider has a profile that says something of the portrait or nothing
// at all, and every fact says where it is from.
func TestEveryFactHasItsOrigin(t *testing.T) {
	s := builtin(t)
	for _, p := range s.Providers {
		facts := []table.Fact{}
		for _, q := range p.Quotas {
			facts = append(facts, q.Fact)
		}
		for _, d := range p.Stages {
			facts = append(facts, d.Fact)
		}
		for _, a := range p.Facts {
			facts = append(facts, a.Fact)
		}
		for _, f := range facts {
			if f.Source == "" || f.Date == "" || strings.HasSuffix(f.Text, "。") {
				t.Errorf("%s: %+v", p.ID, f)
			}
			if f.Source == "DERIVED" && f.Confidence != "D" {
				t.Errorf("%s: our own conclusion is given as %s: %s", p.ID, f.Confidence, f.Text)
			}
		}
	}
}

// whole is an error with its causes.
func whole(err error) string {
	var out []string
	for ; err != nil; err = errors.Unwrap(err) {
		out = append(out, err.Error())
	}
	return strings.Join(out, ": ")
}
