package refusal

import (
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
	return alike.Replace(s)
}
