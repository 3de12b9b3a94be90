package refusal

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// alike are spellings taken for one another, longest first.
var alike = strings.NewReplacer(
	"法人代表", "法定代表人", "企业法人", "法定代表人", "通讯地址", "通信地址", "联络地址", "联系地址",
	"域名持有人", "域名所有者", "域名持有者", "域名所有者", "域名所有人", "域名所有者", "域名注册人", "域名所有者", "域名注册者", "域名所有者",
	"持有者", "所有者", "持有人", "所有者", "手机号码", "手机号", "电话号", "电话号码", "电话号码", "电话号码",
	"站点名称", "网站名称", "网站名字", "网站名称", "站名", "网站名称", "委托授权书", "授权委托书",
	"照片中", "照片", "相片", "照片", "模糊不清", "模糊", "不一样", "不一致", "不相符", "不符", "不吻合", "不符", "有出入", "不符",
	"联系人电话", "联系电话", "email地址", "邮箱", "e-mail", "email", "统一信用代码", "统一社会信用代码", "三证合一码", "统一社会信用代码",
	"对应不上", "不符", "匹配不上", "不符", "比对不上", "不符", "核对不上", "不符", "不相同", "不一致", "不统一", "不一致", "有差异", "不一致", "存在差异", "不一致",
	"录入错误", "写错", "输入错误", "写错", "录错", "写错", "输错", "写错", "打错", "写错", "不对", "有误",
	"互联网信息服务名称", "网站名称", "小程序名称", "网站名称", "app名称", "网站名称", "应用名称", "网站名称", "服务名称", "网站名称", "互联网信息服务备注", "网站备注",
	"新增互联网信息服务", "新增网站", "无法正常访问", "无法访问", "不能正常访问", "无法访问", "无法正常打开", "打不开", "不能正常打开", "打不开", "已经到期", "已到期", "已经过期", "已过期",
	"投资人", "投资者", "核实单", "核验单", "打不开", "打不开", "登录不上", "打不开", "挂备案号", "悬挂备案号", "悬挂备案号", "悬挂备案号",
)

// normal is the form in which words are compared: half-width, lower case, no
// blanks, no quotes or brackets, one spelling.
func normal(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), strings.ContainsRune("\u200b\ufeff“”‘’\"'「」『』【】[]<>《》()（）*#_`~", r):
			return -1
		case r == unicode.ReplacementChar:
			return -1
		}
		return unicode.ToLower(r)
	}, width.Fold.String(s))
	return soon.ReplaceAllString(alike.Replace(s), "不足三个月")
}

// soon are the ways to say that too little time is left.
var soon = regexp.MustCompile(`(不足|不满|不够|不到|未满|少于|低于|小于|仅剩|只剩)((\d{1,2}|[一二两三六])个月|[369]0[天日])`)
