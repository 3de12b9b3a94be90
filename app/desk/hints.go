package desk

import (
	"context"
	"slices"

	"beiandesk/app/filing"
)

// Hints are what the filings held here say about the questions of step 1.
type Hints struct {
	// SubjectNumber is the organiser's number if another filing of it is filed,
	// without the site's suffix; SubjectDomain is that filing's domain.
	SubjectNumber string
	SubjectDomain string
	// DomainNumber is the site number if this very domain is filed.
	DomainNumber string
	// OpenElsewhere is the domain of another order of the organiser under way;
	// only one may be open at a time.
	OpenElsewhere string
	// subject is the filing SubjectNumber comes from; nil if there is none.
	subject *filing.Filing
}

// Hints looks through the other filings held here. Nothing is asked outside.
func (d *Desk) Hints(ctx context.Context, id string) (h Hints, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		f, err := r.Filing(id)
		if err != nil {
			return err
		}
		env, err := d.env(r, f)
		if err != nil {
			return err
		}
		for _, o := range env.Others {
			if !o.SameOrganiser && o.Domain != f.Domain.Name {
				continue // shares a number, which is no hint
			}
			x, err := r.Filing(o.ID)
			if err != nil {
				return err
			}
			if x.State == filing.Filed && o.SameOrganiser && h.SubjectNumber == "" {
				h.SubjectNumber, h.SubjectDomain = subjectNumber(x.Number), x.Domain.Name
				h.subject = x
			}
			if x.State == filing.Filed && x.Domain.Name == f.Domain.Name {
				h.DomainNumber = x.Number
			}
			if o.SameOrganiser && x.State.Open() && !x.State.Editable() {
				h.OpenElsewhere = x.Domain.Name
			}
		}
		return nil
	})
	return h, err
}

// subjectBlocks are the fields a held organiser brings along. A block is filled
// as one, so that no address or person is put together from two filings; the
// keys tell whose it is and must each be empty or the same.
var subjectBlocks = []struct {
	keys, rest []filing.Field
}{
	{keys: []filing.Field{"region.province", "region.city", "region.district"}},
	{rest: []filing.Field{"organiser.name"}},
	{rest: []filing.Field{"organiser.nature"}},
	{rest: []filing.Field{"organiser.cert_type"}},
	{rest: []filing.Field{"organiser.cert_address"}},
	{rest: []filing.Field{"organiser.cert_valid_to"}},
	{keys: []filing.Field{"organiser.address.district", "organiser.address.street", "organiser.address.door", "organiser.address.floor", "organiser.address.no_floor"}},
	{keys: []filing.Field{"legal.name", "legal.cert_type", "legal.cert_number"},
		rest: []filing.Field{"legal.valid_from", "legal.valid_to", "legal.mobile", "legal.email", "legal.landline", "legal.remark"}},
}

// TakeSubject are the edits of f that take up the proposal of SubjectNumber:
// the answers of step 1, and what the filed one knows of the organiser and its
// legal representative, for the fields that are still empty in f. Nothing that
// f holds is changed besides the two answers. nil if nothing is proposed.
func (h Hints) TakeSubject(f *filing.Filing) []filing.Edit {
	if h.subject == nil {
		return nil
	}
	edits := []filing.Edit{{Field: "answers.subject_filed", Value: "yes"}, {Field: "answers.subject_number", Value: h.SubjectNumber}}
	for _, b := range subjectBlocks {
		if differs(f, h.subject, b.keys) {
			continue
		}
		for _, p := range slices.Concat(b.keys, b.rest) {
			mine, _ := f.Get(p)
			if held, _ := h.subject.Get(p); mine == "" && held != "" {
				edits = append(edits, filing.Edit{Field: p, Value: held})
			}
		}
	}
	return edits
}

// differs tells whether a field holds something in f that is not in held.
func differs(f, held *filing.Filing, fields []filing.Field) bool {
	return slices.ContainsFunc(fields, func(p filing.Field) bool {
		mine, _ := f.Get(p)
		theirs, _ := held.Get(p)
		return mine != "" && mine != theirs
	})
}

// subjectNumber is the number of a site without its suffix:
// 粤ICP备12345678号-1 → 粤ICP备12345678号.
func subjectNumber(n string) string {
	if m := numberForm.FindStringSubmatch(n); m != nil && m[2] != "" {
		return n[:len(n)-len(m[2])]
	}
	return n
}
