package paper

import (
	"fmt"
	"strings"

	"beiandesk/app/paper/docx"
	"beiandesk/app/rule"
)

const checklistTitle = "备案准备清单"

// Checklist draws what to prepare for the filing as PDF, to print and tick off:
// one table a group, with the source of each row. The questions tell how an
// item that is one of them was answered. Errors as for Letter.
func Checklist(in Input, items []rule.Item, asked []rule.Question) ([]byte, error) {
	d := checklist(in, items, asked)
	s, err := newSheet(d.title, in)
	if err != nil {
		return nil, err
	}
	s.footer = "制表 " + minute(in.Now)
	if err := s.letterHead(in, d.title); err != nil {
		return nil, err
	}
	for _, b := range d.blocks {
		b.draw(s)
	}
	return s.render(in.Now)
}

// ChecklistWord is Checklist as DOCX.
func ChecklistWord(in Input, items []rule.Item, asked []rule.Question) ([]byte, error) {
	d := checklist(in, items, asked)
	return d.word(in)
}

func checklist(in Input, items []rule.Item, asked []rule.Question) document {
	f, n := in.Filing, names{in.Names}
	d := document{title: checklistTitle}
	d.add(entries{{"域名", f.Domain.Name, nil}, {"主办单位", f.Organiser.Name, nil}, {"备案类型", f.Kind.Name(), nil}, {"省份", n.area(f.Region.Province), nil}})
	if in.Provider != "" {
		d.add(entries{{"接入商", in.Provider, nil}})
	}
	required, done, open := 0, 0, 0
	for _, i := range items {
		if i.Required {
			required++
		}
		if i.Done {
			done++
		}
	}
	answers := map[string]rule.Question{}
	for _, q := range asked {
		answers[q.Row] = q
		if q.Answer == "" {
			open++
		}
	}
	d.add(para(fmt.Sprintf("共 %d 项，其中必备 %d 项；程序里已备好 %d 项，还有 %d 项未确认。备好一项，打一个勾。", len(items), required, done, open)))
	for _, g := range rule.ItemGroups {
		var l checkRows
		for _, i := range items {
			if i.Group == g {
				q, isQuestion := answers[i.ID]
				l = append(l, checkRow{i.Done, i.Title, itemState(i, q, isQuestion), strings.Join(nonEmpty([]string{i.Why, i.How}), "\n"),
					conflictLine(i, n), strings.Join(nonEmpty([]string{n.source(i.Source), dated(i.Date), weight(i.Confidence)}), "\n")})
			}
		}
		if len(l) > 0 {
			d.add(subtitle(g), l)
		}
	}
	d.add(advice{"按制表当天的资料列出，以管局和接入商最新的要求为准。", "标“仅提醒”的出自一家来源或较旧的来源，办理前请再问一次接入商。"})
	return d
}

func itemState(i rule.Item, q rule.Question, isQuestion bool) string {
	state := ""
	switch {
	case isQuestion && q.Answer == rule.AnswerYes:
		state = "已确认：" + rule.WordYes
	case isQuestion && q.Answer == rule.AnswerNo:
		state = rule.WordNo + "，请先办理"
	case isQuestion && q.Answer == rule.AnswerNA:
		state = "已确认：" + rule.WordNA
	case isQuestion:
		state = "未确认"
	case i.Done:
		state = "已备好"
	case i.Field == "":
		state = "自行办理"
	default:
		state = "待备"
	}
	switch {
	case i.Required && isQuestion:
		state = "必须符合，" + state
	case i.Required:
		state = "必备，" + state
	}
	return state
}

// dated is the date of a source as it is read alone in a line.
func dated(date string) string {
	if date == "不详" {
		return "日期不详"
	}
	return date
}

// weight says how sure a source is; see table.BureauRule. C and D only remind.
func weight(confidence string) string {
	switch confidence {
	case "":
		return ""
	case "A", "B":
		return "可信度 " + confidence
	}
	return "可信度 " + confidence + "，仅提醒"
}

// conflictLine puts what other sources say of an item into one text, "" if none
// says anything else.
func conflictLine(i rule.Item, n names) string {
	if len(i.Conflict) == 0 {
		return ""
	}
	parts := make([]string, len(i.Conflict))
	for k, o := range i.Conflict {
		parts[k] = fmt.Sprintf("%s（%s）", o.Text, strings.Join(nonEmpty([]string{n.source(o.Source), o.Date, weight(o.Confidence)}), "，"))
	}
	return rule.Disputed + "：" + strings.Join(parts, "；")
}

// checkRows is a block: rows to tick, with the source beside each.
type checkRows []checkRow

type checkRow struct {
	on                                 bool
	title, state, words, other, source string
}

var checkColumns = []column{{"", 8, false, ink}, {"事项", 42, true, ink}, {"说明", 80, false, ink}, {"来源", textWidth - 130, false, muted}}

func (list checkRows) draw(s *sheet) {
	titles := func() {
		st := small.strong()
		h := st.leading() + 2*cellPad - 0.8
		s.fill(marginSide, s.y, textWidth, h, ground)
		x := marginSide
		for _, c := range checkColumns {
			s.putIn(c.title, st, x+cellPad, c.width, s.y+cellPad-0.4, left)
			x += c.width
		}
		s.y += h
	}
	s.room(26)
	titles()
	for _, r := range list {
		laid := make([][]cellLine, len(checkColumns))
		for i, c := range []cell{{}, {text: r.title, note: r.state}, {text: r.words, note: r.other}, {note: r.source}} {
			laid[i] = s.lay(checkColumns[i], c)
		}
		if h, full := height(laid), bottom-marginTop-14; s.y+h > bottom && (h <= full || s.y > bottom-30) {
			s.turn()
			titles()
		}
		s.box(marginSide+2.2, s.y+cellPad+0.8, 3.4, r.on)
		for laid != nil {
			if laid = s.rowPart(checkColumns, laid); laid != nil {
				s.turn()
				titles()
			}
		}
	}
	s.gap(2)
}

func (list checkRows) write(d *docx.Doc) {
	t := docx.Table{Grid: true, Rows: []docx.Row{{Head: true}}}
	for _, c := range checkColumns {
		t.Widths = append(t.Widths, c.width)
		t.Rows[0].Cells = append(t.Rows[0].Cells, docx.Cell{Paras: []docx.Para{{Runs: []docx.Run{{Text: c.title, Bold: true, Size: 9.5}}}}, Fill: true})
	}
	for _, r := range list {
		box := "□"
		if r.on {
			box = "☑"
		}
		words := []docx.Para{{Runs: []docx.Run{{Text: clean(r.words), Size: 9.5}}}}
		if r.other != "" {
			words = append(words, muteds(r.other, 8))
		}
		t.Rows = append(t.Rows, docx.Row{Cells: []docx.Cell{{Paras: []docx.Para{{Runs: []docx.Run{{Text: box}}}}},
			{Paras: []docx.Para{{Runs: []docx.Run{{Text: clean(r.title), Bold: true, Size: 9.5}}}, muteds(r.state, 8)}},
			{Paras: words}, {Paras: []docx.Para{muteds(r.source, 8)}}}})
	}
	d.Table(t)
}
