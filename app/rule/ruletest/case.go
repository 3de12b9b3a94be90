package ruletest

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// The made-up filings are written down by hand, with what is right about them
// by the sources and not by what the program says: docs/contributing.md tells
// how.
//
//go:embed filings/*.txt
var caseFiles embed.FS

// Case is one made-up filing and what must be found in it.
type Case struct {
	Name     string // "天津 · 主体负责人另有其人"
	At       string // file and line
	Province string // six digits
	Kind     filing.Kind
	Provider string // "" = generic
	Nature   int
	changes  []string
	Want     []Wanted // sorted; what only informs is left out
}

// Wanted is a finding that must be there: severity, rule, the row behind it
// ("" = none or the rule is the row) and where it is mended.
type Wanted struct {
	Severity rule.Severity
	ID, Row  string
	Field    filing.Field
}

func (w Wanted) String() string {
	id := w.ID
	if w.Row != "" {
		id += "/" + w.Row
	}
	return fmt.Sprintf("%s %s %s", w.Severity, id, w.Field)
}

// Good tells whether nothing may block.
func (c *Case) Good() bool {
	return !slices.ContainsFunc(c.Want, func(w Wanted) bool { return w.Severity == rule.Block })
}

// Uses tells whether a change is among those of the filing.
func (c *Case) Uses(verb string) bool {
	return slices.ContainsFunc(c.changes, func(ch string) bool { return ch == verb || strings.HasPrefix(ch, verb+" ") })
}

// Found is what of a look is compared with Want: what blocks or warns.
func Found(list []rule.Finding) []Wanted {
	var out []Wanted
	for _, f := range list {
		if f.Severity == rule.Info {
			continue
		}
		w := Wanted{f.Severity, f.ID, f.Row, f.Field}
		if w.Row == w.ID {
			w.Row = ""
		}
		out = append(out, w)
	}
	return sorted(out)
}

func sorted(list []Wanted) []Wanted {
	slices.SortFunc(list, func(a, b Wanted) int { return strings.Compare(a.String(), b.String()) })
	return list
}

// Cases are all made-up filings, file by file.
func Cases() ([]Case, error) {
	names, err := fs.Glob(caseFiles, "filings/*.txt")
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, n := range names {
		data, err := caseFiles.ReadFile(n)
		if err != nil {
			return nil, err
		}
		list, err := ReadCases(strings.TrimPrefix(n, "filings/"), string(data))
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

var kindWords = map[string]filing.Kind{"首次": filing.KindFirst, "新增": filing.KindNewSite, "新增无主体": filing.KindNewSiteElsewhere, "转入": filing.KindAccess,
	"变更": filing.KindChange, "未判定": filing.KindUnknown}

var natureWords = map[string]int{"企业": 4, "机关": 2, "事业": 3, "个人": 5, "社团": 6, "民非": 9, "基金会": 10, "律所": 11, "群团": 13, "宗教": 15, "医疗": 17}

// ReadCases reads the text of one file. A case begins with a line at the
// margin: province, nature, kind, provider, "—", what it is about. The
// indented lines below hold changes, or what must be found, parted by "; ".
func ReadCases(file, text string) ([]Case, error) {
	var out []Case
	in := bufio.NewScanner(strings.NewReader(text))
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		at := fmt.Sprintf("%s:%d", file, n)
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case !strings.HasPrefix(line, " "):
			c, err := header(line)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", at, err)
			}
			c.At = at
			out = append(out, c)
		case len(out) == 0:
			return nil, fmt.Errorf("%s: no filing stands before it", at)
		default:
			c := &out[len(out)-1]
			for part := range strings.SplitSeq(strings.TrimSpace(line), "; ") {
				if err := c.add(part); err != nil {
					return nil, fmt.Errorf("%s: %w", at, err)
				}
			}
		}
	}
	for i := range out {
		sorted(out[i].Want)
	}
	return out, in.Err()
}

func header(line string) (Case, error) {
	head, about, ok := strings.Cut(line, " — ")
	w := strings.Fields(head)
	if !ok || len(w) != 4 || strings.TrimSpace(about) == "" {
		return Case{}, fmt.Errorf("%q is not “省份 性质 类型 接入商 — 说明”", line)
	}
	c := Case{Name: w[0] + " · " + about}
	for _, p := range Tables().Provinces {
		if p.Name == w[0] {
			c.Province = p.Code
		}
	}
	var okNature, okKind bool
	c.Nature, okNature = natureWords[w[1]]
	c.Kind, okKind = kindWords[w[2]]
	known := w[3] == "generic"
	for _, p := range Tables().Providers {
		if p.ID == w[3] && !known {
			known, c.Provider = true, p.ID
		}
	}
	if c.Province == "" || !okNature || !okKind || !known {
		return Case{}, fmt.Errorf("unknown word in %q", head)
	}
	return c, nil
}

func (c *Case) add(part string) error {
	verb, rest, _ := strings.Cut(part, " ")
	sev := rule.Severity(verb)
	if sev != rule.Block && sev != rule.Warn {
		if _, ok := verbs[verb]; !ok {
			return fmt.Errorf("unknown change %q", verb)
		}
		c.changes = append(c.changes, part)
		return nil
	}
	id, field, ok := strings.Cut(rest, " ")
	if !ok {
		return fmt.Errorf("%q names no field", part)
	}
	id, row, _ := strings.Cut(id, "/")
	c.Want = append(c.Want, Wanted{sev, id, row, filing.Field(field)})
	return nil
}

// Make builds the filing: a good one of that province and nature, changed,
// with its materials and answers, and then with what is missing of them.
func (c *Case) Make() (*filing.Filing, rule.Env, error) {
	env := Env()
	f := Good(c.Province, base(c.Nature))
	f.Provider = c.Provider
	if c.Nature != f.Organiser.Nature {
		become(f, c.Nature)
	}
	Kind(f, c.Kind)
	if p := Tables().Provider(c.Provider); p.HomeURL == "bare" {
		f.Site.HomeURL = f.Domain.Name
	}
	for _, late := range []bool{false, true} {
		for _, ch := range c.changes {
			verb, rest, _ := strings.Cut(ch, " ")
			v := verbs[verb]
			if v.late != late {
				continue
			}
			if err := v.do(f, &env, rest); err != nil {
				return nil, env, fmt.Errorf("%s: %s: %w", c.At, ch, err)
			}
		}
		if !late {
			Complete(f, env)
		}
	}
	return f, env, nil
}
