//go:build unix

package photo_test

import (
	"os"
	"runtime"
	"syscall"
)

// peakMemory is the largest resident size of an ended process, bytes.
func peakMemory(p *os.ProcessState) int64 { return resident(p.SysUsage().(*syscall.Rusage)) }

// peakOfChildren is that of the largest of all ended children.
func peakOfChildren() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &u); err != nil {
		panic(err)
	}
	return resident(&u)
}

func resident(u *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return u.Maxrss
	}
	return u.Maxrss << 10
}
