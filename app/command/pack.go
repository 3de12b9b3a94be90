package command

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/miniapp"
	"beiandesk/app/rule/table"
)

// pack writes the body of a mini-program's filing. The file holds whole numbers
// of persons: it is the user's own export, readable by the user alone.
func pack(_ context.Context, e Env, args []string) (int, error) {
	fs := flag.NewFlagSet("pack", flag.ContinueOnError)
	platform := fs.String("platform", "", "")
	out := fs.String("out", "", "")
	contents := fs.String("contents", "", "")
	var x miniapp.Extra
	fs.StringVar(&x.Comment, "comment", "", "")
	fs.StringVar(&x.FaceTask, "face-task", "", "")
	fs.StringVar(&x.AppID, "app-id", "", "")
	fs.StringVar(&x.AppName, "app-name", "", "")
	draft := fs.Bool("draft", false, "")
	asJSON := fs.Bool("json", false, "")
	list := fs.Bool("list-contents", false, "")
	files, err := parse(fs, args)
	if err != nil {
		return 0, err
	}
	if *list {
		return listContents(e, files, *asJSON)
	}
	if err := oneFiling(files); err != nil {
		return 0, err
	}
	switch {
	case *platform == "":
		return 0, usageError("请用 --platform 指定平台：wechat 或 douyin。")
	case !slices.Contains(miniapp.Platforms, miniapp.Platform(*platform)):
		return 0, usageError("不认识平台“" + *platform + "”。请写 wechat（微信）或 douyin（抖音）。")
	case *out == "":
		return 0, usageError("请用 --out 指定写到哪个文件。")
	case isFolder(*out):
		return 0, usageError("“" + *out + "”是一个文件夹。请用 --out 写明文件名，例如 wechat.json。")
	case sameFile(*out, files[0]):
		return 0, usageError("--out 就是要读的文件，写了会盖掉这份备案。请另写一个文件名。")
	}
	for _, s := range strings.FieldsFunc(*contents, func(r rune) bool { return r == ',' || r == '，' || r == ' ' }) {
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0, usageError("--contents 是用逗号隔开的代码，例如 161,164；用 pack --list-contents 列出。")
		}
		x.Contents = append(x.Contents, n)
	}
	f, warnings, err := readFiling(files[0])
	if err != nil {
		return 0, err
	}
	data, problems, err := miniapp.Pack(f, miniapp.Platform(*platform), x, e.Tables)
	if err != nil {
		return 0, err
	}
	code, written := ExitOK, ""
	if miniapp.Blocked(problems) {
		code = ExitFindings
	}
	if code == ExitOK || *draft {
		if err := desk.WriteFile(*out, data); err != nil {
			return 0, err
		}
		written = *out
	}
	if *asJSON {
		notes := []string{}
		for _, w := range warnings {
			notes = append(notes, w.Text)
		}
		return code, writeJSON(e.Out, map[string]any{"experimental": true, "platform": *platform, "written": written,
			"problems": append([]miniapp.Problem{}, problems...), "notes": notes})
	}
	for _, w := range warnings {
		fmt.Fprintln(e.Out, "注意  "+w.Text)
	}
	for _, p := range problems {
		word := "建议核对"
		if p.Blocks {
			word = "必须修改"
		}
		fmt.Fprintf(e.Out, "%s  %s\n      %s\n", word, p.Text, p.Remedy)
	}
	if written == "" {
		fmt.Fprintln(e.Out, "没有写出文件：还有必须修改的问题。改好后再试；确实要先看一看，请加 --draft。")
		return code, nil
	}
	fmt.Fprintln(e.Out, "已写出（试验）："+written+"\n里面有完整的证件号码和手机号，请妥善保管，用后删除。")
	return code, nil
}

// listContents prints the codes that --contents takes.
func listContents(e Env, rest []string, asJSON bool) (int, error) {
	if len(rest) > 0 {
		return 0, usageError("--list-contents 只列出代码，不需要“" + rest[0] + "”。")
	}
	list := []table.Content{}
	for _, c := range e.Tables.Contents {
		if c.List == table.AppList {
			list = append(list, c)
		}
	}
	if asJSON {
		return ExitOK, writeJSON(e.Out, map[string]any{"contents": list})
	}
	group := ""
	for _, c := range list {
		if c.Group != group {
			group = c.Group
			fmt.Fprintln(e.Out, group)
		}
		fmt.Fprintf(e.Out, "  %-5d %s\n", c.Code, c.Name)
	}
	return ExitOK, nil
}
