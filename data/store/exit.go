package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/gofrs/flock"

	"beiandesk/app"
)

// exitGuard knows whether the last exit was clean. While a store is open the
// marker file exists and every process holds a shared lock; the last one to
// close takes the marker away. A marker that nobody holds is from a crash.
type exitGuard struct {
	lock   *flock.Flock
	marker string
}

// guardExit marks the store open. unclean tells that an earlier process ended
// without closing and that no other one is running.
func guardExit(database string) (g *exitGuard, unclean bool, err error) {
	g = &exitGuard{lock: flock.New(database+".lock", flock.SetPermissions(0o600)), marker: database + ".open"}
	alone, err := g.lock.TryLock()
	if err != nil {
		return nil, false, translate(err, "lock "+g.lock.Path())
	}
	if alone {
		_, err := os.Stat(g.marker)
		unclean = err == nil
		if !unclean {
			err = os.WriteFile(g.marker, nil, 0o600)
		}
		// Unlock and lock again: Windows cannot turn one kind into the other.
		if err = errors.Join(err, g.lock.Unlock()); err != nil {
			return nil, false, translate(err, "mark the store open")
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	shared, err := g.lock.TryRLockContext(ctx, 20*time.Millisecond)
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return nil, false, translate(err, "share the lock "+g.lock.Path())
	}
	if !shared {
		return nil, false, app.Fail(CodeBusy, "另一个程序正在打开或关闭数据。请稍后再启动。")
	}
	return g, unclean, nil
}

// clean notes a clean exit, unless another process still has the store open.
func (g *exitGuard) clean() error {
	if err := g.lock.Unlock(); err != nil {
		return translate(err, "unlock")
	}
	last, err := g.lock.TryLock()
	if err != nil {
		return translate(err, "lock")
	}
	if !last {
		return nil
	}
	if err := os.Remove(g.marker); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(translate(err, "note the clean exit"), g.lock.Unlock())
	}
	return translate(g.lock.Unlock(), "unlock")
}

// release gives the lock back and leaves the marker as it is: an Open that
// fails says nothing about the exit before.
func (g *exitGuard) release() error { return translate(g.lock.Unlock(), "unlock") }
