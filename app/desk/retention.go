package desk

import (
	"context"
	"slices"
	"time"

	"beiandesk/app"
	"beiandesk/app/almanac"
	"beiandesk/app/filing"
)

// Retention is how long an office keeps a customer's data after a filing is
// done or given up (个人信息保护法 19: no longer than needed). When it is over
// the program reminds; it never erases by itself.
type Retention struct {
	Off    bool `json:"off,omitempty"`
	Months int  `json:"months,omitempty"` // 1…MaxRetention
}

// The default, and the longest time that can be set, in months.
const (
	DefaultRetention = 24
	MaxRetention     = 120
)

const keyRetention = "retention"

// Retention returns what the office set, or the default.
func (d *Desk) Retention(ctx context.Context) (Retention, error) {
	var x Retention
	err := d.store.View(ctx, func(r Reader) (err error) { x, err = retention(r); return err })
	return x, err
}

func retention(r Reader) (Retention, error) {
	x := Retention{Months: DefaultRetention}
	err := readSetting(r, keyRetention, &x)
	if app.CodeOf(err) == codeSetting || err == nil && (x.Months < 1 || x.Months > MaxRetention) {
		return Retention{Months: DefaultRetention}, nil // as the sentence of the damage says
	}
	return x, err
}

// SetRetention keeps how long data are kept. Only an owner may: it is the
// office's duty.
func (d *Desk) SetRetention(ctx context.Context, x Retention) error {
	if x.Months < 1 || x.Months > MaxRetention {
		return app.Fail("retention.months", "请填写 1 到 120 之间的月数。").At("months")
	}
	return d.keepSetting(ctx, MayErase, keyRetention, x)
}

// EraseAt is when the time of keeping is over for a filing that ended; zero
// while it has not ended or nothing is to be reminded of.
func (x Retention) EraseAt(ended time.Time) time.Time {
	if x.Off || ended.IsZero() {
		return time.Time{}
	}
	return ended.AddDate(0, x.Months, 0)
}

// endOf is when a filing was done or given up, zero before.
func endOf(f *filing.Filing) time.Time {
	if f.State.Open() {
		return time.Time{}
	}
	return f.Since.UTC()
}

// remind puts the end of the time of keeping into the rows, as the next thing
// to do where nothing else is left. It appears as long before as expiries do.
func (d *Desk) remind(r Reader, rows []Row) error {
	if !slices.ContainsFunc(rows, func(x Row) bool { return !x.Ended.IsZero() }) {
		return nil
	}
	keep, err := retention(r)
	if err != nil {
		return err
	}
	soon := d.now().AddDate(0, 0, almanac.RemindDays)
	for i := range rows {
		x := &rows[i]
		at := keep.EraseAt(x.Ended)
		if at.IsZero() || at.After(soon) || x.Next != NextNone && x.Next != NextDuties {
			continue
		}
		if x.Due.IsZero() || at.Before(x.Due) {
			x.Due, x.Next = at, NextErase
		}
	}
	return nil
}

// DueForErasing lists the filings whose time of keeping is over, longest over
// first. Filings in the trash are among them: the trash keeps data, too.
func (d *Desk) DueForErasing(ctx context.Context) (due []Row, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		keep, err := retention(r)
		if err != nil {
			return err
		}
		for _, bin := range []bool{false, true} {
			rows, err := r.Rows(bin)
			if err != nil {
				return err
			}
			for _, x := range rows {
				if at := keep.EraseAt(x.Ended); !at.IsZero() && !at.After(d.now()) {
					x.Due, x.Next = at, NextErase
					due = append(due, x)
				}
			}
		}
		return nil
	})
	slices.SortStableFunc(due, func(a, b Row) int { return a.Due.Compare(b.Due) })
	return due, err
}
