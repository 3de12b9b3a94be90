// Package sample is the fictional customer that the program shows to a new
// user, draws its own documentation with, and tests itself on. Organiser,
// people and pictures are invented and marked 样本; the identity numbers are
// the two examples printed in the standard GB 11643, the credit code is made
// up with valid check digits.
package sample

import (
	"fmt"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/filing/specimen"
)

// Filing returns the sample, filled in to the end of step 3 at time now, with
// no pictures.
func Filing(now time.Time) *filing.Filing {
	day := func(years, days int) string {
		return now.In(filing.China).AddDate(years, 0, days).Format(time.DateOnly)
	}
	return &filing.Filing{
		Schema: filing.Schema, ID: "sample", Kind: filing.KindFirst, State: filing.Draft, Sample: true,
		Provider: "ucloud", Note: "样本：可以随意修改，也可以移到回收站。",
		Answers: filing.Answers{Mainland: "yes", SubjectFiled: "no", DomainFiled: "no", Chosen: true},
		Region:  filing.Region{Province: "440000", City: "440100", District: "440106"},
		Organiser: filing.Organiser{Name: "广州样本科技有限公司", Nature: 4, CertType: 1, CertNumber: "91440106MA0AAAA1X1",
			CertAddress: "广州市天河区样本路1号样本大厦5楼501室", CertValidTo: filing.LongTerm,
			Scope:    "软件开发；信息技术咨询服务",
			Address:  filing.Address{District: "440106", Street: "样本路1号", Door: "样本大厦", Floor: "5楼501室"},
			Investor: "张样本"},
		Site: filing.Site{Name: "样本科技官网", HomeURL: "www.example.com", Contents: []int{8}, Languages: []int{1},
			Approvals: []filing.Approval{{Item: filing.NoApproval}},
			Remark:    "本网站为公司官网，用于介绍公司、产品和联系方式，不涉及前置审批内容。"},
		Domain: filing.Domain{Name: "example.com", Holder: "广州样本科技有限公司", HolderType: 1, HolderNumber: "91440106MA0AAAA1X1",
			Registrar: "样本域名注册商", Registered: day(-1, 0), Expires: day(1, 0), RealNameOn: day(-1, 1)},
		Legal: filing.Person{Name: "张样本", CertType: 2, CertNumber: "11010519491231002X", ValidFrom: day(-5, 0), ValidTo: filing.LongTerm,
			Mobile: "13800138000", Email: "zhang@example.com"},
		ByAgent: true,
		Agent: filing.Person{Name: "李样本", CertType: 2, CertNumber: "440524188001010014", ValidFrom: day(-3, 0), ValidTo: filing.LongTerm,
			Mobile: "13900139000", Email: "li@example.com"},
		Emergency1: filing.Contact{Name: "王样本", Mobile: "13700137000"},
		Emergency2: filing.Contact{Name: "赵样本", Mobile: "13600136000"},
		Created:    now.UTC(), Updated: now.UTC(), Since: now.UTC(),
	}
}

// Picture is one specimen for a slot.
type Picture struct {
	Slot filing.Slot
	Name string // file name without personal data
	Data []byte // JPEG
}

// Pictures draws the specimens for every slot that the sample needs. It takes
// some seconds; run it off the UI goroutine.
func Pictures(f *filing.Filing) ([]Picture, error) {
	var out []Picture
	for _, x := range []struct {
		slot filing.Slot
		name string
		kind specimen.Kind
		who  filing.Person
	}{
		{filing.SlotLicence, "licence.jpg", specimen.Licence, f.Legal},
		{filing.SlotLegalFront, "legal-front.jpg", specimen.IDFront, f.Legal},
		{filing.SlotLegalBack, "legal-back.jpg", specimen.IDBack, f.Legal},
		{filing.SlotAgentFront, "agent-front.jpg", specimen.IDFront, f.Agent},
		{filing.SlotAgentBack, "agent-back.jpg", specimen.IDBack, f.Agent},
		{filing.SlotDomain, "domain.jpg", specimen.DomainCertificate, f.Legal},
		{filing.SlotLetterAgent, "letter-agent.jpg", specimen.Letter, f.Agent},
		{filing.SlotCommitment, "commitment.jpg", specimen.Letter, f.Legal},
		{filing.SlotPortrait, "portrait.jpg", specimen.Portrait, f.Agent},
	} {
		data, err := specimen.JPEG(x.kind, specimen.Data{OrgName: f.Organiser.Name, CreditCode: f.Organiser.CertNumber,
			LegalPerson: f.Legal.Name, PersonName: x.who.Name, IDNumber: x.who.CertNumber, Address: f.Organiser.CertAddress,
			Scope: f.Organiser.Scope, Domain: f.Domain.Name, Registrar: f.Domain.Registrar,
			DomainRegistered: f.Domain.Registered, DomainExpires: f.Domain.Expires})
		if err != nil {
			return nil, fmt.Errorf("draw the specimen for %s: %w", x.slot, err)
		}
		out = append(out, Picture{Slot: x.slot, Name: x.name, Data: data})
	}
	return out, nil
}
