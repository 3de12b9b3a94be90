// Package redact takes personal data out of text that is written to a log or
// a crash report: identity numbers (18 and 15 digits), credit codes, mainland
// mobile and landline numbers, e-mail addresses, and the user's home folder.
//
// It works on the form of a number, not on its check digit: a mistyped number
// points at a person as well. Full-width digits and single blanks or dashes
// between digits do not hide a number. Names of persons have no form that a
// program could see; the logger hides them by the key they are logged under.
package redact

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
)

// The words that stand where something was taken out.
const (
	ID       = "[证件号码]"
	Phone    = "[电话]"
	Mail     = "[邮箱]"
	Name     = "[姓名]"
	Address  = "[地址]"
	FileName = "[文件]"
)

// pattern is one form of number. The expression is anchored at the start; a
// match counts only if no further digit follows it.
type pattern struct {
	word string
	re   *regexp.Regexp
}

const (
	sep      = `[-\s]?`
	province = `(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)`
	monthDay = `(?:0` + sep + `[1-9]|1` + sep + `[0-2])` + sep + `(?:0` + sep + `[1-9]|[12]` + sep + `\d|3` + sep + `[01])`
)

// patterns are tried in this order at every place: 0086 and a mobile have 15
// digits as well, so phones come before the short identity numbers. The forms
// with separators ask for a plausible region and birthday, otherwise a row of
// plain numbers ("1024 768 100 20 15") would vanish from the log.
var patterns = []pattern{
	{ID, regexp.MustCompile(`^\d{17}[\dXx]`)},
	{ID, regexp.MustCompile(`^` + spaced(province) + sep + times(`\d`, 4) + sep + `(?:1` + sep + `9|2` + sep + `0)` + sep + times(`\d`, 2) + sep + monthDay + sep + times(`\d`, 3) + sep + `[\dXx]`)},
	{Phone, regexp.MustCompile(`^(?:\(?\+?\s?(?:00)?86\)?` + sep + `)?0?` + sep + `(?:1[3-9]\d` + sep + times(`\d`, 8) + `|1\s[3-9](?:\s\d){9})`)},
	{Phone, regexp.MustCompile(`^1[3-9]\d\.\d{4}\.\d{4}`)},
	{Phone, regexp.MustCompile(`^(?:\(?\+?\s?(?:00)?86\)?` + sep + `)?\(?0` + area + `\)?\s?` + sep + `[2-8]` + sep + timesFrom(`\d`, 6, 7) + extension)},
	{Phone, regexp.MustCompile(`^\(?(?:\+|00)\s?86\)?` + sep + `\(?0?\)?` + area + `\)?\s?` + sep + `[2-8]` + sep + timesFrom(`\d`, 6, 7) + extension)},
	{Phone, regexp.MustCompile(`^[48]00-?(?:\d{3}-?\d{4}|\d{4}-?\d{3})`)},
	{ID, regexp.MustCompile(`^\d{15}`)},
	// one digit too few or too many: region and birthday still name a person
	{ID, regexp.MustCompile(`^` + province + `\d{4}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{0,8}[Xx]?`)},
	{ID, regexp.MustCompile(`^` + spaced(province) + sep + times(`\d`, 4) + sep + times(`\d`, 2) + sep + monthDay + sep + times(`\d`, 3))},
}

const (
	area      = `(?:10|2\d|[3-9]\d{2})`
	extension = `(?:\s?(?:-|转|ext\.?|x)\s?\d{1,6})?`
)

// credit matches the 18 characters of a credit code; letters I, O, S, V and Z
// do not occur in one, but a typing error may bring them in, so any letter counts.
var (
	credit       = regexp.MustCompile(`^[0-9A-Za-z]{2}\d{6}[0-9A-Za-z]{10}`)
	creditSpaced = regexp.MustCompile(`^[159ANYany]` + sep + `[1-9]` + sep + spaced(province) + sep + times(`\d`, 4) + sep + times(`[0-9A-Za-z]`, 10))
	mail         = regexp.MustCompile(`[\p{L}\p{N}._%+'-]+\s?(?:@|%40)\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[\p{L}]{2,}`)
)

// times is n times the character class with at most one separator between two.
func times(class string, n int) string {
	return strings.TrimSuffix(strings.Repeat(class+sep, n), sep)
}

func timesFrom(class string, least, most int) string {
	return times(class, least) + strings.Repeat(`(?:`+sep+class+`)?`, most-least)
}

// spaced allows a separator between the two digits of each alternative.
func spaced(alternatives string) string {
	return regexp.MustCompile(`(\d|\[\d-\d\])(\d|\[\d-\d\])`).ReplaceAllString(alternatives, `$1`+`[-\s]?`+`$2`)
}

// Text returns s without personal data.
func Text(s string) string {
	if s == "" {
		return s
	}
	return numbers(mails(Home(s)))
}

// Home replaces the user's home folder by "~": its name is mostly the user's.
func Home(s string) string {
	home, err := os.UserHomeDir()
	if err != nil || len(home) < 4 { // no home, or one like "/" that would match everything
		return s
	}
	s = strings.ReplaceAll(s, home, "~")
	return strings.ReplaceAll(s, strings.ReplaceAll(home, `\`, `\\`), "~") // as a quoted string shows it
}

// Path returns what may be told of a file that a person chose: its type.
// People name pictures and folders after the person in them.
func Path(path string) string {
	ext := strings.ToLower(filepath.Ext(path))
	if len(ext) > 6 || strings.IndexFunc(ext, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
		return FileName
	}
	return FileName + ext
}

func mails(s string) string {
	if !strings.ContainsAny(s, "@＠") && !strings.Contains(s, "%40") {
		return s
	}
	plain, at := fold(s)
	return replace(s, at, mail.FindAllStringIndex(plain, -1), func(int) string { return Mail })
}

func numbers(s string) string {
	plain, at := fold(s)
	var found [][]int
	var words []string
	for i := 0; i < len(plain); {
		if n, word := numberAt(plain, i); n > 0 {
			found, words = append(found, []int{i, i + n}), append(words, word)
			i += n
			continue
		}
		i++
	}
	return replace(s, at, found, func(i int) string { return words[i] })
}

// numberAt returns the length and kind of the number that starts at i, or 0.
func numberAt(s string, i int) (int, string) {
	c := s[i]
	if !alnum(c) && c != '+' && c != '(' || i > 0 && digit(s[i-1]) {
		return 0, ""
	}
	rest := s[i:]
	if alnum(c) && (i == 0 || !alnum(s[i-1])) {
		for _, re := range []*regexp.Regexp{credit, creditSpaced} {
			if m := re.FindString(rest); m != "" && !alnumAt(rest, len(m)) {
				return len(m), ID
			}
		}
	}
	if hexWord(s, i) {
		return 0, ""
	}
	for _, p := range patterns {
		if m := p.re.FindString(rest); m != "" && !digitAt(rest, len(m)) {
			return len(m), p.word
		}
	}
	return 0, ""
}

// hexWord tells whether position i lies in one of our random ids or a hash: a
// word of hexadecimal digits of a usual length. Digits inside one are chance.
func hexWord(s string, i int) bool {
	from, to := i, i
	// longer words are none of ours; without the limit a long one costs its square
	for from > 0 && to-from <= 64 && alnum(s[from-1]) {
		from--
	}
	for to < len(s) && to-from <= 64 && alnum(s[to]) {
		to++
	}
	switch to - from {
	case 12, 16, 24, 32, 40, 64:
	default:
		return false
	}
	letters := false
	for _, c := range []byte(s[from:to]) {
		if c >= 'a' && c <= 'f' {
			letters = true
		} else if !digit(c) {
			return false
		}
	}
	return letters
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

func alnum(c byte) bool { return digit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func digitAt(s string, i int) bool { return i < len(s) && digit(s[i]) }

func alnumAt(s string, i int) bool { return i < len(s) && alnum(s[i]) }

// fold returns s with full-width characters and all kinds of dashes and blanks
// in their ASCII form and with invisible
// characters left out, and for each byte of the result its place in s.
func fold(s string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(s)+1)
	for i, r := range s {
		if unicode.Is(unicode.Cf, r) { // zero-width blanks and marks
			continue
		}
		before := b.Len()
		b.WriteRune(foldRune(r))
		for range b.Len() - before {
			at = append(at, i)
		}
	}
	return b.String(), append(at, len(s))
}

func foldRune(r rune) rune {
	switch {
	case r < unicode.MaxASCII:
		return r
	case r >= '！' && r <= '～': // the full-width ASCII block
		return r - '！' + '!'
	case unicode.Is(unicode.Pd, r) || r == '−':
		return '-'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// replace puts words in the place of ranges that were found in the folded text.
func replace(s string, at []int, found [][]int, word func(int) string) string {
	if len(found) == 0 {
		return s
	}
	var b strings.Builder
	done := 0
	for i, f := range found {
		b.WriteString(s[done:at[f[0]]])
		b.WriteString(word(i))
		done = at[f[1]]
	}
	b.WriteString(s[done:])
	return b.String()
}
