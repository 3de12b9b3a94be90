package rule

import (
	"net/url"
	"strings"
	"unicode"
)

// Match says how one typed value compares with a code's content.
type Match string

const (
	MatchUnknown Match = "unknown" // the content does not say, or nothing was typed
	MatchSame    Match = "same"
	MatchDiffers Match = "differs"
)

// LicenceMatch compares a licence's code with what was typed.
type LicenceMatch struct{ Code, Name Match }

// MatchLicence compares the content of a licence's QR code with the typed credit
// code and name of the organisation. Licences carry either plain text
// (统一社会信用代码：…；名称：…) or a link into the National Enterprise Credit
// Information Publicity System. A link whose path is an opaque number says
// nothing about either; one that carries the credit code is compared.
//
// Compared is what the characters mean: full and half width, letter case,
// spaces and the kind of brackets make no difference. A credit code counts
// only with a right check character (GB 32100), so that a link's number is not
// taken for one.
func MatchLicence(text, code, name string) LicenceMatch {
	m := LicenceMatch{MatchUnknown, MatchUnknown}
	content := plainText(text)
	if want := squeezed(code); want != "" {
		for _, found := range creditCodes(content) {
			if found == want {
				m.Code = MatchSame
				break
			}
			m.Code = MatchDiffers
		}
	}
	if want := squeezed(name); want != "" {
		for _, found := range licenceNames(content) {
			if found == want {
				m.Name = MatchSame
				break
			}
			m.Name = MatchDiffers
		}
	}
	return m
}

// plainText undoes the escapes of a link and brings full-width letters, digits
// and signs to half width and capitals.
func plainText(text string) string {
	if strings.Contains(text, "%") {
		if plain, err := url.PathUnescape(text); err == nil {
			text = plain
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '　' || r == '\u00a0':
			r = ' '
		case strings.ContainsRune("〔［【〈", r):
			r = '('
		case strings.ContainsRune("〕］】〉", r):
			r = ')'
		case r == '[' || r == '{':
			r = '('
		case r == ']' || r == '}':
			r = ')'
		case r == '・' || r == '•' || r == '‧':
			r = '·'
		}
		return unicode.ToUpper(r)
	}, text)
}

// squeezed is a value as it is compared: plain and without spaces.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, plainText(s))
}

// creditCodes finds the unified social credit codes in a plain text, each
// standing by itself.
func creditCodes(content string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(content, func(r rune) bool {
		return !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z')
	}) {
		if CreditCode(word) {
			out = append(out, word)
		}
	}
	return out
}

// licenceNames finds the names of organisations in a plain text: what follows a label
// that ends in 名称, or else a word that ends as only an organisation's does.
func licenceNames(content string) []string {
	parts := strings.FieldsFunc(content, func(r rune) bool {
		return strings.ContainsRune("\r\n\t;,|。、&#", r) || r == 0
	})
	// Several labels on one line are parted by spaces.
	var lines []string
	for _, part := range parts {
		if strings.Count(part, ":") > 1 && !strings.Contains(part, "://") {
			lines = append(lines, strings.Fields(part)...)
		} else {
			lines = append(lines, part)
		}
	}
	parts = lines
	var labelled, bare []string
	for i, part := range parts {
		label, value, has := cutLabel(part)
		switch {
		case has && isNameLabel(label):
			if value == "" && i+1 < len(parts) {
				if _, _, next := cutLabel(parts[i+1]); !next {
					value = squeezed(parts[i+1])
				}
			}
			if value != "" {
				labelled = append(labelled, value)
			}
		case !has:
			for _, word := range strings.Fields(part) {
				if isOrganisation(word) {
					bare = append(bare, squeezed(word))
				}
			}
		}
	}
	if len(labelled) > 0 {
		return labelled
	}
	return bare
}

// cutLabel parts 名称:甲公司 and NAME=甲公司.
func cutLabel(part string) (label, value string, ok bool) {
	at := strings.IndexAny(part, ":=")
	if at < 0 || strings.Contains(part, "://") && !strings.Contains(part, "=") {
		return "", "", false
	}
	if eq := strings.LastIndexByte(part, '='); strings.Contains(part, "://") {
		at = eq
		label = part[:at]
		if q := strings.LastIndexAny(label, "?/"); q >= 0 {
			label = label[q+1:]
		}
		return squeezed(label), squeezed(part[at+1:]), true
	}
	return squeezed(part[:at]), squeezed(part[at+1:]), true
}

func isNameLabel(label string) bool {
	switch label {
	case "名称", "企业名称", "单位名称", "机构名称", "主体名称", "市场主体名称", "企业(机构)名称", "公司名称", "字号名称", "商户名称", "ENTNAME":
		return true
	}
	return false
}

// endings are those of the registered names of organisations.
var endings = []string{"公司", "合伙)", "企业", "合作社", "事务所", "商行", "经营部", "工作室", "个体工商户)", "厂", "委员会", "协会", "基金会", "学校", "医院"}

func isOrganisation(word string) bool {
	if strings.Contains(word, "://") || len([]rune(word)) < 4 {
		return false
	}
	for _, e := range endings {
		if strings.HasSuffix(word, e) {
			return true
		}
	}
	return false
}
