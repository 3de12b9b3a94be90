package rule_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
	"beiandesk/app/rule/table"
)

var update = flag.Bool("update", false, "write docs/rules.md anew")

// TestRulesDocIsCurrent prints docs/rules.md from the table. Run with -update
// after a change.
func TestRulesDocIsCurrent(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "rules.md")
	want := rulesDoc(ruletest.Tables())
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ReplaceAll(string(got), "\r\n", "\n") != want {
		t.Error("docs/rules.md is stale: go test ./app/rule -run TestRulesDoc -update")
	}
}

func rulesDoc(tables *table.Set) string {
	var b strings.Builder
	rows := rule.Coverage(tables)
	total := map[string]int{}
	for _, r := range rows {
		total[r.Place]++
	}
	fmt.Fprintf(&b, `# 各省规则

由 %s 的 %s 版生成（app/rule 里的测试加 -update 重写），不要手改。

共 %d 条：程序检查 %d 条，向用户提问 %d 条，列入清单 %d 条，每一条只在一处。

- **检查**：由填写的数据判断。“由”一栏是判断的名称；写着 CN- 的是程序自带的规则，同一件事只报一次。
- **提问**：数据里没有，由用户回答符合、不符合或不适用；回答“不符合”时按级别处理。“由”一栏写着问的时机，空着的每次都问。
- **清单**：只需要知道或在程序外准备。
- 级别：必须（不改不能导出）、提醒、提示。可信度 A、B 可以是“必须”，C、D 最多提醒。由程序自带的规则判断的，写的是其中最严的一条的级别；只有 C、D 级来源的规则也不会是“必须”。A 为优刻得现行的页面或法规，B 为别家 2023 年以后的资料，C 为约 2022 年的单一来源，D 为 2020 年及以前的，或来源自己已删去的。
- 来源的标签见 assets/tables/sources.json。

`, "assets/tables/province_rules.json", tables.Versions["province_rules"], len(rows), total[table.PlaceCheck], total[table.PlaceAsk], total[table.PlaceList])
	codes := []string{table.AllProvinces}
	for _, p := range tables.Provinces {
		codes = append(codes, p.Code)
	}
	for _, code := range codes {
		name := "全国"
		if p, ok := tables.Province(code); ok {
			name = p.Name
		}
		fmt.Fprintf(&b, "## %s\n\n", name)
		for _, place := range []struct{ id, name string }{{table.PlaceCheck, "检查"}, {table.PlaceAsk, "提问"}, {table.PlaceList, "清单"}} {
			first := true
			for _, r := range rows {
				if r.Province != code || r.Place != place.id {
					continue
				}
				if first {
					fmt.Fprintf(&b, "### %s\n\n| 编号 | 内容 | 由 | 级别 | 可信度 | 来源 | 日期 |\n|---|---|---|---|---|---|---|\n", place.name)
					first = false
				}
				fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", r.ID, docText(r), docBy(r), docSeverity[graver(r)], r.Confidence, r.Source, r.Date)
			}
			if !first {
				b.WriteString("\n")
			}
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// graver is the severity of a row, or that of the gravest built-in rule that
// carries it out.
func graver(r rule.Placed) string {
	rank := map[string]int{"info": 0, "warn": 1, "block": 2}
	most := r.Severity
	for _, x := range rule.Rules() {
		if slices.Contains(r.By, x.ID) && rank[string(x.Severity)] > rank[most] {
			most = string(x.Severity)
		}
	}
	return most
}

var docSeverity = map[string]string{"block": "必须", "warn": "提醒", "info": "提示"}

func docText(r rule.Placed) string {
	out := ""
	if r.Nature == table.ForIndividual {
		out = "个人："
	}
	if r.Provider != "" {
		out += r.Provider + "："
	}
	out += r.Text
	if len(r.Conflict) > 0 {
		out += "**" + rule.Disputed + "**："
		for i, c := range r.Conflict {
			if i > 0 {
				out += "；"
			}
			out += strings.TrimSuffix(c.Text, "。") + "（" + c.Source + " " + c.Date + "，" + c.Confidence + "）"
		}
		out += "。"
	}
	if r.Note != "" {
		out += "（" + strings.TrimSuffix(r.Note, "。") + "）"
	}
	return strings.ReplaceAll(out, "|", "\\|")
}

func docBy(r rule.Placed) string {
	if len(r.By) > 0 {
		return strings.Join(r.By, "、")
	}
	return r.Predicate
}
