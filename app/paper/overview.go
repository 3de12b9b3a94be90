package paper

import (
	"fmt"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// Overview draws 备案资料表: everything that was filled in, in the order of
// the consoles and unmasked since it is the user's own export, the list of
// materials, the findings, and the review log. Errors as for Letter.
func Overview(in Input) ([]byte, error) {
	s, err := newSheet("备案资料表", in)
	if err != nil {
		return nil, err
	}
	f := in.Filing
	s.footer = "制表 " + minute(in.Now) + "　含个人信息，请妥善保管"
	if err := s.officeHead(in.Office); err != nil {
		return nil, err
	}
	s.lines("备案资料表", style{size: 20, bold: true, ink: ink}, marginSide, textWidth, left)
	s.lines(firstOf(f.Organiser.Name, "主办单位待填写"), style{size: 11.5, ink: ink}, marginSide, textWidth, left)
	s.gap(2)
	s.summary(in)
	s.formTables(Form(f, in.Names))
	s.materials(in)
	s.findings(in.Findings)
	s.log(f)
	return s.render(in.Now)
}

// summary is the band with the four things one looks for first.
func (s *sheet) summary(in Input) {
	f := in.Filing
	blocks, warns := count(in.Findings)
	result, c := "没有发现问题", done
	switch {
	case blocks > 0:
		result, c = fmt.Sprintf("%d 项必须处理，%d 项提醒", blocks, warns), refused
	case warns > 0:
		result, c = fmt.Sprintf("%d 项提醒", warns), look
	}
	parts := []struct {
		label, value string
		ink          rgb
	}{
		{"域名", firstOf(f.Domain.Name, "待填写"), ink},
		{"备案类型", f.Kind.Name(), ink},
		{"状态", f.State.Name(), ink},
		{"检查结果", result, c},
	}
	widths := []float64{50, 34, 32, 54}
	st := style{size: 11, bold: true}
	lines := make([][]string, len(parts))
	most := 1
	for i, p := range parts {
		lines[i] = s.faces.wrap(p.value, st, widths[i]-8)
		most = max(most, len(lines[i]))
	}
	h := 6 + small.leading() + float64(most)*st.leading()
	s.room(h)
	s.fill(marginSide, s.y, textWidth, h, ground)
	x := marginSide + 4
	for i, p := range parts {
		s.putIn(p.label, small, x, widths[i], s.y+3, left)
		for n, l := range lines[i] {
			s.putIn(l, st.in(p.ink), x, widths[i], s.y+3+small.leading()+float64(n)*st.leading(), left)
		}
		x += widths[i]
	}
	s.y += h + 2
}

func (s *sheet) formTables(sections []Section) {
	columns := []column{{width: 42, ink: muted}, {width: 82}, {width: textWidth - 124}}
	for _, sec := range sections {
		s.heading(sec.Title)
		rows := make([][]cell, len(sec.Rows))
		for i, r := range sec.Rows {
			v := cell{text: r.Value}
			if r.Value == "" {
				v = cell{text: "未填写", ink: &muted}
			}
			rows[i] = []cell{{text: r.Label}, v, {note: r.Note}}
		}
		s.table(columns, rows)
	}
}

// MaterialLine is one line of the list of materials.
type MaterialLine struct {
	Slot   filing.Slot
	Name   string
	Needed bool
	Status filing.MaterialStatus
	State  string // 未上传, 已上传, 需重拍, 已上传，仍然使用
	Anyway string // the user's reason to use it nevertheless
	Detail string // size in pixels and bytes, format
	Issues []string
	Why    string // why this filing needs it
}

// Materials lists what the filing needs, in the order of needs, and behind it
// whatever else was added.
func Materials(in Input) []MaterialLine {
	var out []MaterialLine
	listed := map[filing.Slot]bool{}
	for _, n := range in.Needs {
		listed[n.Slot] = true
		m, _ := in.Filing.Material(n.Slot)
		out = append(out, materialLine(m, firstOf(n.Title, SlotName(n.Slot, in.Filing)), n.Required, n.Why))
	}
	for _, m := range in.Filing.Materials {
		if !listed[m.Slot] {
			out = append(out, materialLine(m, SlotName(m.Slot, in.Filing), false, ""))
		}
	}
	return out
}

func materialLine(m filing.Material, name string, needed bool, why string) MaterialLine {
	l := MaterialLine{Slot: m.Slot, Name: name, Needed: needed, Status: m.Status(), Why: why}
	switch l.Status {
	case filing.MaterialMissing:
		l.State = "未上传"
		if !needed {
			l.State = "未上传（可选）"
		}
		return l
	case filing.MaterialRetake:
		l.State = "需重拍"
	default:
		l.State = "已上传"
	}
	if m.Anyway != "" {
		l.State = "已上传，仍然使用"
		l.Anyway = m.Anyway
	}
	l.Detail = detail(m)
	for _, i := range m.Issues {
		l.Issues = append(l.Issues, i.Text)
	}
	return l
}

func detail(m filing.Material) string {
	var parts []string
	if m.Width > 0 && m.Height > 0 {
		parts = append(parts, fmt.Sprintf("%d×%d 像素", m.Width, m.Height))
	}
	if m.Bytes > 0 {
		if m.Bytes < 1_000_000 {
			parts = append(parts, fmt.Sprintf("%d KB", (m.Bytes+999)/1000))
		} else {
			parts = append(parts, fmt.Sprintf("%.1f MB", float64(m.Bytes)/1e6))
		}
	}
	return strings.Join(parts, "，")
}

func (s *sheet) materials(in Input) {
	s.heading("材料清单")
	lines := Materials(in)
	if len(lines) == 0 {
		s.para("还没有材料。", small, 2)
		return
	}
	columns := []column{{"材料", 58, false, ink}, {"状态", 34, false, ink}, {"说明", textWidth - 92, false, ink}}
	rows := make([][]cell, len(lines))
	for i, l := range lines {
		c := done
		switch {
		case l.Status == filing.MaterialRetake, l.Status == filing.MaterialMissing && l.Needed:
			c = refused
		case l.Status == filing.MaterialMissing:
			c = muted
		case len(l.Issues) > 0:
			c = look
		}
		rows[i] = []cell{
			{text: l.Name},
			{text: l.State, ink: &c, bold: true},
			{text: strings.Join(nonEmpty(append([]string{l.Detail, reason(l)}, l.Issues...)), "\n"), note: l.Why},
		}
	}
	s.table(columns, rows)
}

func reason(l MaterialLine) string {
	if l.Anyway == "" {
		return ""
	}
	return "使用理由：" + l.Anyway
}

func nonEmpty(in []string) []string {
	var out []string
	for _, v := range in {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

// count of findings that block and that warn.
func count(fs []rule.Finding) (blocks, warns int) {
	for _, f := range fs {
		switch f.Severity {
		case rule.Block:
			blocks++
		case rule.Warn:
			warns++
		}
	}
	return blocks, warns
}

// Severities in the order in which findings are shown, with their words.
var Severities = []struct {
	Severity rule.Severity
	Title    string
}{
	{rule.Block, "必须处理"},
	{rule.Warn, "提醒"},
	{rule.Info, "供参考"},
}

func (s *sheet) findings(all []rule.Finding) {
	s.heading("检查结果")
	if len(all) == 0 {
		s.para("没有发现问题。检查只看填写内容和照片，不能代替接入商和管局的审核。", small, 2)
		return
	}
	colours := []rgb{refused, look, muted}
	columns := []column{{"位置", 40, false, muted}, {"问题和办法", textWidth - 40, false, ink}}
	for i, sev := range Severities {
		var rows [][]cell
		for _, f := range all {
			if f.Severity == sev.Severity {
				rows = append(rows, []cell{{text: PlaceName(f.Field)}, {text: strings.Join(nonEmpty([]string{f.Text, f.Remedy}), "\n"), note: SourceLine(f, s.names.n)}})
			}
		}
		if len(rows) == 0 {
			continue
		}
		st := style{size: 10.5, bold: true, ink: colours[i]}
		s.room(st.leading() + 30)
		s.lines(fmt.Sprintf("%s（%d）", sev.Title, len(rows)), st, marginSide, textWidth, left)
		s.gap(0.6)
		s.table(columns, rows)
	}
}

// SourceLine names where a finding comes from and how sure that is, "" if it
// names nothing; a second line tells what other sources say.
func SourceLine(f rule.Finding, n Names) string {
	line := ""
	if f.Source != "" {
		line = "来源：" + names{n}.source(f.Source)
		if f.Date != "" && f.Date != "不详" {
			line += "，" + f.Date
		}
	}
	if w := weight(f.Confidence); w != "" && line != "" {
		line += "，" + w
	}
	return strings.Join(nonEmpty([]string{line, conflictLine(rule.Item{Conflict: f.Conflict}, names{n})}), "\n")
}

// PlaceName says in which step, and in which group, a field is asked.
func PlaceName(p filing.Field) string {
	step, group := filing.Place(p)
	if group != "" {
		return step.Name() + " · " + group.Name()
	}
	return step.Name()
}

func (s *sheet) log(f *filing.Filing) {
	if len(f.Log) == 0 {
		return
	}
	s.heading("审核日志")
	columns := []column{{"时间", 34, false, muted}, {"操作", 46, false, ink}, {"经手人", 26, false, ink}, {"说明", textWidth - 106, false, ink}}
	rows := make([][]cell, len(f.Log))
	for i, e := range f.Log {
		what := cell{text: e.Action.Name()}
		if e.From != e.To {
			what.note = e.From.Name() + " → " + e.To.Name()
		}
		rows[i] = []cell{{text: minute(e.At)}, what, {text: e.Actor}, {text: e.Note}}
	}
	s.table(columns, rows)
}
