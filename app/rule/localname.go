package rule

import (
	"strings"

	"beiandesk/app/filing"
)

// What single administrations want of a site's name. Each predicate is a
// function of its own, so that a row of province_rules can name it.

// bannedInTianjin are words of TJ-NAM-01 and SD-NAM-01, one source of about 2022.
var bannedInTianjin = []string{"资讯", "网站", "网络", "网址", "爱好者", "作品展示", "论坛", "社区", "工作室", "平台", "主页", "热线", "社团", "导航", "分享"}

// nameHasLatin tells whether a name has letters of the Latin alphabet.
func nameHasLatin(name string) bool {
	return strings.ContainsFunc(squeeze(name), func(r rune) bool { return r < 128 && (r|32) >= 'a' && (r|32) <= 'z' })
}

// namePlace is the area by which a name begins and the organiser's does not,
// "" if there is none. Short names count.
func (s *scan) namePlace(name string) string {
	short := func(_, rest string) bool { return hanCount(rest) >= 2 }
	r := s.t.Regions.Read(name, s.f.Region, short)
	if r.Length == 0 || strings.HasPrefix(squeeze(s.f.Organiser.Name), r.Parts[0]) {
		return ""
	}
	return name[:r.Length]
}

// nameCollege is the word for a college in a name whose organiser is none.
func (s *scan) nameCollege(name string) string {
	for _, w := range []string{"学院", "大学"} {
		if strings.Contains(name, w) && !strings.Contains(s.f.Organiser.Name, w) && !strings.Contains(name, "内部学院") && !strings.Contains(name, "非独立机构") {
			return w
		}
	}
	return ""
}

// nameUnrelated tells whether a unit's site name shares nothing with its own.
func (s *scan) nameUnrelated(name string) bool {
	return s.organisation() && s.f.Organiser.Name != "" && hanCount(name) >= 2 && !sharesWord(name, s.plainOrganiser())
}

// nameTwice is the domain of another filing with the same name, "" if there is none.
func (s *scan) nameTwice(name string) string {
	for _, o := range s.env.Others {
		if o.ID != s.f.ID && o.State != filing.Abandoned && o.SiteName != "" && squeeze(o.SiteName) == squeeze(name) {
			return o.Domain
		}
	}
	return ""
}

// inProvince is nameRule for one or more provinces.
func inProvince(check func(s *scan, name string), provinces ...string) func(*scan) {
	return nameRule(func(s *scan, name string) {
		for _, p := range provinces {
			if s.province.Code == p {
				check(s, name)
				return
			}
		}
	})
}

const onlyReminder = "资料较旧，仅提醒。"

var localNameRules = []Rule{
	{ID: "CN-NAME-WORDS", Title: "天津、山东不用的字样", Severity: Warn, Basis: Stored, Source: "TC:243/51699; TC:243/51704", Date: "2022",
		check: inProvince(func(s *scan, name string) {
			if w := words(name, bannedInTianjin); len(w) > 0 && s.organisation() {
				s.hit(siteName, s.province.Name+"的网站名称不用"+quoted(w)+"。", "建议换成单位简称；"+onlyReminder)
			}
		}, "120000", "370000")},
	{ID: "CN-NAME-LATIN", Title: "重庆的网站名称不用英文", Severity: Warn, Basis: Stored, Source: "TC:243/51723", Date: "2022",
		check: inProvince(func(s *scan, name string) {
			if nameHasLatin(name) && hanCount(name) > 0 {
				s.hit(siteName, "重庆的网站名称不能有英文。", "请改成汉字；"+onlyReminder)
			}
		}, "500000")},
	{ID: "CN-NAME-PLACE", Title: "海南、云南的地名", Severity: Warn, Basis: Stored, Source: "TC:243/51711; TC:243/51727", Date: "2022",
		check: inProvince(func(s *scan, name string) {
			if p := s.namePlace(name); p != "" {
				s.hit(siteName, s.province.Name+"不收未经许可以地名“"+p+"”命名的网站。", "请用单位名称或简称；"+onlyReminder)
			}
		}, "460000", "530000")},
	{ID: "CN-NAME-COLLEGE", Title: "广东的学院字样", Severity: Warn, Basis: Stored, Source: "TC:243/51709", Date: "2022",
		check: inProvince(func(s *scan, name string) {
			if w := s.nameCollege(name); w != "" {
				s.hit(siteName, "单位不是院校，网站名称里有“"+w+"”。", "广东要求加上“内部学院”或“非独立机构”，或换一个名称；"+onlyReminder)
			}
		}, "440000")},
	{ID: "CN-NAME-HENAN", Title: "河南的网站名称", Severity: Warn, Basis: Stored, Source: "UC:rule/rule5/henan.md", Date: "2024-04-01",
		check: inProvince(func(s *scan, name string) {
			if s.nameUnrelated(name) {
				s.hit(siteName, "河南要求网站名称与主体相关，这个名称看不出关系。", "请用单位全称或简称。")
			}
		}, "410000")},
	{ID: "CN-NAME-QINGHAI", Title: "青海的重名", Severity: Warn, Basis: Stored, Source: "TC:243/51719", Date: "2022",
		check: inProvince(func(s *scan, name string) {
			if d := s.nameTwice(name); d != "" {
				s.hit(siteName, "“"+d+"”已用这个名称，青海要求重名的写明用途。", "请换一个名称，或在网站备注里详细写明用途；"+onlyReminder)
			}
		}, "630000")},
}
