//go:build unix

package decoder

import (
	"os"
	"os/exec"
	"syscall"
)

// slack is what the limit of the system lies above the watchdog's: Go takes
// address space 64 MB at a time, each thread of C 8 MB, and wazero the code.
const slack = 512 << 20

// confineSelf limits the process by the system: memory that can be written
// (Linux; elsewhere the watchdog stands alone), no file, and no core dump,
// which would hold the picture. The address space itself is not limited: Go
// reserves far more of it than it uses.
func confineSelf(memory uint64) error {
	for _, limit := range []struct {
		resource int
		most     uint64
	}{
		{syscall.RLIMIT_CORE, 0},
		{syscall.RLIMIT_FSIZE, 0},
		{syscall.RLIMIT_DATA, memory + slack},
	} {
		if err := lower(limit.resource, limit.most); err != nil {
			return err
		}
	}
	return nil
}

// lower never asks for more than is granted already.
func lower(resource int, most uint64) error {
	var now syscall.Rlimit
	if err := syscall.Getrlimit(resource, &now); err != nil {
		return err
	}
	most = min(most, uint64(now.Max))
	return syscall.Setrlimit(resource, &syscall.Rlimit{Cur: most, Max: most})
}

func hide(*exec.Cmd) {}

// confine has nothing to add to what the child does to itself.
func confine(*os.Process) (release func(), err error) { return func() {}, nil }
