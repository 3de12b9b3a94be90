package ruletest_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
	"beiandesk/app/rule/table"
	"beiandesk/app/seal"
)

// Every province has at least five, of them one without a warning and three
// that block; every nature, kind and provider that a case can name is there; no two are
// called the same.
func TestMadeUpFilingsAreSpreadOverTheCountry(t *testing.T) {
	list := cases(t)
	if len(list) < 200 {
		t.Errorf("%d filings, want 200 or more", len(list))
	}
	seen := map[string]bool{}
	all, good, clean := map[string]int{}, map[string]int{}, map[string]int{}
	natures, kinds, providers := map[int]int{}, map[filing.Kind]int{}, map[string]int{}
	for _, c := range list {
		if seen[c.Name] {
			t.Errorf("%s: %q is there twice", c.At, c.Name)
		}
		seen[c.Name] = true
		all[c.Province]++
		natures[c.Nature]++
		kinds[c.Kind]++
		providers[c.Provider]++
		if c.Good() {
			good[c.Province]++
		}
		if len(c.Want) == 0 {
			clean[c.Province]++
		}
	}
	for _, p := range ruletest.Tables().Provinces {
		if n, g, c := all[p.Code], good[p.Code], clean[p.Code]; n < 5 || c < 1 || n-g < 3 {
			t.Errorf("%s: %d filings, %d without a block, %d without a warning", p.Name, n, g, c)
		}
	}
	for _, n := range []int{2, 3, 4, 5, 6, 9, 10, 11, 13, 15, 17} {
		if natures[n] == 0 {
			t.Errorf("no filing of nature %d", n)
		}
	}
	for _, k := range []filing.Kind{filing.KindFirst, filing.KindNewSite, filing.KindNewSiteElsewhere, filing.KindAccess} {
		if kinds[k] < 5 {
			t.Errorf("%d filings of kind %s", kinds[k], k)
		}
	}
	for _, p := range ruletest.Tables().Providers {
		if id := p.ID; providers[id] == 0 && id != table.GenericProvider {
			t.Errorf("no filing at %s", id)
		}
	}
	t.Logf("%d filings, %d without a block; natures %v, kinds %v, providers %v", len(list), sum(good), natures, kinds, providers)
}

func sum(m map[string]int) (n int) {
	for _, x := range m {
		n += x
	}
	return n
}

// Every rule of the registry that blocks, and every row that blocks by a check
// or by a question answered with no, is hit by a made-up filing.
func TestEveryBlockingRuleIsHitByAMadeUpFiling(t *testing.T) {
	hit := map[string]bool{}
	for _, c := range cases(t) {
		f, env, err := c.Make()
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range rule.Check(f, env) {
			if x.Severity == rule.Block {
				hit[x.ID], hit[x.Row] = true, true
			}
		}
	}
	var missed []string
	n := 0
	count := func(id string) {
		n++
		if !hit[id] {
			missed = append(missed, id)
		}
	}
	for _, r := range rule.Rules() {
		if r.Severity == rule.Block {
			count(r.ID)
		}
	}
	for _, r := range ruletest.Tables().Bureau {
		if r.Severity == string(rule.Block) && r.Place != table.PlaceList {
			count(r.ID)
		}
	}
	if len(missed) > 0 {
		t.Errorf("%d of %d blocking rules are hit by no filing: %s", len(missed), n, strings.Join(missed, " "))
	}
	t.Logf("%d blocking rules", n)
}

// What is found reads as sentences, names its source, comes in the same order
// whatever the order of materials, and never repeats personal data.
func TestFindingsOfMadeUpFilings(t *testing.T) {
	tables := ruletest.Tables()
	for _, c := range cases(t) {
		f, env, err := c.Make()
		if err != nil {
			t.Fatal(err)
		}
		found := rule.Check(f, env)
		for _, x := range found {
			if x.ID == "CN-TABLES" || x.Source == "" || x.Date == "" || x.Field == "" {
				t.Errorf("%s: %+v", c.At, x)
			}
			for _, said := range []string{x.Text, x.Remedy} {
				if !strings.HasSuffix(said, "。") || strings.Contains(said, "。。") {
					t.Errorf("%s: %s: no sentence: %q", c.At, x.ID, said)
				}
			}
			if p := repeats(f, x, tables); p != "" {
				t.Errorf("%s: %s repeats %s", c.At, x.ID, p)
			}
		}
		g := *f
		g.Materials = slices.Clone(f.Materials)
		slices.Reverse(g.Materials)
		if again := rule.Check(&g, env); !reflect.DeepEqual(found, again) {
			t.Errorf("%s: another order of materials gives other findings", c.At)
		}
	}
}

// repeats is a field with personal data that a finding repeats, "" if none.
func repeats(f *filing.Filing, x rule.Finding, t *table.Set) filing.Field {
	for _, p := range filing.Fields() {
		v, _ := f.Get(p)
		if rule.Personal(f, p, t) == seal.None || len([]rune(v)) < 4 {
			continue
		}
		if strings.Contains(x.Text+x.Remedy, v) {
			return p
		}
	}
	return ""
}

// A file of filings with a mistake is refused where it stands.
func TestReadCasesRefusesWhatItDoesNotKnow(t *testing.T) {
	for text, want := range map[string]string{
		"  principal":                               "x:1: no filing stands before it",
		"东京 企业 首次 generic — 甲":                      "x:1: unknown word",
		"广东 公司 首次 generic — 甲":                      "x:1: unknown word",
		"广东 企业 首次 nobody — 甲":                       "x:1: unknown word",
		"广东 企业 首次 generic":                          "x:1: ",
		"广东 企业 首次 generic — 甲\n  fly":               "x:2: unknown change",
		"广东 企业 首次 generic — 甲\n  block CN-REQUIRED": "x:2: ",
	} {
		if _, err := ruletest.ReadCases("x", text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	for _, change := range []string{"set site.nothing 1", "set site.name", "age legal", "age nobody 17", "foreign 驾驶证", "other lost", "switch x yes", "drop portrait", "picture portrait reject", "no XJ-RES-01", "certificate x", "moved x"} {
		province := "广东"
		if change == "moved x" {
			province, change = "天津", "moved"
		}
		list, err := ruletest.ReadCases("x", province+" 企业 首次 generic — 甲\n  "+change)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := list[0].Make(); err == nil || !strings.HasPrefix(err.Error(), "x:1: "+change) {
			t.Errorf("%q: %v", change, err)
		}
	}
}
