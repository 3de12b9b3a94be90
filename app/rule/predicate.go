package rule

import (
	"slices"
	"strings"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// predicate looks for the fault that a row of province_rules describes. The
// names are in table.Predicates, with the parameters each takes; the sources
// are the rows'.
type predicate func(s *scan, r *bureauRow) []fault

var predicates map[string]predicate

func init() {
	predicates = map[string]predicate{
		"registry":          func(*scan, *bureauRow) []fault { return nil }, // see backed
		"min-age":           minAge,
		"max-age":           maxAge,
		"domain-months":     domainMonths,
		"domain-days":       domainDays,
		"licence-months":    licenceMonths,
		"remark-contains":   remarkContains,
		"remark-min":        remarkMin,
		"remark-emergency":  remarkEmergency,
		"address-district":  addressDistrict,
		"same-city":         sameCity,
		"name-banned":       nameBanned,
		"name-latin":        nameLatin,
		"name-area":         nameArea,
		"name-unrelated":    nameUnrelated,
		"name-college":      nameCollege,
		"name-twice":        nameTwice,
		"words":             wordsFound,
		"words-in-domain":   wordsInDomain,
		"content-refused":   contentRefused,
		"content-only":      contentOnly,
		"content-remark":    contentRemark,
		"cert-type-refused": certTypeRefused,
		"investor-is":       investorIs,
		"foreign-manager":   foreignManager,
		"material":          materialMissing,
		"one-person":        onePerson,
		"by-agent":          func(s *scan, _ *bureauRow) []fault { return ifSo(s.f.ByAgent, "by_agent", "由代办人办理。") },
		"delegated":         delegated,
		"foreign-legal": func(s *scan, _ *bureauRow) []fault {
			return ifSo(s.foreignLegal() && !s.compatriot(), "legal.cert_type", "法定代表人是外籍。")
		},
		"sole-trader":  soleTrader,
		"id-elsewhere": idElsewhere,
	}
}

func ifSo(is bool, field filing.Field, text string) []fault {
	if !is {
		return nil
	}
	return []fault{{field: field, text: text}}
}

// born is the date of birth in an identity number; ok is false for other
// certificates and for numbers that are not right.
func (s *scan) born(p filing.Person) (born time.Time, man, ok bool) {
	n := clean("legal.cert_number", p.CertNumber)
	c, known := s.t.Certificate(p.CertType)
	if !known || !isID(c, n) || !IDCard(n) {
		return time.Time{}, false, false
	}
	born, ok = BirthDate(n)
	return born, (n[16]-'0')%2 == 1, ok && !born.After(s.today)
}

// underAge tells whether somebody born on a day has not had that birthday yet.
func (s *scan) underAge(born time.Time, years int) bool {
	return s.today.Before(born.AddDate(years, 0, 0))
}

// minAge finds role holders below MinAge years (below ManagerMinAge for who
// manages the site); those below ProofBelow only have to prove their work.
// The age comes from the identity number.
func minAge(s *scan, r *bureauRow) []fault {
	var out []fault
	_, manager := s.f.PersonOf(filing.RoleManager)
	for _, b := range s.people() {
		born, _, ok := s.born(b.person)
		if !ok || !b.holds {
			continue
		}
		least := r.Params.MinAge
		if b.path == manager {
			least = max(least, r.Params.ManagerMinAge)
		}
		switch {
		case s.underAge(born, least):
			out = append(out, fault{field: b.field("cert_number"), text: b.role + "未满 " + itoa(least) + " 周岁。"})
		case s.underAge(born, r.Params.ProofBelow):
			out = append(out, fault{field: b.field("cert_number"), mild: true, text: b.role + "未满 " + itoa(r.Params.ProofBelow) + " 周岁。",
				remedy: "请备好" + orElse(r.Material, "就业或收入证明") + "，并先向接入商确认。"})
		}
	}
	return out
}

func orElse(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// maxAge finds a manager of the site beyond MaxAgeMen or MaxAgeWomen years.
func maxAge(s *scan, r *bureauRow) []fault {
	p, path := s.f.PersonOf(filing.RoleManager)
	born, man, ok := s.born(p)
	most := r.Params.MaxAgeWomen
	if man {
		most = r.Params.MaxAgeMen
	}
	if !ok || s.underAge(born, most+1) {
		return nil
	}
	return []fault{{field: filing.Field(path + ".cert_number"), text: "互联网信息服务负责人超过 " + itoa(most) + " 周岁。"}}
}

// domainMonths finds a domain that ends within Months. What the provider
// demands as well is left to CN-DOMAIN-SHORT.
func domainMonths(s *scan, r *bureauRow) []fault {
	if n := s.provider.DomainMonths; n > 0 && s.domainEndsWithin(n) {
		return nil
	}
	return ifSo(s.domainEndsWithin(r.Params.Months), "domain.expires", "域名剩余有效期不足 "+itoa(r.Params.Months)+" 个月。")
}

// domainDays is the same with days.
func domainDays(s *scan, r *bureauRow) []fault {
	t, long, ok := s.day("domain.expires")
	short := ok && !long && !t.Before(s.today) && !t.After(s.today.AddDate(0, 0, r.Params.Days))
	return ifSo(short, "domain.expires", "域名剩余有效期不足 "+itoa(r.Params.Days)+" 天。")
}

// licenceMonths finds an organiser's certificate that ends within Months. What
// is so short that CN-VALID-SHORT or CN-VALID-OVER blocks is left to them.
func licenceMonths(s *scan, r *bureauRow) []fault {
	t, long, ok := s.day("organiser.cert_valid_to")
	short := ok && !long && t.After(addMonths(s.today, s.monthsLeft())) && !t.After(addMonths(s.today, r.Params.Months))
	return ifSo(short, "organiser.cert_valid_to", "主体证件剩余有效期不足 "+itoa(r.Params.Months)+" 个月。")
}

// remarkContains finds a remark of the site that lacks one of Words.
func remarkContains(s *scan, r *bureauRow) []fault {
	remark := strings.TrimSpace(s.f.Site.Remark)
	for _, w := range r.Params.Words {
		if !strings.Contains(remark, w) {
			return []fault{{field: "site.remark", text: "网站备注里没有写“" + w + "”。", empty: remark == ""}}
		}
	}
	return nil
}

// remarkMin finds a remark of the site with fewer than Min characters.
func remarkMin(s *scan, r *bureauRow) []fault {
	n := runes(strings.TrimSpace(s.f.Site.Remark))
	return ifSo(n < r.Params.Min, "site.remark", "网站备注不到 "+itoa(r.Params.Min)+" 个字，现在是 "+itoa(n)+" 个字。")
}

// remarkEmergency finds a remark of the site that does not name the emergency
// contacts.
func remarkEmergency(s *scan, _ *bureauRow) []fault {
	remark := strings.TrimSpace(s.f.Site.Remark)
	for _, p := range []filing.Field{"emergency1.name", "emergency2.name"} {
		if n := s.cleaned(p); n != "" && s.inUse(p) && !strings.Contains(remark, n) {
			return []fault{{field: "site.remark", text: "网站备注里没有写明应急联系人是谁。", empty: remark == ""}}
		}
	}
	return nil
}

// addressDistrict finds an address with one of Words that is not in one of
// Districts: the communication address, and the certificate's where both are in
// the filing's district.
func addressDistrict(s *scan, r *bureauRow) []fault {
	d := s.addressRegion().District
	text := s.addressText()
	if d == s.f.Region.District {
		text += "\n" + squeeze(s.f.Organiser.CertAddress)
	}
	found := words(text, r.Params.Words)
	if len(found) == 0 || d == "" || slices.Contains(r.Params.Districts, d) {
		return nil
	}
	return []fault{{field: "organiser.address.district", text: "地址里有" + quoted(found) + "，区县选的是“" + s.t.Regions.Name(d) + "”。"}}
}

// sameCity finds an area in another city of the province than the filing's:
// that of the communication address, or of the certificate's, as Who says.
func sameCity(s *scan, r *bureauRow) []fault {
	other := func(at filing.Region) bool {
		return at.Province == s.f.Region.Province && at.City != "" && s.f.Region.City != "" && at.City != s.f.Region.City
	}
	var out []fault
	if c := s.certCity(); slices.Contains(r.Params.Who, "certificate") && other(c) {
		out = append(out, fault{field: "region.city", text: "证件住所在“" + s.t.Regions.Name(c.City) + "”，与所选城市不同。"})
	}
	if slices.Contains(r.Params.Who, "address") && other(s.addressRegion()) {
		out = append(out, fault{field: "organiser.address.district", text: "通信地址与证件不在同一城市。"})
	}
	return out
}

// certTypeRefused finds a certificate of the organiser among Codes.
func certTypeRefused(s *scan, r *bureauRow) []fault {
	c, _ := s.t.Certificate(s.f.Organiser.CertType)
	return ifSo(slices.Contains(r.Params.Codes, s.f.Organiser.CertType), "organiser.cert_type", "主体证件选的是“"+c.Name+"”。")
}

// investorIs finds an investor who is none of Who (organiser, legal).
func investorIs(s *scan, r *bureauRow) []fault {
	v := strings.TrimSpace(s.f.Organiser.Investor)
	fits := slices.Contains(r.Params.Who, "organiser") && sameName(v, s.f.Organiser.Name) || slices.Contains(r.Params.Who, "legal") && sameName(v, s.f.Legal.Name)
	return ifSo(v != "" && s.f.Organiser.Name != "" && !fits, "organiser.investor", "投资者或上级主管单位不是要求填的那一个。")
}

// foreignManager finds, under a foreign legal representative, a manager of the
// site without an identity card.
func foreignManager(s *scan, _ *bureauRow) []fault {
	p, path := s.f.PersonOf(filing.RoleManager)
	return ifSo(s.foreignLegal() && !s.compatriot() && p.CertType != 0 && p.CertType != idCard, filing.Field(path+".cert_type"), "法定代表人是外籍，互联网信息服务负责人没有居民身份证。")
}

// materialMissing finds an empty Slot. The material is among the Needs.
func materialMissing(s *scan, r *bureauRow) []fault {
	m, _ := s.f.Material(filing.Slot(r.Params.Slot))
	if m.Status() != filing.MaterialMissing {
		return nil
	}
	return []fault{{field: filing.MaterialField(filing.Slot(r.Params.Slot)), text: "“" + orElse(r.Material, table.Subjects[r.Subject]) + "”还没有上传。", empty: true}}
}

func onePerson(s *scan, _ *bureauRow) []fault {
	return ifSo(!s.twoPeople() && s.f.Legal.Name != "", "by_agent", "主体负责人和互联网信息服务负责人是同一人。")
}

func delegated(s *scan, _ *bureauRow) []fault {
	return ifSo(s.f.PrincipalElse || s.f.ByAgent, "principal_else", "负责人不是法定代表人。")
}

// soleTrader recognises a 个体工商户 by the credit code: 92 is the second
// category of those registered with 市场监管 (GB 32100).
func soleTrader(s *scan, _ *bureauRow) []fault {
	n := clean("organiser.cert_number", s.f.Organiser.CertNumber)
	return ifSo(strings.HasPrefix(n, "92") && runes(n) == 18 || strings.Contains(s.f.Organiser.Name, "个体工商户"), "organiser.name", "主办单位是个体工商户。")
}

// idElsewhere finds an identity number of Who (legal, organiser) that was
// given out in another province. It is an occasion to ask, not a fault: the
// number stays when people move. That of a residence permit (41, 42) names no
// province.
func idElsewhere(s *scan, r *bureauRow) []fault {
	if !s.known {
		return nil
	}
	try := func(p filing.Field, kind int, number string) bool {
		n := clean(p, number)
		c, ok := s.t.Certificate(kind)
		return ok && kind == idCard && isID(c, n) && n[:2] != s.province.Code[:2]
	}
	elsewhere := slices.Contains(r.Params.Who, "legal") && try("legal.cert_number", s.f.Legal.CertType, s.f.Legal.CertNumber) ||
		slices.Contains(r.Params.Who, "organiser") && try("organiser.cert_number", s.f.Organiser.CertType, s.f.Organiser.CertNumber)
	return ifSo(elsewhere, r.Field, "身份证号码是外省编的。")
}
