package paper

import (
	"cmp"
	"slices"
	"strings"

	"beiandesk/app/filing"
)

// Asked is how a console asks for one field or picture.
type Asked struct {
	Name        string // on the console
	Page, Group string
	Order       int // over the whole console
	Hint        string
	Auto        bool // the console fills it in from what was typed before
	Own         bool // the provider's own words; false = inherited from the generic console
}

// Console tells how a provider's console asks. The paths are those of
// console_fields.json: "@principal.…" and "@manager.…" for whoever holds the
// role, "@site.…" for what the site's group asks besides.
type Console interface {
	Field(p filing.Field) (Asked, bool)
	Slot(s filing.Slot) (Asked, bool)
}

// ConsoleOf returns the console of a provider ("" = generic) if words know the
// consoles: Names may also have a method Console(provider string) Console.
func ConsoleOf(words Names, provider string) (Console, bool) {
	c, ok := words.(interface{ Console(provider string) Console })
	if !ok {
		return nil, false
	}
	return c.Console(provider), true
}

// ConsoleRow is a row as one provider's console asks for it.
type ConsoleRow struct {
	Row
	Name string // on the console; "" = the console's name is not known, Label stands
	Auto bool
}

// Called is what stands on the console.
func (r ConsoleRow) Called() string { return cmp.Or(r.Name, r.Label) }

// Ours is the program's own label where the console calls it otherwise, else "".
func (r ConsoleRow) Ours() string {
	if r.Name == "" || r.Name == r.Label {
		return ""
	}
	return r.Label
}

// ConsoleSection is a group of rows on one page of a console.
type ConsoleSection struct {
	Page, Title string
	Rows        []ConsoleRow
}

// ConsoleForm lists the rows of Form in the order of a provider's console and
// with its names. Without a console it is Form.
func ConsoleForm(f *filing.Filing, words Names, provider string) []ConsoleSection {
	form := Form(f, words)
	console, ok := ConsoleOf(words, provider)
	if !ok {
		var out []ConsoleSection
		for _, s := range form {
			x := ConsoleSection{Title: s.Title}
			for _, r := range s.Rows {
				x.Rows = append(x.Rows, ConsoleRow{Row: r})
			}
			out = append(out, x)
		}
		return out
	}
	type placed struct {
		asked Asked
		row   ConsoleRow
		holds string // who holds the role that is asked for, "" if none is
	}
	var list []placed
	last := 0
	for _, s := range form {
		site := len(s.Rows) > 0 && s.Rows[0].Field == "site.name"
		for _, r := range s.Rows {
			key := consoleKey(f, r, site)
			a, known := console.Field(key)
			if !known { // stays behind the row before it
				a = Asked{Page: s.Title, Group: s.Title, Order: last}
			}
			last = a.Order
			row := ConsoleRow{Row: r, Name: a.Name, Auto: a.Auto}
			if a.Own && a.Hint != "" {
				row.Note = joinNotes(a.Hint, r.Note)
			}
			list = append(list, placed{a, row, holder(f, key)})
		}
	}
	slices.SortStableFunc(list, func(a, b placed) int { return cmp.Compare(a.asked.Order, b.asked.Order) })
	var out []ConsoleSection
	group := ""
	for _, x := range list {
		if n := len(out); n == 0 || out[n-1].Page != x.asked.Page || group != x.asked.Group {
			group = x.asked.Group
			out = append(out, ConsoleSection{Page: x.asked.Page, Title: group})
		}
		at := &out[len(out)-1]
		if x.holds != "" {
			at.Title = group + "（" + x.holds + "）"
		}
		at.Rows = append(at.Rows, x.row)
	}
	return out
}

func joinNotes(own, ours string) string {
	if ours == "" || strings.Contains(own, ours) {
		return own
	}
	return own + "；" + ours
}

// consoleKey is the path by which a console knows a row: persons by their role.
func consoleKey(f *filing.Filing, r Row, site bool) filing.Field {
	switch {
	case site && r.Field == "":
		return "@site.kind"
	case site && r.Field == "domain.name":
		return "@site.domain"
	}
	block, name, ok := strings.Cut(string(r.Field), ".")
	if !ok {
		return r.Field
	}
	if _, at := f.PersonOf(filing.RolePrincipal); at == block {
		return filing.Field("@principal." + name)
	}
	if _, at := f.PersonOf(filing.RoleManager); at == block {
		return filing.Field("@manager." + name)
	}
	return r.Field
}

// holder tells who holds the role that a path asks for, "" if it asks for none.
func holder(f *filing.Filing, key filing.Field) string {
	role := filing.RolePrincipal
	switch {
	case strings.HasPrefix(string(key), "@manager."):
		role = filing.RoleManager
	case !strings.HasPrefix(string(key), "@principal."):
		return ""
	}
	_, at := f.PersonOf(role)
	return map[string]string{"legal": "法定代表人", "agent": "代办人", "principal": "不是法定代表人"}[at]
}
