package command

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// otherwise is a filing looked at as if it were made in another province or at
// another provider.
type otherwise struct {
	province table.Province
	provider table.Provider
}

// another finds what --province and --provider name, "" = as the filing says.
func another(t *table.Set, province, provider string) (o otherwise, err error) {
	if province != "" {
		p, ok := findProvince(t, province)
		if !ok {
			return o, usageError("不认识省份“" + province + "”。请写六位代码或名称，例如 440000 或 广东。")
		}
		o.province = p
	}
	if provider != "" {
		o.provider, err = findProvider(t, provider)
	}
	return o, err
}

// findProvider knows a provider by its id, its name or a part of the name that
// no other one has.
func findProvider(t *table.Set, name string) (table.Provider, error) {
	var like []table.Provider
	for _, p := range t.Providers {
		if strings.EqualFold(p.ID, name) || p.Name == name {
			return p, nil
		}
		if strings.Contains(strings.ToLower(p.Name), strings.ToLower(name)) {
			like = append(like, p)
		}
	}
	switch len(like) {
	case 1:
		return like[0], nil
	case 0:
		return table.Provider{}, usageError("不认识接入商“" + name + "”。可以写：" + providerWords(t.Providers) + "。")
	}
	return table.Provider{}, usageError("“" + name + "”可以是几家接入商。请写明是哪一家：" + providerWords(like) + "。")
}

// providerWords lists ids with the names.
func providerWords(list []table.Provider) string {
	var out []string
	for _, p := range list {
		short, _, _ := strings.Cut(p.Name, "（")
		out = append(out, p.ID+"（"+short+"）")
	}
	return strings.Join(out, "、")
}

// findProvince knows a province by its code, its first two digits, its name
// with or without 省, or a beginning of two characters that no other one has.
func findProvince(t *table.Set, name string) (table.Province, bool) {
	var like []table.Province
	for _, p := range t.Provinces {
		if name == p.Code || name == p.Name || name == t.Regions.Name(p.Code) || len(name) == 2 && name == p.Code[:2] {
			return p, true
		}
		if utf8.RuneCountInString(name) >= 2 && strings.HasPrefix(t.Regions.Name(p.Code), name) {
			like = append(like, p)
		}
	}
	if len(like) == 1 {
		return like[0], true
	}
	return table.Province{}, false
}

func (o otherwise) apply(f *filing.Filing) {
	if o.province.Code != "" && f.Region.Province != o.province.Code {
		f.Region = filing.Region{Province: o.province.Code}
	}
	if o.provider.ID != "" {
		f.Provider = o.provider.ID
	}
}

// mine leaves out that city and district are missing, which nobody was asked.
func (o otherwise) mine(list []rule.Finding) []rule.Finding {
	if o.province.Code == "" {
		return list
	}
	return slices.DeleteFunc(list, func(f rule.Finding) bool {
		return f.ID == "CN-REQUIRED" && (f.Field == "region.city" || f.Field == "region.district")
	})
}

func (o otherwise) print(e Env) {
	var as []string
	if o.province.Code != "" {
		as = append(as, "省份“"+o.province.Name+"”")
	}
	if o.provider.ID != "" {
		as = append(as, "接入商“"+o.provider.Name+"”")
	}
	if len(as) > 0 {
		fmt.Fprintln(e.Out, "按"+strings.Join(as, "、")+"检查，文件没有改动。")
	}
}

func printQuestions(w io.Writer, list []rule.Question, source func(string) string) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "\n程序判断不了，请自己核对（写进 filing.json 的 asked）：%d 项\n", len(list))
	for _, q := range list {
		fmt.Fprintf(w, "%s  %s\n      不符合时：%s\n      来源：%s %s  [%s]\n", cmp.Or(rule.AnswerWords[q.Answer], "未回答"), q.Text, q.Remedy+rule.Aside(q.Confidence, q.Conflict, source), source(q.Source), dated(q.Date), q.Row)
	}
}

func printChecklist(w io.Writer, list []rule.Item, source func(string) string) {
	group := ""
	for _, i := range list {
		if i.Group != group {
			group = i.Group
			fmt.Fprintf(w, "\n%s\n", group)
		}
		mark := "□"
		if i.Done {
			mark = "√"
		}
		need := ""
		if i.Required {
			need = "（必须）"
		}
		fmt.Fprintf(w, "%s %s%s：%s%s%s\n      来源：%s %s  [%s]\n", mark, i.Title, need, i.Why, i.How, rule.Aside(i.Confidence, i.Conflict, source), source(i.Source), dated(i.Date), i.ID)
	}
}

// dated is the date of a source behind its name.
func dated(date string) string {
	if date == "不详" {
		return "日期不详"
	}
	return date
}
