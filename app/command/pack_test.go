package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const wholeComment = "介绍本公司的软件产品、服务案例和联系方式，不提供交易。"

func TestPackWritesAMiniProgramsBody(t *testing.T) {
	dir := t.TempDir()
	if r := run(t, "sample", dir); r.code != 0 {
		t.Fatal(r.err)
	}
	in, out := filepath.Join(dir, "filing.json"), filepath.Join(dir, "wechat.json")
	r := run(t, "pack", "--platform", "wechat", in, "--out", out, "--contents", "161，164", "--comment", wholeComment, "--face-task", "t1")
	if r.code != 0 || !strings.Contains(r.out, "试验") || !strings.Contains(r.out, "用后删除") {
		t.Fatalf("code %d: %s%s", r.code, r.out, r.err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var body struct {
		Subject struct {
			Organise struct {
				Photo string `json:"certificate_photo"`
			} `json:"organize_info"`
		} `json:"icp_subject"`
	}
	if err := json.Unmarshal(data, &body); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, body.Subject.Organise.Photo)); err != nil || body.Subject.Organise.Photo == "" {
		t.Errorf("the picture %q is not the one beside filing.json: %v", body.Subject.Organise.Photo, err)
	}
	info, err := os.Stat(out)
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("others can read it: %v, %v", info.Mode(), err)
	}
}

func TestPackWritesNothingThatWouldBeRefused(t *testing.T) {
	dir := t.TempDir()
	if r := run(t, "sample", dir); r.code != 0 {
		t.Fatal(r.err)
	}
	in, out := filepath.Join(dir, "filing.json"), filepath.Join(dir, "douyin.json")
	r := run(t, "pack", "--json", "--platform", "douyin", in, "--out", out)
	var report struct {
		Experimental bool
		Written      string
		Problems     []struct {
			Blocks      bool
			Field, Text string
		}
	}
	if err := json.Unmarshal([]byte(r.out), &report); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); err == nil || r.code != 3 || !report.Experimental || report.Written != "" || len(report.Problems) < 3 {
		t.Errorf("code %d, %v, %+v", r.code, err, report)
	}
	if r := run(t, "pack", "--draft", "--platform", "douyin", in, "--out", out); r.code != 3 {
		t.Errorf("code %d", r.code)
	}
	if _, err := os.Stat(out); err != nil {
		t.Errorf("no draft: %v", err)
	}
}

func TestPackIsUsedRight(t *testing.T) {
	for _, args := range [][]string{{"pack"}, {"pack", "a.json", "--out", "x"}, {"pack", "--platform", "wechat", "a.json"},
		{"pack", "--platform", "wechat", "a.json", "--out", "x", "--contents", "a"}} {
		if r := run(t, args...); r.code != 2 {
			t.Errorf("%v: code %d", args, r.code)
		}
	}
	dir := t.TempDir()
	if r := run(t, "sample", dir); r.code != 0 {
		t.Fatal(r.err)
	}
	in := filepath.Join(dir, "filing.json")
	run(t, "pack", "--platform", "alipay", in, "--out", filepath.Join(dir, "x")).says(t, 2, "alipay", "douyin（抖音）")
	run(t, "pack", "--platform", "wechat", in, "--out", dir).says(t, 2, "是一个文件夹")
	run(t, "pack", "--list-contents").says(t, 0, "161")
	run(t, "pack", "--list-contents", "x").says(t, 2, "不需要“x”")
	var doc struct {
		Contents []struct{ Code int }
	}
	if err := json.Unmarshal([]byte(run(t, "pack", "--list-contents", "--json").out), &doc); err != nil || len(doc.Contents) < 20 || doc.Contents[0].Code == 0 {
		t.Errorf("%+v %v", doc, err)
	}
}

// The filing itself is never written over, not even as a draft.
func TestPackKeepsTheFiling(t *testing.T) {
	dir := t.TempDir()
	if r := run(t, "sample", dir); r.code != 0 {
		t.Fatal(r.err)
	}
	in := filepath.Join(dir, "filing.json")
	before, err := os.ReadFile(in)
	if err != nil {
		t.Fatal(err)
	}
	run(t, "pack", "--draft", "--platform", "wechat", in, "--out", filepath.Join(dir, ".", "filing.json")).says(t, 2, "盖掉")
	if after, err := os.ReadFile(in); err != nil || string(after) != string(before) {
		t.Errorf("filing.json has changed: %v", err)
	}
}
