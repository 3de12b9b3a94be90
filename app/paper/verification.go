package paper

import "beiandesk/app/filing"

// verification is the truth verification sheet as a filled data sheet. The
// verifier's part is the provider's (materials.json, verification_form).
func verification(in Input, n names) document {
	f := in.Filing
	rows := forms(Verification, f)
	d := document{title: "网站备案信息真实性核验单"}
	region := firstOf(f.Region.District, f.Region.City, f.Region.Province)
	area := n.area(firstOf(f.Organiser.Address.District, region))
	d.add(subtitle("一、主办者"), append(organiserEntries(f, n),
		of("organiser.nature", "单位性质", n.nature(f.Organiser.Nature)),
		of("organiser.address.street", "通信地址", line(f.Organiser.Address, area))))
	principal, p := f.PersonOf(filing.RolePrincipal)
	manager, m := f.PersonOf(filing.RoleManager)
	d.add(subtitle("二、主体负责人"), personEntries(p, principal, n), subtitle("三、网站"), append(siteEntries(f),
		of("site.home_url", "首页网址", f.Site.HomeURL), of("domain.registrar", "域名注册商", f.Domain.Registrar),
		of("domain.expires", "域名到期日", f.Domain.Expires), of("site.contents", "服务内容", list(f.Site.Contents, n.content))),
		subtitle("四、互联网信息服务负责人"))
	if m == p {
		d.add(lead("与主体负责人是同一人。"))
	} else {
		d.add(personEntries(m, manager, n))
	}
	d.add(roomFor(78), subtitle("五、主办者声明"), para("以上信息真实、准确、完整，所交证件和材料与原件一致。如有虚假，愿意承担相应的法律责任。"))
	if _, copyOut := asked(rows, func(r FormRow) bool { return r.CopyOut }); copyOut {
		d.add(space{label: "请照管局专用核验单上的承诺内容，在下面手抄一遍", lines: 4})
	}
	sign := []string{"主体负责人签字："}
	if m != p {
		sign = append(sign, "互联网信息服务负责人签字：")
	}
	d.add(signing{seals(f), sign}, roomFor(120), subtitle("六、接入商核验（由接入商填写）"), grid{titles: []string{"核验项目", "结果", "说明"}, widths: []float64{70, 40, textWidth - 110}, height: 9,
		rows: [][]string{{"主办者证件与原件一致", "", ""}, {"负责人证件与本人一致", "", ""}, {"域名所有者与主办者一致", "", ""}, {"联系电话可以接通", "", ""}, {"已当面或在线采集人像", "", ""}}},
		signing{[]string{"接入商公章"}, []string{"核验人签字："}},
		append(formAdvice(rows, n), "纸质核验单一般一式两份，用黑色或蓝色笔签字，红章清晰；平整扫描，四边完整。有电子核验的接入商不收纸质核验单。", formNote))
	return d
}
