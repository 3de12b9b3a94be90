package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/seal"
)

// Before migration 2 everything was sealed with the data key. reseal gives
// every filing a key of its own and seals its things anew with it. It can be
// broken off anywhere and goes on at the next opening:
//
//  1. All keys come first, in one transaction, with old = 1.
//  2. Files are replaced one by one. Which key sealed a file is read from the
//     file, so one that is done is known.
//  3. Rows are sealed anew some filings at a time, and old becomes 0 with them.
//  4. The mark is set, and the files are scoured of what was there before.

// resealMark stands in meta when nothing is left that the data key sealed.
const resealMark = "own-keys"

// resealBatch is how many filings one transaction of step 3 takes.
const resealBatch = 200

// interrupt is called at every step that can be the last; tests set it.
var interrupt = func(step string) error { return nil }

func (s *Store) reseal(ctx context.Context) (filings int, err error) {
	var marked int
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM meta WHERE key = ?", resealMark).Scan(&marked); err != nil {
		return 0, translate(err, "look whether filings have keys")
	}
	if marked > 0 {
		return 0, nil
	}
	if err := s.update(ctx, (*tx).keysForOld); err != nil {
		return 0, err
	}
	if err := interrupt("keys"); err != nil {
		return 0, err
	}
	if err := s.resealFiles(ctx); err != nil {
		return 0, err
	}
	for {
		var n int
		err := s.update(ctx, func(t *tx) (err error) { n, err = t.resealSome(); return err })
		if err != nil {
			return filings, err
		}
		if err := interrupt("rows"); err != nil {
			return filings, err
		}
		if n == 0 {
			break
		}
		filings += n
	}
	if filings > 0 {
		if err := s.scourOld(ctx); err != nil {
			return filings, err
		}
		if err := interrupt("scoured"); err != nil {
			return filings, err
		}
	}
	return filings, s.update(ctx, func(t *tx) error {
		_, err := t.exec("note that filings have keys", "INSERT INTO meta (key, value) VALUES (?, x'01') ON CONFLICT (key) DO NOTHING", resealMark)
		return err
	})
}

// scourOld clears the write-ahead log of what the data key had sealed; the
// pages of the database were overwritten (secure_delete). The copy made before
// the migration stays until something is erased.
func (s *Store) scourOld(ctx context.Context) error {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return translate(err, "get the writing connection")
	}
	defer conn.Close() // back to the pool
	return s.cutLog(ctx, conn)
}

func (t *tx) keysForOld() error {
	var ids []string
	if err := t.each(func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, "list filings without keys", "SELECT id FROM filings f WHERE NOT EXISTS (SELECT 1 FROM filing_keys k WHERE k.filing = f.id)"); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := t.newKey(id, 1); err != nil {
			return err
		}
	}
	return nil
}

// resealFiles goes through all files, those in lost included.
func (s *Store) resealFiles(ctx context.Context) error {
	old, err := s.oldKeys(ctx)
	if err != nil || len(old) == 0 {
		return err
	}
	ids, err := s.pictureFiles()
	if err != nil {
		return translate(err, "list the pictures")
	}
	for id := range ids {
		path, _ := s.picturePath(id)
		if err := s.resealFile(ctx, id, path, old); err != nil {
			return err
		}
	}
	return s.eachLost(func(path, _ string) error {
		id, ok := strings.CutSuffix(filepath.Base(path), pictureSuffix)
		if !ok || !isID(id) {
			return nil
		}
		return s.resealFile(ctx, id, path, old)
	})
}

// oldKeys are the wrapped keys of filings that have not been done.
func (s *Store) oldKeys(ctx context.Context) (map[string][]byte, error) {
	old := map[string][]byte{}
	err := s.view(ctx, func(v *view) error {
		return v.each(func(rows *sql.Rows) error {
			var id string
			var key []byte
			err := rows.Scan(&id, &key)
			old[id] = key
			return err
		}, "list old filings", "SELECT filing, key FROM filing_keys WHERE old = 1")
	})
	return old, err
}

// resealFile seals a file anew if the data key sealed it. One that does not
// open stays as it is, and does not open later.
func (s *Store) resealFile(ctx context.Context, id, path string, old map[string][]byte) error {
	if err := ctx.Err(); err != nil {
		return translate(err, "seal pictures anew")
	}
	head, err := readHead(path)
	if err != nil {
		return translate(err, "look at a picture file")
	}
	owner, sealed, err := splitPicture(head)
	if err != nil || old[owner] == nil || !s.box.Holds(sealed) {
		return nil
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return translate(err, "read a picture file")
	}
	_, sealed, err = splitPicture(file)
	if err != nil {
		return nil
	}
	plain, err := s.box.Open(pictureAD(id, owner), sealed)
	if err != nil {
		return nil
	}
	cell, err := s.cellOf(owner, old[owner])
	if err != nil {
		return err
	}
	defer cell.Wipe()
	if file, err = sealPicture(cell, id, owner, plain); err != nil {
		return err
	}
	clear(plain)
	if err := writeWhole(path, file); err != nil {
		return translate(err, "write a picture file")
	}
	return interrupt("picture")
}

// headBytes are enough for the head of a picture file and of a sealed blob.
const headBytes = len(pictureMagic) + 1 + 255 + seal.Overhead

func readHead(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, headBytes)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil
	}
	return head[:n], err
}

// resealSome takes the next filings whose rows are old.
func (t *tx) resealSome() (int, error) {
	type row struct {
		n, rev int64
		id     string
		note   []byte
		sealed []byte
		key    []byte
	}
	var list []row
	if err := t.each(func(rows *sql.Rows) error {
		var r row
		err := rows.Scan(&r.n, &r.rev, &r.id, &r.note, &r.sealed, &r.key)
		list = append(list, r)
		return err
	}, "list old filings", `SELECT f.n, f.rev, f.id, f.note, d.payload, k.key FROM filing_keys k JOIN filings f ON f.id = k.filing
		LEFT JOIN documents d ON d.n = f.n WHERE k.old = 1 ORDER BY f.n LIMIT ?`, resealBatch); err != nil {
		return 0, err
	}
	for _, r := range list {
		cell, err := t.s.cellOf(r.id, r.key)
		if err != nil {
			return 0, damaged(foreign(err), "一份备案的密钥已损坏，旧数据没有升级完。请从备份恢复数据。")
		}
		err = t.resealFiling(cell, r.n, r.rev, r.id, r.note, r.sealed)
		cell.Wipe()
		if err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

func (t *tx) resealFiling(cell *seal.Cell, n, rev int64, id string, note, sealed []byte) error {
	// moved seals anew; what does not open stays as it is.
	moved := func(doing, query string, from, to seal.AD, blob []byte, args ...any) ([]byte, error) {
		plain, err := t.s.box.Open(from, blob)
		if err != nil {
			return nil, nil
		}
		fresh, err := cell.Seal(to, plain)
		if err != nil {
			return nil, t.breaks(err)
		}
		_, err = t.exec(doing, query, append([]any{fresh}, args...)...)
		return plain, err
	}
	oldPayload := seal.AD{Table: "filings", Row: id, Field: "payload"}
	plain, err := moved("seal a filing anew", "UPDATE documents SET payload = ? WHERE n = ?", oldPayload, payloadAD(id, rev), sealed, n)
	if err != nil {
		return err
	}
	var f filing.Filing
	if plain != nil && json.Unmarshal(plain, &f) == nil && !f.State.Open() {
		if _, err := t.exec("note the end", "UPDATE filings SET ended = ? WHERE n = ?", nanos(f.Since), n); err != nil {
			return err
		}
	}
	r, _, _, err := t.row(id) // with its end
	if err != nil {
		return err
	}
	oldNote := seal.AD{Table: "filings", Row: id, Field: "note"}
	if _, err := moved("seal a note anew", "UPDATE filings SET note = ? WHERE n = ?", oldNote, noteAD(&r), note, n); err != nil {
		return err
	}
	type version struct {
		desk.Version
		payload []byte
	}
	var versions []version
	if err := t.each(func(rows *sql.Rows) error {
		var v version
		var at int64
		err := rows.Scan(&v.ID, &v.Rev, &v.Step, &at, &v.payload)
		v.At = fromNanos(at)
		versions = append(versions, v)
		return err
	}, "list versions", "SELECT id, rev, step, at, payload FROM versions WHERE filing = ?", id); err != nil {
		return err
	}
	for _, v := range versions {
		if _, err := moved("seal a version anew", "UPDATE versions SET payload = ? WHERE id = ?", oldVersion(v.ID), versionAD(v.Version), v.payload, v.ID); err != nil {
			return err
		}
	}
	if _, err := t.exec("note what is done", "UPDATE filing_keys SET old = 0 WHERE filing = ?", id); err != nil {
		return err
	}
	return t.Record(desk.Entry{Action: desk.DidTakeOver, Filing: id, Rev: rev})
}

func oldVersion(id int64) seal.AD {
	return seal.AD{Table: "versions", Row: strconv.FormatInt(id, 10), Field: "payload"}
}
