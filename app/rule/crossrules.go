package rule

import (
	"slices"

	"beiandesk/app/filing"
)

// crossRules look at mobiles, addresses and people that stand in filings of
// other organisers held here. What the same organiser has in several filings
// is its own affair.
var crossRules = []Rule{
	{ID: "CN-CROSS-MOBILE", Title: "手机号用于其他主体的备案", Severity: Warn, Basis: Stored, Confidence: "B", Source: "HW-驳回; TC:主体信息", Date: "2025-12-31",
		check: func(s *scan) {
			for _, u := range s.shared(Mobile) {
				b, ok := s.holder(u.field)
				if u, fits := u.only(func(c carrier) bool { return c.bears.responsible() }); ok && fits {
					row := s.crossRow(Mobile, b.manages(s.f))
					remedy := "请换用本人在用的另一个号码；负责人的手机号用在其他主体的备案里，" + s.asks(row) + "驳回。"
					if samePerson(u.by[0].other, u.field) {
						remedy = "两份里是同一个人，请先问接入商能不能用同一个号码；" + s.asks(row) + "因此驳回，不行就换一个。"
					}
					s.hitCross(u, row, "手机号已用于"+u.names()+"，主办单位不同。", remedy)
				}
			}
		}},
	{ID: "CN-CROSS-EMAIL", Title: "不同的人用同一邮箱", Severity: Warn, Basis: Derived, Source: "DERIVED", Date: "2026-11-26",
		check: func(s *scan) {
			for _, u := range s.shared(Email) {
				_, ok := s.holder(u.field)
				if u, fits := u.only(func(c carrier) bool { return c.bears.responsible() && !samePerson(c.other, u.field) }); ok && fits {
					s.hitCross(u, nil, "邮箱已用于"+u.names()+"里的另一个人，主办单位不同。", "不同的负责人请各用本人的邮箱，免得核验信息发给别人。")
				}
			}
		}},
	{ID: "CN-CROSS-IDENTITY", Title: "负责人的证件用于其他主体的备案", Severity: Warn, Basis: Stored, Confidence: "C", Source: "TC:243; ALI", Date: "2022",
		check: func(s *scan) {
			row := s.crossRow(Identity, false)
			if row == nil {
				return
			}
			for _, u := range s.shared(Identity) {
				_, ok := s.holder(u.field)
				if u, fits := u.only(func(c carrier) bool { return c.bears.responsible() }); ok && fits {
					s.hitCross(u, row, "这个人已是"+u.names()+"的负责人，主办单位不同。",
						s.province.Name+"曾要求负责人的证件没有在其他主体备案过。请先问接入商；不行就另请一位负责人。")
				}
			}
		}},
	{ID: "CN-CROSS-MANAGER", Title: "一人任多家单位的网站负责人", Severity: Warn, Basis: Stored, Confidence: "C", Source: "TC:主体信息", Date: "2022",
		check: func(s *scan) {
			row := s.crossRow("", true)
			if s.crossRow(Identity, false) != nil || s.f.Organiser.Nature == naturalPerson {
				return // CN-CROSS-IDENTITY says it; one's own private filing is free
			}
			for _, u := range s.shared(Identity) {
				b, ok := s.holder(u.field)
				if !ok || !b.manages(s.f) {
					continue
				}
				if u, fits := u.only(func(c carrier) bool { return c.bears.Manages() && !private(c.other) }); fits {
					s.hitCross(u, row, "这个人也是"+u.names()+"的网站负责人，主办单位不同。",
						"同一人不宜任多家单位的网站负责人，请由本单位实际管理网站的人担任，或先问接入商。")
				}
			}
		}},
	{ID: "CN-CROSS-EMERGENCY", Title: "应急号码是其他备案的负责人手机", Severity: Warn, Basis: Derived, Source: "DERIVED", Date: "2026-11-26",
		check: func(s *scan) {
			s.emergency(true, func(c carrier) bool { return c.bears.responsible() },
				"的负责人手机，主办单位不同。", "应急联系人须是另一个能联系到的人，请核对号码有没有填错。")
		}},
	{ID: "CN-CROSS-EMERGENCY-KNOWN", Title: "应急号码在几家单位的备案里", Severity: Info, Basis: Derived, Source: "DERIVED", Date: "2026-11-26",
		check: func(s *scan) {
			s.emergency(true, func(c carrier) bool { return c.bears == BearsEmergency },
				"的应急号码，主办单位不同。", "由代办方的人任应急联系人时可以不改，但请确认接入商接受。")
			s.emergency(false, func(c carrier) bool { return c.bears == BearsEmergency },
				"的应急号码，主办单位不同。", "请确认号码填在了对的人名下。")
		}},
}

// emergency hits for mobiles that stand as such in filings of others: those of
// this filing's emergency contacts, or of its people.
func (s *scan) emergency(contacts bool, fits func(carrier) bool, text, remedy string) {
	for _, u := range s.shared(Mobile) {
		_, person := s.holder(u.field)
		if person == contacts {
			continue
		}
		if u, ok := u.only(fits); ok {
			s.hitCross(u, nil, "这个号码也是"+u.names()+text, remedy)
		}
	}
}

// holder is the role holder to whom a field belongs; ok is false for emergency
// contacts and for those whom nobody asks.
func (s *scan) holder(p filing.Field) (block, bool) {
	path, _, _ := cut(p)
	for _, b := range s.people() {
		if b.path == path {
			return b, b.holds
		}
	}
	return block{}, false
}

// manages tells whether the block's person is 互联网信息服务负责人.
func (b block) manages(f *filing.Filing) bool {
	_, manager := f.PersonOf(filing.RoleManager)
	return b.path == manager
}

// private tells whether the other filing is that of a natural person who shares
// a number with this one.
func private(o *OtherFiling) bool {
	return slices.ContainsFunc(o.Shares, func(x Share) bool { return x.Bears == BearsOrganiser })
}
