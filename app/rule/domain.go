package rule

import (
	"net/netip"
	"strings"
	"time"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"beiandesk/app/filing"
)

var lookup = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.StrictDomainName(true), idna.ValidateLabels(true),
	idna.CheckHyphens(true), idna.VerifyDNSLength(true))

// toASCII gives a domain in ASCII, "例子.公司" as "xn--…"; ok is false if it is
// no domain of at least two labels.
func toASCII(domain string) (ascii string, ok bool) {
	if !strings.Contains(domain, ".") || len(domain) > 1000 {
		return "", false
	}
	ascii, err := lookup.ToASCII(domain)
	if err != nil {
		return "", false
	}
	if _, err := netip.ParseAddr(ascii); err == nil {
		return "", false
	}
	return ascii, !digitsOnly(ascii[strings.LastIndexByte(ascii, '.')+1:])
}

// MainDomain gives the registrable part of a domain, "example.com.cn" of
// "www.example.com.cn", in the script of the input; ok is false if the domain
// is not valid or is a suffix itself.
func MainDomain(domain string) (main string, ok bool) {
	domain = clean("domain.name", domain)
	ascii, ok := toASCII(domain)
	if !ok {
		return "", false
	}
	m, err := publicsuffix.EffectiveTLDPlusOne(ascii)
	if err != nil {
		return "", false
	}
	labels := strings.Split(domain, ".")
	n := strings.Count(m, ".") + 1
	if n > len(labels) {
		return "", false
	}
	return strings.Join(labels[len(labels)-n:], "."), true
}

// domain gives the filing's domain as typed and in ASCII.
func (s *scan) domain() (typed, ascii string, ok bool) {
	typed = clean("domain.name", s.f.Domain.Name)
	ascii, ok = toASCII(typed)
	return typed, ascii, ok
}

// suffixes gives the suffix under which a domain is registered ("com.cn") and
// the last label ("cn").
func suffixes(ascii string) (suffix, top string) {
	suffix, icann := publicsuffix.PublicSuffix(ascii)
	top = ascii[strings.LastIndexByte(ascii, '.')+1:]
	if !icann {
		return top, top
	}
	return suffix, top
}

var domainRules = []Rule{
	{ID: "CN-DOMAIN-SYNTAX", Title: "域名的写法", Severity: Block, Basis: Stored, Confidence: "B", Source: "VOL:68723; HW-域名", Date: "2025-12-31", always: true,
		check: func(s *scan) {
			if typed, _, ok := s.domain(); typed != "" && !ok {
				s.hit("domain.name", "“"+typed+"”不是有效的域名。", "请只写域名，例如“example.com”，不带 http:// 和路径；中文域名直接写中文。")
			}
		}},
	{ID: "CN-DOMAIN-SUB", Title: "须为主域名", Severity: Block, Basis: Stored, Confidence: "B", Source: "VOL:68779; HW-域名; PSL", Date: "2025-12-31", always: true,
		check: func(s *scan) {
			typed, ascii, ok := s.domain()
			if !ok || s.f.Site.SubDomain {
				return
			}
			main, ok := MainDomain(typed)
			switch {
			case !ok:
				s.hit("domain.name", "“"+typed+"”是公共后缀，不能备案。", "请填写您注册的完整域名。")
			case strings.Count(ascii, ".") != strings.Count(main, "."):
				s.hit("domain.name", "“"+typed+"”是子域名，备案只填主域名。", "请改为“"+main+"”。在别家接入的，把子域名写进备注。")
			}
		}},
	{ID: "CN-DOMAIN-SUB-REMARK", Title: "子域名写进备注", Severity: Warn, Basis: Stored, Confidence: "B", Source: "HW-域名", Date: "2025-12-31",
		check: func(s *scan) {
			if s.f.Site.SubDomain && strings.TrimSpace(s.f.Site.Remark) == "" && s.f.Organiser.Nature != 2 {
				s.hit("site.remark", "使用子域名接入时要在备注里写明。", "请备案主域名，把使用的子域名写进网站备注；政府机关的子域名须单独备案。")
			}
		}},
	{ID: "CN-DOMAIN-SUFFIX", Title: "域名后缀是否已批复", Severity: Warn, Basis: Stored, Confidence: "D", Source: "TC:备案域名", Date: "2020-07-24", always: true,
		check: func(s *scan) {
			_, ascii, ok := s.domain()
			if !ok {
				return
			}
			suffix, top := suffixes(ascii)
			x, found := s.t.Suffix(suffix)
			if !found {
				x, found = s.t.Suffix(top)
			}
			if !found || !x.Accepted {
				s.hit("domain.name", "后缀“."+display(top)+"”不在 2020 年的已批复清单里。", "请到 domain.miit.gov.cn 核对；没有批复的后缀不能备案。")
			}
		}},
	{ID: "CN-DOMAIN-REFUSED", Title: "本省不收的后缀（2019 年的名单）", Severity: Warn, Basis: Stored, Confidence: "D", Source: "TC:省管局要求相关FAQ", Date: "2019-01-01",
		check: func(s *scan) {
			_, ascii, ok := s.domain()
			if !ok || s.f.Kind == filing.KindAccess {
				return
			}
			_, top := suffixes(ascii)
			x, _ := s.t.Suffix(top)
			for _, p := range x.RefusedIn {
				if p == s.f.Region.Province {
					s.hitFrom("domain.name", s.province.Name+"曾公布不受理后缀“."+top+"”。", "请换用 .cn、.com 等已批复的后缀。", x.RefusedSource, x.RefusedDate)
				}
			}
		}},
	{ID: "CN-DOMAIN-FOR", Title: "后缀的使用对象", Severity: Info, Basis: Stored, Confidence: "D", Source: "TC:备案域名", Date: "2020-07-24",
		check: func(s *scan) {
			_, ascii, ok := s.domain()
			if !ok || s.f.Organiser.Nature == 0 {
				return
			}
			suffix, _ := suffixes(ascii)
			x, _ := s.t.Suffix(suffix)
			if x.For != "" && suffix != "com.cn" && suffix != "net.cn" && !stateNatures[s.f.Organiser.Nature] {
				s.hit("domain.name", "后缀“."+display(suffix)+"”供"+x.For+"使用。", "请确认单位属于这一类。")
			}
		}},
	{ID: "CN-DOMAIN-GOV", Title: "机关和事业单位的后缀", Severity: Block, Basis: Stored, Confidence: "B", Source: "HW-管局; HW-rule", Date: "2026-07-10",
		check: func(s *scan) {
			_, ascii, ok := s.domain()
			if !ok || !s.f.Kind.SiteSuspended() {
				return
			}
			suffix, top := suffixes(ascii)
			suffix, top = display(suffix), display(top)
			switch n := s.f.Organiser.Nature; {
			case n == 2 && suffix != "gov.cn" && top != "政务" && suffix != "政务.cn":
				s.hit("domain.name", "党政机关须用“.gov.cn”或“.政务”域名。", "请换用规定的域名再备案。")
			case n == 3 && top != "cn" && top != "公益":
				s.hit("domain.name", "事业单位须用“.cn”或“.公益”域名。", "请换用规定的域名再备案。")
			}
		}},
	{ID: "CN-DOMAIN-CLOSED", Title: "审核期间关闭解析", Severity: Info, Basis: Stored, Confidence: "B", Source: "HW-驳回; HW-流程", Date: "2025-12-31",
		check: func(s *scan) {
			if s.f.Kind.SiteSuspended() && s.f.State.Editable() {
				s.hit("domain.name", "备案通过之前，域名不能解析到境内服务器。", "请在提交前暂停解析，或关闭网站。")
			}
		}},
	{ID: "CN-DOMAIN-OVER", Title: "域名已过期", Severity: Block, Basis: Stored, Confidence: "A", Source: "HW-错误; UC:notice/notice9.md", Date: "2026-05-19",
		check: func(s *scan) {
			if t, _, ok := s.day("domain.expires"); ok && !t.IsZero() && t.Before(s.today) {
				s.hit("domain.expires", "域名已过期。", "请先在注册商处续费，再按新的到期日填写。")
			}
		}},
	{ID: "CN-DOMAIN-SHORT", Title: "接入商要求的域名剩余有效期", Severity: Block, Basis: Stored, Confidence: "B", Source: "VOL:68723", Date: "2024-01-23",
		check: func(s *scan) {
			if n := s.provider.DomainMonths; n > 0 && s.domainEndsWithin(n) {
				s.hitFrom("domain.expires", s.provider.Name+"要求域名剩余有效期多于 "+itoa(n)+" 个月。", "请先在注册商处续费，再按新的到期日填写。", s.provider.Source, s.provider.Date)
			}
		}},
	{ID: "CN-REALNAME-DAYS", Title: "实名认证满三天", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:problem/problem8.md", Date: "2026-02-27",
		check: func(s *scan) {
			if t, long, ok := s.day("domain.real_name_on"); ok && !long && !t.After(s.today) && s.today.Before(t.AddDate(0, 0, 3)) {
				s.hit("domain.real_name_on", "域名实名认证未满 3 天，信息还没有同步到工信部。", "请在 "+t.AddDate(0, 0, 3).Format(time.DateOnly)+" 及以后提交。")
			}
		}},
	{ID: "CN-REALNAME-WORKDAYS", Title: "实名认证满三个工作日", Severity: Warn, Basis: Stored, Confidence: "B", Source: "HW-域名; TC", Date: "2025-12-31",
		check: func(s *scan) {
			t, long, ok := s.day("domain.real_name_on")
			if !ok || long || s.today.Before(t.AddDate(0, 0, 3)) || t.Before(s.today.AddDate(0, 0, -15)) {
				return
			}
			if n := workdaysBetween(t, s.today); n < 3 {
				s.hit("domain.real_name_on", "域名实名认证只过了 "+itoa(n)+" 个工作日。", "有的接入商要求满 3 个工作日，遇到“查不到实名信息”时请再等一等。")
			}
		}},
}

// domainEndsWithin tells whether the domain is still valid but ends within n months.
func (s *scan) domainEndsWithin(n int) bool {
	t, long, ok := s.day("domain.expires")
	return ok && !long && !t.Before(s.today) && !t.After(addMonths(s.today, n))
}

// workdaysBetween counts Mondays to Fridays after a, up to b. Public holidays
// are not known.
func workdaysBetween(a, b time.Time) int {
	n := 0
	for d := a.AddDate(0, 0, 1); !d.After(b); d = d.AddDate(0, 0, 1) {
		if wd := d.Weekday(); wd != time.Saturday && wd != time.Sunday {
			n++
		}
	}
	return n
}

// display writes an ASCII suffix in Chinese where it is Chinese.
func display(ascii string) string {
	u, err := idna.ToUnicode(ascii)
	if err != nil {
		return ascii
	}
	return u
}
