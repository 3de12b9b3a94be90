package rule

import (
	"slices"
	"strconv"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Aspect is one row of a Comparison.
type Aspect string

// The aspects, in the order in which they are shown.
const (
	AspectFindings Aspect = "findings" // what the checks find at this provider and not at all of them
	AspectAccepts  Aspect = "accepts"  // natural persons, Tibet, who may file in an account
	AspectPictures Aspect = "pictures"
	AspectPortrait Aspect = "portrait"
	AspectAgain    Aspect = "again"
	AspectLetters  Aspect = "letters"
	AspectMaterial Aspect = "material"
	AspectValidity Aspect = "validity"
	AspectQuotas   Aspect = "quotas"
	AspectOrder    Aspect = "order" // one open order, life of a draft
	AspectDays     Aspect = "days"
	AspectForm     Aspect = "form"
)

// Point is one thing that holds at a provider. Severity and Field are those of
// a finding, else "".
type Point struct {
	Text                     string
	Source, Date, Confidence string
	Severity                 Severity
	Field                    filing.Field
}

// Cell is what one provider says of an aspect. Known is false if nothing is
// known of it; the points then tell what the program goes by instead.
type Cell struct {
	Provider string
	Known    bool
	Points   []Point
}

// Compared is an aspect over all providers, in the order asked for.
type Compared struct {
	Aspect Aspect
	Cells  []Cell
	Same   bool // all say the same, with words or with silence
}

// Side is one provider of a Comparison.
type Side struct {
	ID, Name     string
	Source, Date string
	Summary      Summary // of all findings there
}

// Comparison is one filing seen by several providers.
type Comparison struct {
	Sides []Side
	Rows  []Compared
}

// Compare looks at a filing as each provider would. Without a provider it
// takes all of the tables; an unknown one is left out. Nothing of the filing is
// changed. A filing without anything in it (f.ID and domain empty) gives no row
// of findings.
func Compare(f *filing.Filing, env Env, providers ...string) Comparison {
	t := env.Tables
	if t == nil {
		var err error
		if t, err = table.Builtin(); err != nil {
			return Comparison{} // a fault of the program; Check says so, too
		}
		env.Tables = t
	}
	if len(providers) == 0 {
		for _, p := range t.Providers {
			providers = append(providers, p.ID)
		}
	}
	var list []look
	for _, id := range providers {
		p, known := env.Profiles[id]
		if !known {
			if p = t.Provider(id); p.ID != id {
				continue
			}
		}
		if !slices.ContainsFunc(list, func(l look) bool { return l.p.ID == id }) {
			list = append(list, lookAt(f, env, p))
		}
	}
	var out Comparison
	for _, l := range list {
		out.Sides = append(out.Sides, Side{l.p.ID, l.p.Name, l.p.Source, l.p.Date, Summarise(l.found)})
	}
	for _, a := range aspects {
		if a.aspect == AspectFindings && f.ID == "" && f.Domain.Name == "" {
			continue
		}
		row := Compared{Aspect: a.aspect, Same: true}
		for i, l := range list {
			var c Cell
			if a.aspect == AspectFindings {
				c = Cell{Known: true, Points: own(list, i)}
			} else {
				c = a.cell(&l)
			}
			c.Provider = l.p.ID
			row.Cells = append(row.Cells, c)
			row.Same = row.Same && said(c) == said(row.Cells[0])
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// look is a filing seen by one provider.
type look struct {
	p      table.Provider
	t      *table.Set
	s      *scan
	found  []Finding
	needs  []Need
	person bool
	there  string // province
}

func lookAt(f *filing.Filing, env Env, p table.Provider) look {
	as := *f
	as.Provider = p.ID
	env.Provider = &p
	l := look{p: p, t: env.Tables, there: f.Region.Province}
	if s, err := newScan(&as, env); err == nil {
		l.s, l.found, l.needs, l.person = s, Check(&as, env), needs(s), s.person()
	}
	return l
}

// own are the findings of one provider that are not found at all others.
func own(list []look, at int) []Point {
	var out []Point
	for _, fd := range list[at].found {
		everywhere := true
		for i := range list {
			everywhere = everywhere && slices.ContainsFunc(list[i].found, func(x Finding) bool {
				return x.ID == fd.ID && x.Field == fd.Field && x.Severity == fd.Severity
			})
		}
		if !everywhere {
			out = append(out, Point{Text: fd.Text, Source: fd.Source, Date: fd.Date, Confidence: fd.Confidence, Severity: fd.Severity, Field: fd.Field})
		}
	}
	return out
}

// said is what a cell says, for comparing.
func said(c Cell) string {
	var b strings.Builder
	b.WriteString(strconv.FormatBool(c.Known))
	for _, p := range c.Points {
		b.WriteString("\n" + p.Text)
	}
	return b.String()
}

var aspects = []struct {
	aspect Aspect
	cell   func(*look) Cell
}{
	{AspectFindings, nil},
	{AspectAccepts, func(l *look) Cell {
		c := Cell{}
		say := func(answer, yes, no string) {
			if answer == "yes" || answer == "no" {
				c.Known = true
				c.Points = append(c.Points, l.of(map[string]string{"yes": yes, "no": no}[answer]))
			}
		}
		say(l.p.NaturalPersons, "个人可以备案", "不收个人备案")
		if l.there == "540000" || l.p.Tibet != "unknown" {
			say(l.p.Tibet, "收西藏的执照", "不收西藏的执照")
		}
		return l.facts(c, table.AboutAccount)
	}},
	{AspectPictures, (*look).pictures},
	{AspectPortrait, func(l *look) Cell {
		if l.p.Portrait == nil {
			return Cell{}
		}
		return Cell{Known: true, Points: []Point{point(l.p.Portrait.Fact)}}
	}},
	{AspectAgain, func(l *look) Cell {
		c := Cell{Known: len(l.p.Again) > 0}
		for _, x := range l.p.Again {
			c.Points = append(c.Points, l.of(x))
		}
		return c
	}},
	{AspectLetters, (*look).letters},
	{AspectMaterial, func(l *look) Cell { return l.facts(Cell{}, table.AboutMaterial) }},
	{AspectValidity, (*look).validity},
	{AspectQuotas, (*look).quotas},
	{AspectOrder, func(l *look) Cell {
		if l.p.OpenOrder == nil {
			c := l.facts(Cell{}, table.AboutOrder)
			if g := l.t.Provider(table.GenericProvider); g.OpenOrder != nil {
				c.Points = append(c.Points, Point{Text: "没有查到本家的说法，按通行的：" + g.OpenOrder.Text, Source: g.OpenOrder.Source, Date: g.OpenOrder.Date, Confidence: g.OpenOrder.Confidence})
			}
			return c
		}
		return l.facts(Cell{Known: true, Points: []Point{point(*l.p.OpenOrder)}}, table.AboutOrder)
	}},
	{AspectDays, (*look).days},
	{AspectForm, func(l *look) Cell {
		c := l.facts(Cell{}, table.AboutForm)
		if n := l.t.Console(l.p.ID).Own; n > 0 {
			c.Known = true
			c.Points = append(c.Points, Point{Text: "有 " + itoa(n) + " 个字段或图片查到了控制台里的名称"})
		}
		return c
	}},
}

func point(f table.Fact) Point {
	return Point{Text: f.Text, Source: f.Source, Date: f.Date, Confidence: f.Confidence}
}

// of is a point whose origin is that of the whole profile.
func (l *look) of(text string) Point {
	return Point{Text: text, Source: l.p.Source, Date: l.p.Date}
}

// facts adds the further facts about something to a cell.
func (l *look) facts(c Cell, about string) Cell {
	for _, a := range l.p.Facts {
		if a.About == about {
			c.Known = true
			c.Points = append(c.Points, point(a.Fact))
		}
	}
	return c
}

func (l *look) letters() Cell {
	c := Cell{}
	for _, n := range l.needs {
		if n.Letter != "" {
			text := "这份备案要交“" + n.Title + "”"
			if !n.Required {
				text = "“" + n.Title + "”接入商要求时再交"
			}
			c.Points = append(c.Points, Point{Text: text, Source: n.Source, Date: n.Date})
		}
	}
	return l.facts(c, table.AboutLetters)
}

func (l *look) validity() Cell {
	c := l.facts(Cell{}, table.AboutValidity)
	if !c.Known && l.p.ValidMonths > 0 {
		c.Points = append(c.Points, Point{Text: "没有查到本家的说法，证件按通行的剩余 " + itoa(l.p.ValidMonths) + " 个月以上检查", Source: "DERIVED", Date: l.p.Date, Confidence: "D"})
	}
	return c
}

func (l *look) quotas() Cell {
	c := Cell{}
	for _, id := range table.QuotaIDs {
		if q, ok := l.p.Quota(id, l.person, l.there); ok {
			c.Known = true
			c.Points = append(c.Points, point(q.Fact))
		}
	}
	return c
}

func (l *look) days() Cell {
	c := Cell{}
	for _, x := range []struct{ stage, name string }{{table.StageReview, "初审"}, {table.StageForward, "提交管局"}, {table.StageAdmin, "管局审核"}} {
		if d, ok := l.p.Days(x.stage, l.there); ok {
			c.Known = true
			p := point(d.Fact)
			p.Text = x.name + "：" + p.Text
			c.Points = append(c.Points, p)
		}
	}
	return c
}

func (l *look) pictures() Cell {
	row, own := l.t.PictureSize(l.p.ID)
	c := Cell{}
	if own {
		var parts []string
		add := func(ok bool, text string) {
			if ok {
				parts = append(parts, text)
			}
		}
		names := map[string]string{"jpeg": "JPG", "png": "PNG"}
		var formats []string
		for _, f := range row.Formats {
			formats = append(formats, names[f])
		}
		add(len(formats) > 0, strings.Join(formats, "、"))
		add(row.MinBytes > 0, "每张 "+size(row.MinBytes)+" 以上")
		add(row.MaxBytes > 0, "每张不超过 "+size(row.MaxBytes))
		add(row.LongMin > 0, "短边 "+itoa(row.ShortMin)+"、长边 "+itoa(row.LongMin)+" 像素以上")
		add(row.SideMax > 0, "边长不超过 "+itoa(row.SideMax)+" 像素")
		if c.Known = len(parts) > 0; c.Known {
			c.Points = append(c.Points, Point{Text: strings.Join(parts, "，"), Source: row.Source, Date: row.Date})
		}
		if row.Note != "" {
			c.Points = append(c.Points, Point{Text: row.Note, Source: row.Source, Date: row.Date})
		}
	}
	if row.MaxBytes == 0 || !own {
		c.Points = append(c.Points, Point{Text: "没有查到大小的上限，导出时按通用的最严要求"})
	}
	return c
}

// size writes a limit as pages do: 400 KB, 1.9 MB.
func size(n int) string {
	if n >= 1_000_000 {
		return strconv.FormatFloat(float64(n)/1e6, 'g', 3, 64) + " MB"
	}
	if n%1024 == 0 {
		return itoa(n/1024) + " KB"
	}
	return itoa(n/1000) + " KB"
}
