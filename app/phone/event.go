package phone

import (
	"sync"

	"beiandesk/app/filing"
)

// Event is something the computer's side is told: one of Connected, Waiting,
// Arrived, Looked, Proposed, Missed, CodeEnded, Stopped.
type Event interface{ event() }

// Phone is a phone as far as it is known.
type Phone struct {
	ID   int    // counts from 1 in a session
	Kind string // "iPhone", "安卓手机", …
}

// Connected tells that a phone may send pictures: the first one, or one that
// was let in.
type Connected struct{ Phone Phone }

// Waiting tells that another phone asks to be let in (LetIn, TurnAway).
type Waiting struct{ Phone Phone }

// Arrived tells that a picture was received whole. Data is the original; it
// must not be changed.
type Arrived struct {
	ID       int // for Accept and Return
	Slot     filing.Slot
	Data     []byte
	Replaces int // the arrival in the same slot that it takes the place of, 0 for none
}

// Looked tells what became of an arrival. With Err the picture cannot be read
// and is gone; otherwise it waits for Accept or Return.
type Looked struct {
	ID     int
	Slot   filing.Slot
	Judged Judged
	Err    error
}

// Value is a proposed text.
type Value struct {
	Path filing.Field
	Text string
}

// Proposed tells which texts the phone sent, in the order of Options.Fields.
// Nothing of it is in the filing yet.
type Proposed struct{ Values []Value }

// Missed tells that somebody asked for an address that is none.
type Missed struct{ Count int }

// CodeEnded tells that the PIN was wrong too often: the code is worth nothing
// any more until Refresh.
type CodeEnded struct{}

// Reason says why a Server stopped.
type Reason string

// The reasons.
const (
	StopClosed  Reason = "closed"  // by Stop
	StopMisses  Reason = "misses"  // somebody guesses addresses
	StopUnused  Reason = "unused"  // nobody came for half an hour
	StopOver    Reason = "over"    // the session's day is over
	StopSlept   Reason = "slept"   // the computer slept
	StopNetwork Reason = "network" // the address is gone or the listener failed
)

// Stopped is the last event.
type Stopped struct{ Why Reason }

func (Connected) event() {}
func (Waiting) event()   {}
func (Arrived) event()   {}
func (Looked) event()    {}
func (Proposed) event()  {}
func (Missed) event()    {}
func (CodeEnded) event() {}
func (Stopped) event()   {}

// post hands events to one function in order, without holding up the one who
// tells. What can queue up is bounded by the limits on phones, pictures and
// texts.
type post struct {
	mu     sync.Mutex
	queue  []Event
	wake   chan struct{}
	closed bool
}

func newPost(on func(Event)) *post {
	p := &post{wake: make(chan struct{}, 1)}
	go func() {
		for {
			p.mu.Lock()
			queue, closed := p.queue, p.closed
			p.queue = nil
			p.mu.Unlock()
			for _, e := range queue {
				if on != nil {
					on(e)
				}
			}
			if len(queue) == 0 {
				if closed {
					return
				}
				<-p.wake
			}
		}
	}()
	return p
}

func (p *post) tell(e Event) { p.put(e, false) }

// last tells e and ends the post.
func (p *post) last(e Event) { p.put(e, true) }

func (p *post) put(e Event, last bool) {
	p.mu.Lock()
	if !p.closed {
		p.queue = append(p.queue, e)
		p.closed = last
	}
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}
