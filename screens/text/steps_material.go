package text

import (
	"fmt"
	"strings"
	"time"

	"beiandesk/app/filing"
)

// Step 4.
const (
	MaterialIntro        = "把图片拖到窗口里任意位置，或在卡片上选择文件。请拍原件、拍全四角、光线均匀。"
	MaterialRemark       = "给审核员的备注"
	NotUploaded          = "未上传"
	Uploaded             = "已上传"
	Retake               = "需重拍"
	Doubtful             = "存疑"
	UsedAnyway           = "仍然使用"
	Checking             = "正在检查"
	Queued               = "排队检查"
	StopTaking           = "停止"
	Understood           = "知道了"
	NotTaken             = "没有放入的图片"
	PrintLetter          = "打印信函"
	UploadSigned         = "上传签字盖章件"
	LetterSaved          = "信函已保存。打印后由法定代表人签字、盖章，再拍照上传"
	Remove               = "移除"
	LockedNow            = "订单正在审核，材料已锁定"
	NothingToPaste       = "剪贴板里没有图片文件。请在文件夹里复制图片，再回来粘贴"
	WhatIsIt             = "这张是什么"
	FromClipboard        = "剪贴板里的图片"
	PutThem              = "放入这些材料"
	WhichIsWhatWhy       = "按文件名猜了一遍，请核对后放入；不选的不会放入。"
	BackToCards          = "返回材料"
	PictureSize          = "大小"
	PictureFormat        = "格式"
	PictureAdded         = "放入时间"
	PictureFine          = "程序能检查的各项都合格。"
	AnywayReason         = "仍要使用的原因"
	AnywayHint           = "原因记在审核日志里，和资料一起加密保存"
	UseAnyway            = "仍然使用…"
	UseThis              = "就用这张"
	TakeBackReason       = "收回理由"
	Retaking             = "换一张"
	Straighten           = "校正边缘"
	StraightenIt         = "校正"
	MendTurn             = "转正"
	MendCut              = "自动校正"
	ShowPlace            = "看位置"
	AskedTitle           = "请自己看一眼，没有问题就打勾"
	HeatMap              = "清晰度分布"
	HeatOff              = "返回检查结果"
	HeatSharp            = "清楚"
	HeatSoft             = "不够清楚"
	HeatBlurred          = "模糊"
	HeatWhy              = "只标出有字或图案的部分，空白处不算。"
	FoundTitle           = "检查结果"
	OtherMaterial        = "其他材料"
	OtherMaterialWhy     = "管局或接入商另外要求的材料。"
	SameAsOrganiser      = "与主办单位相同"
	DomainFacts          = "域名证书上的信息"
	DomainFactsWhy       = "照证书填写，程序会和主办单位逐项比对。"
	HowDomainCertificate = "怎样取得域名证书"
)

// PictureFacts says how large a picture is.
func PictureFacts(w, h int, bytes int64) string {
	return fmt.Sprintf("%d × %d 像素，%s", w, h, Bytes(bytes))
}

// Bytes says how large a file is.
func Bytes(n int64) string {
	switch {
	case n >= 1_000_000_000:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1000:
		return fmt.Sprintf("%d KB", n/1000)
	}
	return fmt.Sprintf("%d 字节", n)
}

// NotJudged says what was checked on a picture of that kind (a value of
// filing.Slot.PhotoKind) and what is left to the person.
func NotJudged(kind string) string {
	switch kind {
	case "portrait":
		return "程序检查人脸、明暗、清晰度、背景、衣服和颜色。是不是本人、有没有修过图判断不了，要您自己看。"
	case "licence":
		return "程序检查清晰度、大小、明暗、反光、边角、方向、颜色和二维码。水印、修图和彩色复印件判断不了，要您自己看；屏幕翻拍只能提醒。"
	case "letter":
		return "程序检查清晰度、大小、明暗、反光、边角、方向、颜色和红章。水印和修图判断不了，要您自己看；屏幕翻拍只能提醒。"
	case "domain-certificate":
		return "拍的照片检查清晰度、大小、明暗、反光、边角、方向和颜色，截图只看清晰度和大小。水印和修图判断不了，要您自己看。"
	case "id-front", "id-back":
		return "程序检查清晰度、大小、明暗、反光、边角、方向和颜色。水印、修图和彩色复印件判断不了，要您自己看；屏幕翻拍只能提醒。"
	}
	return "程序只检查清晰度、大小和方向，其余要您自己看。"
}

// AnywayBecause repeats the person's reason.
func AnywayBecause(why string) string { return "您的理由：" + why }

// PutInto says where a picture went, and which page of a PDF it is.
func PutInto(title string, page, of int) string {
	if of < 2 {
		return "已放入“" + title + "”"
	}
	return fmt.Sprintf("已放入“%s”：PDF 共 %d 页，用的是第 %d 页", title, of, page)
}

// Pages of a PDF.
const (
	PagePrevious = "上一页"
	PageNext     = "下一页"
	PageUse      = "改用这一页"
	Opening      = "正在打开"
)

// PageOf counts the pages.
func PageOf(page, of int) string { return fmt.Sprintf("第 %d 页，共 %d 页", page, of) }

// PageOnCard says which page is used, and leads to the others.
func PageOnCard(page, of int) string { return fmt.Sprintf("PDF 第 %d/%d 页，换一页", page, of) }

// PageNotUsed says that a page is only looked at.
func PageNotUsed(page, used int) string {
	return fmt.Sprintf("正在看第 %d 页，还没有采用。下面是第 %d 页的检查结果。", page, used)
}

// PageUsed says which page was taken.
func PageUsed(title string, page int) string {
	return fmt.Sprintf("“%s”已改用第 %d 页", title, page)
}

// Removed says that a picture was taken out.
func Removed(title string) string { return "已移除“" + title + "”" }

// WhichIsWhat heads the question about files that were dropped or pasted.
func WhichIsWhat(n int) string { return fmt.Sprintf("放入 %d 张图片，分别是什么", n) }

// asked are short words for what a person must look at.
var asked = map[string]string{"watermark": "有没有水印", "retouched": "有没有修过图", "colour-copy": "是不是彩色复印件"}

// StillToSee reminds of what nobody has looked at yet, on a card.
func StillToSee(codes []string) string {
	var list []string
	for _, c := range codes {
		list = append(list, AskedWord(c))
	}
	return "还要自己看：" + strings.Join(list, "、")
}

// AskedWord names one thing to look at.
func AskedWord(code string) string {
	if w, ok := asked[code]; ok {
		return w
	}
	return code
}

// AskedBox is what a person confirms by a tick.
func AskedBox(code string) string {
	switch code {
	case "watermark":
		return "没有水印盖住文字"
	case "retouched":
		return "没有修过图"
	case "colour-copy":
		return "拍的是原件，不是彩色复印件"
	}
	return code
}

// PlaceOf counts through the places of one issue.
func PlaceOf(n, of int) string {
	if of < 2 {
		return ShowPlace
	}
	return fmt.Sprintf("%s（%d/%d）", ShowPlace, n, of)
}

// Mended says what one tap has done to a picture.
func Mended(act, title string) string { return "“" + title + "”已" + act }

// CheckingOf counts pictures being taken in.
func CheckingOf(n, of int) string { return fmt.Sprintf("%s %d/%d", Checking, n, of) }

// PutSeveral says how many pictures were taken in.
func PutSeveral(n int) string { return fmt.Sprintf("已放入 %d 张图片", n) }

// Stopped says what became of the rest.
func Stopped(in, left int) string {
	return fmt.Sprintf("已停止：放入 %d 张，%d 张没有放入", in, left)
}

// NotTakenOf heads the list of pictures that were not taken in.
func NotTakenOf(n int) string { return fmt.Sprintf("%d 张图片没有放入", n) }

// The straighten editor.
const (
	StraightenTitle  = "校正边缘"
	StraightenHow    = "把四个角拖到证件的四角。也可以用键盘：Tab 换角，方向键移动 1 像素，按住 Shift 移动 10 像素，Ctrl+Z 撤销。"
	StraightenKept   = "原图不变，导出的是校正后的图。"
	StraightenBefore = "校正前"
	StraightenAfter  = "校正后"
	StraightenReset  = "找到的边缘"
	StraightenWhole  = "整张图片"
	StraightenApply  = "采用"
	StraightenNone   = "没有找到证件的边缘，请自己放好四个角。"
	StraightenBent   = "四个角连成的框有凹陷或交叉，拉不正。请把标红的角移到证件的角上。"
	Straightened     = "校正"
)

// WaitsForCorners says that files were taken note of.
func WaitsForCorners(n int) string {
	return fmt.Sprintf("收到 %d 个文件。校正完回到材料，再选它们分别是什么", n)
}

// DropCorners asks before corners that were set are lost.
func DropCorners() Question {
	return Question{Title: "换成新照片", Body: "这张照片的校正还没有采用，换成新照片后就没有了。", Yes: "换成新照片"}
}

// Corners of a document, clockwise from the upper left.
var Corners = [4]string{"左上角", "右上角", "右下角", "左下角"}

// CornerAt says where a corner stands, in pixels of the original.
func CornerAt(corner, x, y int) string {
	return fmt.Sprintf("%s：横 %d，纵 %d 像素", Corners[corner], x, y)
}

// SizeOf says how large a straightened picture will be.
func SizeOf(w, h int) string { return fmt.Sprintf("%d × %d 像素", w, h) }

// Step 5.
const (
	PortraitPerson     = "拍谁"
	PortraitAtProvider = "接入商的人脸核验"
	PortraitNotes      = "拍摄要点"
	PersonMissing      = "还没有填写负责人。"
	FillIn             = "去填写"
	RefreshCode        = "刷新二维码"
	CodeOver           = "二维码已过期"
	CodeOverHint       = "二维码有效 24 小时，过期后请刷新。刷新会让旧的立即失效。"
	CodeOpensLink      = "用手机扫码，在接入商的页面完成人脸核验"
	PortraitByPhone    = "用手机拍照"
	PortraitScan       = "负责人用手机扫码拍一张"
	PortraitScanWhy    = "打开后显示二维码，照片直接传到这台电脑，马上知道合不合格。人脸核验仍要在接入商那里做。"
	PortraitShowCode   = "显示二维码"
	PortraitRuns       = "本次采集剩余时间，重新打开会接着用"
	PortraitLinkTitle  = "接入商的采集链接"
	PortraitLinkWhy    = "人脸核验要在接入商那里完成。控制台给了网址就粘贴到这里，上面会显示它的二维码。"
	PortraitPicture    = "负责人照片"
	PortraitPictureWhy = "有的接入商可以直接上传照片；也可先拍一张看看合不合格。"
	PortraitDone       = "已在接入商完成采集"
	PortraitReturned   = "被退回"
	PortraitRedo       = "重新采集"
	PortraitOpen       = "未采集：请负责人本人扫码拍摄"
	PortraitWhy        = "退回原因"
	PortraitWhyHint    = "点“被退回”前写下原因，重拍时会提醒"
)

// PortraitFour are the four notes (six-steps.md C5).
var PortraitFour = []string{
	"站在白墙前，不穿纯白衣服，免得和背景连成一片",
	"身后不要有杂物、画框或别人",
	"光线从正面来，脸上和眼镜不反光",
	"二维码 24 小时内有效，过期先刷新",
}

// PortraitSubmitted says when the portrait was handed in.
func PortraitSubmitted(t time.Time) string {
	return "已提交　" + t.In(filing.China).Format("2006-01-02 15:04")
}

// PortraitBack repeats why it came back.
func PortraitBack(why string) string { return "被退回：" + why }

// Step 6.
const (
	SMSHow         = "怎样核验"
	OpenSMSPage    = "打开工信部核验页"
	SMSURL         = "https://beian.miit.gov.cn/#/Integrated/messageVerification"
	NobodyVerifies = "这一类备案不需要短信核验。"
	SMSNow         = "现在要核验：收到验证码起 24 小时内填写，最多可错 5 次。"
	SMSOver        = "短信核验已经完成，订单在管局。"
	BothRoles      = "主体负责人兼网站负责人"
	SMSDomain      = "域名"
	SMSPerson      = "核验人"
	SMSMobile      = "手机"
	SMSLastSix     = "证件号码后六位（核验页要填）"
	SMSNotYet      = "等短信"
	SMSRunning     = "待填写"
	SMSLost        = "错误次数已满"
	SMSWhen        = "几点收到的短信"
	SMSWhenHint    = "写成 15:04；留空表示刚刚收到"
	SMSWhenWrong   = "请写成 15:04 这样的时间"
	SMSStart       = "收到短信，开始计时"
	SMSEntered     = "已在工信部页面填好"
	SMSReset       = "重新计时"
	SMSMissed      = "时间已过或错误太多，订单会退回接入商。重新提交后会再发验证码。"
	SMSMissedAct   = "记为退回"
)

// SMSSteps are what the person with the phone does.
var SMSSteps = []string{
	"等 12381 发来的短信，订单到管局后约 10 分钟会到，约 12 小时后会再发一次",
	"打开 beian.miit.gov.cn 的“短信核验”，填验证码、手机号和证件号码后六位",
	"回到这里点“已在工信部页面填好”；没收到就在同一页点“短信重发”",
}

// SMSLater says that it is not time yet.
func SMSLater(state string) string {
	return "现在是“" + state + "”。订单提交管局后才会发验证码，请先告诉下面的人留意短信。"
}

// RoleName of a person.
func RoleName(r filing.Role) string {
	if r == filing.RoleManager {
		return "网站负责人"
	}
	return "主体负责人"
}

// LastSix of a certificate number.
func LastSix(n string) string {
	r := []rune(n)
	if len(r) <= 6 {
		return n
	}
	return string(r[len(r)-6:])
}

// SMSDoneAt says that a person has verified.
func SMSDoneAt(t time.Time, others bool) string {
	s := "已核验 " + t.In(filing.China).Format("01-02 15:04")
	if others {
		s += "，等其他人"
	}
	return s
}

// SMSWrong counts wrong entries.
func SMSWrong(n int) string {
	if n == 0 {
		return "填错了一次"
	}
	return fmt.Sprintf("又填错一次（已错 %d 次）", n)
}

// SMSUntil gives the deadline.
func SMSUntil(t time.Time) string {
	return "请在 " + t.In(filing.China).Format("01-02 15:04") + " 前填写"
}

// AboutMaterial names the material that a message is about.
func AboutMaterial(title, message string) string {
	return "“" + title + "”没有放入。" + message
}

// LockedForm says why the fields of a filing take nothing.
func LockedForm(state string) string {
	return "这份备案“" + state + "”，资料只能查看。有新情况请在“进度”里记录。"
}
