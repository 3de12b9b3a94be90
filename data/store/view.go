package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/seal"
)

// rowColumns in the order of desk.Row, the note in between.
const rowColumns = "id, rev, domain, organiser, kind, state, portrait, number, note, step, next, due, updated, trashed, ended, sample"

// row reads the row of one filing, its note still sealed.
func (v *view) row(id string) (r desk.Row, note []byte, found bool, err error) {
	var due, updated, bin, ended int64
	found, err = v.one([]any{&r.ID, &r.Rev, &r.Domain, &r.Organiser, &r.Kind, &r.State, &r.Portrait, &r.Number,
		&note, &r.Step, &r.Next, &due, &updated, &bin, &ended, &r.Sample}, "read a row", "SELECT "+rowColumns+" FROM filings WHERE id = ?", id)
	r.Due, r.Updated, r.Trashed, r.Ended = fromNanos(due), fromNanos(updated), fromNanos(bin), fromNanos(ended)
	return r, note, found, err
}

// view reads within one transaction.
type view struct {
	ctx context.Context
	tx  *sql.Tx
	s   *Store
}

// noteAD binds what the list shows in clear to the note, which the list opens
// anyway: a column changed by hand or by a bad disk is noticed there. Trashed
// is bound as well, Note itself is not.
func noteAD(r *desk.Row) seal.AD {
	b := make([]byte, 0, 192)
	b = append(b, "note"...)
	for _, s := range [...]string{r.Domain, r.Organiser, string(r.Kind), string(r.State), string(r.Portrait), r.Number, string(r.Next)} {
		b = append(strconv.AppendInt(append(b, '|'), int64(len(s)), 10), ':')
		b = append(b, s...)
	}
	for _, n := range [...]int64{r.Rev, int64(r.Step), nanos(r.Due), nanos(r.Updated), nanos(r.Trashed), nanos(r.Ended)} {
		b = strconv.AppendInt(append(b, '|'), n, 10)
	}
	if r.Sample {
		b = append(b, "|sample"...)
	}
	return seal.AD{Table: "filings", Row: r.ID, Field: string(b)}
}

// payloadAD binds the revision: an older payload put back does not open.
func payloadAD(id string, rev int64) seal.AD {
	return seal.AD{Table: "filings", Row: id, Field: "payload of revision " + strconv.FormatInt(rev, 10)}
}

// versionAD binds what the list of versions shows.
func versionAD(x desk.Version) seal.AD {
	return seal.AD{Table: "versions", Row: strconv.FormatInt(x.ID, 10),
		Field: fmt.Sprintf("payload of revision %d at step %d of %d", x.Rev, x.Step, nanos(x.At))}
}
func templateAD(id, field string) seal.AD { return seal.AD{Table: "templates", Row: id, Field: field} }
func settingAD(key string) seal.AD        { return seal.AD{Table: "settings", Row: key, Field: "value"} }

const (
	hashDomain    = "filings.domain"
	hashOrganiser = "filings.organiser"
	hashVersion   = "versions.payload"
	hashPicture   = "pictures.content"
)

// one reads a single row; found is false if there is none.
func (v *view) one(dest []any, doing, query string, args ...any) (found bool, err error) {
	if err := v.ctx.Err(); err != nil {
		return false, translate(err, doing)
	}
	err = v.tx.QueryRow(query, args...).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, translate(err, doing)
}

// each calls take for every row.
func (v *view) each(take func(*sql.Rows) error, doing, query string, args ...any) (err error) {
	if err := v.ctx.Err(); err != nil {
		return translate(err, doing)
	}
	rows, err := v.tx.Query(query, args...)
	if err != nil {
		return translate(err, doing)
	}
	defer func() { err = errors.Join(err, translate(rows.Close(), doing)) }()
	for n := 0; rows.Next(); n++ {
		if n%256 == 255 && v.ctx.Err() != nil {
			return translate(v.ctx.Err(), doing)
		}
		if err := take(rows); err != nil {
			return translate(err, doing)
		}
	}
	return translate(rows.Err(), doing)
}

func (v *view) Filing(id string) (*filing.Filing, error) {
	var rev int64
	var sealed, key []byte
	found, err := v.one([]any{&rev, &sealed, &key}, "read filing "+id,
		"SELECT f.rev, d.payload, k.key FROM filings f JOIN documents d ON d.n = f.n LEFT JOIN filing_keys k ON k.filing = f.id WHERE f.id = ?", id)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, notFound("这份备案")
	}
	f, err := v.openFiling(id, key, payloadAD(id, rev), sealed)
	if err != nil {
		return nil, damaged(err, "这份备案的数据已损坏，打不开。可以在“历史版本”里恢复较早的一版，或从备份恢复。")
	}
	f.ID, f.Rev = id, rev
	return f, nil
}

func (v *view) openFiling(id string, key []byte, ad seal.AD, sealed []byte) (*filing.Filing, error) {
	plain, err := v.open(id, key, ad, sealed)
	if err != nil {
		return nil, err
	}
	f := new(filing.Filing)
	if err := json.Unmarshal(plain, f); err != nil {
		return nil, fmt.Errorf("read the filing's JSON: %w", err)
	}
	return f, nil
}

func (v *view) Rows(trashed bool) ([]desk.Row, error) {
	if err := v.readKeys(); err != nil {
		return nil, err
	}
	notes := v.openNotes()
	// Reused for every row: RawBytes are good until the next one only.
	var due, updated, bin, ended int64
	var note sql.RawBytes
	err := v.each(func(rows *sql.Rows) error {
		var r desk.Row
		if err := rows.Scan(&r.ID, &r.Rev, &r.Domain, &r.Organiser, &r.Kind, &r.State, &r.Portrait, &r.Number,
			&note, &r.Step, &r.Next, &due, &updated, &bin, &ended, &r.Sample); err != nil {
			return err
		}
		r.Due, r.Updated, r.Trashed, r.Ended = fromNanos(due), fromNanos(updated), fromNanos(bin), fromNanos(ended)
		notes.add(r, note)
		return nil
	}, "list filings", "SELECT "+rowColumns+` FROM filings WHERE (trashed <> 0) = ?`, trashed)
	opened := notes.wait()
	if err != nil {
		return nil, err
	}
	return notes.rows(opened)
}

func (v *view) SameDomain(domain string) ([]string, error) {
	return v.same("SELECT id FROM filings WHERE domain_hash = ? AND trashed = 0 ORDER BY updated DESC, id",
		v.s.hash(hashDomain, desk.EqualDomain(domain)))
}

func (v *view) SameOrganiser(certNumber string) ([]string, error) {
	return v.same("SELECT id FROM filings WHERE organiser_hash = ? AND trashed = 0 ORDER BY updated DESC, id",
		v.s.hash(hashOrganiser, desk.EqualNumber(certNumber)))
}

func (v *view) same(query string, hash any) ([]string, error) {
	if hash == nil { // nothing given equals nothing
		return nil, nil
	}
	var ids []string
	err := v.each(func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, "find equal filings", query, hash)
	return ids, err
}

// hash is NULL for an empty value.
func (s *Store) hash(purpose, value string) any {
	if value == "" {
		return nil
	}
	return s.box.Hash(purpose, value)
}

func (v *view) Versions(id string) ([]desk.Version, error) {
	var list []desk.Version
	err := v.each(func(rows *sql.Rows) error {
		var x desk.Version
		var at int64
		err := rows.Scan(&x.ID, &x.Rev, &x.Step, &at)
		x.At = fromNanos(at)
		list = append(list, x)
		return err
	}, "list versions", "SELECT id, rev, step, at FROM versions WHERE filing = ? ORDER BY id DESC", id)
	return list, err
}

func (v *view) Version(version int64) (*filing.Filing, error) {
	var id string
	var sealed, key []byte
	x := desk.Version{ID: version}
	var at int64
	found, err := v.one([]any{&id, &x.Rev, &x.Step, &at, &sealed, &key}, "read version",
		"SELECT v.filing, v.rev, v.step, v.at, v.payload, k.key FROM versions v LEFT JOIN filing_keys k ON k.filing = v.filing WHERE v.id = ?", version)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, notFound("这个历史版本")
	}
	x.At = fromNanos(at)
	f, err := v.openFiling(id, key, versionAD(x), sealed)
	if err != nil {
		return nil, damaged(err, "这个历史版本已损坏，打不开。请选另一个版本。")
	}
	return f, nil
}

func (v *view) Templates() ([]desk.Template, error) {
	list := []desk.Template{}
	err := v.each(func(rows *sql.Rows) error {
		var id string
		var name, payload sql.RawBytes
		var updated int64
		if err := rows.Scan(&id, &name, &payload, &updated); err != nil {
			return err
		}
		plainName, err := v.s.box.Open(templateAD(id, "name"), name)
		if err != nil {
			return damaged(err, "一个实名模板已损坏，打不开。请从备份恢复数据。")
		}
		plain, err := v.s.box.Open(templateAD(id, "payload"), payload)
		if err != nil {
			return damaged(err, "一个实名模板已损坏，打不开。请从备份恢复数据。")
		}
		var t desk.Template
		if err := json.Unmarshal(plain, &t); err != nil {
			return damaged(err, "一个实名模板已损坏，打不开。请从备份恢复数据。")
		}
		t.ID, t.Name, t.Updated = id, string(plainName), fromNanos(updated)
		list = append(list, t)
		return nil
	}, "list templates", "SELECT id, name, payload, updated FROM templates")
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b desk.Template) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list, nil
}

func (v *view) Setting(key string) ([]byte, error) {
	var sealed []byte
	found, err := v.one([]any{&sealed}, "read setting "+key, "SELECT value FROM settings WHERE key = ?", key)
	if err != nil || !found {
		return nil, err
	}
	plain, err := v.s.box.Open(settingAD(key), sealed)
	if err != nil {
		return nil, damaged(err, "一项设置已损坏，读不出来。请重新设置这一项。")
	}
	return append([]byte{}, plain...), nil // set to nothing is not "never set"
}

func utc(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC()
}

func nanos(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func fromNanos(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}
