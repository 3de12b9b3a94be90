package paper

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"strings"
	"time"

	"beiandesk/app/filing"
)

// PhotoReport is what a check of pictures found, for a clerk to read, print
// and file. It holds the pictures, so it is made only when asked for.
type PhotoReport struct {
	Lines   []PhotoLine
	Table   string // which table of limits was used, in words
	Program string // name and version
	Stopped string // a sentence when not all pictures were checked
	Now     time.Time
}

// PhotoLine is one picture.
type PhotoLine struct {
	File    string
	Kind    string // what it was judged as, in words
	Size    string // format, pixels and bytes; "" for a file that cannot be read
	Outcome filing.Outcome
	Picture []byte // small JPEG with the places marked; nil for none
	Issues  []PhotoIssue
	Facts   [][2]string // label and value
	Asked   []string    // what a person must look at
}

// PhotoIssue is one finding.
type PhotoIssue struct {
	Outcome filing.Outcome
	Text    string
	Remedy  string
	Number  string // measured and limit, in words
}

// Sentences that both forms of the report show.
const (
	photoTitle   = "证件照片检查报告"
	photoPrivate = "本报告含有证件照片和个人信息，由您导出。请妥善保管，不要随意转发，用完删除。"
	photoLegend  = "图上的蓝框是找到的证件边缘，红框是不合格的地方，黄框是存疑的地方。检查不能代替接入商和管局的审核。"
)

var photoOutcomes = map[filing.Outcome]struct {
	word string
	ink  rgb
}{
	filing.Pass: {"合格", done}, filing.Doubtful: {"存疑", look}, filing.Reject: {"不合格", refused},
}

// counts writes how many pictures have which outcome.
func (r PhotoReport) counts() string {
	n := map[filing.Outcome]int{}
	for _, l := range r.Lines {
		n[l.Outcome]++
	}
	return fmt.Sprintf("共 %d 张：合格 %d，存疑 %d，不合格 %d", len(r.Lines), n[filing.Pass], n[filing.Doubtful], n[filing.Reject])
}

func (r PhotoReport) made() string {
	return strings.Join(nonEmpty([]string{minute(r.Now), r.Program, r.Table}), "　")
}

// PDF draws the report, A4. The error is an *app.Error.
func (r PhotoReport) PDF() ([]byte, error) {
	s, err := newSheet(photoTitle, Input{Now: r.Now})
	if err != nil {
		return nil, err
	}
	s.footer = "制表 " + minute(r.Now) + "　含个人信息，请妥善保管"
	s.lines(photoTitle, style{size: 20, bold: true, ink: ink}, marginSide, textWidth, left)
	s.para(r.counts(), style{size: 11.5, bold: true, ink: ink}, 1)
	s.para(r.made(), small, 1)
	if r.Stopped != "" {
		s.para(r.Stopped, body.in(refused), 1)
	}
	s.para(photoPrivate, small.in(refused), 0.5)
	s.para(photoLegend, small, 2)
	for i, l := range r.Lines {
		s.photo(i, l)
	}
	return s.render(r.Now)
}

const (
	photoWidth  = 62.0 // mm, of the picture's column
	photoHeight = 74.0
	photoGap    = 6.0
)

// photo draws one picture with its findings beside it. A block that does not
// fit begins a new page; its text may go on over pages, the picture stays at
// its top.
func (s *sheet) photo(i int, l PhotoLine) {
	x, width := marginSide, textWidth
	w, h := 0.0, 0.0
	name := fmt.Sprintf("photo-%d", i)
	if c, err := jpeg.DecodeConfig(bytes.NewReader(l.Picture)); err == nil && c.Width > 0 && c.Height > 0 {
		w = photoWidth
		h = w * float64(c.Height) / float64(c.Width)
		if h > photoHeight {
			h, w = photoHeight, photoHeight*float64(c.Width)/float64(c.Height)
		}
		x, width = marginSide+photoWidth+photoGap, textWidth-photoWidth-photoGap
	}
	s.room(max(h+8, 36))
	s.stroke(marginSide, s.y, marginSide+textWidth, s.y, 0.2, hairline)
	s.y += 3
	top, pageAt := s.y, len(s.pages)
	if h > 0 {
		s.images[name] = l.Picture
		s.add(op{image: &imageOp{name: name, x: marginSide, y: top, w: w, h: h}})
	}
	o := photoOutcomes[l.Outcome]
	s.lines(l.File, style{size: 11.5, bold: true, ink: ink}, x, width, left)
	s.lines(o.word, style{size: 12, bold: true, ink: o.ink}, x, width, left)
	for _, about := range nonEmpty([]string{l.Kind, l.Size}) {
		s.lines(about, small, x, width, left)
	}
	s.gap(1)
	for _, issue := range l.Issues {
		c := photoOutcomes[issue.Outcome].ink
		if issue.Outcome == filing.Pass {
			c = muted
		}
		for _, t := range []struct {
			text string
			st   style
		}{{issue.Text, style{size: 10, ink: c}}, {issue.Remedy, style{size: 10, ink: ink}}, {issue.Number, style{size: 8.5, ink: muted}}} {
			if t.text != "" {
				s.lines(t.text, t.st, x, width, left)
			}
		}
		s.gap(1.2)
	}
	if len(l.Asked) > 0 {
		s.lines("请自己看一眼："+strings.Join(l.Asked, ""), style{size: 9, ink: ink}, x, width, left)
		s.gap(1)
	}
	if len(l.Facts) > 0 {
		facts := make([]string, len(l.Facts))
		for i, f := range l.Facts {
			facts[i] = f[0] + " " + f[1]
		}
		s.lines(strings.Join(facts, "　"), style{size: 8.5, ink: muted}, x, width, left)
	}
	if pageAt == len(s.pages) {
		s.y = max(s.y, top+h)
	}
	s.gap(4)
}
