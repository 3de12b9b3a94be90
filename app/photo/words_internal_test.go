package photo

import (
	"strings"
	"testing"
)

// TestANumberAndItsLimitNeverReadTheSame, however close they are.
func TestANumberAndItsLimitNeverReadTheSame(t *testing.T) {
	for _, c := range []struct {
		m            Measure
		bad          bool
		value, limit float64
		want         string
	}{
		{"", false, 2.199, 2.2, "清晰度 2.199，建议 2.20 以上"}, {"", false, 1.9, 2.2, "清晰度 1.90，建议 2.2 以上"},
		{"", true, 1.7999, 1.8, "清晰度 1.7999，至少要 1.800"}, {Streak, true, 49.8, 50, "49.8%，至少要 50.0%"},
		{Streak, false, 40, 50, "40%，一般在 50% 以上"}, {Blur, true, 12.04, 12, "12.04%，不能超过 12.00%"},
	} {
		if got, _ := blurWords(c.m, c.bad, Licence, c.value, c.limit); !strings.Contains(got, c.want) {
			t.Errorf("%v against %v: %s", c.value, c.limit, got)
		}
	}
}
