package desk_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
)

// standing is all that recording a refusal touches, as it is stored.
type standing struct {
	Filing  string
	Counts  []desk.RefusedCount
	Phrases []desk.Phrase
	Next    desk.Next
}

// standing is read anew. rev, the time of saving, and what a version keeps are
// no part of it.
func (b *bench) standing(id string) standing {
	b.t.Helper()
	f := b.open(id).Filing
	f.Rev, f.Updated = 0, time.Time{}
	data, err := json.Marshal(f)
	if err != nil {
		b.t.Fatal(err)
	}
	s := standing{Filing: string(data), Next: b.row(id).Next}
	if s.Counts, err = b.RefusedCounts(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	if err = b.store.View(b.t.Context(), func(r desk.Reader) (err error) { s.Phrases, err = r.Phrases(); return err }); err != nil {
		b.t.Fatal(err)
	}
	return s
}

// submitted is a filing of Guangdong in first review with its portrait handed
// in.
func submitted(t *testing.T, b *bench) desk.View {
	t.Helper()
	v := b.edit(b.add(), "region.province", "440000")
	id := v.Filing.ID
	b.must(b.OpenPortrait(t.Context(), id))
	v = b.edit(b.open(id), "portrait.confirmed", "true")
	v = b.must(b.SetPortrait(t.Context(), id, filing.PortraitSubmitted, ""))
	return b.do(v, filing.ActSubmit)
}

const withFace = "1、营业执照照片反光；2、抬头和牌匾合不上；3、人脸核验失败，请重新采集"

// read reads withFace with one choice of a person's.
func readFace(t *testing.T, b *bench, id string) desk.Reading {
	t.Helper()
	read, err := b.ReadRefusal(t.Context(), id, withFace)
	if err != nil || len(read.Items) != 3 {
		t.Fatalf("%+v, %v", read.Items, err)
	}
	read.Items[1].Reason, read.Items[1].Confidence = "site-title", refusal.Told
	return read
}

// TestUndoneARefusalHasNeverBeen: state, log, portrait, tasks, counts and what
// was learnt, for each way of refusing; and undone twice it is there again.
func TestUndoneARefusalHasNeverBeen(t *testing.T) {
	for _, a := range []filing.Action{filing.ActReturn, filing.ActReject} {
		b := newBench(t)
		id := submitted(t, b).Filing.ID
		before := b.standing(id)
		b.now = b.now.Add(time.Hour)
		v := b.must(b.TakeRefusal(t.Context(), id, b.open(id).Filing.Rev, a, readFace(t, b, id)))
		after := b.standing(id)
		if len(after.Phrases) != 1 || len(after.Counts) != 3 || v.Filing.Portrait.Status != filing.PortraitReturned || v.Filing.State != filing.Returned {
			t.Fatalf("%s: nothing to undo: %+v", a, after)
		}
		b.now = b.now.Add(time.Minute)
		v = b.must(b.UndoRefusal(t.Context(), v.Undo))
		if got := b.standing(id); !reflect.DeepEqual(got, before) {
			t.Errorf("%s undone:\n%+v\nwant\n%+v", a, got, before)
		}
		b.must(b.UndoRefusal(t.Context(), v.Undo))
		if got := b.standing(id); !reflect.DeepEqual(got, after) {
			t.Errorf("%s done again:\n%+v\nwant\n%+v", a, got, after)
		}
		entries, err := b.Log(t.Context(), 0, 2)
		if err != nil || entries[0].Action != desk.DidRefusal || entries[0].Kinds[0] != "undone" || entries[1].Kinds[0] != "undone" {
			t.Errorf("the office's log says %+v, %v", entries, err)
		}
	}
}

// TestEachStepOfMendingIsUndoneExactly, also what replaced something learnt
// before.
func TestEachStepOfMendingIsUndoneExactly(t *testing.T) {
	b := newBench(t)
	id := submitted(t, b).Filing.ID
	b.must(b.TakeRefusal(t.Context(), id, b.open(id).Filing.Rev, filing.ActReturn, readFace(t, b, id)))
	ctx := context.Background()
	for name, do := range map[string]func() (desk.View, error){
		"reason":       func() (desk.View, error) { return b.CorrectReason(ctx, id, "1-2", "site-name", "") },
		"unknown":      func() (desk.View, error) { return b.CorrectReason(ctx, id, "1-2", "", "") },
		"field":        func() (desk.View, error) { return b.CorrectReason(ctx, id, "1-1", "material-bad", "site.name") },
		"tick":         func() (desk.View, error) { return b.TickTask(ctx, id, "1-1", true) },
		"task by hand": func() (desk.View, error) { return b.AddTask(ctx, id, "域名已过期") },
		"task removed": func() (desk.View, error) { return b.RemoveTask(ctx, id, "1-1") },
		"text added": func() (desk.View, error) {
			return b.TakeRefusal(ctx, id, b.open(id).Filing.Rev, "", desk.Reading{Text: "域名已过期"})
		},
		"refusal removed": func() (desk.View, error) { return b.RemoveRefusal(ctx, id, b.open(id).Filing.Rev, 0) },
	} {
		before := b.standing(id)
		b.now = b.now.Add(time.Minute)
		v := b.must(do())
		if reflect.DeepEqual(b.standing(id), before) {
			t.Errorf("%s changes nothing", name)
		}
		b.must(b.UndoRefusal(t.Context(), v.Undo))
		if got := b.standing(id); !reflect.DeepEqual(got, before) {
			t.Errorf("%s undone:\n%+v\nwant\n%+v", name, got, before)
		}
	}
}

// TestUndoLeavesWhatCameAfter: a mended field and a note stay; an order that
// went on, or another task, is not overrun.
func TestUndoLeavesWhatCameAfter(t *testing.T) {
	b := newBench(t)
	id := submitted(t, b).Filing.ID
	took := b.must(b.TakeRefusal(t.Context(), id, b.open(id).Filing.Rev, filing.ActReturn, desk.Reading{Text: withFace}))
	b.edit(b.open(id), "site.name", "样本商贸的网站")
	v := b.must(b.AddNote(t.Context(), id, "已电话联系客户"))
	v = b.must(b.UndoRefusal(t.Context(), took.Undo))
	if f := v.Filing; f.Site.Name != "样本商贸的网站" || f.State != filing.FirstReview || f.Log[len(f.Log)-1].Note != "已电话联系客户" || len(f.Refusals) != 0 {
		t.Errorf("%s %+v", f.State, f.Log)
	}
	took = b.must(b.TakeRefusal(t.Context(), id, v.Filing.Rev, filing.ActReturn, desk.Reading{Text: withFace}))
	tick := b.must(b.TickTask(t.Context(), id, "1-1", true))
	_, err := b.UndoRefusal(t.Context(), took.Undo)
	b.refused(err, "refusal.moved", tick)
	b.must(b.UndoRefusal(t.Context(), tick.Undo))
	v = b.do(b.open(id), filing.ActResubmit)
	_, err = b.UndoRefusal(t.Context(), took.Undo)
	b.refused(err, "refusal.moved", v)
}

// TestAMistakenRefusalIsRemovedLater: while nothing has happened since, as if
// it had not been, but for a line that says so; afterwards the state stays and
// the words go.
func TestAMistakenRefusalIsRemovedLater(t *testing.T) {
	b := newBench(t)
	id := submitted(t, b).Filing.ID
	before := b.open(id).Filing
	b.now = b.now.Add(26 * time.Hour)
	v := b.must(b.TakeRefusal(t.Context(), id, before.Rev, filing.ActReject, desk.Reading{Text: withFace}))
	b.now = b.now.Add(time.Hour)
	f := b.must(b.RemoveRefusal(t.Context(), id, v.Filing.Rev, 0)).Filing
	if f.State != filing.FirstReview || !f.Since.Equal(before.Since) || f.Portrait != before.Portrait || len(f.Refusals) != 0 || len(f.Log) != len(before.Log)+1 {
		t.Errorf("%s since %v, %+v\n%+v", f.State, f.Since, f.Portrait, f.Log)
	}
	if l := f.Log[len(f.Log)-1]; l.Action != filing.ActNote || !strings.Contains(l.Note, "2026-11-24 12:42") || strings.Contains(l.Note, "营业执照") {
		t.Errorf("the log says %s", l.Note)
	}
	if c, err := b.RefusedCounts(t.Context()); err != nil || len(c) != 0 {
		t.Errorf("still counted: %+v, %v", c, err)
	}

	// One that the order has gone past.
	v = b.must(b.TakeRefusal(t.Context(), id, f.Rev, filing.ActReturn, desk.Reading{Text: withFace}))
	b.now = b.now.Add(time.Hour)
	v = b.do(v, filing.ActResubmit)
	f = b.must(b.RemoveRefusal(t.Context(), id, v.Filing.Rev, 0)).Filing
	data, err := json.Marshal(f)
	if err != nil || f.State != filing.ReReview || len(f.Refusals) != 0 || strings.Contains(string(data), "反光") {
		t.Errorf("%s %v %s", f.State, err, data)
	}
	_, err = b.RemoveRefusal(t.Context(), id, f.Rev, 0)
	b.refused(err, app.CodeNotFound, b.open(id))
}

// TestTasksByHand: found like pasted ones, numbered on, never a number twice.
func TestTasksByHand(t *testing.T) {
	b := newBench(t)
	id := submitted(t, b).Filing.ID
	_, err := b.AddTask(t.Context(), id, "域名已过期")
	b.refused(err, "task.none", b.open(id))
	b.must(b.TakeRefusal(t.Context(), id, b.open(id).Filing.Rev, filing.ActReturn, desk.Reading{Text: withFace}))
	v := b.must(b.AddTask(t.Context(), id, " 域名已过期 "))
	if task := v.Filing.Task("1-4"); task == nil || task.Reason != "domain-expired" || task.Field != "domain.expires" || task.Words != "域名已过期" {
		t.Fatalf("%+v", v.Filing.OpenRefusal())
	}
	b.must(b.RemoveTask(t.Context(), id, "1-2"))
	if v = b.must(b.AddTask(t.Context(), id, "邮箱格式错误")); v.Filing.Task("1-5") == nil || v.Filing.Task("1-2") != nil {
		t.Errorf("%+v", v.Filing.OpenRefusal())
	}
	for words, code := range map[string]string{" ": "task.empty", strings.Repeat("长", desk.MaxTask+1): "task.long"} {
		_, err := b.AddTask(t.Context(), id, words)
		b.refused(err, code, v)
	}
	_, err = b.RemoveTask(t.Context(), id, "9-9")
	b.refused(err, app.CodeNotFound, v)

	// The number of a removed refusal is not given to the next one.
	v = b.must(b.TakeRefusal(t.Context(), id, v.Filing.Rev, "", desk.Reading{Text: "域名已过期"}))
	v = b.must(b.RemoveRefusal(t.Context(), id, v.Filing.Rev, 0))
	v = b.must(b.TakeRefusal(t.Context(), id, v.Filing.Rev, "", desk.Reading{Text: "邮箱格式错误"}))
	if v.Filing.State != filing.Returned || v.Filing.Task("2-1") == nil || v.Filing.Task("3-1") == nil {
		t.Errorf("%+v", v.Filing.Refusals)
	}
}
