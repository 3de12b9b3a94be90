package part

import (
	"strings"
	"sync"

	"fyne.io/fyne/v2"
)

// Characters that may not begin or end a line of Chinese (禁则), after GB/T
// 15834-2011, 5.1.
const (
	notFirst = "。，、；：？！）」』】》〉”’…—·～％℃,.!?;:)]}%"
	notLast  = "（「『【《〈“‘([{"
)

// widths caches the width of a rune at 100 pixels. Letters grow linearly, so
// one measure per rune is enough for every size.
var (
	widthMu sync.Mutex
	widths  = map[runeWeight]float32{}
)

type runeWeight struct {
	r    rune
	bold bool
}

func runeWidth(r rune, size float32, bold bool) float32 {
	widthMu.Lock()
	defer widthMu.Unlock()
	k := runeWeight{r, bold}
	w, ok := widths[k]
	if !ok {
		w = fyne.MeasureText(string(r), 100, fyne.TextStyle{Bold: bold}).Width
		widths[k] = w
	}
	return w * size / 100
}

// textWidth measures a line without breaking it.
func textWidth(s string, size float32, bold bool) float32 {
	var w float32
	for _, r := range s {
		w += runeWidth(r, size, bold)
	}
	return w
}

// wrapText breaks s into lines no wider than width: Chinese anywhere except
// where the rules forbid it, Latin and numbers between words, a single word
// only if it alone is wider than the line. A newline always breaks.
func wrapText(s string, width, size float32, bold bool) []string {
	var lines []string
	for _, para := range strings.Split(s, "\n") {
		lines = append(lines, wrapParagraph([]rune(para), width, size, bold)...)
	}
	return lines
}

func wrapParagraph(rs []rune, width, size float32, bold bool) []string {
	var lines []string
	start, brk, gap := 0, -1, -1 // brk: last place where the line may end; gap: last after a wide space
	var w float32
	for i := 0; i < len(rs); {
		if i > start && mayBreak(rs[i-1], rs[i]) {
			brk = i
			if rs[i-1] == wideSpace {
				gap = i
			}
		}
		rw := runeWidth(rs[i], size, bold)
		if w+rw > width+0.01 && i > start && !isSpace(rs[i]) {
			end := i
			switch {
			case gap > start && wholeFits(rs, gap, width, size, bold) && textWidth(string(rs[start:gap]), size, bold) > width/2:
				end = gap
			case brk > start:
				end = brk
			}
			lines = append(lines, strings.TrimRight(string(rs[start:end]), spaces))
			for end < len(rs) && isSpace(rs[end]) {
				end++
			}
			start, i, brk, gap, w = end, end, -1, -1, 0
			continue
		}
		w += rw
		i++
	}
	return append(lines, strings.TrimRight(string(rs[start:]), spaces))
}

// wideSpace parts what stands beside each other in one line: a source, its
// date, how sure it is. Each of them stays whole if it can.
const wideSpace = '\u3000'

// spaces are left out where a line begins or ends.
const spaces = " \u3000"

func isSpace(r rune) bool { return r == ' ' || r == wideSpace }

// wholeFits tells whether what follows up to the next wide space fits into a
// line of its own.
func wholeFits(rs []rune, from int, width, size float32, bold bool) bool {
	end := from
	for end < len(rs) && rs[end] != wideSpace {
		end++
	}
	return textWidth(string(rs[from:end]), size, bold) <= width
}

// mayBreak says whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	if strings.ContainsRune(notFirst, b) || strings.ContainsRune(notLast, a) {
		return false
	}
	return a == ' ' || isWide(a) || isWide(b)
}

// isWide reports Chinese characters and full-width marks.
func isWide(r rune) bool { return r >= 0x2E80 }

// clipText shortens a line to width with an ellipsis.
func clipText(s string, width, size float32, bold bool) string {
	if textWidth(s, size, bold) <= width+0.01 {
		return s
	}
	room := width - runeWidth('…', size, bold)
	var w float32
	for i, r := range s {
		rw := runeWidth(r, size, bold)
		if w+rw > room {
			return s[:i] + "…"
		}
		w += rw
	}
	return s
}
