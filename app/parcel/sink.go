package parcel

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// form is what a file of the package must prove to be when read back.
type form int

const (
	formBytes form = iota // equal bytes are enough
	formJPEG
	formPDF
	formTable
	formFiling
	formWord
)

// entry is a file that was written.
type entry struct {
	name string
	sum  [sha256.Size]byte
	size int64
	form form
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// sink takes the files of a package under a temporary name.
type sink interface {
	put(name string, data []byte, f form) error
	entries() []entry
	finish() error                           // everything is on the disk
	read(work func(open opener) error) error // read back what was written
	place(dest string, overwrite bool) error // give it its name
	discard() error
}

// opener opens a file of the package by name, and lists the names there are.
type opener interface {
	open(name string) (io.ReadCloser, error)
	names() ([]string, error)
}

type zipSink struct {
	file *os.File
	zip  *zip.Writer
	now  time.Time
	list []entry
}

func newZipSink(d disk, dir string, now time.Time) (*zipSink, error) {
	f, err := d.createTemp(dir, temporary)
	if err != nil {
		return nil, err
	}
	return &zipSink{file: f, zip: zip.NewWriter(d.writer(f)), now: now}, nil
}

func (s *zipSink) entries() []entry { return s.list }

// put adds a file. archive/zip marks names that are not ASCII as UTF-8, which
// Windows Explorer, unzip and macOS honour.
func (s *zipSink) put(name string, data []byte, f form) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: s.now.UTC()}
	if f == formJPEG || f == formBytes {
		h.Method = zip.Store // pictures do not get smaller
	}
	w, err := s.zip.CreateHeader(h)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	s.list = append(s.list, entry{name: name, sum: sha256.Sum256(data), size: int64(len(data)), form: f})
	return s.zip.Flush()
}

func (s *zipSink) finish() error {
	return errors.Join(s.zip.Close(), s.file.Sync(), s.file.Close())
}

func (s *zipSink) read(work func(opener) error) error {
	r, err := zip.OpenReader(s.file.Name())
	if err != nil {
		return err
	}
	return errors.Join(work(zipOpener{&r.Reader}), r.Close())
}

type zipOpener struct{ r *zip.Reader }

func (o zipOpener) open(name string) (io.ReadCloser, error) { return o.r.Open(name) }

func (o zipOpener) names() ([]string, error) {
	var out []string
	for _, f := range o.r.File {
		out = append(out, f.Name)
	}
	return out, nil
}

func (s *zipSink) place(dest string, overwrite bool) error {
	if err := taken(dest, false, overwrite); err != nil {
		return err
	}
	from := s.file.Name()
	if !overwrite {
		// A link never replaces what another program put there meanwhile.
		// Where the disk has no links (FAT), the check above must do.
		err := os.Link(from, dest)
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		if err == nil {
			// The package has its name; the second name must not stay.
			return errors.Join(os.Remove(from), syncDir(filepath.Dir(dest)))
		}
	}
	if err := os.Rename(from, dest); err != nil {
		return err
	}
	return syncDir(filepath.Dir(dest))
}

func (s *zipSink) discard() error {
	// Closing twice is harmless; on Windows an open file cannot be removed.
	_ = s.file.Close()
	return os.Remove(s.file.Name())
}

// syncDir makes a new name last through a power cut. Windows has no such call
// for folders and keeps names by its journal.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	// Some network disks refuse to sync folders; the file itself is synced.
	_ = d.Sync()
	return d.Close()
}

type folderSink struct {
	disk disk
	dir  string
	list []entry
}

func newFolderSink(d disk, parent string) (*folderSink, error) {
	dir, err := d.mkdirTemp(parent, temporary)
	if err != nil {
		return nil, err
	}
	return &folderSink{disk: d, dir: dir}, nil
}

func (s *folderSink) entries() []entry { return s.list }

func (s *folderSink) put(name string, data []byte, f form) error {
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	// Personal data: readable by the user alone, as the ZIP is.
	w, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = s.disk.writer(w).Write(data)
	if err := errors.Join(err, w.Sync(), w.Close()); err != nil {
		return err
	}
	s.list = append(s.list, entry{name: name, sum: sha256.Sum256(data), size: int64(len(data)), form: f})
	return nil
}

func (s *folderSink) finish() error { return syncDir(s.dir) }

func (s *folderSink) read(work func(opener) error) error { return work(folderOpener{s.dir}) }

type folderOpener struct{ dir string }

func (o folderOpener) open(name string) (io.ReadCloser, error) {
	return os.Open(filepath.Join(o.dir, filepath.FromSlash(name)))
}

func (o folderOpener) names() ([]string, error) {
	var out []string
	err := filepath.WalkDir(o.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(o.dir, path)
		out = append(out, filepath.ToSlash(rel))
		return err
	})
	return out, err
}

func (s *folderSink) place(dest string, _ bool) error {
	if err := taken(dest, true, false); err != nil {
		return err
	}
	// taken leaves only an empty folder in the way. Remove fails, and nothing
	// is lost, if something was put into it meanwhile.
	if err := os.Remove(dest); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errExists(err)
	}
	if err := os.Rename(s.dir, dest); err != nil {
		return err
	}
	return syncDir(filepath.Dir(dest))
}

func (s *folderSink) discard() error { return os.RemoveAll(s.dir) }
