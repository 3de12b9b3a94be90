package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"beiandesk/app/desk"
)

// ledgerName is the file in the data folder's backup folder that says which
// backups this program has made and found good. Only these are ever rotated: a
// file of the same name from another computer on the same disk is not ours.
const ledgerName = "made.json"

type ledger struct {
	Next    int64    `json:"next"`    // number of the next backup
	Made    []entry  `json:"made"`    // good ones, in the order of their making
	Working []string `json:"working"` // unfinished files and folders, to be cleared away
}

// entry is one good backup. N grows with each and does not follow the clock.
type entry struct {
	N        int64           `json:"n"`
	Folder   string          `json:"folder"`
	Name     string          `json:"name"`
	At       time.Time       `json:"at"` // by the clock of then, with its zone
	Size     int64           `json:"size"`
	Mark     string          `json:"mark"` // of the file's beginning, which age fills by chance
	Kind     desk.BackupKind `json:"kind"`
	Filings  int             `json:"filings"`
	Pictures int             `json:"pictures"`
	Missing  int             `json:"missing,omitempty"`
}

func (e entry) path() string { return filepath.Join(e.Folder, e.Name) }

// readLedger takes a ledger that cannot be read for an empty one: then no file
// is ours, and none is removed.
func readLedger(path string) (l ledger, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	if json.Unmarshal(data, &l) != nil {
		return ledger{}, nil
	}
	for _, e := range l.Made {
		l.Next = max(l.Next, e.N+1)
	}
	return l, nil
}

func (l ledger) write(path string) error {
	data, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return fmt.Errorf("write the ledger as JSON: %w", err)
	}
	return writeWhole(path, append(data, '\n'))
}

// markOf tells files of equal names apart: the header of an age file holds a
// random salt.
func markOf(path string) (mark string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close() // only read from
	info, err := f.Stat()
	if err != nil {
		return "", 0, err
	}
	head, err := io.ReadAll(io.LimitReader(f, 256))
	if err != nil {
		return "", 0, err
	}
	s := sha256.Sum256(head)
	return hex.EncodeToString(s[:16]), info.Size(), nil
}

// still tells whether the file is there and the very one that was made.
func (e entry) still() bool {
	mark, size, err := markOf(e.path())
	return err == nil && mark == e.Mark && size == e.Size
}

// Names of backups and of what is unfinished.
const (
	namePrefix    = "beiandesk-"
	nameSuffix    = ".age"
	nameTime      = "20060102-150405"
	scratchPrefix = ".beiandesk-scratch-"
	partSuffix    = ".part"
)

// nameFor is free in the folder, also when the clock stands still.
func nameFor(folder string, at time.Time) (string, error) {
	for i := 1; i < 1000; i++ {
		name := namePrefix + at.Format(nameTime) + nameSuffix
		if i > 1 {
			name = fmt.Sprintf("%s%s-%d%s", namePrefix, at.Format(nameTime), i, nameSuffix)
		}
		if _, err := os.Lstat(filepath.Join(folder, name)); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
	return "", fs.ErrExist
}

// named tells whether a file calls itself a backup, and of when.
func named(name string, zone *time.Location) (at time.Time, ok bool) {
	rest, ok := strings.CutPrefix(name, namePrefix)
	if !ok || !strings.HasSuffix(name, nameSuffix) || len(rest) < len(nameTime) {
		return at, false
	}
	at, err := time.ParseInLocation(nameTime, rest[:len(nameTime)], zone)
	return at, err == nil
}

// unfinished tells whether a path of the ledger may be cleared away: a damaged
// ledger must not lead to anything else.
func unfinished(path string) bool {
	base := filepath.Base(path)
	return filepath.IsAbs(path) && (strings.HasPrefix(base, scratchPrefix) ||
		strings.HasPrefix(base, namePrefix) && strings.HasSuffix(base, nameSuffix+partSuffix) ||
		strings.HasPrefix(base, RestoredPrefix) && strings.HasSuffix(base, partSuffix))
}

// clear removes what a killed run has left. What cannot be removed now, since
// its disk is not there, stays in the list.
func (l *ledger) clear() {
	l.Working = slices.DeleteFunc(l.Working, func(path string) bool {
		if !unfinished(path) {
			return true
		}
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return false
		}
		return os.RemoveAll(path) == nil
	})
}
