package ruletest_test

import (
	"testing"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// All rules of a filing; budget 5 ms. "all" is one filing of the set after the
// other; "worst" tells the quickest of several looks at the slowest of them.
func BenchmarkMadeUpFilings(b *testing.B) {
	var fs []*filing.Filing
	var envs []rule.Env
	list := cases(b)
	for _, c := range list {
		f, env, err := c.Make()
		if err != nil {
			b.Fatal(err)
		}
		fs, envs = append(fs, f), append(envs, env)
	}
	b.Run("all", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			rule.Check(fs[i%len(fs)], envs[i%len(fs)])
		}
	})
	b.Run("worst", func(b *testing.B) {
		quickest := make([]time.Duration, len(fs))
		for b.Loop() {
			for i := range fs {
				start := time.Now()
				rule.Check(fs[i], envs[i])
				if d := time.Since(start); quickest[i] == 0 || d < quickest[i] {
					quickest[i] = d
				}
			}
		}
		worst := 0
		for i := range quickest {
			if quickest[i] > quickest[worst] {
				worst = i
			}
		}
		b.ReportMetric(float64(quickest[worst].Nanoseconds()), "ns/worst")
		b.Log(list[worst].At, list[worst].Name)
	})
}
