package refusal

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beiandesk/app/rule/table"
)

// Confidence tells how far a match may be trusted.
type Confidence string

const (
	Unknown Confidence = ""       // 未识别: nothing fits, or two rows fit equally well
	Near    Confidence = "near"   // only its characters are alike, see near.go
	Likely  Confidence = "likely" // 请核对
	Sure    Confidence = "sure"
	Told    Confidence = "told" // a person of this office said so
)

// Points for each character of a word, and what they mean.
const (
	perPhrase, perAbout, perFault = 5, 1, 2
	byCode                        = 1000
	byPhrase                      = 200 // a correction of the office, and 5 more for each character
	atLeast                       = 6   // fewer points are no match
	sureFrom                      = 10  // with sureMargin before the next row
	sureMargin                    = 4
)

// Candidate is a row that fits.
type Candidate struct {
	Reason string // id in refusal_reasons.json
	Score  int    // points
}

// Match is what the words of one reason say.
type Match struct {
	Candidate
	Confidence Confidence
	Aside      bool        // the office has said that such words are no reason
	Others     []Candidate // the next best, at most four; also those of a tie
}

// Matcher compares words with the rows of a table and with what the office has
// corrected. It may be used by many goroutines.
type Matcher struct {
	rows   []words
	told   []told
	tables *table.Set
	once   sync.Once // near is made when it is needed first
	near   *near
}

type words struct {
	row                        *table.RefusalReason
	about, fault, phrases, not []string
}

type told struct {
	words, reason string
	runes         int
}

// New makes a matcher. phrases may be in any order; of two with the same words
// the later one counts.
func New(t *table.Set, phrases []Phrase) *Matcher {
	m := &Matcher{tables: t}
	all := func(list []string) []string {
		out := make([]string, len(list))
		for i, w := range list {
			out[i] = normal(w)
		}
		return out
	}
	for i := range t.Refusals {
		r := &t.Refusals[i]
		m.rows = append(m.rows, words{r, all(r.About), all(r.Fault), all(r.Phrases), all(r.Not)})
	}
	phrases = slices.Clone(phrases)
	slices.SortStableFunc(phrases, func(a, b Phrase) int { return cmp.Or(b.At.Compare(a.At), strings.Compare(a.Words, b.Words)) })
	for _, p := range phrases {
		if w := normal(p.Words); w != "" {
			m.told = append(m.told, told{w, p.Reason, utf8.RuneCountInString(w)})
		}
	}
	return m
}

// Match finds the reason of words. about are words that stood before and may
// name the thing, such as a heading; they help only where the words by
// themselves fit nothing. provider is the filing's, its own wording wins a tie.
func (m *Matcher) Match(text, about, provider string) Match {
	t := normal(text)
	if t == "" {
		return Match{}
	}
	list := m.score(t, "", provider)
	if len(list) == 0 && about != "" {
		list = m.score(t, normal(about), provider)
	}
	got := Match{}
	if p, ok := m.byOffice(t); ok && (len(list) == 0 || list[0].Score < byCode) {
		if p.reason == Nothing {
			return Match{Aside: true, Confidence: Told, Candidate: Candidate{Score: byPhrase + perPhrase*p.runes}, Others: first(list)}
		}
		if _, known := m.tables.Refusal(p.reason); known {
			got.Candidate, got.Confidence = Candidate{p.reason, byPhrase + perPhrase*p.runes}, Told
			got.Others = first(slices.DeleteFunc(list, func(c Candidate) bool { return c.Reason == p.reason }))
			return got
		}
	}
	if len(list) == 0 {
		return got
	}
	second := 0
	if len(list) > 1 {
		second = list[1].Score
	}
	if list[0].Score == second {
		got.Others = first(list)
		return got
	}
	got.Candidate, got.Confidence, got.Others = list[0], Likely, first(list[1:])
	if list[0].Score >= sureFrom && list[0].Score-second >= sureMargin {
		got.Confidence = Sure
	}
	return got
}

// One finds the reason of words that stand alone, by their characters if no word
// of the table fits.
func (m *Matcher) One(text, provider string) Match {
	got := m.Match(text, "", provider)
	if !got.found() && !got.Aside && len(got.Others) == 0 {
		return m.alike(normal(text))
	}
	return got
}

func first(list []Candidate) []Candidate { return slices.Clone(list[:min(4, len(list))]) }

// score lists the rows that fit, best first.
func (m *Matcher) score(t, about, provider string) []Candidate {
	var list []Candidate
	for i := range m.rows {
		w := &m.rows[i]
		n := w.score(t, about)
		if n < atLeast {
			continue
		}
		if w.row.Provider != "" && w.row.Provider == provider {
			n++
		}
		list = append(list, Candidate{w.row.ID, n})
	}
	slices.SortStableFunc(list, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return list
}

func (w *words) score(t, about string) int {
	if w.row.Code != "" && hasCode(t, w.row.Code) {
		return byCode
	}
	if longest(t, w.not) > 0 {
		return 0
	}
	thing, fault := longest(t, w.about), longest(t, w.fault)
	n := perPhrase * longest(t, w.phrases)
	if thing == 0 && about != "" {
		thing = longest(about, w.about)
	}
	if thing > 0 && fault > 0 {
		n += perAbout*thing + perFault*fault
	}
	return n
}

// longest is the length of the longest of the words that stand in t, 0 if none
// does.
func longest(t string, list []string) (n int) {
	for _, w := range list {
		if len(w) > n*3 || n == 0 { // a Chinese character has three bytes
			if strings.Contains(t, w) {
				n = max(n, utf8.RuneCountInString(w))
			}
		}
	}
	return n
}

// hasCode looks for a code that is not a part of a longer number.
func hasCode(t, code string) bool {
	for i := 0; ; {
		j := strings.Index(t[i:], code)
		if j < 0 {
			return false
		}
		i += j
		before, after := byte(0), byte(0)
		if i > 0 {
			before = t[i-1]
		}
		if i+len(code) < len(t) {
			after = t[i+len(code)]
		}
		if !figure(before) && !figure(after) {
			return true
		}
		i += len(code)
	}
}

func figure(c byte) bool { return c >= '0' && c <= '9' || c == '.' || c == '-' }
