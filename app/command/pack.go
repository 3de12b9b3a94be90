package command

import (
	"context"
	"flag"
	"fmt"
	"strconv"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/miniapp"
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
	files, err := parse(fs, args)
	if err != nil {
		return 0, err
	}
	switch {
	case len(files) != 1:
		return 0, usageError("请给出一个 filing.json 文件。")
	case *platform == "":
		return 0, usageError("请用 --platform 指定平台：wechat 或 douyin。")
	case *out == "":
		return 0, usageError("请用 --out 指定写到哪个文件。")
	}
	for _, s := range strings.FieldsFunc(*contents, func(r rune) bool { return r == ',' || r == '，' || r == ' ' }) {
		n, err := strconv.Atoi(s)
		if err != nil {
			return 0, usageError("--contents 是用逗号隔开的代码，例如 161,164。")
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
