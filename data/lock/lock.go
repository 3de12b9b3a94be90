// Package lock lets one program at a time work on a data folder. A second
// start asks the first one to show its window and then ends.
//
// The lock is the operating system's, on the file beiandesk.lock: it goes with
// the process, however that ends. Beside it lies show.json, readable by the
// user alone, which says where the first program listens: at a Unix socket in
// the data folder, or in the temporary folder if that path is too long or the
// disk knows no sockets, or else (always on Windows) at a port that only this
// computer reaches. A random token proves that the caller can read the folder.
package lock

import (
	"errors"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"beiandesk/app"
)

// ErrShown is returned by Take when the program that holds the folder has been
// asked to show its window and has said yes. The second start then ends, with
// exit code 0 and without a message.
var ErrShown = errors.New("the program is running already and has been shown")

// Codes of the errors that Take returns.
const (
	CodeRefused  = "lock.refused"   // the file system knows no locks, or refuses them
	CodeNoAnswer = "lock.no-answer" // another program holds the folder and does not answer
)

const (
	lockName = "beiandesk.lock"
	again    = 100 * time.Millisecond
)

// patience is how long a second start waits for a first one that is just
// starting or just ending.
var patience = 5 * time.Second

// Lock is a held data folder.
type Lock struct {
	file *flock.Flock
	ear  *ear
	deaf error

	mu     sync.Mutex
	show   func()
	missed bool
}

// Take locks a folder that exists. It returns ErrShown if another program
// holds it, or an *app.Error.
func Take(dir string) (*Lock, error) {
	file := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600))
	giveUp := time.Now().Add(patience)
	for {
		held, err := file.TryLock()
		if err != nil {
			return nil, app.Wrap(errors.Join(err, file.Close()), CodeRefused,
				"数据文件夹无法锁定，所以没有打开，以免两个窗口同时改同一份数据。请检查磁盘和权限，或用 -data 换一个本机文件夹。")
		}
		if held {
			l := &Lock{file: file}
			l.ear, l.deaf = listen(dir, l.shown)
			return l, nil
		}
		err = knock(dir)
		if err == nil {
			return nil, errors.Join(ErrShown, file.Close())
		}
		if time.Now().After(giveUp) {
			return nil, app.Wrap(errors.Join(err, file.Close()), CodeNoAnswer,
				"程序已经打开，但没有回应。请稍等片刻再试；仍不行时，请在任务管理器里结束 beiandesk，再重新打开。")
		}
		time.Sleep(again)
	}
}

// Deaf tells why a second start cannot raise this program's window, or nil.
// It is worth a line in the log, not a message.
func (l *Lock) Deaf() error { return l.deaf }

// OnShow sets what happens when a second start asks for the window. It is
// called on the listening goroutine, never on the one of the window, and
// at once if somebody asked before the window was there.
func (l *Lock) OnShow(show func()) {
	l.mu.Lock()
	l.show = show
	missed := l.missed
	l.missed = false
	l.mu.Unlock()
	if missed && show != nil {
		show()
	}
}

func (l *Lock) shown() {
	l.mu.Lock()
	show := l.show
	l.missed = show == nil
	l.mu.Unlock()
	if show != nil {
		show()
	}
}

// Release stops listening and gives the folder free.
func (l *Lock) Release() error {
	var err error
	if l.ear != nil {
		err = l.ear.close()
		l.ear = nil
	}
	return errors.Join(err, l.file.Close())
}
