package rule

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"beiandesk/app/filing"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Normalise gives the clean form of what was typed into a field and whether it
// differs, so that the form can show what it changed. Full-width digits and
// letters of codes, phones, mail addresses, dates and domains become
// half-width, blanks go, letters of codes become capitals. Names and printed
// addresses only lose blanks and invisible characters at their ends. O is
// never turned into 0: see CodeHint.
func Normalise(field filing.Field, value string) (clean string, changed bool) {
	clean = normalise(field, value)
	return clean, clean != value
}

func normalise(field filing.Field, v string) string {
	switch kindOf(field) {
	case "number":
		return strings.ToUpper(squeeze(v))
	case "phone":
		v = strings.NewReplacer("-", "", "－", "", "—", "").Replace(squeeze(v))
		for _, code := range []string{"+86", "0086", "86"} {
			if rest, ok := strings.CutPrefix(v, code); ok && len(rest) == 11 && rest[0] == '1' {
				return rest
			}
		}
		return v
	case "email", "landline":
		return strings.NewReplacer("。", ".", "—", "-").Replace(squeeze(v))
	case "domain":
		v = strings.ToLower(strings.ReplaceAll(squeeze(v), "。", "."))
		v = strings.TrimPrefix(strings.TrimPrefix(v, "https://"), "http://")
		return strings.TrimRight(v, "/.")
	case "url":
		v = strings.ReplaceAll(squeeze(v), "。", ".")
		for _, scheme := range []string{"https://", "http://"} {
			if len(v) >= len(scheme) && strings.EqualFold(v[:len(scheme)], scheme) {
				v = v[len(scheme):]
			}
		}
		host, path, slash := strings.Cut(v, "/")
		if host = strings.ToLower(host); slash && path != "" {
			return host + "/" + path
		}
		return host
	case "date":
		return date(squeeze(v))
	case "list":
		return v
	}
	return strings.TrimFunc(v, blank)
}

// kindOf sorts fields by the form of their text.
func kindOf(field filing.Field) string {
	name := string(field)
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	switch name {
	case "cert_number", "holder_number", "old_cert_number":
		return "number"
	case "mobile":
		return "phone"
	case "email", "landline", "date":
		return name
	case "home_url":
		return "url"
	case "valid_from", "valid_to", "cert_valid_to", "registered", "expires", "real_name_on", "filed_on":
		return "date"
	case "contents", "languages", "approvals":
		return "list"
	}
	switch field {
	case "domain.name":
		return "domain"
	case "number", "answers.subject_number", "site.filed_number":
		return "number"
	}
	return "text"
}

func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || unicode.IsControl(r)
}

// squeeze folds full-width forms and drops every blank.
func squeeze(v string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, width.Fold.String(v))
}

var (
	dateParts  = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)
	datePacked = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
)

func date(v string) string {
	switch v {
	case "长期", "长期有效", "永久", "永久有效", "无固定期限":
		return filing.LongTerm
	}
	m := dateParts.FindStringSubmatch(v)
	if m == nil {
		m = datePacked.FindStringSubmatch(v)
	}
	if m == nil {
		return v
	}
	two := func(s string) string {
		if len(s) == 1 {
			return "0" + s
		}
		return s
	}
	return m[1] + "-" + two(m[2]) + "-" + two(m[3])
}

// clean is the value a rule looks at.
func clean(field filing.Field, value string) string { return normalise(field, value) }

var cleanRules = []Rule{{ID: "CN-CLEAN", Title: "全角字符和空格", Severity: Warn, Basis: Derived, Source: "DERIVED", Date: "2026-11-23",
	check: func(s *scan) {
		for _, p := range filing.Fields() {
			switch kindOf(p) {
			case "number", "phone", "email", "landline", "domain", "url", "date":
			default:
				continue
			}
			v, ok := s.f.Get(p)
			if !ok || v == "" || !s.inUse(p) {
				continue
			}
			if _, changed := Normalise(p, v); changed {
				s.hit(p, "“"+FieldName(p)+"”里有全角字符、空格或多余的符号。", "请重新输入这一项，程序会自动整理。")
			}
		}
	}}}
