package refusal_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/refusals.md anew")

const document = "../../docs/refusals.md"

// TestTheDocumentTellsWhatIsMeasured keeps the figures in docs/refusals.md
// true: a table or code that recognises less, or more, changes them.
func TestTheDocumentTellsWhatIsMeasured(t *testing.T) {
	var sets []figures
	for i, name := range []string{"tuning", "heldout", "fresh", "unseen"} {
		sets = append(sets, measure(t, examples(t, name)))
		if sets[i].texts < 60 {
			t.Errorf("%s has %d texts: too few", name, sets[i].texts)
		}
	}
	var b strings.Builder
	b.WriteString("| | 调试用 | 第一次留出 | 第二次留出 | 没有看过 |\n|---|---|---|---|---|\n")
	row := func(name string, of func(figures) string) {
		fmt.Fprintf(&b, "| %s |", name)
		for _, n := range sets {
			fmt.Fprintf(&b, " %s |", of(n))
		}
		b.WriteString("\n")
	}
	row("审核意见", func(n figures) string { return fmt.Sprintf("%d 段", n.texts) })
	row("其中的原因", func(n figures) string { return fmt.Sprintf("%d 条", n.right+n.missed) })
	row("认对 / 认错 / 没认出", func(n figures) string { return fmt.Sprintf("%d / %d / %d", n.right, n.wrong, n.missed) })
	row("准确率（认出的里面对的）", func(n figures) string { return fmt.Sprintf("%.1f %%", 100*n.precision()) })
	row("召回率（该认的里面认对的）", func(n figures) string { return fmt.Sprintf("%.1f %%", 100*n.recall()) })
	row("标“较有把握”的里面对的", func(n figures) string { return fmt.Sprintf("%d / %d", n.sureRight, n.sure) })
	row("整段全对", func(n figures) string { return fmt.Sprintf("%d 段", n.whole) })
	row("认对的里面，要改的栏目也对", func(n figures) string { return fmt.Sprintf("%d / %d", n.fieldsRight, n.fields) })
	row("说不清的，没有硬认", func(n figures) string { return fmt.Sprintf("%d / %d", n.unclearKept, n.unclear) })
	row("标“只是说法相近”的里面对的", func(n figures) string { return fmt.Sprintf("%d / %d", n.nearRight, n.near) })
	row("没认出的里面，列出的候选有对的", func(n figures) string { return fmt.Sprintf("%d / %d", n.offered, n.unknown) })
	old, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	const from, to = "<!-- measured -->\n", "<!-- end -->"
	head, rest, ok := strings.Cut(string(old), from)
	_, tail, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		t.Fatal("the document has no place for the figures")
	}
	want := head + from + b.String() + to + tail
	if *update {
		if err := os.WriteFile(document, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != string(old) {
		t.Errorf("docs/refusals.md tells other figures; run go test ./app/refusal -update. Measured:\n%s", b.String())
	}
}
