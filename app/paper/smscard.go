package paper

import (
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/seal"
)

// smsPage is where codes are entered (filing-fields.md 8.1).
const smsPage = "https://beian.miit.gov.cn"

// smsCard is the sheet for the customer: who must verify, what is asked, how
// long there is time. Facts: filing-fields.md 8.1. The mobile is masked; the
// last six characters of the certificate number are what the page asks for.
func (s *sheet) smsCard(in Input) error {
	f := in.Filing
	if err := s.letterHead(in, "短信核验提示单"); err != nil {
		return err
	}
	s.entry("备案域名", f.Domain.Name)
	s.entry("主办单位", f.Organiser.Name)
	s.entry("备案类型", f.Kind.Name())
	s.gap(4)
	roles := filing.SMSRoles(f)
	if len(roles) == 0 {
		s.para("这种备案一般不需要短信核验。如果收到短信，请按短信里的说明办理。", letterBody, 2)
	}
	for _, r := range roles {
		s.smsPerson(f, r)
	}

	s.subtitle("怎么核验")
	for i, c := range []string{
		"备案提交管局后约 5 至 10 分钟，上面的手机会收到工业和信息化部的短信（发送号码多为 12381），内有 6 位验证码。没有收到时先看拦截短信；约 12 小时后一般会再发一次。",
		"用电脑或手机打开 " + smsPage + "，选“短信核验”，填手机号码、验证码和证件号码后 6 位，提交。",
		"没有收到或已删除：在同一页面选“短信重发”，填手机号码和证件号码后 6 位。",
		"看到“核验成功”后，把完成时间记在上面，并告诉为您办理的人员。",
	} {
		s.clause(string(rune('1'+i))+".", c)
	}
	s.gap(2)
	s.subtitle("请留意")
	for _, c := range []string{
		"从收到短信起 24 小时内完成。超过时间，备案会被退回，需要重新提交。",
		"最多可输错 5 次，第 6 次备案会被退回。证件号码最后一位是 X 时，按证件上的大写字母填写。",
		"有几位负责人就各自核验一次；全部完成后才会进入管局审核。",
		"验证码只在上面的官方页面填写，不要告诉任何人，包括自称客服的人员。",
	} {
		s.clause("·", c)
	}
	return nil
}

func (s *sheet) smsPerson(f *filing.Filing, r filing.Role) {
	p, _ := f.PersonOf(r)
	post := "互联网信息服务负责人（网站负责人）"
	if r == filing.RolePrincipal {
		post = "主体负责人"
		if f.SamePerson() {
			post = "主体负责人，也是互联网信息服务负责人"
		}
	}
	name := style{size: 13, bold: true, ink: ink}
	key := style{size: 15, bold: true, ink: accent}
	width := textWidth - 12
	names := s.faces.wrap(firstOf(p.Name, "（姓名待填写）"), name, width)
	h := 4 + float64(len(names))*name.leading() + small.leading() + 1 + 15 + 11 + 3
	s.room(h)
	top := s.y
	s.add(op{box: &boxOp{x: marginSide, y: top, w: textWidth, h: h, line: &hairline}})
	s.fill(marginSide, top, 1.2, h, accent)
	x := marginSide + 6
	s.y += 4
	for _, l := range names {
		s.putIn(l, name, x, width, s.y, left)
		s.y += name.leading()
	}
	s.putIn(post, small, x, width, s.y, left)
	s.y += small.leading() + 1
	s.putIn("接收短信的手机", small, x, 80, s.y, left)
	s.putIn("证件号码后 6 位", small, x+82, 80, s.y, left)
	s.put(x, s.y+11.5, masked(p.Mobile), key)
	s.put(x+82, s.y+11.5, spaced(lastSix(p.CertNumber)), key)
	s.y += 15
	s.putIn("收到短信的时间", small, x, 80, s.y+3, left)
	s.stroke(x+24, s.y+8, x+72, s.y+8, 0.2, muted)
	s.putIn("完成核验的时间", small, x+82, 80, s.y+3, left)
	s.stroke(x+106, s.y+8, x+154, s.y+8, 0.2, muted)
	s.y = top + h + 3
}

func lastSix(number string) string {
	r := []rune(number)
	if len(r) == 0 {
		return "待填写"
	}
	if len(r) > 6 {
		r = r[len(r)-6:]
	}
	return string(r)
}

func spaced(s string) string {
	if s == "待填写" {
		return s
	}
	return strings.Join(strings.Split(s, ""), " ")
}

func masked(mobile string) string {
	if mobile == "" {
		return "待填写"
	}
	return seal.MaskMobile(mobile)
}
