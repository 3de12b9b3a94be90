package specimen

import (
	"image"
	"image/color"

	"github.com/skip2/go-qrcode"
)

var (
	ink   = color.NRGBA{34, 34, 38, 255}
	grey  = color.NRGBA{104, 104, 110, 255}
	red   = color.NRGBA{190, 42, 38, 255}
	stamp = color.NRGBA{206, 38, 34, 205}
	gold  = color.NRGBA{178, 132, 62, 255}
)

// drawLicence draws a business licence of 1760×1244 on a 2000×1414 desk.
func drawLicence(d Data) *canvas {
	const w, h = 1760.0, 1244.0
	paper := color.NRGBA{252, 249, 241, 255}
	c := newCanvas(2000, 1414, color.White)
	c.desk(11, image.Rect(160, 130, 1840, 1280))
	c.m = placed(w, h, 1000, 704, -0.7)
	c.shadow(w, h, 2)
	c.fill(rectangle(0, 0, w, h, 2), paper)
	for y := 90.0; y < h-80; y += 17 {
		c.fill(wave(84, w-84, y, 5, 210, y/31, 1), color.NRGBA{214, 160, 120, 34})
	}
	c.sample(w, h)
	c.frame(40, 40, w-80, h-80, 9, red)
	c.frame(56, 56, w-112, h-112, 2.5, red)
	for _, x := range []float64{40, w - 40} {
		for _, y := range []float64{40, h - 40} {
			c.fill(rectangle(x-26, y-26, 52, 52, 0).mapped(affine{a: 1, e: 1}), paper)
			c.fill(star(x, y, 27, 15, 8), red)
			c.fill(star(x, y, 12, 5, 8), paper)
		}
	}
	c.emblem(w/2, 152, 66, gold, paper)
	c.textCentred(w/2, 330, "营业执照", style{size: 104, bold: true, ink: ink, gap: 34})
	c.textCentred(w/2, 392, "（副本）", style{size: 42, ink: ink, gap: 6})

	c.text(130, 176, "统一社会信用代码", style{size: 31, ink: grey})
	c.text(130, 222, d.CreditCode, style{size: 40, bold: true, ink: ink, gap: 1})
	// Plain text in the form of real licences, so that the check of the code
	// against what was typed can be shown.
	c.qr(w-322, 108, 188, "统一社会信用代码："+d.CreditCode+"\n名称："+d.OrgName+"\n样本")
	c.textCentred(w-230, 326, "扫码查看（样本）", style{size: 23, ink: grey})

	left := []field{{"名　　称", d.OrgName}, {"类　　型", d.OrgType}, {"法定代表人", d.LegalPerson}, {"经营范围", d.Scope}}
	right := []field{{"注册资本", d.Capital}, {"成立日期", d.Founded}, {"营业期限", d.Term}, {"住　　所", d.Address}}
	c.fields(130, 486, 186, 640, left)
	c.fields(990, 486, 170, 470, right)

	c.text(1010, 968, "登记机关", style{size: 33, ink: grey, gap: 10})
	c.text(1230, 968, d.Authority, style{size: 35, ink: ink})
	c.text(1230, 1040, "2024年01月08日", style{size: 33, ink: ink, gap: 2})
	c.seal(1575, 1004, 104, d.Authority, "样本专用", stamp)
	c.textCentred(w/2, h-82, smallPrint, style{size: 22, ink: grey, gap: 3})
	c.m = affine{a: 1, e: 1}
	c.light(0.10, 5, 3)
	return c
}

type field struct{ name, value string }

// fields sets name and value pairs below each other; values wrap.
func (c *canvas) fields(x, y, nameWidth, valueWidth float64, list []field) {
	for _, f := range list {
		c.text(x, y, f.name, style{size: 32, ink: grey})
		next := c.paragraph(x+nameWidth, y, valueWidth, 48, f.value, style{size: 34, ink: ink})
		y = max(next, y+48) + 30
	}
}

// qr draws a real code with a white border, so that it can be scanned.
func (c *canvas) qr(x, y, size float64, content string) {
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		c.err = err
		return
	}
	bitmap := code.Bitmap() // includes the quiet zone of four modules
	module := size / float64(len(bitmap))
	c.fill(rectangle(x, y, size, size, 0), color.White)
	var dots path
	for row, line := range bitmap {
		for column, black := range line {
			if black {
				dots.add(rectangle(x+float64(column)*module, y+float64(row)*module, module, module, 0))
			}
		}
	}
	c.fill(dots, color.Black)
}
