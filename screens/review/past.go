package review

import (
	"context"
	"strconv"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/screens/text"
)

// act is a change of refusals made on this page that can be taken back. read is
// the pasted text that was recorded by it; undone, it stands in the field again.
type act struct {
	undo *desk.RefusalUndo
	read *desk.Reading
}

// queue runs the changes of refusals made on this page one after another, in
// the order in which they were asked for: a step back knows what the change
// before it has come to. work, which alone may touch past and future, ends what
// it has begun also when the page closes.
func (y *History) queue(work func(ctx context.Context) error, done func(error)) {
	before, mine := y.last, make(chan struct{})
	y.last = mine
	y.steps++ // each has a key of its own: two in a row must not drop one another
	y.host.Go("refusals:"+y.id+":"+strconv.Itoa(y.steps), func(ctx context.Context) error {
		defer close(mine)
		if before != nil {
			<-before
		}
		return work(context.WithoutCancel(ctx))
	}, done)
}

// amend carries out a change of refusals. The toast, and Ctrl+Z, take it back.
func (y *History) amend(sentence string, read *desk.Reading, work func(ctx context.Context) (desk.View, error), done func(error)) {
	var v desk.View
	y.queue(func(ctx context.Context) (err error) {
		if v, err = work(ctx); err == nil {
			y.past, y.future = append(y.past, act{v.Undo, read}), nil
		}
		return err
	}, func(err error) {
		if err == nil {
			y.took(v)
			y.host.Toast(sentence, y.Undo)
			y.readVersions()
		}
		done(err)
	})
}

// orAlert is done for a change that has nothing to tidy up.
func (y *History) orAlert(err error) {
	if err != nil {
		y.host.Alert(err)
	}
}

// Undo implements screens.Undoer: the last change of refusals made on this page
// is taken back.
func (y *History) Undo() {
	y.travel(&y.past, &y.future, text.Undone, text.UndoneNothing, func(a act) { y.paste.restore(a.read) })
}

// Redo brings back what Undo took.
func (y *History) Redo() {
	y.travel(&y.future, &y.past, text.Redone, text.RedoneNothing, func(a act) {
		if a.read != nil {
			y.paste.clear()
		}
	})
}

func (y *History) travel(from, to *[]act, done, nothing string, then func(act)) {
	var a act
	var v desk.View
	none := false
	y.queue(func(ctx context.Context) (err error) {
		n := len(*from)
		if none = n == 0; none {
			return nil
		}
		a = (*from)[n-1]
		v, err = y.desk.UndoRefusal(ctx, a.undo)
		switch {
		case err == nil:
			*from, *to = (*from)[:n-1], append(*to, act{v.Undo, a.read})
		case app.CodeOf(err) == desk.CodeMoved: // there is no way back from here
			y.past, y.future = nil, nil
		}
		return err
	}, func(err error) {
		switch {
		case err != nil:
			y.host.Alert(err)
			if !y.closed {
				y.Reload()
			}
			return
		case none:
			y.host.Toast(nothing, nil)
			return
		}
		if v.Filing.State != y.view.Filing.State {
			y.settle()
		}
		then(a)
		y.took(v)
		y.host.Toast(done, nil)
		if !y.closed {
			y.readVersions()
		}
	})
}

// settle makes the buttons of a new state wait; see settleTime.
func (y *History) settle() {
	y.settling = true
	y.host.After(settleTime, func() { y.settling = false })
}
