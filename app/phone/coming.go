package phone

import (
	"sync/atomic"

	"beiandesk/app/filing"
)

// Coming is a picture that is on its way from a phone.
type Coming struct {
	Slot     filing.Slot
	Received int64 // bytes of the request so far
	Size     int64 // bytes of the whole request, its wrapping included
}

// Percent is how much is here, 0…99: the whole picture is an Arrived.
func (c Coming) Percent() int {
	if c.Size <= 0 {
		return 0
	}
	return int(min(99, max(0, c.Received*100/c.Size)))
}

// coming is a Coming as it is counted.
type coming struct {
	slot filing.Slot
	size int64
	n    atomic.Int64
}

// Coming returns the pictures on their way, the oldest first.
func (s *Server) Coming() []Coming {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Coming
	for _, c := range s.coming {
		list = append(list, Coming{Slot: c.slot, Received: c.n.Load(), Size: c.size})
	}
	return list
}

// expect counts a picture until the returned function is called.
func (s *Server) expect(slot filing.Slot, size int64, b *body) (over func()) {
	c := &coming{slot: slot, size: size}
	b.count = &c.n
	s.mu.Lock()
	s.coming = append(s.coming, c)
	s.mu.Unlock()
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		for i, x := range s.coming {
			if x == c {
				s.coming = append(s.coming[:i:i], s.coming[i+1:]...)
				return
			}
		}
	}
}
