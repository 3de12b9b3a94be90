package desk

import (
	"context"

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
			x, err := r.Filing(o.ID)
			if err != nil {
				return err
			}
			if x.State == filing.Filed && o.SameOrganiser && h.SubjectNumber == "" {
				h.SubjectNumber, h.SubjectDomain = subjectNumber(x.Number), x.Domain.Name
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

// subjectNumber is the number of a site without its suffix:
// 粤ICP备12345678号-1 → 粤ICP备12345678号.
func subjectNumber(n string) string {
	if m := numberForm.FindStringSubmatch(n); m != nil && m[2] != "" {
		return n[:len(n)-len(m[2])]
	}
	return n
}
