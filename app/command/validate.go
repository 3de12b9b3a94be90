package command

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/parcel"
	"beiandesk/app/rule"
)

// maxFiling is the largest filing.json that is read, in bytes; a real one has
// some kilobytes.
const maxFiling = 8 << 20

func validate(_ context.Context, e Env, args []string) (int, error) {
	fs := flag.NewFlagSet("validate", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "")
	list := fs.Bool("checklist", false, "")
	province := fs.String("province", "", "")
	provider := fs.String("provider", "", "")
	files, err := parse(fs, args)
	if err != nil {
		return 0, err
	}
	as, err := another(e.Tables, *province, *provider)
	if err != nil {
		return 0, err
	}
	if err := oneFiling(files); err != nil {
		return 0, err
	}
	f, warnings, err := readFiling(files[0])
	if err != nil {
		return 0, err
	}
	as.apply(f)
	v := desk.Look(f, e.Tables, e.Now())
	v.Findings = as.mine(v.Findings)
	code := ExitOK
	if !rule.Summarise(v.Findings).OK() {
		code = ExitFindings
	}
	if *asJSON {
		return code, writeJSON(e.Out, report(&v, warnings))
	}
	for _, w := range warnings {
		fmt.Fprintln(e.Out, "注意  "+w.Text)
	}
	as.print(e)
	names := desk.Names(e.Tables).Source
	printFindings(e.Out, &v, names)
	printQuestions(e.Out, v.Questions, names)
	fmt.Fprintln(e.Out, "没有检查："+unchecked)
	if *list {
		printChecklist(e.Out, v.Checklist, names)
	}
	return code, nil
}

// unchecked is what one file cannot tell.
const unchecked = "与本办公室其他备案是否重复（手机、邮箱、证件、域名），同一主办单位是否有在途订单。这些只在窗口里、对照存下的备案检查。"

// oneFiling says which arguments are missing or too many.
func oneFiling(files []string) error {
	switch len(files) {
	case 0:
		return usageError("请给出一个 filing.json 文件。")
	case 1:
		return nil
	}
	return usageError(fmt.Sprintf("一次只看一个 filing.json，这里给了 %d 个。", len(files)))
}

// readFiling reads one filing.json.
func readFiling(path string) (*filing.Filing, []parcel.Warning, error) {
	data, err := readFile(path, maxFiling, " filing.json；要连同图片一起检查，请用 prepare")
	if err != nil {
		return nil, nil, err
	}
	return parcel.Decode(data)
}

// report is the JSON form of a look at a filing.
func report(v *desk.View, warnings []parcel.Warning) map[string]any {
	s := rule.Summarise(v.Findings)
	notes := []string{}
	for _, w := range warnings {
		notes = append(notes, w.Text)
	}
	return map[string]any{"domain": v.Filing.Domain.Name, "kind": v.Filing.Kind, "block": s.Block, "warn": s.Warn, "info": s.Info,
		"findings": listed(v.Findings), "questions": listed(v.Questions), "checklist": listed(v.Checklist), "notes": notes, "unchecked": unchecked}
}

// listed is a list that JSON writes as one even if it is empty.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func printFindings(w io.Writer, v *desk.View, source func(tags string) string) {
	s := rule.Summarise(v.Findings)
	fmt.Fprintf(w, "%s  %s  必须修改 %d，建议核对 %d，提示 %d\n", cmp.Or(v.Filing.Domain.Name, "（没有域名）"), v.Filing.Kind.Name(), s.Block, s.Warn, s.Info)
	word := map[rule.Severity]string{rule.Block: "必须修改", rule.Warn: "建议核对", rule.Info: "提示"}
	for _, f := range v.Findings {
		fmt.Fprintf(w, "%s  %s（%s）\n      %s\n      来源：%s %s  [%s]\n", word[f.Severity], f.Text, place(f.Field), f.Remedy+rule.Aside(f.Confidence, f.Conflict, source), source(f.Source), dated(f.Date), idOf(f))
	}
}

// place says where in the window a field is mended.
func place(p filing.Field) string {
	step, group := filing.Place(p)
	s := step.Name()
	if group != "" {
		s += " › " + group.Name()
	}
	if n := rule.FieldName(p); n != string(p) {
		s += " › " + n
	}
	return s
}

// idOf names the rule, and the row behind it where that is another.
func idOf(f rule.Finding) string {
	if f.Row != "" && f.Row != f.ID {
		return f.ID + " " + f.Row
	}
	return f.ID
}
