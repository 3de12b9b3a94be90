package desk_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/bundle"
	"beiandesk/app/desk"
	"beiandesk/app/filing"
)

// handOver writes filings of a desk for another one.
func handOver(t *testing.T, from, to *bench, ids ...string) string {
	t.Helper()
	public, err := to.HandoverKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.beian")
	if err := from.HandOver(t.Context(), path, bundle.Key{Recipients: []string{public}}, "1.0-test", ids, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

func (b *bench) look(path string) desk.Handover {
	b.t.Helper()
	h, err := b.LookHandover(b.t.Context(), path, "")
	if err != nil {
		b.t.Fatal(err)
	}
	return h
}

// offer is what one filing of a file would change.
func (b *bench) offer(path string, want bundle.Standing) desk.Offered {
	b.t.Helper()
	h := b.look(path)
	if len(h.Offers) != 1 || h.Offers[0].Standing != want {
		b.t.Fatalf("%+v, want %s", h.Offers, want)
	}
	return h.Offers[0]
}

func (b *bench) takeOver(path string, choices map[string]desk.Choice) desk.Taken {
	b.t.Helper()
	t, err := b.TakeHandover(b.t.Context(), path, "", choices, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return t
}

func TestAFilingGoesToAnotherOfficeAndComesBack(t *testing.T) {
	here, there := newBench(t), newBench(t)
	v := ready(t, here)
	id := v.Filing.ID
	file := handOver(t, here, there, id)

	o := there.offer(file, bundle.New)
	if o.Domain != "example.com" || o.Pictures != 3 || o.MyRev != 0 || len(o.Warnings) > 0 {
		t.Errorf("%+v", o)
	}
	if rows, err := there.Rows(t.Context()); err != nil || len(rows) != 0 {
		t.Fatalf("looking has changed something: %v, %v", rows, err)
	}
	done := there.takeOver(file, map[string]desk.Choice{id: {Take: desk.TakeTheirs}})
	if !slices.Equal(done.IDs, []string{id}) {
		t.Fatalf("%+v", done)
	}
	got := there.open(id).Filing
	if len(got.Materials) != 3 || got.Legal.CertNumber != v.Filing.Legal.CertNumber {
		t.Errorf("%d pictures, number %q", len(got.Materials), got.Legal.CertNumber)
	}
	for _, m := range got.Materials {
		if data, err := there.Picture(t.Context(), m.Picture); err != nil || len(data) == 0 || m.Outcome == "" {
			t.Errorf("%s: %v, outcome %q", m.Slot, err, m.Outcome)
		}
	}
	there.offer(file, bundle.Same)
	here.offer(handOver(t, there, here, id), bundle.Same)

	// Changed there only: newer there. Here the file is known to be older there.
	there.edit(there.open(id), "site.name", "那边改的")
	back := handOver(t, there, here, id)
	o = here.offer(back, bundle.Theirs)
	if !slices.Contains(o.Fields, "site.name") || len(o.Fields) != 1 {
		t.Errorf("fields %v", o.Fields)
	}
	there.offer(file, bundle.Mine)
	pictures := here.open(id).Filing.Materials[0].Picture
	here.takeOver(back, map[string]desk.Choice{id: {Take: desk.TakeTheirs, MyRev: o.MyRev}})
	now := here.open(id).Filing
	if now.Site.Name != "那边改的" || now.Materials[0].Picture != pictures {
		t.Errorf("name %q, picture %q was %q", now.Site.Name, now.Materials[0].Picture, pictures)
	}
	versions, err := here.Versions(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(versions, func(x desk.Version) bool {
		old, err := here.VersionView(t.Context(), x.ID)
		return err == nil && old.Filing.Site.Name == v.Filing.Site.Name
	}) {
		t.Error("what was here is not kept as a version")
	}
	here.offer(back, bundle.Same)
}

func TestBothChangedIsNeverMergedSilently(t *testing.T) {
	here, there := newBench(t), newBench(t)
	id := ready(t, here).Filing.ID
	there.takeOver(handOver(t, here, there, id), map[string]desk.Choice{id: {Take: desk.TakeTheirs}})
	there.edit(there.open(id), "site.name", "那边", "legal.mobile", "13900139000")
	mine := here.edit(here.open(id), "site.name", "这边")
	file := handOver(t, there, here, id)

	o := here.offer(file, bundle.Both)
	if !slices.Equal(o.Fields, []filing.Field{"site.name", "legal.mobile"}) {
		t.Errorf("fields %v", o.Fields)
	}
	// Without a choice, and with "none", nothing happens.
	for _, c := range []map[string]desk.Choice{nil, {id: {Take: desk.TakeNone, MyRev: o.MyRev}}} {
		if done := here.takeOver(file, c); len(done.IDs) > 0 {
			t.Errorf("%+v", done)
		}
		here.unchanged(mine)
	}
	// As a copy: both stay.
	done := here.takeOver(file, map[string]desk.Choice{id: {Take: desk.TakeCopy, MyRev: o.MyRev}})
	if len(done.IDs) != 1 || done.IDs[0] == id || here.open(done.IDs[0]).Filing.Site.Name != "那边" {
		t.Errorf("%+v", done)
	}
	here.unchanged(mine)
	// Changed here after the look: refused.
	mine = here.edit(here.open(id), "site.name", "这边又改")
	done = here.takeOver(file, map[string]desk.Choice{id: {Take: desk.TakeTheirs, MyRev: o.MyRev}})
	if len(done.IDs) > 0 || len(done.Refused) != 1 || app.CodeOf(done.Refused[0].Err) != app.CodeConflict {
		t.Errorf("%+v", done)
	}
	here.unchanged(mine)
}

func TestANewFilingThatCameMeanwhileIsNotOverwritten(t *testing.T) {
	here, there := newBench(t), newBench(t)
	id := ready(t, here).Filing.ID
	file := handOver(t, here, there, id)
	there.takeOver(file, map[string]desk.Choice{id: {Take: desk.TakeTheirs}})
	v := there.edit(there.open(id), "site.name", "改过")
	done := there.takeOver(file, map[string]desk.Choice{id: {Take: desk.TakeTheirs}}) // chosen when it was new
	if len(done.Refused) != 1 {
		t.Errorf("%+v", done)
	}
	there.unchanged(v)
}

func TestATrashedFilingComesOutOfTheTrash(t *testing.T) {
	here, there := newBench(t), newBench(t)
	id := ready(t, here).Filing.ID
	there.takeOver(handOver(t, here, there, id), map[string]desk.Choice{id: {Take: desk.TakeTheirs}})
	if err := there.Trash(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	here.edit(here.open(id), "site.name", "改过")
	file := handOver(t, here, there, id)
	o := there.offer(file, bundle.Theirs)
	if !o.Trashed {
		t.Error("nothing tells that it lies in the trash")
	}
	there.takeOver(file, map[string]desk.Choice{id: {Take: desk.TakeTheirs, MyRev: o.MyRev}})
	if rows, err := there.Rows(t.Context()); err != nil || len(rows) != 1 {
		t.Errorf("%v, %v", rows, err)
	}
}

func TestAPictureThatIsNoneIsToldAndLeftOut(t *testing.T) {
	here, there := newBench(t), newBench(t)
	id := ready(t, here).Filing.ID
	// A file of somebody else's making, with a picture that is none.
	path := filepath.Join(t.TempDir(), "bad.beian")
	public, err := there.HandoverKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := here.open(id).Filing
	for i := range f.Materials {
		f.Materials[i].SHA256 = ""
	}
	item := bundle.Item{Filing: &f, Read: func(context.Context, string) ([]byte, error) { return []byte("<svg onload=1>"), nil }}
	if err := bundle.Write(t.Context(), path, bundle.Key{Recipients: []string{public}}, []bundle.Item{item}, "", start, nil); err != nil {
		t.Fatal(err)
	}
	there.takeOver(path, map[string]desk.Choice{id: {Take: desk.TakeTheirs}})
	got := there.open(id).Filing
	if len(got.Materials) != 0 || !slices.ContainsFunc(got.Log, func(e filing.Entry) bool { return strings.Contains(e.Note, "读不出来") }) {
		t.Errorf("%d pictures, log %+v", len(got.Materials), got.Log)
	}
}

func TestTheOfficesKeyStaysTheSame(t *testing.T) {
	b := newBench(t)
	one, err := b.HandoverKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if two, err := b.HandoverKey(t.Context()); err != nil || two != one {
		t.Errorf("%q, %q, %v", one, two, err)
	}
}

func TestAHandOverIsNotedAndOpensWithItsPassphrase(t *testing.T) {
	here, there := newBench(t), newBench(t)
	id := ready(t, here).Filing.ID
	path := filepath.Join(t.TempDir(), "x.beian")
	if err := here.HandOver(t.Context(), path, bundle.Key{Passphrase: "够长的交接密码一二三"}, "", []string{id}, nil); err != nil {
		t.Fatal(err)
	}
	log := here.open(id).Filing.Log
	if e := log[len(log)-1]; e.Action != filing.ActExport || e.Note == "" {
		t.Errorf("log %+v", e)
	}
	if _, err := there.LookHandover(t.Context(), path, "够长的交接密码一二三四"); app.CodeOf(err) != bundle.CodePassphrase {
		t.Error(err)
	}
	if h, err := there.LookHandover(t.Context(), path, "够长的交接密码一二三"); err != nil || len(h.Offers) != 1 {
		t.Errorf("%+v, %v", h, err)
	}
}

// TestWhatWasErasedHereIsTold: a customer who asked for erasing must not come
// back without a word.
func TestWhatWasErasedHereIsTold(t *testing.T) {
	here, there := newBench(t), newBench(t)
	v := ready(t, here)
	path := handOver(t, here, there, v.Filing.ID)
	if o := there.offer(path, bundle.New); !o.Erased.IsZero() {
		t.Errorf("erased at %v where it never was", o.Erased)
	}
	there.takeOver(path, map[string]desk.Choice{v.Filing.ID: {Take: desk.TakeTheirs}})
	if _, err := there.Erase(t.Context(), v.Filing.ID, desk.EraseAsked); err != nil {
		t.Fatal(err)
	}
	if o := there.offer(path, bundle.New); o.Erased.IsZero() {
		t.Error("that it was erased here is not told")
	}
}
