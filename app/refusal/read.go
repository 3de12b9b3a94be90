package refusal

import (
	"strings"

	"beiandesk/app/filing"
	"beiandesk/app/rule"
	"beiandesk/app/rule/table"
)

// MaxText is how much of a reviewer's text is taken, in characters; the
// longest seen is a tenth of it.
const MaxText = 4000

// Item is a piece of the pasted text with what was found in it. Items follow
// each other without a gap, as pieces do.
type Item struct {
	Piece
	Match
	Words string // of the piece without number and stops
	Field filing.Field
}

// Read cuts a reviewer's text into reasons and finds what each is about. f is
// the filing it is for, needs its materials (rule.Needs).
func Read(text string, f *filing.Filing, needs []rule.Need, m *Matcher) []Item {
	var out []Item
	heading := ""
	for _, p := range Split(text) {
		words := Words(text[p.From:p.To])
		whole := m.Match(words, heading, f.Provider)
		if p.Heading && whole.Confidence != Told && !whole.found() {
			heading = words
			out = append(out, Item{Piece: p, Match: Match{Aside: true}, Words: words})
			continue
		}
		where := func(reason, words string) filing.Field { return Where(m.tables, reason, words, f, needs) }
		for _, it := range m.parts(text, p, whole, heading, f.Provider, where) {
			if !it.found() && !it.Aside && aside(it.Words) {
				it.Aside = true
			}
			if !it.found() && !it.Aside && len(it.Others) == 0 {
				thing := heading
				if aside(thing) { // “原因如下” names no thing
					thing = ""
				}
				it.Match = m.alike(normal(thing + it.Words))
			}
			out = append(out, it)
		}
	}
	for i := range out {
		out[i].Field = Where(m.tables, out[i].Reason, out[i].Words, f, needs)
	}
	return out
}

// found tells whether a row was recognised.
func (x Match) found() bool { return x.Reason != "" }

// Where is the field at which a reason is mended, for words that name whose
// field or which material it is. "" if no field of ours holds it.
func Where(t *table.Set, reason, words string, f *filing.Filing, needs []rule.Need) filing.Field {
	r, ok := t.Refusal(reason)
	if !ok {
		if reason == "" { // not recognised, but a name of a field may stand there
			return rule.Mentioned(words, needs)
		}
		return ""
	}
	return where(r.Field, normal(words), f, needs)
}

// parts takes a sentence apart at its commas if the parts have different
// reasons, or the same at different fields; a part without one stays with the
// part before it. A request (请…) says what to do about the part before it.
func (m *Matcher) parts(text string, p Piece, whole Match, heading, provider string, where func(reason, words string) filing.Field) []Item {
	one := []Item{{Piece: p, Match: whole, Words: Words(text[p.From:p.To])}}
	if whole.Confidence == Told || whole.Score >= byCode && strings.Count(text[p.From:p.To], "，") == 0 {
		return one
	}
	var out []Item
	about := heading
	for _, q := range commas(text, p) {
		words := Words(text[q.From:q.To])
		carried := about
		if asks(words) {
			carried = ""
		}
		got := m.Match(words, carried, provider)
		if words != "" && got.found() {
			about = words
		}
		last := len(out) - 1
		switch {
		case last < 0:
			out = append(out, Item{Piece: q, Match: got, Words: words})
		case got.found() && out[last].found() && m.goesWith(out[last], got, words, where):
			out[last].To = q.To
		case got.found() && out[last].found() && (got.Reason != out[last].Reason || elsewhere(where(got.Reason, words), where(out[last].Reason, out[last].Words))):
			out = append(out, Item{Piece: q, Match: got, Words: words})
		case got.found() && !out[last].found():
			out[last].Match, out[last].To = got, q.To
		default:
			out[last].To = q.To
		}
	}
	distinct := 0
	for i := range out {
		out[i].Words = Words(text[out[i].From:out[i].To])
		if out[i].found() {
			distinct++
		}
	}
	if distinct >= 2 || distinct == 1 && !whole.found() {
		return out
	}
	return one
}

// goesWith tells whether a part only says more about the one before it: what to
// do about it, unless that is to hand something in; or that “the picture” of it
// is bad.
func (m *Matcher) goesWith(before Item, got Match, words string, where func(reason, words string) filing.Field) bool {
	r, _ := m.tables.Refusal(got.Reason)
	switch {
	case asks(words):
		return r.Category != "material" && r.Category != "verification" && got.Reason != "site-approval"
	case got.Reason == "material-bad":
		b, _ := m.tables.Refusal(before.Reason)
		return where(got.Reason, words) == "" && b.Category != "person" && b.Category != "domain"
	}
	return false
}

func asks(words string) bool {
	for _, w := range []string{"请", "麻烦", "需", "须", "应", "建议", "望"} {
		if strings.HasPrefix(words, w) {
			return true
		}
	}
	return false
}

func elsewhere(a, b filing.Field) bool { return a != "" && b != "" && a != b }

// joints are the words at which one reason may end within a sentence.
var joints = []string{"，", ",", "、", "并且", "且", "以及", "同时"}

// after are the joints that end a part; the others begin one.
const after = "，,、"

// commas cuts a piece at its commas and conjunctions.
func commas(text string, p Piece) []Piece {
	var out []Piece
	from := p.From
	for i := p.From + 1; i < p.To; i++ {
		for _, j := range joints {
			if !strings.HasPrefix(text[i:p.To], j) {
				continue
			}
			cut := i
			if strings.Contains(after, j) {
				cut = i + len(j)
			}
			if cut > from && cut < p.To && Words(text[from:cut]) != "" {
				out = append(out, Piece{From: from, To: cut})
				from = cut
			}
			break
		}
	}
	return append(out, Piece{From: from, To: p.To})
}

// polite are words of what stands around the reasons.
var polite = []string{"您好", "你好", "尊敬的", "如下", "请您修改", "请修改后", "修改后重新提交", "修改后再次提交", "修改完成后", "重新提交", "感谢", "谢谢", "祝您", "如有疑问", "有疑问",
	"客服", "咨询", "未通过审核", "审核未通过", "审核不通过", "被驳回", "被退回", "驳回原因", "退回原因", "审核意见", "审核结果", "订单号", "备案订单", "尽快修改", "及时修改", "工作时间", "以上问题", "请知悉", "收到请回复", "已转交", "请留意", "与您联系", "联系您"}

// aside tells whether unrecognised words are what reviewers write around their
// reasons: a greeting, a heading, a request to hand in again.
func aside(words string) bool {
	t := normal(words)
	if strings.IndexFunc(t, func(r rune) bool { return r < '0' || r > '9' }) < 0 {
		return true // a number alone
	}
	for _, w := range polite {
		if strings.Contains(t, w) {
			return true
		}
	}
	return false
}
