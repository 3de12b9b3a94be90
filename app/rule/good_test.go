package rule_test

import (
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

var now = time.Date(2026, 11, 23, 10, 0, 0, 0, filing.China)

// credit completes 17 characters with the check character of GB 32100 and
// makes the inner organisation code valid.
func credit(region, org8 string) string {
	for _, c := range "0123456789X" {
		if rule.OrgCode(org8 + string(c)) {
			head := "91" + region + org8 + string(c)
			for _, k := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
				if rule.CreditCode(head + string(k)) {
					return head + string(k)
				}
			}
		}
	}
	return ""
}

// identity completes 17 digits with the check character of GB 11643.
func identity(d17 string) string {
	for _, k := range "0123456789X" {
		if rule.IDCard(d17 + string(k)) {
			return d17 + string(k)
		}
	}
	return ""
}

// good is a complete first filing by the legal representative in Hangzhou
// with which nothing is wrong.
func good() *filing.Filing {
	code := credit("330108", "MA2YBDK7")
	f := &filing.Filing{
		ID: "f1", Kind: filing.KindFirst, State: filing.Draft,
		Answers: filing.Answers{Mainland: "yes", SubjectFiled: "no", DomainFiled: "no"},
		Region:  filing.Region{Province: "330000", City: "330100", District: "330108"},
		Organiser: filing.Organiser{Name: "杭州样本茶业有限公司", Nature: 4, CertType: 1, CertNumber: code,
			CertAddress: "浙江省杭州市滨江区样本路1号", CertValidTo: filing.LongTerm, Scope: "茶叶批发和零售", Investor: "样本甲",
			Address: filing.Address{District: "330108", Street: "样本路", Door: "1号", Floor: "2楼201室"}},
		Site: filing.Site{Name: "样本茶业", HomeURL: "www.yangben.com", Contents: []int{8}, Languages: []int{1},
			Approvals: []filing.Approval{{Item: filing.NoApproval}}, Remark: "介绍本公司的茶叶产品和联系方式。"},
		Domain: filing.Domain{Name: "yangben.com", Holder: "杭州样本茶业有限公司", HolderType: 1, HolderNumber: code,
			Registered: "2024-03-01", Expires: "2028-03-01", RealNameOn: "2024-03-02"},
		Legal: filing.Person{Name: "样本甲", CertType: 2, CertNumber: identity("33010819800101001"), ValidFrom: "2015-01-01", ValidTo: "2035-01-01",
			Mobile: "13800138000", Email: "jia@example.com"},
		Emergency1: filing.Contact{Name: "样本丙", Mobile: "13900139000"},
		Portrait:   filing.Portrait{Status: filing.PortraitSubmitted},
	}
	for _, s := range []filing.Slot{filing.SlotLicence, filing.SlotLegalFront, filing.SlotLegalBack, filing.SlotDomain} {
		put(f, s)
	}
	return f
}

func put(f *filing.Filing, s filing.Slot) {
	f.PutMaterial(filing.Material{Slot: s, Picture: "p-" + string(s), Outcome: filing.Pass})
}

// byAgent lets an agent hold the manager's role, complete with his material.
func byAgent(f *filing.Filing) {
	f.ByAgent = true
	f.Agent = filing.Person{Name: "样本乙", CertType: 2, CertNumber: identity("33010819900202002"), ValidFrom: "2018-01-01", ValidTo: "2038-01-01",
		Mobile: "13700137000", Email: "yi@example.com"}
	f.Emergency2 = filing.Contact{Name: "样本丁", Mobile: "13600136000"}
	for _, s := range []filing.Slot{filing.SlotAgentFront, filing.SlotAgentBack, filing.SlotLetterAgent} {
		put(f, s)
	}
}

// principalElse lets somebody else be the principal.
func principalElse(f *filing.Filing) {
	f.PrincipalElse = true
	f.Principal = filing.Person{Name: "样本戊", CertType: 2, CertNumber: identity("33010819850303003"), ValidFrom: "2018-01-01", ValidTo: "2038-01-01",
		Mobile: "13500135000", Email: "wu@example.com"}
	for _, s := range []filing.Slot{filing.SlotPrincipalFront, filing.SlotPrincipalBack, filing.SlotLetterLegal} {
		put(f, s)
	}
}

// in moves a filing to another province with all that hangs on it.
func in(district string) func(*filing.Filing) {
	return func(f *filing.Filing) {
		f.Region = filing.Region{Province: district[:2] + "0000", City: district[:4] + "00", District: district}
		if district[:2] == "11" || district[:2] == "12" || district[:2] == "31" || district[:2] == "50" {
			f.Region.City = district[:2] + "0100"
		}
		f.Organiser.Address.District = district
		f.Organiser.CertAddress = "样本路1号"
		f.Organiser.CertNumber = credit(district, "MA2YBDK7")
		f.Domain.HolderNumber = f.Organiser.CertNumber
	}
}
