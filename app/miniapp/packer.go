package miniapp

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// packer gathers one body and what is wrong with it.
type packer struct {
	f        *filing.Filing
	p        Platform
	x        Extra
	t        *table.Set
	problems []Problem
	from     map[string]filing.Field // what stands at a path of the body
}

// takes notes from which field a path of the body is filled.
func (b *packer) takes(field filing.Field, path string) {
	if b.from == nil {
		b.from = map[string]filing.Field{}
	}
	b.from[path] = field
}

// fieldAt is the field behind a path, or behind what lies around it; "" if none
// is known.
func (b *packer) fieldAt(path string) filing.Field {
	for {
		if f, ok := b.from[path]; ok {
			return f
		}
		i := strings.LastIndexByte(path, '.')
		if i < 0 {
			return ""
		}
		path = path[:i]
	}
}

func (b *packer) blocks(field filing.Field, path, text, remedy string) {
	b.problems = append(b.problems, Problem{Blocks: true, Field: field, Path: path, Text: text, Remedy: remedy})
}

func (b *packer) warns(field filing.Field, path, text, remedy string) {
	b.problems = append(b.problems, Problem{Field: field, Path: path, Text: text, Remedy: remedy})
}

// need gives a field's clean value and tells if it is missing.
func (b *packer) need(field filing.Field, path string) string {
	b.takes(field, path)
	v := b.value(field)
	if v == "" {
		b.blocks(field, path, "缺少“"+label(field)+"”。", "请在备案里填写这一项，再导出。")
	}
	return v
}

func (b *packer) value(field filing.Field) string {
	v, _ := b.f.Get(field)
	v, _ = rule.Normalise(field, v)
	return v
}

// code is need for a code that must be one of a list.
func (b *packer) code(field filing.Field, path string, fits func(int) bool) int {
	n, err := strconv.Atoi(b.need(field, path))
	if err == nil && !fits(n) {
		b.blocks(field, path, "“"+label(field)+"”不是平台认识的代码。", "请在备案里重新选择这一项。")
	}
	return n
}

// label is how a field is called in a sentence.
func label(field filing.Field) string {
	switch field {
	case "organiser.nature":
		return "单位性质"
	case "extra.contents":
		return "小程序服务内容"
	case "extra.comment":
		return "小程序备注"
	case "extra.face_task":
		return "人脸核验编号"
	case "extra.app_id":
		return "小程序编号（AppID）"
	case "extra.app_name":
		return "小程序名称"
	}
	if slot, ok := field.Slot(); ok {
		return slotLabel(slot)
	}
	return rule.FieldName(field)
}

func slotLabel(s filing.Slot) string {
	switch s {
	case filing.SlotLicence:
		return "主办单位证件照片"
	case filing.SlotLegalFront:
		return "法定代表人证件人像面"
	case filing.SlotLegalBack:
		return "法定代表人证件国徽面"
	case filing.SlotPrincipalFront:
		return "主体负责人证件人像面"
	case filing.SlotPrincipalBack:
		return "主体负责人证件国徽面"
	case filing.SlotAgentFront:
		return "代办人证件人像面"
	case filing.SlotAgentBack:
		return "代办人证件国徽面"
	case filing.SlotLetterAgent:
		return "代办人的授权书"
	case filing.SlotLetterLegal:
		return "主体负责人的授权书"
	}
	if s.IsApproval() {
		return "前置审批文件"
	}
	return "材料图片"
}

// file is the name under which a material's picture goes, "" if there is none.
func (b *packer) file(s filing.Slot) string {
	m, ok := b.f.Material(s)
	if !ok || m.Picture == "" {
		return ""
	}
	if strings.Contains(m.Picture, ".") { // a file name, as in a package
		return path.Base(strings.ReplaceAll(m.Picture, `\`, "/"))
	}
	if m.Format == "png" {
		return string(s) + ".png"
	}
	return string(s) + ".jpg"
}

func (b *packer) needFile(s filing.Slot, path string) string {
	b.takes(filing.MaterialField(s), path)
	name := b.file(s)
	if name == "" {
		b.blocks(filing.MaterialField(s), path, "缺少“"+slotLabel(s)+"”。", "请在“上传资料”里添加这张图片，再导出。")
	}
	return name
}

// others lists the pictures in the slots for anything else, in their order.
func (b *packer) others() (names []string) {
	for _, m := range b.f.Materials {
		if n := b.file(m.Slot); m.Slot.IsOther() && n != "" {
			names = append(names, n)
		}
	}
	return names
}

// holder is one of the two people with a role.
type holder struct {
	path        string // of the filing's block: legal, principal, agent
	emergency   filing.Field
	front, back filing.Slot
	letter      filing.Slot // "" if he is the legal representative
}

func (b *packer) holder(r filing.Role) holder {
	_, block := b.f.PersonOf(r)
	h := holder{path: block, emergency: "emergency1.mobile"}
	if r == filing.RoleManager && !b.f.SamePerson() {
		h.emergency = "emergency2.mobile"
	}
	switch block {
	case "legal":
		h.front, h.back = filing.SlotLegalFront, filing.SlotLegalBack
	case "principal":
		h.front, h.back, h.letter = filing.SlotPrincipalFront, filing.SlotPrincipalBack, filing.SlotLetterLegal
	case "agent":
		h.front, h.back, h.letter = filing.SlotAgentFront, filing.SlotAgentBack, filing.SlotLetterAgent
	}
	if b.person() {
		h.letter = "" // a natural person has no legal representative
	}
	return h
}

func (h holder) field(name string) filing.Field { return filing.Field(h.path + "." + name) }

// person tells whether the organiser is a natural person.
func (b *packer) person() bool {
	n, ok := b.t.Subject(b.f.Organiser.Nature)
	return ok && n.Person
}

func (b *packer) personCertificate(code int) bool {
	c, ok := b.t.Certificate(code)
	return ok && c.Person
}

func (b *packer) oneSided(code int) bool {
	c, ok := b.t.Certificate(code)
	return ok && c.OneSided
}

// day reads a date of the filing; long tells that it has no end.
func (b *packer) day(field filing.Field, path string) (t time.Time, long bool) {
	v := b.need(field, path)
	if v == "" || v == filing.LongTerm {
		return t, v != ""
	}
	t, err := time.ParseInLocation(time.DateOnly, v, filing.China)
	if err != nil {
		b.blocks(field, path, "“"+label(field)+"”不是日期。", "请按“2026-11-26”的样子填写。")
	}
	return t, false
}

// contents checks the app list; the filing's own contents are of the website
// list and are never taken for it.
func (b *packer) contents(path string, most int) []int {
	b.takes("extra.contents", path)
	list := append([]int{}, b.x.Contents...)
	switch {
	case len(list) == 0:
		b.blocks("extra.contents", path, "没有选择小程序的服务内容。", "小程序用另一份清单（1 到 5 项），网站的服务内容不能代替，请重新选择。")
	case len(list) > most:
		b.blocks("extra.contents", path, "小程序的服务内容最多 "+strconv.Itoa(most)+" 项。", "请去掉几项。")
	}
	for i, n := range list {
		if !slices.ContainsFunc(b.t.Contents, func(c table.Content) bool { return c.List == table.AppList && c.Code == n }) {
			b.blocks("extra.contents", path, "服务内容 "+strconv.Itoa(n)+" 不在小程序的清单里。", "请从清单里选择二级类目。")
		}
		if slices.Contains(list[:i], n) {
			b.blocks("extra.contents", path, "服务内容 "+strconv.Itoa(n)+" 选了两次。", "请只留一个。")
		}
	}
	return list
}

func (b *packer) comment(path string) string {
	v := strings.TrimSpace(b.x.Comment)
	if v == "" {
		b.blocks("extra.comment", path, "缺少小程序备注。", "请用 20 到 200 个字写明小程序实际做什么、主要服务内容。")
	} else if n := len([]rune(v)); n < 20 || n > 200 {
		b.blocks("extra.comment", path, "小程序备注有 "+strconv.Itoa(n)+" 个字，须为 20 到 200 字。", "请写明小程序实际做什么、主要服务内容。")
	}
	return v
}

func (b *packer) faceTask(path, kept string) string {
	b.takes("extra.face_task", path)
	v := strings.TrimSpace(b.x.FaceTask)
	if v == "" {
		b.blocks("extra.face_task", path, "缺少人脸核验编号。", "请先在平台发起负责人的人脸核验，把得到的编号填在这里（"+kept+"内有效）。")
	}
	return v
}

// approvals are those that the site has; none means "none of these".
func (b *packer) approvals() (list []filing.Approval) {
	for _, a := range b.f.Site.Approvals {
		if a.Item != filing.NoApproval && !slices.ContainsFunc(list, func(x filing.Approval) bool { return x.Item == a.Item }) {
			list = append(list, a)
		}
	}
	return list
}

func encode(body any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(body); err != nil {
		return nil, app.Wrap(err, app.CodeInternal, "小程序备案数据没有写成。请再试一次。")
	}
	return out.Bytes(), nil
}
