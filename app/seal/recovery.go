package seal

import (
	"crypto/rand"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"beiandesk/app"
)

// A recovery code is RecoveryGroups groups of groupSize characters. The last
// character of a group checks the four before it, so that a typing error is
// told from a wrong code, and told where it is.
//
// The alphabet has 23 letters and figures that are not taken for one another
// (no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V). 23 is prime: a weighted sum modulo 23
// finds every single wrong character, every exchange of two characters of a
// group, and, since the group's number is part of it, groups in another order.
// 32 random characters carry 32 · log2 23 = 144 bits.
const (
	RecoveryGroups = 8
	groupSize      = 5
	alphabet       = "ACDEFGHJKMNPQRTWXY34679"
)

// Codes of recovery codes.
const (
	CodeTyping = "recovery.typing" // cannot be a code: mistyped
	CodeWrong  = "vault.wrong"     // well formed, but opens nothing here
)

// Recovery is a recovery code in its written form, groups joined by "-".
type Recovery string

// NewRecovery draws a code.
func NewRecovery() Recovery {
	var groups []string
	for g := range RecoveryGroups {
		b := make([]byte, 0, groupSize)
		for len(b) < groupSize-1 {
			b = append(b, alphabet[draw(len(alphabet))])
		}
		groups = append(groups, string(append(b, check(g, b))))
	}
	return Recovery(strings.Join(groups, "-"))
}

// draw gives an even random number below n.
func draw(n int) int {
	var b [1]byte
	for {
		rand.Read(b[:])
		if int(b[0]) < 256/n*n {
			return int(b[0]) % n
		}
	}
}

// check is the last character of group g: Σ i·x_i ≡ g + 1 (mod 23) for i = 1…5.
func check(g int, four []byte) byte {
	const n = len(alphabet)
	sum := g + 1
	for i, c := range four {
		sum -= (i + 1) * strings.IndexByte(alphabet, c)
	}
	sum = (sum%n + n) % n
	// 14 is the inverse of 5 modulo 23
	return alphabet[sum*14%n]
}

// Groups returns the eight groups.
func (r Recovery) Groups() []string { return strings.Split(string(r), "-") }

// ParseRecovery reads a code as a person types it: small letters, full-width
// characters, any blanks and dashes. The error (CodeTyping) names the first
// group that was mistyped.
func ParseRecovery(typed string) (Recovery, error) {
	s := plainCode(typed)
	if len(s) != RecoveryGroups*groupSize {
		return "", app.Fail(CodeTyping, "恢复码应有 8 组、每组 5 个字符，现在"+shortOrLong(len(s))+"。请对照纸上的恢复码检查。")
	}
	var groups []string
	for g := range RecoveryGroups {
		group := s[g*groupSize : (g+1)*groupSize]
		if err := CheckGroup(g, group); err != nil {
			return "", err
		}
		groups = append(groups, group)
	}
	return Recovery(strings.Join(groups, "-")), nil
}

func shortOrLong(n int) string {
	if n < RecoveryGroups*groupSize {
		return "少了字符"
	}
	return "多了字符"
}

// CheckGroup looks for a typing error in group g, 0…7.
func CheckGroup(g int, typed string) error {
	s := plainCode(typed)
	if len(s) == groupSize && strings.Trim(s, alphabet) == "" && check(g, []byte(s[:groupSize-1])) == s[groupSize-1] {
		return nil
	}
	return app.Fail(CodeTyping, "第 "+string(rune('1'+g))+" 组抄写有误。请对照纸上的恢复码检查这一组。")
}

// SameGroup tells whether what was typed is group g of the code.
func (r Recovery) SameGroup(g int, typed string) bool {
	groups := r.Groups()
	return g >= 0 && g < len(groups) && plainCode(typed) == groups[g]
}

// plainCode leaves the letters and figures of a typed code, in capitals and
// half width. What is not of the alphabet stays, for the check to find.
func plainCode(typed string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '_' || r == '.' || r == '·' || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, width.Fold.String(typed))
}
