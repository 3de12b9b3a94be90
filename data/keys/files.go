package keys

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"beiandesk/app"
	"beiandesk/app/seal"
	"beiandesk/data/disk"
)

// TwinSuffix is what the second file's name ends in.
const TwinSuffix = ".2"

// Files are the two files of a ring. One program at a time may use them
// (data/lock).
type Files struct {
	path, twin string
	step       func() // before every step of a write; tests stop there
	unmended   error
}

// At names the files: path and path + TwinSuffix.
func At(path string) *Files { return &Files{path: path, twin: path + TwinSuffix, step: func() {}} }

// Load reads both files; the one of the newer generation counts, and the other
// is written anew from it. ring and plain are nil where there is no key file
// at all; plain is the key of a version-1 file that no ring has replaced yet.
func (f *Files) Load() (ring *seal.Ring, plain *seal.Key, err error) {
	f.unmended = f.sweep()
	a, b := read(f.path), read(f.twin)
	for _, c := range []content{a, b} {
		if app.CodeOf(c.err) == seal.CodeVersion {
			return nil, nil, c.err
		}
	}
	switch {
	case a.plain != nil:
		if b.ring != nil && b.ring.Key != a.plain.ID {
			return nil, nil, f.differ()
		}
		return nil, a.plain, nil // a twin is what a set-up that did not end has left
	case a.ring != nil && b.ring != nil:
		if a.ring.Key != b.ring.Key {
			return nil, nil, f.differ()
		}
		if b.ring.Generation > a.ring.Generation {
			a, b = b, a
		}
	case a.ring == nil && b.ring != nil:
		a, b = b, a
	case a.ring == nil && a.absent() && b.absent():
		return nil, nil, nil
	case a.ring == nil && a.absent():
		return nil, nil, f.lost(b)
	case a.ring == nil:
		return nil, nil, a.err
	}
	if string(a.raw) != string(b.raw) {
		// A ring that can be read opens the data, mended or not.
		f.unmended = errors.Join(f.unmended, f.put(f.path, a.raw), f.put(f.twin, a.raw))
	}
	return a.ring, nil, nil
}

// Unmended tells why the last Load could not make both files equal, or remove
// what a write had left. The ring is good all the same.
func (f *Files) Unmended() error { return f.unmended }

func (f *Files) differ() error {
	return app.Fail(seal.CodeKeyDamaged, "“"+filepath.Base(f.path)+"”和“"+filepath.Base(f.twin)+"”属于两份不同的数据，程序没有打开任何一份。请把原来的两个密钥文件都放回数据文件夹后重新启动。")
}

// lost is what is said when only a twin is there and it cannot be used.
func (f *Files) lost(b content) error {
	if b.err != nil {
		return b.err
	}
	return f.differ()
}

// Save writes the ring into both files. Each is replaced in one step, the twin
// first, so that at every moment one of them holds the old ring or the new one
// whole. A plain key file is overwritten before it is replaced. If the second
// file cannot be written the first is put back, and nothing has changed.
func (f *Files) Save(r seal.Ring) error {
	if err := r.Check(); err != nil {
		return err
	}
	text, err := formRing(r)
	if err != nil {
		return err
	}
	before := read(f.twin)
	if err := f.put(f.twin, text); err != nil {
		return unwritable(f.twin, err)
	}
	if old := read(f.path); old.plain != nil {
		err = f.overwrite(len(old.raw))
	}
	if err == nil {
		err = f.put(f.path, text)
	}
	if err != nil {
		back := os.Remove
		if before.ring != nil {
			back = func(path string) error { return f.put(path, before.raw) }
		}
		if now := read(f.path); now.ring != nil || now.plain != nil { // else the twin is all there is
			err = errors.Join(err, back(f.twin))
		}
		return unwritable(f.path, err)
	}
	return nil
}

// overwrite puts zeros over a plain key. A disk without moving parts, and a
// file system that copies on writing, may keep the old block all the same:
// docs/security.md says so.
func (f *Files) overwrite(size int) error {
	f.step()
	w, err := os.OpenFile(f.path, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = w.WriteAt(make([]byte, size), 0)
	f.step()
	if err == nil {
		err = w.Sync()
	}
	return errors.Join(err, w.Close())
}

// tempStart is how files begin that a write has not finished.
const tempStart = ".key-"

// put replaces a file in one step.
func (f *Files) put(path string, text []byte) error {
	f.step()
	tmp, err := os.CreateTemp(filepath.Dir(path), tempStart+"*") // mode 0600
	if err != nil {
		return err
	}
	f.step()
	_, err = tmp.Write(text[:len(text)/2])
	f.step()
	if err == nil {
		_, err = tmp.Write(text[len(text)/2:])
	}
	f.step()
	if err == nil {
		err = tmp.Sync()
	}
	f.step()
	if err = errors.Join(err, tmp.Close()); err == nil {
		f.step()
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		if gone := os.Remove(tmp.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return err
	}
	f.step()
	return disk.SyncDir(filepath.Dir(path))
}

// sweep removes what a write that was cut off has left. It holds nothing but
// wrapped keys.
func (f *Files) sweep() error {
	entries, err := os.ReadDir(filepath.Dir(f.path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tempStart) {
			err = errors.Join(err, os.Remove(filepath.Join(filepath.Dir(f.path), e.Name())))
		}
	}
	return err
}
