package store

import (
	"database/sql"
	"encoding/json"
	"strconv"

	"beiandesk/app/desk"
	"beiandesk/app/seal"
)

// Refusals: counted reasons in clear, corrections sealed with the key of the
// filing in which they were learnt.

func phraseAD(id int64) seal.AD {
	return seal.AD{Table: "phrases", Row: strconv.FormatInt(id, 10), Field: "payload"}
}

func (v *view) RefusedCounts(at *desk.Place) ([]desk.RefusedCount, error) {
	query, args := `SELECT reason, province, provider, substr(day, 1, 7), count(*) FROM refusals INDEXED BY refusals_place
		WHERE filing NOT IN (SELECT id FROM filings WHERE trashed <> 0)`, []any{}
	if at != nil {
		query, args = query+" AND province = ? AND provider = ?", []any{at.Province, at.Provider}
	}
	list := []desk.RefusedCount{}
	err := v.each(func(rows *sql.Rows) error {
		var c desk.RefusedCount
		err := rows.Scan(&c.Reason, &c.Province, &c.Provider, &c.Month, &c.N)
		list = append(list, c)
		return err
	}, "count refusals", query+" GROUP BY province, provider, reason, substr(day, 1, 7) ORDER BY province, provider, reason, substr(day, 1, 7)", args...)
	return list, err
}

func (v *view) RefusedFilings(q desk.RefusedFilter) ([]desk.RefusedFiling, error) {
	query, args := `SELECT f.id, f.domain, f.organiser, max(r.day) AS day, count(*) FROM refusals r
		JOIN filings f ON f.id = r.filing AND f.trashed = 0 WHERE r.reason = ? AND r.day >= ?`, []any{q.Reason, q.Since}
	if q.Province != nil {
		query, args = query+" AND r.province = ?", append(args, *q.Province)
	}
	if q.Provider != nil {
		query, args = query+" AND r.provider = ?", append(args, *q.Provider)
	}
	list := []desk.RefusedFiling{}
	err := v.each(func(rows *sql.Rows) error {
		var x desk.RefusedFiling
		err := rows.Scan(&x.Filing, &x.Domain, &x.Organiser, &x.Day, &x.N)
		list = append(list, x)
		return err
	}, "list refused filings", query+" GROUP BY f.id ORDER BY day DESC, f.id", args...)
	return list, err
}

// sealedPhrase is a row of phrases before it is opened.
type sealedPhrase struct {
	id           int64
	filing       string
	payload, key []byte
}

func (v *view) phrases(where string, args ...any) (list []sealedPhrase, err error) {
	err = v.each(func(rows *sql.Rows) error {
		var p sealedPhrase
		err := rows.Scan(&p.id, &p.filing, &p.payload, &p.key)
		list = append(list, p)
		return err
	}, "list phrases", "SELECT p.id, p.filing, p.payload, k.key FROM phrases p LEFT JOIN filing_keys k ON k.filing = p.filing "+where, args...)
	return list, err
}

func (v *view) openPhrase(p sealedPhrase) (desk.Phrase, error) {
	out := desk.Phrase{Filing: p.filing}
	plain, err := v.open(p.filing, p.key, phraseAD(p.id), p.payload)
	if err == nil {
		err = json.Unmarshal(plain, &out)
	}
	return out, err
}

func (v *view) Phrases() ([]desk.Phrase, error) {
	sealed, err := v.phrases("ORDER BY p.id DESC LIMIT ?", desk.MaxPhrases)
	if err != nil {
		return nil, err
	}
	list := []desk.Phrase{}
	for _, s := range sealed {
		if p, err := v.openPhrase(s); err == nil { // Verify tells of the others
			list = append(list, p)
		}
	}
	return list, nil
}

func (t *tx) SetRefused(filing string, list []desk.Refused) error {
	if err := t.mustHave(filing); err != nil {
		return err
	}
	if _, err := t.exec("forget refusals", "DELETE FROM refusals WHERE filing = ?", filing); err != nil {
		return err
	}
	for _, r := range list {
		if _, err := t.exec("count a refusal", "INSERT INTO refusals (filing, reason, province, provider, day) VALUES (?, ?, ?, ?, ?)",
			filing, r.Reason, r.Province, r.Provider, r.Day); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) mustHave(filing string) error {
	found, err := t.one([]any{new(int)}, "look for the filing", "SELECT 1 FROM filings WHERE id = ?", filing)
	if err == nil && !found {
		err = notFound("这份备案")
	}
	return err
}

func (t *tx) PutPhrase(p desk.Phrase) error {
	if err := t.mustHave(p.Filing); err != nil {
		return err
	}
	sealed, err := t.phrases("WHERE p.filing = ?", p.Filing)
	if err != nil {
		return err
	}
	for _, s := range sealed {
		if old, err := t.openPhrase(s); err != nil || old.Words != p.Words {
			continue
		}
		if _, err := t.exec("forget a phrase", "DELETE FROM phrases WHERE id = ?", s.id); err != nil {
			return err
		}
	}
	if p.Reason == "" {
		return nil
	}
	p.At = utc(p.At)
	cell, err := t.cellToSeal(p.Filing)
	if err != nil {
		return t.breaks(damaged(foreign(err), "这份备案的密钥已损坏，改过的说法没有记住。请从备份恢复数据。"))
	}
	defer cell.Wipe()
	res, err := t.exec("insert phrase", "INSERT INTO phrases (filing, payload) VALUES (?, x'')", p.Filing)
	if err != nil {
		return err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return t.breaks(translate(err, "insert phrase"))
	}
	payload, err := t.sealJSON(cell, phraseAD(id), p)
	if err != nil {
		return err
	}
	_, err = t.exec("save phrase", "UPDATE phrases SET payload = ? WHERE id = ?", payload, id)
	return err
}

// refusals checks that every correction opens.
func (v *verifier) refusals() error {
	sealed, err := v.phrases("")
	if err != nil {
		return err
	}
	for _, s := range sealed {
		if _, err := v.openPhrase(s); err != nil {
			if v.ctx.Err() != nil {
				return translate(v.ctx.Err(), "check the phrases")
			}
			v.found(desk.FaultRecord, "有一条改过的退回说法打不开，识别时不用它。不影响资料。", s.filing, "", true)
		}
	}
	return nil
}
