// Package help holds the articles of the built-in help: it reads them
// strictly, finds them by words, and knows which belongs to a field of the
// form. It is pure: no window, no disk beside the embedded files.
//
// An article is a text file with a head between two lines of "---" and a body
// in a small subset of Markdown (see parse.go). Its first paragraph is short
// enough to stand in the panel beside a field.
package help

// Groups in the order in which the list of topics shows them.
var Groups = []string{"入门", "六个步骤", "怎么填写", "怎么准备资料", "审核与之后", "本程序"}

// Article is one topic. It is read-only after loading.
type Article struct {
	ID       string   // file name without ".md", such as "site-name"
	Title    string   // at most 24 characters
	Group    string   // one of Groups
	Order    int      // place within the group, small first
	Keywords []string // other words by which a person may look for it
	Fields   []string // field paths (app/filing) it explains, or the head of such paths
	Source   string   // where the facts are from, for a person to read
	Date     string   // day of the newest of these sources, 2006-01-02
	Blocks   []Block  // the body; the first block is a paragraph

	text string // body without marks, for searching
}

// Lead is the first paragraph: what the topic is about and what to do, in two
// or three sentences.
func (a *Article) Lead() []Span { return a.Blocks[0].Spans }

// Text is the whole body without marks, blocks separated by line breaks.
func (a *Article) Text() string { return a.text }

// BlockKind says how a block is drawn.
type BlockKind int

// Kinds of blocks.
const (
	Paragraph BlockKind = iota
	Heading
	List
	TableBlock
	Note // something to look out for, drawn with a mark
	FlowBlock
	Code // words to be copied as they stand
)

// Block is one part of the body. Only the members of its kind are set.
type Block struct {
	Kind    BlockKind
	Spans   []Span   // Paragraph, Heading, Note, Code (one span)
	Items   [][]Span // List
	Ordered bool     // List: numbered
	Table   *Table
	Flow    *Flow
}

// Span is a run of words of one style.
type Span struct {
	Text string
	Bold bool
	Link string // "" or the id of an article or an https:// address
}

// Table is a grid; every row is as long as Head.
type Table struct {
	Head [][]Span
	Rows [][][]Span
}

// Flow is a chart of steps in lanes; a lane is who acts. Arrows run from each
// node to the next one, and back where a node says so.
type Flow struct {
	Lanes []string
	Nodes []Node
}

// Node is a box of a flow chart.
type Node struct {
	ID    string
	Lane  int    // index into Lanes
	Title string // in bold, a few words
	Note  string // under it: how long, or what
	Back  string // id of an earlier node to which it may return, or ""
	Why   string // written at the returning arrow
}

// Plain joins the words of spans.
func Plain(spans []Span) string {
	n := 0
	for _, s := range spans {
		n += len(s.Text)
	}
	b := make([]byte, 0, n)
	for _, s := range spans {
		b = append(b, s.Text...)
	}
	return string(b)
}
