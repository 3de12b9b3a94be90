package text

import (
	"fmt"
	"strings"
	"time"
)

// The page 备份与交接: backups.
const (
	BackupTitle = "备份与交接"
	BackupLead  = "备份是一个加密文件，写好后会实际恢复一遍作检查，通过了才算数。交接文件把一份或几份备案交给别的电脑或别的单位。"

	BackupEntryHint = "备份、恢复，以及把备案交给别的电脑或别的单位。"

	BackupSection   = "备份"
	BackupBoth      = "备份和恢复"
	BackupNone      = "还没有备份。电脑或硬盘坏了，资料就找不回来了。"
	BackupNoCode    = "还没有恢复码，所以不会自动备份：没有它，备份谁也打不开。"
	BackupMakeCode  = "去生成恢复码"
	BackupNow       = "立即备份"
	BackupRunning   = "正在备份并检查"
	BackupRunHint   = "离开这一页会取消，不会留下未完成的文件。"
	BackupAuto      = "程序开着时每天自动备份一次，保留最近 7 天、4 周和 12 个月各一份。用恢复码加密。"
	BackupFolder    = "备份放在"
	BackupChange    = "换文件夹"
	BackupDefault   = "放回数据文件夹"
	BackupSameDisk  = "备份和资料在同一块硬盘上：硬盘坏了会一起丢。建议换到U盘、移动硬盘或另一块硬盘。"
	BackupListTitle = "已有的备份"
	BackupListEmpty = "这个文件夹里还没有备份。"
	BackupCol       = "备份时间"
	BackupColHolds  = "内容"
	BackupColSize   = "大小"
	BackupGood      = "已检查"
	BackupUnseen    = "未检查"
	BackupCheck     = "检查"
	BackupCheckHint = "把备份恢复到临时文件夹里，逐个核对，然后删掉。"
	BackupRestore   = "恢复"
	BackupFromFile  = "从别的备份文件恢复"
	BackupCanceled  = "备份已取消"
	BackupOpen      = "备份与交接"
	BackupEmptyName = "默认文件夹（数据文件夹里的 backup）"

	RestoreTitle    = "从备份恢复"
	RestoreCode     = "恢复码或备份密码"
	RestoreCodeHint = "自动备份的密码是做备份时的恢复码，大小写、空格和横线都不要紧。留空表示用现在的恢复码。"
	RestoreStart    = "开始恢复"
	RestoreSafe     = "先恢复到一个新文件夹并逐个核对，现在的资料不会改动。"
	RestoreKeys     = "恢复后，要用做备份那时的密码或恢复码登录。"
	RestoreRunning  = "正在恢复并核对"
	CheckRunning    = "正在检查备份"
	RestorePlan     = "下次启动时换上"
	RestoreDrop     = "不换，删掉恢复出来的"
	RestoreUndo     = "取消替换"
	RestoreUndone   = "已取消替换，现在的资料照常使用"
	RestorePlanned  = "下次启动程序时会换上恢复出来的资料，现在的资料会完整保留。请保存好手上的工作，然后关闭程序再打开。"
	RestoredGone    = "恢复出来的资料在换上之前不见了，没有替换，现在的资料照常使用。需要时请重新恢复一次。"

	FormerTitle = "恢复前的资料"
	FormerHint  = "每次换上备份时，原来的资料都完整保留在这里。确认不再需要时请删除，里面有客户的个人信息。"
	FormerBack  = "换回这一份"
	FormerDrop  = "删除"
	FormerGone  = "已删除恢复前的资料"
)

// BackupTrouble is the notice when the automatic backup failed.
func BackupTrouble(why string) string { return "今天的自动备份没有做成。" + why }

// RestoredInPlace tells where the data of before are.
func RestoredInPlace(kept string) string {
	return "已换上从备份恢复的资料。原来的资料完整保留在数据文件夹的“" + kept + "”里，可以换回或删除。"
}

// BackupLast is the newest good backup.
func BackupLast(at, now time.Time) string {
	day := Date(at)
	switch days := daysBetween(at, now); {
	case days == 0:
		day = "今天"
	case days == 1:
		day = "昨天"
	case days < 0: // the clock was set back
	case days > 1:
		day += fmt.Sprintf("（%d 天前）", days)
	}
	return "最近一次备份：" + day + " " + at.Format("15:04") + "，已检查，可以恢复。"
}

func daysBetween(a, b time.Time) int {
	y, m, d := a.Date()
	b = b.In(a.Location())
	yy, mm, dd := b.Date()
	return int(time.Date(yy, mm, dd, 0, 0, 0, 0, time.UTC).Sub(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)).Hours() / 24)
}

// Denied says what the role does not allow, and why.
func Denied(what, why string) string { return what + "：" + why }

// BackupHolds counts what a backup holds; nothing is known of foreign ones.
func BackupHolds(good bool, filings, pictures, missing int) string {
	if !good {
		return "在别处做的，或做好后被改过"
	}
	s := fmt.Sprintf("%d 份备案，%d 张图片", filings, pictures)
	if missing > 0 {
		s += fmt.Sprintf("（另有 %d 张早已不见）", missing)
	}
	return s
}

// BackupMade is the toast after a backup.
func BackupMade(name string) string { return "已备份并检查：" + name }

// BackupChecked is the toast after a check.
func BackupChecked(filings, pictures int) string {
	return fmt.Sprintf("检查通过：%d 份备案，%d 张图片，可以恢复", filings, pictures)
}

// RestoreFound tells what was restored.
func RestoreFound(at time.Time, filings, pictures int) string {
	return fmt.Sprintf("已恢复到新文件夹并核对：%s 的备份，%d 份备案，%d 张图片。现在的资料还没有改动。", DateTime(at), filings, pictures)
}

// FormerOf names a folder with the data of before a restore, which ends with
// the time; an unknown name stays as it is.
func FormerOf(folder string) string {
	const form = "20060102-150405"
	if n := len(folder) - len(form); n > 0 {
		if at, err := time.Parse(form, folder[n:]); err == nil {
			return DateTime(at) + " 换下的资料"
		}
	}
	return folder
}

// FormerDropQuestion asks before the data of before are removed.
func FormerDropQuestion(folder string) Question {
	return Question{Title: "删除恢复前的资料", Body: "“" + folder + "”里的备案、图片和密钥会永久删除，不能恢复。现在使用的资料和备份文件不受影响。", Yes: FormerDrop, Danger: true}
}

// The page 备份与交接: hand-over.
const (
	HandSection   = "交接"
	HandLead      = "交给同事的电脑，或者客户换了代办单位时使用。收到的内容先预览，由您逐份决定，不会悄悄覆盖。"
	HandOut       = "导出交接文件"
	HandIn        = "导入交接文件"
	HandInHint    = "也可以把 .beian 文件拖进窗口。"
	HandKey       = "本机的公钥"
	HandKeyHint   = "把它发给对方（可以公开），对方用它加密后，只有本机打得开，不需要另外告诉密码。"
	HandChoose    = "选择备案"
	HandFind      = "域名或单位"
	HandAdd       = "加入"
	HandTake      = "移出"
	HandHow       = "怎样加密"
	HandByPass    = "密码"
	HandByKey     = "对方的公钥"
	HandPass      = "交接密码"
	HandPassHint  = "至少 10 个字。请当面或用电话告诉对方，不要和文件一起发。"
	HandPassAgain = "再输入一次密码"
	HandPassDiff  = "两次输入的密码不一样。"
	HandTheirKey  = "对方的公钥"
	HandTheirHint = "以 age1 开头，对方可以在“备份与交接”里复制。"
	HandExport    = "导出"
	HandNobody    = "请先选择要交接的备案。"
	HandRunning   = "正在写交接文件"
	HandReading   = "正在读取交接文件"
	HandTaking    = "正在导入"
	HandAskPass   = "这个文件的密码"
	HandLook      = "打开预览"
	HandPreview   = "交接文件里的备案"
	HandApply     = "按以上选择导入"
	HandNothing   = "没有要导入的：这里已经都有了。"
	HandTheirs    = "用对方的"
	HandTheirsNew = "导入"
	HandMine      = "保留我的"
	HandSkip      = "不导入"
	HandCopy      = "另存为副本"
	HandKept      = "选“用对方的”时，您现在的内容会保留在“历史版本”里。"
)

// HandChosen counts the filings to hand over.
func HandChosen(n int) string {
	if n == 0 {
		return "还没有选择"
	}
	return fmt.Sprintf("已选 %d 份", n)
}

// HandStanding says how a filing from outside stands to the one held here.
func HandStanding(code string, trashed bool) string {
	s := map[string]string{"new": "这里没有", "same": "两边相同", "theirs": "对方的较新", "mine": "您的较新", "both": "两边都改过"}[code]
	if trashed {
		s += "（在回收站里）"
	}
	return s
}

// HandDiffers lists what differs, at most six names.
func HandDiffers(names []string) string {
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > 6 {
		more = fmt.Sprintf("等 %d 项", len(names))
		names = names[:6]
	}
	return "不同的地方：" + strings.Join(names, "、") + more
}

// HandFrom says where a file comes from.
func HandFrom(at time.Time, n int) string {
	return fmt.Sprintf("%s 导出，共 %d 份备案。", DateTime(at), n)
}

// HandDone is the toast after an import, HandOutDone after an export.
func HandDone(n int) string { return fmt.Sprintf("已导入 %d 份备案", n) }

// HandOutDone is the toast after an export.
func HandOutDone(n int, name string) string {
	return fmt.Sprintf("已把 %d 份备案写进 %s", n, name)
}

// HandRefused tells of filings that were not taken.
func HandRefused(domains []string) string {
	return "预览之后这里又改过，没有导入：" + strings.Join(domains, "、") + "。请重新打开预览再选择。"
}

// HandFieldState and HandFieldPicture name what is no field of a form.
const HandFieldState = "进度"

// HandFieldPicture names a picture that differs.
func HandFieldPicture(slot string) string { return "图片“" + slot + "”" }

// HandErased warns of a customer who was erased here.
func HandErased(at time.Time) string {
	return "这位客户的资料已于 " + at.Format("2006-01-02") + " 在这里删除。没有新的同意，请不要再导入。"
}
