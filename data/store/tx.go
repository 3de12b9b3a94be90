package store

import (
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// tx writes within one transaction.
type tx struct {
	view
	added   []string // pictures whose files were written
	dropped []string // pictures whose files go after the commit
	revs    []func() // give callers' filings their old revision back
	purged  []string // filings whose keys are gone after the commit
	saved   map[string]int64
	entries []desk.Entry // of the log
	broken  error        // a write that failed; such a transaction is not committed
}

// undo takes back what SQLite does not know of.
func (t *tx) undo() error {
	for _, restore := range slices.Backward(t.revs) { // the first change knows the true old value
		restore()
	}
	var all error
	for _, id := range t.added {
		all = errors.Join(all, t.s.removePicture(id))
	}
	t.revs, t.added, t.dropped, t.purged = nil, nil, nil, nil
	return all
}

// exec runs one statement and remembers a failure.
func (t *tx) exec(doing, query string, args ...any) (sql.Result, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, translate(err, doing)
	}
	res, err := t.tx.Exec(query, args...)
	if err != nil {
		return nil, t.breaks(translate(err, doing))
	}
	return res, nil
}

// changed is exec that tells whether a row was touched.
func (t *tx) changed(doing, query string, args ...any) (bool, error) {
	res, err := t.exec(doing, query, args...)
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, translate(err, doing)
}

func (t *tx) breaks(err error) error {
	if t.broken == nil {
		t.broken = err
	}
	return err
}

func (t *tx) Insert(f *filing.Filing, row desk.Row) error {
	if f.ID == "" {
		return errors.New("insert a filing without an id")
	}
	found, err := t.one([]any{new(int)}, "look for the filing", "SELECT 1 FROM filings WHERE id = ?", f.ID)
	if err != nil {
		return err
	}
	if found {
		return app.Fail(CodeExists, "这份备案已经在列表里了。请打开已有的那一份，或作为副本导入。")
	}
	t.setRev(f, 1)
	row.Trashed = time.Time{}
	note, payload, err := t.sealFiling(f, row)
	if err != nil {
		return t.breaks(err)
	}
	res, err := t.exec("insert filing", `INSERT INTO filings (id, rev, domain, organiser, kind, state, portrait, number,
		note, step, next, due, updated, trashed, ended, sample, domain_hash, organiser_hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
		f.ID, f.Rev, row.Domain, row.Organiser, string(row.Kind), string(row.State), string(row.Portrait), row.Number,
		note, int(row.Step), string(row.Next), nanos(row.Due), nanos(row.Updated), nanos(row.Ended), row.Sample,
		t.s.hash(hashDomain, desk.EqualDomain(f.Domain.Name)), t.s.hash(hashOrganiser, desk.EqualNumber(f.Organiser.CertNumber)))
	if err != nil {
		return err
	}
	n, err := res.LastInsertId()
	if err != nil {
		return t.breaks(translate(err, "insert filing"))
	}
	if _, err = t.exec("insert document", "INSERT INTO documents (n, payload) VALUES (?, ?)", n, payload); err != nil {
		return err
	}
	return t.putIdentifiers(n, f)
}

func (t *tx) Save(f *filing.Filing, row desk.Row) error {
	var n, rev int64
	var trashed int64
	found, err := t.one([]any{&n, &rev, &trashed}, "look for the filing", "SELECT n, rev, trashed FROM filings WHERE id = ?", f.ID)
	if err != nil {
		return err
	}
	if !found {
		return notFound("这份备案")
	}
	row.Trashed = fromNanos(trashed)
	if rev != f.Rev {
		return app.Conflict()
	}
	t.setRev(f, rev+1)
	note, payload, err := t.sealFiling(f, row)
	if err != nil {
		return t.breaks(err)
	}
	if _, err := t.exec("save filing", `UPDATE filings SET rev = ?, domain = ?, organiser = ?, kind = ?, state = ?, portrait = ?,
		number = ?, note = ?, step = ?, next = ?, due = ?, updated = ?, ended = ?, sample = ?, domain_hash = ?, organiser_hash = ? WHERE n = ?`,
		f.Rev, row.Domain, row.Organiser, string(row.Kind), string(row.State), string(row.Portrait),
		row.Number, note, int(row.Step), string(row.Next), nanos(row.Due), nanos(row.Updated), nanos(row.Ended), row.Sample,
		t.s.hash(hashDomain, desk.EqualDomain(f.Domain.Name)), t.s.hash(hashOrganiser, desk.EqualNumber(f.Organiser.CertNumber)),
		n); err != nil {
		return err
	}
	if _, err = t.exec("save document", "UPDATE documents SET payload = ? WHERE n = ?", payload, n); err != nil {
		return err
	}
	return t.putIdentifiers(n, f)
}

// setRev changes the caller's filing; a rollback takes that back, so that the
// next try does not meet a conflict with itself.
func (t *tx) setRev(f *filing.Filing, rev int64) {
	old := f.Rev
	t.revs = append(t.revs, func() { f.Rev = old })
	f.Rev = rev
	t.noteSaved(f.ID, rev)
}

func (t *tx) sealFiling(f *filing.Filing, row desk.Row) (sealedNote, payload []byte, err error) {
	plain, err := json.Marshal(f)
	if err != nil {
		return nil, nil, fmt.Errorf("write filing as JSON: %w", err)
	}
	c, err := t.cellToSeal(f.ID)
	if err != nil {
		return nil, nil, damaged(foreign(err), "这份备案的密钥已损坏，这次修改没有保存。请从备份恢复数据。")
	}
	defer c.Wipe()
	if payload, err = c.Seal(payloadAD(f.ID, f.Rev), plain); err != nil {
		return nil, nil, err
	}
	row.ID, row.Rev = f.ID, f.Rev
	sealedNote, err = c.Seal(noteAD(&row), []byte(row.Note))
	return sealedNote, payload, err
}

func (t *tx) Trash(id string, at time.Time) error {
	return t.changeRow(id, func(r *desk.Row) { r.Trashed = at })
}

// changeRow changes columns of the list that need no new payload: the note is
// sealed anew, since it is bound to them. A note that does not open keeps its
// seal, and so stays damaged.
func (t *tx) changeRow(id string, change func(*desk.Row)) error {
	r, note, found, err := t.row(id)
	if err != nil {
		return err
	}
	if !found {
		return notFound("这份备案")
	}
	c, err := t.cell(id)
	if err != nil && app.CodeOf(err) == app.CodeCanceled {
		return err
	}
	var plain []byte
	sound := err == nil
	if sound {
		defer c.Wipe()
		plain, err = c.Open(noteAD(&r), note)
		sound = err == nil
	}
	change(&r)
	if sound {
		if note, err = c.Seal(noteAD(&r), plain); err != nil {
			return t.breaks(err)
		}
	}
	_, err = t.exec("change a row", "UPDATE filings SET rev = ?, updated = ?, trashed = ?, ended = ?, note = ? WHERE id = ?",
		r.Rev, nanos(r.Updated), nanos(r.Trashed), nanos(r.Ended), note, id)
	return err
}

func (t *tx) Purge(id string) error {
	var pictures []string
	if err := t.each(func(rows *sql.Rows) error {
		var p string
		err := rows.Scan(&p)
		pictures = append(pictures, p)
		return err
	}, "list pictures", "SELECT id FROM pictures WHERE filing = ?", id); err != nil {
		return err
	}
	for _, p := range pictures {
		if err := t.DropPicture(p); err != nil {
			return err
		}
	}
	found, err := t.changed("purge filing", "DELETE FROM filings WHERE id = ?", id) // the rest cascades, the key first of all
	if err == nil && !found {
		err = notFound("这份备案")
	}
	t.purged = append(t.purged, id)
	return err
}

func (t *tx) Keep(f *filing.Filing, step filing.Step, at time.Time) (bool, error) {
	found, err := t.one([]any{new(int)}, "look for the filing", "SELECT 1 FROM filings WHERE id = ?", f.ID)
	if err != nil {
		return false, err
	}
	if !found {
		return false, notFound("这份备案")
	}
	plain, err := json.Marshal(f)
	if err != nil {
		return false, t.breaks(fmt.Errorf("write filing as JSON: %w", err))
	}
	same := *f
	same.Rev, same.Updated = 0, time.Time{}
	bare, err := json.Marshal(&same)
	if err != nil {
		return false, t.breaks(fmt.Errorf("write filing as JSON: %w", err))
	}
	digest := t.s.box.HashBytes(hashVersion, bare)
	var newest []byte
	if _, err := t.one([]any{&newest}, "look for the newest version",
		"SELECT digest FROM versions WHERE filing = ? ORDER BY id DESC LIMIT 1", f.ID); err != nil {
		return false, err
	}
	if string(newest) == string(digest) {
		return false, nil
	}
	// The id is part of the seal, so the row comes before its payload.
	res, err := t.exec("insert version", "INSERT INTO versions (filing, rev, step, at, digest, payload) VALUES (?, ?, ?, ?, ?, x'')",
		f.ID, f.Rev, int(step), nanos(at), digest)
	if err != nil {
		return false, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return false, t.breaks(translate(err, "insert version"))
	}
	c, err := t.cellToSeal(f.ID)
	if err != nil {
		return false, t.breaks(foreign(err))
	}
	defer c.Wipe()
	sealed, err := c.Seal(versionAD(desk.Version{ID: id, Rev: f.Rev, Step: step, At: at}), plain)
	if err != nil {
		return false, t.breaks(err)
	}
	if _, err := t.exec("seal version", "UPDATE versions SET payload = ? WHERE id = ?", sealed, id); err != nil {
		return false, err
	}
	_, err = t.exec("drop old versions", `DELETE FROM versions WHERE filing = ?1 AND id <= (
		SELECT id FROM versions WHERE filing = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)`, f.ID, MaxVersions)
	return err == nil, err
}

func (t *tx) PutTemplate(p desk.Template) (string, error) {
	fresh := p.ID == ""
	if fresh {
		p.ID = newID()
	}
	plain, err := json.Marshal(desk.Template{Organiser: p.Organiser, Person: p.Person})
	if err != nil {
		return "", t.breaks(fmt.Errorf("write template as JSON: %w", err))
	}
	payload, err := t.s.box.Seal(templateAD(p.ID, "payload"), plain)
	if err != nil {
		return "", t.breaks(err)
	}
	name, err := t.s.box.Seal(templateAD(p.ID, "name"), []byte(p.Name))
	if err != nil {
		return "", t.breaks(err)
	}
	if fresh {
		_, err = t.exec("insert template", "INSERT INTO templates (id, name, payload, updated) VALUES (?, ?, ?, ?)", p.ID, name, payload, nanos(p.Updated))
		return p.ID, err
	}
	found, err := t.changed("save template", "UPDATE templates SET name = ?, payload = ?, updated = ? WHERE id = ?", name, payload, nanos(p.Updated), p.ID)
	if err == nil && !found {
		err = notFound("这个实名模板")
	}
	return p.ID, err
}

func (t *tx) DropTemplate(id string) error {
	_, err := t.exec("drop template", "DELETE FROM templates WHERE id = ?", id)
	return err
}

func (t *tx) SetSetting(key string, value []byte) error {
	if value == nil {
		_, err := t.exec("drop setting", "DELETE FROM settings WHERE key = ?", key)
		return err
	}
	sealed, err := t.s.box.Seal(settingAD(key), value)
	if err != nil {
		return t.breaks(err)
	}
	_, err = t.exec("save setting", "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, sealed)
	return err
}

// newID is 128 random bits in hex, so that what two offices export can merge.
func newID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails since Go 1.24
	return hex.EncodeToString(b[:])
}
