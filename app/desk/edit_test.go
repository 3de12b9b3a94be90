package desk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

func TestEditCleansAndSaysSo(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "legal.mobile", "＋86 １３８ ００１３ ８０００", "legal.name", " 张样本　", "legal.email", "zhang@example.com", "legal.valid_to", "永久有效")
	want := edits("legal.mobile", "13800138000", "legal.name", "张样本", "legal.valid_to", filing.LongTerm)
	if !slices.Equal(v.Normalised, want) {
		t.Errorf("normalised %v, want %v", v.Normalised, want)
	}
	stored := b.open(v.Filing.ID)
	if stored.Filing.Legal.Mobile != "13800138000" || stored.Filing.Legal.ValidTo != filing.LongTerm || len(stored.Normalised) != 0 {
		t.Errorf("stored %+v, normalised %v", stored.Filing.Legal, stored.Normalised)
	}
}

// TestTheLaterSaveWithAnOldRevisionIsRefused: two windows on one filing.
func TestTheLaterSaveWithAnOldRevisionIsRefused(t *testing.T) {
	b := newBench(t)
	v := b.add()
	here := b.edit(v, "organiser.name", "这边")
	_, err := b.Edit(t.Context(), v.Filing.ID, v.Filing.Rev, edits("organiser.name", "那边", "note", "那边")...)
	b.refused(err, app.CodeConflict, here)
	if !strings.Contains(app.MessageOf(err), "已被修改，请刷新") {
		t.Errorf("says %q", app.MessageOf(err))
	}
}

func TestEditRefusesAndChangesNothing(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "organiser.name", "样本")
	for _, c := range []struct {
		code, field string
		edits       []filing.Edit
	}{
		{"field.unknown", "organiser.nickname", edits("note", "先改", "organiser.nickname", "x")},
		{"field.unknown", "state", edits("note", "先改", "state", "filed")},
		{"field.unknown", "log", edits("log", "[]")},
		{"field.value", "organiser.nature", edits("note", "先改", "organiser.nature", "四")},
		{"field.value", "by_agent", edits("by_agent", "maybe")},
		{"field.value", "site.contents", edits("site.contents", "1,x")},
		{"field.too-long", "site.remark", edits("note", "先改", "site.remark", strings.Repeat("长", desk.MaxText+1))},
		{"portrait.link", "portrait.link", edits("note", "先改", "portrait.link", "javascript:alert(1)")},
	} {
		_, err := b.Edit(t.Context(), v.Filing.ID, v.Filing.Rev, c.edits...)
		b.refused(err, c.code, v)
		if app.FieldOf(err) != c.field {
			t.Errorf("%s names field %q, want %q", c.code, app.FieldOf(err), c.field)
		}
	}
	_, err := b.Edit(t.Context(), "none", 1, edits("note", "x")...)
	wantCode(t, err, app.CodeNotFound)
}

// TestNamesOfAnyLengthAreKept: one character, two hundred, and characters that
// need four bytes.
func TestNamesOfAnyLengthAreKept(t *testing.T) {
	b := newBench(t)
	v := b.add()
	for _, name := range []string{"𠮷", "䶮", strings.Repeat("𠮷䶮", 100), strings.Repeat("样", desk.MaxText)} {
		v = b.edit(v, "legal.name", name, "organiser.name", name)
		if f := b.open(v.Filing.ID).Filing; f.Legal.Name != name || f.Organiser.Name != name || b.row(v.Filing.ID).Organiser != name {
			t.Errorf("a name of %d characters came back with %d", len([]rune(name)), len([]rune(f.Legal.Name)))
		}
	}
}

func TestTheKindFollowsTheAnswers(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "answers.mainland", "yes", "answers.subject_filed", "no", "answers.domain_filed", "no")
	if v.Filing.Kind != filing.KindFirst {
		t.Fatalf("kind %q", v.Filing.Kind)
	}
	v = b.edit(v, "answers.chosen", "true")
	v = b.edit(v, "organiser.name", "样本")
	if !v.Filing.Answers.Chosen || v.Filing.Kind != filing.KindFirst {
		t.Errorf("an unrelated edit took the confirmation back: %+v", v.Filing.Answers)
	}
	v = b.edit(v, "answers.subject_filed", "yes", "answers.same_provider", "yes")
	if v.Filing.Kind != filing.KindNewSite || v.Filing.Answers.Chosen {
		t.Errorf("kind %q, still confirmed %v", v.Filing.Kind, v.Filing.Answers.Chosen)
	}
	if b.row(v.Filing.ID).Kind != filing.KindNewSite {
		t.Error("the list does not know the kind")
	}
}

// TestUnderReviewOnlyAFewFieldsAreOpen in every state of the table.
func TestUnderReviewOnlyAFewFieldsAreOpen(t *testing.T) {
	ways := map[filing.State][]filing.Action{
		filing.FirstReview: {filing.ActSubmit},
		filing.Forwarding:  {filing.ActSubmit, filing.ActPass},
		filing.SMSWaiting:  {filing.ActSubmit, filing.ActPass, filing.ActForward},
		filing.ReReview:    {filing.ActSubmit, filing.ActReturn, filing.ActResubmit},
		filing.Abandoned:   {filing.ActAbandon},
	}
	for state, way := range ways {
		b := newBench(t)
		v := b.do(b.edit(b.add(), "answers.subject_filed", "no", "answers.domain_filed", "no"), way...)
		if v.Filing.State != state {
			t.Fatalf("the way leads to %s, not %s", v.Filing.State, state)
		}
		for _, p := range filing.Fields() {
			value := "1"
			if p == "site.approvals" {
				value = "1=x"
			}
			switch p {
			case "note", "number", "filed_on", "portrait.link", "domain.expires", "organiser.cert_valid_to":
				continue
			case "by_agent", "principal_else", "portrait.confirmed", "answers.chosen", "site.sub_domain", "organiser.address.no_floor":
				value = "true"
			}
			_, err := b.Edit(t.Context(), v.Filing.ID, v.Filing.Rev, filing.Edit{Field: p, Value: value})
			if app.CodeOf(err) != "state.locked" || app.FieldOf(err) != string(p) {
				t.Errorf("%s in %s: %v", p, state, err)
			}
		}
		b.edit(v, "note", "随时可记", "portrait.link", "https://example.com/c", "domain.expires", "2030-01-01", "organiser.cert_valid_to", filing.LongTerm)
	}
}

func TestVersionsAreKeptOnlyWhenSomethingChanged(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "organiser.name", "第一")
	keep := func(step filing.Step) bool {
		t.Helper()
		kept, err := b.KeepVersion(t.Context(), v.Filing.ID, step)
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	if !keep(filing.StepInfo) || keep(filing.StepInfo) {
		t.Error("the first is kept, an equal one is not")
	}
	b.now = b.now.Add(time.Minute)
	v = b.edit(v, "organiser.name", "第二")
	if !keep(filing.StepInfo) {
		t.Error("a changed one is kept")
	}
	list, err := b.Versions(t.Context(), v.Filing.ID)
	if err != nil || len(list) != 2 || !list[0].At.Equal(b.now) || list[1].Step != filing.StepInfo {
		t.Fatalf("versions %+v, %v", list, err)
	}
	old, err := b.VersionView(t.Context(), list[1].ID)
	if err != nil || old.Filing.Organiser.Name != "第一" {
		t.Errorf("a look at the older one: %q, %v", old.Filing.Organiser.Name, err)
	}
	_, err = b.VersionView(t.Context(), 999)
	wantCode(t, err, app.CodeNotFound)
}

func TestRestoreBringsTheDataBackAndLeavesTheOrder(t *testing.T) {
	b := newBench(t)
	v := b.edit(b.add(), "organiser.name", "原来的名字", "answers.subject_filed", "no", "answers.domain_filed", "no")
	if _, err := b.KeepVersion(t.Context(), v.Filing.ID, filing.StepInfo); err != nil {
		t.Fatal(err)
	}
	list, _ := b.Versions(t.Context(), v.Filing.ID)
	version := list[0].ID

	v = b.edit(v, "organiser.name", "后来的名字", "number", "粤ICP备12345678号-1")
	v = b.do(v, filing.ActSubmit)
	_, err := b.Restore(t.Context(), v.Filing.ID, v.Filing.Rev, version)
	b.refused(err, "state.locked", v)

	v = b.do(v, filing.ActReturn)
	before := v.Filing
	_, err = b.Restore(t.Context(), v.Filing.ID, v.Filing.Rev-1, version)
	b.refused(err, app.CodeConflict, v)
	v = b.must(b.Restore(t.Context(), v.Filing.ID, v.Filing.Rev, version))
	f := v.Filing
	if f.Organiser.Name != "原来的名字" {
		t.Errorf("name %q", f.Organiser.Name)
	}
	if f.State != filing.Returned || f.Number != before.Number || !f.Submitted.Equal(before.Submitted) || !f.Since.Equal(before.Since) {
		t.Errorf("restore moved the order: %+v", f)
	}
	if len(f.Log) != len(before.Log)+1 || f.Log[len(f.Log)-1].Action != filing.ActRestore {
		t.Errorf("log %v", f.Log)
	}
	// What stood there before the restore is a version as well.
	list, _ = b.Versions(t.Context(), f.ID)
	if newest, err := b.VersionView(t.Context(), list[0].ID); err != nil || newest.Filing.Organiser.Name != "后来的名字" {
		t.Errorf("the state before the restore is lost: %v", err)
	}

	other := b.must(b.Add(t.Context(), "example.net", false))
	_, err = b.Restore(t.Context(), other.Filing.ID, other.Filing.Rev, version)
	b.refused(err, app.CodeNotFound, other)
}
