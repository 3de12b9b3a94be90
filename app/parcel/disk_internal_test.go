//go:build !windows

package parcel

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/photo"
)

func small() Input {
	return Input{Filing: &filing.Filing{Domain: filing.Domain{Name: "example.com"}, Kind: filing.KindFirst}, Now: time.Unix(1795435200, 0),
		Picture: func(context.Context, filing.Material) ([]byte, error) { return nil, errors.New("no picture") }}
}

// short writes up to left bytes and then fails like a full disk.
type fullDisk struct {
	w    io.Writer
	left *int
}

func (f fullDisk) Write(p []byte) (int, error) {
	if len(p) > *f.left {
		n, err := f.w.Write(p[:*f.left])
		*f.left = 0
		return n, errors.Join(err, &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC})
	}
	*f.left -= len(p)
	return f.w.Write(p)
}

func TestAFullDiskLeavesNothing(t *testing.T) {
	for _, folder := range []bool{false, true} {
		for _, room := range []int{0, 1000, 30_000, 60_000} {
			dir := t.TempDir()
			in := small()
			in.Folder = folder
			d := realDisk
			left := room
			d.writer = func(w io.Writer) io.Writer { return fullDisk{w, &left} }
			_, err := (&builder{in: in, disk: d}).build(t.Context(), filepath.Join(dir, "a"))
			if app.CodeOf(err) != CodeFull {
				t.Errorf("folder %v, room for %d bytes: %v", folder, room, err)
			}
			if list, _ := os.ReadDir(dir); len(list) > 0 {
				t.Errorf("folder %v, room %d: %v remains", folder, room, list)
			}
		}
	}
}

// liar changes one byte on its way to the disk.
type liar struct {
	w io.Writer
	n *int
}

func (l liar) Write(p []byte) (int, error) {
	q := append([]byte(nil), p...)
	if at := 20_000 - *l.n; at >= 0 && at < len(q) {
		q[at] ^= 0x10
	}
	*l.n += len(p)
	return l.w.Write(q)
}

func TestWhatDoesNotReadBackEqualIsRefused(t *testing.T) {
	for _, folder := range []bool{false, true} {
		dir := t.TempDir()
		in := small()
		in.Folder = folder
		d, n := realDisk, 0
		d.writer = func(w io.Writer) io.Writer { return liar{w, &n} }
		_, err := (&builder{in: in, disk: d}).build(t.Context(), filepath.Join(dir, "a"))
		if app.CodeOf(err) != CodeVerify {
			t.Errorf("folder %v: %v", folder, err)
		}
		if list, _ := os.ReadDir(dir); len(list) > 0 {
			t.Errorf("folder %v: %v remains", folder, list)
		}
	}
}

func TestAReadOnlyDiskIsTold(t *testing.T) {
	d := realDisk
	refuse := &fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}
	d.createTemp = func(string, string) (*os.File, error) { return nil, refuse }
	d.mkdirTemp = func(string, string) (string, error) { return "", refuse }
	for _, folder := range []bool{false, true} {
		in := small()
		in.Folder = folder
		if _, err := (&builder{in: in, disk: d}).build(t.Context(), filepath.Join(t.TempDir(), "a")); app.CodeOf(err) != CodeReadOnly {
			t.Errorf("folder %v: %v", folder, err)
		}
	}
}

func TestWriteErrorsHaveSentences(t *testing.T) {
	for want, err := range map[string]error{
		CodeFull:         syscall.ENOSPC,
		CodeReadOnly:     syscall.EACCES,
		CodeExists:       fs.ErrExist,
		CodeNoFolder:     fs.ErrNotExist,
		CodeName:         syscall.ENAMETOOLONG,
		CodeWrite:        syscall.EIO,
		app.CodeCanceled: context.Canceled,
		photo.CodeExport: app.Fail(photo.CodeExport, "有一句话。"),
	} {
		got := writeError(fmt.Errorf("in between: %w", &fs.PathError{Op: "write", Path: "x", Err: err}))
		if app.CodeOf(got) != want || app.MessageOf(got) == "" || !errors.Is(got, err) && app.CodeOf(err) != want {
			t.Errorf("%v became %v, want %s", err, got, want)
		}
	}
}

func TestFormsAreTold(t *testing.T) {
	for f, data := range map[form]string{formJPEG: "\xff\xd8\xff", formPDF: "%PDF-1.3 torn", formTable: "PK", formFiling: `{"schema":1,"more":1}`} {
		if opens(f, []byte(data)) == nil {
			t.Errorf("form %d takes %q", f, data)
		}
	}
}
