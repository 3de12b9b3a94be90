package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
)

// partsInAll keeps a process below some 1.5 GB.
const partsInAll = 32

// inParts runs this program for every part, two at a time, and returns what
// failed.
func inParts(args []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	parts := make(chan int)
	failed := make(chan error, partsInAll)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for k := range parts {
				part := fmt.Sprintf("%d/%d", k, partsInAll)
				c := exec.Command(self, append([]string{"-part", part}, args...)...)
				c.Stdout, c.Stderr = os.Stdout, os.Stderr
				if err := c.Run(); err != nil {
					failed <- fmt.Errorf("part %s: %w", part, err)
				}
			}
		})
	}
	for k := range partsInAll {
		parts <- k
	}
	close(parts)
	workers.Wait()
	close(failed)
	for e := range failed {
		err = errors.Join(err, e)
	}
	return err
}
