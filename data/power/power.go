// Package power tells when the machine is about to sleep or its screen is
// locked, where the system says so:
//
//	Linux    logind's PrepareForSleep and the session's Lock, over D-Bus; sleep
//	         is delayed until the caller is done, at most some seconds
//	Windows  PowerRegisterSuspendResumeNotification
//	others   nothing; whoever needs it also watches for jumps of the clock
package power

import (
	"log/slog"
	"time"
)

// most is how long sleep waits for the caller.
const most = 3 * time.Second

// Watch calls fn, on a goroutine of its own, when the machine is about to
// sleep or the session is locked; fn returns when everything is put away.
// stop ends the watch. The error says why the system does not tell.
func Watch(fn func()) (stop func(), err error) { return watch(fn) }

// within runs fn and waits for it, but not for ever.
func within(d time.Duration, fn func()) {
	done := make(chan struct{})
	go func() { defer close(done); fn() }()
	select {
	case <-done:
	case <-time.After(d):
	}
}

// Watched is Watch for callers that go on without: the reason goes to the log.
func Watched(fn func()) (stop func()) {
	stop, err := Watch(fn)
	if err != nil {
		slog.Info("sleep is known by the clock alone", "why", err)
		return func() {}
	}
	return stop
}
