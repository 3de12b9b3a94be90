package desk_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/app/rule"
)

const pasted = "您好，审核未通过，原因如下：\n1、营业执照照片反光；\n2、抬头和牌匾合不上；\n3、法定代表人电话13800001234打不通，身份证440501199001010010已过期。"

// refusedAt brings a filing into a state and has its text taken.
func refusedAt(t *testing.T, b *bench, s filing.State, a filing.Action) desk.View {
	t.Helper()
	v := b.add()
	b.must(v, nil)
	f := v.Filing
	v = b.must(b.Edit(t.Context(), f.ID, f.Rev, filing.Edit{Field: "region.province", Value: "440000"}))
	for _, act := range map[filing.State][]filing.Action{filing.FirstReview: {filing.ActSubmit},
		filing.Forwarding: {filing.ActSubmit, filing.ActPass}}[s] {
		v = b.must(b.Do(t.Context(), f.ID, v.Filing.Rev, act, ""))
	}
	read, err := b.ReadRefusal(t.Context(), f.ID, pasted)
	if err != nil {
		t.Fatal(err)
	}
	return b.must(b.TakeRefusal(t.Context(), f.ID, v.Filing.Rev, a, read))
}

// TestReadingARefusalChangesNothing.
func TestReadingARefusalChangesNothing(t *testing.T) {
	b := newBench(t)
	v := b.add()
	before, err := b.Log(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	read, err := b.ReadRefusal(t.Context(), v.Filing.ID, pasted)
	if err != nil || read.Tasks() != 4 {
		t.Fatalf("%d tasks, %v: %+v", read.Tasks(), err, read.Items)
	}
	after, err := b.Log(t.Context(), 0, 0)
	now, err2 := b.Open(t.Context(), v.Filing.ID)
	if err != nil || err2 != nil || len(after) != len(before) || now.Filing.Rev != v.Filing.Rev {
		t.Error("reading left a trace", err, err2)
	}
	for text, code := range map[string]string{" \n": desk.CodeEmptyText, strings.Repeat("长", refusal.MaxText+1): desk.CodeLongText} {
		_, err := b.ReadRefusal(t.Context(), v.Filing.ID, text)
		b.refused(err, code, now)
	}
}

// TestATakenRefusalBecomesTasks: the state goes back by the table, the log has
// the text without numbers, the tasks keep the reviewer's words.
func TestATakenRefusalBecomesTasks(t *testing.T) {
	for state, a := range map[filing.State]filing.Action{filing.FirstReview: filing.ActReturn, filing.Forwarding: filing.ActReturn} {
		b := newBench(t)
		f := refusedAt(t, b, state, a).Filing
		r := f.OpenRefusal()
		if f.State != filing.Returned || r == nil || len(r.Tasks) != 4 || r.Left() != 4 || r.Province != "440000" || r.Pasted != refusal.Mask(pasted) {
			t.Fatalf("from %s: %s, %+v", state, f.State, r)
		}
		note := f.LastRefusal()
		if !strings.Contains(note, "营业执照照片反光") || strings.Contains(note, "13800001234") || strings.Contains(note, "440501199001010010") {
			t.Errorf("the log says %s", note)
		}
		data, err := json.Marshal(f.Refusals)
		if err != nil || strings.Contains(string(data), "13800001234") || strings.Contains(string(data), "440501199001010010") || !strings.Contains(string(data), "138****1234") {
			t.Errorf("kept %s, %v", data, err)
		}
		want := []string{"material-bad", "", "phone-dead", "person-id-expired"}
		for i, task := range r.Tasks {
			if task.Reason != want[i] {
				t.Errorf("task %d (%s) is %q, want %q", i+1, task.Words, task.Reason, want[i])
			}
		}
		if r.Tasks[0].Field != "material.licence" || r.Tasks[2].Field != "legal.mobile" {
			t.Errorf("fields %s, %s", r.Tasks[0].Field, r.Tasks[2].Field)
		}
		entries, err := b.Log(t.Context(), 0, 1)
		if err != nil || entries[0].Action != desk.DidRefusal || !slices.Equal(entries[0].Kinds, []string{string(a)}) {
			t.Errorf("the office's log has %+v, %v", entries, err)
		}
	}
}

// TestARejectionGoesBackToBeMended, and text added later does not move the
// state.
func TestARejectionGoesBackToBeMended(t *testing.T) {
	b := newBench(t)
	f := refusedAt(t, b, filing.FirstReview, filing.ActReject).Filing
	n := len(f.Log)
	if f.State != filing.Returned || f.Log[n-2].Action != filing.ActReject || f.Log[n-1].Action != filing.ActAmend {
		t.Fatalf("%s, %+v", f.State, f.Log[n-2:])
	}
	v := b.must(b.TakeRefusal(t.Context(), f.ID, f.Rev, "", desk.Reading{Text: "域名已过期"}))
	r := v.Filing.OpenRefusal()
	if v.Filing.State != filing.Returned || len(v.Filing.Refusals) != 2 || len(r.Tasks) != 1 || r.Tasks[0].ID != "2-1" || r.Tasks[0].Reason != "domain-expired" {
		t.Errorf("%s, %+v", v.Filing.State, r)
	}
	draft := b.add()
	_, err := b.TakeRefusal(t.Context(), draft.Filing.ID, draft.Filing.Rev, filing.ActReturn, desk.Reading{Text: "域名已过期"})
	b.refused(err, "state.not-allowed", draft)
	_, err = b.TakeRefusal(t.Context(), draft.Filing.ID, draft.Filing.Rev, filing.ActPass, desk.Reading{Text: "域名已过期"})
	b.refused(err, "state.not-allowed", draft)
	_, err = b.TakeRefusal(t.Context(), f.ID, v.Filing.Rev, "", desk.Reading{Text: "域名已过期", Items: []refusal.Item{{Piece: refusal.Piece{To: 3}}}})
	b.refused(err, "refusal.stale", v)
}

// TestTheOfficeLearnsFromACorrection, and forgets it with the filing.
func TestTheOfficeLearnsFromACorrection(t *testing.T) {
	b := newBench(t)
	f := refusedAt(t, b, filing.FirstReview, filing.ActReturn).Filing
	v := b.must(b.CorrectReason(t.Context(), f.ID, "1-2", "site-title", ""))
	if task := v.Filing.Task("1-2"); task.Reason != "site-title" || task.Field != "site.name" || task.Confidence != string(refusal.Told) {
		t.Fatalf("%+v", task)
	}
	other := b.add().Filing
	knows := func() string {
		t.Helper()
		read, err := b.ReadRefusal(t.Context(), other.ID, "贵司的抬头和牌匾合不上。")
		if err != nil {
			t.Fatal(err)
		}
		return read.Items[0].Reason
	}
	if got := knows(); got != "site-title" {
		t.Errorf("the next time it is %q", got)
	}
	v = b.must(b.CorrectReason(t.Context(), f.ID, "1-2", "site-title", "site.home_url"))
	if task := v.Filing.Task("1-2"); task.Field != "site.home_url" {
		t.Errorf("the field is %s", task.Field)
	}
	b.must(b.CorrectReason(t.Context(), f.ID, "1-2", "", "")) // undo
	if got := knows(); got != "" {
		t.Errorf("forgotten and still %q", got)
	}
	b.must(b.CorrectReason(t.Context(), f.ID, "1-2", "site-title", ""))
	if _, err := b.Erase(t.Context(), f.ID, desk.EraseAsked); err != nil {
		t.Fatal(err)
	}
	if got := knows(); got != "" {
		t.Errorf("erased and still %q", got)
	}
	_, err := b.CorrectReason(t.Context(), other.ID, "1-1", "site-title", "")
	b.refused(err, app.CodeNotFound, b.must(b.Open(t.Context(), other.ID)))
	_, err = b.CorrectReason(t.Context(), other.ID, "1-1", "nonsense", "")
	b.refused(err, "refusal.unknown", b.must(b.Open(t.Context(), other.ID)))
}

// TestTasksAreTickedAndOpened, and stay through an older version's return.
func TestTasksAreTickedAndOpened(t *testing.T) {
	b := newBench(t)
	f := refusedAt(t, b, filing.FirstReview, filing.ActReturn).Filing
	v := b.must(b.TickTask(t.Context(), f.ID, "1-1", true))
	if r := v.Filing.OpenRefusal(); r.Left() != 3 || !r.Tasks[0].Done.Equal(b.Now()) {
		t.Errorf("%+v", r.Tasks[0])
	}
	list, err := b.Versions(t.Context(), f.ID)
	if err != nil || len(list) == 0 {
		t.Fatal(err)
	}
	v = b.must(b.Restore(t.Context(), f.ID, v.Filing.Rev, list[len(list)-1].ID))
	if r := v.Filing.OpenRefusal(); r == nil || r.Left() != 3 {
		t.Errorf("after a restore %+v", r)
	}
	v = b.must(b.TickTask(t.Context(), f.ID, "1-1", false))
	if v.Filing.OpenRefusal().Left() != 4 {
		t.Error("not opened again")
	}
	_, err = b.TickTask(t.Context(), f.ID, "9-9", true)
	b.refused(err, app.CodeNotFound, v)
}

// TestRefusalsAreCountedOverAllFilings, and become a hint where they are often.
func TestRefusalsAreCountedOverAllFilings(t *testing.T) {
	b := newBench(t)
	var last desk.View
	for range rule.HabitLeast {
		last = refusedAt(t, b, filing.FirstReview, filing.ActReturn)
	}
	counts, err := b.RefusedCounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for _, c := range counts {
		if c.Province != "440000" || c.Month != b.Now().In(filing.China).Format("2006-01") {
			t.Errorf("%+v", c)
		}
		n[c.Reason] += c.N
	}
	if n["material-bad"] != 3 || n["phone-dead"] != 3 || n[""] != 3 {
		t.Errorf("counted %v", n)
	}
	list, err := b.RefusedFilings(t.Context(), desk.RefusedFilter{Reason: "phone-dead", Provider: &last.Filing.Provider})
	if err != nil || len(list) != 3 {
		t.Errorf("%+v, %v", list, err)
	}
	has := func(v desk.View) bool {
		return slices.ContainsFunc(v.Findings, func(x rule.Finding) bool { return x.ID == "OFFICE-REFUSED" && x.Field == "legal.mobile" })
	}
	fresh := b.add()
	if has(fresh) {
		t.Error("told without a province")
	}
	fresh = b.must(b.Edit(t.Context(), fresh.Filing.ID, fresh.Filing.Rev, filing.Edit{Field: "region.province", Value: "440000"}))
	if !has(fresh) {
		t.Error("three refusals are no hint")
	}
	fresh = b.must(b.Edit(t.Context(), fresh.Filing.ID, fresh.Filing.Rev, filing.Edit{Field: "region.province", Value: "110000"}))
	if has(fresh) {
		t.Error("told in another province")
	}
	// A correction moves the count.
	b.must(b.CorrectReason(t.Context(), last.Filing.ID, "1-3", "phone-elsewhere", ""))
	if list, err = b.RefusedFilings(t.Context(), desk.RefusedFilter{Reason: "phone-dead"}); err != nil || len(list) != 2 {
		t.Errorf("after a correction %+v, %v", list, err)
	}
}

// TestARefusedPortraitIsReturned.
func TestARefusedPortraitIsReturned(t *testing.T) {
	b := newBench(t)
	v := b.add()
	id := v.Filing.ID
	b.must(b.OpenPortrait(t.Context(), id))
	v = b.must(b.Open(t.Context(), id))
	v = b.must(b.Edit(t.Context(), id, v.Filing.Rev, filing.Edit{Field: "portrait.confirmed", Value: "true"}))
	v = b.must(b.SetPortrait(t.Context(), id, filing.PortraitSubmitted, ""))
	v = b.must(b.Do(t.Context(), id, v.Filing.Rev, filing.ActSubmit, ""))
	v = b.must(b.TakeRefusal(t.Context(), id, v.Filing.Rev, filing.ActReturn, desk.Reading{Text: "人脸核验失败，请重新采集"}))
	if p := v.Filing.Portrait; p.Status != filing.PortraitReturned || p.Confirmed || p.Note == "" {
		t.Errorf("%+v", p)
	}
}
