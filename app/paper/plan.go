package paper

// sitePlan is the site construction plan: what is known is filled in, the rest
// is room to write (province-rules.md 6: contents and columns, staff and money,
// management, deployment, security, emergency; Hunan also wants a closing
// promise).
func sitePlan(in Input, n names) document {
	f := in.Filing
	rows := forms(SitePlan, f)
	d := document{title: "网站建设方案书"}
	manager, at := f.PersonOf("manager")
	d.add(subtitle("一、基本情况"), append(organiserEntries(f, n), append(siteEntries(f),
		of("site.home_url", "首页网址", f.Site.HomeURL),
		of("site.contents", "服务内容", list(f.Site.Contents, n.content)),
		of("site.languages", "网站语言", list(f.Site.Languages, n.language)),
		entry{"备案类型", f.Kind.Name(), nil},
		of(fieldAt(at, "name"), "互联网信息服务负责人", manager.Name),
		entry{"接入商", in.Provider, nil}, blank("已备案的网站数"), blank("计划开通日期"))...),
		subtitle("二、网站内容和栏目"),
		space{"建站目的和主要内容", "写明为谁提供什么，与单位业务的关系。", f.Site.Remark, 3},
		grid{titles: []string{"栏目", "内容", "更新频率"}, widths: []float64{45, 90, textWidth - 135}, rows: blankRows(3, 3), height: 9},
		lead("请附首页和主要栏目的设计图。"),
		roomFor(45), subtitle("三、人员和资金"),
		grid{titles: []string{"姓名", "职务和分工", "联系电话"}, widths: []float64{40, 85, textWidth - 125}, rows: blankRows(2, 3), height: 9},
		space{"资金来源和每年投入", "", "", 1},
		subtitle("四、内容管理"), space{"发布和审核的流程、负责的人", "由谁写、谁审、谁发；有无评论、留言等用户发布的内容，怎样审核。", "", 2},
		subtitle("五、部署"), space{"服务器和网络", "接入方式、服务器所在地、所用的程序。", "", 2},
		subtitle("六、信息安全"), space{"安全措施", "账号和密码、备份、日志保存、漏洞修补、防篡改。", "", 2},
		subtitle("七、应急预案"), space{"出现违法信息、被篡改或被攻击时怎么办", "发现、关停、保留记录、报告的步骤和负责人电话。", "", 3},
		roomFor(100), subtitle("八、承诺"))
	promise := []string{"以上内容真实，网站按本方案建设和管理；", "内容或用途有变化的，及时办理备案变更；"}
	if _, closing := asked(rows, func(r FormRow) bool { return r.Closing }); closing {
		promise = append(promise, "网站内容与本方案不符的，同意接入商关闭网站、管局注销备案；")
	}
	d.add(numbered(append(promise, "提供虚假情况的，承担相应的法律责任。")...),
		signing{seals(f), []string{signs(f), "互联网信息服务负责人签字："}}, signed(rows, n))
	return d
}

func blankRows(n, cells int) [][]string {
	rows := make([][]string, n)
	for i := range rows {
		rows[i] = make([]string, cells)
	}
	return rows
}
