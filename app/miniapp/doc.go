// Package miniapp packs a filing into the JSON that WeChat's and Douyin's
// platforms take for the filing of a mini-program. It is experimental: the
// field names come from published interfaces (WX, WX-SDK, DY; filing-fields.md
// 1.1, 2.1, 3.1), nothing was ever submitted with it, and both platforms want
// what only they give: ids of uploaded pictures and of the face check.
//
// Nothing here reads the disk or the clock.
package miniapp

import (
	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Platform is where a mini-program runs.
type Platform string

// The platforms.
const (
	WeChat Platform = "wechat"
	Douyin Platform = "douyin"
)

// Platforms in the order of a choice.
var Platforms = []Platform{WeChat, Douyin}

// Name in Chinese.
func (p Platform) Name() string {
	switch p {
	case WeChat:
		return "微信小程序"
	case Douyin:
		return "抖音小程序"
	}
	return string(p)
}

// Extra is what the filing of a mini-program needs and that of a website does
// not have. It is asked for at the export and not kept.
type Extra struct {
	AppID    string `json:"app_id,omitempty"`   // WeChat, wx and 16 digits or a–f; may be empty
	AppName  string `json:"app_name,omitempty"` // WeChat takes it from the account; may be empty
	Contents []int  `json:"contents,omitempty"` // service_content_types.json, list "app", 1 to 5
	Comment  string `json:"comment,omitempty"`  // what the mini-program does, 20 to 200 characters
	FaceTask string `json:"face_task,omitempty"`
	// FaceTask is WeChat's verify_task_id (3 days) or Douyin's
	// facial_recognition_token (72 hours).
}

// Problem is what the platform would refuse, or what nobody could check.
type Problem struct {
	Blocks bool         `json:"blocks"`
	Field  filing.Field `json:"field,omitempty"` // of the filing, or extra.…; "" for the whole
	Path   string       `json:"path,omitempty"`  // in the JSON, as icp_subject.base_info.name
	Text   string       `json:"text"`            // Chinese sentences
	Remedy string       `json:"remedy"`
}

// Blocked tells whether one of the problems blocks.
func Blocked(list []Problem) bool {
	for _, p := range list {
		if p.Blocks {
			return true
		}
	}
	return false
}

// CodePlatform is the code of Pack's refusal of a platform it does not know.
const CodePlatform = "miniapp.platform"

// Pack gives the JSON of the filing for a platform (UTF-8, indented) and all
// that is wrong with it; the same input gives the same bytes. Codes of nature,
// certificates and prior approvals are MIIT's, which both platforms use.
// Pictures stand as file names: the name in filing.json, or slot and ending.
// t nil means the built-in tables.
func Pack(f *filing.Filing, p Platform, x Extra, t *table.Set) ([]byte, []Problem, error) {
	if t == nil {
		var err error
		if t, err = table.Builtin(); err != nil {
			return nil, nil, app.Wrap(err, app.CodeInternal, "程序自带的资料表读不出来。请重新安装程序。")
		}
	}
	b := &packer{f: f, p: p, x: x, t: t}
	var body any
	switch p {
	case WeChat:
		body = b.wechat()
	case Douyin:
		body = b.douyin()
	default:
		return nil, nil, app.Fail(CodePlatform, "不认识平台“"+string(p)+"”。请写 wechat 或 douyin。").At("platform")
	}
	data, err := encode(body)
	if err != nil {
		return nil, nil, err
	}
	if err := b.checkSchema(data); err != nil {
		return nil, nil, err
	}
	return data, b.problems, nil
}
