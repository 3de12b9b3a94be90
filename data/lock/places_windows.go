package lock

import (
	"net"

	"golang.org/x/sys/windows"
)

func places(string) []func() (net.Listener, error) {
	return []func() (net.Listener, error){loopback}
}

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// letToFront allows another process to raise its window. Windows lets only the
// process that the user has just started do that, which is this one. If it
// refuses, the other window flashes in the task bar instead.
func letToFront(pid int) {
	_, _, _ = allowSetForegroundWindow.Call(uintptr(pid))
}
