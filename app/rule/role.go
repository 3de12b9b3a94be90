package rule

import (
	"slices"

	"beiandesk/app/rule/table"
)

// idCard is the 居民身份证.
const idCard = 2

// mayDelegate tells whether a department head may be the principal without a
// letter: organs, institutions and mass organisations in Guangdong.
func (s *scan) mayDelegate() bool {
	n := s.f.Organiser.Nature
	return s.province.Code == "440000" && (n == 2 || n == 3 || n == 13)
}

// foreignLegal tells whether the legal representative has no identity card.
func (s *scan) foreignLegal() bool {
	t := s.f.Legal.CertType
	return t != 0 && t != idCard
}

// compatriot tells whether the legal representative has a pass or residence
// permit of Hong Kong, Macao or Taiwan: no identity card, and no foreigner.
func (s *scan) compatriot() bool { return slices.Contains([]int{11, 14, 41, 42}, s.f.Legal.CertType) }

// mustDelegate tells whether the province wants such a legal representative to
// delegate. Most pages speak of foreigners; Shanxi and Shandong alone of all
// who have no identity card (SX-FOR-01, SD-FOR-01).
func (s *scan) mustDelegate() bool {
	all := s.province.Code == "140000" || s.province.Code == "370000"
	return s.province.ForeignMustDelegate && s.foreignLegal() && s.organisation() && (all || !s.compatriot())
}

var roleRules = []Rule{
	{ID: "CN-PRINCIPAL-LEGAL", Title: "主体负责人须为法定代表人", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:rule; HW-管局", Date: "2026-02-27",
		check: func(s *scan) {
			if !s.f.PrincipalElse || !s.known || s.province.Principal != table.PrincipalLegal || s.mayDelegate() {
				return
			}
			if s.province.ForeignMustDelegate && s.foreignLegal() {
				return
			}
			s.hitFrom("principal_else", s.province.Name+"要求主体负责人就是法定代表人。", "请取消“主体负责人是其他人”，填写法定代表人。", s.province.Source, s.province.Date)
		}},
	{ID: "CN-PRINCIPAL-DISPUTED", Title: "主体负责人能否为他人（说法不一）", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:rule; HW-管局", Date: "2026-02-27",
		check: func(s *scan) {
			if s.f.PrincipalElse && s.province.Principal == table.PrincipalDisputed {
				s.hitFrom("principal_else", s.province.Name+"能否由他人担任主体负责人，各家说法不一："+s.province.Conflict+"。", "最稳妥的是填写法定代表人；要委托他人的，请先问接入商，并备好授权书。", s.province.Source, s.province.Date)
			}
		}},
	{ID: "CN-PRINCIPAL-MANAGER", Title: "委托时两个负责人须为同一人", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:rule/rule3/jiangsu.md; UC:rule/rule7/sichuan.md; HW-政策", Date: "2026-02-27",
		check: func(s *scan) {
			if s.f.PrincipalElse && s.province.Principal == table.PrincipalDelegate && s.twoPeople() {
				s.hitFrom("by_agent", s.province.Name+"要求：主体负责人不是法定代表人时，互联网信息服务负责人须为同一人。", "请让主体负责人同时担任互联网信息服务负责人，或改由法定代表人担任主体负责人。", s.province.Source, s.province.Date)
			}
		}},
	{ID: "CN-FOREIGN-DELEGATE", Title: "外籍法定代表人须委托内地居民", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:rule; HW-管局", Date: "2026-02-27",
		check: func(s *scan) {
			if !s.mustDelegate() {
				return
			}
			switch {
			case !s.f.PrincipalElse:
				s.hitFrom("principal_else", s.province.Name+"要求外籍法定代表人委托持居民身份证的内地居民担任主体负责人。", "请勾选“主体负责人是其他人”，填写受委托的人，并备好授权书。", s.province.Source, s.province.Date)
			case s.f.Principal.CertType != 0 && s.f.Principal.CertType != idCard:
				s.hitFrom("principal.cert_type", "受委托的主体负责人须持居民身份证。", "请改为持居民身份证的内地居民。", s.province.Source, s.province.Date)
			case s.province.Code != "140000" && s.twoPeople():
				// For Shanxi only the delegation is stated.
				s.hitFrom("by_agent", s.province.Name+"要求受委托的人同时担任互联网信息服务负责人。", "请取消代办人，由受委托的人担任两个角色。", s.province.Source, s.province.Date)
			}
		}},
	{ID: "CN-MANAGER-FUJIAN", Title: "福建的互联网信息服务负责人", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:rule/rule3/fujian.md", Date: "2026-02-27",
		check: func(s *scan) {
			if s.province.Code == "350000" && s.f.ByAgent && s.f.Agent.CertType != 0 && s.f.Agent.CertType != idCard {
				s.hit("agent.cert_type", "福建的互联网信息服务负责人不是法定代表人时，只收居民身份证。", "请改由持居民身份证的人担任。")
			}
		}},
	{ID: "CN-PERSON-TWICE", Title: "两个角色填成了同一人", Severity: Warn, Basis: Derived, Source: "DERIVED", Date: "2026-11-23",
		check: func(s *scan) {
			if s.onePersonTwice() {
				s.hit("by_agent", "代办人与主体负责人的证件号码相同，是同一人。", "请取消“由代办人办理”，少交一套材料。")
			}
		}},
	{ID: "CN-PERSON-NAME", Title: "负责人姓名", Severity: Warn, Basis: General, Source: "GENERAL", Date: "2026-11-23",
		check: func(s *scan) {
			for _, b := range s.people() {
				n := clean(b.field("name"), b.person.Name)
				if n == "" {
					continue
				}
				if runes(n) < 2 || len(words(n, []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "公司", "先生", "女士"})) > 0 {
					s.hit(b.field("name"), "“"+FieldName(b.field("name"))+"”看起来不完整或不是姓名。", "请照证件填写完整姓名；证件上确实如此的，不用修改。")
				}
			}
		}},
}
