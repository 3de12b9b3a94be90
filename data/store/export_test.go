package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/seal"
)

// OldPicture is what picture k of filing i shows in the folder of OldData.
func OldPicture(i, k int) string { return strings.Repeat(fmt.Sprintf("旧图%d-%d ", i, k), 40) }

// OldData makes a folder as the program wrote it before filings had keys of
// their own: form 1, everything sealed with the data key. Filing old-<i> is
// desktest.Sample(i) with two versions and the pictures.
func OldData(at Places, key seal.Key, filings, pictures int) error {
	list, err := migrationsIn(embedded)
	if err != nil {
		return err
	}
	box, err := seal.NewBox(key)
	if err != nil {
		return err
	}
	for _, dir := range []string{filepath.Dir(at.Database), at.Pictures, at.Backup} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	db, err := sql.Open("sqlite3", dsn(at.Database, url.Values{"mode": {"rwc"}, "_txlock": {"immediate"}, "_synchronous": {"OFF"}}))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if err := migrate(db, list[:1], 0, time.Unix(1e9, 0)); err != nil {
		return err
	}
	var failed error
	sealed := func(table, row, field string, plain []byte) []byte {
		b, err := box.Seal(seal.AD{Table: table, Row: row, Field: field}, plain)
		if err != nil {
			failed = err
		}
		return b
	}
	run := func(query string, args ...any) {
		if _, err := db.Exec(query, args...); err != nil && failed == nil {
			failed = fmt.Errorf("%s: %w", query, err)
		}
	}
	run("BEGIN")
	run("INSERT INTO meta (key, value) VALUES ('check', ?)", sealed("meta", "check", "value", []byte(checkText)))
	run("INSERT INTO settings (key, value) VALUES ('k', ?)", sealed("settings", "k", "value", []byte("v")))
	version := 0
	for i := range filings {
		id := fmt.Sprintf("old-%d", i)
		f, row := desktest.Sample(id, i)
		f.Rev = 3
		if i%2 == 1 {
			f.State, f.Since = filing.Abandoned, f.Updated
			row.State = f.State
		}
		run(`INSERT INTO filings (n, id, rev, domain, organiser, kind, state, portrait, number, note, step, next, due, updated, trashed, sample)
			VALUES (?, ?, 3, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)`, i+1, id, row.Domain, row.Organiser, string(row.Kind), string(row.State),
			string(row.Portrait), row.Number, sealed("filings", id, "note", []byte(row.Note)), int(row.Step), string(row.Next), nanos(row.Due), nanos(row.Updated))
		for k := range pictures {
			picture := fmt.Sprintf("%02x%014x%016x", (i*7+k)%256, i, k)
			plain := []byte(OldPicture(i, k))
			head := append([]byte(pictureMagic), byte(len(id)))
			file := append(append(head, id...), sealed("pictures", picture, "content of "+id, plain)...)
			path := filepath.Join(at.Pictures, picture[:2], picture+pictureSuffix)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return err
			}
			if err := os.WriteFile(path, file, 0o600); err != nil {
				return err
			}
			run("INSERT INTO pictures (id, filing, size, mac) VALUES (?, ?, ?, ?)", picture, id, len(plain), box.HashBytes(hashPicture, plain))
			if k == 0 {
				f.Materials[0].Picture = picture
			}
		}
		text, err := json.Marshal(f)
		if err != nil {
			return err
		}
		run("INSERT INTO documents (n, payload) VALUES (?, ?)", i+1, sealed("filings", id, "payload", text))
		for range 2 {
			version++
			run("INSERT INTO versions (id, filing, rev, step, at, digest, payload) VALUES (?, ?, 2, 1, 5, x'00', ?)", version, id,
				sealed("versions", fmt.Sprint(version), "payload", text))
		}
	}
	run("COMMIT")
	return failed
}

// Interrupt makes resealing fail at its n-th step (from 1); the function
// undoes that and tells how many steps there were.
func Interrupt(n int, with error) (steps func() int) {
	count := 0
	interrupt = func(string) error {
		if count++; count == n {
			return with
		}
		return nil
	}
	return func() int { interrupt = func(string) error { return nil }; return count }
}

// IdentifyBatch sets how many filings get identifiers in one transaction; the
// function sets it back.
func IdentifyBatch(n int) (back func()) {
	old := identifyBatch
	identifyBatch = n
	return func() { identifyBatch = old }
}
