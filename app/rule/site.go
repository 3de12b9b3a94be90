package rule

import (
	"slices"
	"strings"

	"beiandesk/app/filing"
)

// homeHost is the host of the home page in ASCII; ok is false if it is none.
func (s *scan) homeHost() (host string, ok bool) {
	host, _, _ = strings.Cut(clean("site.home_url", s.f.Site.HomeURL), "/")
	host, _, _ = strings.Cut(host, ":")
	return toASCII(host)
}

var siteRules = []Rule{
	{ID: "CN-HOME-SYNTAX", Title: "首页网址的写法", Severity: Block, Basis: Stored, Confidence: "B", Source: "TOP; HW-rule; XR", Date: "2026-07-10",
		check: func(s *scan) {
			if s.f.Site.HomeURL == "" {
				return
			}
			if _, ok := s.homeHost(); !ok {
				s.hit("site.home_url", "首页网址的写法不对。", "请只写域名，例如“www.example.com”，不带 http://。")
			}
		}},
	{ID: "CN-HOME-DOMAIN", Title: "首页网址须在备案域名下", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:basics/knowledge1.md; HW-rule; XR", Date: "2026-07-10",
		check: func(s *scan) {
			host, ok := s.homeHost()
			d, ok2 := toASCII(clean("domain.name", s.f.Domain.Name))
			if ok && ok2 && host != d && !strings.HasSuffix(host, "."+d) {
				s.hit("site.home_url", "首页网址不在备案域名“"+s.f.Domain.Name+"”下。", "请填写“www."+s.f.Domain.Name+"”或域名本身。")
			}
		}},
	{ID: "CN-HOME-PROVIDER", Title: "首页网址带不带 www", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:basics/knowledge1.md; HW-rule", Date: "2026-07-10",
		check: func(s *scan) {
			host, ok := s.homeHost()
			d, ok2 := toASCII(clean("domain.name", s.f.Domain.Name))
			if !ok || !ok2 || host != d && !strings.HasSuffix(host, "."+d) {
				return
			}
			switch {
			case s.provider.HomeURL == "www" && host != "www."+d:
				s.hit("site.home_url", s.provider.Name+"只收“www.”加域名的首页网址。", "请填写“www."+s.f.Domain.Name+"”。")
			case s.provider.HomeURL == "bare" && host != d:
				s.hit("site.home_url", s.provider.Name+"的首页网址填不带 www 的域名。", "请填写“"+s.f.Domain.Name+"”。")
			}
		}},
	{ID: "CN-CONTENT-PERSON", Title: "个人网站的服务内容", Severity: Block, Basis: Stored, Confidence: "A", Source: "HW-准备; UC:rule/rule2; UC:rule/rule7; UC:rule/rule6/shanxi3.md", Date: "2026-02-27",
		check: func(s *scan) {
			if s.organisation() {
				return
			}
			allowed := []int{6, 24}
			switch s.province.Code {
			case "230000", "500000":
				allowed = []int{6}
			case "610000":
				allowed = []int{24}
			}
			for _, c := range s.f.Site.Contents {
				if !slices.Contains(allowed, c) {
					var names []string
					for _, a := range allowed {
						x, _ := s.t.Content(a)
						names = append(names, x.Name)
					}
					s.hit("site.contents", "个人网站的服务内容只能选"+quoted(names)+"。", "请重新选择服务内容。")
					return
				}
			}
		}},
	{ID: "CN-CONTENT-APPROVAL", Title: "可能需要审批的服务内容", Severity: Info, Basis: Stored, Confidence: "D", Source: "SJ", Date: "2015",
		check: func(s *scan) {
			if len(s.approvals()) > 0 {
				return
			}
			told := map[string]bool{} // by the words in their names
			s.regulatedIn(func(r Regulated, p filing.Field, _ []string) {
				for _, x := range r.Places {
					if p == "site.contents" && x.Field == p {
						told[x.Sentence] = true
					}
				}
			})
			var names []string
			for _, c := range s.f.Site.Contents {
				if x, ok := s.t.Content(c); ok && x.MayNeedApproval && !told[x.Name] {
					names = append(names, x.Name)
				}
			}
			if len(names) > 0 {
				s.hit("site.contents", "服务内容"+quoted(names)+"可能需要前置审批。", "请核对“前置审批”一项；业务不涉及时不用处理。")
			}
		}},
	{ID: "PV-REMARK-SHORT", Title: "网站备注的最少字数", Severity: Warn, Basis: Stored, Confidence: "C", Source: "TC26", Date: "2026-09-28",
		check: func(s *scan) {
			if n := runes(strings.TrimSpace(s.f.Site.Remark)); n < s.provider.RemarkMin {
				s.hitFrom("site.remark", s.provider.Name+"要求网站备注不少于 "+itoa(s.provider.RemarkMin)+" 个字，现在是 "+itoa(n)+" 个字。", "请写明网站给谁看、有哪些内容。", s.provider.Source, s.provider.Date)
			}
		}},
	{ID: "CN-REMARK-LONG", Title: "备注的最多字数", Severity: Warn, Basis: Stored, Confidence: "C", Source: "INS; WX-SDK", Date: "2021-06-11",
		check: func(s *scan) {
			for _, p := range []filing.Field{"site.remark", "organiser.remark", "remark"} {
				if v, _ := s.f.Get(p); runes(v) > 200 {
					s.hit(p, "“"+FieldName(p)+"”有 "+itoa(runes(v))+" 个字，有的接入商只收 200 个字。", "请写得短一些。")
				}
			}
		}},
}
