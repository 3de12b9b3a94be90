package text

import (
	"fmt"
	"time"
)

// The door: first start, unlocking, the recovery code.
const (
	GateFirstTitle = "第一次使用，先选怎样打开"
	GateFirst1     = "客户的证件和联系方式只存在这台电脑上，并且加密保存。"
	GateFirst2     = "请选一种打开方式，以后可以在“设置 → 安全”里更改。"
	GateFirst3     = "接下来会给您一个恢复码，请打印保管：密码和系统账户都用不了时，没有它，数据就再也打不开。"
	GatePlain      = "以前录入的资料都会保留，不需要重新录入。"

	GateWay         = "打开方式"
	GateWayBoth     = "启动时自动打开，锁定后输入密码"
	GateWayBothMore = "适合多数办公室：平时不用输入，离开后别人打不开"
	GateWayPass     = "每次都输入密码"
	GateWayPassMore = "电脑由多人共用，或资料要带走时"
	GateWaySys      = "始终自动打开，不用密码"
	GateWaySysMore  = "能用您的系统账户登录的人，都能打开资料"
	GateLookSystem  = "正在查看这台电脑的系统钥匙串"
	GateNoSystem    = "这台电脑没有可用的系统钥匙串，请设一个密码。"

	GateLabel      = "登录名"
	GateLabelHint  = "显示在解锁页上，不加密；例如“前台”，不要写证件号码"
	GateLabelFirst = "管理员"
	GatePass       = "密码"
	GatePassHint   = "至少 8 个字符，例如几个互不相干的词"
	GatePass2      = "再输入一次密码"
	GatePassDiffer = "两次输入的密码不同。请重新输入。"

	GateMaking  = "正在设置，约几秒钟"
	GateOpening = "正在打开数据"
	GateLocking = "正在锁定，先保存没有写完的内容"

	GateRestore      = "从备份恢复"
	GateRestoreLead  = "换了电脑或重装了系统时用。备份里的资料会放到这台电脑上，备份文件不会改动。"
	GateRestorePass  = "备份的恢复码或密码"
	GateRestoreHint  = "自动备份的密码是做备份时的恢复码，大小写、空格和横线都不要紧"
	GateOtherFile    = "换一个文件"
	GateRestoreNone  = "请填写备份的恢复码或密码。"
	GateRestoring    = "正在恢复并核对"
	GateRestored     = "资料已恢复"
	GateRestoredLead = "请用做备份那时的密码或恢复码打开。"
	GateRestoredNext = "资料已恢复并核对。请关闭程序再打开，然后用做备份那时的密码或恢复码进入。"

	GateTitle      = "备案台已锁定"
	GateLead       = "资料已加密收好，解锁后回到刚才的地方。"
	GateStart      = "打开备案台"
	GateStartLead  = "资料加密保存在这台电脑上。"
	GateWho        = "登录名"
	GateUnlock     = "解锁"
	GateSystem     = "用系统账户打开"
	GateAsking     = "正在等待系统钥匙串。系统若弹出窗口，请在那里确认。"
	GateRecovery   = "用恢复码"
	GateUseCode    = "用恢复码打开"
	GateCodeLead   = "请按顺序填写纸上的 8 组，大小写和空格都可以。"
	GateCode       = "恢复码"
	GateCodeHint   = "例如 ACDEF-GHJKM-……，共 8 组"
	GateCodeGood   = "8 组都没有抄写错误"
	GateOpenByCode = "打开"

	CodeTitle      = "恢复码，请现在打印或抄下"
	CodeLead1      = "只显示这一次。请存成 PDF 打印出来，或用笔抄下，锁进柜子。"
	CodeLead2      = "忘记密码、换电脑、恢复备份时都要用它。不要拍照，不要存进聊天软件或网盘。"
	CodeLead3      = "密码、系统账户和恢复码都没有时，数据无法找回，任何人都帮不了您。"
	CodeSave       = "存成 PDF 并打开打印"
	CodeSaved      = "已存成 PDF。打印后请删除这个文件，它没有加密"
	CodeFile       = "备案台恢复码.pdf"
	CodeWritten    = "已打印或抄好"
	CodeCheckTitle = "确认恢复码"
	CodeCheckLead  = "请看着纸填写其中两组，确认没有抄错。"
	CodeGroupHint  = "5 个字符"
	CodeConfirm    = "确认"
	CodeLater      = "稍后"
	CodeAgain      = "再看一次恢复码"
	CodeConfirmed  = "恢复码已确认，请把纸锁好"

	RecoveryNotice  = "恢复码还没有确认。忘记密码而又没有恢复码时，数据无法找回。"
	RecoveryAct     = "现在确认"
	ByRecoveryHint  = "您是用恢复码打开的。请在这里设一个新密码，或启用系统账户。"
	LockNow         = "立即锁定"
	LockedFor       = "已锁定"
	DraftsNotSealed = "锁定前有内容没有存好。请检查磁盘空间。"
)

// CodeGroup names a group of the recovery code, 0…7.
func CodeGroup(n int) string { return fmt.Sprintf("第 %d 组", n+1) }

// GateWait says how long the door stays shut.
func GateWait(d time.Duration) string {
	s := int((d + time.Second - 1) / time.Second)
	if s >= 120 {
		return fmt.Sprintf("试错次数较多，请在 %d 分钟后再试。", (s+59)/60)
	}
	return fmt.Sprintf("试错次数较多，请在 %d 秒后再试。", s)
}

// GateProgress says how far opening has come.
func GateProgress(done, total int) string {
	if total <= 1 {
		return GateOpening
	}
	return fmt.Sprintf("%s：%d / %d", GateOpening, done, total)
}
