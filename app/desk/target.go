package desk

import (
	"fmt"
	"slices"
	"sync"

	"beiandesk/app/filing"
	"beiandesk/app/photo"
	"beiandesk/app/rule/table"
)

// Target is whom pictures may be sized for, with what there is to say about it.
type Target struct {
	photo.Target
	// Known is false when the page publishes no size, so that the strictest
	// known limits are used instead.
	Known bool
	Notes []string // Chinese, what is not known and what else to keep in mind
}

// TargetOf makes the target of a page from its row of picture_sizes.json, by
// id. Values that are not known are those of the generic row: all of them
// where the page publishes no size, else the greatest side alone, since a
// least side that nobody asks for would only give false warnings.
func TargetOf(tables *table.Set, id string) Target {
	row, own := tables.PictureSize(id)
	safe, _ := tables.PictureSize(table.GenericProvider)
	t := Target{Known: own && row.MaxBytes > 0}
	t.ID, t.Name, t.Date = id, row.Name, row.Date
	if !own {
		t.ID, t.Name = table.GenericProvider, tables.Provider(id).Name
		if tables.Provider(id).ID == table.GenericProvider {
			t.Name, t.Known = row.Name, true
		}
	}
	t.Source = Names(tables).Source(row.Source)
	if row.Note != "" && own {
		t.Notes = append(t.Notes, row.Note)
	}
	switch {
	case !t.Known:
		t.Limits = limitsOf(safe)
		t.Notes = append(t.Notes, fmt.Sprintf("没有查到“%s”对图片大小的要求，按通用的最严要求导出", t.Name))
	default:
		t.Limits = limitsOf(row)
		if row.SideMax == 0 {
			t.Limits.MaxSide = safe.SideMax
			t.Notes = append(t.Notes, fmt.Sprintf("没有查到边长的上限，按通用的 %d 像素", safe.SideMax))
		}
	}
	for _, f := range row.Formats {
		t.Formats = append(t.Formats, photo.Format(f))
	}
	for _, more := range tables.PictureSizes {
		if slices.Contains(more.Of, id) || slices.Contains(more.Of, table.AllPictures) && id != table.PolicePictures {
			if t.ByKind == nil {
				t.ByKind = map[photo.Kind]photo.Limits{}
			}
			t.ByKind[photo.Kind(more.Kind)] = limitsOf(more)
		}
	}
	return t
}

func limitsOf(r table.PictureSize) photo.Limits {
	return photo.Limits{MinShort: r.ShortMin, MinLong: r.LongMin, MaxSide: r.SideMax, MinBytes: r.MinBytes, MaxBytes: r.MaxBytes}
}

// TargetFor is what the pictures of a filing are sized for unless something
// else is chosen: the provider's page.
func (d *Desk) TargetFor(f *filing.Filing) Target { return TargetOf(d.Tables(), f.Provider) }

// Targets lists the pages that can be chosen, in the order of the table.
func (d *Desk) Targets() []Target {
	var out []Target
	for _, r := range d.Tables().PictureSizes {
		if r.Kind == "" {
			out = append(out, TargetOf(d.Tables(), r.ID))
		}
	}
	return out
}

// chosen are the targets chosen in this run, by id of the filing.
type chosen struct {
	mu     sync.Mutex
	target map[string]string
}

// ChosenTarget is the id last given to ChooseTarget for a filing since the
// program began, "" when it follows the provider.
func (d *Desk) ChosenTarget(id string) string {
	d.chosen.mu.Lock()
	defer d.chosen.mu.Unlock()
	return d.chosen.target[id]
}

// ChooseTarget remembers for this run of the program whom the pictures of a
// filing are sized for; "" follows the provider again. It is not kept longer:
// a choice made for the police must not shrink what a provider gets months
// later.
func (d *Desk) ChooseTarget(id, target string) {
	d.chosen.mu.Lock()
	defer d.chosen.mu.Unlock()
	if d.chosen.target == nil {
		d.chosen.target = map[string]string{}
	}
	d.chosen.target[id] = target
}
