package phone

import (
	"fmt"
	"net/http"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// short says in a word what is wrong, by the codes of app/photo; others are
// "不合格".
var short = map[string]string{
	"blur": "模糊", "low-resolution": "太小", "dark": "太暗", "overexposed": "过亮", "glare": "反光", "grey-copy": "像复印件",
	"cropped": "没拍全", "small-in-frame": "离得太远", "rotated": "方向不对", "skewed": "歪了", "screen": "像翻拍屏幕",
	"no-stamp": "没有红章", "no-face": "没有找到人脸", "many-faces": "不止一个人", "face-small": "脸太小", "background": "背景不是白色",
	"clothes": "衣服太白", "qr-mismatch": "二维码对不上", "not-judged": "没能检查",
}

// verdictWords are what a phone shows of a verdict: the most serious issue in
// a word, then each with what to do about it.
func verdictWords(m filing.Material) (tileState, string, []string) {
	var lines []string
	word := "不合格"
	for _, i := range m.Issues {
		if i.Outcome == filing.Pass {
			continue
		}
		if i.Outcome == m.Outcome && len(lines) == 0 && short[i.Code] != "" {
			word = short[i.Code]
		}
		lines = append(lines, i.Text+i.Remedy)
	}
	switch m.Outcome {
	case filing.Reject:
		return tileBad, word + "，请重拍", lines
	case filing.Doubtful:
		return tileDoubtful, "可能" + word + "，请再看一眼", lines
	}
	return tileGood, "照片合格，等电脑确认", nil
}

// overReason says why a code that was good is good no more.
type overReason string

const (
	overCode    overReason = "code"
	overSession overReason = "session"
	overRenewed overReason = "renewed"
	overPIN     overReason = "pin"
)

var overWords = map[overReason][2]string{
	overCode:    {"二维码已过期", "二维码 10 分钟内没有手机使用，已经失效。请在电脑上点“刷新二维码”，再扫一次。"},
	overSession: {"这次采集已结束", "这次采集已超过 24 小时，不能再传照片。请让电脑那边重新开始，再扫新的二维码。"},
	overRenewed: {"二维码已换新", "电脑上已经换了新的二维码，这一个不能再用。请扫电脑屏幕上现在的二维码。"},
	overPIN:     {"二维码已作废", "校验码输错的次数太多，这个二维码已作废。请在电脑上点“刷新二维码”，再扫一次。"},
}

// refusal is what a phone is told instead of what it asked for.
type refusal struct {
	status int
	again  int // seconds after which it may try again by itself, 0: not
	err    *app.Error
}

func (r *refusal) Error() string { return r.err.Error() }
func (r *refusal) Unwrap() error { return r.err }

func refuse(status int, code, words string) *refusal {
	return &refusal{status: status, err: app.Fail(code, words)}
}

var (
	errInside    = app.MessageOf(app.Fail(app.CodeInternal, "电脑上的程序出了问题，这一步没有做成。请重试；仍不行时，请在电脑上用拖放或选择文件的方式添加。"))
	errForeign   = refuse(http.StatusForbidden, "phone.foreign", "这个请求不是从本页发出的，没有处理。请重新扫电脑上的二维码，再试一次。")
	errStranger  = refuse(http.StatusForbidden, "phone.stranger", "这部手机还没有获得允许。请在电脑上点“允许”，再试一次。")
	errCrowded   = refuse(http.StatusTooManyRequests, "phone.crowded", "等待的手机太多了。请在电脑上点“刷新二维码”，只用一部手机扫码。")
	errEnded     = refuse(http.StatusGone, "phone.ended", overWords[overRenewed][1])
	errTaken     = refuse(http.StatusConflict, "phone.taken", "这一项电脑已经收下。要换一张，请先让电脑那边退回。")
	errLength    = refuse(http.StatusLengthRequired, "phone.length", "浏览器没有说明照片有多大，没有接收。请换手机自带的浏览器再试。")
	errTooLarge  = refuse(http.StatusRequestEntityTooLarge, "photo.too-large", fmt.Sprintf("这张照片超过 %d MB，不能接收。请用手机的普通拍照模式重拍一张。", MaxPicture>>20))
	errMalformed = refuse(http.StatusBadRequest, "phone.malformed", "没有看懂浏览器发来的内容，照片没有接收。请换手机自带的浏览器再试。")
	errNothing   = refuse(http.StatusBadRequest, "phone.nothing", "没有收到照片。请先拍照或从相册选一张，再点“上传”。")
	errTwo       = refuse(http.StatusBadRequest, "phone.two", "一次只能传一张。请只拍照，或只从相册选一张，再点“上传”。")
	errSlow      = refuse(http.StatusRequestTimeout, "phone.slow", "照片传得太慢，已经停下。请靠近路由器，或换一个 Wi-Fi，再传一次。")
	errTexts     = refuse(http.StatusTooManyRequests, "phone.texts", "文字发送的次数太多。请直接告诉电脑那边的人。")
	errNoText    = refuse(http.StatusBadRequest, "phone.no-text", "请至少填写一项，再发送。")
	errLongText  = refuse(http.StatusBadRequest, "field.too-long", "内容太长。请删减后再发送。")
	errBusy      = &refusal{http.StatusServiceUnavailable, 3, app.Fail("phone.busy", "正在接收别的照片，请等几秒再传。")}
	errFull      = &refusal{http.StatusServiceUnavailable, 5, app.Fail("phone.full", "还有照片等电脑那边处理。请让电脑先收下或退回，再继续传。")}
)

// leftWords say how long is left, to the minute.
func leftWords(d time.Duration) string {
	m := int((d + time.Minute - 1) / time.Minute)
	switch {
	case m >= 60 && m%60 != 0:
		return fmt.Sprintf("%d 小时 %d 分钟", m/60, m%60)
	case m >= 60:
		return fmt.Sprintf("%d 小时", m/60)
	}
	return fmt.Sprintf("%d 分钟", m)
}
