package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/seal"
	"beiandesk/data/disk"
	"beiandesk/data/keys"
)

// applicationID marks a database as ours ("BDsk").
const applicationID = 0x4244736b

// Report tells what Open found and mended.
type Report struct {
	Created    bool   // there were no data before
	Unclean    bool   // the program did not close the store last time
	Migrated   int    // steps applied to an existing database
	Copy       string // the copy made before that
	Resealed   int    // filings of an older form that got keys of their own
	Identified int    // filings of an older form that got identifiers
	Unscoured  bool   // the files still hold remains of what was erased, since another window reads or the disk is full

	Attached int       // pictures whose row was lost and is back
	Lost     int       // files without a row, moved to pictures/lost, still sealed
	Erased   int       // dropped pictures whose file was still there
	Stuck    int       // dropped pictures whose file cannot be removed yet
	Missing  []Missing // pictures that are gone; their materials are now missing
	Unmended int       // pictures that are gone, in filings that do not open
	Absent   int       // so many files are gone that nothing was changed
}

// Missing is a picture whose file is gone.
type Missing struct {
	Filing, Domain string
	Slots          []filing.Slot // may be empty: the filing did not use it
}

// Mended tells whether a person should hear of it.
func (r Report) Mended() bool {
	return r.Attached+r.Lost+len(r.Missing)+r.Unmended+r.Absent > 0
}

// Filings are those that lost a picture; their rows in the list still show the
// next action of before.
func (r Report) Filings() (ids []string) {
	for _, m := range r.Missing {
		if len(m.Slots) > 0 && !slices.Contains(ids, m.Filing) {
			ids = append(ids, m.Filing)
		}
	}
	return ids
}

// Open opens or creates the store, brings an older database to the present
// form (a copy is made first), and mends what a crash has left. Errors are
// *app.Errors; a database that cannot be used is left untouched. Whoever makes
// a new key for source must have asked HasData before: nothing opens the old
// data with it.
func Open(at Places, source seal.Keys, now func() time.Time) (*Store, Report, error) {
	list, err := migrationsIn(embedded)
	if err != nil {
		return nil, Report{}, err
	}
	return open(at, source, now, list)
}

func open(at Places, source seal.Keys, now func() time.Time, list []migration) (_ *Store, r Report, err error) {
	for _, dir := range []string{filepath.Dir(at.Database), at.Pictures, at.Backup} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, r, translate(err, "make folder")
		}
	}
	guard, unclean, err := guardExit(at.Database)
	if err != nil {
		return nil, r, err
	}
	r.Unclean = unclean
	s := &Store{at: at, now: now, guard: guard, wait: busyFor}
	s.idle = sync.NewCond(&s.mu)
	defer func() {
		if err != nil {
			err = errors.Join(err, s.abandon())
		}
	}()
	if s.box, err = seal.NewBox(source); err != nil {
		return nil, r, err
	}
	if r.Created, err = s.find(list); err != nil {
		return nil, r, err
	}
	have, err := s.probe(list[len(list)-1].number, unclean)
	if err != nil {
		return nil, r, err
	}
	s.writer, err = sql.Open("sqlite3", dsn(at.Database, url.Values{
		"mode": {"rw"}, "_txlock": {"immediate"}, "_busy_timeout": {"250"}, // begin repeats
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"on"}, "_secure_delete": {"on"},
		"_stmt_cache_size": {"32"},
	}))
	if err != nil {
		return nil, r, translate(err, "open for writing")
	}
	s.writer.SetMaxOpenConns(1)
	if newest := list[len(list)-1].number; have < newest {
		if r.Copy, err = s.copyFirst(have + 1); err != nil {
			return nil, r, err
		}
		if err := migrate(s.writer, list, have, now()); err != nil {
			return nil, r, err
		}
		r.Migrated = newest - have
	}
	s.reader, err = sql.Open("sqlite3", dsn(at.Database, url.Values{
		"mode": {"ro"}, "_query_only": {"on"}, "_busy_timeout": {"5000"}, "_foreign_keys": {"on"}, "_stmt_cache_size": {"32"},
	}))
	if err != nil {
		return nil, r, translate(err, "open for reading")
	}
	s.reader.SetMaxOpenConns(4)
	if r.Resealed, err = s.reseal(context.Background()); err != nil {
		return nil, r, err
	}
	if r.Identified, err = s.identify(context.Background()); err != nil {
		return nil, r, err
	}
	if r.Unscoured, err = s.scourLeft(context.Background()); err != nil {
		return nil, r, err
	}
	if err := s.sweep(context.Background(), &r); err != nil {
		return nil, r, err
	}
	return s, r, nil
}

// abandon closes what a failed Open had opened.
func (s *Store) abandon() error {
	var all error
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db != nil {
			all = errors.Join(all, db.Close())
		}
	}
	return errors.Join(all, s.guard.release())
}

// HasData tells whether there are data at these places, so that a key must be
// there too. Nothing is made.
func HasData(at Places) (bool, error) {
	for _, path := range []string{at.Database, at.Database + "-wal"} {
		if there, err := exists(path); there || err != nil {
			return there, err
		}
	}
	folder, err := exists(at.Pictures)
	if err != nil || !folder {
		return false, err
	}
	pictures, err := (&Store{at: at}).listPictures(false)
	return len(pictures) > 0, translate(err, "look for pictures")
}

// find makes the database where there are no data yet, and never a new one
// beside data that are there.
func (s *Store) find(list []migration) (created bool, err error) {
	database, err := exists(s.at.Database)
	if database || err != nil {
		return false, err
	}
	old, err := HasData(s.at)
	if err != nil {
		return false, err
	}
	if old {
		return false, app.Fail(CodeMissing, "找不到数据文件“"+filepath.Base(s.at.Database)+"”，但图片还在。请把数据文件放回，或从备份恢复；想重新开始时，请先把整个数据文件夹移到别处。")
	}
	return true, s.create(list)
}

func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, translate(err, "look for "+filepath.Base(path))
}

// checkAD is the place of a sealed constant by which a wrong key is noticed.
var checkAD = seal.AD{Table: "meta", Row: "check", Field: "value"}

const checkText = "beiandesk"

// create builds the database beside its place and gives it its name when it
// is whole: an empty or half-made file never looks like somebody's data.
func (s *Store) create(list []migration) (err error) {
	f, err := os.CreateTemp(filepath.Dir(s.at.Database), ".new-*.db") // mode 0600, which SQLite gives its side files too
	if err != nil {
		return translate(err, "create the database")
	}
	tmp := f.Name()
	defer func() {
		if gone := os.Remove(tmp); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, translate(gone, "remove the unfinished database"))
		}
	}()
	if err := f.Close(); err != nil {
		return translate(err, "create the database")
	}
	db, err := sql.Open("sqlite3", dsn(tmp, url.Values{"mode": {"rw"}, "_txlock": {"immediate"}, "_synchronous": {"FULL"}}))
	if err != nil {
		return translate(err, "create the database")
	}
	db.SetMaxOpenConns(1)
	err = migrate(db, list, 0, s.now())
	if err == nil {
		var sealed []byte
		if sealed, err = s.box.Seal(checkAD, []byte(checkText)); err == nil {
			_, err = db.Exec("INSERT INTO meta (key, value) VALUES ('check', ?), (?, x'01'), (?, x'01')", sealed, resealMark, identifiersMark)
		}
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return translate(err, "create the database")
	}
	// If another process was faster, its database is as good.
	if err := keys.Publish(tmp, s.at.Database); err != nil && !errors.Is(err, fs.ErrExist) {
		return translate(err, "create the database")
	}
	return translate(disk.SyncDir(filepath.Dir(s.at.Database)), "create the database")
}

// probe looks at an existing database without writing: is it one, is it ours,
// not too new, sealed with our key, and, after a crash, sound?
func (s *Store) probe(newest int, check bool) (version int, err error) {
	version, err = s.probeAs("ro", newest, check)
	if unfinished(err) {
		// Killed while SQLite had a rollback journal: only who may write can go
		// on from there, and that is what every reader of SQLite does.
		version, err = s.probeAs("rw", newest, check)
	}
	return version, err
}

func (s *Store) probeAs(mode string, newest int, check bool) (version int, err error) {
	f, err := os.Open(s.at.Database)
	if err != nil {
		return 0, translate(err, "open the database")
	}
	head := make([]byte, 100)
	_, err = io.ReadFull(f, head)
	f.Close() // only read from
	if err != nil || !strings.HasPrefix(string(head), "SQLite format 3\x00") {
		return 0, app.Wrap(err, CodeDamaged, broken)
	}
	db, err := sql.Open("sqlite3", dsn(s.at.Database, url.Values{"mode": {mode}, "_query_only": {"on"}, "_busy_timeout": {"5000"}}))
	if err != nil {
		return 0, translate(err, "open the database")
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var id int
	if err := errors.Join(db.QueryRow("PRAGMA application_id").Scan(&id), db.QueryRow("PRAGMA user_version").Scan(&version)); err != nil {
		return 0, translate(err, "read the database's head")
	}
	if id != applicationID {
		return 0, app.Fail(CodeForeign, "“"+filepath.Base(s.at.Database)+"”不是本程序的数据文件，程序没有改动它。请把它移走，或用 -data 指定另一个文件夹。")
	}
	if version > newest {
		return 0, app.Fail(CodeNewer, fmt.Sprintf("数据由更新版本的程序写成（格式 %d，当前程序只认到 %d），程序没有改动它。请安装新版本后再打开。", version, newest))
	}
	if check {
		var verdict string
		if err := db.QueryRow("PRAGMA quick_check(1)").Scan(&verdict); err != nil {
			return 0, translate(err, "check the database")
		}
		if verdict != "ok" {
			return 0, app.Wrap(errors.New(verdict), CodeDamaged, broken)
		}
	}
	return version, checkKey(db, s.box)
}

// checkKey tells whether the database was sealed with the keys of a box.
func checkKey(db *sql.DB, box *seal.Box) error {
	var sealed []byte
	if err := db.QueryRow("SELECT value FROM meta WHERE key = 'check'").Scan(&sealed); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return app.Wrap(err, CodeDamaged, broken)
		}
		return translate(err, "read the key check")
	}
	if _, err := box.Open(checkAD, sealed); err != nil {
		return damaged(err, broken)
	}
	return nil
}

const broken = "数据文件已损坏或不完整，打不开。程序没有改动它。请先复制整个数据文件夹留底，再用备份恢复。"

// dsn is the only place that builds one. SQLite takes the name as a URL, so #,
// ?, % and blanks must be escaped; a Windows drive needs a leading slash.
func dsn(path string, options url.Values) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String()
}
