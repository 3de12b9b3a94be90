package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beiandesk/app"
)

// scourMark stands in meta from an erasure until the files are clean.
const scourMark = "scour"

// Scour clears from the files what deleted rows have left in them: the
// database is written anew, the write-ahead log cut to nothing, and what would
// bring back filings that are gone is removed: their pictures in the folder
// lost, and the copies made before a migration (the migration has succeeded,
// or the store would not be open).
func (s *Store) Scour(ctx context.Context) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	return s.scour(ctx)
}

// scour is told apart from the erasing before it: that is done, whatever
// happens here.
func (s *Store) scour(ctx context.Context) error {
	err := s.scourFiles(ctx)
	if app.CodeOf(err) == CodeFull {
		return app.Wrap(err, CodeFull, "数据已删除，但磁盘空间已满，数据文件还没有清理完。请清理磁盘；下次启动时会自动清理。")
	}
	return err
}

func (s *Store) scourFiles(ctx context.Context) error {
	if err := s.dropCopies(); err != nil {
		return translate(err, "remove the copies made before a migration")
	}
	if err := s.dropLost(ctx); err != nil {
		return translate(err, "remove pictures of filings that are gone")
	}
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return translate(err, "get the writing connection")
	}
	defer conn.Close() // back to the pool
	// In memory: SQLite would make the new database in the folder for temporary
	// files first, where nothing of ours may lie.
	if err := s.patiently(ctx, func() error {
		_, err := conn.ExecContext(ctx, "PRAGMA temp_store = MEMORY; VACUUM")
		return err
	}); err != nil {
		return translate(err, "write the database anew")
	}
	if err := s.cutLog(ctx, conn); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "DELETE FROM meta WHERE key = ?", scourMark); err != nil {
		return translate(err, "note that the files are clean")
	}
	return nil
}

// scourLeft finishes what an end of the program broke off. Another window that
// reads, or a full disk, is no reason not to start.
func (s *Store) scourLeft(ctx context.Context) (left bool, err error) {
	var marked int
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM meta WHERE key = ?", scourMark).Scan(&marked); err != nil {
		return false, translate(err, "look whether there is something to scour")
	}
	if marked == 0 {
		return false, nil
	}
	switch err = s.scour(ctx); app.CodeOf(err) {
	case CodeBusy, CodeFull:
		return true, nil
	}
	return err != nil, err
}

// cutLog truncates the write-ahead log. It waits for readers, here and in
// other processes.
func (s *Store) cutLog(ctx context.Context, conn *sql.Conn) error {
	held := errors.New("a reader holds the write-ahead log")
	err := s.patiently(ctx, func() error {
		var stopped, pages, done int
		err := conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&stopped, &pages, &done)
		if err == nil && stopped != 0 {
			err = held
		}
		return err
	}, held)
	if errors.Is(err, held) {
		return app.Wrap(err, CodeBusy, "数据已删除，但另一个窗口正在读取，数据文件还没有清理完。请关闭其他窗口；下次启动时会自动清理。")
	}
	return translate(err, "cut the write-ahead log")
}

// patiently repeats what another process or reader stands in the way of.
func (s *Store) patiently(ctx context.Context, work func() error, also ...error) error {
	for end := time.Now().Add(s.wait); ; {
		err := work()
		again := err != nil && busy(err)
		for _, x := range also {
			again = again || errors.Is(err, x)
		}
		if !again || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (s *Store) dropCopies() error {
	list, err := os.ReadDir(s.at.Backup)
	if err != nil {
		return err
	}
	for _, x := range list {
		if name := x.Name(); strings.HasPrefix(name, "before-") && strings.HasSuffix(name, ".db") {
			if err := os.Remove(filepath.Join(s.at.Backup, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// dropLost removes put aside pictures whose filing is gone.
func (s *Store) dropLost(ctx context.Context) error {
	return s.eachLost(func(path, filing string) error {
		var there int
		err := s.reader.QueryRowContext(ctx, "SELECT 1 FROM filings WHERE id = ?", filing).Scan(&there)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// eachLost calls work for every file of the folder lost whose head names a
// filing.
func (s *Store) eachLost(work func(path, filing string) error) error {
	folder := filepath.Join(s.at.Pictures, lostFolder)
	list, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, x := range list {
		path := filepath.Join(folder, x.Name())
		head, err := readHead(path)
		if err != nil {
			return err
		}
		filing, _, err := splitPicture(head)
		if err != nil {
			continue // none of ours
		}
		if err := work(path, filing); err != nil {
			return err
		}
	}
	return nil
}
