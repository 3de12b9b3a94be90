package help

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The body knows: paragraphs (lines run together), "## heading", "- item",
// "1. item", "| a | b |" with a second line of dashes, "> note", a flow chart
// between "```flow" and "```", and words to copy between "```code" and "```".
// Anything else is a mistake of the author
// and refused, so that no mark ever shows as text.

// parse reads one file. name is the file name, used in errors and as the id.
func parse(name, src string) (*Article, error) {
	a := &Article{ID: strings.TrimSuffix(name, ".md")}
	src = strings.ReplaceAll(src, "\r\n", "\n")
	rest, ok := strings.CutPrefix(src, "---\n")
	if !ok {
		return nil, fmt.Errorf("%s: does not begin with ---", name)
	}
	head, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return nil, fmt.Errorf("%s: head is not closed by ---", name)
	}
	if err := a.head(head); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := a.body(body); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
}

func (a *Article) head(src string) error {
	seen := map[string]bool{}
	for _, line := range strings.Split(src, "\n") {
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		if !ok || value == "" && key != "fields" {
			return fmt.Errorf("head line %q", line)
		}
		if seen[key] {
			return fmt.Errorf("%s is given twice", key)
		}
		seen[key] = true
		switch key {
		case "id":
			if value != a.ID {
				return fmt.Errorf("id %s differs from the file name", value)
			}
		case "title":
			a.Title = value
		case "group":
			a.Group = value
		case "order":
			n, err := strconv.Atoi(value)
			if err != nil {
				return fmt.Errorf("order: %w", err)
			}
			a.Order = n
		case "keywords":
			a.Keywords = list(value)
		case "fields":
			a.Fields = list(value)
		case "source":
			a.Source = value
		case "date":
			if _, err := time.Parse("2006-01-02", value); err != nil {
				return fmt.Errorf("date: %w", err)
			}
			a.Date = value
		default:
			return fmt.Errorf("unknown key %q", key)
		}
	}
	for _, key := range []string{"id", "title", "group", "order", "keywords", "fields", "source", "date"} {
		if !seen[key] {
			return fmt.Errorf("%s is missing", key)
		}
	}
	if !slices.Contains(Groups, a.Group) {
		return fmt.Errorf("unknown group %q", a.Group)
	}
	if utf8.RuneCountInString(a.Title) > 24 {
		return fmt.Errorf("title is longer than 24 characters")
	}
	return nil
}

// list splits "a, b" and drops blanks.
func list(s string) []string {
	var out []string
	for _, p := range strings.Split(s, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (a *Article) body(src string) error {
	lines := strings.Split(src, "\n")
	for i := 0; i < len(lines); {
		line := strings.TrimRight(lines[i], " ")
		if line == "" {
			i++
			continue
		}
		take := func(same func(string) bool) []string {
			from := i
			for i < len(lines) && same(lines[i]) {
				i++
			}
			return lines[from:i]
		}
		b, err := Block{}, error(nil)
		switch kindOf(line) {
		case "heading":
			b.Kind = Heading
			b.Spans, err = inline(strings.TrimPrefix(line, "## "))
			i++
		case "note":
			b.Kind = Note
			b.Spans, err = inline(joined(take(is("note")), "> "))
		case "item", "number":
			k := kindOf(line)
			b.Kind, b.Ordered = List, k == "number"
			b.Items, err = items(take(is(k)))
		case "row":
			b.Kind = TableBlock
			b.Table, err = table(take(is("row")))
		case "flow", "code":
			i++
			inner := take(func(s string) bool { return s != "```" })
			if i == len(lines) {
				return fmt.Errorf("%s is not closed", line)
			}
			i++
			if b.Kind = FlowBlock; line == "```flow" {
				b.Flow, err = flow(inner)
				break
			}
			b.Kind, b.Spans = Code, []Span{{Text: strings.Join(inner, "\n")}}
		case "text":
			b.Kind = Paragraph
			b.Spans, err = inline(joined(take(is("text")), ""))
		default:
			return fmt.Errorf("line %q is none of the known blocks", line)
		}
		if err != nil {
			return err
		}
		a.Blocks = append(a.Blocks, b)
	}
	if len(a.Blocks) == 0 || a.Blocks[0].Kind != Paragraph {
		return fmt.Errorf("the first block is no paragraph")
	}
	a.text = plainText(a.Blocks)
	return nil
}

func is(kind string) func(string) bool {
	return func(line string) bool { return kindOf(strings.TrimRight(line, " ")) == kind }
}

func kindOf(line string) string {
	switch {
	case line == "":
		return ""
	case strings.HasPrefix(line, "## "):
		return "heading"
	case strings.HasPrefix(line, "> "):
		return "note"
	case strings.HasPrefix(line, "- "):
		return "item"
	case strings.HasPrefix(line, "|"):
		return "row"
	case line == "```flow", line == "```code":
		return line[3:]
	case numbered(line) != line:
		return "number"
	case strings.ContainsAny(line[:1], "#>-*`+ \t"):
		if strings.HasPrefix(line, "**") {
			return "text"
		}
		return "unknown"
	}
	return "text"
}

// numbered cuts "12. " off a line.
func numbered(line string) string {
	n, rest, ok := strings.Cut(line, ". ")
	if _, err := strconv.Atoi(n); !ok || err != nil {
		return line
	}
	return rest
}

// joined runs lines together without a blank, as Chinese is written; between
// two Latin letters a blank is put.
func joined(lines []string, mark string) string {
	var b strings.Builder
	for _, l := range lines {
		l = strings.TrimSpace(strings.TrimPrefix(l, mark))
		if s := b.String(); s != "" && l != "" && s[len(s)-1] < 0x80 && l[0] < 0x80 {
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

func items(lines []string) ([][]Span, error) {
	var out [][]Span
	for _, l := range lines {
		l = strings.TrimPrefix(l, "- ")
		spans, err := inline(strings.TrimSpace(numbered(l)))
		if err != nil {
			return nil, err
		}
		out = append(out, spans)
	}
	return out, nil
}

func table(lines []string) (*Table, error) {
	if len(lines) < 3 || strings.Trim(lines[1], "|- ") != "" {
		return nil, fmt.Errorf("table %q needs a head, a line of dashes and a row", lines[0])
	}
	t := &Table{}
	for i, l := range lines {
		if i == 1 {
			continue
		}
		l = strings.TrimSpace(l)
		if len(l) < 2 || !strings.HasSuffix(l, "|") {
			return nil, fmt.Errorf("table row %q is not closed by |", l)
		}
		var row [][]Span
		for _, c := range strings.Split(l[1:len(l)-1], "|") {
			spans, err := inline(strings.TrimSpace(c))
			if err != nil {
				return nil, err
			}
			row = append(row, spans)
		}
		if i == 0 {
			t.Head = row
			continue
		}
		if len(row) != len(t.Head) {
			return nil, fmt.Errorf("table row %q has %d cells, the head %d", l, len(row), len(t.Head))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// flow reads "lanes: A | B" and then one node a line: id | lane (1…) | title |
// note, with "| back: id why" at the end if it may return.
func flow(lines []string) (*Flow, error) {
	f := &Flow{}
	seen := map[string]bool{}
	for _, l := range lines {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		if rest, ok := strings.CutPrefix(l, "lanes:"); ok {
			f.Lanes = cells(rest)
			continue
		}
		c := cells(l)
		if len(c) != 4 && len(c) != 5 {
			return nil, fmt.Errorf("flow node %q", l)
		}
		lane, err := strconv.Atoi(c[1])
		if err != nil || lane < 1 || lane > len(f.Lanes) {
			return nil, fmt.Errorf("flow node %q: lane", l)
		}
		n := Node{ID: c[0], Lane: lane - 1, Title: c[2], Note: c[3]}
		if seen[n.ID] || n.ID == "" || n.Title == "" {
			return nil, fmt.Errorf("flow node %q: id or title", l)
		}
		if len(c) == 5 {
			rest, ok := strings.CutPrefix(c[4], "back: ")
			n.Back, n.Why, _ = strings.Cut(rest, " ")
			if !ok || !seen[n.Back] {
				return nil, fmt.Errorf("flow node %q: back", l)
			}
		}
		seen[n.ID] = true
		f.Nodes = append(f.Nodes, n)
	}
	if len(f.Nodes) < 2 {
		return nil, fmt.Errorf("flow chart has fewer than two nodes")
	}
	return f, nil
}

func cells(s string) []string {
	c := strings.Split(s, "|")
	for i := range c {
		c[i] = strings.TrimSpace(c[i])
	}
	return c
}
