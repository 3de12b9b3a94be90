package table

import (
	"cmp"
	"slices"
	"strings"

	"beiandesk/app/filing"
)

// ConsoleField is one field or picture as a provider's console asks for it.
// The rows of a provider stand before those of GenericProvider; what a
// provider does not name it inherits.
type ConsoleField struct {
	Provider string `json:"provider"`
	// Field is a path of a filing. "@principal.…" and "@manager.…" are the
	// fields of whoever holds the role, see filing.PersonOf.
	Field filing.Field `json:"field,omitempty"`
	Slot  filing.Slot  `json:"slot,omitempty"` // or a material, see Material
	Name  string       `json:"name"`           // on the console
	Page  string       `json:"page,omitempty"`
	Group string       `json:"group,omitempty"`
	// Order counts over the whole console. 0 = where the generic row stands.
	Order int    `json:"order,omitempty"`
	Hint  string `json:"hint,omitempty"`
	// Auto: the console fills it in from what was typed before.
	Auto       bool   `json:"auto,omitempty"`
	Confidence string `json:"confidence"`
	Origin
}

func (c *ConsoleField) key() string { return string(c.Field) + "|" + string(c.Slot) }

// Console is how one provider asks for everything.
type Console struct {
	Provider string
	Own      int // how many fields the provider names itself; 0 = all inherited
	fields   map[string]ConsoleField
}

// Origin sums up where the provider's own names are from: the sources, and the
// newest date.
func (c Console) Origin() (source, date string) {
	var tags []string
	for _, f := range c.fields {
		if f.Provider == c.Provider {
			tags = append(tags, strings.Split(f.Source, "; ")...)
			if f.Date != "不详" {
				date = max(date, f.Date)
			}
		}
	}
	slices.Sort(tags)
	return strings.Join(slices.Compact(tags), "; "), cmp.Or(date, "不详")
}

// Field returns how the console asks for a field (see ConsoleField.Field).
func (c Console) Field(p filing.Field) (ConsoleField, bool) {
	f, ok := c.fields[string(p)+"|"]
	return f, ok
}

// Slot returns how the console asks for a material; slots with a number give
// the row of their family.
func (c Console) Slot(s filing.Slot) (ConsoleField, bool) {
	switch {
	case s.IsApproval():
		s = "approval"
	case s.IsOther():
		s = "other"
	}
	f, ok := c.fields["|"+string(s)]
	return f, ok
}

// Console returns how a provider's console asks; an unknown or empty id gives
// the generic one.
func (s *Set) Console(provider string) Console {
	c := Console{Provider: s.Provider(provider).ID, fields: map[string]ConsoleField{}}
	for _, r := range s.ConsoleFields {
		if r.Provider == GenericProvider {
			c.fields[r.key()] = r
		}
	}
	if c.Provider == GenericProvider {
		return c
	}
	pages, groups := s.renamed(c.Provider)
	for k, r := range c.fields {
		r.Page, r.Group = cmp.Or(pages[r.Page], r.Page), cmp.Or(groups[r.Group], r.Group)
		c.fields[k] = r
	}
	for _, r := range s.ConsoleFields {
		if r.Provider == c.Provider {
			c.Own++
			base := c.fields[r.key()]
			r.Order = cmp.Or(r.Order, base.Order)
			r.Page, r.Group, r.Hint = cmp.Or(r.Page, base.Page), cmp.Or(r.Group, base.Group), cmp.Or(r.Hint, base.Hint)
			c.fields[r.key()] = r
		}
	}
	return c
}

// renamed tells what a provider calls the generic pages and groups, so that the
// fields it inherits stand beside its own. A name that is generic itself means
// that the field was moved, and one name stands for one page or group.
func (s *Set) renamed(provider string) (pages, groups map[string]string) {
	pages, groups = map[string]string{}, map[string]string{}
	generic, taken := map[string]bool{}, map[string]bool{}
	base := map[string]ConsoleField{}
	for _, r := range s.ConsoleFields {
		if r.Provider == GenericProvider {
			base[r.key()] = r
			generic[r.Page], generic[r.Group] = true, true
		}
	}
	note := func(m map[string]string, from, to string) {
		if to != "" && !generic[to] && !taken[to] && m[from] == "" {
			m[from], taken[to] = to, true
		}
	}
	for _, r := range s.ConsoleFields {
		if r.Provider == provider {
			note(pages, base[r.key()].Page, r.Page)
			note(groups, base[r.key()].Group, r.Group)
		}
	}
	return pages, groups
}

// linkConsoles checks the fields of the consoles: every field of a provider
// has a generic row to inherit from.
func (s *Set) linkConsoles(h head, fail func(string, ...any)) {
	generic, seen := map[string]bool{}, map[string]bool{}
	for i := range s.ConsoleFields {
		r := &s.ConsoleFields[i]
		row := r.Provider + " " + r.key()
		s.origin("console_fields", row, &r.Origin, h, fail)
		if seen[row] {
			fail("console_fields: %s twice", row)
		}
		seen[row] = true
		own := r.Provider == GenericProvider
		switch {
		case s.provider[r.Provider] == nil:
			fail("console_fields: %s: no such provider", row)
		case (r.Field == "") == (r.Slot == ""):
			fail("console_fields: %s: a field or a slot", row)
		case r.Name == "" || len(r.Confidence) != 1 || !slices.Contains([]byte(Confidences), r.Confidence[0]):
			fail("console_fields: %s has no name or no confidence", row)
		case own && (r.Order < 1 || r.Page == "" || r.Group == ""):
			fail("console_fields: %s: the generic row is incomplete", row)
		case r.Field != "" && !consolePath(r.Field):
			fail("console_fields: %s: no such field", row)
		case r.Slot != "" && s.material[string(r.Slot)] == nil:
			fail("console_fields: %s: no such material", row)
		}
		if own {
			generic[r.key()] = true
		}
	}
	for i := range s.ConsoleFields {
		if r := &s.ConsoleFields[i]; !generic[r.key()] {
			fail("console_fields: %s has no generic row", r.key())
		}
	}
}

// consolePath tells whether a field is one of a filing, or of a role.
func consolePath(p filing.Field) bool {
	for _, role := range []filing.Field{RolePrincipal, RoleManager} {
		if len(p) > len(role) && p[:len(role)] == role {
			p = "legal." + p[len(role):]
		}
	}
	return slices.Contains(made, p) || slices.Contains(filing.Fields(), p)
}

// Beginnings of ConsoleField.Field for whoever holds a role.
const (
	RolePrincipal filing.Field = "@principal."
	RoleManager   filing.Field = "@manager."
)

// Rows of a form that are made of more than one field, or of none.
const (
	SiteKind   filing.Field = "@site.kind"   // 服务类型: always 网站
	SiteDomain filing.Field = "@site.domain" // the domain, asked for again in the site's group
)

var made = []filing.Field{"organiser.address", SiteKind, SiteDomain}
