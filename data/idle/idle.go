// Package idle tells how long nobody has touched keyboard or mouse, as far as
// the system tells it without a C library:
//
//	Windows          GetLastInputInfo
//	macOS            HIDIdleTime of the I/O registry, by the system's ioreg
//	Linux with X11   the MIT-SCREEN-SAVER extension
//	Wayland, others  unknown: the window counts its own input
package idle

import (
	"log/slog"
	"time"
)

// Since returns the time since the last input anywhere on this desktop. ok is
// false where the system does not tell. It may take some milliseconds: never
// call it on the UI goroutine.
func Since() (d time.Duration, ok bool) { return since() }

// Source names where Since gets it from, for the log; "" where it does not.
func Source() string {
	if _, ok := since(); !ok {
		return ""
	}
	return source
}

// Known is Since where the system tells, and nil where it does not.
func Known() func() (time.Duration, bool) {
	source := Source()
	if source == "" {
		return nil
	}
	slog.Info("idle time", "source", source)
	return Since
}
