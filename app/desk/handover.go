package desk

import (
	"context"
	"errors"
	"slices"
	"time"

	"beiandesk/app"
	"beiandesk/app/bundle"
	"beiandesk/app/filing"
	"beiandesk/app/paper"
	"beiandesk/app/parcel"
)

// keyHandover is the setting with the office's own key pair.
const keyHandover = "handover-identity"

// HandoverKey is the public key (age1…) by which others encrypt for this
// office. The pair is made when it is first asked for; the secret half lies
// sealed in the settings.
func (d *Desk) HandoverKey(ctx context.Context) (public string, err error) {
	secret, err := d.handoverSecret(ctx)
	if err != nil {
		return "", err
	}
	if secret == "" {
		fresh, _, err := bundle.NewIdentity()
		if err != nil {
			return "", err
		}
		err = d.update(ctx, MayExport, func(tx Tx) error {
			had, err := tx.Setting(keyHandover)
			if err != nil {
				return err
			}
			if secret = string(had); secret != "" {
				return nil // made meanwhile
			}
			secret = fresh
			return tx.SetSetting(keyHandover, []byte(fresh))
		})
		if err != nil {
			return "", err
		}
	}
	return bundle.PublicOf(secret)
}

func (d *Desk) handoverSecret(ctx context.Context) (secret string, err error) {
	err = d.store.View(ctx, func(r Reader) error {
		b, err := r.Setting(keyHandover)
		secret = string(b)
		return err
	})
	return secret, err
}

// HandOver writes filings with their pictures into a file for another office or
// computer, and notes it in their logs. The state that goes out is kept as a
// version, so that it is known when it comes back. progress may be nil.
func (d *Desk) HandOver(ctx context.Context, path string, key bundle.Key, program string, ids []string, progress func(done, total int)) error {
	if err := d.May(MayExport); err != nil {
		return err
	}
	var items []bundle.Item
	for _, id := range ids {
		x, err := d.handoverItem(ctx, id)
		if err != nil {
			return err
		}
		items = append(items, x)
	}
	if err := bundle.Write(ctx, path, key, items, program, d.now(), progress); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx) // the file lies on the disk now
	var all error
	for _, id := range ids {
		_, err := d.changeAs(ctx, MayExport, did(DidHandOver), id, anyRev, func(_ Tx, f *filing.Filing) error {
			f.Record(filing.ActExport, d.actorName(), "交接文件", d.now())
			return nil
		})
		all = errors.Join(all, err)
	}
	return all
}

func (d *Desk) handoverItem(ctx context.Context, id string) (x bundle.Item, err error) {
	x.Read = d.Picture
	err = d.update(ctx, MayExport, func(tx Tx) error {
		if x.Filing, err = tx.Filing(id); err != nil {
			return err
		}
		if _, err := tx.Keep(x.Filing, 0, d.now().UTC()); err != nil {
			return err
		}
		x.History, err = history(tx, id, bundle.MaxHistory)
		return err
	})
	return x, err
}

// history names the kept states of a filing, the newest first. A version that
// does not open is passed over: it only makes two offices look further apart.
func history(r Reader, id string, most int) (list []string, err error) {
	versions, err := r.Versions(id)
	if err != nil {
		return nil, err
	}
	for _, v := range versions[:min(len(versions), most)] {
		f, err := r.Version(v.ID)
		if err != nil {
			continue
		}
		digest, err := bundle.Digest(f)
		if err != nil {
			return nil, err
		}
		list = append(list, digest)
	}
	return list, nil
}

// Offered is one filing of a hand-over file, beside the one held here.
type Offered struct {
	ID        string
	Domain    string
	Organiser string
	Standing  bundle.Standing
	Updated   time.Time // there
	MyUpdated time.Time // here
	MyRev     int64
	Trashed   bool           // the one here lies in the trash
	Erased    time.Time      // the one here was erased then; zero if it was not
	Fields    []filing.Field // that differ
	Pictures  int
	Warnings  []parcel.Warning
}

// Handover is what a hand-over file would change.
type Handover struct {
	Made    time.Time
	Program string
	Offers  []Offered
}

// LookHandover reads a hand-over file and changes nothing. An empty passphrase
// tries the office's own key.
func (d *Desk) LookHandover(ctx context.Context, path, passphrase string) (h Handover, err error) {
	opener, err := d.handoverOpener(ctx, passphrase)
	if err != nil {
		return h, err
	}
	trashed := map[string]bool{}
	rows, err := d.TrashRows(ctx)
	if err != nil {
		return h, err
	}
	for _, r := range rows {
		trashed[r.ID] = true
	}
	erasures, err := d.Erasures(ctx)
	if err != nil {
		return h, err
	}
	erased := map[string]time.Time{}
	for _, e := range erasures {
		erased[e.Filing] = e.At
	}
	err = bundle.Read(ctx, path, opener, func(m bundle.Manifest, f bundle.Found) error {
		h.Made, h.Program = m.Made, m.Program
		theirs := f.Opened.Filing
		o := Offered{ID: f.ID, Domain: theirs.Domain.Name, Organiser: theirs.Organiser.Name, Standing: bundle.New, Updated: theirs.Updated,
			Trashed: trashed[f.ID], Erased: erased[f.ID], Pictures: len(f.Opened.Pictures), Warnings: f.Opened.Warnings}
		err := d.store.View(ctx, func(r Reader) error { return o.against(r, f) })
		h.Offers = append(h.Offers, o)
		return err
	})
	return h, err
}

func (o *Offered) against(r Reader, f bundle.Found) error {
	mine, err := r.Filing(f.ID)
	if app.CodeOf(err) == app.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	digest, err := bundle.Digest(mine)
	if err != nil {
		return err
	}
	before, err := history(r, f.ID, 1<<30)
	if err != nil {
		return err
	}
	o.Standing = bundle.Compare(digest, before, f.Digest, f.History)
	o.MyRev, o.MyUpdated = mine.Rev, mine.Updated
	o.Fields = bundle.Differing(mine, f.Opened.Filing)
	return nil
}

func (d *Desk) handoverOpener(ctx context.Context, passphrase string) (bundle.Opener, error) {
	if passphrase != "" {
		return bundle.Opener{Passphrase: passphrase}, nil
	}
	secret, err := d.handoverSecret(ctx)
	return bundle.Opener{Secret: secret}, err
}

// Taking is what to do with one filing of a hand-over file.
type Taking string

const (
	TakeTheirs Taking = "theirs" // mine is kept as a version
	TakeCopy   Taking = "copy"   // as a filing of its own
	TakeNone   Taking = "none"   // mine stays as it is
)

// Choice is what a person decided when MyRev was what lay here.
type Choice struct {
	Take  Taking
	MyRev int64
}

// Taken tells what TakeHandover did.
type Taken struct {
	IDs      []string // taken or copied
	Warnings []parcel.Warning
	Refused  []Refusal
}

// Refusal is a filing that was not taken; the others were.
type Refusal struct {
	Domain string
	Err    error
}

// TakeHandover merges a hand-over file: each filing as was chosen for its id,
// nothing without a choice. A filing that was changed here since the choice is
// refused. Every picture is judged anew. What was taken before a cancel stays.
func (d *Desk) TakeHandover(ctx context.Context, path, passphrase string, choices map[string]Choice, progress func(done, total int)) (t Taken, err error) {
	if err := d.May(MayChange); err != nil {
		return t, err
	}
	opener, err := d.handoverOpener(ctx, passphrase)
	if err != nil {
		return t, err
	}
	done := 0
	err = bundle.Read(ctx, path, opener, func(m bundle.Manifest, f bundle.Found) error {
		done++
		if progress != nil {
			defer func() { progress(done, len(m.Filings)) }()
		}
		c, ok := choices[f.ID]
		if !ok || c.Take != TakeTheirs && c.Take != TakeCopy {
			return nil
		}
		id, err := d.takeOne(ctx, f.Opened, c)
		switch app.CodeOf(err) {
		case "":
			t.IDs, t.Warnings = append(t.IDs, id), append(t.Warnings, f.Opened.Warnings...)
			return nil
		case app.CodeConflict:
			t.Refused = append(t.Refused, Refusal{f.Opened.Filing.Domain.Name, err})
			return nil
		}
		return err
	})
	return t, err
}

func (d *Desk) takeOne(ctx context.Context, in parcel.Opened, c Choice) (id string, err error) {
	release, err := d.hold(ctx)
	if err != nil {
		return "", err
	}
	bad, err := JudgeAll(ctx, in.Filing, in.Pictures, in.Sources)
	release()
	if err != nil {
		return "", err
	}
	for _, x := range bad {
		in.Filing.DropMaterial(x.Slot)
	}
	var v View
	switch {
	case c.Take == TakeCopy:
		in.Filing.ID = ""
		v, err = d.take(ctx, did(DidImport, "handover"), in.Filing, in.Pictures, in.Sources)
	case c.MyRev == 0:
		v, err = d.takeNew(ctx, in)
	default:
		v, err = d.replace(ctx, in, c.MyRev)
	}
	if err != nil || len(bad) == 0 {
		return v.Filing.ID, err
	}
	return v.Filing.ID, d.noteBad(ctx, v.Filing.ID, bad)
}

// noteBad puts what could not be read into the filing's log.
func (d *Desk) noteBad(ctx context.Context, id string, bad []Unreadable) error {
	_, err := d.change(ctx, did(DidNote, "handover"), id, anyRev, func(_ Tx, f *filing.Filing) error {
		for _, x := range bad {
			f.Record(filing.ActNote, d.actorName(), "交接导入：“"+paper.SlotName(x.Slot, f)+"”的图片读不出来，没有导入。请重新上传。", d.now())
		}
		return nil
	})
	return err
}

// takeNew refuses when the filing has come meanwhile, and keeps the state so
// that it is known when it comes again.
func (d *Desk) takeNew(ctx context.Context, in parcel.Opened) (View, error) {
	err := d.store.View(ctx, func(r Reader) error {
		_, err := r.Filing(in.Filing.ID)
		return err
	})
	if err == nil {
		return View{}, conflict()
	}
	if app.CodeOf(err) != app.CodeNotFound {
		return View{}, err
	}
	v, err := d.take(ctx, did(DidImport, "handover"), in.Filing, in.Pictures, in.Sources)
	if err == nil {
		_, err = d.KeepVersion(ctx, v.Filing.ID, 0)
	}
	return v, err
}

// replace puts theirs in the place of mine, which is kept as a version. A
// picture that both have stays the one that lies here.
func (d *Desk) replace(ctx context.Context, in parcel.Opened, rev int64) (v View, err error) {
	err = d.update(ctx, MayChange, func(tx Tx) error {
		mine, err := tx.Filing(in.Filing.ID)
		if err != nil {
			return err
		}
		if mine.Rev != rev {
			return conflict()
		}
		if _, err := tx.Keep(mine, 0, d.now().UTC()); err != nil {
			return err
		}
		f := *in.Filing
		f.Rev = mine.Rev
		joinRefusals(&f, *mine)
		f.Portrait.Token, f.Portrait.Started = mine.Portrait.Token, mine.Portrait.Started
		f.Materials = nil
		for _, m := range in.Filing.Materials {
			data, ok := in.Pictures[m.Slot]
			if !ok {
				continue // the reader has warned
			}
			if had, ok := mine.Material(m.Slot); ok && had.SHA256 == m.SHA256 && had.Picture != "" {
				m.Picture, m.Source = had.Picture, had.Source
			} else if err := seal(tx, f.ID, &m, data, in.Sources[m.Slot]); err != nil {
				return err
			}
			f.PutMaterial(m)
		}
		f.Record(filing.ActImport, d.actorName(), "由交接文件更新，原来的内容在“历史版本”里", d.now())
		if err := d.record(tx, did(DidImport, "handover"), f.ID); err != nil {
			return err
		}
		if v, err = d.save(tx, &f); err != nil {
			return err
		}
		if err := tx.SetRefused(f.ID, refusedOf(&f)); err != nil {
			return err
		}
		if err := tx.Trash(f.ID, time.Time{}); err != nil {
			return err
		}
		_, err = tx.Keep(&f, 0, d.now().UTC())
		return err
	})
	return d.told(v, err)
}

// joinLogs merges what happened at two places, by time.
func joinLogs(a, b []filing.Entry) []filing.Entry {
	out := slices.Clone(a)
	for _, e := range b {
		if !slices.ContainsFunc(a, func(x filing.Entry) bool {
			return x.At.Equal(e.At) && x.Actor == e.Actor && x.Action == e.Action && x.Note == e.Note
		}) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y filing.Entry) int { return x.At.Compare(y.At) })
	return out
}
