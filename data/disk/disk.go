// Package disk holds what every writer to the data folder needs of the file
// system.
package disk

import (
	"errors"
	"os"
	"runtime"
)

// SyncDir makes a new name in dir outlast a loss of power. Windows has no such
// call; NTFS keeps names in its own journal.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
