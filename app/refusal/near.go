package refusal

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Words in which no word of the table stands are compared by their characters.
// Each pair of neighbours that a row of the table shares with them counts
// ln((rows+1)/(rows with it+½)), a single character half of that. The row with
// the highest sum is claimed (Near) from nearFrom on and if the next one has
// nearBefore less of it; otherwise the best ones are only offered.
const (
	nearFrom   = 12.0
	nearBefore = 0.25
)

// near holds the grams of each row.
type near struct {
	rows  []map[string]bool
	every map[string]int // in how many rows a gram is
}

// grams are the pairs of neighbours and the single characters of normalised
// words, each once.
func grams(t string) map[string]bool {
	out := map[string]bool{}
	var last rune
	for _, r := range t {
		if !unicode.IsLetter(r) {
			last = 0
			continue
		}
		out[string(r)] = true
		if last != 0 {
			out[string([]rune{last, r})] = true
		}
		last = r
	}
	return out
}

func newNear(rows []words) *near {
	n := &near{every: map[string]int{}}
	for _, w := range rows {
		row := map[string]bool{}
		for _, s := range slices.Concat([]string{normal(w.row.Text)}, w.about, w.fault, w.phrases) {
			for g := range grams(s) {
				row[g] = true
			}
		}
		for g := range row {
			n.every[g]++
		}
		n.rows = append(n.rows, row)
	}
	return n
}

func (n *near) weight(g string) float64 {
	w := math.Log(float64(len(n.rows)+1) / (float64(n.every[g]) + 0.5))
	if utf8.RuneCountInString(g) == 1 {
		return w / 2
	}
	return w
}

// alike is the match of words that no word of the table fits. Its candidates
// have no score: their sums are no points.
func (m *Matcher) alike(t string) (got Match) {
	m.once.Do(func() { m.near = newNear(m.rows) })
	type row struct {
		id  string
		sum float64
	}
	var list []row
	held := grams(t)
	for i := range m.rows {
		if longest(t, m.rows[i].not) > 0 {
			continue
		}
		x := row{id: m.rows[i].row.ID}
		for g := range held {
			if m.near.rows[i][g] {
				x.sum += m.near.weight(g)
			}
		}
		// To the thousandth: a map's order must not decide between equals.
		if x.sum = math.Round(1000*x.sum) / 1000; x.sum >= nearFrom/3 {
			list = append(list, x)
		}
	}
	slices.SortStableFunc(list, func(a, b row) int { return cmp.Compare(b.sum, a.sum) })
	for _, x := range list[:min(4, len(list))] {
		got.Others = append(got.Others, Candidate{Reason: x.id})
	}
	if len(list) > 0 && list[0].sum >= nearFrom && (len(list) == 1 || list[1].sum <= (1-nearBefore)*list[0].sum) {
		got.Candidate, got.Confidence, got.Others = got.Others[0], Near, got.Others[1:]
	}
	return got
}
