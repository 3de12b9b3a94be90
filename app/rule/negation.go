package rule

import (
	"strings"
	"unicode/utf8"
)

// A business scope says as often what is not done as what is: （不含危险化学品）,
// 除金融业务外, 不得从事…, 未经批准不得…. Words in such a piece point at nothing.

// piece is a part of a text, in bytes.
type piece struct {
	from, to int
	why      string // the words that exclude it: 不含, 除…外, 除外, 不得从事, 未经…批准, 非
}

// negators exclude what follows them, to the end of the clause or bracket.
// Those that stop at a comma are enumerations; the others are whole sentences.
var negators = []struct {
	word  string
	comma bool // a comma ends it
}{
	{"不含", true}, {"不包括", true}, {"不包含", true}, {"不涉及", true}, {"不涉", true}, {"不经营", true}, {"不生产", true}, {"不销售", true}, {"不提供", true},
	{"不从事", false}, {"不得", false}, {"禁止", false}, {"严禁", false}, {"不可", false}, {"不开展", false}, {"不存放", true}, {"不储存", true}, {"不设", true},
}

// notApart are words in which 除 does not mean "except".
const notApart = "消清删拆扣解免去排铲祛剔根废杀驱"

// excluded lists the pieces of a text that say what is not done.
func excluded(text string) []piece {
	var out []piece
	for _, n := range negators {
		for at := 0; ; {
			i := strings.Index(text[at:], n.word)
			if i < 0 {
				break
			}
			from := at + i
			at = from + len(n.word)
			out = append(out, piece{from, clauseEnd(text, at, n.comma), n.word})
		}
	}
	// A bracket that begins with 非 or 除 says it of all in it.
	for i, r := range text {
		if r != '（' && r != '(' {
			continue
		}
		in := i + utf8.RuneLen(r)
		for _, w := range []string{"非", "除"} {
			if strings.HasPrefix(text[in:], w) && !strings.HasPrefix(text[in:], "除外") {
				out = append(out, piece{in, clauseEnd(text, in, false), w})
			}
		}
	}
	return append(append(append(out, except(text)...), apart(text)...), unapproved(text)...)
}

// clauseEnd is where a clause ends that runs from at.
func clauseEnd(text string, at int, comma bool) int {
	depth := 0
	for i, r := range text[at:] {
		switch r {
		case '（', '(', '【', '[':
			depth++
		case '）', ')', '】', ']':
			if depth--; depth < 0 {
				return at + i
			}
		case '；', ';', '。', '\n':
			return at + i
		case '，', ',':
			if comma && depth == 0 {
				return at + i
			}
		}
	}
	return len(text)
}

// except finds 除…外: from 除 to a 外 that ends its part of the sentence.
func except(text string) (out []piece) {
	for at := 0; ; {
		i := strings.Index(text[at:], "除")
		if i < 0 {
			return out
		}
		from := at + i
		at = from + len("除")
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		if strings.ContainsRune(notApart, before) || strings.HasPrefix(text[at:], "外") {
			continue
		}
		part := text[at:clauseEnd(text, at, false)]
		for j := 0; ; {
			k := strings.Index(part[j:], "外")
			if k < 0 {
				break
			}
			j += k + len("外")
			next, size := utf8.DecodeRuneInString(part[j:])
			if size == 0 || strings.ContainsRune("，,、的：）) ", next) {
				out = append(out, piece{from, at + j, "除…外"})
				break
			}
		}
	}
}

// apart finds …除外: back to the comma, bracket or semicolon before it.
func apart(text string) (out []piece) {
	for at := 0; ; {
		i := strings.Index(text[at:], "除外")
		if i < 0 {
			return out
		}
		end := at + i + len("除外")
		from := 0
		depth := 0
		for k, r := range text[:at+i] {
			switch r {
			case '；', ';', '。', '\n', '，', ',':
				if depth == 0 || r == '；' || r == '。' {
					from = k + utf8.RuneLen(r)
				}
			case '（', '(':
				if !strings.ContainsAny(text[k:at+i], "）)") {
					from = k + utf8.RuneLen(r)
					depth++
				}
			}
		}
		out = append(out, piece{from, end, "除外"})
		at = end
	}
}

// unapproved finds 未经金融等监管部门批准: the authority's name is no business.
func unapproved(text string) (out []piece) {
	for at := 0; ; {
		i := strings.Index(text[at:], "未经")
		if i < 0 {
			return out
		}
		from := at + i
		at = from + len("未经")
		part := text[at:clauseEnd(text, at, false)]
		end := -1
		for _, w := range []string{"批准", "许可", "审批", "同意", "核准", "备案"} {
			if j := strings.Index(part, w); j >= 0 && (end < 0 || j < end) {
				end = j + len(w)
			}
		}
		if end > 0 {
			out = append(out, piece{from, at + end, "未经…批准"})
		}
	}
}

// notDone tells why a word at from–to does not count, "" if it does.
func notDone(text string, pieces []piece, from, to int) string {
	for _, p := range pieces {
		if p.from <= from && to <= p.to {
			return p.why
		}
	}
	for _, not := range []string{"非", "无"} {
		if strings.HasSuffix(text[:from], not) {
			return not
		}
	}
	return ""
}
