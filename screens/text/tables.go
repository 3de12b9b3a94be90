package text

import (
	"fmt"
	"strings"

	"beiandesk/app/rule/table"
)

// The page 规则资料.
const (
	ListComma        = "、"
	ListStop         = "；"
	RuleTablesTitle  = "规则资料"
	RuleTablesLead   = "检查、清单和选项用的规则与代码表。每张都可以单独换成更新的文件，也可以换回程序自带的。"
	RuleTablesOpen   = "查看和更新"
	RuleTablesMore   = "了解规则资料"
	TableUpdate      = "更新资料文件…"
	TableOwn         = "自带"
	TableInstalled   = "数据文件夹"
	TableKept        = "留存的一份"
	TableRestore     = "恢复自带"
	TableSave        = "另存"
	TableDropFile    = "删除这个文件"
	ColTable         = "资料"
	ColVersion       = "版本"
	ColFrom          = "出自"
	ColChange        = "变化"
	ColRowID         = "编号"
	ColFields        = "改动的内容"
	ColBefore        = "原来"
	ColAfter         = "现在"
	ChangeAll        = "全部"
	ChangeAdded      = "新增"
	ChangeRemoved    = "删除"
	ChangeAltered    = "修改"
	ChangeSearch     = "在变化里查找"
	ChangeNone       = "内容没有变化，只是版本更新。"
	ChangePick       = "点一行，这里并排显示改动前后的内容。"
	ChangeNotThere   = "（没有）"
	TableAdopt       = "采用"
	TableAdopting    = "正在写入"
	TableTrying      = "正在检查文件"
	TableAdoptWhen   = "采用后立即生效，不用重新启动。列表上的检查结果等那份备案下次保存时更新。"
	TableRestoreWhen = "换回后立即生效，数据文件夹里的这个文件和它的留存会删除。"
	TableRestored    = "已换回程序自带的资料"
	TableDropped     = "已删除数据文件夹里的这个文件"
)

var tableNames = map[string][2]string{
	"sources":               {"来源", "每条规则写的出处是什么"},
	"subject_types":         {"单位性质", "主办单位性质的代码"},
	"certificate_types":     {"证件类型", "单位和个人证件的代码、号码格式"},
	"languages":             {"网站语言", "网站语言的代码"},
	"service_content_types": {"服务内容", "网站和 APP 服务内容的代码"},
	"prior_approval_items":  {"前置审批", "需要前置审批的内容和许可"},
	"filing_types":          {"备案类型", "十一种备案类型的说明"},
	"filing_province_rules": {"各省资料", "31 个省级管局的有效期、名称、材料等规定"},
	"accepted_tlds":         {"域名后缀", "可以备案的域名后缀"},
	"regions":               {"行政区划", "省、市、区县的名称和代码"},
	"materials":             {"材料", "每种材料的用途和要求"},
	"providers":             {"接入商", "接入商的限制、期限和须在其处办理的事"},
	"picture_sizes":         {"图片大小", "各平台收的图片大小和格式"},
	"province_rules":        {"各省要求", "全国和各省管局的逐条要求，检查、清单和提问都用它"},
	"console_fields":        {"控制台字段", "各接入商控制台里的栏目名称和顺序"},
	"approval_statements":   {"审批字样", "各省对前置审批字样的要求和承诺书"},
	"refusal_reasons":       {"退回原因", "审核意见的常见说法"},
}

// TableName is what a table is called; one without a name keeps its own.
func TableName(name string) string {
	if n := tableNames[name][0]; n != "" {
		return n
	}
	return name
}

// TableAbout says what a table is for.
func TableAbout(name string) string { return tableNames[name][1] }

// TableVersionLine names two versions, the former first.
func TableVersionLine(name, was, now string) string {
	return fmt.Sprintf("%s：%s 版 → %s 版", TableName(name), was, now)
}

// ChangeCount says how much changed.
func ChangeCount(added, removed, altered int) string {
	return fmt.Sprintf("新增 %d 行，删除 %d 行，修改 %d 行。", added, removed, altered)
}

// ChangeWord is how a change is called.
func ChangeWord(what string) string {
	switch what {
	case table.Added:
		return ChangeAdded
	case table.Removed:
		return ChangeRemoved
	}
	return ChangeAltered
}

// TableIdle says that a file in the data folder is not newer than the table of
// the program.
func TableIdle(name, version string) string {
	return fmt.Sprintf("数据文件夹里的“%s”是 %s 版，不比自带的新，没有采用。", TableName(name), version)
}

// TableLater says that a file was put into the data folder by hand.
func TableLater(name, version string) string {
	return fmt.Sprintf("数据文件夹里的“%s”（%s 版）还没有采用，下次启动时检查并采用；也可以现在用“更新资料文件…”选它。", TableName(name), version)
}

// TableAdopted says what is in force now.
func TableAdopted(name, version string) string {
	return fmt.Sprintf("已采用“%s”%s 版", TableName(name), version)
}

// TableRows says how large a table is and of when its sources are, "" if that is
// not known.
func TableRows(n int, dated string) string {
	if dated == "" {
		return fmt.Sprintf("%d 行", n)
	}
	return fmt.Sprintf("%d 行，来源 %s", n, dated)
}

// TableSaved says that a table was written for changing.
func TableSaved(name string) string {
	return fmt.Sprintf("已另存“%s”，改好后用“更新资料文件…”采用", TableName(name))
}

// TableRestoreAsk asks before an installed table is left.
func TableRestoreAsk(name string) Question {
	return Question{Title: "换回自带的“" + TableName(name) + "”？", Body: TableRestoreWhen, Yes: TableRestore}
}

// TableDropAsk asks before a file that is not used is deleted.
func TableDropAsk(name string) Question {
	return Question{Title: "删除数据文件夹里的这个文件？", Body: "“" + TableName(name) + "”继续用现在的资料。文件删除后找不回来；是自己改写的，请先在数据文件夹的 tables 里复制一份。",
		Yes: TableDropFile, Danger: true}
}

// TableStep is what is under way with a file.
func TableStep(done, total int) string { return fmt.Sprintf("第 %d 步，共 %d 步", done, total) }

var tableMembers = map[string]string{"text": "要求", "remedy": "办法", "severity": "级别", "source": "来源", "date": "日期", "name": "名称", "n": "名称", "c": "代码",
	"confidence": "可信度", "province": "省份", "provider": "接入商", "place": "处理方式", "material": "材料", "note": "说明", "nature": "主办单位", "natures": "单位性质",
	"stage": "阶段", "kinds": "备案类型", "subject": "事项", "predicate": "判断", "params": "参数", "field": "填写项", "slot": "图片", "page": "页面", "group": "分组", "order": "次序", "hint": "提示", "auto": "自动带出", "prefix": "备案号字头", "status": "状态", "words": "字样", "triggers": "字样", "category": "类别", "about": "说法", "items": "审批项", "list": "清单", "conflict": "其他来源", "code": "代码", "id": "编号",
	"tag": "标签", "suffix": "后缀", "replaces": "代替", "instead": "同一事项", "title": "标题", "how": "办法",
	"accepted": "工信部批复", "beijing": "在北京的名单里", "second_level": "二级后缀", "region": "所属地区", "ascii": "编码写法", "for": "谁可以用",
	"refused_in": "不收的省份", "refused_source": "不收的来源", "refused_date": "不收的日期", "fault": "问题在谁", "phrases": "常见说法",
	"rules": "对应的规则", "not": "排除的说法", "principal": "主体负责人", "certificate_months": "证件剩余月数", "outside_person": "外省个人",
	"notes": "备注", "shell_may_add": "空壳可新增", "licence_hint": "执照拍法",
	"foreign_must_delegate": "外籍须委托", "emergency_remark": "应急备注",
	"responsibility_notice": "责任告知书", "when": "什么时候", "effect": "结果", "sms": "短信核验", "pattern": "号码格式",
	"format": "格式", "basis": "依据", "check": "校验", "person": "个人", "one_sided": "只有一面", "remark": "备注", "picture": "图片要求",
	"signed": "要签名", "code_prefixes": "信用代码字头", "may_need_approval": "可能要审批", "document": "文件", "authority": "审批机关",
	"triggers_in": "字样所在", "provinces": "省份", "formats": "图片格式", "max_bytes": "字节上限", "min_bytes": "字节下限",
	"short_min": "短边像素", "long_min": "长边像素", "side_max": "边长上限", "name_max": "文件名字数", "of": "属于", "kind": "种类",
	"recompresses": "会再压缩", "natural_persons": "收个人", "tibet": "收西藏", "valid_months": "证件剩余月数", "again": "要重新做的",
	"facts": "其他说明", "portrait": "人像核验", "quotas": "数量限制", "days": "时间", "open_order": "在办订单", "agent_letter": "代办授权书",
	"home_url": "首页网址", "portrait_link": "人像链接", "remark_min": "备注字数", "name_words": "不收的字样", "domain_months": "域名剩余月数",
	"fields": "填写项"}

// TableMember names a member of a row; one without a name keeps its own.
func TableMember(name string) string {
	if n := tableMembers[name]; n != "" {
		return n
	}
	return name
}

// TableFields joins the members that changed.
func TableFields(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = TableMember(n)
	}
	return strings.Join(out, "、")
}

// TableValue is one member with its value.
func TableValue(member, value string) string { return TableMember(member) + "：" + value }

// YesOrNo reads a truth.
func YesOrNo(yes bool) string {
	if yes {
		return Yes
	}
	return No
}
