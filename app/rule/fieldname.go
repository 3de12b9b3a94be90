package rule

import (
	"strings"

	"beiandesk/app/filing"
)

var fieldNames = map[filing.Field]string{
	"kind": "备案类型", "provider": "接入商", "domain.name": "域名",
	"answers.old_cert_type": "原备案证件类型", "answers.old_cert_number": "原备案证件号码", "answers.subject_number": "主体备案号",
	"region.province": "省份", "region.city": "城市", "region.district": "区县",
	"organiser.name": "主办单位名称", "organiser.nature": "单位性质", "organiser.cert_type": "主体证件类型",
	"organiser.cert_number": "主体证件号码", "organiser.cert_address": "证件住所", "organiser.cert_valid_to": "主体证件有效期",
	"organiser.scope": "经营范围", "organiser.address.district": "通信地址所在区县", "organiser.address.street": "通信地址的街道",
	"organiser.address.door": "通信地址的门牌号", "organiser.address.floor": "通信地址的楼层房间", "organiser.address.no_floor": "没有楼层房间",
	"organiser.investor": "投资者或上级主管单位", "organiser.remark": "主体备注",
	"site.name": "网站名称", "site.filed_name": "原备案的网站名称", "site.filed_number": "原备案号", "site.sub_domain": "不是主域名",
	"site.home_url": "首页网址", "site.contents": "服务内容", "site.languages": "网站语言", "site.approvals": "前置审批", "site.remark": "网站备注",
	"domain.holder": "域名所有者", "domain.holder_type": "域名所有者证件类型", "domain.holder_number": "域名所有者证件号码",
	"domain.registrar": "域名注册商", "domain.registered": "域名注册日期", "domain.expires": "域名到期日期", "domain.real_name_on": "域名实名认证日期",
	"by_agent": "由代办人办理", "principal_else": "主体负责人是其他人",
	"emergency1.name": "应急联系人一的姓名", "emergency1.mobile": "应急联系人一的手机", "emergency2.name": "应急联系人二的姓名", "emergency2.mobile": "应急联系人二的手机",
	"remark": "给审核人员的备注", "asked": "清单里的问题", "number": "备案号", "filed_on": "备案通过日期",
}

var blockNames = map[string]string{"legal": "法定代表人", "principal": "主体负责人", "agent": "代办人"}

var personNames = map[string]string{"name": "姓名", "cert_type": "证件类型", "cert_number": "证件号码", "valid_from": "证件有效期起",
	"valid_to": "证件有效期止", "mobile": "手机号", "email": "电子邮箱", "landline": "座机", "remark": "备注"}

// FieldName is the label of a field as findings write it, "主办单位名称"; the
// path itself if it has none. Materials get their name from Needs.
func FieldName(p filing.Field) string {
	if n, ok := fieldNames[p]; ok {
		return n
	}
	block, name, _ := strings.Cut(string(p), ".")
	if b, ok := blockNames[block]; ok {
		if n, ok := personNames[name]; ok {
			return b + n
		}
	}
	return string(p)
}
