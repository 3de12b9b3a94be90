package refusal

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Piece is a part of the pasted text, bytes From to To. The pieces of a text
// follow each other without a gap: nothing that was pasted is lost.
type Piece struct {
	From, To int
	Heading  bool // ends with a colon and says what the next ones are about
}

// Split cuts a text at line ends, at ；。！？ and before numbers of a list
// (1、 1. 1) （1） ① 一、 第一，). It never cuts within a number, a domain or an
// address of a machine.
func Split(text string) []Piece {
	cuts := map[int]bool{}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n' || r == '\r' || strings.ContainsRune("；;。！？!?", r):
			cuts[i+n] = true
		case r == '.' && stops(text, i):
			cuts[i+n] = true
		case numbered(text, i) > 0:
			cuts[i] = true
			i += numbered(text, i)
			continue
		}
		i += n
	}
	return pieces(text, cuts)
}

// pieces joins what holds no word to the piece before it.
func pieces(text string, cuts map[int]bool) []Piece {
	var out []Piece
	from := 0
	for i := 1; i <= len(text); i++ {
		if i < len(text) && !cuts[i] {
			continue
		}
		p := Piece{From: from, To: i}
		from = i
		switch {
		case Words(text[p.From:p.To]) == "" && len(out) > 0:
			out[len(out)-1].To = p.To
		case len(out) == 1 && Words(text[out[0].From:out[0].To]) == "":
			out[0].To = p.To
		default:
			out = append(out, p)
		}
	}
	for i := range out {
		t := strings.TrimRightFunc(text[out[i].From:out[i].To], unicode.IsSpace)
		out[i].Heading = strings.HasSuffix(t, "：") || strings.HasSuffix(t, ":")
	}
	return out
}

// stops tells whether a full stop of Latin script ends a sentence: it stands
// after a Chinese character and not before a letter or digit.
func stops(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return unicode.Is(unicode.Han, before) && !alnum(after)
}

func alnum(r rune) bool {
	return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || unicode.IsDigit(r)
}

const (
	hanNumbers = "一二三四五六七八九十"
	circled    = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿"
)

// numbered is the length of a list's number that begins at i, 0 if none does.
func numbered(text string, i int) int {
	rest := text[i:]
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	r, n := utf8.DecodeRuneInString(rest)
	switch {
	case strings.ContainsRune(circled, r):
		return n
	case strings.ContainsRune("•●■◆▪·-—*", r) && (i == 0 || before == '\n' || before == '\r'):
		return n
	case r == '(' || r == '（':
		if d := count(rest[n:], 2); d > 0 {
			c, m := utf8.DecodeRuneInString(rest[n+d:])
			if c == ')' || c == '）' {
				return n + d + m
			}
		}
		return 0
	case strings.HasPrefix(rest, "第"):
		c, m := utf8.DecodeRuneInString(rest[n:])
		if e, k := utf8.DecodeRuneInString(rest[n+m:]); strings.ContainsRune(hanNumbers, c) && strings.ContainsRune("，,、：:", e) && e != utf8.RuneError {
			return n + m + k
		}
		return 0
	}
	if alnum(before) || before == '.' || strings.ContainsRune("(（第", before) && before != utf8.RuneError {
		return 0
	}
	d := count(rest, 2)
	if d == 0 {
		return 0
	}
	c, m := utf8.DecodeRuneInString(rest[d:])
	after, _ := utf8.DecodeRuneInString(rest[d+m:])
	han := !unicode.IsDigit(r) && !(r >= '０' && r <= '９')
	switch {
	case han && strings.ContainsRune(hanNumbers, before): // the last digit of a longer one
		return 0
	case c == '、' && han:
		if i == 0 || !unicode.Is(unicode.Han, before) {
			return d + m
		}
	case han:
	case c == '、' || c == '．' || c == ')' || c == '）' || c == '.' && !alnum(after):
		return d + m
	case (c == ' ' || c == '\t') && (i == 0 || before == '\n'):
		return d + m
	}
	return 0
}

// count is the length of up to most digits, or of one to three Chinese ones.
func count(s string, most int) int {
	at, digits, han := 0, 0, 0
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		if unicode.IsDigit(r) && han == 0 && digits < most+1 {
			digits++
		} else if strings.ContainsRune(hanNumbers, r) && digits == 0 && han < 4 {
			han++
		} else {
			break
		}
		at += n
	}
	if digits > most || han > 3 {
		return 0
	}
	return at
}

// Words are those of a piece without its number and without blanks and stops
// at its ends; "" if it holds none.
func Words(piece string) string {
	s := strings.TrimFunc(piece, edge)
	if n := numbered(s, 0); n > 0 {
		s = s[n:]
	}
	s = strings.TrimFunc(s, edge)
	if strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return ""
	}
	return s
}

func edge(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("，,、；;。．！!？?：:", r) || r == '\ufeff' || r == '\u200b'
}
