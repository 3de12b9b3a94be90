package idle

import (
	"context"
	"os/exec"
	"time"
)

const source = "HIDIdleTime"

func since() (time.Duration, bool) {
	ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
	defer stop()
	out, err := exec.CommandContext(ctx, "/usr/sbin/ioreg", "-c", "IOHIDSystem", "-d", "4").Output()
	if err != nil {
		return 0, false
	}
	return parseHID(string(out))
}
