package paper

import (
	"beiandesk/app/filing"
)

// authorisation is the letter by which the organiser empowers a person. The
// legal representative signs, the unit seals, the person signs
// (filing-fields.md 2.3 and 4.3).
func authorisation(in Input, n names, principal bool) document {
	f := in.Filing
	kind, role, title, post := LetterAgent, filing.RoleManager, "授权委托书", "互联网信息服务负责人（网站负责人）"
	if principal {
		kind, role, title, post = LetterPrincipal, filing.RolePrincipal, "主体负责人授权委托书", "ICP备案主体负责人"
	}
	person, at := f.PersonOf(role)
	if principal && !f.PrincipalElse || !principal && !f.ByAgent && !f.PrincipalElse {
		// The legal representative needs no letter: leave the lines empty.
		person, at = filing.Person{}, "agent"
		if principal {
			at = "principal"
		}
	}
	rows := forms(kind, f)
	d := document{title: title}
	d.add(subtitle("委托单位（主办单位）"), append(organiserEntries(f, n), of("legal.name", "法定代表人", f.Legal.Name),
		both("legal.cert_type", "legal.cert_number", "法定代表人证件", joined(n.certificate(f.Legal.CertType), f.Legal.CertNumber))))
	about := personEntries(at, person, n)
	if !principal && len(rows) > 0 {
		about = append(about, blank("职务")) // Shanghai's own form asks for it
	}
	d.add(subtitle("受托人"), about, subtitle("备案网站"), siteEntries(f))
	also := ""
	if _, foreign := asked(rows, func(r FormRow) bool { return r.Foreign }); foreign {
		post = "ICP备案主体负责人和互联网信息服务负责人"
		also = "本单位法定代表人持非居民身份证的证件，故委托持居民身份证的境内人员办理。"
	}
	d.add(para(also + "本单位委托上述受托人担任" + post + "，代表本单位办理上述网站的" + matter(f) + "，委托事项如下："))
	last := "备案通过后负责网站的备案信息维护和信息安全管理，并配合主管部门核查。"
	if principal {
		last = "备案通过后负责本单位备案信息的维护，并配合主管部门核查。"
	}
	d.add(numbered("填写、核对并提交备案信息和材料；", "按要求完成真实性核验、人像采集和短信核验；",
		"接收管局和接入商的通知，按时补正材料、更正信息；", last))
	d.add(para("受托人是本单位工作人员。受托人在委托事项内的行为由本单位承担责任。委托期限自签署之日起，至本单位办理负责人变更或注销备案之日止。"),
		signing{[]string{"单位公章"}, []string{"法定代表人签字：", "受托人签字："}}, signed(rows, n))
	return d
}
