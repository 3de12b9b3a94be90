package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// RefusalUndo takes back one change of a filing's refusals; see UndoRefusal.
type RefusalUndo struct {
	filing        string
	learns        bool // phrases are looked at
	before, after refusals
}

// refusals is all that recording, correcting or removing a refusal touches;
// what is counted follows from it.
type refusals struct {
	state    filing.State
	since    time.Time
	log      []filing.Entry
	list     []filing.Refusal
	removed  []time.Time
	portrait filing.Portrait
	phrases  map[string]Phrase // learnt in this filing, by their words
}

func refusalsOf(r Reader, f *filing.Filing, learns bool) (refusals, error) {
	x := refusals{state: f.State, since: f.Since, log: slices.Clone(f.Log), list: slices.Clone(f.Refusals), removed: slices.Clone(f.RefusalsRemoved), portrait: f.Portrait, phrases: map[string]Phrase{}}
	for i := range x.list {
		x.list[i].Tasks = slices.Clone(x.list[i].Tasks)
	}
	if !learns {
		return x, nil
	}
	all, err := r.Phrases()
	for _, p := range all {
		if p.Filing == f.ID {
			x.phrases[p.Words] = p
		}
	}
	return x, err
}

// changeRefusals is change for what touches refusals: it counts them anew and
// keeps what is needed to take the change back. learns tells whether phrases
// may change: they are up to MaxPhrases to open.
func (d *Desk) changeRefusals(ctx context.Context, kind, id string, rev int64, learns bool, work func(tx Tx, f *filing.Filing) error) (View, error) {
	u := &RefusalUndo{filing: id, learns: learns}
	v, err := d.change(ctx, did(DidRefusal, kind), id, rev, func(tx Tx, f *filing.Filing) (err error) {
		if u.before, err = refusalsOf(tx, f, learns); err != nil {
			return err
		}
		if err := work(tx, f); err != nil {
			return err
		}
		if err := tx.SetRefused(f.ID, refusedOf(f)); err != nil {
			return err
		}
		u.after, err = refusalsOf(tx, f, learns)
		return err
	})
	if err == nil {
		v.Undo = u
	}
	return v, err
}

// UndoRefusal brings back what a filing's refusals were before a change: state
// and log, tasks, counts, what was learnt, and a portrait that was marked as
// returned. What was done to the form or noted in the log since then stays. If
// the order has moved on, or its refusals are others now, nothing is changed
// (CodeMoved). The View's Undo brings back what was undone.
func (d *Desk) UndoRefusal(ctx context.Context, u *RefusalUndo) (View, error) {
	return d.changeRefusals(ctx, "undone", u.filing, anyRev, u.learns, func(tx Tx, f *filing.Filing) error {
		if f.State != u.after.state || len(f.Log) < len(u.after.log) ||
			!sameList(f.Log[:len(u.after.log)], u.after.log) || !sameList(f.Refusals, u.after.list) ||
			!sameList(f.RefusalsRemoved, u.after.removed) {
			return wentOn()
		}
		later := f.Log[len(u.after.log):]
		if slices.ContainsFunc(later, moves) {
			return wentOn()
		}
		if alike(f.Portrait, u.after.portrait) {
			f.Portrait = u.before.portrait
		}
		f.State, f.Since, f.Log = u.before.state, u.before.since, slices.Concat(u.before.log, later)
		f.Refusals, f.RefusalsRemoved = slices.Clone(u.before.list), slices.Clone(u.before.removed)
		for i := range f.Refusals {
			f.Refusals[i].Tasks = slices.Clone(f.Refusals[i].Tasks)
		}
		return unlearn(tx, u)
	})
}

// unlearn puts the phrases back that the change replaced, added or forgot.
func unlearn(tx Tx, u *RefusalUndo) error {
	for words, p := range u.after.phrases {
		if _, was := u.before.phrases[words]; was {
			continue
		}
		p.Reason = ""
		if err := tx.PutPhrase(p); err != nil {
			return err
		}
	}
	for words, p := range u.before.phrases {
		if now, there := u.after.phrases[words]; there && now.Reason == p.Reason && now.At.Equal(p.At) {
			continue
		}
		if err := tx.PutPhrase(p); err != nil {
			return err
		}
	}
	return nil
}

// moves tells whether a line of the log is about a change of state.
func moves(e filing.Entry) bool { return e.From != e.To }

// sameList is alike for lists: an empty one is stored as none.
func sameList[T any](a, b []T) bool { return len(a) == 0 && len(b) == 0 || alike(a, b) }

// alike tells whether two values are stored as the same.
func alike(a, b any) bool {
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err == nil && err2 == nil && bytes.Equal(x, y)
}

// CodeMoved is the code of UndoRefusal where there is no way back any more.
const CodeMoved = "refusal.moved"

func wentOn() error {
	return app.Fail(CodeMoved, "这份备案后来又有了新的进展，这一步不能再撤销。要改的话，请在“退回记录”里修改或删除。")
}
