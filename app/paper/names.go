package paper

import "strconv"

// names asks Names and keeps a code that it does not know visible.
type names struct{ n Names }

func (n names) area(code string) string {
	switch {
	case code == "":
		return ""
	case n.n != nil && n.n.Area(code) != "":
		return n.n.Area(code)
	}
	return "代码 " + code
}

func (n names) of(name func(Names, int) string, code int) string {
	switch {
	case code == 0:
		return ""
	case n.n != nil && name(n.n, code) != "":
		return name(n.n, code)
	}
	return "代码 " + strconv.Itoa(code)
}

func (n names) nature(code int) string      { return n.of(Names.Nature, code) }
func (n names) certificate(code int) string { return n.of(Names.Certificate, code) }
func (n names) content(code int) string     { return n.of(Names.Content, code) }
func (n names) language(code int) string    { return n.of(Names.Language, code) }
func (n names) approval(code int) string    { return n.of(Names.Approval, code) }

// source turns the tags of a finding's source into words.
func (n names) source(tags string) string {
	if s, ok := n.n.(interface{ Source(tags string) string }); ok {
		if words := s.Source(tags); words != "" {
			return words
		}
	}
	return tags
}
