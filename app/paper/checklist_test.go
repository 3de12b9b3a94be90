package paper_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/paper"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

func TestTheChecklistHoldsEveryItemItsSourceAndBothSides(t *testing.T) {
	set, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	f := sample.Filing(now)
	f.Region = filing.Region{Province: "120000", City: "120100", District: "120101"}
	f.Organiser.Name = strings.Repeat("样本㙍", 20) // long, with a rare character
	env := rule.Env{Now: now, Tables: set}
	items, asked := rule.Checklist(f, env), rule.Questions(f, env)
	if len(items) < 20 || len(asked) < 3 {
		t.Fatalf("%d items, %d questions", len(items), len(asked))
	}
	asked[0].Answer = rule.AnswerNo
	in := paper.Input{Filing: f, Now: now, Office: paper.Office{Name: "样本代办处", Phones: []string{"020-00000000"}}}
	pdf, err := paper.Checklist(in, items, asked)
	if err != nil {
		t.Fatal(err)
	}
	words := streamed(t, pdf)
	want := []string{"样本代办处", "不符合，请先办理", rule.Disputed, "仅提醒"}
	for _, i := range items {
		want = append(want, i.Title, i.Why, i.Date)
		for _, c := range i.Conflict {
			want = append(want, c.Text)
		}
	}
	for _, w := range want {
		if !strings.Contains(words, strings.Join(strings.Fields(w), "")) {
			t.Errorf("%q is not on the paper", w)
		}
	}
	docx, err := paper.ChecklistWord(in, items, asked)
	if err != nil || !bytes.HasPrefix(docx, []byte("PK")) {
		t.Errorf("DOCX: %v", err)
	}
	again, err := paper.Checklist(in, items, asked)
	if err != nil || !bytes.Equal(again, pdf) {
		t.Error("the same input gives other bytes")
	}
}

// streamed is the text in the order in which it was drawn, cell by cell.
func streamed(t *testing.T, pdf []byte) string {
	t.Helper()
	text(t, pdf) // skips without the tool, and keeps the paper for a look
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), "")
}

func TestAFindingNamesItsWeightAndTheOtherSides(t *testing.T) {
	f := rule.Finding{Source: "UC", Date: "2026-02-27", Confidence: "C", Conflict: []table.Said{{Text: "华为云：须为本人。", Source: "HW", Date: "2025-12-31", Confidence: "B"}}}
	line := paper.SourceLine(f, nil)
	for _, w := range []string{"可信度 C，仅提醒", rule.Disputed, "华为云：须为本人。", "2025-12-31"} {
		if !strings.Contains(line, w) {
			t.Errorf("%q lacks %q", line, w)
		}
	}
	if line := paper.SourceLine(rule.Finding{Source: "UC", Confidence: "A"}, nil); strings.Contains(line, "仅提醒") || !strings.Contains(line, "可信度 A") {
		t.Errorf("%q", line)
	}
}
