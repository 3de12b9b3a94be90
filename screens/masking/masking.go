// Package masking joins the masked fields and words of a page to the log: who
// looks at a person's number in full has it noted first, once per field and
// minute. Noting that fails shows nothing.
package masking

import (
	"context"
	"time"

	"beiandesk/app/desk"
	"beiandesk/app/filing"
	"beiandesk/app/seal"
	"beiandesk/screens"
	"beiandesk/screens/part"
)

// Noter notes that personal data of a filing were shown. It may refuse, for
// somebody who may not see them; the error is then shown instead. filing is ""
// for what belongs to none, such as a template.
type Noter interface {
	NoteUnmasked(ctx context.Context, filing string, fields ...filing.Field) error
}

var _ Noter = (*desk.Desk)(nil)

// Of is the desk as a Noter, nil while it keeps no log of what was shown.
func Of(d any) Noter {
	n, _ := d.(Noter)
	return n
}

// Each is how long one note stands for further looks at the same field.
const Each = time.Minute

// Watch is what a page asks before it shows something. Without a Noter it shows
// everything.
type Watch struct {
	host   screens.Host
	noter  Noter
	filing string
	seen   map[filing.Field]time.Time
}

// New watches one filing of a page.
func New(h screens.Host, n Noter, id string) *Watch {
	return &Watch{host: h, noter: n, filing: id, seen: map[filing.Field]time.Time{}}
}

// Leave asks for one field; show is called once it is noted.
func (w *Watch) Leave(p filing.Field) part.Leave {
	return func(show func()) {
		now := w.host.Now()
		// A clock put back must not let anything be seen without a note.
		if at, ok := w.seen[p]; w.noter == nil || ok && now.Sub(at) < Each && !now.Before(at) {
			show()
			return
		}
		w.host.Go("unmask:"+w.filing+":"+string(p), func(ctx context.Context) error {
			return w.noter.NoteUnmasked(context.WithoutCancel(ctx), w.filing, p)
		}, func(err error) {
			if err != nil {
				w.host.Alert(err)
				return
			}
			w.seen[p] = now
			show()
		})
	}
}

// Mask is the mask of a field; sort tells what it holds now.
func (w *Watch) Mask(p filing.Field, sort func() seal.Sort) *part.Mask {
	return &part.Mask{Sort: sort, Leave: w.Leave(p), Copy: w.host.CopyPersonal}
}

// Text shows a value of a field masked, with an eye.
func (w *Watch) Text(name string, p filing.Field, sort seal.Sort, value string) *part.MaskedText {
	masked := value
	if sort.Whole(value) {
		masked = sort.Mask(value)
	}
	return part.NewMaskedText(name, masked, value, w.Leave(p))
}
