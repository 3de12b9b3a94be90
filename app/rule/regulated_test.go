package rule_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// fieldsFound names the regulated fields that count.
func fieldsFound(f *filing.Filing) []string {
	var out []string
	for _, r := range rule.RegulatedWords(f, rule.Env{Now: now}) {
		if !r.Counts() {
			continue
		}
		if r.Item != 0 {
			out = append(out, strconv.Itoa(r.Item))
		} else {
			out = append(out, r.Name)
		}
	}
	slices.Sort(out)
	return out
}

func TestPastedScopes(t *testing.T) {
	list, right := rows(t, "scopes.tsv", 3), 0
	for _, r := range list {
		f := &filing.Filing{Region: filing.Region{Province: r[0]}, Organiser: filing.Organiser{Scope: r[1]}}
		var want []string
		if r[2] != "" {
			want = strings.Split(r[2], ",")
		}
		slices.Sort(want)
		if got := fieldsFound(f); slices.Equal(got, want) {
			right++
		} else {
			t.Logf("%s %s: %q, want %q", r[0], r[1], got, want)
		}
	}
	t.Logf("%d of %d scopes", right, len(list))
	if len(list) < 80 || right*100 < 99*len(list) {
		t.Errorf("only %d of %d scopes are read as they should", right, len(list))
	}
}

// TestEachPlaceIsShownInItsSentence also with bytes that are no text.
func FuzzRegulatedWords(f *testing.F) {
	for _, r := range rows(f, "scopes.tsv", 3) {
		f.Add(r[1])
	}
	f.Add("除药品\xff外，（不含（金融）；基金")
	f.Fuzz(func(t *testing.T, scope string) {
		x := &filing.Filing{Region: filing.Region{Province: "440000"}, Organiser: filing.Organiser{Name: scope, Scope: scope}}
		for _, r := range rule.RegulatedWords(x, rule.Env{Now: now}) {
			for _, p := range r.Places {
				if p.Field != "site.contents" && p.Sentence[p.From:p.To] != p.Word {
					t.Errorf("%q is not at %d in %q", p.Word, p.From, p.Sentence)
				}
				if !strings.Contains(scope, p.Word) {
					t.Errorf("%q is not in the text", p.Word)
				}
				if n := utf8.RuneCountInString(p.Sentence); n > 80 {
					t.Errorf("a sentence of %d characters", n)
				}
			}
		}
	})
}
