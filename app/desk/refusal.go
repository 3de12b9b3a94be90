package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/refusal"
	"beiandesk/app/rule"
)

// Reading is what a pasted text says. Items may be changed before it is taken:
// a person knows better.
type Reading struct {
	Text  string
	Items []refusal.Item
}

// Tasks counts the items that become tasks.
func (r Reading) Tasks() int {
	n := 0
	for _, it := range r.Items {
		if !it.Aside {
			n++
		}
	}
	return n
}

// CodeEmptyText, CodeLongText: nothing, or too much, was pasted.
const (
	CodeEmptyText = "refusal.empty"
	CodeLongText  = "refusal.long"
)

func checkText(text string) error {
	switch n := len([]rune(text)); {
	case strings.TrimSpace(text) == "":
		return app.Fail(CodeEmptyText, "请先粘贴或抄写审核意见，修改时会用到。").At("reason")
	case n > refusal.MaxText:
		return app.Fail(CodeLongText, fmt.Sprintf("审核意见有 %d 字，最多 %d 字。请只留下说原因的部分。", n, refusal.MaxText)).At("reason")
	}
	return nil
}

// ReadRefusal reads a reviewer's text for a filing and changes nothing.
func (d *Desk) ReadRefusal(ctx context.Context, id, text string) (out Reading, err error) {
	if err := checkText(text); err != nil {
		return Reading{}, err
	}
	err = d.store.View(ctx, func(r Reader) error {
		f, err := r.Filing(id)
		if err != nil {
			return err
		}
		out, err = d.readText(r, f, text)
		return err
	})
	return out, err
}

func (d *Desk) readText(r Reader, f *filing.Filing, text string) (Reading, error) {
	m, needs, err := d.matcher(r, f)
	if err != nil {
		return Reading{}, err
	}
	return Reading{Text: text, Items: refusal.Read(text, f, needs, m)}, nil
}

func (d *Desk) matcher(r Reader, f *filing.Filing) (*refusal.Matcher, []rule.Need, error) {
	phrases, err := r.Phrases()
	if err != nil {
		return nil, nil, err
	}
	env, err := d.env(r, f)
	if err != nil {
		return nil, nil, err
	}
	return refusal.New(d.Tables(), phrases), rule.Needs(f, env), nil
}

// TakeRefusal records a refusal: the state goes on with a, one of
// State.Refusals, and from a rejection on to 退回待修改; the reading becomes
// tasks; what a person chose in it is learnt. In a state that waits to be
// mended already a is "" and only the text and its tasks are added. A reading
// without items is read first. Numbers and addresses of people are kept masked:
// head and tail are enough to know which is meant.
func (d *Desk) TakeRefusal(ctx context.Context, id string, rev int64, a filing.Action, read Reading) (View, error) {
	if err := checkText(read.Text); err != nil {
		return View{}, err
	}
	return d.changeRefusals(ctx, cmp.Or(string(a), "added"), id, rev, true, func(tx Tx, f *filing.Filing) error {
		if len(read.Items) == 0 {
			var err error
			if read, err = d.readText(tx, f, read.Text); err != nil {
				return err
			}
		}
		if err := d.checkReading(read); err != nil {
			return err
		}
		if _, err := tx.Keep(f, 0, d.now().UTC()); err != nil {
			return err
		}
		now := d.now() // one time for the lines of the log and the refusal: it joins them
		if err := d.refuse(f, a, strings.TrimSpace(refusal.Mask(read.Text)), now); err != nil {
			return err
		}
		n := nextRefusal(f)
		r := filing.Refusal{At: now.UTC(), By: d.actorName(), Action: a, Province: f.Region.Province, Provider: f.Provider, Pasted: refusal.Mask(read.Text)}
		for _, it := range read.Items {
			if it.Confidence == refusal.Told {
				if err := d.learn(tx, f, it.Words, it.Reason, it.Aside); err != nil {
					return err
				}
			}
			if it.Aside {
				continue
			}
			r.Tasks = append(r.Tasks, filing.Task{ID: taskID(n, len(r.Tasks)), Words: refusal.Mask(it.Words),
				Reason: it.Reason, Field: it.Field, Score: it.Score, Confidence: string(it.Confidence)})
		}
		f.Refusals = append(f.Refusals, r)
		d.returnPortrait(f, r)
		return nil
	})
}

// refuse moves the filing on by the table of states.
func (d *Desk) refuse(f *filing.Filing, a filing.Action, note string, now time.Time) error {
	switch {
	case a == "" && f.State.Mending():
		f.Record(map[filing.State]filing.Action{filing.Returned: filing.ActReturn, filing.FirstRefuse: filing.ActReject, filing.Refused: filing.ActRefuse}[f.State],
			d.actorName(), note, now)
	case !a.IsRefusal():
		return app.Fail("state.not-allowed", "现在是“"+f.State.Name()+"”，还没有什么可退回的。提交接入商以后再记录退回。")
	default:
		if err := f.Do(a, d.actorName(), note, now); err != nil {
			return err
		}
	}
	if f.State == filing.FirstRefuse || f.State == filing.Refused {
		return f.Do(filing.ActAmend, d.actorName(), "", now)
	}
	return nil
}

// checkReading refuses a reading that does not belong to its text.
func (d *Desk) checkReading(read Reading) error {
	at := 0
	for _, it := range read.Items {
		if it.From != at || it.To < it.From || it.To > len(read.Text) {
			return app.Fail("refusal.stale", "审核意见改过了，请重新拆一遍再记录。").At("reason")
		}
		at = it.To
		if err := d.checkReason(it.Reason); err != nil {
			return err
		}
	}
	if at != len(read.Text) {
		return app.Fail("refusal.stale", "审核意见改过了，请重新拆一遍再记录。").At("reason")
	}
	return nil
}

func (d *Desk) checkReason(reason string) error {
	if _, ok := d.Tables().Refusal(reason); !ok && reason != "" {
		return app.Fail("refusal.unknown", "没有这种退回原因，请从列表里重新选。").At("reason")
	}
	return nil
}

// returnPortrait marks a portrait that was handed in as returned when a reason
// is about it.
func (d *Desk) returnPortrait(f *filing.Filing, r filing.Refusal) {
	if f.Portrait.Status != filing.PortraitSubmitted {
		return
	}
	i := slices.IndexFunc(r.Tasks, func(t filing.Task) bool {
		return t.Field == "portrait" || t.Field == filing.MaterialField(filing.SlotPortrait)
	})
	if i >= 0 {
		f.Portrait.Status, f.Portrait.Confirmed, f.Portrait.Note = filing.PortraitReturned, false, refusal.Mask(r.Tasks[i].Words)
	}
}

// learn keeps what a person said of words. reason "" forgets it.
func (d *Desk) learn(tx Tx, f *filing.Filing, words, reason string, aside bool) error {
	lesson, ok := refusal.Lesson(words, f)
	if !ok {
		return nil // too little to be known again
	}
	if aside {
		reason = refusal.Nothing
	}
	return tx.PutPhrase(Phrase{Filing: f.ID, Words: lesson, Reason: reason, At: d.now().UTC()})
}

// CorrectReason changes the reason of a task, and the field where it is mended,
// and keeps that for the next time. reason "" makes it 未识别 and forgets what
// was kept; field "" takes the one that the reason and the words lead to.
func (d *Desk) CorrectReason(ctx context.Context, id, task, reason string, field filing.Field) (View, error) {
	if err := d.checkReason(reason); err != nil {
		return View{}, err
	}
	return d.changeRefusals(ctx, "reason", id, anyRev, true, func(tx Tx, f *filing.Filing) error {
		t := f.Task(task)
		if t == nil {
			return noTask()
		}
		_, needs, err := d.matcher(tx, f)
		if err != nil {
			return err
		}
		if field == "" && (reason != t.Reason || t.Field == "") {
			field = refusal.Where(d.Tables(), reason, t.Words, f, needs)
		} else if field == "" {
			field = t.Field
		}
		if reason != t.Reason {
			t.Confidence, t.Score = string(refusal.Told), 0
			if reason == "" {
				t.Confidence = ""
			}
			if err := d.learn(tx, f, t.Words, reason, false); err != nil {
				return err
			}
		}
		t.Reason, t.Field = reason, field
		return nil
	})
}

// TickTask notes a task as done, or open again.
func (d *Desk) TickTask(ctx context.Context, id, task string, done bool) (View, error) {
	return d.changeRefusals(ctx, "task", id, anyRev, false, func(_ Tx, f *filing.Filing) error {
		t := f.Task(task)
		if t == nil {
			return noTask()
		}
		switch {
		case !done:
			t.Done = time.Time{}
		case t.Done.IsZero():
			t.Done = d.now().UTC()
		}
		return nil
	})
}

// taskID numbers the tasks of a filing, both from 0: "2-3" is the third of the
// second refusal. A number is not given twice while a task bears it, though
// refusals and tasks before it may be removed.
func taskID(refusal, task int) string { return fmt.Sprintf("%d-%d", refusal+1, task+1) }

// nextRefusal is the number of the refusal that comes next, from 0.
func nextRefusal(f *filing.Filing) int {
	n := len(f.Refusals)
	for _, r := range f.Refusals {
		n = max(n, refusalOf(r))
	}
	return n
}

// refusalOf is the number in the ids of a refusal's tasks, from 1; 0 without
// tasks.
func refusalOf(r filing.Refusal) (n int) {
	for _, t := range r.Tasks {
		head, _, _ := strings.Cut(t.ID, "-")
		if x, err := strconv.Atoi(head); err == nil {
			n = max(n, x)
		}
	}
	return n
}

func noTask() error {
	return app.Fail(app.CodeNotFound, "这条任务不在了，请刷新后再试。")
}

// RefusedCounts counts the refusals of all filings; see Reader.
func (d *Desk) RefusedCounts(ctx context.Context) (list []RefusedCount, err error) {
	err = d.store.View(ctx, func(r Reader) error { list, err = r.RefusedCounts(nil); return err })
	return list, err
}

// RefusedFilings lists the filings behind a count; see Reader.
func (d *Desk) RefusedFilings(ctx context.Context, q RefusedFilter) (list []RefusedFiling, err error) {
	err = d.store.View(ctx, func(r Reader) error { list, err = r.RefusedFilings(q); return err })
	return list, err
}
