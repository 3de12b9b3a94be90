package specimen

import (
	"fmt"
	"image/color"
)

// drawDomainCertificate draws what a registrar offers for download: a flat
// picture of 1600×1131 without any desk.
func drawDomainCertificate(d Data) *canvas {
	const w, h = 1600.0, 1131.0
	blue, pale := color.NRGBA{32, 84, 148, 255}, color.NRGBA{32, 84, 148, 40}
	paper := color.NRGBA{253, 253, 250, 255}
	c := newCanvas(int(w), int(h), paper)
	for y := 100.0; y < h-90; y += 15 {
		c.fill(wave(92, w-92, y, 4, 180, y/27, 1), color.NRGBA{70, 130, 190, 26})
	}
	c.sample(w, h)
	c.frame(36, 36, w-72, h-72, 12, blue)
	c.frame(60, 60, w-120, h-120, 3, blue)
	for x := 76.0; x < w-76; x += 24 {
		for _, y := range []float64{78, h - 78} {
			c.fill(star(x, y, 7, 3, 4), pale)
		}
	}
	c.textCentred(w/2, 206, "域名注册证书", style{size: 84, bold: true, ink: blue, gap: 26})
	c.textCentred(w/2, 262, "DOMAIN NAME REGISTRATION CERTIFICATE", style{size: 26, ink: grey, gap: 5})
	c.fill(rectangle(w/2-320, 292, 640, 2.5, 0), gold)
	label := style{size: 34, ink: grey}
	value := style{size: 38, ink: ink, gap: 1}
	y := 388.0
	for _, f := range []field{
		{"域　　名", d.Domain}, {"域名所有者", d.OrgName}, {"注册商", d.Registrar},
		{"注册时间", d.DomainRegistered}, {"到期时间", d.DomainExpires},
	} {
		c.text(300, y, f.name, label)
		style := value
		if f.value == d.Domain {
			style.bold, style.size = true, 46
		}
		y = c.paragraph(560, y, 740, 56, f.value, style) + 28
		c.fill(rectangle(560, y-62, 740, 1.2, 0), color.NRGBA{150, 160, 175, 150})
	}
	c.paragraph(300, 872, 700, 42, "兹证明上述域名已由该注册商注册，所有者如上。本证书为样本，不具任何效力。", style{size: 27, ink: grey})
	c.text(930, 986, d.Registrar, style{size: 30, ink: ink})
	c.seal(1330, 940, 112, d.Registrar, "样本专用", stamp)
	c.text(120, h-100, smallPrint, style{size: 21, ink: grey, gap: 2})
	return c
}

// drawLetter draws the scan of a signed and stamped letter of authorisation,
// A4 at 200 dpi.
func drawLetter(d Data) *canvas {
	const w, h = 1654.0, 2339.0
	c := newCanvas(int(w), int(h), color.NRGBA{246, 247, 248, 255})
	c.m = placed(w, h, w/2+2, h/2, 0.35)
	c.fill(rectangle(-20, -20, w+40, h+40, 0), color.NRGBA{252, 252, 251, 255})
	c.sample(w, h*0.9)
	c.textCentred(w/2, 330, "互联网信息服务备案授权书", style{size: 68, bold: true, ink: ink, gap: 8})
	c.fill(rectangle(w/2-440, 372, 880, 2, 0), grey)
	body := style{size: 39, ink: ink, gap: 1}
	y := 500.0
	paragraph := func(text string) { y = c.paragraph(200, y, 1254, 76, "　　"+text, body) + 26 }
	c.text(200, y, "致：接入服务提供者（样本）", body)
	y += 110
	paragraph(fmt.Sprintf("%s（统一社会信用代码：%s）授权 %s（公民身份号码：%s）作为网站负责人，办理域名 %s 的互联网信息服务备案事宜。",
		d.OrgName, d.CreditCode, d.PersonName, d.IDNumber, d.Domain))
	paragraph("被授权人负责提交备案材料、核对备案信息、接收核验短信，并在备案信息发生变化时及时办理变更。")
	paragraph("本单位对被授权人在授权范围内提交的材料的真实性负责，并承担相应的责任。")
	paragraph(fmt.Sprintf("授权期限：自 %s 起，至备案注销之日止。", d.LetterDate))
	y += 150
	c.text(200, y, "被授权人签字：", body)
	c.text(860, y, "法定代表人签字：", body)
	signature(c, 500, y-10, 7)
	signature(c, 1190, y-10, 5)
	y += 230
	c.text(860, y, "单位（盖章）：", body)
	c.text(860, y+80, d.OrgName, body)
	c.text(860, y+160, d.LetterDate, body)
	c.seal(1330, y+74, 170, d.OrgName, "样本专用", stamp)
	c.textCentred(w/2, h-140, smallPrint, style{size: 26, ink: grey, gap: 3})
	c.m = affine{a: 1, e: 1}
	c.light(0.03, 4, 8)
	return c
}

// signature is a stroke of the pen that is nobody's name.
func signature(c *canvas, x, y, turns float64) {
	pen := color.NRGBA{30, 42, 92, 255}
	stroke := func(points ...point) {
		// A brush of overlapping dots along straight parts, thinner at the end.
		const steps = 60
		for i := 0; i+1 < len(points); i++ {
			for s := 0; s <= steps; s++ {
				f := float64(s) / steps
				whole := (float64(i) + f) / float64(len(points)-1)
				r := 3.6 - 1.9*whole
				c.fill(ellipse(points[i].x+(points[i+1].x-points[i].x)*f, points[i].y+(points[i+1].y-points[i].y)*f, r, r), pen)
			}
		}
	}
	var loops []point
	for i := 0; i <= 60; i++ {
		f := float64(i) / 60
		loops = append(loops, loop(x, y, f, turns))
	}
	stroke(loops...)
	stroke(point{x + 10, y + 26}, point{x + 120, y + 14}, point{x + 232, y + 20})
}
