package command_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beiandesk/app/command"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/ruletest"
)

func TestRulesList(t *testing.T) {
	run(t, "rules", "list").says(t, command.ExitOK, "CN-ELI-01", "XJ-RES-01", "共 469 条")
	r := run(t, "rules", "list", "--province", "天津", "--place", "check")
	r.says(t, command.ExitOK, "TJ-RMK-01", "检查 必须 A")
	if strings.Contains(r.out, "BJ-") || strings.Contains(r.out, "TJ-GOV-01") {
		t.Errorf("more than the checks of Tianjin:\n%s", r.out)
	}
	for _, p := range []string{"120000", "天津市", "12"} {
		if got := run(t, "rules", "list", "--place", "check", "--province", p); got.out != r.out {
			t.Errorf("%s: %s", p, got.out)
		}
	}
	var doc struct {
		Version string
		Rules   []struct{ ID, Province string }
	}
	if err := json.Unmarshal([]byte(run(t, "rules", "list", "--province", "000000", "--json").out), &doc); err != nil || len(doc.Rules) != 48 || doc.Version == "" {
		t.Errorf("%d rules, version %q, %v", len(doc.Rules), doc.Version, err)
	}
}

func TestRulesShow(t *testing.T) {
	run(t, "rules", "show", "bj-rep-01").says(t, command.ExitOK, "建议由法定代表人任主体负责人", "来源不一致，请向接入商确认", "可以不是法定代表人", "CN-PRINCIPAL-DISPUTED", "可信度 B")
	run(t, "rules", "show", "TJ-AGE-02").says(t, command.ExitOK, "仅提醒", "判断：max-age")
	run(t, "rules", "show", "CN-ORG-CODE").says(t, command.ExitOK, "统一社会信用代码的校验码")
	var row struct{ ID, Place string }
	if err := json.Unmarshal([]byte(run(t, "rules", "show", "--json", "SH-LIC-01").out), &row); err != nil || row.Place != "ask" {
		t.Errorf("%+v %v", row, err)
	}
	run(t, "rules", "show", "XX-01").says(t, command.ExitFailure)
}

func TestRulesCoverage(t *testing.T) {
	run(t, "rules", "coverage").says(t, command.ExitOK, "全国", "新疆", "共 469 条")
	if r := run(t, "rules", "coverage", "--province", "北京"); r.code != command.ExitOK || strings.Contains(r.out, "天津") || !strings.Contains(r.out, "北京") {
		t.Errorf("%+v", r)
	}
	var doc struct {
		Rows      int
		Provinces []struct{ Check, Ask, List, A, B, C, D int }
	}
	if err := json.Unmarshal([]byte(run(t, "rules", "coverage", "--json").out), &doc); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, p := range doc.Provinces {
		sum += p.Check + p.Ask + p.List
		if p.Check+p.Ask+p.List != p.A+p.B+p.C+p.D {
			t.Errorf("%+v", p)
		}
	}
	if sum != 469 || doc.Rows != 469 || len(doc.Provinces) != 32 {
		t.Errorf("%d rows in %d provinces", sum, len(doc.Provinces))
	}
}

func TestRulesWrongUsage(t *testing.T) {
	for _, args := range [][]string{{"rules"}, {"rules", "lists"}, {"rules", "list", "x"}, {"rules", "show"}, {"rules", "list", "--province", "东京"}, {"rules", "list", "--place", "x"}, {"rules", "checksum"},
		{"rules", "show", "CN-ELI-01", "--province", "北京"}, {"rules", "coverage", "--place", "ask"}, {"rules", "list", "--place", "builtin", "--province", "北京"}} {
		r := run(t, args...)
		r.says(t, command.ExitUsage, "。\n用法：beiandesk rules")
		if r.out != "" {
			t.Errorf("%v: %q on standard output", args, r.out)
		}
	}
}

// Every rule that a finding can name is in one of the two lists.
func TestRulesListNamesEveryRule(t *testing.T) {
	run(t, "rules", "list").says(t, command.ExitOK, "--place builtin")
	own := run(t, "rules", "list", "--place", "builtin")
	for _, r := range rule.Rules() {
		if !strings.Contains("\n"+own.out, "\n"+r.ID+" ") {
			t.Errorf("%s is in no list", r.ID)
		}
	}
	var doc struct {
		Rules []struct{ ID, Title string }
	}
	if err := json.Unmarshal([]byte(run(t, "rules", "list", "--place", "builtin", "--json").out), &doc); err != nil || len(doc.Rules) != len(rule.Rules()) || doc.Rules[0].Title == "" {
		t.Errorf("%d rules, %v", len(doc.Rules), err)
	}
}

// Every command explains itself; what package flag says in English is said in
// Chinese.
func TestEveryCommandHelps(t *testing.T) {
	for _, name := range []string{"validate", "rules", "check", "prepare", "pack", "sample", "verify", "backup", "restore", "licences", "version"} {
		for _, args := range [][]string{{name, "--help"}, {name, "-h"}, {"help", name}} {
			r := run(t, args...)
			r.says(t, command.ExitOK, "beiandesk "+name, "退出码")
			if r.err != "" {
				t.Errorf("%v: %q on standard error", args, r.err)
			}
		}
	}
	run(t, "rules", "list", "--help").says(t, command.ExitOK, "rules show")
	for words, args := range map[string][]string{"没有选项“--foo”。": {"rules", "list", "--foo"}, "选项“--province”后面还要写它的值。": {"rules", "list", "--province"},
		"选项“--json”的值不对。": {"rules", "list", "--json=x"}} {
		run(t, args...).says(t, command.ExitUsage, words)
	}
	var out bytes.Buffer
	command.Misused(&out, nil, []string{"rulez"})
	if !strings.Contains(out.String(), "没有命令“rulez”。\n命令有：validate、rules") {
		t.Error(out.String())
	}
}

func TestProvincesAndProvidersAreFoundByWhatPeopleType(t *testing.T) {
	file := written(t, ruletest.Good("330000", 4))
	for _, x := range []struct{ flag, value, words string }{{"--provider", "阿里", "阿里云"}, {"--provider", "ALIYUN", "阿里云"}, {"--provider", "ucloud", "UCloud"}, {"--province", "内蒙", "内蒙古"},
		{"--province", "广东省", "广东"}} {
		if r := run(t, "validate", file, x.flag, x.value); !strings.Contains(r.out, x.words+"”检查") && !strings.Contains(r.out, x.words+"（") {
			t.Errorf("%v: %s%s", x, r.out, r.err)
		}
	}
	run(t, "validate", file, "--provider", "云").says(t, command.ExitUsage, "可以是几家", "tencent（腾讯云）")
	run(t, "validate", file, "--province", "广").says(t, command.ExitUsage, "不认识省份“广”")
}

func TestRulesChecksum(t *testing.T) {
	file := filepath.Join(t.TempDir(), "languages.json")
	if err := os.WriteFile(file, []byte(`{"table": "languages", "version": "2027-01-01", "source": "X", "date": "2027", "rows": [{"b": 1, "a": "<"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	// sha256 of [{"a":"<","b":1}]
	run(t, "rules", "checksum", file).says(t, command.ExitOK, "sha256:"+sumOf(`[{"a":"<","b":1}]`))
	run(t, "rules", "checksum", filepath.Dir(file)).says(t, command.ExitFailure, "是一个文件夹")
	run(t, "rules", "checksum", file+".no").says(t, command.ExitFailure, "没有“"+file+".no”这个文件")
	if sum := run(t, "rules", "checksum", "--json", file).object(t)["checksum"]; sum != "sha256:"+sumOf(`[{"a":"<","b":1}]`) {
		t.Error(sum)
	}
}

// written is a filing.json of a good filing.
func written(t *testing.T, f *filing.Filing) string {
	t.Helper()
	data, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "filing.json")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestValidateAsksListsAndLooksElsewhere(t *testing.T) {
	file := written(t, ruletest.Good("330000", 4))
	r := run(t, "validate", file)
	r.says(t, command.ExitOK, "必须修改 0", "请自己核对", "CN-DOM-03", "符合  域名在工信部批复")
	if strings.Contains(r.out, "授权与承诺") {
		t.Error("prints the checklist unasked")
	}
	run(t, "validate", "--checklist", file).says(t, command.ExitOK, "证件", "√ 营业执照", "来源：")
	as := run(t, "validate", file, "--province", "天津", "--provider", "tencent")
	as.says(t, command.ExitFindings, "按省份“天津”、接入商“腾讯云”检查", "TJ-PHU-01")
	if strings.Contains(as.out, "城市”还没有填写") {
		t.Errorf("asks for what nobody was asked:\n%s", as.out)
	}
	run(t, "validate", file, "--province", "440000").says(t, command.ExitFindings, "互联网信息服务备案承诺书")
	run(t, "validate", file, "--province", "东京").says(t, command.ExitUsage)
	run(t, "validate", file, "--provider", "nobody").says(t, command.ExitUsage, "ucloud")
	var doc struct {
		Questions []struct{ Row, Answer string }
		Checklist []struct{ ID, Group string }
	}
	if err := json.Unmarshal([]byte(run(t, "validate", "--json", file).out), &doc); err != nil || len(doc.Questions) != 3 || doc.Questions[0].Answer != "yes" || len(doc.Checklist) < 20 {
		t.Errorf("%+v %v", doc, err)
	}
}

func sumOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// A table is taken out, changed, sealed and checked without the window.
func TestATableIsWrittenByHand(t *testing.T) {
	own := run(t, "rules", "export", "languages")
	own.says(t, command.ExitOK, `"table": "languages"`)
	run(t, "rules", "export", "colours").says(t, command.ExitUsage, "province_rules")
	run(t, "rules", "export").says(t, command.ExitUsage, "languages")
	dir := t.TempDir()
	file := write(t, filepath.Join(dir, "languages.json"), []byte(own.out))
	run(t, "rules", "check", file).says(t, command.ExitFailure, "改成更晚的日期")
	at := strings.Index(own.out, `"version": "`) + len(`"version": "`)
	words := own.out[:at] + "2031-01-01" + strings.Replace(own.out[at+10:], "中文简体", "简体中文", 1)
	write(t, file, []byte(words))
	run(t, "rules", "check", file).says(t, command.ExitFailure, "rules checksum 文件.json")
	sum := strings.TrimSpace(run(t, "rules", "checksum", file).out)
	write(t, file, []byte(strings.Replace(words, `"rows"`, `"checksum": "`+sum+`", "rows"`, 1)))
	run(t, "rules", "check", file).says(t, command.ExitOK, "修改  1  name", "可以采用：languages", "2031-01-01 版")
	var doc struct {
		Table, Version string
		Changes        []struct{ ID, What string }
	}
	if err := json.Unmarshal([]byte(run(t, "rules", "check", "--json", file).out), &doc); err != nil || doc.Table != "languages" || len(doc.Changes) != 1 || doc.Changes[0].ID != "1" {
		t.Errorf("%+v %v", doc, err)
	}
	write(t, file, []byte(words[:300]))
	r := run(t, "rules", "check", file)
	r.says(t, command.ExitFailure, "不完整，或者不是资料表")
	if strings.Count(r.err, "\n") < 2 {
		t.Errorf("the cause is not told: %s", r.err)
	}
}
