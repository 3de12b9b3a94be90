// Package command offers the use cases from the command line, without a
// display: validate, rules, check, prepare, pack, sample, verify, backup, restore and version.
//
// Exit codes: 0 clean or with warnings, 3 blocking findings, rejected
// pictures or damaged data, 2 wrong usage, 1 failure. With --json the result is one JSON
// object on standard output, and failures are {"error": {…}}.
package command

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// Exit codes.
const (
	ExitOK       = 0
	ExitFailure  = 1
	ExitUsage    = 2
	ExitFindings = 3
)

// Env is what a command needs from outside.
type Env struct {
	Out, Err io.Writer
	Version  string
	Now      func() time.Time
	Tables   *table.Set
	// LimitsFile replaces the table of picture limits when it is there, "" =
	// never.
	LimitsFile string
	// Examine makes what opens a data folder for verify and repairs it. login is
	// the label of a passphrase, "" where there is only one; ask gets the
	// passphrase. nil where there are no data.
	Examine func(login string, ask func(prompt string) (string, error)) Examiner
	In      io.Reader // answers, nil = nobody is there to ask
	Disk    Disk      // for backup and restore

	target desk.Target // whom prepare sizes pictures for
}

type verb struct {
	name, use, about string
	run              func(ctx context.Context, e Env, args []string) (int, error)
}

var verbs = []verb{
	{"validate", "validate [--province 省份] [--provider 接入商] [--checklist] [--json] 文件.json",
		"按全部规则检查一份 filing.json，列出程序要问的问题；--checklist 另列要准备的清单；--province（代码或名称）、--provider 按另一个省份或接入商检查，不改文件", validate},
	{"rules", "rules list [--province 省份] [--place check|ask|list|builtin] [--json] | rules show 编号 [--json] | rules coverage [--province 省份] [--json] | rules export 资料表 | rules check 文件.json [--json] | rules checksum 文件.json [--json]",
		"查看各省的规则：list 列出（builtin 是写在程序里、各省都用的），show 看一条，coverage 统计由程序检查、提问、列入清单的各有多少；export 输出一张自带的资料表供改写，check 检查改好的文件，checksum 算出它的校验值", rules},
	{"check", "check [--kind 类别] [--code 信用代码] [--name 单位全称] [--limits 标准.json] [--report 报告.html|.pdf] [--json] 图片或文件夹…",
		"检查证件照片，文件夹连同下级，可用 * 和 ?；类别：licence id-front id-back domain-certificate letter portrait other，不写则由文件名判断", check},
	{"prepare", "prepare 文件夹 --out 文件夹 [--size 平台] [--draft] [--no-watermark] [--originals] [--word] [--json]",
		"由 filing.json 和图片生成材料包；图片带水印，--no-watermark 不加，--originals 附上没有水印的原图，--word 另附可修改的 Word 文件；图片大小按备案的接入商，或 --size police、wechat 等（见 picture_sizes.json）", prepare},
	{"pack", "pack --platform wechat|douyin 文件.json --out 文件 [--contents 161,164] [--comment 文字] [--face-task 编号] [--app-id 编号] [--app-name 名称] [--draft] [--json] | pack --list-contents [--json]",
		"试验：把 filing.json 写成微信或抖音小程序备案接口的 JSON；内有完整的个人信息，请妥善保管，用后删除。有问题时不写，--draft 仍写；--list-contents 列出小程序服务内容的代码", pack},
	{"sample", "sample 文件夹", "写出一份样本（虚构数据和样本图片），供试用", writeSample},
	{"verify", "verify [-data 文件夹] [--login 登录名] [--passphrase-file 文件] [--repair] [--json]",
		"检查数据：操作记录、数据库、每一项密封的资料和图片；不改动任何内容。--repair 不再询问，直接从最近的备份修复能修复的", verify},
	{"backup", "backup --to 文件夹 [--data 数据文件夹] [--passphrase-file 文件] [--json]",
		"备份全部数据到一个加密文件（age 格式），写好后实际恢复一遍作检查；密码在终端里输入，或取文件的第一行", makeBackup},
	{"restore", "restore 备份.age --into 文件夹 [--passphrase-file 文件] [--json]",
		"把备份恢复到一个新文件夹，之后可用 -data 打开；现有数据不受影响", restoreBackup},
	{"licences", "licences", "显示第三方部件的许可", licences},
	{"version", "version [--json]", "显示版本", version},
}

// Known tells whether the first argument names a command, so that the window
// is not wanted.
func Known(args []string) bool {
	if len(args) == 0 {
		return false
	}
	if args[0] == "help" || args[0] == "--help" || args[0] == "-h" || args[0] == "-help" {
		return true
	}
	for _, v := range verbs {
		if v.name == args[0] {
			return true
		}
	}
	return false
}

// Run carries out a command and returns the exit code.
func Run(ctx context.Context, e Env, args []string) int {
	if len(args) == 2 && args[0] == "help" && slices.ContainsFunc(verbs, func(v verb) bool { return v.name == args[1] }) {
		args = []string{args[1], "--help"}
	}
	for _, v := range verbs {
		if len(args) == 0 || v.name != args[0] {
			continue
		}
		code, err := v.run(ctx, e, args[1:])
		if err == nil {
			return code
		}
		if errors.Is(err, flag.ErrHelp) {
			v.print(e.Out)
			fmt.Fprintln(e.Out, "\n"+exitCodes)
			return ExitOK
		}
		var u usageError
		if errors.As(err, &u) {
			fmt.Fprintf(e.Err, "%s\n用法：beiandesk %s\n", u.Error(), v.use)
			return ExitUsage
		}
		if wantsJSON(args) {
			if err := writeJSON(e.Out, map[string]any{"error": map[string]string{"code": app.CodeOf(err), "message": app.MessageOf(err), "field": app.FieldOf(err)}}); err != nil {
				fmt.Fprintln(e.Err, app.MessageOf(err))
			}
		} else {
			fmt.Fprintln(e.Err, app.MessageOf(err))
		}
		if c := app.CodeOf(err); c == app.CodeInternal || c == desk.CodeLimits || c == table.CodeDamaged { // the cause says which row
			fmt.Fprintln(e.Err, err)
		}
		return ExitFailure
	}
	Usage(e.Out)
	if len(args) > 0 && Known(args) {
		return ExitOK
	}
	return ExitUsage
}

// Usage prints the commands.
func Usage(w io.Writer) {
	fmt.Fprintln(w, "备案台：准备 ICP 备案材料。程序不联网，也不会代您提交；只有接入商可以提交。")
	fmt.Fprintln(w, "\n不带命令启动则打开窗口。窗口选项：-data 文件夹  -safe  -log-level debug|info|warn|error  -measure-start")
	fmt.Fprintln(w, "\n命令：")
	for _, v := range verbs {
		v.print(w)
	}
	fmt.Fprintln(w, "\nbeiandesk help 命令 只看一个命令。"+exitCodes)
}

const exitCodes = "退出码：0 通过或仅有提醒；3 有必须修改的问题、图片不合格或数据有损坏；2 用法不对；1 出错。"

func (v verb) print(w io.Writer) { fmt.Fprintf(w, "  beiandesk %s\n      %s\n", v.use, v.about) }

// Misused says what is wrong with arguments that are neither a command nor
// options of the window. err is what reading the options gave, rest what stood
// behind them.
func Misused(w io.Writer, err error, rest []string) {
	switch {
	case err != nil:
		fmt.Fprintln(w, badOption(err))
	case len(rest) > 0:
		fmt.Fprintln(w, "没有命令“"+rest[0]+"”。")
	}
	names := make([]string, len(verbs))
	for i, v := range verbs {
		names[i] = v.name
	}
	fmt.Fprintln(w, "命令有："+strings.Join(names, "、")+"。用法请看 beiandesk help；不写命令就打开窗口。")
}

type usageError string

func (u usageError) Error() string { return string(u) }

// parse reads flags wherever they stand among the arguments, as people type
// them, and returns the rest.
func parse(fs *flag.FlagSet, args []string) ([]string, error) {
	fs.SetOutput(io.Discard)
	var rest []string
	for {
		if err := fs.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, badOption(err)
		}
		args = fs.Args()
		if len(args) == 0 {
			return rest, nil
		}
		rest, args = append(rest, args[0]), args[1:]
	}
}

// badOption says in Chinese what package flag says in English.
func badOption(err error) usageError {
	words := err.Error()
	name := func(s string) string { return "“--" + strings.TrimLeft(s, "-") + "”" }
	if x, ok := strings.CutPrefix(words, "flag provided but not defined: "); ok {
		return usageError("没有选项" + name(x) + "。")
	}
	if x, ok := strings.CutPrefix(words, "flag needs an argument: "); ok {
		return usageError("选项" + name(x) + "后面还要写它的值。")
	}
	if x, ok := strings.CutPrefix(words, "bad flag syntax: "); ok {
		return usageError("看不懂“" + x + "”。选项写成 --名称 或 --名称=值。")
	}
	if _, x, ok := strings.Cut(words, " for "); ok { // invalid value "x" for flag -n: …
		x, _, _ = strings.Cut(strings.TrimPrefix(x, "flag "), ":")
		return usageError("选项" + name(x) + "的值不对。")
	}
	return usageError("看不懂这些选项。")
}

func wantsJSON(args []string) bool {
	for _, a := range args {
		if a == "--json" || a == "-json" || a == "--json=true" {
			return true
		}
	}
	return false
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func licences(_ context.Context, e Env, args []string) (int, error) {
	switch rest, err := parse(flag.NewFlagSet("licences", flag.ContinueOnError), args); {
	case err != nil:
		return 0, err
	case len(rest) > 0:
		return 0, usageError("licences 不需要别的参数。")
	}
	_, err := io.WriteString(e.Out, assets.Licences())
	return ExitOK, err
}

func version(_ context.Context, e Env, args []string) (int, error) {
	fs := flag.NewFlagSet("version", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "")
	switch rest, err := parse(fs, args); {
	case err != nil:
		return 0, err
	case len(rest) > 0:
		return 0, usageError("version 不需要别的参数。")
	}
	if *asJSON {
		return ExitOK, writeJSON(e.Out, map[string]string{"name": "beiandesk", "version": e.Version})
	}
	fmt.Fprintln(e.Out, "备案台 beiandesk "+e.Version)
	return ExitOK, nil
}
