//go:build !windows

package lock

import (
	"net"
	"path/filepath"
)

func places(dir string) []func() (net.Listener, error) {
	return []func() (net.Listener, error){unixSocket(filepath.Join(dir, socketName)), shortSocket(dir), loopback}
}

// letToFront is a matter of Windows alone.
func letToFront(int) {}
