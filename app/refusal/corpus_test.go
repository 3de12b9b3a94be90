package refusal_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/refusal"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
	"time"
)

// example is a made-up reviewer's text and what it means.
type example struct {
	text    string
	reasons []string                  // ids, each once
	fields  map[string][]filing.Field // where it is mended, of reasons for which that was written down
	unclear bool                      // nobody could tell
}

var now = time.Date(2026, 11, 26, 3, 0, 0, 0, time.UTC)

// examples reads testdata: texts divided by ---, the last line of each begins
// with = and lists reason@field; ? stands for unclear, - for no reason.
func examples(t testing.TB, name string) []example {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	tables := builtin(t)
	var list []example
	for _, block := range strings.Split(string(data), "\n---\n") {
		i := strings.LastIndex(block, "\n= ")
		if i < 0 {
			t.Fatalf("%s: no answer in %q", name, block)
		}
		e := example{text: block[:i], fields: map[string][]filing.Field{}}
		for _, w := range strings.Fields(block[i+3:]) {
			if w == "?" || w == "-" {
				e.unclear = w == "?"
				continue
			}
			id, field, _ := strings.Cut(w, "@")
			if _, ok := tables.Refusal(id); !ok {
				t.Fatalf("%s: no reason %q", name, id)
			}
			if !slices.Contains(e.reasons, id) {
				e.reasons = append(e.reasons, id)
			}
			if field != "" {
				e.fields[id] = append(e.fields[id], filing.Field(field))
			}
		}
		list = append(list, e)
	}
	return list
}

func builtin(t testing.TB) *table.Set {
	t.Helper()
	s, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// made is the filing that the examples are read for: three different people.
func made() *filing.Filing {
	f := sample.Filing(now)
	f.PrincipalElse, f.ByAgent = true, true
	return f
}

// figures count over a set of examples.
type figures struct {
	texts, right, wrong, missed int // reasons recognised rightly, wrongly, not at all
	whole                       int // texts with exactly the expected reasons
	fields, fieldsRight         int
	unclear, unclearKept        int // texts that mean nothing certain, and of them those for which nothing was claimed
	sure, sureRight             int // reasons marked as rather certain
	near, nearRight             int // reasons that are only alike
	unknown, offered            int // pieces not recognised, and those of them with the right reason among the candidates
}

func measure(t testing.TB, list []example) figures {
	t.Helper()
	f := made()
	needs := rule.Needs(f, rule.Env{Now: now, Tables: builtin(t)})
	m := refusal.New(builtin(t), nil)
	var n figures
	for _, e := range list {
		n.texts++
		var got []string
		at := map[string][]filing.Field{}
		for _, it := range refusal.Read(e.text, f, needs, m) {
			if it.Reason == "" {
				if !it.Aside && len(e.reasons) > 0 {
					n.unknown++
					if slices.ContainsFunc(it.Others, func(c refusal.Candidate) bool { return slices.Contains(e.reasons, c.Reason) }) {
						n.offered++
					}
				}
				continue
			}
			if !slices.Contains(got, it.Reason) {
				got = append(got, it.Reason)
			}
			if it.Confidence == refusal.Sure {
				n.sure++
				if slices.Contains(e.reasons, it.Reason) {
					n.sureRight++
				}
			}
			if it.Confidence == refusal.Near {
				n.near++
				if slices.Contains(e.reasons, it.Reason) {
					n.nearRight++
				}
			}
			at[it.Reason] = append(at[it.Reason], it.Field)
		}
		wrong, missed := 0, 0
		for _, id := range got {
			if slices.Contains(e.reasons, id) {
				n.right++
			} else {
				wrong++
			}
		}
		for _, id := range e.reasons {
			if !slices.Contains(got, id) {
				missed++
			}
		}
		n.wrong, n.missed = n.wrong+wrong, n.missed+missed
		if wrong+missed == 0 {
			n.whole++
		}
		for id, want := range e.fields {
			if !slices.Contains(got, id) {
				continue
			}
			for _, w := range want {
				n.fields++
				if slices.Contains(at[id], w) {
					n.fieldsRight++
				}
			}
		}
		if len(e.reasons) == 0 {
			n.unclear++
			if len(got) == 0 {
				n.unclearKept++
			}
		}
	}
	return n
}

func (n figures) precision() float64 { return float64(n.right) / float64(max(1, n.right+n.wrong)) }
func (n figures) recall() float64    { return float64(n.right) / float64(max(1, n.right+n.missed)) }
