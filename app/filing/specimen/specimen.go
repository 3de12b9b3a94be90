// Package specimen draws the pictures of a made-up customer: licence, identity
// card, domain certificate, letter and portrait. The sample in the program, the
// tests and the pictures of the documentation use them, so that no real
// document is ever needed. Every picture carries a large 样本 and invented
// ornaments in place of state emblems, and cannot be mistaken for an original.
//
// Drawing is deterministic: the same data give the same bytes.
package specimen

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"beiandesk/app"
)

// Kind says which picture. The values equal those of photo.Kind; the type is
// its own, so that photo's tests may use this package.
type Kind string

const (
	Licence           Kind = "licence"
	IDFront           Kind = "id-front"
	IDBack            Kind = "id-back"
	DomainCertificate Kind = "domain-certificate"
	Letter            Kind = "letter"
	Portrait          Kind = "portrait"
)

// Kinds lists every picture that can be drawn.
func Kinds() []Kind {
	return []Kind{Licence, IDFront, IDBack, DomainCertificate, Letter, Portrait}
}

// Data is what the documents say. Empty fields are filled from Fictional.
// Dates are written as they should stand in the picture.
type Data struct {
	OrgName     string
	CreditCode  string
	OrgType     string
	LegalPerson string
	Capital     string
	Founded     string // 2018年05月16日
	Term        string // 2018年05月16日至长期
	Address     string // of the organisation
	Scope       string
	Authority   string // who registered the organisation

	PersonName    string // on the identity card and the letter
	IDNumber      string // birth and sex are taken from an 18-digit number
	PersonAddress string
	IDIssuer      string
	IDValid       string // 2020.03.07-2040.03.07

	Domain           string
	Registrar        string
	DomainRegistered string
	DomainExpires    string
	LetterDate       string
}

// Fictional is a customer that does not exist. The check digits of the numbers
// are right; the region codes and names are plainly made up.
func Fictional() Data {
	return Data{
		OrgName:     "样本青禾文化有限公司",
		CreditCode:  "91440300000000123F",
		OrgType:     "有限责任公司（自然人独资）",
		LegalPerson: "样本张三",
		Capital:     "人民币壹佰万元",
		Founded:     "2018年05月16日",
		Term:        "2018年05月16日至长期",
		Address:     "广东省深圳市样本区示例路1号2栋301室",
		Scope:       "文化活动策划；图文设计与制作；软件开发与销售；信息技术咨询；网上销售办公用品、工艺品、日用百货。（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
		Authority:   "样本市市场监督管理局",

		PersonName:    "样本张三",
		IDNumber:      "110101199003070011",
		PersonAddress: "广东省深圳市样本区示例路1号2栋301室",
		IDIssuer:      "样本市公安局样本分局",
		IDValid:       "2020.03.07-2040.03.07",

		Domain:           "example.com",
		Registrar:        "样本域名注册有限公司",
		DomainRegistered: "2024年01月08日",
		DomainExpires:    "2034年01月08日",
		LetterDate:       "2026年11月20日",
	}
}

func (d Data) filled() Data {
	f := Fictional()
	for _, pair := range []struct {
		field *string
		value string
	}{
		{&d.OrgName, f.OrgName}, {&d.CreditCode, f.CreditCode}, {&d.OrgType, f.OrgType},
		{&d.LegalPerson, f.LegalPerson}, {&d.Capital, f.Capital}, {&d.Founded, f.Founded},
		{&d.Term, f.Term}, {&d.Address, f.Address}, {&d.Scope, f.Scope}, {&d.Authority, f.Authority},
		{&d.PersonName, f.PersonName}, {&d.IDNumber, f.IDNumber}, {&d.PersonAddress, f.PersonAddress},
		{&d.IDIssuer, f.IDIssuer}, {&d.IDValid, f.IDValid},
		{&d.Domain, f.Domain}, {&d.Registrar, f.Registrar}, {&d.DomainRegistered, f.DomainRegistered},
		{&d.DomainExpires, f.DomainExpires}, {&d.LetterDate, f.LetterDate},
	} {
		if *pair.field == "" {
			*pair.field = pair.value
		}
	}
	return d
}

// Draw draws one picture. Errors: specimen.kind for an unknown kind,
// specimen.draw when the embedded fonts cannot be read.
func Draw(kind Kind, data Data) (image.Image, error) {
	d := data.filled()
	var c *canvas
	switch kind {
	case Licence:
		c = drawLicence(d)
	case IDFront:
		c = drawIDFront(d)
	case IDBack:
		c = drawIDBack(d)
	case DomainCertificate:
		c = drawDomainCertificate(d)
	case Letter:
		c = drawLetter(d)
	case Portrait:
		c = drawPortrait()
	default:
		return nil, app.Fail("specimen.kind", fmt.Sprintf("没有“%s”这一种样本图片。请选择营业执照、身份证、域名证书、授权书或人像。", kind))
	}
	if c.err != nil {
		return nil, app.Wrap(c.err, "specimen.draw", "样本图片画不出来。请重新安装程序后再试。")
	}
	return c.img, nil
}

// JPEG draws one picture and encodes it, as a phone would hand it over.
func JPEG(kind Kind, data Data) ([]byte, error) {
	img, err := Draw(kind, data)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 92}); err != nil {
		return nil, app.Wrap(err, "specimen.draw", "样本图片存不下来。请重试。")
	}
	return out.Bytes(), nil
}
