package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/command"
	"beiandesk/app/desk"
)

type folder struct {
	faults *[]desk.Fault
	open   *int
}

func (f folder) Verify(context.Context, func(int, int)) ([]desk.Fault, error) { return *f.faults, nil }
func (f folder) Close() error                                                 { *f.open--; return nil }

// examiner is a folder d whose first fault a backup repairs.
type examiner struct {
	faults   *[]desk.Fault
	open     *int
	repaired *bool
	backup   bool
}

func (x examiner) Open(_ context.Context, dir string) (desk.Examined, error) {
	if dir != "d" {
		return nil, app.Fail("test", "别的文件夹。")
	}
	*x.open++
	return folder{x.faults, x.open}, nil
}

func (x examiner) Repair(context.Context, []desk.Fault) (desk.Repaired, error) {
	if !x.backup {
		return desk.Repaired{}, app.Fail("verify.no-backup", "没有找到备份，无法自动修复。")
	}
	*x.repaired, *x.faults = true, (*x.faults)[1:]
	return desk.Repaired{Files: 1, Made: time.Date(2026, 11, 23, 2, 42, 0, 0, time.UTC)}, nil
}

func TestVerifySaysWhatIsDamagedAndRepairsWhenAsked(t *testing.T) {
	lost := []desk.Fault{{Code: desk.FaultPicture, Text: "一张图片打不开。", Domain: "yangben.cn", Repairable: true}, {Code: desk.FaultChain, Text: "操作记录被改动过。"}}
	for name, c := range map[string]struct {
		faults   []desk.Fault
		args     string
		answer   string
		backup   bool
		code     int
		repaired bool
		says     string
	}{
		"sound":            {nil, "", "", true, command.ExitOK, false, "数据完好"},
		"damaged":          {lost, "", "", true, command.ExitFindings, false, "picture  yangben.cn"},
		"no":               {lost, "", "n\n", true, command.ExitFindings, false, "[y/N]"},
		"yes":              {lost, "", "y\n", true, command.ExitFindings, true, "已从 2026-11-23 10:42 的备份修复 1 处"},
		"without asking":   {lost, "--repair", "", true, command.ExitFindings, true, "已从 2026-11-23 10:42 的备份修复 1 处"},
		"without backup":   {lost, "--repair", "", false, command.ExitFailure, false, "没有找到备份"},
		"only in the log":  {lost[1:], "--repair", "", true, command.ExitFindings, false, "log-chain"},
		"JSON asks nobody": {lost, "--json", "y\n", true, command.ExitFindings, false, `"code": "picture"`},
		"wrong use":        {nil, "x", "", true, command.ExitUsage, false, "用法"},
	} {
		t.Run(name, func(t *testing.T) {
			faults, open, repaired := c.faults, 0, false
			var out bytes.Buffer
			e := command.Env{Out: &out, Err: &out, Now: time.Now, In: strings.NewReader(c.answer),
				Examine: func(string, func(string) (string, error)) command.Examiner {
					return examiner{&faults, &open, &repaired, c.backup}
				}}
			args := append([]string{"verify", "-data", "d"}, strings.Fields(c.args)...)
			if code := command.Run(t.Context(), e, args); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			if repaired != c.repaired || open != 0 || !strings.Contains(out.String(), c.says) {
				t.Errorf("repaired %v, %d left open, said:\n%s", repaired, open, out.String())
			}
			if strings.Contains(c.args, "json") {
				var v struct {
					Sound  bool
					Faults []desk.Fault
				}
				if err := json.Unmarshal(out.Bytes(), &v); err != nil || v.Sound || len(v.Faults) != 2 {
					t.Errorf("JSON %+v, %v", v, err)
				}
			}
		})
	}
}
