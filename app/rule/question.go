package rule

import (
	"slices"

	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// Answers to a Question, kept in filing.Filing.Asked.
const (
	AnswerYes = "yes" // it is so, or it is ready
	AnswerNo  = "no"
	AnswerNA  = "n/a" // does not concern this filing
)

// What the answers are called everywhere.
const (
	WordYes = "符合"
	WordNo  = "不符合"
	WordNA  = "不适用"
)

// AnswerWords are the words by answer.
var AnswerWords = map[string]string{AnswerYes: WordYes, AnswerNo: WordNo, AnswerNA: WordNA}

// FieldAsked is where a question without a field of its own is answered.
const FieldAsked filing.Field = "asked"

// Question is a row of province_rules that cannot be judged from the data: the
// person tells whether the sentence Text is true. Answer is "", AnswerYes,
// AnswerNo or AnswerNA.
type Question struct {
	Row        string       `json:"row"`
	Field      filing.Field `json:"field,omitempty"`
	Text       string       `json:"text"`
	Remedy     string       `json:"remedy"` // what to do if it is not so
	Material   string       `json:"material,omitempty"`
	Source     string       `json:"source"`
	Date       string       `json:"date"`
	Confidence string       `json:"confidence"`
	Severity   Severity     `json:"severity"`
	Answer     string       `json:"answer"`
	Conflict   []table.Said `json:"conflict,omitempty"`
}

// Questions lists what must be asked for exactly this filing: kind, province,
// provider, nature and people decide. Those that weigh most come first.
// Before step 1 is answered, and for kinds that the program does not prepare,
// there are none.
func Questions(f *filing.Filing, env Env) []Question {
	s, err := newScan(f, env)
	if err != nil {
		return nil
	}
	return s.questions()
}

func (s *scan) questions() []Question {
	if !s.f.Kind.Prepared() {
		return nil
	}
	var out []Question
	for _, r := range s.wanted(table.PlaceAsk) {
		field := r.Field
		if field == "" {
			field = FieldAsked
		}
		out = append(out, Question{Row: r.ID, Field: field, Text: s.said(r), Remedy: r.Remedy, Material: r.Material, Source: r.Source,
			Date: r.Date, Confidence: r.Confidence, Severity: Severity(r.Severity), Answer: answer(s.f.Asked[r.ID]), Conflict: r.Conflict})
	}
	slices.SortStableFunc(out, func(a, b Question) int { return a.Severity.rank() - b.Severity.rank() })
	return out
}

// answer leaves out what is no answer, as a foreign file may hold it.
func answer(a string) string {
	switch a {
	case AnswerYes, AnswerNo, AnswerNA:
		return a
	}
	return ""
}

// wanted lists the rows of a place for which there is an occasion, without
// those that a row of the province makes superfluous and those that a finding
// about another filing has answered.
func (s *scan) wanted(place string) []*bureauRow {
	var rows []*bureauRow
	replaced := map[string]bool{}
	for _, r := range s.rows() {
		if r.Place == table.PlaceCheck || !s.occasion(r) {
			continue
		}
		for _, id := range r.Replaces {
			replaced[id] = true
		}
		if r.Place == place && !s.seen()[r.ID] {
			rows = append(rows, r)
		}
	}
	return slices.DeleteFunc(rows, func(r *bureauRow) bool { return replaced[r.ID] })
}

// occasion tells whether there is a reason to ask or list a row.
func (s *scan) occasion(r *bureauRow) bool {
	return r.Predicate == "" || len(predicates[r.Predicate](s, r)) > 0
}

// denied are the findings of questions answered with no.
func (s *scan) denied() []Finding {
	var out []Finding
	for _, q := range s.questions() {
		if q.Answer == AnswerNo {
			r, _ := s.t.BureauRule(q.Row)
			out = append(out, s.rowFinding(&r, fault{field: q.Field, text: "清单里这一项答的是“" + WordNo + "”。"}))
		}
	}
	return out
}

var askRules = []Rule{{ID: "CN-ASK-OPEN", Title: "还没有回答的问题", Severity: Info, Basis: Derived, Source: "DERIVED", Date: "2026-11-26",
	check: func(s *scan) {
		n := 0
		for _, q := range s.questions() {
			if q.Answer == "" {
				n++
			}
		}
		if n > 0 && s.f.State.Editable() {
			s.hit(FieldAsked, "有 "+itoa(n)+" 个问题程序判断不了，还没有回答。", "请在“清单”里逐个回答；不确定的可以先不答。")
		}
	}}}
