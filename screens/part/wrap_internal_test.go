package part

import (
	"strings"
	"testing"
)

// TestTheSpaceBetweenTwoStatementsVanishesAtTheEndOfALine, whichever of the two
// lines it would fall into.
func TestTheSpaceBetweenTwoStatementsVanishesAtTheEndOfALine(t *testing.T) {
	const line = "来源：腾讯云备案文档　2026-09-28　可信度 B"
	for width := float32(60); width < 400; width += 3 {
		lines := wrapText(line, width, 14, false)
		for _, l := range lines {
			if l != strings.TrimSpace(l) {
				t.Errorf("width %v: %q", width, lines)
			}
		}
		if got := strings.Join(strings.Fields(strings.Join(lines, "")), ""); got != strings.Join(strings.Fields(line), "") {
			t.Errorf("width %v: letters are lost: %q", width, lines)
		}
	}
}
