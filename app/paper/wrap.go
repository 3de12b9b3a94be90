package paper

import (
	"strings"
	"unicode"
)

// Marks that must not stand at the beginning, or at the end, of a line of
// Chinese (GB/T 15834-2011 section 5.1).
const (
	notFirst = "，。、；：？！）》」』】〉〕”’…—·,.;:?!)]}%％℃"
	notLast  = "（《「『【〈〔“‘([{￥$"
)

// wrap breaks text into lines not wider than width (mm). Nothing is ever cut:
// a word longer than a line is broken between its letters. "\n" ends a line.
func (f faces) wrap(text string, st style, width float64) []string {
	var lines []string
	for _, part := range strings.Split(clean(text), "\n") {
		lines = append(lines, f.wrapLine(part, st, width)...)
	}
	return lines
}

func (f faces) wrapLine(text string, st style, width float64) []string {
	var lines []string
	line, used := "", 0.0
	for _, u := range units(text) {
		w := f.width(u, st)
		if used+w <= width+1e-6 {
			line, used = line+u, used+w
			continue
		}
		if strings.TrimSpace(u) == "" {
			continue // a blank at the end of a full line is not carried over
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
			line, used = "", 0
		}
		if w <= width {
			line, used = u, w
			continue
		}
		for _, r := range u { // longer than a whole line
			cw := f.width(string(r), st)
			if line != "" && used+cw > width+1e-6 {
				lines = append(lines, line)
				line, used = "", 0
			}
			line, used = line+string(r), used+cw
		}
	}
	return append(lines, strings.TrimRight(line, " "))
}

// units cuts text into pieces that stay together: a Chinese character with
// the marks that belong to it, a run of Latin letters and digits, a blank.
func units(text string) []string {
	var out []string
	glue := false // the next piece belongs to the last one
	for _, r := range text {
		s := string(r)
		n := len(out)
		switch {
		case n > 0 && glue:
			out[n-1] += s
		case n > 0 && strings.ContainsRune(notFirst, r) && strings.TrimSpace(out[n-1]) != "" && short(out[n-1]):
			out[n-1] += s
		case n > 0 && narrow(r) && endsNarrow(out[n-1]):
			out[n-1] += s
		default:
			out = append(out, s)
		}
		glue = strings.ContainsRune(notLast, r)
	}
	return out
}

// short keeps a row of marks from growing into one endless piece.
func short(s string) bool { return len(s) < 60 }

func narrow(r rune) bool {
	return r > ' ' && r < 0x2E80 && !strings.ContainsRune(notFirst, r) || strings.ContainsRune(".,:;-_/@%", r)
}

func endsNarrow(s string) bool {
	var last rune
	for _, r := range s {
		last = r
	}
	return narrow(last) && !unicode.IsSpace(last)
}
