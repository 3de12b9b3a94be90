package text

import (
	"fmt"
	"time"
)

// The page 安全.
const (
	VaultTitle = "安全"
	VaultLead  = "谁能打开这些资料，什么时候锁定。"
	VaultMore  = "了解密码和恢复码"
	VaultEntry = "安全"
	VaultHint  = "密码、系统账户、恢复码和自动锁定。"
	VaultOpen  = "打开安全设置"

	WaysTitle     = "密码"
	WaysLead      = "每位同事可以有自己的密码；改密码和移除都立即生效，不需要重新加密资料。"
	WaysNone      = "还没有密码。能用这个系统账户登录的人都能打开资料。"
	WayChange     = "改密码"
	WayRemove     = "移除"
	WayAdd        = "添加密码"
	WayNew        = "新密码"
	VaultChange   = "更改打开方式"
	WayWhose      = "给谁用"
	WayNobody     = "不指定"
	WayWhoseHint  = "选了谁，就按谁的角色进入并记录。不指定的密码等同负责人，什么都能做。"
	WayNoOperator = "还没有可选的操作员，这个密码等同负责人，什么都能做。请先在“人员与记录”里添加，再来设密码。"
	WaySave       = "保存密码"
	WayAdded      = "已添加密码"
	WayChanged    = "密码已更改"
	WayRemoved    = "已移除，这个密码不能再打开资料"
	SystemTitle   = "系统账户"
	SystemLead    = "启动时用系统钥匙串自动打开，等同负责人。锁定以后，设了密码的仍要输入密码。"
	SystemOn      = "已启用"
	SystemOff     = "未启用"
	SystemTurn    = "启用"
	SystemStop    = "停用"
	SystemDone    = "已启用，下次启动不用输入"
	SystemGone    = "已停用，下次启动要输入密码"

	RecoveryTitle     = "恢复码"
	RecoveryLead      = "忘记密码、换电脑、恢复备份时用。"
	RecoveryGood      = "已确认"
	RecoveryOpen      = "还没有确认"
	RecoveryLost      = "还没有确认，请重新生成一个并打印"
	RecoveryNew       = "重新生成"
	RecoveryConfirm   = "确认"
	IdleTitle         = "自动锁定"
	IdleLead          = "锁定时，没有写完的内容先加密保存，解锁后回到原处。电脑睡眠时也会锁定。"
	IdleLabel         = "多久没有操作就锁定"
	IdleNever         = "不自动锁定"
	IdleSystem        = "按整台电脑的键盘和鼠标计算。"
	IdleOwn           = "系统没有提供空闲时间，按本窗口里的键盘和鼠标计算。"
	LockNowLine       = "也可以随时按快捷键或从“文件”菜单锁定。"
	VaultWithoutDoor  = "这个窗口没有设置密钥，不能在这里更改。"
	NeverLockQuestion = "离开时，别人可以直接看到客户的证件和联系方式。"
)

// Since says since when a way is there.
func Since(t time.Time) string { return t.Format("2006-01-02") + " 起" }

// IdleMinutes names a choice of the idle time.
func IdleMinutes(n int) string { return fmt.Sprintf("%d 分钟", n) }

// NeverLock asks before locking by itself is turned off.
var NeverLock = Question{Title: "关闭自动锁定？", Body: NeverLockQuestion, Yes: "仍然关闭", No: "保留自动锁定", Danger: true}

// RemoveWay asks before a passphrase goes.
func RemoveWay(label string) Question {
	return Question{Title: "移除“" + label + "”的密码？", Body: "移除后，这个密码不能再打开资料。曾经复制走的旧密钥文件仍能用旧密码打开当时的资料，请收回。", Yes: "移除", Danger: true}
}

// NewRecoveryQuestion asks before the printed code becomes worthless.
var NewRecoveryQuestion = Question{Title: "重新生成恢复码？", Body: "以前打印的恢复码会作废，请换成新的。以前做的备份仍用做备份时的恢复码打开。", Yes: "重新生成"}
