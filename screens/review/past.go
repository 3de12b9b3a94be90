package review

import (
	"context"
	"strconv"

	"beiandesk/app/desk"
	"beiandesk/screens/text"
)

// act is a change of refusals made on this page that can be taken back. read is
// the pasted text that was recorded by it; undone, it stands in the field again.
type act struct {
	undo *desk.RefusalUndo
	read *desk.Reading
}

// amend carries out a change of refusals. The toast, and Ctrl+Z, take it back.
func (y *History) amend(sentence string, read *desk.Reading, work func(ctx context.Context) (desk.View, error), done func(error)) {
	var undo *desk.RefusalUndo
	y.change(func(ctx context.Context) (desk.View, error) {
		v, err := work(ctx)
		undo = v.Undo
		return v, err
	}, func(err error) {
		if err == nil {
			y.past, y.future = append(y.past, act{undo, read}), nil
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
	n := len(*from)
	if n == 0 {
		y.host.Toast(nothing, nil)
		return
	}
	a := (*from)[n-1]
	*from = (*from)[:n-1]
	y.steps++ // each has a key of its own: two in a row must not drop one another
	var v desk.View
	y.host.Go("undo:"+y.id+":"+strconv.Itoa(y.steps), func(ctx context.Context) (err error) {
		v, err = y.desk.UndoRefusal(context.WithoutCancel(ctx), a.undo)
		return err
	}, func(err error) {
		if err != nil { // the order has moved on: there is no way back from here
			y.past, y.future = nil, nil
			y.host.Alert(err)
			if !y.closed {
				y.Reload()
			}
			return
		}
		*to = append(*to, act{v.Undo, a.read})
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
