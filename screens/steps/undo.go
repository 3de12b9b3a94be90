package steps

import "beiandesk/app/filing"

// record keeps the stored values of edits for undo.
func (s *Session) record(edits []filing.Edit) {
	var back []filing.Edit
	for _, e := range edits {
		old, _ := s.view.Filing.Get(e.Field)
		back = append(back, filing.Edit{Field: e.Field, Value: old})
	}
	s.undo, s.redo = append(s.undo, back), nil
	if len(s.undo) > 200 {
		s.undo = s.undo[1:]
	}
}

// holdStacks remembers undo and redo as they are before an edit.
func (s *Session) holdStacks() {
	undo, redo := s.undo, s.redo
	s.revert = func() { s.undo, s.redo = undo, redo }
}

// CanUndo and CanRedo tell whether there is anything to take back or bring
// back.
func (s *Session) CanUndo() bool { return len(s.undo) > 0 || len(s.pending) > 0 }
func (s *Session) CanRedo() bool { return len(s.redo) > 0 }

// Undo takes the last change of fields back and returns the field to stand on,
// or "" if there was none. Text that still waits is saved first, so that it
// can come back by Redo.
func (s *Session) Undo() filing.Field {
	s.Flush()
	if s.busy {
		if len(s.undo) > 0 {
			s.queue = append(s.queue, waiting{start: func(ok bool) {
				if ok {
					s.step(&s.undo, &s.redo)
				}
			}})
			return s.undo[len(s.undo)-1][0].Field
		}
		return ""
	}
	return s.step(&s.undo, &s.redo)
}

// Redo brings back what Undo took.
func (s *Session) Redo() filing.Field {
	if s.busy || len(s.pending) > 0 {
		return ""
	}
	return s.step(&s.redo, &s.undo)
}

func (s *Session) step(from, to *[][]filing.Edit) filing.Field {
	n := len(*from)
	if n == 0 || s.stuck {
		return ""
	}
	s.holdStacks()
	edits := (*from)[n-1]
	*from = (*from)[:n-1]
	var back []filing.Edit
	for _, e := range edits {
		now, _ := s.view.Filing.Get(e.Field)
		back = append(back, filing.Edit{Field: e.Field, Value: now})
	}
	*to = append(*to, back)
	s.send(edits)
	return edits[0].Field
}
