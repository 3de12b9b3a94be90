package paper

import (
	"beiandesk/app/filing"
)

// formNote stands on every letter: the wording is ours, and an own form of
// the administration or the provider goes before it (filing-fields.md 11:
// the texts of the official forms were not found).
const formNote = "本文本为通用格式，以管局/接入商最新模板为准；对方提供了专用模板时，请改用专用模板。"

// signNotes are the rules for signing that reviewers state
// (filing-fields.md 2.5 and 4.2, Huawei 2025-12-31, Volcengine 2024-01-23).
var signNotes = advice{
	"用黑色签字笔以正楷签写，不用签名章；单位公章要完整、清晰，不能只盖合同章、财务章。",
	"签署日期距提交不超过三个月；签好后彩色扫描或平整拍摄，四边完整，再上传到“上传资料”。",
	formNote,
}

// signed is signNotes with what is known of the province's own form before it.
func signed(rows []FormRow, n names) advice { return append(formAdvice(rows, n), signNotes...) }

// organiserEntries are the lines about the organiser. A natural person has no
// separate address on a certificate of a unit.
func organiserEntries(f *filing.Filing, n names) entries {
	name := "单位名称"
	if individual(f) {
		name = "姓名（主办者）"
	}
	return entries{
		of("organiser.name", name, f.Organiser.Name),
		both("organiser.cert_type", "organiser.cert_number", "证件类型和号码", joined(n.certificate(f.Organiser.CertType), f.Organiser.CertNumber)),
		of("organiser.cert_address", "证件住所", f.Organiser.CertAddress),
	}
}

// personEntries are the lines about a person; at is the path of its block.
func personEntries(at string, p filing.Person, n names) entries {
	path := func(name string) filing.Field { return filing.Field(at + "." + name) }
	return entries{
		of(path("name"), "姓名", p.Name),
		both(path("cert_type"), path("cert_number"), "证件类型和号码", joined(n.certificate(p.CertType), p.CertNumber)),
		of(path("mobile"), "手机号码", p.Mobile),
		of(path("email"), "电子邮箱", p.Email),
	}
}

func siteEntries(f *filing.Filing) entries {
	return entries{of("site.name", "网站名称", f.Site.Name), of("domain.name", "域名", f.Domain.Name)}
}

// matter is what is applied for.
func matter(f *filing.Filing) string {
	if f.Kind != filing.KindUnknown {
		return "ICP备案（" + f.Kind.Name() + "）"
	}
	return "ICP备案"
}

// we is how the organiser speaks of itself.
func we(f *filing.Filing) string {
	if individual(f) {
		return "本人"
	}
	return "本单位"
}

// seals of the organiser; a natural person has none.
func seals(f *filing.Filing) []string {
	if individual(f) {
		return nil
	}
	return []string{"单位公章"}
}

// signs is who signs for the organiser.
func signs(f *filing.Filing) string {
	if individual(f) {
		return "本人签字："
	}
	return "法定代表人签字："
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
