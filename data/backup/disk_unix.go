//go:build unix

package backup

import (
	"os"
	"syscall"
)

// sameDisk compares file systems; two parts of one disk count as two.
func sameDisk(a, b string) bool {
	x, errA := os.Stat(a)
	y, errB := os.Stat(b)
	if errA != nil || errB != nil {
		return false
	}
	p, okA := x.Sys().(*syscall.Stat_t)
	q, okB := y.Sys().(*syscall.Stat_t)
	return okA && okB && p.Dev == q.Dev
}
