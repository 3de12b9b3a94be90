package refusal

import (
	"regexp"
	"strings"

	"beiandesk/app/seal"

	"golang.org/x/text/width"
)

// secret are the forms of what a text must not show: identity numbers, mobile
// and landline numbers, mail addresses. Blanks and dashes may stand between
// the digits, and the form counts, not the check digit.
var secret = []struct {
	form *regexp.Regexp
	mask func(string) string
}{
	{regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`), seal.MaskEmail},
	{regexp.MustCompile(`\d([ -]?\d){16}[ -]?[\dXx]`), seal.MaskID},
	{regexp.MustCompile(`(\+?86[ -]?)?1[3-9]\d([ -]?\d){8}`), seal.MaskMobile},
	{regexp.MustCompile(`\d{15,}[Xx]?`), seal.MaskID},
	{regexp.MustCompile(`0\d{2,3}[ -]?[2-8]\d{6,7}`), seal.MaskMobile},
}

// Mask hides identity numbers, telephones and mail addresses in a text, as the
// window does everywhere. Credit codes stay: the ministry publishes them.
func Mask(text string) string {
	for _, x := range secret {
		text = replace(text, x.form, x.mask)
	}
	return text
}

// replace looks at the half-width form of a text and changes the text itself.
func replace(text string, form *regexp.Regexp, with func(string) string) string {
	was := []rune(text)
	var folded strings.Builder
	at := []int{} // of each byte of folded, the rune it stems from
	for i, r := range was {
		if f := width.LookupRune(r).Folded(); f != 0 {
			r = f
		}
		n := folded.Len()
		folded.WriteRune(r)
		for range folded.Len() - n {
			at = append(at, i)
		}
	}
	plain := folded.String()
	at = append(at, len(was))
	var out strings.Builder
	last := 0
	for _, m := range form.FindAllStringIndex(plain, -1) {
		if within(plain, m) {
			continue
		}
		out.WriteString(string(was[last:at[m[0]]]))
		out.WriteString(with(plain[m[0]:m[1]]))
		last = at[m[1]]
	}
	if last == 0 {
		return text
	}
	out.WriteString(string(was[last:]))
	return out.String()
}

// within tells whether a match is a part of a longer row of digits.
func within(s string, m []int) bool {
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	return m[0] > 0 && digit(s[m[0]-1]) && digit(s[m[0]]) || m[1] < len(s) && digit(s[m[1]]) && digit(s[m[1]-1])
}
