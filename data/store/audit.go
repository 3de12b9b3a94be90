package store

import (
	"bytes"
	"crypto/hmac"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/seal"
)

// The log is a chain: the hash of an entry covers the hash before it, its
// number, its time and its sealed payload. The newest number and hash lie
// sealed in meta, so that entries cut off the end are missed. Everything is
// written in the transaction of the change it tells of.

const hashAudit = "audit"

var headAD = seal.AD{Table: "meta", Row: "audit-head", Field: "value"}

func auditAD(n int64) seal.AD {
	return seal.AD{Table: "audit", Row: strconv.FormatInt(n, 10), Field: "payload"}
}

// link is one end of the chain.
type link struct {
	n    int64
	hash []byte
}

// next gives the hash of an entry that follows.
func (l link) next(box *seal.Box, at int64, payload []byte) link {
	b := binary.BigEndian.AppendUint64(bytes.Clone(l.hash), uint64(l.n+1))
	b = binary.BigEndian.AppendUint64(b, uint64(at))
	return link{l.n + 1, box.HashBytes(hashAudit, append(b, payload...))}
}

func (l link) equal(o link) bool { return l.n == o.n && hmac.Equal(l.hash, o.hash) }

// noHash stands before the first entry.
var noHash = make([]byte, 32)

// Record notes an entry for the end of the transaction. Number, time and the
// revision of a filing that is saved in it are filled in then.
func (t *tx) Record(e desk.Entry) error {
	if err := t.ctx.Err(); err != nil {
		return translate(err, "write the log")
	}
	t.entries = append(t.entries, e)
	return nil
}

func (t *tx) noteSaved(id string, rev int64) {
	if t.saved == nil {
		t.saved = map[string]int64{}
	}
	t.saved[id] = rev
}

// chain appends the entries of a transaction. A filing that was saved without
// a word gets one: every revision is in the log.
func (t *tx) chain() error {
	told := map[string]bool{}
	for i, e := range t.entries {
		if rev, ok := t.saved[e.Filing]; ok {
			t.entries[i].Rev = rev
			told[e.Filing] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(t.saved)) {
		if !told[id] && !slices.Contains(t.purged, id) {
			t.entries = append(t.entries, desk.Entry{Action: desk.DidSave, Filing: id, Rev: t.saved[id]})
		}
	}
	if len(t.entries) == 0 {
		return nil
	}
	end, sound, err := t.end()
	if err != nil {
		return err
	}
	if !sound { // saving goes on; the break stays visible for good
		t.entries = slices.Insert(t.entries, 0, desk.Entry{Action: desk.DidFindBreak})
	}
	at := nanos(t.s.now())
	for _, e := range t.entries {
		payload, err := t.sealEntry(end.n+1, e)
		if err != nil {
			return err
		}
		end = end.next(t.s.box, at, payload)
		if _, err := t.exec("write the log", "INSERT INTO audit (n, at, payload, hash) VALUES (?, ?, ?, ?)", end.n, at, payload, end.hash); err != nil {
			return err
		}
	}
	return t.setHead(end)
}

func (t *tx) sealEntry(n int64, e desk.Entry) ([]byte, error) {
	e.N, e.At = 0, time.Time{} // they have their columns
	plain, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("write a log entry as JSON: %w", err)
	}
	return t.s.box.Seal(auditAD(n), plain)
}

func (t *tx) setHead(end link) error {
	head, err := t.s.box.Seal(headAD, append(binary.BigEndian.AppendUint64(nil, uint64(end.n)), end.hash...))
	if err != nil {
		return err
	}
	_, err = t.exec("write the log's head", "INSERT INTO meta (key, value) VALUES ('audit-head', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", head)
	return err
}

// end is the newest entry as the table has it; sound tells whether the head
// says the same.
func (v *view) end() (end link, sound bool, err error) {
	end.hash = noHash
	if _, err := v.one([]any{&end.n, &end.hash}, "read the end of the log", "SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1"); err != nil {
		return end, false, err
	}
	head, there, err := v.head()
	if err != nil {
		return end, false, err
	}
	if !there {
		return end, end.n == 0, nil
	}
	return end, head.equal(end), nil
}

// head is what meta says of the end; a head that does not open is one that
// equals nothing.
func (v *view) head() (head link, there bool, err error) {
	var sealed []byte
	there, err = v.one([]any{&sealed}, "read the log's head", "SELECT value FROM meta WHERE key = 'audit-head'")
	if err != nil || !there {
		return head, there, err
	}
	plain, err := v.s.box.Open(headAD, sealed)
	if err != nil || len(plain) != 8+len(noHash) {
		return link{n: -1}, true, nil //nolint:nilerr // told by the comparison
	}
	return link{int64(binary.BigEndian.Uint64(plain)), plain[8:]}, true, nil
}

// Log lists entries, newest first.
func (v *view) Log(before int64, n int) ([]desk.Entry, error) {
	if before <= 0 {
		before = 1<<63 - 1
	}
	if n <= 0 {
		n = -1 // SQLite: no limit
	}
	list := []desk.Entry{}
	err := v.each(func(rows *sql.Rows) error {
		var n, at int64
		var payload sql.RawBytes
		if err := rows.Scan(&n, &at, &payload); err != nil {
			return err
		}
		e, err := v.s.openEntry(n, payload)
		if err != nil {
			e = desk.Entry{Action: desk.DidUnreadable} // one must not hide the others
		}
		e.N, e.At = n, fromNanos(at)
		list = append(list, e)
		return nil
	}, "read the log", "SELECT n, at, payload FROM audit WHERE n < ? ORDER BY n DESC LIMIT ?", before, n)
	return list, err
}

func (s *Store) openEntry(n int64, payload []byte) (e desk.Entry, err error) {
	plain, err := s.box.Open(auditAD(n), payload)
	if err != nil {
		return e, err
	}
	return e, json.Unmarshal(plain, &e)
}
