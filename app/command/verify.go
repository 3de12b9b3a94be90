package command

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
)

// Data is an opened data folder that can be checked.
type Data interface {
	Verify(ctx context.Context, progress func(done, total int)) ([]desk.Fault, error)
	Close() error
}

type verdict struct {
	Sound    bool         `json:"sound"`
	Faults   []desk.Fault `json:"faults"`
	Repaired int          `json:"repaired"`
}

func verify(ctx context.Context, e Env, args []string) (code int, err error) {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	asJSON, repair := fs.Bool("json", false, ""), fs.Bool("repair", false, "")
	folder := fs.String("data", "", "")
	if rest, err := parse(fs, args); err != nil {
		return 0, err
	} else if len(rest) > 0 {
		return 0, usageError("verify 不需要别的参数；数据文件夹用 -data 指定。")
	}
	if e.OpenData == nil {
		return 0, app.Fail("verify.none", "这个程序不带数据，不能检查。请用备案台的完整程序。")
	}
	faults, err := verifyOnce(ctx, e, *folder)
	if err != nil {
		return 0, err
	}
	v := verdict{Sound: len(faults) == 0, Faults: faults}
	if v.Faults == nil {
		v.Faults = []desk.Fault{}
	}
	if !*asJSON {
		printFaults(e, faults)
	}
	if n := repairable(faults); n > 0 && (*repair || !*asJSON && agreed(e, n)) {
		if e.Repair == nil {
			return 0, app.Fail("verify.no-backup", "没有可用的备份，无法自动修复。请先复制整个数据文件夹留底，再手工从备份恢复。")
		}
		if v.Repaired, err = e.Repair(ctx, *folder, faults); err != nil {
			return 0, err
		}
		if v.Faults, err = verifyOnce(ctx, e, *folder); err != nil {
			return 0, err
		}
		v.Sound = len(v.Faults) == 0
		if !*asJSON {
			fmt.Fprintf(e.Out, "已从备份修复 %d 处。再次检查：\n", v.Repaired)
			printFaults(e, v.Faults)
		}
	}
	if *asJSON {
		if err := writeJSON(e.Out, v); err != nil {
			return 0, err
		}
	}
	if v.Sound {
		return ExitOK, nil
	}
	return ExitFindings, nil
}

func verifyOnce(ctx context.Context, e Env, folder string) (faults []desk.Fault, err error) {
	data, err := e.OpenData(ctx, folder)
	if err != nil {
		return nil, err
	}
	defer func() {
		if cerr := data.Close(); err == nil {
			err = cerr
		}
	}()
	return data.Verify(ctx, nil)
}

func repairable(faults []desk.Fault) (n int) {
	for _, f := range faults {
		if f.Repairable {
			n++
		}
	}
	return n
}

func printFaults(e Env, faults []desk.Fault) {
	for _, f := range faults {
		where := ""
		if f.Domain != "" {
			where = "  " + f.Domain
		}
		fmt.Fprintf(e.Out, "损坏  %s%s\n      %s\n", f.Code, where, f.Text)
	}
	if len(faults) == 0 {
		fmt.Fprintln(e.Out, "数据完好：操作记录、数据库、资料和图片都已检查。")
		return
	}
	fmt.Fprintf(e.Out, "共发现 %d 处，其中 %d 处或可从备份修复。没有改动任何内容。\n", len(faults), repairable(faults))
}

// agreed asks; silence and everything but yes are no.
func agreed(e Env, n int) bool {
	if e.In == nil || e.Repair == nil {
		return false
	}
	fmt.Fprintf(e.Out, "从最近的备份修复这 %d 处吗？[y/N] ", n)
	answer, err := bufio.NewReader(e.In).ReadString('\n')
	if err != nil && answer == "" {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "是":
		return true
	}
	return false
}
