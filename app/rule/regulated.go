package rule

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Place is where a word of a regulated field stands.
type Place struct {
	Field    filing.Field
	Word     string
	Sentence string // the clause around it, at most 60 characters, cut ends marked with …
	From, To int    // bytes of Word in Sentence
	// Settled is why the word does not count (不含, 除…外, 不得, 非), "" if it does.
	Settled string
}

// Regulated is a regulated field of which words were found, or a demand of one
// province alone (Item 0).
type Regulated struct {
	Item       int
	Name       string // 出版; 食品
	Document   string // needed if the business touches it, "" = none known
	Authority  string
	Statement  string       // to hand in if it does not, in the province's variant; "" = none is known
	Advice     string       // one sentence more, "" = nothing
	Conflict   []table.Said // what other sources say
	Row        string       // of province_rules.json
	Confidence string
	Source     string
	Date       string
	Places     []Place // those that count first
	Chosen     bool    // the item is ticked
}

// Counts tells whether any place counts.
func (r Regulated) Counts() bool {
	return slices.ContainsFunc(r.Places, func(p Place) bool { return p.Settled == "" })
}

// lookIn are the fields that reviewers search.
var lookIn = []filing.Field{"organiser.name", "organiser.scope", "site.name", "site.contents"}

// innocent are longer words in which a trigger does not mean its field.
var innocent = map[string][]string{
	"道教": {"街道教", "大道教", "管道教", "渠道教", "频道教", "通道教", "跑道教", "轨道教", "航道教"},
	"新闻": {"新闻纸"},
	"广播": {"广播体操"},
	"教育": {"教育部门", "教育局"},
	"基金": {"基金会"}, // a body of its own kind, registered by the civil affairs
}

// RegulatedWords lists the regulated fields at which words of the name, the
// business scope, the site's name and its content point, with every place, also
// those that a negation settles. What counts comes first. Items without a place
// are not listed.
func RegulatedWords(f *filing.Filing, env Env) []Regulated {
	s, err := newScan(f, env)
	if err != nil {
		return nil
	}
	return s.regulated()
}

// from names the row that says so.
func (r *Regulated) from(row bureauRow) {
	r.Row, r.Confidence, r.Conflict, r.Source, r.Date = row.ID, row.Confidence, row.Conflict, row.Source, row.Date
}

// regulated works them out once for a look.
func (s *scan) regulated() []Regulated {
	if s.touched == nil {
		s.touched = append([]Regulated{}, s.lookForWords()...)
	}
	return s.touched
}

func (s *scan) lookForWords() []Regulated {
	taken := map[int]bool{}
	for _, a := range s.approvals() {
		taken[a.Item] = true
	}
	var out []Regulated
	for _, a := range s.t.Approvals {
		if a.Status != "active" || len(a.Provinces) > 0 && !slices.Contains(a.Provinces, s.f.Region.Province) {
			continue
		}
		r := Regulated{Item: a.Code, Name: a.Name, Document: a.Document, Authority: a.Authority, Source: a.Source, Date: a.Date, Chosen: taken[a.Code], Confidence: "A"}
		list := s.t.TriggersFor(a, s.f.Region.Province)
		for _, p := range lookIn {
			r.Places = append(r.Places, s.places(p, list, a.Code)...)
		}
		if st, ok := s.t.StatementFor(s.f.Region.Province, a.Code); ok {
			r.Statement, r.Advice = st.Name, sentence(st.Text)
			r.from(st.Row())
		}
		out = append(out, r)
	}
	for _, d := range s.t.Demands(s.f.Region.Province) {
		r := Regulated{Name: d.Title, Document: d.Document, Statement: d.Name, Advice: sentence(d.Text)}
		r.from(d.Row())
		fields := lookIn
		if len(d.Fields) > 0 {
			fields = nil
			for _, p := range d.Fields {
				fields = append(fields, filing.Field(p))
			}
		}
		for _, p := range fields {
			r.Places = append(r.Places, s.places(p, d.Words, 0)...)
		}
		out = append(out, r)
	}
	out = slices.DeleteFunc(out, func(r Regulated) bool { return len(r.Places) == 0 })
	for _, r := range out {
		slices.SortStableFunc(r.Places, func(a, b Place) int { return settledLast(a.Settled) - settledLast(b.Settled) })
	}
	slices.SortStableFunc(out, func(a, b Regulated) int { return counting(b) - counting(a) })
	return out
}

func sentence(clause string) string {
	if clause == "" {
		return ""
	}
	return clause + "。"
}

func settledLast(why string) int {
	if why == "" {
		return 0
	}
	return 1
}

func counting(r Regulated) int {
	if r.Counts() {
		return 1
	}
	return 0
}

// contentItems are service contents that belong to an item by what they are,
// though its words do not stand in their names.
var contentItems = map[int]int{13: 9, 14: 9, 15: 10, 21: 14, 30: 13, 31: 13, 32: 13, 33: 13, 10: 13, 11: 13, 12: 13, 29: 13, 5: 1}

// places finds words in a field. The content is searched by the names of the
// chosen codes.
func (s *scan) places(p filing.Field, list []string, item int) []Place {
	if p != "site.contents" {
		v, _ := s.f.Get(p)
		return findWords(p, v, list)
	}
	var out []Place
	for _, c := range s.f.Site.Contents {
		x, ok := s.t.Content(c)
		if !ok {
			continue
		}
		found := findWords(p, x.Name, list)
		if len(found) == 0 && item != 0 && contentItems[c] == item {
			found = []Place{{Field: p, Word: x.Name, Sentence: x.Name, To: len(x.Name)}}
		}
		out = append(out, found...)
	}
	return out
}

// findWords finds every place of the words; of two that overlap the longer.
func findWords(p filing.Field, text string, list []string) []Place {
	if text == "" {
		return nil
	}
	type span struct{ from, to int }
	var spans []span
	for _, w := range list {
		for at := 0; w != ""; {
			i := strings.Index(text[at:], w)
			if i < 0 {
				break
			}
			from := at + i
			at = from + len(w)
			if !insideAny(text, innocent[w], from, at) {
				spans = append(spans, span{from, at})
			}
		}
	}
	if len(spans) == 0 {
		return nil
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	pieces := excluded(text)
	var out []Place
	last := 0
	for _, x := range spans {
		if x.from < last {
			continue
		}
		last = x.to
		pl := Place{Field: p, Word: text[x.from:x.to], Settled: notDone(text, pieces, x.from, x.to)}
		pl.Sentence, pl.From, pl.To = around(text, x.from, x.to)
		out = append(out, pl)
	}
	return out
}

func insideAny(text string, longer []string, from, to int) bool {
	for _, w := range longer {
		for at := 0; ; {
			i := strings.Index(text[at:], w)
			if i < 0 {
				break
			}
			if at+i <= from && to <= at+i+len(w) {
				return true
			}
			at += i + len(w)
		}
	}
	return false
}

// around cuts the clause out in which a word stands, and not more than 24
// characters to each side.
func around(text string, from, to int) (clause string, at, end int) {
	left, right := from, to
	for n := 0; left > 0 && n < 24; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:left])
		if strings.ContainsRune("；;。\n", r) {
			break
		}
		left -= size
	}
	for n := 0; right < len(text) && n < 24; n++ {
		r, size := utf8.DecodeRuneInString(text[right:])
		if strings.ContainsRune("；;。\n", r) {
			break
		}
		right += size
	}
	cut := func(i int) bool { return i > 0 && i < len(text) && !strings.ContainsAny(text[i-1:i], "\n") }
	head, tail := "", ""
	if r, _ := utf8.DecodeLastRuneInString(text[:left]); cut(left) && !strings.ContainsRune("；;。\n", r) {
		head = "…"
	}
	if r, _ := utf8.DecodeRuneInString(text[right:]); cut(right) && !strings.ContainsRune("；;。\n", r) {
		tail = "…"
	}
	return head + text[left:right] + tail, len(head) + from - left, len(head) + to - left
}

// WordsOf lists the words that count, each once.
func (r Regulated) WordsOf(p filing.Field) []string {
	var out []string
	for _, x := range r.Places {
		if x.Field == p && x.Settled == "" && !slices.Contains(out, x.Word) {
			out = append(out, x.Word)
		}
	}
	return out
}

// Key tells one Regulated of a filing from the others.
func (r Regulated) Key() string {
	if r.Item != 0 {
		return strconv.Itoa(r.Item)
	}
	return r.Row + " " + r.Name
}

// regulatedIn calls look for every field with words that count and that no
// choice and no uploaded statement settles.
func (s *scan) regulatedIn(look func(r Regulated, p filing.Field, found []string)) {
	if m, ok := s.f.Material(SlotNoApproval); ok && m.Picture != "" {
		return
	}
	for _, r := range s.regulated() {
		if r.Chosen {
			continue
		}
		for _, p := range append(slices.Clone(lookIn), "domain.name") {
			if found := r.WordsOf(p); len(found) > 0 {
				look(r, p, found)
			}
		}
	}
}
