package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"beiandesk/app"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migration is one numbered step of the database's form. Once released it is
// never edited.
type migration struct {
	number int
	name   string
	sql    string
}

// migrationsIn reads 0001-name.sql, 0002-…; the numbers must run without gaps.
func migrationsIn(dir fs.FS) ([]migration, error) {
	names, err := fs.Glob(dir, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	var list []migration
	for i, name := range names { // Glob sorts
		digits, _, _ := strings.Cut(path.Base(name), "-")
		n, err := strconv.Atoi(digits)
		if err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %s: want number %04d", name, i+1)
		}
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		list = append(list, migration{n, path.Base(name), string(text)})
	}
	if len(list) == 0 {
		return nil, errors.New("no migrations")
	}
	return list, nil
}

// migrate applies what comes after have. Each step and its bookkeeping are one
// transaction: a step that fails leaves nothing behind.
func migrate(db *sql.DB, list []migration, have int, now time.Time) error {
	for _, m := range list {
		if m.number <= have {
			continue
		}
		if err := apply(db, m, now); err != nil {
			return translate(err, "migration "+m.name)
		}
	}
	return nil
}

func apply(db *sql.DB, m migration, now time.Time) error {
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after a commit
	for _, step := range []string{
		m.sql,
		"CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT",
		fmt.Sprintf("PRAGMA user_version = %d", m.number),
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
	} {
		if _, err := tx.Exec(step); err != nil {
			return err
		}
	}
	if _, err := tx.Exec("INSERT INTO migrations (number, name, at) VALUES (?, ?, ?)",
		m.number, m.name, now.UTC().Format(time.RFC3339)); err != nil {
		return err
	}
	return tx.Commit()
}

// copyBefore writes the database as it is to before-<next>.db in the backup
// folder (before-<next>-2.db if an earlier try left one) and returns the path.
func copyBefore(db *sql.DB, folder string, next int) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", translate(err, "make the backup folder")
	}
	name := filepath.Join(folder, fmt.Sprintf("before-%d.db", next))
	for i := 2; ; i++ {
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		} else if err != nil {
			return "", translate(err, "look for earlier copies")
		}
		name = filepath.Join(folder, fmt.Sprintf("before-%d-%d.db", next, i))
	}
	part := name + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", translate(err, "remove an unfinished copy")
	}
	// VACUUM INTO fills an empty file that is there; made here, it is readable
	// by the user alone.
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err == nil {
		err = f.Close()
	}
	if err == nil {
		_, err = db.Exec("VACUUM INTO ?", part)
	}
	if err == nil {
		err = os.Rename(part, name)
	}
	if err != nil {
		return "", app.Wrap(translate(errors.Join(err, os.Remove(part)), "copy before a migration"), codeOr(err, CodeDisk),
			"升级数据之前的备份没有写成，数据没有改动。请检查磁盘空间和 backup 文件夹的权限，然后重新启动。")
	}
	return name, nil
}

func codeOr(err error, otherwise string) string {
	if c := class(err); c != "" {
		return c
	}
	return otherwise
}
