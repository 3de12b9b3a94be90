package rule

import (
	"slices"
	"strings"

	"beiandesk/app/filing"
)

// nameBanned finds Words in the site's name, or fewer than Min 汉字. Words that
// CN-NAME-FORUM or CN-NAME-PERSON tells are left to it.
func nameBanned(s *scan, r *bureauRow) []fault {
	name, told := strings.TrimSpace(s.f.Site.Name), forumWords
	if !s.organisation() {
		told = personWords
	}
	found := slices.DeleteFunc(words(name, r.Params.Words), func(w string) bool { return slices.Contains(told, w) })
	if len(found) > 0 {
		return []fault{{field: siteName, text: "网站名称里有" + quoted(found) + "。", words: found}}
	}
	return ifSo(name != "" && hanCount(name) < r.Params.Min, siteName, "网站名称不到 "+itoa(r.Params.Min)+" 个汉字。")
}

// nameLatin finds Latin letters in the site's name; a name of letters alone and
// a domain are left to CN-NAME-PLAIN.
func nameLatin(s *scan, _ *bureauRow) []fault {
	name := s.f.Site.Name
	return ifSo(nameHasLatin(name) && hanCount(name) > 0 && !isDomainLike(name, s.f.Domain.Name), siteName, "网站名称里有英文字母。")
}

// nameArea finds a site's name that begins with an area, unless the
// organiser's name does too.
func nameArea(s *scan, _ *bureauRow) []fault {
	p := s.namePlace(strings.TrimSpace(s.f.Site.Name))
	return ifSo(p != "", siteName, "网站名称以地名“"+p+"”开头。")
}

// nameUnrelated finds a site's name that shares no word with the organiser's.
func nameUnrelated(s *scan, _ *bureauRow) []fault {
	return ifSo(s.nameUnrelated(strings.TrimSpace(s.f.Site.Name)), siteName, "网站名称看不出与单位的关系。")
}

// nameCollege finds a college in the name of a site whose organiser is none.
func nameCollege(s *scan, _ *bureauRow) []fault {
	w := s.nameCollege(s.f.Site.Name)
	return ifSo(w != "", siteName, "单位不是院校，网站名称里有“"+w+"”。")
}

// nameTwice finds the name of another filing held here; with Who only of one
// of the same organiser.
func nameTwice(s *scan, r *bureauRow) []fault {
	o := s.nameTwice(s.f.Site.Name, r.Params != nil && slices.Contains(r.Params.Who, "organiser"))
	if o == nil {
		return nil
	}
	text := "另一份备案已用这个名称。"
	if o.Domain != "" {
		text = "“" + o.Domain + "”已用这个名称。"
	}
	return []fault{{field: siteName, text: text, other: o}}
}

// wordsFound finds the words that a row has in approval_statements, or Words,
// where they count: outside of what is not done, and unless the statement that
// the filing does not touch regulated fields is there.
func wordsFound(s *scan, r *bureauRow) []fault {
	if r.Params != nil {
		var out []fault
		for _, p := range lookIn {
			found := Regulated{Places: s.places(p, r.Params.Words, 0)}.WordsOf(p)
			if len(found) > 0 {
				out = append(out, fault{field: p, words: found, text: "“" + FieldName(p) + "”里有" + quoted(found) + "。"})
			}
		}
		return out
	}
	var out []fault
	s.regulatedIn(func(x Regulated, p filing.Field, found []string) {
		if x.Item != 0 || x.Row != r.ID {
			return
		}
		i := slices.IndexFunc(out, func(f fault) bool { return f.field == p })
		if i < 0 {
			out, i = append(out, fault{field: p}), len(out)
		}
		out[i].words = append(out[i].words, found...)
		out[i].text = "“" + FieldName(p) + "”里有" + quoted(out[i].words) + "。"
	})
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
