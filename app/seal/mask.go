package seal

import (
	"strings"
	"unicode/utf8"
)

// MaskID hides the middle of an identity or certificate number: four
// characters stay at each end of 15 and more ("4405**********0010"), two of 8
// to 14, the first one of fewer.
func MaskID(s string) string {
	switch n := utf8.RuneCountInString(s); {
	case n >= 15:
		return middle(s, 4, 4)
	case n >= 8:
		return middle(s, 2, 2)
	}
	return middle(s, 1, 0)
}

// MaskMobile hides the middle of a telephone number ("138****1234"). A
// leading +86 stays. Fewer than seven characters are hidden altogether.
func MaskMobile(s string) string {
	if rest, ok := strings.CutPrefix(s, "+86"); ok {
		return "+86" + MaskMobile(rest)
	}
	switch n := utf8.RuneCountInString(s); {
	case n >= 11:
		return middle(s, 3, 4)
	case n >= 7:
		return middle(s, 2, 2)
	}
	return middle(s, 0, 0)
}

// MaskName leaves the first character, and of three and more the last.
func MaskName(s string) string {
	if utf8.RuneCountInString(s) >= 3 {
		return middle(s, 1, 1)
	}
	if utf8.RuneCountInString(s) == 1 {
		return "*"
	}
	return middle(s, 1, 0)
}

// MaskEmail leaves the first character and the mail server. The stars do not
// tell how long the name is.
func MaskEmail(s string) string {
	at := strings.LastIndexByte(s, '@')
	if at < 1 {
		return middle(s, 0, 0)
	}
	_, size := utf8.DecodeRuneInString(s)
	if size == at { // a name of one character would be shown whole
		return "***" + s[at:]
	}
	return s[:size] + "***" + s[at:]
}

// MaskAddress leaves province, city and district, at most sixteen characters.
// An address in which they cannot be told apart is hidden altogether.
func MaskAddress(s string) string {
	if s == "" {
		return ""
	}
	keep, n := 0, 0
	for i, r := range s {
		if n++; n > 16 {
			break
		}
		if strings.ContainsRune("省市区县旗州盟", r) {
			keep = i + utf8.RuneLen(r)
			if strings.ContainsRune("区县旗", r) && !strings.HasSuffix(s[:keep], "自治区") {
				break
			}
		}
	}
	return s[:keep] + "******"
}

// middle replaces all but the first head and last tail characters by stars.
func middle(s string, head, tail int) string {
	r := []rune(s)
	for i := range r {
		if i >= head && i < len(r)-tail {
			r[i] = '*'
		}
	}
	return string(r)
}
