package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
)

// MaxTask is the longest text of a task written by hand, in characters.
const MaxTask = 500

// AddTask adds a task by hand to the refusal that is being mended: what a
// reviewer said on the telephone, or what the text did not say. Reason and field
// are found as in a pasted text.
func (d *Desk) AddTask(ctx context.Context, id, words string) (View, error) {
	words = strings.TrimSpace(words)
	switch n := len([]rune(words)); {
	case words == "":
		return View{}, app.Fail("task.empty", "请先写下要改什么，再加成任务。").At("task")
	case n > MaxTask:
		return View{}, app.Fail("task.long", fmt.Sprintf("一条任务最多 %d 字，现在有 %d 字。请分成几条。", MaxTask, n)).At("task")
	}
	return d.changeRefusals(ctx, "task-added", id, anyRev, false, func(tx Tx, f *filing.Filing) error {
		r := f.OpenRefusal()
		if r == nil {
			return app.Fail("task.none", "现在没有要改的退回。请先粘贴审核意见。").At("task")
		}
		m, needs, err := d.matcher(tx, f)
		if err != nil {
			return err
		}
		got := m.One(words, f.Provider)
		n := refusalOf(*r)
		if n == 0 {
			n = nextRefusal(f) + 1
		}
		t := filing.Task{ID: taskID(n-1, lastTask(*r)), Words: refusal.Mask(words), Reason: got.Reason, Score: got.Score, Confidence: string(got.Confidence)}
		t.Field = refusal.Where(d.Tables(), t.Reason, words, f, needs)
		r.Tasks = append(r.Tasks, t)
		return nil
	})
}

// lastTask is the highest number of a refusal's tasks, from 1.
func lastTask(r filing.Refusal) (n int) {
	for _, t := range r.Tasks {
		_, tail, _ := strings.Cut(t.ID, "-")
		if x, err := strconv.Atoi(tail); err == nil {
			n = max(n, x)
		}
	}
	return n
}

// RemoveTask takes out a task that is none. It is not counted any more.
func (d *Desk) RemoveTask(ctx context.Context, id, task string) (View, error) {
	return d.changeRefusals(ctx, "task-removed", id, anyRev, false, func(_ Tx, f *filing.Filing) error {
		for i := range f.Refusals {
			r := &f.Refusals[i]
			if j := slices.IndexFunc(r.Tasks, func(t filing.Task) bool { return t.ID == task }); j >= 0 {
				r.Tasks = slices.Delete(slices.Clone(r.Tasks), j, j+1)
				return nil
			}
		}
		return noTask()
	})
}

// RemoveRefusal takes out a refusal that was recorded by mistake, the n-th from
// 0. If it is the newest and the order has not moved on since, the state goes
// back to what it was, its lines leave the review log, and a portrait that it
// returned counts as handed in again; otherwise the state stays, and its lines
// lose the reviewer's words. That it was removed is noted in the log, and marked
// so that it does not come back with a hand-over file. What the office learnt
// from its words stays: they mean the same for the next filing.
func (d *Desk) RemoveRefusal(ctx context.Context, id string, rev int64, n int) (View, error) {
	return d.changeRefusals(ctx, "removed", id, rev, false, func(_ Tx, f *filing.Filing) error {
		if n < 0 || n >= len(f.Refusals) {
			return app.Fail(app.CodeNotFound, "这次退回记录不在了，请刷新后再试。")
		}
		at := f.Refusals[n].At
		takeOut(f, n)
		f.RefusalsRemoved = joinRemoved(f.RefusalsRemoved, []time.Time{at})
		f.Record(filing.ActNote, d.actorName(), "删除了 "+at.In(filing.China).Format("2006-01-02 15:04")+" 记录的退回。现在是“"+f.State.Name()+"”。", d.now())
		return nil
	})
}

// takeOut removes the n-th refusal with what it did, see RemoveRefusal.
func takeOut(f *filing.Filing, n int) {
	r := f.Refusals[n]
	newest := n == len(f.Refusals)-1
	f.Refusals = slices.Delete(slices.Clone(f.Refusals), n, n+1)
	from := slices.IndexFunc(f.Log, func(e filing.Entry) bool { return e.Action.IsRefusal() && e.At.Equal(r.At) })
	if from < 0 {
		return
	}
	to := from + 1
	if to < len(f.Log) && f.Log[to].Action == filing.ActAmend && f.Log[to].At.Equal(r.At) {
		to++
	}
	if newest && f.State.Mending() && !slices.ContainsFunc(f.Log[to:], moves) {
		takeBack(f, r, from, to)
		return
	}
	f.Log = slices.Clone(f.Log)
	f.Log[from].Note = ""
}

// takeBack undoes the lines from to to of the log, which belong to r.
func takeBack(f *filing.Filing, r filing.Refusal, from, to int) {
	if first := f.Log[from]; moves(first) {
		f.State, f.Since = first.From, time.Time{}
		for _, e := range f.Log[:from] {
			if moves(e) || e.Action == filing.ActCreate || e.Action == filing.ActImport || e.Action == filing.ActClone {
				f.Since = e.At
			}
		}
	}
	f.Log = slices.Delete(slices.Clone(f.Log), from, to)
	p := &f.Portrait
	if p.Status == filing.PortraitReturned && slices.ContainsFunc(r.Tasks, func(t filing.Task) bool { return p.Note == refusal.Mask(t.Words) }) {
		p.Status, p.Confirmed, p.Note = filing.PortraitSubmitted, true, ""
	}
}
