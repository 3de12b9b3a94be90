package capture

import (
	"sync"

	"beiandesk/app/phone"
)

// line holds the one server of the page, and what it tells until the page
// fetches it. Servers are opened and talk on goroutines of their own; whatever
// happens in between, after hang no listener is left.
type line struct {
	mu     sync.Mutex
	server *phone.Server
	turn   int // counts servers and hang-ups: what belongs to an earlier one is dropped
	told   []phone.Event
	closed bool
}

// dial begins a turn and returns its number.
func (l *line) dial() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.turn++
	return l.turn
}

// is tells whether a turn is still the latest.
func (l *line) is(turn int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.turn == turn && !l.closed
}

// open starts a server for a turn. It is called off the UI goroutine. A server
// that comes too late is stopped at once.
func (l *line) open(turn int, o phone.Options) error {
	o.On = func(e phone.Event) { l.tell(turn, e) }
	s, err := phone.Open(o)
	if err != nil {
		return err
	}
	l.mu.Lock()
	late := l.closed || l.turn != turn
	if !late {
		l.server = s
	}
	l.mu.Unlock()
	if late {
		s.Stop()
	}
	return nil
}

func (l *line) tell(turn int, e phone.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.turn != turn || l.closed {
		return
	}
	if a, ok := e.(phone.Arrived); ok { // up to 30 MB that the verdict brings anyway
		a.Data = nil
		e = a
	}
	l.told = append(l.told, e)
	if _, over := e.(phone.Stopped); over {
		l.server = nil
	}
}

// fetch returns the server, nil when there is none, and what it told since.
func (l *line) fetch() (*phone.Server, []phone.Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	told := l.told
	l.told = nil
	return l.server, told
}

// hang stops the server; what it still tells is not wanted any more.
func (l *line) hang() {
	l.mu.Lock()
	s := l.server
	l.server, l.told = nil, nil
	l.turn++
	l.mu.Unlock()
	if s != nil {
		s.Stop()
	}
}

// close is hang for good.
func (l *line) close() {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	l.hang()
}
