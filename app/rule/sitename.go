package rule

import (
	"slices"
	"strings"
	"unicode"

	"beiandesk/app/filing"
)

// Words of filing-fields.md 3.2.
var (
	stateWords     = []string{"中国", "中华", "中央", "国家", "人民", "人大"}
	stateWithin    = []string{"中国", "中华", "中央", "国家", "人民"} // province_rules CN-NAM-02
	sensitiveWords = []string{"反腐", "赌博", "廉政", "色情"}
	forumWords     = []string{"博客", "论坛", "在线", "社区", "交流"}
	personWords    = []string{"导航", "工作室", "论坛", "平台", "热线", "社区", "社团", "网络", "网站", "网址", "主页", "资讯", "作品展示", "爱好者", "个人空间", "博客"}
)

// stateNatures are bodies that may carry a state name: defence, organs,
// institutions, mass organisations.
var stateNatures = map[int]bool{1: true, 2: true, 3: true, 13: true}

// SiteName judges a site name while it is typed, as if f had it: only the
// rules about names and the words of prior approvals in it, so that it is quick
// enough for every keystroke.
func SiteName(name string, f *filing.Filing, env Env) []Finding {
	s, err := newScan(f, env)
	if err != nil {
		return nil
	}
	return s.siteName(name)
}

func (s *scan) siteName(name string) []Finding {
	g := *s.f
	g.Site.Name = name
	x := *s
	x.f, x.found = &g, nil
	about := func(r *bureauRow) bool { return r.Field == siteName && r.Predicate != "words" }
	out := slices.Clone(x.run(nameRules, about))
	// Alone in a filing the name brings only its own words.
	x.found, x.touched, x.f = nil, nil, &filing.Filing{ID: g.ID, Kind: g.Kind, Region: g.Region, Materials: g.Materials,
		Organiser: filing.Organiser{Nature: g.Organiser.Nature}, Site: filing.Site{Name: name, Approvals: g.Site.Approvals}}
	for _, fd := range x.run(wordRules, func(r *bureauRow) bool { return r.Predicate == "words" }) {
		if fd.Field == siteName {
			out = append(out, fd)
		}
	}
	Sort(out)
	return out
}

const siteName = filing.Field("site.name")

func words(text string, list []string) []string {
	var out []string
	for _, w := range list {
		if strings.Contains(text, w) {
			out = append(out, w)
		}
	}
	return out
}

func quoted(list []string) string { return "“" + strings.Join(list, "”“") + "”" }

func hanCount(s string) (n int) {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// nameRule wraps a check that only runs when there is a name.
func nameRule(check func(s *scan, name string)) func(*scan) {
	return func(s *scan) {
		if n := strings.TrimSpace(s.f.Site.Name); n != "" {
			check(s, n)
		}
	}
}

// keepFiledName lets a transfer-in carry the name on file although it breaks
// today's rules: it may not be changed on the way (CN-NAME-TRANSFER), so what
// would block warns, and says when it is mended.
func (s *scan) keepFiledName() {
	name := strings.TrimSpace(s.f.Site.Name)
	if s.f.Kind != filing.KindAccess || name == "" || name != strings.TrimSpace(s.f.Site.FiledName) {
		return
	}
	for i := range s.found {
		if f := &s.found[i]; f.Field == siteName && f.Severity == Block {
			f.Severity, f.Remedy = Warn, "原备案就是这个名称，转入时照旧填写；接入商要求改的，转入后办变更。"
		}
	}
}

// isDomainLike tells whether a name is a domain or the domain of this filing.
func isDomainLike(name, domain string) bool {
	n := strings.ToLower(squeeze(name))
	d := clean("domain.name", domain)
	if d != "" && strings.Contains(n, d) {
		return true
	}
	return strings.HasPrefix(n, "www.") || strings.HasPrefix(n, "http") || (strings.Contains(n, ".") && hanCount(n) == 0)
}

// nameRules are all about the site's name that hold everywhere.
var nameRules = []Rule{
	{ID: "CN-NAME-SHORT", Title: "网站名称至少三个汉字", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:problem/problem2.md; TC; VOL:68750; INS; XN", Date: "2024-01-23",
		check: nameRule(func(s *scan, name string) {
			letters := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsDigit(r) && r < 128 || unicode.IsDigit(r) }) >= 0
			if n := hanCount(name); n < 3 && !isDomainLike(name, s.f.Domain.Name) && (n > 0 || !letters) {
				s.hit(siteName, "网站名称只有 "+itoa(n)+" 个汉字。", "请用三个以上汉字，最好是单位名称或简称。")
			}
		})},
	{ID: "CN-NAME-PLAIN", Title: "网站名称不能只是数字、字母或域名", Severity: Block, Basis: Stored, Confidence: "A", Source: "HW-材料; UC:problem/problem2.md; TC; XN", Date: "2025-12-31",
		check: nameRule(func(s *scan, name string) {
			switch {
			case isDomainLike(name, s.f.Domain.Name):
				s.hit(siteName, "网站名称里有域名或网址。", "请改用中文名称，例如单位名称或简称。")
			case strings.IndexFunc(name, func(r rune) bool { return !unicode.IsDigit(r) }) < 0:
				s.hit(siteName, "网站名称只有数字。", "请改用中文名称，例如单位名称或简称。")
			case strings.IndexFunc(name, func(r rune) bool { return unicode.IsLetter(r) && r > 127 }) < 0 &&
				strings.IndexFunc(name, unicode.IsLetter) >= 0:
				s.hit(siteName, "网站名称只有字母和数字。", "请改用中文名称，例如单位名称或简称。")
			}
		})},
	{ID: "CN-NAME-SYMBOL", Title: "网站名称里的符号", Severity: Block, Basis: Stored, Confidence: "A", Source: "HW-材料; UC:problem/problem2.md; TC; XN", Date: "2025-12-31",
		check: nameRule(func(s *scan, name string) {
			var odd strings.Builder
			for _, r := range name {
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(odd.String(), r) {
					odd.WriteRune(r)
				}
			}
			if odd.Len() == 0 || isDomainLike(name, s.f.Domain.Name) {
				return
			}
			what := "符号“" + odd.String() + "”"
			if strings.TrimSpace(odd.String()) == "" {
				what = "空格"
			}
			s.hit(siteName, "网站名称里有"+what+"。", "请去掉，只用汉字、字母和数字。")
		})},
	{ID: "CN-NAME-STATE", Title: "国家级字样开头", Severity: Block, Basis: Stored, Confidence: "A", Source: "UC:problem/problem2.md; HW-驳回; TC; INS; XN", Date: "2025-12-31",
		check: nameRule(func(s *scan, name string) {
			if w := s.stateWord(name); w != "" && !strings.HasPrefix(s.f.Organiser.Name, w) {
				s.hit(siteName, "网站名称不能以“"+w+"”开头。", "只有国家机关等单位可以使用，请换一个名称。")
			}
		})},
	{ID: "CN-NAME-STATE-OWN", Title: "单位名称本身带国家级字样", Severity: Warn, Basis: Derived, Source: "DERIVED; UC:problem/problem2.md", Date: "2022-02-21",
		check: nameRule(func(s *scan, name string) {
			if w := s.stateWord(name); w != "" && strings.HasPrefix(s.f.Organiser.Name, w) {
				s.hit(siteName, "网站名称以“"+w+"”开头，审核时会核对单位名称。", "请与证件上的单位名称保持一致，并在备注里说明。")
			}
		})},
	{ID: "CN-NAME-STATE-WITHIN", Title: "名称中间的国家级字样", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:problem/problem2.md", Date: "2022-02-21",
		check: nameRule(func(s *scan, name string) {
			if stateNatures[s.f.Organiser.Nature] || s.stateWord(name) != "" {
				return
			}
			for _, w := range stateWithin {
				if strings.Contains(name, w) && !strings.Contains(s.f.Organiser.Name, w) {
					s.hit(siteName, "网站名称里有“"+w+"”，非国家级单位的名称不宜含这类字样。", "各家多只看开头，优刻得写的是不得含有；建议换一个名称。")
					return
				}
			}
		})},
	{ID: "CN-NAME-SENSITIVE", Title: "敏感词", Severity: Block, Basis: Stored, Confidence: "A", Source: "TC; UC:problem/problem2.md; INS", Date: "2022-02-21",
		check: nameRule(func(s *scan, name string) {
			if w := words(name, sensitiveWords); len(w) > 0 {
				s.hit(siteName, "网站名称里有敏感词"+quoted(w)+"。", "请换一个名称。")
			}
		})},
	{ID: "CN-NAME-FORUM", Title: "博客、论坛等字样", Severity: Warn, Basis: Stored, Confidence: "A", Source: "UC:problem/problem2.md; XN", Date: "2022-02-21",
		check: nameRule(func(s *scan, name string) {
			if w := words(name, forumWords); len(w) > 0 && s.organisation() {
				s.hit(siteName, "网站名称里有"+quoted(w)+"，没有相应审批时会被退回。", "没有审批文件的，请换一个名称。")
			}
		})},
	{ID: "CN-NAME-PERSON", Title: "个人网站的名称", Severity: Block, Basis: Stored, Confidence: "B", Source: "HW-驳回; XN; UC", Date: "2025-12-31",
		check: nameRule(func(s *scan, name string) {
			if s.organisation() {
				return
			}
			if s.province.Code == "320000" {
				if !strings.HasSuffix(name, "的个人博客") && !strings.HasSuffix(name, "的个人主页") {
					s.hit(siteName, "江苏的个人网站名称只能是“某某的个人博客”或“某某的个人主页”。", "请按这个格式改名。")
				}
				return
			}
			if w := words(name, personWords); len(w) > 0 {
				s.hit(siteName, "个人网站名称不能有"+quoted(w)+"。", "请换一个 3 到 10 个字、与内容有关的名称。")
			}
		})},
	{ID: "CN-NAME-RELATED", Title: "网站名称与单位的关联", Severity: Warn, Basis: Derived, Source: "DERIVED; HW-驳回; XN", Date: "2025-12-31",
		check: nameRule(func(s *scan, name string) {
			o := s.f.Organiser.Name
			if o != "" && s.organisation() && hanCount(name) >= 3 && !sharesWord(name, s.plainOrganiser()) && strings.TrimSpace(s.f.Site.Remark) == "" {
				s.hit(siteName, "网站名称看不出与“"+o+"”的关系。", "建议用单位全称或简称；用产品名的，请在网站备注里说明是自有产品，或备好商标证明。")
			}
		})},
	{ID: "CN-NAME-AREA", Title: "以地名开头", Severity: Info, Basis: Stored, Confidence: "C", Source: "LIST", Date: "不详",
		check: nameRule(func(s *scan, name string) {
			if code := s.areaAtStart(name); code != "" && !strings.HasPrefix(s.f.Organiser.Name, s.t.Regions.Name(code)) {
				s.hit(siteName, "网站名称以地名“"+s.t.Regions.Name(code)+"”开头。", "有的管局不收地名开头的名称，建议用单位名称。")
			}
		})},
	{ID: "CN-NAME-TRANSFER", Title: "转入备案须沿用原名称", Severity: Warn, Basis: Stored, Confidence: "C", Source: "DECK; UC:guidance/guidance9.md", Date: "2026-02-27",
		check: nameRule(func(s *scan, name string) {
			old := strings.TrimSpace(s.f.Site.FiledName)
			if s.f.Kind == filing.KindAccess && old != "" && old != name {
				s.hit(siteName, "转入备案的网站名称与原备案的“"+old+"”不一致。", "请改回原名称；要改名的，转入后再办变更。")
			}
		})},
	{ID: "PV-NAME-WORD", Title: "接入商不收的字样", Severity: Block, Basis: Stored, Confidence: "B", Source: "HW-驳回", Date: "2025-12-31",
		check: nameRule(func(s *scan, name string) {
			if w := words(name, s.provider.NameWords); len(w) > 0 && s.organisation() && !stateNatures[s.f.Organiser.Nature] {
				s.hitFrom(siteName, s.provider.Name+"不收含"+quoted(w)+"的网站名称。", "请换一个名称。", s.provider.Source, s.provider.Date)
			}
		})},
}

// stateWord is the state word by which a name begins, "" for bodies that may
// carry one.
func (s *scan) stateWord(name string) string {
	if stateNatures[s.f.Organiser.Nature] {
		return ""
	}
	for _, w := range stateWords {
		if strings.HasPrefix(name, w) {
			return w
		}
	}
	return ""
}

// plainOrganiser is the organiser's name without area and legal form, so that
// "公司" alone does not count as related.
func (s *scan) plainOrganiser() string {
	name := squeeze(s.f.Organiser.Name)
	for _, code := range []string{s.f.Region.Province, s.f.Region.City, s.f.Region.District} {
		n := s.t.Regions.Name(code)
		name = strings.TrimPrefix(name, n)
		if short := strings.TrimRight(n, "省市区县"); hanCount(short) >= 2 {
			name = strings.TrimPrefix(name, short)
		}
	}
	for _, form := range []string{"股份有限公司", "有限责任公司", "有限公司", "分公司", "公司", "集团", "合伙企业", "个体工商户", "经营部", "工作室", "中心", "商行"} {
		name = strings.ReplaceAll(name, form, " ")
	}
	return name
}

// sharesWord tells whether two names share two neighbouring letters.
func sharesWord(a, b string) bool {
	r := []rune(squeeze(a))
	for i := 0; i+1 < len(r); i++ {
		if unicode.IsLetter(r[i]) && unicode.IsLetter(r[i+1]) && strings.Contains(b, string(r[i:i+2])) {
			return true
		}
	}
	return false
}
