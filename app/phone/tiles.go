package phone

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// tileState is where the picture of a slot stands, as the phone shows it.
type tileState string

const (
	tileEmpty      tileState = "empty"
	tileReading    tileState = "reading"    // received, being judged
	tileGood       tileState = "good"       // waits for the computer
	tileDoubtful   tileState = "doubtful"   // waits for the computer
	tileBad        tileState = "bad"        // would be refused by a reviewer; the computer may still take it
	tileUnreadable tileState = "unreadable" // gone
	tileAccepted   tileState = "accepted"
	tileReturned   tileState = "returned" // by the computer, with a note
)

// tile is one slot with the picture that was sent last.
type tile struct {
	slot    Slot
	state   tileState
	arrival int   // of the picture that waits, 0 for none
	bytes   int64 // of it, counted in Server.held
	n       int   // pictures received so far
	head    string
	lines   []string
}

func (s *Server) tile(slot filing.Slot) *tile {
	for _, t := range s.tiles {
		if t.slot.ID == slot {
			return t
		}
	}
	return nil
}

func (s *Server) hasSlot(slot string) bool { return s.tile(filing.Slot(slot)) != nil }

// drop lets go of the picture that waits in a tile. Called with the lock held.
func (s *Server) drop(t *tile) {
	s.held -= t.bytes
	t.bytes, t.arrival = 0, 0
}

// arrive puts a picture that was received whole into its tile. reserved are
// the bytes that were set aside for it; they are kept, shrunk to its size.
func (s *Server) arrive(slot filing.Slot, code [32]byte, reserved int64, data []byte) (id int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hash != code || s.ctx.Err() != nil {
		s.held -= reserved
		return 0, errEnded // the code was refreshed while the picture came
	}
	t := s.tile(slot)
	if t.state == tileAccepted {
		s.held -= reserved
		return 0, errTaken
	}
	replaced := t.arrival
	s.drop(t)
	s.held += int64(len(data)) - reserved
	s.arrival++
	t.arrival, t.bytes, t.state, t.head, t.lines = s.arrival, int64(len(data)), tileReading, "已收到，正在检查…", nil
	t.n++
	s.used = s.now()
	s.post.tell(Arrived{ID: s.arrival, Slot: slot, Data: data, Replaces: replaced})
	return s.arrival, nil
}

// look judges an arrival. It runs on when the phone's connection breaks: the
// verdict is then there when the page asks again.
func (s *Server) look(id int, slot filing.Slot, data []byte) {
	j, err := s.lookSafely(slot, data)
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tile(slot)
	if t.arrival != id {
		return // replaced meanwhile
	}
	if err != nil {
		s.opt.Log.Info("phone: unreadable picture", "slot", string(slot), "code", app.CodeOf(err))
		s.drop(t)
		t.state, t.head, t.lines = tileUnreadable, "打不开，请重拍", []string{app.MessageOf(err)}
		s.post.tell(Looked{ID: id, Slot: slot, Err: err})
		return
	}
	m := j.Material()
	s.opt.Log.Info("phone: picture judged", "slot", string(slot), "outcome", string(m.Outcome))
	t.state, t.head, t.lines = verdictWords(m)
	s.post.tell(Looked{ID: id, Slot: slot, Judged: j})
}

// lookSafely turns a panic of a decoder into an error: what came over the
// network must not end the program.
func (s *Server) lookSafely(slot filing.Slot, data []byte) (j Judged, err error) {
	defer func() {
		if p := recover(); p != nil {
			j, err = nil, app.Wrap(fmt.Errorf("panic: %T", p), app.CodeInternal, "这张照片没有读成。请换一张重拍，或在电脑上用拖放、选择文件的方式添加。")
		}
	}()
	j, err = s.opt.Look(s.ctx, slot, data)
	if errors.Is(err, context.Canceled) {
		err = app.Wrap(err, app.CodeCanceled, "电脑上的窗口已关闭，照片没有留下。请让电脑重新打开，再拍一次。")
	}
	return j, err
}

// Accept tells the phone that an arrival was taken into the filing; call it
// after it was. The server lets go of the picture.
func (s *Server) Accept(arrival int) error {
	return s.settle(arrival, tileAccepted, "已收下", nil)
}

// Return sends an arrival back with a note that the phone shows, at most 200
// characters; the picture is let go of.
func (s *Server) Return(arrival int, note string) error {
	note = strings.TrimSpace(note)
	if utf8.RuneCountInString(note) > maxNote {
		return app.Fail("field.too-long", "给手机的话太长，最多 200 字。请删减后再试。")
	}
	if note == "" {
		note = "电脑那边看过，请重新拍一张。"
	}
	return s.settle(arrival, tileReturned, "被退回，请重拍", []string{note})
}

const maxNote = 200 // characters

func (s *Server) settle(arrival int, state tileState, head string, lines []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.tiles {
		if t.arrival == arrival && arrival != 0 {
			s.drop(t)
			t.state, t.head, t.lines = state, head, lines
			s.used = s.now()
			return nil
		}
	}
	return app.Fail("phone.replaced", "这张照片已经被手机上新拍的一张代替。请看最新的那一张。")
}

// Reopen asks for the picture of a slot once more, after it had been accepted.
func (s *Server) Reopen(slot filing.Slot, note string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tile(slot)
	if t == nil {
		return app.Fail(app.CodeNotFound, "手机页面上没有这一项材料。请关闭后重新打开采集窗口。")
	}
	s.drop(t)
	t.state, t.head, t.lines = tileReturned, "请重拍", nil
	if note = strings.TrimSpace(note); note != "" {
		t.lines = []string{note}
	}
	s.ended, s.used = false, s.now()
	return nil
}

// all tells whether everything was received. Called with the lock held.
func (s *Server) all() bool {
	for _, t := range s.tiles {
		if t.state != tileAccepted {
			return s.ended
		}
	}
	return true
}
