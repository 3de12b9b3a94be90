package rule

import (
	"regexp"
	"slices"
	"strings"

	"beiandesk/app/filing"
)

var (
	mailShape    = regexp.MustCompile(`^[^@\s<>()",;:\\]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$`)
	mailNarrow   = regexp.MustCompile(`^\w+((-\w+)|(\.\w+))*@[A-Za-z0-9]+((\.|-)[A-Za-z0-9]+)*\.[A-Za-z0-9]+$`) // INS
	landline     = regexp.MustCompile(`^(086-)?0\d{2,3}-\d{7,8}(-\d{1,6})?$`)
	thinSegments = []string{"162", "165", "167", "170", "171"}
)

// mobiles lists the phone fields in use.
func (s *scan) mobiles() []filing.Field {
	var list []filing.Field
	for _, b := range s.people() {
		list = append(list, b.field("mobile"))
	}
	return append(list, "emergency1.mobile", "emergency2.mobile")
}

func (s *scan) cleaned(p filing.Field) string {
	v, _ := s.f.Get(p)
	return clean(p, v)
}

func isMobile(v string) bool { return len(v) == 11 && digitsOnly(v) && v[0] == '1' }

var personRules = []Rule{
	{ID: "CN-MOBILE", Title: "手机号为 11 位", Severity: Block, Basis: Form, Source: "WX-SDK; DY; INS", Date: "2021-06-11",
		check: func(s *scan) {
			for _, p := range s.mobiles() {
				if v := s.cleaned(p); v != "" && !isMobile(v) {
					s.hit(p, "“"+FieldName(p)+"”不是 11 位手机号。", "请填写 1 开头的 11 位手机号，不加区号和分隔符。")
				}
			}
		}},
	{ID: "CN-MOBILE-ODD", Title: "少见的手机号段", Severity: Warn, Basis: Derived, Source: "DERIVED", Date: "2026-11-23",
		check: func(s *scan) {
			for _, p := range s.mobiles() {
				if v := s.cleaned(p); isMobile(v) && v[1] < '3' {
					s.hit(p, "“"+FieldName(p)+"”的号段不常见。", "请核对号码有没有写错。")
				}
			}
		}},
	{ID: "CN-MOBILE-SEGMENT", Title: "可能收不到验证码的号段", Severity: Warn, Basis: Stored, Confidence: "C", Source: "TC:短信核验类; TC:主体信息", Date: "2022",
		check: func(s *scan) {
			for _, p := range s.mobiles() {
				if v := s.cleaned(p); isMobile(v) && slices.Contains(thinSegments, v[:3]) {
					s.hit(p, "“"+FieldName(p)+"”是虚拟运营商号段，可能收不到核验短信。", "建议换一个常用号码；确认能收到短信的可以不改。")
				}
			}
		}},
	{ID: "CN-EMAIL", Title: "电子邮箱的写法", Severity: Block, Basis: Form, Source: "INS; WX-SDK", Date: "2021-06-11",
		check: func(s *scan) {
			for _, b := range s.people() {
				p := b.field("email")
				if v := s.cleaned(p); v != "" && !mailShape.MatchString(v) {
					s.hit(p, "“"+FieldName(p)+"”的写法不对。", "请按“name@example.com”的样子填写一个邮箱。")
				}
			}
		}},
	{ID: "CN-EMAIL-ODD", Title: "有的接入商不收的邮箱", Severity: Warn, Basis: Stored, Confidence: "C", Source: "INS; NE", Date: "2021-06-11",
		check: func(s *scan) {
			for _, b := range s.people() {
				p := b.field("email")
				v := s.cleaned(p)
				if !mailShape.MatchString(v) {
					continue
				}
				if runes(v) > 50 || !mailNarrow.MatchString(v) {
					s.hit(p, "“"+FieldName(p)+"”太长或有特殊符号，有的接入商页面不收。", "建议换一个 50 个字符以内、只有字母数字的邮箱。")
				}
			}
		}},
	{ID: "CN-LANDLINE", Title: "座机的写法", Severity: Warn, Basis: Stored, Confidence: "C", Source: "TOP; INS", Date: "2021-06-11",
		check: func(s *scan) {
			for _, b := range s.people() {
				p := b.field("landline")
				if v := s.cleaned(p); v != "" && !landline.MatchString(v) && !isMobile(v) {
					s.hit(p, "“"+FieldName(p)+"”的写法不常见。", "请按“010-82990000”的样子填写，分机再加“-”和号码。")
				}
			}
		}},
	{ID: "CN-LANDLINE-JIANGSU", Title: "江苏的座机", Severity: Warn, Basis: Stored, Confidence: "C", Source: "TC:主体信息", Date: "2022",
		check: func(s *scan) {
			_, path := s.f.PersonOf(filing.RolePrincipal)
			p := filing.Field(path + ".landline")
			if s.province.Code == "320000" && s.cleaned(p) == "" {
				s.hit(p, "江苏曾要求填写座机。", "有座机的请填上；没有的，接入商页面要求时再填手机号。")
			}
		}},
}

var contactRules = []Rule{
	{ID: "CN-SAME-MOBILE", Title: "不同负责人手机号不同", Severity: Block, Basis: Stored, Confidence: "B", Source: "HW-驳回", Date: "2025-12-31",
		check: func(s *scan) {
			s.compareRoles("mobile", "两位负责人的手机号相同。", "请各填本人在用的手机号，短信核验会分别发送。")
		}},
	{ID: "CN-SAME-EMAIL", Title: "不同负责人邮箱不同", Severity: Block, Basis: Stored, Confidence: "B", Source: "HW-驳回", Date: "2025-12-31",
		check: func(s *scan) {
			s.compareRoles("email", "两位负责人的电子邮箱相同。", "请各填一个邮箱。")
		}},
	{ID: "CN-EMERGENCY-OWN", Title: "应急号码不能是负责人的手机", Severity: Block, Basis: Stored, Confidence: "B", Source: "INS; HW-驳回; JD", Date: "2025-12-31",
		check: func(s *scan) {
			for _, e := range []filing.Field{"emergency1.mobile", "emergency2.mobile"} {
				v := s.cleaned(e)
				for _, b := range s.people() {
					if v != "" && b.holds && v == s.cleaned(b.field("mobile")) {
						s.hit(e, "应急联系人的手机与"+b.role+"的相同。", "请填写另一个人的手机号。")
						break
					}
				}
			}
		}},
	{ID: "CN-EMERGENCY-NAME", Title: "应急联系人须为另一人", Severity: Warn, Basis: Stored, Confidence: "B", Source: "INS; HW-驳回; JD", Date: "2025-12-31",
		check: func(s *scan) {
			for i, c := range []filing.Contact{s.f.Emergency1, s.f.Emergency2} {
				for _, b := range s.people() {
					if b.holds && sameName(c.Name, b.person.Name) {
						s.hit(filing.Field("emergency"+itoa(i+1)+".name"), "应急联系人与"+b.role+"同名。", "应急联系人须是另一个人，请核对。")
						break
					}
				}
			}
		}},
	{ID: "CN-EMERGENCY-BOTH", Title: "两个应急号码须不同", Severity: Warn, Basis: Stored, Confidence: "C", Source: "INS", Date: "2021-06-11",
		check: func(s *scan) {
			a, b := s.cleaned("emergency1.mobile"), s.cleaned("emergency2.mobile")
			if s.named("CN-EMERGENCY-BOTH") != nil && a != "" && a == b {
				s.hit("emergency2.mobile", s.province.Name+"要求两位负责人的应急号码不同。", "请填写另一个人的手机号。")
			}
		}},
	{ID: "CN-EMERGENCY-REMARK", Title: "应急联系人写进备注", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:notice/notice3.md; UC:rule/rule1/tianjin.md; TC:主体信息", Date: "2026-02-27",
		check: func(s *scan) {
			for _, p := range []filing.Field{"emergency1.name", "emergency2.name"} {
				n := s.cleaned(p)
				if s.province.EmergencyRemark != "" && n != "" && s.inUse(p) && !strings.Contains(s.f.Site.Remark, n) {
					s.hit("site.remark", s.province.Name+"要求"+s.province.EmergencyRemark+"。", "请写进网站备注。")
					return
				}
			}
		}},
}

// compareRoles hits when the two role holders are different people with the
// same value.
func (s *scan) compareRoles(name, text, remedy string) {
	if !s.twoPeople() {
		return
	}
	_, a := s.f.PersonOf(filing.RolePrincipal)
	_, b := s.f.PersonOf(filing.RoleManager)
	p := filing.Field(b + "." + name)
	if v := s.cleaned(p); v != "" && strings.EqualFold(v, s.cleaned(filing.Field(a+"."+name))) {
		s.hit(p, text, remedy)
	}
}
