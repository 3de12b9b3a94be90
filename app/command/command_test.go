package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app/command"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/app/rule/table"
)

var start = time.Date(2026, 11, 23, 2, 42, 0, 0, time.UTC)

// ran is what a command said.
type ran struct {
	code     int
	out, err string
}

func run(t *testing.T, args ...string) ran {
	t.Helper()
	return runIn(t, t.Context(), args...)
}

func runIn(t *testing.T, ctx context.Context, args ...string) ran {
	t.Helper()
	return runAs(t, ctx, command.Env{}, args...)
}

// runWith runs with more in the environment.
func runWith(t *testing.T, e command.Env, args ...string) ran {
	t.Helper()
	return runAs(t, t.Context(), e, args...)
}

func runAs(t *testing.T, ctx context.Context, e command.Env, args ...string) ran {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	e.Out, e.Err, e.Version, e.Now, e.Tables = &out, &errs, "9.9.9", func() time.Time { return start }, tables
	code := command.Run(ctx, e, args)
	return ran{code, out.String(), errs.String()}
}

// says checks code and words.
func (r ran) says(t *testing.T, code int, words ...string) {
	t.Helper()
	if r.code != code {
		t.Fatalf("exit %d, want %d\n%s%s", r.code, code, r.out, r.err)
	}
	for _, w := range words {
		if !strings.Contains(r.out+r.err, w) {
			t.Errorf("no %q in\n%s%s", w, r.out, r.err)
		}
	}
}

// object reads the one JSON object on standard output.
func (r ran) object(t *testing.T) map[string]any {
	t.Helper()
	var m map[string]any
	dec := json.NewDecoder(strings.NewReader(r.out))
	if err := dec.Decode(&m); err != nil {
		t.Fatalf("%v in %q", err, r.out)
	}
	if dec.More() {
		t.Errorf("more than one object: %s", r.out)
	}
	return m
}

// failure reads {"error": {…}}.
func (r ran) failure(t *testing.T, code string) {
	t.Helper()
	e, _ := r.object(t)["error"].(map[string]any)
	if r.code != command.ExitFailure || e["code"] != code || !strings.Contains(e["message"].(string), "。") || r.err != "" {
		t.Errorf("exit %d, %v, stderr %q, want error %s", r.code, e, r.err, code)
	}
}

func keys(m map[string]any) string {
	var k []string
	for x := range m {
		k = append(k, x)
	}
	slices.Sort(k)
	return strings.Join(k, " ")
}

func write(t *testing.T, path string, data []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// The pictures of these tests are specimens: good and blurred, both of a
// licence, and a small one for where only names and order count.
func good(t *testing.T) []byte    { return specimentest.Good(t, "licence") }
func blurred(t *testing.T) []byte { return specimentest.Blurred(t, "licence") }
func small(t *testing.T) []byte   { return specimentest.Small(t, "licence") }

func TestVersion(t *testing.T) {
	if r := run(t, "version"); r.code != 0 || r.out != "备案台 beiandesk 9.9.9\n" {
		t.Errorf("%+v", r)
	}
	r := run(t, "version", "--json")
	if m := r.object(t); r.code != 0 || m["name"] != "beiandesk" || m["version"] != "9.9.9" || len(m) != 2 {
		t.Errorf("%v", m)
	}
}

// TestWrongUsage ends with 2, says why in Chinese and how to do it.
func TestWrongUsage(t *testing.T) {
	for _, args := range [][]string{
		{"version", "extra"}, {"validate"}, {"validate", "a.json", "b.json"}, {"validate", "--nonsense", "a.json"},
		{"check"}, {"check", "--kind", "passport", "a.jpg"}, {"check", "--kind", "licence"}, {"check", "--kind"}, {"check", "--report", "a.txt", "a.jpg"},
		{"prepare"}, {"prepare", "a"}, {"prepare", "a", "b", "--out", "c"}, {"prepare", "--out", "c"}, {"sample"}, {"sample", "--json"}, {"sample", "a", "b"},
	} {
		r := run(t, args...)
		if r.code != command.ExitUsage || !strings.Contains(r.err, "。") && !strings.Contains(r.err, "：") || !strings.Contains(r.err, "用法：beiandesk "+args[0]) || r.out != "" {
			t.Errorf("%v: %+v", args, r)
		}
	}
	if r := run(t); r.code != command.ExitUsage || !strings.Contains(r.out, "退出码") {
		t.Errorf("nothing at all: %+v", r)
	}
	if r := run(t, "help"); r.code != command.ExitOK || !strings.Contains(r.out, "beiandesk prepare") {
		t.Errorf("help: %+v", r)
	}
}

func TestKnownTellsACommandFromTheWindow(t *testing.T) {
	for _, a := range []string{"validate", "check", "prepare", "sample", "version", "help", "--help", "-h"} {
		if !command.Known([]string{a}) {
			t.Errorf("%s is a command", a)
		}
	}
	for _, a := range [][]string{nil, {}, {"-data"}, {"-safe"}, {"Version"}, {"资料.zip"}} {
		if command.Known(a) {
			t.Errorf("%v opens the window", a)
		}
	}
}

const document = `{"schema":1,"state":"draft","kind":"first","domain":{"name":"example.com"},
 "answers":{"mainland":"yes","subject_filed":"no","domain_filed":"no","chosen":true},
 "organiser":{"name":"广州样本科技有限公司","nature":4,"cert_type":1,"cert_number":"91440106MA0AAAA1X2"},
 "nickname":"x"}`

func TestValidate(t *testing.T) {
	path := write(t, filepath.Join(t.TempDir(), "客户 资料 #1 100%", "备案.json"), []byte(document))
	r := run(t, "validate", path)
	r.says(t, command.ExitFindings, "必须修改", "example.com", "首次备案", "nickname", "来源：", "基础信息 › 主办单位")
	if r.err != "" {
		t.Errorf("findings belong on standard output: %q", r.err)
	}
	// Flags may stand behind the file.
	for _, args := range [][]string{{"--json", path}, {path, "--json"}, {path, "-json"}} {
		r = run(t, append([]string{"validate"}, args...)...)
		m := r.object(t)
		if r.code != command.ExitFindings || keys(m) != "block checklist domain findings info kind notes questions unchecked warn" || m["domain"] != "example.com" || m["kind"] != "first" {
			t.Errorf("%v: exit %d, %s", args, r.code, keys(m))
		}
		first := m["findings"].([]any)[0].(map[string]any)
		for _, k := range []string{"id", "severity", "field", "text", "remedy", "source", "date", "basis"} {
			if _, ok := first[k]; !ok {
				t.Errorf("a finding without %s: %v", k, first)
			}
		}
		if int(m["block"].(float64)) == 0 || len(m["notes"].([]any)) != 1 {
			t.Errorf("%v blocks, notes %v", m["block"], m["notes"])
		}
	}
}

// TestBadDocuments end with 1 and a sentence, with --json as an object.
func TestBadDocuments(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct{ text, code string }{
		"newer":    {`{"schema":2}`, "parcel.newer"},
		"type":     {`{"schema":1,"organiser":{"nature":"四"}}`, "parcel.json-type"},
		"list":     {`[1]`, "parcel.json-type"},
		"cut":      {document[:80], "parcel.json"},
		"empty":    {``, "parcel.json"},
		"no utf-8": {"{\"note\":\"\xd1\xf9\"}", "parcel.encoding"},
		"huge":     {`{"note":"` + strings.Repeat("长", 3<<20) + `"}`, "parcel.too-large"},
	} {
		path := write(t, filepath.Join(dir, name+".json"), []byte(c.text))
		run(t, "validate", "--json", path).failure(t, c.code)
		if r := run(t, "validate", path); r.code != command.ExitFailure || r.out != "" || !strings.Contains(r.err, "。") {
			t.Errorf("%s: %+v", name, r)
		}
	}
	run(t, "validate", "--json", filepath.Join(dir, "gone.json")).failure(t, "file.open")
	run(t, "validate", "--json", dir).failure(t, "file.folder")
	run(t, "prepare", "--json", filepath.Join(dir, "gone"), "--out", dir).failure(t, "parcel.missing")
	run(t, "prepare", "--json", t.TempDir(), "--out", dir).failure(t, "parcel.no-filing")
}
