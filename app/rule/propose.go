package rule

import (
	"strings"
	"unicode/utf8"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Proposal is a site name that passes all rules about names.
type Proposal struct {
	Name string
	Why  string // one sentence
}

// proposals is how many are offered.
const proposals = 3

// longName is the most characters of a proposal; NetEase takes 30.
const longName = 30

// ProposeNames offers at most three site names, built from the organiser's
// name. Each passes all rules about names, has no word of a prior approval and
// is the name of no other filing that the rules know of. Fewer than three:
// NamesMissing says why.
func ProposeNames(f *filing.Filing, env Env) []Proposal {
	list, _ := propose(f, env)
	return list
}

// NamesMissing is a sentence that says why fewer than three names are offered,
// "" if three are.
func NamesMissing(f *filing.Filing, env Env) string {
	_, why := propose(f, env)
	return why
}

func propose(f *filing.Filing, env Env) ([]Proposal, string) {
	s, err := newScan(f, env)
	if err != nil {
		return nil, "程序自带的资料表读不出来，给不出建议。"
	}
	var from []Proposal
	switch {
	case f.Kind == filing.KindAccess && strings.TrimSpace(f.Site.FiledName) != "":
		from = []Proposal{{strings.TrimSpace(f.Site.FiledName), "转入备案沿用原备案的名称。"}}
	case strings.TrimSpace(f.Organiser.Name) == "":
		return nil, "填写主办单位名称后，这里给出建议。"
	case s.organisation():
		from = unitNames(ParseOrganiser(f.Organiser.Name, s.t.Regions), tidyName(f.Organiser.Name))
	default:
		from = s.personNames()
	}
	var out []Proposal
	refused := map[string]int{} // what stood in the way, by its sentence
	order := []string{}
	note := func(why string) {
		if refused[why]++; refused[why] == 1 {
			order = append(order, why)
		}
	}
	for _, p := range from {
		if len(out) == proposals {
			return out, ""
		}
		if squeeze(p.Name) == "" || strings.ContainsFunc(p.Name, func(r rune) bool { return r == utf8.RuneError }) || containsName(out, p.Name) {
			continue
		}
		if n := runes(p.Name); n > longName {
			note("单位名称较长，超过 " + itoa(longName) + " 个字的名称有的接入商不收。")
			continue
		}
		if o := s.nameTwice(p.Name, false); o != nil && f.Kind != filing.KindAccess {
			note("“" + o.Domain + "”已用了其中的名称。")
			continue
		}
		if fd, bad := s.objection(p.Name); bad {
			note(fd.Text)
			continue
		}
		out = append(out, p)
	}
	if len(out) == proposals {
		return out, ""
	}
	return out, s.shortage(len(out), order)
}

func containsName(list []Proposal, name string) bool {
	for _, p := range list {
		if p.Name == name {
			return true
		}
	}
	return false
}

// objection is the gravest finding that a proposal must not have.
func (s *scan) objection(name string) (Finding, bool) {
	for _, fd := range s.siteName(name) {
		if fd.Severity != Info {
			return fd, true
		}
	}
	return Finding{}, false
}

func (s *scan) shortage(n int, reasons []string) string {
	head := "没有合适的建议。"
	if n > 0 {
		head = "只有 " + itoa(n) + " 个合适的建议。"
	}
	switch {
	case s.f.Kind == filing.KindAccess:
		return "转入备案只能沿用原备案的名称；要改名的，转入后再办变更。"
	case !s.organisation() && s.province.Code == "320000":
		return head + "江苏的个人网站只收“某某的个人主页”和“某某的个人博客”两种写法。"
	case len(reasons) == 0:
		return head + "单位名称太短，组不出更多名称。"
	}
	if len(reasons) > 2 {
		reasons = reasons[:2]
	}
	return head + "其余的没有通过：" + strings.Join(reasons, "")
}

// unitNames lists candidates, the safest first.
func unitNames(n OrganiserName, whole string) []Proposal {
	plain := strings.NewReplacer("（", "", "）", "").Replace
	form := plain(strings.TrimPrefix(n.Form, "集团"))
	form, _, _ = strings.Cut(form, "个体工商户")
	kind := form // 小学, 律师事务所; a company's form is no name
	company := strings.HasSuffix(form, "公司") || strings.HasPrefix(form, "合伙企业") || form == "个人独资企业"
	if company {
		kind = ""
	}
	kind = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(kind, "特殊普通合伙"), "普通合伙"), "有限合伙")
	core := n.Mark + n.Words
	area := table.ShortName(lastArea(n.Area))
	group := ""
	if strings.HasPrefix(n.Form, "集团") {
		group = "集团"
	}
	var out []Proposal
	add := func(name, why string) {
		if name != "" {
			out = append(out, Proposal{plain(name), why})
		}
	}
	short := core + group + kind
	if n.Branch == "" {
		add(short, "单位的简称。")
	} else {
		add(short+plain(n.Branch), "单位和分支机构的简称。")
	}
	add(short+"官网", "单位的简称加“官网”，广东也建议这样取。")
	add(plain(whole), "单位的全称，最稳妥。")
	if area != "" {
		add(area+short, "地名加单位的简称。")
		add(area+short+"官网", "地名加单位的简称。")
	}
	if mark := plainMark(n.Mark); mark != n.Mark {
		add(mark+n.Words+group+kind, "去掉有限制的字样后的简称。")
		add(mark+n.Words+group+kind+"官网", "去掉有限制的字样后的简称加“官网”。")
		add(mark+group+kind+"介绍", "去掉有限制的字样后的简称加“介绍”。")
	}
	if n.Mark != "" {
		add(n.Mark+kind, "字号加单位的种类。")
		add(n.Mark+group+kind+"官网", "字号加“官网”。")
		if company || group != "" {
			add(n.Mark+"公司官网", "字号加“公司官网”。")
			add(n.Mark+"企业官网", "字号加“企业官网”。")
			add(n.Mark+"公司介绍", "字号加“公司介绍”。")
			add(n.Mark+"企业展示", "字号加“企业展示”。")
		} else {
			add(n.Mark+kind+"介绍", "字号加“介绍”。")
			add(n.Mark+"服务介绍", "字号加“服务介绍”。")
			add(n.Mark+"单位官网", "字号加“单位官网”。")
			add(n.Mark+"单位介绍", "字号加“单位介绍”。")
		}
		if area != "" {
			add(area+n.Mark+"官网", "地名和字号加“官网”。")
		}
		return out
	}
	add(short+"介绍", "单位的简称加“介绍”。")
	add(plain(whole)+"官网", "单位的全称加“官网”。")
	add(plain(whole)+"门户", "单位的全称加“门户”。")
	return out
}

// plainMark is a trade name without a state word in front and without 社区.
func plainMark(mark string) string {
	for _, w := range stateWords {
		if rest, ok := strings.CutPrefix(mark, w); ok && runes(rest) >= 2 {
			mark = rest
		}
	}
	if rest, ok := strings.CutSuffix(mark, "社区"); ok && runes(rest) >= 2 {
		mark = rest
	}
	return mark
}

// lastArea is the last part of an area that ends in a suffix, 四川省成都市 → 成都市;
// an area without any is taken whole.
func lastArea(area string) string {
	rs := []rune(area)
	for i := len(rs) - 2; i > 0; i-- {
		if strings.ContainsRune("省市区县州盟", rs[i]) && len(rs)-i-1 >= 2 {
			return string(rs[i+1:])
		}
	}
	return area
}

// personNames: a person's site bears no trade words; outside Jiangsu not the
// person's own name either, so that content is all that is left.
func (s *scan) personNames() []Proposal {
	name := squeeze(s.f.Organiser.Name)
	if s.province.Code == "320000" {
		out := []Proposal{{name + "的个人主页", "江苏规定的写法。"}, {name + "的个人博客", "江苏规定的写法。"}}
		if rs := []rune(name); len(rs) == 3 {
			out = append(out, Proposal{string(rs[1:]) + "的个人主页", "江苏规定的写法，用名不用姓。"})
		}
		return out
	}
	var out []Proposal
	for _, n := range []string{"生活随手记", "学习心得笔记", "阅读摘抄随笔", "日常所见所想", "手工制作日记", "旧物收藏小记", "花草养护笔记", "家常菜谱小记"} {
		out = append(out, Proposal{n, "个人网站不用姓名、地名和行业字样，按内容取名；请换成真实的内容。"})
	}
	return out
}
