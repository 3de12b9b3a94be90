package store

import (
	"beiandesk/app"
	"beiandesk/app/seal"
)

// Lock waits for running transactions and wipes the keys. Until Unlock every
// call is refused with CodeLocked. The files stay open: no other process may
// take what this one has promised for lost.
func (s *Store) Lock() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.locked = true // nobody enters from here on
	for s.running > 0 {
		s.idle.Wait()
	}
	s.wipe()
}

// wipe needs mu, and nobody inside.
func (s *Store) wipe() {
	if s.box != nil {
		s.box.Wipe()
		s.box = nil
	}
}

// Unlock takes the keys again. Keys of other data are refused with
// seal.CodeWrongKey; the store stays locked then. Unlocking what is not locked
// does nothing.
func (s *Store) Unlock(source seal.Keys) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return app.Fail(CodeClosed, "数据已关闭。请重新启动程序。")
	}
	if !s.locked || s.box != nil { // the second: Lock still waits
		return nil
	}
	box, err := seal.NewBox(source)
	if err != nil {
		return err
	}
	if err := checkKey(s.reader, box); err != nil {
		box.Wipe()
		return err
	}
	s.box, s.locked = box, false
	return nil
}
