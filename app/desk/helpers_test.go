package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"
	"time"

	"beiandesk/app"
	"beiandesk/app/desk"
	"beiandesk/app/desk/desktest"
	"beiandesk/app/filing"
	"beiandesk/app/filing/sample"
	"beiandesk/app/filing/specimen/specimentest"
	"beiandesk/app/photo"
	"beiandesk/app/rule/table"
)

// start is a Monday morning in Beijing.
var start = time.Date(2026, 11, 23, 2, 42, 0, 0, time.UTC)

// bench is a desk over a store in memory, with a clock that a test moves.
type bench struct {
	*desk.Desk
	t     *testing.T
	store *desktest.Store
	now   time.Time
	told  []desk.Changed
}

func newBench(t *testing.T) *bench {
	t.Helper()
	tables, err := table.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, store: desktest.New(), now: start}
	b.Desk = desk.New(b.store, desk.Options{Tables: tables, Now: func() time.Time { return b.now }, Actor: "样本柜台"})
	t.Cleanup(b.Subscribe(func(c desk.Changed) { b.told = append(b.told, c) }))
	return b
}

// must fails the test on an error; it wraps a call: b.must(b.Add(…)).
func (b *bench) must(v desk.View, err error) desk.View {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

func (b *bench) open(id string) desk.View {
	b.t.Helper()
	return b.must(b.Open(b.t.Context(), id))
}

// add starts a filing for example.com.
func (b *bench) add() desk.View {
	b.t.Helper()
	return b.must(b.Add(b.t.Context(), "example.com", true))
}

// edit changes fields given as path, value, path, value …
func (b *bench) edit(v desk.View, pairs ...string) desk.View {
	b.t.Helper()
	return b.must(b.Edit(b.t.Context(), v.Filing.ID, v.Filing.Rev, edits(pairs...)...))
}

func edits(pairs ...string) (list []filing.Edit) {
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, filing.Edit{Field: filing.Field(pairs[i]), Value: pairs[i+1]})
	}
	return list
}

// do moves a filing through actions; every one gets a reason.
func (b *bench) do(v desk.View, actions ...filing.Action) desk.View {
	b.t.Helper()
	for _, a := range actions {
		v = b.must(b.Do(b.t.Context(), v.Filing.ID, v.Filing.Rev, a, "样本原因"))
	}
	return v
}

// row is the filing's row in the list.
func (b *bench) row(id string) desk.Row {
	b.t.Helper()
	rows, err := b.Rows(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	for _, r := range rows {
		if r.ID == id {
			return r
		}
	}
	b.t.Fatalf("no row of %s", id)
	return desk.Row{}
}

// refused checks that an error has a code and a Chinese sentence that says
// what to do, and that the filing is as it was before.
func (b *bench) refused(err error, code string, before desk.View) {
	b.t.Helper()
	wantCode(b.t, err, code)
	if before.Filing.ID != "" {
		b.unchanged(before)
	}
}

// unchanged checks that the store has a filing as it was seen last.
func (b *bench) unchanged(before desk.View) {
	b.t.Helper()
	if now := b.open(before.Filing.ID); text(b.t, now.Filing) != text(b.t, before.Filing) {
		b.t.Errorf("the filing has changed\nbefore %s\nafter  %s", text(b.t, before.Filing), text(b.t, now.Filing))
	}
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if app.CodeOf(err) != code {
		t.Fatalf("got %v, want code %s", err, code)
	}
	if s := app.MessageOf(err); !strings.Contains(s, "。") || strings.ContainsAny(s, "!！") {
		t.Errorf("%s says %q: no calm sentence", code, s)
	}
}

// text is a filing as JSON, to compare by.
func text(t *testing.T, f filing.Filing) string {
	t.Helper()
	data, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// specimens are drawn once for all tests.
var specimens = sync.OnceValues(func() (map[filing.Slot][]byte, error) {
	list, err := sample.Pictures(sample.Filing(start))
	out := map[filing.Slot][]byte{}
	for _, p := range list {
		out[p.Slot] = p.Data
	}
	return out, err
})

func specimen(t *testing.T, slot filing.Slot) []byte {
	t.Helper()
	m, err := specimens()
	if err != nil {
		t.Fatal(err)
	}
	return m[slot]
}

// specimenImage is the picture of a specimen, upright.
func specimenImage(t *testing.T, slot filing.Slot) *image.NRGBA {
	t.Helper()
	p, err := photo.Read(t.Context(), "a.jpg", specimen(t, slot))
	if err != nil {
		t.Fatal(err)
	}
	return p.Upright()
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// blurred is a sample's card, out of focus beyond use.
func blurred(t *testing.T) []byte { return specimentest.Blurred(t, "id-front") }

var background = context.Background()
