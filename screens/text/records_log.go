package text

import (
	"fmt"
	"slices"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/miniapp"
	"beiandesk/app/paper"
)

// LogGroup is a kind of deeds by which the log is filtered.
type LogGroup struct {
	ID, Name string
	Actions  []string
}

// LogGroups holds every action of the log once.
var LogGroups = []LogGroup{
	{"change", "填写和修改", []string{desk.DidAdd, desk.DidClone, desk.DidImport, desk.DidSample, desk.DidEdit, desk.DidAnswer, desk.DidTemplate, desk.DidRestore,
		desk.DidState, desk.DidRefusal, desk.DidNote, desk.DidPortrait, desk.DidSMS, desk.DidDuty, desk.DidMaterial, desk.DidPhone, desk.DidPhoneOpen, desk.DidDropPart, desk.DidTemplates, desk.DidTemplatePaper}},
	{"look", "查看完整号码", []string{desk.DidUnmask}},
	{"export", "导出和交接", []string{desk.DidExport, desk.DidPaper, desk.DidHandOver}},
	{"erase", "删除", []string{desk.DidTrash, desk.DidUntrash, desk.DidPurge, desk.DidErase}},
	{"people", "人员和同意", []string{desk.DidOperator, desk.DidOperatorGo, desk.DidConsent, desk.DidWithdraw}},
	{"safety", "备份和安全", []string{desk.DidBackup, desk.DidBackupSet, desk.DidKeys, desk.DidSetting, desk.DidTables, desk.DidFindBreak, desk.DidUnreadable}},
	{"program", "程序自动", []string{desk.DidRefresh, desk.DidSave, desk.DidTakeOver}},
}

var logActions = map[string]string{
	desk.DidAdd: "新建备案", desk.DidClone: "按已有备案新建", desk.DidImport: "导入备案", desk.DidSample: "添加样本",
	desk.DidEdit: "修改", desk.DidAnswer: "回答清单里的问题", desk.DidTables: "更新规则资料", desk.DidTemplate: "用模板填写", desk.DidRestore: "恢复历史版本", desk.DidState: "办理进度",
	desk.DidNote: "添加备忘", desk.DidRefusal: "记录和处理退回", desk.DidPortrait: "人像采集", desk.DidSMS: "短信核验", desk.DidDuty: "备案后事项",
	desk.DidMaterial: "添加或处理图片", desk.DidPhone: "收下手机传来的图片", desk.DidPhoneOpen: "打开手机拍照", desk.DidDropPart: "移除图片", desk.DidTrash: "移到回收站", desk.DidUntrash: "从回收站恢复",
	desk.DidPurge: "从回收站永久删除", desk.DidErase: "删除客户资料", desk.DidExport: "导出材料包", desk.DidPaper: "导出文件",
	desk.DidUnmask: "查看完整号码", desk.DidTemplates: "修改资料库", desk.DidTemplatePaper: "更换信函模板", desk.DidSetting: "修改设置", desk.DidOperator: "登记或修改操作员",
	desk.DidOperatorGo: "停用操作员", desk.DidConsent: "记下同意", desk.DidWithdraw: "记下撤回同意", desk.DidRefresh: "重新检查",
	desk.DidSave: "启动时修复", desk.DidTakeOver: "接收旧版数据", desk.DidHandOver: "导出交接文件", desk.DidBackup: "备份",
	desk.DidBackupSet: "恢复备份", desk.DidKeys: "更改打开方式", desk.DidFindBreak: "发现记录末尾被改动", desk.DidUnreadable: "这一条读不出来",
}

// LogAction says what was done; code is one of desk.Did…. It is empty for an
// unknown code.
func LogAction(code string) string { return logActions[code] }

// LogActor names who did it: name is the operator's, "" where none stands in
// the log.
func LogActor(e desk.Entry, name string) string {
	switch {
	case name != "":
		return name
	case e.Operator != "":
		return e.Operator
	case slices.Contains(LogGroups[len(LogGroups)-1].Actions, e.Action), e.Action == desk.DidFindBreak, e.Action == desk.DidUnreadable:
		return LogProgram
	}
	return LogOwner
}

// logKinds are words for kinds that are no fields.
var logKinds = map[string]map[string]string{
	desk.DidPortrait: {string(filing.PortraitSubmitted): "已提交", string(filing.PortraitReturned): "退回"},
	desk.DidRefusal: {string(filing.ActReturn): "接入商退回", string(filing.ActReject): "接入商驳回", string(filing.ActRefuse): "管局驳回", "added": "补记原因",
		"reason": "改原因", "task": "勾任务", "task-added": "加任务", "task-removed": "去掉任务", "removed": "删除退回记录", "undone": "撤销"},
	desk.DidSMS:       {string(filing.RolePrincipal): "主体负责人", string(filing.RoleManager): "互联网信息服务负责人"},
	desk.DidBackup:    {"asked": "手动", "daily": "每天自动"},
	desk.DidBackupSet: {"unpacked": "解开并核对", "planned": "下次启动时换上", "unplanned": "取消替换", "former-dropped": "删掉恢复前的资料"},
	desk.DidExport:    {"pictures-only": "只有图片", "originals": "含原图", "no-watermark": "不加水印", "draft": "还有问题未处理"},
	desk.DidPhoneOpen: {"https": "HTTPS", "pin": "要校验码"},
	desk.DidImport:    {"handover": "交接文件"},
	desk.DidNote:      {"handover": "交接文件"},
	desk.DidPaper: {"overview": "总览表", desk.PaperChecklist: "清单", desk.PaperLog: "操作记录", "word": "Word 文件", "own": "自己的模板", "template": "模板本身",
		desk.PaperMiniapp + string(miniapp.WeChat): "微信小程序备案数据", desk.PaperMiniapp + string(miniapp.Douyin): "抖音小程序备案数据"},
	desk.DidTemplatePaper: {"removed": "改回程序自带的"},
	desk.DidKeys: {"passphrase-added": "添加密码", "passphrase-changed": "改密码", "passphrase-removed": "移除密码", "system-on": "启用系统账户",
		"system-off": "停用系统账户", "recovery-new": "重新生成恢复码", "recovery-confirmed": "确认恢复码"},
	desk.DidSetting: {"office": "代办处信息", "prefs": "偏好设置", "lock": "自动锁定", "backups": "备份设置", "backup-code": "恢复码",
		"retention": "保存时间", "switches": "接入商规则", "export-without-watermark": "水印", "handover-identity": "交接公钥"},
}

// logBlocks names the block of a field, so that 姓名 tells whose.
var logBlocks = []struct{ path, name string }{
	{"legal.", "法定代表人"}, {"principal.", "主体负责人"}, {"agent.", "代办人"}, {"emergency1.", "应急联系人一"}, {"emergency2.", "应急联系人二"}, {"site.", ""}, {"organiser.", ""},
}

// LogKind names a kind of data that a deed touched, "" where there is nothing
// to say. person names an operator by id.
func LogKind(action, kind string, person func(id string) string) string {
	if w := logKinds[action][kind]; w != "" {
		return w
	}
	switch action {
	case desk.DidPaper, desk.DidTemplatePaper:
		return paper.Kind(kind).Title()
	case desk.DidState:
		return filing.Action(kind).Name()
	case desk.DidErase:
		return EraseReason(kind)
	case desk.DidConsent, desk.DidWithdraw:
		if n, _, _ := strings.Cut(desk.Recipient(kind).Name(), "（"); n != "" {
			return n
		}
		return desk.Means(kind).Name()
	case desk.DidOperator, desk.DidOperatorGo:
		if id, ok := strings.CutPrefix(kind, "operator."); ok {
			return person(id)
		}
		return desk.Role(kind).Name()
	}
	if slot, ok := filing.Field(kind).Slot(); ok {
		return paper.SlotName(slot, &filing.Filing{})
	}
	for _, b := range logBlocks {
		if strings.HasPrefix(kind, b.path) {
			return b.name + Field(kind).Label
		}
		if kind == strings.TrimSuffix(b.path, ".") && b.name != "" {
			return b.name
		}
	}
	return Field(kind).Label
}

// LogWhatTouched joins the kinds of an entry.
func LogWhatTouched(e desk.Entry, person func(id string) string) string {
	var out []string
	for _, k := range e.Kinds {
		if w := LogKind(e.Action, k, person); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return strings.Join(out, "、")
}

// LogHead is the first line of the log as a file.
var LogHead = []string{LogNumber, LogWhen, LogWho, LogWhat, LogOn, LogKinds, LogRevision}

// LogFileName proposes a name for the log as a file; day is today's.
func LogFileName(day string) string { return "操作记录-" + day + ".csv" }

// LogLine makes the cells of an entry in the log as a file; on names the filing.
func LogLine(e desk.Entry, person func(id string) string, on string) []string {
	rev := ""
	if e.Rev > 0 {
		rev = fmt.Sprint(e.Rev)
	}
	return []string{fmt.Sprint(e.N), e.At.In(filing.China).Format("2006-01-02 15:04:05"), LogActor(e, person(e.Operator)), LogAction(e.Action), on, LogWhatTouched(e, person), rev}
}

// LogShown counts the lines shown, LogEnd when there are no older ones.
func LogShown(n int) string { return fmt.Sprintf("最近的 %d 条", n) }

// LogEnd counts the lines when all are shown.
func LogEnd(n int) string { return fmt.Sprintf("共 %d 条", n) }

// LogWhole says all of an entry; on names the filing.
func LogWhole(e desk.Entry, on string, person func(id string) string) string {
	s := LogAction(e.Action)
	if on != "" {
		s += "，" + on
	}
	if kinds := LogWhatTouched(e, person); kinds != "" {
		s += "：" + kinds
	}
	return s
}
