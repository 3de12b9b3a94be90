package idle

import (
	"testing"
	"time"
)

func TestTheRegistryOfMacOSIsRead(t *testing.T) {
	const out = "  | |   {\n  | |     \"HIDIdleTime\" = 1500000000\n  | |     \"HIDServiceSupport\" = Yes\n"
	if d, ok := parseHID(out); !ok || d != 1500*time.Millisecond {
		t.Errorf("%v, %v", d, ok)
	}
	for _, bad := range []string{"", `"HIDIdleTime" = `, `"HIDIdleTime" = x`, `"HIDIdleTime" = -1`} {
		if _, ok := parseHID(bad); ok {
			t.Errorf("%q is taken", bad)
		}
	}
}

// Without a display there is no answer, and no error that stops anything.
func TestWithoutADisplayNothingIsKnown(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if d, ok := Since(); ok && (d < 0 || d > 365*24*time.Hour) {
		t.Errorf("%v", d)
	}
}
