package rule_test

import (
	"strings"
	"testing"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// What a window asks for when a name or a scope has changed.
func BenchmarkProposeNames(b *testing.B) {
	f, env := good(), rule.Env{Now: now, Tables: builtin(b)}
	for b.Loop() {
		rule.ProposeNames(f, env)
	}
}

// A long scope of 2,000 characters.
func BenchmarkRegulatedWords(b *testing.B) {
	f, env := good(), rule.Env{Now: now, Tables: builtin(b)}
	f.Organiser.Scope = strings.Repeat("药品零售（不含处方药）；金融信息服务（不得从事吸收存款）；茶叶批发，", 60)
	for b.Loop() {
		rule.RegulatedWords(f, env)
	}
}

func BenchmarkParseAddress(b *testing.B) {
	regions := builtin(b).Regions
	for b.Loop() {
		rule.ParseAddress("广东省广州市天河区样本路1号样本大厦5楼501室", filing.Region{}, regions)
	}
}

func BenchmarkCheckAll(b *testing.B) {
	f, env := good(), rule.Env{Now: now, Tables: builtin(b)}
	f.Organiser.Scope = strings.Repeat("药品零售（不含处方药）；金融信息服务（不得从事吸收存款）；茶叶批发，", 8)
	for b.Loop() {
		rule.Check(f, env)
	}
}
