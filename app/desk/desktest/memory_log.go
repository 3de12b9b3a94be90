package desktest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"beiandesk/app/desk"
)

// Now is the clock of the log and of erasures, which the disk takes from the
// store's own.
var Now = func() time.Time { return day }

// Scour implements desk.Store; memory keeps no remains.
func (s *Store) Scour(ctx context.Context) error { return canceled(ctx) }

func (r *reader) Log(before int64, n int) ([]desk.Entry, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	list := []desk.Entry{}
	for _, e := range slices.Backward(r.log) {
		if (before <= 0 || e.N < before) && (n <= 0 || len(list) < n) {
			e.Kinds = slices.Clone(e.Kinds)
			list = append(list, e)
		}
	}
	return list, nil
}

func (t *tx) Record(e desk.Entry) error {
	if err := t.ready(); err != nil {
		return err
	}
	e.Kinds = slices.Clone(e.Kinds)
	t.entries = append(t.entries, e)
	return nil
}

// writeLog appends what the transaction recorded, and what it saved without a
// word.
func (t *tx) writeLog() {
	for i, e := range t.entries {
		t.entries[i].Rev = max(e.Rev, t.saved[e.Filing])
	}
	for _, id := range slices.Sorted(maps.Keys(t.saved)) {
		_, there := t.filings[id]
		if there && !slices.ContainsFunc(t.entries, func(e desk.Entry) bool { return e.Filing == id }) {
			t.entries = append(t.entries, desk.Entry{Action: desk.DidSave, Filing: id, Rev: t.saved[id]})
		}
	}
	for _, e := range t.entries {
		e.N, e.At = int64(len(t.log)+1), Now().UTC()
		t.log = append(t.log, e)
	}
}

func (r *reader) Operators() ([]desk.Operator, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	return slices.SortedFunc(maps.Values(r.operators), func(a, b desk.Operator) int {
		if c := a.Since.Compare(b.Since); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	}), nil
}

func (t *tx) PutOperator(o desk.Operator) (string, error) {
	if err := t.ready(); err != nil {
		return "", err
	}
	if o.ID == "" {
		o.ID = newID()
	} else if _, ok := t.operators[o.ID]; !ok {
		return "", notFound("这个操作员")
	}
	o.Since, o.Gone = utc(o.Since), utc(o.Gone)
	t.operators[o.ID] = o
	return o.ID, nil
}

func (r *reader) Consents(filing string) ([]desk.Consent, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	list := []desk.Consent{}
	for _, c := range r.consents {
		if c.Filing == filing {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b desk.Consent) int {
		if c := a.Given.Compare(b.Given); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return list, nil
}

func (t *tx) PutConsent(c desk.Consent) (string, error) {
	if err := t.ready(); err != nil {
		return "", err
	}
	if _, ok := t.filings[c.Filing]; !ok {
		return "", notFound("这份备案")
	}
	if c.ID == "" {
		c.ID = newID()
	} else if old, ok := t.consents[c.ID]; !ok || old.Filing != c.Filing {
		return "", notFound("这条同意记录")
	}
	c.Given, c.Withdrawn = utc(c.Given), utc(c.Withdrawn)
	t.consents[c.ID] = c
	return c.ID, nil
}

func (r *reader) Erasures() ([]desk.Erasure, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	list := []desk.Erasure{}
	for _, e := range slices.Backward(r.erasures) {
		e.Kinds = slices.Clone(e.Kinds)
		list = append(list, e)
	}
	return list, nil
}

func (t *tx) PutErasure(e desk.Erasure) (desk.Erasure, error) {
	if err := t.ready(); err != nil {
		return e, err
	}
	e.N, e.At, e.Genuine = int64(len(t.erasures)+1), Now().UTC(), true
	t.erasures = append(t.erasures, e)
	return e, nil
}
