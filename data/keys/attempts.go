package keys

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"time"

	"beiandesk/app"
	"beiandesk/app/seal"
)

// Attempts counts wrong passphrases in a file, so that the growing wait
// outlives a restart. It says how many and when, nothing of what was tried.
// Whoever can delete the file can skip the wait: what protects the passphrase
// is Argon2id; the wait keeps a colleague at the keyboard from trying on.
type Attempts struct{ Path string }

type attempts struct {
	Failed int       `json:"failed"`
	Last   time.Time `json:"last"`
}

// Load returns zero where there is no file, or a damaged one.
func (a Attempts) Load() (failed int, last time.Time, err error) {
	b, err := os.ReadFile(a.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, time.Time{}, nil
	}
	if err != nil {
		return 0, time.Time{}, unreadable(a.Path, err)
	}
	var x attempts
	if json.Unmarshal(b, &x) != nil || x.Failed < 0 {
		return 0, time.Time{}, nil // Save writes it anew
	}
	return x.Failed, x.Last, nil
}

// Save keeps the count; zero removes the file.
func (a Attempts) Save(failed int, last time.Time) error {
	if failed == 0 {
		if err := os.Remove(a.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return uncounted(err)
		}
		return nil
	}
	b, err := json.Marshal(attempts{failed, last.UTC()})
	if err != nil {
		return err
	}
	f := At(a.Path)
	if err := f.put(a.Path, append(b, '\n')); err != nil {
		return uncounted(err)
	}
	return nil
}

// uncounted is said instead of trying a passphrase whose failure could not be
// written down.
func uncounted(err error) error {
	return app.Wrap(err, seal.CodeKeyFile, "数据文件夹不允许写入，或磁盘空间已满，暂时不能用密码或恢复码打开。请检查磁盘空间、权限和写保护，然后再试。")
}
