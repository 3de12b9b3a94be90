package paper_test

import (
	"strings"
	"testing"

	"beiandesk/app/paper"
	"beiandesk/app/rule"
)

// rare has two characters that the embedded font lacks; boxed is what stands on
// paper for it, and named is what the foot of its page says.
const (
	rare  = "样本𠮷䶮"
	boxed = "样本□□"
)

var named = []string{"本页有字库外的字，以□代替，请手写补正：", "□□（U+20BB7）", "（U+4DAE）"} // what stands beside it, and its number

// TestLongAndRareNamesAreNeverCut makes every paper with an organiser of 200
// characters, a domain as long as there can be, and a name out of characters
// that no font of ours has. On the PDF each of these is □, named on its page;
// in the DOCX, which is drawn with the fonts of its reader, it stays.
func TestLongAndRareNamesAreNeverCut(t *testing.T) {
	long := strings.Repeat("样本科技发展集团", 25) // 200 characters
	begin := func() paper.Input {
		in := input()
		in.Filing.Organiser.Name = rare + long
		in.Filing.Domain.Name = strings.Repeat("a", 63) + ".example.com"
		in.Office.Name = long
		return in
	}
	items := []rule.Item{{ID: "x", Group: rule.ItemGroups[0], Title: "样本", Why: "样本"}}
	type maker struct {
		pdf, word func(paper.Input) ([]byte, error)
	}
	makers := map[string]maker{
		"overview": {pdf: paper.Overview},
		"checklist": {func(in paper.Input) ([]byte, error) { return paper.Checklist(in, items, nil) },
			func(in paper.Input) ([]byte, error) { return paper.ChecklistWord(in, items, nil) }},
	}
	for _, k := range paper.Kinds {
		m := maker{pdf: func(in paper.Input) ([]byte, error) { return paper.Letter(k, in) }}
		if k.Editable() {
			m.word = func(in paper.Input) ([]byte, error) { return paper.Word(k, in) }
		}
		makers[string(k)] = m
	}
	for name, m := range makers {
		t.Run(name, func(t *testing.T) {
			in := begin()
			pdf, err := m.pdf(in)
			if err != nil {
				t.Fatal(err)
			}
			pages := text(t, pdf)
			wantText(t, pages, boxed+long, in.Filing.Domain.Name)
			wantNotes(t, pages)
			if m.word != nil {
				data, err := m.word(in)
				if err != nil {
					t.Fatal(err)
				}
				if word := wordText(t, data); !strings.Contains(word, in.Filing.Organiser.Name) || strings.Contains(word, boxed) {
					t.Errorf("the DOCX does not keep the characters: %s", word)
				}
			}
		})
	}
}

// A person's name on what he signs: as a name, and where he signs.
func TestARareNameOfAPersonIsNamedOnEveryPaperThatHasIt(t *testing.T) {
	in := input()
	in.Filing.Legal.Name, in.Filing.Agent.Name = rare, rare
	with := map[paper.Kind]bool{}
	for _, k := range paper.Kinds {
		t.Run(string(k), func(t *testing.T) {
			pages := text(t, make1(t, k, in))
			if with[k] = strings.Contains(strings.Join(pages, ""), boxed); with[k] {
				wantNotes(t, pages)
			}
			if !with[k] || !k.Editable() {
				return
			}
			data, err := paper.Word(k, in)
			if err != nil {
				t.Fatal(err)
			}
			if word := wordText(t, data); !strings.Contains(word, rare) || strings.Contains(word, boxed) {
				t.Errorf("the DOCX does not keep the name: %s", word)
			}
		})
	}
	for _, k := range []paper.Kind{paper.LetterAgent, paper.Commitment, paper.Consent, paper.SitePlan, paper.Verification} {
		if !with[k] {
			t.Errorf("%s does not name the person at all", k)
		}
	}
}

// wantNotes wants each page that shows □ for a character to name it, and no
// other page to name any.
func wantNotes(t *testing.T, pages []string) {
	t.Helper()
	found := false
	for i, p := range pages {
		body, note, has := strings.Cut(p, named[0])
		if !strings.Contains(body, boxed) {
			if has {
				t.Errorf("page %d shows every character and names some: %s", i+1, p)
			}
			continue
		}
		found = true
		if !has || !strings.Contains(note, named[1]) || !strings.Contains(note, named[2]) {
			t.Errorf("page %d does not name what it shows as □: %s", i+1, p)
		}
	}
	if !found {
		t.Errorf("no page has %s: %s", boxed, pages)
	}
}
