package paper

import (
	"slices"
	"strconv"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/paper/docx"
)

// Placeholder is a name that an office may write as {{name}} into a template of
// its own.
type Placeholder struct {
	Name  string
	Field filing.Field // that fills it, "" where none does alone
	value func(in Input, n names) string
}

// Placeholders lists them in the order of the form.
func Placeholders() []Placeholder { return slices.Clone(placeholders) }

var placeholders = func() []Placeholder {
	var out []Placeholder
	add := func(name string, p filing.Field, value func(in Input, n names) string) {
		out = append(out, Placeholder{name, p, value})
	}
	text := func(name string, p filing.Field) {
		add(name, p, func(in Input, _ names) string { v, _ := in.Filing.Get(p); return v })
	}
	code := func(name string, p filing.Field, word func(n names, code int) string) {
		add(name, p, func(in Input, n names) string {
			v, _ := in.Filing.Get(p)
			i, err := strconv.Atoi(v)
			if err != nil {
				return "" // nothing chosen
			}
			return word(n, i)
		})
	}
	person := func(who string, find func(f *filing.Filing) filing.Person) {
		add(who+"姓名", "", func(in Input, _ names) string { return find(in.Filing).Name })
		add(who+"证件类型", "", func(in Input, n names) string { return n.certificate(find(in.Filing).CertType) })
		add(who+"证件号码", "", func(in Input, _ names) string { return find(in.Filing).CertNumber })
		add(who+"手机", "", func(in Input, _ names) string { return find(in.Filing).Mobile })
		add(who+"邮箱", "", func(in Input, _ names) string { return find(in.Filing).Email })
	}
	region := func(f *filing.Filing) string {
		return firstOf(f.Region.District, f.Region.City, f.Region.Province)
	}
	text("主办单位名称", "organiser.name")
	code("单位性质", "organiser.nature", names.nature)
	code("主办单位证件类型", "organiser.cert_type", names.certificate)
	text("主办单位证件号码", "organiser.cert_number")
	text("证件住所", "organiser.cert_address")
	add("通信地址", "organiser.address.street", func(in Input, n names) string {
		return line(in.Filing.Organiser.Address, n.area(firstOf(in.Filing.Organiser.Address.District, region(in.Filing))))
	})
	add("省份", "region.province", func(in Input, n names) string { return n.area(in.Filing.Region.Province) })
	add("地区", "region.province", func(in Input, n names) string { return n.area(region(in.Filing)) })
	text("投资人", "organiser.investor")
	text("经营范围", "organiser.scope")
	person("法定代表人", func(f *filing.Filing) filing.Person { return f.Legal })
	person("主体负责人", func(f *filing.Filing) filing.Person { p, _ := f.PersonOf(filing.RolePrincipal); return p })
	person("网站负责人", func(f *filing.Filing) filing.Person { p, _ := f.PersonOf(filing.RoleManager); return p })
	for i, p := range []string{"emergency1", "emergency2"} {
		text("应急联系人"+itoa(i+1)+"姓名", filing.Field(p+".name"))
		text("应急联系人"+itoa(i+1)+"手机", filing.Field(p+".mobile"))
	}
	text("网站名称", "site.name")
	text("首页网址", "site.home_url")
	add("服务内容", "site.contents", func(in Input, n names) string { return list(in.Filing.Site.Contents, n.content) })
	add("网站语言", "site.languages", func(in Input, n names) string { return list(in.Filing.Site.Languages, n.language) })
	text("网站备注", "site.remark")
	text("域名", "domain.name")
	text("域名所有者", "domain.holder")
	text("域名注册商", "domain.registrar")
	text("域名到期日", "domain.expires")
	add("备案类型", "kind", func(in Input, _ names) string {
		if in.Filing.Kind == filing.KindUnknown {
			return ""
		}
		return in.Filing.Kind.Name()
	})
	text("主体备案号", "answers.subject_number")
	add("网站备案号", "number", func(in Input, _ names) string { return firstOf(in.Filing.Number, in.Filing.Site.FiledNumber) })
	add("接入商", "provider", func(in Input, _ names) string { return in.Provider })
	add("不涉及的审批项目", "", func(in Input, _ names) string {
		var list []string
		for _, t := range in.Touched {
			if !slices.Contains(list, t.Name) {
				list = append(list, t.Name)
			}
		}
		return strings.Join(list, "、")
	})
	add("代办处名称", "", func(in Input, _ names) string { return strings.TrimSpace(in.Office.Name) })
	add("代办处电话", "", func(in Input, _ names) string { return strings.Join(in.Office.phones(), "、") })
	for name, layout := range map[string]string{"年": "2006", "月": "1", "日": "2", "今天": "2006年1月2日"} {
		add(name, "", func(in Input, _ names) string { return in.Now.In(filing.China).Format(layout) })
	}
	slices.SortFunc(out[len(out)-4:], func(a, b Placeholder) int { return strings.Compare(a.Name, b.Name) }) // a map has no order
	return out
}()

// TemplateReport tells what became of the placeholders of a template.
type TemplateReport = docx.Report

// CheckTemplate looks an office's own DOCX through (see docx.Open for what is
// refused) and tells which placeholders it has: Filled are those that the
// program knows. Errors are *app.Error with a code of package docx.
func CheckTemplate(data []byte) (TemplateReport, error) {
	t, err := docx.Open(data)
	if err != nil {
		return TemplateReport{}, err
	}
	var r TemplateReport
	for _, name := range t.Names() {
		if known(name) {
			r.Filled = append(r.Filled, name)
		} else {
			r.Unknown = append(r.Unknown, name)
		}
	}
	return r, nil
}

// FillTemplate fills an office's own DOCX from the filing. What is not filled in
// yet becomes a blank to write on; a name that the program does not know stays
// as it is. Errors as for CheckTemplate.
func FillTemplate(data []byte, in Input) ([]byte, TemplateReport, error) {
	t, err := docx.Open(data)
	if err != nil {
		return nil, TemplateReport{}, err
	}
	mark := ""
	if in.Draft {
		mark = DraftMark
	}
	n := names{in.Names}
	return t.Fill(mark, func(name string) (string, bool) {
		for _, p := range placeholders {
			if p.Name == name {
				return clean(p.value(in, n)), true
			}
		}
		return "", false
	})
}

func known(name string) bool {
	return slices.ContainsFunc(placeholders, func(p Placeholder) bool { return p.Name == name })
}

// StartTemplate is our own paper with placeholders in place of values: a
// beginning for an office's own. Errors as for Word.
func StartTemplate(k Kind, in Input) ([]byte, error) {
	m := func(name string) string { return "{{" + name + "}}" }
	who := func(p *filing.Person, name string, code int) {
		*p = filing.Person{Name: m(name + "姓名"), CertType: code, CertNumber: m(name + "证件号码"), Mobile: m(name + "手机"), Email: m(name + "邮箱")}
	}
	f := &filing.Filing{ByAgent: true, PrincipalElse: true}
	f.Region.Province = "000000"
	f.Organiser = filing.Organiser{Name: m("主办单位名称"), CertType: 1, CertNumber: m("主办单位证件号码"), CertAddress: m("证件住所"), Nature: 1, Address: filing.Address{Street: m("通信地址")}}
	who(&f.Legal, "法定代表人", 2)
	who(&f.Principal, "主体负责人", 3)
	who(&f.Agent, "网站负责人", 4)
	f.Site = filing.Site{Name: m("网站名称"), HomeURL: m("首页网址"), Contents: []int{1}, Languages: []int{1}, Remark: m("网站备注")}
	f.Domain = filing.Domain{Name: m("域名"), Registrar: m("域名注册商"), Expires: m("域名到期日")}
	f.Number, f.Answers.SubjectNumber = m("网站备案号"), m("主体备案号")
	if k == CustomerSheet { // asks for what is not there: of a template, for all
		f = &filing.Filing{Organiser: filing.Organiser{Name: f.Organiser.Name}, Domain: filing.Domain{Name: f.Domain.Name}}
	}
	return Word(k, Input{start: true, Filing: f, Names: markers{}, Now: in.Now, Provider: m("接入商"), Office: Office{Name: m("代办处名称"), Phones: []string{m("代办处电话")}}})
}

// markers are the words of StartTemplate's codes.
type markers struct{}

func (markers) Area(string) string { return "" }
func (markers) Nature(int) string  { return "{{单位性质}}" }
func (markers) Certificate(c int) string {
	return []string{"", "{{主办单位证件类型}}", "{{法定代表人证件类型}}", "{{主体负责人证件类型}}", "{{网站负责人证件类型}}"}[c]
}
func (markers) Content(int) string  { return "{{服务内容}}" }
func (markers) Language(int) string { return "{{网站语言}}" }
func (markers) Approval(int) string { return "" }
