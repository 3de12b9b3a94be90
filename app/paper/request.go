package paper

import (
	"beiandesk/app/filing"
	"beiandesk/app/paper/docx"
)

// fieldAt is the path of a person's field.
func fieldAt(block, name string) filing.Field { return filing.Field(block + "." + name) }

// changeRequest lists what is filed and what it becomes. In a filing that is
// done the data are the old ones, in a change filing the new ones.
func changeRequest(in Input, n names) document {
	f := in.Filing
	rows := forms(ChangeRequest, f)
	d := document{title: "变更备案申请表"}
	principal, _ := f.PersonOf(filing.RolePrincipal)
	manager, _ := f.PersonOf(filing.RoleManager)
	region := firstOf(f.Region.District, f.Region.City, f.Region.Province)
	area := n.area(firstOf(f.Organiser.Address.District, region))
	var table [][]string
	for _, r := range []struct{ label, value string }{
		{"主办单位名称", f.Organiser.Name}, {"证件类型和号码", joined(n.certificate(f.Organiser.CertType), f.Organiser.CertNumber)},
		{"证件住所", f.Organiser.CertAddress}, {"通信地址", line(f.Organiser.Address, area)},
		{"主体负责人", principal.Name}, {"主体负责人手机", principal.Mobile},
		{"网站名称", f.Site.Name}, {"域名", f.Domain.Name}, {"服务内容", list(f.Site.Contents, n.content)},
		{"互联网信息服务负责人", manager.Name}, {"负责人手机", manager.Mobile}, {"接入商", in.Provider}, {"其他", ""}} {
		if f.State == filing.Filed {
			table = append(table, []string{r.label, r.value, ""})
		} else {
			table = append(table, []string{r.label, "", r.value})
		}
	}
	d.add(append(organiserEntries(f, n)[:2], of("answers.subject_number", "主体备案号", f.Answers.SubjectNumber),
		of("number", "网站备案号", firstOf(f.Number, f.Site.FiledNumber)), of("domain.name", "域名", f.Domain.Name)),
		subtitle("变更事项"), lead("只填有变化的行，没有变化的划去。"),
		grid{titles: []string{"事项", "现在备案的内容", "变更后的内容"}, widths: []float64{40, 65, textWidth - 105}, rows: table, height: 8},
		space{label: "变更原因", lines: 2}, subtitle("附件"),
		ticks{{"主办单位新证件的照片或扫描件", false}, {"登记机关的更名函或变更证明", false}, {"新负责人的证件和授权委托书", false}, {"新的域名证书", false}, {"其他：" + docx.Blank + docx.Blank, false}},
		para(we(f)+"申请变更上述备案信息，所填内容和所附材料真实有效。"), signing{seals(f), []string{signs(f), "经办人签字："}}, signed(rows, n))
	return d
}

// cancelRequest asks for the end of a filing; the sentences say what cannot be
// undone (obligations.md 3).
func cancelRequest(in Input, n names) document {
	f := in.Filing
	d := document{title: "注销备案申请表"}
	d.add(append(organiserEntries(f, n)[:2], of("legal.name", "法定代表人", f.Legal.Name), of("answers.subject_number", "主体备案号", f.Answers.SubjectNumber),
		of("number", "网站备案号", firstOf(f.Number, f.Site.FiledNumber)), of("site.name", "网站名称", f.Site.Name), of("domain.name", "域名", f.Domain.Name)),
		subtitle("申请事项（只选一项）"), ticks{
			{"注销主体：这个主办者名下的全部网站，在所有接入商处都注销", f.Kind == filing.KindCancelSubject},
			{"注销网站：只注销上面这个网站，在所有接入商处都注销", f.Kind == filing.KindCancelSite},
			{"取消接入：备案保留，只取消在接入商 " + firstOf(in.Provider, "____________") + " 的接入", f.Kind == filing.KindCancelAccess}},
		subtitle("原因"), ticks{{"网站不再使用", false}, {"域名不再持有或已到期", false}, {"主办者名称、证件或省份变化，须重新备案", false}, {"换到其他接入商", false}, {"其他：" + docx.Blank + docx.Blank, false}},
		para(we(f)+"知道并同意："), numbered("注销后不能撤回，原备案号不再恢复，再开通须重新备案；", "注销前网站已停止解析或关闭，办理期间不再提交其他备案申请；",
			"取消接入前，已在新的接入商办好接入备案，否则备案可能被当作空壳注销。"),
		signing{seals(f), []string{signs(f), "经办人签字："}}, signed(forms(CancelRequest, f), n))
	return d
}
