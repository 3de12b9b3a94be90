// Package closing ends what a program has opened, once and the last first, also
// when two goroutines want it at the same time.
package closing

import (
	"errors"
	"sync"
)

// List holds what must be ended. Its zero value is ready.
type List struct {
	once sync.Once
	ends []func(error) error
	err  error
}

// Add puts the end of what was opened last on the list. end is told what went
// wrong so far and returns what goes wrong with itself. All is added before
// anybody calls Close.
func (l *List) Add(end func(soFar error) error) { l.ends = append(l.ends, end) }

// Close ends everything on the list in the reverse order of Add and returns
// soFar joined with what went wrong; whoever comes later waits for the first
// and gets the same.
func (l *List) Close(soFar error) error {
	l.once.Do(func() {
		l.err = soFar
		for i := len(l.ends) - 1; i >= 0; i-- {
			l.err = errors.Join(l.err, l.ends[i](l.err))
		}
	})
	return l.err
}
