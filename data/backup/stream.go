package backup

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"filippo.io/age"

	"beiandesk/app/seal"
	"beiandesk/data/disk"
)

// Work factors of scrypt, as the logarithm of N; r = 8 and p = 1 are fixed by
// age, so 16 takes 64 MiB and 18 takes 256 MiB. A code made by the program has
// 128 bits of chance, and no work factor adds to that; it is chosen so that a
// backup in the background stays below 100 MB. What a person has made up gets
// age's own default.
var ( // tests of many files lower them
	workCode  = 16
	workTyped = 18
	workMost  = 20 // of a file to be opened: 1 GiB; more is an attack
)

// Progress is told how many bytes of how many are done. It may be nil.
type Progress func(done, total int64)

// meter counts bytes and lets a cancel be heard.
type meter struct {
	ctx         context.Context
	done, total int64
	tell        Progress
}

func (m *meter) add(n int) error {
	m.done += int64(n)
	if m.tell != nil {
		m.tell(min(m.done, m.total), m.total)
	}
	return m.ctx.Err()
}

// chunk is how much is copied at once, bytes.
const chunk = 256 << 10

// copyTo copies all of r and returns its length.
func (m *meter) copyTo(w io.Writer, r io.Reader, buf []byte) (total int64, err error) {
	for {
		n, err := r.Read(buf)
		if n > 0 {
			if _, err := w.Write(buf[:n]); err != nil {
				return total, err
			}
			total += int64(n)
			if err := m.add(n); err != nil {
				return total, err
			}
		}
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

// sealTo begins an age file. The memory of scrypt is given back at once, or it
// would stand beside that of the check.
func sealTo(w io.Writer, passphrase string, work int) (io.WriteCloser, error) {
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	r.SetWorkFactor(work)
	out, err := age.Encrypt(w, r)
	debug.FreeOSMemory()
	return out, err
}

// openFrom opens an age file. A code may be typed with small letters, blanks or
// other dashes; each spelling is tried, the typed one first.
func openFrom(r io.ReadSeeker, passphrase string) (out io.Reader, err error) {
	for _, spelled := range spellings(passphrase) {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		identity, idErr := age.NewScryptIdentity(spelled)
		if idErr != nil {
			return nil, idErr
		}
		identity.SetMaxWorkFactor(workMost)
		out, err = age.Decrypt(r, identity)
		debug.FreeOSMemory()
		if err == nil {
			return out, nil
		}
	}
	return nil, err
}

func spellings(passphrase string) []string {
	typed := strings.TrimSpace(passphrase)
	list := []string{typed}
	groups := strings.FieldsFunc(strings.ToUpper(typed), func(r rune) bool { return strings.ContainsRune(" \t-－—–_", r) })
	if code := strings.Join(groups, "-"); len(groups) == 8 && code != typed {
		list = append(list, code)
	} else if r, err := seal.ParseRecovery(typed); err == nil && string(r) != typed { // without blanks and dashes
		list = append(list, string(r))
	}
	return list
}

// tmpSuffix is of a small file while it is written; a killed run leaves at most
// one of each, which the next one overwrites.
const tmpSuffix = ".tmp"

// writeWhole writes a small file beside its place and renames it there.
func writeWhole(path string, data []byte) (err error) {
	f, err := os.OpenFile(path+tmpSuffix, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(path+tmpSuffix, path)
	}
	if err == nil {
		err = disk.SyncDir(filepath.Dir(path))
	}
	return err
}
