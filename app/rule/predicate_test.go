package rule_test

import (
	"slices"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
	"beiandesk/app/rule/table"
)

func legalBorn(day string) change {
	return func(f *filing.Filing) {
		f.Legal.CertNumber = ruletest.Identity(f.Region.Province[:2]+"0101", day, "001")
	}
}

// Now is 2026-11-23. Each predicate has a filing that it finds and one, as near
// to it as can be, that it leaves alone; the good filing of the row's province
// is left alone anyway.
var predicateCases = []struct {
	row    string
	change change
	found  bool
}{
	{"FJ-AGE-01", legalBorn("20081124"), true}, // min-age 18: the birthday is tomorrow
	{"FJ-AGE-01", legalBorn("20081123"), false},
	{"GD-AGE-01", legalBorn("20101124"), true}, // min-age 16
	{"TJ-AGE-01", all(legalBorn("20090101"), ruletest.Agent), true},
	{"TJ-AGE-01", all(ruletest.Agent, func(f *filing.Filing) { f.Agent.CertNumber = ruletest.Identity("120101", "20081123", "002") }), false},
	{"TJ-AGE-02", legalBorn("19651123"), true}, // max-age 60 for men: 61 today
	{"TJ-AGE-02", legalBorn("19651124"), false},
	{"TJ-AGE-02", func(f *filing.Filing) { f.Legal.CertNumber = ruletest.Identity("120101", "19701123", "002") }, true}, // a woman, 56
	{"SH-DVL-01", set("domain.expires", "2027-02-23"), true},                                                            // domain-months: exactly 3 is not more than 3
	{"SH-DVL-01", set("domain.expires", "2027-02-24"), false},
	{"SD-DVL-01", set("domain.expires", "2027-01-07"), true}, // domain-days: exactly 45
	{"SD-DVL-01", set("domain.expires", "2027-01-08"), false},
	{"SH-LIC-02", set("organiser.cert_valid_to", "2027-11-23"), true}, // licence-months
	{"SH-LIC-02", set("organiser.cert_valid_to", "2027-11-24"), false},
	{"SH-LIC-02", set("organiser.cert_valid_to", "2026-12-24"), false}, // CN-VALID-SHORT blocks
	{"NM-RMK-01", set("site.remark", "网站仅做官网展示"), true},                // remark-contains
	{"NM-RMK-01", set("site.remark", "仅作单位展示，不涉及网上交易"), false},
	{"TJ-RMK-01", set("site.remark", "应急联系人是样本茶业的员工"), true}, // remark-emergency
	{"TJ-RMK-01", set("site.remark", "手机号使用人为样本茶业的员工样本丙"), false},
	{"SH-ADR-01", set("organiser.address.street", "市辖区样本路"), true},
	{"SH-ADR-01", set("organiser.address.street", "市民路"), false},
	{"TJ-ADR-01", set("organiser.address.street", "华苑产业区样本路"), true}, // address-district
	{"TJ-ADR-01", all(set("organiser.address.street", "华苑产业区样本路"), set("organiser.address.district", "120104")), false},
	{"GD-ADR-01", set("organiser.address.district", "440303"), true}, // same-city
	{"GD-ADR-01", set("organiser.address.district", "440106"), false},
	{"TJ-NAM-01", set("site.name", "样本茶业平台"), true}, // name-banned
	{"TJ-NAM-01", set("site.name", "样本茶业平和台前"), false},
	{"CQ-NAM-01", set("site.name", "样本茶业Tea"), true}, // name-latin
	{"CQ-NAM-01", set("site.name", "样本茶业123"), false},
	{"YN-NAM-01", set("site.name", "昆明市样本茶业"), true}, // name-area
	{"QH-NAM-01", set("site.name", "样本已用"), true},    // name-twice
	{"JX-NAM-01", set("site.name", "样本已用"), false},   // of another organiser
	{"GD-NAM-01", set("site.name", "样本茶业学院"), true},  // name-college
	{"GD-NAM-01", set("site.name", "样本茶业内部学院"), false},
	{"YN-NAM-01", all(set("organiser.name", "昆明市样本茶业公司"), set("site.name", "昆明市样本茶业")), false},
	{"FJ-PRE-01", set("organiser.scope", "食品互联网销售"), true}, // words
	{"FJ-PRE-01", set("organiser.scope", "茶叶批发（不含食品）；零售"), false},
	{"FJ-PRE-01", all(set("organiser.scope", "食品销售"), func(f *filing.Filing) { put(f, rule.SlotNoApproval) }), false},
	{"SH-PRE-02", set("domain.name", "mygames.com"), true},
	{"BJ-DOM-01", set("domain.name", "中国样本.com"), true}, // words-in-domain
	{"BJ-DOM-01", set("domain.name", "样本.中国"), false},
	{"JL-TLD-01", set("domain.name", "中国样本.中国"), true},
	{"JL-TLD-01", set("domain.name", "中国样本.com"), false},
	{"HL-SVC-01", set("site.contents", "8,24"), true}, // content-refused
	{"HL-SVC-01", set("site.contents", "8,9"), false},
	{"JX-SVC-01", set("site.contents", "8,9"), true}, // content-only
	{"JX-SVC-01", set("site.contents", "8"), false},
	{"CQ-SVC-01", all(set("site.contents", "24"), set("site.remark", " ")), true}, // content-remark
	{"CQ-SVC-01", set("site.contents", "24"), false},
	{"GX-LIC-01", set("organiser.cert_type", "12"), true}, // cert-type-refused
	{"GX-LIC-01", set("organiser.cert_type", "1"), false},
	{"FJ-LIC-01", set("organiser.investor", "样本甲"), true}, // investor-is
	{"FJ-LIC-01", set("organiser.investor", "样本茶业有限公司"), false},
	{"FJ-FOR-01", ruletest.Foreign, true}, // foreign-manager
	{"FJ-FOR-01", all(ruletest.Foreign, ruletest.Agent), false},
	{"HA-CML-01", func(f *filing.Filing) { f.DropMaterial(filing.SlotCommitment) }, true}, // material
	{"HA-CML-01", func(*filing.Filing) {}, false},
	{"TJ-MGR-02", func(*filing.Filing) {}, true}, // one-person
	{"TJ-MGR-02", ruletest.Agent, false},
	{"BJ-RMK-01", set("site.remark", "读书随笔"), true}, // remark-min 10
	{"BJ-RMK-01", set("site.remark", "记录读书和旅行的随笔"), false},
	{"NM-DOM-01", func(*filing.Filing) {}, true}, // always asked
	// Occasions to ask or list.
	{"CN-MGR-01", ruletest.Agent, true}, // by-agent
	{"CN-MGR-01", func(*filing.Filing) {}, false},
	{"GS-AUT-01", ruletest.Principal, true}, // delegated
	{"GS-AUT-01", func(*filing.Filing) {}, false},
	{"JS-FOR-01", ruletest.Foreign, true}, // foreign-legal
	{"JS-FOR-01", func(*filing.Filing) {}, false},
	{"SH-SOL-01", func(f *filing.Filing) { f.Organiser.CertNumber = ruletest.Credit("92", "310101", "MA2YBDK7") }, true}, // sole-trader
	{"SH-SOL-01", func(*filing.Filing) {}, false},
	{"NM-REP-02", func(f *filing.Filing) { f.Legal.CertNumber = ruletest.Identity("330108", "19800101", "001") }, true}, // id-elsewhere
	{"NM-REP-02", func(*filing.Filing) {}, false},
	{"HA-NAM-01", set("site.name", "好喝商城"), true}, // name-unrelated
	{"HA-NAM-01", set("site.name", "样本好茶"), false},
	{"TJ-REP-01", ruletest.Principal, true}, // registry
	{"TJ-REP-01", func(*filing.Filing) {}, false},
}

// shown tells whether a row is found, asked or listed.
func shown(f *filing.Filing, env rule.Env, row string) bool {
	return slices.ContainsFunc(rule.Check(f, env), func(x rule.Finding) bool { return x.Row == row }) ||
		slices.ContainsFunc(rule.Checklist(f, env), func(x rule.Item) bool { return x.ID == row })
}

func TestPredicates(t *testing.T) {
	env := ruletest.Env()
	env.Others = []rule.OtherFiling{{ID: "x", Domain: "b.com", SiteName: "样本已用", State: filing.Filed}}
	seen := map[string][2]bool{}
	for _, c := range predicateCases {
		r, ok := ruletest.Tables().BureauRule(c.row)
		if !ok {
			t.Fatalf("no row %s", c.row)
		}
		province, nature := r.Province, 4
		if province == table.AllProvinces {
			province = "330000"
		}
		if r.Nature == table.ForIndividual {
			nature = 5
		}
		f := ruletest.Good(province, nature)
		c.change(f)
		if got := shown(f, env, c.row); got != c.found {
			t.Errorf("%s (%s) shown: %v", c.row, r.Predicate, got)
		}
		s := seen[r.Predicate]
		s[map[bool]int{false: 0, true: 1}[c.found]] = true
		seen[r.Predicate] = s
	}
	for name := range table.Predicates {
		if seen[name] != [2]bool{true, true} {
			t.Errorf("%s has no filing that it finds and one that it leaves alone", name)
		}
	}
}

// Somebody of 16 or 17 may act with a proof of work: that warns, though the row
// itself blocks.
func TestYoungPeopleWithAProofOnlyWarn(t *testing.T) {
	f := ruletest.Good("440000", 4)
	legalBorn("20100101")(f)
	i := slices.IndexFunc(rule.Check(f, ruletest.Env()), func(x rule.Finding) bool { return x.Row == "GD-AGE-01" })
	if i < 0 || rule.Check(f, ruletest.Env())[i].Severity != rule.Warn {
		t.Errorf("16 years old in Guangdong: %v", names(rule.Check(f, ruletest.Env())))
	}
}
