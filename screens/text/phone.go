package text

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/app/filing"
	"beiandesk/app/phone"
	"beiandesk/app/rule"
)

// 手机拍照, the computer's side.
const (
	PhoneShoot    = "手机拍"
	PhoneShootAll = "用手机拍全部"
	PhoneTitle    = "手机拍照"
	PhoneOpening  = "正在打开…"
	PhoneOpenAt   = "重新打开"
	PhoneStop     = "停止接收"
	PhoneFinish   = "完成"
	PhoneAllIn    = "要拍的都收下了，手机上会显示“已全部收到”。"
	PhoneNothing  = "没有要拍的材料：需要的都已上传。要换哪一张，请在它的卡片上点“手机拍”。"
	PhoneAddress  = "扫不了码，就在手机浏览器里输入这个地址"
	PhoneFresh    = "刷新二维码"
	PhoneFreshHow = "刷新后旧的二维码马上失效，已连上的手机要重新扫码"
	PhoneCodeOver = "二维码已过期"
	PhoneCodeVoid = "二维码已作废"
	PhoneVeiled   = "已停止"
	PhoneCodeHint = "没有手机连接时，二维码 10 分钟有效"
	PhoneOnHint   = "本次采集剩余时间"

	PhoneSetup     = "连接设置"
	PhoneSetupShut = "收起设置"
	PhoneNet       = "网络"
	PhoneNetHint   = "手机要连在同一个网络里。选好后会记住"
	PhonePIN       = "手机要先输入 6 位校验码"
	PhonePINHint   = "公共场所请打开，旁人扫到码也连不上"
	PhonePINName   = "校验码"
	PhoneHTTPS     = "用 HTTPS 加密传送"
	PhoneHTTPSHint = "证书是这台电脑临时做的，手机会提示不安全，有的浏览器不让继续"
	PhoneChanged   = "改设置会换一个二维码，手机要重新扫码"
	PhonePlain     = "照片在局域网里传送时不加密。公共 Wi-Fi 上请不要用，或在“连接设置”里打开 HTTPS。"
	PhoneFinger    = "手机提示证书不受信任时，请核对 SHA-256 指纹，一致再继续："
	PhoneVirtual   = "虚拟网卡，手机一般连不上"

	PhoneHow       = "怎样开始"
	PhoneHelpTitle = "还没有手机连上？逐条看一下"
	PhoneElse      = "不用手机也可以"
	PhoneElseWhy   = "把图片拖进窗口、按 Ctrl+V 粘贴，或选择文件，效果一样。这样做会先停止手机接收。"
	PhoneDecide    = "手机传来的照片还没有收下或退回。请先处理，再放入文件"
	PhoneChoose    = "选择文件"

	PhoneLetIn    = "允许"
	PhoneTurnAway = "拒绝"

	PhoneWaits    = "等手机拍"
	PhoneChecks   = "正在检查"
	PhoneGood     = "合格，待收下"
	PhoneDoubtful = "存疑，待决定"
	PhoneBad      = "不合格"
	PhoneBroken   = "打不开"
	PhoneTaken    = "已收下"
	PhoneReturned = "已退回，等重拍"
	PhoneBlank    = "手机拍好后显示在这里"
	// Where the small picture of an arrival will stand, and where there is none.
	PhoneThumbSoon = "正在准备缩略图"
	PhoneNoThumb   = "没有缩略图"
	PhoneTake      = "收下"
	PhoneTakeBad   = "仍然收下"
	PhoneSwap      = "收下并替换"
	PhoneReturn    = "退回重拍"
	PhoneLarge     = "看大图"
	PhoneAgain     = "再拍一张"
	PhoneToList    = "返回列表"
	PhoneHasOne    = "收下后会代替现在这张，可以撤销。"
	PhoneNote      = "给手机的话"
	PhoneNoteHint  = "手机上马上会看到，最多 200 字"
	PhoneSend      = "退回"
	PhoneOnlyHere  = "没收下的照片只在内存里，离开本页就没有了。"

	PhoneTexts     = "手机发来的文字"
	PhoneTextsWhy  = "逐项核对后采用；采用后和手动填写一样保存，可以撤销。"
	PhoneNow       = "现在"
	PhoneProposed  = "手机填写"
	PhoneEmpty     = "（空）"
	PhoneUse       = "采用"
	PhoneLeave     = "不用"
	PhoneUsed      = "已采用"
	PhoneLeft      = "未采用"
	PhoneTextLeft  = "电脑那边没有采用"
	PhoneTextUndo  = "电脑那边撤销了"
	PhoneTextMoved = "这一项刚在别处改过，请再核对一次"
	PhonePhotoUndo = "电脑那边撤销了，请重新拍一张。"
	PhoneLocked    = "窗口锁定时已停止接收，没有收下的照片已丢弃。"
	PhoneNoNet     = "没有找到手机能连接的局域网地址。请连接 Wi-Fi 或网线（或打开电脑的移动热点），再点“重新打开”。"

	// PhoneInPortrait stands in step 5 beside the provider's own capture.
	PhoneInPortrait    = "用手机拍一张负责人照片"
	PhoneInPortraitWhy = "上面的人脸核验要在接入商那里完成，这里代替不了。这张照片给允许直接上传照片的接入商用，也可以先看看合不合格。"
)

// PhoneSteps are what to do before a phone is in.
var PhoneSteps = []string{
	"手机连上和这台电脑同一个 Wi-Fi",
	"用手机自带的相机扫左边的二维码，打开网页。用微信扫的，请点右上角“⋯”，选“在浏览器打开”",
	"在手机上点“开始”，按提示一项一项拍",
}

// PhoneHelp is asked when no phone has come for a while; each line a question
// with what to do.
var PhoneHelp = []string{
	"手机和电脑在同一个 Wi-Fi 里吗？手机用流量时连不上，请先连 Wi-Fi。",
	"是访客网络、公司或校园网吗？这些网络常把设备互相隔开。请换一个 Wi-Fi，或打开电脑的“移动热点”让手机连。",
	"防火墙问过是否允许吗？请允许“备案台”在专用网络上通信；装了安全软件的，也在里面允许。",
	"电脑或手机开着 VPN、代理吗？请先关掉。电脑有多个网络时，在“连接设置”里换一个试试。",
	"用微信扫的码？请点右上角“⋯”，选“在浏览器打开”；还不行就用手机自带的相机扫，或在浏览器里输入地址。",
}

// PhoneFor says whose pictures.
func PhoneFor(domain string, n int) string { return fmt.Sprintf("%s，%d 项材料", domain, n) }

// PhonePageTitle is the headline on the phone. It names no person.
func PhonePageTitle(domain string) string { return domain + " 的备案材料" }

// PhoneIn tells which phone has connected.
func PhoneIn(kinds []string) string { return "已连接：" + strings.Join(kinds, "、") }

// PhoneNobody is said until one has.
const PhoneNobody = "等手机扫码"

// PhoneAsks says that another phone wants to come in.
func PhoneAsks(kind string) string {
	return "另一部手机（" + kind + "）想连接。不认识请拒绝。"
}

// PhoneProgress counts pictures.
func PhoneProgress(taken, of int) string { return fmt.Sprintf("已收下 %d/%d", taken, of) }

// PhoneTakeAll is the button for all good ones at once.
func PhoneTakeAll(n int) string { return fmt.Sprintf("收下合格的 %d 张", n) }

// PhoneReturning heads the note that goes with a picture sent back.
func PhoneReturning(title string) string { return "退回“" + title + "”" }

// PhoneSwapped says what became of it.
func PhoneSwapped(title string) string { return "已用新照片替换“" + title + "”" }

// PhoneLost says that pictures were given up.
func PhoneLost(n int) string {
	return fmt.Sprintf("手机接收已停止，没有收下的 %d 张照片已丢弃", n)
}

// PhoneGuesses warns of somebody who tries addresses.
func PhoneGuesses(n int) string {
	return fmt.Sprintf("有设备在试探地址（%d 次）。满 20 次会自动停止接收；不在自己的网络里请先停止。", n)
}

// PhoneCard names a choice of the network.
func PhoneCard(c phone.Choice) (label, detail string) {
	label = c.Name + "　" + c.Addr.String()
	if c.Virtual {
		detail = PhoneVirtual
	} else if c.Description != "" {
		detail = c.Description
	}
	return label, detail
}

// PhoneField names a text on the phone and in the list of proposals.
func PhoneField(path filing.Field) string {
	if strings.HasPrefix(string(path), "organiser.address.") {
		return "通信地址：" + Field(string(path)).Label
	}
	return rule.FieldName(path)
}

// PhoneFieldUsed says that a text was taken over.
func PhoneFieldUsed(path filing.Field) string { return "已采用：" + PhoneField(path) }

// PhoneStopped says why nothing is received any more; each goes on by
// PhoneOpenAt.
func PhoneStopped(why phone.Reason) string {
	switch why {
	case phone.StopMisses:
		return "不存在的地址被打开了 20 次，像是有设备在猜，为安全起见已停止接收。确认网络里都是自己人，或打开校验码，再重新打开。"
	case phone.StopUnused:
		return "半小时没有手机传照片，已停止接收。要继续拍，请重新打开，再扫新的二维码。"
	case phone.StopOver:
		return "这次采集已满 24 小时，已停止接收。请重新打开，开始新的一次。"
	case phone.StopSlept:
		return "电脑休眠过，已停止接收。请重新打开，再扫新的二维码。"
	case phone.StopNetwork:
		return "网络断开或地址变了，已停止接收。请确认 Wi-Fi 或网线已连接，再重新打开。"
	}
	return "已停止接收，二维码已失效。要继续拍，请重新打开，再扫新的二维码。"
}

// PhoneUntil says how long the session goes on.
func PhoneUntil(t time.Time) string {
	return "本次采集到 " + t.In(filing.China).Format("01-02 15:04") + " 为止，期间关掉再打开可以接着拍。"
}

// FingerLines breaks a fingerprint into lines of eight pairs.
func FingerLines(s string) string {
	pairs := strings.Split(s, ":")
	var lines []string
	for len(pairs) > 8 {
		lines, pairs = append(lines, strings.Join(pairs[:8], ":")), pairs[8:]
	}
	return strings.Join(append(lines, strings.Join(pairs, ":")), "\n")
}

// PhoneComes is the state of a picture that is on its way, percent of it here.
func PhoneComes(percent int) string { return fmt.Sprintf("正在接收 %d%%", percent) }

// PhoneComesAnew stands beside a picture that waits while the next one comes.
func PhoneComesAnew(percent int) string {
	return fmt.Sprintf("手机正在传新的一张（%d%%），收完会代替这一张。", percent)
}
