package store

import (
	"context"
	"crypto/hmac"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/seal"
)

// Check is a store opened for Verify alone: nothing is written, migrated or
// mended. Another program may have it open.
type Check struct{ s *Store }

// OpenCheck opens a store for checking. A database of an older form is refused
// with CodeOlder: the window brings it to the present one.
func OpenCheck(at Places, source seal.Keys, now func() time.Time) (_ *Check, err error) {
	list, err := migrationsIn(embedded)
	if err != nil {
		return nil, err
	}
	there, err := exists(at.Database)
	if err != nil {
		return nil, err
	}
	if !there {
		return nil, app.Fail(CodeMissing, "这里没有备案台的数据。请用 -data 指定数据文件夹。")
	}
	s := &Store{at: at, now: now}
	s.idle = sync.NewCond(&s.mu)
	if s.box, err = seal.NewBox(source); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			s.wipe()
		}
	}()
	have, err := s.probe(list[len(list)-1].number, false) // Verify checks in full
	if err != nil {
		return nil, err
	}
	if have < list[len(list)-1].number {
		return nil, app.Fail(CodeOlder, "数据还是旧格式。请先打开一次程序，让它升级数据，再来检查。")
	}
	s.reader, err = sql.Open("sqlite3", dsn(at.Database, url.Values{"mode": {"ro"}, "_query_only": {"on"}, "_busy_timeout": {"5000"}}))
	return &Check{s}, translate(err, "open for checking")
}

// View reads, as Store.View does.
func (c *Check) View(ctx context.Context, work func(desk.Reader) error) error {
	return c.s.View(ctx, work)
}

// Close wipes the keys.
func (c *Check) Close() error {
	c.s.wipe()
	return translate(c.s.reader.Close(), "close")
}

// verifier collects what Verify finds.
type verifier struct {
	*view
	faults   []desk.Fault
	domains  map[string]string
	revs     map[string]int64
	progress func(done, total int)
}

func (v *verifier) found(code, text, filing, picture string, repairable bool) {
	v.faults = append(v.faults, desk.Fault{Code: code, Text: text, Filing: filing, Domain: v.domains[filing], Picture: picture, Repairable: repairable})
}

// Verify checks everything: the database by SQLite's own means, the chain of
// the log, that every sealed value and file opens at its place, that each
// filing has the revision that the log tells, and that files and rows belong
// together. progress may be nil; it counts picture files. An error means that
// the check could not be finished.
func (c *Check) Verify(ctx context.Context, progress func(done, total int)) ([]desk.Fault, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	var out []desk.Fault
	err := c.s.View(ctx, func(r desk.Reader) error {
		v := &verifier{view: r.(*view), domains: map[string]string{}, revs: map[string]int64{}, progress: progress}
		for _, step := range []func() error{v.database, v.filings, v.log, v.records, v.refusals, v.pictures} {
			if err := step(); err != nil {
				if app.CodeOf(err) != CodeDamaged {
					return err
				}
				v.found(desk.FaultDatabase, app.MessageOf(err), "", "", true)
			}
		}
		out = v.faults
		return nil
	})
	return out, err
}

func (v *verifier) database() error {
	if err := v.each(func(rows *sql.Rows) error {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			v.found(desk.FaultDatabase, "数据库内部有损坏："+line+"。请从备份恢复。", "", "", true)
		}
		return nil
	}, "check the database", "PRAGMA integrity_check(20)"); err != nil {
		return err
	}
	return v.each(func(rows *sql.Rows) error {
		var table, parent string
		var row sql.NullInt64
		var key int
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		v.found(desk.FaultReference, fmt.Sprintf("数据表 %s 的第 %d 行指向 %s 里不存在的内容。请从备份恢复。", table, row.Int64, parent), "", "", true)
		return nil
	}, "check the references", "PRAGMA foreign_key_check")
}

func (v *verifier) filings() error {
	type row struct {
		id                 string
		n, rev             int64
		note, payload, key []byte
	}
	var ids []string
	if err := v.each(func(rows *sql.Rows) error {
		var id, domain string
		var rev int64
		if err := rows.Scan(&id, &domain, &rev); err != nil {
			return err
		}
		ids = append(ids, id)
		v.domains[id], v.revs[id] = domain, rev
		return nil
	}, "list filings", "SELECT id, domain, rev FROM filings"); err != nil {
		return err
	}
	for _, id := range ids {
		r := row{id: id, rev: v.revs[id]}
		if _, err := v.one([]any{&r.n, &r.note, &r.payload, &r.key}, "read a filing", `SELECT f.n, f.note, d.payload, k.key FROM filings f
			LEFT JOIN documents d ON d.n = f.n LEFT JOIN filing_keys k ON k.filing = f.id WHERE f.id = ?`, id); err != nil {
			return err
		}
		if _, err := v.s.cellOf(id, r.key); err != nil {
			v.found(desk.FaultKey, "这份备案的密钥打不开，它的资料都读不出来。请从备份恢复。", id, "", true)
			continue
		}
		if f, err := v.openFiling(id, r.key, payloadAD(id, r.rev), r.payload); err != nil {
			v.found(desk.FaultFiling, "这份备案的资料打不开，或不是最后一次保存的内容。请从备份恢复。", id, "", true)
		} else if stray, err := v.strayIdentifiers(r.n, f); err != nil {
			return err
		} else if stray {
			v.found(desk.FaultIdentifiers, "这份备案的查重记号与资料不一致，与其他客户重复时可能没有提醒。请打开它，改动任意一项，保存时会重新写好。", id, "", false)
		}
		line, _, _, err := v.row(id)
		if err != nil {
			return err
		}
		if _, err := v.open(id, r.key, noteAD(&line), r.note); err != nil {
			v.found(desk.FaultFiling, "这份备案在列表里的一行或它的备注被改动或损坏。请打开核对，或从备份恢复。", id, "", true)
		}
		versions, err := v.Versions(id)
		if err != nil {
			return err
		}
		for _, x := range versions {
			if _, err := v.Version(x.ID); err != nil {
				v.found(desk.FaultVersion, fmt.Sprintf("这份备案的历史版本 %d 打不开。不影响当前资料；需要时请从备份恢复。", x.Rev), id, "", true)
			}
		}
		if _, err := v.Consents(id); err != nil {
			v.found(desk.FaultConsent, "这份备案的同意记录打不开。请从备份恢复。", id, "", true)
		}
	}
	return nil
}

// log walks along the chain.
func (v *verifier) log() error {
	prev := link{hash: noHash}
	newest := map[string]int64{} // revision by the log
	broken := false
	err := v.each(func(rows *sql.Rows) error {
		var n, at int64
		var payload, hash []byte
		if err := rows.Scan(&n, &at, &payload, &hash); err != nil {
			return err
		}
		want := prev.next(v.s.box, at, payload)
		if got := (link{n, hash}); !got.equal(want) {
			if !broken { // one sentence for a gap, not one for each that follows
				v.found(desk.FaultChain, fmt.Sprintf("操作记录在第 %d 条被改动、删除或插入过。这条之前的记录仍可信。请与备份里的记录比较。", n), "", "", false)
			}
			broken = true
			prev = link{n, hash}
		} else {
			prev, broken = want, false
		}
		e, err := v.s.openEntry(n, payload)
		if err != nil {
			v.found(desk.FaultChain, fmt.Sprintf("操作记录的第 %d 条打不开。请与备份里的记录比较。", n), "", "", false)
			return nil
		}
		if e.Action == desk.DidFindBreak {
			v.found(desk.FaultBreak, fmt.Sprintf("程序写第 %d 条操作记录时，发现前面的记录被改动过。请与备份里的记录比较。", n), "", "", false)
		}
		if e.Rev > 0 {
			newest[e.Filing] = e.Rev
		}
		return nil
	}, "read the log", "SELECT n, at, payload, hash FROM audit ORDER BY n")
	if err != nil {
		return err
	}
	head, there, err := v.head()
	if err != nil {
		return err
	}
	if there && !head.equal(prev) || !there && prev.n > 0 {
		v.found(desk.FaultHead, "操作记录的末尾与程序记下的不一致，可能有记录被删掉。请与备份里的记录比较。", "", "", false)
	}
	for id, rev := range v.revs {
		if newest[id] != rev {
			v.found(desk.FaultRevision, fmt.Sprintf("这份备案是第 %d 次保存的内容，操作记录里最后一次是第 %d 次：它可能被换成了旧内容。请核对，或从备份恢复。", rev, newest[id]), id, "", true)
		}
	}
	return nil
}

func (v *verifier) records() error {
	if _, err := v.Templates(); err != nil {
		v.found(desk.FaultRecord, "有实名模板打不开。请从备份恢复，或删除后重新填写。", "", "", true)
	}
	if _, err := v.Operators(); err != nil {
		v.found(desk.FaultRecord, "操作员名单打不开。请从备份恢复。", "", "", true)
	}
	var keys []string
	if err := v.each(func(rows *sql.Rows) error {
		var key string
		err := rows.Scan(&key)
		keys = append(keys, key)
		return err
	}, "list settings", "SELECT key FROM settings"); err != nil {
		return err
	}
	for _, key := range keys {
		if _, err := v.Setting(key); err != nil {
			v.found(desk.FaultRecord, "设置“"+key+"”打不开。请从备份恢复，或在“设置”里重新填写。", "", "", true)
		}
	}
	list, err := v.Erasures()
	if err != nil {
		return err
	}
	for i, e := range list {
		if !e.Genuine || e.N != int64(len(list)-i) {
			v.found(desk.FaultErasure, fmt.Sprintf("第 %d 条删除记录被改动过，或前面缺了记录。请与备份里的记录比较。", e.N), "", "", false)
		}
	}
	return nil
}

func (v *verifier) pictures() error {
	rows, dropped, err := v.pictureRows()
	if err != nil {
		return err
	}
	files, err := v.s.listPictures(false)
	if err != nil {
		return translate(err, "list the pictures")
	}
	for _, id := range dropped { // their files go at the next start
		delete(files, id)
	}
	done := 0
	for id, owner := range rows {
		if err := v.ctx.Err(); err != nil {
			return translate(err, "check the pictures")
		}
		if done++; done%16 == 0 {
			v.progress(done, len(rows))
		}
		plain, mac, err := v.picture(id)
		switch {
		case err == nil && hmac.Equal(mac, v.s.box.HashBytes(hashPicture, plain)):
		case app.CodeOf(err) == app.CodeNotFound:
			v.found(desk.FaultMissing, "一张图片的文件不见了。请从备份恢复，或重新上传。", owner, id, true)
		default:
			v.found(desk.FaultPicture, "一张图片打不开。请从备份恢复，或重新上传。", owner, id, true)
		}
	}
	for id := range files {
		if _, ok := rows[id]; ok {
			continue
		}
		path, _ := v.s.picturePath(id)
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			continue // gone meanwhile: another program is at work
		}
		v.found(desk.FaultOrphan, "有一个图片文件不属于任何备案。下次启动时会归位，或移到 pictures/lost。", "", id, false)
	}
	v.progress(len(rows), len(rows))
	return nil
}
