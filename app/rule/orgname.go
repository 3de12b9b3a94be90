package rule

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// OrganiserName is an organiser's name in its parts.
type OrganiserName struct {
	Area   string // 行政区划 as written, "四川省成都市"
	Mark   string // 字号, "" where a name has none (浙江省茶叶流通协会)
	Words  string // trade or subject, "网络科技"
	Form   string // 组织形式, "有限公司", "协会", "店（个体工商户）"
	Branch string // 杭州分公司, "" if it is none

	kind body
}

// ParseOrganiser takes an organiser's name apart. It never fails: what it does
// not know is taken for the trade name.
func ParseOrganiser(name string, regions *table.Regions) OrganiserName {
	n := OrganiserName{}
	rest := tidyName(name)
	rest, n.Branch = cutBranch(rest)
	rest, tail := cutTail(rest)
	rest, n.Form, n.kind = cutForm(rest)
	area, rest := cutArea(rest, regions, n.kind)
	middle, inner := dropInner(rest, regions)
	if inner == "集团" {
		n.Form, inner = "集团"+n.Form, ""
	}
	n.Area = area + inner
	if cut, ok := strings.CutSuffix(middle, "集团"); ok && n.kind == firm && strings.HasSuffix(n.Form, "公司") && !strings.HasPrefix(n.Form, "集团") && cut != "" {
		middle, n.Form = cut, "集团"+n.Form
	}
	n.Mark, n.Words = splitMiddle(middle, n.kind)
	if tail != "" {
		n.Form += "（" + tail + "）"
	}
	return n
}

// tidyName drops blanks and makes all brackets full-width.
func tidyName(name string) string {
	return strings.NewReplacer("(", "（", ")", "）", "[", "（", "]", "）", "【", "（", "】", "）").Replace(squeeze(width.Narrow.String(name)))
}

var branchEnds = []string{"分公司", "代表处", "办事处", "分所", "分院", "分店", "营业部", "分行", "支行"}

// cutBranch takes off what stands behind the parent's form: 杭州分公司.
func cutBranch(s string) (parent, branch string) {
	for _, form := range []string{"有限责任公司", "有限公司", "股份公司", "株式会社", "律师事务所", "会计师事务所", "（特殊普通合伙）"} {
		i := strings.Index(s, form)
		if i <= 0 || i+len(form) == len(s) {
			continue
		}
		rest := s[i+len(form):]
		if strings.HasPrefix(rest, "（") {
			continue
		}
		if slices.ContainsFunc(branchEnds, func(e string) bool { return strings.HasSuffix(rest, e) }) ||
			strings.HasSuffix(form, "公司") && utf8.RuneCountInString(rest) >= 2 && hasFormEnd(rest) {
			return s[:i+len(form)], rest
		}
	}
	return s, ""
}

func hasFormEnd(s string) bool {
	_, form, _ := cutForm(s)
	return form != ""
}

// cutTail takes （有限合伙） off the end.
func cutTail(s string) (rest, tail string) {
	if !strings.HasSuffix(s, "）") {
		return s, ""
	}
	if i := strings.LastIndex(s, "（"); i > 0 {
		if t := s[i+len("（") : len(s)-len("）")]; slices.Contains(tails, t) && t != "集团" {
			return s[:i], t
		}
	}
	return s, ""
}

// cutForm takes the longest known form off the end. At least one character
// must be left.
func cutForm(s string) (rest, form string, kind body) {
	for _, k := range []body{firm, school, league, place} {
		for _, f := range formEnds[k] {
			if len(f) > len(form) && len(f) < len(s) && strings.HasSuffix(s, f) {
				form, kind = f, k
			}
		}
	}
	if form == "酒店" && strings.HasSuffix(s, "烟酒店") { // a shop for 烟酒
		form = "店"
	}
	return s[:len(s)-len(form)], form, kind
}

// zones are areas without a code of their own, behind a city.
var zones = []string{"经济技术开发区", "高新技术产业开发区", "高新技术开发区", "高新区", "工业园区", "经济开发区", "自由贸易试验区", "自贸区", "保税区", "综合保税区", "开发区", "新区", "横琴", "横琴新区"}

// cutArea takes the area off the front, but only as much as leaves a name.
func cutArea(s string, regions *table.Regions, kind body) (area, rest string) {
	if cut, ok := strings.CutPrefix(s, "（中国）"); ok {
		return "中国", cut
	}
	// A short name is an area if something that can be a name follows; 南昌仲裁委员会
	// needs none.
	r := regions.Read(s, filing.Region{}, func(_, rest string) bool { return kind == league || utf8.RuneCountInString(rest) >= 2 })
	parts := r.Parts
	area = s[:r.Length]
	rest = s[r.Length:]
	if area != "" {
		for _, z := range append(list("州 市 地区"), zones...) { // 黔东南州, 成都高新区
			if cut, ok := strings.CutPrefix(rest, z); ok && cut != "" && (len(z) > len("市") || z == "州") {
				area, rest = area+z, cut
				break
			}
		}
		if i := zoneEnd(rest); i > 0 {
			area, rest = area+rest[:i], rest[i:]
		}
		if town, cut, ok := cutTown(rest); ok && kind == firm {
			area, rest = area+town, cut
		}
	}
	// 杭州西湖茶业: the district is the 字号 when nothing else is left for one.
	for kind == firm && len(parts) > 1 && onlyTrade(rest) && !strings.HasSuffix(parts[len(parts)-1], "区") && !strings.HasSuffix(parts[len(parts)-1], "县") {
		last := parts[len(parts)-1]
		if !strings.HasSuffix(area, last) {
			break
		}
		area, rest, parts = strings.TrimSuffix(area, last), last+rest, parts[:len(parts)-1]
	}
	return area, rest
}

// zoneEnd is where the name of a zone ends by which s begins (台商投资区), 0 if
// there is none.
func zoneEnd(s string) int {
	for _, z := range []string{"投资区", "保税区", "工业园区", "开发区", "示范区", "风景区"} {
		if i := strings.Index(s, z); i > 0 && utf8.RuneCountInString(s[:i]) <= 4 && i+len(z) < len(s) {
			return i + len(z)
		}
	}
	return 0
}

// cutTown takes 虎门镇 off the front.
func cutTown(s string) (town, rest string, ok bool) {
	rs := []rune(s)
	for i := 1; i < len(rs) && i <= 4; i++ {
		if (rs[i] == '镇' || rs[i] == '乡') && len(rs)-i-1 >= 2 {
			return string(rs[:i+1]), string(rs[i+1:]), true
		}
	}
	return "", s, false
}

// onlyTrade tells whether nothing but words of trade is left.
func onlyTrade(s string) bool {
	return s == "" || tradeFrom(s, tradeWords, 0) == 0
}

// dropInner takes a bracket out of the middle: 样本（上海）科技. Only areas and
// 集团 are dropped there, other words stay.
func dropInner(s string, regions *table.Regions) (rest, inner string) {
	i := strings.Index(s, "（")
	j := strings.Index(s, "）")
	if i < 0 || j < i {
		return s, ""
	}
	in := s[i+len("（") : j]
	r := regions.Read(in, filing.Region{}, func(_, _ string) bool { return true })
	if in == "集团" || in == "中国" || in == "香港" || in == "澳门" || in == "台湾" || in == "亚洲" || in == "国际" || r.Length == len(in) && in != "" {
		return s[:i] + s[j+len("）"):], in
	}
	return strings.NewReplacer("（", "", "）", "").Replace(s), ""
}

// splitMiddle parts 字号 and trade.
func splitMiddle(s string, kind body) (mark, words string) {
	switch kind {
	case league:
		return "", s
	case place:
		return s, ""
	case school:
		at := tradeFrom(s, schoolWords, 2)
		return s[:at], s[at:]
	}
	at := tradeFrom(s, tradeWords, 2)
	hungry := slices.ContainsFunc(hungryWords, func(w string) bool { return strings.HasPrefix(s[at:], w) })
	if n := utf8.RuneCountInString(s[:at]); n >= 5 || n == 4 && (at == len(s) || hungry) || n == 3 && strings.HasPrefix(s[at:], "制品") {
		at = shorterMark(s, at)
	}
	return s[:at], s[at:]
}

// shorterMark is for a trade that no list knows (样桂米粉、样伊薰衣草种植): most
// trade names have two characters, so what follows them is taken for the trade.
// Names that begin with a state word or with letters are left as they are.
func shorterMark(s string, at int) int {
	end := 0
	for i, r := range s {
		if r < 128 {
			return at
		}
		if end++; end == 3 {
			if slices.Contains(stateWords, s[:i]) {
				return at
			}
			return i
		}
	}
	return at
}

// tradeFrom is the byte from which s is a run of words to its end, as early as
// possible but leaving at least keep characters; len(s) if it does not end in one.
func tradeFrom(s string, words []string, keep int) int {
	var starts []int // byte of each rune
	for i := range s {
		starts = append(starts, i)
	}
	reach := map[int]bool{len(s): true}
	best := len(s)
	for k := len(starts) - 1; k >= keep; k-- {
		i := starts[k]
		for _, w := range words {
			if strings.HasPrefix(s[i:], w) && reach[i+len(w)] {
				reach[i] = true
				best = i
				break
			}
		}
	}
	return best
}
