package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

// Blank stands in place of a value that is not there: room to write on paper.
const Blank = "____________"

// Report tells what Fill did with the placeholders, each once.
type Report struct {
	Filled  []string
	Empty   []string // known, but the value is not there: Blank stands
	Unknown []string // left as they are
}

// maxName is the longest name of a placeholder in characters; what is longer
// between braces is ordinary text.
const maxName = 40

// mark is a placeholder within a paragraph: bytes from, to of its joined text.
type mark struct {
	name     string
	from, to int
}

// piece is the text of one w:t: bytes of the part.
type piece struct {
	tag, begin, end int // where the tag begins, its content, and its end tag
	text            string
}

// paragraph with its pieces and the placeholders in them. Word divides text
// among runs wherever its proofing or an edit left a seam, so placeholders are
// looked for in the text of the whole paragraph.
type paragraph struct {
	pieces []piece
	marks  []mark
}

// scan finds the paragraphs of a part that hold placeholders.
func scan(data []byte) ([]paragraph, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var stack []*paragraph // paragraphs may stand within each other, in text boxes
	var out []paragraph
	var now *piece
	for {
		at := int(d.InputOffset())
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, damaged(err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			switch {
			case !isWord(x.Name):
			case x.Name.Local == "p":
				stack = append(stack, &paragraph{})
			case x.Name.Local == "t" && len(stack) > 0:
				now = &piece{tag: at, begin: int(d.InputOffset())}
			}
		case xml.CharData:
			if now != nil {
				now.text += string(x)
			}
		case xml.EndElement:
			switch {
			case !isWord(x.Name):
			case x.Name.Local == "t" && now != nil:
				now.end = at
				top := stack[len(stack)-1]
				top.pieces = append(top.pieces, *now)
				now = nil
			case x.Name.Local == "p" && len(stack) > 0:
				top := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				if top.find(); len(top.marks) > 0 {
					out = append(out, *top)
				}
			}
		}
	}
}

func isWord(n xml.Name) bool { return n.Space == nsW || n.Space == nsStrictW }

// braces as they are typed with and without a Chinese input method.
var braces = [][2]string{{"{{", "}}"}, {"｛｛", "｝｝"}}

// find looks for placeholders in the joined text.
func (p *paragraph) find() {
	var b strings.Builder
	for _, x := range p.pieces {
		b.WriteString(x.text)
	}
	text := b.String()
	for i := 0; i < len(text); {
		from, br := -1, braces[0]
		for _, c := range braces {
			if k := strings.Index(text[i:], c[0]); k >= 0 && (from < 0 || i+k < from) {
				from, br = i+k, c
			}
		}
		if from < 0 {
			return
		}
		inner := from + len(br[0])
		// "{{{{x}}": the innermost pair counts.
		for strings.HasPrefix(text[inner:], br[0][:len(br[0])/2]) {
			inner += len(br[0]) / 2
			from += len(br[0]) / 2
		}
		length := strings.Index(text[inner:], br[1])
		if length < 0 {
			return
		}
		name := strings.TrimSpace(text[inner : inner+length])
		if name == "" || len([]rune(name)) > maxName || strings.ContainsAny(name, "{}｛｝\n") {
			i = inner
			continue
		}
		i = inner + length + len(br[1])
		p.marks = append(p.marks, mark{name, from, i})
	}
}

// Fill puts values in place of the placeholders and gives the document. value
// returns ok = false for a name that it does not know. A mark, if not "", stands
// in red before everything else. The same values give the same bytes.
func (t *Template) Fill(mark string, value func(name string) (text string, ok bool)) ([]byte, Report, error) {
	var r Report
	words := map[string]string{} // what stands in place of a name
	for _, name := range t.names {
		v, ok := value(name)
		switch {
		case !ok:
			r.Unknown = append(r.Unknown, name)
			continue
		case strings.TrimSpace(v) == "":
			r.Empty = append(r.Empty, name)
			v = Blank
		default:
			r.Filled = append(r.Filled, name)
		}
		words[name] = v
	}
	z, err := zip.NewReader(bytes.NewReader(t.data), int64(len(t.data)))
	if err != nil {
		return nil, r, damaged(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		part, mine := t.parts[f.Name]
		if !mine {
			if err := w.Copy(f); err != nil {
				return nil, r, damaged(err)
			}
			continue
		}
		first := ""
		if f.Name == mainPart {
			first = mark
		}
		filled, err := fillPart(part, words, first)
		if err != nil {
			return nil, r, err
		}
		h := zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified}
		e, err := w.CreateHeader(&h)
		if err == nil {
			_, err = e.Write(filled)
		}
		if err != nil {
			return nil, r, damaged(err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, r, damaged(err)
	}
	return out.Bytes(), r, nil
}

// change of one stretch of bytes.
type change struct {
	from, to int
	with     string
}

func fillPart(data []byte, words map[string]string, mark string) ([]byte, error) {
	found, err := scan(data)
	if err != nil {
		return nil, err
	}
	var changes []change
	for _, p := range found {
		changes = append(changes, p.changes(data, words)...)
	}
	if mark != "" {
		at, p, err := bodyOf(data)
		if err != nil {
			return nil, err
		}
		changes = append(changes, change{at, at, markPara(mark, p)})
	}
	slices.SortFunc(changes, func(a, b change) int { return a.from - b.from })
	var out bytes.Buffer
	at := 0
	for _, c := range changes {
		out.Write(data[at:c.from])
		out.WriteString(c.with)
		at = c.to
	}
	out.Write(data[at:])
	return out.Bytes(), nil
}

// changes rewrites the pieces that a placeholder touches: its value stands in
// the piece where it begins, in that one's style, and the others lose their
// share of it.
func (p *paragraph) changes(data []byte, words map[string]string) []change {
	var out []change
	offset := 0
	for _, x := range p.pieces {
		begin, end := offset, offset+len(x.text)
		offset = end
		var text strings.Builder
		at, touched := begin, false
		for _, m := range p.marks {
			with, known := words[m.name]
			if !known || m.to <= begin || m.from >= end {
				continue
			}
			touched = true
			if m.from > at {
				text.WriteString(escape(x.text[at-begin : m.from-begin]))
			}
			if m.from >= begin {
				text.WriteString(lines(with, prefix(data, x)))
			}
			at = min(m.to, end)
		}
		if !touched {
			continue
		}
		text.WriteString(escape(x.text[at-begin:]))
		out = append(out, change{x.tag, x.end, preserve(data[x.tag:x.begin]) + text.String()})
	}
	return out
}

// preserve is the tag with the word that keeps blanks at its ends.
func preserve(tag []byte) string {
	s := string(tag)
	if strings.Contains(s, "xml:space") {
		return s
	}
	return strings.TrimSuffix(s, ">") + ` xml:space="preserve">`
}

// bodyOf finds where the body begins, and the prefix of the names there.
func bodyOf(data []byte) (at int, p string, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		before := int(d.InputOffset())
		tok, err := d.Token()
		if err != nil {
			return 0, "", damaged(err)
		}
		if x, ok := tok.(xml.StartElement); ok && isWord(x.Name) && x.Name.Local == "body" {
			tag := data[before:d.InputOffset()]
			if bytes.HasSuffix(tag, []byte("/>")) {
				return 0, "", damaged(errors.New("empty body"))
			}
			return int(d.InputOffset()), prefixOf(tag), nil
		}
	}
}

func markPara(mark, p string) string {
	a := func(name, value string) string { return " " + p + name + `="` + value + `"` }
	return "<" + p + "p><" + p + "pPr><" + p + "jc" + a("val", "right") + "/></" + p + "pPr><" + p + "r><" + p + "rPr><" + p + "b/><" + p + "color" + a("val", "B3263E") + "/></" + p + "rPr><" +
		p + "t>" + escape(mark) + "</" + p + "t></" + p + "r></" + p + "p>"
}

// prefix of the elements' names at a piece, "w:" as a rule.
func prefix(data []byte, x piece) string { return prefixOf(data[x.tag:x.begin]) }

func prefixOf(tag []byte) string {
	name := strings.TrimPrefix(string(tag), "<")
	if i := strings.IndexByte(name, ':'); i >= 0 && i < strings.IndexAny(name+" ", " >/") {
		return name[:i+1]
	}
	return ""
}

// lines escapes a value; its line ends become breaks.
func lines(value, p string) string {
	parts := strings.Split(strings.ReplaceAll(value, "\r\n", "\n"), "\n")
	for i := range parts {
		parts[i] = escape(parts[i])
	}
	return strings.Join(parts, "</"+p+"t><"+p+"br/><"+p+`t xml:space="preserve">`)
}
