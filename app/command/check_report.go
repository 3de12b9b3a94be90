package command

import (
	"fmt"
	"path/filepath"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/photo"
)

// writeReport writes what was found for a person, as a page or as PDF.
func writeReport(e Env, path string, done []*checked, all int, table limitsJSON) error {
	r := paper.PhotoReport{Table: table.words(), Program: "备案台 " + e.Version, Now: e.Now()}
	if len(done) < all {
		r.Stopped = stoppedAt(len(done), all)
	}
	for _, c := range done {
		r.Lines = append(r.Lines, c.line())
	}
	make := r.HTML
	if strings.EqualFold(filepath.Ext(path), ".pdf") {
		make = r.PDF
	}
	data, err := make()
	if err != nil {
		return err
	}
	return desk.WriteFile(path, data)
}

// line puts a result into the words of the report.
func (r *checked) line() paper.PhotoLine {
	l := paper.PhotoLine{File: r.File, Kind: r.judgedAs(), Outcome: filing.Outcome(r.Outcome), Picture: r.thumb}
	if r.Width > 0 {
		l.Size = fmt.Sprintf("%s　%d×%d 像素　%s", formatWord(r.Format), r.Width, r.Height, bytesWord(r.Bytes))
	}
	for _, i := range r.Issues {
		l.Issues = append(l.Issues, paper.PhotoIssue{Outcome: filing.Outcome(i.Outcome), Text: i.Text, Remedy: i.Remedy, Number: i.number()})
	}
	for _, q := range r.Asked {
		l.Asked = append(l.Asked, q.Text)
	}
	l.Facts = r.Facts.rows()
	return l
}

// number is the measured value beside its limit, "" when there is none.
func (i issue) number() string {
	return filing.Issue{Code: i.Code, Outcome: filing.Outcome(i.Outcome), Measured: i.Measured, Limit: i.Limit, Unit: i.Unit}.Number()
}

// rows are the numbers worth printing, each with its name.
func (f *facts) rows() [][2]string {
	if f == nil {
		return nil
	}
	var out [][2]string
	add := func(ok bool, name, format string, v any) {
		if ok {
			out = append(out, [2]string{name, fmt.Sprintf(format, v)})
		}
	}
	if o := f.Outline; o != nil && !o.Full {
		add(true, "证件占画面", "%.0f%%", 100*o.Area)
	} else if o != nil {
		add(true, "画面", "%s", "全是证件（扫描或截图）")
	}
	add(f.TextPx > 0, "最小的字高", "%.0f 像素", f.TextPx)
	add(f.Q > 0, "清晰度", "%.2f", f.Q)
	add(f.Blur > 0, "模糊与字高之比", "%.3f", f.Blur)
	add(f.Light.P50 > 0, "亮度", "%.0f", f.Light.P50)
	add(f.Light.Clipped > 0, "过曝", "%.1f%%", 100*f.Light.Clipped)
	add(f.Chroma > 0, "色彩", "%.1f", f.Chroma)
	add(f.Red > 0, "印章红", "%.2f%%", 100*f.Red)
	add(f.Skew > 0, "倾斜", "%.1f°", f.Skew)
	add(f.QR != qrNone, "二维码", "%s", map[string]string{qrRead: "读到", qrMatch: "与填写一致", qrMismatch: "与填写不一致"}[f.QR])
	if p := f.Portrait; p != nil {
		add(true, "人脸", "%d 张", len(p.Faces))
		add(p.FaceShare > 0, "脸占画面高", "%.0f%%", 100*p.FaceShare)
		add(len(p.Faces) > 0, "背景白色", "%.0f%%", 100*p.Background)
	}
	return out
}

func formatWord(f photo.Format) string {
	if f == photo.JPEG {
		return "JPG"
	}
	return strings.ToUpper(string(f))
}

func bytesWord(n int64) string {
	if n < 1_000_000 {
		return fmt.Sprintf("%d KB", (n+999)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
