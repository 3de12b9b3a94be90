package rule

import (
	"regexp"
	"sync"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// numbers calls look for every certificate number that is filled in and whose
// type is known.
func (s *scan) numbers(look func(p filing.Field, c table.Certificate, number string)) {
	try := func(p filing.Field, kind int, number string) {
		if number = clean(p, number); number == "" {
			return
		}
		if c, ok := s.t.Certificate(kind); ok {
			look(p, c, number)
		}
	}
	f := s.f
	try("answers.old_cert_number", f.Answers.OldCertType, f.Answers.OldCertNumber)
	try("organiser.cert_number", f.Organiser.CertType, f.Organiser.CertNumber)
	try("domain.holder_number", f.Domain.HolderType, f.Domain.HolderNumber)
	for _, b := range s.people() {
		// An organisation's certificate is CN-CERT-PERSON's affair.
		if c, ok := s.t.Certificate(b.person.CertType); ok && c.Person {
			try(b.field("cert_number"), b.person.CertType, b.person.CertNumber)
		}
	}
}

func runes(s string) int { return len([]rune(s)) }

// isCredit tells whether a number is to be judged as a credit code.
func isCredit(c table.Certificate, n string) bool {
	return (c.Check == "uscc" || c.Check == "uscc|reg15") && runes(n) == 18
}

func isReg15(c table.Certificate, n string) bool {
	return c.Check == "uscc|reg15" && len(n) == 15 && digitsOnly(n)
}

func isID(c table.Certificate, n string) bool {
	return c.Check == "id18" && len(n) == 18 && digitsOnly(n[:17])
}

var patterns sync.Map // string → *regexp.Regexp; tables were checked when loaded

func matches(pattern, n string) bool {
	re, ok := patterns.Load(pattern)
	if !ok {
		compiled, err := regexp.Compile(pattern)
		if err != nil {
			return true
		}
		re, _ = patterns.LoadOrStore(pattern, compiled)
	}
	return re.(*regexp.Regexp).MatchString(n)
}

// misshapen calls hit for numbers whose shape does not fit, of the certificates
// that are meant. Numbers that look like a credit code are left to CN-ORG-CODE, which
// has the better words.
func misshapen(meant func(table.Certificate) bool) func(*scan) {
	return func(s *scan) {
		s.numbers(func(p filing.Field, c table.Certificate, n string) {
			if c.Pattern == "" || !meant(c) || isCredit(c, n) || matches(c.Pattern, n) {
				return
			}
			remedy := "请照证件原件核对号码，或检查证件类型有没有选对。"
			if c.Format != "" {
				remedy = "“" + c.Name + "”的号码一般为" + c.Format + "。" + remedy
			}
			if c.Check == "uscc" || c.Check == "uscc|reg15" {
				if h := CodeHint(n); h != "" {
					remedy = h + remedy
				}
			}
			s.hitFrom(p, "“"+FieldName(p)+"”的格式与“"+c.Name+"”不符。", remedy, c.Source, c.Date)
		})
	}
}

var numberRules = []Rule{
	{ID: "CN-ORG-CODE", Title: "统一社会信用代码的校验码", Severity: Block, Basis: Form, Source: "GB32100", Date: "2015",
		check: func(s *scan) {
			s.numbers(func(p filing.Field, c table.Certificate, n string) {
				if isCredit(c, n) && !CreditCode(n) {
					s.hit(p, "统一社会信用代码的校验码不对，至少有一位写错了。", CodeHint(n)+"请照证件逐位核对。")
				}
			})
		}},
	{ID: "CN-ORG-CODE-INNER", Title: "信用代码里的主体标识码", Severity: Warn, Basis: Stored, Confidence: "A", Source: "GB32100; GB11714", Date: "2015",
		check: func(s *scan) {
			s.numbers(func(p filing.Field, c table.Certificate, n string) {
				if isCredit(c, n) && CreditCode(n) && !OrgCode(n[8:17]) {
					s.hit(p, "信用代码第 9 到 17 位的校验不对。", "请照证件逐位核对，可能有两位同时写错。")
				}
			})
		}},
	{ID: "CN-ORG-REG15", Title: "15 位注册号的校验码", Severity: Block, Basis: Form, Source: "GS15", Date: "2006",
		check: func(s *scan) {
			s.numbers(func(p filing.Field, c table.Certificate, n string) {
				if isReg15(c, n) && !RegNumber(n) {
					s.hit(p, "15 位注册号的校验码不对，至少有一位写错了。", "请照证件逐位核对；新执照请填 18 位统一社会信用代码。")
				}
			})
		}},
	{ID: "CN-ORG-OLD", Title: "旧版执照号码", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:notice/notice4.md", Date: "2026-02-27",
		check: func(s *scan) {
			c, _ := s.t.Certificate(s.f.Organiser.CertType)
			n := clean("organiser.cert_number", s.f.Organiser.CertNumber)
			if n != "" && (c.Check == "org9" || isReg15(c, n)) {
				s.hit("organiser.cert_number", "这是旧证件的号码。", "已换领“统一社会信用代码”证件的，请按新证件填写；只有核对原备案时才用旧号码。")
			}
		}},
	{ID: "CN-ID-CARD", Title: "身份证号码的校验码", Severity: Block, Basis: Form, Source: "GB11643; AOT", Date: "1999",
		check: func(s *scan) {
			s.numbers(func(p filing.Field, c table.Certificate, n string) {
				if isID(c, n) && !IDCard(n) {
					s.hit(p, "“"+FieldName(p)+"”的校验码不对，至少有一位写错了。", "请照证件逐位核对。")
				}
			})
		}},
	{ID: "CN-ID-BIRTH", Title: "身份证号码里的出生日期", Severity: Block, Basis: Form, Source: "GB11643", Date: "1999",
		check: func(s *scan) {
			s.numbers(func(p filing.Field, c table.Certificate, n string) {
				if !isID(c, n) || !IDCard(n) {
					return
				}
				if born, ok := BirthDate(n); !ok || born.After(s.today) {
					s.hit(p, "“"+FieldName(p)+"”第 7 到 14 位不是有效的出生日期。", "请照证件逐位核对。")
				}
			})
		}},
	{ID: "CN-ORG-9", Title: "组织机构代码的校验码", Severity: Block, Basis: Form, Source: "GB11714; AOT", Date: "1997",
		check: func(s *scan) {
			s.numbers(func(p filing.Field, c table.Certificate, n string) {
				if c.Check == "org9" && matches(c.Pattern, n) && !OrgCode(n) {
					s.hit(p, "组织机构代码的校验码不对，至少有一位写错了。", "请照证件逐位核对。")
				}
			})
		}},
	// The shapes that come with a check digit are those of national standards.
	{ID: "CN-NUMBER-FORMAT", Title: "证件号码格式", Severity: Block, Basis: Form, Source: "GB11643; GB11714", Date: "1999",
		check: misshapen(func(c table.Certificate) bool { return c.Basis == "stored" && c.Check != "" })},
	{ID: "CN-NUMBER-USUAL", Title: "证件号码格式（单一来源）", Severity: Warn, Basis: Stored, Confidence: "C", Source: "AOT", Date: "不详",
		check: misshapen(func(c table.Certificate) bool { return c.Basis == "stored" && c.Check == "" })},
	{ID: "CN-NUMBER-SHAPE", Title: "证件号码格式（一般常识）", Severity: Warn, Basis: General, Source: "GENERAL", Date: "2026-11-23",
		check: misshapen(func(c table.Certificate) bool { return c.Basis == "general" })},
}
