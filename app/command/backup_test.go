package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/command"
	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
)

// fakeDisk notes what it was asked and answers a passphrase at a time.
type fakeDisk struct {
	typed []string
	asked []string
	got   []string
	fail  error
}

func (d *fakeDisk) Backup(_ context.Context, data, to, passphrase string, progress func(done, total int64)) (desk.Backup, error) {
	d.got = []string{data, to, passphrase}
	progress(55, 100)
	progress(100, 100)
	return desk.Backup{Path: "x.age", Filings: 3, Pictures: 9, Missing: 1}, d.fail
}

func (d *fakeDisk) Restore(_ context.Context, file, passphrase, into string, progress func(done, total int64)) (desk.Backup, error) {
	d.got = []string{file, passphrase, into}
	return desk.Backup{Filings: 3, Made: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}, d.fail
}

func (d *fakeDisk) ReadPassphrase(prompt string) (string, error) {
	d.asked = append(d.asked, prompt)
	if len(d.typed) == 0 {
		return "", app.Fail("backup.no-terminal", "没有终端。请用 --passphrase-file。")
	}
	p := d.typed[0]
	d.typed = d.typed[1:]
	return p, nil
}

func runDisk(t *testing.T, d *fakeDisk, args ...string) (code int, out, errs string) {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var o, e bytes.Buffer
	code = command.Run(t.Context(), command.Env{Out: &o, Err: &e, Now: time.Now, Tables: tables, Disk: d}, args)
	return code, o.String(), e.String()
}

func TestBackupAsksTwiceAndTellsTheWay(t *testing.T) {
	d := &fakeDisk{typed: []string{"足够长的密码一二三四", "足够长的密码一二三四"}}
	code, out, errs := runDisk(t, d, "backup", "--to", "U盘", "--data", "数据")
	if code != 0 || len(d.asked) != 2 || strings.Join(d.got, "|") != "数据|U盘|足够长的密码一二三四" {
		t.Errorf("exit %d, asked %v, got %v: %s", code, d.asked, d.got, errs)
	}
	if !strings.Contains(out, "3 份备案，9 张图片") || !strings.Contains(out, "注意") || !strings.Contains(errs, "50%") || strings.Contains(out+errs, "密码一二") {
		t.Errorf("%s%s", out, errs)
	}
}

func TestBackupRefusesAWeakOrMistypedPassphrase(t *testing.T) {
	for _, typed := range [][]string{{"短", "短"}, {"足够长的密码一二三四", "足够长的密码一二三五"}, {}, {"          ", "          "}} {
		d := &fakeDisk{typed: typed}
		if code, _, errs := runDisk(t, d, "backup", "--to", "x"); code != 1 || d.got != nil || !strings.Contains(errs, "请") {
			t.Errorf("%q: exit %d, %s", typed, code, errs)
		}
	}
	for _, args := range [][]string{{"backup"}, {"backup", "--to", "x", "extra"}, {"restore", "x.age"}, {"restore", "--into", "y"}} {
		if code, _, _ := runDisk(t, &fakeDisk{}, args...); code != 2 {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}

func TestTheFirstLineOfAFileIsThePassphrase(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pass")
	if err := os.WriteFile(file, []byte("足够长的密码一二三四\r\n第二行\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := &fakeDisk{}
	code, out, errs := runDisk(t, d, "restore", "x.age", "--into", "新", "--passphrase-file", file, "--json")
	if code != 0 || strings.Join(d.got, "|") != "x.age|足够长的密码一二三四|新" || len(d.asked) > 0 {
		t.Errorf("exit %d, %v: %s", code, d.got, errs)
	}
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil || got["filings"] != 3.0 {
		t.Errorf("%v, %v", got, err)
	}
	if code, _, errs := runDisk(t, d, "restore", "x.age", "--into", "新", "--passphrase-file", file+"x"); code != 1 || !strings.Contains(errs, "密码文件") {
		t.Errorf("exit %d, %s", code, errs)
	}
	d.fail = app.Fail("backup.damaged", "坏了。请换一个。")
	if code, _, errs := runDisk(t, d, "restore", "x.age", "--into", "新", "--passphrase-file", file); code != 1 || !strings.Contains(errs, "坏了") {
		t.Errorf("exit %d, %s", code, errs)
	}
}
