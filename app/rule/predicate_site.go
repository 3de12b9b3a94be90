package rule

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"beiandesk/app/filing"
)

// nameBanned finds Words in the site's name, or fewer than Min 汉字.
func nameBanned(s *scan, r *bureauRow) []fault {
	name := strings.TrimSpace(s.f.Site.Name)
	if found := words(name, r.Params.Words); len(found) > 0 {
		return []fault{{field: siteName, text: "网站名称里有" + quoted(found) + "。", words: found}}
	}
	return ifSo(name != "" && hanCount(name) < r.Params.Min, siteName, "网站名称不到 "+itoa(r.Params.Min)+" 个汉字。")
}

// nameLatin finds Latin letters in the site's name; a name of letters alone is
// left to CN-NAME-PLAIN.
func nameLatin(s *scan, _ *bureauRow) []fault {
	latin := strings.IndexFunc(s.f.Site.Name, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) >= 0
	return ifSo(latin && hanCount(s.f.Site.Name) > 0, siteName, "网站名称里有英文字母。")
}

// nameArea finds a site's name that begins with an area, unless the
// organiser's name does too.
func nameArea(s *scan, _ *bureauRow) []fault {
	name := squeeze(s.f.Site.Name)
	if name == "" {
		return nil
	}
	code := s.areaAtStart(name)
	if code == "" || strings.HasPrefix(s.f.Organiser.Name, s.t.Regions.Name(code)) {
		return nil
	}
	return []fault{{field: siteName, text: "网站名称以地名“" + s.t.Regions.Name(code) + "”开头。"}}
}

// nameUnrelated finds a site's name that shares no word with the organiser's.
func nameUnrelated(s *scan, _ *bureauRow) []fault {
	name := strings.TrimSpace(s.f.Site.Name)
	return ifSo(name != "" && s.f.Organiser.Name != "" && !sharesWord(name, s.plainOrganiser()), siteName, "网站名称看不出与单位的关系。")
}

// without is what a scope of business excludes: "化工产品（不含危险化学品）".
var without = regexp.MustCompile(`(不含|不包括|不得从事|不涉及)[^；;。（(）)]*`)

// wordsFound finds Words in the organiser's name, its scope, the site's name
// and the domain, outside of what the scope excludes, unless the statement
// that the filing does not touch regulated fields, or an approval, is there.
func wordsFound(s *scan, r *bureauRow) []fault {
	if m, ok := s.f.Material(SlotNoApproval); ok && m.Picture != "" || len(s.approvals()) > 0 {
		return nil
	}
	var out []fault
	for _, p := range []filing.Field{"organiser.name", "organiser.scope", "site.name", "domain.name"} {
		v, _ := s.f.Get(p)
		if p == "organiser.scope" {
			v = without.ReplaceAllString(v, "")
		}
		if found := longest(words(strings.ToLower(v), r.Params.Words)); len(found) > 0 {
			out = append(out, fault{field: p, text: "“" + FieldName(p) + "”里有" + quoted(found) + "。", words: found})
		}
	}
	return out
}

// wordsInDomain finds Words in a domain, before the Suffix if one is given.
func wordsInDomain(s *scan, r *bureauRow) []fault {
	typed, _, ok := s.domain()
	name, top, _ := strings.Cut(typed, ".")
	if !ok || r.Params.Suffix != "" && top != r.Params.Suffix || stateNatures[s.f.Organiser.Nature] {
		return nil
	}
	found := words(name, r.Params.Words)
	if len(found) == 0 {
		return nil
	}
	return []fault{{field: "domain.name", text: "域名里有" + quoted(found) + "。"}}
}

// contentRefused finds service contents among Codes.
func contentRefused(s *scan, r *bureauRow) []fault {
	return contents(s, func(c int) bool { return slices.Contains(r.Params.Codes, c) }, "")
}

// contentOnly finds service contents that are not among Codes.
func contentOnly(s *scan, r *bureauRow) []fault {
	return contents(s, func(c int) bool { return !slices.Contains(r.Params.Codes, c) }, "")
}

// contentRemark finds service contents among Codes without a remark.
func contentRemark(s *scan, r *bureauRow) []fault {
	if strings.TrimSpace(s.f.Site.Remark) != "" {
		return nil
	}
	return contents(s, func(c int) bool { return slices.Contains(r.Params.Codes, c) }, "site.remark")
}

func contents(s *scan, wrong func(int) bool, field filing.Field) []fault {
	if field == "" {
		field = "site.contents"
	}
	var names []string
	for _, c := range s.f.Site.Contents {
		if x, ok := s.t.Content(c); ok && wrong(c) {
			names = append(names, x.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []fault{{field: field, text: "服务内容选了" + quoted(names) + "。"}}
}
