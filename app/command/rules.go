package command

import (
	"context"
	"flag"
	"fmt"
	"os"
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
		return 0, usageError("请写明 list、show、coverage 或 checksum。")
	}
	what, rest := rest[0], rest[1:]
	if len(rest) != 0 && what != "show" && what != "checksum" || len(rest) != 1 && (what == "show" || what == "checksum") {
		return 0, usageError("rules " + what + " 后面的参数不对。")
	}
	switch what {
	case "list":
		return listRules(e, *province, *place, *asJSON)
	case "show":
		return showRule(e, rest[0], *asJSON)
	case "coverage":
		return coverRules(e, *asJSON)
	case "checksum":
		return checksum(e, rest[0])
	}
	return 0, usageError("rules 没有“" + what + "”。请写 list、show、coverage 或 checksum。")
}

var (
	placeWords    = map[string]string{table.PlaceCheck: "检查", table.PlaceAsk: "提问", table.PlaceList: "清单"}
	severityWords = map[string]string{"block": "必须", "warn": "提醒", "info": "提示"}
)

func listRules(e Env, province, place string, asJSON bool) (int, error) {
	if place != "" && placeWords[place] == "" {
		return 0, usageError("--place 可以写 check、ask 或 list。")
	}
	code := ""
	if province != "" && province != table.AllProvinces && province != "全国" {
		p, ok := findProvince(e.Tables, province)
		if !ok {
			return 0, usageError("不认识省份“" + province + "”。请写六位代码或名称，例如 440000 或 广东；全国的写 000000。")
		}
		code = p.Code
	} else if province != "" {
		code = table.AllProvinces
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
	fmt.Fprintf(e.Out, "来源：%s %s（可信度 %s）\n", names(r.Source), r.Date, r.Confidence)
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
			return ExitOK, writeJSON(e.Out, map[string]any{"id": r.ID, "title": r.Title, "severity": r.Severity, "basis": r.Basis, "source": r.Source, "date": r.Date})
		}
		fmt.Fprintf(e.Out, "%s  检查  %s\n%s。\n来源：%s %s\n", r.ID, severityWords[string(r.Severity)], r.Title, desk.Names(e.Tables).Source(r.Source), r.Date)
		return ExitOK, nil
	}
	return 0, app.Fail("rule.unknown", "没有编号为“"+id+"”的规则。请用 rules list 查看全部编号。")
}

func coverRules(e Env, asJSON bool) (int, error) {
	list := rule.Coverage(e.Tables)
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

func checksum(e Env, file string) (int, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, app.Wrap(err, "file.open", "打不开“"+file+"”。请检查路径是否正确。")
	}
	sum, err := table.Checksum(data)
	if err != nil {
		return 0, app.Wrap(err, table.CodeDamaged, "“"+file+"”不是资料表文件。请检查它的格式。")
	}
	fmt.Fprintln(e.Out, sum)
	return ExitOK, nil
}
