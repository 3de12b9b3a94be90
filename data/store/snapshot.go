package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"

	"beiandesk/app"
)

// hold keeps picture files that were dropped while a copy is being made.
type hold struct {
	mu     sync.Mutex
	copies int // under way
	ids    []string
}

// keep tells whether the files must stay for now.
func (h *hold) keep(ids []string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.copies == 0 {
		return false
	}
	h.ids = append(h.ids, ids...)
	return true
}

func (h *hold) begin() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.copies++
}

// end returns the ids that nobody needs any more.
func (h *hold) end() (ids []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.copies--; h.copies == 0 {
		ids, h.ids = h.ids, nil
	}
	return ids
}

// Snapshot writes the database as it is now into a new file, while others go on
// reading and writing. Until release is called no file of a picture that the
// copy names is removed. A process that ends before that loses nothing: the
// dropped pictures are noted and go at the next start. An error leaves no file.
func (s *Store) Snapshot(ctx context.Context, database string) (release func(), err error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	s.hold.begin()
	release = sync.OnceFunc(func() { s.erase(s.hold.end()) })
	if err := CopyDatabase(ctx, s.at.Database, database); err != nil {
		release()
		return nil, err
	}
	return release, nil
}

// CodeSetting is the setting with the code of automatic backups, as bytes.
const CodeSetting = "backup-code"

// copyFirst keeps what is there before a migration: as a whole backup where the
// office's code is known, else, or if that fails, as a copy of the database.
func (s *Store) copyFirst(next int) (path string, err error) {
	if s.at.BeforeMigration != nil {
		if code := s.backupCode(); code != "" {
			if path, err = s.at.BeforeMigration(context.Background(), code); err == nil {
				return path, nil
			}
		}
	}
	return copyBefore(s.writer, s.at.Backup, next)
}

// backupCode is "" when there is none or it does not open: the copy of the
// database needs none.
func (s *Store) backupCode() string {
	var sealed []byte
	if err := s.writer.QueryRow("SELECT value FROM settings WHERE key = ?", CodeSetting).Scan(&sealed); err != nil {
		return ""
	}
	code, err := s.box.Open(settingAD(CodeSetting), sealed)
	if err != nil {
		return ""
	}
	return string(code)
}

// CopyDatabase writes a database as it is into a new file, without any key.
// Nobody may drop pictures meanwhile; within the program use Snapshot.
func CopyDatabase(ctx context.Context, from, into string) (err error) {
	if there, err := exists(from); err != nil {
		return err
	} else if !there {
		return app.Fail(CodeMissing, "这个文件夹里没有数据文件，无法备份。请检查文件夹是否选对。")
	}
	// VACUUM INTO fills an empty file that is there; made here, it is readable
	// by the user alone.
	f, err := os.OpenFile(into, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return translate(err, "create the copy of the database")
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(into))
		}
	}()
	if err := f.Close(); err != nil {
		return translate(err, "create the copy of the database")
	}
	// rw, since a log that a crash has left must be taken in first.
	db, err := sql.Open("sqlite3", dsn(from, url.Values{"mode": {"rw"}, "_busy_timeout": {"5000"}}))
	if err != nil {
		return translate(err, "open the database for copying")
	}
	defer func() { err = errors.Join(err, translate(db.Close(), "close the database")) }()
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", into)
	if ctx.Err() != nil {
		err = ctx.Err() // SQLite calls it an interruption
	}
	return translate(err, "copy the database")
}

// Facts of a database that was looked at without its key.
type Facts struct {
	Version  int // of its form
	Filings  int
	Pictures []string // ids, in order
}

// Inspect checks a copy of a database whole: that it is ours and not too new,
// integrity_check, foreign_key_check. It needs no key and writes nothing.
func Inspect(ctx context.Context, database string) (f Facts, err error) {
	const broken = "备份里的数据文件已损坏，不能使用。请换一个备份。"
	list, err := migrationsIn(embedded)
	if err != nil {
		return f, err
	}
	db, err := sql.Open("sqlite3", dsn(database, url.Values{"mode": {"ro"}, "immutable": {"1"}, "_query_only": {"on"}}))
	if err != nil {
		return f, translate(err, "open the copy")
	}
	defer func() { err = errors.Join(err, translate(db.Close(), "close the copy")) }()
	var id int
	if err := errors.Join(db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id), db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&f.Version)); err != nil {
		return f, translate(err, "read the copy's head")
	}
	if id != applicationID {
		return f, app.Fail(CodeForeign, "备份里的数据文件不是本程序写的，不能使用。请换一个备份。")
	}
	if newest := list[len(list)-1].number; f.Version > newest {
		return f, app.Fail(CodeNewer, fmt.Sprintf("这个备份由更新版本的程序做成（格式 %d，当前程序只认到 %d）。请安装新版本后再恢复。", f.Version, newest))
	}
	for _, check := range []struct{ query, good string }{{"PRAGMA integrity_check(1)", "ok"}, {"PRAGMA foreign_key_check", ""}} {
		found, err := firstOf(ctx, db, check.query)
		if err != nil {
			return f, translate(err, "check the copy")
		}
		if found != check.good {
			return f, app.Wrap(errors.New(found), CodeDamaged, broken)
		}
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM filings").Scan(&f.Filings); err != nil {
		return f, translate(err, "count the filings of the copy")
	}
	rows, err := db.QueryContext(ctx, "SELECT id FROM pictures ORDER BY id")
	if err != nil {
		return f, translate(err, "list the pictures of the copy")
	}
	defer func() { err = errors.Join(err, translate(rows.Close(), "list the pictures of the copy")) }()
	for rows.Next() {
		var p string
		if err := rows.Scan(&p); err != nil {
			return f, translate(err, "list the pictures of the copy")
		}
		if !isID(p) {
			return f, app.Fail(CodeDamaged, broken)
		}
		f.Pictures = append(f.Pictures, p)
	}
	return f, translate(rows.Err(), "list the pictures of the copy")
}

// firstOf returns the first column of the first row, "" when there is none.
func firstOf(ctx context.Context, db *sql.DB, query string) (first string, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if !rows.Next() {
		return "", rows.Err()
	}
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	var rest any
	into := []any{&first}
	for range columns[1:] {
		into = append(into, &rest)
	}
	return first, rows.Scan(into...)
}

// PictureName is the name of a picture's file inside of the folder of pictures,
// with a slash; ok is false for an id that is not one of ours.
func PictureName(id string) (name string, ok bool) {
	if !isID(id) {
		return "", false
	}
	return id[:2] + "/" + id + pictureSuffix, true
}

// Class is the code of a failure of the disk (CodeFull, CodeReadOnly, CodeBusy,
// CodeDisk), "" for anything else.
func Class(err error) string { return class(err) }
