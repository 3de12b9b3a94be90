package parcel

import (
	"errors"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
)

// tableSheets are the sheets of 表单.xlsx, in order.
var tableSheets = []string{"备案信息", "材料清单", "检查结果"}

// makeTable writes 表单.xlsx: the fields in the order of the consoles, the
// materials, the findings. Every cell is text, so that long numbers keep their
// digits and nothing is taken for a formula.
func makeTable(in paper.Input) ([]byte, error) {
	t := &tableWriter{file: excelize.NewFile(), in: in}
	t.styles()
	t.form()
	t.materials()
	t.findings()
	t.file.SetActiveSheet(0)
	stamp := in.Now.UTC().Format("2006-01-02T15:04:05Z")
	t.do(t.file.SetDocProps(&excelize.DocProperties{Title: "备案表单", Creator: "Beiandesk", LastModifiedBy: "Beiandesk", Created: stamp, Modified: stamp}))
	var data []byte
	if t.err == nil {
		buffer, err := t.file.WriteToBuffer()
		t.do(err)
		if err == nil {
			data = buffer.Bytes()
		}
	}
	if err := errors.Join(t.err, t.file.Close()); err != nil {
		return nil, app.Wrap(err, CodeTable, "表单.xlsx 没能生成，材料包没有保存。请再试一次；仍不行时请重新安装程序。")
	}
	return data, nil
}

// tableWriter keeps the first error, so that the sheets read as what they show.
type tableWriter struct {
	file  *excelize.File
	in    paper.Input
	err   error
	sheet string
	row   int

	title, head, group, label, text, note, draft int // styles
}

func (t *tableWriter) do(err error) {
	if t.err == nil {
		t.err = err
	}
}

func (t *tableWriter) style(bold bool, size float64, ink, fill string) int {
	s := &excelize.Style{
		Font:      &excelize.Font{Bold: bold, Size: size, Color: ink, Family: "Microsoft YaHei"},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		NumFmt:    49, // text
	}
	if fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	if size < 14 {
		s.Border = []excelize.Border{{Type: "bottom", Color: "D9DDE3", Style: 1}}
	}
	id, err := t.file.NewStyle(s)
	t.do(err)
	return id
}

func (t *tableWriter) styles() {
	t.title = t.style(true, 14, "1B1F27", "")
	t.head = t.style(true, 11, "1B1F27", "E4E8EE")
	t.group = t.style(true, 11, "1F5FBF", "F2F4F7")
	t.label = t.style(false, 11, "5A6372", "")
	t.text = t.style(false, 11, "1B1F27", "")
	t.note = t.style(false, 9, "5A6372", "")
	t.draft = t.style(true, 14, "FFFFFF", "B3263E")
}

// begin starts a sheet with its title, the draft's mark and the head row,
// which stays in view.
func (t *tableWriter) begin(index int, title string, widths []float64, head []string) {
	t.sheet, t.row = tableSheets[index], 0
	if index == 0 {
		t.do(t.file.SetSheetName("Sheet1", t.sheet))
	} else {
		_, err := t.file.NewSheet(t.sheet)
		t.do(err)
	}
	for i, w := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		t.do(err)
		t.do(t.file.SetColWidth(t.sheet, name, name, w))
	}
	if t.in.Draft {
		t.wide(paper.DraftMark, t.draft, len(widths))
	}
	t.wide(title, t.title, len(widths))
	t.line(head, t.head)
	top, err := excelize.CoordinatesToCellName(1, t.row+1)
	t.do(err)
	t.do(t.file.SetPanes(t.sheet, &excelize.Panes{Freeze: true, YSplit: t.row, TopLeftCell: top, ActivePane: "bottomLeft"}))
	orientation, size, fit := "portrait", 9, 1 // A4
	if index > 0 {
		orientation = "landscape"
	}
	all := 0
	t.do(t.file.SetPageLayout(t.sheet, &excelize.PageLayoutOptions{Orientation: &orientation, Size: &size, FitToWidth: &fit, FitToHeight: &all}))
	yes := true
	t.do(t.file.SetSheetProps(t.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}))
}

// wide writes one text over all columns.
func (t *tableWriter) wide(text string, style, columns int) {
	t.row++
	from, err := excelize.CoordinatesToCellName(1, t.row)
	t.do(err)
	to, err := excelize.CoordinatesToCellName(columns, t.row)
	t.do(err)
	t.do(t.file.SetCellStr(t.sheet, from, cellText(text)))
	t.do(t.file.SetCellStyle(t.sheet, from, to, style))
	t.do(t.file.MergeCell(t.sheet, from, to))
}

// line writes one row; fewer styles than cells: the last one goes on.
func (t *tableWriter) line(cells []string, styles ...int) {
	t.row++
	for i, c := range cells {
		name, err := excelize.CoordinatesToCellName(i+1, t.row)
		t.do(err)
		t.do(t.file.SetCellStr(t.sheet, name, cellText(c)))
		t.do(t.file.SetCellStyle(t.sheet, name, name, styles[min(i, len(styles)-1)]))
	}
}

// cellText takes out what XML cannot hold and what a cell cannot: control
// characters and more than 32,767 characters.
func cellText(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
	if r := []rune(s); len(r) > excelize.TotalCellChars {
		s = string(r[:excelize.TotalCellChars-1]) + "…"
	}
	return s
}

func (t *tableWriter) form() {
	f := t.in.Filing
	t.begin(0, "备案表单　"+or(f.Domain.Name, "域名待填写"), []float64{26, 56, 40, 22}, []string{"控制台的字段", "内容", "说明", "本程序的名称"})
	for _, s := range paper.ConsoleForm(f, t.in.Names, f.Provider) {
		title := s.Title
		if s.Page != "" && s.Page != s.Title {
			title = s.Page + " › " + s.Title
		}
		t.wide(title, t.group, 4)
		for _, r := range s.Rows {
			note := r.Note
			if r.Auto {
				note = strings.TrimPrefix(note+"；控制台自动带出，核对即可", "；")
			}
			t.line([]string{r.Called(), r.Value, note, r.Ours()}, t.label, t.text, t.note, t.note)
		}
	}
}

func (t *tableWriter) materials() {
	t.begin(1, "材料清单", []float64{30, 18, 24, 52, 52, 26}, []string{"材料", "状态", "图片", "照片检查", "为什么需要", "控制台的名称"})
	for _, l := range paper.Materials(t.in) {
		checked := l.Issues
		if l.Anyway != "" {
			checked = append(checked[:len(checked):len(checked)], "使用理由："+l.Anyway)
		}
		t.line([]string{l.Name, l.State, l.Detail, strings.Join(checked, "\n"), l.Why, t.upload(l.Slot)}, t.text, t.text, t.note, t.note)
	}
}

// upload is what the console calls a picture, "" if it is not known.
func (t *tableWriter) upload(slot filing.Slot) string {
	c, ok := paper.ConsoleOf(t.in.Names, t.in.Filing.Provider)
	if !ok {
		return ""
	}
	if a, known := c.Slot(slot); known && a.Own {
		return a.Name
	}
	return ""
}

func (t *tableWriter) findings() {
	t.begin(2, "检查结果", []float64{12, 24, 56, 56, 36}, []string{"程度", "位置", "问题", "办法", "来源"})
	any := false
	for _, s := range paper.Severities {
		for _, f := range t.in.Findings {
			if f.Severity == s.Severity {
				any = true
				t.line([]string{s.Title, paper.PlaceName(filing.Field(f.Field)), f.Text, f.Remedy, paper.SourceLine(f, t.in.Names)}, t.text, t.label, t.text, t.text, t.note)
			}
		}
	}
	if !any {
		t.wide("没有发现问题。检查不能代替接入商和管局的审核。", t.note, 5)
	}
}
