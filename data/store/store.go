// Package store keeps filings, versions, templates and settings in one SQLite
// file and pictures in sealed files beside it. It implements desk.Store.
//
// What names a person is sealed (app/seal); SQLite sees only what the ministry
// publishes anyway. One connection writes, others read; every call of Update
// is one transaction that holds the write lock from its first statement on.
//
// Promise: when Update returns nil, what it wrote is on the disk, also after a
// kill of the process or a loss of power (WAL with synchronous=FULL).
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/seal"
)

// MaxVersions is how many versions of one filing are kept; then the oldest go.
const MaxVersions = 200

// busyFor is how long Update waits for another process that is writing.
const busyFor = 5 * time.Second

// Places says where the data lie; all are absolute paths. Database is a file,
// Pictures and Backup are folders.
type Places struct {
	Database, Pictures, Backup string
	// BeforeMigration makes a whole backup with the office's code before the
	// database gets a new form, and returns its path. nil, or an error, and a
	// plain copy of the database is made instead. The code is known only where
	// backups run by themselves.
	BeforeMigration func(ctx context.Context, code string) (path string, err error)
}

// Store is safe for many goroutines. Get it from Open.
type Store struct {
	at     Places
	now    func() time.Time
	box    *seal.Box // nil while locked; stays as it is while transactions run
	keys   keyring   // of the filings
	writer *sql.DB   // one connection
	reader *sql.DB   // read-only
	guard  *exitGuard
	wait   time.Duration // for another process that is writing
	hold   hold          // picture files that a backup still needs

	mu      sync.Mutex
	running int // transactions under way
	closed  bool
	locked  bool
	idle    *sync.Cond // running became 0
}

var _ desk.Store = (*Store)(nil)

// View runs work on one consistent state. It does not wait for writers.
func (s *Store) View(ctx context.Context, work func(desk.Reader) error) error {
	return s.view(ctx, func(v *view) error { return work(v) })
}

func (s *Store) view(ctx context.Context, work func(*view) error) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	conn, err := s.reader.Conn(ctx)
	if err != nil {
		return translate(err, "get a reading connection")
	}
	defer conn.Close() // back to the pool
	// The transaction itself does not hang on ctx: the methods look at it, and
	// statements without a cancel function are a third faster.
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return translate(err, "begin to read")
	}
	defer tx.Rollback() // nothing was written, so its error tells nothing
	return work(&view{ctx: ctx, tx: tx, s: s})
}

// Update runs work in one writing transaction; see desk.Store. Only one runs
// at a time; a second waits, up to five seconds for another process.
func (s *Store) Update(ctx context.Context, work func(desk.Tx) error) error {
	return s.update(ctx, func(t *tx) error { return work(t) })
}

func (s *Store) update(ctx context.Context, work func(*tx) error) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return translate(err, "get the writing connection")
	}
	defer conn.Close() // back to the pool
	sqlTx, err := begin(ctx, conn, s.wait)
	if err != nil {
		return translate(err, "begin to write")
	}
	t := &tx{view: view{ctx: ctx, tx: sqlTx, s: s}}
	done := false
	defer func() {
		if !done { // work panicked or ended its goroutine
			t.undo()
			sqlTx.Rollback() // the panic is what matters
		}
	}()
	err = work(t)
	if err == nil {
		err = t.broken // work let a failed write pass
	}
	if err == nil {
		err = t.chain()
	}
	if err == nil && ctx.Err() != nil {
		err = translate(ctx.Err(), "write")
	}
	done = true
	if err != nil {
		// Files go before the lock does, or another process might take them
		// for pictures without a row.
		if more := errors.Join(t.undo(), rollback(sqlTx)); more != nil {
			return errors.Join(err, more)
		}
		return err
	}
	if err := sqlTx.Commit(); err != nil {
		if orphan(err) {
			err = notFound("这份备案")
		}
		err = translate(err, "commit")
		if more := t.undo(); more != nil {
			return errors.Join(err, more)
		}
		return err
	}
	s.erase(t.dropped)
	for _, id := range t.purged {
		s.keys.forget(id)
	}
	return nil
}

// begin waits for other processes in small portions, so that ctx is heard.
func begin(ctx context.Context, conn *sql.Conn, wait time.Duration) (*sql.Tx, error) {
	for end := time.Now().Add(wait); ; {
		t, err := conn.BeginTx(context.WithoutCancel(ctx), nil) // BEGIN IMMEDIATE by the DSN
		if err == nil || !busy(err) || time.Now().After(end) {
			return t, err
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
}

// rollback ends a transaction. After some failures (disk full) SQLite has done
// it already.
func rollback(t *sql.Tx) error {
	if err := t.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) && !noTransaction(err) {
		return translate(err, "roll back")
	}
	return nil
}

// enter counts a transaction, leave ends it.
func (s *Store) enter() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return app.Fail(CodeClosed, "数据已关闭。请重新启动程序。")
	}
	if s.locked {
		return app.Fail(CodeLocked, "数据已锁定。请先解锁，再继续操作。")
	}
	s.running++
	return nil
}

func (s *Store) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running--; s.running == 0 {
		s.idle.Broadcast()
	}
}

// Close waits for running transactions, closes the files and notes that the
// exit was clean. A second Close does nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	for s.running > 0 {
		s.idle.Wait()
	}
	s.wipe()
	s.mu.Unlock()
	if err := errors.Join(s.reader.Close(), s.writer.Close()); err != nil {
		return translate(fmt.Errorf("close the database: %w", err), "close")
	}
	return s.guard.clean()
}
