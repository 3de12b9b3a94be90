package desk_test

import (
	"slices"
	"testing"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/rule"
)

// asked is a filing in Shanghai far enough to be asked.
func (b *bench) asked() desk.View {
	b.t.Helper()
	return b.edit(b.add(), "answers.subject_filed", "no", "answers.domain_filed", "no", "region.province", "310000", "organiser.nature", "4")
}

func answerOf(v desk.View, row string) string {
	for _, q := range v.Questions {
		if q.Row == row {
			return q.Answer
		}
	}
	return "not asked"
}

func TestAnAnswerIsKeptJudgedAndNoted(t *testing.T) {
	b := newBench(t)
	v := b.asked()
	if len(v.Questions) == 0 || len(v.Checklist) == 0 || answerOf(v, "SH-LIC-01") != "" {
		t.Fatalf("questions %+v", v.Questions)
	}
	v = b.must(b.Answer(t.Context(), v.Filing.ID, "SH-LIC-01", rule.AnswerNo))
	if answerOf(v, "SH-LIC-01") != rule.AnswerNo || b.open(v.Filing.ID).Filing.Asked["SH-LIC-01"] != rule.AnswerNo {
		t.Errorf("asked %v", v.Filing.Asked)
	}
	if !slices.ContainsFunc(v.Findings, func(x rule.Finding) bool { return x.Row == "SH-LIC-01" && x.Severity == rule.Block }) {
		t.Error("a no changes no finding")
	}
	log, err := b.Log(t.Context(), 0, 1)
	if err != nil || len(log) != 1 || log[0].Action != desk.DidAnswer || !slices.Equal(log[0].Kinds, []string{"SH-LIC-01"}) {
		t.Errorf("log %+v %v", log, err)
	}
	v = b.must(b.Answer(t.Context(), v.Filing.ID, "SH-LIC-01", ""))
	if v.Filing.Asked != nil || answerOf(v, "SH-LIC-01") != "" {
		t.Errorf("taken back: %v", v.Filing.Asked)
	}
	i := slices.IndexFunc(v.Checklist, func(x rule.Item) bool { return x.ID == "SH-LIC-01" })
	w := b.must(b.Answer(t.Context(), v.Filing.ID, "SH-LIC-01", rule.AnswerYes))
	if i < 0 || v.Checklist[i].Done || !w.Checklist[i].Done {
		t.Error("a yes does not tick the item of the checklist")
	}
}

func TestAnswersThatCannotBe(t *testing.T) {
	b := newBench(t)
	v := b.asked()
	_, err := b.Answer(t.Context(), v.Filing.ID, "XX-LIC-01", rule.AnswerYes)
	b.refused(err, desk.CodeQuestion, v)
	_, err = b.Answer(t.Context(), v.Filing.ID, "SH-REP-01", rule.AnswerYes) // checked, not asked
	b.refused(err, desk.CodeQuestion, v)
	_, err = b.Answer(t.Context(), v.Filing.ID, "SH-LIC-01", "maybe")
	b.refused(err, desk.CodeAnswer, v)
	v = b.do(v, filing.ActSubmit)
	_, err = b.Answer(t.Context(), v.Filing.ID, "SH-LIC-01", rule.AnswerYes)
	b.refused(err, "state.locked", v)
}

func TestACloneBeginsUnanswered(t *testing.T) {
	b := newBench(t)
	v := b.asked()
	v = b.must(b.Answer(t.Context(), v.Filing.ID, "SH-LIC-01", rule.AnswerYes))
	if c := b.must(b.Clone(t.Context(), v.Filing.ID, "other.com")); c.Filing.Asked != nil {
		t.Errorf("the clone has %v", c.Filing.Asked)
	}
}
