package text

import (
	"fmt"

	"beiandesk/app/miniapp"
)

// The card of mini-programs on the page of the package.
const (
	MiniappTitle    = "小程序备案数据（试验）"
	MiniappWhy      = "给代办小程序备案的服务商：把这份备案写成平台接口要的数据文件（JSON）。没有在平台上实际提交过，请逐项核对。"
	MiniappPlatform = "平台"
	MiniappContent  = "小程序服务内容"
	MiniappContents = "1 到 5 项。小程序用另一份清单，不能用网站的服务内容。"
	MiniappRemove   = "去掉"
	MiniappComment  = "小程序备注"
	MiniappCommentH = "20 到 200 字，写明实际做什么、主要服务内容"
	MiniappFace     = "人脸核验编号"
	MiniappID       = "小程序编号（AppID）"
	MiniappIDH      = "以 wx 开头；可以不填，平台会自动带出"
	MiniappName     = "小程序名称"
	MiniappNameH    = "可以不填，平台会自动带出"
	MiniappNotKept  = "这几项只用于这次导出，不保存。"
	MiniappExport   = "检查并导出 JSON"
	MiniappAsk      = "导出小程序备案数据？"
	MiniappPersonal = "文件里有完整的证件号码、手机号和地址，没有加密。请只交给平台，用后删除。"
	MiniappBlocked  = "还有平台不会收下的问题，导出的文件不能直接提交。"
	MiniappYes      = "导出"
	MiniappAnyway   = "不改，先导出看一看"
	MiniappSaved    = "已导出小程序备案数据。用后请删除。"
)

// MiniappFaceHint says what a platform calls the number of a face check, and
// how long it holds.
func MiniappFaceHint(p miniapp.Platform) string {
	if p == miniapp.Douyin {
		return "抖音给的人脸核验凭证（facial_recognition_token），72 小时内有效"
	}
	return "微信给的人脸核验任务编号（verify_task_id），3 天内有效"
}

// MiniappFound counts what was found for a platform.
func MiniappFound(p miniapp.Platform, blocks, notes int) string {
	if blocks == 0 {
		return fmt.Sprintf("%s：格式检查通过，另有 %d 条提醒", p.Name(), notes)
	}
	return fmt.Sprintf("%s：%d 个问题要改，另有 %d 条提醒", p.Name(), blocks, notes)
}
