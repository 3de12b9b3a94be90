package rule

import (
	"strings"
	"time"

	"beiandesk/app/filing"
)

// creditAlphabet of GB 32100-2015: no I, O, S, V, Z. A character's value is
// its place.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var creditWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// CreditCode tells whether code is a unified social credit code with a right
// check character: 18 characters, capitals (GB 32100-2015).
func CreditCode(code string) bool {
	if len(code) != 18 {
		return false
	}
	sum := 0
	for i := range 17 {
		v := strings.IndexByte(creditAlphabet, code[i])
		if v < 0 {
			return false
		}
		sum += v * creditWeights[i]
	}
	return code[17] == creditAlphabet[(31-sum%31)%31]
}

var orgWeights = [8]int{3, 7, 9, 10, 5, 8, 4, 2}

// OrgCode tells whether code is an organisation code with a right check
// character: 9 characters, a hyphen before the last one allowed (GB 11714).
func OrgCode(code string) bool {
	if len(code) == 10 && code[8] == '-' {
		code = code[:8] + code[9:]
	}
	if len(code) != 9 {
		return false
	}
	sum := 0
	for i := range 8 {
		c := code[i]
		switch {
		case '0' <= c && c <= '9':
			sum += int(c-'0') * orgWeights[i]
		case 'A' <= c && c <= 'Z':
			sum += int(c-'A'+10) * orgWeights[i]
		default:
			return false
		}
	}
	return code[8] == "0X987654321"[sum%11]
}

var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// IDCard tells whether number is an identity number with a right check
// character: 17 digits and a digit or X (GB 11643-1999). It does not look at
// the date of birth (see BirthDate) nor at the area, as retired areas exist.
func IDCard(number string) bool {
	if len(number) != 18 || !digitsOnly(number[:17]) {
		return false
	}
	sum := 0
	for i := range 17 {
		sum += int(number[i]-'0') * idWeights[i]
	}
	return number[17] == "10X98765432"[sum%11]
}

// BirthDate reads digits 7 to 14 of an identity number; ok is false if they
// are no date of the calendar.
func BirthDate(number string) (born time.Time, ok bool) {
	if len(number) != 18 || !digitsOnly(number[6:14]) {
		return time.Time{}, false
	}
	born, err := time.ParseInLocation("20060102", number[6:14], filing.China)
	return born, err == nil && born.Year() >= 1800
}

// RegNumber tells whether number is a registration number of the old licence
// with a right check digit: 15 digits, ISO 7064 MOD 11,10 (GS15-2006).
func RegNumber(number string) bool {
	if len(number) != 15 || !digitsOnly(number) {
		return false
	}
	p := 10
	for i := range 14 {
		s := (p + int(number[i]-'0')) % 10
		if s == 0 {
			s = 10
		}
		p = s * 2 % 11
	}
	return int(number[14]-'0') == (11-p)%10
}

// CodeHint says what might be wrong with a credit code that fails: a letter O
// or I in place of a digit, two neighbours swapped, or a wrong length. It is
// "" if nothing is found. The program never changes the code by itself.
func CodeHint(code string) string {
	if n := len([]rune(code)); n != 18 {
		return "信用代码应为 18 位，现在是 " + itoa(n) + " 位。"
	}
	fixed := strings.NewReplacer("O", "0", "I", "1", "Z", "2", "S", "5").Replace(code)
	if fixed != code && CreditCode(fixed) {
		return "看起来把数字 0、1、2、5 输成了字母 O、I、Z、S，信用代码里没有这几个字母。"
	}
	if strings.ContainsAny(code, "IOSVZ") {
		return "信用代码里不会出现字母 I、O、S、V、Z。"
	}
	b := []byte(code)
	for i := 0; i+1 < len(b); i++ {
		if b[i] == b[i+1] {
			continue
		}
		b[i], b[i+1] = b[i+1], b[i]
		if CreditCode(string(b)) {
			return "第 " + itoa(i+1) + "、" + itoa(i+2) + " 位可能写反了。"
		}
		b[i], b[i+1] = b[i+1], b[i]
	}
	return ""
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
