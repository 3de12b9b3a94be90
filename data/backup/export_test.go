package backup

import (
	"context"
	"io"
	"os"
)

// Cheap lowers the work of scrypt for tests that open hundreds of files.
func Cheap() { workCode, workTyped, workMost = 8, 8, 10 }

// AfterStep sets what happens after every step of a swap.
func AfterStep(fn func()) { afterStep = fn }

// UnpackTar reads the inside of a backup into an empty folder and compares it.
func UnpackTar(ctx context.Context, inner io.Reader, dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	u := &unpacker{root: root, meter: &meter{ctx: ctx}, buf: make([]byte, chunk), sums: map[string]sum{}}
	if err := u.all(inner); err != nil {
		return reading(err)
	}
	return reading(u.compare(ctx, dir))
}

// OpenInside opens the age layer.
func OpenInside(f *os.File, passphrase string) (io.Reader, error) { return openFrom(f, passphrase) }

// Dear sets the work of real backups again.
func Dear() { workCode, workTyped, workMost = 16, 18, 20 }
