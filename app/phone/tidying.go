package phone

import (
	"runtime/debug"
	"sync"
)

// tidying gives memory back to the system after uploads, by the side: pictures
// of 30 MB one after another would otherwise grow the heap to several times what
// is held. Its zero value is ready.
type tidying struct {
	mu    sync.Mutex
	busy  bool
	again bool
}

// ask has it done once at a time, and once more for who asked meanwhile.
func (t *tidying) ask() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.again = t.busy; t.busy {
		return
	}
	t.busy = true
	go t.run()
}

func (t *tidying) run() {
	for more := true; more; {
		debug.FreeOSMemory()
		t.mu.Lock()
		more, t.again = t.again, false
		t.busy = more
		t.mu.Unlock()
	}
}
