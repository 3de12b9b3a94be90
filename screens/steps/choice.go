package steps

import (
	"slices"
	"strconv"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/screens/part"
	"beiandesk/screens/text"
	"beiandesk/screens/theme"

	"fyne.io/fyne/v2"
)

// choices asks for several codes of a table. Closed it shows what is chosen;
// open it shows all, by groups.
type choices struct {
	p      *Page
	path   filing.Field
	groups []choiceGroup
	labels map[int]string
	boxes  map[int]*part.Check
	chosen *fyne.Container
	all    *fyne.Container
	toggle *part.Button
	line   *part.Text
	box    *fyne.Container
}

type choiceGroup struct {
	name  string
	items []choiceItem
}

type choiceItem struct {
	code int
	name string
	mark string // a word behind the name, such as 可能需要审批
}

func newChoices(f *form, path string, groups []choiceGroup) *choices {
	t := text.Field(path)
	c := &choices{p: f.p, path: filing.Field(path), groups: groups, labels: map[int]string{}, boxes: map[int]*part.Check{},
		chosen: part.Flow(theme.S2), line: part.Hint(t.Hint)}
	c.all = part.Column(theme.S4)
	for _, g := range groups {
		var boxes []fyne.CanvasObject
		for _, i := range g.items {
			c.labels[i.code] = i.name
			words := i.name
			if i.mark != "" {
				words += "（" + i.mark + "）"
			}
			b := part.NewCheckBox(words, func(on bool) { c.turn(i.code, on) })
			c.boxes[i.code] = b
			boxes = append(boxes, b)
		}
		group := part.Column(theme.S1, part.Columns(3, theme.Px(180), theme.S2, boxes...))
		if g.name != "" {
			group.Objects = append([]fyne.CanvasObject{part.Hint(g.name)}, group.Objects...)
		}
		c.all.Add(group)
	}
	c.all.Hide()
	c.toggle = part.Link(text.ChangeChoice, c.flip)
	c.box = part.Column(theme.S2, part.Row(theme.S2, part.Strong(t.Label).One().Bold(false), part.Spring(), c.toggle), c.chosen, c.all, c.line)
	f.spots[c.path] = c.box
	f.also(func(bool) { c.show() })
	return c
}

func (c *choices) flip() {
	c.p.explain(string(c.path))
	if c.all.Visible() {
		c.all.Hide()
		c.toggle.SetLabel(text.ChangeChoice)
	} else {
		c.all.Show()
		c.toggle.SetLabel(text.FoldChoice)
	}
	c.box.Refresh()
	c.p.middle.Refresh()
}

// codes are the chosen codes; approvals carry a number behind "=".
func (c *choices) codes() []int {
	var out []int
	for _, s := range strings.FieldsFunc(c.p.s.Value(c.path), func(r rune) bool { return r == ',' || r == '\n' }) {
		s, _, _ = strings.Cut(s, "=")
		if n, err := strconv.Atoi(s); err == nil {
			out = append(out, n)
		}
	}
	return out
}

func (c *choices) turn(code int, on bool) {
	if c.path == "site.approvals" {
		c.turnApproval(code, on)
		return
	}
	codes := slices.DeleteFunc(c.codes(), func(n int) bool { return n == code })
	if on {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	words := make([]string, len(codes))
	for i, n := range codes {
		words[i] = strconv.Itoa(n)
	}
	c.p.s.Set(filing.Edit{Field: c.path, Value: strings.Join(words, ",")})
}

// typedApprovals are the prior approvals as the person sees them, also while
// they are being saved.
func typedApprovals(s *Session) []filing.Approval {
	var f filing.Filing
	if err := f.Set("site.approvals", s.Value("site.approvals")); err != nil {
		return s.Filing().Site.Approvals
	}
	return f.Site.Approvals
}

func (c *choices) turnApproval(code int, on bool) { tickApproval(c.p.s, code, on) }

// tickApproval keeps "none" and real approvals apart.
func tickApproval(s *Session, code int, on bool) {
	var lines []string
	for _, a := range typedApprovals(s) {
		if a.Item != code && (code != filing.NoApproval || !on) && (a.Item != filing.NoApproval || !on) {
			lines = append(lines, strconv.Itoa(a.Item)+"="+a.Number)
		}
	}
	if on {
		lines = append(lines, strconv.Itoa(code)+"=")
	}
	if len(lines) == 0 {
		lines = []string{strconv.Itoa(filing.NoApproval) + "="}
	}
	s.Set(filing.Edit{Field: "site.approvals", Value: strings.Join(lines, "\n")})
}

func (c *choices) show() {
	codes := c.codes()
	open := c.p.s.Filing().State.Editable()
	if c.toggle.SetEnabled(open); !open && c.all.Visible() {
		c.all.Hide()
		c.toggle.SetLabel(text.ChangeChoice)
	}
	var tags []fyne.CanvasObject
	for _, n := range codes {
		tags = append(tags, part.NewTag(part.Info, orElse(c.labels[n], strconv.Itoa(n))))
	}
	if len(tags) == 0 {
		tags = append(tags, part.Muted(text.NothingChosen).One())
	}
	c.chosen.Objects = tags
	c.chosen.Refresh()
	for n, b := range c.boxes {
		b.SetChecked(slices.Contains(codes, n))
	}
	if f, ok := wrongIn(c.p.s.View().Findings, c.path); ok {
		c.line.SetText(f.Text)
		c.line.SetColor(SeverityMark(f).Colour())
	} else {
		c.line.SetText(text.Field(string(c.path)).Hint)
		c.line.SetColor(theme.Muted)
	}
	c.line.Hidden = c.line.Text() == ""
	c.box.Refresh()
}
