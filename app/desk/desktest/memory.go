// Package desktest holds what tests of use cases and screens need: a Store in
// memory, and the contract that every Store must keep.
package desktest

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// MaxVersions is how many versions of one filing are kept, as in data/store.
const MaxVersions = 200

// Store keeps everything in memory. The zero value is not ready; use New.
type Store struct {
	writing chan struct{} // holds one token: one writer at a time
	mu      sync.Mutex
	now     *state // never changed once published
}

var _ desk.Store = (*Store)(nil)

// New returns an empty store.
func New() *Store {
	s := &Store{writing: make(chan struct{}, 1), now: &state{
		filings: map[string]record{}, versions: map[int64]version{}, pictures: map[string]picture{},
		templates: map[string]desk.Template{}, settings: map[string][]byte{},
		operators: map[string]desk.Operator{}, consents: map[string]desk.Consent{},
		refused: map[string][]desk.Refused{}}}
	s.writing <- struct{}{}
	return s
}

// state is a whole store; its values are replaced, never changed.
type state struct {
	filings   map[string]record
	versions  map[int64]version
	last      int64 // id of the last version
	came      int   // filings so far
	pictures  map[string]picture
	templates map[string]desk.Template
	settings  map[string][]byte
	operators map[string]desk.Operator
	consents  map[string]desk.Consent
	erasures  []desk.Erasure            // oldest first, only appended to
	log       []desk.Entry              // likewise
	refused   map[string][]desk.Refused // by filing
	phrases   []desk.Phrase             // oldest first, replaced and never changed
}

type record struct {
	n                   int // in the order of coming
	json                []byte
	row                 desk.Row
	domain, certificate string
}

type version struct {
	desk.Version
	filing string
	json   []byte
	digest string
}

type picture struct {
	filing string
	data   []byte
}

func (s *state) clone() *state {
	c := *s
	c.filings, c.versions, c.pictures = maps.Clone(s.filings), maps.Clone(s.versions), maps.Clone(s.pictures)
	c.templates, c.settings = maps.Clone(s.templates), maps.Clone(s.settings)
	c.operators, c.consents = maps.Clone(s.operators), maps.Clone(s.consents)
	c.refused = maps.Clone(s.refused)
	c.erasures, c.log = slices.Clip(s.erasures), slices.Clip(s.log) // an append copies
	return &c
}

func (s *Store) current() *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// View implements desk.Store.
func (s *Store) View(ctx context.Context, work func(desk.Reader) error) error {
	if err := canceled(ctx); err != nil {
		return err
	}
	r := &reader{ctx: ctx, state: s.current()}
	defer func() { r.over = true }()
	return work(r)
}

// Update implements desk.Store.
func (s *Store) Update(ctx context.Context, work func(desk.Tx) error) error {
	if err := canceled(ctx); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return canceled(ctx)
	case <-s.writing:
	}
	defer func() { s.writing <- struct{}{} }()
	t := &tx{reader: reader{ctx: ctx, state: s.current().clone()}}
	done := false
	defer func() {
		t.over = true
		if !done {
			t.undo()
		}
	}()
	err := work(t)
	if err == nil {
		err = canceled(ctx)
	}
	if err == nil {
		for _, p := range t.pictures {
			if _, ok := t.filings[p.filing]; !ok {
				err = notFound("这份备案")
			}
		}
	}
	if err != nil {
		return err
	}
	t.writeLog()
	done = true
	s.mu.Lock()
	s.now = t.state
	s.mu.Unlock()
	return nil
}

func canceled(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return app.Wrap(err, app.CodeCanceled, "操作已取消，没有改动数据。")
	}
	return nil
}

func notFound(what string) error {
	return app.Fail(app.CodeNotFound, "找不到"+what+"，可能已在别处删除。请刷新列表。")
}

type reader struct {
	*state
	ctx  context.Context
	over bool
}

var errOver = errors.New("used after its transaction")

func (r *reader) ready() error {
	if r.over {
		return errOver
	}
	return canceled(r.ctx)
}

func (r *reader) Filing(id string) (*filing.Filing, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	rec, ok := r.filings[id]
	if !ok {
		return nil, notFound("这份备案")
	}
	return decode(rec.json)
}

func decode(text []byte) (*filing.Filing, error) {
	f := new(filing.Filing)
	if err := json.Unmarshal(text, f); err != nil {
		return nil, fmt.Errorf("read the filing's JSON: %w", err)
	}
	return f, nil
}

func (r *reader) Rows(trashed bool) ([]desk.Row, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	list := []desk.Row{}
	for _, rec := range r.filings {
		if rec.row.Trashed.IsZero() != trashed {
			list = append(list, rec.row)
		}
	}
	slices.SortFunc(list, newest)
	return list, nil
}

func newest(a, b desk.Row) int {
	if c := b.Updated.Compare(a.Updated); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

func (r *reader) SameDomain(domain string) ([]string, error) {
	want := desk.EqualDomain(domain)
	return r.same(want, func(rec record) string { return rec.domain })
}

func (r *reader) SameOrganiser(certNumber string) ([]string, error) {
	want := desk.EqualNumber(certNumber)
	return r.same(want, func(rec record) string { return rec.certificate })
}

func (r *reader) same(want string, of func(record) string) ([]string, error) {
	rows, err := r.Rows(false)
	if err != nil || want == "" {
		return nil, err
	}
	var ids []string
	for _, row := range rows {
		if of(r.filings[row.ID]) == want {
			ids = append(ids, row.ID)
		}
	}
	return ids, nil
}

func (r *reader) Sharing(f *filing.Filing) ([]desk.Sharing, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	own := desk.EqualNumber(f.Organiser.CertNumber)
	var others []record
	for id, rec := range r.filings {
		same := rec.certificate != "" && rec.certificate == own || rec.row.Organiser == f.Organiser.Name
		known := rec.certificate != "" || rec.row.Organiser != ""
		if id != f.ID && known && !same && rec.row.Trashed.IsZero() && rec.row.State != filing.Abandoned {
			others = append(others, rec)
		}
	}
	slices.SortFunc(others, func(a, b record) int { return cmp.Compare(b.n, a.n) })
	var list []desk.Sharing
	for _, mine := range desk.Identifiers(f) {
		n := 0
		for _, rec := range others {
			o, err := decode(rec.json)
			if err != nil {
				return nil, err
			}
			all := desk.Identifiers(o)
			slices.SortFunc(all, func(a, b desk.Identifier) int { return cmp.Compare(a.Bears, b.Bears) })
			for _, theirs := range all {
				if n < desk.MaxSharing && theirs.Kind == mine.Kind && theirs.Value == mine.Value {
					n++
					list = append(list, desk.Sharing{ID: rec.row.ID, Domain: rec.row.Domain, State: rec.row.State,
						Share: desk.Share{Kind: mine.Kind, Field: mine.Field, Bears: theirs.Bears}})
				}
			}
		}
	}
	return list, nil
}

func (r *reader) Versions(id string) ([]desk.Version, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	var list []desk.Version
	for _, v := range r.versions {
		if v.filing == id {
			list = append(list, v.Version)
		}
	}
	slices.SortFunc(list, func(a, b desk.Version) int { return int(b.ID - a.ID) })
	return list, nil
}

func (r *reader) Version(id int64) (*filing.Filing, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	v, ok := r.versions[id]
	if !ok {
		return nil, notFound("这个历史版本")
	}
	return decode(v.json)
}

func (r *reader) Picture(id string) ([]byte, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	p, ok := r.pictures[id]
	if !ok {
		return nil, notFound("这张图片")
	}
	return slices.Clone(p.data), nil
}

func (r *reader) Templates() ([]desk.Template, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	list := []desk.Template{}
	for _, t := range r.templates {
		list = append(list, copyTemplate(t))
	}
	slices.SortFunc(list, func(a, b desk.Template) int {
		if c := strings.Compare(a.Name, b.Name); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list, nil
}

func (r *reader) Setting(key string) ([]byte, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	value, ok := r.settings[key]
	if !ok {
		return nil, nil
	}
	return append([]byte{}, value...), nil
}

func copyTemplate(t desk.Template) desk.Template {
	if t.Organiser != nil {
		o := *t.Organiser
		t.Organiser = &o
	}
	if t.Person != nil {
		p := *t.Person
		t.Person = &p
	}
	t.Updated = utc(t.Updated)
	return t
}

func utc(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC()
}

func newID() string {
	var b [16]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}
