package command

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

func rules(_ context.Context, e Env, args []string) (int, error) {
	fs := flag.NewFlagSet("rules", flag.ContinueOnError)
	asJSON := fs.Bool("json", false, "")
	province := fs.String("province", "", "")
	place := fs.String("place", "", "")
	rest, err := parse(fs, args)
	if err != nil {
		return 0, err
	}
	if len(rest) == 0 {
		return 0, usageError("请写明 list、show、coverage、export、check 或 checksum。")
	}
	what, rest := rest[0], rest[1:]
	if err := rulesUse(what, rest, *province, *place); err != nil {
		return 0, err
	}
	switch what {
	case "list":
		return listRules(e, *province, *place, *asJSON)
	case "show":
		return showRule(e, rest[0], *asJSON)
	case "coverage":
		return coverRules(e, *province, *asJSON)
	case "check":
		return checkTable(e, rest[0], *asJSON)
	case "export":
		return exportTable(e, rest[0])
	}
	return checksum(e, rest[0], *asJSON)
}

// rulesUse says which arguments a part of rules does not take or lacks.
func rulesUse(what string, rest []string, province, place string) error {
	switch what {
	case "list", "coverage":
		if len(rest) > 0 {
			return usageError("rules " + what + " 不需要“" + rest[0] + "”。只看一个省请加 --province，看一条规则请用 rules show 编号。")
		}
	case "show":
		if len(rest) != 1 {
			return usageError("请写明一条规则的编号，例如 rules show CN-ELI-01。")
		}
	case "checksum", "check":
		if len(rest) != 1 {
			return usageError("请给出一个资料表文件。")
		}
	case "export":
		if len(rest) != 1 {
			return usageError("请写明一张资料表，例如 rules export languages。可以写：" + strings.Join(table.Names, "、") + "。")
		}
	default:
		return usageError("rules 没有“" + what + "”。请写 list、show、coverage、export、check 或 checksum。")
	}
	if place != "" && what != "list" {
		return usageError("--place 只能用于 rules list。")
	}
	if province != "" && what != "list" && what != "coverage" {
		return usageError("--province 只能用于 rules list 和 rules coverage。")
	}
	return nil
}

// builtin as --place means the rules that are no rows of a table.
const builtin = "builtin"

var (
	placeWords    = map[string]string{table.PlaceCheck: "检查", table.PlaceAsk: "提问", table.PlaceList: "清单"}
	severityWords = map[string]string{"block": "必须", "warn": "提醒", "info": "提示"}
)

func listRules(e Env, province, place string, asJSON bool) (int, error) {
	if place != "" && place != builtin && placeWords[place] == "" {
		return 0, usageError("--place 可以写 check、ask、list 或 builtin。")
	}
	code, err := provinceCode(e.Tables, province)
	if err != nil {
		return 0, err
	}
	if place == builtin {
		if code != "" && code != table.AllProvinces {
			return 0, usageError("写在程序里的规则各省都用，--place builtin 不能与 --province 同用。")
		}
		return listBuiltin(e, asJSON)
	}
	out := []table.BureauRule{}
	for _, r := range e.Tables.Bureau {
		if (code == "" || r.Province == code) && (place == "" || r.Place == place) {
			out = append(out, r)
		}
	}
	if asJSON {
		return ExitOK, writeJSON(e.Out, map[string]any{"version": e.Tables.Versions["province_rules"], "rules": out})
	}
	for _, r := range out {
		fmt.Fprintf(e.Out, "%-10s %s %s %s  %s\n", r.ID, placeWords[r.Place], severityWords[r.Severity], r.Confidence, r.Text)
	}
	fmt.Fprintf(e.Out, "共 %d 条（%s 版）\n", len(out), e.Tables.Versions["province_rules"])
	if code == "" && place == "" {
		fmt.Fprintf(e.Out, "另有 %d 条规则写在程序里，各省都用，用 rules list --place builtin 列出。\n", len(rule.Rules()))
	}
	return ExitOK, nil
}

// provinceCode is what --province means, "" for all.
func provinceCode(t *table.Set, name string) (string, error) {
	switch name {
	case "":
		return "", nil
	case table.AllProvinces, "全国":
		return table.AllProvinces, nil
	}
	p, ok := findProvince(t, name)
	if !ok {
		return "", usageError("不认识省份“" + name + "”。请写六位代码或名称，例如 440000 或 广东；全国的写 000000。")
	}
	return p.Code, nil
}

// builtinRule is a rule that is no row of a table, as JSON.
type builtinRule struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	Severity rule.Severity `json:"severity"`
	Basis    rule.Basis    `json:"basis"`
	// Confidence is "" unless Basis is stored.
	Confidence string `json:"confidence,omitempty"`
	Source     string `json:"source"`
	Date       string `json:"date"`
}

func builtinOf(r rule.Rule) builtinRule {
	return builtinRule{r.ID, r.Title, r.Severity, r.Basis, r.Confidence, r.Source, r.Date}
}

func listBuiltin(e Env, asJSON bool) (int, error) {
	list := []builtinRule{}
	for _, r := range rule.Rules() {
		list = append(list, builtinOf(r))
	}
	slices.SortStableFunc(list, func(a, b builtinRule) int { return strings.Compare(a.ID, b.ID) })
	if asJSON {
		return ExitOK, writeJSON(e.Out, map[string]any{"version": e.Version, "rules": list})
	}
	for _, r := range list {
		fmt.Fprintf(e.Out, "%-24s %s  %s\n", r.ID, severityWords[string(r.Severity)], r.Title)
	}
	fmt.Fprintf(e.Out, "共 %d 条（程序 %s）\n", len(list), e.Version)
	return ExitOK, nil
}

func showRule(e Env, id string, asJSON bool) (int, error) {
	r, ok := e.Tables.BureauRule(strings.ToUpper(id))
	if !ok {
		return showRegistry(e, strings.ToUpper(id), asJSON)
	}
	if asJSON {
		return ExitOK, writeJSON(e.Out, r)
	}
	names := desk.Names(e.Tables).Source
	where := "全国"
	if p, ok := e.Tables.Province(r.Province); ok {
		where = p.Name
	}
	fmt.Fprintf(e.Out, "%s  %s  %s  %s\n%s\n办法：%s\n", r.ID, where, placeWords[r.Place], severityWords[r.Severity], r.Text, r.Remedy)
	if r.Material != "" {
		fmt.Fprintln(e.Out, "材料："+r.Material)
	}
	if r.Predicate == "registry" {
		fmt.Fprintln(e.Out, "由规则检查："+strings.Join(r.Params.Rules, "、"))
	} else if r.Predicate != "" {
		fmt.Fprintln(e.Out, "判断："+r.Predicate)
	}
	fmt.Fprintf(e.Out, "来源：%s %s（可信度 %s）\n", names(r.Source), dated(r.Date), r.Confidence)
	if aside := rule.Aside(r.Confidence, r.Conflict, names); aside != "" {
		fmt.Fprintln(e.Out, aside)
	}
	if r.Note != "" {
		fmt.Fprintln(e.Out, "说明："+r.Note)
	}
	return ExitOK, nil
}

// showRegistry shows a rule that is no row of a table.
func showRegistry(e Env, id string, asJSON bool) (int, error) {
	for _, r := range rule.Rules() {
		if r.ID != id {
			continue
		}
		if asJSON {
			return ExitOK, writeJSON(e.Out, builtinOf(r))
		}
		fmt.Fprintf(e.Out, "%s  检查  %s\n%s。\n来源：%s %s（%s）\n", r.ID, severityWords[string(r.Severity)], r.Title, desk.Names(e.Tables).Source(r.Source), dated(r.Date), foundation(r))
		return ExitOK, nil
	}
	return 0, app.Fail("rule.unknown", "没有编号为“"+id+"”的规则。请用 rules list 和 rules list --place builtin 查看全部编号。")
}

// foundation says what a rule of the program rests on.
func foundation(r rule.Rule) string {
	switch r.Basis {
	case rule.Form:
		return "填写本身不全或自相矛盾，不靠出处"
	case rule.Derived:
		return "推断"
	case rule.General:
		return "常识"
	}
	return "可信度 " + r.Confidence
}

func coverRules(e Env, province string, asJSON bool) (int, error) {
	code, err := provinceCode(e.Tables, province)
	if err != nil {
		return 0, err
	}
	list := slices.DeleteFunc(rule.Coverage(e.Tables), func(p rule.Placed) bool { return code != "" && p.Province != code })
	if asJSON {
		return ExitOK, writeJSON(e.Out, map[string]any{"version": e.Tables.Versions["province_rules"], "rows": len(list), "provinces": countRules(list)})
	}
	counts := countRules(list)
	fmt.Fprintln(e.Out, "省份      检查 提问 清单  可信度 A   B   C   D")
	for _, c := range counts {
		name := "全国"
		if p, ok := e.Tables.Province(c.Province); ok {
			name = p.Name
		}
		fmt.Fprintf(e.Out, "%s%s%4d %4d %4d  %9d %3d %3d %3d\n", name, strings.Repeat("　", max(0, 4-len([]rune(name)))), c.Check, c.Ask, c.List, c.A, c.B, c.C, c.D)
	}
	fmt.Fprintf(e.Out, "共 %d 条，每一条只在一处（%s 版）\n", len(list), e.Tables.Versions["province_rules"])
	return ExitOK, nil
}

// placedIn counts the rows of one province.
type placedIn struct {
	Province string `json:"province"`
	Check    int    `json:"check"`
	Ask      int    `json:"ask"`
	List     int    `json:"list"`
	A        int    `json:"a"`
	B        int    `json:"b"`
	C        int    `json:"c"`
	D        int    `json:"d"`
}

func countRules(list []rule.Placed) []placedIn {
	var out []placedIn
	for _, r := range list {
		i := slices.IndexFunc(out, func(p placedIn) bool { return p.Province == r.Province })
		if i < 0 {
			i = len(out)
			out = append(out, placedIn{Province: r.Province})
		}
		c := &out[i]
		switch r.Place {
		case table.PlaceCheck:
			c.Check++
		case table.PlaceAsk:
			c.Ask++
		default:
			c.List++
		}
		*map[string]*int{"A": &c.A, "B": &c.B, "C": &c.C, "D": &c.D}[r.Confidence]++
	}
	return out
}
