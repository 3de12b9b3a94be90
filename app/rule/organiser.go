package rule

import (
	"slices"
	"strings"

	"beiandesk/app/filing"
)

var codeRules = []Rule{
	{ID: "CN-CODE-UNKNOWN", Title: "表里没有的选项", Severity: Block, Basis: Form, Source: "WX-D; EXT; SJ", Date: "2023-10",
		check: func(s *scan) {
			f := s.f
			bad := func(p filing.Field, known bool, code int) {
				if code != 0 && !known {
					s.hit(p, "“"+FieldName(p)+"”里没有代码 "+itoa(code)+"。", "请从列表里重新选择。")
				}
			}
			_, ok := s.t.Subject(f.Organiser.Nature)
			bad("organiser.nature", ok, f.Organiser.Nature)
			_, ok = s.t.Certificate(f.Organiser.CertType)
			bad("organiser.cert_type", ok, f.Organiser.CertType)
			_, ok = s.t.Certificate(f.Domain.HolderType)
			bad("domain.holder_type", ok, f.Domain.HolderType)
			for _, b := range s.people() {
				_, ok = s.t.Certificate(b.person.CertType)
				bad(b.field("cert_type"), ok, b.person.CertType)
			}
			for _, c := range f.Site.Contents {
				_, ok = s.t.Content(c)
				bad("site.contents", ok, c)
			}
			for _, c := range f.Site.Languages {
				_, ok = s.t.Language(c)
				bad("site.languages", ok, c)
			}
			for _, a := range f.Site.Approvals {
				_, ok = s.t.Approval(a.Item)
				bad("site.approvals", ok, a.Item)
			}
		}},
	{ID: "CN-CERT-NATURE", Title: "证件类型与单位性质", Severity: Block, Basis: Stored, Confidence: "B", Source: "WX-D; EXT", Date: "2023-10",
		check: func(s *scan) {
			n, ok := s.t.Subject(s.f.Organiser.Nature)
			c, ok2 := s.t.Certificate(s.f.Organiser.CertType)
			if ok && ok2 && c.Subject != n.Code {
				s.hit("organiser.cert_type", "“"+c.Name+"”不是“"+n.Name+"”可用的证件。", "请重新选择证件类型，或核对单位性质。")
			}
		}},
	{ID: "CN-CERT-PERSON", Title: "负责人只能用个人证件", Severity: Block, Basis: Stored, Confidence: "B", Source: "WX-SDK; EXT", Date: "2023-10",
		check: func(s *scan) {
			for _, b := range s.people() {
				if c, ok := s.t.Certificate(b.person.CertType); ok && !c.Person {
					s.hit(b.field("cert_type"), "“"+c.Name+"”是单位的证件。", "请选择"+b.role+"本人的证件，一般是居民身份证。")
				}
			}
		}},
}

var organiserRules = []Rule{
	{ID: "CN-NATURE-CODE", Title: "信用代码与单位性质", Severity: Warn, Basis: General, Source: "GENERAL", Date: "2026-11-23",
		check: func(s *scan) {
			n, ok := s.t.Subject(s.f.Organiser.Nature)
			code := clean("organiser.cert_number", s.f.Organiser.CertNumber)
			if ok && len(n.CodePrefixes) > 0 && CreditCode(code) && !slices.Contains(n.CodePrefixes, code[:2]) {
				s.hit("organiser.nature", "信用代码以 "+code[:2]+" 开头，一般不是“"+n.Name+"”。", "请核对单位性质；个体工商户选“企业”。")
			}
		}},
	{ID: "CN-PERSON-ABROAD", Title: "港澳台和外籍个人的证件", Severity: Block, Basis: Stored, Confidence: "A", Source: "HW-rule; UC:problem/problem8.md", Date: "2026-02-27",
		check: func(s *scan) {
			if s.organisation() {
				return
			}
			want := map[int]string{14: "港澳居民居住证", 11: "台湾居民居住证", 7: "外国人永久居留身份证"}[s.f.Organiser.CertType]
			if want != "" {
				s.hit("organiser.cert_type", "个人备案不收这种证件。", "请改用“"+want+"”。")
			}
		}},
	{ID: "CN-NAME-LENGTH", Title: "名称的长度", Severity: Warn, Basis: Stored, Confidence: "C", Source: "INS; TOP; NE", Date: "2021-06-11",
		check: func(s *scan) {
			limit := func(p filing.Field, n int) {
				if v, _ := s.f.Get(p); runes(v) > n {
					s.hit(p, "“"+FieldName(p)+"”有 "+itoa(runes(v))+" 个字，有的接入商只收 "+itoa(n)+" 个字。", "请核对是否多粘了文字；证件上确实这么长的，请照填并在备注说明。")
				}
			}
			limit("organiser.name", 128)
			limit("organiser.cert_address", 128)
			limit("site.name", 30)
			limit("site.home_url", 255)
			for _, b := range s.people() {
				limit(b.field("name"), 30)
			}
		}},
	{ID: "CN-INVESTOR", Title: "投资者或上级主管单位", Severity: Warn, Basis: Stored, Confidence: "C", Source: "INS", Date: "2021-06-11",
		check: func(s *scan) {
			o, v := s.f.Organiser, strings.TrimSpace(s.f.Organiser.Investor)
			if o.Nature == 4 && v != "" && s.f.Legal.Name != "" && s.province.Code != "640000" && !sameName(v, o.Name) && !sameName(v, s.f.Legal.Name) {
				s.hit("organiser.investor", "投资者既不是法定代表人，也不是单位全称。", "企业请填法定代表人姓名或单位全称。")
			}
		}},
	{ID: "CN-INVESTOR-NINGXIA", Title: "宁夏的投资者", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:rule/rule6/ningxia.md", Date: "2026-02-27",
		check: func(s *scan) {
			v := strings.TrimSpace(s.f.Organiser.Investor)
			if s.province.Code == "640000" && s.f.Organiser.Nature == 4 && v != "" && s.f.Legal.Name != "" && !sameName(v, s.f.Legal.Name) {
				s.hit("organiser.investor", "宁夏要求企业的投资者填法定代表人。", "请改填法定代表人姓名。")
			}
		}},
}

// sameName compares names without regard to width, blanks and the two forms
// of brackets, which certificates print in either way.
func sameName(a, b string) bool {
	return a != "" && strings.EqualFold(plainName(a), plainName(b))
}

func plainName(s string) string {
	return strings.NewReplacer("（", "(", "）", ")", "﹙", "(", "﹚", ")", "·", "", "•", "").Replace(squeeze(s))
}
