package desktest

import (
	"cmp"
	"slices"
	"strings"

	"beiandesk/app/desk"
)

// counted calls take for every counted reason outside of the trash.
func (r *reader) counted(at *desk.Place, take func(filing string, x desk.Refused)) error {
	if err := r.ready(); err != nil {
		return err
	}
	for id, list := range r.refused {
		if rec, ok := r.filings[id]; !ok || !rec.row.Trashed.IsZero() {
			continue
		}
		for _, x := range list {
			if at == nil || x.Province == at.Province && x.Provider == at.Provider {
				take(id, x)
			}
		}
	}
	return nil
}

func (r *reader) RefusedCounts(at *desk.Place) ([]desk.RefusedCount, error) {
	n := map[desk.RefusedCount]int{}
	err := r.counted(at, func(_ string, x desk.Refused) {
		n[desk.RefusedCount{Reason: x.Reason, Province: x.Province, Provider: x.Provider, Month: x.Day[:min(7, len(x.Day))]}]++
	})
	list := []desk.RefusedCount{}
	for c, count := range n {
		c.N = count
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b desk.RefusedCount) int {
		return cmp.Or(strings.Compare(a.Province, b.Province), strings.Compare(a.Provider, b.Provider),
			strings.Compare(a.Reason, b.Reason), strings.Compare(a.Month, b.Month))
	})
	return list, err
}

func (r *reader) RefusedFilings(q desk.RefusedFilter) ([]desk.RefusedFiling, error) {
	found := map[string]desk.RefusedFiling{}
	err := r.counted(nil, func(id string, x desk.Refused) {
		if x.Reason != q.Reason || q.Province != nil && x.Province != *q.Province || q.Provider != nil && x.Provider != *q.Provider || x.Day < q.Since {
			return
		}
		row := r.filings[id].row
		f := found[id]
		found[id] = desk.RefusedFiling{Filing: id, Domain: row.Domain, Organiser: row.Organiser, Day: max(f.Day, x.Day), N: f.N + 1}
	})
	list := []desk.RefusedFiling{}
	for _, f := range found {
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b desk.RefusedFiling) int {
		return cmp.Or(strings.Compare(b.Day, a.Day), strings.Compare(a.Filing, b.Filing))
	})
	return list, err
}

func (r *reader) Phrases() ([]desk.Phrase, error) {
	if err := r.ready(); err != nil {
		return nil, err
	}
	list := slices.Clone(r.phrases)
	slices.Reverse(list)
	return append([]desk.Phrase{}, list[:min(len(list), desk.MaxPhrases)]...), nil
}

func (t *tx) SetRefused(filing string, list []desk.Refused) error {
	if err := t.ready(); err != nil {
		return err
	}
	if _, ok := t.filings[filing]; !ok {
		return notFound("这份备案")
	}
	t.refused[filing] = slices.Clone(list)
	return nil
}

func (t *tx) PutPhrase(p desk.Phrase) error {
	if err := t.ready(); err != nil {
		return err
	}
	if _, ok := t.filings[p.Filing]; !ok {
		return notFound("这份备案")
	}
	t.phrases = slices.DeleteFunc(slices.Clone(t.phrases), func(x desk.Phrase) bool { return x.Filing == p.Filing && x.Words == p.Words })
	if p.Reason != "" {
		p.At = utc(p.At)
		t.phrases = append(t.phrases, p)
	}
	return nil
}
