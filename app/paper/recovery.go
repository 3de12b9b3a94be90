package paper

import (
	"fmt"
	"time"

	"beiandesk/app/seal"
)

// Recovery is the sheet with a recovery code, to be printed and locked away.
// It names no person and no customer.
func Recovery(code seal.Recovery, now time.Time) ([]byte, error) {
	s, err := newSheet("备案台恢复码", Input{Now: now})
	if err != nil {
		return nil, err
	}
	s.gap(6)
	s.lines("备案台恢复码", letterTitle, marginSide, textWidth, center)
	s.gap(3)
	s.para("生成时间："+minute(now), small, 4)
	s.recoveryGroups(code)
	s.subtitle("什么时候用")
	for _, c := range []string{
		"忘记密码，或换了电脑、系统账户打不开数据时，在解锁页选“用恢复码”，按顺序填写上面 8 组。",
		"恢复备份文件时，备份的密码就是这个恢复码。",
	} {
		s.clause("·", c)
	}
	s.gap(2)
	s.subtitle("请留意")
	for _, c := range []string{
		"密码、系统账户和恢复码都没有时，数据无法找回，任何人都帮不了您。",
		"拿到这张纸和数据文件夹的人能看到全部资料。请锁进柜子，不要拍照，不要存进聊天软件或网盘。",
		"在“设置 → 安全”里重新生成恢复码后，这张纸就作废，请换成新的；以前做的备份仍用做备份时的恢复码打开。",
		"字母和数字里没有 0 和 O、1 和 I、2 和 Z、5 和 S、8 和 B。每组最后一位用来检查抄写错误。",
	} {
		s.clause("·", c)
	}
	return s.render(now)
}

// recoveryGroups draws the groups in two rows of four, each with its number.
func (s *sheet) recoveryGroups(code seal.Recovery) {
	const columns, height = 4, 24.0
	width := textWidth / columns
	groups := code.Groups()
	s.room(height * 2)
	for i, g := range groups {
		x, y := marginSide+float64(i%columns)*width, s.y+float64(i/columns)*height
		s.add(op{box: &boxOp{x: x + 1, y: y + 1, w: width - 2, h: height - 2, line: &hairline}})
		s.putIn(fmt.Sprintf("第 %d 组", i+1), small, x, width, y+2.5, center)
		s.putIn(spaced(g), style{size: 17, bold: true, ink: ink}, x, width, y+9, center)
	}
	s.y += height*float64((len(groups)+columns-1)/columns) + 4
}
