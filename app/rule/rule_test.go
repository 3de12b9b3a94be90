package rule_test

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

type change func(*filing.Filing)

func all(list ...change) change {
	return func(f *filing.Filing) {
		for _, c := range list {
			c(f)
		}
	}
}

func set(p filing.Field, v string) change {
	return func(f *filing.Filing) {
		if err := f.Set(p, v); err != nil {
			panic(err)
		}
	}
}

func at(provider string) change { return func(f *filing.Filing) { f.Provider = provider } }

// siblings are n other filings of the organiser at the providers that the
// quotas are tried with.
func siblings(n int, state filing.State) (list []rule.OtherFiling) {
	for i := range n {
		for _, p := range []string{"ucloud", "huawei"} {
			list = append(list, rule.OtherFiling{ID: p + string(rune('a'+i)), Domain: "b.com", State: state, SameOrganiser: true, Provider: p})
		}
	}
	return list
}

func other(o rule.OtherFiling) []rule.OtherFiling { return []rule.OtherFiling{o} }

// bad lists for every rule at least one filing that breaks it: the good one
// with a change, and where the finding must appear.
var bad = []struct {
	id     string
	field  filing.Field
	change change
	others []rule.OtherFiling
}{
	{"CN-KIND-UNKNOWN", "kind", func(f *filing.Filing) { f.Kind = "" }, nil},
	{"CN-KIND-OTHER", "kind", all(set("answers.mainland", "no"), func(f *filing.Filing) { f.Kind = filing.KindNotNeeded }), nil},
	{"CN-KIND-DIFFERS", "kind", func(f *filing.Filing) { f.Kind = filing.KindNewSite }, nil},
	{"CN-FILING-NUMBER", "answers.subject_number", set("answers.subject_number", "12345678"), nil},
	{"CN-FILING-PREFIX", "answers.subject_number", set("answers.subject_number", "粤ICP备12345678号"), nil},
	{"CN-ORDER-OPEN", "organiser.cert_number", nil, other(rule.OtherFiling{ID: "x", Domain: "b.com", State: filing.AdminReview, SameOrganiser: true})},
	{"CN-ORDER-DRAFT", "organiser.cert_number", nil, other(rule.OtherFiling{ID: "x", Domain: "b.com", State: filing.Draft, SameOrganiser: true})},
	{"PV-QUOTA-ORDER", "provider", at("ucloud"), siblings(3, filing.Draft)},
	{"PV-QUOTA-HOST", "provider", at("huawei"), siblings(5, filing.Filed)},
	{"CN-DOMAIN-TWICE", "domain.name", nil, other(rule.OtherFiling{ID: "x", Domain: "Yangben.com", State: filing.Filed})},
	{"CN-REQUIRED", "organiser.name", set("organiser.name", " "), nil},
	{"CN-REQUIRED", "organiser.address.floor", set("organiser.address.floor", ""), nil},
	{"CN-REQUIRED", "emergency2.mobile", all(byAgent, set("emergency2.mobile", "")), nil},
	{"CN-REQUIRED", "site.filed_name", func(f *filing.Filing) { f.Kind = filing.KindAccess }, nil},
	{"CN-CLEAN", "legal.mobile", set("legal.mobile", "１３８００１３８０００"), nil},
	{"CN-CODE-UNKNOWN", "site.contents", set("site.contents", "99"), nil},
	{"CN-CODE-UNKNOWN", "organiser.nature", set("organiser.nature", "7"), nil},
	{"CN-CERT-NATURE", "organiser.cert_type", set("organiser.nature", "3"), nil},
	{"CN-CERT-PERSON", "legal.cert_type", set("legal.cert_type", "1"), nil},
	{"CN-ORG-CODE", "organiser.cert_number", set("organiser.cert_number", "91330100799655058C"), nil},
	{"CN-ORG-CODE-INNER", "organiser.cert_number", set("organiser.cert_number", innerBroken()), nil},
	{"CN-ORG-REG15", "organiser.cert_number", set("organiser.cert_number", "440301103097414"), nil},
	{"CN-ORG-OLD", "organiser.cert_number", set("organiser.cert_number", "440301103097413"), nil},
	{"CN-ID-CARD", "legal.cert_number", set("legal.cert_number", "110105199001011234"), nil},
	{"CN-ID-BIRTH", "legal.cert_number", set("legal.cert_number", identity("33010819800231001")), nil},
	{"CN-ORG-9", "organiser.cert_number", all(set("organiser.cert_type", "12"), set("organiser.cert_number", "745830608")), nil},
	{"CN-NUMBER-FORMAT", "legal.cert_number", set("legal.cert_number", "12345"), nil},
	{"CN-NUMBER-USUAL", "legal.cert_number", all(set("legal.cert_type", "7"), set("legal.cert_number", "12345")), nil},
	{"CN-NUMBER-SHAPE", "organiser.cert_number", set("organiser.cert_number", "9133"), nil},
	{"CN-DATE", "legal.valid_to", set("legal.valid_to", "2035-02-30"), nil},
	{"CN-DATE", "domain.expires", set("domain.expires", "长期"), nil},
	{"CN-DATE-FUTURE", "domain.real_name_on", set("domain.real_name_on", "2027-01-01"), nil},
	{"CN-DATE-ORDER", "legal.valid_to", set("legal.valid_from", "2036-01-01"), nil},
	{"CN-VALID-OVER", "legal.valid_to", set("legal.valid_to", "2026-11-22"), nil},
	{"CN-VALID-SHORT", "legal.valid_to", set("legal.valid_to", "2027-02-23"), nil}, // exactly 3 months is not more than 3
	{"CN-NATURE-CODE", "organiser.nature", all(set("organiser.nature", "6"), set("organiser.cert_type", "6")), nil},
	{"CN-PERSON-ABROAD", "organiser.cert_type", all(set("organiser.nature", "5"), set("organiser.cert_type", "7")), nil},
	{"CN-NAME-LENGTH", "organiser.name", set("organiser.name", strings.Repeat("样", 129)), nil},
	{"CN-INVESTOR", "organiser.investor", set("organiser.investor", "样本别人"), nil},
	{"CN-INVESTOR-NINGXIA", "organiser.investor", all(in("640106"), set("organiser.investor", "样本别人")), nil},
	{"CN-REGION-CHAIN", "region.city", set("region.city", "440100"), nil},
	{"CN-REGION-CHAIN", "region.district", set("region.district", "440106"), nil},
	{"CN-REGION-CODE", "region.province", set("region.province", "310000"), nil},
	{"CN-REGION-CITY", "region.city", all(set("region.city", "330200"), set("region.district", "330203")), nil},
	{"CN-REGION-CERT", "organiser.cert_address", set("organiser.cert_address", "广州市天河区样本路1号"), nil},
	{"CN-ADDRESS-PROVINCE", "organiser.address.district", set("organiser.address.district", "440106"), nil},
	{"HA-ADR-01", "organiser.address.district", all(in("410102"), set("organiser.address.district", "410302")), nil},
	{"CN-ADDRESS-SYMBOL", "organiser.address.floor", set("organiser.address.floor", "7-3-101"), nil},
	{"CN-ADDRESS-REPEAT", "organiser.address.street", set("organiser.address.street", "滨江区样本路"), nil},
	{"CN-ADDRESS-DOOR", "organiser.address.door", all(set("organiser.address.door", "村口旁"), set("organiser.address.floor", "平房")), nil},
	{"CN-ADDRESS-REMARK", "organiser.remark", all(set("organiser.address.no_floor", "true"), set("organiser.address.floor", "")), nil},
	{"CN-ADDRESS-LENGTH", "organiser.address.street", set("organiser.address.street", strings.Repeat("长", 130)), nil},
	{"CN-NAME-SHORT", "site.name", set("site.name", "样本"), nil},
	{"CN-NAME-PLAIN", "site.name", set("site.name", "12345"), nil},
	{"CN-NAME-PLAIN", "site.name", set("site.name", "Yangben"), nil},
	{"CN-NAME-PLAIN", "site.name", set("site.name", "样本yangben.com"), nil},
	{"CN-NAME-SYMBOL", "site.name", set("site.name", "样本茶业@官网"), nil},
	{"CN-NAME-SYMBOL", "site.name", set("site.name", "样本 茶业"), nil},
	{"CN-NAME-STATE", "site.name", set("site.name", "中国样本茶业"), nil},
	{"CN-NAME-STATE-OWN", "site.name", all(set("organiser.name", "中国样本茶业有限公司"), set("site.name", "中国样本茶业")), nil},
	{"CN-NAME-STATE-WITHIN", "site.name", set("site.name", "样本中国茶业"), nil},
	{"CN-NAME-SENSITIVE", "site.name", set("site.name", "样本茶业反腐网"), nil},
	{"CN-NAME-FORUM", "site.name", set("site.name", "样本茶业论坛"), nil},
	{"CN-NAME-PERSON", "site.name", all(set("organiser.nature", "5"), set("organiser.cert_type", "2"), set("site.name", "样本甲工作室")), nil},
	{"CN-NAME-PERSON", "site.name", all(in("320102"), set("organiser.nature", "5"), set("organiser.cert_type", "2"), set("site.name", "样本甲随笔")), nil},
	{"CN-NAME-RELATED", "site.name", all(set("site.name", "好喝商城"), set("site.remark", "")), nil},
	{"CN-NAME-AREA", "site.name", set("site.name", "广州市样本茶业"), nil},
	{"CN-NAME-TRANSFER", "site.name", func(f *filing.Filing) { f.Kind, f.Site.FiledName = filing.KindAccess, "样本茶业官网" }, nil},
	{"PV-NAME-WORD", "site.name", all(set("provider", "huawei"), set("site.name", "样本茶业维权")), nil},
	{"CN-HOME-SYNTAX", "site.home_url", set("site.home_url", "首页"), nil},
	{"CN-HOME-DOMAIN", "site.home_url", set("site.home_url", "www.notyangben.com"), nil},
	{"CN-HOME-PROVIDER", "site.home_url", all(set("provider", "ucloud"), set("site.home_url", "yangben.com")), nil},
	{"CN-HOME-PROVIDER", "site.home_url", set("provider", "huawei"), nil},
	{"CN-CONTENT-PERSON", "site.contents", all(in("610102"), set("organiser.nature", "5"), set("organiser.cert_type", "2"), set("site.contents", "6")), nil},
	{"CN-CONTENT-APPROVAL", "site.contents", set("site.contents", "1"), nil},
	{"PV-REMARK-SHORT", "site.remark", all(set("provider", "tencent"), set("site.remark", "介绍产品")), nil},
	{"CN-REMARK-LONG", "site.remark", set("site.remark", strings.Repeat("长", 201)), nil},
	{"CN-APPROVAL-MIXED", "site.approvals", set("site.approvals", "24=\n9=浙网文1号"), nil},
	{"CN-APPROVAL-MIXED", "site.approvals", set("site.approvals", "9=浙网文1号\n9=浙网文2号"), nil},
	{"CN-APPROVAL-NUMBER", "site.approvals", set("site.approvals", "9="), nil},
	{"CN-APPROVAL-GONE", "site.approvals", set("site.approvals", "3=无"), nil},
	{"CN-APPROVAL-FINANCE", "organiser.scope", set("organiser.scope", "茶叶批发；资产管理"), nil},
	{"CN-APPROVAL-FINANCE", "organiser.name", all(in("330108"), set("organiser.name", "杭州样本商业保理有限公司")), nil}, // a word of Zhejiang only
	{"CN-APPROVAL-WORD", "site.name", set("site.name", "样本茶业新闻"), nil},
	{"CN-DOMAIN-SYNTAX", "domain.name", set("domain.name", "yang ben"), nil},
	{"CN-DOMAIN-SYNTAX", "domain.name", set("domain.name", "192.168.1.1"), nil},
	{"CN-DOMAIN-SYNTAX", "domain.name", set("domain.name", "-a.com"), nil},
	{"CN-DOMAIN-SUB", "domain.name", set("domain.name", "www.yangben.com"), nil},
	{"CN-DOMAIN-SUB", "domain.name", set("domain.name", "shop.yangben.com.cn"), nil},
	{"CN-DOMAIN-SUB", "domain.name", set("domain.name", "com.cn"), nil},
	{"CN-DOMAIN-SUB-REMARK", "site.remark", all(set("site.sub_domain", "true"), set("site.remark", "")), nil},
	{"CN-DOMAIN-SUFFIX", "domain.name", set("domain.name", "yangben.de"), nil},
	{"CN-DOMAIN-REFUSED", "domain.name", all(in("110101"), set("domain.name", "yangben.io")), nil},
	{"CN-DOMAIN-FOR", "domain.name", set("domain.name", "yangben.org.cn"), nil},
	{"CN-DOMAIN-GOV", "domain.name", all(set("organiser.nature", "3"), set("organiser.cert_type", "4")), nil},
	{"CN-DOMAIN-CLOSED", "domain.name", nil, nil},
	{"CN-DOMAIN-OVER", "domain.expires", set("domain.expires", "2026-11-01"), nil},
	{"CN-DOMAIN-SHORT", "domain.expires", all(set("provider", "volcengine"), set("domain.expires", "2027-01-15")), nil},
	{"CN-ASK-OPEN", "asked", nil, nil},
	{"CN-REALNAME-DAYS", "domain.real_name_on", set("domain.real_name_on", "2026-11-21"), nil},
	{"CN-REALNAME-WORKDAYS", "domain.real_name_on", set("domain.real_name_on", "2026-11-19"), nil},
	{"CN-HOLDER-NAME", "domain.holder", set("domain.holder", "样本别家有限公司"), nil},
	{"CN-HOLDER-LEGAL", "domain.holder", all(in("440106"), set("domain.holder", "样本甲")), nil},
	{"CN-HOLDER-TYPE", "domain.holder_type", set("domain.holder_type", "12"), nil},
	{"CN-HOLDER-NUMBER", "domain.holder_number", set("domain.holder_number", "91330100799655058B"), nil},
	{"CN-MOBILE", "legal.mobile", set("legal.mobile", "1380013800"), nil},
	{"CN-MOBILE-ODD", "legal.mobile", set("legal.mobile", "12800138000"), nil},
	{"CN-MOBILE-SEGMENT", "legal.mobile", set("legal.mobile", "17000138000"), nil},
	{"CN-EMAIL", "legal.email", set("legal.email", "jia@example"), nil},
	{"CN-EMAIL-ODD", "legal.email", set("legal.email", "jia+icp@example.com"), nil},
	{"CN-LANDLINE", "legal.landline", set("legal.landline", "82990000"), nil},
	{"CN-LANDLINE-JIANGSU", "legal.landline", in("320102"), nil},
	{"CN-SAME-MOBILE", "agent.mobile", all(byAgent, set("agent.mobile", "13800138000")), nil},
	{"CN-SAME-EMAIL", "agent.email", all(byAgent, set("agent.email", "JIA@example.com")), nil},
	{"CN-EMERGENCY-OWN", "emergency1.mobile", set("emergency1.mobile", "13800138000"), nil},
	{"CN-EMERGENCY-NAME", "emergency1.name", set("emergency1.name", "样本甲"), nil},
	{"CN-EMERGENCY-BOTH", "emergency2.mobile", all(in("410102"), byAgent, set("emergency2.mobile", "13900139000")), nil},
	{"CN-EMERGENCY-REMARK", "site.remark", in("500103"), nil},
	{"CN-PRINCIPAL-LEGAL", "principal_else", principalElse, nil},
	{"CN-PRINCIPAL-DISPUTED", "principal_else", all(in("340102"), principalElse), nil},
	{"CN-PRINCIPAL-MANAGER", "by_agent", all(in("320102"), principalElse, byAgent), nil},
	{"CN-FOREIGN-DELEGATE", "principal_else", all(in("370102"), set("legal.cert_type", "7"), set("legal.cert_number", "E12345678")), nil},
	{"CN-FOREIGN-DELEGATE", "by_agent", all(in("370102"), set("legal.cert_type", "7"), principalElse, byAgent), nil},
	{"CN-MANAGER-FUJIAN", "agent.cert_type", all(in("350102"), byAgent, set("agent.cert_type", "7")), nil},
	{"CN-PERSON-TWICE", "by_agent", all(byAgent, func(f *filing.Filing) { f.Agent.CertNumber = f.Legal.CertNumber }), nil},
	{"CN-PERSON-NAME", "legal.name", set("legal.name", "甲"), nil},
	{"CN-MATERIAL-MISSING", "material.licence", func(f *filing.Filing) { f.DropMaterial(filing.SlotLicence) }, nil},
	{"CN-MATERIAL-MISSING", "material.letter-agent", all(byAgent, func(f *filing.Filing) { f.DropMaterial(filing.SlotLetterAgent) }), nil},
	{"CN-MATERIAL-MISSING", "material.approval-9", set("site.approvals", "9=浙网文1号"), nil},
	{"CN-MATERIAL-MISSING", "material.commitment", in("440106"), nil},
	{"CN-MATERIAL-REJECTED", "material.licence", func(f *filing.Filing) {
		f.PutMaterial(filing.Material{Slot: filing.SlotLicence, Picture: "p", Outcome: filing.Reject})
	}, nil},
	{"CN-MATERIAL-ANYWAY", "material.licence", func(f *filing.Filing) {
		f.PutMaterial(filing.Material{Slot: filing.SlotLicence, Picture: "p", Outcome: filing.Reject, Anyway: "原件已旧"})
	}, nil},
	{"CN-MATERIAL-DOUBTFUL", "material.licence", func(f *filing.Filing) {
		f.PutMaterial(filing.Material{Slot: filing.SlotLicence, Picture: "p", Outcome: filing.Doubtful})
	}, nil},
	{"CN-MATERIAL-QR", "material.licence", func(f *filing.Filing) {
		f.PutMaterial(filing.Material{Slot: filing.SlotLicence, Picture: "p", Outcome: filing.Pass, QR: "http://example.com/?uniscid=" + credit("110105", "MA2YBDK8")})
	}, nil},
	{"CN-MATERIAL-ASKED", "material.licence", func(f *filing.Filing) {
		f.PutMaterial(filing.Material{Slot: filing.SlotLicence, Picture: "p", Outcome: filing.Pass, Asked: []string{"watermark"}})
	}, nil},
	{"CN-PORTRAIT-MISSING", "portrait.confirmed", func(f *filing.Filing) { f.Portrait.Status = filing.PortraitNone }, nil},
	{"CN-PORTRAIT-RETURNED", "portrait.confirmed", func(f *filing.Filing) { f.Portrait.Status = filing.PortraitReturned }, nil},
	{"PV-NATURAL", "organiser.nature", all(set("provider", "ucloud"), set("organiser.nature", "5")), nil},
	{"PV-TIBET", "region.province", all(in("540102"), set("provider", "ucloud")), nil},
}

// innerBroken is a credit code whose own check is right and whose inner
// organisation code is wrong.
func innerBroken() string {
	for _, k := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if c := "91330108MA2YBDK72" + string(k); rule.CreditCode(c) && !rule.OrgCode(c[8:17]) {
			return c
		}
		if c := "91330108MA2YBDK73" + string(k); rule.CreditCode(c) && !rule.OrgCode(c[8:17]) {
			return c
		}
	}
	return ""
}

func has(list []rule.Finding, id string, field filing.Field) bool {
	for _, fd := range list {
		if fd.ID == id && fd.Field == field {
			return true
		}
	}
	return false
}

func TestNothingIsWrongWithTheGoodFiling(t *testing.T) {
	for name, f := range map[string]*filing.Filing{"alone": good(), "with an agent": func() *filing.Filing { f := good(); byAgent(f); return f }()} {
		for _, fd := range rule.Check(f, rule.Env{Now: now}) {
			if fd.ID != "CN-DOMAIN-CLOSED" && fd.ID != "CN-ASK-OPEN" {
				t.Errorf("%s: %s %s: %s", name, fd.ID, fd.Field, fd.Text)
			}
		}
	}
}

func TestEachRuleFindsItsFault(t *testing.T) {
	tested := map[string]bool{}
	for _, c := range bad {
		f := good()
		if c.change != nil {
			c.change(f)
		}
		list := rule.Check(f, rule.Env{Now: now, Others: c.others})
		if !has(list, c.id, c.field) {
			t.Errorf("%s at %s not found; got %s", c.id, c.field, names(list))
		}
		// The good filing must not have it already, or the case shows nothing.
		if c.id != "CN-DOMAIN-CLOSED" && c.id != "CN-ASK-OPEN" && has(rule.Check(good(), rule.Env{Now: now}), c.id, c.field) {
			t.Errorf("%s is found in the good filing too", c.id)
		}
		tested[c.id] = true
	}
	tested["OFFICE-REFUSED"] = true // by the office's past, see TestAHabitOfTheOfficeIsTold
	for _, r := range rule.Rules() {
		if !tested[r.ID] {
			t.Errorf("no case breaks %s", r.ID)
		}
	}
}

func names(list []rule.Finding) string {
	var out []string
	for _, fd := range list {
		out = append(out, fd.ID+"@"+string(fd.Field))
	}
	return strings.Join(out, " ")
}

// fine lists what must not be found.
func TestWhatIsFineIsLeftAlone(t *testing.T) {
	for _, c := range []struct {
		id     string
		change change
	}{
		{"CN-VALID-SHORT", set("legal.valid_to", "2027-02-24")},
		{"CN-REALNAME-DAYS", set("domain.real_name_on", "2026-11-20")},
		{"CN-DOMAIN-SUB", set("domain.name", "yangben.com.cn")},
		{"CN-DOMAIN-SYNTAX", set("domain.name", "样本茶业.中国")},
		{"CN-DOMAIN-SUFFIX", set("domain.name", "样本茶业.公司")},
		{"CN-DOMAIN-SUFFIX", set("domain.name", "yangben.gs.cn")},
		{"CN-HOME-DOMAIN", set("site.home_url", "shop.yangben.com/index")},
		{"CN-HOLDER-NAME", all(set("organiser.name", "样本（杭州）有限公司"), set("domain.holder", "样本(杭州)有限公司"))},
		{"CN-NAME-STATE", all(set("organiser.nature", "2"), set("site.name", "人民样本局"))},
		{"CN-NAME-RELATED", set("site.name", "杭州样本茶业有限公司")},
		{"CN-NAME-SHORT", set("site.name", "𠮷䶮茶")}, // rare characters are characters
		{"CN-NAME-SYMBOL", set("site.name", "𠮷䶮茶")},
		{"CN-PERSON-NAME", set("legal.name", "𠮷䶮")},
		{"CN-NAME-LENGTH", set("organiser.name", strings.Repeat("𠮷", 128))},
		{"CN-APPROVAL-FINANCE", func(f *filing.Filing) { f.Organiser.Scope = "资产管理"; put(f, rule.SlotNoApproval) }},
		{"CN-ADDRESS-SYMBOL", set("organiser.address.floor", "7号楼3单元101室")},
		{"CN-REQUIRED", func(f *filing.Filing) { f.Agent = filing.Person{Name: "不用"} }}, // an unticked agent is nobody's business
		{"CN-PRINCIPAL-LEGAL", all(in("440106"), principalElse, set("organiser.nature", "3"))},
	} {
		f := good()
		c.change(f)
		for _, fd := range rule.Check(f, rule.Env{Now: now}) {
			if fd.ID == c.id {
				t.Errorf("%s found: %s %s", c.id, fd.Field, fd.Text)
			}
		}
	}
}

func TestRegistry(t *testing.T) {
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, r := range rule.Rules() {
		if r.ID == "" || r.Title == "" || r.Source == "" || r.Date == "" || seen[r.ID] {
			t.Errorf("rule %q lacks id, title, source or date, or is there twice", r.ID)
		}
		seen[r.ID] = true
		for _, part := range strings.Split(r.Source, ";") {
			if _, ok := tables.Source(part); !ok {
				t.Errorf("%s: unknown source %q", r.ID, part)
			}
		}
		switch r.Severity {
		case rule.Block, rule.Warn, rule.Info:
		default:
			t.Errorf("%s: severity %q", r.ID, r.Severity)
		}
		if r.Severity == rule.Block && r.Basis != rule.Stored && r.Basis != rule.Form {
			t.Errorf("%s blocks on what is only %s", r.ID, r.Basis)
		}
		for _, tag := range tables.Tags(r.Source) {
			if r.Severity == rule.Block && (tag == "DERIVED" || tag == "GENERAL") {
				t.Errorf("%s blocks on source %s", r.ID, tag)
			}
		}
	}
}

func TestSentencesAreWholeAndNameNobody(t *testing.T) {
	for _, c := range bad {
		f := good()
		if c.change != nil {
			c.change(f)
		}
		for _, fd := range rule.Check(f, rule.Env{Now: now, Others: c.others}) {
			if !strings.HasSuffix(fd.Text, "。") || !strings.HasSuffix(fd.Remedy, "。") || strings.ContainsAny(fd.Text+fd.Remedy, "！!") || strings.Contains(fd.Text+fd.Remedy, "。。") {
				t.Errorf("%s: %q / %q", fd.ID, fd.Text, fd.Remedy)
			}
			for _, secret := range []string{f.Legal.CertNumber, f.Legal.Mobile, f.Legal.Email, f.Agent.CertNumber, f.Agent.Mobile} {
				if len(secret) > 6 && strings.Contains(fd.Text+fd.Remedy, secret) {
					t.Errorf("%s tells a person's data", fd.ID)
				}
			}
			if fd.Source == "" || fd.Date == "" {
				t.Errorf("%s: no source or date", fd.ID)
			}
		}
	}
}
