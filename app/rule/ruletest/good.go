// Package ruletest makes filings for tests: good ones for every province and
// nature with which nothing is wrong, and ones that break a given rule or row.
// All names, numbers and addresses are made up.
package ruletest

import (
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// Now is the time at which the filings of this package are looked at.
var Now = time.Date(2026, 11, 23, 10, 0, 0, 0, filing.China)

// Env is what Check is given with Good: the built-in tables at Now.
func Env() rule.Env { return rule.Env{Now: Now, Tables: Tables()} }

// Tables are the built-in tables.
func Tables() *table.Set {
	t, err := table.Builtin()
	if err != nil {
		panic(err) // a test of package table tells why
	}
	return t
}

// Natures whose good filings are known to pass, 企业 first.
var Natures = []int{4, 2, 3, 5, 6, 9}

// Credit is a credit code (GB 32100) with right check characters: prefix names
// authority and sort ("91"), area has six digits, org8 eight.
func Credit(prefix, area, org8 string) string {
	for _, c := range "0123456789X" {
		if !rule.OrgCode(org8 + string(c)) {
			continue
		}
		for _, k := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
			if code := prefix + area + org8 + string(c) + string(k); rule.CreditCode(code) {
				return code
			}
		}
	}
	panic("no credit code for " + prefix + area + org8)
}

// Identity is an identity number (GB 11643) of an area, a birthday "19800101"
// and a running number "001".
func Identity(area, birthday, n string) string {
	for _, k := range "0123456789X" {
		if id := area + birthday + n + string(k); rule.IDCard(id) {
			return id
		}
	}
	panic("no identity number for " + area + birthday + n)
}

// Region is the first city and district of a province.
func Region(province string) filing.Region {
	r := filing.Region{Province: province}
	t := Tables()
	if cities := t.Regions.Cities(province); len(cities) > 0 {
		r.City = cities[0].Code
	}
	if districts := t.Regions.Districts(r.City); len(districts) > 0 {
		r.District = districts[0].Code
	} else {
		r.District = r.City
	}
	return r
}

// unit is how an organiser of a nature looks.
var units = map[int]struct {
	name, prefix string
	cert         int
	domain       string
}{
	4: {"样本茶业有限公司", "91", 1, "yangben.com"},
	2: {"样本事务局", "11", 13, "yangben.gov.cn"},
	3: {"样本研究所", "12", 4, "yangben.cn"},
	6: {"样本茶业协会", "51", 6, "yangben.cn"},
	9: {"样本茶艺中心", "52", 17, "yangben.cn"},
}

// Good is a complete first filing in a province (six digits) by an organiser
// of one of Natures, by the legal representative himself, with every material
// it needs and every question answered. Nothing blocks, nothing warns.
func Good(province string, nature int) *filing.Filing {
	r := Region(province)
	f := &filing.Filing{
		Schema: filing.Schema, ID: "good", Kind: filing.KindFirst, State: filing.Draft,
		Answers: filing.Answers{Mainland: "yes", SubjectFiled: "no", DomainFiled: "no"},
		Region:  r,
		Organiser: filing.Organiser{Nature: nature, CertAddress: "样本路1号", CertValidTo: filing.LongTerm, Scope: "茶叶批发和零售", Investor: "样本甲",
			Address: filing.Address{District: r.District, Street: "样本路", Door: "1号", Floor: "2楼201室"}},
		Site: filing.Site{Name: "样本茶业", Contents: []int{8}, Languages: []int{1}, Approvals: []filing.Approval{{Item: filing.NoApproval}},
			Remark: "网站仅做官网展示，不涉及在线交易、电子金融、电子商务，介绍茶叶产品和联系方式。应急联系电话中手机号使用人为样本茶业的员工样本丙。"},
		Domain: filing.Domain{Name: "yangben.com", Registrar: "样本域名注册商", Registered: "2024-03-01", Expires: "2028-03-01", RealNameOn: "2024-03-02"},
		Legal: filing.Person{Name: "样本甲", CertType: 2, CertNumber: Identity(province[:2]+"0101", "19800101", "001"), ValidFrom: "2015-01-01", ValidTo: "2035-01-01",
			Mobile: "13800138000", Email: "jia@example.com", Landline: "010-82990000"},
		Emergency1: filing.Contact{Name: "样本丙", Mobile: "13900139000"},
		Portrait:   filing.Portrait{Status: filing.PortraitSubmitted},
	}
	if u, ok := units[nature]; ok {
		f.Organiser.Name, f.Organiser.CertType, f.Organiser.CertNumber = u.name, u.cert, Credit(u.prefix, r.District, "MA2YBDK7")
		f.Domain.Name = u.domain
		if nature == 2 || nature == 3 {
			f.Site.Name = "样本事务"
			if nature == 3 {
				f.Site.Name = "样本研究"
			}
		}
	} else { // a natural person
		f.Organiser.Name, f.Organiser.CertType, f.Organiser.CertNumber = f.Legal.Name, 2, f.Legal.CertNumber
		f.Organiser.CertValidTo = f.Legal.ValidTo
		f.Site.Contents = []int{24}
		f.Site.Name = "样本甲的随笔"
		switch province {
		case "230000", "500000":
			f.Site.Contents = []int{6}
		case "320000":
			f.Site.Name = "样本甲的个人主页"
		}
		f.Site.Remark = "记录个人读书和旅行的随笔，网站不含企业单位信息，如有虚假愿注销备案并列入黑名单。应急联系人样本丙。"
	}
	if nature == 4 && province == "350000" {
		f.Organiser.Investor = f.Organiser.Name
	}
	f.Site.HomeURL = "www." + f.Domain.Name
	f.Domain.Holder, f.Domain.HolderType, f.Domain.HolderNumber = f.Organiser.Name, f.Organiser.CertType, f.Organiser.CertNumber
	Complete(f, Env())
	return f
}

// Agent lets somebody else hold the manager's role. Complete adds his material.
func Agent(f *filing.Filing) {
	f.ByAgent = true
	f.Agent = filing.Person{Name: "样本乙", CertType: 2, CertNumber: Identity(f.Region.Province[:2]+"0101", "19900202", "002"), ValidFrom: "2018-01-01", ValidTo: "2038-01-01",
		Mobile: "13700137000", Email: "yi@example.com"}
	f.Emergency2 = filing.Contact{Name: "样本丁", Mobile: "13600136000"}
}

// Principal lets somebody else be the principal. Complete adds his material.
func Principal(f *filing.Filing) {
	f.PrincipalElse = true
	f.Principal = filing.Person{Name: "样本戊", CertType: 2, CertNumber: Identity(f.Region.Province[:2]+"0101", "19850303", "003"), ValidFrom: "2018-01-01", ValidTo: "2038-01-01",
		Mobile: "13500135000", Email: "wu@example.com"}
}

// Foreign makes the legal representative a holder of a passport.
func Foreign(f *filing.Filing) {
	f.Legal.CertType, f.Legal.CertNumber = 7, "E12345678"
}

// Kind makes a filing one of another kind, with what that kind needs.
func Kind(f *filing.Filing, k filing.Kind) {
	f.Kind = k
	switch k {
	case filing.KindNewSite:
		f.Answers.SubjectFiled, f.Answers.SameProvider = "yes", "yes"
	case filing.KindNewSiteElsewhere:
		f.Answers.SubjectFiled, f.Answers.SameProvider = "yes", "no"
	case filing.KindAccess:
		f.Answers.SubjectFiled, f.Answers.DomainFiled, f.Answers.SameSubject, f.Answers.SameProvider = "yes", "yes", "yes", "no"
		p, _ := Tables().Province(f.Region.Province)
		f.Site.FiledName, f.Site.FiledNumber = f.Site.Name, p.Prefix+"ICP备12345678号-1"
	}
}

// Complete puts a good picture into every slot that the filing needs, wanted
// or not, and answers every question with yes.
func Complete(f *filing.Filing, env rule.Env) {
	for _, n := range rule.Needs(f, env) {
		if n.Required || n.Slot == filing.SlotCommitment {
			Put(f, n.Slot)
		}
	}
	Answer(f, env, rule.AnswerYes)
}

// Put puts a good picture into a slot.
func Put(f *filing.Filing, s filing.Slot) {
	f.PutMaterial(filing.Material{Slot: s, Picture: "p-" + string(s), Outcome: filing.Pass})
}

// Answer gives one answer to every question of the filing.
func Answer(f *filing.Filing, env rule.Env, answer string) {
	for _, q := range rule.Questions(f, env) {
		if f.Asked == nil {
			f.Asked = map[string]string{}
		}
		f.Asked[q.Row] = answer
	}
}
