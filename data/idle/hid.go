package idle

import (
	"strconv"
	"strings"
	"time"
)

// parseHID reads the line "HIDIdleTime" = 1234 (nanoseconds) from ioreg.
func parseHID(out string) (time.Duration, bool) {
	_, rest, found := strings.Cut(out, `"HIDIdleTime" = `)
	if !found {
		return 0, false
	}
	number, _, _ := strings.Cut(rest, "\n")
	ns, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
	return time.Duration(ns), err == nil && ns >= 0
}
