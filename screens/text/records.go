package text

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/app/desk"
)

// The page 人员与记录.
const (
	RecordsTitle = "人员与记录"
	RecordsLead  = "谁在用、做过什么，客户资料保存多久，客户同意过什么。"
	RecordsEntry = "操作员、操作记录、删除客户资料和同意记录。"
	RecordsOpen  = "打开人员与记录"
	RecordsMore  = "了解人员、记录和删除"

	PeopleTab     = "操作员"
	LogTab        = "操作记录"
	EraseTab      = "删除资料"
	ConsentTab    = "同意记录"
	RecordsFailed = "人员与记录没有读出来"
	InTrash       = "（在回收站）"

	PeopleLead     = "操作记录按人登记。每位同事用自己的密码登录，记录里才分得清是谁。"
	PeopleRule     = "角色是本程序的规矩，不是加密的界限：知道任何一个密码的人，用别的工具也能读到全部资料。不该看到资料的人，请不要给密码。"
	PeopleNone     = "还没有登记操作员。现在所有操作都记在“负责人”名下。"
	PersonAdd      = "添加操作员"
	PersonEdit     = "修改"
	PersonGo       = "停用"
	PersonBack     = "恢复在用"
	PersonGone     = "已停用"
	PersonSave     = "保存操作员"
	PersonSaved    = "已保存操作员"
	PersonLeft     = "已停用。请到“安全”里移除这位操作员的密码"
	PersonName     = "姓名或称呼"
	PersonNameHint = "写进操作记录，例如“李经办”"
	PersonRole     = "角色"
	PersonLogin    = "登录密码"
	PersonNoLogin  = "没有自己的密码"
	PersonHint     = "用这个密码打开资料时，就记在这位操作员名下。下次解锁起生效"
	PersonLost     = "密码已移除"
	PersonKeys     = "管理密码"
	PersonKeysHint = "密码在“安全”里添加、更改和移除。"

	LogLead     = "只能往后添加，前后用校验值相连，改动会被发现。只记做了什么和哪一类资料，不记内容。"
	LogAll      = "全部操作"
	LogEvery    = "全部备案"
	LogWhen     = "时间"
	LogWho      = "操作员"
	LogWhat     = "操作"
	LogOn       = "备案"
	LogKinds    = "涉及"
	LogNumber   = "序号"
	LogRevision = "修订号"
	LogOlder    = "更早的"
	LogNothing  = "没有符合条件的记录。"
	LogSave     = "导出记录"
	LogSaved    = "操作记录已导出。里面有操作员的称呼和域名，没有客户的资料"
	LogProgram  = "程序"
	LogOwner    = "负责人"

	EraseLead       = "法律要求保存时间不超过需要；客户也可以随时要求删除。"
	EraseDueTitle   = "保存期满"
	EraseDueNone    = "没有保存期满的备案。"
	EraseThis       = "删除这一份"
	EraseOther      = "另选一份备案"
	EraseOtherHint  = "客户要求删除时用，进行中的和回收站里的也可以选"
	ErasePick       = "选择或输入域名"
	EraseFormTitle  = "删除这位客户的资料"
	EraseWhy        = "删除原因"
	EraseWhyHint    = "写进删除记录。记录比资料存得久，所以不让自由填写"
	EraseGoes       = "删除：填写的全部内容、证件和照片、历史版本、同意记录，连同这份备案自己的密钥。删除后谁也找不回来。"
	EraseStays      = "留下：一条签名的删除记录（时间、操作员、原因、哪几类资料）和操作记录，其中没有客户的资料，只有这份备案的编号。"
	EraseBackups    = "删不到：以前做的备份、交接文件和导出的材料包，里面仍有这份资料。每天自动备份继续进行时，旧备份最多 12 个月后轮换掉；其余的，以及恢复前保留的旧资料，请您自己删除。资料库里同一个人的模板也要另外删除。"
	EraseBackupPage = "查看备份"
	EraseType       = "确认域名"
	EraseWord       = "删除"
	EraseYes        = "永久删除这份资料"
	EraseRunning    = "正在删除，会整理整个数据库，资料多时要几分钟"
	ErasedTitle     = "删除记录"
	ErasedLead      = "每条都有签名；资料本身已不在。"
	ErasedNone      = "还没有删除过客户资料。"
	ErasedToast     = "资料已删除，留下一条删除记录"
	ErasedForged    = "签名不符，这条记录被改动过"
	KeepTitle       = "保存时间"
	KeepLead        = "备案办完或放弃之后，过了这段时间就提醒删除。程序只提醒，不自动删除。"
	KeepMonths      = "保存几个月"
	KeepHint        = "1 到 120 之间，默认 24"
	KeepOff         = "期满不提醒"

	ConsentLead     = "证件、照片等敏感信息，提供给每一方都要分别取得同意（个人信息保护法第二十三条、第二十九条）。"
	ConsentChoose   = "客户的备案"
	ConsentHint     = "每份备案分别记录"
	ConsentOpen     = "同意记录"
	ConsentNone     = "还没有记下同意。"
	ConsentAll      = "四方的同意都有。"
	ConsentAdd      = "记下一份同意"
	ConsentToPick   = "请选择一方"
	ConsentTo       = "同意提供给谁"
	ConsentHow      = "怎样同意的"
	ConsentWhat     = "用途"
	ConsentWhatHint = "用您自己的话写，不要写证件号码"
	ConsentUsual    = "办理网站备案"
	ConsentGiven    = "同意的日期"
	ConsentGivenOn  = "不能晚于今天"
	ConsentSave     = "保存同意"
	ConsentSaved    = "已记下同意"
	ConsentBack     = "撤回"
	ConsentBackTag  = "已撤回"
	ConsentValid    = "有效"
	ConsentBacked   = "已记下撤回"
	ConsentFiling   = "回到备案"
	ConsentErase    = "客户要求删除"
)

// roleMay says in one sentence what a role may.
var roleMay = map[desk.Role]string{
	desk.Owner:  "什么都可以，包括操作员、密码、恢复备份和删除客户资料",
	desk.Clerk:  "填写、导出、查看完整号码、备份；不能管操作员和密码、恢复备份、永久删除",
	desk.Onlook: "只能看，号码一直遮住；不能修改、导出和备份",
}

// RoleMay says in one sentence what a role may.
func RoleMay(r desk.Role) string { return roleMay[r] }

// PersonSince tells role and time of an operator.
func PersonSince(role string, since, gone time.Time, login string) string {
	s := role + "，" + At(since)[:10] + " 起"
	if !gone.IsZero() {
		s += "，" + At(gone)[:10] + " 停用"
	}
	return s + "，" + login
}

// PersonOpens names the passphrase of an operator.
func PersonOpens(label string) string { return "密码：" + label }

// PersonGoQuestion asks before somebody is put out of use.
func PersonGoQuestion(name string) Question {
	return Question{Title: "停用“" + name + "”？", Body: "以后不能用这位操作员的密码进来工作，以前的记录仍写着这个名字。密码本身还能解开资料，请接着到“安全”里移除。", Yes: PersonGo, Danger: true}
}

var eraseReasons = map[string]string{
	desk.EraseAsked: "客户要求删除", desk.EraseOver: "保存期满", desk.EraseMistaken: "录入错误，或没有取得同意",
}

// EraseReason says why data were erased.
func EraseReason(code string) string { return eraseReasons[code] }

var eraseKinds = map[string]string{
	"organiser": "主办单位", "legal": "法定代表人", "principal": "主体负责人", "agent": "代办人", "emergency": "应急联系人",
	"site": "网站", "note": "备注", "portrait": "人像采集", "pictures": "图片",
}

// EraseKind names a part of a filing that was erased.
func EraseKind(code string) string { return eraseKinds[code] }

// EraseOver says of whom and since when the time of keeping is over.
func EraseOver(organiser string, at time.Time) string {
	return organiser + "，" + At(at)[:10] + " 期满"
}

// EraseMoreDue counts what is due besides those shown.
func EraseMoreDue(n int) string {
	return fmt.Sprintf("还有 %d 份，删掉上面的以后显示。", n)
}

// EraseTypeHint tells what is to be typed.
func EraseTypeHint(word string) string { return "请输入“" + word + "”" }

// ErasedLine says who erased what and why.
func ErasedLine(e desk.Erasure) string {
	s := At(e.At) + "，" + e.By
	if r := EraseReason(e.Reason); r != "" {
		s += "，" + r
	}
	return s
}

// ErasedWhat tells what kinds of data are gone.
func ErasedWhat(e desk.Erasure) string {
	var kinds []string
	for _, k := range e.Kinds {
		word := EraseKind(k)
		switch {
		case k == "pictures": // counted below
		case word == "":
			kinds = append(kinds, k)
		default:
			kinds = append(kinds, word)
		}
	}
	return strings.Join(append(kinds, fmt.Sprintf("图片 %d 张", e.Pictures), fmt.Sprintf("历史版本 %d 个", e.Versions), fmt.Sprintf("同意记录 %d 条", e.Consents)), "、")
}

// GoneFiling names a filing that is not there any more.
func GoneFiling(id string) string { return "编号 " + id }

// PersonEditing heads the form of an operator.
func PersonEditing(name string) string { return "修改“" + name + "”" }

// ConsentGivenLine tells when and how a consent was given, and when it was
// taken back.
func ConsentGivenLine(c desk.Consent) string {
	s := At(c.Given)[:10] + "，" + c.How.Name() + "，用途：" + c.What
	if !c.Withdrawn.IsZero() {
		s += "。" + At(c.Withdrawn)[:10] + " 撤回"
	}
	return s
}

// ConsentMissing lists who has no consent.
func ConsentMissing(names []string) string {
	return "还缺同意：" + strings.Join(names, "、") + "。"
}

// ConsentBackQuestion asks before a consent is noted as taken back.
func ConsentBackQuestion(to string) Question {
	return Question{Title: "客户撤回对“" + to + "”的同意？", Body: "撤回以后不能再把资料提供给这一方；以前已经提供的不受影响。记录会留下，不能改回。", Yes: ConsentBack, Danger: true}
}
