package help

import (
	"fmt"
	"strings"
)

// inline reads **bold**, [[id]] (a link that shows the article's title, filled
// in when all are loaded) and [words](id or https://…).
func inline(s string) ([]Span, error) {
	var out []Span
	plain := func(t string) {
		if t != "" {
			out = append(out, Span{Text: t})
		}
	}
	for s != "" {
		at := strings.IndexAny(s, "*[`")
		if at < 0 {
			plain(s)
			break
		}
		plain(s[:at])
		s = s[at:]
		switch {
		case strings.HasPrefix(s, "**"):
			words, rest, ok := strings.Cut(s[2:], "**")
			if !ok || words == "" {
				return nil, fmt.Errorf("bold is not closed in %q", s)
			}
			out = append(out, Span{Text: words, Bold: true})
			s = rest
		case strings.HasPrefix(s, "[["):
			id, rest, ok := strings.Cut(s[2:], "]]")
			if !ok || id == "" {
				return nil, fmt.Errorf("link is not closed in %q", s)
			}
			out = append(out, Span{Link: id})
			s = rest
		case s[0] == '[':
			words, rest, ok := strings.Cut(s[1:], "](")
			to, rest, ok2 := strings.Cut(rest, ")")
			if !ok || !ok2 || words == "" || to == "" {
				return nil, fmt.Errorf("link is not closed in %q", s)
			}
			out = append(out, Span{Text: words, Link: to})
			s = rest
		default:
			return nil, fmt.Errorf("stray mark in %q", s)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("nothing where words are due")
	}
	return out, nil
}

// External tells whether a link leads out of the help to a web page.
func External(link string) bool { return strings.HasPrefix(link, "https://") }

// each calls fn for every run of spans in a body, in reading order.
func each(blocks []Block, fn func([]Span)) {
	for _, b := range blocks {
		if b.Spans != nil {
			fn(b.Spans)
		}
		for _, it := range b.Items {
			fn(it)
		}
		if b.Table != nil {
			for _, c := range b.Table.Head {
				fn(c)
			}
			for _, r := range b.Table.Rows {
				for _, c := range r {
					fn(c)
				}
			}
		}
		if b.Flow != nil {
			for _, n := range b.Flow.Nodes {
				fn([]Span{{Text: n.Title + " " + n.Note}})
			}
		}
	}
}

// plainText is one line per paragraph, item, row and node.
func plainText(blocks []Block) string {
	var lines []string
	for _, b := range blocks {
		if b.Table == nil {
			each([]Block{b}, func(s []Span) { lines = append(lines, Plain(s)) })
			continue
		}
		for _, row := range append([][][]Span{b.Table.Head}, b.Table.Rows...) {
			var cells []string
			for _, c := range row[1:] {
				cells = append(cells, Plain(c))
			}
			lines = append(lines, Plain(row[0])+"："+strings.Join(cells, "，"))
		}
	}
	return strings.Join(lines, "\n")
}
