package desk

import (
	"bytes"
	"context"
	"encoding/csv"
	"strings"

	"beiandesk/app"
)

// PaperLog stands in the log when the log itself was written to a file.
const PaperLog = "log"

// SaveLog writes the whole log, oldest first, into a file that the person
// asked for: CSV as spreadsheets open it, UTF-8 with a mark, lines ended by CR
// LF. head is its first line and line makes the cells of an entry; an entry
// holds no values of fields, and line has nothing else. That the log was
// written is logged, too, behind what is written.
func (d *Desk) SaveLog(ctx context.Context, path string, head []string, line func(Entry) []string) error {
	if err := d.May(MayExport); err != nil {
		return err
	}
	list, err := d.Log(ctx, 0, 0)
	if err != nil {
		return err
	}
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	put := func(cells []string) error {
		for i, c := range cells {
			cells[i] = plainCell(c)
		}
		return w.Write(cells)
	}
	if err := put(append([]string(nil), head...)); err != nil {
		return noLog(err)
	}
	for i := len(list) - 1; i >= 0; i-- {
		if err := put(line(list[i])); err != nil {
			return noLog(err)
		}
	}
	if w.Flush(); w.Error() != nil {
		return noLog(w.Error())
	}
	if ctx.Err() != nil {
		return app.Wrap(ctx.Err(), app.CodeCanceled, "已取消。")
	}
	return d.writePaper(ctx, "", path, b.Bytes(), PaperLog)
}

func noLog(err error) error {
	return app.Wrap(err, "file.write", "操作记录没有写成文件。请再试一次。")
}

// plainCell keeps a spreadsheet from reading a cell as a formula: an operator
// may be called anything.
func plainCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
