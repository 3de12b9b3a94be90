package paper

import (
	"beiandesk/app/filing"
)

// formNote stands on every letter: the wording is ours, and an own form of
// the administration or the provider goes before it (filing-fields.md 11:
// the texts of the official forms were not found).
const formNote = "本文本为通用格式，以管局、接入商的最新模板为准；对方提供了专用模板时，请改用专用模板。"

// signNotes are the rules for signing that reviewers state
// (filing-fields.md 2.5 and 4.2, Huawei 2025-12-31, Volcengine 2024-01-23).
var signNotes = []string{
	"用黑色签字笔以正楷签写，不用签名章；单位公章要完整、清晰，不能只盖合同章、财务章。",
	"签署日期距提交不超过三个月；签好后彩色扫描或平整拍摄，四边完整，再上传到“上传资料”。",
	formNote,
}

// authorisation is the letter by which the organiser empowers a person. The
// legal representative signs, the unit seals, the person signs
// (filing-fields.md 2.3 and 4.3).
func (s *sheet) authorisation(in Input, role filing.Role) error {
	f, n := in.Filing, s.names
	person, _ := f.PersonOf(role)
	if role == filing.RolePrincipal && !f.PrincipalElse || role == filing.RoleManager && !f.ByAgent && !f.PrincipalElse {
		person = filing.Person{} // the legal representative needs no letter: leave the lines empty
	}
	title, post := "授权委托书", "互联网信息服务负责人（网站负责人）"
	if role == filing.RolePrincipal {
		title, post = "主体负责人授权委托书", "ICP备案主体负责人"
	}
	if err := s.letterHead(in, title); err != nil {
		return err
	}
	s.subtitle("委托单位（主办单位）")
	s.organiserEntries(f, n)
	s.entry("法定代表人", f.Legal.Name)
	s.entry("法定代表人证件", joined(n.certificate(f.Legal.CertType), f.Legal.CertNumber))
	s.gap(2)
	s.subtitle("受托人")
	s.entry("姓名", person.Name)
	s.entry("证件类型和号码", joined(n.certificate(person.CertType), person.CertNumber))
	s.entry("手机号码", person.Mobile)
	s.entry("电子邮箱", person.Email)
	s.gap(2)
	s.subtitle("备案网站")
	s.entry("网站名称", f.Site.Name)
	s.entry("域名", f.Domain.Name)
	s.gap(2)
	what := "ICP备案"
	if f.Kind != filing.KindUnknown {
		what += "（" + f.Kind.Name() + "）"
	}
	s.para("本单位委托上述受托人担任"+post+"，代表本单位办理上述网站的"+what+"，委托事项如下：", letterBody, 1)
	clauses := []string{
		"填写、核对并提交备案信息和材料；",
		"按要求完成真实性核验、人像采集和短信核验；",
		"接收管局和接入商的通知，按时补正材料、更正信息；",
		"备案通过后负责网站的备案信息维护和信息安全管理，并配合主管部门核查。",
	}
	if role == filing.RolePrincipal {
		clauses[3] = "备案通过后负责本单位备案信息的维护，并配合主管部门核查。"
	}
	for i, c := range clauses {
		s.clause(string(rune('1'+i))+".", c)
	}
	s.gap(1)
	s.para("受托人是本单位工作人员。受托人在委托事项内的行为由本单位承担责任。委托期限自签署之日起，至本单位办理负责人变更或注销备案之日止。", letterBody, 0)
	s.signatures("单位公章", []signer{{"法定代表人签字：", ""}, {"受托人签字：", ""}})
	s.advice(signNotes...)
	return nil
}

func (s *sheet) organiserEntries(f *filing.Filing, n names) {
	s.entry("单位名称", f.Organiser.Name)
	s.entry("证件类型和号码", joined(n.certificate(f.Organiser.CertType), f.Organiser.CertNumber))
	s.entry("证件住所", f.Organiser.CertAddress)
}

func (s *sheet) subtitle(text string) {
	st := style{size: 11.5, bold: true, ink: ink}
	s.room(st.leading() + 10)
	s.lines(text, st, marginSide, textWidth, left)
	s.gap(0.5)
}

// joined is a certificate with its number; what is missing leaves room to
// write.
func joined(certificate, number string) string {
	switch {
	case number == "":
		return certificate
	case certificate == "":
		return number
	}
	return certificate + "　" + number
}
