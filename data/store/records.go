package store

import (
	"crypto/hmac"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beiandesk/app/desk"
	"beiandesk/app/seal"
)

// Operators, consents and erasures: rows whose payload is sealed JSON.

func operatorAD(id string) seal.AD {
	return seal.AD{Table: "operators", Row: id, Field: "payload"}
}

func consentAD(id string) seal.AD { return seal.AD{Table: "consents", Row: id, Field: "payload"} }

func erasureAD(n int64) seal.AD {
	return seal.AD{Table: "erasures", Row: strconv.FormatInt(n, 10), Field: "payload"}
}

const hashErasure = "erasures"

func (v *view) Operators() ([]desk.Operator, error) {
	list := []desk.Operator{}
	err := v.each(func(rows *sql.Rows) error {
		var o desk.Operator
		var payload sql.RawBytes
		if err := rows.Scan(&o.ID, &payload); err != nil {
			return err
		}
		plain, err := v.s.box.Open(operatorAD(o.ID), payload)
		if err == nil {
			err = json.Unmarshal(plain, &o)
		}
		if err != nil {
			return damaged(err, "操作员名单已损坏，打不开。请从备份恢复数据。")
		}
		list = append(list, o)
		return nil
	}, "list operators", "SELECT id, payload FROM operators")
	slices.SortFunc(list, func(a, b desk.Operator) int {
		if c := a.Since.Compare(b.Since); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list, err
}

func (t *tx) PutOperator(o desk.Operator) (string, error) {
	fresh := o.ID == ""
	if fresh {
		o.ID = newID()
	}
	o.Since, o.Gone = utc(o.Since), utc(o.Gone)
	payload, err := t.sealJSON(t.s.box, operatorAD(o.ID), o)
	if err != nil {
		return "", err
	}
	if fresh {
		_, err = t.exec("insert operator", "INSERT INTO operators (id, payload) VALUES (?, ?)", o.ID, payload)
		return o.ID, err
	}
	found, err := t.changed("save operator", "UPDATE operators SET payload = ? WHERE id = ?", payload, o.ID)
	if err == nil && !found {
		err = notFound("这个操作员")
	}
	return o.ID, err
}

// sealer is a box or a filing's cell.
type sealer interface {
	Seal(ad seal.AD, plain []byte) ([]byte, error)
}

func (t *tx) sealJSON(with sealer, ad seal.AD, v any) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, t.breaks(fmt.Errorf("write %s as JSON: %w", ad.Table, err))
	}
	payload, err := with.Seal(ad, plain)
	if err != nil {
		return nil, t.breaks(err)
	}
	return payload, nil
}

func (v *view) Consents(filing string) ([]desk.Consent, error) {
	list := []desk.Consent{}
	err := v.each(func(rows *sql.Rows) error {
		c := desk.Consent{Filing: filing}
		var payload, key []byte
		if err := rows.Scan(&c.ID, &payload, &key); err != nil {
			return err
		}
		plain, err := v.open(filing, key, consentAD(c.ID), payload)
		if err == nil {
			err = json.Unmarshal(plain, &c)
		}
		if err != nil {
			return damaged(err, "一条同意记录已损坏，打不开。请从备份恢复数据。")
		}
		list = append(list, c)
		return nil
	}, "list consents", "SELECT c.id, c.payload, k.key FROM consents c LEFT JOIN filing_keys k ON k.filing = c.filing WHERE c.filing = ?", filing)
	slices.SortFunc(list, func(a, b desk.Consent) int {
		if c := a.Given.Compare(b.Given); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list, err
}

func (t *tx) PutConsent(c desk.Consent) (string, error) {
	found, err := t.one([]any{new(int)}, "look for the filing", "SELECT 1 FROM filings WHERE id = ?", c.Filing)
	if err == nil && !found {
		err = notFound("这份备案")
	}
	if err != nil {
		return "", err
	}
	fresh := c.ID == ""
	if fresh {
		c.ID = newID()
	}
	c.Given, c.Withdrawn = utc(c.Given), utc(c.Withdrawn)
	cell, err := t.cellToSeal(c.Filing)
	if err != nil {
		return "", t.breaks(damaged(foreign(err), "这份备案的密钥已损坏，同意记录没有保存。请从备份恢复数据。"))
	}
	defer cell.Wipe()
	payload, err := t.sealJSON(cell, consentAD(c.ID), c)
	if err != nil {
		return "", err
	}
	if fresh {
		_, err = t.exec("insert consent", "INSERT INTO consents (id, filing, payload) VALUES (?, ?, ?)", c.ID, c.Filing, payload)
		return c.ID, err
	}
	found, err = t.changed("save consent", "UPDATE consents SET payload = ? WHERE id = ? AND filing = ?", payload, c.ID, c.Filing)
	if err == nil && !found {
		err = notFound("这条同意记录")
	}
	return c.ID, err
}

func (v *view) Erasures() ([]desk.Erasure, error) {
	list := []desk.Erasure{}
	err := v.each(func(rows *sql.Rows) error {
		var n, at int64
		var payload, mac sql.RawBytes
		if err := rows.Scan(&n, &at, &payload, &mac); err != nil {
			return err
		}
		var e desk.Erasure
		plain, err := v.s.box.Open(erasureAD(n), payload)
		if err == nil && json.Unmarshal(plain, &e) == nil {
			e.Genuine = hmac.Equal(mac, v.s.signErasure(n, at, payload))
		}
		e.N, e.At = n, fromNanos(at)
		list = append(list, e)
		return nil
	}, "list erasures", "SELECT n, at, payload, mac FROM erasures ORDER BY n DESC")
	return list, err
}

// signErasure covers number, time and sealed payload.
func (s *Store) signErasure(n, at int64, payload []byte) []byte {
	b := binary.BigEndian.AppendUint64(nil, uint64(n))
	return s.box.HashBytes(hashErasure, append(binary.BigEndian.AppendUint64(b, uint64(at)), payload...))
}

// PutErasure also notes that the files are to be scoured.
func (t *tx) PutErasure(e desk.Erasure) (desk.Erasure, error) {
	var last int64
	if _, err := t.one([]any{&last}, "number the erasure", "SELECT coalesce(max(n), 0) FROM erasures"); err != nil {
		return e, err
	}
	at := nanos(t.s.now())
	e.N, e.At, e.Genuine = last+1, fromNanos(at), true
	payload, err := t.sealJSON(t.s.box, erasureAD(e.N), e)
	if err != nil {
		return e, err
	}
	if _, err := t.exec("insert erasure", "INSERT INTO erasures (n, at, payload, mac) VALUES (?, ?, ?, ?)",
		e.N, at, payload, t.s.signErasure(e.N, at, payload)); err != nil {
		return e, err
	}
	_, err = t.exec("note what is to be scoured", "INSERT INTO meta (key, value) VALUES (?, x'01') ON CONFLICT (key) DO NOTHING", scourMark)
	return e, err
}
