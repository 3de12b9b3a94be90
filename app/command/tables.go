package command

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"beiandesk/app"
	"beiandesk/app/rule/table"
	"beiandesk/assets"
)

// exportTable prints a table of the program, to be changed and adopted.
func exportTable(e Env, name string) (int, error) {
	name = strings.TrimSuffix(name, ".json")
	if !slices.Contains(table.Names, name) {
		return 0, usageError("没有资料表“" + name + "”。可以写：" + strings.Join(table.Names, "、") + "。")
	}
	data, err := fs.ReadFile(assets.Tables(), name+".json")
	if err != nil {
		return 0, app.Wrap(err, app.CodeInternal, "程序自带的资料表读不出来。请重新安装程序。")
	}
	_, err = e.Out.Write(data)
	return ExitOK, err
}

// checkTable examines a table file as the window does before it is adopted.
func checkTable(e Env, file string, asJSON bool) (int, error) {
	data, err := readFile(file, table.MaxFile, "，例如 province_rules.json")
	if err != nil {
		return 0, err
	}
	o, err := table.Try(assets.Tables(), nil, data)
	if err != nil {
		return 0, err
	}
	was := e.Tables.Versions[o.Table]
	if asJSON {
		return ExitOK, writeJSON(e.Out, map[string]any{"table": o.Table, "was": was, "version": o.Version, "changes": listed(o.Changes)})
	}
	words := map[string]string{table.Added: "新增", table.Removed: "删除", table.Altered: "修改"}
	for _, c := range o.Changes {
		fmt.Fprintln(e.Out, strings.TrimSpace(words[c.What]+"  "+c.ID+"  "+strings.Join(c.Fields, "、")))
	}
	fmt.Fprintf(e.Out, "可以采用：%s %s 版 → %s 版，共 %d 处变化。在窗口的“规则资料”里选这个文件。\n", o.Table, was, o.Version, len(o.Changes))
	return ExitOK, nil
}

func checksum(e Env, file string, asJSON bool) (int, error) {
	data, err := readFile(file, table.MaxFile, "，例如 province_rules.json")
	if err != nil {
		return 0, err
	}
	sum, err := table.Checksum(data)
	if err != nil {
		return 0, app.Wrap(err, table.CodeDamaged, "“"+file+"”不是资料表文件。它应是一个 JSON 对象，有 table、version、source、date 和 rows；请照程序自带的表改写。")
	}
	if asJSON {
		return ExitOK, writeJSON(e.Out, map[string]string{"checksum": sum})
	}
	fmt.Fprintln(e.Out, sum)
	return ExitOK, nil
}
