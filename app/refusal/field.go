package refusal

import (
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// roleWords name the people of a filing. The one named first counts; of two at
// the same place the longer word.
var roleWords = []struct {
	word  string
	block func(f *filing.Filing) string
}{
	{"法定代表人", legal}, {"法人", legal},
	{"主体负责人", principal}, {"主办单位负责人", principal}, {"单位负责人", principal},
	{"互联网信息服务负责人", manager}, {"信息服务负责人", manager}, {"网站负责人", manager}, {"服务负责人", manager}, {"代办人", manager}, {"经办人", manager}, {"被授权人", manager},
	{"主体应急", first1}, {"网站应急", second2}, {"应急联系人二", second2}, {"应急联系人2", second2}, {"应急", first1}, {"紧急联系", first1},
}

func legal(*filing.Filing) string       { return "legal" }
func principal(f *filing.Filing) string { _, b := f.PersonOf(filing.RolePrincipal); return b }
func manager(f *filing.Filing) string   { _, b := f.PersonOf(filing.RoleManager); return b }
func first1(*filing.Filing) string      { return "emergency1" }
func second2(*filing.Filing) string     { return "emergency2" }

// person is the block of the person whom words name; without a name it is the
// 主体负责人.
func person(t string, f *filing.Filing) (block string, named bool) {
	at, size := -1, 0
	for _, w := range roleWords {
		i := strings.Index(t, w.word)
		if i < 0 || at >= 0 && (i > at || i == at && len(w.word) <= size) {
			continue
		}
		// 非法定代表人 says what somebody is not.
		if strings.HasSuffix(t[:i], "非") || strings.HasSuffix(t[:i], "不是") {
			continue
		}
		at, size, block = i, len(w.word), w.block(f)
	}
	if at < 0 {
		return principal(f), false
	}
	return block, true
}

// sides are the words for the two sides of a certificate.
var sides = []struct{ word, side string }{
	{"国徽面", "back"}, {"人像面", "front"}, {"头像面", "front"}, {"背面", "back"}, {"反面", "back"}, {"正面", "front"},
}

// where is the field of ours at which a reason is mended. kind is the Field of
// its row; t are the normalised words, the heading's included.
func where(kind, t string, f *filing.Filing, needs []rule.Need) filing.Field {
	switch kind {
	case "":
		return ""
	case "material":
		return material(t, f, needs)
	case "portrait", "sms":
		return filing.Field(kind)
	case "material.letter-agent":
		if b, named := person(t, f); named && b == "principal" && f.PrincipalElse || strings.Contains(t, "主体负责人授权") {
			return filing.MaterialField(filing.SlotLetterLegal)
		}
	}
	name, ok := strings.CutPrefix(kind, "person.")
	if !ok {
		return filing.Field(kind)
	}
	block, _ := person(t, f)
	if strings.HasPrefix(block, "emergency") {
		if name != "name" && name != "mobile" {
			block = principal(f)
		}
	}
	if name == "mobile" && strings.Contains(t, "邮箱") && !strings.Contains(t, "手机") && !strings.Contains(t, "电话") {
		name = "email"
	}
	return filing.Field(block + "." + name)
}

// materialWords name the materials; people's certificates are handled apart.
var materialWords = []struct {
	word string
	slot filing.Slot
}{
	{"营业执照", filing.SlotLicence}, {"执照", filing.SlotLicence}, {"主体证件", filing.SlotLicence}, {"法人证书", filing.SlotLicence}, {"主办单位证件", filing.SlotLicence}, {"单位证件", filing.SlotLicence},
	{"域名证书", filing.SlotDomain}, {"承诺书", filing.SlotCommitment}, {"授权委托书", filing.SlotLetterAgent}, {"授权书", filing.SlotLetterAgent}, {"委托书", filing.SlotLetterAgent},
	{"幕布", filing.SlotPortrait}, {"半身照", filing.SlotPortrait}, {"负责人照片", filing.SlotPortrait},
}

func material(t string, f *filing.Filing, needs []rule.Need) filing.Field {
	best, at := 0, filing.Field("")
	for _, n := range needs { // a need's own name, "食品经营许可证"
		if len(n.Title) > best && strings.Contains(t, normal(n.Title)) {
			best, at = len(n.Title), filing.MaterialField(n.Slot)
		}
	}
	for _, w := range materialWords {
		if len(w.word) > best && strings.Contains(t, w.word) {
			best, at = len(w.word), filing.MaterialField(w.slot)
		}
	}
	if at != "" {
		return at
	}
	block, named := person(t, f)
	side := ""
	for _, s := range sides {
		if side == "" && strings.Contains(t, s.word) {
			side = s.side
		}
	}
	if side == "" && !named && !strings.Contains(t, "身份证") && !strings.Contains(t, "护照") {
		return ""
	}
	if side == "" {
		side = "front"
	}
	if strings.HasPrefix(block, "emergency") {
		block = principal(f)
	}
	return filing.MaterialField(filing.Slot(block + "-" + side))
}
