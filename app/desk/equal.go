package desk

import (
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/text/width"
)

// EqualDomain brings a domain to the one spelling under which SameDomain
// finds it: half-width, lower case, ASCII (样本.cn → xn--…), no final dot. A
// name that is no domain stays as it is but for case and width.
func EqualDomain(name string) string {
	s := strings.ToLower(strings.TrimSpace(width.Narrow.String(name)))
	s = strings.TrimSuffix(strings.ReplaceAll(s, "。", "."), ".")
	if ascii, err := idna.Lookup.ToASCII(s); err == nil {
		return ascii
	}
	return s
}

// EqualNumber brings a certificate number to the one spelling under which
// SameOrganiser finds it: half-width, capitals, no blanks and no hyphens.
func EqualNumber(number string) string {
	s := strings.ToUpper(width.Narrow.String(number))
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '-', '\u00a0', '\u3000', '\u200b', '\ufeff':
			return -1
		}
		return r
	}, s)
}
