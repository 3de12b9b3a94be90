package paper

import (
	"slices"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// noApproval is the statement that the filing's words only sound like regulated
// business. It names each item at which the words point, and the province's own
// form for it where there is one.
func noApproval(in Input, n names) document {
	f := in.Filing
	rows := forms(NoApproval, f)
	d := document{title: "不涉及前置审批承诺书"}
	used := rows[:0:0]
	touched := map[int]bool{}
	var table [][]string
	for _, t := range in.Touched {
		touched[t.Item] = true
		table = append(table, []string{t.Name, "“" + strings.Join(t.Words, "”“") + "”", rule.FieldName(t.Field)})
	}
	for _, r := range rows {
		if len(r.Items) == 0 || len(touched) == 0 || slices.ContainsFunc(r.Items, func(i int) bool { return touched[i] }) {
			used = append(used, r)
		}
	}
	for len(table) < 2 {
		table = append(table, []string{"", "", ""})
	}
	d.add(organiserEntries(f, n), entries{of("legal.name", "法定代表人", f.Legal.Name)}, siteEntries(f),
		para(we(f)+"的名称、经营范围或网站名称里有下列字样，但网站并不从事所列的须经前置审批的服务："),
		grid{titles: []string{"前置审批项目", "出现的字样", "出现在"}, widths: []float64{50, 80, textWidth - 130}, rows: table, height: 8},
		space{label: "网站实际提供的内容", text: siteAbout(f, n), lines: 2},
		para(we(f)+"承诺："), numbered(
			"网站不提供上表所列的服务，也不发布须取得相应许可才能发布的内容；",
			"今后需要开展上述服务的，先取得主管部门的许可，再办理备案变更；",
			"违反上述承诺的，接受关闭网站、注销备案等处理，并承担相应的法律责任。"))
	seal, sign := seals(f), []string{signs(f)}
	if _, ask := asked(used, func(r FormRow) bool { return r.Inquiry }); ask {
		d.add(subtitle("咨询记录"), entries{blank("咨询的部门"), blank("电话"), blank("日期"), blank("答复")})
	}
	if _, two := asked(used, func(r FormRow) bool { return r.ProviderSeals }); two {
		seal, sign = append(seal, "接入商公章"), append(sign, "接入商经办人签字：")
	}
	d.add(signing{seal, sign}, signed(used, n))
	return d
}

// siteAbout is what is known of a site's contents.
func siteAbout(f *filing.Filing, n names) string {
	return strings.Join(nonEmpty([]string{list(f.Site.Contents, n.content), f.Site.Remark}), "。")
}
