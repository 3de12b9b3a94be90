package desk

import (
	"cmp"
	"context"
	"slices"

	"beiandesk/app"
	"beiandesk/app/filing"
	"beiandesk/app/rule/table"
)

// keyPlain holds the ids of the pages and providers whose pictures were last
// exported without a watermark.
const keyPlain = "export-without-watermark"

// Watermark tells whether the last export of pictures for a page, an id of
// Targets or "" for the filing's provider, bore the watermark; yes if there was
// none. Some offices of the ministry want untouched pictures (obligations.md
// section 8), so a person is reminded; each export bears it unless it is asked
// not to. A setting that cannot be read counts as yes.
func (d *Desk) Watermark(ctx context.Context, f *filing.Filing, target string) (bool, error) {
	plain, err := d.plainTargets(ctx)
	return !slices.Contains(plain, pageOf(f, target)), err
}

// pageOf is the id under which a choice is kept: providers that publish no
// sizes share their limits, and yet each decides for itself about marks.
func pageOf(f *filing.Filing, target string) string {
	return cmp.Or(target, f.Provider, table.GenericProvider)
}

func (d *Desk) plainTargets(ctx context.Context) (plain []string, err error) {
	err = d.setting(ctx, keyPlain, &plain)
	if app.CodeOf(err) == codeSetting {
		return nil, nil
	}
	return plain, err
}

// rememberWatermark keeps the choice for a page.
func (d *Desk) rememberWatermark(ctx context.Context, page string, on bool) error {
	plain, err := d.plainTargets(ctx)
	if err != nil || on == !slices.Contains(plain, page) {
		return err
	}
	if on {
		plain = slices.DeleteFunc(plain, func(id string) bool { return id == page })
	} else {
		plain = append(plain, page)
		slices.Sort(plain)
	}
	return d.setSetting(ctx, keyPlain, plain)
}
