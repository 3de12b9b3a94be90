package desktest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

type tx struct {
	reader
	revs    []func()
	saved   map[string]int64
	entries []desk.Entry
}

func (t *tx) undo() {
	for _, restore := range slices.Backward(t.revs) { // the first change knows the true old value
		restore()
	}
}

func (t *tx) Insert(f *filing.Filing, row desk.Row) error {
	if err := t.ready(); err != nil {
		return err
	}
	if f.ID == "" {
		return errors.New("insert a filing without an id")
	}
	if _, ok := t.filings[f.ID]; ok {
		return app.Fail("store.exists", "这份备案已经在列表里了。请打开已有的那一份，或作为副本导入。")
	}
	return t.put(f, row, 1, time.Time{})
}

func (t *tx) Save(f *filing.Filing, row desk.Row) error {
	if err := t.ready(); err != nil {
		return err
	}
	rec, ok := t.filings[f.ID]
	if !ok {
		return notFound("这份备案")
	}
	if rec.row.Rev != f.Rev {
		return app.Conflict()
	}
	return t.put(f, row, f.Rev+1, rec.row.Trashed)
}

func (t *tx) put(f *filing.Filing, row desk.Row, rev int64, trashed time.Time) error {
	old := f.Rev
	t.revs = append(t.revs, func() { f.Rev = old })
	f.Rev = rev
	if t.saved == nil {
		t.saved = map[string]int64{}
	}
	t.saved[f.ID] = rev
	text, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("write filing as JSON: %w", err)
	}
	row.ID, row.Rev, row.Trashed = f.ID, rev, trashed
	row.Due, row.Updated, row.Ended = utc(row.Due), utc(row.Updated), utc(row.Ended)
	n := t.filings[f.ID].n
	if n == 0 {
		t.came++
		n = t.came
	}
	t.filings[f.ID] = record{n: n, json: text, row: row,
		domain: desk.EqualDomain(f.Domain.Name), certificate: desk.EqualNumber(f.Organiser.CertNumber)}
	return nil
}

func (t *tx) Trash(id string, at time.Time) error {
	if err := t.ready(); err != nil {
		return err
	}
	rec, ok := t.filings[id]
	if !ok {
		return notFound("这份备案")
	}
	rec.row.Trashed = utc(at)
	t.filings[id] = rec
	return nil
}

func (t *tx) Purge(id string) error {
	if err := t.ready(); err != nil {
		return err
	}
	if _, ok := t.filings[id]; !ok {
		return notFound("这份备案")
	}
	delete(t.filings, id)
	delete(t.refused, id)
	t.phrases = slices.DeleteFunc(slices.Clone(t.phrases), func(p desk.Phrase) bool { return p.Filing == id })
	for k, v := range t.versions {
		if v.filing == id {
			delete(t.versions, k)
		}
	}
	for k, p := range t.pictures {
		if p.filing == id {
			delete(t.pictures, k)
		}
	}
	for k, c := range t.consents {
		if c.Filing == id {
			delete(t.consents, k)
		}
	}
	return nil
}

func (t *tx) Keep(f *filing.Filing, step filing.Step, at time.Time) (bool, error) {
	if err := t.ready(); err != nil {
		return false, err
	}
	if _, ok := t.filings[f.ID]; !ok {
		return false, notFound("这份备案")
	}
	text, err := json.Marshal(f)
	if err != nil {
		return false, fmt.Errorf("write filing as JSON: %w", err)
	}
	same := *f
	same.Rev, same.Updated = 0, time.Time{}
	digest, err := json.Marshal(&same)
	if err != nil {
		return false, fmt.Errorf("write filing as JSON: %w", err)
	}
	list, err := t.Versions(f.ID)
	if err != nil {
		return false, err
	}
	if len(list) > 0 && t.versions[list[0].ID].digest == string(digest) {
		return false, nil
	}
	t.last++
	t.versions[t.last] = version{filing: f.ID, json: text, digest: string(digest),
		Version: desk.Version{ID: t.last, Rev: f.Rev, Step: step, At: utc(at)}}
	for _, old := range list[min(len(list), MaxVersions-1):] {
		delete(t.versions, old.ID)
	}
	return true, nil
}

func (t *tx) AddPicture(filingID string, data []byte) (string, error) {
	if err := t.ready(); err != nil {
		return "", err
	}
	if filingID == "" {
		return "", errors.New("add a picture to a filing without an id")
	}
	id := newID()
	t.pictures[id] = picture{filingID, append([]byte{}, data...)}
	return id, nil
}

func (t *tx) DropPicture(id string) error {
	if err := t.ready(); err != nil {
		return err
	}
	delete(t.pictures, id)
	return nil
}

func (t *tx) PutTemplate(p desk.Template) (string, error) {
	if err := t.ready(); err != nil {
		return "", err
	}
	if p.ID == "" {
		p.ID = newID()
	} else if _, ok := t.templates[p.ID]; !ok {
		return "", notFound("这个实名模板")
	}
	t.templates[p.ID] = copyTemplate(p)
	return p.ID, nil
}

func (t *tx) DropTemplate(id string) error {
	if err := t.ready(); err != nil {
		return err
	}
	delete(t.templates, id)
	return nil
}

func (t *tx) SetSetting(key string, value []byte) error {
	if err := t.ready(); err != nil {
		return err
	}
	if value == nil {
		delete(t.settings, key)
		return nil
	}
	t.settings[key] = append([]byte{}, value...)
	return nil
}
