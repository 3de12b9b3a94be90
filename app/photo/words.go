package photo

import (
	"fmt"
	"math"
	"strconv"
)

// noun is what a sentence calls the thing in the picture.
func (k Kind) noun() string {
	switch k {
	case Letter:
		return "纸张"
	case Portrait:
		return "人像"
	case DomainCertificate:
		return "证书"
	case Other:
		return "材料"
	}
	return "证件"
}

// words are what is wrong, with the number, and what to do about it.
func words(code IssueCode, m Measure, outcome Outcome, kind Kind, value, limit float64) (text, remedy string) {
	thing := kind.noun()
	bad := outcome == Reject
	switch code {
	case IssueLowResolution:
		switch {
		case m == TextHeight && bad:
			return fmt.Sprintf("字太小：最小的字约 %.0f 像素高，至少要 %.0f 像素才认得出。", value, limit),
				"请发送“原图”，或靠近一些重拍，让" + thing + "占满画面。"
		case m == TextHeight:
			return fmt.Sprintf("字偏小：最小的字约 %.0f 像素高，建议 %.0f 像素以上。", value, limit),
				"请放大看最小的字，看不清时换原图或靠近重拍。"
		case bad:
			return fmt.Sprintf("照片太小，长边只有 %.0f 像素，至少要 %.0f 像素。", value, limit),
				"请选择发送“原图”，或靠近一些重拍，让" + thing + "占满画面。"
		}
		return fmt.Sprintf("照片偏小，长边 %.0f 像素，建议不少于 %.0f 像素。", value, limit),
			"请放大看最小的字，看不清时换原图或靠近重拍。"
	case IssueBlur:
		return blurWords(m, bad, kind, value, limit)
	case IssueDark:
		if bad {
			return fmt.Sprintf("照片太暗，纸面亮度只有 %.0f（满格 255），至少要 %.0f。", value, limit),
				"请到窗边或开灯重拍，不要挡住光。"
		}
		return fmt.Sprintf("照片偏暗，纸面亮度 %.0f（满格 255），建议 %.0f 以上。", value, limit),
			"字能看清就可以用；看不清时请到亮处重拍。"
	case IssueOverexposed:
		if bad {
			return fmt.Sprintf("照片过亮，%.0f%% 的画面已是纯白，印纹和淡色字看不见了。", value),
				"请避开直射的光，在屏幕上点一下" + thing + "再拍。"
		}
		return fmt.Sprintf("照片偏亮，%.0f%% 的画面已是纯白。", value),
			"请放大看淡色的字和印章，看不清时避开强光重拍。"
	case IssueGlare:
		if bad {
			return fmt.Sprintf("有反光，最大的一块盖住%s的 %.1f%%，下面的字看不见。", thing, value),
				"请换个角度避开灯光，或关掉闪光灯重拍。"
		}
		return fmt.Sprintf("有一小块反光，占%s的 %.1f%%。", thing, value),
			"请看一看它有没有盖住字，盖住时换个角度重拍。"
	case IssueGreyCopy:
		if kind == Letter {
			return "这是灰度（黑白）图片，没有任何颜色。", "授权书和承诺书要彩色扫描或彩色拍照，请改用彩色重做一次。"
		}
		if bad {
			return fmt.Sprintf("看起来是黑白复印件或黑白照片（颜色 %.0f，彩色原件一般在 20 以上）。", value),
				"请用彩色模式拍" + thing + "的原件。"
		}
		return fmt.Sprintf("颜色很淡（%.0f，彩色原件一般在 20 以上），可能是复印件。", value),
			"请确认拍的是彩色原件，不是时请换原件重拍。"
	case IssueNoStamp:
		return "没有找到红色印章。", "请确认已盖红色公章；盖了黑章或拍成黑白的，请重新盖章、用彩色拍。"
	case IssueCropped:
		switch {
		case m == Margin:
			return thing + "的一角紧贴画面边缘，可能没有拍全。", "请看一看四角是否都在；不在时退后一点重拍，四周留一点边。"
		case bad:
			return fmt.Sprintf("%s没有拍全，有 %.0f 条边在画面外。", thing, value), "请退后一点重拍，让四条边和四个角都在画面里。"
		}
		return "可能没有拍全：纸面一直延伸到画面边缘。", "请看一看四条边是否都在；不在时退后一点重拍。"
	case IssueSmallInFrame:
		return fmt.Sprintf("%s只占画面的 %.0f%%，建议占 %.0f%% 以上。", thing, value, limit), "可以点“校正”裁掉四周；要更清楚，请靠近一些重拍。"
	case IssueSkewed:
		return fmt.Sprintf("%s歪了约 %.0f 度。", thing, value), "可以点“校正”拉正；也可以把手机放平、对正后重拍。"
	case IssueRotated:
		way := "倒着"
		switch value {
		case 90, 270:
			way = "横着"
		}
		if bad {
			return thing + "是" + way + "的，审核要求方向朝上。", "点“转正”即可。"
		}
		return thing + "好像是" + way + "的。", "请看一看方向，不对时点“转正”。"
	case IssueScreen:
		return "画面里有屏幕特有的条纹，像是对着屏幕翻拍的。", "请拍原件，不要拍屏幕上的图。"
	}
	return "照片有问题（" + string(code) + "）。", "请重拍。"
}

func blurWords(m Measure, bad bool, kind Kind, value, limit float64) (text, remedy string) {
	thing := kind.noun()
	fine, round := apart(value, limit, 2, 1)
	if m == Blur {
		fine, round = apart(value, limit, 1, 1)
	}
	whole, least := apart(value, limit, 0, 0)
	switch {
	case kind == Portrait && bad:
		return fmt.Sprintf("照片模糊（清晰度 %s，至少要 %s）。", fine, round), "请站到光线明亮处，拿稳手机，对焦到脸后重拍。"
	case kind == Portrait:
		return fmt.Sprintf("照片略有模糊（清晰度 %s，建议 %s 以上）。", fine, round), "请放大看五官是否清楚，不清楚时重拍。"
	case m == Streak && bad:
		return fmt.Sprintf("拍的时候手抖了，字有重影（一个方向的清晰度只有另一方向的 %s%%，至少要 %s%%）。", whole, least),
			"请用双手拿稳手机，光线调亮后重拍。"
	case m == Streak:
		return fmt.Sprintf("可能有重影（一个方向的清晰度只有另一方向的 %s%%，一般在 %s%% 以上）。", whole, least), "请放大看最小的字有没有双影，有时拿稳手机重拍。"
	case m == SoftPart:
		return fmt.Sprintf("有一部分没有对上焦（约占文字的 %s%%，一般在 %s%% 以内），别处是清楚的。", whole, least),
			"请把手机拿到" + thing + "正上方、与它平行，让它铺平，对焦后重拍。"
	case m == Blur && bad:
		return fmt.Sprintf("照片模糊，小字多半看不清（模糊是字高的 %s%%，不能超过 %s%%）。", fine, round),
			"请把" + thing + "放平，光线调亮，点一下屏幕对焦，拿稳后重拍。"
	case m == Blur:
		return fmt.Sprintf("照片不够清晰（模糊是字高的 %s%%，建议 %s%% 以内）。", fine, round), "请放大看最小的字，看不清时重拍。"
	case bad:
		return fmt.Sprintf("照片模糊，小字多半看不清（清晰度 %s，至少要 %s）。", fine, round),
			"请把" + thing + "放平，光线调亮，点一下屏幕对焦，拿稳后重拍。"
	}
	return fmt.Sprintf("照片不够清晰（清晰度 %s，建议 %s 以上）。", fine, round), "请放大看最小的字，看不清时重拍。"
}

// apart writes two numbers with that many digits after the point, and with more
// where they would read the same: “2.20, at least 2.2” tells nothing.
func apart(a, b float64, digitsA, digitsB int) (string, string) {
	for more := 0; ; more++ {
		x, y := strconv.FormatFloat(a, 'f', digitsA+more, 64), strconv.FormatFloat(b, 'f', digitsB+more, 64)
		if p, q := number(x), number(y); p != q || more == 4 || a == b {
			return x, y
		}
	}
}

// number reads what FormatFloat wrote.
func number(s string) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN() // differs from everything
	}
	return n
}
