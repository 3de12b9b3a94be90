package help

import (
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Hit is an article that a search found.
type Hit struct {
	Article *Article
	Score   int      // larger is better; comparable within one search only
	Snippet string   // a piece of the text around the first match, at most 48 characters
	Marks   [][2]int // matches in Snippet, as rune positions [from, to)
}

// Points per word and place. A title outweighs any number of matches in text.
const (
	pointsTitleWhole   = 1000
	pointsTitle        = 800
	pointsKeywordWhole = 400
	pointsKeyword      = 300
	pointsText         = 10
	pointsPerMore      = 1 // each further match in the text, up to 9
)

const snippetLen = 48

// Search finds the articles that have every word of q in title, keywords or
// text, whatever the case and the width of letters, best first. Words are
// separated by blanks or punctuation. If a question written without blanks has
// no match, the articles that share most of its pairs of characters are
// returned. An empty q finds nothing.
func (b *Book) Search(q string) []Hit {
	words := split(fold(q))
	if len(words) == 0 {
		return nil
	}
	var hits []Hit
	for _, a := range b.all {
		if n := score(a, words); n > 0 {
			hits = append(hits, hit(a, n, words))
		}
	}
	if len(hits) == 0 {
		hits = b.loose(words)
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].Score > hits[j].Score })
	return hits
}

func score(a *Article, words []string) int {
	title, text, sum := fold(a.Title), fold(a.text), 0
	for _, w := range words {
		n := 0
		switch {
		case title == w:
			n = pointsTitleWhole
		case strings.Contains(title, w):
			n = pointsTitle
		}
		for _, k := range a.Keywords {
			switch k = fold(k); {
			case k == w:
				n = max(n, pointsKeywordWhole)
			case strings.Contains(k, w):
				n = max(n, pointsKeyword)
			}
		}
		if c := strings.Count(text, w); c > 0 {
			n += pointsText + pointsPerMore*min(c-1, 9)
		}
		if n == 0 {
			return 0
		}
		sum += n
	}
	return sum
}

// asking are words of a question that say nothing about its subject.
var asking = strings.NewReplacer("怎么办", " ", "怎么样", " ", "怎么", " ", "怎样", " ", "如何", " ", "为什么", " ",
	"什么", " ", "能不能", " ", "可不可以", " ", "吗", " ", "呢", " ", "我的", " ", "我", " ")

// loose ranks by pairs of neighbouring characters, for questions such as
// "域名证书怎么拿到". At least half of the pairs must be there, and every word
// that is not Chinese.
func (b *Book) loose(words []string) []Hit {
	var pairs, whole []string
	for _, w := range split(asking.Replace(strings.Join(words, " "))) {
		r := []rune(w)
		if !strings.ContainsFunc(w, isHan) {
			whole = append(whole, w)
			continue
		}
		for i := 0; i+1 < len(r); i++ {
			pairs = append(pairs, string(r[i:i+2]))
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	var hits []Hit
	for _, a := range b.all {
		n, found := 0, 0
		if len(whole) > 0 {
			if n = score(a, whole); n == 0 {
				continue
			}
		}
		strong, text := fold(a.Title+" "+strings.Join(a.Keywords, " ")), fold(a.text)
		for _, p := range pairs {
			switch {
			case strings.Contains(strong, p):
				n, found = n+30, found+1
			case strings.Contains(text, p):
				n, found = n+10, found+1
			}
		}
		if found*2 >= len(pairs) {
			hits = append(hits, hit(a, n, append(pairs, whole...)))
		}
	}
	return hits
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// hit cuts the snippet around the first match in the text: from the beginning
// of its line if that is near, to the end of the line or a few lines on. An
// article found by its title or keywords alone shows its beginning.
func hit(a *Article, points int, words []string) Hit {
	text := []rune(a.text)
	folded := []rune(fold(a.text))
	at := 0
	for _, w := range words {
		if i := index(folded, []rune(w), 0); i >= 0 && (at == 0 || i < at) {
			at = i
		}
	}
	from := at
	for from > 0 && text[from-1] != '\n' {
		from--
	}
	lead, tail := "", ""
	if at-from > snippetLen/3 {
		from, lead = at-snippetLen/3, "…"
	}
	to := min(len(text), from+snippetLen-2)
	for i := from + snippetLen/2; i < to; i++ {
		if text[i] == '\n' && i > at {
			to = i
		}
	}
	if to < len(text) && text[to] != '\n' {
		tail = "…"
	}
	h := Hit{Article: a, Score: points, Snippet: lead + strings.ReplaceAll(string(text[from:to]), "\n", " ") + tail}
	piece, shift := folded[from:to], len([]rune(lead))
	for _, w := range words {
		r := []rune(w)
		for i := index(piece, r, 0); i >= 0; i = index(piece, r, i+len(r)) {
			h.Marks = append(h.Marks, [2]int{i + shift, i + len(r) + shift})
		}
	}
	h.Marks = merged(h.Marks)
	return h
}

// merged sorts marks and joins those that overlap or touch.
func merged(m [][2]int) [][2]int {
	sort.Slice(m, func(i, j int) bool { return m[i][0] < m[j][0] })
	var out [][2]int
	for _, x := range m {
		if n := len(out); n > 0 && x[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], x[1])
			continue
		}
		out = append(out, x)
	}
	return out
}

func index(in, what []rune, from int) int {
	for i := from; i+len(what) <= len(in); i++ {
		j := 0
		for j < len(what) && in[i+j] == what[j] {
			j++
		}
		if j == len(what) {
			return i
		}
	}
	return -1
}

// fold makes letters narrow and lower case, rune by rune, so that positions
// in the folded text are positions in the text.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if n := width.LookupRune(r).Folded(); n != 0 {
			r = n
		}
		return unicode.ToLower(r)
	}, s)
}

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;、。!?", r)
	})
}
