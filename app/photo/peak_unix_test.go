//go:build unix

package photo_test

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
)

// peakMemory is the largest resident size of this process so far, bytes. On
// Linux it is read from the kernel's own mark, since getrusage also counts what
// the process that started this one held at that moment.
func peakMemory() int64 {
	if runtime.GOOS == "linux" {
		f, err := os.Open("/proc/self/status")
		if err != nil {
			panic(err)
		}
		defer f.Close()
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if rest, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
				var kb int64
				if _, err := fmt.Sscan(rest, &kb); err != nil {
					panic(err)
				}
				return kb << 10
			}
		}
		panic("no VmHWM")
	}
	return largest(syscall.RUSAGE_SELF)
}

// peakOfChildren is that of the largest of all ended children.
func peakOfChildren() int64 { return largest(syscall.RUSAGE_CHILDREN) }

func largest(who int) int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		panic(err)
	}
	if runtime.GOOS == "darwin" {
		return u.Maxrss
	}
	return u.Maxrss << 10
}
