package paper

import (
	"beiandesk/app/filing"
)

// consent asks each person whose papers are handled: who handles what for whom,
// how long, and separately for each recipient (obligations.md 8; 个人信息保护法
// 13, 14, 17, 23, 29, 30). One person stands on a page of his own; without a
// filing there is one page to write on.
func consent(in Input, n names) document {
	f := in.Filing
	d := document{title: "个人信息处理同意书"}
	type one struct {
		at, role string
		person   filing.Person
	}
	people := []one{{"legal", "法定代表人", f.Legal}}
	if individual(f) {
		people[0].role = "主办者本人"
	}
	if f.PrincipalElse {
		people = append(people, one{"principal", "主体负责人", f.Principal})
	}
	if f.ByAgent {
		people = append(people, one{"agent", "互联网信息服务负责人（代办人）", f.Agent})
	}
	for i, p := range people {
		if i > 0 {
			d.add(newPage{}, title(d.title))
		}
		d.add(consentOf(in, n, p.at, p.role, p.person)...)
	}
	return d
}

func consentOf(in Input, n names, at, role string, p filing.Person) []block {
	f := in.Filing
	office := in.Office.Name
	if office == "" {
		office = "______________________（代办处）"
	}
	phones := "______________________"
	if list := in.Office.phones(); len(list) > 0 {
		phones = list[0]
		for _, x := range list[1:] {
			phones += "、" + x
		}
	}
	keep := "备案办结或放弃后 ______ 个月"
	if in.Keep > 0 {
		keep = "备案办结或放弃后 " + itoa(in.Keep) + " 个月"
	}
	provider := firstOf(in.Provider, "______________________")
	return []block{
		entries{of(fieldAt(at, "name"), "姓名", p.Name), {"身份", role, nil}, of("organiser.name", "主办单位", f.Organiser.Name), of("domain.name", "备案域名", f.Domain.Name)},
		subtitle("告知"), dotted(
			"谁在处理："+office+"，电话 "+phones+"，受主办单位委托办理网站备案。",
			"用来做什么：只用于上述域名的 ICP 备案，以及备案之后的变更、核查和公安联网备案，不作别的用途。",
			"处理哪些：姓名、手机号码、电子邮箱、通信地址；证件号码和证件照片、负责人照片。后面三项是敏感个人信息，泄露后可能被人冒用身份；管局规定备案须交，不提供则不能备案。",
			"怎么保存：加密保存在代办处的电脑里；交给接入商的证件图片一般加“仅供备案使用”的水印。人脸核验在接入商的页面上完成，代办处不做人脸识别。",
			"保存多久："+keep+"，到期删除证件号码和图片，只留备案号和结果。",
			"您的权利：可以查看、复制、改正、删除，也可以随时撤回同意；撤回不影响此前已做的处理，已交出的资料须另向接收方提出。",
		),
		subtitle("分别同意（同意的请打勾，不同意的划去）"), ticks{
			{"由" + office + "收集、保存和整理上述信息，包括敏感个人信息", false},
			{"提供给接入商 " + provider + "，用于审核和提交备案", false},
			{"由接入商提供给通信管理局，用于备案和核查", false},
			{"提供给公安机关的公安联网备案平台（网站开通后办理）", false},
		},
		lead("不满十四周岁的人，不收集其个人信息。"),
		signing{nil, []string{"本人签字："}},
		advice{"一式两份，本人和代办处各留一份。依据：个人信息保护法第 13、14、17、23、29、30 条，网络数据安全管理条例第 22 条；本文本为通用格式，单位另有规定的从其规定。"},
	}
}
