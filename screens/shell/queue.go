package shell

import (
	"sync"
	"time"
)

// Queue stands in for the UI goroutine where no driver runs, in tests and for
// pictures: it keeps functions until WaitIdle runs them on its own goroutine.
type Queue struct {
	mu    sync.Mutex
	waits []func()
}

// Do keeps a function.
func (q *Queue) Do(fn func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waits = append(q.waits, fn)
}

// Run runs what was kept, and tells whether there was anything.
func (q *Queue) Run() bool {
	q.mu.Lock()
	now := q.waits
	q.waits = nil
	q.mu.Unlock()
	for _, fn := range now {
		fn()
	}
	return len(now) > 0
}

// WaitIdle waits until no page has work under way, at most the given time, and
// tells whether it got there. With a Queue it must be called on the goroutine
// that owns the window; otherwise on any other, since it waits for the UI
// goroutine.
func (s *Shell) WaitIdle(most time.Duration) bool {
	end := time.Now().Add(most)
	for still := 0; time.Now().Before(end); {
		if s.quiet() {
			if still++; still > 2 { // twice, since an end may start something new
				return true
			}
		} else {
			still = 0
		}
		time.Sleep(2 * time.Millisecond)
	}
	return false
}

// quiet lets the UI goroutine catch up and tells whether nothing was to do.
func (s *Shell) quiet() bool {
	if s.d.Queue != nil {
		return !s.d.Queue.Run() && s.idle()
	}
	answer := make(chan bool, 1)
	s.d.Do(func() { answer <- s.idle() })
	return <-answer
}

func (s *Shell) idle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.running) == 0 && !s.told && !s.host.Busy()
}
