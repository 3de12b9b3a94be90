package paper

import "beiandesk/app/filing"

// commitment is the letter by which the organiser vouches for its data. Who
// signs, and whether there is a seal, is the province's (paper_forms.json); the
// wording is always ours.
func commitment(in Input, n names) document {
	f := in.Filing
	rows := forms(Commitment, f)
	d := document{title: "互联网信息服务备案承诺书"}
	who, seal, sign := we(f), seals(f), signs(f)
	own := f.Legal
	at := "legal"
	if len(rows) > 0 {
		r := rows[0]
		d.title = r.Name
		switch {
		case r.Signer == "manager":
			who, sign = "本人", "互联网信息服务负责人签字："
			own, at = f.PersonOf(filing.RoleManager)
		case r.Signer == "principal" && !individual(f):
			sign = "主体负责人签字："
			own, at = f.PersonOf(filing.RolePrincipal)
		}
		if r.NoSeal {
			seal = nil
		}
	}
	d.add(organiserEntries(f, n))
	if who == "本人" && !individual(f) {
		d.add(subtitle("承诺人（互联网信息服务负责人）"), personEntries(at, own, n)[:3], subtitle("备案网站"))
	} else if !individual(f) {
		d.add(entries{of(filing.Field(at+".name"), map[string]string{"legal": "法定代表人"}[at]+map[bool]string{true: "主体负责人"}[at != "legal"], own.Name)})
	}
	d.add(siteEntries(f))
	holder := "本单位"
	if individual(f) {
		holder = "本人"
	}
	d.add(para(who+"为上述网站申请"+matter(f)+"，现承诺："), numbered(
		"所填备案信息和所交材料真实、准确、完整，证件为有效原件的照片或扫描件，未经涂改；",
		"网站由"+holder+"开办并自行管理，域名由"+holder+"合法持有，不出租、不出借、不转让备案号；",
		"遵守国家有关互联网信息服务、网络安全和个人信息保护的规定，不制作、不复制、不发布、不传播法律法规禁止的内容；",
		"涉及新闻、出版、药品和医疗器械、文化、广播电影电视节目、金融、宗教等须经许可的内容，取得许可前不开展；",
		"备案通过后在网站首页底部标明备案号并链接到工业和信息化部备案管理系统；",
		"备案信息发生变化时及时办理变更，停止服务时及时办理注销，负责人电话保持畅通，配合主管部门和接入商核查；",
		"提供虚假信息或违反上述承诺的，接受不予备案、注销备案、停止接入等处理，并承担相应的法律责任。"),
		signing{seal, []string{sign}}, signed(rows, n))
	return d
}

// truthNotice tells the site's person what he answers for; he signs that he has
// read it (江苏, since 2021-06-01).
func truthNotice(in Input, n names) document {
	f := in.Filing
	rows := forms(TruthNotice, f)
	person, at := f.PersonOf(filing.RoleManager)
	d := document{title: "ICP备案信息真实性责任告知书"}
	d.add(subtitle("被告知人（互联网信息服务负责人）"), personEntries(at, person, n)[:3],
		subtitle("主办者和网站"), append(organiserEntries(f, n)[:2], siteEntries(f)...),
		para("办理互联网信息服务备案，须提供真实、准确的备案信息。现将与您有关的责任告知如下："), numbered(
			"您是上述网站的互联网信息服务负责人，对备案时所填的信息、所交的证件和材料的真实性负责；",
			"姓名、证件号码、手机、邮箱、地址等须是本人和主办者现在有效的信息，手机须能随时接通；",
			"备案信息有变化的，须及时办理变更；网站停止服务或域名不再使用的，须办理注销；",
			"未备案开通网站、超出备案的项目提供服务、提供虚假信息的，主管部门可以责令改正、处以罚款、关闭网站、注销备案；",
			"网站接入商会不定期核查，查出信息不实、联系不上负责人的，可能停止接入并由管局注销备案；",
			"不得把备案号、域名或网站出租、出借给他人使用，冒用他人身份备案的，承担相应的法律责任。"),
		para("以上内容本人已经阅读并理解，愿意承担相应的责任。"),
		signing{nil, []string{"互联网信息服务负责人签字："}}, signed(rows, n))
	return d
}

// guarantee is sealed by both sides where a province asks for it beside the
// site construction plan (重庆).
func guarantee(in Input, n names) document {
	f := in.Filing
	d := document{title: "网站备案信息真实性保证书"}
	d.add(organiserEntries(f, n), siteEntries(f), entries{blank("已备案的网站和 APP 数"), {"接入商", in.Provider, nil}},
		para(we(f)+"与接入商共同保证："), numbered(
			"上述网站由主办者自行开办、自行管理，用途与所附网站建设方案书一致；",
			"备案信息和全部材料真实、准确、完整，证件在有效期内；",
			"不为他人代备案，不出租、不出借、不转让备案号和域名；",
			"备案后内容与方案书不符，或者网站长期不使用的，及时变更或注销；",
			"违反上述保证的，接受主管部门的处理。"),
		signing{append(seals(f), "接入商公章"), []string{signs(f), "接入商经办人签字："}}, signed(forms(Guarantee, f), n))
	return d
}
