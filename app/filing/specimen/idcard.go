package specimen

import (
	"image"
	"image/color"
	"strconv"
)

const cardW, cardH = 1500.0, 946.0 // 85.6 × 54 mm

// card lays an empty identity card on a desk of 1712×1080.
func card(tint color.NRGBA, seed int, degrees float64) *canvas {
	c := newCanvas(1712, 1080, color.White)
	c.desk(seed, image.Rect(180, 100, 1532, 970))
	c.m = placed(cardW, cardH, 856, 536, degrees)
	c.shadow(cardW, cardH, 56)
	c.fill(rectangle(0, 0, cardW, cardH, 56), color.NRGBA{246, 249, 250, 255})
	for i, y := 0, 40.0; y < cardH-30; i, y = i+1, y+13 {
		ribbon := tint
		if i%3 == 0 {
			ribbon = color.NRGBA{222, 150, 140, tint.A}
		}
		c.fill(wave(46, cardW-46, y, 9, 330, y/47, 1.3), ribbon)
	}
	c.sample(cardW, cardH)
	return c
}

func (c *canvas) finishCard(seed int) *canvas {
	c.textCentred(cardW/2, cardH-22, smallPrint, style{size: 21, ink: grey, gap: 3})
	c.m = affine{a: 1, e: 1}
	c.light(0.10, 5, seed)
	return c
}

// drawIDFront draws the side with the portrait.
func drawIDFront(d Data) *canvas {
	c := card(color.NRGBA{96, 160, 190, 58}, 21, 0.6)
	label := style{size: 40, ink: color.NRGBA{40, 104, 150, 255}}
	value := style{size: 48, ink: ink, gap: 2}
	sex, birth := sexAndBirth(d.IDNumber)
	pair := func(x, y, gap float64, name, text string) float64 {
		end := c.text(x, y, name, label)
		return c.text(end+gap, y, text, value)
	}
	pair(110, 150, 34, "姓　名", d.PersonName)
	pair(110, 252, 34, "性　别", sex)
	pair(430, 252, 34, "民　族", "样本")
	c.text(110, 354, "出　生", label)
	x := 110 + c.width("出　生", label) + 34
	for i, unit := range []string{"年", "月", "日"} {
		x = c.text(x, 354, birth[i], value) + 14
		x = c.text(x, 354, unit, label) + 22
	}
	c.text(110, 456, "住　址", label)
	c.paragraph(110+c.width("住　址", label)+34, 456, 590, 70, d.PersonAddress, value)
	c.text(110, 820, "公民身份号码", label)
	c.text(440, 820, d.IDNumber, style{size: 58, bold: true, ink: ink, gap: 7})
	c.figure(1225, 170, 400, 126)
	return c.finishCard(5)
}

// sexAndBirth reads an 18-digit number (GB 11643): digits 7 to 14 are the
// birth, digit 17 is odd for a man. Any other number gives dashes.
func sexAndBirth(number string) (string, [3]string) {
	if len(number) != 18 {
		return "—", [3]string{"—", "—", "—"}
	}
	part := func(from, to int) string {
		n, err := strconv.Atoi(number[from:to])
		if err != nil {
			return "—"
		}
		return strconv.Itoa(n)
	}
	sex := "女"
	if (number[16]-'0')%2 == 1 {
		sex = "男"
	}
	return sex, [3]string{part(6, 10), part(10, 12), part(12, 14)}
}

// drawIDBack draws the side with the ornament.
func drawIDBack(d Data) *canvas {
	c := card(color.NRGBA{110, 170, 150, 58}, 31, -0.8)
	c.emblem(252, 236, 140, red, color.NRGBA{246, 249, 250, 255})
	c.textCentred(930, 220, "居民身份证", style{size: 104, bold: true, ink: ink, gap: 30})
	c.textCentred(930, 316, "（ 样 本 ）", style{size: 60, ink: ink, gap: 10})
	label := style{size: 42, ink: color.NRGBA{40, 104, 150, 255}}
	value := style{size: 50, ink: ink, gap: 2}
	c.text(400, 700, "签发机关", label)
	c.text(630, 700, d.IDIssuer, value)
	c.text(400, 806, "有效期限", label)
	c.text(630, 806, d.IDValid, value)
	return c.finishCard(6)
}
