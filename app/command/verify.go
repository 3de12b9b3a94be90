package command

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// Examiner opens a data folder for checking, "" for the usual one, and repairs
// from the newest backup what it can.
type Examiner interface {
	Open(ctx context.Context, folder string) (desk.Examined, error)
	Repair(ctx context.Context, faults []desk.Fault) (desk.Repaired, error)
}

type verdict struct {
	Sound    bool         `json:"sound"`
	Faults   []desk.Fault `json:"faults"`
	Repaired int          `json:"repaired"` // pictures
	// Planned: the newest backup takes the place of the data at the next start.
	Planned bool `json:"planned,omitempty"`
}

func verify(ctx context.Context, e Env, args []string) (code int, err error) {
	fs := flag.NewFlagSet("verify", flag.ContinueOnError)
	asJSON, repair := fs.Bool("json", false, ""), fs.Bool("repair", false, "")
	folder, login, file := fs.String("data", "", ""), fs.String("login", "", ""), fs.String("passphrase-file", "", "")
	if rest, err := parse(fs, args); err != nil {
		return 0, err
	} else if len(rest) > 0 {
		return 0, usageError("verify 不需要别的参数；数据文件夹用 -data 指定。")
	}
	if e.Examine == nil {
		return 0, app.Fail("verify.none", "这个程序不带数据，不能检查。请用备案台的完整程序。")
	}
	x := e.Examine(*login, func(prompt string) (string, error) { return e.secret(*file, prompt) })
	faults, err := verifyOnce(ctx, x, *folder)
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
		r, err := x.Repair(ctx, faults)
		if err != nil {
			return 0, err
		}
		v.Repaired, v.Planned = r.Files, r.Planned
		if !*asJSON {
			sayRepaired(e, r)
		}
		if !r.Planned {
			if v.Faults, err = verifyOnce(ctx, x, *folder); err != nil {
				return 0, err
			}
			v.Sound = len(v.Faults) == 0
			if !*asJSON {
				printFaults(e, v.Faults)
			}
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

func verifyOnce(ctx context.Context, x Examiner, folder string) (faults []desk.Fault, err error) {
	data, err := x.Open(ctx, folder)
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

func sayRepaired(e Env, r desk.Repaired) {
	made := r.Made.In(filing.China).Format("2006-01-02 15:04")
	if r.Planned {
		fmt.Fprintf(e.Out, "已从 %s 的备份恢复出全部数据并检查过。下次启动程序时由它替换现在的数据，现在的数据会保留；备份之后的改动不在其中。\n", made)
		return
	}
	fmt.Fprintf(e.Out, "已从 %s 的备份修复 %d 处。再次检查：\n", made, r.Files)
}

// agreed asks; silence and everything but yes are no.
func agreed(e Env, n int) bool {
	if e.In == nil {
		return false
	}
	fmt.Fprintf(e.Out, "从最近的备份修复这 %d 处吗？图片逐张放回；数据库里的损坏只能整体恢复到备份时的样子，现在的数据会另外保留。[y/N] ", n)
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
