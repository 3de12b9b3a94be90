package desk

import (
	"context"
	"slices"
	"time"

	"beiandesk/app"
	"beiandesk/app/filing"
)

// Reasons of an erasure. The record outlives the data, so that nothing is
// typed that could name somebody.
const (
	EraseAsked    = "asked"    // the customer asked for it (个人信息保护法 47)
	EraseOver     = "over"     // the office's time of keeping is over
	EraseMistaken = "mistaken" // entered by mistake, or without consent
)

// EraseReasons in the order in which they are offered.
var EraseReasons = []string{EraseAsked, EraseOver, EraseMistaken}

// Erasure tells what kind of data was erased, when and by whom, without the
// data. The store signs it.
type Erasure struct {
	N        int64     `json:"-"`
	At       time.Time `json:"-"`
	Filing   string    `json:"filing"`             // id
	Operator string    `json:"operator,omitempty"` // id
	By       string    `json:"by"`                 // the operator's name at that time
	Reason   string    `json:"reason"`
	Kinds    []string  `json:"kinds,omitempty"` // groups of fields that held something
	Pictures int       `json:"pictures"`
	Versions int       `json:"versions"`
	Consents int       `json:"consents"`
	// Genuine is false when the signature does not fit: the row was changed.
	Genuine bool `json:"-"`
}

// Erase destroys the key of a filing, its rows and its files, and clears the
// database of what they left behind. What it cannot reach are backups and
// packages made before: they lie elsewhere. A filing that is gone when Scour
// fails stays gone; the store clears up at the next start then.
func (d *Desk) Erase(ctx context.Context, id, reason string) (e Erasure, err error) {
	if !slices.Contains(EraseReasons, reason) {
		return e, app.Fail("erase.reason", "请选择删除的原因，它会写进删除记录。").At("reason")
	}
	err = d.update(ctx, MayErase, func(tx Tx) error {
		e = Erasure{Filing: id, Operator: d.who().ID, By: d.actorName(), Reason: reason, Genuine: true}
		f, err := tx.Filing(id)
		switch code := app.CodeOf(err); {
		case err == nil:
			e.Kinds, e.Pictures = kindsOf(f)
		case code == app.CodeNotFound || code == app.CodeCanceled:
			return err
		} // else it is damaged, and all the more to be erased
		versions, err := tx.Versions(id)
		if err != nil {
			return err
		}
		consents, err := tx.Consents(id)
		if err != nil {
			return err
		}
		e.Versions, e.Consents = len(versions), len(consents)
		if err := tx.Purge(id); err != nil {
			return err
		}
		if e, err = tx.PutErasure(e); err != nil {
			return err
		}
		return d.record(tx, did(DidErase, e.Reason), id)
	})
	if err != nil {
		return e, err
	}
	d.ChooseTarget(id, "")
	err = d.store.Scour(context.WithoutCancel(ctx))
	_, _ = d.told(View{}, nil)
	return e, err
}

// kindsOf names the parts of a filing that hold something.
func kindsOf(f *filing.Filing) (kinds []string, pictures int) {
	has := func(kind string, there bool) {
		if there {
			kinds = append(kinds, kind)
		}
	}
	person := func(p filing.Person) bool { return p != filing.Person{} }
	has("organiser", f.Organiser.Name != "" || f.Organiser.CertNumber != "")
	has("legal", person(f.Legal))
	has("principal", person(f.Principal))
	has("agent", person(f.Agent))
	has("emergency", f.Emergency1 != (filing.Contact{}) || f.Emergency2 != (filing.Contact{}))
	has("site", f.Site.Name != "")
	has("note", f.Note != "" || f.Remark != "" || len(f.Refusals) > 0)
	has("portrait", f.Portrait.Token != "")
	for _, m := range f.Materials {
		if m.Picture != "" {
			pictures++
		}
		if m.Source != "" {
			pictures++
		}
	}
	has("pictures", pictures > 0)
	return kinds, pictures
}

// Erasures lists the records, newest first.
func (d *Desk) Erasures(ctx context.Context) (list []Erasure, err error) {
	err = d.store.View(ctx, func(r Reader) error { list, err = r.Erasures(); return err })
	return list, err
}
