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
	// Misses of fresh are printed nowhere: whoever reads them tunes for them.
	tuning, held, fresh := measure(t, examples(t, "tuning")), measure(t, examples(t, "heldout")), measure(t, examples(t, "fresh"))
	if tuning.texts+held.texts < 120 || held.texts*2 < tuning.texts+held.texts || fresh.texts < 60 {
		t.Errorf("%d texts, %d of them held out, %d fresh: too few", tuning.texts, held.texts, fresh.texts)
	}
	var b strings.Builder
	b.WriteString("| | 调试用 | 留出 | 新留出 |\n|---|---|---|---|\n")
	row := func(name string, of func(figures) string) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", name, of(tuning), of(held), of(fresh))
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
	b.WriteString("\n留出的里面不对的：\n\n")
	for _, m := range held.misses {
		b.WriteString("- " + strings.NewReplacer("\n\twant ", "　应为：", "\n\tgot  ", "　认成：", "\n", " ").Replace(m) + "\n")
	}
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
