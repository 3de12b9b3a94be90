// Package smalldisk gives tests a small disk that can be filled up and made
// read-only, to see what the program does then.
package smalldisk

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Disk is a file system in memory that goes with the test.
type Disk struct {
	Dir     string
	t       testing.TB
	ballast string
}

// New makes a disk of so many bytes. Where the system does not let a test mount
// one, the test is skipped, loudly.
func New(t testing.TB, size int64) *Disk {
	t.Helper()
	dir := t.TempDir()
	if err := mount(dir, size); err != nil {
		t.Skipf("SKIPPED: no small disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := unmount(dir); err != nil {
			t.Error(err)
		}
	})
	return &Disk{dir, t, filepath.Join(dir, ".ballast")}
}

// Leave fills the disk until n bytes, in whole pages, are free.
func (d *Disk) Leave(n int64) {
	d.t.Helper()
	free, err := free(d.Dir)
	if err != nil {
		d.t.Fatal(err)
	}
	f, err := os.OpenFile(d.ballast, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(make([]byte, max(0, free-n))); err != nil && !errors.Is(err, syscall.ENOSPC) {
		d.t.Fatal(err)
	}
}

// Clear makes room again.
func (d *Disk) Clear() {
	d.t.Helper()
	if err := os.Remove(d.ballast); err != nil && !errors.Is(err, os.ErrNotExist) {
		d.t.Fatal(err)
	}
}

// ReadOnly turns the write protection on or off.
func (d *Disk) ReadOnly(on bool) {
	d.t.Helper()
	if err := protect(d.Dir, on); err != nil {
		d.t.Fatal(err)
	}
}
