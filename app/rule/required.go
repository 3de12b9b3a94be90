package rule

import "beiandesk/app/filing"

// required lists the fields without which a filing is not complete.
func (s *scan) required() []filing.Field {
	f := s.f
	list := []filing.Field{"domain.name", "region.province", "region.city", "region.district",
		"organiser.name", "organiser.nature", "organiser.cert_type", "organiser.cert_number", "organiser.cert_address", "organiser.cert_valid_to",
		"organiser.address.street", "organiser.investor",
		"site.name", "site.home_url", "site.contents", "site.languages"}
	if !f.Organiser.Address.NoFloor {
		list = append(list, "organiser.address.door", "organiser.address.floor")
	}
	if f.Kind == filing.KindAccess {
		list = append(list, "site.filed_name", "site.filed_number")
	}
	list = append(list, "domain.holder", "domain.holder_number", "domain.expires", "domain.real_name_on")
	for _, b := range s.people() {
		list = append(list, b.field("name"), b.field("cert_type"), b.field("cert_number"))
		if b.holds {
			list = append(list, b.field("valid_from"), b.field("valid_to"), b.field("mobile"), b.field("email"))
		}
	}
	list = append(list, "emergency1.name", "emergency1.mobile")
	if s.twoPeople() {
		list = append(list, "emergency2.name", "emergency2.mobile")
	}
	return list
}

// requiredRemedy has a word more for fields that people ask about.
var requiredRemedy = map[filing.Field]string{
	"organiser.address.floor":  "请填写楼层和房间号；没有楼层房间的，请勾选“没有楼层房间”。",
	"organiser.address.door":   "请填写门牌号或楼栋号。",
	"organiser.investor":       "企业填法定代表人姓名或单位全称；其他单位填上级主管单位。",
	"organiser.cert_valid_to":  "请照证件填写到期日；没有到期日的选“长期”。",
	"organiser.cert_address":   "请照证件上的“住所”逐字填写。",
	"domain.real_name_on":      "请在域名注册商处查看实名认证通过的日期。",
	"domain.holder":            "请照域名证书上的“域名所有者”填写。",
	"site.filed_name":          "请照工信部查询页上的网站名称填写。",
	"site.filed_number":        "请照工信部查询页上的备案号填写，带“-1”等尾号。",
	"site.home_url":            "一般填 www 加域名，不带 http://。",
	"region.district":          "列表里没有所在区县时，请选最接近的。",
	"organiser.address.street": "请填写路、街或村，不用重复省市区。",
}

var requiredRules = []Rule{{ID: "CN-REQUIRED", Title: "必填项", Severity: Block, Basis: Form, Source: "UC:guidance/guidance1.md; WX-SDK; EXT", Date: "2026-02-27", Missing: true,
	check: func(s *scan) {
		for _, p := range s.required() {
			v, _ := s.f.Get(p)
			if v != "" && clean(p, v) != "" {
				continue
			}
			remedy := requiredRemedy[p]
			if remedy == "" {
				step, group := filing.Place(p)
				where := step.Name()
				if group != "" {
					where = group.Name()
				}
				remedy = "请在“" + where + "”里填写。"
			}
			s.hit(p, "“"+FieldName(p)+"”还没有填写。", remedy)
		}
	}}}
