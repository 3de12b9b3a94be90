package rule

import (
	"slices"

	"beiandesk/app/rule/table"
)

var holderRules = []Rule{
	{ID: "CN-HOLDER-NAME", Title: "域名所有者与主办单位一致", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:notice/notice9.md; HW-错误", Date: "2026-05-19",
		check: func(s *scan) {
			if s.f.Domain.Holder == "" || s.f.Organiser.Name == "" || s.holderIsOrganiser() || s.holderIsLegal() && s.legalMayHold() {
				return
			}
			s.hit("domain.holder", "域名所有者与主办单位名称不一致。", "请在注册商处把域名过户到主办单位名下，重新实名认证后等 3 天。")
		}},
	{ID: "CN-HOLDER-LEGAL", Title: "域名在法定代表人名下", Severity: Info, Basis: Stored, Confidence: "B", Source: "HW-管局; HW-政策", Date: "2025-12-31",
		check: func(s *scan) {
			if !s.holderIsOrganiser() && s.holderIsLegal() && s.legalMayHold() {
				s.hit("domain.holder", "域名在法定代表人名下，"+s.province.Name+"可以接受。", "有的接入商仍要求过户到单位，请先问清楚。")
			}
		}},
	{ID: "CN-HOLDER-TYPE", Title: "域名所有者的证件类型", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:notice/notice9.md; HW-错误", Date: "2026-05-19",
		check: func(s *scan) {
			d, o := s.f.Domain, s.f.Organiser
			if s.holderIsOrganiser() && d.HolderType != 0 && o.CertType != 0 && d.HolderType != o.CertType {
				s.hit("domain.holder_type", "域名实名的证件类型与主办单位的不一致。", "请在注册商处按备案用的证件重新实名认证，再等 3 天。")
			}
		}},
	{ID: "CN-HOLDER-NUMBER", Title: "域名所有者的证件号码", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:notice/notice9.md; HW-错误", Date: "2026-05-19",
		check: func(s *scan) {
			d := clean("domain.holder_number", s.f.Domain.HolderNumber)
			want := ""
			switch {
			case s.holderIsOrganiser():
				want = clean("organiser.cert_number", s.f.Organiser.CertNumber)
			case s.holderIsLegal() && s.legalMayHold():
				want = clean("legal.cert_number", s.f.Legal.CertNumber)
			}
			if d != "" && want != "" && d != want {
				s.hit("domain.holder_number", "域名实名的证件号码与备案的不一致。", "请核对号码；确实不同的，在注册商处重新实名认证，再等 3 天。")
			}
		}},
}

// legalMayHold tells whether a well-founded row of the province takes a domain
// of the legal representative.
func (s *scan) legalMayHold() bool {
	return slices.ContainsFunc(s.rows(), func(r *bureauRow) bool {
		return r.Province != table.AllProvinces && r.Confidence <= "B" && r.Predicate == "registry" &&
			slices.Contains(r.Params.Rules, "CN-HOLDER-NAME") && slices.Contains(r.Params.Who, "legal")
	})
}

func (s *scan) holderIsOrganiser() bool { return sameName(s.f.Domain.Holder, s.f.Organiser.Name) }

func (s *scan) holderIsLegal() bool { return sameName(s.f.Domain.Holder, s.f.Legal.Name) }
