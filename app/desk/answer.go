package desk

import (
	"context"
	"maps"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// Codes of refused answers.
const (
	CodeQuestion = "question.unknown" // there is no such question
	CodeAnswer   = "question.answer"  // no answer that can be given
)

// Answer keeps what the person answers to the question of a row of
// province_rules: rule.AnswerYes, AnswerNo, AnswerNA, or "" to take the answer
// back. While an order is under review answers stay as they are (state.locked).
func (d *Desk) Answer(ctx context.Context, id string, row, answer string) (View, error) {
	if r, ok := d.Tables().BureauRule(row); !ok || r.Place != table.PlaceAsk {
		return View{}, app.Fail(CodeQuestion, "没有“"+row+"”这个问题，资料表可能已更新。请重新打开清单。").At(string(rule.FieldAsked))
	}
	switch answer {
	case "", rule.AnswerYes, rule.AnswerNo, rule.AnswerNA:
	default:
		return View{}, app.Fail(CodeAnswer, "只能回答“"+rule.WordYes+"”“"+rule.WordNo+"”或“"+rule.WordNA+"”。请重新选择。").At(string(rule.FieldAsked))
	}
	return d.change(ctx, did(DidAnswer, row), id, anyRev, func(_ Tx, f *filing.Filing) error {
		if !f.State.Editable() {
			return app.Fail("state.locked", "订单正在“"+f.State.Name()+"”，资料已锁定。需要修改时，请先在“进度”里撤回或记录退回。").At(string(rule.FieldAsked))
		}
		asked := maps.Clone(f.Asked)
		if asked == nil {
			asked = map[string]string{}
		}
		asked[row] = answer
		if answer == "" {
			delete(asked, row)
		}
		if len(asked) == 0 {
			asked = nil
		}
		f.Asked = asked
		return nil
	})
}
